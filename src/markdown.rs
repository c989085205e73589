//! Markdown to HTML: the same code in the browser and in the generator.
//!
//! CommonMark 0.31.2 with GitHub's additions and some of our own, read by `pulldown-cmark`. What is
//! done beyond CommonMark, in which order and after which standard, is the list of [`Passes`]; each
//! can be switched off, and with all of them off the output is that of the specification's examples.
//! The parser is kept from taking signs for more than they are (`source`), and adjacent text is put
//! together before anything is searched in it (`typography`), so that names with underscores stay
//! whole.
//!
//! Where a link leads, what a shortcode shows and which part of a code is what, a [`Resolver`] says:
//! in the browser one that reads the page's payload, in the generator one that knows the whole site
//! and takes notes.

use std::borrow::Cow;
use std::ops::Range;

use crate::emoji::Emoji;
use crate::language::Language;

mod allow;
mod autolink;
mod blocks;
pub mod code;
mod contents;
mod definitions;
mod footnotes;
mod html;
mod math;
mod nesting;
mod passes;
#[cfg(feature = "cli")]
mod plain;
mod raw;
mod signs;
mod source;
mod tag_filter;
mod text;
pub(crate) mod tokens;
mod typography;
mod url;

pub use contents::{Section, contents};

/// Whether documents may have this attribute on this element of our own.
#[cfg(all(test, feature = "cli"))]
pub(crate) fn is_own_attribute(element: &str, attribute: &str) -> bool {
    allow::element(element).is_some()
        && allow::attribute(element, attribute) != allow::Attribute::Refused
}
#[cfg(feature = "cli")]
pub(crate) use html::events;
#[cfg(feature = "cli")]
pub use html::parsed;
#[cfg(feature = "cli")]
pub(crate) use math::write_mathml;
pub use passes::{FootnoteStyle, Passes, RawHtml};
#[cfg(feature = "cli")]
pub use plain::{EXCERPT, PlainText};
#[cfg(feature = "cli")]
pub(crate) use raw::decode_references;
#[cfg(feature = "cli")]
pub(crate) use tokens::{Token, tokens};
pub use url::{is_external, is_safe_link};

use source::Source;

/// Where the Markdown is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The site's base path, `/` at both ends.
    pub base: &'a str,
    /// The page's route, for links within the page.
    pub route: &'a str,
    /// The language of the words the renderer adds, such as the title of an alert.
    pub language: Language,
    /// What is done beyond CommonMark.
    pub passes: Passes,
}

/// What a renderer must be told about the world. Ranges are bytes of the Markdown.
pub trait Resolver {
    /// Where the destination `written` of a link or image leads: a path of the site without its
    /// base, a full URL, or `None` to keep it as written.
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String>;
    /// The width and height of the image `written`, whose address was asked for just before:
    /// `640x480` in CSS pixels.
    fn image_size(&mut self, _written: &str) -> Option<String> {
        None
    }
    /// What stands for a frame of the address `source`, in the form that payloads carry; `None` when
    /// its host is not known.
    fn embed(&mut self, _source: &str) -> Option<String> {
        None
    }
    /// What the shortcode `name` shows; `None` leaves it as typed.
    fn emoji(&mut self, name: &str, at: Range<usize>) -> Option<Emoji>;
    /// The runs of a code block in `language`, as [`code`] defines them; `None` shows it plain.
    /// Called for every block, in order.
    fn code(&mut self, _code: &str, _language: &str) -> Option<String> {
        None
    }
    /// The MathML of a formula: `<math>…</math>`, with `display="block"` if it is set apart from the
    /// text; `None` shows it as typed. Called for every formula, in order; `is_apart` tells how it is
    /// typed.
    fn math(&mut self, _tex: &str, _is_apart: bool, _at: Range<usize>) -> Option<String> {
        None
    }
    /// Called for what is left out because it could run code or has nowhere to go.
    fn removed(&mut self, _what: &str, _at: Range<usize>) {}
    /// Called for an attribute that is left out; its element stays.
    fn attribute_removed(&mut self, what: &str, at: Range<usize>) {
        self.removed(what, at);
    }
    /// Called first, for the destination of each link reference definition, used or not.
    #[cfg(feature = "cli")]
    fn definition(&mut self, _destination: &str, _at: Range<usize>) {}
}

/// A heading of a rendered document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the document.
    pub id: String,
    /// Its plain text, without emoji.
    pub text: String,
}

/// A rendered document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Balanced HTML of allowed elements only.
    pub html: String,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Every id and anchor name in the document.
    pub ids: Vec<String>,
    /// The plain text of the first paragraphs, at most [`EXCERPT`] characters or so.
    #[cfg(feature = "cli")]
    pub excerpt: String,
    /// The plain text of the whole document, if it was asked for.
    #[cfg(feature = "cli")]
    pub plain_text: Option<PlainText>,
}

