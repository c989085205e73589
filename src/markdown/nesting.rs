//! What may stand in what: the page is written so that a browser makes of it the very tree that was
//! written, and moves nothing. Follows how the HTML Standard builds trees (section 13.2.6), where it
//! ends elements before their end tags, puts elements around others or moves them elsewhere.
//!
//! Authors leave out what a browser fills in. Here
//!
//! - a block within a paragraph makes that a `<div>`, and a raw `<p>` ends the one before it;
//! - `<li>`, `<dt>`, `<dd>`, `<rt>`, `<rp>` and headings end their like;
//! - the parts of a table have what they need around them, and stand nowhere else; what is between
//!   cells gets a cell of its own;
//! - raw HTML ends nothing of Markdown's: what would have to is left out.

use pulldown_cmark::{Event, Tag};

use super::allow::is_inline;
use super::html::Writer;

/// How many elements may be open at once, so that browsers follow, who stop at 512: a construct of
/// Markdown may be two. What is deeper is written without its tags.
pub(super) const DEEPEST: usize = 200;

/// An element that is open while the document is written.
#[derive(Debug)]
pub(super) struct Open {
    /// Its name, or that of its like among the constructs of Markdown.
    pub(super) name: &'static str,
    /// Whether it is raw HTML, which must end before the construct of Markdown it began in.
    pub(super) is_raw: bool,
    /// Where the tag of a paragraph begins in what is written, until it holds a block.
    paragraph: Option<usize>,
}

impl Open {
    /// The name in its tags.
    pub(super) fn tag_name(&self) -> &'static str {
        if self.name == "p" && self.paragraph.is_none() { "div" } else { self.name }
    }
}

/// What stands directly in a table or its parts, cells aside: nothing but parts of tables.
const BETWEEN_CELLS: [&str; 6] = ["table", "thead", "tbody", "tfoot", "tr", "colgroup"];

/// The element that a construct of Markdown writes, or one of its kind.
fn element(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::Heading { .. } => "h1",
        Tag::List(_) => "ul",
        // A note is written at the end, in a list.
        Tag::Item | Tag::FootnoteDefinition(_) => "li",
        Tag::DefinitionList => "dl",
        Tag::DefinitionListTitle => "dt",
        Tag::DefinitionListDefinition => "dd",
        Tag::TableHead | Tag::TableRow => "tr",
        Tag::TableCell => "td",
        Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. } => "em",
        _ => "div",
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

