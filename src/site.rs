//! The whole walk from files to a site, on one page.
//!
//! 1. each file becomes a [`crate::document::Document`], of which the head is kept (`survey`);
//! 2. each document gets a route (`routes`), and what can be linked to an index ([`crate::link`]);
//! 3. each body is put together and rendered once, to learn where its links lead, which emoji it
//!    uses and which ids it has, and its payload is written (`pages`);
//! 4. the anchors of all links are checked (`anchors`);
//! 5. lists (`lists`), redirects, what is published besides pages (`published`) and the manifest are
//!    made.
//!
//! No step asks a later one. Steps 1 and 3 use every core and keep no more text than [`KEPT_TEXT`].
//! What they learn of a document is its [`Known`]; handed in again with the next build, it spares
//! every document that did not change, and whose links lead where they led, a second reading.
//!
//! Nothing here reads or writes a file: texts come from a [`World`], files go to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;

use jiff::civil::Date;

use crate::dialect::{Files, Surroundings, data};
use crate::document::{File, Head};
use crate::emoji::{Table, github};
use crate::image;
use crate::link::{self, Why};
use crate::manifest::{DIAGRAMS, LATEST, Link, Manifest, RouteShard, VERSION};
use crate::route::{Route, shard_file};
use crate::settings::Settings;
use crate::warning::{Kind, Warning};
use crate::widgets;

mod anchors;
mod assets;
mod known;
mod lists;
mod made;
mod menus;
mod output;
mod pages;
mod preview;
mod published;
mod redirects;
mod related;
mod routes;
mod summary;
mod survey;
mod terms;
mod text;

pub use known::{Known, Made, Meant, State};
pub use preview::{Preview, Shown};
pub use redirects::Redirect;
pub use summary::Summary;

pub use crate::link::LinkCounts;
use output::Output;
use survey::Source;
use terms::Taxonomies;

/// How much text is kept between the two readings of a document, in bytes. Documents beyond it are
/// read a second time.
pub const KEPT_TEXT: usize = 192 << 20;

/// How many routes a shard holds on average.
const ROUTES_PER_SHARD: usize = 64;

/// What the walk needs of the outside. Called from many threads.
pub trait World: Sync {
    /// The text of the document at `path` (relative to the content folder), or `None` when it
    /// cannot be had, and what there is to say about it.
    fn read(&self, path: &str) -> (Option<File>, Vec<Warning>);
    /// Takes a file of the site. `path` is relative to its root.
    ///
    /// # Errors
    /// What went wrong, for the author; the build ends with it.
    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), String>;
    /// The text of another file of the content folder, which a document shows in its place.
    ///
    /// # Errors
    /// Why there is none, to be put behind its path.
    fn text(&self, _path: &str) -> Result<String, String> {
        Err("is not there".into())
    }
    /// A number that changes when the file at `path` of the content folder does, or comes or goes.
    fn stamp(&self, _path: &str) -> u64 {
        0
    }
    /// Whether the file that was last written to `path` is still there.
    fn has(&self, _path: &str) -> bool {
        false
    }
    /// What was written to `path`, by this build or the last.
    fn written(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }
    /// Whether what is written can be read again ([`World::written`]); who only wants to know what is
    /// wrong with the content keeps nothing, and nothing is made that tells no more of that.
    fn keeps(&self) -> bool {
        false
    }
    /// Called as the work goes on: `done` of `total` of a step.
    fn progress(&self, _step: &str, _done: usize, _total: usize) {}
}

/// The files that a [`World`] has.
struct FilesOf<'a>(&'a dyn World);

impl Files for FilesOf<'_> {
    fn text(&self, path: &str) -> Result<String, String> {
        self.0.text(path)
    }
}

/// What a site is made of.
#[derive(Debug, Default)]
pub struct Input {
    /// The Markdown files of the content folder.
    pub documents: Vec<Stub>,
    /// The files of `_includes`, by their path within it.
    pub includes: Vec<File>,
    /// The files of Jekyll's `_data`, by their path.
    pub data: Vec<File>,
    /// All other files.
    pub assets: Vec<AssetFile>,
    /// The paths of files and folders that are there and not part of the site.
    pub unpublished: Vec<String>,
    /// The site's settings.
    pub settings: Settings,
    /// Whether drafts, and what is not published yet or no longer, are part of the site.
    pub drafts: bool,
    /// Today, by the author's calendar; `None` publishes whatever its date.
    pub today: Option<Date>,
}

