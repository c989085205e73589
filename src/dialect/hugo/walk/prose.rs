//! Text that stays as it stands, but for white space that means nothing where it is.

use std::ops::Range;

use super::stand::width;
use super::{Scope, Walk};
use crate::document::Piece;

/// What divides columns.
const DIVIDER: &str = "<--->";

impl Walk<'_> {
    /// Text that stays as it stands, but for what `scope` takes from it.
    pub fn prose(&mut self, range: Range<usize>, scope: &Scope<'_>) {
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
}
