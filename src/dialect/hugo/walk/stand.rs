//! Where a shortcode stands: what must be before and behind a block that takes its place so that lists,
//! quotes and tables stay what they are, and what holds for the inside.

use std::ops::Range;

use super::super::super::html;
use super::super::super::lines::Margin;
use super::super::super::text::fence;
use super::super::lexer::Call;
use super::Walk;
use crate::markdown;

/// What holds for the inside of a shortcode.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'s> {
    /// How many are around it.
    pub depth: usize,
    /// The shortcode around it.
    pub parent: Option<&'s Call<'s>>,
    /// How many columns of white space its lines lose: what is indented for the eye would be code.
    pub strip: usize,
    /// How wide the margin of the outermost shortcode is.
    pub margin: usize,
    /// Whether it is raw HTML, which a blank line would end.
    pub is_raw: bool,
    /// Whether `<--->` divides it.
    pub is_divided: bool,
}

/// Where a shortcode stands.
#[derive(Debug)]
pub struct Stand {
    /// Its bytes, with all that is inside.
    pub whole: Range<usize>,
    /// What stands before it on its line.
    pub margin: Margin,
    /// How many bytes before it belong to a margin that is not kept.
    pub cut: usize,
    /// Whether nothing stands behind it on its line.
    pub is_last: bool,
    /// Whether it is in a row of a table.
    pub is_in_row: bool,
    /// How many columns its lines lose.
    strip: usize,
}

impl Stand {
    /// HTML that stands by itself, as Markdown has to have it here.
    pub fn block(&self, html: &str) -> String {
        if self.is_in_row {
            return html::in_row(html);
        }
        format!("{}{html}{}", self.before(), self.after())
    }

    /// What parts it from the words before it.
    pub fn before(&self) -> String {
        if self.margin.is_first { String::new() } else { self.margin.gap() }
    }

    /// What parts it from the words behind it.
    pub fn after(&self) -> String {
        if self.is_last { self.margin.end() } else { self.margin.gap() }
    }

    /// The tags around the inside of a block, with empty lines between, so that it is read as
    /// Markdown.
    pub fn around(&self, open: &str, close: &str) -> (String, String) {
        if self.is_in_row {
            return (html::in_row(open), html::in_row(close));
        }
        let gap = self.margin.gap();
        (format!("{}{open}{gap}", self.before()), format!("{gap}{close}{}", self.after()))
    }

    /// A fenced block of code between these tags, if there are any. Its lines have the margin's
    /// indentation, and what they had in common with it before is taken from them.
    pub fn fenced(&self, code: &str, info: &str, open: &str, close: &str) -> String {
        let code = code.trim_matches(['\n', '\r']).trim_end();
        let margin = &self.margin.text;
        let fence = fence(code);
        let (open, close) = match open.is_empty() {
            true => (self.before(), self.after()),
            false => self.around(open, close),
        };
        let mut lines = String::new();
        for line in code.split('\n') {
            let quoted = line.strip_prefix(margin).or(line.strip_prefix(margin.trim_end()));
            let line = match quoted.filter(|_| self.margin.is_quoted()) {
                Some(line) => line,
                None => &line[width(line).min(self.strip + margin.len())..],
            };
            let margin = if line.is_empty() { margin.trim_end() } else { margin };
            lines.push_str(&format!("{margin}{line}\n"));
        }
        format!("{open}{fence}{info}\n{lines}{margin}{fence}{close}")
    }
}

impl Scope<'_> {
    /// What holds inside of the shortcode `call`. Its lines lose the indentation that they have in
    /// common: it is there for the eye. Lines behind an empty one are code, as Markdown has it.
    pub fn within<'t>(&self, call: &'t Call<'t>, inside: &str, stand: &Stand) -> Scope<'t> {
        let margin = if self.depth == 0 { width(&stand.margin.text) } else { self.margin };
        let mut lines = inside.split('\n').skip(1).peekable();
        let is_apart = lines.peek().is_some_and(|it| it.trim().is_empty());
        // The last line is the closing tag's.
        let count = inside.split('\n').count().saturating_sub(2);
        let filled = lines.take(count).filter(|it| !it.trim().is_empty());
        let common = filled.map(width).min().unwrap_or_default();
        let is_code = is_apart && common >= margin + 4;
        let strip = if is_code || stand.margin.is_quoted() {
            self.strip
        } else {
            common.saturating_sub(margin)
        };
        Scope {
            depth: self.depth + 1,
            parent: Some(call),
            strip: strip.max(self.strip),
            margin,
            is_raw: self.is_raw,
            is_divided: call.name.eq_ignore_ascii_case("columns"),
        }
    }
}

impl Walk<'_> {
    /// Where the shortcode stands whose tags these are.
    pub fn stand(
        &mut self,
        tag: &Range<usize>,
        closer: Option<&Range<usize>>,
        scope: &Scope<'_>,
    ) -> Stand {
        let marks = self.marks;
        let whole = tag.start..closer.map_or(tag.end, |it| it.end);
        let is_last = marks.lines.is_last(whole.end);
        let mut margin = marks.lines.margin(tag.start);
        let start = marks.lines.start(tag.start);
        let line = &marks.text.text[start..];
        let is_in_row =
            !margin.is_first && line.get(margin.text.len()..).is_some_and(|it| it.starts_with('|'));
        margin.text.drain(..width(&margin.text).min(scope.strip));
        // A shortcode that begins in a quote and ends outside of it has its inside within the quote,
        // in Hugo. Here it would end with the quote; so the quote's mark stays away.
        let number = |range: &Range<usize>| marks.lines.number(range.start);
        let ends_outside = closer.is_some_and(|it| {
            number(it) != number(tag) && !marks.lines.margin(it.start).is_quoted()
        });
        let kept = match margin.text.find('>') {
            Some(quote) if ends_outside && margin.is_first => quote,
            Some(_) => margin.text.len(),
            // So far to the right only what is in a list is no code.
            None if scope.depth == 0
                && margin.is_first
                && margin.text.len() >= 4
                && !self.is_in_list(tag.start) =>
            {
                0
            }
            None => margin.text.len(),
        };
        let cut = margin.text.len() - kept;
        margin.text.truncate(kept);
        Stand { whole, margin, cut, is_last, is_in_row, strip: scope.strip }
    }

    fn is_in_list(&mut self, offset: usize) -> bool {
        let marks = self.marks;
        let blocks =
            self.lists.get_or_insert_with(|| markdown::blocks(&marks.text.without(&marks.hidden)));
        let next = blocks.partition_point(|it| it.range.end <= offset);
        blocks.get(next).is_some_and(|it| it.is_list && it.range.start <= offset)
    }
}

/// How many spaces a line begins with.
pub fn width(line: &str) -> usize {
    line.bytes().take_while(|it| *it == b' ').count()
}