impl Writer<'_> {
    /// Opens a construct of Markdown; its tag comes next. `false` when it is too deep to have one.
    pub(super) fn open_markdown(&mut self, tag: &Tag<'_>) -> bool {
        if self.too_deep > 0 || self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return false;
        }
        let name = element(tag);
        if !matches!(tag, Tag::FootnoteDefinition(_)) {
            self.make_room_for_block(name, false);
            if is_heading(name) && self.innermost_raw().is_some_and(is_heading) {
                self.close_innermost_raw();
            }
        }
        self.opened(name, false);
        true
    }

    /// Notes an element whose tag comes next.
    pub(super) fn opened(&mut self, name: &'static str, is_raw: bool) {
        let paragraph = (name == "p").then_some(self.out.len());
        self.open.push(Open { name, is_raw, paragraph });
    }

    /// The name of the innermost element, if it is raw HTML.
    fn innermost_raw(&self) -> Option<&'static str> {
        self.open.last().filter(|it| it.is_raw).map(|it| it.name)
    }

    /// Makes room for what is no part of a table.
    pub(super) fn make_room_for_content(&mut self) {
        if self.innermost_raw().is_some_and(|it| BETWEEN_CELLS.contains(&it)) {
            self.make_room_for_part("td");
            self.open_implied("td");
        }
    }

    /// Makes room for what `event` writes; text is put together first (`typography`).
    pub(super) fn make_room_for_event(&mut self, event: &Event<'_>) {
        let is_content = !matches!(
            event,
            Event::Start(Tag::HtmlBlock | Tag::FootnoteDefinition(_))
                | Event::End(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Text(_)
                | Event::SoftBreak
        );
        if is_content {
            self.make_room_for_content();
        }
    }

    /// Makes room for a raw element; `false` when it has none and is to be left out.
    pub(super) fn make_room(&mut self, name: &str) -> bool {
        if is_part_of_table(name) {
            return self.make_room_for_part(name);
        }
        self.make_room_for_content();
        let has_room = match name {
            // Links do not nest: a browser would tear them apart.
            "a" => !self.is_in_link(),
            "li" => self.close_like(&["li"], &["ul", "ol"]),
            "dt" | "dd" => self.close_like(&["dt", "dd"], &["dl"]),
            "rt" | "rp" => {
                self.close_like(&["rt", "rp"], &["ruby"]) && self.innermost_raw() == Some("ruby")
            }
            _ if is_heading(name) => {
                if self.innermost_raw().is_some_and(is_heading) {
                    self.close_innermost_raw();
                }
                !self.open.last().is_some_and(|it| is_heading(it.name))
            }
            _ => true,
        };
        if has_room {
            self.make_room_for_block(name, true);
        }
        has_room
    }

    /// Ends the paragraph around a raw `<p>`, and makes any other around a block a `<div>`: so what is
    /// open in it, links and emphasis, goes on around the block.
    pub(super) fn make_room_for_block(&mut self, name: &str, is_raw: bool) {
        if is_inline(name) {
            return;
        }
        let around = self.open.iter().rposition(|it| !is_inline(it.name));
        let Some(at) = around.filter(|at| self.open[*at].name == "p") else { return };
        if is_raw && name == "p" && self.open[at..].iter().all(|it| it.is_raw) {
            self.close_raw_to(at);
        } else if let Some(start) = self.open[at].paragraph.take() {
            self.out.replace_range(start + 1..start + 2, "div");
        }
    }

    /// Ends the innermost of `names` unless one of `until` is in it; `false` when it may not end.
    fn close_like(&mut self, names: &[&str], until: &[&str]) -> bool {
        let is_either = |name| names.contains(&name) || until.contains(&name);
        let found = self.open.iter().rposition(|it| is_either(it.name));
        let Some(at) = found.filter(|at| names.contains(&self.open[*at].name)) else { return true };
        let may_end = self.open[at..].iter().all(|it| it.is_raw);
        if may_end {
            self.close_raw_to(at);
        }
        may_end
    }

    /// Makes room for a part of a table in the innermost raw table, if there is one.
    fn make_room_for_part(&mut self, name: &str) -> bool {
        // Rows and sections from the outermost on, in each of which the part may stand.
        let around = match name {
            "td" | "th" => &BETWEEN_CELLS[..5],
            "tr" => &BETWEEN_CELLS[..4],
            "col" => &["table", "colgroup"][..],
            _ => &BETWEEN_CELLS[..1],
        };
        let raw = self.open.iter().rev().take_while(|it| it.is_raw);
        let Some(depth) = raw.map(|it| it.name).position(|it| around.contains(&it)) else {
            return false;
        };
        self.close_raw_to(self.open.len() - depth);
        if self.innermost_raw() == Some("table") && around.len() > 1 {
            self.open_implied(if name == "col" { "colgroup" } else { "tbody" });
        }
        if self.innermost_raw() != Some("tr") && around.len() == 5 {
            self.open_implied("tr");
        }
        true
    }

    fn open_implied(&mut self, name: &'static str) {
        self.put("<");
        self.put(name);
        self.put(">");
        self.open_raw(name);
    }

    /// Closes the raw elements from the one at `depth` on.
    fn close_raw_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close_innermost_raw();
        }
    }

    /// Closes the raw element `name` and what is open within it; a closing tag without its opening is
    /// dropped, and of those within a cell only the tags of tables close anything around it.
    pub(super) fn close_named(&mut self, name: &str) {
        let is_of_table = name == "table" || is_part_of_table(name);
        let is_cell = |it: &str| matches!(it, "td" | "th" | "caption");
        let within = self.open.iter().rev().take_while(|it| it.is_raw).map(|it| it.name);
        let mut ends = within.zip(1..);
        let end = ends.find(|(it, _)| *it == name || is_cell(it) && !is_of_table);
        if let Some((_, depth)) = end.filter(|(it, _)| *it == name) {
            self.close_raw_to(self.open.len() - depth);
        }
    }
}

