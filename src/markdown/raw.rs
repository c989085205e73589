//! Raw HTML in Markdown, written again: allowed elements and attributes only, always quoted,
//! always closed, where [`super::nesting`] has room for it. What is left out is reported through
//! [`Resolver::removed`].
//!
//! [`Resolver::removed`]: super::Resolver::removed

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser};

use super::allow::{self, Attribute};
use super::blocks::{in_proportion, put_image_attributes};
use super::html::Writer;
use super::nesting::{DEEPEST, is_blank};
use super::tokens::{Token, tokens};
use super::{RawHtml, tag_filter};
use crate::escape::{escape, escape_markup};

impl Writer<'_> {
    /// Writes the fragment `html` as it is, or less the tags that GFM filters.
    pub(super) fn raw_as_written(&mut self, html: &str) {
        match self.passes().raw_html {
            RawHtml::TagFilter => tag_filter::write(&mut self.out, html),
            _ => self.put(html),
        }
    }

    /// Writes the fragment `html` again from the allow-list. Its `parts` start at these bytes of it
    /// and of the Markdown.
    pub(super) fn raw(&mut self, html: &str, parts: &[(usize, usize)]) {
        let in_markdown = |offset: usize| {
            if cfg!(not(feature = "cli")) {
                return 0;
            }
            let next = parts.partition_point(|(start, _)| *start <= offset);
            let (start, at) = next.checked_sub(1).map_or((0, 0), |last| parts[last]);
            at + offset - start
        };
        for (offset, token) in tokens(html) {
            let start = in_markdown(offset);
            let place = start..start;
            match token {
                Token::Text(text) => {
                    self.raw_text(text, start..in_markdown(offset + text.len()));
                }
                Token::Open { name, attributes } => match allow::element(&name) {
                    Some(name) if self.open.len() < DEEPEST || allow::VOID.contains(&name) => {
                        if self.make_room(name) {
                            self.raw_open(name, &attributes, &place);
                        } else {
                            let what = || format!("the tag <{name}>, which has no place here,");
                            self.report_attribute(what, place);
                        }
                    }
                    _ => self.report_removed(|| format!("<{name}>"), place),
                },
                Token::Close { name } => {
                    self.close_named(&name);
                    if !allow::is_inline(&name) {
                        self.note_break();
                    }
                }
                Token::Opaque { name, attributes } if name == "iframe" => {
                    self.frame_as_link(&attributes, place);
                }
                Token::Opaque { name, .. } => {
                    self.report_removed(|| format!("<{name}>"), place);
                }
                #[cfg(feature = "cli")]
                Token::Comment(comment) if is_more(comment) => self.plain.end_excerpt(),
                Token::Comment(_) => {}
            }
        }
    }

    fn raw_text(&mut self, text: &str, at: Range<usize>) {
        if !is_blank(text) {
            self.make_room_for_content();
        }
        if !cfg!(feature = "site") {
            // Whoever shows this asks no parser that would know the references.
            let text = decode_references(text);
            return match self.raw.code {
                0 => self.with_emoji(&text, 0, &at, escape),
                _ => escape(&mut self.out, &text),
            };
        }
        if self.raw.code > 0 {
            escape_markup(&mut self.out, text);
            self.note_text(text);
        } else {
            self.with_emoji(text, 0, &at, escape_markup);
        }
    }

    fn raw_open(&mut self, name: &'static str, attributes: &[(String, &str)], at: &Range<usize>) {
        let mut tag = ["<", name].concat();
        let mut write = |name: &str, value: &str| {
            tag.push(' ');
            tag.push_str(name);
            tag.push_str("=\"");
            escape(&mut tag, value);
            tag.push('"');
        };
        let (mut size, mut named) = (None, None);
        for (attribute, value) in attributes {
            let value = decode_references(value);
            match allow::attribute(name, attribute) {
                Attribute::Plain => write(attribute, &value),
                Attribute::Anchor if !value.is_empty() => {
                    // The first place of a name is where links lead; an element may have it twice.
                    if named.as_deref() == Some(&*value) || !self.ids.contains(&value) {
                        self.ids.claim(&value);
                        write(attribute, &value);
                        named = Some(value);
                    }
                }
                Attribute::Link => {
                    if let Some(href) = self.destination(&value, at, super::url::is_safe_link) {
                        write(attribute, &href);
                    }
                }
                // Several sources to choose from are not taken apart.
                Attribute::Image if attribute == "src" || !value.contains([' ', ',']) => {
                    if let Some(src) = self.destination(&value, at, super::url::is_safe_image) {
                        write(attribute, &src);
                    }
                    if attribute == "src" {
                        size = self.image_size(&value);
                    }
                }
                Attribute::Image | Attribute::Refused if allow::is_worth_a_warning(attribute) => {
                    let what = || format!("the attribute {attribute} of <{name}>");
                    self.report_attribute(what, at.clone());
                }
                Attribute::Anchor | Attribute::Image | Attribute::Refused => {}
            }
        }
        let is_alert =
            |(name, value): &(String, &str)| name == "class" && value.starts_with("alert ");
        if name == "div" && attributes.iter().any(is_alert) {
            // What GitHub's alerts are in `blocks` too.
            write("role", "note");
        }
        if name == "img" {
            let given = |side: &str| {
                let attribute = attributes.iter().find(|(name, _)| name == side);
                attribute.map(|(_, value)| *value)
            };
            // One of the two alone leaves no room on the page before the image is there.
            let (size, sides) = (size.as_deref(), (given("width"), given("height")));
            match sides {
                (Some(width), None) => {
                    let height = size.and_then(|size| in_proportion(size, width, false));
                    height.inspect(|it| write("height", it));
                }
                (None, Some(height)) => {
                    let width = size.and_then(|size| in_proportion(size, height, true));
                    width.inspect(|it| write("width", it));
                }
                _ => {}
            }
            put_image_attributes(&mut tag, size.filter(|_| sides == (None, None)));
        }
        tag.push('>');
        #[cfg(feature = "cli")]
        match name {
            "img" => self.plain.image(),
            _ if name == "br" || !allow::is_inline(name) => self.note_break(),
            _ => {}
        }
        if name == "p" && attributes.iter().any(|(_, value)| *value == "alert-title") {
            self.alert_title = Some(self.open.len());
        }
        if !allow::VOID.contains(&name) {
            self.open_raw(name);
        }
        self.put(&tag);
    }

    /// An embedded page becomes a card or a link that leads to it: nothing is loaded from anyone
    /// unasked.
    fn frame_as_link(&mut self, attributes: &[(String, &str)], at: Range<usize>) {
        let value = |wanted: &str| {
            let attribute = attributes.iter().find(|(name, _)| name == wanted);
            attribute.map(|(_, value)| decode_references(value)).unwrap_or_default()
        };
        self.make_room_for_content();
        let source = value("src");
        let embed = match cfg!(feature = "site") {
            true => self.resolver.embed(&source).filter(|_| !self.is_in_link()),
            false => None,
        };
        if let Some(card) = embed.and_then(|embed| crate::embed::card(&embed, &value("title"))) {
            return self.put(&card);
        }
        let href = self.destination(&source, &at, super::url::is_safe_link);
        self.report_removed(|| "<iframe> (a link stands in its place)".into(), at);
        if let Some(href) = href.filter(|href| !href.is_empty() && !self.is_in_link()) {
            self.put("<a class=\"frame\" href=\"");
            escape(&mut self.out, &href);
            self.put("\">");
            escape(&mut self.out, &href);
            self.put("</a>");
        }
    }
}

