//! Prerendering: each page of the site as static HTML, made of the same views that the app draws, so
//! that it is read before any script has come, and without one. The app then hydrates what stands
//! there (`src/app/snapshot.rs`).
//!
//! Owns how a page is put together; what is in its `<head>` is in [`crate::head`], what is in its
//! body in [`crate::view`], and the page that Trunk made is read by [`Template`].

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::RenderHtml;

use crate::head::{self, Head};
use crate::landscape;
use crate::language::{Language, is_right_to_left};
use crate::manifest::{Manifest, Payload, SNAPSHOT, Snapshot, VERSION};
use crate::oembed;
use crate::script::fill;
use crate::view::{Body, Page, ROOT, Screen, State, missing, shell};

mod template;

pub use template::{Template, TemplateError};

/// What all pages of a site are made with.
pub struct Prerenderer {
    template: Template,
    style: String,
    renderer: String,
    manifest: Arc<Manifest>,
    /// The manifest as snapshots have it.
    lasting: Manifest,
    /// The script that sets the colour scheme, which stands before anything that is painted.
    theme: String,
    /// The elements that start what pages do besides.
    modules: String,
}

/// A page as it is published, and what others are told of it.
pub struct Prerendered {
    /// The page.
    pub html: String,
    /// What it was made of, without what only its document takes.
    pub payload: Payload,
    /// Its document, as HTML.
    pub document: String,
    /// The names in the lists that it shows as maps.
    pub names: BTreeSet<String>,
}

impl Prerenderer {
    /// Makes pages of the site with this `manifest`. `style` is the text of the style sheet that
    /// `template` names, and `renderer` the file of the renderer's module, relative to the site's root.
    pub fn new(template: Template, manifest: Manifest, style: String, renderer: String) -> Self {
        let lasting = Manifest { posts: 0, latest: Vec::new(), ..manifest.clone() };
        let style = compact(&style);
        let (manifest, modules) = (Arc::new(manifest), String::new());
        let theme = fill(include_str!("prerender/theme.js"), &[]);
        Self { template, style, renderer, manifest, lasting, theme, modules }
    }

    /// The same, each page starting the module at `path` too, when all else is on its way.
    pub fn with_module(mut self, path: &str) -> Self {
        let base = &self.template.base;
        self.modules.push_str("<script type=\"module\" async fetchpriority=\"low\" src=\"");
        crate::escape::escape(&mut self.modules, &[base.as_str(), path].concat());
        self.modules.push_str("\"></script>\n");
        self
    }

    /// The texts of the scripts that stand in each page.
    pub fn scripts(&self) -> impl Iterator<Item = &String> {
        self.template.inline_scripts.iter().chain([&self.theme])
    }

    /// The text of the style that stands in each page.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The page of a route.
    pub fn page(&self, payload: Payload) -> Prerendered {
        let document = payload.html(&self.manifest.language, &self.template.base);
        let names = landscape::names(&document);
        let route = payload.url.clone();
        // The home page shows the latest posts, so it has them; another would change with each.
        let manifest = if route == "/" { &*self.manifest } else { &self.lasting };
        let snapshot = Snapshot {
            version: VERSION,
            renderer: self.renderer.clone(),
            manifest: manifest.clone(),
            payload: Some(without_document(payload)),
            has_document: !document.is_empty(),
        };
        let block = data_block(&snapshot);
        let payload = snapshot.payload.unwrap_or_default();
        let tag = payload.language.as_deref().unwrap_or(&self.manifest.language);
        let language = Language::from_tag(tag);
        let body = Body::new(&document, &payload, language);
        let page = Arc::new(Page { payload, body });
        let html = self.html(Screen::Page(page.clone()), route, &block);
        Prerendered { html, payload: Arc::unwrap_or_clone(page).payload, document, names }
    }

    /// The page for addresses that lead nowhere.
    pub fn not_found(&self) -> String {
        let snapshot = Snapshot {
            version: VERSION,
            renderer: self.renderer.clone(),
            manifest: self.lasting.clone(),
            payload: None,
            has_document: false,
        };
        // Its own address is not known: links to places of this page lead to the home page.
        self.html(Screen::NotFound, String::new(), &data_block(&snapshot))
    }

    /// The page for what is not kept, when there is no network. The app does not start on it: it
    /// stands at any address, and what it would lead to may not be kept either.
    pub fn offline(&self) -> String {
        let state = State { manifest: Some(self.lasting.clone().into()), ..State::default() };
        let words = state.language().words();
        let title = format!("{} · {}", words.offline_missing, state.site_title());
        let base = &self.template.base;
        let head = head::html(&Head { title: &title, site: None, page: None, base, image: None });
        self.document(&state, &head, &missing(&state).to_html(), "")
    }

    /// A page that shows `screen`, with the data `block` of its snapshot.
    fn html(&self, screen: Screen, route: String, block: &str) -> String {
        let base = self.template.base.clone();
        let manifest = Some(self.manifest.clone());
        let state = State { manifest, screen, route, base, ..State::default() };
        let mut start = String::from("<script type=\"application/json\" id=\"");
        start.push_str(SNAPSHOT);
        start.push_str("\">");
        start.push_str(block);
        start.push_str("</script>\n");
        start.push_str(&self.template.loader);
        let mut head = state.head().unwrap_or_default();
        if let Screen::Page(page) = &state.screen {
            head.extend(oembed::link(&page.payload, &self.manifest));
        }
        self.document(&state, &head, &shell(&state, || ()).to_html(), &start)
    }

    /// A page with this `head`, this `body` in the app's element, and behind it what starts the app.
    fn document(&self, state: &State, head: &str, body: &str, start: &str) -> String {
        let tag = state.language_tag();
        let direction = if is_right_to_left(tag) { "rtl" } else { "ltr" };

        let mut page = String::with_capacity(body.len() + self.style.len() + start.len() + 8192);
        page.push_str("<!doctype html>\n<html lang=\"");
        crate::escape::escape(&mut page, tag);
        page.push_str("\" dir=\"");
        page.push_str(direction);
        page.push_str("\">\n<head>");
        page.push_str(&self.template.head);
        page.push_str(head);
        page.push_str(&head::common(&self.template.base));
        page.push_str("<script>");
        page.push_str(&self.theme);
        page.push_str("</script><style>");
        page.push_str(&self.style);
        page.push_str("</style></head>\n<body>\n<div id=\"");
        page.push_str(ROOT);
        page.push_str("\">");
        page.push_str(body);
        page.push_str("</div>\n");
        page.push_str(start);
        page.push_str(&self.modules);
        page.push_str("</body>\n</html>\n");
        page
    }
}

/// A page without what only its document takes.
fn without_document(payload: Payload) -> Payload {
    Payload {
        markdown: None,
        smart_punctuation: false,
        links: Default::default(),
        images: Default::default(),
        embeds: Default::default(),
        emoji: Default::default(),
        code: Vec::new(),
        math: Vec::new(),
        ..payload
    }
}

/// JSON as the content of a `<script>` (HTML Standard, section 4.12.1.3): nothing in it ends the
/// element or begins a comment.
fn data_block(snapshot: &Snapshot) -> String {
    let json = serde_json::to_string(snapshot).expect("the contract can be written");
    json.replace('<', "\\u003c")
}

/// A style sheet without its comments and its indentation. What is within strings stays: no comment
/// begins there in ours, and no line ends there in any.
pub fn compact(style: &str) -> String {
    let mut parts = style.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A name for a file of this content: 16 hexadecimal digits, FNV-1a of 64 bit.
pub fn hash(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
