//! Markdown to HTML: the same code in the browser and in the generator.
//!
//! CommonMark 0.31 with GitHub's tables, strikethrough, task lists, footnotes and alerts, plus
//! heading attributes and definition lists (`definitions`), read by `pulldown-cmark`, which is kept
//! from taking more for them than they are (`source`). The passes over its events, in the order a piece
//! of text meets them:
//!
//! 1. merge adjacent text events, so that names with underscores stay whole; signs that are set
//!    otherwise than typed are kept beside the text (`typography`);
//! 2. raw HTML is read by `tokens` and written again from the list in `allow`; frames become cards
//!    or links (`embeds`);
//! 3. bare web addresses become links (`autolink`);
//! 4. emoji shortcodes become characters or images ([`crate::emoji`]), in text only;
//! 5. link and image destinations are resolved, and refused when they could run code (`url`);
//! 6. formulas become MathML (`math`);
//! 7. headings get ids, footnotes move to the end (`html`);
//! 8. code blocks get their colours, titles and line numbers ([`code`]).
//!
//! Where a link leads, what a shortcode shows and which part of a code is what, a [`Resolver`] says:
//! in the browser one that reads the page's payload, in the generator one that knows the whole site
//! and takes notes.

use std::ops::Range;

use pulldown_cmark::Options;

use crate::emoji::Emoji;
use crate::language::Language;
use crate::slug::heading_id;

mod allow;
mod autolink;
mod blocks;
pub mod code;
mod definitions;
mod embeds;
mod escape;
mod footnotes;
mod html;
mod math;
mod raw;
mod source;
mod text;
mod tokens;
mod typography;
mod url;

#[cfg(feature = "cli")]
pub use embeds::embed;
pub use embeds::frame;
#[cfg(feature = "cli")]
pub(crate) use html::events;
#[cfg(feature = "cli")]
pub use html::parsed;
#[cfg(feature = "cli")]
pub(crate) use math::write_mathml;
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
    /// Whether quotes, dashes and the ellipsis are set as in print.
    pub smart_punctuation: bool,
    /// Whether formulas are read.
    pub math: bool,
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
    pub excerpt: String,
}

/// About how many characters an excerpt has.
pub const EXCERPT: usize = 200;

/// Renders `markdown`. Never fails: whatever the input, the result is balanced, allowed HTML.
///
/// ```
/// use the_stacks::{emoji::Emoji, markdown};
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
/// let context = markdown::Context { base: "/", route: "/", ..markdown::Context::default() };
/// let page = markdown::render("## Go :rocket:\n[About](about.md) `:rocket:`", &context, &mut Page);
/// assert_eq!(
///     page.html,
///     "<h2 id=\"go\">Go <span class=\"emoji\" role=\"img\" aria-label=\"rocket\">🚀</span></h2>\n\
///      <p><a href=\"/about/\">About</a> <code>:rocket:</code></p>\n"
/// );
/// ```
pub fn render(markdown: &str, context: &Context<'_>, resolver: &mut dyn Resolver) -> Rendered {
    let mut options = html::options();
    options.set(Options::ENABLE_SMART_PUNCTUATION, context.smart_punctuation);
    options.set(Options::ENABLE_MATH, context.math);
    let source = Source::new(markdown, options);
    let parser = source.parser();
    #[cfg(feature = "cli")]
    for (_, definition) in parser.reference_definitions().iter() {
        resolver.definition(&source.shown(&definition.dest), definition.span.clone());
    }
    html::Writer::new(context, resolver).write(&source, parser)
}

/// The id of the heading that shows a document's `title` above its `html`: GitHub's, unless
/// something in the document has it.
pub fn title_id(title: &str, html: &str) -> String {
    let id = heading_id(title);
    let is_taken = |name: &&str| html.contains(&format!(" {name}=\"{id}\""));
    if ["id", "name"].iter().any(is_taken) { "stacks.title".into() } else { id }
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
pub fn leading_heading(markdown: &str, emoji: impl Fn(&str) -> String) -> Option<LeadingHeading> {
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
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