/// Whether a comment is the mark `<!--more-->`, up to which a document is its own excerpt.
#[cfg(feature = "cli")]
fn is_more(comment: &str) -> bool {
    let inside = comment.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"));
    inside.is_some_and(|it| it.trim().eq_ignore_ascii_case("more"))
}

/// Decodes the character references that matter in attributes: numeric ones, the five of XML and
/// those that could hide a scheme. Any other stays text, its `&` escaped when written, so that it
/// cannot become anything else in the browser; where no browser reads what is written, all are decoded.
pub(crate) fn decode_references(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        match reference(rest) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &rest[length..];
            }
            None if !cfg!(feature = "site") => {
                let (text, length) = named(rest);
                decoded.push_str(&text);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// What a reference by name stands for, and its length. The parser has the table; what it does not know
/// is a sign by itself.
fn named(text: &str) -> (CowStr<'_>, usize) {
    let name = text[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let reference = text.get(..name + 2).filter(|it| it.ends_with(';'));
    let found = reference.and_then(|it| {
        let text = Parser::new(it).find_map(|event| match event {
            Event::Text(text) => Some(text),
            _ => None,
        });
        Some((text?, it.len()))
    });
    found.unwrap_or(("&".into(), 1))
}

/// The character a reference at the start of `text` stands for, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = &text[1..];
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|it| char::from(*it).is_digit(radix)).count();
        let value = u32::from_str_radix(&digits[..length], radix).ok()?;
        let semicolon = usize::from(digits[length..].starts_with(';'));
        let character = char::from_u32(value).filter(|it| *it != '\0').unwrap_or('\u{fffd}');
        return Some((character, prefix + length + semicolon));
    }
    let end = body.bytes().position(|it| it == b';').filter(|end| *end <= 8)?;
    let character = match &body[..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "sol" => '/',
        "Tab" => '\t',
        "NewLine" => '\n',
        "copy" => '©',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        _ => return None,
    };
    Some((character, end + 2))
}
