//! What is left of a document without its markup: its plain text, and the excerpt for lists.
//!
//! For the generator alone; the browser is sent what it shows of either. Which events bring text, the
//! writer knows (`text`, `html`).

use super::html::Writer;
use crate::reading;

impl Writer<'_> {
    /// Keeps text that the reader sees, also where it is no part of a heading's own, as an emoji.
    pub(super) fn note_shown(&mut self, text: &str) {
        if self.alert_title.is_none() {
            self.plain.prose(text);
            if self.is_in_body() {
                self.plain.body(text);
            }
        }
    }

    /// Notes that what comes next stands on another line.
    pub(super) fn note_break(&mut self) {
        let is_in_body = self.is_in_body();
        self.plain.end_block(is_in_body);
    }

    /// Whether what is written stands in the body: in no heading, footnote or title.
    fn is_in_body(&self) -> bool {
        self.heading.is_none() && self.set_aside.is_empty() && self.alert_title.is_none()
    }
}

/// A document's text without markup, if it is asked for. Neither holds alternative texts of images or
/// the titles of alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// What is read word by word: each block on a line of its own, code within sentences included.
    pub prose: String,
    /// The code blocks, one below the other.
    pub code: String,
}

impl PlainText {
    fn end_block(&mut self) {
        self.prose.truncate(self.prose.trim_end().len());
        if !self.prose.is_empty() {
            self.prose.push('\n');
        }
    }
}

/// About how many characters an excerpt has.
pub const EXCERPT: usize = 200;

/// What separates images, and images from text, and is nothing without them.
const SEPARATORS: &[char] = &[',', '.', ';', ':', '|', '/', '+', '&', '·', '•', '-', '–', '—'];

/// The plain text and the excerpt while a document is written.
#[derive(Default)]
pub(super) struct Plain {
    /// The whole text, if it is asked for.
    pub(super) text: Option<PlainText>,
    excerpt: String,
    /// Where the excerpt's last block begins in it.
    block: usize,
    /// Whether there are images in that block.
    has_image: bool,
    /// Whether an image was the last thing in it.
    follows_image: bool,
    /// Whether the author marked where the excerpt ends.
    has_excerpt: bool,
}

impl Plain {
    /// Takes running text.
    pub(super) fn prose(&mut self, text: &str) {
        if let Some(plain) = &mut self.text {
            let is_at_start = plain.prose.is_empty() || plain.prose.ends_with('\n');
            plain.prose.push_str(if is_at_start { text.trim_start() } else { text });
        }
    }

    /// Takes running text of the body, which may be part of the excerpt.
    pub(super) fn body(&mut self, mut text: &str) {
        if self.has_excerpt || self.excerpt.len() >= 4 * EXCERPT {
            return;
        }
        if self.follows_image {
            let rest =
                text.trim_start_matches(|it: char| it.is_whitespace() || SEPARATORS.contains(&it));
            if rest.is_empty() {
                return;
            }
            // The space, if there was any, stays between what was before the image and this.
            if rest.len() < text.len() {
                self.excerpt.push(' ');
            }
            text = rest;
            self.follows_image = false;
        }
        self.excerpt.push_str(text);
    }

    /// Takes a code block.
    pub(super) fn code(&mut self, code: &str) {
        if let Some(plain) = &mut self.text {
            plain.end_block();
            plain.code.push_str(code);
            if !code.ends_with('\n') {
                plain.code.push('\n');
            }
        }
    }

    /// Notes an image.
    pub(super) fn image(&mut self) {
        self.has_image = true;
        self.follows_image = true;
    }

    /// Ends a block. `is_body`: the excerpt may have begun with it.
    pub(super) fn end_block(&mut self, is_body: bool) {
        if let Some(plain) = &mut self.text {
            plain.end_block();
        }
        if is_body && !self.has_excerpt {
            self.end_excerpt_block();
        }
    }

    fn end_excerpt_block(&mut self) {
        // Of a row of images nothing is left but what stands between them.
        if self.has_image && !self.excerpt[self.block..].contains(char::is_alphanumeric) {
            self.excerpt.truncate(self.block);
        }
        // However many blocks have no text.
        if !self.excerpt.ends_with(' ') {
            self.excerpt.push(' ');
        }
        self.block = self.excerpt.len();
        self.has_image = false;
        self.follows_image = false;
    }

    /// Notes the author's mark of where the excerpt ends. With nothing before it, it marks nothing.
    pub(super) fn end_excerpt(&mut self) {
        if !self.has_excerpt {
            self.end_excerpt_block();
            self.has_excerpt = !self.excerpt.trim().is_empty();
        }
    }

    /// The excerpt, and the plain text if it was asked for.
    pub(super) fn finish(mut self) -> (String, Option<PlainText>) {
        self.end_block(true);
        (reading::shorten(&super::one_line(&self.excerpt), EXCERPT), self.text)
    }
}
