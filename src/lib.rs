//! The Stacks: a folder of Markdown, written for Jekyll, Pelican, Hugo or nobody in particular,
//! becomes a blog.
//!
//! # The walk
//!
//! ```text
//! content/*.md ─▶ cli/read ─▶ front_matter ─▶ dialect ─▶ document ─▶ site (link, markdown) ─▶ cli/write
//!                  (I/O)        (pure)          (pure)     (pure)           (pure)              (I/O)
//!                                                                                                 │
//!              manifest.json, data/pages/…/index.json, data/routes/…, emoji/…, feeds, sitemap  ◀──┘
//!                                       │
//!                      ┌────────────────┴─ cli/prerender ─▶ prerender (markdown, view) ─▶ pages as HTML
//!                      ▼                        (I/O)               (pure)
//!              browser: app/fetch ─▶ renderer (markdown) ─▶ view ─▶ the document
//!                         (I/O)            (pure)
//! ```
//!
//! Data goes one way. Nothing later asks something earlier.
//!
//! # Map
//!
//! | Where | What it owns |
//! |---|---|
//! | [`manifest`] | the JSON contract, defined once, written by the generator and read by the app |
//! | [`document`] | a post or page after its dialect is gone, and a body that knows its source |
//! | [`encoding`] | bytes to text, and text that a wrong encoding spoilt |
//! | [`front_matter`] | YAML, TOML, JSON and `Key: value` headers, scalars kept as written |
//! | [`dialect`] | which generator a file was written for, and one file for each |
//! | [`settings`] | `site.toml`, and what other generators' configurations tell |
//! | [`link`] | where a destination leads: path, route, former address or unique name |
//! | [`card`], [`icon`] | the picture of a page for others to show, and the site's own sign, as PNG |
//! | [`image`] | the sizes of images, from their first bytes |
//! | [`site`] | the whole walk: routes, payloads, lists, the manifest |
//! | [`feed`] | the newest posts, whole, as Atom, RSS and JSON Feed |
//! | [`sitemap`] | every page for search engines, and `robots.txt` |
//! | [`llms`] | the site as Markdown, for readers that are programs |
//! | [`web_manifest`] | what a browser needs to install the site, and its icons |
//! | [`markdown`] | Markdown to HTML in passes, the same natively and in the browser |
//! | [`outline`] | what a rendered document is made of: headings, terms, first paragraphs |
//! | [`search`] | the index of the search: words, entries, texts and spelling, in small files |
//! | [`glossary`] | the terms of glossary documents and their definitions |
//! | [`landscape`] | which page says most about each tool of a list that is drawn as a map |
//! | [`oembed`] | what other sites' editors are told of a post |
//! | [`highlight`] | code to runs of classes; the grammars stay with the generator |
//! | [`math`] | TeX formulas to MathML; TeX stays with the generator |
//! | [`exchange`] | how a WebAssembly module and its caller exchange texts |
//! | [`request`] | what crosses from the app into the renderer, which is a module of its own |
//! | [`emoji`] | shortcodes; the table stays with the generator |
//! | [`embed`] | pages of other hosts within a page: cards, and the frames that take their place |
//! | [`reading`] | how many words a text has, how long it takes to read, where it may be cut |
//! | [`hosting`] | what a static host is told: headers, former addresses |
//! | [`taxonomy`] | the ways documents are grouped by name, and where the groups' pages are |
//! | [`head`] | what search engines, previews and feed readers are told of a page |
//! | [`route`], [`slug`], [`date`] | addresses, readable names, civil dates |
//! | [`language`] | every word of the interface, in English and Spanish |
//! | [`warning`] | what the author is told: file, line, column, found, advice |
//! | [`aids`] | the scripts that make reading more comfortable, each fetched when it is wished for |
//! | [`offline`] | what the service worker is told of a build; the worker is `src/app/service_worker.js` |
//! | `elements` | the list of the elements that others embed
//! | [`widgets`] | what these elements are, and where their scripts are published |
//! | [`script`] | our own scripts without what only their authors read |
//! | `view` | the pages as Leptos views: one state in, markup out (feature `view`) |
//! | [`prerender`] | each page as static HTML, made of the views; what the app takes over |
//! | `src/app` | the browser: network, navigation and document, the only effects |
//! | `src/renderer` | the renderer as a WebAssembly module without imports |
//! | `src/widgets` | the elements' scripts, and a renderer for Markdown from anywhere |
//! | `src/cli` | the `stacks` command: folders, files, reports, exit codes; `watch` builds again and again, and tells open pages |
//! | `src/xtask` | `cargo xtask`: set-up, serve, build, test, bench, made-up posts |
//!
//! # Search
//!
//! The index is our own, read by 10 KB of scripts (brotli): the formats are JSON, which browsers parse, so no
//! wasm is asked for, neither a new one nor that which is there. It was judged beside Pagefind 1.6, whose crate
//! could have been the indexer, MiniSearch 7.2 and docsify 4.13 (`cargo xtask bench search`) with 236 queries,
//! written by somebody who had seen none of the engines. With 10,000 documents it found 235 of them among the
//! first three, Pagefind 211 (of 25 typos 8) and MiniSearch 205. Until the first result of a word 58 KB are sent in
//! all, 264 or more with Pagefind, 7,205 with MiniSearch; what was typed before takes 25 ms from a key to
//! its results on a processor 4 times slower, 45 or more with Pagefind, 30 with MiniSearch. docsify, which fetches
//! every page, came to no end with 10,000. While somebody types, no file is asked for that only the beginning
//! of a word takes (`src/widgets/find.js`). What Pagefind has
//! in an index for each language is in one here, so that a Spanish reader finds English posts too, behind the
//! Spanish. A post more changes only the index's small segment (`tests/integration/scale.rs`).
//!
//! # Invariants
//!
//! 1. This library takes strings and returns values. It knows no file, clock or network, and but
//!    for `view` no document; `.clippy.toml` lists the calls that are denied here.
//! 2. [`manifest`] alone defines the JSON. Its structs are written by `serde` and read through
//!    [`manifest::Json`] from one definition.
//! 3. Reading a document never fails; what is wrong is a [`warning::Warning`] with its place.
//! 4. Nothing is lost in silence: what is not understood stays visible and is reported.
//! 5. Big tables stay home: the browser downloads no emoji table and no link table, but what its
//!    page needs from them.
//! 6. A visit costs the same with ten posts or a hundred thousand: the manifest is bounded, lists
//!    have pages of fixed size numbered oldest first, routes are spread over small files.
//! 7. No HTML reaches the document that [`markdown`] did not write: raw HTML is tokenised and
//!    written again from an allow-list, balanced and quoted, so that a browser's tree is ours.
//! 8. A prerendered page and the app come from one view, and the app hydrates the page it finds: when
//!    it takes over, nothing moves, loses its state or is fetched twice.
//! 9. The binaries depend on this library, never on each other. A dialect, a page or an element more is one
//!    file, one line and its tests; `CONTRIBUTING.md` has the steps.
//!
//! # Sizes
//!
//! Brotli, and what the tests allow: the app and what it takes 114 KB of 115, of which a Leptos counter is 23; the
//! renderer 113 KB of 115, of which `pulldown-cmark` is about half and its table of entities 20; that of
//! the elements 84, as it is compiled for size and without what only our own pages take (the feature
//! `site`), frees no memory and makes no ids; an element with Markdown 94 of 95 in all; a
//! first visit to a post 131 KB of 150, of which 14 KB of 20 come before the first paint.
//! The renderer is a module of its own, so that who reads a page that is there already downloads
//! none, and that it can be compiled for speed where the app is compiled for size. The views draw
//! from one state in one reactive place: many cost 12 KB more.
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![warn(missing_docs)]

