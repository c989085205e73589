//! The JSON contract between the generator and everything that reads it: the app, the widgets,
//! the tests. This file alone defines it.
//!
//! Three kinds of file follow it, both UTF-8 JSON (RFC 8259):
//!
//! - `manifest.json`, a [`Manifest`]: the site's settings and its newest posts. Its size is
//!   bounded; it does not grow with the number of posts.
//! - `data/pages/<route>/index.json`, a [`Payload`]: one per route, with the Markdown and what
//!   the page needs to show it. [`crate::route::Route::payload`] names the file.
//! - `data/routes/<n>.json`, a [`RouteShard`]: which routes exist, read only when a payload
//!   could not be had, to tell a page that does not exist from one that failed to arrive.
//!
//! A fourth is no file: each prerendered page has a [`Snapshot`] within, by which the app knows what
//! stands there already.
//!
//! Members that are empty, false or unknown are left out. Readers ignore members they do not
//! know, so adding one is compatible; [`VERSION`] changes when a reader of the previous version
//! would be wrong.
//!
//! Writing goes through `serde` (generator only). Reading goes through [`Json`], a view of an
//! already parsed value (`manifest/read.rs`), so that the browser uses its own JSON parser and
//! downloads none.

use std::collections::BTreeMap;

mod read;

use read::read_member;
pub use read::{FromJson, Json, ShapeError};

/// The version of the contract, in [`Manifest::version`] and [`Payload::version`].
pub const VERSION: u32 = 1;

/// The id of the element with the [`Snapshot`] of a page.
pub const SNAPSHOT: &str = "stacks.snapshot";

/// The script that draws diagrams, relative to the site's root.
pub const DIAGRAMS: &str = "made/diagrams.js";

/// How many entries a numbered page of a list holds.
pub const PAGE_SIZE: usize = 20;

/// How many entries a page of the archive holds: titles and dates alone.
pub const ARCHIVE_SIZE: usize = 100;

/// How many of the newest posts the manifest carries.
pub const LATEST: usize = 10;

/// Defines a struct of the contract once: its fields, how it is written and how it is read.
macro_rules! contract {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "cli", derive(serde::Serialize))]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[cfg_attr(feature = "cli", serde(skip_serializing_if = "FromJson::is_absent"))]
                pub $field: $type,
            )*
        }

        impl FromJson for $name {
            fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
                Ok(Self { $($field: read_member(&value, stringify!($field))?,)* })
            }
        }
    )*};
}

