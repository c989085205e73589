//! The walk through a body: prose stays as it stands, shortcodes become what they mean, and what is
//! not understood stays visible and is reported.

use std::ops::Range;

use super::super::html;
use super::super::lines::{Margin, Places};
use super::super::tally::{Sort, Tally};
use super::super::text::{DEEPEST, Found, fence};
use super::lexer::{Call, Tag};
use super::marks::{Mark, Marks, is_inline};
use super::shortcodes::{self, Meaning, Page, Scene};
use crate::document::{Document, MadeFile, Piece};
use crate::markdown::{self, Block};
use crate::warning::{Kind, Warning};

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

/// What holds for the inside of a shortcode.
#[derive(Clone, Copy, Debug, Default)]
struct Scope<'s> {
    depth: usize,
    /// The shortcode around it.
    parent: Option<&'s Call<'s>>,
    /// How many columns of white space its lines lose: what is indented for the eye would be code.
    strip: usize,
    /// How wide the margin of the outermost shortcode is.
    margin: usize,
    /// Whether it is raw HTML, which a blank line would end.
    is_raw: bool,
    /// Whether `<--->` divides it.
    is_divided: bool,
}

/// Where a shortcode stands.
struct Stand {
    /// Its bytes, with all that is inside.
    whole: Range<usize>,
    margin: Margin,
    /// How many bytes before it belong to a margin that is not kept.
    cut: usize,
    /// Whether nothing stands behind it on its line.
    is_last: bool,
    /// Whether it is in a row of a table.
    is_in_row: bool,
}

impl Stand {
    /// HTML that stands by itself, as Markdown has to have it here.
    fn block(&self, html: &str) -> String {
        if self.is_in_row {
            return html::in_row(html);
        }
        format!("{}{html}{}", self.before(), self.after())
    }

    fn before(&self) -> String {
        if self.margin.is_first { String::new() } else { self.margin.gap() }
    }

