//! TOML 1.0 front matter, through `toml`, which goes on after an error and bounds nesting.

use std::borrow::Cow;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Field, Metadata, Value, finding};
use crate::warning::{Lines, Warning};

/// Reads a TOML document whose first line is line `first_line` of `file`. A line that is no TOML
/// costs only itself; a value without quotes is read as text.
pub fn read(file: &str, text: &str, first_line: u32, warnings: &mut Vec<Warning>) -> Metadata {
    let places = Places::new(text, first_line);
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return metadata(table.into_inner(), &places);
    }
    let mut broken = BTreeSet::new();
    for error in errors {
        let (line, column) = places.of(error.span().map_or(0, |span| span.start));
        broken.insert(line);
        let found = format!("this is not valid TOML ({})", error.message());
        let advice = "mend the field; what could be read was kept";
        warnings.push(finding(file, (line, column), found, advice));
    }
    // The parser goes on in the middle of what follows; without the broken lines it need not.
    let mut sound = String::with_capacity(text.len());
    let mut as_text = Vec::new();
    let mut is_top = true;
    for (line, number) in text.split_inclusive('\n').zip(first_line..) {
        is_top &= !line.starts_with('[');
        if broken.contains(&number) {
            as_text.extend(text_field(line, number).filter(|_| is_top));
            sound.push('\n');
        } else {
            sound.push_str(line);
        }
    }
    let places = Places::new(&sound, first_line);
    let mut read = match DeTable::parse_recoverable(&sound) {
        (table, errors) if errors.is_empty() => metadata(table.into_inner(), &places),
        _ => metadata(table.into_inner(), &Places::new(text, first_line)),
    };
    as_text.retain(|field| read.field(&field.key).is_none());
    read.fields.extend(as_text);
    read
}

/// A field whose value lacks its quotes.
fn text_field(line: &str, number: u32) -> Option<Field> {
    let (key, value) = line.split_once('=')?;
    let value = value.split(" #").next().unwrap_or_default().trim();
    let is_key = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
    let is_text = value.starts_with(|it: char| !"=[{\"'".contains(it));
    (is_text && !key.trim().is_empty() && key.trim().chars().all(is_key)).then(|| Field {
        key: key.trim().into(),
        value: Value::Plain(value.into()),
        line: number,
        column: 1,
    })
}

struct Places<'a> {
    text: &'a str,
    lines: Lines,
    first_line: u32,
}

impl<'a> Places<'a> {
    fn new(text: &'a str, first_line: u32) -> Self {
        Self { text, lines: Lines::new(text), first_line }
    }

    fn of(&self, offset: usize) -> (u32, u32) {
        let (line, column) = self.lines.position(self.text, offset);
        (self.first_line + line - 1, column)
    }
}

fn metadata(table: DeTable<'_>, places: &Places<'_>) -> Metadata {
    let mut entries: Vec<(Spanned<Cow<'_, str>>, Spanned<DeValue<'_>>)> =
        table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let fields = entries.into_iter().map(|(key, node)| {
        let (line, column) = places.of(key.span().start);
        let key = key.into_inner().into_owned();
        Field { key, value: value(node.into_inner(), places), line, column }
    });
    Metadata { fields: fields.collect() }
}

fn value(node: DeValue<'_>, places: &Places<'_>) -> Value {
    match node {
        DeValue::String(value) => Value::Quoted(value.into_owned()),
        DeValue::Integer(value) => Value::Plain(value.to_string()),
        DeValue::Float(value) => Value::Plain(value.to_string()),
        DeValue::Boolean(value) => Value::Plain(value.to_string()),
        DeValue::Datetime(value) => Value::Plain(value.to_string()),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| value(item.into_inner(), places)).collect())
        }
        DeValue::Table(table) => Value::Map(metadata(table, places)),
    }
}
