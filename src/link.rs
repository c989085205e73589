//! Where the links of documents lead: `{filename}` and relative paths, references, routes and
//! assets become addresses of this site. Anchors are checked in [`crate::site`], once every
//! document's ids are known.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use unicode_normalization::UnicodeNormalization;

use crate::route::{Route, decode};
use crate::slug::slug;

/// Everything on the site that can be linked to.
#[derive(Debug, Default)]
pub struct Index {
    /// Documents by their path in the content folder.
    documents: HashMap<String, Route>,
    /// Paths by file name, for links that only the name can save.
    names: HashMap<String, Vec<String>>,
    /// Addresses of assets by their path in the content folder.
    assets: HashMap<String, String>,
    /// Every address of an asset.
    addresses: HashSet<String>,
    /// Every route of the site.
    routes: HashSet<Route>,
    /// Advice given so far, by file name: looking for the nearest name is slow.
    advice: Mutex<HashMap<String, String>>,
}

/// For how many missing names the nearest existing one is looked for.
const MOST_ADVICE: usize = 200;

/// Where a destination leads.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Target {
    /// Elsewhere, or within the same document: leave it as it is.
    AsWritten,
    /// A page of this site.
    Page {
        /// Its path on the site, with query and fragment.
        address: String,
        /// Its route.
        route: Route,
        /// The decoded fragment without `#`, if there is one.
        fragment: Option<String>,
    },
    /// A file of this site.
    File {
        /// Its path on the site.
        address: String,
    },
    /// Nowhere.
    Missing {
        /// What the author can do about it.
        advice: String,
    },
}

/// Who links: the path of the document and its route.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The path in the content folder.
    pub path: &'a str,
    /// The route.
    pub route: &'a Route,
}

/// What a link macro says of the destination behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Macro {
    /// Pelican's `{filename}`, `{static}` and `{attach}`: a file.
    File,
    /// Pelican's `{tag}` and `{category}`: the page of a term.
    Term,
    /// Pelican's `{author}`: the page of an author.
    Author,
    /// Pelican's `{index}`: the home page.
    Home,
    /// Zola's `@/`: a file, its path from the content folder.
    Content,
}

/// The link macros, but for Pelican's older form `|name|`.
const MACROS: [(&str, Macro); 8] = [
    ("{filename}", Macro::File),
    ("{static}", Macro::File),
    ("{attach}", Macro::File),
    ("{tag}", Macro::Term),
    ("{category}", Macro::Term),
    ("{author}", Macro::Author),
    ("{index}", Macro::Home),
    ("@/", Macro::Content),
];

/// The macro that `written` begins with, and what is behind it.
fn macro_of(written: &str) -> Option<(Macro, &str)> {
    let older = written.strip_prefix('|').and_then(|it| it.split_once('|'));
    MACROS.iter().find_map(|(name, what)| {
        let rest = match older {
            Some((older, rest)) if name[1..].strip_suffix('}') == Some(older) => Some(rest),
            _ => written.strip_prefix(name),
        };
        Some((*what, rest?))
    })
}

impl Index {
    /// Adds a document.
    pub fn add_document(&mut self, path: &str, route: &Route) {
        let name = path.rsplit('/').next().unwrap_or_default();
        self.names.entry(name.to_owned()).or_default().push(path.to_owned());
        self.documents.insert(path.to_owned(), route.clone());
        self.routes.insert(route.clone());
    }

    /// Adds a page that comes from no document, such as a list.
    pub fn add_route(&mut self, route: &Route) {
        self.routes.insert(route.clone());
    }

    /// Adds a file that is published as it is at `address`.
    pub fn add_asset(&mut self, path: &str, address: &str) {
        let name = path.rsplit('/').next().unwrap_or_default();
        self.names.entry(name.to_owned()).or_default().push(path.to_owned());
        self.addresses.insert(address.to_owned());
        self.assets.insert(path.to_owned(), address.to_owned());
    }

