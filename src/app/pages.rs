//! From a route to a screen: the manifest once, the payload from memory or the network, its
//! Markdown rendered.

use std::sync::Arc;

use leptos::prelude::*;
use the_stacks::manifest::{Manifest, Payload, VERSION};
use the_stacks::request::Request;
use the_stacks::route::Route;
use the_stacks::view::{Body, Failure, Page, Screen, State};

use crate::renderer::{self, Renderer};
use crate::visit::Visit;
use crate::{fetch, snapshot};

/// How many pages are kept for the way back.
const KEPT: usize = 16;

/// How many pages are fetched ahead at the most.
const PREFETCHED: usize = 32;

/// Loads pages and keeps the last ones.
#[derive(Clone, Copy)]
pub struct Library {
    /// What the views show.
    pub state: RwSignal<State>,
    kept: StoredValue<Vec<Arc<Page>>>,
    prefetched: StoredValue<Vec<Payload>>,
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

    /// The screen for a route. The manifest is fetched with the first page that does not stand in the
    /// document, and when it failed.
    pub async fn screen(&self, route: &Route, visit: &Visit) -> Screen {
        if let Some(page) = self.kept(route) {
            return Screen::Page(page);
        }
        let (manifest, payload, renderer) =
            futures::join!(self.manifest(visit), self.payload(route, visit), self.renderer(visit));
        let manifest = match manifest {
            Ok(manifest) => manifest,
            Err(failure) => return Screen::Failed(failure),
        };
        match payload {
            Ok(payload) if payload.version != VERSION => Screen::Failed(Failure::Outdated),
            Ok(payload) => {
                let html = self.html(&manifest, &payload, renderer);
                match html {
                    Ok(html) => {
                        let body = Body::new(&html);
                        Screen::Page(self.keep(Page { payload, body }))
                    }
                    Err(failure) => Screen::Failed(failure),
                }
            }
            Err(failure) => Screen::Failed(failure),
        }
    }

    async fn manifest(&self, visit: &Visit) -> Result<Arc<Manifest>, Failure> {
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

    async fn payload(&self, route: &Route, visit: &Visit) -> Result<Payload, Failure> {
        match self.take_prefetched(route) {
            Some(payload) => Ok(payload),
            None => fetch::get(&format!("{}{}", self.base(), route.payload(true)), visit).await,
        }
    }

    /// Fetches what every further page takes, unless it is there.
    pub async fn prepare(&self) {
        let aside = Visit::aside();
        let _ = futures::join!(self.manifest(&aside), self.renderer(&aside));
    }

    /// Fetches what a route takes, unless it is there; what fails is asked for again on a visit.
    pub async fn prefetch(&self, route: &Route) {
        let is_it = |payload: &Payload| payload.url == route.as_str();
        let is_there =
            self.kept(route).is_some() || self.prefetched.with_value(|all| all.iter().any(is_it));
        if is_there {
            return;
        }
        if let Ok(payload) = self.payload(route, &Visit::aside()).await {
            self.prefetched.update_value(|all| {
                if all.len() == PREFETCHED {
                    all.remove(0);
                }
                all.push(payload);
            });
        }
    }

    fn take_prefetched(&self, route: &Route) -> Option<Payload> {
        let is_it = |payload: &Payload| payload.url == route.as_str();
        let mut found = None;
        self.prefetched.update_value(|all| {
            found = all.iter().position(is_it).map(|at| all.remove(at));
        });
        found
    }

    /// The renderer, fetched when it is first needed and when it failed.
    async fn renderer(&self, visit: &Visit) -> Result<Renderer, Failure> {
        if let Some(renderer) = self.renderer.get_value() {
            return Ok(renderer);
        }
        let renderer = renderer::load(&self.base(), &self.renderer_file.get_value(), visit).await?;
        self.renderer.set_value(Some(renderer.clone()));
        Ok(renderer)
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
