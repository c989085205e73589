//! The pages as Leptos views: one state in, markup out. No view fetches, none knows the browser,
//! and none reacts on its own: the app draws the whole again when the state changes, and Leptos
//! touches only what differs. One reactive place instead of many also keeps the wasm small: each
//! costs about a kilobyte.

use std::sync::Arc;

use leptos::prelude::*;

use crate::card::{self, Card};
use crate::head::{self, Head};
use crate::language::Language;
use crate::manifest::{Manifest, Menu, Payload};

mod after;
mod contents;
mod document;
mod list;
#[cfg(feature = "cli")]
mod missing;
mod notice;
mod shell;

/// The id of the element with the whole page; one that no heading gets.
pub const ROOT: &str = "stacks.app";

#[cfg(feature = "cli")]
pub use missing::missing;
pub use notice::Failure;
pub use shell::shell;

/// A page, rendered.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What arrived.
    pub payload: Payload,
    /// Its document.
    pub body: Body,
}

/// A page's document.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Body {
    /// There is none.
    #[default]
    Empty,
    /// It is this HTML.
    Html(String),
    /// It stands in the page already, put there by the prerenderer below a heading with this id. The
    /// views leave it as it is.
    Standing {
        /// The id of the page's heading.
        title_id: String,
    },
}

impl Body {
    /// The document of `payload` that the renderer made HTML of, with its contents, if it has many
    /// sections, in the `language` of the document; a home page has none. Each block of code gets a box around it, for a program to put a
    /// button on without moving the block.
    pub fn new(html: &str, payload: &Payload, language: Language) -> Self {
        if html.is_empty() {
            return Self::Empty;
        }
        let contents = match is_home(payload) {
            true => String::new(),
            false => contents::contents(html, language.words().contents),
        };
        let html = [&contents, html].concat();
        // Outside of tags the renderer writes no angle bracket.
        let boxed = html.replace("<pre", "<div class=\"code-block\"><pre");
        Self::Html(boxed.replace("</pre>", "</pre></div>"))
    }
}

/// Whether a page is the home page, of the site or of one of its languages.
fn is_home(payload: &Payload) -> bool {
    let name = payload.url.trim_matches('/');
    name.is_empty() || payload.language.as_deref() == Some(name)
}

/// What stands between header and footer.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Screen {
    /// The first page is on its way.
    #[default]
    Loading,
    /// A page.
    Page(Arc<Page>),
    /// Nothing is at this address.
    NotFound,
    /// The page could not be had.
    Failed(Failure),
}

/// Everything the views show.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The site, once its manifest is here.
    pub manifest: Option<Arc<Manifest>>,
    /// The page.
    pub screen: Screen,
    /// The route that is shown.
    pub route: String,
    /// Whether another page is on its way.
    pub busy: bool,
    /// Whether a page has been left for another: headings then take the focus.
    pub moved: bool,
    /// The site's base path, `/` at both ends.
    pub base: String,
}

impl State {
    /// The BCP 47 tag of what is shown.
    pub fn language_tag(&self) -> &str {
        let Some(site) = &self.manifest else { return "en" };
        let own = match &self.screen {
            Screen::Page(page) => page.payload.language.as_deref(),
            // What could not be had would have spoken as its neighbours do.
            _ => site.menus.iter().find_map(|menu| {
                let is_below = self.route.starts_with(menu.home.as_deref()?);
                is_below.then_some(menu.language.as_str())
            }),
        };
        own.unwrap_or(&site.language)
    }

    /// The language of the interface: that of what is shown.
    pub fn language(&self) -> Language {
        Language::from_tag(self.language_tag())
    }

    /// What the site has in the language of what is shown, where that is not the site's.
    fn menu_in_language(&self) -> Option<&Menu> {
        let menus = &self.manifest.as_ref()?.menus;
        menus.iter().find(|menu| menu.language == self.language_tag())
    }

    /// The route of the home page in the language of what is shown, if there is one, or of the site's.
    fn home(&self) -> &str {
        self.menu_in_language().and_then(|menu| menu.home.as_deref()).unwrap_or("/")
    }

    /// The title of the site.
    pub fn site_title(&self) -> &str {
        self.manifest.as_ref().map_or("The Stacks", |manifest| manifest.title.as_str())
    }

    /// The title for the browser's tab.
    pub fn title(&self) -> String {
        let words = self.language().words();
        let (page, site) = match &self.screen {
            Screen::Loading => ("", self.site_title()),
            Screen::Page(page) => (page.payload.title.as_str(), self.site_title()),
            Screen::NotFound => (words.not_found, self.site_title()),
            Screen::Failed(_) => (words.failed, self.site_title()),
        };
        if page.is_empty() || page == site { site.into() } else { format!("{page} · {site}") }
    }

    /// The elements of the document's head that differ from page to page; `None` while nothing is
    /// there to tell of.
    pub fn head(&self) -> Option<String> {
        let page = match &self.screen {
            Screen::Loading => return None,
            Screen::Page(page) => Some(&page.payload),
            Screen::NotFound | Screen::Failed(_) => None,
        };
        let (title, site) = (self.title(), self.manifest.as_deref());
        let image = site.map(|site| match page {
            Some(page) => card::path(&Card::of(site, page)),
            None => card::path(&Card::of_site(site)),
        });
        let image = image.as_deref();
        Some(head::html(&Head { title: &title, site, page, base: &self.base, image }))
    }

    fn href(&self, url: &str) -> String {
        crate::route::href(url, &self.base)
    }

    /// A link within the site, or to a full URL.
    fn link(&self, title: &str, url: &str) -> impl IntoView + use<> {
        view! { <a href=self.href(url)>{title.to_owned()}</a> }
    }
}
