//! The files of `stacks prerender`: what Trunk and the generator left in a folder is read, and each
//! page of the site written beside its data.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use the_stacks::hosting::{self, Policy};
use the_stacks::manifest::{FromJson, Manifest, Payload, RouteShard};
use the_stacks::offline;
use the_stacks::prerender::{Prerenderer, Template, compact, hash};
use the_stacks::route::{Route, shard_file};
use the_stacks::script::{self, File};
use the_stacks::widgets::{self, Made};
use the_stacks::{aids, emoji, glossary, landscape, oembed, search};

use crate::cards;
use crate::progress::Progress;
use crate::write::failed;

/// The renderers' modules as Trunk names them, and the scripts beside them that we do without: that of
/// our own pages, and that of the elements that others embed.
const RENDERER: [&str; 2] = ["renderer_bg.wasm", "renderer.js"];
const WIDGETS: [&str; 2] = ["widgets_bg.wasm", "widgets.js"];

/// How many of the page's style sheets are for documents: that of code, and that of all else in them.
const DOCUMENTS: usize = 2;

/// The folder where what Trunk put there is kept for the next time, while the site is watched.
pub const TAKEN: &str = ".stacks";

/// The file with the site's manifest.
const MANIFEST: &str = "manifest.json";

/// What was done.
pub struct Prerendered {
    /// How many pages the site has.
    pub pages: usize,
    /// How many cards had to be drawn.
    pub drawn: usize,
    /// The routes of the pages whose cards lack characters that no font here has.
    pub incomplete: Vec<String>,
}

/// The script of pages that follow what is written, with [`crate::watch`].
const LIVE: &str = "made/live.js";

/// How the pages of a site are made.
pub struct Options<'a> {
    /// Whether they are to follow what is written: what Trunk made is kept for the next time then.
    pub is_live: bool,
    /// Whether cards are drawn.
    pub cards: bool,
    /// Where cards are kept.
    pub cache: Option<&'a Path>,
}

