//! A document's text: its body put together, rendered once, and what the browser must be told to render
//! it the same.

use super::{Made, Page};
use crate::document::{Body, Document, Head, Piece};
use crate::emoji::Table;
use crate::escape::markdown as as_text;
use crate::language::Language;
use crate::link::{From, Index, Target};
use crate::manifest::{Payload, VERSION};
use crate::markdown::{self, Context, Passes, Section, Token};
use crate::reading::Length;
use crate::route::Route;
use crate::settings::Settings;
use crate::warning::Kind;

mod notes;

use notes::Notes;

/// What every text is made within.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The documents that listings name.
    pub pages: &'a [Page],
    /// Everything that can be linked to.
    pub index: &'a Index,
    /// The site's settings.
    pub settings: &'a Settings,
    /// What shortcodes show.
    pub emoji: &'a Table,
}

/// The text of a document.
pub struct Text {
    /// A payload that has it, and the tables that it needs in the browser.
    pub payload: Payload,
    /// Its beginning.
    pub excerpt: String,
    /// How long it is.
    pub length: Length,
}

/// Makes the text of `document`, whose page is at `route`. `made` has the ids that its anchors mean, and
/// learns what the rendering shows.
pub fn make(document: &Document, route: &Route, ground: &Ground<'_>, made: &mut Made) -> Text {
    let body = body(route, document, ground, made);
    let settings = ground.settings;
    let head = &document.head;
    let language = Language::from_tag(head.language.as_deref().unwrap_or(&settings.language));
    let context = Context {
        base: "/",
        route: route.as_str(),
        language,
        passes: Passes {
            smart_punctuation: settings.smart_punctuation,
            math: has_math(head, settings),
            ..Passes::SITE
        },
    };
    let meant = made.meant.clone();
    let mut notes = Notes::new(document, route, ground.index, ground.emoji, &body, language, made);
    let rendered = markdown::render_with_text(&body.markdown, &context, &mut notes);
    let mut tables = notes.finish(&rendered);
    tables.links.extend(meant);
    let contents = contents(&markdown::contents(&rendered.headings));
    let payload = Payload {
        version: VERSION,
        url: route.as_str().to_owned(),
        language: own_language(head, settings).map(str::to_owned),
        markdown: Some(body.with_contents(&contents)),
        smart_punctuation: settings.smart_punctuation,
        ..tables
    };
    made.images_without_text = images_without_text(&rendered.html);
    let length = Length::of(rendered.plain_text.as_ref().map_or("", |it| &it.prose));
    Text { payload, excerpt: rendered.excerpt, length }
}

/// How many images of a page, written as HTML, say nothing to those who do not see them.
fn images_without_text(html: &str) -> u32 {
    if !html.contains("<img") {
        return 0;
    }
    let is_silent = |token: &Token<'_>| match token {
        Token::Open { name, attributes } if name == "img" => {
            let text = attributes.iter().find(|(name, _)| name == "alt");
            text.is_none_or(|(_, value)| value.trim().is_empty())
        }
        _ => false,
    };
    let silent = markdown::tokens(html).iter().filter(|(_, token)| is_silent(token)).count();
    u32::try_from(silent).unwrap_or(u32::MAX)
}

/// The language of a document, if it is not the site's.
pub fn own_language<'h>(head: &'h Head, settings: &Settings) -> Option<&'h str> {
    head.language.as_deref().filter(|tag| *tag != settings.language)
}

/// Whether dollars make formulas: as the document says, or else the site. GitHub shows them.
fn has_math(head: &Head, settings: &Settings) -> bool {
    head.math.or(settings.math).unwrap_or(head.dialect.spec().has_math)
}

/// Puts the pieces together: references become addresses, listings become lists.
fn body(route: &Route, document: &Document, ground: &Ground<'_>, made: &mut Made) -> Body {
    let mut body = Body::default();
    for piece in &document.body {
        match piece {
            Piece::Source(range) => {
                body.push_source(&document.file.text[range.clone()], range.start)
            }
            Piece::Made { markdown, from } => body.push_made(markdown, from.start),
            Piece::Reference { target, from } => {
                let from_page = From::document(&document.head, route);
                let leads = ground.index.resolve(target, from_page);
                made.links.push((target.clone(), leads.clone()));
                let (address, finding) = reference(target, leads);
                if let Some((kind, found, advice)) = finding {
                    made.warnings.push(document.warning(from.start, kind, found, advice));
                }
                body.push_made(&address, from.start);
            }
            Piece::Listing { folder, from } => {
                made.shows_others = true;
                let list = listing(folder, route, ground.pages);
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

/// The address to put in the place of a reference, and what the author should know about it.
fn reference(target: &str, leads: Target) -> (String, Option<(Kind, String, String)>) {
    match leads {
        Target::Page { address, spelling, .. } | Target::File { address, spelling, .. } => {
            let finding = spelling.map(|spelling| {
                let found = format!(
                    "the reference `{target}` differs from `{spelling}` in upper and lower case"
                );
                (Kind::Hint, found, "write it as it is spelt".into())
            });
            (crate::route::href(&address, "/"), finding)
        }
        Target::Elsewhere | Target::Here { .. } => (target.to_owned(), None),
        Target::Missing { why, advice } => {
            ("#".into(), Some((Kind::Link, format!("the reference `{target}` {why}"), advice)))
        }
    }
}

/// The table of contents: the sections as nested Markdown lists.
fn contents(sections: &[Section<'_>]) -> String {
    let mut list = String::new();
    for Section { heading, sections } in sections {
        let address = crate::route::encode(&heading.id);
        list.push_str(&format!("* [{}](#{address})\n", as_text(&heading.text)));
        for line in contents(sections).lines() {
            list.push_str(&format!("  {line}\n"));
        }
    }
    list
}

/// The documents of a folder as a Markdown list, by weight and title.
fn listing(folder: &str, route: &Route, all: &[Page]) -> String {
    let mut listed: Vec<&Page> = all
        .iter()
        .filter(|it| it.source.known.head.folder() == folder && it.route != *route)
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
