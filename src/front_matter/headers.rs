//! Pelican's `Key: value` lines, as Python-Markdown's Meta-Data extension reads them: up to the
//! first blank line, four or more spaces continue a value, a key may be repeated.

use super::{Field, Metadata, Value};

/// Keys of which one must be there: prose such as `Note: read this` is no header.
const KNOWN: [&str; 14] = [
    "title", "date", "modified", "category", "tags", "keywords", "slug", "author", "authors",
    "summary", "lang", "status", "save_as", "url",
];

/// Reads the headers at `start` of `source` and where the body begins; `None` when the file does
/// not start with any.
pub fn read(source: &str, start: usize) -> Option<(Metadata, usize)> {
    let first_line = super::line_of(source, start);
    let mut metadata = Metadata::default();
    let mut at = start;
    for (line, number) in source[start..].split_inclusive('\n').zip(first_line..) {
        if line.trim().is_empty() {
            at += line.len();
            break;
        }
        if line.starts_with("    ") && !metadata.fields.is_empty() {
            continue_value(&mut metadata, line.trim());
        } else if let Some((key, value)) = key_and_value(line) {
            add(&mut metadata, key, value, number);
        } else {
            return None;
        }
        at += line.len();
    }
    let is_header = KNOWN.iter().any(|key| metadata.field(key).is_some());
    is_header.then_some((metadata, at))
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_end().split_once(':')?;
    let key = key.trim_start();
    let is_key =
        !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it));
    let is_address = value.starts_with("//");
    (is_key && !is_address && line.len() - line.trim_start().len() <= 3)
        .then_some((key, value.trim()))
}

/// A repeated key, such as `Tags`, collects its values.
fn add(metadata: &mut Metadata, key: &str, value: &str, line: u32) {
    let known = metadata.fields.iter_mut().find(|field| field.key.eq_ignore_ascii_case(key));
    let Some(field) = known else {
        let value = Value::Plain(value.into());
        metadata.fields.push(Field { key: key.into(), value, line, column: 1 });
        return;
    };
    let mut items = field.value.as_texts();
    items.push(value.into());
    field.value = Value::List(items.into_iter().map(Value::Plain).collect());
}

fn continue_value(metadata: &mut Metadata, more: &str) {
    if let Some(Field { value: Value::Plain(text), .. }) = metadata.fields.last_mut() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(more);
    }
}
