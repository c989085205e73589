//! The files of a site on their way out, and which of them need not be written again.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::{World, hash};
use crate::manifest::Payload;
use crate::route::Route;

/// Where the files of a site go.
pub struct Output<'a> {
    world: &'a dyn World,
    /// The keys of the lists that were written by the last build.
    before: HashMap<String, u64>,
    lists: HashMap<String, u64>,
    pages: Mutex<BTreeSet<String>>,
    files: BTreeSet<String>,
}

impl<'a> Output<'a> {
    /// Goes to `world`, which has the lists `before` already.
    pub fn new(world: &'a dyn World, before: HashMap<String, u64>) -> Self {
        let (pages, files) = (Mutex::default(), BTreeSet::new());
        Self { world, before, lists: HashMap::new(), pages, files }
    }

    /// Writes a page. Called from many threads.
    pub fn page(&self, payload: &Payload) -> Result<(), String> {
        self.keep_page(&payload.url);
        self.world.write(&Route::new(&payload.url).payload(false), bytes(payload)?)
    }

    /// Notes a page whose file is as it should be.
    pub fn keep_page(&self, route: &str) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.insert(route.to_owned());
    }

    /// Whether the file of the page at `route` is there.
    pub fn has_page(&self, route: &Route) -> bool {
        self.world.has(&route.payload(false))
    }

    /// Writes the list that `payload` makes, unless the last build did: `key` changes when the
    /// payload does.
    pub fn list(
        &mut self,
        route: &Route,
        key: u64,
        payload: impl FnOnce() -> Payload,
    ) -> Result<(), String> {
        self.keep_page(route.as_str());
        self.keyed(&route.payload(false), key, || bytes(&payload()))
    }

    /// Writes a file of JSON.
    pub fn json(&mut self, path: &str, value: &impl Serialize) -> Result<(), String> {
        let bytes = bytes(value)?;
        self.keyed(path, hash(&bytes), || Ok(bytes))
    }

    /// Writes a file of text.
    pub fn text(&mut self, path: &str, text: &str) -> Result<(), String> {
        self.keyed(path, hash(&text), || Ok(text.as_bytes().to_vec()))
    }

    fn keyed(
        &mut self,
        path: &str,
        key: u64,
        bytes: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Result<(), String> {
        self.files.insert(path.to_owned());
        self.lists.insert(path.to_owned(), key);
        if self.before.get(path) == Some(&key) && self.world.has(path) {
            return Ok(());
        }
        self.world.write(path, bytes()?)
    }

    /// The routes of all pages so far, in order.
    pub fn routes(&self) -> Vec<String> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().cloned().collect()
    }

    /// Every file of the site, and the keys for the next build.
    pub fn finish(self) -> (BTreeSet<String>, HashMap<String, u64>) {
        let routes = self.routes();
        let pages = routes.iter().map(|route| Route::new(route).payload(false));
        (pages.chain(self.files).collect(), self.lists)
    }
}

fn bytes(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}
