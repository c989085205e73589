//! From a route to a screen: the manifest once, the payload from memory or the network, its
//! Markdown rendered.

use std::sync::Arc;

use leptos::prelude::*;
use the_stacks::manifest::{Manifest, Payload, RouteShard, VERSION};
use the_stacks::request::Request;
use the_stacks::route::{Route, href, shard_file};
use the_stacks::view::{Body, Failure, Page, Screen, State};

use crate::renderer::{self, Renderer};
use crate::visit::Visit;
use crate::{browser, fetch, snapshot};

/// How many pages are kept for the way back.
const KEPT: usize = 16;

/// Loads pages and keeps the last ones.
#[derive(Clone, Copy)]
pub struct Library {
    /// What the views show.
    pub state: RwSignal<State>,
    kept: StoredValue<Vec<Arc<Page>>>,
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
            // A server that answers unknown addresses with a page, and one that answers with 404,
            // say the same: ask the list of routes whether the page should be there.
            Err(failure @ (Failure::Status(404 | 410) | Failure::Broken(_))) => {
                let Some(shard) = self.shard(&manifest, route, visit).await else {
                    return Screen::Failed(failure);
                };
                if let Some(address) = shard.redirects.get(route.as_str()) {
                    browser::replace_address(&href(address, &self.base()));
                    return Screen::Loading;
                }
                match shard.routes.iter().any(|known| known == route.as_str()) {
                    true => Screen::Failed(failure),
                    false => Screen::NotFound,
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
        fetch::get(&format!("{}{}", self.base(), route.payload(true)), visit).await
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

    /// The share of the site's routes that `route` is in, if it is one; `None` when that cannot be
    /// learned.
    async fn shard(&self, manifest: &Manifest, route: &Route, visit: &Visit) -> Option<RouteShard> {
        let shard = shard_file(route.shard(manifest.route_shards));
        fetch::get(&format!("{}{shard}", self.base()), visit).await.ok()
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

    /// The site's base path.
    pub fn base(&self) -> String {
        self.state.with_untracked(|state| state.base.clone())
    }
}
