//! Lists of documents: the site's posts, sections and tags, in pages of fixed size.
//!
//! Pages are numbered oldest first, so that a new post changes the last page and the head only.
//! The head shows the last page, with the one before it when the last is not full.

use std::collections::{BTreeMap, HashMap};

use super::pages::tag_route;
use super::{Page, link};
use crate::language::Words;
use crate::manifest::{Entry, Link, List, PAGE_SIZE, Payload, TagCount, VERSION};
use crate::route::Route;
use crate::settings::Settings;
use crate::slug::slug;

/// A tag of the site.
pub struct Tag {
    /// The name as first written.
    pub name: String,
    /// Its page.
    pub route: Route,
}

/// The tags of all documents, by route.
pub fn tags(pages: &[Page]) -> Vec<Tag> {
    let mut tags: BTreeMap<Route, String> = BTreeMap::new();
    for tag in pages.iter().flat_map(|page| &page.document.head.tags) {
        tags.entry(tag_route(tag)).or_insert_with(|| tag.clone());
    }
    tags.into_iter().map(|(route, name)| Tag { name, route }).collect()
}

/// The documents of the site as lists show them.
pub struct Entries<'a> {
    pages: &'a [Page],
    by_route: HashMap<&'a Route, Entry>,
    tags: &'a [Tag],
    words: &'static Words,
}

impl<'a> Entries<'a> {
    /// The entries of `pages`, in the same order.
    pub fn new(
        pages: &'a [Page],
        entries: Vec<Entry>,
        tags: &'a [Tag],
        words: &'static Words,
    ) -> Self {
        let by_route = pages.iter().map(|page| &page.route).zip(entries).collect();
        Self { pages, by_route, tags, words }
    }

    /// The entry of a page.
    pub fn entry(&self, page: &Page) -> Entry {
        self.by_route[&page.route].clone()
    }

    /// The posts: documents with a date that are neither pages nor a section's own, newest first.
    pub fn posts(&self) -> Vec<&'a Page> {
        newest_first(self.pages.iter().filter(|page| page.is_post()).collect())
    }

    /// A menu for sites that name none: the sections, and the tags if there are any.
    pub fn menu(&self) -> Vec<Link> {
        let is_own =
            |section: &str| self.pages.iter().any(|it| it.section.as_deref() == Some(section));
        let mut menu: Vec<Link> = self
            .sections()
            .into_iter()
            .filter(|list| is_own(list.route.as_str().trim_matches('/')))
            .map(|list| link(&list.title, &list.route))
            .collect();
        if !self.tags.is_empty() {
            menu.push(Link { title: self.words.tags.into(), url: "/tags/".into() });
        }
        menu
    }

    /// The sections with their documents. `posts` has every post of the site.
    fn sections(&self) -> Vec<Named<'a>> {
        let mut members: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
        for page in self.pages {
            if let Some(section) = &page.section {
                let pages = members.entry(section).or_default();
                let comes_with_posts = section == "posts" && page.is_post();
                if !page.is_index() && !comes_with_posts {
                    pages.push(page);
                }
            }
        }
        let posts = self.posts();
        if !posts.is_empty() {
            members.entry("posts").or_default().extend(posts);
        }
        let titles: HashMap<&Route, &str> = self
            .pages
            .iter()
            .map(|page| (&page.route, page.document.head.title.as_str()))
            .collect();
        let named = members.into_iter().map(|(section, pages)| {
            let route = Route::new(section);
            let unnamed = || match section {
                "posts" => self.words.posts.into(),
                _ => title_case(section),
            };
            let title = titles.get(&route).map_or_else(unnamed, |it| (*it).to_owned());
            let pages = if section == "posts" { newest_first(pages) } else { in_order(pages) };
            Named { title, route, pages }
        });
        named.collect()
    }

    /// The tags with the documents that carry them, by name.
    fn tagged(&self) -> Vec<Named<'a>> {
        let mut members: HashMap<Route, Vec<&Page>> = HashMap::new();
        for page in self.pages {
            for tag in &page.document.head.tags {
                members.entry(tag_route(tag)).or_default().push(page);
            }
        }
        let named = self.tags.iter().map(|tag| {
            let pages = newest_first(members.remove(&tag.route).unwrap_or_default());
            Named { title: tag.name.clone(), route: tag.route.clone(), pages }
        });
        let mut named: Vec<Named<'_>> = named.collect();
        named.sort_by_key(|list| slug(&list.title));
        named
    }
}

/// A list with its name, its route and its documents in order.
struct Named<'a> {
    title: String,
    route: Route,
    pages: Vec<&'a Page>,
}

/// Newest first, those without a date last and by title.
fn newest_first(mut pages: Vec<&Page>) -> Vec<&Page> {
    pages.sort_by(|a, b| {
        let by_date = b.document.head.date.cmp(&a.document.head.date);
        let by_title = || a.document.head.title.cmp(&b.document.head.title);
        by_date.then_with(by_title).then_with(|| a.route.cmp(&b.route))
    });
    pages
}

