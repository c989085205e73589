//! From a route to a screen: the manifest once, the payload from memory or the network, its
//! Markdown rendered.

use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::*;
use the_stacks::language::Language;
use the_stacks::manifest::{Manifest, Payload, VERSION};
use the_stacks::request::Request;
use the_stacks::route::Route;
use the_stacks::view::{Body, Failure, Page, Screen, State};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::renderer::{self, Renderer};
use crate::visit::Visit;
use crate::{fetch, snapshot};

/// How many pages are kept for the way back.
const KEPT: usize = 16;

/// How many pages are fetched ahead at the most.
const PREFETCHED: usize = 32;

/// The longest Markdown that is rendered before anybody asks for it, in bytes: a page that scrolls is
/// not to stand still for more than a few frames.
const LIGHT: usize = 64 * 1024;

/// A page that was fetched ahead, and its document where that was rendered too.
struct Ahead {
    payload: Payload,
    html: Option<String>,
}

impl Ahead {
    fn is_of(&self, route: &Route) -> bool {
        self.payload.url == route.as_str()
    }
}

/// What is being fetched ahead: a page, or what every page takes.
#[derive(Clone, PartialEq)]
enum Wanted {
    Page(Route),
    Base,
}

/// Loads pages and keeps the last ones.
#[derive(Clone, Copy)]
pub struct Library {
    /// What the views show.
    pub state: RwSignal<State>,
    kept: StoredValue<Vec<Arc<Page>>>,
    prefetched: StoredValue<Vec<Ahead>>,
    /// What is fetched ahead now: a visit that needs it waits for it instead of asking again.
    under_way: StoredValue<Option<(Wanted, Promise)>, LocalStorage>,
    /// The file of the renderer's module.
    renderer_file: StoredValue<String>,
    renderer: StoredValue<Option<Renderer>, LocalStorage>,
    /// Whether the manifest is the site's, with all that it has.
    has_manifest: StoredValue<bool>,
}

impl Library {
    /// A library that knows what `state` shows, and the file of the renderer's module.
    pub fn new(state: State, renderer_file: String) -> Self {
        Self {
            state: RwSignal::new(state),
            kept: StoredValue::new(Vec::new()),
            prefetched: StoredValue::new(Vec::new()),
            under_way: StoredValue::new_local(None),
            renderer_file: StoredValue::new(renderer_file),
            renderer: StoredValue::new_local(None),
            has_manifest: StoredValue::new(false),
        }
    }

    /// Keeps what stands in the document, which is about to make room, for the way back.
    pub fn keep_standing(&self) {
        let screen = self.state.with_untracked(|state| state.screen.clone());
        let Screen::Page(page) = screen else { return };
        if self.kept(&Route::new(&page.payload.url)).is_some() {
            return;
        }
        match page.body {
            Body::Standing { .. } => snapshot::keep(&page.payload).map(|page| self.keep(page)),
            _ => Some(self.keep(Page::clone(&page))),
        };
    }

    /// Forgets everything that came from the network, as all of it may be another now.
    #[cfg(debug_assertions)]
    pub fn forget(&self) {
        self.kept.update_value(Vec::clear);
        self.prefetched.update_value(Vec::clear);
        self.has_manifest.set_value(false);
    }

    /// Whether the screen for a route can be had without asking anybody.
    pub fn is_at_hand(&self, route: &Route) -> bool {
        let is_complete =
            self.has_manifest.get_value() && self.renderer.with_value(Option::is_some);
        self.kept(route).is_some() || (is_complete && self.is_prefetched(route))
    }

    /// The screen for a route. The manifest is fetched with the first page that does not stand in the
    /// document, and when it failed.
    pub async fn screen(&self, route: &Route, visit: &Visit) -> Screen {
        if let Some(page) = self.kept(route) {
            return Screen::Page(page);
        }
        match self.page(route, visit).await {
            Ok(page) => Screen::Page(self.keep(page)),
            Err(failure) => Screen::Failed(failure),
        }
    }

    async fn page(&self, route: &Route, visit: &Visit) -> Result<Page, Failure> {
        let (manifest, ahead, renderer) =
            futures::join!(self.manifest(visit), self.ahead(route, visit), self.renderer(visit));
        let manifest = manifest?;
        let Ahead { payload, html } = ahead?;
        if payload.version != VERSION {
            return Err(Failure::Outdated);
        }
        let html = match html {
            Some(html) => html,
            None => self.html(&manifest, &payload, renderer)?,
        };
        let tag = payload.language.as_deref().unwrap_or(&manifest.language);
        let body = Body::new(&html, &payload, Language::from_tag(tag));
        Ok(Page { payload, body })
    }

    /// The manifest, fetched when it is first needed and when it failed.
    async fn manifest(&self, visit: &Visit) -> Result<Arc<Manifest>, Failure> {
        self.join(&Wanted::Base, visit).await;
        self.fetch_manifest(visit).await
    }

    async fn fetch_manifest(&self, visit: &Visit) -> Result<Arc<Manifest>, Failure> {
        let known = self.state.with_untracked(|state| state.manifest.clone());
        if let Some(manifest) = known.filter(|_| self.has_manifest.get_value()) {
            return Ok(manifest);
        }
        let url = format!("{}manifest.json", self.base());
        let manifest: Arc<Manifest> = Arc::new(fetch::get(&url, visit).await?);
        if manifest.version != VERSION {
            return Err(Failure::Outdated);
        }
        self.has_manifest.set_value(true);
        self.state.update(|state| state.manifest = Some(manifest.clone()));
        Ok(manifest)
    }

