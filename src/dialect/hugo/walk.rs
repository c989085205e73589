//! The walk through a body: prose stays as it stands, shortcodes become what they mean, and what is
//! not understood stays visible and is reported.

use std::ops::Range;

use super::super::html;
use super::super::lines::Places;
use super::super::tally::{Sort, Tally};
use super::super::text::{DEEPEST, Found};
use super::lexer::{Call, Tag};
use super::marks::{Mark, Marks};
use super::shortcodes::{self, Meaning, Page, Scene};
use crate::document::{Document, MadeFile, Piece};
use crate::markdown::Block;
use crate::warning::Warning;
use stand::{Scope, Stand};

mod prose;
mod stand;
mod unknown;

/// How many tables of contents, and how many drawings, a document may have: each may be far longer
/// than what asks for it.
const MOST_CONTENTS: usize = 5;
const MOST_DRAWINGS: usize = 50;

/// What a body became.
pub struct Walked {
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// What was not understood.
    pub warnings: Vec<Warning>,
    /// How many shortcodes it has.
    pub tally: Tally,
    /// The drawings it needs.
    pub files: Vec<MadeFile>,
}

/// Walks through the body of `document`, whose marks these are.
pub fn walk(document: &Document, marks: &Marks<'_>, page: &Page<'_>) -> Walked {
    let mut walk = Walk {
        document,
        marks,
        page,
        places: Places::new(&document.file.text),
        lists: None,
        leak: None,
        contents: 0,
        drawings: 0,
        walked: Walked {
            pieces: Vec::new(),
            warnings: Vec::new(),
            tally: Tally::default(),
            files: Vec::new(),
        },
    };
    let whole = 0..marks.text.text.len();
    walk.part(whole, 0..marks.found.len(), &Scope::default());
    walk.walked
}

struct Walk<'w> {
    document: &'w Document,
    marks: &'w Marks<'w>,
    page: &'w Page<'w>,
    places: Places<'w>,
    /// The blocks of the body, once they are asked for.
    lists: Option<Vec<Block>>,
    /// The last line with a shortcode that stays visible.
    leak: Option<usize>,
    contents: usize,
    drawings: usize,
    walked: Walked,
}

impl<'w> Walk<'w> {
    fn part(&mut self, bytes: Range<usize>, marks: Range<usize>, scope: &Scope<'_>) {
        let all = self.marks;
        let mut at = bytes.start;
        let mut index = marks.start;
        let mut ordinals: Vec<(&str, usize)> = Vec::new();
        while index < marks.end {
            let Found { range, is_in_code, what } = &all.found[index];
            let next = index + 1;
            let is_escape = matches!(what, Mark::Tag(Tag::Escaped(_)));
            if range.start < at || (*is_in_code && !is_escape) {
                index = next;
                continue;
            }
            match what {
                Mark::Tag(Tag::Open(call)) => {
                    let ordinal = ordinal(&mut ordinals, call.name);
                    let partner = all.partners[index].filter(|it| *it < marks.end);
                    self.shortcode(call, index, partner, ordinal, &mut at, scope);
                    index = partner.map_or(next, |it| it + 1);
                    continue;
                }
                Mark::Tag(Tag::Escaped(inside)) => {
                    self.prose(at..range.start, scope);
                    let text = all.text.text;
                    let (open, close) = (range.start..range.start + 3, range.end - 3..range.end);
                    let shown = [open, inside.clone(), close].map(|it| &text[it]).concat();
                    let shown = if *is_in_code { shown } else { html::as_text(&shown) };
                    self.made(shown, range.clone());
                }
                Mark::Tag(Tag::Close(name)) => {
                    self.prose(at..range.start, scope);
                    self.stray(range, name);
                }
                Mark::Tag(Tag::Broken(name)) => {
                    self.prose(at..range.start, scope);
                    self.broken(range, name);
                }
                Mark::HeadingEnd(id) => {
                    self.prose(at..range.start, scope);
                    if self.leak == Some(all.lines.number(range.start)) {
                        self.made(format!(" {{#{id}}}"), range.clone());
                    }
                }
                Mark::BlockStart(tag) => {
                    self.prose(at..range.start, scope);
                    self.made(format!("{tag}\n\n"), range.clone());
                }
                Mark::BlockEnd => {
                    self.prose(at..range.start, scope);
                    self.made("\n\n</div>\n".into(), range.clone());
                }
            }
            at = range.end;
            index = next;
        }
        self.prose(at..bytes.end, scope);
    }

