//! The text of a document in the parts that its headings make, for excerpts that lead to their place.

use serde::Serialize;

use crate::markdown::{Token, decode_references, one_line, tokens};

/// How many bytes of text are kept of a document: what comes behind them is found, but not shown.
const LONGEST: usize = 48 << 10;

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The id of its heading; empty for what comes before the first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What stands below it, on one line.
    pub text: String,
}

/// Elements that stand within a line.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// The parts of the document with this HTML, which [`crate::markdown`] wrote.
pub fn parts(html: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut is_heading = false;
    // What nobody reads: the signs of links to sections and notes, and the source of formulas.
    let mut skipped: Option<String> = None;
    for (_, token) in tokens(html) {
        match token {
            Token::Open { name, attributes } if skipped.is_none() => {
                let value = |wanted: &str| {
                    attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value)
                };
                let is_aside = matches!(
                    value("class"),
                    Some("anchor" | "footnote-back" | "footnote-reference")
                );
                if name == "annotation" || is_aside {
                    skipped = Some(name);
                } else if is_heading_name(&name) {
                    let id = decode_references(value("id").unwrap_or_default());
                    is_heading = true;
                    parts.push(Part { id, ..Part::default() });
                } else if name == "img" {
                    push(&mut parts, is_heading, &decode_references(value("alt").unwrap_or("")));
                } else if !INLINE.contains(&&*name) {
                    push(&mut parts, is_heading, " ");
                }
            }
            Token::Text(text) if skipped.is_none() => {
                push(&mut parts, is_heading, &decode_references(text));
            }
            Token::Close { name } => {
                if skipped.take_if(|it| *it == name).is_some() || skipped.is_some() {
                    continue;
                }
                if is_heading_name(&name) {
                    is_heading = false;
                } else if !INLINE.contains(&&*name) {
                    push(&mut parts, is_heading, " ");
                }
            }
            _ => {}
        }
    }
    parts.retain(|it| !it.title.trim().is_empty() || !it.text.trim().is_empty());
    for part in &mut parts {
        (part.title, part.text) = (one_line(&part.title), one_line(&part.text));
    }
    parts
}

/// The parts as they are published.
pub fn shown(parts: &[Part]) -> Vec<Part> {
    let mut left = LONGEST;
    let mut shown = Vec::new();
    for part in parts {
        let Part { id, title, text } = part;
        let text = &text[..text.floor_char_boundary(left)];
        left -= text.len();
        shown.push(Part { id: id.clone(), title: title.clone(), text: text.to_owned() });
        if left == 0 {
            break;
        }
    }
    shown
}

fn push(parts: &mut [Part], is_heading: bool, text: &str) {
    if let Some(part) = parts.last_mut() {
        (if is_heading { &mut part.title } else { &mut part.text }).push_str(text);
    }
}

fn is_heading_name(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_part_a_document() {
        let html = "<p>A &amp; <em>b</em>.</p><div class=\"heading\"><h2 id=\"x\">On <code>x</code></h2>\
            <a class=\"anchor\" href=\"#x\">#</a></div><ul><li>one</li><li>t<b>wo</b></li></ul>\
            <pre><code>let a;\nlet b;</code></pre><img src=\"a\" alt=\"A &lt;b&gt;\"><h3 id=\"y\">y</h3>";
        let part = |id: &str, title: &str, text: &str| Part {
            id: id.into(),
            title: title.into(),
            text: text.into(),
        };
        assert_eq!(
            parts(html),
            [
                part("", "", "A & b."),
                part("x", "On x", "one two let a; let b; A <b>"),
                part("y", "y", ""),
            ]
        );
    }

    #[test]
    fn what_is_shown_has_an_end() {
        let part = |text: String| Part { text, ..Part::default() };
        let parts = [part("é".repeat(20_000)), part("é".repeat(20_000)), part("x".into())];
        let shown = shown(&parts);
        assert_eq!(shown.iter().map(|it| it.text.len()).collect::<Vec<_>>(), [40_000, 9_152]);
    }
}
