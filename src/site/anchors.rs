//! Whether the anchors that links lead to are there, once every document's ids are known.

use std::collections::HashMap;

use super::known::Meant;
use super::lists;
use super::terms::{self, Taxonomies};
use super::{Page, Settings};
use crate::language::Language;
use crate::link::{Anchors, Index};
use crate::route::Route;
use crate::warning::Warning;

/// What the links to anchors of other pages come to.
#[derive(Default)]
pub struct Checked {
    /// What the authors should know.
    pub warnings: Vec<Warning>,
    /// How many lead to nothing.
    pub broken: u32,
    /// The pages, by number, that must say other ids than they do, and which.
    pub meant: Vec<(usize, Meant)>,
}

/// Checks the links of all pages to anchors of others.
pub fn check(
    pages: &[Page],
    taxonomies: &Taxonomies,
    settings: &Settings,
    index: &Index,
) -> Checked {
    let made = || {
        let pages = pages.iter().enumerate();
        pages.filter_map(|(number, page)| Some((number, page, page.source.known.made.as_ref()?)))
    };
    let documents: HashMap<&str, &Anchors> =
        made().map(|(_, page, made)| (page.route.as_str(), &made.anchors)).collect();
    let lists = anchors_of_lists(pages, taxonomies, settings);
    let mut checked = Checked::default();
    for (number, page, made) in made() {
        let mut meant = Meant::new();
        for link in &made.anchor_links {
            let route = link.route.as_str();
            let Some(anchors) = documents.get(route).copied().or(lists.get(route)) else {
                continue;
            };
            let found = index.check(link, &page.source.known.head.path, anchors);
            checked.broken += u32::from(found.is_broken);
            checked.warnings.extend(found.warning);
            meant.extend(found.address.map(|address| (link.written.clone(), address)));
        }
        if meant != made.meant {
            checked.meant.push((number, meant));
        }
    }
    checked
}

/// The anchors of lists without a document: their titles'.
fn anchors_of_lists(
    pages: &[Page],
    taxonomies: &Taxonomies,
    settings: &Settings,
) -> HashMap<String, Anchors> {
    let words = Language::from_tag(&settings.language).words();
    let sections = lists::section_links(pages, words).into_values().map(|it| (it.url, it.title));
    let terms = taxonomies.terms().map(|it| (it.route.as_str().to_owned(), it.name.clone()));
    let of_terms = taxonomies
        .with_pages()
        .map(|it| (it.route().as_str().to_owned(), terms::title(it, words).to_owned()));
    let home = (Route::home().as_str().to_owned(), settings.title.clone());
    let lists = sections.chain(terms).chain(of_terms).chain([home]);
    lists.map(|(route, title)| (route, Anchors::of_list(&title))).collect()
}
