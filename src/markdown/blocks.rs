//! The constructs that are more than a pair of tags: headings, alerts, tables' cells, images and
//! references to footnotes.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event};

use super::Heading;
use super::escape::{escape, escape_url};
use super::footnotes::Footnotes;
use super::html::{OpenHeading, OpenImage, Writer};

impl Writer<'_> {
    pub(super) fn image(&mut self) {
        let Some(OpenImage { source, title, size }) = self.images.pop() else { return };
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
        put_image_attributes(&mut self.out, size.as_deref());
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
        // kramdown's class for headings that stand in no table of contents.
        if !classes.iter().any(|it| it == "no_toc") {
            self.headings.push(Heading { level, id, text });
        }
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
        self.put(&format!(
            "<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
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

    /// Whether a line that ends here ends a term: each line above a definition is one.
    pub(super) fn is_between_terms(&self) -> bool {
        self.terms == Some(self.open.len())
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
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

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.put(&format!(" {name}=\""));
        escape(&mut self.out, value);
        self.out.push('"');
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
