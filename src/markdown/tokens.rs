//! Reads raw HTML into tokens, after the tokenizer of the HTML Standard (section 13.2.5) as far
//! as fragments in Markdown need it. Owns the reading; what may be written again is decided in
//! [`super::allow`].

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text between tags, character references as they were.
    Text(&'a str),
    /// `<name attribute="value">`, names in lower case.
    Open { name: String, attributes: Vec<(String, &'a str)> },
    /// `</name>`, the name in lower case.
    Close { name: String },
    /// An element whose content is no HTML, such as a script, with the content skipped.
    Opaque { name: String, attributes: Vec<(String, &'a str)> },
    /// A comment, declaration or processing instruction, delimiters included.
    Comment(&'a str),
}

/// Elements whose content a browser does not read as tags.
const OPAQUE: [&str; 10] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// The tokens of `html` with the byte offset where each starts.
///
/// A `<` that opens no complete tag is text.
pub fn tokens(html: &str) -> Vec<(usize, Token<'_>)> {
    let mut tokens = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|step| at + step) {
        let Some((token, end)) = markup(html, open) else {
            at = open + 1;
            continue;
        };
        if text_start < open {
            tokens.push((text_start, Token::Text(&html[text_start..open])));
        }
        tokens.push((open, token));
        (text_start, at) = (end, end);
    }
    if text_start < html.len() {
        tokens.push((text_start, Token::Text(&html[text_start..])));
    }
    tokens
}

/// The markup that starts at the `<` at `open`, and where it ends.
fn markup(html: &str, open: usize) -> Option<(Token<'_>, usize)> {
    let rest = &html[open + 1..];
    match rest.as_bytes().first()? {
        b'!' | b'?' => {
            let closing = if rest.starts_with("!--") { "-->" } else { ">" };
            let end = rest.find(closing).map_or(html.len(), |at| open + 1 + at + closing.len());
            Some((Token::Comment(&html[open..end]), end))
        }
        b'/' => {
            let name_end = name_length(&rest[1..])? + 1;
            let end = rest.bytes().take(LONGEST_TAG).position(|it| it == b'>')?;
            Some((Token::Close { name: rest[1..name_end].to_ascii_lowercase() }, open + end + 2))
        }
        _ => {
            let name_end = name_length(rest)?;
            let name = rest[..name_end].to_ascii_lowercase();
            let (attributes, length) = attributes(&rest[name_end..])?;
            let end = open + 1 + name_end + length;
            if OPAQUE.contains(&name.as_str()) {
                let end = end_of_opaque(html, end, &name);
                return Some((Token::Opaque { name, attributes }, end));
            }
            Some((Token::Open { name, attributes }, end))
        }
    }
}

/// The length of the tag name `text` starts with, if it starts with one.
fn name_length(text: &str) -> Option<usize> {
    text.starts_with(|it: char| it.is_ascii_alphabetic()).then(|| {
        text.find(|it: char| it.is_ascii_whitespace() || it == '/' || it == '>')
            .unwrap_or(text.len())
    })
}

/// How long the attributes of one tag may be, in bytes, and how many. A longer tag is text: without
/// a bound, input that opens tags and never closes one would be read again from each of them.
const LONGEST_TAG: usize = 8_192;
const MOST_ATTRIBUTES: usize = 64;

/// The attributes up to the closing `>`, and the length they take with it.
fn attributes(text: &str) -> Option<(Vec<(String, &str)>, usize)> {
    let mut end = text.len().min(LONGEST_TAG);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].find(|it: char| !(it.is_ascii_whitespace() || it == '/'))?;
        if text[at..].starts_with('>') {
            return Some((found, at + 1));
        }
        // A stray `=` begins a name, as in a browser.
        let first = text[at..].chars().next()?.len_utf8();
        let name_end = text[at + first..]
            .find(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>' | '='))
            .map(|length| at + first + length)?;
        let name = text[at..name_end].to_ascii_lowercase();
        at = name_end;
        let after_space = at + text[at..].find(|it: char| !it.is_ascii_whitespace())?;
        let mut value = "";
        if text[after_space..].starts_with('=') {
            at = after_space + 1;
            at += text[at..].find(|it: char| !it.is_ascii_whitespace())?;
            let quote = text[at..].chars().next().filter(|it| matches!(it, '"' | '\''));
            if let Some(quote) = quote {
                let length = text[at + 1..].find(quote)?;
                value = &text[at + 1..at + 1 + length];
                at += length + 2;
            } else {
                let length = text[at..].find(|it: char| it.is_ascii_whitespace() || it == '>')?;
                value = &text[at..at + length];
                at += length;
            }
        }
        if found.len() == MOST_ATTRIBUTES {
            return None;
        }
        if !found.iter().any(|(known, _)| *known == name) {
            found.push((name, value));
        }
    }
}

/// Where the closing tag of an opaque element ends; the end of `html` when there is none.
fn end_of_opaque(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(open) = html[at..].find("</").map(|step| at + step) {
        let after = open + 2 + name.len();
        let same =
            bytes.get(open + 2..after).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        let ends = bytes.get(after).is_none_or(|it| it.is_ascii_whitespace() || b"/>".contains(it));
        if same && ends {
            return html[open..].find('>').map_or(html.len(), |length| open + length + 1);
        }
        at = open + 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(html: &str) -> Vec<Token<'_>> {
        tokens(html).into_iter().map(|(_, token)| token).collect()
    }

    fn open<'a>(name: &str, attributes: &[(&str, &'a str)]) -> Token<'a> {
        let attributes =
            attributes.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Token::Open { name: name.into(), attributes }
    }

    fn close(name: &str) -> Token<'_> {
        Token::Close { name: name.into() }
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            only("<A Name=\"lmao\" data-x='1' open y=2>t</a >"),
            [
                open("a", &[("name", "lmao"), ("data-x", "1"), ("open", ""), ("y", "2")]),
                Token::Text("t"),
                close("a")
            ]
        );
        assert_eq!(only("<br/>"), [open("br", &[])]);
        assert_eq!(only("<img src=a/b>"), [open("img", &[("src", "a/b")])]);
    }

    #[test]
    fn the_first_of_two_attributes_counts() {
        assert_eq!(only("<a href=x HREF=y>"), [open("a", &[("href", "x")])]);
    }

    #[test]
    fn what_opens_no_tag_is_text() {
        for html in
            ["a < b", "<3", "< a>", "<a", "<a b", "<a b=", "<a b='>", "</", "</>", "<é>", "<a é"]
        {
            assert_eq!(only(html), [Token::Text(html)], "{html}");
        }
    }

    #[test]
    fn comments_and_scripts_are_one_token() {
        assert_eq!(only("<!-- <b> -->x"), [Token::Comment("<!-- <b> -->"), Token::Text("x")]);
        assert_eq!(only("<!-- open"), [Token::Comment("<!-- open")]);
        let script = Token::Opaque { name: "script".into(), attributes: vec![] };
        assert_eq!(only("<SCRIPT>if (a</b>) <i></script >y"), [script.clone(), Token::Text("y")]);
        assert_eq!(only("<script>never closed <b>"), [script]);
    }
}
