//! Raw HTML whose inside is Markdown: `markdown="1"` (Python-Markdown's `md_in_html`).

use crate::dialect::html::inline;
use crate::dialect::lines::Lines;
use crate::dialect::revision::{Edit, Revision};
use crate::dialect::text::{Found, Side, Text, pairs};

/// Elements whose inside is one line of Markdown, unless the attribute says `block`.
const INLINE: [&str; 16] = [
    "address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary",
    "td", "th", "caption",
];

/// Elements that stand in running text, where Markdown is read anyway.
const RUNNING: [&str; 17] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "small", "span",
    "strong", "sub", "sup",
];

/// The edits that let Markdown be read within elements that ask for it.
pub fn edits(revision: &Revision<'_>) -> Vec<Edit> {
    let text = revision.text();
    let mut edits = Vec::new();
    if !text.contains(" markdown") {
        return edits;
    }
    let tags: Vec<Found<Tag>> = Text::made(text, 0..0).find(b"<", tag);
    let tags: Vec<Found<Tag>> = tags.into_iter().filter(|it| !it.is_in_code).collect();
    let partners = pairs(&tags, |it| (&it.what.name, it.what.side));
    let lines = Lines::new(text);
    let gap = |at: usize| Edit::insert(at, lines.margin(at).gap());
    // Where the elements end that are read as Markdown, and the one that is not looked into.
    let mut read_until: Vec<usize> = Vec::new();
    let mut passed_until = 0;
    for (found, partner) in tags.iter().zip(&partners) {
        let Tag { name, markdown, .. } = &found.what;
        let Some(close) = partner.map(|close| tags[close].range.clone()) else { continue };
        let inside = found.range.end..close.start;
        if found.range.start < passed_until || RUNNING.contains(&name.as_str()) {
            continue;
        }
        while read_until.last().is_some_and(|end| *end <= found.range.start) {
            read_until.pop();
        }
        let is_line = INLINE.contains(&name.as_str());
        match markdown.as_deref() {
            // An element in Markdown that is none itself: Markdown goes on behind it.
            None if !read_until.is_empty() => {
                passed_until = close.end;
                edits.push(gap(close.end));
            }
            None => {}
            Some(mode) if mode == "span" || (is_line && mode != "block") => {
                passed_until = close.end;
                let html = inline(text[inside.clone()].trim());
                edits.push(Edit::replace(inside, html));
                edits.extend(read_until.last().map(|_| gap(close.end)));
            }
            Some(_) => {
                read_until.push(inside.end);
                edits.extend([gap(inside.start), gap(inside.end)]);
            }
        }
    }
    edits
}

struct Tag {
    name: String,
    side: Side,
    /// The value of its attribute `markdown`.
    markdown: Option<String>,
}

/// A tag at `start`, and where it ends. One with a `<` in it is none.
fn tag(text: &str, start: usize) -> Option<(usize, Tag)> {
    let rest = &text[start + 1..];
    let length = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>'))?;
    let inside = &rest[..length];
    let (side, inside) = match inside.strip_prefix('/') {
        Some(inside) => (Side::Close, inside),
        None if inside.ends_with('/') => (Side::Alone, inside),
        None => (Side::Open, inside),
    };
    let end = inside.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let words = crate::dialect::text::words(&inside[end..]);
    let markdown = words.into_iter().find_map(|word| match crate::dialect::text::argument(word) {
        (Some("markdown"), value) => Some(value.to_ascii_lowercase()),
        (None, "markdown") => Some("1".into()),
        _ => None,
    });
    Some((start + length + 2, Tag { name, side, markdown: markdown.filter(|it| it != "0") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let revision = Revision::new(text, 0..text.len());
        let edits = edits(&revision);
        revision.edited(edits).text().to_owned()
    }

    #[test]
    fn markdown_is_read_where_html_asks_for_it() {
        assert_eq!(
            read("<div class=\"x\" markdown=\"1\">\n**a**\n</div>\n"),
            "<div class=\"x\" markdown=\"1\">\n\n\n**a**\n\n\n</div>\n"
        );
        assert_eq!(
            read("<section markdown><p markdown='1'>\n*a*\n</p></section>"),
            "<section markdown>\n\n<p markdown='1'><em>a</em></p>\n\n\n\n</section>"
        );
        assert_eq!(
            read("<details markdown='1'><summary>a</summary>\n*b*\n</details>"),
            "<details markdown='1'>\n\n<summary>a</summary>\n\n\n*b*\n\n\n</details>"
        );
        assert_eq!(
            read("<p>*a*</p><td markdown=\"block\">*b*</td>"),
            "<p>*a*</p><td markdown=\"block\">\n\n*b*\n\n</td>"
        );
    }

    #[test]
    fn elements_in_text_and_in_code_are_left_alone() {
        for text in [
            "a <span markdown=\"1\">*b*</span> c",
            "`<div markdown=\"1\">`x`</div>`",
            "<div markdown=\"0\">*a*</div>",
            "<div markdown=\"1\">*a*",
            "<div title=\"a markdown\">*b*</div>",
        ] {
            assert_eq!(read(text), text);
        }
    }
}
