//! Lists of documents: the site's posts, sections, tags and authors, in pages of fixed size.
//!
//! Pages are numbered oldest first, so that a new post changes the last page and the head only.
//! The head shows the last page, with the one before it when the last is not full.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::output::Output;
use super::terms::{self, Taxonomies, Terms};
use super::{Page, hash, link};
use crate::language::{Language, Words};
use crate::manifest::{
    ARCHIVE_SIZE, Entry, FromJson, Link, List, PAGE_SIZE, Payload, TagCount, VERSION,
};
use crate::route::Route;
use crate::settings::Settings;
use crate::slug::slug;
use crate::taxonomy::Taxonomy;

/// The sections of the site: for each its name and route.
pub fn section_links(pages: &[Page], words: &Words) -> HashMap<String, Link> {
    let titles: HashMap<&str, &str> =
        pages.iter().map(|it| (it.route.as_str(), it.source.known.head.title.as_str())).collect();
    let sections = pages.iter().filter_map(|page| page.section.as_deref()).chain(["posts"]);
    let links = sections.map(|section| {
        let route = Route::new(section);
        let title = match titles.get(route.as_str()) {
            Some(title) => (*title).to_owned(),
            None if section == "posts" => words.posts.into(),
            None => title_case(section),
        };
        (section.to_owned(), link(&title, &route))
    });
    links.collect()
}

/// The documents of the site as lists show them.
pub struct Entries<'a> {
    pages: &'a [Page],
    /// The listed pages, newest first, each with a number that changes when its entry does.
    newest: Vec<(&'a Page, u64)>,
    posts: Vec<&'a Page>,
    taxonomies: &'a Taxonomies,
    sections: HashMap<String, Link>,
    settings: &'a Settings,
    words: &'static Words,
}

/// A list with its name, its route and its documents in order.
pub struct Named<'a> {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub route: Route,
    /// The taxonomy that it is a term of.
    pub taxonomy: Option<Taxonomy>,
    /// Its documents, each with a number that changes when its entry does.
    pub pages: Vec<(&'a Page, u64)>,
}

impl Named<'_> {
    /// How many entries a page of it has.
    fn size(&self) -> usize {
        if self.is_archive() { ARCHIVE_SIZE } else { PAGE_SIZE }
    }

    /// Whether it is for those who look for a post that they know: titles and dates, no more.
    fn is_archive(&self) -> bool {
        self.taxonomy == Some(Taxonomy::Years)
    }

    /// The page of all lists of its kind.
    fn above(&self, words: &'static Words) -> Option<Link> {
        let taxonomy = self.taxonomy?;
        Some(link(terms::title(taxonomy, words), &taxonomy.route()))
    }
}

/// The order of lists: the newest first, those of one moment by title.
pub fn newest_first(a: &Page, b: &Page) -> Ordering {
    let (first, second) = (&a.source.known.head, &b.source.known.head);
    let by_date = second.date.cmp(&first.date);
    let by_title = || first.title.cmp(&second.title);
    by_date.then_with(by_title).then_with(|| a.route.cmp(&b.route))
}

impl<'a> Entries<'a> {
    /// The entries of `pages`.
    pub fn new(pages: &'a [Page], taxonomies: &'a Taxonomies, settings: &'a Settings) -> Self {
        let words = Language::from_tag(&settings.language).words();
        let listed = pages.iter().filter(|page| !page.source.known.head.unlisted);
        let mut newest: Vec<(&Page, u64)> = listed.map(|page| (page, entry_key(page))).collect();
        newest.sort_by(|(a, _), (b, _)| newest_first(a, b));
        let posts = newest.iter().map(|(page, _)| *page).filter(|it| it.is_post()).collect();
        let sections = section_links(pages, words);
        Self { pages, newest, posts, taxonomies, sections, settings, words }
    }

    /// The entry of a page.
    pub fn entry(&self, page: &Page) -> Entry {
        let head = &page.source.known.head;
        let excerpt = page.source.known.made.as_ref().and_then(|made| made.excerpt.clone());
        Entry {
            title: head.title.clone(),
            url: page.route.as_str().to_owned(),
            date: head.date.map(|date| date.date().to_string()),
            language: head.language.clone().filter(|tag| *tag != self.settings.language),
            excerpt,
            tags: terms::links(Taxonomy::Tags, page),
            draft: head.draft,
        }
    }

