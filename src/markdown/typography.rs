//! Running text, put together from the parts that the parser makes of it, and the signs in it that
//! are set otherwise than they are typed: `“quotes”`, dashes and the ellipsis.
//!
//! Which those are the parser finds out, where smart punctuation is asked for. They are kept apart
//! from the text, which stays as typed for all that looks at it: addresses, emoji, the ids of
//! headings, and the places of what the author is told.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::html::Writer;
use super::nesting::is_blank;

/// Text whose parts follow one another in the Markdown.
#[derive(Default)]
pub(super) struct Running {
    /// As typed.
    text: String,
    /// The bytes of the Markdown it comes from.
    at: Range<usize>,
    signs: Vec<Sign>,
}

/// A sign that is set otherwise than it is typed.
struct Sign {
    /// The bytes of the text.
    typed: Range<usize>,
    set: CowStr<'static>,
}

impl Writer<'_> {
    /// Adds the text `part` from the bytes `at` of the Markdown, which has `typed` there.
    pub(super) fn push_text(&mut self, part: CowStr<'_>, at: Range<usize>, typed: &str) {
        let sets_signs = self.passes().smart_punctuation;
        let running = &mut self.running;
        let start = running.text.len();
        if start == 0 {
            running.at = at.clone();
        }
        running.at.end = at.end;
        if sets_signs && typed != &*part && typed.starts_with(['"', '\'', '-', '.']) {
            running.text.push_str(typed);
            let typed = start..running.text.len();
            running.signs.push(Sign { typed, set: part.into_static() });
        } else {
            running.text.push_str(&part);
        }
    }

    /// Writes the text that has come together.
    pub(super) fn end_text(&mut self) {
        if self.running.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.running.text);
        let at = self.running.at.clone();
        match (&mut self.raw_block, &mut self.code_block) {
            _ if !self.images.is_empty() => self.alternative(&text, &at),
            (Some(block), _) => block.push(&text, at.start),
            (_, Some((_, code))) => {
                code.push_str(&text);
                self.code_at = at;
            }
            (None, None) => {
                if !is_blank(&text) {
                    self.make_room_for_content();
                }
                self.text(&text, &at);
            }
        }
        self.running.signs.clear();
        self.running.text = text;
        self.running.text.clear();
    }

    /// Writes `text`, which stands at `offset` in the running text, through `escape`.
    pub(super) fn words(&mut self, text: &str, offset: usize, escape: fn(&mut String, &str)) {
        if self.running.signs.is_empty() {
            return self.plain_words(text, text, escape);
        }
        let signs = std::mem::take(&mut self.running.signs);
        let first = signs.partition_point(|it| it.typed.start < offset);
        let mut done = 0;
        for Sign { typed, set } in &signs[first..] {
            let typed = typed.start - offset..typed.end - offset;
            let Some(sign) = text.get(typed.clone()) else { break };
            self.plain_words(&text[done..typed.start], &text[done..typed.start], escape);
            self.plain_words(sign, set, escape);
            done = typed.end;
        }
        self.plain_words(&text[done..], &text[done..], escape);
        self.running.signs = signs;
    }

    /// Writes `set` and keeps it for the excerpt; ids are made of what is `typed`.
    fn plain_words(&mut self, typed: &str, set: &str, escape: fn(&mut String, &str)) {
        self.note_text(if self.heading.is_some() { typed } else { set });
        escape(&mut self.out, set);
    }
}
