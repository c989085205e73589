//! Attributes of blocks: a line `{.class #id}` below a paragraph, list, table or quote
//! (`markup.goldmark.parser.attribute.block`). Headings and fences carry theirs themselves, and the
//! renderer reads those.

use std::ops::Range;

use super::super::html;
use super::super::text::{Found, Text, argument, words};
use super::marks::Mark;
use crate::markdown;

/// How long a line of attributes may be.
const LONGEST: usize = 1000;

/// The starts and ends of the blocks of `text` that have attributes; `hidden` is no Markdown.
pub fn find<'a>(text: &Text<'_>, hidden: &[Range<usize>]) -> Vec<Found<Mark<'a>>> {
    let mut found = Vec::new();
    if !text.text.contains("\n{") {
        return found;
    }
    let masked = text.without(hidden);
    let blocks = markdown::blocks(&masked);
    let mut at = 0;
    for line in masked.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(attributes) = read(line.trim_end()) else { continue };
        let next = blocks.partition_point(|it| it.range.end <= start);
        // The line is the last one of its block, and not all of it.
        let block = blocks.get(next).filter(|it| {
            it.range.start < start
                && masked.get(at..it.range.end).is_none_or(|it| it.trim().is_empty())
        });
        let Some(block) = block.filter(|_| text.code_at(start).is_none()) else { continue };
        let mark = |range, what| Found { range, is_in_code: false, what };
        found.push(mark(block.range.start..block.range.start, Mark::BlockStart(attributes)));
        found.push(mark(start - 1..start + line.trim_end().len(), Mark::BlockEnd));
    }
    found
}

/// The tag for a line of attributes, if it is one.
fn read(line: &str) -> Option<String> {
    let inside = line.strip_prefix('{')?.strip_suffix('}')?;
    if line.len() > LONGEST || inside.contains(['{', '}']) {
        return None;
    }
    let mut id = None;
    let mut classes = Vec::new();
    let mut others = Vec::new();
    for word in words(inside) {
        match (word.strip_prefix('.'), word.strip_prefix('#'), argument(word)) {
            (Some(class), ..) if !class.is_empty() => classes.push(class),
            (_, Some(name), _) if !name.is_empty() => id = Some(name),
            (_, _, (Some("class"), value)) => classes.push(value),
            (_, _, (Some("id"), value)) => id = Some(value),
            (_, _, (Some(name), value)) => others.push((name, Some(value))),
            _ => return None,
        }
    }
    let classes = Some(classes.join(" ")).filter(|it| !it.is_empty());
    if id.is_none() && classes.is_none() && others.is_empty() {
        return None;
    }
    let mut attributes = vec![("id", id), ("class", classes.as_deref())];
    attributes.extend(others);
    Some(html::tag("div", &attributes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let marks = find(&Text::made(text, 0..0), &[]);
        marks
            .into_iter()
            .map(|it| match it.what {
                Mark::BlockStart(tag) => format!("{tag}{}", it.range.start),
                _ => text[it.range].trim().to_owned(),
            })
            .collect()
    }

    #[test]
    fn blocks_have_the_attributes_below_them() {
        assert_eq!(
            found("a\n\nb\nc\n{.x #y class=\"z\" style=\"s\"}\n\nd\n"),
            ["<div id=\"y\" class=\"x z\" style=\"s\">3", "{.x #y class=\"z\" style=\"s\"}"]
        );
        assert_eq!(found("* a\n  * b\n{.x}\n").len(), 2);
        assert_eq!(found("| a |\n|---|\n| b |\n{.x}\n\nc\n").len(), 2);
        assert_eq!(found("> a\n{.x}\n").len(), 2);
    }

    #[test]
    fn other_braces_are_text() {
        for text in
            ["a\n\n{.x}\n", "{.x}\n", "a\n{x}\nb\n", "a\n{.x}\nb\n", "a\n{}\n", "```\n{.x}\n```\n"]
        {
            assert_eq!(found(text), [""; 0], "{text:?}");
        }
    }
}
