//! Attribute lists, `{: #id .class key=value }` (Python-Markdown's `attr_list`), of links, images,
//! emphasis and code, and of paragraphs. The colon may be missing.
//!
//! Those of headings are read by [`crate::markdown`]. What list items and the cells of tables are given
//! has no place in Markdown: such lists are reported where a reader would see a difference.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::dialect::html::escaped;
use crate::dialect::revision::{Edit, Revision};

mod list;

use list::List;

/// What attribute lists become.
#[derive(Debug, Default)]
pub struct Attributes {
    /// The edits that give the elements their attributes.
    pub edits: Vec<Edit>,
    /// How many lists were understood.
    pub understood: usize,
    /// Where those stand that were not.
    pub unknown: Vec<Range<usize>>,
}

/// An element that is being read.
struct Open {
    range: Range<usize>,
    /// What is in it, as far as it is known.
    inside: Option<Range<usize>>,
    tags: Option<(String, &'static str)>,
}

/// An inline element that has just ended, and the tag it becomes.
struct Ended {
    range: Range<usize>,
    inside: Range<usize>,
    open: String,
    close: &'static str,
}

/// Reads the attribute lists of `revision`.
pub fn read(revision: &Revision<'_>) -> Attributes {
    let text = revision.text();
    let mut found = Attributes::default();
    if !text.contains('{') {
        return found;
    }
    let mut open: Vec<Open> = Vec::new();
    let mut ended: Option<Ended> = None;
    let mut done = 0;
    let mut is_in_code = false;
    let mut alt = String::new();
    for (event, range) in crate::markdown::parsed(text) {
        if let Some(parent) = open.last_mut().filter(|_| !matches!(event, Event::End(_))) {
            let inside = parent.inside.get_or_insert(range.clone());
            inside.end = inside.end.max(range.end);
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_in_code = true,
            Event::End(TagEnd::CodeBlock) => is_in_code = false,
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                let has_list = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                found.understood += usize::from(has_list);
            }
            Event::End(TagEnd::Heading(_)) => {}
            Event::Start(tag) => {
                alt.clear();
                open.push(Open { range, inside: None, tags: tags(&tag) });
            }
            Event::End(tag) => {
                let Some(element) = open.pop() else { continue };
                if tag == TagEnd::Paragraph {
                    found.paragraph(text, &element.range, done);
                }
                let inside = element.inside.unwrap_or(element.range.end..element.range.end);
                ended = element.tags.map(|(mut open, close)| {
                    if tag == TagEnd::Image {
                        open.push_str(&format!(" alt=\"{}\"", escaped(&alt)));
                    }
                    Ended { range: element.range, inside, open, close }
                });
            }
            Event::Code(code) => {
                alt.push_str(&code);
                let inside = range.end..range.end;
                let open = "<code".to_owned();
                ended = Some(Ended { range, inside, open, close: "</code>" });
            }
            Event::Text(_) if is_in_code || range.start < done => {}
            Event::Text(part) => {
                alt.push_str(&part);
                let element = ended.take().filter(|it| it.range.end == range.start);
                let list = text[range.start..]
                    .starts_with('{')
                    .then(|| list::read(text, range.start))
                    .flatten();
                match (element, list) {
                    (Some(element), Some(list)) => {
                        done = list.range.end;
                        found.element(text, &element, &list);
                    }
                    _ => found.stray(text, range),
                }
            }
            _ => {}
        }
    }
    found
}

impl Attributes {
    /// Gives an inline element its attributes.
    fn element(&mut self, text: &str, element: &Ended, list: &List) {
        self.understood += 1;
        let attributes = list.attributes();
        if attributes.is_empty() {
            return self.edits.push(Edit::remove(list.range.clone()));
        }
        let open = format!("{}{attributes}>", element.open);
        let (range, inside) = (&element.range, &element.inside);
        if element.close == "</code>" {
            let code = text[range.clone()].trim_matches('`');
            let shown: String = code
                .trim()
                .chars()
                .map(|it| if it.is_ascii_punctuation() { format!("\\{it}") } else { it.into() })
                .collect();
            self.edits
                .push(Edit::replace(range.start..list.range.end, format!("{open}{shown}</code>")));
        } else if element.close.is_empty() {
            self.edits.push(Edit::replace(range.start..list.range.end, open));
        } else {
            self.edits.push(Edit::replace(range.start..inside.start, open));
            self.edits.push(Edit::replace(inside.end..list.range.end, element.close));
        }
    }

