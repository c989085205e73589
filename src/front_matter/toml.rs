//! TOML 1.0 front matter, through `toml`, which goes on after an error.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Field, Metadata, Value};
use crate::warning::{Kind, Warning, position};

/// Reads a TOML document whose first line is line `first_line` of `file`.
pub fn read(file: &str, text: &str, first_line: u32, warnings: &mut Vec<Warning>) -> Metadata {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let (line, column) = position(text, error.span().map_or(0, |span| span.start));
        warnings.push(Warning {
            file: file.into(),
            line: first_line + line - 1,
            column,
            kind: Kind::FrontMatter,
            found: format!("this is not valid TOML ({})", error.message()),
            advice: "mend the field; what could be read was kept".into(),
        });
    }
    metadata(table.into_inner(), text, first_line)
}

fn metadata(table: DeTable<'_>, text: &str, first_line: u32) -> Metadata {
    let mut entries: Vec<(Spanned<Cow<'_, str>>, Spanned<DeValue<'_>>)> =
        table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let fields = entries.into_iter().map(|(key, node)| {
        let (line, column) = position(text, key.span().start);
        Field {
            key: key.into_inner().into_owned(),
            value: value(node.into_inner(), text, first_line),
            line: first_line + line - 1,
            column,
        }
    });
    Metadata { fields: fields.collect() }
}

fn value(node: DeValue<'_>, text: &str, first_line: u32) -> Value {
    match node {
        DeValue::String(value) => Value::Quoted(value.into_owned()),
        DeValue::Integer(value) => Value::Plain(value.to_string()),
        DeValue::Float(value) => Value::Plain(value.to_string()),
        DeValue::Boolean(value) => Value::Plain(value.to_string()),
        DeValue::Datetime(value) => Value::Plain(value.to_string()),
        DeValue::Array(items) => Value::List(
            items.into_iter().map(|item| value(item.into_inner(), text, first_line)).collect(),
        ),
        DeValue::Table(table) => Value::Map(metadata(table, text, first_line)),
    }
}