contract! {
    /// `manifest.json`: what every page of the site needs.
    pub struct Manifest {
        /// [`VERSION`] of the generator that wrote it.
        pub version: u32,
        /// The site's title.
        pub title: String,
        /// One sentence about the site.
        pub description: String,
        /// Who writes it.
        pub author: String,
        /// The public address, with a slash at its end, if known.
        pub base_url: Option<String>,
        /// BCP 47 tag of the language of documents that do not name theirs.
        pub language: String,
        /// BCP 47 tags of the languages the site has documents in.
        pub languages: Vec<String>,
        /// The main menu, in order.
        pub menu: Vec<Link>,
        /// The same in the other languages of the interface, where anything differs.
        pub menus: Vec<Menu>,
        /// The module that draws diagrams, on sites that name one: an address, or a path of the site.
        /// The script [`DIAGRAMS`] loads it.
        pub diagrams: Option<String>,
        /// How many posts there are in all.
        pub posts: u32,
        /// The newest posts, newest first, [`LATEST`] at the most.
        pub latest: Vec<Entry>,
        /// Into how many [`RouteShard`] files the routes are spread; a power of two.
        pub route_shards: u32,
    }

    /// A name and the route it leads to.
    pub struct Link {
        /// What the visitor reads.
        pub title: String,
        /// The site's own path, beginning with `/`, without the base path; or a full URL.
        pub url: String,
    }

    /// The main menu in another language.
    pub struct Menu {
        /// BCP 47 tag of the language.
        pub language: String,
        /// The route of the home page in it, if there is one.
        pub home: Option<String>,
        /// The menu, in the order of the site's.
        pub links: Vec<Link>,
    }

    /// A document in another language.
    pub struct Translation {
        /// The language's own name.
        pub title: String,
        /// The route.
        pub url: String,
        /// BCP 47 tag of the language.
        pub language: String,
    }

    /// A document as lists show it.
    pub struct Entry {
        /// The document's title, plain text.
        pub title: String,
        /// Its route.
        pub url: String,
        /// The civil date, `YYYY-MM-DD` (ISO 8601).
        pub date: Option<String>,
        /// BCP 47 tag, when it is not the site's language.
        pub language: Option<String>,
        /// One or two sentences, plain text.
        pub excerpt: Option<String>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// Whether it is a draft (only in previews).
        pub draft: bool,
    }

    /// One page of the site: a document, a list, or a document with a list below it.
    pub struct Payload {
        /// [`VERSION`] of the generator that wrote it.
        pub version: u32,
        /// Its route.
        pub url: String,
        /// The title, plain text.
        pub title: String,
        /// One or two sentences for previews, plain text.
        pub description: Option<String>,
        /// The civil date, `YYYY-MM-DD`.
        pub date: Option<String>,
        /// The civil date of the last change the author declared.
        pub updated: Option<String>,
        /// BCP 47 tag, when it is not the site's language.
        pub language: Option<String>,
        /// The document in other languages.
        pub translations: Vec<Translation>,
        /// Whether it is a draft (only in previews).
        pub draft: bool,
        /// How many words its text has, code blocks left out.
        pub words: Option<u32>,
        /// How many minutes it takes to read, for posts.
        pub minutes: Option<u32>,
        /// Who wrote it, where the document says.
        pub authors: Vec<Link>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// The section it belongs to.
        pub section: Option<Link>,
        /// The post before it in its language, for posts.
        pub earlier: Option<Link>,
        /// The post after it.
        pub later: Option<Link>,
        /// The series that it is a part of.
        pub series: Option<Series>,
        /// Posts on the same subjects, the nearest first.
        pub related: Vec<Link>,
        /// The address of its source, for those who would mend it.
        pub edit: Option<String>,
        /// The document's Markdown, every dialect resolved; absent for plain lists.
        pub markdown: Option<String>,
        /// Whether its quotes, dashes and ellipses are set as in print.
        pub smart_punctuation: bool,
        /// Link destinations as the Markdown has them, and where each leads.
        pub links: BTreeMap<String, String>,
        /// Image destinations as the Markdown has them, and the width and height of each in CSS
        /// pixels: `640x480`.
        pub images: BTreeMap<String, String>,
        /// The addresses of frames as the Markdown has them whose hosts are known, and for each, with
        /// spaces between: `watch`, `listen` or `see`, the address to frame when the visitor asks for
        /// it, the address of the page itself, and what a link to that says.
        pub embeds: BTreeMap<String, String>,
        /// The emoji shortcodes of the Markdown: the character, or the path of an SVG.
        pub emoji: BTreeMap<String, String>,
        /// The colours of the Markdown's code blocks in order, in the form that
        /// [`crate::markdown::code`] defines; empty for a plain block, and plain ones at the end
        /// are left out.
        pub code: Vec<String>,
        /// The formulas of the Markdown in order, each as MathML; empty for one that is shown as
        /// typed. Without any, dollars are text.
        pub math: Vec<String>,
        /// The entries of a section, a tag or the whole site.
        pub list: Option<List>,
        /// All tags, or authors, with their counts, on the page of them.
        pub tag_counts: Vec<TagCount>,
    }

    /// What a prerendered page tells the app: the data block with the id [`SNAPSHOT`]. Its document
    /// is not in it, as that stands in the page.
    pub struct Snapshot {
        /// [`VERSION`] of the generator that wrote it.
        pub version: u32,
        /// The file with the renderer's module, relative to the site's root.
        pub renderer: String,
        /// The site, but for what changes with every post: the latest ones, where the page does not
        /// show them, and how many there are.
        pub manifest: Manifest,
        /// The page without its Markdown and the tables of that; absent on the page for addresses
        /// that lead nowhere.
        pub payload: Option<Payload>,
        /// Whether the page has a document.
        pub has_document: bool,
    }

    /// Entries, newest or first first, and the way to more of them.
    pub struct List {
        /// How many there are in all; absent on numbered pages, which never change for it.
        pub total: Option<u32>,
        /// The entries of this page.
        pub entries: Vec<Entry>,
        /// The route of the page with the next older entries.
        pub older: Option<String>,
        /// The route of the page with the next newer entries.
        pub newer: Option<String>,
        /// Whether posts are among them all: only then is there a feed of a tag.
        pub has_posts: bool,
    }

    /// Posts that belong together.
    pub struct Series {
        /// What they are called.
        pub title: String,
        /// All of them in order, the page itself among them.
        pub parts: Vec<Link>,
    }

    /// A tag or author, the route, and how many documents carry it.
    pub struct TagCount {
        /// The name as first written.
        pub title: String,
        /// Its route.
        pub url: String,
        /// How many documents carry it.
        pub count: u32,
    }

    /// A share of the site's routes: those whose [`crate::route::Route::shard`] is this file.
    pub struct RouteShard {
        /// The routes, in order.
        pub routes: Vec<String>,
        /// Former addresses, made regular as routes are, and the route each leads to.
        pub redirects: BTreeMap<String, String>,
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn payload() -> Payload {
        Payload {
            version: VERSION,
            url: "/posts/one/".into(),
            title: "One".into(),
            language: Some("es".into()),
            words: Some(2),
            minutes: Some(1),
            draft: true,
            translations: vec![Translation {
                title: "English".into(),
                url: "/posts/one-en/".into(),
                language: "en".into(),
            }],
            tags: vec![Link { title: "Rust".into(), url: "/tags/rust/".into() }],
            markdown: Some("# hi\n".into()),
            links: BTreeMap::from([("../two.md".into(), "/posts/two/".into())]),
            images: BTreeMap::from([("map.png".into(), "640x480".into())]),
            emoji: BTreeMap::from([("rocket".into(), "🚀".into())]),
            code: vec![String::new(), "2k".into()],
            math: vec!["<math><mi>x</mi></math>".into(), String::new()],
            list: Some(List {
                total: Some(1),
                entries: vec![Entry {
                    title: "Two".into(),
                    url: "/posts/two/".into(),
                    date: Some("2026-01-02".into()),
                    ..Entry::default()
                }],
                ..List::default()
            }),
            tag_counts: vec![TagCount { title: "a".into(), url: "/tags/a/".into(), count: 3 }],
            ..Payload::default()
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let written = serde_json::to_value(payload()).unwrap();
        assert_eq!(Payload::from_json(&written), Ok(payload()));
    }

    #[test]
    fn empty_members_are_left_out() {
        let written = serde_json::to_value(Entry {
            title: "T".into(),
            url: "/t/".into(),
            ..Entry::default()
        });
        assert_eq!(written.unwrap(), serde_json::json!({"title": "T", "url": "/t/"}));
    }

    #[test]
    fn a_wrong_shape_names_its_place() {
        let mut written = serde_json::to_value(payload()).unwrap();
        written["list"]["entries"][0]["title"] = 7.into();
        let error = Payload::from_json(&written).unwrap_err();
        assert_eq!(error.to_string(), "`list.entries.0.title` should be text");
        let error = Manifest::from_json(&serde_json::json!([])).unwrap_err();
        assert_eq!(error.to_string(), "`version` should be present");
    }
}