    /// Gives a paragraph the attributes that its last line lists.
    fn paragraph(&mut self, text: &str, range: &Range<usize>, done: usize) {
        let whole = text[range.clone()].trim_end();
        let Some(newline) = whole.rfind('\n') else { return };
        let line = range.start + newline + 1;
        let start = line
            + (whole[newline + 1..].len()
                - whole[newline + 1..].trim_start_matches([' ', '>']).len());
        let Some(list) = list::read(text, start)
            .filter(|it| it.range.end == range.start + whole.len() && start >= done)
        else {
            return;
        };
        self.understood += 1;
        self.unknown.retain(|it| it.start != start);
        let attributes = list.attributes();
        if attributes.is_empty() {
            return self.edits.push(Edit::remove(range.start + newline..list.range.end));
        }
        let before = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let marker = &text[before..range.start];
        // Behind a list's bullet the lines that follow are indented by as much.
        let prefix: String = marker
            .chars()
            .map(|it| if matches!(it, ' ' | '\t' | '>') { it } else { ' ' })
            .collect();
        let blank = prefix.trim_end();
        self.edits.push(Edit::insert(range.start, format!("<div{attributes}>\n{blank}\n{prefix}")));
        self.edits.push(Edit::replace(
            range.start + newline..list.range.end,
            format!("\n{blank}\n{prefix}</div>"),
        ));
    }

    /// Notes what looks like attribute lists in `range` and belongs to no element.
    fn stray(&mut self, text: &str, range: Range<usize>) {
        for (index, _) in text[range.clone()].match_indices("{:") {
            let start = range.start + index;
            self.unknown.extend(list::read(text, start).map(|list| list.range));
        }
    }
}

/// The start of the tag that an inline element becomes, and its end.
fn tags(tag: &Tag<'_>) -> Option<(String, &'static str)> {
    let with = |name: &str, address: &str, title: &str| {
        let mut tag = format!("{name}\"{}\"", escaped(address));
        if !title.is_empty() {
            tag.push_str(&format!(" title=\"{}\"", escaped(title)));
        }
        tag
    };
    Some(match tag {
        Tag::Emphasis => ("<em".into(), "</em>"),
        Tag::Strong => ("<strong".into(), "</strong>"),
        Tag::Strikethrough => ("<del".into(), "</del>"),
        Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => return None,
        Tag::Link { dest_url, title, .. } => (with("<a href=", dest_url, title), "</a>"),
        Tag::Image { dest_url, title, .. } => (with("<img src=", dest_url, title), ""),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> (String, usize, usize) {
        let revision = Revision::new(text, 0..text.len());
        let Attributes { edits, understood, unknown } = read(&revision);
        (revision.edited(edits).text().to_owned(), understood, unknown.len())
    }

    #[test]
    fn inline_elements_take_attributes() {
        for (text, expected) in [
            (
                "[a *b*](c.md \"T\"){: .x #y}",
                "<a href=\"c.md\" title=\"T\" id=\"y\" class=\"x\">a *b*</a>",
            ),
            ("[a][c]{.x}\n\n[c]: d.md", "<a href=\"d.md\" class=\"x\">a</a>\n\n[c]: d.md"),
            (
                "*a*{: lang=fr } **b `c`**{: title='d e'}",
                "<em lang=\"fr\">a</em> <strong title=\"d e\">b `c`</strong>",
            ),
            ("![a `b`](c.png){width=30}", "<img src=\"c.png\" alt=\"a b\" width=\"30\">"),
            ("`a*b*`{: .x}", "<code class=\"x\">a\\*b\\*</code>"),
            ("[a](b){: target=_blank rel=noopener }c", "[a](b)c"),
            ("[![a](b)](c){: .x}", "<a href=\"c\" class=\"x\">![a](b)</a>"),
            (
                "**[a](b){: .x}**{: .y}",
                "<strong class=\"y\"><a href=\"b\" class=\"x\">a</a></strong>",
            ),
        ] {
            let (made, _, unknown) = given(text);
            assert_eq!((made.as_str(), unknown), (expected, 0), "{text}");
        }
    }

    #[test]
    fn paragraphs_and_headings_take_attributes() {
        assert_eq!(
            given("a\nb\n{: .lead }\n\nc\n").0,
            "<div class=\"lead\">\n\na\nb\n\n</div>\n\nc\n"
        );
        assert_eq!(given("> a\n> {: #x}\n").0, "> <div id=\"x\">\n>\n> a\n>\n> </div>\n");
        assert_eq!(
            given("## a {: #b .c}\n\nd\n===\n"),
            ("## a {: #b .c}\n\nd\n===\n".into(), 1, 0)
        );
    }

    #[test]
    fn what_is_none_stays() {
        for text in
            ["*a*{b}", "*a* {: .b}", "`{: .a}`", "*a*{: .b", "f{x=1}", "    *a*{: .b}\n", "{}"]
        {
            assert_eq!(given(text).0, text);
        }
        assert_eq!(given("a {: .b} c\n\n* d\n{: .e}\n").2, 2);
    }
}
