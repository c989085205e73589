//! Where each document and asset is published.

use std::collections::HashMap;

use super::{Page, about_file};
use crate::document::Document;
use crate::route::Route;
use crate::warning::{Kind, Warning};

/// Folders whose name is no part of a route.
const UNNAMED: [&str; 3] = ["pages", "_posts", "_drafts"];

/// Names at the top of the site that belong to the site itself.
const RESERVED: [&str; 6] = ["index.html", "manifest.json", "data", "tags", "emoji", "widgets"];

/// Gives every document its route. Two that claim the same one are told apart by a number and
/// reported.
pub fn assign(documents: Vec<Document>, warnings: &mut Vec<Warning>) -> Vec<Page> {
    let mut taken: HashMap<Route, String> = HashMap::new();
    let mut pages = Vec::with_capacity(documents.len());
    for document in documents {
        let wanted = route(&document);
        let mut route = wanted.clone();
        let mut number = 2;
        while taken.contains_key(&route) {
            route = Route::new(&format!("{}-{number}", wanted.as_str().trim_end_matches('/')));
            number += 1;
        }
        let path = document.file.path.clone();
        if let Some(other) = taken.get(&wanted) {
            warnings.push(about_file(
                &path,
                Kind::Route,
                format!("{wanted} is the route of {other} too"),
                format!("give one of them a slug; this one is at {route} for now"),
            ));
        }
        taken.insert(route.clone(), path);
        let section = section(&document);
        pages.push(Page { document, route, section });
    }
    pages
}

fn route(document: &Document) -> Route {
    if let Some(address) = &document.address {
        let placeholders = address.contains(':') || address.contains('{');
        if !placeholders {
            return Route::new(address);
        }
    }
    let folder = named_folder(document.file.folder());
    let own = match document.file.name() {
        "index.md" | "_index.md" => String::new(),
        _ => document.slug.clone(),
    };
    Route::new(&format!("{folder}/{own}"))
}

/// The folder without the ones whose name is no part of a route.
fn named_folder(folder: &str) -> String {
    folder.split('/').filter(|name| !UNNAMED.contains(name)).collect::<Vec<_>>().join("/")
}

/// The section: the first folder, unless it is for pages.
fn section(document: &Document) -> Option<String> {
    let folder = document.file.folder();
    let first = folder.split('/').next().filter(|it| !it.is_empty())?;
    if first == "_posts" || first == "_drafts" {
        return Some("posts".into());
    }
    (!UNNAMED.contains(&first)).then(|| first.to_owned())
}

/// The address an asset at `path` is published at, `/` at its start; `None` when its name belongs
/// to the site. Hugo's `static` folder stands for the top.
pub fn asset_address(path: &str) -> Option<String> {
    let inside = path.strip_prefix("static/").unwrap_or(path);
    let inside = inside.strip_prefix("pages/").unwrap_or(inside);
    let first = inside.split('/').next().unwrap_or_default();
    (!RESERVED.contains(&first)).then(|| format!("/{inside}"))
}

/// The assets with their addresses; those with reserved names are reported and left out.
pub fn assets(paths: &[String], warnings: &mut Vec<Warning>) -> Vec<(String, String)> {
    let mut assets = Vec::with_capacity(paths.len());
    for path in paths {
        match asset_address(path) {
            Some(address) => assets.push((path.clone(), address)),
            None => warnings.push(about_file(
                path,
                Kind::Route,
                "a file with this name would replace one of the site's own".into(),
                "rename it; it is not published".into(),
            )),
        }
    }
    assets
}
