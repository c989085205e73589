//! The whole walk from files to a site, on one page.
//!
//! 1. each file becomes a [`Document`] ([`crate::dialect`]);
//! 2. each document gets a route (`routes`);
//! 3. each body is put together and rendered once, to learn where its links lead, which emoji it
//!    uses and which ids it has (`pages`);
//! 4. the anchors of all links are checked;
//! 5. lists and the manifest are made (`lists`).
//!
//! No step asks a later one. Nothing here reads or writes a file.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::dialect::{self, Surroundings};
use crate::document::{Document, File};
use crate::emoji::github;
use crate::language::Language;
use crate::link;
use crate::manifest::{Entry, LATEST, Link, Manifest, Payload, RouteShard, VERSION};
use crate::route::Route;
use crate::settings::Settings;
use crate::warning::{Kind, Warning};

mod lists;
mod pages;
mod routes;

/// What a site is made of.
#[derive(Debug, Default)]
pub struct Input {
    /// The Markdown files of the content folder.
    pub documents: Vec<File>,
    /// The files of `_includes`, by their path within it.
    pub includes: Vec<File>,
    /// All other files.
    pub assets: Vec<AssetFile>,
    /// The site's settings.
    pub settings: Settings,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

/// A site, ready to be written.
#[derive(Debug, Default)]
pub struct Site {
    /// `manifest.json`.
    pub manifest: Manifest,
    /// One payload per route, in the order of the routes.
    pub payloads: Vec<Payload>,
    /// The routes, spread over [`Manifest::route_shards`] files.
    pub shards: Vec<RouteShard>,
    /// The emoji drawings in use: path and SVG.
    pub drawings: Vec<(String, &'static str)>,
    /// The assets.
    pub assets: Vec<Asset>,
}

/// A file that is published as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetFile {
    /// What the caller knows the file by; handed back in [`Asset::file`].
    pub file: String,
    /// Its path in the content folder, or in the folder of static files.
    pub path: String,
    /// Whether it is in the folder of static files, which is published at the top of the site.
    pub is_static: bool,
}

/// An asset with its place on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// What the caller knows the file by.
    pub file: String,
    /// Its path in its folder, by which documents link to it.
    pub path: String,
    /// Its path on the site, `/` at the start.
    pub address: String,
}

/// How many routes a shard holds on average.
const ROUTES_PER_SHARD: usize = 64;

/// A document with its place on the site.
struct Page {
    document: Document,
    route: Route,
    section: Option<String>,
}

impl Page {
    /// Whether it is a section's own document, which stands above the list of the others.
    fn is_index(&self) -> bool {
        self.document.head.is_section_index()
    }

    /// Whether it is a post: dated, and neither a page nor a section's own document.
    fn is_post(&self) -> bool {
        let is_page = self.document.file.path.split('/').any(|folder| folder == "pages");
        self.document.head.date.is_some() && !is_page && !self.is_index()
    }
}

/// Builds the site. Never fails: what is wrong is in the warnings, sorted by place.
pub fn build(input: Input) -> (Site, Vec<Warning>) {
    let surroundings = Surroundings { includes: &input.includes, settings: &input.settings };
    let mut warnings = Vec::new();
    let mut documents = Vec::new();
    let mut files = input.documents;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for file in files {
        let (document, found) = dialect::read(file, &surroundings);
        if !document.head.draft || input.drafts {
            documents.push(document);
            warnings.extend(found);
        }
    }
    let pages = routes::assign(documents, &mut warnings);
    let tags = lists::tags(&pages);
    let assets = routes::assets(&input.assets, &mut warnings);
    let index = index(&pages, &tags, &assets);
    check_menu(&input.settings, &index, &mut warnings);

    let mut survey = Survey::default();
    let (mut payloads, entries): (Vec<Payload>, Vec<Entry>) = pages
        .iter()
        .map(|page| pages::payload(page, &pages, &index, &input.settings, &mut survey))
        .unzip();
    survey.check_anchors();
    warnings.append(&mut survey.warnings);

    let words = Language::from_tag(&input.settings.language).words();
    let entries = lists::Entries::new(&pages, entries, &tags, words);
    lists::fill(&entries, &input.settings, &mut payloads);
    let manifest = manifest(&input.settings, &pages, &entries, payloads.len());
    let shards = shards(&payloads, manifest.route_shards);
    payloads.sort_by(|a, b| a.url.cmp(&b.url));
    warnings.sort();
    warnings.dedup();
    let drawings = survey
        .drawings
        .iter()
        .filter_map(|name| Some((github::image_path(name), github::image(name)?)))
        .collect();
    (Site { manifest, payloads, shards, drawings, assets }, warnings)
}

