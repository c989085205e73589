//! What the element that draws a list as a map is told of the site: for each tool in the lists of our own
//! documents, the page that has most to say about it.
//!
//! A page says more of a name that is in its title than of one among its tags, in its headings or in its
//! text; each time that the text has it counts a little. A page of a section tells more than one that
//! stands by itself, such as a home page. Of pages that say as much, the first by address.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::manifest::{Payload, VERSION};
use crate::markdown::{Token, decode_references, one_line, tokens};
use crate::script::File;

/// Where it is, relative to the site's root.
pub const FILE: &str = "data/landscape.json";

/// The element, and what is in it.
const ELEMENT: &str = "stacks-landscape";

const TITLE: u32 = 100;
const TAG: u32 = 50;
const HEADING: u32 = 20;
const MOST_IN_TEXT: u32 = 15;
const IN_SECTION: u32 = 3;

/// The names in the lists of the landscapes that a document has: what stands in a list's items that have
/// no list of their own.
pub fn names(html: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if !html.contains(ELEMENT) {
        return names;
    }
    let (mut is_inside, mut text, mut is_leaf) = (false, String::new(), false);
    for (_, token) in tokens(html) {
        match token {
            Token::Open { name, .. } if name == ELEMENT => is_inside = true,
            Token::Close { name } if name == ELEMENT => is_inside = false,
            Token::Open { name, .. } if is_inside && name == "li" => {
                text.clear();
                is_leaf = true;
            }
            Token::Open { name, .. } if name == "ul" || name == "ol" => is_leaf = false,
            Token::Text(piece) if is_leaf => text.push_str(&decode_references(piece)),
            Token::Close { name } if is_leaf && name == "li" => {
                names.insert(one_line(&text));
                is_leaf = false;
            }
            _ => {}
        }
    }
    names.remove("");
    names
}

/// How much a page says about each of `names`, of which it says anything.
pub fn said<'n>(payload: &Payload, names: &'n BTreeSet<String>) -> Vec<(&'n str, u32)> {
    let markdown = payload.markdown.as_deref().unwrap_or_default();
    // A landscape names everything and tells of nothing.
    if markdown.is_empty() || markdown.contains(ELEMENT) {
        return Vec::new();
    }
    let headings: String = markdown.lines().filter(|line| line.starts_with('#')).collect();
    let count = |text: &str, name: &str| u32::try_from(times(text, name)).unwrap_or(u32::MAX);
    let score = |name: &str| {
        let is_tagged = payload.tags.iter().any(|it| it.title.eq_ignore_ascii_case(name));
        let points = |is_so: bool, points| if is_so { points } else { 0 };
        let score = points(count(&payload.title, name) > 0, TITLE)
            + points(is_tagged, TAG)
            + points(count(&headings, name) > 0, HEADING)
            + count(markdown, name).min(MOST_IN_TEXT);
        score + points(score > 0 && payload.section.is_some(), IN_SECTION)
    };
    let scored = names.iter().map(|name| (name.as_str(), score(core(name))));
    scored.filter(|(_, score)| *score > 0).collect()
}

/// A name without what explains it: `Open Policy Agent (OPA)` is found as `Open Policy Agent`.
fn core(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// How often `text` has `name` as words of their own: a harbor is not Harbor.
fn times(text: &str, name: &str) -> usize {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let places = text.match_indices(name);
    places
        .filter(|(at, _)| {
            let end = at + name.len();
            !is_word(text[..*at].chars().next_back()) && !is_word(text[end..].chars().next())
        })
        .count()
}

/// The file, of what pages say about names: `{"version": 1, "places": {"Kubernetes": {"title": …, "url":
/// …}}}`.
pub fn file<'p>(pages: impl Iterator<Item = (&'p Payload, Vec<(&'p str, u32)>)>) -> File {
    let mut best: BTreeMap<&str, (u32, &Payload)> = BTreeMap::new();
    for (payload, said) in pages {
        for (name, score) in said {
            let known = best.get(name);
            let is_better = known.is_none_or(|(known, page)| {
                score > *known || (score == *known && payload.url < page.url)
            });
            if is_better {
                best.insert(name, (score, payload));
            }
        }
    }
    let place = |(name, (_, page)): (&str, (u32, &Payload))| {
        (name.to_owned(), json!({ "title": page.title, "url": page.url }))
    };
    let places: serde_json::Map<String, Value> = best.into_iter().map(place).collect();
    let text = json!({ "version": VERSION, "places": places }).to_string();
    File { path: FILE.into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Link;

    #[test]
    fn names_are_those_of_the_last_level() {
        let html = "<ul><li>Not</li></ul><stacks-landscape>\n<ul>\n<li><strong>A</strong>\n<ul>\n<li>B\n<ul>\n\
                    <li>C &amp; D</li>\n<li><p>E</p></li>\n</ul>\n</li>\n<li>F</li>\n</ul>\n</li>\n</ul>\n</stacks-landscape>";
        let found = names(html);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), ["C & D", "E", "F"]);
    }

    #[test]
    fn the_page_that_says_most_is_the_place() {
        let page = |url: &str, title: &str, tags: &[&str], markdown: &str| Payload {
            url: url.into(),
            title: title.into(),
            tags: tags.iter().map(|it| Link { title: (*it).into(), url: String::new() }).collect(),
            markdown: Some(markdown.into()),
            ..Payload::default()
        };
        let pages = [
            page("/a/", "Notes", &[], "Vault, Vault and Vaults. Helm, Helm, Helm, helm."),
            page("/b/", "Vault in practice", &[], "x"),
            page("/c/", "Charts", &[], "Helm"),
            page("/d/", "All", &[], "<stacks-landscape>\n* Vault\n</stacks-landscape>"),
        ];
        let names = ["Helm (charts)", "Vault", "Zig"].map(String::from).into();
        let file = file(pages.iter().map(|it| (it, said(it, &names))));
        let places: Value = serde_json::from_str(&file.text).unwrap();
        assert_eq!(places["places"]["Vault"]["url"], "/b/");
        assert_eq!(places["places"]["Helm (charts)"]["url"], "/a/");
        assert_eq!(places["places"]["Zig"], Value::Null);
        assert_eq!(said(&pages[0], &names), [("Helm (charts)", 3), ("Vault", 2)]);
    }
}