    fn after(&self) -> String {
        if self.is_last { self.margin.end() } else { self.margin.gap() }
    }
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
                    let found = format!("`/{name}` closes a shortcode that is not open");
                    self.not_understood(range, name, found, STAYS);
                    self.visible(range.clone(), false);
                }
                Mark::Tag(Tag::Broken(name)) => {
                    self.prose(at..range.start, scope);
                    let found = match *name {
                        "" => "a shortcode begins here and cannot be read".into(),
                        name => format!("the shortcode `{name}` cannot be read"),
                    };
                    let advice = "mend its quotes or its end; it stays in the text as it is";
                    self.not_understood(range, name, found, advice);
                    self.visible(range.clone(), false);
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
        let has_room = self.drawings < MOST_DRAWINGS || !call.name.eq_ignore_ascii_case("qr");
        let has_room = has_room && scope.depth < DEEPEST;
        let meaning = if has_room { shortcodes::read(&scene) } else { None };
        let meaning =
            meaning.filter(|it| self.contents < MOST_CONTENTS || !matches!(it, Meaning::Contents));
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
        let inner_scope = self.scope_within(call, &inner, &stand, scope);
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
                let (open, close) = match stand.is_in_row {
                    true => (html::in_row(&open), html::in_row(&close)),
                    false => {
                        let gap = stand.margin.gap();
                        let open = format!("{}{open}{gap}", stand.before());
                        (open, format!("{gap}{close}{}", stand.after()))
                    }
                };
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
                    false => fenced(code, &info, &open, &close, &stand),
                };
                self.made(code, whole);
            }
            Meaning::CodeSpan => {
                let code = marks.text.text[inner].trim();
                self.made(html::code_span(code), whole);
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

    /// A shortcode that is not understood: its tags stay visible, and what is between them is read.
    fn unknown(
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
                true => fenced(code, "go-html-template", "", "", &stand),
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

    fn warn(&mut self, offset: usize, found: String, advice: &str) {
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

    fn stand(
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
        Stand { whole, margin, cut, is_last, is_in_row }
    }

    fn is_in_list(&mut self, offset: usize) -> bool {
        let marks = self.marks;
        let blocks =
            self.lists.get_or_insert_with(|| markdown::blocks(&marks.text.without(&marks.hidden)));
        let next = blocks.partition_point(|it| it.range.end <= offset);
        blocks.get(next).is_some_and(|it| it.is_list && it.range.start <= offset)
    }

    /// What holds inside a shortcode. Its lines lose the indentation that they have in common: it is
    /// there for the eye. Lines behind a blank one are code as Markdown has it.
    fn scope_within<'s>(
        &self,
        call: &'s Call<'s>,
        inner: &Range<usize>,
        stand: &Stand,
        scope: &Scope<'_>,
    ) -> Scope<'s> {
        let margin = if scope.depth == 0 { width(&stand.margin.text) } else { scope.margin };
        let text = &self.marks.text.text[inner.clone()];
        let mut lines = text.split('\n').skip(1).peekable();
        let is_apart = lines.peek().is_some_and(|it| it.trim().is_empty());
        // The last line is the closing tag's.
        let count = text.split('\n').count().saturating_sub(2);
        let filled = lines.take(count).filter(|it| !it.trim().is_empty());
        let common = filled.map(width).min().unwrap_or_default();
        let is_code = is_apart && common >= margin + 4;
        let strip = if is_code || stand.margin.is_quoted() {
            scope.strip
        } else {
            common.saturating_sub(margin)
        };
        Scope {
            depth: scope.depth + 1,
            parent: Some(call),
            strip: strip.max(scope.strip),
            margin,
            is_raw: scope.is_raw,
            is_divided: call.name.eq_ignore_ascii_case("columns"),
        }
    }

    /// Whether `offset` lies within a tag of raw HTML, such as in the value of an attribute.
    fn is_in_tag(&self, offset: usize) -> bool {
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

    /// Text that stays as it stands, but for what `scope` takes from it.
    fn prose(&mut self, range: Range<usize>, scope: &Scope<'_>) {
        let marks = self.marks;
        let text = &marks.text.text;
        if range.is_empty() {
            return;
        }
        if scope.is_divided {
            let scope = Scope { is_divided: false, ..*scope };
            let mut at = range.start;
            while let Some(next) = text[at..range.end].find(DIVIDER).map(|step| at + step) {
                self.prose(at..next, &scope);
                at = next + DIVIDER.len();
                self.made("\n\n".into(), next..at);
            }
            return self.prose(at..range.end, &scope);
        }
        if scope.strip == 0 && !scope.is_raw {
            return self.push(marks.text.piece(range));
        }
        let mut at = range.start;
        // Where the text begins that is not pushed yet.
        let mut kept = range.start;
        while at < range.end {
            let end = text[at..range.end].find('\n').map_or(range.end, |length| at + length + 1);
            let line = &text[at..end];
            if at == 0 || text.as_bytes()[at - 1] == b'\n' {
                let is_blank = line.trim().is_empty();
                let dropped = match scope.is_raw {
                    true if is_blank => line.len(),
                    true => line.len() - line.trim_start().len(),
                    false if is_blank => 0,
                    false => width(line).min(scope.strip),
                };
                if dropped > 0 {
                    self.push(marks.text.piece(kept..at));
                    kept = at + dropped;
                }
            } else if scope.is_raw && line == "\n" && self.ends_with_break() {
                kept = end;
            }
            at = end;
        }
        self.push(marks.text.piece(kept..range.end));
    }

    /// Whether the last piece ends a line.
    fn ends_with_break(&self) -> bool {
        match self.walked.pieces.last() {
            Some(Piece::Made { markdown, .. }) => markdown.ends_with('\n'),
            Some(Piece::Source(range)) => self.document.file.text[..range.end].ends_with('\n'),
            _ => false,
        }
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

/// What is said of shortcodes that are left in place.
const STAYS: &str = "it stays in the text as it is; write what it stood for in Markdown";

/// What is said of shortcodes that are known, but not like this.
const MEND: &str = "mend its arguments or close it; it stays in the text as it is";

/// What divides columns.
const DIVIDER: &str = "<--->";

/// How many bytes before a shortcode are looked at for the tag of raw HTML it may be in.
const LONGEST_LOOK: usize = 500;

/// How many spaces a line begins with.
fn width(line: &str) -> usize {
    line.bytes().take_while(|it| *it == b' ').count()
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

/// A fenced block of code, in which lines lose the indentation they have in common with the margin.
fn fenced(code: &str, info: &str, open: &str, close: &str, stand: &Stand) -> String {
    let code = code.trim_matches(['\n', '\r']);
    let code = code.trim_end();
    let margin = &stand.margin.text;
    let is_quoted = stand.margin.is_quoted();
    let fence = fence(code);
    let gap = stand.margin.gap();
    let (open, close) = match open.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("{open}{gap}"), format!("{gap}{close}")),
    };
    let mut lines = String::new();
    for line in code.split('\n') {
        let line = match line.strip_prefix(margin).or(line.strip_prefix(margin.trim_end())) {
            Some(line) if is_quoted => line,
            _ => &line[width(line).min(margin.len())..],
        };
        lines.push_str(&format!("{margin}{line}\n"));
    }
    let before = stand.before();
    let after = stand.after();
    format!("{before}{open}{fence}{info}\n{lines}{margin}{fence}{close}{after}")
}