    /// Where the destination `written` in the document `from` leads: a document or asset by its
    /// path relative to the document or to the content folder, a route, and last by a file name
    /// that only one file has.
    pub fn resolve(&self, written: &str, from: From<'_>) -> Target {
        let (what, path) = match macro_of(written) {
            Some((what, path)) => (Some(what), path),
            None if crate::markdown::is_external(written) => return Target::AsWritten,
            None => (None, written),
        };
        let split = path.find(['?', '#']).unwrap_or(path.len());
        let (path, suffix) = path.split_at(split);
        if what == Some(Macro::Home) {
            return page(&Route::home(), suffix);
        }
        if path.is_empty() {
            return Target::AsWritten;
        }
        // As the paths of files are, whatever the keyboard or file system made of them.
        let path: String = decode(path).nfc().collect();
        match what {
            Some(Macro::Term) => return self.term(&path, suffix),
            Some(Macro::Author) => {
                let advice = "authors have no pages here; link to a page about them".into();
                return Target::Missing { advice };
            }
            Some(Macro::Content) => return self.in_content(&path, suffix),
            Some(Macro::File | Macro::Home) | None => {}
        }
        if let Some(target) = self.by_path(&path, suffix, from) {
            return target;
        }
        self.by_name(&path, suffix)
    }

    /// The page of a tag or category, which may be a folder.
    fn term(&self, name: &str, suffix: &str) -> Target {
        let tag = Route::new(&format!("tags/{}", slug(name)));
        let found = [tag, Route::new(name), Route::new(&slug(name))];
        match found.iter().find(|route| self.routes.contains(route)) {
            Some(route) => page(route, suffix),
            None => Target::Missing { advice: "no document has this tag or category".into() },
        }
    }

    /// The file at `path` from the content folder, and no other.
    fn in_content(&self, path: &str, suffix: &str) -> Target {
        let place = normal(path);
        if let Some(route) = self.documents.get(&place) {
            return page(route, suffix);
        }
        if let Some(address) = self.assets.get(&place) {
            return Target::File { address: format!("{address}{suffix}") };
        }
        let name = place.rsplit('/').next().unwrap_or_default();
        let is_index = name.trim_start_matches('_').starts_with("index.");
        let advice = match is_index {
            true => "there is no such file in the content folder; mend the link".into(),
            false => self.advice(name),
        };
        Target::Missing { advice }
    }

    fn by_path(&self, path: &str, suffix: &str, from: From<'_>) -> Option<Target> {
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let places = match path.strip_prefix('/') {
            Some(absolute) => vec![normal(absolute)],
            None => vec![normal(&format!("{folder}/{path}")), normal(path)],
        };
        for place in &places {
            let forms = [
                place.clone(),
                format!("{place}.md"),
                format!("{place}.markdown"),
                format!("{place}/index.md"),
                format!("{place}/_index.md"),
            ];
            for form in &forms {
                if let Some(route) = self.documents.get(form) {
                    return Some(page(route, suffix));
                }
            }
            if let Some(address) = self.assets.get(place) {
                return Some(Target::File { address: format!("{address}{suffix}") });
            }
        }
        let as_route = match path.strip_prefix('/') {
            Some(absolute) => normal(absolute),
            None => normal(&format!("{}/{path}", from.route)),
        };
        let as_page = as_route.strip_suffix("index.html").unwrap_or(&as_route);
        let route = Route::new(as_page.strip_suffix(".html").unwrap_or(as_page));
        if let Some(route) = self.routes.get(&route) {
            return Some(page(route, suffix));
        }
        let address = format!("/{as_route}");
        self.addresses
            .contains(&address)
            .then(|| Target::File { address: format!("{address}{suffix}") })
    }

    fn by_name(&self, path: &str, suffix: &str) -> Target {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let with_extension = format!("{name}.md");
        let found = self.names.get(name).or_else(|| self.names.get(&with_extension));
        match found.map(Vec::as_slice) {
            Some([only]) => match self.documents.get(only) {
                Some(route) => page(route, suffix),
                None => Target::File { address: format!("{}{suffix}", self.assets[only]) },
            },
            Some(several) => Target::Missing {
                advice: format!(
                    "several files have this name: {}; give the path",
                    several.join(", ")
                ),
            },
            None => Target::Missing { advice: self.advice(name) },
        }
    }

    fn advice(&self, name: &str) -> String {
        let mut given = self.advice.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(advice) = given.get(name) {
            return advice.clone();
        }
        let nearest = if given.len() < MOST_ADVICE { self.nearest(name) } else { None };
        let advice = match nearest {
            Some(path) => format!("did you mean {path}?"),
            None => "put the file there or mend the link".into(),
        };
        given.insert(name.to_owned(), advice.clone());
        advice
    }

