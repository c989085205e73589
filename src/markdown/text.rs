//! Running text: addresses and emoji in it, where links lead, and the plain words kept for headings
//! and the excerpt.

use std::ops::Range;

use super::escape::{escape, escape_url};
use super::html::Writer;
use super::{EXCERPT, autolink, url};
use crate::emoji::{self, Emoji};

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.raw.code > 0 {
            self.note_text(text);
            return escape(&mut self.out, text);
        }
        if self.is_in_link() {
            return self.with_emoji(text, 0, at, escape);
        }
        let mut done = 0;
        for address in autolink::addresses(text) {
            let range = within(at, done..address.start, text);
            self.with_emoji(&text[done..address.start], done, &range, escape);
            done = address.end;
            let shown = &text[address.clone()];
            let scheme = if shown.starts_with("www.") { "http://" } else { "" };
            let range = within(at, address, text);
            let href = self.destination(&format!("{scheme}{shown}"), &range, url::is_safe_link);
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
        let mut done = 0;
        for shortcode in emoji::shortcodes(text) {
            let range = within(at, shortcode.range.clone(), text);
            let Some(emoji) = self.resolver.emoji(shortcode.name, range) else { continue };
            self.words(&text[done..shortcode.range.start], offset + done, escape);
            done = shortcode.range.end;
            let name = shortcode.name;
            // Names are of safe characters only (see `emoji::shortcodes`).
            let label = name.replace('_', " ");
            match emoji {
                Emoji::Text(characters) => {
                    let open =
                        format!("<span class=\"emoji\" role=\"img\" aria-label=\"{label}\">");
                    self.put(&open);
                    self.put(&characters);
                    self.put("</span>");
                }
                Emoji::Image(path) => {
                    let base = self.context.base;
                    self.put(&format!(
                        "<img class=\"emoji\" src=\"{base}{path}\" alt=\":{name}:\" width=\"20\" height=\"20\" />"
                    ));
                }
            }
        }
        self.words(&text[done..], offset + done, escape);
    }

    /// The address to write for the destination `written`, or `None` when `is_safe` refuses it.
    pub(super) fn destination(
        &mut self,
        written: &str,
        at: &Range<usize>,
        is_safe: fn(&str) -> bool,
    ) -> Option<String> {
        let resolved = self.resolver.link(written, at.clone());
        let destination = resolved.as_deref().unwrap_or(written);
        if !is_safe(destination) {
            self.resolver.removed(&format!("the address `{written}`"), at.clone());
            return None;
        }
        // A page with a <base> element would send these to the home page.
        if destination.starts_with(['#', '?']) {
            return Some(format!("{}{destination}", self.page_address()));
        }
        Some(match &resolved {
            Some(resolved) => crate::route::href(resolved, self.context.base),
            None => crate::route::with_base(written, self.context.base),
        })
    }

    pub(super) fn link_start(&mut self, href: Option<&str>, title: &str) {
        self.put("<a");
        if let Some(href) = href {
            self.attribute("href", &escape_url(href));
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out.push('>');
    }

    pub(super) fn is_in_link(&self) -> bool {
        !self.links.is_empty() || self.raw.links > 0
    }

    /// Keeps plain text for the heading and the excerpt.
    pub(super) fn note_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if !self.has_excerpt
            && self.set_aside.is_empty()
            && self.alert_title.is_none()
            && self.excerpt.len() < 4 * EXCERPT
        {
            self.excerpt.push_str(text);
        }
    }
}

/// The bytes of the Markdown for the bytes `part` of a text that comes from `at`. Exact where the
/// text stands in the Markdown as it is; entities and escapes make it the whole text's place.
fn within(at: &Range<usize>, part: Range<usize>, text: &str) -> Range<usize> {
    if at.len() == text.len() { at.start + part.start..at.start + part.end } else { at.clone() }
}

/// At most about [`EXCERPT`] characters, cut between words.
pub(super) fn shorten(text: &str) -> String {
    let text = super::one_line(text);
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}
