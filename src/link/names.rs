//! Names, for links that only the name can save: a file that is elsewhere than its link says, or
//! spelt in other capitals.

use std::collections::HashMap;
use std::sync::Mutex;

use super::index::{Item, What};
use super::nearest::Nearest;
use super::search::{Search, is_markdown, join, missing};
use super::{Target, Why};
use crate::document::Head;

/// Documents and files by name, without capitals.
#[derive(Debug, Default)]
pub struct Names {
    /// Documents by their name without extension, by their slug, and by their folder's name if they
    /// stand for it; files by their whole name.
    items: HashMap<String, Vec<usize>>,
    pub(super) nearest: Nearest,
    /// What was found for names that do not exist.
    given: Mutex<HashMap<String, Option<usize>>>,
}

/// How many items of one name are told apart.
const MOST: usize = 64;

impl Names {
    /// Adds a document under the number `item`.
    pub fn add_document(&mut self, head: &Head, item: usize) {
        if head.is_index() {
            return self.add(last(head.folder()), item);
        }
        let name = head.name();
        let undated = crate::date::from_file_name(name).map(|(_, rest)| rest);
        let mut names = [Some(name), undated, Some(&head.slug)].map(|it| it.map(without_capitals));
        names.sort_unstable();
        let mut last = None;
        for name in names.into_iter().flatten() {
            if last.as_ref() != Some(&name) {
                self.add(&name, item);
            }
            last = Some(name);
        }
    }

    /// Adds a file under the number `item`.
    pub fn add_file(&mut self, path: &str, item: usize) {
        self.add(last(path), item);
    }

    fn add(&mut self, name: &str, item: usize) {
        if !name.is_empty() {
            self.items.entry(without_capitals(name)).or_default().push(item);
        }
    }

    fn named(&self, name: &str) -> &[usize] {
        self.items.get(&without_capitals(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The path of the item whose name is nearest to that of `path`, if one is near enough to be
    /// meant.
    pub fn nearest<'i>(&self, items: &'i [Item], path: &str) -> Option<&'i str> {
        let name = without_capitals(name_of(path).0);
        let look = || {
            let nearest = self.nearest.among(&name, self.items.keys().map(String::as_str), 4)?;
            self.items[nearest].first().copied()
        };
        // A poisoned lock guards a map that is whole all the same.
        let given = || self.given.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = given().get(&name).copied();
        let found = known.unwrap_or_else(|| {
            let found = look();
            given().insert(name.clone(), found);
            found
        });
        found.map(|item| items[item].path.as_str())
    }
}

impl<'s> Search<'s> {
    /// By path or route, capitals apart.
    pub(super) fn in_another_case(self) -> Option<Target> {
        match is_markdown(self.path) {
            true => self.file_in_another_case(),
            false => self.route_in_another_case().or_else(|| self.file_in_another_case()),
        }
    }

    fn route_in_another_case(self) -> Option<Target> {
        let mut place = String::new();
        let base = if self.path.starts_with('/') { "" } else { self.from.route.as_str() };
        join(&mut place, base, self.path);
        let page = place.strip_suffix("index.html").unwrap_or(&place);
        let page = page.strip_suffix(".html").unwrap_or(page).trim_end_matches('/');
        let route = self.index.route(&format!("/{}/", without_capitals(page)))?;
        // Capitals that the file's name has are only missing in our address.
        let name = last(page);
        let mut named = self.index.names.named(name).iter().take(MOST);
        if named.any(|it| self.index.items[*it].path.contains(name)) {
            return Some(self.page(route));
        }
        Some(spelt(self.page(route), route.as_str().to_owned()))
    }

    pub(super) fn file_in_another_case(self) -> Option<Target> {
        let (stem, name) = name_of(self.path);
        let candidates = [stem, name].map(|it| self.index.names.named(it));
        let mut place = String::new();
        self.folders().find_map(|folder| {
            join(&mut place, &folder, self.path);
            let wanted = without_capitals(&place);
            let is_it = |item: &&usize| {
                let path = without_capitals(&self.index.items[**item].path);
                path.strip_prefix(&wanted).is_some_and(|rest| {
                    ["", ".md", ".markdown", "/index.md", "/_index.md"].contains(&rest)
                })
            };
            let mut near = candidates.iter().flat_map(|it| it.iter().take(MOST));
            let item = *near.find(is_it)?;
            Some(spelt(self.item(item), self.index.items[item].path.clone()))
        })
    }

