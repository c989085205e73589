//! The ways from a destination to what it means: by path from the document and from the content
//! folder, as a route, by a former address, and last by name ([`super::names`]).

use std::borrow::Cow;

use super::index::{Index, What, composed};
use super::{From, IN_LANGUAGE, Target, Why};
use crate::route::{Route, decode};
use crate::slug::slug;

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
    if !written.starts_with(['{', '|', '@']) {
        return None;
    }
    let older = written.strip_prefix('|').and_then(|it| it.split_once('|'));
    MACROS.iter().find_map(|(name, what)| {
        let rest = match older {
            Some((older, rest)) if name[1..].strip_suffix('}') == Some(older) => Some(rest),
            _ => written.strip_prefix(name),
        };
        Some((*what, rest?))
    })
}

/// The names a folder's own document may have, behind the folder's path.
const INDEXES: [&str; 5] =
    ["index.md", "_index.md", "index.markdown", "_index.markdown", "README.md"];

impl Index {
    /// Where the destination `written` leads: a document or file by its path relative to the document
    /// or to the content folder, a route, a former address, and last a name that only one file has.
    pub fn resolve(&self, written: &str, from: From<'_>) -> Target {
        if let Some((tag, path)) =
            written.strip_prefix(IN_LANGUAGE).and_then(|it| it.split_once('}'))
        {
            let language = Some(tag).filter(|it| !it.is_empty());
            return self.resolve_in_language(path, From { language, ..from });
        }
        let (what, rest) = match macro_of(written) {
            Some((what, rest)) => (Some(what), Cow::Borrowed(rest)),
            None if crate::markdown::is_external(written) => match self.own_path(written) {
                Some(path) if path.starts_with('/') => (None, Cow::Borrowed(path)),
                Some(suffix) => (None, Cow::Owned(format!("/{suffix}"))),
                None => return Target::Elsewhere,
            },
            None => (None, Cow::Borrowed(written)),
        };
        let (path, suffix) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        if path.is_empty() && what != Some(Macro::Home) {
            return match suffix.is_empty() {
                true => missing(Why::Empty, None),
                false => Target::Here { fragment: fragment(suffix) },
            };
        }
        let path = decode(path);
        let path = composed(&path);
        let path = if path.contains('\\') { path.replace('\\', "/").into() } else { path };
        let is_exact = matches!(what, Some(Macro::File | Macro::Content));
        let search = Search { index: self, from, path: &path, suffix, is_exact };
        match what {
            Some(Macro::Home) => search.page(&Route::home()),
            Some(Macro::Author) => search.author(),
            Some(Macro::Term) => search.term(),
            Some(Macro::Content) => Search { path: &format!("/{path}"), ..search }.in_content(),
            Some(Macro::File) | None => search.run(),
        }
    }

    /// Where the path `written` leads in the language of `from` alone.
    fn resolve_in_language(&self, written: &str, from: From<'_>) -> Target {
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let path = decode(path);
        let search = Search { index: self, from, path: &composed(&path), suffix, is_exact: false };
        search.in_its_language()
    }

    /// The path of an absolute address that is the site's own.
    fn own_path<'w>(&self, url: &'w str) -> Option<&'w str> {
        let lower = |length: usize| url.get(..length).map(str::to_ascii_lowercase);
        let start = match (lower(8).as_deref(), lower(7).as_deref()) {
            (Some("https://"), _) => 8,
            (_, Some("http://")) => 7,
            _ if url.starts_with("//") => 2,
            _ => return None,
        };
        let rest = &url[start..];
        self.own_addresses.iter().find_map(|own| {
            let begins = rest.get(..own.len()).is_some_and(|it| it.eq_ignore_ascii_case(own));
            let path = begins.then(|| &rest[own.len()..])?;
            (path.is_empty() || path.starts_with(['/', '?', '#'])).then_some(path)
        })
    }

    /// The paths that the site's addresses begin with, where it does not stand at the top of its
    /// host.
    fn base_paths(&self) -> impl Iterator<Item = &str> {
        self.own_addresses.iter().filter_map(|own| own.split_once('/')).map(|(_, path)| path)
    }
}

/// The search for one destination.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) index: &'a Index,
    pub(super) from: From<'a>,
    /// What is written, decoded and composed, without query and fragment.
    pub(super) path: &'a str,
    /// Query and fragment.
    pub(super) suffix: &'a str,
    /// Whether a file is named, and not what it is about.
    is_exact: bool,
}

