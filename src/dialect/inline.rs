//! Markdown on one line as HTML, for where Markdown itself is not read: the titles of notices and the
//! insides of raw HTML.

use pulldown_cmark::{Event, Tag, TagEnd};

/// `markdown` as HTML: emphasis, code, links, images and words. Raw HTML in it stays.
pub fn html(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len());
    let mut is_in_image = false;
    // Behind a word nothing can begin a block: `1. First` is a title, no list.
    for (event, _) in crate::markdown::parsed(&format!("{WORD}{markdown}")) {
        match event {
            Event::Text(text) => push_escaped(&mut html, &text),
            Event::Code(code) if is_in_image => push_escaped(&mut html, &code),
            Event::SoftBreak | Event::HardBreak => html.push(' '),
            Event::End(TagEnd::Image) => {
                is_in_image = false;
                html.push_str("\">");
            }
            _ if is_in_image => {}
            Event::Code(code) => {
                html.push_str("<code>");
                push_escaped(&mut html, &code);
                html.push_str("</code>");
            }
            Event::InlineHtml(raw) | Event::Html(raw) => html.push_str(&raw),
            Event::Start(Tag::Emphasis) => html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
            Event::Start(Tag::Strong) => html.push_str("<strong>"),
            Event::End(TagEnd::Strong) => html.push_str("</strong>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                html.push_str(&format!("<a href=\"{}\">", escaped(&dest_url)));
            }
            Event::End(TagEnd::Link) => html.push_str("</a>"),
            Event::Start(Tag::Image { dest_url, .. }) => {
                is_in_image = true;
                html.push_str(&format!("<img src=\"{}\" alt=\"", escaped(&dest_url)));
            }
            _ => {}
        }
    }
    html.split_off(WORD.len().min(html.len()))
}

const WORD: &str = "x ";

/// `text` as it is shown where HTML is read, in attributes too.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_markdown_becomes_html() {
        assert_eq!(
            html("The `a<b` *and* **[x](y \"t\")** & ![z *w*](v)"),
            "The <code>a&lt;b</code> <em>and</em> <strong><a href=\"y\">x</a></strong> &amp; <img src=\"v\" alt=\"z w\">"
        );
        assert_eq!(html("1. First"), "1. First");
        assert_eq!(html(""), "");
    }
}