/// A document that has not been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stub {
    /// Its path in the content folder.
    pub path: String,
    /// A number that changes when the file does.
    pub stamp: u64,
}

/// A site: what remains to be done once its pages are written.
#[derive(Debug, Default)]
pub struct Site {
    /// `manifest.json`.
    pub manifest: Manifest,
    /// How many pages it has.
    pub pages: usize,
    /// The assets.
    pub assets: Vec<Asset>,
    /// Former addresses and where each leads.
    pub redirects: Vec<Redirect>,
    /// What it was made of.
    pub summary: Summary,
    /// Whether there would be feeds and a sitemap if the settings gave the site's public address.
    pub lacks_address: bool,
    /// Every file that was made, relative to the site's root.
    pub files: BTreeSet<String>,
    /// What shows a document before the next build.
    pub preview: Preview,
}

/// A file that is published as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AssetFile {
    /// What the caller knows the file by; handed back in [`Asset::file`].
    pub file: String,
    /// Its path in the content folder, or in the folder of static files.
    pub path: String,
    /// Where it is published, without a slash at the start, if that is not where its path says.
    pub place: Option<String>,
    /// Whether it is published only if a document links to it.
    pub is_if_linked: bool,
    /// Its width and height, if it is an image.
    pub size: Option<(u32, u32)>,
}

/// An asset with its place on the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asset {
    /// What the caller knows the file by.
    pub file: String,
    /// Its path in its folder, by which documents link to it.
    pub path: String,
    /// Its path on the site, `/` at the start.
    pub address: String,
    /// Whether it is published only if a document links to it.
    pub is_if_linked: bool,
    /// Its width and height, if it is an image.
    pub size: Option<(u32, u32)>,
}

/// A document with its place on the site.
struct Page {
    source: Source,
    route: Route,
    section: Option<String>,
}

impl Page {
    /// Whether it is a post: dated, and neither a page nor a section's own document.
    fn is_post(&self) -> bool {
        self.source.known.head.is_post()
    }
}

