//! The filters of Liquid 4 and Jekyll 4 that need nothing but their input. Those of addresses are in
//! `addresses`, those of dates in `dates`.

use super::scope::Gap;
use super::slugs::{Mode, slugify};
use super::values::Value;
use crate::settings::Settings;

mod addresses;
mod dates;
mod html;
mod lists;
mod numbers;

pub use addresses::own_part;
pub use html::markdownified;

/// How long a text may become, in bytes.
const LONGEST: usize = 1 << 20;

/// What the filter `name` makes of `input`.
pub fn apply(
    name: &str,
    input: Value,
    arguments: &[Value],
    settings: &Settings,
) -> Result<Value, Gap> {
    if input.weight() > LONGEST {
        return Err(too_long());
    }
    let nil = Value::Nil;
    let first = arguments.first().unwrap_or(&nil);
    let made = None
        .or_else(|| text(name, &input, first, arguments))
        .or_else(|| html::apply(name, &input))
        .or_else(|| numbers::apply(name, &input, first))
        .or_else(|| lists::apply(name, &input, first, arguments))
        .or_else(|| addresses::apply(name, &input, settings).map(Ok))
        .or_else(|| dates::apply(name, &input, arguments));
    match made {
        Some(made) => made,
        None => Err(Gap(format!("the filter `{name}` is not known; write what it made"))),
    }
}

fn too_long() -> Gap {
    Gap("it becomes longer than a text may; shorten it".into())
}

fn text(
    name: &str,
    input: &Value,
    first: &Value,
    arguments: &[Value],
) -> Option<Result<Value, Gap>> {
    let text = input.show();
    let argument = first.show();
    let second = arguments.get(1).map(Value::show);
    let made = match name {
        "append" => text + &argument,
        "prepend" => argument + &text,
        "upcase" => text.to_uppercase(),
        "downcase" => text.to_lowercase(),
        "capitalize" => capitalized(&text),
        "strip" => text.trim().into(),
        "lstrip" => text.trim_start().into(),
        "rstrip" => text.trim_end().into(),
        "strip_newlines" => text.replace('\n', ""),
        "normalize_whitespace" => text.split_whitespace().collect::<Vec<_>>().join(" "),
        "replace" => return Some(replaced(&text, &argument, &second.unwrap_or_default())),
        "remove" => text.replace(&argument, ""),
        "replace_first" => text.replacen(&argument, &second.unwrap_or_default(), 1),
        "remove_first" => text.replacen(&argument, "", 1),
        "truncate" => truncated(&text, first, second.as_deref()),
        "truncatewords" => truncated_words(&text, first, second.as_deref()),
        "slice" if !matches!(input, Value::List(_)) => {
            let characters: Vec<char> = text.chars().collect();
            let length = arguments.get(1).map_or(1, whole);
            let (from, to) = slice(characters.len(), whole(first), length);
            characters[from..to].iter().collect()
        }
        "slugify" => match Mode::from_name(&argument) {
            Some(mode) => slugify(&text, mode).to_lowercase(),
            None => text.to_lowercase(),
        },
        "number_of_words" => return Some(Ok(Value::count(text.split_whitespace().count()))),
        "jsonify" => input.json(),
        "inspect" => input.inspect(),
        "to_integer" => return Some(Ok(Value::Integer(whole(input)))),
        "default" => {
            let is_missing = !input.is_true() || input.is_empty();
            return Some(Ok(if is_missing { first.clone() } else { input.clone() }));
        }
        // Typography and languages of style sheets: what is made of them is the renderer's.
        "smartify" => text,
        _ => return None,
    };
    Some(Ok(Value::Text(made)))
}

/// `value` as a whole number.
fn whole(value: &Value) -> i64 {
    match value.number() {
        Value::Integer(number) => number,
        Value::Float(number) => number as i64,
        _ => 0,
    }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters.as_str().chars().flat_map(char::to_lowercase)).collect()
}

fn replaced(text: &str, from: &str, to: &str) -> Result<Value, Gap> {
    let count = text.matches(from).count();
    if text.len().saturating_add(count.saturating_mul(to.len())) > LONGEST {
        return Err(too_long());
    }
    Ok(Value::Text(text.replace(from, to)))
}

/// The ellipsis counts as part of the length.
fn truncated(text: &str, length: &Value, ellipsis: Option<&str>) -> String {
    let length =
        if *length == Value::Nil { 50 } else { usize::try_from(whole(length)).unwrap_or(0) };
    let ellipsis = ellipsis.unwrap_or("...");
    if text.chars().count() <= length {
        return text.into();
    }
    let kept = length.saturating_sub(ellipsis.chars().count());
    text.chars().take(kept).chain(ellipsis.chars()).collect()
}

fn truncated_words(text: &str, count: &Value, ellipsis: Option<&str>) -> String {
    let count =
        if *count == Value::Nil { 15 } else { usize::try_from(whole(count)).unwrap_or(0).max(1) };
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= count {
        return text.into();
    }
    words[..count].join(" ") + ellipsis.unwrap_or("...")
}