/// Prerenders the site in `out`.
///
/// # Errors
/// When a file cannot be read or written, or is not what it should be.
pub fn write(
    out: &Path,
    options: &Options<'_>,
    progress: &Progress,
) -> Result<Prerendered, String> {
    let &Options { is_live: is_watched, cards, cache } = options;
    let from = if is_watched { keep_taken(out)? } else { out.to_owned() };
    let template = template(&from)?;
    let manifest: Manifest = json(&out.join(MANIFEST))?;
    let routes = routes(out, manifest.route_shards)?;
    let source = Taken { from: &from, out };
    let styles = source.styles(&template)?;
    let renderer = source.renderer(RENDERER, "")?;
    let widgets_renderer = source.renderer(WIDGETS, widgets::FOLDER)?;
    let (base, is_live) = (template.base.clone(), template.is_live());
    let mut shell: Vec<String> = template.app.iter().map(|it| inside(&base, it)).collect();
    shell.push(renderer.clone());
    let mut prerenderer = Prerenderer::new(template, manifest.clone(), styles.concat(), renderer);
    for (number, file) in aids::files().iter().enumerate() {
        put_file(out, file)?;
        if number == 0 {
            prerenderer = prerenderer.with_module(&file.path);
        }
        shell.push(file.path.clone());
    }
    if is_watched {
        let text = script::fill(include_str!("watch/live.js"), &[]);
        put_file(out, &File { path: LIVE.into(), text })?;
        prerenderer = prerenderer.with_module(LIVE);
    }
    let prose = styles[styles.len().saturating_sub(DOCUMENTS)..].concat();
    let more = write_widgets(out, &widgets_renderer, &prose)?;
    if is_live {
        // What is kept would be in the way of what was just written.
        put_file(out, &offline::no_worker())?;
    } else {
        prerenderer = write_offline(out, prerenderer, &mut shell, &more)?;
    }
    let done = AtomicUsize::new(0);
    let index = search::Index::new(documents(out, &routes, &manifest)?, &manifest.language);
    let page = |route: &String| {
        let route = Route::new(route);
        let payload: Payload = json(&out.join(route.payload(false)))?;
        let folder = out.join(route.as_str().trim_matches('/'));
        fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
        let page = prerenderer.page(payload);
        put(&folder.join("index.html"), &page.html)?;
        if let Some(file) = oembed::file(&page.payload, &manifest) {
            put_file(out, &file)?;
        }
        if let Some(text) = index.add(&page.payload, &page.document) {
            put_file(out, &text)?;
        }
        let terms = glossary::terms(&page.payload, &page.document);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress.report("prerendering", done, routes.len());
        // Of all pages no more is kept than what their cards show.
        let Payload { url, title, date, minutes, language, authors, .. } = page.payload;
        let on_card =
            Payload { url, title, date, minutes, language, authors, ..Payload::default() };
        Ok((cards.then_some(on_card), terms, page.names))
    };
    let pages = routes.par_iter().map(page).collect::<Result<Vec<_>, String>>()?;
    let (mut on_cards, mut terms) = (Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    for (on_card, of_page, of_lists) in pages {
        on_cards.extend(on_card);
        terms.extend(of_page);
        names.extend(of_lists);
    }
    index.write(&mut |file| put_file(out, &file))?;
    for file in [glossary::file(terms), landscape(out, &routes, &names)?] {
        put_file(out, &file)?;
    }
    put(&out.join("404.html"), &prerenderer.not_found())?;
    let headers = out.join(hosting::HEADERS_FILE);
    let hashed = [shell, vec![widgets_renderer]].concat();
    let policy = Policy {
        base: &base,
        scripts: &hashes(prerenderer.scripts()),
        styles: &hashes([prerenderer.style()]),
        hashed: &hashed,
        diagrams: manifest.diagrams.as_deref().unwrap_or_default(),
        own: &text(&headers).unwrap_or_default(),
    };
    put(&headers, &hosting::headers(&policy))?;
    let drawn = match cards {
        true => cards::write(out, cache, &manifest, &on_cards, progress)?,
        false => cards::Written::default(),
    };
    Ok(Prerendered { pages: routes.len(), drawn: drawn.drawn, incomplete: drawn.incomplete })
}

/// The documents among the pages, each by its date and route; what is searched on is none.
fn documents(
    out: &Path,
    routes: &[String],
    manifest: &Manifest,
) -> Result<Vec<(Option<String>, String)>, String> {
    /// As much of a payload as tells.
    #[derive(Deserialize)]
    struct Brief {
        date: Option<String>,
        markdown: Option<IgnoredAny>,
    }
    let document = |route: &String| {
        let path = out.join(Route::new(route).payload(false));
        let bytes = fs::read(&path).map_err(|error| failed("read", &path, &error))?;
        let Brief { date, markdown } = serde_json::from_slice(&bytes)
            .map_err(|error| format!("{} is no payload: {error}", path.display()))?;
        Ok(markdown.map(|_| (date, route.clone())))
    };
    let searches = search::places(&manifest.language, &manifest.menus);
    let is_other = |route: &&String| searches.iter().all(|(_, it)| it.as_str() != **route);
    let routes = routes.par_iter().filter(is_other);
    let documents = routes.map(document).collect::<Result<Vec<_>, String>>()?;
    Ok(documents.into_iter().flatten().collect())
}

/// What the site says about `names`: for which each page is read once more, if there are any.
fn landscape(out: &Path, routes: &[String], names: &BTreeSet<String>) -> Result<File, String> {
    let said = |route: &String| {
        let payload: Payload = json(&out.join(Route::new(route).payload(false)))?;
        let said = landscape::said(&payload, names);
        let says_any = !said.is_empty();
        Ok(says_any.then_some((Payload { markdown: None, ..payload }, said)))
    };
    let read = if names.is_empty() { &[] } else { routes };
    let pages = read.par_iter().map(said).collect::<Result<Vec<_>, String>>()?;
    let pages = pages.iter().flatten();
    Ok(landscape::file(pages.map(|(payload, said)| (payload, said.clone()))))
}

/// Writes what a published site has for reading without a network, adds its files to those of the
/// `shell`, and returns the prerenderer that starts it. Whoever keeps all pages keeps `more` too.
fn write_offline(
    out: &Path,
    prerenderer: Prerenderer,
    shell: &mut Vec<String>,
    more: &[String],
) -> Result<Prerenderer, String> {
    let module = offline::module(shell);
    let prerenderer = prerenderer.with_module(&module.path);
    let page = offline::page(prerenderer.offline());
    shell.extend([module.path.clone(), page.path.clone()]);
    let worker = offline::worker(shell, &page.path, &text(&out.join(MANIFEST))?, more);
    for file in [module, page, worker] {
        put_file(out, &file)?;
    }
    Ok(prerenderer)
}

/// All routes of the site.
fn routes(out: &Path, shards: u32) -> Result<Vec<String>, String> {
    let shards = (0..shards).map(|number| json::<RouteShard>(&out.join(shard_file(number))));
    let routes: Result<Vec<Vec<String>>, String> = shards.map(|it| Ok(it?.routes)).collect();
    Ok(routes?.concat())
}

/// Writes the elements that others embed, which take the style sheet of documents too. Returns what pages
/// take that have any, with its data.
fn write_widgets(out: &Path, renderer: &str, prose: &str) -> Result<Vec<String>, String> {
    let path = out.join(renderer);
    let module = fs::read(&path).map_err(|error| failed("read", &path, &error))?;
    let name = renderer.trim_start_matches(widgets::FOLDER);
    let prose = compact(prose);
    let made = Made { renderer: (name, &module), prose: &prose, cost: &brotli_size };
    // What pages show is there: the author's own emoji, and those of our drawings that are in use.
    let shown = fs::read_dir(out.join(emoji::FOLDER)).into_iter().flatten().filter_map(Result::ok);
    let shown: Vec<String> =
        shown.map(|it| [emoji::FOLDER, &*it.file_name().to_string_lossy()].concat()).collect();
    let table = emoji::Table::new(shown.iter().map(String::as_str));
    let files = widgets::files(&made);
    for file in files.iter().chain(&widgets::emoji::files(&table)) {
        put_file(out, file)?;
    }
    let is_taken = |path: &String| path.ends_with(".js") || path.ends_with(".css");
    let taken = files.into_iter().map(|it| it.path).filter(is_taken);
    Ok(taken.chain([glossary::FILE, landscape::FILE].map(str::to_owned)).collect())
}

/// How many bytes a host sends for these: at Brotli's best, as a host that compresses beforehand.
fn brotli_size(bytes: &[u8]) -> usize {
    let params = brotli::enc::BrotliEncoderParams::default();
    let mut sent = Vec::new();
    match brotli::BrotliCompress(&mut &*bytes, &mut sent, &params) {
        Ok(size) => size,
        Err(_) => bytes.len(),
    }
}

/// The page that Trunk made.
fn template(folder: &Path) -> Result<Template, String> {
    let index = folder.join("index.html");
    Template::read(&text(&index)?).map_err(|error| format!("{} {error}", index.display()))
}

/// Copies what Trunk made, if that is there, to where it stays; returns that place.
fn keep_taken(out: &Path) -> Result<PathBuf, String> {
    let taken = out.join(TAKEN);
    let Ok(template) = template(out) else { return Ok(taken) };
    fs::create_dir_all(&taken).map_err(|error| failed("make", &taken, &error))?;
    let styles = template.style_sheets.iter().map(|it| inside(&template.base, it));
    let modules = [RENDERER, WIDGETS].concat().into_iter().map(str::to_owned);
    // The page last: it says that the others are there.
    for name in styles.chain(modules).chain(["index.html".into()]) {
        let file = out.join(&name);
        fs::copy(&file, taken.join(&name)).map_err(|error| failed("copy", &file, &error))?;
    }
    Ok(taken)
}

/// What Trunk made, which pages take from a folder.
struct Taken<'a> {
    from: &'a Path,
    out: &'a Path,
}