    /// The site's language.
    pub fn language(&self) -> &'a str {
        &self.settings.language
    }

    /// Whether the author has a document at `route`.
    pub fn has_document(&self, route: &Route) -> bool {
        self.pages.iter().any(|page| page.route == *route)
    }

    /// Whether a taxonomy has any terms, and so a page.
    pub fn has_terms(&self, taxonomy: Taxonomy) -> bool {
        self.taxonomies.iter().any(|it| it.taxonomy == taxonomy && !it.all.is_empty())
    }

    /// The posts: documents with a date that are neither pages nor a section's own, newest first.
    pub fn posts(&self) -> &[&'a Page] {
        &self.posts
    }

    /// The documents that lists show, newest first.
    pub fn listed(&self) -> impl Iterator<Item = &'a Page> {
        self.newest.iter().map(|(page, _)| *page)
    }

    /// A menu for sites that name none: the sections, and the tags if there are any. What no list is to
    /// show makes no section by itself.
    pub fn menu(&self) -> Vec<Link> {
        let mut listed = HashSet::new();
        for page in self.pages.iter().filter(|it| !it.source.known.head.unlisted) {
            listed.extend(page.section.as_deref());
        }
        let is_own = |name: &str| listed.contains(name);
        let sections: BTreeMap<&String, &Link> =
            self.sections.iter().filter(|(name, _)| is_own(name)).collect();
        let mut menu: Vec<Link> = sections.into_values().cloned().collect();
        let mut taxonomies = self.taxonomies.iter();
        if taxonomies.any(|it| it.taxonomy == Taxonomy::Tags && !it.all.is_empty()) {
            menu.push(link(self.words.tags, &Taxonomy::Tags.route()));
        }
        menu
    }

    /// The sections with their documents. `posts` has every post of the site.
    pub fn sections(&self) -> Vec<Named<'a>> {
        let mut members: BTreeMap<&str, Vec<(&Page, u64)>> = BTreeMap::new();
        let own = self.pages.iter().filter_map(|page| page.section.as_deref());
        for section in own {
            members.entry(section).or_default();
        }
        for (page, key) in &self.newest {
            let is_post = page.is_post();
            if is_post {
                members.entry("posts").or_default().push((page, *key));
            }
            if let Some(section) = page.section.as_deref()
                && !page.source.known.head.is_section_index()
                && !(section == "posts" && is_post)
            {
                members.entry(section).or_default().push((page, *key));
            }
        }
        let named = members.into_iter().map(|(section, mut pages)| {
            // Newest first, or by weight; the order among equals stays.
            match section {
                "posts" => pages.sort_by_key(|(page, _)| !page.is_post()),
                _ => pages.sort_by_key(|(page, _)| weight(page)),
            }
            let Link { title, url } = self.sections[section].clone();
            Named { title, route: Route::new(&url), taxonomy: None, pages }
        });
        named.collect()
    }

    /// The terms of a taxonomy with the documents that name them, by name.
    fn named(&self, terms: &Terms) -> Vec<Named<'a>> {
        let mut members: Vec<Vec<(&Page, u64)>> = vec![Vec::new(); terms.all.len()];
        for (page, key) in &self.newest {
            let key = match terms.taxonomy {
                Taxonomy::Years => archive_key(page),
                _ => *key,
            };
            for number in terms.numbers_of(page) {
                members[number].push((page, key));
            }
        }
        let named = terms.all.iter().zip(members).map(|(term, pages)| Named {
            title: term.name.clone(),
            route: term.route.clone(),
            taxonomy: Some(terms.taxonomy),
            pages,
        });
        let mut named: Vec<Named<'_>> = named.collect();
        match terms.taxonomy {
            Taxonomy::Years => named.reverse(),
            _ => named.sort_by_cached_key(|list| slug(&list.title)),
        }
        named
    }
}

fn weight(page: &Page) -> i64 {
    page.source.known.head.weight.unwrap_or(i64::MAX)
}

/// A number that changes when the entry of a page does.
fn entry_key(page: &Page) -> u64 {
    let known = &page.source.known;
    let head = &known.head;
    let excerpt = known.made.as_ref().and_then(|made| made.excerpt.as_ref());
    let date = head.date.map(|date| date.date());
    hash(&(&head.title, page.route.as_str(), date, &head.language, excerpt, &head.tags, head.draft))
}

