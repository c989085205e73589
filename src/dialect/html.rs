//! HTML and Markdown that constructs become: tags with quoted attributes, text that stays text, and
//! Markdown in arguments, such as captions, that is to stand within one line of HTML.
//!
//! What is written here is read again by [`crate::markdown`], which lets through only what it
//! allows.

use std::ops::Range;

use crate::emoji::Emoji;
use crate::markdown::{self, Context, Resolver};

/// An opening tag with those attributes that have a value.
pub fn tag(name: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let mut tag = format!("<{name}");
    for (attribute, value) in attributes {
        if let Some(value) = value {
            tag.push_str(&format!(" {attribute}=\"{}\"", escaped(value)));
        }
    }
    tag.push('>');
    tag
}

/// `text` for the content of an element or the value of an attribute, on one line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            it if it.is_control() => escaped.push(' '),
            it => escaped.push(it),
        }
    }
    escaped
}

/// Markdown that shows `text` as it is.
pub fn as_text(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>&#!|~${}".contains(character) {
            markdown.push('\\');
        }
        markdown.push(if character.is_control() { ' ' } else { character });
    }
    markdown
}

/// Markdown that shows `text` as code within a line.
pub fn code_span(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// The HTML, on one line, of Markdown that stands within a line. What is more than running text, or
/// has in it what may not be shown, comes out as typed.
pub fn inline(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Most captions are plain words.
    if text.bytes().all(|it| it.is_ascii_alphanumeric() || b" ,.()'-".contains(&it))
        && text.starts_with(|it: char| it.is_ascii_alphabetic())
    {
        return text;
    }
    // Links are resolved when the page is rendered: here they stay as written.
    let context = Context { base: "/", ..Context::default() };
    let mut resolver = AsWritten { is_whole: true };
    let html = markdown::render(&text, &context, &mut resolver).html;
    let paragraph = html.strip_prefix("<p>").and_then(|it| it.strip_suffix("</p>\n"));
    match paragraph.filter(|it| resolver.is_whole && !it.contains("<p>")) {
        Some(html) => html.replace('\n', " "),
        None => escaped(&text),
    }
}

/// The text of HTML that [`inline`] made, its character references as they are.
pub fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_in_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            it if !is_in_tag => text.push(it),
            _ => {}
        }
    }
    text
}

/// HTML for the row of a Markdown table, where a bar would end the cell and signs of Markdown
/// between the tags would count.
pub fn in_row(html: &str) -> String {
    let mut cell = String::with_capacity(html.len());
    for character in html.chars() {
        match character {
            '\n' => cell.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' => {
                cell.push_str(&format!("&#{};", u32::from(character)));
            }
            it => cell.push(it),
        }
    }
    cell
}

/// Leaves links and emoji as they are written.
struct AsWritten {
    is_whole: bool,
}

impl Resolver for AsWritten {
    fn link(&mut self, written: &str, _: Range<usize>) -> Option<String> {
        // A path of this site would be encoded, and again when the page is rendered.
        (!written.starts_with('/')).then(|| written.to_owned())
    }

    fn emoji(&mut self, _: &str, _: Range<usize>) -> Option<Emoji> {
        None
    }

    fn removed(&mut self, _: &str, _: Range<usize>) {
        self.is_whole = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_quoted_and_left_out_without_a_value() {
        assert_eq!(
            tag("img", &[("src", Some("a\"b.png")), ("alt", None), ("title", Some("<\n>"))]),
            "<img src=\"a&quot;b.png\" title=\"&lt; &gt;\">"
        );
    }

    #[test]
    fn markdown_within_a_line_becomes_html_on_one() {
        assert_eq!(inline("Plain words, that's all."), "Plain words, that's all.");
        assert_eq!(
            inline("*a*\n[b](c.md) & `d`"),
            "<em>a</em> <a href=\"c.md\">b</a> &amp; <code>d</code>"
        );
        assert_eq!(inline("[a](#b) [c](/d e)"), "<a href=\"#b\">a</a> [c](/d e)");
        assert_eq!(inline("[a](/%C3%A9)"), "<a href=\"/%C3%A9\">a</a>");
        assert_eq!(inline(":rocket: 1. x"), ":rocket: 1. x");
    }

    #[test]
    fn what_is_no_running_text_or_not_allowed_stays_as_typed() {
        assert_eq!(inline("# a"), "# a");
        assert_eq!(inline("1. a"), "1. a");
        assert_eq!(inline("[x](javascript:y)"), "[x](javascript:y)");
        assert_eq!(inline("a <script>b</script>"), "a &lt;script&gt;b&lt;/script&gt;");
        assert_eq!(without_tags(&inline("*a* & b")), "a &amp; b");
    }

    #[test]
    fn code_and_text_stay_what_they_are() {
        assert_eq!(code_span("{{< a\n b >}}"), "`{{< a b >}}`");
        assert_eq!(code_span("`` a`"), "``` `` a` ```");
        assert_eq!(as_text("a_b <c>"), "a\\_b \\<c\\>");
        assert_eq!(in_row("<b>a|b*</b>"), "<b>a&#124;b&#42;</b>");
    }
}