    /// What was fetched ahead for a route, or its payload from the network.
    async fn ahead(&self, route: &Route, visit: &Visit) -> Result<Ahead, Failure> {
        self.join(&Wanted::Page(route.clone()), visit).await;
        match self.take_prefetched(route) {
            Some(ahead) => Ok(ahead),
            None => Ok(Ahead { payload: self.fetch_payload(route, visit).await?, html: None }),
        }
    }

    async fn fetch_payload(&self, route: &Route, visit: &Visit) -> Result<Payload, Failure> {
        fetch::get(&format!("{}{}", self.base(), route.payload(true)), visit).await
    }

    /// The renderer, fetched when it is first needed and when it failed.
    async fn renderer(&self, visit: &Visit) -> Result<Renderer, Failure> {
        self.join(&Wanted::Base, visit).await;
        self.fetch_renderer(visit).await
    }

    async fn fetch_renderer(&self, visit: &Visit) -> Result<Renderer, Failure> {
        if let Some(renderer) = self.renderer.get_value() {
            return Ok(renderer);
        }
        let renderer = renderer::load(&self.base(), &self.renderer_file.get_value(), visit).await?;
        self.renderer.set_value(Some(renderer.clone()));
        Ok(renderer)
    }

    /// Fetches what every further page takes, unless it is there.
    pub async fn prepare(&self) {
        let library = *self;
        self.fetch_ahead(Wanted::Base, async move {
            let aside = Visit::aside();
            let _ = futures::join!(library.fetch_manifest(&aside), library.fetch_renderer(&aside));
        })
        .await;
    }

    /// Fetches what a route takes, unless it is there; what fails is asked for again on a visit.
    pub async fn prefetch(&self, route: &Route) {
        if self.kept(route).is_some() || self.is_prefetched(route) {
            return;
        }
        let (library, wanted) = (*self, route.clone());
        self.fetch_ahead(Wanted::Page(route.clone()), async move {
            if let Ok(payload) = library.fetch_payload(&wanted, &Visit::aside()).await {
                library.prefetched.update_value(|all| {
                    if all.len() == PREFETCHED {
                        all.remove(0);
                    }
                    all.push(Ahead { payload, html: None });
                });
            }
        })
        .await;
    }

    /// Renders the document of a page that was fetched ahead, so that the click only has to show it.
    pub fn render_ahead(&self, route: &Route) {
        let (Some(manifest), Some(renderer)) =
            (self.state.with_untracked(|state| state.manifest.clone()), self.renderer.get_value())
        else {
            return;
        };
        let Some(mut ahead) = self.take_prefetched(route) else { return };
        let is_light = ahead.payload.markdown.as_ref().is_none_or(|it| it.len() <= LIGHT);
        if is_light && ahead.payload.version == VERSION {
            ahead.html = self.html(&manifest, &ahead.payload, Ok(renderer)).ok();
        }
        self.prefetched.update_value(|all| all.push(ahead));
    }

    /// Does work ahead of any visit, where visits find it.
    async fn fetch_ahead(&self, wanted: Wanted, work: impl Future<Output = ()> + 'static) {
        let work = future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        });
        self.under_way.set_value(Some((wanted, work.clone())));
        let _ = JsFuture::from(work).await;
        self.under_way.set_value(None);
    }

    /// Waits for what is being fetched ahead, if it is this and as long as the visit is not given up.
    async fn join(&self, wanted: &Wanted, visit: &Visit) {
        let work = self.under_way.with_value(|under_way| {
            let under_way = under_way.as_ref().filter(|(what, _)| what == wanted);
            under_way.map(|(_, work)| work.clone())
        });
        if let Some(work) = work {
            visit.wait_for(work).await;
        }
    }

    fn is_prefetched(&self, route: &Route) -> bool {
        self.prefetched.with_value(|all| all.iter().any(|ahead| ahead.is_of(route)))
    }

    fn take_prefetched(&self, route: &Route) -> Option<Ahead> {
        let mut found = None;
        self.prefetched.update_value(|all| {
            found = all.iter().position(|ahead| ahead.is_of(route)).map(|at| all.remove(at));
        });
        found
    }

    /// The document as HTML. A page without one needs no renderer.
    fn html(
        &self,
        manifest: &Manifest,
        payload: &Payload,
        renderer: Result<Renderer, Failure>,
    ) -> Result<String, Failure> {
        if payload.markdown.is_none() {
            return Ok(String::new());
        }
        let base = self.base();
        let html = renderer?.html(&Request::of(payload, &manifest.language, &base));
        if html.is_err() {
            // What has failed once is not asked again.
            self.renderer.set_value(None);
        }
        html
    }

    fn kept(&self, route: &Route) -> Option<Arc<Page>> {
        let is_it = |page: &&Arc<Page>| page.payload.url == route.as_str();
        self.kept.with_value(|kept| kept.iter().find(is_it).cloned())
    }

    fn keep(&self, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        self.kept.update_value(|kept| {
            if kept.len() == KEPT {
                kept.remove(0);
            }
            kept.push(page.clone());
        });
        page
    }

    /// Whether this is the route that is shown.
    pub fn shows(&self, route: &Route) -> bool {
        self.state.with_untracked(|state| state.route == route.as_str())
    }

    /// The site's base path.
    pub fn base(&self) -> String {
        self.state.with_untracked(|state| state.base.clone())
    }
}
