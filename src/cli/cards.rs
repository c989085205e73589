//! The social cards of a site's pages as files: drawn on every core, once for all builds.
//!
//! A card's name tells what is on it, so that one drawn by an earlier build is as good as new. Cards
//! are kept in `target/stacks-cache/cards`; deleting it is safe. One that lacks characters for want of
//! a font is not kept: the next build may find the font.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cosmic_text::fontdb::Database;
use rayon::prelude::*;
use the_stacks::card::{self, Card, Fonts, Painter};
use the_stacks::manifest::{Manifest, Payload};

use crate::progress::Progress;
use crate::write::failed;

/// How many kept cards that no page has any more are let be, before they are removed.
const STALE: usize = 200;

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files are new, or removed because no page has them any more.
    pub changed: usize,
    /// How many of them had to be drawn.
    pub drawn: usize,
    /// The routes of the pages whose cards lack characters that no font here has.
    pub incomplete: Vec<String>,
}

/// Writes the cards of `pages`, and the site's own, below `out`; `cache` is the folder that keeps
/// state between builds. Cards below `out` that no page has any more are removed.
pub fn write(
    out: &Path,
    cache: Option<&Path>,
    manifest: &Manifest,
    pages: &[Payload],
    progress: &Progress,
) -> Result<Written, String> {
    write_with(&Fonts::new(system_fonts), out, cache, manifest, pages, progress)
}

fn system_fonts() -> Database {
    let mut database = Database::new();
    database.load_system_fonts();
    database
}

fn write_with(
    fonts: &Fonts,
    out: &Path,
    cache: Option<&Path>,
    manifest: &Manifest,
    pages: &[Payload],
    progress: &Progress,
) -> Result<Written, String> {
    let cache = cache.map(|cache| cache.join("cards"));
    for folder in [Some(out.join(card::FOLDER)), cache.clone()].into_iter().flatten() {
        fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
    }
    let cards = pages.iter().map(|page| (Card::of(manifest, page), page.url.as_str()));
    let cards: BTreeMap<String, (Card, &str)> = cards
        .chain([(Card::of_site(manifest), "/")])
        .map(|(card, url)| (card::path(&card), (card, url)))
        .collect();
    let done = AtomicUsize::new(0);
    // As many as threads have been at work at once; each knows the glyphs it has drawn.
    let painters = Mutex::new(Vec::new());
    let outcomes: Vec<(Outcome, &str)> = cards
        .par_iter()
        .map(|(path, (card, url))| {
            let outcome = publish(&out.join(path), kept(cache.as_deref(), path), || {
                let free = painters.lock().ok().and_then(|mut free| free.pop());
                let mut painter = free.unwrap_or_else(|| Painter::new(fonts));
                let drawn = painter.draw(card);
                if let Ok(mut free) = painters.lock() {
                    free.push(painter);
                }
                drawn
            })?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress.report("drawing cards", done, cards.len());
            Ok((outcome, *url))
        })
        .collect::<Result<_, String>>()?;
    let names: BTreeSet<&str> = cards.keys().filter_map(|path| path.rsplit('/').next()).collect();
    let removed = remove_others(&out.join(card::FOLDER), &names, 0)?;
    if let Some(cache) = cache {
        remove_others(&cache, &names, STALE)?;
    }
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|(it, _)| is(it)).count();
    let incomplete =
        outcomes.iter().filter(|(it, _)| matches!(it, Outcome::Drawn { is_complete: false, .. }));
    let is_new = |it: &Outcome| matches!(it, Outcome::Kept | Outcome::Drawn { is_new: true, .. });
    Ok(Written {
        changed: count(is_new) + removed,
        drawn: count(|it| matches!(it, Outcome::Drawn { .. })),
        incomplete: incomplete.map(|(_, url)| (*url).to_owned()).collect(),
    })
}

/// Where a card came from.
enum Outcome {
    /// It was there.
    Same,
    /// From an earlier build.
    Kept,
    /// Now.
    Drawn {
        /// Whether it is not what was there.
        is_new: bool,
        /// Whether everything is on it.
        is_complete: bool,
    },
}

fn kept(cache: Option<&Path>, path: &str) -> Option<PathBuf> {
    Some(cache?.join(path.rsplit('/').next()?))
}

fn publish(
    target: &Path,
    kept: Option<PathBuf>,
    draw: impl FnOnce() -> card::Drawn,
) -> Result<Outcome, String> {
    // One that was not kept may lack characters that a font has now.
    if target.is_file() && kept.as_deref().is_none_or(Path::is_file) {
        return Ok(Outcome::Same);
    }
    let known = kept.as_deref().and_then(|kept| fs::read(kept).ok());
    if let Some(png) = known.filter(|png| png.ends_with(END)) {
        put(target, &png)?;
        return Ok(Outcome::Kept);
    }
    let card::Drawn { png, is_complete } = draw();
    let is_new = fs::read(target).map_or(true, |old| old != png);
    if is_new {
        put(target, &png)?;
    }
    if let Some(kept) = kept.filter(|_| is_complete) {
        put(&kept, &png)?;
    }
    Ok(Outcome::Drawn { is_new, is_complete })
}

/// What every whole PNG ends with.
const END: &[u8] = b"IEND\xaeB`\x82";

