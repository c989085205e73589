//! The allow-list: which raw HTML elements and attributes may be written into a page again.
//!
//! Follows what GitHub lets through in its Markdown (GFM 0.29, section 6.11, and the allow-list of
//! its sanitizer), less everything that styles, scripts, submits or embeds.

use crate::elements;

/// Elements without content and without a closing tag.
pub const VOID: [&str; 6] = ["br", "col", "hr", "img", "source", "wbr"];

/// Elements that stand within a line of text.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
];

const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The element `name`, if it may be written.
pub fn element(name: &str) -> Option<&'static str> {
    INLINE.iter().chain(&BLOCKS).chain(elements::NAMES).copied().find(|it| *it == name)
}

/// Whether an element that may be written stands within a line of text. Our own are unknown to a parser,
/// and stand anywhere.
pub fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || elements::NAMES.contains(&name)
}

/// What to do with an attribute of an allowed element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// Write it as it is, quoted.
    Plain,
    /// A URL that a click follows.
    Link,
    /// A URL that the page loads as an image.
    Image,
    /// An id or anchor name other places may link to.
    Anchor,
    /// Leave it out.
    Refused,
}

/// How attribute `name` of element `element` is treated.
pub fn attribute(element: &str, name: &str) -> Attribute {
    match (element, name) {
        ("a", "href") => Attribute::Link,
        _ if elements::NAMES.contains(&element) => own_attribute(name),
        ("img", "src") | ("img" | "source", "srcset") => Attribute::Image,
        (_, "id") | ("a", "name") => Attribute::Anchor,
        (_, "class" | "title" | "lang" | "dir" | "align") => Attribute::Plain,
        ("img", "alt" | "width" | "height")
        | ("td" | "th", "colspan" | "rowspan" | "scope" | "headers" | "valign")
        | ("col" | "colgroup", "span")
        | ("source", "media" | "type")
        | ("ol", "start" | "reversed" | "type")
        | ("li", "value")
        | ("details", "open")
        | ("time" | "del" | "ins", "datetime") => Attribute::Plain,
        _ => Attribute::Refused,
    }
}

/// How the attributes of our own elements are treated.
fn own_attribute(name: &str) -> Attribute {
    match name {
        "src" => Attribute::Link,
        "class" | "lang" | "dir" | "title" | "theme" => Attribute::Plain,
        "id" => Attribute::Anchor,
        name if elements::has_attribute(name) => Attribute::Plain,
        _ => Attribute::Refused,
    }
}

/// Whether leaving out this attribute is worth telling the author: it did something.
pub fn is_worth_a_warning(name: &str) -> bool {
    name.starts_with("on")
        || matches!(name, "style" | "srcdoc" | "action" | "formaction" | "srcset")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_code_is_allowed() {
        for name in [
            "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "base",
            "link", "meta", "template", "noscript", "textarea", "button", "video", "audio",
        ] {
            assert_eq!(element(name), None, "{name}");
        }
        for name in ["onclick", "onerror", "style", "srcdoc", "formaction", "is", "slot"] {
            assert_eq!(attribute("a", name), Attribute::Refused, "{name}");
        }
    }

    #[test]
    fn our_own_elements_pass_and_no_others() {
        assert_eq!(element("stacks-posts"), Some("stacks-posts"));
        assert_eq!(attribute("stacks-posts", "tag"), Attribute::Plain);
        assert_eq!(attribute("stacks-post", "src"), Attribute::Link);
        for (element, name) in [("stacks-posts", "onclick"), ("stacks-post", "style"), ("i", "tag")]
        {
            assert_eq!(attribute(element, name), Attribute::Refused, "{element} {name}");
        }
        assert_eq!(element("stacks-anything"), None);
        assert_eq!(element("x-posts"), None);
    }

    #[test]
    fn urls_are_told_from_text() {
        assert_eq!(attribute("a", "href"), Attribute::Link);
        assert_eq!(attribute("img", "src"), Attribute::Image);
        assert_eq!(attribute("div", "href"), Attribute::Refused);
        assert_eq!(attribute("a", "name"), Attribute::Anchor);
        assert_eq!(attribute("div", "name"), Attribute::Refused);
    }
}