/// Builds the site into `world`. `state` is what the last build of it gave back, or an empty one.
/// Never fails on content: what is wrong there is in the warnings, sorted by place.
///
/// # Errors
/// When `world` could not write a file.
pub fn build(
    input: Input,
    state: State,
    world: &dyn World,
) -> Result<(Site, State, Vec<Warning>), String> {
    let State { documents, links: old_links, lists } = state;
    let mut output = Output::new(world, lists);
    let mut warnings = Vec::new();
    let mut assets = assets::place(&input.assets, &mut warnings);
    let emoji = assets::emoji(&assets);
    let (data, of_data) = data::read(&input.data, &input.settings.jekyll.data_folder);
    let surroundings = Surroundings {
        includes: &input.includes,
        settings: &input.settings,
        data: &data,
        files: &FilesOf(world),
        emoji: &emoji,
    };
    let (sources, hidden, of_reading) = survey::read(&input, &surroundings, documents, world);
    warnings.extend(of_data.into_iter().chain(of_reading));
    let mut pages = routes::assign(sources, &mut warnings);
    let taxonomies = Taxonomies::new(&pages);
    let redirects = redirects::find(&pages, &taxonomies, &assets, &mut warnings);
    let withheld: Vec<(&Head, Why)> =
        hidden.iter().filter_map(|it| Some((&it.head, input.withholds(&it.head)?))).collect();
    let index = index(&pages, &taxonomies, &assets, &withheld, &input);
    check_menu(&input.settings, &index, &mut warnings);

    output.leave(&pages, &assets);
    let around =
        pages::Around { input: &input, surroundings: &surroundings, taxonomies: &taxonomies };
    let frame = pages::Frame::new(&pages, &index, &around, &assets, &withheld);
    let links = frame.links;
    let made = pages::make(&frame, &output, old_links == links, world)?;
    for (page, made) in pages.iter_mut().zip(made) {
        page.source.document = None;
        page.source.known.is_new |= made.is_some();
        page.source.known.made = made.or(page.source.known.made.take());
    }
    let mut checked = anchors::check(&pages, &taxonomies, &input.settings, &index);
    warnings.append(&mut checked.warnings);
    if !checked.meant.is_empty() {
        let frame = pages::Frame::new(&pages, &index, &around, &assets, &withheld);
        for (number, made) in pages::make_again(&frame, &output, checked.meant, world)? {
            let known = &mut pages[number].source.known;
            (known.made, known.is_new) = (Some(made), true);
        }
    }

    assets::retain_linked(&mut assets, &pages, &emoji);
    let entries = lists::Entries::new(&pages, &taxonomies, &input.settings);
    lists::write(&entries, &mut output)?;
    let mut manifest = manifest(&input.settings, &pages, &entries);
    let searches = made::write(&entries, &manifest.menus, &mut output)?;
    let routes = output.routes();
    manifest.route_shards = u32::try_from(routes.len().div_ceil(ROUTES_PER_SHARD))
        .unwrap_or(u32::MAX)
        .next_power_of_two();
    for (number, shard) in (0..).zip(shards(&routes, &redirects, manifest.route_shards)) {
        output.json(&shard_file(number), &shard)?;
    }
    write_files(&pages, &emoji, &mut output)?;
    if let Some(module) = &manifest.diagrams {
        output.text(DIAGRAMS, &diagrams(module)?)?;
    }
    let published = published::Published::new(&input, &pages, &entries, &taxonomies, &searches);
    let lacks_address = published.lacks_address();
    published.write(&mut output)?;
    let count = routes.len();
    // Last, so that a reader who sees the new manifest finds everything it speaks of.
    output.json("manifest.json", &manifest)?;

    let unpublished = u32::try_from(hidden.len()).unwrap_or(u32::MAX);
    let mut summary = Summary { unpublished, ..Summary::default() };
    summary.links.broken = checked.broken;
    let mut documents = hidden;
    let mut routes = HashMap::new();
    for page in pages {
        let known = page.source.known;
        routes.insert(known.head.path.clone(), page.route);
        summary.add(&known);
        warnings.extend(known.warnings());
        documents.push(known);
    }
    warnings.sort();
    warnings.dedup();
    let (files, lists) = output.finish();
    let preview = Preview { input, data, emoji, index, routes };
    let site =
        Site { manifest, pages: count, assets, redirects, summary, lacks_address, files, preview };
    Ok((site, State { documents, links, lists }, warnings))
}

fn index(
    pages: &[Page],
    taxonomies: &Taxonomies,
    assets: &[Asset],
    withheld: &[(&Head, Why)],
    input: &Input,
) -> link::Index {
    let mut index = link::Index::default();
    index.add_own_address(&input.settings.base_url);
    for page in pages {
        index.add_document(&page.source.known.head, &page.route);
        if let Some(section) = &page.section {
            index.add_route(&Route::new(section));
        }
    }
    for term in taxonomies.terms() {
        index.add_route(&term.route);
    }
    let of_terms = taxonomies.with_pages().map(|it| it.route());
    for route in of_terms.chain([Route::home(), Route::new("posts"), Route::search("/")]) {
        index.add_route(&route);
    }
    for asset in assets {
        index.add_asset(&asset.path, &asset.address, asset.size);
    }
    for path in widgets::paths() {
        index.add_asset(&path, &format!("/{path}"), None);
    }
    for (head, why) in withheld {
        index.add_withheld(head, *why);
    }
    let includes = input.includes.iter().map(|it| format!("_includes/{}", it.path));
    let unpublished = input.unpublished.iter().chain(input.assets.iter().map(|it| &it.path));
    unpublished.cloned().chain(includes).for_each(|path| index.add_unpublished(&path));
    for file in pages.iter().flat_map(|page| &page.source.known.files) {
        let size = image::size(&mut Cursor::new(&file.text));
        index.add_asset(file.address.trim_start_matches('/'), &file.address, size);
    }
    index
}

