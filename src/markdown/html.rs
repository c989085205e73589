//! The events of a document, written as HTML.
//!
//! Owns the markup of every Markdown construct. White space follows the CommonMark test suite.
//! Raw HTML is in [`super::raw`], footnotes in [`super::footnotes`].

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeWithOffset,
};

use super::escape::{escape, escape_url};
use super::footnotes::Footnotes;
use super::{Context, EXCERPT, Heading, Rendered, Resolver, autolink, url};
use crate::emoji::{self, Emoji};
use crate::slug::HeadingIds;

/// The events of `markdown` with the bytes each comes from.
///
/// Definition lists are off: `pulldown-cmark` takes any line that starts with a colon for a
/// definition, and with it every emoji at the start of a line.
pub(super) fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    TextMergeWithOffset::new(Parser::new_ext(markdown, options).into_offset_iter())
}

/// An element that is open while the document is written.
#[derive(Debug)]
pub(super) enum Open {
    /// A construct of Markdown, which ends when its own end event comes.
    Markdown,
    /// A raw HTML element, which must end before the construct it began in.
    Raw(String),
}

/// A heading that is being written.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    classes: Vec<String>,
    /// Where its opening tag goes once the id is known.
    start: usize,
    text: String,
}

/// Writes one document.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) resolver: &'a mut dyn Resolver,
    pub(super) ids: HeadingIds,
    pub(super) open: Vec<Open>,
    context: &'a Context<'a>,
    headings: Vec<Heading>,
    heading: Option<OpenHeading>,
    footnotes: Footnotes,
    /// The surrounding text while a footnote's definition is written, and the footnote's name.
    set_aside: Vec<(String, String)>,
    /// The alternative text of the image that is being read, and how deep images nest.
    alt: String,
    images: Vec<(String, String)>,
    /// The Markdown links that are open, and whether each was written: links do not nest.
    links: Vec<bool>,
    is_in_code: bool,
    raw_block: Option<(String, Range<usize>)>,
    alignments: Vec<Alignment>,
    column: usize,
    is_in_table_head: bool,
    paragraphs: usize,
    excerpt: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(context: &'a Context<'a>, resolver: &'a mut dyn Resolver) -> Self {
        Self {
            out: String::new(),
            resolver,
            ids: HeadingIds::default(),
            open: Vec::new(),
            context,
            headings: Vec::new(),
            heading: None,
            footnotes: Footnotes::default(),
            set_aside: Vec::new(),
            alt: String::new(),
            images: Vec::new(),
            links: Vec::new(),
            is_in_code: false,
            raw_block: None,
            alignments: Vec::new(),
            column: 0,
            is_in_table_head: false,
            paragraphs: 0,
            excerpt: String::new(),
        }
    }

    pub(super) fn write<'m>(
        mut self,
        events: impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) -> Rendered {
        for (event, at) in events {
            self.event(event, at);
        }
        self.close_raw();
        let unused: Vec<String> = self.footnotes.unused().map(str::to_owned).collect();
        for name in unused {
            self.resolver
                .removed(&format!("the footnote [^{name}], which nothing refers to"), 0..0);
        }
        let words = self.context.language.words();
        let page = self.page_address();
        if let Some(notes) = std::mem::take(&mut self.footnotes).into_html(
            &page,
            words.footnotes,
            words.back_to_text,
        ) {
            fresh_line(&mut self.out);
            self.put(&notes);
        }
        Rendered {
            html: self.out,
            headings: self.headings,
            ids: self.ids.into_ids().collect(),
            excerpt: shorten(self.excerpt.trim()),
        }
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let source = self.destination(&dest_url, &at, url::is_safe_image);
                self.images.push((source.unwrap_or_default(), title.into_string()));
            }
            Event::End(TagEnd::Image) => self.image(),
            _ if !self.images.is_empty() => self.alternative_text(&event),
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.raw_block {
                Some((html, _)) => html.push_str(&text),
                None => self.text(&text, &at),
            },
            Event::Html(html) => match &mut self.raw_block {
                Some((block, range)) => {
                    block.push_str(&html);
                    range.end = at.end;
                }
                None => self.raw(&html, &at),
            },
            Event::InlineHtml(html) => self.raw(&html, &at),
            Event::Code(code) => {
                self.put("<code>");
                escape(&mut self.out, &code);
                self.put("</code>");
                self.note_text(&code);
            }
            Event::SoftBreak => {
                self.out.push('\n');
                self.note_text(" ");
            }
            Event::HardBreak => {
                self.put("<br />\n");
                self.note_text(" ");
            }
            Event::Rule => {
                fresh_line(&mut self.out);
                self.put("<hr />\n");
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(is_done) => {
                let words = self.context.language.words();
                let (checked, label) = if is_done {
                    (" checked=\"\"", words.task_done)
                } else {
                    ("", words.task_open)
                };
                self.put(&format!(
                    "<input type=\"checkbox\" disabled=\"\"{checked} aria-label=\"{label}\" />"
                ));
            }
            // Math is not enabled yet: its delimiters arrive as text.
            Event::InlineMath(math) | Event::DisplayMath(math) => self.text(&math, &at),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match &tag {
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::HtmlBlock => {
                fresh_line(&mut self.out);
                self.raw_block = Some((String::new(), at));
                return;
            }
            Tag::TableCell | Tag::TableHead | Tag::Superscript | Tag::Subscript => {}
            _ => fresh_line(&mut self.out),
        }
        self.open.push(Open::Markdown);
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
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(None) => self.put("<ul>\n"),
            Tag::List(Some(1)) => self.put("<ol>\n"),
            Tag::List(Some(start)) => self.put(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.put("<li>"),
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.out);
                self.set_aside.push((outer, name.into_string()));
            }
            Tag::DefinitionList => self.put("<dl>\n"),
            Tag::DefinitionListTitle => self.put("<dt>"),
            Tag::DefinitionListDefinition => self.put("<dd>"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                // Focusable, so that the keyboard can scroll what is wider than the page.
                self.put("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.is_in_table_head = true;
                self.column = 0;
                self.put("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr>\n");
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
                    if is_mail { CowStr::from(format!("mailto:{dest_url}")) } else { dest_url };
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
            if let Some((html, at)) = self.raw_block.take() {
                self.raw(&html, &at);
            }
            return;
        }
        self.close_raw();
        self.open.pop();
        match tag {
            TagEnd::Paragraph => {
                self.put("</p>\n");
                self.paragraphs += 1;
                self.note_text(" ");
            }
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(None) => self.put("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.put("</div>\n"),
            TagEnd::CodeBlock => {
                self.is_in_code = false;
                self.put("</code></pre>\n");
            }
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((outer, name)) = self.set_aside.pop() {
                    let definition = std::mem::replace(&mut self.out, outer);
                    self.footnotes.define(&name, definition);
                }
            }
            TagEnd::DefinitionList => self.put("</dl>\n"),
            TagEnd::DefinitionListTitle => self.put("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.put("</dd>\n"),
            TagEnd::Table => self.put("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.is_in_table_head = false;
                self.put("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => {
                self.put(if self.is_in_table_head { "</th>\n" } else { "</td>\n" });
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

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.is_in_code || self.is_in_raw(&["code", "pre", "kbd", "samp"]) {
            self.note_text(text);
            return escape(&mut self.out, text);
        }
        if self.is_in_link() {
            return self.with_emoji(text, at, escape);
        }
        let mut done = 0;
        for address in autolink::addresses(text) {
            self.with_emoji(
                &text[done..address.start],
                &within(at, done..address.start, text),
                escape,
            );
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
        self.with_emoji(&text[done..], &within(at, done..text.len(), text), escape);
    }

    /// Writes `text` with its shortcodes replaced, the rest through `escape`.
    pub(super) fn with_emoji(
        &mut self,
        text: &str,
        at: &Range<usize>,
        escape: fn(&mut String, &str),
    ) {
        let mut done = 0;
        for shortcode in emoji::shortcodes(text) {
            let range = within(at, shortcode.range.clone(), text);
            let Some(emoji) = self.resolver.emoji(shortcode.name, range) else { continue };
            self.note_text(&text[done..shortcode.range.start]);
            escape(&mut self.out, &text[done..shortcode.range.start]);
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
        self.note_text(&text[done..]);
        escape(&mut self.out, &text[done..]);
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

    /// Writes markup as it is. Not inlined: it is called from everywhere, and the wasm would grow.
    #[inline(never)]
    pub(super) fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    pub(super) fn is_in_link(&self) -> bool {
        !self.links.is_empty() || self.is_in_raw(&["a"])
    }

    pub(super) fn is_in_raw(&self, names: &[&str]) -> bool {
        self.open.iter().any(|it| matches!(it, Open::Raw(name) if names.contains(&name.as_str())))
    }

    fn page_address(&self) -> String {
        crate::route::href(self.context.route, self.context.base)
    }

    fn link_start(&mut self, href: Option<&str>, title: &str) {
        self.put("<a");
        if let Some(href) = href {
            self.attribute("href", &escape_url(href));
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(&format!(" {name}=\""));
        escape(&mut self.out, value);
        self.out.push('"');
    }

    fn image(&mut self) {
        let Some((source, title)) = self.images.pop() else { return };
        if !self.images.is_empty() {
            return;
        }
        let alt = std::mem::take(&mut self.alt);
        if source.is_empty() {
            return escape(&mut self.out, &alt);
        }
        self.put("<img");
        self.attribute("src", &escape_url(&source));
        self.attribute("alt", &alt);
        if !title.is_empty() {
            self.attribute("title", &title);
        }
        self.put(" loading=\"lazy\" />");
    }

    fn alternative_text(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
    }

    fn heading_end(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let OpenHeading { level, id, classes, start, text } = heading;
        let text = super::one_line(&text);
        let id = match id {
            Some(id) => self.ids.claim(&id),
            None => self.ids.id_for(&text),
        };
        let mut tag = format!("<h{level} id=\"");
        escape(&mut tag, &id);
        tag.push('"');
        if !classes.is_empty() {
            tag.push_str(" class=\"");
            escape(&mut tag, &classes.join(" "));
            tag.push('"');
        }
        tag.push('>');
        self.out.insert_str(start, &tag);
        self.put(&format!("</h{level}>\n"));
        self.headings.push(Heading { level, id, text });
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let words = self.context.language.words();
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", words.note),
            BlockQuoteKind::Tip => ("tip", words.tip),
            BlockQuoteKind::Important => ("important", words.important),
            BlockQuoteKind::Warning => ("warning", words.warning),
            BlockQuoteKind::Caution => ("caution", words.caution),
        };
        self.put(&format!(
            "<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.is_in_code = true;
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        if let Some(title) = fence_attribute(info, "title") {
            self.put("<p class=\"code-title\">");
            escape(&mut self.out, title);
            self.put("</p>\n");
        }
        // Focusable, so that the keyboard can scroll long lines.
        self.put("<pre tabindex=\"0\"><code");
        let language = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
    }

    fn table_cell(&mut self) {
        self.put(if self.is_in_table_head { "<th" } else { "<td" });
        match self.alignments.get(self.column) {
            Some(Alignment::Left) => self.put(" align=\"left\""),
            Some(Alignment::Center) => self.put(" align=\"center\""),
            Some(Alignment::Right) => self.put(" align=\"right\""),
            Some(Alignment::None) | None => {}
        }
        self.out.push('>');
    }

    fn footnote_reference(&mut self, name: &str) {
        let (number, occurrence) = self.footnotes.refer(name);
        let id = self.ids.claim(&Footnotes::reference_id(number, occurrence));
        if occurrence == 1 {
            self.ids.claim(&format!("fn-{number}"));
        }
        let page = self.page_address();
        self.put(&format!(
            "<sup class=\"footnote-reference\"><a id=\"{id}\" href=\"{page}#fn-{number}\">{number}</a></sup>"
        ));
    }

    /// Keeps plain text for the heading and the excerpt.
    pub(super) fn note_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if !self.is_in_code && self.set_aside.is_empty() && self.excerpt.len() < 4 * EXCERPT
        {
            self.excerpt.push_str(text);
        }
    }

    /// Closes raw elements down to the innermost Markdown construct.
    fn close_raw(&mut self) {
        while matches!(self.open.last(), Some(Open::Raw(_))) {
            self.close_innermost_raw();
        }
    }

    pub(super) fn close_innermost_raw(&mut self) {
        if let Some(Open::Raw(name)) = self.open.pop() {
            self.put(&format!("</{name}>"));
        }
    }
}

/// The bytes of the Markdown for the bytes `part` of a text that comes from `at`. Exact where the
/// text stands in the Markdown as it is; entities and escapes make it the whole text's place.
fn within(at: &Range<usize>, part: Range<usize>, text: &str) -> Range<usize> {
    if at.len() == text.len() { at.start + part.start..at.start + part.end } else { at.clone() }
}

/// The value of attribute `name` in a fence's info string, as in `rust title="main.rs"`.
fn fence_attribute<'i>(info: &'i str, name: &str) -> Option<&'i str> {
    let start = info.find(&format!("{name}=\""))? + name.len() + 2;
    let length = info[start..].find('"')?;
    Some(&info[start..start + length])
}

/// At most about [`EXCERPT`] characters, cut between words.
fn shorten(text: &str) -> String {
    let text = super::one_line(text);
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}

fn fresh_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
