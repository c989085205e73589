//! What the dialects' readers share: a text in which constructs are found, code told from prose,
//! opening tags paired with closing ones, and pieces made of the parts. Linear in the length of
//! the text, whatever it holds.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Document, Piece};

/// How long a tag may be, from its opener to its closer, in bytes. A longer one is text: without a
/// bound, openers that are never closed would each be looked for to the end.
pub const LONGEST_TAG: usize = 16_384;

/// How deep constructs may stand in each other. Deeper ones stay as they are.
pub const DEEPEST: usize = 40;

/// A text that is read for constructs: the body of a document, or what an include brought. Offsets
/// and ranges are bytes of [`Text::text`] unless said otherwise.
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    code: OnceCell<Vec<Range<usize>>>,
    find_code: fn(&str) -> Vec<Range<usize>>,
    place: Place,
}

/// Where a text comes from, in bytes of the source file.
enum Place {
    /// It stands in the source from this byte on.
    Source(usize),
    /// A construct there became it.
    Made(Range<usize>),
}

/// A construct in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it stands in code.
    pub is_in_code: bool,
    /// What it is.
    pub what: T,
}

/// Which side of a pair a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It opens, or stands alone.
    Open,
    /// It closes.
    Close,
    /// It can only stand alone.
    Alone,
}

impl<'a> Text<'a> {
    /// The body of `document`, which no dialect has taken apart yet.
    pub fn of_body(document: &'a Document) -> Self {
        let body = document.body_range();
        Self::new(&document.file.text[body.clone()], Place::Source(body.start))
    }

    /// A text that the construct at `from` (bytes of the source) became.
    pub fn made(text: &'a str, from: Range<usize>) -> Self {
        Self::new(text, Place::Made(from))
    }

    fn new(text: &'a str, place: Place) -> Self {
        Self { text, code: OnceCell::new(), find_code: crate::markdown::code_ranges, place }
    }

    /// The same text with `code` as its code, in order: a dialect may know better than CommonMark.
    pub fn with_code(self, code: Vec<Range<usize>>) -> Self {
        Self { code: OnceCell::from(code), ..self }
    }

    /// The same text, whose code `find_code` finds when it is asked for.
    pub fn finding_code(self, find_code: fn(&str) -> Vec<Range<usize>>) -> Self {
        Self { find_code, ..self }
    }

    /// Tells code from prose anew, as if there were nothing but words at `hidden`.
    pub fn hide(&mut self, hidden: &[Range<usize>]) {
        self.code = OnceCell::from(crate::markdown::code_ranges(&self.without(hidden)));
    }

    /// The text with letters instead of what is at `hidden`, line by line.
    pub fn without(&self, hidden: &[Range<usize>]) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for range in hidden.iter().filter(|it| it.start <= it.end) {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            let bytes = self.text.as_bytes()[range.clone()].iter();
            text.extend(bytes.map(|byte| if *byte == b'\n' { '\n' } else { 'x' }));
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        text
    }

    /// The code that `offset` lies in. The first question costs a parse, which spares documents
    /// without constructs one.
    pub fn code_at(&self, offset: usize) -> Option<Range<usize>> {
        let code = self.code.get_or_init(|| (self.find_code)(self.text));
        let next = code.partition_point(|range| range.end <= offset);
        code.get(next).filter(|range| range.contains(&offset)).cloned()
    }

    /// The bytes of the source file that `range` comes from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        match &self.place {
            Place::Source(start) => start + range.start..start + range.end,
            Place::Made(from) => from.clone(),
        }
    }

    /// The part `range` as it stands, if there is anything in it.
    pub fn piece(&self, range: Range<usize>) -> Option<Piece> {
        if range.is_empty() {
            return None;
        }
        Some(match &self.place {
            Place::Source(_) => Piece::Source(self.source(range)),
            Place::Made(from) => {
                Piece::Made { markdown: self.text[range].to_owned(), from: from.clone() }
            }
        })
    }

    /// Markdown that stands for what is at `range`.
    pub fn made_piece(&self, markdown: impl Into<String>, range: Range<usize>) -> Piece {
        Piece::Made { markdown: markdown.into(), from: self.source(range) }
    }

    /// The white space before `offset` on its line: what stands in a list is indented, and so must
    /// be the lines that a construct in it becomes.
    pub fn indentation(&self, offset: usize) -> &'a str {
        let line = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = &self.text[line..offset];
        &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether nothing but white space stands before and after `range` on its lines.
    pub fn is_alone_on_its_lines(&self, range: Range<usize>) -> bool {
        let is_space = [' ', '\t'];
        let before = self.text[..range.start].trim_end_matches(is_space);
        let after = self.text[range.end..].trim_start_matches(is_space);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with('\n'))
    }

    /// The constructs of the text, in order: wherever one of the bytes `starts` stands, `read` is
    /// asked, and says where the construct there ends and what it is, or that there is none.
    pub fn find<T>(
        &self,
        starts: &[u8],
        mut read: impl FnMut(&'a str, usize) -> Option<(usize, T)>,
    ) -> Vec<Found<T>> {
        let bytes = self.text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(step) = bytes[at..].iter().position(|byte| starts.contains(byte)) {
            let start = at + step;
            match read(self.text, start) {
                Some((end, what)) if end > start => {
                    let is_in_code = self.code_at(start).is_some();
                    found.push(Found { range: start..end, is_in_code, what });
                    at = end;
                }
                _ => at = start + 1,
            }
        }
        found
    }
}

