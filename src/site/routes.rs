//! Where each document and asset is published.

use std::collections::HashMap;

use rayon::prelude::*;

use super::survey::Source;
use super::{Page, about_file};
use crate::document::{Head, UNNAMED};
use crate::route::Route;
use crate::warning::{Kind, Warning};

/// Gives every document its route. Two that claim the same one are told apart by a number and
/// reported.
pub fn assign(sources: Vec<Source>, warnings: &mut Vec<Warning>) -> Vec<Page> {
    let wanted: Vec<Route> = sources.par_iter().map(|it| route(&it.known.head)).collect();
    let mut taken: HashMap<Route, usize> = HashMap::with_capacity(sources.len());
    let mut pages: Vec<Page> = Vec::with_capacity(sources.len());
    for (source, mut wanted) in sources.into_iter().zip(wanted) {
        let path = &source.known.head.path;
        if !fits(&wanted) {
            let found = "no file system can hold a page at the address it asks for".into();
            let advice = "give it another one; it is at that of its file for now".into();
            warnings.push(about_file(path, Kind::Route, found, advice));
            wanted = route_of_file(&source.known.head);
        }
        let mut route = wanted.clone();
        let mut number = 2;
        while taken.contains_key(&route) || is_list_page(&route) {
            route = Route::new(&format!("{}-{number}", wanted.as_str().trim_end_matches('/')));
            number += 1;
        }
        if let Some(other) = taken.get(&wanted) {
            let other = &pages[*other].source.known.head.path;
            warnings.push(about_file(
                path,
                Kind::Route,
                format!("{wanted} is the route of {other} too"),
                format!("give one of them a slug; this one is at {route} for now"),
            ));
        }
        if is_list_page(&wanted) {
            warnings.push(about_file(
                path,
                Kind::Route,
                format!("{wanted} is where the pages of a list are"),
                format!("give it another slug; it is at {route} for now"),
            ));
        }
        taken.insert(route.clone(), pages.len());
        let section = section(&source.known.head);
        pages.push(Page { source, route, section });
    }
    pages
}

/// Whether a page at this route can be written: the names of files are limited, and some belong to
/// the site itself.
fn fits(route: &Route) -> bool {
    let is_name =
        |name: &str| name.len() <= 200 && name != "index.json" && !name.starts_with(".stacks");
    route.as_str().len() <= 1_000 && route.as_str().split('/').all(is_name)
}

/// Whether the numbered pages of a list have routes of this form: `/posts/page/3/`.
fn is_list_page(route: &Route) -> bool {
    let mut segments = route.as_str().trim_matches('/').rsplit('/');
    let number = segments.next().is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    number && segments.next() == Some("page")
}

fn route(head: &Head) -> Route {
    if let Some(address) = &head.address {
        return Route::new(address);
    }
    route_of_file(head)
}

fn route_of_file(head: &Head) -> Route {
    let folder = head.named_folder();
    let own = if head.is_index() { "" } else { &head.slug };
    Route::new(&format!("{folder}/{own}"))
}

/// The section: the first folder, unless it is for pages.
fn section(head: &Head) -> Option<String> {
    let first = head.folder().split('/').next().filter(|it| !it.is_empty())?;
    if first == "_posts" || first == "_drafts" {
        return Some("posts".into());
    }
    (!UNNAMED.contains(&first)).then(|| first.to_owned())
}
