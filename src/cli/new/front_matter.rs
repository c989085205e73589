//! The text of a new document: its front matter in the notation and with the keys of its dialect.

use jiff::civil::{DateTime, Time};
use the_stacks::dialect::Dialect;
use the_stacks::front_matter::Notation;

use super::Wish;
use super::manner::Manner;
use crate::arguments::What;

/// A value of the front matter.
enum Value {
    /// Text of any characters.
    Text(String),
    /// A date or a truth, which stands as it is.
    Bare(String),
}

/// The whole text of the document that is wished for.
pub fn text(wish: &Wish<'_>, manner: &Manner) -> String {
    let fields = fields(wish, manner);
    let notation = match manner.notation {
        // A heading says the title and the file's name the date; the rest needs a front matter.
        None if fields.len() == 1 => return format!("# {}\n\n", as_markdown(wish.title)),
        None => Notation::Yaml,
        Some(notation) => notation,
    };
    let line = |(key, value): &(String, Value)| match (notation, value) {
        (Notation::Headers, Value::Text(text) | Value::Bare(text)) => format!("{key}: {text}\n"),
        (Notation::Toml, Value::Text(text)) => format!("{key} = {}\n", quoted(text)),
        (Notation::Toml, Value::Bare(text)) => format!("{key} = {text}\n"),
        (Notation::Yaml, Value::Text(text)) => format!("{key}: {}\n", quoted(text)),
        (Notation::Yaml, Value::Bare(text)) => format!("{key}: {text}\n"),
        (Notation::Json, Value::Text(text)) => format!("  {}: {}", quoted(key), quoted(text)),
        (Notation::Json, Value::Bare(text)) if matches!(text.as_str(), "true" | "false") => {
            format!("  {}: {text}", quoted(key))
        }
        (Notation::Json, Value::Bare(text)) => format!("  {}: {}", quoted(key), quoted(text)),
    };
    let lines: Vec<String> = fields.iter().map(line).collect();
    match notation {
        Notation::Yaml => format!("---\n{}---\n\n", lines.concat()),
        Notation::Toml => format!("+++\n{}+++\n\n", lines.concat()),
        Notation::Json => format!("{{\n{}\n}}\n\n", lines.join(",\n")),
        Notation::Headers => format!("{}\n", lines.concat()),
    }
}

fn fields(wish: &Wish<'_>, manner: &Manner) -> Vec<(String, Value)> {
    let is_headers = manner.notation == Some(Notation::Headers);
    let key = |name: &str| match is_headers {
        true => name[..1].to_ascii_uppercase() + &name[1..],
        false => name.to_owned(),
    };
    let mut fields = vec![(key("title"), Value::Text(wish.title.to_owned()))];
    if let Some(date) = wish.date.filter(|date| manner.is_dated || date.time() != Time::midnight())
    {
        fields.push((key("date"), Value::Bare(written(date, manner.dialect))));
    }
    for (key, value) in &manner.shared {
        let value = match is_word(value) {
            true if manner.notation != Some(Notation::Toml) => Value::Bare(value.clone()),
            _ => Value::Text(value.clone()),
        };
        // Jekyll's layout comes first, as everyone writes it.
        let at = if key.eq_ignore_ascii_case("layout") { 0 } else { fields.len() };
        fields.insert(at, (key.clone(), value));
    }
    if let Some(key) = &manner.slug {
        fields.push((key.clone(), Value::Text(wish.slug.to_owned())));
    }
    let start = &manner.dialect.spec().start;
    let is_in_drafts = manner.drafts().is_some() && wish.what == What::Post;
    let draft = match wish.draft {
        true if is_in_drafts => None,
        true => Some(start.draft),
        false => start.no_draft,
    };
    fields.extend(draft.map(|(name, value)| (key(name), Value::Bare(value.into()))));
    fields
}

/// The date as the dialect's own tools write it; without a time of day when it has none.
fn written(date: DateTime, dialect: Dialect) -> String {
    match date.time() == Time::midnight() {
        true => date.date().to_string(),
        false => date.strftime(dialect.spec().start.date_format).to_string(),
    }
}

/// A string that YAML, TOML and JSON all read as `text`, which has no control characters.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted + "\""
}

/// Whether no notation takes `text` for anything else than itself.
fn is_word(text: &str) -> bool {
    let is_letter = |it: u8| it.is_ascii_alphabetic() || matches!(it, b'-' | b'_');
    let is_truth = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        .iter()
        .any(|it| text.eq_ignore_ascii_case(it));
    text.starts_with(|it: char| it.is_ascii_alphabetic())
        && text.bytes().all(is_letter)
        && !is_truth
}

/// Markdown that shows `title` as it is, in a heading.
fn as_markdown(title: &str) -> String {
    let mut markdown = String::with_capacity(title.len());
    for character in title.chars() {
        if "\\`*_[]<>&#!|~$".contains(character) {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_words() {
        assert_eq!(quoted("a \"b\" \\c ñ"), "\"a \\\"b\\\" \\\\c ñ\"");
        for (text, is) in [("post", true), ("on", false), ("a b", false), ("2024", false)] {
            assert_eq!(is_word(text), is, "{text}");
        }
    }
}
