//! The allow-list: which raw HTML elements and attributes may be written into a page again.
//!
//! Follows what GitHub lets through in its Markdown (GFM 0.29, section 6.11, and the allow-list of
//! its sanitizer), less everything that styles, scripts, submits or embeds.

/// Elements without content and without a closing tag.
pub const VOID: [&str; 6] = ["br", "col", "hr", "img", "source", "wbr"];

/// Whether an allowed element stands within a line of text.
#[cfg(feature = "cli")]
pub fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 30] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
        "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
        "sup", "time", "u", "var", "wbr",
    ];
    INLINE.contains(&name)
}

const ELEMENTS: [&str; 72] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
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
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Whether the element may be written.
pub fn is_allowed_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
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
            assert!(!is_allowed_element(name), "{name}");
        }
        for name in ["onclick", "onerror", "style", "srcdoc", "formaction", "is", "slot"] {
            assert_eq!(attribute("a", name), Attribute::Refused, "{name}");
        }
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