impl Taken<'_> {
    /// A file of it. It goes, unless it is kept for the next time.
    fn take(&self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.from.join(name);
        let bytes = fs::read(&file).map_err(|error| failed("read", &file, &error))?;
        if self.from == self.out {
            fs::remove_file(&file).map_err(|error| failed("remove", &file, &error))?;
        }
        Ok(bytes)
    }

    /// The texts of the page's style sheets, which every page is to have within. The last are those of
    /// documents.
    fn styles(&self, template: &Template) -> Result<Vec<String>, String> {
        let text = |address: &String| {
            let bytes = self.take(&inside(&template.base, address))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        template.style_sheets.iter().map(text).collect()
    }

    /// Gives a renderer's module a name in `folder` that changes with its content, and returns that: an
    /// open page never gets the module of another build.
    fn renderer(&self, [module, script]: [&str; 2], folder: &str) -> Result<String, String> {
        let bytes = self.take(module)?;
        self.take(script)?;
        let name = format!("{folder}renderer-{}.wasm", hash(&bytes));
        let named = self.out.join(&name);
        let folder = self.out.join(folder);
        fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
        fs::write(&named, bytes).map_err(|error| failed("write", &named, &error))?;
        Ok(name)
    }
}

/// The path of a file from the site's root, of its address.
fn inside(base: &str, address: &str) -> String {
    address.strip_prefix(base).unwrap_or(address).to_owned()
}

/// The sources by which a policy allows these scripts or styles.
fn hashes<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<String> {
    texts.into_iter().map(|text| hosting::script_hash(text.as_ref())).collect()
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| failed("read", path, &error))
}

fn json<T: FromJson>(path: &Path) -> Result<T, String> {
    let value: Value = serde_json::from_str(&text(path)?)
        .map_err(|error| format!("{} is no JSON: {error}", path.display()))?;
    T::from_json(&value).map_err(|error| format!("{}: {error}", path.display()))
}

fn put_file(out: &Path, file: &File) -> Result<(), String> {
    let path = out.join(&file.path);
    let folder = path.parent().unwrap_or(out);
    fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
    put(&path, &file.text)
}

fn put(path: &PathBuf, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| failed("write", path, &error))
}