/// What is learned while documents are rendered.
#[derive(Default)]
struct Survey {
    warnings: Vec<Warning>,
    /// The ids of each route's document.
    ids: HashMap<Route, HashSet<String>>,
    /// Links to an anchor: the route and fragment, and the warning if it is not there.
    anchors: Vec<(Route, String, Warning)>,
    /// The names of the emoji drawings in use.
    drawings: BTreeSet<String>,
}

impl Survey {
    fn check_anchors(&mut self) {
        for (route, fragment, warning) in std::mem::take(&mut self.anchors) {
            // A list has no document and no ids; `#top` leads to the top everywhere (HTML).
            let Some(ids) = self.ids.get(&route) else { continue };
            if ids.contains(&fragment) || fragment.eq_ignore_ascii_case("top") {
                continue;
            }
            let nearest = ids
                .iter()
                .map(|id| (strsim::damerau_levenshtein(id, &fragment), id))
                .filter(|(distance, _)| *distance <= fragment.chars().count().div_ceil(3))
                .min();
            let advice = match nearest {
                Some((_, id)) => format!("did you mean #{id}?"),
                None => "link to one of the page's headings".into(),
            };
            self.warnings.push(Warning { advice, ..warning });
        }
    }
}

fn index(pages: &[Page], tags: &[lists::Tag], assets: &[Asset]) -> link::Index {
    let mut index = link::Index::default();
    for page in pages {
        index.add_document(&page.document.file.path, &page.route);
        if let Some(section) = &page.section {
            index.add_route(&Route::new(section));
        }
    }
    for tag in tags {
        index.add_route(&tag.route);
    }
    for route in [Route::home(), Route::new("tags"), Route::new("posts")] {
        index.add_route(&route);
    }
    for asset in assets {
        index.add_asset(&asset.path, &asset.address);
    }
    index
}

/// Menu entries are links like any other.
fn check_menu(settings: &Settings, index: &link::Index, warnings: &mut Vec<Warning>) {
    let home = Route::home();
    for entry in &settings.menu {
        let from = link::From { path: "", route: &home };
        if let link::Target::Missing { advice } = index.resolve(&entry.url, from) {
            let found = format!("`{}` in the menu leads nowhere", entry.url);
            warnings.push(about_file(&settings.file, Kind::Link, found, advice));
        }
    }
}

fn manifest(
    settings: &Settings,
    pages: &[Page],
    entries: &lists::Entries<'_>,
    routes: usize,
) -> Manifest {
    let posts = entries.posts();
    let languages = pages.iter().filter_map(|page| page.document.head.language.clone());
    let languages: BTreeSet<String> = languages
        .chain(settings.languages.iter().cloned())
        .chain([settings.language.clone()])
        .collect();
    Manifest {
        version: VERSION,
        title: settings.title.clone(),
        description: settings.description.clone(),
        author: settings.author.clone(),
        base_url: Some(settings.base_url.clone()).filter(|it| !it.is_empty()),
        language: settings.language.clone(),
        languages: languages.into_iter().collect(),
        menu: if settings.menu.is_empty() { entries.menu() } else { settings.menu.clone() },
        posts: u32::try_from(posts.len()).unwrap_or(u32::MAX),
        latest: posts.iter().take(LATEST).map(|page| entries.entry(page)).collect(),
        route_shards: u32::try_from(routes.div_ceil(ROUTES_PER_SHARD).next_power_of_two())
            .unwrap_or(u32::MAX),
    }
}

fn shards(payloads: &[Payload], count: u32) -> Vec<RouteShard> {
    let mut shards: Vec<RouteShard> = (0..count).map(|_| RouteShard::default()).collect();
    for payload in payloads {
        let shard = Route::new(&payload.url).shard(count) as usize;
        shards[shard].routes.push(payload.url.clone());
    }
    for shard in &mut shards {
        shard.routes.sort();
    }
    shards
}

/// A tag's or section's name with its route.
fn link(title: &str, route: &Route) -> Link {
    Link { title: title.to_owned(), url: route.as_str().to_owned() }
}

/// A warning that concerns a whole file.
fn about_file(file: &str, kind: Kind, found: String, advice: String) -> Warning {
    Warning { file: file.into(), line: 0, column: 0, kind, found, advice }
}

#[cfg(test)]
mod tests;
