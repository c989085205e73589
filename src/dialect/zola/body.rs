//! The shortcodes of a body, put into the HTML and Markdown they mean.

use std::ops::Range;

use super::call::Call;
use super::constructs::{Construct, find};
use super::shortcodes::{self, Meaning};
use crate::dialect::lines::{Lines, Margin, not_understood};
use crate::dialect::revision::{Edit, New, Revision};
use crate::dialect::tally::Sort;
use crate::dialect::text::{DEEPEST, Found, Side, Text, pairs};
use crate::document::Document;
use crate::language::Language;
use crate::warning::Warning;

/// Reads the shortcodes of `document`.
pub fn read(document: &mut Document, language: Language, warnings: &mut Vec<Warning>) {
    let source = document.file.text.clone();
    let body = document.body_range();
    let text = &source[body.clone()];
    if !text.contains("{{") && !text.contains("{%") {
        return;
    }
    let text = Text::made(text, 0..0);
    let found = find(&text);
    let lines = Lines::new(text.text);
    let (edits, unknown) = (Vec::new(), Vec::new());
    let mut reader = Reader { lines: &lines, language, document, edits, unknown };
    reader.read(&found);
    let Reader { edits, unknown, .. } = reader;
    let unknown = unknown.into_iter().map(|(at, found)| (body.start + at, found)).collect();
    warnings.extend(not_understood(document, unknown));
    document.body = Revision::new(&source, body).edited(edits).into_pieces();
}

struct Reader<'t> {
    lines: &'t Lines<'t>,
    language: Language,
    document: &'t mut Document,
    edits: Vec<Edit>,
    /// What is not understood: where it stands, and what to say of it.
    unknown: Vec<(usize, String)>,
}

/// What stands at the end of a body.
#[derive(Clone)]
struct Closing {
    html: String,
    margin: Margin,
    is_html: bool,
}

impl Reader<'_> {
    fn read(&mut self, found: &[Found<Construct<'_>>]) {
        let partners = pairs(found, |it| match &it.what {
            Construct::Open(_) if !it.is_in_code => ("end", Side::Open),
            Construct::End if !it.is_in_code => ("end", Side::Close),
            _ => ("", Side::Alone),
        });
        // For each `{% end %}` that closes something, what takes its place, if anything does.
        let mut closings: Vec<Option<Option<Closing>>> = vec![None; found.len()];
        let mut depth = 0_usize;
        for (index, Found { range, is_in_code, what }) in found.iter().enumerate() {
            match what {
                Construct::Escaped(shown) => self.edits.push(Edit::replace(range.clone(), shown)),
                _ if *is_in_code => {}
                Construct::Inline(call) => self.inline(call, range),
                Construct::Open(call) => {
                    let Some(close) = partners[index] else {
                        let found = format!("the shortcode `{}` is never closed", call.name);
                        self.note(call.name, false);
                        self.unknown.push((range.start, found));
                        continue;
                    };
                    depth += 1;
                    let closing = (depth <= DEEPEST).then(|| self.open(call, range)).flatten();
                    closings[close] = Some(closing);
                }
                Construct::End => match closings[index].take() {
                    Some(closing) => {
                        depth -= 1;
                        self.edits.extend(closing.map(|it| self.close(&it, range)));
                    }
                    None => self.unknown.push((range.start, "`{% end %}` closes nothing".into())),
                },
                Construct::Tera(name) => {
                    self.note(name, false);
                    let found = format!("`{name}` of Tera is not understood");
                    self.unknown.push((range.start, found));
                }
            }
        }
    }

    fn note(&mut self, name: &str, is_understood: bool) {
        self.document.tally.note(Sort::Shortcode, name, is_understood);
    }

    /// A call without a body.
    fn inline(&mut self, call: &Call<'_>, range: &Range<usize>) {
        let new = match shortcodes::read(call, false, self.language) {
            Some(Meaning::Inline(html)) => New::Markdown(html),
            Some(Meaning::Block(html)) => {
                New::Markdown(self.apart(&self.lines.margin(range.start), range, &html, true))
            }
            Some(Meaning::Contents) => New::Contents,
            Some(Meaning::Around(..) | Meaning::Code(_)) | None => {
                return self.leave(call, range);
            }
        };
        self.note(call.name, true);
        self.edits.push(Edit { range: range.clone(), new });
    }

    /// A call whose body follows. Returns what stands at the body's end.
    fn open(&mut self, call: &Call<'_>, range: &Range<usize>) -> Option<Closing> {
        let (open, close, is_html) = match shortcodes::read(call, true, self.language) {
            Some(Meaning::Around(open, close)) => (open, close, true),
            Some(Meaning::Code(language)) => (format!("```{language}"), "```".into(), false),
            Some(Meaning::Inline(_) | Meaning::Block(_) | Meaning::Contents) | None => {
                self.leave(call, range);
                return None;
            }
        };
        self.note(call.name, true);
        let margin = self.lines.margin(range.start);
        let open = self.apart(&margin, range, &open, is_html);
        self.edits.push(Edit::replace(range.clone(), open));
        Some(Closing { html: close, margin, is_html })
    }

    fn close(&self, closing: &Closing, range: &Range<usize>) -> Edit {
        let Closing { html, margin, is_html } = closing;
        let is_first = self.lines.margin(range.start).is_first;
        let before = match (is_first, is_html) {
            (true, false) => String::new(),
            (true, true) | (false, false) => format!("\n{}", margin.text),
            (false, true) => margin.gap(),
        };
        let after = if self.lines.is_last(range.end) { margin.end() } else { margin.gap() };
        Edit::replace(range.clone(), format!("{before}{html}{after}"))
    }

    /// `html` on a line of its own; a blank one follows if it is HTML, which would not end before.
    fn apart(&self, margin: &Margin, range: &Range<usize>, html: &str, is_html: bool) -> String {
        let before = if margin.is_first { String::new() } else { margin.gap() };
        let after = match (self.lines.is_last(range.end), is_html) {
            (true, true) => margin.end(),
            (true, false) => String::new(),
            (false, true) => margin.gap(),
            (false, false) => format!("\n{}", margin.text),
        };
        format!("{before}{html}{after}")
    }

    fn leave(&mut self, call: &Call<'_>, range: &Range<usize>) {
        self.note(call.name, false);
        self.unknown
            .push((range.start, format!("the shortcode `{}` is not understood", call.name)));
    }
}