    /// A shortcode, from what stands before it (`at`, which moves behind it).
    fn shortcode(
        &mut self,
        call: &'w Call<'w>,
        index: usize,
        partner: Option<usize>,
        ordinal: usize,
        at: &mut usize,
        scope: &Scope<'_>,
    ) {
        let marks = self.marks;
        let tag = marks.found[index].range.clone();
        let closer = partner.map(|it| marks.found[it].range.clone());
        let inside = closer.as_ref().map(|it| tag.end..it.start);
        let stand = self.stand(&tag, closer.as_ref(), scope);
        let page = self.page;
        let scene = Scene {
            call,
            inside: inside.clone().map(|it| &marks.text.text[it]),
            parent: scope.parent,
            ordinal,
            page,
        };
        let is_drawing = call.name.eq_ignore_ascii_case("qr");
        let mut has_room = scope.depth < DEEPEST && !(is_drawing && self.drawings == MOST_DRAWINGS);
        let mut meaning = if has_room { shortcodes::read(&scene) } else { None };
        if meaning == Some(Meaning::Contents) && self.contents == MOST_CONTENTS {
            (meaning, has_room) = (None, false);
        }
        let whole = stand.whole.clone();
        let start = std::mem::replace(at, whole.end);
        let Some(meaning) = meaning else {
            self.prose(start..tag.start, scope);
            return self.unknown(call, index, partner, has_room, scope);
        };
        self.walked.tally.note(Sort::Shortcode, call.name, !matches!(meaning, Meaning::LeftOut(_)));
        let is_block = matches!(
            meaning,
            Meaning::Block(_) | Meaning::Around(..) | Meaning::Code { .. } | Meaning::Contents
        );
        let cut = if is_block { stand.cut } else { 0 };
        self.prose(start..start.max(tag.start - cut), scope);
        let inner = inside.unwrap_or(tag.end..tag.end);
        let inner_marks = index + 1..partner.unwrap_or(index + 1);
        let inner_scope = scope.within(call, &marks.text.text[inner.clone()], &stand);
        match meaning {
            Meaning::Nothing => {}
            Meaning::Text(text) => {
                let shown = if self.is_in_tag(tag.start) {
                    html::escaped(&text)
                } else {
                    html::as_text(&text)
                };
                self.made(shown, whole);
            }
            Meaning::Inline(markdown) => self.made(markdown, whole),
            Meaning::Block(html) => self.made(stand.block(&html), whole),
            Meaning::Drawing(file, html) => {
                self.drawings += 1;
                if !self.walked.files.contains(&file) {
                    self.walked.files.push(file);
                }
                self.image(&html, &stand);
            }
            Meaning::Reference(target) => {
                let from = marks.text.source(whole);
                self.walked.pieces.push(Piece::Reference { target, from });
            }
            Meaning::Contents => {
                self.contents += 1;
                self.made(stand.before(), whole.clone());
                let from = marks.text.source(whole.clone());
                self.walked.pieces.push(Piece::Contents { from });
                self.made(stand.after(), whole);
            }
            Meaning::Inside => self.part(inner, inner_marks, &inner_scope),
            Meaning::Around(open, close) => {
                let (open, close) = stand.around(&open, &close);
                self.made(open, tag);
                self.part(inner.clone(), inner_marks, &inner_scope);
                self.made(close, inner.end..whole.end);
            }
            Meaning::AroundInline(open, close) => {
                let text = &marks.text.text[inner.clone()];
                let start = inner.start + text.len() - text.trim_start().len();
                let end = start + text.trim().len();
                self.made(open, tag);
                self.part(start..end, inner_marks, &inner_scope);
                self.made(close, end..whole.end);
            }
            Meaning::RawHtml => {
                self.made(format!("{}<div>\n", stand.before()), tag);
                let scope = Scope { is_raw: true, ..inner_scope };
                self.part(inner.clone(), inner_marks, &scope);
                self.made(
                    format!("\n{}</div>{}", stand.margin.text, stand.after()),
                    inner.end..whole.end,
                );
            }
            Meaning::Code { info, open, close } => {
                let code = &marks.text.text[inner];
                let code = match stand.is_in_row {
                    true => html::in_row(&html::code_span(code)),
                    false => stand.fenced(code, &info, &open, &close),
                };
                self.made(code, whole);
            }
            Meaning::CodeSpan => {
                let code = marks.text.text[inner].trim();
                self.made(html::code_span(code), whole);
            }
            Meaning::Formula => {
                let tex = marks.text.text[inner].trim();
                self.made(
                    match tex.contains(['`', '|', '\n']) {
                        true => html::code_span(tex),
                        false => format!("$`{tex}`$"),
                    },
                    whole,
                );
            }
            Meaning::LeftOut(why) => {
                let found = format!("the shortcode `{}` is left out: {why}", call.name);
                self.warn(tag.start, found, "put it into the site's own style, or do without");
            }
        }
    }

    fn image(&mut self, html: &str, stand: &Stand) {
        let is_alone = stand.margin.is_first && stand.is_last;
        let html = match is_alone {
            true => stand.block(&format!("<p>{html}</p>")),
            false if stand.is_in_row => html::in_row(html),
            false => html.to_owned(),
        };
        self.made(html, stand.whole.clone());
    }

    fn made(&mut self, markdown: String, range: Range<usize>) {
        if !markdown.is_empty() {
            self.walked.pieces.push(self.marks.text.made_piece(markdown, range));
        }
    }

    fn push(&mut self, piece: Option<Piece>) {
        self.walked.pieces.extend(piece);
    }
}

/// The number of the shortcode among those of its name so far, from 0.
fn ordinal<'n>(ordinals: &mut Vec<(&'n str, usize)>, name: &'n str) -> usize {
    match ordinals.iter_mut().find(|(known, _)| *known == name) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            if ordinals.len() < 100 {
                ordinals.push((name, 0));
            }
            0
        }
    }
}
