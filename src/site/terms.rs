//! The tags and authors that documents name, and the years that posts are of. Each term has a page that
//! lists its documents, each taxonomy a page that lists its terms; what stands on those pages is in
//! [`super::lists`].

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Page;
use crate::language::Words;
use crate::manifest::Link;
use crate::route::Route;
use crate::taxonomy::Taxonomy;

/// The title of the page of all terms of `taxonomy`.
pub fn title(taxonomy: Taxonomy, words: &'static Words) -> &'static str {
    match taxonomy {
        Taxonomy::Tags => words.tags,
        Taxonomy::Authors => words.authors,
        Taxonomy::Years => words.archive,
    }
}

/// The terms of `taxonomy` that a document names, or is of.
fn terms_of(taxonomy: Taxonomy, page: &Page) -> Cow<'_, [String]> {
    let head = &page.source.known.head;
    match taxonomy {
        Taxonomy::Tags => Cow::Borrowed(&head.tags),
        Taxonomy::Authors => Cow::Borrowed(&head.authors),
        Taxonomy::Years => {
            let is_listed = page.is_post() && !head.unlisted;
            let date = head.date.filter(|_| is_listed);
            date.map(|date| date.year().to_string()).into_iter().collect()
        }
    }
}

/// The terms of `taxonomy` that a document names, each with its page.
pub fn links(taxonomy: Taxonomy, page: &Page) -> Vec<Link> {
    let terms = terms_of(taxonomy, page);
    terms.iter().map(|term| super::link(term, &taxonomy.term_route(term))).collect()
}

/// A term with its page.
pub struct Term {
    /// The name as first written.
    pub name: String,
    /// Its page.
    pub route: Route,
}

/// The terms of one taxonomy that documents name. Names that differ in case or punctuation only are
/// one term.
pub struct Terms {
    /// What they are terms of.
    pub taxonomy: Taxonomy,
    /// The terms, by route.
    pub all: Vec<Term>,
    /// Which term each name is.
    numbers: HashMap<String, usize>,
}

impl Terms {
    fn new(taxonomy: Taxonomy, pages: &[Page]) -> Self {
        let named: Vec<Cow<'_, [String]>> =
            pages.iter().map(|page| terms_of(taxonomy, page)).collect();
        let named = || named.iter().flat_map(|names| names.iter());
        let names: HashSet<&str> = named().map(String::as_str).collect();
        let routes: HashMap<&str, Route> =
            names.into_iter().map(|name| (name, taxonomy.term_route(name))).collect();
        let mut first: BTreeMap<&Route, &str> = BTreeMap::new();
        for name in named() {
            first.entry(&routes[name.as_str()]).or_insert(name);
        }
        let numbered: HashMap<&Route, usize> = first.keys().copied().zip(0..).collect();
        let numbers =
            routes.iter().map(|(name, route)| ((*name).to_owned(), numbered[route])).collect();
        let all = first
            .into_iter()
            .map(|(route, name)| Term { name: name.to_owned(), route: route.clone() });
        Self { taxonomy, all: all.collect(), numbers }
    }

    /// Which of [`Terms::all`] each name is that a document has, once each.
    pub fn numbers_of(&self, page: &Page) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for name in terms_of(self.taxonomy, page).iter() {
            let number = self.numbers[name];
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }
}

/// The terms of all taxonomies, in the order of [`Taxonomy::ALL`].
pub struct Taxonomies([Terms; Taxonomy::ALL.len()]);

impl Taxonomies {
    /// The terms that `pages` name.
    pub fn new(pages: &[Page]) -> Self {
        Self(Taxonomy::ALL.map(|taxonomy| Terms::new(taxonomy, pages)))
    }

    /// Each taxonomy with its terms.
    pub fn iter(&self) -> impl Iterator<Item = &Terms> {
        self.0.iter()
    }

    /// The terms of all taxonomies.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.0.iter().flat_map(|terms| &terms.all)
    }

    /// The taxonomies that have a page of their terms: those with any, and always the tags, which
    /// the menus of many sites name.
    pub fn with_pages(&self) -> impl Iterator<Item = Taxonomy> {
        let used = self.0.iter().filter(|it| !it.all.is_empty() || it.taxonomy == Taxonomy::Tags);
        used.map(|it| it.taxonomy)
    }

    /// Whether a list stands at `route`.
    pub fn has(&self, route: &Route) -> bool {
        let is_term = |terms: &Terms| terms.all.binary_search_by(|it| it.route.cmp(route)).is_ok();
        self.with_pages().any(|it| it.route() == *route) || self.iter().any(is_term)
    }
}