/// By weight where there is one, newest first otherwise.
fn in_order(pages: Vec<&Page>) -> Vec<&Page> {
    let mut pages = newest_first(pages);
    pages.sort_by_key(|page| page.document.head.weight.unwrap_or(i64::MAX));
    pages
}

/// Adds the lists to the payloads: to the documents that stand at a list's route, and as pages of
/// their own elsewhere.
pub fn fill(entries: &Entries<'_>, settings: &Settings, payloads: &mut Vec<Payload>) {
    let by_url: HashMap<String, usize> =
        payloads.iter().enumerate().map(|(index, it)| (it.url.clone(), index)).collect();
    let sections = entries.sections();
    for list in &sections {
        add_list(entries, list, &by_url, payloads);
        for page in &list.pages {
            let payload = &mut payloads[by_url[page.route.as_str()]];
            payload.section.get_or_insert_with(|| link(&list.title, &list.route));
        }
    }
    let tagged = entries.tagged();
    for list in &tagged {
        add_list(entries, list, &by_url, payloads);
    }
    if !tagged.is_empty() {
        let tag_counts = tagged.iter().map(tag_count).collect();
        match by_url.get("/tags/") {
            Some(index) => payloads[*index].tag_counts = tag_counts,
            None => payloads.push(Payload {
                tag_counts,
                ..empty_page(&Route::new("tags"), entries.words.tags)
            }),
        }
    }
    if !by_url.contains_key("/") {
        add_home(entries, settings, &sections, payloads);
    }
}

/// The home page of a site without one: its newest posts, or everything when it has no posts.
fn add_home(
    entries: &Entries<'_>,
    settings: &Settings,
    sections: &[Named<'_>],
    payloads: &mut Vec<Payload>,
) {
    let description = Some(settings.description.clone()).filter(|it| !it.is_empty());
    let posts = sections.iter().find(|list| list.route == Route::new("posts"));
    let home = match posts {
        Some(posts) => Payload {
            list: Some(head(entries, posts)),
            ..empty_page(&Route::home(), &settings.title)
        },
        None => {
            let pages = in_order(entries.pages.iter().collect());
            let list = Named { title: settings.title.clone(), route: Route::home(), pages };
            if list.pages.len() > PAGE_SIZE {
                payloads.extend(numbered_pages(entries, &list));
            }
            Payload {
                list: Some(head(entries, &list)),
                ..empty_page(&Route::home(), &settings.title)
            }
        }
    };
    payloads.push(Payload { description, ..home });
}

fn tag_count(list: &Named<'_>) -> TagCount {
    TagCount {
        title: list.title.clone(),
        url: list.route.as_str().to_owned(),
        count: u32::try_from(list.pages.len()).unwrap_or(u32::MAX),
    }
}

fn add_list(
    entries: &Entries<'_>,
    named: &Named<'_>,
    by_url: &HashMap<String, usize>,
    payloads: &mut Vec<Payload>,
) {
    let list = Some(head(entries, named));
    match by_url.get(named.route.as_str()) {
        Some(index) => payloads[*index].list = list,
        None => payloads.push(Payload { list, ..empty_page(&named.route, &named.title) }),
    }
    if named.pages.len() > PAGE_SIZE {
        payloads.extend(numbered_pages(entries, named));
    }
}

/// The head of a list: the entries of the last page, and of the one before when it is not full.
fn head(entries: &Entries<'_>, named: &Named<'_>) -> List {
    let pages = &named.pages;
    let last = pages.len() % PAGE_SIZE;
    let shown = if last == 0 { PAGE_SIZE } else { last + PAGE_SIZE }.min(pages.len());
    let older = (pages.len() - shown) / PAGE_SIZE;
    List {
        total: u32::try_from(pages.len()).ok(),
        entries: pages[..shown].iter().map(|page| entries.entry(page)).collect(),
        older: (older > 0).then(|| page_route(&named.route, older)),
        newer: None,
    }
}

fn numbered_pages(entries: &Entries<'_>, named: &Named<'_>) -> Vec<Payload> {
    let Named { title, route, pages } = named;
    let oldest_first: Vec<&Page> = pages.iter().rev().copied().collect();
    let count = oldest_first.len().div_ceil(PAGE_SIZE);
    let page = |(chunk, number): (&[&Page], usize)| {
        let list = List {
            total: None,
            entries: chunk.iter().rev().map(|page| entries.entry(page)).collect(),
            older: (number > 1).then(|| page_route(route, number - 1)),
            newer: (number < count).then(|| page_route(route, number + 1)),
        };
        let own = Route::new(&page_route(route, number));
        Payload {
            list: Some(list),
            section: Some(link(title, route)),
            ..empty_page(&own, &format!("{title} ({number})"))
        }
    };
    oldest_first.chunks(PAGE_SIZE).zip(1..).map(page).collect()
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
