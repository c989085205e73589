//! Everything on the site that can be linked to. How a destination is looked for in it is in
//! [`super::search`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::anchors::{AnchorLink, Anchors, Checked};
use super::names::Names;
use super::search::normal;
use super::{From, Why};
use crate::document::Head;
use crate::route::{Route, decode};
use crate::taxonomy::FormerList;

/// Everything on the site that can be linked to. Paths and routes are kept composed (Unicode NFC),
/// so that a name means the same however a file system spells it.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) items: Vec<Item>,
    /// Items by their path in the content folder.
    pub(super) paths: HashMap<String, usize>,
    /// Documents whose path tells their language, by the path without it.
    pub(super) places: HashMap<String, Vec<usize>>,
    /// Folders of the content folder that hold documents.
    pub(super) folders: HashSet<String>,
    /// Files by their address, without the slash at its start.
    pub(super) addresses: HashMap<String, usize>,
    /// The routes of the site; those that differ in form by their composed form.
    pub(super) routes: HashMap<String, Route>,
    /// Addresses that documents had before, without the slash at the start, and where they are now.
    pub(super) former: HashMap<String, Route>,
    pub(super) names: Names,
    /// The public addresses of the site, without scheme and without a slash at the end.
    pub(super) own_addresses: Vec<String>,
}

/// Something with a path in the content folder.
#[derive(Debug)]
pub(super) struct Item {
    /// Its path.
    pub(super) path: String,
    /// Its path without what marks its language.
    pub(super) place: String,
    /// BCP 47 tag of its language, if declared.
    pub(super) language: Option<String>,
    /// What it is.
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// A document with its route.
    Page(Route),
    /// A file with its address, and its size if it is an image.
    File(String, Option<(u32, u32)>),
    /// A document or file that is not published.
    Withheld(Why),
}

impl Index {
    /// Adds a document with its former addresses.
    pub fn add_document(&mut self, head: &Head, route: &Route) {
        for former in &head.old_addresses {
            self.add_former(former, route);
        }
        for FormerList { address, route } in &head.former_lists {
            self.add_former(address, &Route::new(route));
        }
        self.add_route(route);
        self.add_head(head, What::Page(route.clone()));
    }

    /// Adds an address that something had before; of two things that had the same, the first has it.
    fn add_former(&mut self, address: &str, route: &Route) {
        let former = normal(&decode(address));
        let former = former.strip_suffix("index.html").unwrap_or(&former);
        let former = former.trim_end_matches('/').to_owned();
        self.former.entry(former).or_insert_with(|| route.clone());
    }

    /// Adds a document that is left out of the site.
    pub fn add_withheld(&mut self, head: &Head, why: Why) {
        self.add_head(head, What::Withheld(why));
    }

    /// Adds a file or folder of the content folder that is not published, unless it was added as
    /// one that is.
    pub fn add_unpublished(&mut self, path: &str) {
        if self.paths.contains_key(composed(path).as_ref()) {
            return;
        }
        let is_include = path.split('/').next() == Some("_includes");
        let why = if is_include { Why::Include } else { Why::Unpublished };
        self.names.add_file(path, self.items.len());
        self.add_item(path, path, None, What::Withheld(why));
    }

    /// Adds a page that comes from no document, such as a list.
    pub fn add_route(&mut self, route: &Route) {
        let key = composed(route.as_str()).into_owned();
        self.routes.entry(key).or_insert_with(|| route.clone());
    }

    /// Adds a file that is published as it is at `address`, and its size if it is an image.
    pub fn add_asset(&mut self, path: &str, address: &str, size: Option<(u32, u32)>) {
        let key = composed(address.trim_start_matches('/')).into_owned();
        self.addresses.insert(key, self.items.len());
        self.names.add_file(path, self.items.len());
        self.add_item(path, path, None, What::File(address.to_owned(), size));
    }

    /// Adds a public address of the site: absolute links to it are the site's own.
    pub fn add_own_address(&mut self, url: &str) {
        let own = url.split_once("://").map(|(_, rest)| rest.trim_end_matches('/'));
        if let Some(own) = own.filter(|it| !it.is_empty()) {
            self.own_addresses.push(own.to_owned());
        }
    }

    fn add_head(&mut self, head: &Head, what: What) {
        let mut folder = head.path.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            if !self.folders.insert(composed(above).into_owned()) {
                break;
            }
            folder = above;
        }
        if head.place != head.path {
            let key = composed(&head.place).into_owned();
            self.places.entry(key).or_default().push(self.items.len());
        }
        self.names.add_document(head, self.items.len());
        self.add_item(&head.path, &head.place, head.language.clone(), what);
    }

    fn add_item(&mut self, path: &str, place: &str, language: Option<String>, what: What) {
        let (path, place) = (composed(path).into_owned(), composed(place).into_owned());
        self.paths.entry(path.clone()).or_insert(self.items.len());
        self.items.push(Item { path, place, language, what });
    }

    /// Checks a link to an anchor, which stands in `file`, against the anchors of its page.
    pub fn check(&self, link: &AnchorLink, file: &str, anchors: &Anchors) -> Checked {
        link.check(file, anchors, &self.names.nearest)
    }

    /// The route of a page whose path is written without its capitals.
    pub(super) fn route(&self, path: &str) -> Option<&Route> {
        self.routes.get(path)
    }

    /// Of several documents of one place, the one in the language that is wanted.
    pub(super) fn in_language(&self, items: &[usize], from: From<'_>) -> usize {
        let has = |language: Option<&str>| {
            items.iter().find(|it| self.items[**it].language.as_deref() == language)
        };
        *has(from.language).or_else(|| has(None)).unwrap_or(&items[0])
    }

    /// Hugo: a path without a language means the document in the language that is wanted, which is that
    /// of the one that links if nothing else is said.
    pub(super) fn translation(&self, item: usize, from: From<'_>) -> usize {
        let Item { path, place, language, .. } = &self.items[item];
        let is_meant = from.head.is_some_and(|it| it.dialect.spec().links_to_translations);
        if !is_meant || path != place || language.as_deref() == from.language {
            return item;
        }
        let translations = self.places.get(place).map(Vec::as_slice).unwrap_or_default();
        let own =
            translations.iter().find(|it| self.items[**it].language.as_deref() == from.language);
        own.copied().unwrap_or(item)
    }
}

/// `text` in Unicode's composed form, most often as it is.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