/// Menu entries are links like any other.
fn check_menu(settings: &Settings, index: &link::Index, warnings: &mut Vec<Warning>) {
    let home = Route::home();
    for entry in &settings.menu {
        let from = link::From::site(&home);
        if let link::Target::Missing { why, advice } = index.resolve(&entry.url, from) {
            let found = format!("`{}` in the menu {why}", entry.url);
            warnings.push(about_file(&settings.file, Kind::Link, found, advice));
        }
    }
}

/// The script that draws diagrams with the Mermaid of the module at `address`: an address, or a path
/// of the site.
fn diagrams(address: &str) -> Result<String, String> {
    // As seen from the site's root, wherever that is.
    let address = serde_json::to_string(address.trim_start_matches('/'))
        .map_err(|error| error.to_string())?;
    Ok(include_str!("app/diagrams.js").replacen("(MODULE,", &format!("({address},"), 1))
}

/// Writes our drawings of GitHub's emoji that are in use and the files that constructs became.
fn write_files(pages: &[Page], emoji: &Table, output: &mut Output<'_>) -> Result<(), String> {
    let known = pages.iter().map(|page| &page.source.known);
    let made = known.clone().filter_map(|it| it.made.as_ref());
    let shortcodes: BTreeSet<&String> = made.flat_map(|it| &it.shortcodes).collect();
    for name in shortcodes {
        if let (false, Some(drawing)) = (emoji.own().contains_key(name), github::image(name)) {
            output.text(&github::image_path(name), drawing)?;
        }
    }
    let files: BTreeMap<&String, &String> =
        known.flat_map(|it| &it.files).map(|it| (&it.address, &it.text)).collect();
    for (address, text) in files {
        output.text(address.trim_start_matches('/'), text)?;
    }
    Ok(())
}

/// The manifest, but for what is only known once all pages are.
fn manifest(settings: &Settings, pages: &[Page], entries: &lists::Entries<'_>) -> Manifest {
    let languages = pages.iter().filter_map(|page| page.source.known.head.language.clone());
    let languages: BTreeSet<String> = languages
        .chain(settings.languages.iter().cloned())
        .chain([settings.language.clone()])
        .collect();
    let languages: Vec<String> = languages.into_iter().collect();
    let menu = if settings.menu.is_empty() { entries.menu() } else { settings.menu.clone() };
    Manifest {
        version: VERSION,
        title: settings.title.clone(),
        description: settings.description.clone(),
        author: settings.author.clone(),
        base_url: Some(settings.base_url.clone()).filter(|it| !it.is_empty()),
        language: settings.language.clone(),
        menus: menus::translated(&menu, &languages, pages, settings),
        languages,
        menu,
        diagrams: Some(settings.mermaid.clone()).filter(|it| !it.is_empty()),
        posts: u32::try_from(entries.posts().len()).unwrap_or(u32::MAX),
        latest: entries.posts().iter().take(LATEST).map(|page| entries.entry(page)).collect(),
        ..Manifest::default()
    }
}

fn shards(routes: &[String], redirects: &[Redirect], count: u32) -> Vec<RouteShard> {
    let mut shards: Vec<RouteShard> = (0..count).map(|_| RouteShard::default()).collect();
    for route in routes {
        shards[Route::new(route).shard(count) as usize].routes.push(route.clone());
    }
    for Redirect { from, to } in redirects {
        let from = Route::new(from);
        let shard = &mut shards[from.shard(count) as usize];
        shard.redirects.insert(from.as_str().to_owned(), to.clone());
    }
    for shard in &mut shards {
        shard.routes.sort();
    }
    shards
}

/// A term's or section's name with its route.
fn link(title: &str, route: &Route) -> Link {
    Link { title: title.to_owned(), url: route.as_str().to_owned() }
}

/// A warning that concerns a whole file.
fn about_file(file: &str, kind: Kind, found: String, advice: String) -> Warning {
    Warning { file: file.into(), line: 0, column: 0, kind, found, advice }
}

/// A number that differs, but for a chance of one in 2^64, when `value` does.
fn hash(value: &impl std::hash::Hash) -> u64 {
    use std::hash::{DefaultHasher, Hasher};
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
