//! What kramdown adds to Markdown (kramdown 2, "Syntax"): extensions `{::name}`, Markdown in HTML
//! blocks, and attribute lists `{: .class #id key="value"}`. Each becomes Markdown, or HTML that
//! Markdown may stand in.
//!
//! Abbreviations, `*[HTML]: …`, are explained where they stand. Owns the order of these passes and
//! what is told about them. They come after Liquid and read the
//! text as a whole: a list may belong to what an include brought. Math, footnotes and definition
//! lists are the renderer's.
//!
//! A class or id goes to the heading, link or image itself; any other block is wrapped in a `div`,
//! other text in a `span`. `target`, `rel`, `loading`, `data-*` and the like are passed over without a
//! word: they mean nothing on our site. Attributes that would change what is seen, such as `style`,
//! are reported.

use std::ops::Range;

use super::flow::{Edit, Flow};
use super::{Finding, lines};
use crate::dialect::{Sort, Tally, abbreviations};

mod attributes;
mod blocks;
mod extensions;
mod html;
mod lists;
mod outline;
mod spans;

/// What a text of Markdown became, and what was found in it.
pub struct Outcome {
    /// The text.
    pub flow: Flow,
    /// The attribute lists and extensions.
    pub tally: Tally,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Reads `flow`. `reads_html` tells whether Markdown is read in every HTML block.
pub fn read(flow: Flow, reads_html: bool) -> Outcome {
    let mut notes = Notes::default();
    let edits = extensions::edits(&flow, &mut notes);
    let flow = flow.edited(edits);
    let edits = html::edits(&flow, reads_html, &mut notes);
    let mut flow = flow.edited(edits);
    let edits = lists::edits(&mut flow, &mut notes);
    let flow = flow.edited(edits);
    let (edits, definitions) = abbreviations::edits(flow.text());
    for _ in 0..definitions {
        notes.count("*[abbreviation]", true);
    }
    let edits = edits.into_iter().map(|(range, new)| Edit::replace(range, new)).collect();
    Outcome { flow: flow.edited(edits), tally: notes.tally, findings: notes.findings }
}

/// What is found on the way.
#[derive(Default)]
struct Notes {
    tally: Tally,
    findings: Vec<Finding>,
}

impl Notes {
    fn count(&mut self, name: &str, is_understood: bool) {
        self.tally.note(Sort::AttributeList, name, is_understood);
    }

    fn warn(&mut self, flow: &Flow, at: Range<usize>, found: String, advice: &str) {
        self.findings.push(Finding { at: flow.source(at).start, found, advice: advice.into() });
    }
}

/// Puts the block from `start` to `end` between the tags `open` and `close`, told apart by blank lines,
/// as deep in lists and quotes as it stands. Of blocks that begin or end together the one with the
/// smaller `depth` is the outer.
fn wrap(text: &str, start: usize, end: usize, open: &str, close: &str, depth: i32) -> [Edit; 2] {
    let prefix = lines::continuation(lines::before(text, start));
    [
        Edit::insert(start, format!("{open}\n{prefix}\n{prefix}"), depth),
        Edit::insert(end, format!("\n{prefix}\n{prefix}{close}\n{prefix}"), -depth),
    ]
}