/// Where `closer` ends after `from`, if the tag is no longer than [`LONGEST_TAG`].
pub fn end_of(text: &str, from: usize, closer: &str) -> Option<usize> {
    let mut limit = text.len().min(from + LONGEST_TAG);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    text.get(from..limit)?.find(closer).map(|length| from + length + closer.len())
}

/// Where closers such as `%}` stand in a text, asked for from its start to its end: each is looked for
/// once, however many openers there are.
pub struct Closers<'a> {
    text: &'a str,
    closer: &'a str,
    /// Where the next one starts, as far as it was looked for.
    next: usize,
    is_found: bool,
}

impl<'a> Closers<'a> {
    /// Those of `text` that are spelt `closer`.
    pub fn new(text: &'a str, closer: &'a str) -> Self {
        Self { text, closer, next: 0, is_found: false }
    }

    /// Where the next closer after `from` ends, if the tag is no longer than [`LONGEST_TAG`].
    pub fn end_after(&mut self, from: usize) -> Option<usize> {
        if !self.is_found || self.next < from {
            let next = self.text.get(from..)?.find(self.closer);
            self.next = next.map_or(usize::MAX, |length| from + length);
            self.is_found = true;
        }
        (self.next <= from.saturating_add(LONGEST_TAG)).then(|| self.next + self.closer.len())
    }
}

/// Whether `offset` lies in one of `ranges`, which are in order.
pub fn is_within(ranges: &[Range<usize>], offset: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= offset);
    ranges.get(next).is_some_and(|range| range.start <= offset)
}

/// For each construct, the index of the one that closes it. Pairs nest and never cross: a tag that
/// is still open when one around it closes stands alone.
pub fn pairs<'f, T>(
    found: &'f [Found<T>],
    name: impl Fn(&'f Found<T>) -> (&'f str, Side),
) -> Vec<Option<usize>> {
    let mut partners = vec![None; found.len()];
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (index, construct) in found.iter().enumerate() {
        let (name, side) = name(construct);
        match side {
            Side::Alone => {}
            Side::Open => {
                open.push((name, index));
                *counts.entry(name).or_default() += 1;
            }
            Side::Close if counts.get(name).copied().unwrap_or_default() > 0 => {
                while let Some((top, opener)) = open.pop() {
                    *counts.entry(top).or_default() -= 1;
                    if top == name {
                        partners[opener] = Some(index);
                        break;
                    }
                }
            }
            Side::Close => {}
        }
    }
    partners
}

/// A fence for a code block that holds `code`: longer than any run of backticks in it.
pub fn fence(code: &str) -> String {
    let longest = code.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

/// The words of a construct's inside, as shells split them: by white space, quotes keep together.
/// A word `key="value"` stays one; [`argument`] takes it apart.
pub fn words(inside: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = inside.trim_start();
    while !rest.is_empty() {
        let mut quote = None;
        let end = rest.char_indices().find(|(_, it)| match quote {
            Some(open) if *it == open => {
                quote = None;
                false
            }
            Some(_) => false,
            None if matches!(it, '"' | '\'' | '`') => {
                quote = Some(*it);
                false
            }
            None => it.is_whitespace(),
        });
        let end = end.map_or(rest.len(), |(index, _)| index);
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    words
}

/// A word as a name, if it is `name=value`, and its value without quotes.
pub fn argument(word: &str) -> (Option<&str>, &str) {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it))
    };
    match word.split_once('=') {
        Some((name, value)) if is_name(name) => (Some(name), unquoted(value)),
        _ => (None, unquoted(word)),
    }
}

/// A word without the quotes around it.
pub fn unquoted(word: &str) -> &str {
    ['"', '\'', '`']
        .iter()
        .find_map(|quote| word.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<Found<(String, Side)>> {
        Text::made(text, 0..0).find(b"{", |text, start| {
            let inside = text[start..].strip_prefix("{")?;
            let end = end_of(text, start, "}")?;
            let inside = &inside[..end - start - 2];
            Some(match inside.strip_prefix('/') {
                Some(name) => (end, (name.to_owned(), Side::Close)),
                None => (end, (inside.to_owned(), Side::Open)),
            })
        })
    }

    fn partners(text: &str) -> Vec<Option<usize>> {
        pairs(&tags(text), |it| (&it.what.0, it.what.1))
    }

    #[test]
    fn words_keep_quotes_together() {
        assert_eq!(words(" a \"b c\" d='e f'\n g"), ["a", "\"b c\"", "d='e f'", "g"]);
        assert_eq!(words("\"open"), ["\"open"]);
    }

    #[test]
    fn arguments_are_named_or_not() {
        assert_eq!(argument("loc=\"a b\""), (Some("loc"), "a b"));
        assert_eq!(argument("\"x=y\""), (None, "x=y"));
        assert_eq!(argument("../a.md"), (None, "../a.md"));
    }

    #[test]
    fn pairs_nest_and_never_cross() {
        assert_eq!(partners("{a}{a}{/a}{/a}"), [Some(3), Some(2), None, None]);
        assert_eq!(partners("{a}{b}{/a}{/b}"), [Some(2), None, None, None]);
        assert_eq!(partners("{x}{a}{/a}{/y}"), [None, Some(2), None, None]);
        let flood = "{a}".repeat(100_000) + &"{/b}".repeat(100_000);
        assert!(partners(&flood).iter().all(Option::is_none));
    }

    #[test]
    fn code_is_told_from_prose() {
        let found: Vec<bool> =
            tags("{a} `{b}`\n\n```\n{c}\n```\n").iter().map(|it| it.is_in_code).collect();
        assert_eq!(found, [false, true, true]);
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("a"), "```");
        assert_eq!(fence("a ````` b"), "``````");
    }
}
