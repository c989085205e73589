//! The grammar of attribute lists, that of Python-Markdown's `attr_list`.

use std::ops::Range;

use crate::dialect::html::escaped;

/// How long an attribute list may be, in bytes.
const LONGEST: usize = 1_000;

/// An attribute list.
#[derive(Debug)]
pub struct List {
    /// Where it stands in the text.
    pub range: Range<usize>,
    id: Option<String>,
    classes: Vec<String>,
    others: Vec<(String, String)>,
}

impl List {
    /// The attributes as they stand in a tag, those left out that change nothing for a reader.
    pub fn attributes(&self) -> String {
        let mut attributes = String::new();
        let mut push = |name: &str, value: &str| {
            attributes.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        };
        if let Some(id) = &self.id {
            push("id", id);
        }
        if !self.classes.is_empty() {
            push("class", &self.classes.join(" "));
        }
        let is_shown = |name: &str| {
            !matches!(name, "target" | "rel" | "loading" | "download" | "markdown")
                && !name.starts_with("data-")
        };
        for (name, value) in self.others.iter().filter(|(name, _)| is_shown(name)) {
            push(name, value);
        }
        attributes
    }
}

/// The attribute list that begins at `start`, with the grammar of Python-Markdown. Without a colon,
/// what is in the braces must show that it is one.
pub fn read(text: &str, start: usize) -> Option<List> {
    let rest = text[start..].strip_prefix('{')?;
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let length = rest.find(['}', '\n', '{']).filter(|it| rest[*it..].starts_with('}'))?;
    let inside = &rest[..length];
    let range = start..start + length + 2;
    let (inside, has_colon) = match inside.strip_prefix(':') {
        Some(inside) => (inside.trim(), true),
        None => (inside.trim(), false),
    };
    let is_sure = has_colon || inside.starts_with(['#', '.']) || inside.contains('=');
    if inside.is_empty() || !is_sure {
        return None;
    }
    let mut list = List { range, id: None, classes: Vec::new(), others: Vec::new() };
    for word in crate::dialect::text::words(inside) {
        if let Some(id) = word.strip_prefix('#') {
            list.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix('.') {
            list.classes.push(class.to_owned());
        } else {
            match crate::dialect::text::argument(word) {
                (Some("id"), value) => list.id = Some(value.to_owned()),
                (Some("class"), value) => list.classes.push(value.to_owned()),
                (Some(name), value) => {
                    list.others.push((name.to_ascii_lowercase(), value.to_owned()))
                }
                (None, name) if is_name(name) => {
                    list.others.push((name.to_ascii_lowercase(), name.to_owned()))
                }
                (None, _) => return None,
            }
        }
    }
    Some(list)
}

fn is_name(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_alphabetic())
        && word.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_')
}
