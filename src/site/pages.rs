//! A document's payload: its body put together, rendered once, and what was learned from it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Page, Survey, link};
use crate::document::{Body, Head, Piece};
use crate::emoji::{Emoji, github};
use crate::language::Language;
use crate::link::{From, Index, Target};
use crate::manifest::{Entry, Payload, VERSION};
use crate::markdown::{self, Context, Heading, Resolver};
use crate::route::Route;
use crate::settings::Settings;
use crate::slug::slug;
use crate::warning::Kind;

/// Makes the payload of `page` and the entry that lists show of it, and adds to `survey` what its
/// rendering shows.
pub fn payload(
    page: &Page,
    all: &[Page],
    index: &Index,
    settings: &Settings,
    survey: &mut Survey,
) -> (Payload, Entry) {
    let document = &page.document;
    let body = body(page, all, index, survey);
    let language = document.head.language.as_deref().unwrap_or(&settings.language);
    let context =
        Context { base: "/", route: page.route.as_str(), language: Language::from_tag(language) };
    let mut notes =
        Notes { page, index, body: &body, survey, links: BTreeMap::new(), emoji: BTreeMap::new() };
    let rendered = markdown::render(&body.markdown, &context, &mut notes);
    let Notes { links, emoji, .. } = notes;
    let contents = contents(&rendered.headings);
    let description = document.head.description.clone();
    let excerpt = description.clone().unwrap_or(rendered.excerpt);
    survey.ids.insert(page.route.clone(), rendered.ids.into_iter().collect());
    let payload = Payload {
        version: VERSION,
        url: page.route.as_str().to_owned(),
        title: document.head.title.clone(),
        description,
        date: document.head.date.map(|date| date.date().to_string()),
        updated: document.head.updated.map(|date| date.date().to_string()),
        language: document.head.language.clone().filter(|tag| *tag != settings.language),
        draft: document.head.draft,
        tags: document.head.tags.iter().map(|tag| link(tag, &tag_route(tag))).collect(),
        markdown: Some(body.with_contents(&contents)),
        links,
        emoji,
        ..Payload::default()
    };
    let entry = Entry {
        title: payload.title.clone(),
        url: payload.url.clone(),
        date: payload.date.clone(),
        language: payload.language.clone(),
        excerpt: Some(excerpt).filter(|it| !it.is_empty()),
        tags: payload.tags.clone(),
        draft: payload.draft,
    };
    (payload, entry)
}

/// The route of a tag's page.
pub fn tag_route(tag: &str) -> Route {
    Route::new(&format!("tags/{}", slug(tag)))
}

/// Puts the pieces together: references become addresses, listings become lists.
fn body(page: &Page, all: &[Page], index: &Index, survey: &mut Survey) -> Body {
    let document = &page.document;
    let mut body = Body::default();
    for piece in &document.body {
        match piece {
            Piece::Source(range) => {
                body.push_source(&document.file.text[range.clone()], range.start)
            }
            Piece::Made { markdown, from } => body.push_made(markdown, from.start),
            Piece::Reference { target, from } => {
                let from_page = From { path: &document.file.path, route: &page.route };
                let address = match index.resolve(target, from_page) {
                    Target::Page { address, .. } | Target::File { address } => {
                        crate::route::href(&address, "/")
                    }
                    Target::AsWritten => target.clone(),
                    Target::Missing { advice } => {
                        survey.warnings.push(document.warning(
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
                let list = listing(folder, page, all);
                if list.is_empty() {
                    survey.warnings.push(document.warning(
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
        .filter(|it| it.document.head.folder() == folder && it.route != page.route)
        .collect();
    listed.sort_by_key(|it| {
        (it.document.head.weight.unwrap_or(i64::MAX), it.document.head.title.to_lowercase())
    });
    listed.into_iter().map(listed_line).collect()
}

fn listed_line(page: &Page) -> String {
    let Head { title, description, .. } = &page.document.head;
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

/// Answers the renderer from what the whole site knows, and notes what was asked.
struct Notes<'a> {
    page: &'a Page,
    index: &'a Index,
    body: &'a Body,
    survey: &'a mut Survey,
    links: BTreeMap<String, String>,
    emoji: BTreeMap<String, String>,
}

impl Notes<'_> {
    fn warn(&mut self, at: &Range<usize>, kind: Kind, found: String, advice: String) {
        let offset = self.body.source_offset(at.start);
        let warning = self.page.document.warning(offset, kind, found, advice);
        self.survey.warnings.push(warning);
    }

    fn note_anchor(&mut self, route: &Route, fragment: &str, at: &Range<usize>, written: &str) {
        let offset = self.body.source_offset(at.start);
        let found = format!("`{written}` leads to an anchor that is not there");
        let warning = self.page.document.warning(offset, Kind::Anchor, found, String::new());
        self.survey.anchors.push((route.clone(), fragment.to_owned(), warning));
    }
}

impl Resolver for Notes<'_> {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        let from = From { path: &self.page.document.file.path, route: &self.page.route };
        match self.index.resolve(written, from) {
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
                let advice = match github::nearest(name) {
                    Some(nearest) => format!("did you mean `:{nearest}:`?"),
                    None => "write it in backticks if it is no emoji".into(),
                };
                self.warn(&at, Kind::Emoji, format!("`:{name}:` is no emoji"), advice);
            }
            return None;
        };
        if let Emoji::Image(_) = emoji {
            self.survey.drawings.insert(name.to_owned());
        }
        self.emoji.insert(name.to_owned(), emoji.clone().into_payload());
        Some(emoji)
    }

    fn removed(&mut self, what: &str, at: Range<usize>) {
        let found = format!("{what} is left out");
        self.warn(&at, Kind::RawHtml, found, "write it in Markdown or without it".into());
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