impl<'s> Search<'s> {
    fn run(self) -> Target {
        // GitHub's paths are those of files, everybody else's those of addresses.
        let means_files = self.from.head.is_some_and(|it| it.dialect.spec().links_to_files);
        let is_relative = !self.path.starts_with('/');
        let starts_from_files =
            self.is_exact || is_markdown(self.path) || (means_files && is_relative);
        let found = match starts_from_files {
            true => self.by_file().or_else(|| self.by_route()),
            false => self.by_route().or_else(|| self.by_file()),
        };
        found
            .or_else(|| self.beside_former_address())
            .or_else(|| self.below_the_base())
            .or_else(|| self.in_another_case())
            .or_else(|| self.by_name())
            .unwrap_or_else(|| self.nowhere())
    }

    /// The page of a tag or category, which may be a folder.
    fn term(self) -> Target {
        let tag = Route::new(&format!("tags/{}", slug(self.path)));
        let found = [tag, Route::new(self.path), Route::new(&slug(self.path))];
        let found = found.iter().find_map(|route| self.index.routes.get(route.as_str()));
        found.map_or_else(|| missing(Why::Term, None), |route| self.page(route))
    }

    /// The page of an author.
    fn author(self) -> Target {
        let author = Route::new(&format!("authors/{}", slug(self.path)));
        let found = self.index.routes.get(author.as_str());
        found.map_or_else(|| missing(Why::Author, None), |route| self.page(route))
    }

    /// The file at the path from the content folder, and no other.
    fn in_content(self) -> Target {
        let found = self.by_file().or_else(|| self.file_in_another_case());
        found.unwrap_or_else(|| self.nowhere())
    }

    /// By the path or the name of a document in the wanted language, and in no other.
    fn in_its_language(self) -> Target {
        let speaks = |item: &usize| {
            let language = self.index.items[*item].language.as_deref();
            language.map(str::to_lowercase) == self.from.language.map(str::to_lowercase)
        };
        let mut place = String::new();
        let by_path = self.folders().find_map(|folder| {
            join(&mut place, &folder, self.path);
            self.in_its_forms(&mut place).filter(speaks)
        });
        let by_name = || {
            let mut named = self.named().iter().copied().filter(speaks);
            named.next().filter(|_| named.next().is_none())
        };
        let found = by_path.or_else(by_name);
        found.map_or_else(|| missing(Why::Nowhere, None), |item| self.item(item))
    }

    /// By the path of a file, relative to the document or to the content folder.
    fn by_file(self) -> Option<Target> {
        let mut place = String::new();
        for folder in self.folders() {
            join(&mut place, &folder, self.path);
            if let Some(target) = self.at_place(&mut place) {
                return Some(target);
            }
        }
        // Hugo and Zola publish what is in `static` at the top; the sources name the folder.
        let item = *self.index.addresses.get(place.strip_prefix("static/")?)?;
        Some(self.item(item))
    }

