//! Link macros: `{filename}`, `{static}`, `{attach}`, `{tag}`, `{category}`, `{author}`, `{index}` and
//! the older `|filename|` forms, at the start of the destinations of links and images and of the
//! attributes of raw HTML.
//!
//! [`crate::link`] knows where they lead. Here they are counted, and destinations with spaces, which
//! Python-Markdown reads and CommonMark does not, are put between `<` and `>`.

use std::ops::Range;

use crate::dialect::revision::{Edit, Revision};
use crate::dialect::text::Text;

/// The macros that Pelican has.
const MACROS: [&str; 7] = ["filename", "static", "attach", "tag", "category", "author", "index"];

/// A link macro.
pub struct Macro {
    /// Where it stands in the text.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Whether Pelican has it.
    pub is_known: bool,
}

/// The link macros of `revision`, and the edits that mend their destinations.
pub fn read(revision: &Revision<'_>) -> (Vec<Macro>, Vec<Edit>) {
    let text = revision.text();
    let found = Text::made(text, 0..0).find(b"{|", |text, start| {
        let name = name(text, start)?;
        let place = place(&text[..start])?;
        Some((start + name.len() + 2, (name, place)))
    });
    let mut macros = Vec::new();
    let mut edits = Vec::new();
    for found in found.into_iter().filter(|it| !it.is_in_code) {
        let (name, place) = found.what;
        let is_known = MACROS.contains(&name);
        if is_known && let Some(destination) = spaced(text, found.range.start, place) {
            let path = text[destination.clone()].replace('<', "%3C").replace('>', "%3E");
            edits.push(Edit::replace(destination, format!("<{path}>")));
        }
        macros.push(Macro { at: found.range.start, name: name.to_owned(), is_known });
    }
    (macros, edits)
}

/// How long a destination with spaces may be, in bytes.
const LONGEST: usize = 1_000;

/// What a destination stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `[…](` or `![…](`
    Parentheses,
    /// `[…]: `
    Definition,
    /// Where spaces are no trouble: between `<` and `>`, and in an attribute.
    Enclosed,
}

/// The name between `{` and `}` or `|` and `|` at `start`.
fn name(text: &str, start: usize) -> Option<&str> {
    let inside = &text[start + 1..];
    let close = if text[start..].starts_with('{') { '}' } else { '|' };
    let length = inside.find(|it: char| !it.is_ascii_lowercase())?;
    (length > 0 && inside[length..].starts_with(close)).then(|| &inside[..length])
}

/// What the destination that `before` leads up to stands in, if it leads up to one.
fn place(before: &str) -> Option<Place> {
    let (before, is_enclosed) = match before.strip_suffix('<') {
        Some(before) => (before, true),
        None => (before, false),
    };
    let outer = before.trim_end_matches([' ', '\t']);
    let place = if outer.ends_with("](") {
        Place::Parentheses
    } else if outer.ends_with("]:") {
        Place::Definition
    } else {
        let value = before.strip_suffix(['"', '\'']).unwrap_or(before);
        let is_attribute = value.trim_end_matches(' ').ends_with('=');
        return (is_attribute && !is_enclosed).then_some(Place::Enclosed);
    };
    Some(if is_enclosed { Place::Enclosed } else { place })
}

/// The destination that begins at `start`, if there are spaces in it.
fn spaced(text: &str, start: usize, place: Place) -> Option<Range<usize>> {
    let line = &text[start..text.floor_char_boundary(start + LONGEST)];
    let line = line.lines().next().unwrap_or_default();
    let mut depth = 0_usize;
    let mut was_space = false;
    let end = line.char_indices().find(|(index, it)| match it {
        '(' => {
            depth += 1;
            false
        }
        ')' if place == Place::Parentheses => {
            let is_end = depth == 0;
            depth = depth.saturating_sub(1);
            is_end
        }
        // A title ends the destination.
        ' ' | '\t' if !was_space => {
            was_space = true;
            line[*index..].trim_start().starts_with(['"', '\''])
        }
        _ => {
            was_space = matches!(it, ' ' | '\t');
            false
        }
    });
    let end = match (place, end) {
        (Place::Enclosed, _) | (Place::Parentheses, None) => return None,
        (_, Some((end, _))) => end,
        (Place::Definition, None) => line.len(),
    };
    let destination = line[..end].trim_end();
    destination.contains([' ', '\t']).then(|| start..start + destination.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, Vec<String>) {
        let revision = Revision::new(text, 0..text.len());
        let (macros, edits) = read(&revision);
        let names = macros.into_iter().map(|it| match it.is_known {
            true => it.name,
            false => format!("{}?", it.name),
        });
        let names = names.collect();
        (revision.edited(edits).text().to_owned(), names)
    }

    #[test]
    fn macros_are_found_where_destinations_are() {
        let text = "[a]({filename}b.md) ![c](|static|d.png) <a href=\"{tag}e\"> <img src={attach}f>\n\n\
                    [g]: {author}h\n[i]: <{index}>\n[j]({nothing}k) [l](<{category}m n>)";
        let (same, names) = mended(text);
        assert_eq!(same, text);
        assert_eq!(
            names,
            ["filename", "static", "tag", "attach", "author", "index", "nothing?", "category"]
        );
    }

    #[test]
    fn what_is_no_destination_is_no_macro() {
        for text in [
            "a {filename} b",
            "`[a]({filename}b.md)`",
            "| a |static| b |",
            "[a]({Filename}b)",
            "[a]({{b}})",
        ] {
            assert_eq!(mended(text).1, [""; 0], "{text}");
        }
    }

    #[test]
    fn spaces_are_enclosed() {
        for (text, expected) in [
            ("[a]({filename}b c.md)", "[a](<{filename}b c.md>)"),
            ("[a]({filename}b c (1).md#d 'T')", "[a](<{filename}b c (1).md#d> 'T')"),
            ("[a]: {static}b c.png \"T\"\n", "[a]: <{static}b c.png> \"T\"\n"),
            ("[a]: {static}b c.png\n", "[a]: <{static}b c.png>\n"),
            ("[a]({filename}b.md \"T\")", "[a]({filename}b.md \"T\")"),
            ("[a]({filename}b c", "[a]({filename}b c"),
        ] {
            assert_eq!(mended(text).0, expected);
        }
    }
}