fn is_part_of_table(name: &str) -> bool {
    matches!(name, "caption" | "col" | "td" | "th") || BETWEEN_CELLS[1..].contains(&name)
}

/// Whether `text` is nothing but white space as HTML knows it.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Context, Passes, Resolver, render};

    struct Nobody;

    impl Resolver for Nobody {
        fn link(&mut self, _: &str, _: std::ops::Range<usize>) -> Option<String> {
            None
        }
        fn emoji(&mut self, _: &str, _: std::ops::Range<usize>) -> Option<crate::emoji::Emoji> {
            None
        }
    }

    /// As on the site, but for what is around headings.
    fn html(markdown: &str) -> String {
        let passes = Passes { heading_ids: false, ..Passes::SITE };
        let context = Context { base: "/", route: "/", passes, ..Context::default() };
        render(markdown, &context, &mut Nobody).html.trim_end().to_owned()
    }

    /// What `markdown` comes to, without line feeds.
    fn joined(markdown: &str) -> String {
        html(markdown).replace('\n', "")
    }

    #[test]
    fn a_paragraph_with_a_block_in_it_is_a_division() {
        assert_eq!(
            html("See [*this* <div>x</div> y](/a) z"),
            "<div>See <a href=\"/a\"><em>this</em> <div>x</div> y</a> z</div>"
        );
        assert_eq!(joined("a <center>b</center>\n\nc"), "<div>a <center>b</center></div><p>c</p>");
        assert_eq!(
            joined("<p align=\"center\">\n\n# T\n\n</p>\n\nx"),
            "<div align=\"center\"><h1>T</h1></div><p>x</p>"
        );
        assert_eq!(joined("<p>a<hr>b</p>c"), "<div>a<hr>b</div>c");
        assert_eq!(joined("<p><b>a\n\n---\n\nb"), "<div><b>a<hr /><p>b</p></b></div>");
    }

    #[test]
    fn a_raw_paragraph_ends_the_one_before() {
        assert_eq!(joined("<p>a<p>b <b>c<p>d"), "<p>a</p><p>b <b>c</b></p><p>d</p>");
        assert_eq!(joined("<p>a<ul><li>b</ul><p>c"), "<div>a<ul><li>b</li></ul></div><p>c</p>");
        assert_eq!(joined("a <p>b <p>c"), "<div>a <p>b </p><p>c</p></div>");
        assert_eq!(joined("<div><p>a</div>b</p>c"), "<div><p>a</p></div>bc");
    }

    #[test]
    fn items_terms_readings_and_headings_end_their_like() {
        assert_eq!(joined("<ul><li>a<li><b>b<li>c"), {
            "<ul><li>a</li><li><b>b</b></li><li>c</li></ul>"
        });
        assert_eq!(joined("<ul><li>a<ul><li>b"), "<ul><li>a<ul><li>b</li></ul></li></ul>");
        assert_eq!(joined("<dl><dt>a<dd>b<dt>c"), "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>");
        assert_eq!(joined("<div><h2>a<h3>b</h3></div>"), "<div><h2>a</h2><h3>b</h3></div>");
        assert_eq!(joined("<h2>a\n\n# b"), "<h2>a</h2><h1>b</h1>");
        assert_eq!(
            html("<ruby>a<rp>(<rt>b<rp>)</ruby> <rt>c"),
            "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby> c</p>"
        );
    }

    #[test]
    fn raw_html_ends_nothing_of_markdown() {
        assert_eq!(joined("- a <li>b</li>"), "<ul><li>a b</li></ul>");
        assert_eq!(joined("- *a <li>b*"), "<ul><li><em>a b</em></li></ul>");
        assert_eq!(html("# a <h2>b</h2>"), "<h1>a b</h1>");
        assert!(html("|a|\n|-|\n|x <td>y</td></table>|").contains("<td>x y</td>"));
        assert_eq!(html("*a</em></p>*"), "<p><em>a</em></p>");
        assert!(joined("x[^1]\n\n[^1]: <li>a").contains("<li id=\"fn-1\">a <a"));
    }

    #[test]
    fn a_table_is_whole() {
        let table = |rows: &str| format!("<table>{rows}</table>");
        assert_eq!(
            joined("<table><tr><td>a<td><b>b<tr><th>c</table>"),
            table("<tbody><tr><td>a</td><td><b>b</b></td></tr><tr><th>c</th></tr></tbody>")
        );
        assert_eq!(
            joined("<table><caption>a<col><tbody><td>b"),
            table(
                "<caption>a</caption><colgroup><col></colgroup><tbody><tr><td>b</td></tr></tbody>"
            )
        );
        assert_eq!(
            joined("<table>a<tr>b<td>c</table>"),
            table("<tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody>")
        );
        assert_eq!(
            joined("<table>\n\n*a*\n\n<tr>\n<td>\n\n- b\n\n</td>"),
            table(
                "<tbody><tr><td><p><em>a</em></p></td></tr>\
                 <tr><td><ul><li>b</li></ul></td></tr></tbody>"
            )
        );
        assert_eq!(joined("<tr><td>a</td></tr> <caption>b"), "a b");
        assert_eq!(
            joined("<div><table><td><table><td>a</div>b"),
            "<div><table><tbody><tr><td><table><tbody><tr><td>ab</td></tr></tbody></table>\
             </td></tr></tbody></table></div>"
        );
    }

    #[test]
    fn nothing_is_deeper_than_a_browser_goes() {
        let quotes = html(&format!("{}x", "> ".repeat(1000)));
        assert_eq!(quotes.matches("<blockquote>").count(), super::DEEPEST);
        assert_eq!(quotes.matches("</blockquote>").count(), super::DEEPEST);
        assert!(quotes.contains('x'));
        let elements = html(&format!("{}x<br>y", "<div>".repeat(1000)));
        assert!(elements.contains("x<br>y"), "{elements}");
        assert_eq!(elements.matches("<div>").count(), super::DEEPEST);
    }

    #[test]
    fn links_and_footnotes_in_links_are_none() {
        assert_eq!(
            html("<a href=\"/a\">b[^1]</a>\n\n[^1]: c").lines().next().unwrap(),
            "<p><a href=\"/a\">b<sup class=\"footnote-reference\" id=\"fnref-1\">1</sup></a></p>"
        );
        assert_eq!(html("[a <a name=b>c</a>](/d)"), "<p><a href=\"/d\">a c</a></p>");
    }

    #[test]
    fn no_two_places_have_one_name() {
        assert_eq!(
            html("<a id=x name=x></a><i id=x></i><a name=x></a>"),
            "<p><a id=\"x\" name=\"x\"></a><i></i><a></a></p>"
        );
        let notes = html("<i id=fn-1></i><i id=fnref-1></i>a[^1]\n\n[^1]: b");
        assert!(notes.contains("<a id=\"fnref-1-1\" href=\"/#fn-1-1\">"), "{notes}");
        assert!(notes.contains("<li id=\"fn-1-1\">"), "{notes}");
        assert!(notes.contains("href=\"/#fnref-1-1\""), "{notes}");
        // The second definition is not on the page, nor is the reference in it.
        let twice = html("a[^1]\n\n[^1]: b\n\n[^1]: c[^1]");
        assert_eq!(twice.matches("footnote-back").count(), 1, "{twice}");
    }

    #[test]
    fn control_characters_are_what_a_browser_reads() {
        assert_eq!(html("a\r\nb\rc\0"), "<p>a\nb\nc\u{fffd}</p>");
        assert_eq!(html("a&#13;b"), "<p>a&#13;b</p>");
        assert_eq!(html("<i title='a&#13;b'>c</i>"), "<p><i title=\"a&#13;b\">c</i></p>");
    }
}