    /// The items of the name that the path ends with.
    pub(super) fn named(self) -> &'s [usize] {
        let (stem, name) = name_of(self.path);
        let names = &self.index.names;
        let (stems, wholes) = (names.named(stem), names.named(name));
        // `map.html` is the file of that name before it is the document `map.md`.
        if wholes.is_empty() { stems } else { wholes }
    }

    /// By a name that only one item has, or one item in such a folder.
    pub(super) fn by_name(self) -> Option<Target> {
        let (stem, _) = name_of(self.path);
        let items = self.named();
        let is_published =
            |item: &&usize| !matches!(self.index.items[**item].what, What::Withheld(_));
        let published: Vec<usize> = items.iter().filter(is_published).copied().collect();
        let chosen = match (published.as_slice(), items) {
            ([], []) => return None,
            ([], [withheld, ..]) => return Some(self.item(*withheld)),
            ([only], _) => *only,
            (several, _) => match self.one_of(several) {
                Some(item) => item,
                None => {
                    let paths: Vec<&str> = several
                        .iter()
                        .take(4)
                        .map(|it| self.index.items[*it].path.as_str())
                        .collect();
                    let more = if several.len() > paths.len() { ", …" } else { "" };
                    let advice = format!("give the path: {}{more}", paths.join(", "));
                    return Some(missing(Why::Several, Some(advice)));
                }
            },
        };
        let item = &self.index.items[chosen];
        let is_exact = item.path.contains(stem)
            || matches!(&item.what, What::Page(route) if route.as_str().contains(stem));
        let target = self.item(chosen);
        Some(if is_exact { target } else { spelt(target, item.path.clone()) })
    }

    /// The one of several items of the same name that is in a folder such as the link names, or in
    /// the language of the document that links.
    fn one_of(self, several: &[usize]) -> Option<usize> {
        let items = &self.index.items;
        let place = &items[several[0]].place;
        if several.iter().all(|it| items[*it].place == *place) {
            return Some(self.index.in_language(several, self.from));
        }
        if several.len() > MOST {
            return None;
        }
        // Jekyll names its posts without their folder.
        let is_named = |it: &&str| !matches!(*it, "" | "." | ".." | "_posts" | "_drafts");
        let folders = |path: &str| {
            let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
            folders.rsplit('/').filter(is_named).map(str::to_owned).collect::<Vec<_>>()
        };
        let wanted = folders(self.path.trim_end_matches('/'));
        let common = |item: &usize| {
            let path = &items[*item].path;
            // What stands for its folder was found by the folder's name.
            let is_index = name_of(path).0 != name_of(last(path)).0;
            let own = folders(path);
            own.iter().skip(usize::from(is_index)).zip(&wanted).take_while(|(a, b)| a == b).count()
        };
        let most = several.iter().map(common).max().filter(|it| *it > 0)?;
        let mut best = several.iter().filter(|it| common(it) == most);
        let first = *best.next()?;
        best.next().is_none().then_some(first)
    }
}

/// The name that a path ends with, without the extension of a document and with it. What stands for
/// its folder has the folder's name.
fn name_of(path: &str) -> (&str, &str) {
    let path = path.trim_end_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = [".md", ".markdown", ".mkd", ".html"].iter().find_map(|it| name.strip_suffix(it));
    match stem {
        Some(stem) if ["index", "_index", "README"].contains(&first(stem)) => {
            (last(folder), last(folder))
        }
        Some(stem) => (stem, name),
        None => (name, name),
    }
}

/// The name before its first dot: `index` for `index.es`.
fn first(stem: &str) -> &str {
    stem.split('.').next().unwrap_or_default()
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn without_capitals(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

fn spelt(target: Target, right: String) -> Target {
    match target {
        Target::Page { address, route, fragment, .. } => {
            Target::Page { address, route, fragment, spelling: Some(right) }
        }
        Target::File { address, size, .. } => Target::File { address, size, spelling: Some(right) },
        other => other,
    }
}