    /// The folders that a path may start from: the document's own, and the content folder, which
    /// comes last.
    pub(super) fn folders(self) -> impl Iterator<Item = Cow<'s, str>> {
        let head = self.from.head.filter(|_| !self.path.starts_with('/'));
        let own = head.map(|head| composed(folder_of(&head.path)));
        let place = head.filter(|it| it.place != it.path).map(|it| composed(folder_of(&it.place)));
        own.into_iter().chain(place).chain([Cow::Borrowed("")])
    }

    /// What is at `place` or, in its usual forms, meant by it.
    fn at_place(self, place: &mut String) -> Option<Target> {
        let published = ["index.html", ".html"].iter().find(|it| place.ends_with(**it));
        let found = self.in_its_forms(place).or_else(|| {
            place.truncate(place.len() - published?.len());
            place.truncate(place.trim_end_matches('/').len());
            self.in_its_forms(place)
        });
        if let Some(item) = found {
            return Some(self.item(item));
        }
        if !self.index.folders.contains(place.as_str()) {
            return None;
        }
        let route = if place == "_posts" { "/posts/".into() } else { format!("/{place}/") };
        self.index.routes.get(&route).map(|route| self.page(route))
    }

    /// The item at `place`, with the extension or the name that may be left out.
    fn in_its_forms(self, place: &mut String) -> Option<usize> {
        let index = self.index;
        let length = place.len();
        let slash = if length == 0 { "" } else { "/" };
        let forms = ["", ".md", ".markdown"].map(|end| ("", end));
        forms.into_iter().chain(INDEXES.map(|name| (slash, name))).find_map(|(slash, end)| {
            place.push_str(slash);
            place.push_str(end);
            let exact = index.paths.get(place.as_str());
            let exact = exact.map(|item| match self.is_exact {
                true => *item,
                false => index.translation(*item, self.from),
            });
            let several = || index.places.get(place.as_str());
            let found = exact.or_else(|| Some(index.in_language(several()?, self.from)));
            place.truncate(length);
            found
        })
    }

    /// By the address on the site, relative to the document's.
    fn by_route(self) -> Option<Target> {
        let mut address = String::new();
        let base = if self.path.starts_with('/') { "" } else { self.from.route.as_str() };
        join(&mut address, &composed(base), self.path);
        self.at_address(&address)
    }

    /// As seen from an address that the document had before: what was written beside
    /// `/2024/one.html` leads elsewhere from `/posts/one/`.
    fn beside_former_address(self) -> Option<Target> {
        let head = self.from.head.filter(|_| !self.path.starts_with('/'))?;
        let mut address = String::new();
        head.old_addresses.iter().find_map(|former| {
            join(&mut address, folder_of(former), self.path);
            self.at_address(&address)
        })
    }

    /// Below the path that the site's public address begins with.
    fn below_the_base(self) -> Option<Target> {
        let path = self.path.strip_prefix('/')?;
        self.index.base_paths().find_map(|base| {
            let inside =
                path.strip_prefix(base).filter(|it| it.is_empty() || it.starts_with('/'))?;
            let inside = Self { path: if inside.is_empty() { "/" } else { inside }, ..self };
            inside.by_route().or_else(|| inside.by_file())
        })
    }

    /// The page or file at `address`, which has no slash at its start or end.
    fn at_address(self, address: &str) -> Option<Target> {
        let index = self.index;
        if let Some(file) = index.addresses.get(address).filter(|_| !self.path.ends_with('/')) {
            return Some(self.item(*file));
        }
        let page = address.strip_suffix("index.html").unwrap_or(address).trim_end_matches('/');
        let bare = page.strip_suffix(".html").unwrap_or(page);
        let route = |path: &str| index.routes.get(Route::new(path).as_str());
        let former = |path: &str| index.former.get(path);
        let found = route(page)
            .or_else(|| former(page))
            .or_else(|| route(bare).or_else(|| former(bare)))
            .or_else(|| former(&format!("{bare}.html")));
        found.map(|route| self.page(route))
    }

    fn nowhere(self) -> Target {
        let mut place = String::new();
        for folder in self.folders() {
            join(&mut place, &folder, self.path);
            if self.index.folders.contains(&place) {
                return missing(Why::Folder, None);
            }
            let above = place.split('/').next().and_then(|it| self.index.paths.get(it));
            if let Some(What::Withheld(why)) = above.map(|it| &self.index.items[*it].what) {
                return missing(*why, None);
            }
        }
        let nearest = self.index.names.nearest(&self.index.items, self.path);
        missing(Why::Nowhere, nearest.map(|path| format!("did you mean {path}?")))
    }

    /// The target that an item is.
    pub(super) fn item(self, item: usize) -> Target {
        match &self.index.items[item].what {
            What::Page(route) => self.page(route),
            What::File(address, size) => Target::File {
                address: format!("{address}{}", self.suffix),
                size: *size,
                spelling: None,
            },
            What::Withheld(why) => missing(*why, None),
        }
    }

    pub(super) fn page(self, route: &Route) -> Target {
        Target::Page {
            address: format!("{route}{}", self.suffix),
            route: route.clone(),
            fragment: fragment(self.suffix),
            spelling: None,
        }
    }
}

pub(super) fn missing(why: Why, advice: Option<String>) -> Target {
    Target::Missing { why, advice: advice.unwrap_or_else(|| why.advice().into()) }
}

fn fragment(suffix: &str) -> Option<String> {
    let fragment = suffix.split_once('#').map(|(_, fragment)| decode(fragment));
    fragment.filter(|it| !it.is_empty())
}

/// Whether the name of a document is written out.
pub(super) fn is_markdown(path: &str) -> bool {
    [".md", ".markdown", ".mkd"].iter().any(|it| path.ends_with(it))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Puts `path`, seen from `folder`, into `joined`: without empty, `.` and `..` segments; a path
/// that climbs out stops at the top.
pub(super) fn join(joined: &mut String, folder: &str, path: &str) {
    joined.clear();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            _ => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(segment);
            }
        }
    }
}

pub(super) fn normal(path: &str) -> String {
    let mut normal = String::with_capacity(path.len());
    join(&mut normal, "", path);
    composed(&normal).into_owned()
}
