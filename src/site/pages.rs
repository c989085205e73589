//! A document's page: its body put together, rendered once, its payload written, and what was learned
//! from it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::lists::{self, Tags};
use super::output::Output;
use super::{Asset, Input, Made, Page, World, hash, link, survey};
use crate::dialect::Surroundings;
use crate::document::{Body, Document, Head, Piece};
use crate::emoji::{Emoji, github};
use crate::highlight::highlight;
use crate::language::{self, Language};
use crate::link::{From, Index, Target};
use crate::manifest::{Link, Payload, VERSION};
use crate::markdown::{self, Context, Heading, Resolver};
use crate::route::Route;
use crate::settings::Settings;
use crate::slug::slug;
use crate::warning::Kind;

/// What every page is made within.
pub struct Frame<'a> {
    pages: &'a [Page],
    index: &'a Index,
    settings: &'a Settings,
    surroundings: &'a Surroundings<'a>,
    sections: HashMap<String, Link>,
    tags: &'a Tags,
    /// The pages of each document that has translations, by what they have in common.
    translations: HashMap<&'a str, Vec<&'a Page>>,
    /// A number that changes when any link may lead elsewhere.
    pub links: u64,
    /// A number that changes when anything of any document's head or route does.
    heads: u64,
}

impl<'a> Frame<'a> {
    /// The frame of `pages`.
    pub fn new(
        pages: &'a [Page],
        index: &'a Index,
        input: &'a Input,
        surroundings: &'a Surroundings<'a>,
        tags: &'a Tags,
        assets: &[Asset],
    ) -> Self {
        let settings = &input.settings;
        let words = Language::from_tag(&settings.language).words();
        let sections = lists::section_links(pages, words);
        let mut translations: HashMap<&str, Vec<&Page>> = HashMap::new();
        for page in pages {
            let head = &page.source.known.head;
            let key = head.translation_key.as_deref().unwrap_or(&head.place);
            translations.entry(key).or_default().push(page);
        }
        translations.retain(|_, pages| pages.len() > 1);
        let places: Vec<(&str, &str, &[String])> = pages
            .iter()
            .map(|page| {
                let head = &page.source.known.head;
                (head.path.as_str(), page.route.as_str(), head.old_addresses.as_slice())
            })
            .collect();
        let lists: Vec<&str> = tags.all.iter().map(|tag| tag.route.as_str()).collect();
        let links = hash(&(places, lists, assets, &settings.base_url));
        let titles = pages.iter().map(|page| {
            let head = &page.source.known.head;
            (head.title.as_str(), head.description.as_deref(), head.weight)
        });
        let heads = hash(&(links, titles.collect::<Vec<_>>()));
        Self { pages, index, settings, surroundings, sections, tags, translations, links, heads }
    }

    /// A number that changes when anything the page shows does, but for its own text and links.
    fn key(&self, page: &Page, shows_others: bool) -> u64 {
        let section = self.section(page).map(|link| (&link.title, &link.url));
        let translations = self.translations(page);
        let translations: Vec<(&str, &str)> =
            translations.iter().map(|it| (it.title.as_str(), it.url.as_str())).collect();
        let others = if shows_others { self.heads } else { 0 };
        let language = &self.settings.language;
        hash(&(page.route.as_str(), section, translations, others, language, VERSION))
    }

    /// The section that a page belongs to: its own, or the posts.
    fn section(&self, page: &Page) -> Option<&Link> {
        if page.source.known.head.is_section_index() {
            return None;
        }
        let name = page.section.as_deref().or(page.is_post().then_some("posts"))?;
        self.sections.get(name)
    }

