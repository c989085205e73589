//! The disk as the walk sees it: documents come from the content folder, files go to the folder of
//! the site. Every file appears whole or not at all, and one that would not change is not touched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use the_stacks::document::File;
use the_stacks::hosting::{self, REDIRECTS_FILE};
use the_stacks::manifest::Manifest;
use the_stacks::route::href;
use the_stacks::site::{Site, World};
use the_stacks::warning::Warning;

use crate::progress::Progress;
use crate::read;
use crate::walk::{is_inside, unreadable};

/// The content folder and the folder of the site.
pub struct Disk<'a> {
    content: &'a Path,
    /// Where the documents are whose path is not that of their file.
    places: HashMap<String, PathBuf>,
    /// `None` writes nothing.
    out: Option<&'a Path>,
    changed: Mutex<Vec<String>>,
    progress: Progress,
}

impl<'a> Disk<'a> {
    /// Reads from `content`, documents with `places` of their own from there, and writes to `out`.
    pub fn new(content: &'a Path, places: HashMap<String, PathBuf>, out: Option<&'a Path>) -> Self {
        let progress = Progress::new(true);
        Self { content, places, out, changed: Mutex::default(), progress }
    }

    /// The same, showing how far the walk is.
    pub fn watched(self, progress: Progress) -> Self {
        Self { progress, ..self }
    }

