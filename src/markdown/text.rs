//! Running text: addresses and emoji in it, where links lead, and the plain words kept for headings
//! and the excerpt.

use std::borrow::Cow;
use std::ops::Range;

use super::html::Writer;
use super::signs::{ESCAPED, escape_url, signs};
use super::{autolink, url};
use crate::emoji::{self, Emoji};
use crate::escape::escape;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.raw.code > 0 {
            self.note_text(text);
            return escape(&mut self.out, text);
        }
        let signs = signs(text);
        if signs | ESCAPED == ESCAPED {
            return self.words(text, 0, if signs == 0 { String::push_str } else { escape });
        }
        if !self.passes().autolinks || self.is_in_link() {
            return self.with_emoji(text, 0, at, escape);
        }
        let mut done = 0;
        for autolink::Address { range: address, scheme } in autolink::addresses(text) {
            let range = within(at, done..address.start, text);
            self.with_emoji(&text[done..address.start], done, &range, escape);
            done = address.end;
            let shown = &text[address.clone()];
            let range = within(at, address, text);
            let mut written = String::from(scheme);
            written.push_str(shown);
            let href = self.destination(&written, &range, url::is_safe_link);
            self.link_start(href.as_deref(), "");
            self.note_text(shown);
            escape(&mut self.out, shown);
            self.put("</a>");
        }
        self.with_emoji(&text[done..], done, &within(at, done..text.len(), text), escape);
    }

    /// Writes `text`, which stands at `offset` in the running text, with its shortcodes replaced, the
    /// rest through `escape`.
    pub(super) fn with_emoji(
        &mut self,
        text: &str,
        offset: usize,
        at: &Range<usize>,
        escape: fn(&mut String, &str),
    ) {
        if !self.passes().emoji {
            return self.words(text, offset, escape);
        }
        let mut done = 0;
        for shortcode in emoji::shortcodes(text) {
            let range = within(at, shortcode.range.clone(), text);
            let Some(emoji) = self.resolver.emoji(shortcode.name, range) else { continue };
            self.words(&text[done..shortcode.range.start], offset + done, escape);
            done = shortcode.range.end;
            // Names are of safe characters only (see `emoji::shortcodes`).
            let name = shortcode.name;
            match emoji {
                Emoji::Text(characters) => {
                    self.note_shown(&characters);
                    self.put("<span class=\"emoji\" role=\"img\" aria-label=\"");
                    let label = self.emoji_label(name);
                    self.put(&label);
                    self.put("\">");
                    // What a page is sent is not trusted to be what the generator sends.
                    crate::escape::escape(&mut self.out, &characters);
                    self.put("</span>");
                }
                Emoji::Image(path) => {
                    self.put("<img class=\"emoji\" src=\"");
                    self.put(self.context.base);
                    escape_url(&mut self.out, &path);
                    self.put("\" alt=\":");
                    self.put(name);
                    self.put(":\" width=\"20\" height=\"20\" />");
                }
            }
        }
        self.words(&text[done..], offset + done, escape);
    }

    /// What an emoji is called: `thumbsup`, `wave, medium skin tone`.
    fn emoji_label(&self, name: &str) -> String {
        let (base, tone) = match emoji::toned(name) {
            Some((base, tone)) => (base, Some(tone)),
            None => (name, None),
        };
        let mut label = base.replace('_', " ");
        if let Some(tone) = tone {
            label.push_str(", ");
            label.push_str(self.context.language.words().skin_tones[tone]);
        }
        label
    }

    /// Adds text to the alternative text of an image, its emoji as characters and those that are
    /// images by their names.
    pub(super) fn alternative(&mut self, text: &str, at: &Range<usize>) {
        if !self.passes().emoji {
            return self.alt.push_str(text);
        }
        let mut done = 0;
        for shortcode in emoji::shortcodes(text) {
            let range = within(at, shortcode.range.clone(), text);
            let Some(emoji) = self.resolver.emoji(shortcode.name, range) else { continue };
            self.alt.push_str(&text[done..shortcode.range.start]);
            done = shortcode.range.end;
            match emoji {
                Emoji::Text(characters) => self.alt.push_str(&characters),
                Emoji::Image(_) => {
                    let label = self.emoji_label(shortcode.name);
                    self.alt.push_str(&label);
                }
            }
        }
        self.alt.push_str(&text[done..]);
    }

    /// The address to write for the destination `written`, or `None` when `is_safe` refuses it.
    pub(super) fn destination<'w>(
        &mut self,
        written: &'w str,
        at: &Range<usize>,
        is_safe: fn(&str) -> bool,
    ) -> Option<Cow<'w, str>> {
        if !self.passes().destinations {
            return Some(Cow::Borrowed(written));
        }
        let resolved = self.resolver.link(written, at.clone());
        let destination = resolved.as_deref().unwrap_or(written);
        if !is_safe(destination) {
            self.report_removed(|| format!("the address `{written}`"), at.clone());
            return None;
        }
        // A page with a <base> element would send these to the home page.
        if destination.starts_with(['#', '?']) {
            return Some(Cow::Owned(self.page_address() + destination));
        }
        let base = self.context.base;
        Some(match &resolved {
            Some(resolved) => Cow::Owned(crate::route::href(resolved, base)),
            None if written.starts_with('/') => Cow::Owned(crate::route::with_base(written, base)),
            None => Cow::Borrowed(written),
        })
    }

    pub(super) fn link_start(&mut self, href: Option<&str>, title: &str) {
        self.put("<a");
        if let Some(href) = href {
            self.put(" href=\"");
            escape_url(&mut self.out, href);
            self.put("\"");
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out.push('>');
    }

    pub(super) fn is_in_link(&self) -> bool {
        !self.links.is_empty() || self.raw.links > 0
    }

    /// Keeps plain text: of a heading for its id, all of it for what `plain` makes.
    pub(super) fn note_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        self.note_shown(text);
    }
}

/// The browser makes neither plain text nor an excerpt.
#[cfg(not(feature = "cli"))]
impl Writer<'_> {
    pub(super) fn note_shown(&mut self, _: &str) {}
    pub(super) fn note_break(&mut self) {}
}

/// The bytes of the Markdown for the bytes `part` of a text that comes from `at`. Exact where the
/// text stands in the Markdown as it is; entities and escapes make it the whole text's place.
fn within(at: &Range<usize>, part: Range<usize>, text: &str) -> Range<usize> {
    if at.len() == text.len() { at.start + part.start..at.start + part.end } else { at.clone() }
}
