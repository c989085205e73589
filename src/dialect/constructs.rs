//! Taking a body apart at a dialect's constructs, code left alone.

use std::ops::Range;

use crate::document::{Document, Piece};

/// What a dialect makes of a construct.
pub enum Meaning {
    /// Leave it as it stands.
    Keep,
    /// Put these pieces in its place.
    Pieces(Vec<Piece>),
}

/// Replaces the body's pieces: every place of it that starts with one of `openers` and is not in
/// code is given to `read`, which returns how many bytes the construct takes and its meaning, or
/// `None` when it is none. Ranges and offsets are bytes of the source file.
pub fn replace(
    document: &mut Document,
    openers: &[&str],
    mut read: impl FnMut(&Document, usize) -> Option<(usize, Meaning)>,
) {
    let body = document.body_range();
    let text = &document.file.text[body.clone()];
    let code = crate::markdown::code_ranges(text);
    let mut pieces = Vec::new();
    let mut done = body.start;
    let mut at = body.start;
    while let Some(step) = next_opener(&document.file.text[at..body.end], openers) {
        let start = at + step;
        if let Some(end) = end_of_code(&code, start - body.start) {
            at = body.start + end;
            continue;
        }
        let Some((length, meaning)) = read(document, start) else {
            at = start + 1;
            continue;
        };
        at = start + length;
        if let Meaning::Pieces(replacement) = meaning {
            push_source(&mut pieces, done..start);
            pieces.extend(replacement);
            done = at;
        }
    }
    push_source(&mut pieces, done..body.end);
    document.body = pieces;
}

fn push_source(pieces: &mut Vec<Piece>, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(Piece::Source(range));
    }
}

/// Where the next opener starts; all of them start with `{`.
fn next_opener(text: &str, openers: &[&str]) -> Option<usize> {
    openers.iter().filter_map(|opener| text.find(opener)).min()
}

/// The end of the code that `offset` lies in.
fn end_of_code(code: &[Range<usize>], offset: usize) -> Option<usize> {
    let next = code.partition_point(|range| range.end <= offset);
    code.get(next).filter(|range| range.contains(&offset)).map(|range| range.end)
}
