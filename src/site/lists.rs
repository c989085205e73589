//! Lists of documents: the site's posts, sections and tags, in pages of fixed size.
//!
//! Pages are numbered oldest first, so that a new post changes the last page and the head only.
//! The head shows the last page, with the one before it when the last is not full.

use std::collections::{BTreeMap, HashMap};

use super::pages::tag_route;
use super::{Page, link};
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
    for tag in pages.iter().flat_map(|page| &page.document.tags) {
        tags.entry(tag_route(tag)).or_insert_with(|| tag.clone());
    }
    tags.into_iter().map(|(route, name)| Tag { name, route }).collect()
}

/// Everything that entries are made from.
pub struct Entries<'a> {
    pages: &'a [Page],
    payloads: HashMap<String, EntryParts>,
    tags: &'a [Tag],
}

struct EntryParts {
    language: Option<String>,
    excerpt: Option<String>,
    tags: Vec<Link>,
}

impl<'a> Entries<'a> {
    /// Takes from the payloads what entries repeat.
    pub fn new(
        pages: &'a [Page],
        payloads: &[Payload],
        excerpts: &HashMap<String, String>,
        tags: &'a [Tag],
    ) -> Self {
        let parts = payloads.iter().map(|payload| {
            let excerpt = excerpts.get(&payload.url).filter(|it| !it.is_empty()).cloned();
            let (language, tags) = (payload.language.clone(), payload.tags.clone());
            (payload.url.clone(), EntryParts { language, excerpt, tags })
        });
        Self { pages, payloads: parts.collect(), tags }
    }

    /// The entry of a page.
    pub fn entry(&self, page: &Page) -> Entry {
        let url = page.route.as_str().to_owned();
        let parts = self.payloads.get(&url);
        Entry {
            title: page.document.title.clone(),
            date: page.document.date.map(|date| date.date().to_string()),
            language: parts.and_then(|it| it.language.clone()),
            excerpt: parts.and_then(|it| it.excerpt.clone()),
            tags: parts.map(|it| it.tags.clone()).unwrap_or_default(),
            draft: page.document.draft,
            url,
        }
    }

    /// The posts: documents with a date that are not pages, newest first.
    pub fn posts(&self) -> Vec<&'a Page> {
        let is_post = |page: &&Page| page.document.date.is_some() && page.section.is_some();
        in_order(self.pages.iter().filter(is_post).collect())
    }

    /// A menu for sites that name none: the sections, and the tags if there are any.
    pub fn menu(&self) -> Vec<Link> {
        let mut menu: Vec<Link> = self
            .sections()
            .into_keys()
            .map(|section| link(&self.section_title(&section), &Route::new(&section)))
            .collect();
        if !self.tags.is_empty() {
            menu.push(Link { title: "Tags".into(), url: "/tags/".into() });
        }
        menu
    }

    /// The sections with their documents. `posts` has every post of the site.
    fn sections(&self) -> BTreeMap<String, Vec<&'a Page>> {
        let mut sections: BTreeMap<String, Vec<&Page>> = BTreeMap::new();
        for page in self.pages {
            if let Some(section) = &page.section {
                let pages = sections.entry(section.clone()).or_default();
                if page.document.file.name() != "_index.md" {
                    pages.push(page);
                }
            }
        }
        let posts = self.posts();
        if !posts.is_empty() {
            let all = sections.entry("posts".into()).or_default();
            for post in posts {
                if !all.iter().any(|page| page.route == post.route) {
                    all.push(post);
                }
            }
        }
        sections
    }

    fn section_title(&self, section: &str) -> String {
        let route = Route::new(section);
        let own = self.pages.iter().find(|page| page.route == route);
        own.map_or_else(|| title_case(section), |page| page.document.title.clone())
    }
}

/// By weight where there is one, newest first otherwise, then by title.
fn in_order(mut pages: Vec<&Page>) -> Vec<&Page> {
    pages.sort_by(|a, b| {
        let weight = |page: &Page| page.document.weight.unwrap_or(i64::MAX);
        weight(a)
            .cmp(&weight(b))
            .then_with(|| b.document.date.cmp(&a.document.date))
            .then_with(|| a.document.title.cmp(&b.document.title))
            .then_with(|| a.route.cmp(&b.route))
    });
    pages
}

