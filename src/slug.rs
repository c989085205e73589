//! Slugs: the readable part of an address made from a title, and the ids of headings.

use std::collections::BTreeMap;

/// The slug of a title for use in a route: lower case, letters and digits of any script kept,
/// runs of anything else become one hyphen.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for character in title.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || is_mark(character) {
            slug.push(character);
            continue;
        }
        let separates = !character.is_ascii_punctuation() || "-_./:,".contains(character);
        if separates && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    // File systems take 255 bytes for a name.
    let end = slug.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last();
    slug.truncate(if slug.len() > LONGEST { end.unwrap_or(0) } else { slug.len() });
    slug.trim_end_matches('-').to_owned()
}

/// The slug of the crate `slug`, which Zola uses: letters and digits as ASCII has them, one hyphen for
/// anything between.
#[cfg(feature = "cli")]
pub fn ascii_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut push = |text: &str| {
        for character in text.chars() {
            if character.is_ascii_alphanumeric() {
                slug.push(character.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    };
    for character in name.chars() {
        push(deunicode::deunicode_char(character).unwrap_or("-"));
    }
    slug.trim_end_matches('-').to_owned()
}

/// How many bytes a slug has at the most.
const LONGEST: usize = 120;

/// Combining marks and joiners without which words of many scripts fall apart.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}'
        | '\u{93a}'..='\u{94f}' | '\u{200c}' | '\u{200d}')
}

/// The id that GitHub gives the first heading with this plain text: lower case; letters, digits, `-`
/// and `_` kept; spaces become hyphens; the rest is dropped.
pub fn heading_id(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in text.trim().chars().flat_map(char::to_lowercase) {
        match character {
            ' ' => id.push('-'),
            '-' | '_' => id.push(character),
            _ if character.is_alphanumeric() || is_mark(character) => id.push(character),
            _ => {}
        }
    }
    if id.is_empty() {
        id.push_str("section");
    }
    id
}

/// The id of the heading that shows a document's `title` above its `html`: GitHub's, unless
/// something in the document has it.
pub fn title_id(title: &str, html: &str) -> String {
    let id = heading_id(title);
    let is_taken = |name: &&str| html.contains(&format!(" {name}=\"{id}\""));
    if ["id", "name"].iter().any(is_taken) { "stacks.title".into() } else { id }
}

/// Ids of headings as GitHub makes them, unique within one document.
#[derive(Debug, Default)]
pub struct HeadingIds {
    /// A tree rather than a table of hashes: the browser has one for payloads anyway.
    taken: BTreeMap<String, usize>,
}

impl HeadingIds {
    /// The id for a heading with this plain text. A second heading of the same text gets `-1`.
    pub fn id_for(&mut self, text: &str) -> String {
        self.claim(&heading_id(text))
    }

    /// Takes `id` if it is free, the next free numbered one otherwise.
    pub fn claim(&mut self, id: &str) -> String {
        let Some(count) = self.taken.get(id).copied() else {
            self.taken.insert(id.to_owned(), 0);
            return id.to_owned();
        };
        let mut number = count + 1;
        let mut candidate = format!("{id}-{number}");
        while self.taken.contains_key(&candidate) {
            number += 1;
            candidate = format!("{id}-{number}");
        }
        self.taken.insert(id.to_owned(), number);
        self.taken.insert(candidate.clone(), 0);
        candidate
    }

    /// Whether the document has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    /// All ids of the document.
    pub fn into_ids(self) -> impl Iterator<Item = String> {
        self.taken.into_keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_slugs() {
        assert_eq!(slug("Hello, World!"), "hello-world");
        assert_eq!(slug("What's new in C++ & Rust 1.95?"), "whats-new-in-c-rust-1-95");
        assert_eq!(slug("  Año Nuevo — 2026 "), "año-nuevo-2026");
        assert_eq!(slug("日本語 タイトル"), "日本語-タイトル");
        assert_eq!(slug("!!!"), "");
        assert!(slug(&"año ".repeat(200)).len() <= LONGEST);
    }

    #[test]
    fn heading_ids_follow_github() {
        let mut ids = HeadingIds::default();
        assert_eq!(ids.id_for("The Icons"), "the-icons");
        assert_eq!(ids.id_for("DevOps vs. SRE / Ops"), "devops-vs-sre--ops");
        assert_eq!(ids.id_for("snake_case"), "snake_case");
        assert_eq!(ids.id_for("The icons"), "the-icons-1");
        assert_eq!(ids.id_for("🚀"), "section");
    }

    #[test]
    fn numbered_ids_never_collide() {
        let mut ids = HeadingIds::default();
        assert_eq!(ids.id_for("a-1"), "a-1");
        assert_eq!(ids.id_for("a"), "a");
        assert_eq!(ids.id_for("a"), "a-2");
        assert_eq!(ids.id_for("a"), "a-3");
    }
}