    /// The translations of a page: the name of each language and the route.
    fn translations(&self, page: &Page) -> Vec<Link> {
        let head = &page.source.known.head;
        let key = head.translation_key.as_deref().unwrap_or(&head.place);
        let pages = self.translations.get(key).into_iter().flatten();
        let others = pages.filter(|it| it.route != page.route);
        others
            .map(|it| {
                let tag = it.source.known.head.language.as_deref();
                let tag = tag.unwrap_or(&self.settings.language);
                link(language::name_of(tag), &it.route)
            })
            .collect()
    }

    /// Whether what is known of the page still holds.
    fn holds(&self, page: &Page, made: &Made, same_links: bool) -> bool {
        let lead_where_they_led = || {
            let from = From { path: &page.source.known.head.path, route: &page.route };
            made.links.iter().all(|(written, target)| self.index.resolve(written, from) == *target)
        };
        let is_on_shelf = lists::is_list_route(&page.route, &self.sections, self.tags);
        self.key(page, made.shows_others) == made.key
            && made.payload.is_some() == is_on_shelf
            && (same_links || lead_where_they_led())
    }
}

/// Makes the pages that have changed, in order, and writes them. `same_links`: every link leads
/// where it led when the others were made.
///
/// # Errors
/// When a file could not be written.
pub fn make(
    frame: &Frame<'_>,
    output: &Output<'_>,
    same_links: bool,
    world: &dyn World,
) -> Result<Vec<Option<Made>>, String> {
    let done = AtomicUsize::new(0);
    let total = frame.pages.len();
    let made = frame.pages.par_iter().map(|page| {
        world.progress("making pages", done.fetch_add(1, Ordering::Relaxed) + 1, total);
        let known = page.source.known.made.as_ref();
        if known.is_some_and(|made| frame.holds(page, made, same_links)) {
            let is_on_shelf = known.is_some_and(|made| made.payload.is_some());
            if is_on_shelf || output.has_page(&page.route) {
                output.keep_page(page.route.as_str());
                return Ok(None);
            }
        }
        let read;
        let document = match &page.source.document {
            Some(document) => document,
            None => {
                // Gone since it was first read: the next build will say so.
                let path = &page.source.known.head.path;
                match survey::document(path, frame.surroundings, world) {
                    Ok((document, _)) => read = document,
                    Err(_) => return Ok(None),
                }
                &read
            }
        };
        let (payload, mut made) = payload(page, document, frame);
        if lists::is_list_route(&page.route, &frame.sections, frame.tags) {
            // Written with the list, when the entries of all documents are known.
            made.payload = serde_json::to_string(&payload).ok();
        } else {
            output.page(&payload)?;
        }
        Ok(Some(made))
    });
    made.collect()
}

/// Makes the payload of `page`, and what its rendering shows.
fn payload(page: &Page, document: &Document, frame: &Frame<'_>) -> (Payload, Made) {
    let mut made = Made::default();
    let body = body(page, document, frame, &mut made);
    let settings = frame.settings;
    let head = &document.head;
    let language = head.language.as_deref().unwrap_or(&settings.language);
    let context =
        Context { base: "/", route: page.route.as_str(), language: Language::from_tag(language) };
    let mut notes = Notes {
        page,
        document,
        index: frame.index,
        body: &body,
        made: &mut made,
        links: BTreeMap::new(),
        emoji: BTreeMap::new(),
        code: Vec::new(),
    };
    let rendered = markdown::render(&body.markdown, &context, &mut notes);
    let Notes { links, emoji, mut code, .. } = notes;
    code.truncate(code.iter().rposition(|it| !it.is_empty()).map_or(0, |last| last + 1));
    let contents = contents(&rendered.headings);
    let description = head.description.clone();
    let excerpt = description.clone().unwrap_or(rendered.excerpt);
    made.excerpt = Some(excerpt).filter(|it| !it.is_empty());
    made.ids = rendered.ids;
    made.ids.sort();
    made.key = frame.key(page, made.shows_others);
    let payload = Payload {
        version: VERSION,
        url: page.route.as_str().to_owned(),
        title: head.title.clone(),
        description,
        date: head.date.map(|date| date.date().to_string()),
        updated: head.updated.map(|date| date.date().to_string()),
        language: head.language.clone().filter(|tag| *tag != settings.language),
        translations: frame.translations(page),
        draft: head.draft,
        tags: head.tags.iter().map(|tag| link(tag, &tag_route(tag))).collect(),
        section: frame.section(page).cloned(),
        markdown: Some(body.with_contents(&contents)),
        links,
        emoji,
        code,
        ..Payload::default()
    };
    (payload, made)
}

