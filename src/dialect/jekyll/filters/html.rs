//! Filters of markup: escaping, and taking tags out or making them.

use super::super::scope::Gap;
use super::super::values::Value;
use crate::emoji::Emoji;
use crate::markdown;

/// What the filter makes of `input`, if it is one of these.
pub fn apply(name: &str, input: &Value) -> Option<Result<Value, Gap>> {
    let text = input.show();
    Some(Ok(Value::Text(match name {
        "escape" | "h" => escaped(&text, true),
        "xml_escape" => escaped(&text, false),
        "escape_once" => escaped_once(&text),
        "strip_html" => without_tags(&text),
        "newline_to_br" => text.replace('\n', "<br />\n"),
        "markdownify" => markdownified(&text),
        _ => return None,
    })))
}

/// Text as HTML shows it; apostrophes too where `all`.
fn escaped(text: &str, all: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' if all => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// As [`escaped`], but what is a character reference already stays one.
fn escaped_once(text: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        done.push_str(&escaped(&rest[..at], true));
        let name = rest[at + 1..].find(|it: char| !it.is_ascii_alphanumeric() && it != '#');
        let is_reference = name.is_some_and(|end| end > 0 && rest[at + 1 + end..].starts_with(';'));
        done.push_str(if is_reference { "&" } else { "&amp;" });
        rest = &rest[at + 1..];
    }
    done + &escaped(rest, true)
}

/// The text between tags; scripts, styles and comments are none.
fn without_tags(text: &str) -> String {
    let tokens = markdown::tokens(text);
    tokens
        .iter()
        .filter_map(|(_, token)| match token {
            markdown::Token::Text(text) => Some(*text),
            _ => None,
        })
        .collect()
}

/// Markdown as HTML. Links and emoji stay as written: they are read again with the whole text.
pub fn markdownified(text: &str) -> String {
    struct AsWritten;
    impl markdown::Resolver for AsWritten {
        fn link(&mut self, written: &str, _: std::ops::Range<usize>) -> Option<String> {
            Some(written.to_owned())
        }
        fn emoji(&mut self, _: &str, _: std::ops::Range<usize>) -> Option<Emoji> {
            None
        }
    }
    let context = markdown::Context { base: "/", ..markdown::Context::default() };
    markdown::render(text, &context, &mut AsWritten).html
}
