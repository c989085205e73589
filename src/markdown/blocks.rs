//! The constructs that are more than a pair of tags: headings, alerts, tables' cells, images and
//! references to footnotes.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event};

use super::footnotes::Form;
use super::html::{OpenHeading, OpenImage, Writer};
use super::signs::escape_url;
use super::{FootnoteStyle, Heading};
use crate::escape::escape;

impl Writer<'_> {
    pub(super) fn image(&mut self) {
        let Some(OpenImage { source, title, size }) = self.images.pop() else { return };
        #[cfg(feature = "cli")]
        self.plain.image();
        if !self.images.is_empty() {
            return;
        }
        let alt = std::mem::take(&mut self.alt);
        let Some(source) = source else { return escape(&mut self.out, &alt) };
        self.put("<img src=\"");
        escape_url(&mut self.out, &source);
        self.put("\"");
        self.attribute("alt", &alt);
        if !title.is_empty() {
            self.attribute("title", &title);
        }
        if self.passes().images {
            put_image_attributes(&mut self.out, size.as_deref());
        }
        self.put(" />");
    }

    pub(super) fn alternative_text(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.alt.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
    }

    pub(super) fn heading_end(&mut self) {
        self.note_break();
        let Some(heading) = self.heading.take() else { return };
        let OpenHeading { level, id, classes, start, text } = heading;
        let text = super::one_line(&text);
        let id = match id {
            Some(id) => self.ids.claim(&id),
            None if self.passes().heading_ids => self.ids.id_for(&text),
            None => String::new(),
        };
        let digit = char::from(b'0' + level);
        // Links do not nest.
        let has_link = self.passes().heading_ids && !self.is_in_link();
        let mut tag = String::with_capacity(40 + id.len());
        tag.push_str(if has_link { "<div class=\"heading\"><h" } else { "<h" });
        tag.push(digit);
        if !id.is_empty() {
            tag.push_str(" id=\"");
            escape(&mut tag, &id);
            tag.push('"');
        }
        if !classes.is_empty() {
            tag.push_str(" class=\"");
            escape(&mut tag, &classes.join(" "));
            tag.push('"');
        }
        tag.push('>');
        self.out.insert_str(start, &tag);
        self.put("</h");
        self.out.push(digit);
        self.out.push('>');
        if has_link {
            self.link_to_section(&id, &text);
        }
        self.out.push('\n');
        // kramdown's class for headings that stand in no table of contents.
        if !id.is_empty() && !classes.iter().any(|it| it == "no_toc") {
            self.headings.push(Heading { level, id, text });
        }
    }

    /// Writes the link to a section, which stands beside the heading and not in it: whatever lists the
    /// headings would read it out with each.
    fn link_to_section(&mut self, id: &str, text: &str) {
        let page = self.page_address();
        self.put("<a class=\"anchor\"");
        self.attribute("href", &[page.as_str(), "#", &crate::route::encode(id)].concat());
        let label = self.context.language.words().section_link;
        self.put(" aria-label=\"");
        self.put(label);
        if !text.is_empty() {
            self.put(": ");
            escape(&mut self.out, text);
        }
        self.put("\"></a></div>");
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let words = self.context.language.words();
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", words.note),
            BlockQuoteKind::Tip => ("tip", words.tip),
            BlockQuoteKind::Important => ("important", words.important),
            BlockQuoteKind::Warning => ("warning", words.warning),
            BlockQuoteKind::Caution => ("caution", words.caution),
        };
        for part in [
            "<div class=\"alert ",
            class,
            "\" role=\"note\">\n<p class=\"alert-title\">",
            title,
            "</p>\n",
        ] {
            self.put(part);
        }
    }

    pub(super) fn table_cell(&mut self) {
        self.put(if self.is_in_table_head { "<th" } else { "<td" });
        match self.alignments.get(self.column) {
            Some(Alignment::Left) => self.put(" align=\"left\""),
            Some(Alignment::Center) => self.put(" align=\"center\""),
            Some(Alignment::Right) => self.put(" align=\"right\""),
            Some(Alignment::None) | None => {}
        }
        self.out.push('>');
    }

    /// Ends a cell. A heading without a word heads nothing: that is a plain cell to who hears the table.
    pub(super) fn end_table_cell(&mut self) {
        let mut is_heading = self.is_in_table_head;
        if is_heading && self.passes().accessibility {
            let start = self.out.rfind("<th").unwrap_or_default();
            if self.out[start..].find('>') == Some(self.out.len() - start - 1) {
                self.out.replace_range(start..start + 3, "<td");
                is_heading = false;
            }
        }
        self.put(if is_heading { "</th>\n" } else { "</td>\n" });
    }

    /// Whether a line that ends here ends a term: each line above a definition is one.
    pub(super) fn is_between_terms(&self) -> bool {
        self.terms == Some(self.open.len())
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let page = self.page_address();
        let form = self.footnote_form(&page);
        let within = self.set_aside.last().map(|(_, definition)| *definition);
        let reference = (name, within, self.is_in_link());
        self.footnotes.refer(&mut self.out, form, reference, &mut self.ids);
    }

    pub(super) fn footnote_form<'p>(&self, page: &'p str) -> Form<'p> {
        let words = self.context.language.words();
        match self.passes().footnotes {
            FootnoteStyle::CmarkGfm => Form::CmarkGfm,
            FootnoteStyle::Site | FootnoteStyle::Off => {
                Form::Site { page, title: words.footnotes, back: words.back_to_text }
            }
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        escape(&mut self.out, value);
        self.put("\"");
    }
}

/// Writes what every image has: its size, if it is known, so that nothing moves when it arrives, and
/// that it may come later than the text.
pub(super) fn put_image_attributes(tag: &mut String, size: Option<&str>) {
    if let Some((width, height)) = size.and_then(|it| it.split_once('x')) {
        tag.push_str(" width=\"");
        escape(tag, width);
        tag.push_str("\" height=\"");
        escape(tag, height);
        tag.push('"');
    }
    tag.push_str(" loading=\"lazy\" decoding=\"async\"");
}

/// The other side of an image of `size` whose one side, its height or else its width, is to be
/// `length`. Percentages and fractions have no other side that an attribute could say.
pub(super) fn in_proportion(size: &str, length: &str, is_height: bool) -> Option<String> {
    let (width, height) = size.split_once('x')?;
    let (own, other) = if is_height { (height, width) } else { (width, height) };
    // HTML reads over a unit: `300px`.
    let length = length.trim();
    let end = length.find(|it: char| !it.is_ascii_digit()).unwrap_or(length.len());
    let (digits, unit) = length.split_at(end);
    if unit.starts_with(['%', '.']) {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let (own, other) = (number(own)?, number(other)?);
    Some((number(digits)? * other + own / 2).checked_div(own)?.to_string())
}