    /// The file whose name is nearest to `name`, if one is near enough to be meant.
    fn nearest(&self, name: &str) -> Option<&str> {
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let wanted = stem(name);
        let most = wanted.chars().count().div_ceil(4);
        let distance = |known: &str| strsim::damerau_levenshtein(&wanted, &stem(known));
        let names = self.names.iter().filter(|(known, _)| {
            let known = known.rsplit_once('.').map_or(known.as_str(), |(stem, _)| stem);
            known.len().abs_diff(wanted.len()) <= 2 * most
        });
        let nearest = names.map(|(known, paths)| (distance(known), paths)).min()?;
        (nearest.0 <= most).then(|| nearest.1[0].as_str())
    }
}

fn page(route: &Route, suffix: &str) -> Target {
    let fragment = suffix.split_once('#').map(|(_, fragment)| decode(fragment));
    Target::Page {
        address: format!("{route}{suffix}"),
        route: route.clone(),
        fragment: fragment.filter(|it| !it.is_empty()),
    }
}

/// `path` without empty, `.` and `..` segments; one that climbs out stops at the top.
fn normal(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::default();
        index.add_document("pages/about.md", &Route::new("about"));
        index.add_document("posts/netlify.md", &Route::new("posts/netlify"));
        index.add_document("posts/trip/index.md", &Route::new("posts/trip"));
        index.add_document("a/twin.md", &Route::new("a/twin"));
        index.add_document("b/twin.md", &Route::new("b/twin"));
        index.add_asset("posts/trip/map 1.png", "/posts/trip/map 1.png");
        index.add_asset("logo.svg", "/logo.svg");
        index.add_route(&Route::new("tags/rust"));
        index
    }

    fn resolve(written: &str) -> Result<String, String> {
        let route = Route::new("about");
        match index().resolve(written, From { path: "pages/about.md", route: &route }) {
            Target::AsWritten => Ok("as written".into()),
            Target::Page { address, .. } | Target::File { address } => Ok(address),
            Target::Missing { advice } => Err(advice),
        }
    }

    #[test]
    fn links_lead_where_their_authors_meant() {
        for (written, address) in [
            ("../posts/netlify.md", "/posts/netlify/"),
            ("{filename}../posts/netlify.md#cost", "/posts/netlify/#cost"),
            ("{filename}/posts/netlify.md", "/posts/netlify/"),
            ("|filename|../netlify.md", "/posts/netlify/"),
            ("{tag}Rust#x", "/tags/rust/#x"),
            ("|category|posts/netlify", "/posts/netlify/"),
            ("{index}", "/"),
            ("{filename}../posts/trip/map%201.png", "/posts/trip/map 1.png"),
            ("@/posts/netlify.md#cost", "/posts/netlify/#cost"),
            ("@/posts/trip/map 1.png", "/posts/trip/map 1.png"),
            ("../netlify.md", "/posts/netlify/"),
            ("netlify", "/posts/netlify/"),
            ("../posts/trip/", "/posts/trip/"),
            ("/posts/trip/map%201.png", "/posts/trip/map 1.png"),
            ("/logo.svg", "/logo.svg"),
            ("/tags/rust/", "/tags/rust/"),
            ("/posts/netlify.html?x=1", "/posts/netlify/?x=1"),
            ("https://example.org/a.md", "as written"),
            ("#here", "as written"),
            ("mailto:a@b.co", "as written"),
        ] {
            assert_eq!(resolve(written).as_deref(), Ok(address), "{written}");
        }
    }

    #[test]
    fn dead_links_come_with_advice() {
        assert_eq!(resolve("../nettlify.md"), Err("did you mean posts/netlify.md?".into()));
        let twins = "several files have this name: a/twin.md, b/twin.md; give the path";
        assert_eq!(resolve("twin.md"), Err(twins.into()));
        assert!(resolve("../../../etc/passwd").is_err());
        assert!(resolve("{tag}gone").is_err() && resolve("{author}Ann").is_err());
        assert_eq!(resolve("@/posts/nettlify.md"), Err("did you mean posts/netlify.md?".into()));
        assert!(resolve("@/netlify.md").is_err(), "only the path counts");
    }

    #[test]
    fn fragments_are_kept_for_the_check() {
        let route = Route::new("about");
        let target = index().resolve("../netlify.md#a%20b", From { path: "x/y.md", route: &route });
        let Target::Page { fragment, .. } = target else { panic!("{target:?}") };
        assert_eq!(fragment.as_deref(), Some("a b"));
    }
}
