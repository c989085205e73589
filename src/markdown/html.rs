//! The events of a document, written as HTML.
//!
//! Owns what is open and the tags of every construct; white space follows the CommonMark test suite.
//! Running text is in [`super::text`], larger constructs in [`super::blocks`], raw HTML in
//! [`super::raw`].

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::nesting::Open;
#[cfg(feature = "cli")]
use super::plain::Plain;
use super::source::Source;
use super::typography::Running;
use super::{Context, Heading, Passes, RawHtml, Rendered, Resolver, url};
use crate::escape::escape;
use crate::slug::HeadingIds;

/// The events of `markdown` with the bytes each comes from, adjacent text in one.
#[cfg(feature = "cli")]
pub(crate) fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    pulldown_cmark::TextMergeWithOffset::new(parsed(markdown))
}

/// The events of `markdown`, with the site's syntax, as the parser gives them: each part of a text
/// stands where its bytes are.
#[cfg(feature = "cli")]
pub fn parsed(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Source::new(markdown, Passes::SITE.options()).into_events()
}

/// How many raw HTML elements are open. Counted, because every piece of text asks.
#[derive(Default)]
pub(super) struct OpenRaw {
    pub(super) code: usize,
    pub(super) links: usize,
    others: usize,
}

impl OpenRaw {
    fn of(&mut self, name: &str) -> &mut usize {
        match name {
            "code" | "pre" | "kbd" | "samp" => &mut self.code,
            "a" => &mut self.links,
            _ => &mut self.others,
        }
    }
}

/// A heading that is being written.
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// Where its opening tag goes once the id is known.
    pub(super) start: usize,
    pub(super) text: String,
}

/// An image whose alternative text is being read.
pub(super) struct OpenImage {
    /// `None` when it may not be shown.
    pub(super) source: Option<String>,
    pub(super) title: String,
    pub(super) size: Option<String>,
}

/// A block of raw HTML that is being read.
#[derive(Default)]
pub(super) struct RawBlock {
    pub(super) html: String,
    /// Where each part starts in `html` and in the Markdown: the markers of lists and quotes are
    /// missing from the former.
    pub(super) parts: Vec<(usize, usize)>,
}

impl RawBlock {
    pub(super) fn push(&mut self, part: &str, at: usize) {
        // Places are only of interest to the author.
        if cfg!(feature = "cli") {
            self.parts.push((self.html.len(), at));
        }
        self.html.push_str(part);
    }
}

/// Writes one document.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    /// The text that is being put together.
    pub(super) running: Running,
    pub(super) resolver: &'a mut dyn Resolver,
    pub(super) ids: HeadingIds,
    pub(super) open: Vec<Open>,
    /// How many constructs are open that are too deep to have tags.
    pub(super) too_deep: usize,
    /// How many raw elements are open, of those that show code and of links among them.
    pub(super) raw: OpenRaw,
    pub(super) context: &'a Context<'a>,
    pub(super) headings: Vec<Heading>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) footnotes: Footnotes,
    /// The surrounding text while a footnote's definition is written, and which definition it is.
    pub(super) set_aside: Vec<(String, usize)>,
    /// The alternative text of the image that is being read.
    pub(super) alt: String,
    /// The images that are open, the outermost first.
    pub(super) images: Vec<OpenImage>,
    /// The Markdown links that are open, and whether each was written: links do not nest.
    pub(super) links: Vec<bool>,
    /// The code block that is being read: its info string and its code.
    pub(super) code_block: Option<(String, String)>,
    /// The bytes of the Markdown that its code comes from.
    pub(super) code_at: Range<usize>,
    pub(super) raw_block: Option<RawBlock>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) is_in_table_head: bool,
    has_table_body: bool,
    /// How many elements are open around the terms that are being read.
    pub(super) terms: Option<usize>,
    /// How many elements are open around the title of an alert, which is no part of the plain text.
    pub(super) alert_title: Option<usize>,
    #[cfg(feature = "cli")]
    pub(super) plain: Plain,
}

impl<'a> Writer<'a> {
    pub(super) fn new(context: &'a Context<'a>, resolver: &'a mut dyn Resolver) -> Self {
        Self {
            out: String::new(),
            running: Running::default(),
            resolver,
            ids: HeadingIds::default(),
            open: Vec::new(),
            too_deep: 0,
            raw: OpenRaw::default(),
            context,
            headings: Vec::new(),
            heading: None,
            footnotes: Footnotes::default(),
            set_aside: Vec::new(),
            alt: String::new(),
            images: Vec::new(),
            links: Vec::new(),
            code_block: None,
            code_at: 0..0,
            raw_block: None,
            alignments: Vec::new(),
            column: 0,
            is_in_table_head: false,
            has_table_body: false,
            terms: None,
            alert_title: None,
            #[cfg(feature = "cli")]
            plain: Plain::default(),
        }
    }