/// The part of `size` things that starts at `from`, from the end when negative.
fn slice(size: usize, from: i64, length: i64) -> (usize, usize) {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let from = if from < 0 { (from + size).max(0) } else { from.min(size) };
    let to = from.saturating_add(length.max(0)).min(size);
    (usize::try_from(from).unwrap_or(0), usize::try_from(to).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the inside of an output with these filters comes to.
    fn shown(markup: &str) -> String {
        let mut settings = Settings::default();
        settings.jekyll.url = "https://x.io".into();
        settings.jekyll.baseurl = "/blog".into();
        let expression = super::super::expression::expression(markup).unwrap();
        let super::super::expression::Operand::Literal(mut value) = expression.operand else {
            panic!("{markup}")
        };
        for filter in expression.filters {
            let arguments: Vec<Value> = filter
                .arguments
                .into_iter()
                .map(|it| match it {
                    super::super::expression::Operand::Literal(value) => value,
                    other => panic!("{other:?}"),
                })
                .collect();
            match apply(&filter.name, value, &arguments, &settings) {
                Ok(made) => value = made,
                Err(Gap(advice)) => return advice,
            }
        }
        value.show()
    }

    /// What each comes to was seen in Jekyll 4.3.
    #[test]
    fn filters_do_what_they_did_in_jekyll() {
        for (markup, expected) in [
            ("'a' | append: 'b' | prepend: 'c'", "cab"),
            ("'aB c' | capitalize", "Ab c"),
            ("' x ' | strip | upcase", "X"),
            ("'a-b-c' | replace: '-', '+'", "a+b+c"),
            ("'a-b-c' | replace_first: '-', '+'", "a+b-c"),
            ("'a-b-c' | remove: '-'", "abc"),
            ("'Ground control to Major Tom.' | truncate: 20", "Ground control to..."),
            (
                "'Ground control to Major Tom.' | truncate: 25, ', and so on'",
                "Ground control, and so on",
            ),
            ("'Ground control to Major Tom.' | truncatewords: 3", "Ground control to..."),
            ("'one' | truncate: 20", "one"),
            ("'Liquid' | slice: 2, 5", "quid"),
            ("'Liquid' | slice: -3, 2", "ui"),
            ("'Hello, W0rld!' | slugify", "hello-w0rld"),
            ("'Hello, W0rld!' | slugify: 'pretty'", "hello,-w0rld!"),
            ("'Have <em>you</em> read' | strip_html", "Have you read"),
            ("'1 < 2 & \"3\"' | escape", "1 &lt; 2 &amp; &quot;3&quot;"),
            ("'1 &lt; 2 & 3' | escape_once", "1 &lt; 2 &amp; 3"),
            ("\"it's\" | xml_escape", "it's"),
            ("'a b/ä?' | url_encode", "a+b%2F%C3%A4%3F"),
            ("'a b/ä?' | cgi_escape", "a+b%2F%C3%A4%3F"),
            ("'a b/ä' | uri_escape", "a%20b/%C3%A4"),
            ("'a+b%20c' | url_decode", "a b c"),
            ("'a,b,c' | split: ',' | join: '+'", "a+b+c"),
            ("'a,b,c' | split: ',' | last", "c"),
            ("'a,b,c' | split: ',' | first", "a"),
            ("'a,b,c' | split: ',' | size", "3"),
            ("'c,a,b' | split: ',' | sort | jsonify", "[\"a\",\"b\",\"c\"]"),
            ("'b,a,b' | split: ',' | uniq | reverse | join", "a b"),
            ("'a,b,c' | split: ',' | array_to_sentence_string", "a, b, and c"),
            ("'a,b' | split: ',' | push: 'c' | shift | join: ''", "bc"),
            ("'añb' | size", "3"),
            ("4 | plus: 2 | times: 3 | minus: 1", "17"),
            ("7 | divided_by: 2", "3"),
            ("7 | divided_by: 2.0", "3.5"),
            ("7 | modulo: 3", "1"),
            ("'3.7' | floor", "3"),
            ("1.25 | round: 1", "1.3"),
            ("1.5 | round", "2"),
            ("-3 | abs | at_least: 5", "5"),
            ("'2024-01-02 15:04' | date: '%Y/%m/%d %-d %B %I %p'", "2024/01/02 2 January 03 PM"),
            ("'2024-01-02' | date_to_string", "02 Jan 2024"),
            ("'2024-01-02' | date_to_long_string: 'ordinal'", "2nd January 2024"),
            ("'2024-01-02' | date_to_string: 'ordinal', 'US'", "Jan 2nd, 2024"),
            ("'2024-01-02' | date_to_xmlschema", "2024-01-02T00:00:00+00:00"),
            ("'2024-01-02' | date_to_rfc822", "Tue, 02 Jan 2024 00:00:00 +0000"),
            ("'soon' | date: '%Y'", "soon"),
            ("'/a/b.png' | relative_url", "/blog/a/b.png"),
            ("'a' | absolute_url", "https://x.io/blog/a"),
            ("'https://y.io/a' | absolute_url", "https://y.io/a"),
            ("'/a/index.html' | strip_index", "/a/"),
            ("nil | default: 'x'", "x"),
            ("'' | default: 'x'", "x"),
            ("'*a* b' | markdownify", "<p><em>a</em> b</p>\n"),
            ("'a b c' | number_of_words", "3"),
            ("'a\nb' | newline_to_br", "a<br />\nb"),
            ("'x' | mystery: 1", "the filter `mystery` is not known; write what it made"),
        ] {
            assert_eq!(shown(markup), expected, "{markup}");
        }
    }

    #[test]
    fn texts_do_not_grow_without_end() {
        let long = "a".repeat(9_000);
        let advice = shown(&format!("'{long}' | replace: 'a', '{long}'"));
        assert!(advice.contains("longer"), "{advice}");
    }
}
