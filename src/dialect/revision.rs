//! A body that is read in several passes: each pass finds what to replace in the text that the
//! passes before it left, and what stands in the source keeps its place.

use std::ops::Range;

use crate::document::Piece;

/// The text of a body, and the pieces it is put together from: parts of the source, and Markdown
/// that constructs became.
pub struct Revision<'a> {
    source: &'a str,
    text: String,
    /// The pieces with where each starts in the text.
    pieces: Vec<(usize, Piece)>,
}

/// A part of the text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What takes their place.
    pub new: New,
}

/// What takes the place of a part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// This Markdown.
    Markdown(String),
    /// The table of contents.
    Contents,
}

impl Edit {
    /// Puts `markdown` where `range` is.
    pub fn replace(range: Range<usize>, markdown: impl Into<String>) -> Self {
        Self { range, new: New::Markdown(markdown.into()) }
    }

    /// Puts `markdown` before what is at `at`.
    pub fn insert(at: usize, markdown: impl Into<String>) -> Self {
        Self::replace(at..at, markdown)
    }

    /// Takes out what is at `range`.
    pub fn remove(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

impl<'a> Revision<'a> {
    /// The part `body` of `source`, as it stands.
    pub fn new(source: &'a str, body: Range<usize>) -> Self {
        let text = source[body.clone()].to_owned();
        Self { source, text, pieces: vec![(0, Piece::Source(body))] }
    }

    /// The text as the passes so far left it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that byte `offset` of the text comes from.
    pub fn source(&self, offset: usize) -> usize {
        match &self.pieces[self.piece_at(offset)] {
            (start, Piece::Source(range)) => range.end.min(range.start + (offset - start)),
            (_, piece) => piece.from().start,
        }
    }

    /// The text with `edits` made. Where two want the same place, the one that starts first is made.
    pub fn edited(self, mut edits: Vec<Edit>) -> Self {
        if edits.is_empty() {
            return self;
        }
        edits.sort_by_key(|edit| edit.range.start);
        let mut next = Self {
            source: self.source,
            text: String::with_capacity(self.text.len()),
            pieces: Vec::new(),
        };
        let mut done = 0;
        for Edit { range, new } in edits {
            if range.start < done {
                continue;
            }
            self.copy(done..range.start, &mut next);
            let start = self.source(range.start);
            let end = if range.is_empty() { start } else { self.source(range.end).max(start) };
            next.push(match new {
                New::Markdown(markdown) => Piece::Made { markdown, from: start..end },
                New::Contents => Piece::Contents { from: start..end },
            });
            done = range.end;
        }
        self.copy(done..self.text.len(), &mut next);
        next
    }

    /// The body in pieces.
    pub fn into_pieces(self) -> Vec<Piece> {
        self.pieces.into_iter().map(|(_, piece)| piece).collect()
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= offset).saturating_sub(1)
    }

    /// Adds the part `range` of this text to `next`.
    fn copy(&self, range: Range<usize>, next: &mut Self) {
        if range.is_empty() {
            return;
        }
        for (start, piece) in &self.pieces[self.piece_at(range.start)..] {
            if *start >= range.end {
                return;
            }
            let part = |length: usize| {
                range.start.saturating_sub(*start).min(length)..(range.end - start).min(length)
            };
            match piece {
                Piece::Source(whole) => {
                    let part = part(whole.len());
                    next.push(Piece::Source(whole.start + part.start..whole.start + part.end));
                }
                Piece::Made { markdown, from } => {
                    let markdown = markdown[part(markdown.len())].to_owned();
                    next.push(Piece::Made { markdown, from: from.clone() });
                }
                other => next.push(other.clone()),
            }
        }
    }

    fn push(&mut self, piece: Piece) {
        let start = self.text.len();
        match &piece {
            Piece::Source(range) => self.text.push_str(&self.source[range.clone()]),
            Piece::Made { markdown, .. } => self.text.push_str(markdown),
            _ => return self.pieces.push((start, piece)),
        }
        if self.text.len() > start {
            self.pieces.push((start, piece));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body<'a>(source: &'a str) -> Revision<'a> {
        Revision::new(source, 2..source.len())
    }

    #[test]
    fn passes_build_on_each_other_and_know_the_source() {
        let revision = body("--abcdef").edited(vec![
            Edit::remove(1..2),
            Edit::insert(4, "XY"),
            Edit::insert(4, "Z"),
        ]);
        assert_eq!(revision.text(), "acdXYZef");
        let revision = revision.edited(vec![Edit::replace(4..7, "!")]);
        assert_eq!(revision.text(), "acdX!f");
        let places: Vec<usize> = (0..6).map(|it| revision.source(it)).collect();
        assert_eq!(places, [2, 4, 5, 6, 6, 7]);
        let made =
            |markdown: &str, from: Range<usize>| Piece::Made { markdown: markdown.into(), from };
        assert_eq!(
            revision.into_pieces(),
            [
                Piece::Source(2..3),
                Piece::Source(4..6),
                made("X", 6..6),
                made("!", 6..7),
                Piece::Source(7..8)
            ]
        );
    }

    #[test]
    fn the_first_of_two_edits_is_made() {
        let edits = vec![Edit::replace(0..3, "x"), Edit::replace(2..4, "y")];
        assert_eq!(body("--abcdef").edited(edits).text(), "xdef");
        assert_eq!(body("--").edited(vec![Edit::insert(0, "a")]).text(), "a");
    }

    #[test]
    fn a_table_of_contents_has_its_place() {
        let contents = Edit { range: 1..6, new: New::Contents };
        let pieces = body("--a[TOC]b").edited(vec![contents]).into_pieces();
        assert_eq!(
            pieces,
            [Piece::Source(2..3), Piece::Contents { from: 3..8 }, Piece::Source(8..9)]
        );
    }
}
