//! A body while its constructs are being replaced: one text that can be read as a whole, each stretch
//! of which knows where it comes from.
//!
//! What has no text yet, such as a reference to another document, is one character of a private
//! plane of Unicode that stands for its piece: a *hole*.

use std::ops::Range;

use crate::document::Piece;

/// A text and its origins.
#[derive(Debug, Default)]
pub struct Flow {
    text: String,
    stretches: Vec<Stretch>,
    holes: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Stretch {
    /// Where it starts in the text; it ends where the next one starts.
    start: usize,
    origin: Origin,
}

#[derive(Clone, Debug, PartialEq)]
enum Origin {
    /// It stands in the source file from this byte on.
    Source(usize),
    /// The construct there became it.
    Made(Range<usize>),
    /// It is the character of this hole.
    Hole(usize),
}

/// A change to a flow: `text` in the place of `range`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for what is put in between.
    pub range: Range<usize>,
    /// What stands there afterwards. The characters of holes stay holes.
    pub text: String,
    /// Which of several at one place comes first: the smaller.
    pub order: i32,
}

impl Edit {
    /// `text` in the place of `range`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into(), order: 0 }
    }

    /// `text` before what stands at `at`.
    pub fn insert(at: usize, text: impl Into<String>, order: i32) -> Self {
        Self { range: at..at, text: text.into(), order }
    }
}

/// The character of the first hole; the planes 15 and 16 are private and end at U+10FFFD.
const FIRST_HOLE: u32 = 0xF_0000;

impl Flow {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds what stands in the source at `at`.
    pub fn push_source(&mut self, text: &str, at: usize) {
        let goes_on = self.stretches.last().is_some_and(|it| match it.origin {
            Origin::Source(start) => start + (self.text.len() - it.start) == at,
            _ => false,
        });
        if !goes_on && !text.is_empty() {
            self.start(Origin::Source(at));
        }
        self.text.push_str(text);
    }

    /// Adds what the construct at `from` became. Characters of holes are those holes.
    pub fn push_made(&mut self, text: &str, from: Range<usize>) {
        let mut rest = text;
        while let Some((at, hole)) = self.first_hole(rest) {
            self.push_plain(&rest[..at], from.clone());
            self.start(Origin::Hole(hole));
            let length = rest[at..].chars().next().map_or(0, char::len_utf8);
            self.text.push_str(&rest[at..at + length]);
            rest = &rest[at + length..];
        }
        self.push_plain(rest, from);
    }

    /// Adds a piece that has no text yet.
    pub fn push_piece(&mut self, piece: Piece) {
        let from = piece.from();
        let hole = self.hole(piece);
        self.push_made(&hole.to_string(), from);
    }

    /// The character that stands for `piece` in texts that are added to this flow.
    pub fn hole(&mut self, piece: Piece) -> char {
        let number = u32::try_from(self.holes.len()).unwrap_or(u32::MAX);
        let last = char::from_u32(0x10_FFFD).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.holes.push(piece);
        FIRST_HOLE
            .checked_add(number)
            .and_then(char::from_u32)
            .filter(|it| *it < last)
            .unwrap_or(last)
    }

    /// The text from `start` on, taken off; references in it by what they name.
    pub fn take_from(&mut self, start: usize) -> String {
        let taken = self.text.split_off(start.min(self.text.len()));
        self.stretches.retain(|it| it.start < start);
        let mut named = String::with_capacity(taken.len());
        for character in taken.chars() {
            match self.holes.get(hole_number(character)) {
                Some(Piece::Reference { target, .. }) => named.push_str(target),
                _ => named.push(character),
            }
        }
        named
    }

