//! HTML blocks as kramdown reads them: to the closing tag, whatever blank lines and indentation stand
//! between (kramdown 2, "HTML Blocks"). CommonMark ends them at a blank line and takes indented
//! lines for code; here they are written so that it does neither.
//!
//! What asks for Markdown with `markdown="1"` gets blank lines around its inside. In what does not,
//! text behind a blank line is still read as Markdown: kramdown would show its signs, and nobody
//! wants to see those. `markdown="0"` keeps it from that.

use std::collections::HashMap;
use std::ops::Range;

use super::Notes;
use super::attributes::{List, OF_ANY, in_tag, list_at};
use super::lists::{Found, report};
use crate::dialect::jekyll::elements::{Element, elements};
use crate::dialect::jekyll::flow::{Edit, Flow, is_hole};
use crate::dialect::jekyll::{code, filters, lines};
use crate::dialect::text::DEEPEST;

/// The elements that kramdown takes for blocks (its `HTML_BLOCK_ELEMENTS`).
const BLOCKS: [&str; 48] = [
    "address",
    "article",
    "aside",
    "applet",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "legend",
    "li",
    "main",
    "map",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tfoot",
    "tr",
    "ul",
];

/// Elements that hold words, not blocks.
const OF_WORDS: [&str; 15] = [
    "a",
    "caption",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "legend",
    "p",
    "span",
    "summary",
    "figcaption",
    "th",
];

/// What an element's inside is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// HTML, in which text behind a blank line is Markdown.
    Html,
    /// HTML and nothing else.
    Raw,
    /// Markdown.
    Blocks,
    /// Markdown of one paragraph.
    Words,
}

/// What becomes of the HTML blocks in `flow`. `reads_all` tells whether Markdown is read in all of
/// them.
pub fn edits(flow: &Flow, reads_all: bool, notes: &mut Notes) -> Vec<Edit> {
    let text = flow.text();
    let begins = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        line.starts_with('<') && line[1..].starts_with(|it: char| it.is_ascii_alphabetic())
    };
    if !text.lines().any(begins) {
        return Vec::new();
    }
    let elements = elements(text, &code::ranges(text));
    let mut pass =
        Pass { text, elements: &elements, reads_all, edits: Vec::new(), lists: Vec::new() };
    pass.blocks(0, 0..text.len(), "", 0);
    let Pass { mut edits, lists, .. } = pass;
    for (open, list) in lists {
        notes.count(&list.attributes.name(), true);
        report(flow, &list, &list.attributes, &OF_ANY, notes);
        edits.push(Edit::replace(list.range.clone(), ""));
        let tag = in_tag(&text[open.clone()], &list.attributes);
        edits.extend(tag.map(|it| Edit::replace(open, it)));
    }
    for Element { open, markdown, .. } in &elements {
        if let Some(value) = markdown {
            let known = ["1", "0", "block", "span"].contains(&value.as_str());
            notes.count(&format!("markdown={value}"), known);
            if !known {
                let found = format!("`markdown=\"{value}\"` is none that kramdown knows");
                notes.warn(
                    flow,
                    open.clone(),
                    found,
                    "write markdown=\"1\", \"block\", \"span\" or \"0\"",
                );
            }
        }
    }
    edits.retain(|it| !(it.range.is_empty() && it.text.is_empty()));
    edits
}

struct Pass<'t> {
    text: &'t str,
    /// In the order of their opening tags.
    elements: &'t [Element],
    reads_all: bool,
    edits: Vec<Edit>,
    /// Attribute lists behind blocks, and the opening tags of those.
    lists: Vec<(Range<usize>, Found)>,
}