/// Adds the lists to the payloads: to the documents that stand at a list's route, and as pages of
/// their own elsewhere.
pub fn fill(entries: &Entries<'_>, settings: &Settings, payloads: &mut Vec<Payload>) {
    for (section, pages) in entries.sections() {
        let route = Route::new(&section);
        let title = entries.section_title(&section);
        let members: Vec<Route> = pages.iter().map(|page| page.route.clone()).collect();
        add_list(entries, &route, &title, in_order(pages), payloads);
        let is_member = |url: &str| members.iter().any(|route| route.as_str() == url);
        for payload in payloads.iter_mut().filter(|it| it.markdown.is_some() && is_member(&it.url))
        {
            payload.section.get_or_insert_with(|| link(&title, &route));
        }
    }
    let mut counts = Vec::new();
    for tag in entries.tags {
        let carries = |page: &&Page| page.document.tags.iter().any(|it| tag_route(it) == tag.route);
        let pages = in_order(entries.pages.iter().filter(carries).collect());
        counts.push(TagCount {
            title: tag.name.clone(),
            url: tag.route.as_str().to_owned(),
            count: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        });
        add_list(entries, &tag.route, &tag.name, pages, payloads);
    }
    if !counts.is_empty() {
        counts.sort_by_key(|tag| slug(&tag.title));
        let mut page = empty_page(&Route::new("tags"), "Tags");
        page.tag_counts = counts;
        payloads.push(page);
    }
    if !payloads.iter().any(|payload| payload.url == "/") {
        let posts = Route::new("posts");
        let mut home = empty_page(&Route::home(), &settings.title);
        home.description = Some(settings.description.clone()).filter(|it| !it.is_empty());
        home.list =
            payloads.iter().find(|it| it.url == posts.as_str()).and_then(|it| it.list.clone());
        if home.list.is_none() {
            let everything = in_order(entries.pages.iter().collect());
            home.list = Some(head(entries, &posts, &everything));
        }
        payloads.push(home);
    }
}

fn add_list(
    entries: &Entries<'_>,
    route: &Route,
    title: &str,
    pages: Vec<&Page>,
    payloads: &mut Vec<Payload>,
) {
    let own = payloads.iter_mut().find(|payload| payload.url == route.as_str());
    let list = Some(head(entries, route, &pages));
    match own {
        Some(payload) => payload.list = list,
        None => payloads.push(Payload { list, ..empty_page(route, title) }),
    }
    if pages.len() > PAGE_SIZE {
        payloads.extend(numbered_pages(entries, route, title, &pages));
    }
}

/// The head of a list: the entries of the last page, and of the one before when it is not full.
fn head(entries: &Entries<'_>, route: &Route, pages: &[&Page]) -> List {
    let last = pages.len() % PAGE_SIZE;
    let shown = if last == 0 { PAGE_SIZE } else { last + PAGE_SIZE }.min(pages.len());
    let shown = if pages.len() <= PAGE_SIZE { pages.len() } else { shown };
    let older = (pages.len() - shown) / PAGE_SIZE;
    List {
        total: u32::try_from(pages.len()).ok(),
        entries: pages[..shown].iter().map(|page| entries.entry(page)).collect(),
        older: (older > 0).then(|| page_route(route, older)),
        newer: None,
    }
}

fn numbered_pages(
    entries: &Entries<'_>,
    route: &Route,
    title: &str,
    pages: &[&Page],
) -> Vec<Payload> {
    let oldest_first: Vec<&Page> = pages.iter().rev().copied().collect();
    let count = oldest_first.len().div_ceil(PAGE_SIZE);
    let numbered = oldest_first.chunks(PAGE_SIZE).zip(1..);
    numbered
        .map(|(chunk, number)| {
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
        })
        .collect()
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
