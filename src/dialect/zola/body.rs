//! The shortcodes of a body, put into the HTML and Markdown they mean.

use std::ops::Range;

use super::call::Call;
use super::constructs::{Construct, find};
use super::shortcodes::{self, Meaning};
use crate::dialect::revision::{Edit, New, Revision};
use crate::dialect::tally::Sort;
use crate::dialect::text::{DEEPEST, Found, Side, Text, pairs};
use crate::document::Document;
use crate::language::Language;
use crate::warning::{Kind, Warning};

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
    let mut reader =
        Reader { text: &text, language, document, edits: Vec::new(), unknown: Vec::new() };
    reader.read(&found);
    let Reader { edits, unknown, .. } = reader;
    for (at, found) in unknown {
        let advice = "it stays in the text as it is; write what it stood for in Markdown".into();
        warnings.push(document.warning(body.start + at, Kind::Construct, found, advice));
    }
    document.body = Revision::new(&source, body).edited(edits).into_pieces();
}

struct Reader<'t> {
    text: &'t Text<'t>,
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
    /// How many line breaks must stand before it.
    lines: usize,
    indentation: String,
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

    fn not_understood(&mut self, call: &Call<'_>, range: &Range<usize>) {
        self.note(call.name, false);
        self.unknown
            .push((range.start, format!("the shortcode `{}` is not understood", call.name)));
    }

    /// A call without a body.
    fn inline(&mut self, call: &Call<'_>, range: &Range<usize>) {
        let indentation = self.text.indentation(range.start);
        let new = match shortcodes::read(call, false, indentation, self.language) {
            Some(Meaning::Inline(html)) => New::Markdown(html),
            Some(Meaning::Block(html)) => New::Markdown(self.apart(range, &html, 2)),
            Some(Meaning::Contents) => New::Contents,
            Some(Meaning::Around(..) | Meaning::Code(_)) | None => {
                return self.not_understood(call, range);
            }
        };
        self.note(call.name, true);
        self.edits.push(Edit { range: range.clone(), new });
    }

    /// A call whose body follows. Returns what stands at the body's end.
    fn open(&mut self, call: &Call<'_>, range: &Range<usize>) -> Option<Closing> {
        let indentation = self.text.indentation(range.start);
        let (open, close, lines) = match shortcodes::read(call, true, indentation, self.language) {
            Some(Meaning::Around(open, close)) => (open, close, 2),
            Some(Meaning::Code(language)) => (format!("```{language}"), "```".into(), 1),
            Some(Meaning::Inline(_) | Meaning::Block(_) | Meaning::Contents) | None => {
                self.not_understood(call, range);
                return None;
            }
        };
        self.note(call.name, true);
        let open = self.apart(range, &open, lines);
        self.edits.push(Edit::replace(range.clone(), open));
        Some(Closing { html: close, lines, indentation: indentation.to_owned() })
    }

    fn close(&self, closing: &Closing, range: &Range<usize>) -> Edit {
        let Closing { html, lines, indentation } = closing;
        let is_first = self.text.is_first_on_its_line(range.start);
        let gap = "\n".repeat(lines - usize::from(is_first));
        let gap = if gap.is_empty() { gap } else { gap + indentation };
        Edit::replace(range.clone(), format!("{gap}{html}\n\n{indentation}"))
    }

    /// `html` on lines of its own, at least `lines` line breaks before what follows.
    fn apart(&self, range: &Range<usize>, html: &str, lines: usize) -> String {
        let indentation = self.text.indentation(range.start);
        let text = self.text.text;
        let is_first = self.text.is_first_on_its_line(range.start);
        let is_last = text[range.end..].lines().next().unwrap_or_default().trim().is_empty();
        let before = if is_first { String::new() } else { format!("\n\n{indentation}") };
        let after = match is_last {
            true => "\n".repeat(lines - 1),
            false => format!("{}{indentation}", "\n".repeat(lines)),
        };
        format!("{before}{html}{after}")
    }
}