/// The route of a tag's page.
pub fn tag_route(tag: &str) -> Route {
    Route::new(&format!("tags/{}", slug(tag)))
}

/// Puts the pieces together: references become addresses, listings become lists.
fn body(page: &Page, document: &Document, frame: &Frame<'_>, made: &mut Made) -> Body {
    let mut body = Body::default();
    for piece in &document.body {
        match piece {
            Piece::Source(range) => {
                body.push_source(&document.file.text[range.clone()], range.start)
            }
            Piece::Made { markdown, from } => body.push_made(markdown, from.start),
            Piece::Reference { target, from } => {
                let from_page = From { path: &document.file.path, route: &page.route };
                let found = frame.index.resolve(target, from_page);
                made.links.push((target.clone(), found.clone()));
                let address = match found {
                    Target::Page { address, .. } | Target::File { address } => {
                        crate::route::href(&address, "/")
                    }
                    Target::AsWritten => target.clone(),
                    Target::Missing { advice } => {
                        made.warnings.push(document.warning(
                            from.start,
                            Kind::Link,
                            format!("the reference `{target}` leads nowhere"),
                            advice,
                        ));
                        "#".into()
                    }
                };
                body.push_made(&address, from.start);
            }
            Piece::Listing { folder, from } => {
                made.shows_others = true;
                let list = listing(folder, page, frame.pages);
                if list.is_empty() {
                    made.warnings.push(document.warning(
                        from.start,
                        Kind::Link,
                        format!("there are no documents in the folder `{folder}`"),
                        "name a folder of the content folder that holds some".into(),
                    ));
                }
                body.push_made(&list, from.start);
            }
            Piece::Contents { .. } => body.note_contents(),
        }
    }
    body
}

/// The table of contents: the headings as nested Markdown lists.
fn contents(headings: &[Heading]) -> String {
    let mut above: Vec<u8> = Vec::new();
    let mut list = String::new();
    for Heading { level, id, text } in headings {
        while above.last().is_some_and(|it| it >= level) {
            above.pop();
        }
        let indentation = "  ".repeat(above.len());
        let address = crate::route::encode(id);
        list.push_str(&format!("{indentation}* [{}](#{address})\n", as_text(text)));
        above.push(*level);
    }
    list
}

/// The documents of a folder as a Markdown list, by weight and title.
fn listing(folder: &str, page: &Page, all: &[Page]) -> String {
    let mut listed: Vec<&Page> = all
        .iter()
        .filter(|it| it.source.known.head.folder() == folder && it.route != page.route)
        .collect();
    listed.sort_by_key(|it| {
        let head = &it.source.known.head;
        (head.weight.unwrap_or(i64::MAX), head.title.to_lowercase())
    });
    listed.into_iter().map(listed_line).collect()
}

fn listed_line(page: &Page) -> String {
    let Head { title, description, .. } = &page.source.known.head;
    let title = as_text(title);
    let address = page.route.href("/");
    match description {
        Some(description) => format!("* [{title}]({address}): {}\n", as_text(description)),
        None => format!("* [{title}]({address})\n"),
    }
}

/// Markdown that shows `text` as it is, on one line.
fn as_text(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>&#!|~$".contains(character) {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}

/// After how many findings in a page no advice is looked for.
const MOST_ADVICE: usize = 200;

/// Answers the renderer from what the whole site knows, and notes what was asked.
struct Notes<'a> {
    page: &'a Page,
    document: &'a Document,
    index: &'a Index,
    body: &'a Body,
    made: &'a mut Made,
    links: BTreeMap<String, String>,
    emoji: BTreeMap<String, String>,
    code: Vec<String>,
}

