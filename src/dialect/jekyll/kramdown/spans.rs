//! Attribute lists of elements within a line: links and images become HTML, which can have them; other
//! elements stand in a `span`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Notes;
use super::attributes::{Attributes, OF_ANY, OF_IMAGES, in_tag};
use super::lists::{Found, report};
use super::outline::Outline;
use crate::dialect::html::escaped;
use crate::dialect::jekyll::flow::{Edit, Flow};
use crate::dialect::jekyll::lines;
use crate::dialect::jekyll::lines::shortened;
use crate::markdown::{Token, tokens};

/// An element within a line.
#[derive(Clone, Debug)]
pub struct Span {
    range: Range<usize>,
    sort: Sort,
    depth: i32,
}

#[derive(Clone, Debug)]
enum Sort {
    Link {
        address: String,
        title: String,
        inside: Range<usize>,
    },
    Image {
        address: String,
        title: String,
        alt: String,
    },
    /// HTML from an opening tag, which this is, to its end.
    Html {
        open: Range<usize>,
    },
    Other,
}

impl Outline {
    /// Notes the element that `event` begins, and what belongs to the one around it.
    pub(super) fn note_span(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let sort = match event {
            Event::Start(Tag::Link { dest_url, title, .. }) => Sort::Link {
                address: dest_url.to_string(),
                title: title.to_string(),
                inside: range.start + 1..range.start + 1,
            },
            Event::Start(Tag::Image { dest_url, title, .. }) => Sort::Image {
                address: dest_url.to_string(),
                title: title.to_string(),
                alt: String::new(),
            },
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) | Event::Code(_) => {
                Sort::Other
            }
            Event::InlineHtml(html) => return self.note_html(html, range),
            _ => {
                if let Event::Text(text) = event {
                    self.add_words(text, range);
                }
                return;
            }
        };
        if let Event::Code(code) = event {
            self.add_words(code, range);
        }
        let around = self.around(range.start);
        if around.is_some_and(|span| matches!(span.sort, Sort::Image { .. })) {
            return;
        }
        let depth = around.map_or(0, |span| span.depth + 1);
        if let Some(Span { sort: Sort::Link { inside, .. }, .. }) = self.around_mut(range.start) {
            inside.end = inside.end.max(range.end);
        }
        self.spans.insert(range.end, Span { range: range.clone(), sort, depth });
    }

    /// Notes an element of HTML where it is closed, or where its tag is all of it.
    fn note_html(&mut self, html: &str, range: &Range<usize>) {
        let open = match tokens(html).into_iter().next() {
            Some((_, Token::Open { name, .. }))
                if matches!(name.as_str(), "img" | "br" | "wbr") =>
            {
                range.clone()
            }
            Some((_, Token::Open { name, .. })) => {
                return self.tags.entry(name).or_default().push(range.clone());
            }
            Some((_, Token::Close { name })) => match self.tags.get_mut(&name).and_then(Vec::pop) {
                Some(open) => open,
                None => return,
            },
            _ => return,
        };
        let whole = open.start..range.end;
        self.spans.insert(range.end, Span { range: whole, sort: Sort::Html { open }, depth: 0 });
    }

    /// The innermost element that is open at `at`. Elements come in order, so it is the one that ends
    /// first behind it.
    fn around(&self, at: usize) -> Option<&Span> {
        self.spans.range(at + 1..).next().map(|(_, span)| span).filter(|it| it.range.start <= at)
    }

    fn around_mut(&mut self, at: usize) -> Option<&mut Span> {
        self.spans
            .range_mut(at + 1..)
            .next()
            .map(|(_, span)| span)
            .filter(|it| it.range.start <= at)
    }

    fn add_words(&mut self, words: &str, range: &Range<usize>) {
        match self.around_mut(range.start) {
            Some(Span { sort: Sort::Link { inside, .. }, .. }) => {
                inside.end = inside.end.max(range.end)
            }
            Some(Span { sort: Sort::Image { alt, .. }, .. }) => alt.push_str(words),
            _ => {}
        }
    }
}

/// What becomes of `lists`, which may follow elements, and of those elements.
pub fn edits(flow: &Flow, outline: &Outline, lists: &[Found], notes: &mut Notes) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut lists = lists.iter().peekable();
    while let Some(list) = lists.next() {
        let Some(span) = outline.spans.get(&list.range.start) else {
            not_understood(flow, list, notes);
            continue;
        };
        let mut attributes = list.attributes.clone();
        let mut end = list.range.end;
        edits.push(Edit::replace(list.range.clone(), ""));
        while let Some(next) = lists.next_if(|it| it.range.start == end) {
            attributes.add(&next.attributes);
            edits.push(Edit::replace(next.range.clone(), ""));
            end = next.range.end;
        }
        notes.count(&attributes.name(), true);
        let kept: &[&str] = match span.sort {
            Sort::Image { .. } => &OF_IMAGES,
            _ => &OF_ANY,
        };
        report(flow, list, &attributes, kept, notes);
        edits.extend(given(flow.text(), span, &attributes, attributes.html(kept)));
    }
    edits
}

fn not_understood(flow: &Flow, list: &Found, notes: &mut Notes) {
    notes.count(&list.attributes.name(), false);
    let whole = shortened(&flow.text()[list.range.clone()]);
    let found = format!("the attribute list `{whole}` follows no element");
    notes.warn(flow, list.range.clone(), found, "put it directly behind one, or take it away");
}

/// The element with its attributes, `html` those that are kept.
fn given(text: &str, span: &Span, attributes: &Attributes, html: String) -> Vec<Edit> {
    if html.is_empty() {
        return Vec::new();
    }
    let Range { start, end } = span.range.clone();
    let written = |name: &str, value: &str| match attributes.pairs.iter().any(|(it, _)| it == name)
    {
        true => String::new(),
        false => format!(" {name}=\"{}\"", escaped(value)),
    };
    let titled =
        |title: &str| if title.is_empty() { String::new() } else { written("title", title) };
    match &span.sort {
        Sort::Link { address, title, inside } => {
            let open = format!("<a href=\"{}\"{}{html}>", escaped(address), titled(title));
            let close = text[inside.end..end].find([']', '>']).map_or(end, |it| inside.end + it);
            vec![
                Edit { range: start..inside.start, text: open, order: span.depth },
                Edit { range: close..end, text: "</a>".into(), order: -span.depth },
            ]
        }
        Sort::Image { address, title, alt } => {
            let alt = written("alt", alt);
            let mut image =
                format!("<img src=\"{}\"{alt}{}{html}>", escaped(address), titled(title));
            // Alone at the start of its line it would begin a block of HTML, and what follows would
            // be no Markdown.
            if lines::begins_block(lines::before(text, start)) {
                image.push_str("<!-- -->");
            }
            vec![Edit::replace(start..end, image)]
        }
        Sort::Html { open } => match in_tag(&text[open.clone()], attributes) {
            Some(tag) => vec![Edit::replace(open.clone(), tag)],
            None => Vec::new(),
        },
        Sort::Other => vec![
            Edit::insert(start, format!("<span{html}>"), span.depth),
            Edit::insert(end, "</span>", -span.depth),
        ],
    }
}