    /// The files that were written or removed until now.
    pub fn changed(&self) -> Vec<String> {
        std::mem::take(&mut *self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Copies the assets that changed: `before` and the result have the stamp of each, by its place
    /// on the site. One that cannot be read is left out and reported.
    pub fn copy_assets(
        &self,
        site: &Site,
        before: &BTreeMap<String, u64>,
        warnings: &mut Vec<Warning>,
    ) -> Result<BTreeMap<String, u64>, String> {
        let mut stamps = BTreeMap::new();
        for asset in &site.assets {
            let path = asset.address.trim_start_matches('/');
            if path == REDIRECTS_FILE && !site.redirects.is_empty() {
                continue;
            }
            let source = Path::new(&asset.file);
            let stamp = read::stamp(source);
            if before.get(path) != Some(&stamp) || !self.has(path) {
                match fs::read(source) {
                    Ok(bytes) => self.write(path, bytes)?,
                    Err(error) => {
                        warnings.push(unreadable(&asset.path, &error));
                        continue;
                    }
                }
            }
            stamps.insert(path.to_owned(), stamp);
        }
        Ok(stamps)
    }

    /// Writes what hosts are told of a site hosted under `base`: the former addresses, behind what
    /// the author's own file of that name says, and for GitHub Pages that all files are published.
    /// Returns the pages that were written at former addresses, for hosts that are told nothing.
    pub fn write_hosting(&self, site: &Site, base: &str) -> Result<Vec<String>, String> {
        self.write(hosting::NO_JEKYLL_FILE, Vec::new())?;
        if site.redirects.is_empty() {
            return Ok(Vec::new());
        }
        let mut pages = Vec::new();
        let Manifest { base_url, title, language, .. } = &site.manifest;
        for redirect in &site.redirects {
            let Some(file) = hosting::redirect_file(&redirect.from) else { continue };
            // What Netlify reads as a pattern is the name of no file.
            if file.contains(['*', ':']) {
                continue;
            }
            let canonical = base_url.as_deref().unwrap_or_default().trim_end_matches('/');
            let canonical = format!("{canonical}{}", href(&redirect.to, "/"));
            let to = href(&redirect.to, base);
            let page = hosting::redirect_page(&to, &canonical, title, language);
            self.write(&file, page.into_bytes())?;
            pages.push(file);
        }
        let own =
            site.assets.iter().find(|it| it.address.trim_start_matches('/') == REDIRECTS_FILE);
        // One that cannot be read was reported with the other assets.
        let own = own.and_then(|it| fs::read(&it.file).ok()).unwrap_or_default();
        let text = hosting::redirects(&String::from_utf8_lossy(&own), &site.redirects, base);
        self.write(REDIRECTS_FILE, text.into_bytes())?;
        Ok(pages)
    }

    /// Removes the files of the last build, `before`, that are not among `now`; without a last build
    /// everything that is not, where nobody but us writes.
    pub fn remove_the_rest(
        &self,
        before: Option<&BTreeSet<String>>,
        now: &BTreeSet<String>,
    ) -> Result<(), String> {
        let Some(out) = self.out else { return Ok(()) };
        let Some(before) = before else {
            for folder in ["data/pages", "data/routes"] {
                self.remove_below(out, folder, now)?;
            }
            return Ok(());
        };
        for path in before.difference(now) {
            let file = out.join(path);
            match fs::remove_file(&file) {
                Ok(()) => _ = self.note_change(path),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(failed("remove", &file, &error)),
            }
            // Fails where something is left in them, and that is right.
            for folder in file.ancestors().skip(1).take_while(|folder| *folder != out) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn remove_below(&self, out: &Path, path: &str, now: &BTreeSet<String>) -> Result<(), String> {
        let folder = out.join(path);
        let is_link = folder.symlink_metadata().is_ok_and(|it| it.is_symlink());
        let Some(entries) = fs::read_dir(&folder).ok().filter(|_| !is_link) else { return Ok(()) };
        for entry in entries.flatten() {
            let path = format!("{path}/{}", entry.file_name().to_string_lossy());
            // Of the entry itself: what a symbolic link leads to is not ours.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.remove_below(out, &path, now)?;
                // Fails when something is left in it, and that is right.
                let _ = fs::remove_dir(entry.path());
            } else if !now.contains(&path) {
                let file = entry.path();
                fs::remove_file(&file).map_err(|error| failed("remove", &file, &error))?;
                self.note_change(&path);
            }
        }
        Ok(())
    }

    /// Notes a change and returns its number.
    fn note_change(&self, path: &str) -> usize {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        changed.push(path.to_owned());
        changed.len()
    }
}

impl World for Disk<'_> {
    fn read(&self, path: &str) -> (Option<File>, Vec<Warning>) {
        let mut warnings = Vec::new();
        let place = self.places.get(path).cloned().unwrap_or_else(|| self.content.join(path));
        (read::read_file(&place, path, &mut warnings), warnings)
    }

    fn text(&self, path: &str) -> Result<String, String> {
        let place = self.content.join(path);
        if !place.is_file() {
            return Err("is not there".into());
        }
        if !is_inside(&place, self.content) {
            return Err("is a symbolic link that leads out of the folder".into());
        }
        let mut warnings = Vec::new();
        let file = read::read_file(&place, path, &mut warnings);
        let why = || warnings.first().map(|it| it.found.clone()).unwrap_or_default();
        file.map(|it| it.text).ok_or_else(|| format!("cannot be read: {}", why()))
    }

    fn stamp(&self, path: &str) -> u64 {
        read::stamp(&self.content.join(path))
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), String> {
        let Some(out) = self.out else { return Ok(()) };
        let is_inside = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
        if !is_inside {
            return Err(format!("{path} would be written outside of {}", out.display()));
        }
        let target = out.join(path);
        if fs::read(&target).is_ok_and(|known| known == bytes) {
            return Ok(());
        }
        let folder = target.parent().unwrap_or(out);
        let number = self.note_change(path);
        let partial = folder.join(format!(".stacks-partial-{number}"));
        let written = fs::write(&partial, &bytes).or_else(|error| {
            if error.kind() != ErrorKind::NotFound {
                return Err(error);
            }
            fs::create_dir_all(folder)?;
            fs::write(&partial, &bytes)
        });
        written.map_err(|error| failed("write", &partial, &error))?;
        fs::rename(&partial, &target).map_err(|error| failed("write", &target, &error))
    }

    fn has(&self, path: &str) -> bool {
        self.out.is_none_or(|out| out.join(path).is_file())
    }

    fn written(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.out?.join(path)).ok()
    }

    fn keeps(&self) -> bool {
        self.out.is_some()
    }

    fn progress(&self, step: &str, done: usize, total: usize) {
        self.progress.report(step, done, total);
    }
}

/// A message about a file that could not be worked with.
pub fn failed(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {what} {}: {error}", path.display())
}
