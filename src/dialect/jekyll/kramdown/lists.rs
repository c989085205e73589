//! Attribute lists: found, told from what only looks like them, and given to what they belong to.
//!
//! A list alone on its line belongs to the block that ends on the line before, or else to the next
//! one; one at the start of a list item to the item; any other to the element it directly follows.

use std::collections::HashMap;
use std::ops::Range;

use super::attributes::{Attributes, List, list_at};
use super::outline::Outline;
use super::{Notes, blocks, spans};
use crate::dialect::jekyll::flow::{Edit, Flow};
use crate::dialect::jekyll::lines::shortened;
use crate::dialect::jekyll::{code, lines};
use crate::markdown::events;
use pulldown_cmark::{Event, Tag};

/// An attribute list in the text.
pub struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its attributes, those of the lists it names among them.
    pub attributes: Attributes,
}

/// What becomes of the lists in `flow`.
pub fn edits(flow: &mut Flow, notes: &mut Notes) -> Vec<Edit> {
    if !flow.text().contains("{:") {
        return Vec::new();
    }
    let text = flow.text().to_owned();
    let opaque = opaque(&text);
    let is_opaque = |at: usize| {
        let next = opaque.partition_point(|it| it.end <= at);
        opaque.get(next).is_some_and(|it| it.contains(&at))
    };
    let mut edits = Vec::new();
    let mut definitions: HashMap<String, Attributes> = HashMap::new();
    let mut written = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{:").map(|step| at + step) {
        at = start + 2;
        if is_opaque(start) {
            continue;
        }
        let Some((range, list)) = list_at(&text, start) else { continue };
        at = range.end;
        match list {
            List::Attributes(attributes) => written.push((range, attributes)),
            List::Definition(name, attributes) if is_alone(&text, &range) => {
                definitions.entry(name).or_default().add(&attributes);
                notes.count(":definition", true);
                edits.push(Edit::replace(range, ""));
            }
            List::Definition(..) => {}
        }
    }
    let lists: Vec<Found> = written
        .into_iter()
        .filter_map(|(range, list)| Some(Found { range, attributes: list.resolved(&definitions)? }))
        .collect();
    if lists.is_empty() {
        return edits;
    }
    // Without the lists the text has the structure that kramdown sees.
    let (alone, within): (Vec<Found>, Vec<Found>) =
        lists.into_iter().partition(|it| is_alone(&text, &it.range));
    let (items, within): (Vec<Found>, Vec<Found>) =
        within.into_iter().partition(|it| is_at_item(&text, &it.range));
    let (spans, loose): (Vec<Found>, Vec<Found>) =
        within.into_iter().partition(|it| may_follow_element(&text, it.range.start));
    let mut taken_out: Vec<Range<usize>> = edits.iter().map(|it| it.range.clone()).collect();
    taken_out.extend([&alone, &items, &spans].into_iter().flatten().map(|it| it.range.clone()));
    taken_out.sort_by_key(|it| it.start);
    let mut bare = code::blanked(&text, &taken_out);
    // White space behind the mark of an item would make its words code.
    for item in &items {
        bare.replace_range(item.range.clone(), &"x".repeat(item.range.len()));
    }
    let outline = Outline::of(&bare);
    edits.extend(blocks::edits(flow, &bare, &outline, &alone, &items, notes));
    edits.extend(spans::edits(flow, &outline, &spans, notes));
    for Found { range, attributes } in loose {
        if let Some(edit) = outline.heading_attributes(&text, &range, &attributes) {
            notes.count(&attributes.name(), true);
            edits.push(edit);
        } else if attributes.has_own() && text[..range.start].ends_with([' ', '\t']) {
            notes.count(&attributes.name(), false);
            let whole = shortened(&text[range.clone()]);
            let found = format!("the attribute list `{whole}` follows no element");
            notes.warn(
                flow,
                range,
                found,
                "put it directly behind what it is for, or take it away",
            );
        }
    }
    edits
}

/// Says what of `attributes` is left out.
pub fn report(
    flow: &Flow,
    list: &Found,
    attributes: &Attributes,
    kept: &[&str],
    notes: &mut Notes,
) {
    let left_out = attributes.left_out(kept);
    if !left_out.is_empty() {
        let whole = shortened(&flow.text()[list.range.clone()]);
        let found =
            format!("`{}` of the attribute list `{whole}` is left out", left_out.join("`, `"));
        let advice = match attributes.unread.is_empty() {
            true => "use a class, or HTML that may hold it",
            false => "values need quotes: width=\"300\"",
        };
        notes.warn(flow, list.range.clone(), found, advice);
    }
}

/// Code and raw HTML, where lists are text.
fn opaque(text: &str) -> Vec<Range<usize>> {
    let ranges = events(text).filter_map(|(event, range)| match event {
        Event::Code(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => Some(range),
        _ => None,
    });
    ranges.collect()
}

/// Whether nothing stands on the list's line but it and marks of quotes.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let is_mark = |it: char| matches!(it, ' ' | '\t' | '>');
    lines::before(text, range.start).chars().all(is_mark)
        && lines::behind(text, range.end).trim().is_empty()
}

/// Whether the list is the first thing in a list item that goes on behind it.
fn is_at_item(text: &str, range: &Range<usize>) -> bool {
    let before = lines::before(text, range.start);
    lines::begins_block(before) && before.contains(|it: char| !matches!(it, ' ' | '\t' | '>'))
}

/// Whether what stands before may be the end of an element, or of another list behind one.
fn may_follow_element(text: &str, start: usize) -> bool {
    text[..start].ends_with([')', ']', '*', '_', '`', '~', '>', '}'])
}