/// Writes a file that appears whole or not at all. No other thread writes this one; another process
/// might.
fn put(target: &Path, bytes: &[u8]) -> Result<(), String> {
    let partial = target.with_extension(format!("{}.partial", std::process::id()));
    fs::write(&partial, bytes).map_err(|error| failed("write", &partial, &error))?;
    fs::rename(&partial, target).map_err(|error| failed("write", target, &error))
}

/// Removes the files of `folder` whose names are not among `names`, if there are more than `allowed`
/// of them. Returns how many it removed.
fn remove_others(folder: &Path, names: &BTreeSet<&str>, allowed: usize) -> Result<usize, String> {
    let entries = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?;
    let others: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| !names.contains(entry.file_name().to_string_lossy().as_ref()))
        .map(|entry| entry.path())
        .collect();
    if others.len() <= allowed {
        return Ok(0);
    }
    for file in &others {
        match fs::remove_file(file) {
            // Another build may clear up at the same time.
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(failed("remove", file, &error));
            }
            _ => {}
        }
    }
    Ok(others.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str) -> Payload {
        Payload {
            url: format!("/posts/{title}/"),
            title: title.into(),
            minutes: Some(1),
            ..Payload::default()
        }
    }

    struct Site {
        folder: tempfile::TempDir,
        manifest: Manifest,
    }

    impl Site {
        fn new() -> Self {
            let manifest = Manifest { title: "The Stacks".into(), ..Manifest::default() };
            Self { folder: tempfile::tempdir().unwrap(), manifest }
        }

        fn write(&self, out: &str, pages: &[Payload]) -> Written {
            let (out, cache) = (self.folder.path().join(out), self.folder.path().join("cache"));
            let progress = Progress::new(true);
            write_with(&Fonts::none(), &out, Some(&cache), &self.manifest, pages, &progress)
                .unwrap()
        }

        fn files(&self, folder: &str) -> BTreeSet<String> {
            let entries = fs::read_dir(self.folder.path().join(folder)).unwrap();
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    #[test]
    fn every_post_has_a_card_and_the_other_pages_share_one() {
        let site = Site::new();
        let about = Payload { url: "/about/".into(), title: "About".into(), ..Payload::default() };
        let pages = [page("one"), page("two"), about];
        let written = site.write("out", &pages);
        assert_eq!(written, Written { changed: 3, drawn: 3, incomplete: vec![] });
        for page in &pages {
            let path = card::path(&Card::of(&site.manifest, page));
            let png = fs::read(site.folder.path().join("out").join(path)).unwrap();
            assert!(png.starts_with(b"\x89PNG"));
        }
        assert_eq!(site.files("out/made/cards").len(), 3);
    }

    #[test]
    fn no_card_is_drawn_twice() {
        let site = Site::new();
        let pages = [page("one"), page("two")];
        assert_eq!(site.write("out", &pages).drawn, 3);
        assert_eq!(site.write("out", &pages), Written::default());
        let elsewhere = site.write("elsewhere", &pages);
        assert_eq!((elsewhere.changed, elsewhere.drawn), (3, 0));
        for name in site.files("out/made/cards") {
            let read = |folder: &str| fs::read(site.folder.path().join(folder).join(&name));
            assert_eq!(read("out/made/cards").unwrap(), read("elsewhere/made/cards").unwrap());
        }
    }

    #[test]
    fn a_card_that_no_page_has_any_more_goes() {
        let site = Site::new();
        site.write("out", &[page("one"), page("two")]);
        let written = site.write("out", &[page("one")]);
        assert_eq!((written.changed, written.drawn), (1, 0));
        assert_eq!(site.files("out/made/cards").len(), 2);
        assert_eq!(site.files("cache/cards").len(), 3, "it may come back");
    }

    #[test]
    fn what_is_kept_does_not_grow_for_ever() {
        let site = Site::new();
        site.write("out", &[]);
        for number in 0..=STALE {
            let file = site.folder.path().join(format!("cache/cards/{number:016x}.png"));
            fs::write(file, "").unwrap();
        }
        site.write("out", &[]);
        assert_eq!(site.files("cache/cards"), site.files("out/made/cards"));
    }

    #[test]
    fn a_kept_card_that_was_cut_short_is_drawn_again() {
        let site = Site::new();
        site.write("out", &[page("one")]);
        for name in site.files("cache/cards") {
            let file = site.folder.path().join("cache/cards").join(name);
            let png = fs::read(&file).unwrap();
            fs::write(&file, &png[..png.len() / 2]).unwrap();
        }
        assert_eq!(site.write("elsewhere", &[page("one")]).drawn, 2);
        assert_eq!(site.write("third", &[page("one")]).drawn, 0);
    }

    #[test]
    fn a_card_that_lacks_characters_is_named_and_not_kept() {
        let site = Site::new();
        let written = site.write("out", &[page("漢字"), page("one")]);
        assert_eq!(written.incomplete, ["/posts/漢字/"]);
        let again = site.write("out", &[page("漢字"), page("one")]);
        assert_eq!((again.changed, again.drawn), (0, 1), "a font may have come");
        assert_eq!(site.files("out/made/cards").len(), 3);
        assert_eq!(site.files("cache/cards").len(), 2);
    }
}