#[cfg(feature = "cli")]
pub mod aids;
pub mod card;
#[cfg(feature = "cli")]
pub mod date;
#[cfg(feature = "cli")]
pub mod dialect;
#[cfg(feature = "cli")]
pub mod document;
#[cfg(feature = "markdown")]
pub(crate) mod elements;
pub mod embed;
pub mod emoji;
#[cfg(feature = "cli")]
pub mod encoding;
pub(crate) mod escape;
pub mod exchange;
#[cfg(feature = "cli")]
pub mod feed;
#[cfg(feature = "cli")]
pub mod front_matter;
#[cfg(feature = "cli")]
pub mod glossary;
pub mod head;
#[cfg(feature = "highlight")]
pub mod highlight;
#[cfg(feature = "cli")]
pub mod hosting;
#[cfg(feature = "cli")]
pub mod icon;
#[cfg(feature = "cli")]
pub mod image;
#[cfg(feature = "cli")]
pub mod landscape;
pub mod language;
#[cfg(feature = "cli")]
pub mod link;
#[cfg(feature = "cli")]
pub mod llms;
pub mod manifest;
#[cfg(feature = "markdown")]
pub mod markdown;
#[cfg(feature = "cli")]
pub mod math;
#[cfg(feature = "cli")]
pub mod oembed;
#[cfg(feature = "cli")]
pub mod offline;
#[cfg(feature = "cli")]
pub mod outline;
#[cfg(feature = "cli")]
pub mod prerender;
#[cfg(feature = "cli")]
pub(crate) mod raster;
#[cfg(feature = "cli")]
pub mod reading;
pub mod request;
pub mod route;
#[cfg(feature = "cli")]
pub mod script;
#[cfg(feature = "cli")]
pub mod search;
#[cfg(feature = "cli")]
pub mod settings;
#[cfg(feature = "cli")]
pub mod site;
#[cfg(feature = "cli")]
pub mod sitemap;
pub mod slug;
#[cfg(feature = "cli")]
pub mod taxonomy;
#[cfg(feature = "view")]
pub mod view;
pub mod warning;
#[cfg(feature = "cli")]
pub mod web_manifest;
#[cfg(feature = "cli")]
pub mod widgets;
#[cfg(feature = "cli")]
pub(crate) mod xml;
