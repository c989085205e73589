//! The files of a site on their way out, and which of them need not be written again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::{Asset, Page, World, hash};
use crate::llms;
use crate::manifest::Payload;
use crate::route::Route;

/// Where the files of a site go.
pub struct Output<'a> {
    world: &'a dyn World,
    /// The keys of the lists that were written by the last build.
    before: HashMap<String, u64>,
    lists: HashMap<String, u64>,
    pages: Mutex<BTreeSet<String>>,
    documents: Mutex<BTreeSet<String>>,
    files: BTreeSet<String>,
    /// The files that the author's own take the place of.
    taken: HashSet<String>,
}

impl<'a> Output<'a> {
    /// Goes to `world`, which has the lists `before` already.
    pub fn new(world: &'a dyn World, before: HashMap<String, u64>) -> Self {
        Self {
            world,
            before,
            lists: HashMap::new(),
            pages: Mutex::default(),
            documents: Mutex::default(),
            files: BTreeSet::new(),
            taken: HashSet::new(),
        }
    }

    /// Leaves the places of the author's own `pages` and `assets` alone.
    pub fn leave(&mut self, pages: &[Page], assets: &[Asset]) {
        // One that is published only if a document links to it takes its place when it is.
        let files = assets.iter().filter(|it| !it.is_if_linked).map(|it| it.address.as_str());
        let routes = pages.iter().map(|it| it.route.as_str()).filter(|it| it.contains('.'));
        self.taken = files.chain(routes).map(|it| it.trim_matches('/').to_owned()).collect();
    }

    /// Whether the file at `path` is ours to write.
    pub fn is_free(&self, path: &str) -> bool {
        !self.taken.contains(path)
    }

    /// Writes the payload of the page at `route` as JSON. Called from many threads.
    pub fn page(&self, route: &Route, json: String) -> Result<(), String> {
        self.keep_page(route.as_str());
        self.world.write(&route.payload(false), json.into_bytes())
    }

    /// Writes the Markdown of the document at `route`, beside its page. Called from many threads.
    pub fn document(&self, route: &Route, text: impl FnOnce() -> String) -> Result<(), String> {
        match self.keep_document(route) {
            true if self.keeps() => self.world.write(&document_file(route), text().into_bytes()),
            _ => Ok(()),
        }
    }

    /// Notes the Markdown of a document whose file is as it should be, and whether it is ours.
    pub fn keep_document(&self, route: &Route) -> bool {
        let file = document_file(route);
        let is_free = self.is_free(&file);
        if is_free {
            self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(file);
        }
        is_free
    }

    /// Whether the Markdown of the document at `route` is there, if it is ours.
    pub fn has_document(&self, route: &Route) -> bool {
        let file = document_file(route);
        !self.keeps() || !self.is_free(&file) || self.world.has(&file)
    }

    /// The payload of the page at `route`, which was written before.
    pub fn written_page(&self, route: &Route) -> Option<Vec<u8>> {
        self.world.written(&route.payload(false))
    }

    /// Whether what is written is kept.
    pub fn keeps(&self) -> bool {
        self.world.keeps()
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

    /// Writes a file of text, unless the author has one in its place.
    pub fn own_text(&mut self, path: &str, text: &str) -> Result<(), String> {
        self.own(path, text.as_bytes())
    }

    /// Writes a file, unless the author has one in its place.
    pub fn own(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        match self.is_free(path) {
            true => self.keyed(path, hash(&bytes), || Ok(bytes.to_vec())),
            false => Ok(()),
        }
    }

    /// Makes and writes a file that is always the same for the same `key`, unless the author has one
    /// in its place.
    pub fn own_made(
        &mut self,
        path: &str,
        key: u64,
        bytes: impl FnOnce() -> Vec<u8>,
    ) -> Result<(), String> {
        match self.is_free(path) {
            true => self.keyed(path, key, || Ok(bytes())),
            false => Ok(()),
        }
    }

    fn keyed(
        &mut self,
        path: &str,
        key: u64,
        bytes: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Result<(), String> {
        if !self.is_due(path, key) {
            return Ok(());
        }
        self.put(path, bytes()?)
    }

    /// Notes a file, and whether it must be written ([`Output::put`]): `key` changes when it does.
    pub fn is_due(&mut self, path: &str, key: u64) -> bool {
        self.files.insert(path.to_owned());
        self.lists.insert(path.to_owned(), key);
        self.before.get(path) != Some(&key) || !self.world.has(path)
    }

    /// Writes a file that is due. Called from many threads.
    pub fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), String> {
        self.world.write(path, bytes)
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
        let documents = self.documents.into_inner().unwrap_or_else(PoisonError::into_inner);
        (pages.chain(documents).chain(self.files).collect(), self.lists)
    }
}

/// The file of the Markdown of the document at `route`.
fn document_file(route: &Route) -> String {
    format!("{}{}", &route.as_str()[1..], llms::DOCUMENT)
}

fn bytes(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}