/// A number that changes when the entry of a page in the archive does.
fn archive_key(page: &Page) -> u64 {
    let head = &page.source.known.head;
    hash(&(&head.title, page.route.as_str(), head.date, &head.language, head.draft))
}

/// What stands at the route of a list.
#[derive(Default)]
struct Shelf<'a> {
    title: String,
    description: Option<String>,
    list: Option<&'a Named<'a>>,
    tag_counts: Vec<TagCount>,
    document: Option<&'a str>,
}

/// Writes the lists: into the documents that stand at a list's route, and as pages of their own
/// elsewhere.
pub fn write(entries: &Entries<'_>, output: &mut Output<'_>) -> Result<(), String> {
    let sections = entries.sections();
    let taxonomies: Vec<(Taxonomy, Vec<Named<'_>>)> =
        entries.taxonomies.iter().map(|it| (it.taxonomy, entries.named(it))).collect();
    let home = home(entries, &sections);
    let mut shelves: BTreeMap<Route, Shelf<'_>> = BTreeMap::new();
    for list in sections.iter().chain(taxonomies.iter().flat_map(|(_, lists)| lists)) {
        let shelf = Shelf { title: list.title.clone(), list: Some(list), ..Shelf::default() };
        shelves.insert(list.route.clone(), shelf);
    }
    for (taxonomy, lists) in taxonomies.iter().filter(|(_, lists)| !lists.is_empty()) {
        let shelf = shelves.entry(taxonomy.route()).or_default();
        if shelf.title.is_empty() {
            shelf.title = terms::title(*taxonomy, entries.words).into();
        }
        shelf.tag_counts = lists.iter().map(tag_count).collect();
    }
    // Whoever looks for an older post finds the years below the latest ones.
    let years = taxonomies.iter().find(|(taxonomy, _)| *taxonomy == Taxonomy::Years);
    if let (Some((_, years)), Some(posts)) = (years, shelves.get_mut(&Route::new("posts"))) {
        posts.tag_counts = years.iter().map(tag_count).collect();
    }
    if let Some(home) = &home {
        let settings = entries.settings;
        let description = Some(settings.description.clone()).filter(|it| !it.is_empty());
        let title = settings.title.clone();
        let shelf = Shelf { title, description, list: Some(home), ..Shelf::default() };
        shelves.insert(home.route.clone(), shelf);
    }
    for page in entries.pages {
        let payload = page.source.known.made.as_ref().and_then(|made| made.payload.as_deref());
        if let Some(payload) = payload {
            shelves.entry(page.route.clone()).or_default().document = Some(payload);
        }
    }
    for (route, shelf) in shelves {
        write_shelf(entries, &route, shelf, output)?;
    }
    Ok(())
}

/// Whether documents at this route are shown together with a list.
pub fn is_list_route(
    route: &Route,
    sections: &HashMap<String, Link>,
    taxonomies: &Taxonomies,
) -> bool {
    sections.values().any(|link| link.url == route.as_str()) || taxonomies.has(route)
}

/// The list at home, on a site that has no home document: its newest posts, or everything when it
/// has no posts.
fn home<'a>(entries: &Entries<'a>, sections: &[Named<'a>]) -> Option<Named<'a>> {
    if entries.pages.iter().any(|page| page.route == Route::home()) {
        return None;
    }
    let posts = sections.iter().find(|list| list.route == Route::new("posts"));
    let mut pages = match posts {
        Some(posts) => posts.pages.clone(),
        None => entries.newest.clone(),
    };
    if posts.is_none() {
        pages.sort_by_key(|(page, _)| weight(page));
    }
    Some(Named {
        title: entries.settings.title.clone(),
        route: Route::home(),
        taxonomy: None,
        pages,
    })
}

fn write_shelf(
    entries: &Entries<'_>,
    route: &Route,
    shelf: Shelf<'_>,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let Shelf { title, description, list, tag_counts, document } = shelf;
    let shown = list.map(|list| shown(list));
    let members = list.map(|list| {
        let keys = keys(&list.pages[..shown.unwrap_or(0)]);
        (&list.title, list.pages.len(), has_posts(list), keys)
    });
    let counts: Vec<(&str, &str, u32)> =
        tag_counts.iter().map(|it| (it.title.as_str(), it.url.as_str(), it.count)).collect();
    let key = hash(&(VERSION, &title, &description, members, counts, document));
    output.list(route, key, || {
        let own = document.and_then(|json| serde_json::from_str::<serde_json::Value>(json).ok());
        let own = own.and_then(|json| Payload::from_json(&json).ok());
        let above = || list.and_then(|list| list.above(entries.words));
        let empty = || Payload { description, section: above(), ..empty_page(route, &title) };
        let payload = own.unwrap_or_else(empty);
        Payload { list: list.map(|list| head(entries, list)), tag_counts, ..payload }
    })?;
    match list {
        // The numbered pages of the home are those of the posts.
        Some(list) if list.pages.len() > list.size() && !is_home_of_posts(entries, list) => {
            numbered_pages(entries, list, output)
        }
        _ => Ok(()),
    }
}

fn is_home_of_posts(entries: &Entries<'_>, list: &Named<'_>) -> bool {
    list.route == Route::home() && !entries.posts.is_empty()
}

fn has_posts(list: &Named<'_>) -> bool {
    list.pages.iter().any(|(page, _)| page.is_post())
}

fn keys(pages: &[(&Page, u64)]) -> Vec<u64> {
    pages.iter().map(|(_, key)| *key).collect()
}

fn tag_count(list: &Named<'_>) -> TagCount {
    TagCount {
        title: list.title.clone(),
        url: list.route.as_str().to_owned(),
        count: u32::try_from(list.pages.len()).unwrap_or(u32::MAX),
    }
}

/// How many entries the head of a list shows: those of the last page, and of the one before when
/// it is not full.
fn shown(named: &Named<'_>) -> usize {
    let size = named.size();
    let last = named.pages.len() % size;
    let shown = if last == 0 { size } else { last + size };
    shown.min(named.pages.len())
}

fn head(entries: &Entries<'_>, named: &Named<'_>) -> List {
    let pages = &named.pages;
    let shown = shown(named);
    let older = (pages.len() - shown) / named.size();
    let numbered =
        if is_home_of_posts(entries, named) { Route::new("posts") } else { named.route.clone() };
    List {
        total: u32::try_from(pages.len()).ok(),
        entries: listed(entries, named, &pages[..shown]),
        older: (older > 0).then(|| page_route(&numbered, older)),
        newer: None,
        has_posts: has_posts(named),
    }
}

fn numbered_pages(
    entries: &Entries<'_>,
    named: &Named<'_>,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let Named { title, route, pages, .. } = named;
    let count = pages.len().div_ceil(named.size());
    let has_posts = has_posts(named);
    for (chunk, number) in pages.rchunks(named.size()).zip(1..) {
        let own = Route::new(&page_route(route, number));
        let is_last = number == count;
        let key = hash(&(VERSION, title, number, is_last, has_posts, keys(chunk)));
        output.list(&own, key, || {
            let list = List {
                total: None,
                entries: listed(entries, named, chunk),
                older: (number > 1).then(|| page_route(route, number - 1)),
                newer: (!is_last).then(|| page_route(route, number + 1)),
                has_posts,
            };
            Payload {
                list: Some(list),
                section: Some(link(title, route)),
                ..empty_page(&own, &format!("{title} ({number})"))
            }
        })?;
    }
    Ok(())
}

/// The entries of some documents of a list.
fn listed(entries: &Entries<'_>, named: &Named<'_>, pages: &[(&Page, u64)]) -> Vec<Entry> {
    let entry = |page: &Page| match entries.entry(page) {
        entry if named.is_archive() => Entry { excerpt: None, tags: Vec::new(), ..entry },
        entry => entry,
    };
    pages.iter().map(|(page, _)| entry(page)).collect()
}

fn page_route(route: &Route, number: usize) -> String {
    format!("{route}page/{number}/")
}

fn empty_page(route: &Route, title: &str) -> Payload {
    Payload {
        version: VERSION,
        url: route.as_str().to_owned(),
        title: title.to_owned(),
        ..Payload::default()
    }
}

/// `dev-ops` gives `Dev ops`.
fn title_case(name: &str) -> String {
    let words = name.rsplit('/').next().unwrap_or_default().replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |it| it.to_uppercase().chain(characters).collect())
}
