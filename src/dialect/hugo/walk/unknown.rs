//! What is not understood: it stays visible, is counted, and the author is told.

use std::ops::Range;

use super::super::super::html;
use super::super::super::tally::Sort;
use super::super::super::text::DEEPEST;
use super::super::lexer::Call;
use super::super::marks::is_inline;
use super::super::shortcodes;
use super::{Scope, Walk};
use crate::warning::{Kind, Warning};

/// What is said of shortcodes that are left in place.
const STAYS: &str = "it stays in the text as it is; write what it stood for in Markdown";

/// What is said of shortcodes that are known, but not like this.
const MEND: &str = "mend its arguments or close it; it stays in the text as it is";

/// What is said of tags that cannot be read.
const MEND_TAG: &str = "mend its quotes or its end; it stays in the text as it is";

/// How many findings a document may have; the summary counts the others too.
const MOST_WARNINGS: usize = 1_000;
const LAST_WARNING: usize = MOST_WARNINGS - 1;

/// How many bytes before a shortcode are looked at for the tag of raw HTML it may be in.
const LONGEST_LOOK: usize = 500;

impl<'w> Walk<'w> {
    /// A closing tag of nothing.
    pub fn stray(&mut self, range: &Range<usize>, name: &str) {
        let found = format!("`/{name}` closes a shortcode that is not open");
        self.not_understood(range, name, found, STAYS);
        self.visible(range.clone(), false);
    }

    /// A tag that cannot be read.
    pub fn broken(&mut self, range: &Range<usize>, name: &str) {
        let found = match name {
            "" => "a shortcode begins here and cannot be read".into(),
            name => format!("the shortcode `{name}` cannot be read"),
        };
        self.not_understood(range, name, found, MEND_TAG);
        self.visible(range.clone(), false);
    }

    /// A shortcode that is not understood: its tags stay visible, and what is between them is read.
    pub fn unknown(
        &mut self,
        call: &'w Call<'w>,
        index: usize,
        partner: Option<usize>,
        has_room: bool,
        scope: &Scope<'_>,
    ) {
        let marks = self.marks;
        let tag = marks.found[index].range.clone();
        let closer = partner.map(|it| marks.found[it].range.clone());
        let name = call.name;
        let found = if is_inline(name) {
            format!("the inline shortcode `{name}` is a template, which is not run")
        } else if !has_room {
            format!("the shortcode `{name}` is one too many, or too deep in others")
        } else if shortcodes::is_known(name) {
            format!("the shortcode `{name}` lacks what it needs, or has what is not understood")
        } else {
            format!("the shortcode `{name}` is not understood")
        };
        let advice = if shortcodes::is_known(name) && has_room { MEND } else { STAYS };
        self.not_understood(&tag, name, found, advice);
        let Some(closer) = closer else { return self.visible(tag, false) };
        if is_inline(name) {
            let whole = tag.start..closer.end;
            let code = &marks.text.text[whole.clone()];
            let stand = self.stand(&tag, Some(&closer), scope);
            let is_block = code.contains('\n') && stand.margin.is_first;
            let shown = match is_block {
                true => stand.fenced(code, "go-html-template", "", ""),
                false => html::code_span(code),
            };
            return self.made(shown, whole);
        }
        self.visible(tag.clone(), true);
        if scope.depth < DEEPEST {
            let inner = Scope { depth: scope.depth + 1, parent: Some(call), ..*scope };
            let within = index + 1..partner.unwrap_or(index + 1);
            self.part(tag.end..closer.start, within, &inner);
        } else {
            // Too deep to go on: the rest is one piece of text.
            self.prose(tag.end..closer.start, scope);
        }
        self.visible(closer, true);
    }

    /// Shows a tag as it was written. One of a pair that has its line to itself is kept apart from
    /// what is between the two.
    fn visible(&mut self, range: Range<usize>, is_of_pair: bool) {
        let marks = self.marks;
        let text = &marks.text.text[range.clone()];
        if self.is_in_tag(range.start) {
            return self.push(marks.text.piece(range));
        }
        self.leak = Some(marks.lines.number(range.end));
        let margin = marks.lines.margin(range.start);
        let is_alone = is_of_pair && margin.is_first && marks.lines.is_last(range.end);
        let code = html::code_span(text);
        let shown = match is_alone {
            true => format!("{}\n{}{code}{}", margin.end(), margin.text, margin.end()),
            false => code,
        };
        self.made(shown, range);
    }

    fn not_understood(&mut self, range: &Range<usize>, name: &str, found: String, advice: &str) {
        self.walked.tally.note(Sort::Shortcode, name, false);
        self.warn(range.start, found, advice);
    }

    /// Tells the author of what stands at `offset` of the body.
    pub fn warn(&mut self, offset: usize, found: String, advice: &str) {
        let (found, advice) = match self.walked.warnings.len() {
            MOST_WARNINGS.. => return,
            LAST_WARNING => ("there are more such shortcodes from here on".to_owned(), STAYS),
            _ => (found, advice),
        };
        let (line, column) = self.places.of(self.marks.text.source(offset..offset).start);
        self.walked.warnings.push(Warning {
            file: self.document.file.path.clone(),
            line,
            column,
            kind: Kind::Construct,
            found,
            advice: advice.into(),
        });
    }

    /// Whether `offset` lies within a tag of raw HTML, such as in the value of an attribute.
    pub fn is_in_tag(&self, offset: usize) -> bool {
        let mut start = offset.saturating_sub(LONGEST_LOOK);
        while !self.marks.text.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &self.marks.text.text[start..offset];
        let open = before.match_indices('<').rev().map(|(at, _)| at).find(|at| {
            before[at + 1..].starts_with(|it: char| it.is_ascii_alphabetic())
                && !before[..*at].ends_with("{{")
        });
        let Some(open) = open else { return false };
        // What shortcodes before it end with ends no tag.
        !before[open..].replace(">}}", "").contains('>')
    }
}