impl Pass<'_> {
    /// The blocks of HTML that begin in `range`, which is Markdown whose first line goes on behind a
    /// tag and whose others begin with `prefix`; the elements from `next` on are those behind its
    /// start. Returns the first that is not in it.
    fn blocks(
        &mut self,
        mut next: usize,
        range: Range<usize>,
        prefix: &str,
        depth: usize,
    ) -> usize {
        while let Some(element) = self.elements.get(next).filter(|it| it.open.start < range.end) {
            let before = lines::before(&self.text[range.start..], element.open.start - range.start);
            let is_first_line = before.len() == element.open.start - range.start;
            let is_block = BLOCKS.contains(&element.name.as_str())
                || element.markdown.as_deref() == Some("block");
            if element.close.end > range.end || !is_block || !lines::begins_block(before) {
                next += 1;
                continue;
            }
            let own = lines::continuation(before);
            let prefix = if is_first_line && own.is_empty() { prefix } else { &own };
            let (open, end) = (element.open.clone(), element.close.end);
            next = self.element(next, prefix, depth);
            self.end_block(open, end, prefix);
        }
        next
    }

    /// One element, whose lines begin with `prefix`. Returns the first that is not in it.
    fn element(&mut self, index: usize, prefix: &str, depth: usize) -> usize {
        let Element { name, open, close, .. } = &self.elements[index];
        let inside = open.end..close.start;
        let mut next = index + 1;
        let own = self.kind(index);
        if depth > DEEPEST {
            // Too deep to look into; nobody writes this.
            while self.elements.get(next).is_some_and(|it| it.open.start < close.start) {
                next += 1;
            }
            return next;
        }
        match own {
            Inside::Words => {
                self.words(index, prefix);
                while self.elements.get(next).is_some_and(|it| it.open.start < close.start) {
                    next += 1;
                }
            }
            Inside::Blocks => {
                self.edits.push(Edit::insert(open.end, format!("\n{prefix}\n{prefix}"), 0));
                let before = lines::before(self.text, close.start);
                let is_first = before.chars().all(|it| matches!(it, ' ' | '\t' | '>'));
                let start = if is_first { close.start - before.len() } else { close.start };
                // The tag must not be indented so far that it becomes code.
                let gap = if is_first {
                    format!("{prefix}\n{prefix}")
                } else {
                    format!("\n{prefix}\n{prefix}")
                };
                let inside = inside.start..start.max(inside.start);
                self.edits.push(Edit { range: inside.end..close.start, text: gap, order: 1 });
                next = self.blocks(next, inside, prefix, depth + 1);
            }
            Inside::Html | Inside::Raw => {
                let is_verbatim = matches!(name.as_str(), "pre" | "textarea" | "script" | "style");
                let mut at = inside.start;
                while let Some(element) =
                    self.elements.get(next).filter(|it| it.open.start < close.start)
                {
                    let kind = self.kind(next);
                    let stands_out =
                        element.name == "pre" || matches!(kind, Inside::Blocks | Inside::Words);
                    if element.close.end > close.start || !stands_out {
                        next += 1;
                        continue;
                    }
                    if !is_verbatim {
                        self.lines(at..element.open.start, prefix, own == Inside::Raw);
                    }
                    at = element.close.end;
                    if element.name == "pre" && kind == Inside::Html {
                        self.verbatim(element.open.end..element.close.start);
                    }
                    next = self.element(next, prefix, depth + 1);
                }
                if !is_verbatim {
                    self.lines(at..inside.end, prefix, own == Inside::Raw);
                }
            }
        }
        next
    }

    fn kind(&self, index: usize) -> Inside {
        let Element { name, markdown, .. } = &self.elements[index];
        let by_name = || match OF_WORDS.contains(&name.as_str()) {
            true => Inside::Words,
            false => Inside::Blocks,
        };
        let holds_text = !matches!(
            name.as_str(),
            "pre"
                | "table"
                | "tbody"
                | "thead"
                | "tfoot"
                | "tr"
                | "ul"
                | "ol"
                | "dl"
                | "colgroup"
                | "iframe"
        );
        match markdown.as_deref() {
            Some("0") => Inside::Raw,
            Some("1") if holds_text => by_name(),
            Some("block") => Inside::Blocks,
            Some("span") => Inside::Words,
            None if self.reads_all && holds_text => by_name(),
            _ => Inside::Html,
        }
    }

    /// Lines of HTML: none is indented so far that it becomes code, and no blank line stands before a
    /// tag, or at all where nothing is Markdown.
    fn lines(&mut self, range: Range<usize>, prefix: &str, is_raw: bool) {
        let text = &self.text[range.clone()];
        let mut at = range.start;
        let mut blank: Vec<Range<usize>> = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            // The first is the rest of a line.
            if number == 0 {
                continue;
            }
            let words = line.trim_start_matches([' ', '\t', '>']);
            let is_last = at == range.end && !line.ends_with('\n');
            if words.trim().is_empty() && !is_last {
                blank.push(start..at);
                continue;
            }
            let begins_tag = words.starts_with('<') || is_last && words.is_empty();
            if begins_tag || is_raw {
                self.edits.extend(blank.drain(..).map(|it| Edit::replace(it, "")));
            }
            let is_after_blank = !blank.is_empty();
            blank.clear();
            let indentation = line.len() - words.len();
            let own = &line[..indentation];
            let is_deep = own.chars().filter(|it| *it != '>').count()
                > prefix.chars().filter(|it| *it != '>').count();
            if is_deep && (begins_tag || is_raw || is_after_blank) {
                self.edits.push(Edit::replace(start..start + indentation, prefix));
            }
        }
    }

    /// Blank lines in `pre` would end the block: a reference to a line feed is none.
    fn verbatim(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let mut at = range.start;
        let mut blank: Option<Range<usize>> = None;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if line.trim().is_empty() && line.ends_with('\n') && start > range.start {
                blank = Some(blank.map_or(start, |it| it.start)..at);
            } else if let Some(blank) = blank.take() {
                let count = self.text[blank.clone()].matches('\n').count();
                self.edits.push(Edit::replace(blank, "&#10;".repeat(count)));
            }
        }
    }

    /// Markdown of one paragraph within a tag becomes HTML here: CommonMark reads none on the line of
    /// a block's tag.
    fn words(&mut self, index: usize, prefix: &str) {
        let Element { name, open, close, .. } = &self.elements[index];
        let inside = &self.text[open.end..close.start];
        let mut html = filters::markdownified(inside.trim());
        // In an address the renderer has encoded what stands for a reference.
        for hole in inside.chars().filter(|it| is_hole(*it)) {
            html = html.replace(&crate::route::encode(&hole.to_string()), &hole.to_string());
        }
        let html = html.trim();
        let words = html.strip_prefix("<p>").and_then(|it| it.strip_suffix("</p>"));
        let words = words.filter(|it| !it.contains("<p>"));
        match words {
            Some(words) => {
                self.edits.push(Edit::replace(open.end..close.start, words.replace('\n', " ")))
            }
            // Several blocks: `p` cannot hold them.
            None if !inside.trim().is_empty() => {
                let tag = if name == "p" { "div" } else { name.as_str() };
                let attributes = &self.text[open.start + 1 + name.len()..open.end];
                self.edits.push(Edit::replace(
                    open.clone(),
                    format!("<{tag}{attributes}\n{prefix}\n{prefix}"),
                ));
                self.edits
                    .push(Edit::replace(close.clone(), format!("\n{prefix}\n{prefix}</{tag}>")));
            }
            None => {}
        }
    }

    /// What follows a block is Markdown again: CommonMark wants a blank line for that.
    fn end_block(&mut self, open: Range<usize>, end: usize, prefix: &str) {
        let rest = lines::behind(self.text, end);
        let next = self.text[end + rest.len()..].strip_prefix('\n').map(|it| lines::behind(it, 0));
        if !rest.trim().is_empty() {
            // A comment behind the tag, or the end of a line that goes on, stays on it.
            if !rest.trim_start().starts_with('<') {
                self.edits.push(Edit::insert(end, format!("\n{prefix}\n{prefix}"), 0));
            }
            return;
        }
        let Some(next) = next.filter(|it| !it.trim_matches([' ', '\t', '>']).is_empty()) else {
            return;
        };
        self.edits.push(Edit::insert(end, format!("\n{prefix}"), 0));
        let at =
            end + rest.len() + 1 + next.len() - next.trim_start_matches([' ', '\t', '>']).len();
        if let Some((range, List::Attributes(list))) = list_at(self.text, at)
            && lines::behind(self.text, range.end).trim().is_empty()
            && let Some(attributes) = list.resolved(&HashMap::new())
        {
            self.lists.push((open, Found { range, attributes }));
        }
    }
}