impl Notes<'_> {
    fn warn(&mut self, at: &Range<usize>, kind: Kind, found: String, advice: String) {
        let offset = self.body.source_offset(at.start);
        let warning = self.document.warning(offset, kind, found, advice);
        self.made.warnings.push(warning);
    }

    fn note_anchor(&mut self, route: &Route, fragment: &str, at: &Range<usize>, written: &str) {
        let offset = self.body.source_offset(at.start);
        let found = format!("`{written}` leads to an anchor that is not there");
        let warning = self.document.warning(offset, Kind::Anchor, found, String::new());
        self.made.anchors.push((route.clone(), fragment.to_owned(), warning));
    }
}

impl Resolver for Notes<'_> {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        let from = From { path: &self.document.file.path, route: &self.page.route };
        let target = self.index.resolve(written, from);
        self.made.links.push((written.to_owned(), target.clone()));
        match target {
            Target::AsWritten => {
                if let Some(fragment) = written.strip_prefix('#').filter(|it| !it.is_empty()) {
                    let fragment = crate::route::decode(fragment);
                    self.note_anchor(&self.page.route.clone(), &fragment, &at, written);
                }
                None
            }
            Target::Page { address, route, fragment } => {
                if let Some(fragment) = fragment {
                    self.note_anchor(&route, &fragment, &at, written);
                }
                self.keep_link(written, address)
            }
            Target::File { address } => self.keep_link(written, address),
            Target::Missing { advice } => {
                self.warn(&at, Kind::Link, format!("`{written}` leads nowhere"), advice);
                // A relative one as seen from the page: the site's <base> would send it elsewhere.
                let is_relative = !written.starts_with(['/', '#', '?', '{', '|']);
                is_relative
                    .then(|| format!("{}{}", self.page.route, crate::route::decode(written)))
                    .and_then(|address| self.keep_link(written, address))
            }
        }
    }

    fn emoji(&mut self, name: &str, at: Range<usize>) -> Option<Emoji> {
        let Some(emoji) = github::lookup(name) else {
            let is_word = name.bytes().any(|it| it.is_ascii_lowercase());
            if is_word {
                // Looking for the nearest is slow.
                let is_one_of_few = self.made.warnings.len() < MOST_ADVICE;
                let advice = match is_one_of_few.then(|| github::nearest(name)).flatten() {
                    Some(nearest) => format!("did you mean `:{nearest}:`?"),
                    None => "write it in backticks if it is no emoji".into(),
                };
                self.warn(&at, Kind::Emoji, format!("`:{name}:` is no emoji"), advice);
            }
            return None;
        };
        self.made.emoji += 1;
        if let Emoji::Image(_) = emoji {
            self.made.drawings.push(name.to_owned());
        }
        self.emoji.insert(name.to_owned(), emoji.clone().into_payload());
        Some(emoji)
    }

    fn code(&mut self, code: &str, language: &str) -> Option<String> {
        let runs = highlight(code, language);
        self.code.push(runs.clone().unwrap_or_default());
        runs
    }

    fn removed(&mut self, what: &str, at: Range<usize>) {
        let found = format!("{what} is left out");
        self.warn(&at, Kind::RawHtml, found, "write it in Markdown or without it".into());
    }

    fn attribute_removed(&mut self, what: &str, at: Range<usize>) {
        self.warn(&at, Kind::Hint, format!("{what} is left out"), "take it out".into());
    }
}

impl Notes<'_> {
    fn keep_link(&mut self, written: &str, address: String) -> Option<String> {
        if address != written {
            self.links.insert(written.to_owned(), address.clone());
        }
        Some(address)
    }
}