    /// What is done beyond CommonMark. A build without the feature `site` knows one list alone: the
    /// compiler leaves out what takes another.
    pub(super) const fn passes(&self) -> Passes {
        if cfg!(feature = "site") { self.context.passes } else { Passes::FOREIGN }
    }

    /// The size of an image; only the site's own are known.
    pub(super) fn image_size(&mut self, written: &str) -> Option<String> {
        if cfg!(feature = "site") { self.resolver.image_size(written) } else { None }
    }

    /// Tells the author what is left out. In the browser there is nobody to tell.
    pub(super) fn report_removed(&mut self, what: impl FnOnce() -> String, at: Range<usize>) {
        if cfg!(feature = "cli") {
            self.resolver.removed(&what(), at);
        }
    }

    /// As [`Self::report_removed`], of what is no element.
    pub(super) fn report_attribute(&mut self, what: impl FnOnce() -> String, at: Range<usize>) {
        if cfg!(feature = "cli") {
            self.resolver.attribute_removed(&what(), at);
        }
    }

    pub(super) fn write<'s>(mut self, source: &'s Source<'_>, parser: Parser<'s>) -> Rendered {
        for (event, at) in source.events(parser) {
            if let Event::Text(part) = event {
                self.push_text(part, at.clone(), source.typed(&at));
            } else {
                self.end_text();
                self.event(event, at);
            }
        }
        self.end_text();
        self.close_raw();
        let unused: Vec<String> = self.footnotes.unused().map(str::to_owned).collect();
        for name in unused {
            let what = || format!("the footnote [^{name}], which nothing refers to");
            self.report_removed(what, 0..0);
        }
        let page = self.page_address();
        let form = self.footnote_form(&page);
        if let Some(notes) = std::mem::take(&mut self.footnotes).into_html(form) {
            fresh_line(&mut self.out);
            self.put(&notes);
        }
        #[cfg(feature = "cli")]
        let (excerpt, plain_text) = self.plain.finish();
        Rendered {
            html: self.out,
            headings: self.headings,
            ids: self.ids.into_ids().collect(),
            #[cfg(feature = "cli")]
            excerpt,
            #[cfg(feature = "cli")]
            plain_text,
        }
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        self.make_room_for_event(&event);
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let source = self.destination(&dest_url, &at, url::is_safe_image);
                let source = source
                    .filter(|source| !source.is_empty() || !self.passes().destinations)
                    .map(Cow::into_owned);
                let size = match self.passes().images {
                    true => self.image_size(&dest_url),
                    false => None,
                };
                let title = title.into_string();
                self.images.push(OpenImage { source, title, size });
            }
            Event::End(TagEnd::Image) => self.image(),
            _ if !self.images.is_empty() => self.alternative_text(&event),
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Html(html) | Event::InlineHtml(html)
                if self.passes().raw_html != RawHtml::AllowList =>
            {
                self.raw_as_written(&html);
            }
            // Put together by `push_text`.
            Event::Text(_) => {}
            Event::Html(html) => match &mut self.raw_block {
                Some(block) => block.push(&html, at.start),
                None => self.raw(&html, &[(0, at.start)]),
            },
            Event::InlineHtml(html) => self.raw(&html, &[(0, at.start)]),
            Event::Code(code) => {
                self.put("<code>");
                escape(&mut self.out, &code);
                self.put("</code>");
                self.note_text(&code);
            }
            Event::SoftBreak => {
                self.put(if self.is_between_terms() { "</dt>\n<dt>" } else { "\n" });
                self.note_text(" ");
            }
            Event::HardBreak => {
                self.put("<br />\n");
                self.note_text(" ");
            }
            Event::Rule => {
                self.make_room_for_block("hr", false);
                fresh_line(&mut self.out);
                self.put("<hr />\n");
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(is_done) => {
                self.put(if is_done {
                    "<input type=\"checkbox\" checked=\"\" disabled=\"\""
                } else {
                    "<input type=\"checkbox\" disabled=\"\""
                });
                if self.passes().accessibility {
                    let words = self.context.language.words();
                    let label = if is_done { words.task_done } else { words.task_open };
                    self.attribute("aria-label", label);
                }
                self.put(" /> ");
            }
            Event::InlineMath(tex) if self.passes().math => self.formula(&tex, "$", &at),
            Event::DisplayMath(tex) if self.passes().math => self.formula(&tex, "$$", &at),
            // The parser finds none unless it is asked to.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match &tag {
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::HtmlBlock => {
                fresh_line(&mut self.out);
                if self.passes().raw_html == RawHtml::AllowList {
                    self.raw_block = Some(RawBlock::default());
                }
                return;
            }
            Tag::TableCell | Tag::TableHead | Tag::Superscript | Tag::Subscript => {}
            _ => fresh_line(&mut self.out),
        }
        if !self.open_markdown(&tag) {
            return;
        }
        match tag {
            Tag::Paragraph => self.put("<p>"),
            Tag::Heading { level, id, classes, .. } => {
                self.heading = Some(OpenHeading {
                    level: level as u8,
                    id: id.map(CowStr::into_string),
                    classes: classes.into_iter().map(CowStr::into_string).collect(),
                    start: self.out.len(),
                    text: String::new(),
                });
            }
            Tag::BlockQuote(None) => self.put("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.code_block = Some((info.into_string(), String::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.code_block = Some(Default::default()),
            Tag::List(None) => self.put("<ul>\n"),
            Tag::List(Some(1)) => self.put("<ol>\n"),
            Tag::List(Some(start)) => {
                self.put("<ol");
                self.attribute("start", &start.to_string());
                self.put(">\n");
            }
            Tag::Item => {
                self.put("<li>");
                self.note_break();
            }
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.out);
                self.set_aside.push((outer, self.footnotes.begin(&name)));
            }
            Tag::DefinitionList => self.put("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.terms = Some(self.open.len());
                self.put("<dt>");
            }
            Tag::DefinitionListDefinition => self.put("<dd>"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                if self.passes().accessibility {
                    // Focusable, so that the keyboard can scroll what is wider than the page.
                    self.put("<div class=\"table\" tabindex=\"0\">");
                }
                self.put("<table>\n");
            }
            Tag::TableHead => {
                self.is_in_table_head = true;
                self.has_table_body = false;
                self.column = 0;
                self.put("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put(if self.has_table_body { "<tr>\n" } else { "<tbody>\n<tr>\n" });
                self.has_table_body = true;
            }
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Superscript => self.put("<sup>"),
            Tag::Subscript => self.put("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let is_written = !self.is_in_link();
                self.links.push(is_written);
                let is_mail = link_type == LinkType::Email;
                let dest_url =
                    if is_mail { CowStr::from(["mailto:", &dest_url].concat()) } else { dest_url };
                let href = self.destination(&dest_url, &at, url::is_safe_link);
                if is_written {
                    self.link_start(href.as_deref(), &title);
                }
            }
            Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::HtmlBlock {
            if let Some(RawBlock { html, parts }) = self.raw_block.take() {
                self.raw(&html, &parts);
            }
            return;
        }
        if let Some(less) = self.too_deep.checked_sub(1) {
            self.too_deep = less;
            return;
        }
        self.close_raw();
        let open = self.open.pop();
        match tag {
            TagEnd::Paragraph => {
                self.close_tag(open.map_or("p", |it| it.tag_name()));
                self.put("\n");
                self.note_break();
            }
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(None) => self.put("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.put("</div>\n"),
            TagEnd::CodeBlock => {
                if let Some((info, code)) = self.code_block.take() {
                    self.code_block(&info, &code);
                }
            }
            TagEnd::List(is_ordered) => {
                self.put(if is_ordered { "</ol>\n" } else { "</ul>\n" });
                self.note_break();
            }
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((outer, definition)) = self.set_aside.pop() {
                    let html = std::mem::replace(&mut self.out, outer);
                    self.footnotes.define(definition, html);
                }
            }
            TagEnd::DefinitionList => self.put("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.terms = None;
                self.put("</dt>\n");
                self.note_break();
            }
            TagEnd::DefinitionListDefinition => {
                self.put("</dd>\n");
                self.note_break();
            }
            TagEnd::Table => {
                self.put(if self.has_table_body { "</tbody>\n</table>" } else { "</table>" });
                self.put(if self.passes().accessibility { "</div>\n" } else { "\n" });
            }
            TagEnd::TableHead => {
                self.is_in_table_head = false;
                self.put("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => {
                self.end_table_cell();
                self.note_break();
                self.column += 1;
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Superscript => self.put("</sup>"),
            TagEnd::Subscript => self.put("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.put("</a>");
                }
            }
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes markup as it is. Not inlined: it is called from everywhere, and the wasm would grow.
    #[inline(never)]
    pub(super) fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    pub(super) fn open_raw(&mut self, name: &'static str) {
        *self.raw.of(name) += 1;
        self.opened(name, true);
    }

    pub(super) fn page_address(&self) -> String {
        crate::route::href(self.context.route, self.context.base)
    }

    /// Closes raw elements down to the innermost Markdown construct.
    fn close_raw(&mut self) {
        while self.open.last().is_some_and(|it| it.is_raw) {
            self.close_innermost_raw();
        }
    }

    pub(super) fn close_innermost_raw(&mut self) {
        if let Some(open) = self.open.pop() {
            *self.raw.of(open.name) -= 1;
            self.close_tag(open.tag_name());
        }
        self.alert_title = self.alert_title.filter(|depth| *depth < self.open.len());
    }

    fn close_tag(&mut self, name: &str) {
        self.put("</");
        self.put(name);
        self.put(">");
    }
}

fn fresh_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