/// Renders `markdown`. Never fails: whatever the input, the result is balanced, allowed HTML, unless
/// the context's [`Passes`] let raw HTML or destinations through.
///
/// ```
/// use the_stacks::markdown::{self, Context, Passes};
/// use the_stacks::emoji::Emoji;
///
/// struct Page;
/// impl markdown::Resolver for Page {
///     fn link(&mut self, written: &str, _: std::ops::Range<usize>) -> Option<String> {
///         (written == "about.md").then(|| "/about/".into())
///     }
///     fn emoji(&mut self, name: &str, _: std::ops::Range<usize>) -> Option<Emoji> {
///         (name == "rocket").then(|| Emoji::Text("🚀".into()))
///     }
/// }
///
/// let markdown = "## Go :rocket:\n[About](about.md) `:rocket:`";
/// let context = Context { base: "/", route: "/", ..Context::default() };
/// let page = markdown::render(markdown, &context, &mut Page);
/// assert_eq!(
///     page.html,
///     "<div class=\"heading\"><h2 id=\"go\">Go <span class=\"emoji\" role=\"img\" \
///      aria-label=\"rocket\">🚀</span></h2><a class=\"anchor\" href=\"/#go\" \
///      aria-label=\"Link to this section: Go\"></a></div>\n\
///      <p><a href=\"/about/\">About</a> <code>:rocket:</code></p>\n"
/// );
///
/// let context = Context { passes: Passes::COMMONMARK, ..context };
/// let page = markdown::render(markdown, &context, &mut Page);
/// assert_eq!(
///     page.html,
///     "<h2>Go :rocket:</h2>\n<p><a href=\"about.md\">About</a> <code>:rocket:</code></p>\n"
/// );
/// ```
pub fn render(markdown: &str, context: &Context<'_>, resolver: &mut dyn Resolver) -> Rendered {
    write(markdown, html::Writer::new(context, resolver))
}

/// Renders `markdown` as [`render`] does, and keeps its plain text too.
#[cfg(feature = "cli")]
pub fn render_with_text(
    markdown: &str,
    context: &Context<'_>,
    resolver: &mut dyn Resolver,
) -> Rendered {
    let mut writer = html::Writer::new(context, resolver);
    writer.plain.text = Some(PlainText::default());
    write(markdown, writer)
}

fn write(markdown: &str, writer: html::Writer<'_>) -> Rendered {
    let markdown = normalized(markdown);
    let source = Source::new(&markdown, writer.passes().options());
    let parser = source.parser();
    #[cfg(feature = "cli")]
    for (_, definition) in parser.reference_definitions().iter() {
        writer.resolver.definition(&source.shown(&definition.dest), definition.span.clone());
    }
    writer.write(&source, parser)
}

/// `markdown` without the characters that a browser reads otherwise than they are written: line feeds
/// end its lines, and U+FFFD stands for U+0000 (CommonMark 0.31, sections 2.1 and 2.3). What a
/// generator reads has none of them.
fn normalized(markdown: &str) -> Cow<'_, str> {
    if !markdown.bytes().any(|it| matches!(it, b'\r' | b'\0')) {
        return Cow::Borrowed(markdown);
    }
    let lines = markdown.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.replace('\0', "\u{fffd}"))
}

/// The bytes of `markdown` that are code, fences and backticks included, in order. A dialect
/// leaves these alone when it rewrites what its constructs mean.
#[cfg(feature = "cli")]
pub fn code_ranges(markdown: &str) -> Vec<Range<usize>> {
    use pulldown_cmark::{Event, Tag};
    html::events(markdown)
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

/// A block of a document that is in no other.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The bytes it takes.
    pub range: Range<usize>,
    /// Whether it is a list.
    pub is_list: bool,
}

/// The blocks of `markdown` that are in no other, in order.
#[cfg(feature = "cli")]
pub fn blocks(markdown: &str) -> Vec<Block> {
    use pulldown_cmark::{Event, Tag};
    let mut depth = 0_usize;
    let mut blocks = Vec::new();
    for (event, range) in html::events(markdown) {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    blocks.push(Block { range, is_list: matches!(tag, Tag::List(_)) });
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    blocks
}

/// The heading of level 1 that a document starts with.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingHeading {
    /// Its plain text.
    pub text: String,
    /// The bytes it takes.
    pub range: Range<usize>,
    /// Whether it holds words only: no image, no raw HTML, no id of its own.
    pub is_plain: bool,
}

/// The heading of level 1 that `markdown` starts with, `emoji` applied to its text but not to its
/// code. `None` when anything comes before it.
#[cfg(feature = "cli")]
pub fn leading_heading(
    markdown: &str,
    mut emoji: impl FnMut(&str) -> String,
) -> Option<LeadingHeading> {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let mut found: Option<LeadingHeading> = None;
    for (event, range) in html::events(markdown) {
        match (&mut found, event) {
            (None, Event::Start(Tag::Heading { level: HeadingLevel::H1, id, .. }))
                if markdown[..range.start].trim().is_empty() =>
            {
                found = Some(LeadingHeading { text: String::new(), range, is_plain: id.is_none() });
            }
            (None, _) => return None,
            (Some(_), Event::End(TagEnd::Heading(_))) => break,
            (Some(heading), Event::Text(part)) => heading.text.push_str(&emoji(&part)),
            (Some(heading), Event::Code(part)) => heading.text.push_str(&part),
            (Some(heading), Event::SoftBreak | Event::HardBreak) => heading.text.push(' '),
            (Some(heading), Event::InlineHtml(_) | Event::Start(Tag::Image { .. })) => {
                heading.is_plain = false;
            }
            (Some(_), _) => {}
        }
    }
    found.map(|heading| LeadingHeading { text: one_line(&heading.text), ..heading })
}

/// `text` with every run of white space one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