    /// The bytes of the source that `range` comes from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let place = |offset: usize, end: bool| {
            let next = self.stretches.partition_point(|it| it.start + usize::from(end) <= offset);
            match next.checked_sub(1).map(|index| &self.stretches[index]) {
                Some(Stretch { start, origin: Origin::Source(at) }) => {
                    at + offset - start..at + offset - start
                }
                Some(Stretch { origin: Origin::Made(from), .. }) => from.clone(),
                Some(Stretch { origin: Origin::Hole(hole), .. }) => self.holes[*hole].from(),
                None => 0..0,
            }
        };
        let start = place(range.start, false).start;
        start..place(range.end, !range.is_empty()).end.max(start)
    }

    /// The flow with `edits` made. One that overlaps one before it is left out.
    pub fn edited(self, mut edits: Vec<Edit>) -> Self {
        if edits.is_empty() {
            return self;
        }
        edits.sort_by_key(|it| (it.range.start, !it.range.is_empty(), it.order));
        let mut edited = Self { holes: self.holes.clone(), ..Self::default() };
        let mut done = 0;
        let mut stretch = 0;
        for Edit { range, text, .. } in edits {
            if range.start < done {
                continue;
            }
            self.copy(done..range.start, &mut stretch, &mut edited);
            edited.push_made(&text, self.source(range.clone()));
            done = range.end;
        }
        self.copy(done..self.text.len(), &mut stretch, &mut edited);
        edited
    }

    /// The flow as pieces of a document.
    pub fn into_pieces(self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (index, Stretch { start, origin }) in self.stretches.iter().enumerate() {
            let end = self.stretches.get(index + 1).map_or(self.text.len(), |next| next.start);
            let text = &self.text[*start..end];
            match origin {
                _ if text.is_empty() => {}
                Origin::Source(at) => pieces.push(Piece::Source(*at..at + text.len())),
                Origin::Made(from) => {
                    pieces.push(Piece::Made { markdown: text.to_owned(), from: from.clone() });
                }
                Origin::Hole(hole) => pieces.push(self.holes[*hole].clone()),
            }
        }
        pieces
    }

    fn start(&mut self, origin: Origin) {
        self.stretches.push(Stretch { start: self.text.len(), origin });
    }

    fn push_plain(&mut self, text: &str, from: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let goes_on =
            self.stretches.last().is_some_and(|it| it.origin == Origin::Made(from.clone()));
        if !goes_on {
            self.start(Origin::Made(from));
        }
        self.text.push_str(text);
    }

    /// Where the first hole of this flow stands in `text`, and which one it is.
    fn first_hole(&self, text: &str) -> Option<(usize, usize)> {
        // Holes have four bytes, of which the first is one of two.
        if self.holes.is_empty() || !text.bytes().any(|it| it >= 0xF3) {
            return None;
        }
        let holes = text.char_indices().map(|(at, it)| (at, hole_number(it)));
        holes.into_iter().find(|(_, number)| *number < self.holes.len())
    }

    /// Copies `range` of this flow's text to the end of `to`; `stretch` goes along with it.
    fn copy(&self, range: Range<usize>, stretch: &mut usize, to: &mut Self) {
        let mut at = range.start;
        while at < range.end {
            let end_of = |index: usize| {
                self.stretches.get(index + 1).map_or(self.text.len(), |next| next.start)
            };
            while *stretch < self.stretches.len() && end_of(*stretch) <= at {
                *stretch += 1;
            }
            let Some(Stretch { start, origin }) = self.stretches.get(*stretch) else { return };
            let end = end_of(*stretch).min(range.end);
            let text = &self.text[at..end];
            match origin {
                Origin::Source(source) => to.push_source(text, source + at - start),
                Origin::Made(from) => to.push_plain(text, from.clone()),
                Origin::Hole(hole) => {
                    to.start(Origin::Hole(*hole));
                    to.text.push_str(text);
                }
            }
            at = end;
        }
    }
}

/// Whether the character may stand for a piece.
pub fn is_hole(character: char) -> bool {
    character as u32 >= FIRST_HOLE
}

fn hole_number(character: char) -> usize {
    (character as u32).checked_sub(FIRST_HOLE).map_or(usize::MAX, |it| it as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow() -> Flow {
        let mut flow = Flow::default();
        flow.push_source("one ", 10);
        flow.push_made("two ", 14..20);
        flow.push_piece(Piece::Reference { target: "x.md".into(), from: 20..25 });
        flow.push_source(" three", 25);
        flow
    }

    fn shown(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Source(range) => format!("{range:?}"),
            Piece::Made { markdown, from } => format!("{markdown:?}@{from:?}"),
            Piece::Reference { target, .. } => format!("<{target}>"),
            other => format!("{other:?}"),
        };
        pieces.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_flow_becomes_pieces_again() {
        assert_eq!(shown(&flow().into_pieces()), "10..14 \"two \"@14..20 <x.md> 25..31");
    }

    #[test]
    fn edits_keep_origins_and_holes() {
        let mut before = flow();
        let contents = before.hole(Piece::Contents { from: 3..4 });
        let reference = before.text().chars().find(|it| *it as u32 == FIRST_HOLE).unwrap();
        let at = before.text().find(reference).unwrap();
        let edited = before.edited(vec![
            Edit::replace(at..at + 4, format!("<a href=\"{reference}\">")),
            Edit::insert(0, "B", 1),
            Edit::insert(0, "A", 0),
            Edit::replace(1..3, contents.to_string()),
        ]);
        let pieces = edited.into_pieces();
        assert_eq!(
            shown(&pieces),
            "\"AB\"@10..10 10..11 Contents { from: 3..4 } 13..14 \"two \"@14..20 \
             \"<a href=\\\"\"@20..25 <x.md> \"\\\">\"@20..25 25..31"
        );
    }

    #[test]
    fn what_is_taken_off_names_its_references() {
        let mut flow = flow();
        assert_eq!(flow.take_from(2), "e two x.md three");
        assert_eq!(shown(&flow.into_pieces()), "10..12");
    }
}
