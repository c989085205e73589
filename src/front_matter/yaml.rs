//! YAML 1.2 front matter, through `saphyr`.

use saphyr::{MarkedYaml, ScalarStyle, YamlData, YamlLoader};
use saphyr_parser::{Parser, ScanError};

use super::{Field, Metadata, Value};
use crate::warning::{Kind, Warning};

/// Reads a YAML mapping whose first line is line `first_line` of `file`.
///
/// When the whole cannot be read, its top-level entries are read one by one, so that one broken
/// field costs only itself.
pub fn read(file: &str, text: &str, first_line: u32, warnings: &mut Vec<Warning>) -> Metadata {
    if let Ok(metadata) = load(text, first_line) {
        return metadata;
    }
    let mut metadata = Metadata::default();
    for (line, entry) in entries(text) {
        let line = first_line + line;
        match load(entry, line) {
            Ok(fields) => metadata.fields.extend(fields.fields),
            Err(error) => {
                let as_text = field_as_text(entry, line);
                let advice = match as_text {
                    Some(_) => "put its value in quotes; it was read as plain text",
                    None => "mend it; the other fields were read",
                };
                metadata.fields.extend(as_text);
                warnings.push(Warning {
                    file: file.into(),
                    line: line + clamp(error.marker().line().saturating_sub(1)),
                    column: clamp(error.marker().col() + 1),
                    kind: Kind::FrontMatter,
                    found: format!("this field is not valid YAML ({})", error.info()),
                    advice: advice.into(),
                });
            }
        }
    }
    metadata
}

/// A field of one line whose value is no YAML but plainly meant as text, such as one with a colon
/// in it.
fn field_as_text(entry: &str, line: u32) -> Option<Field> {
    let (key, value) = entry.trim_end().split_once(':')?;
    let is_structure = value.trim_start().starts_with(|it: char| "[{&*!|>'\"%@`".contains(it));
    let is_one_line = !value.contains('\n') && !key.contains(' ');
    (is_one_line && !is_structure).then(|| Field {
        key: key.into(),
        value: Value::Plain(value.trim().into()),
        line,
        column: 1,
    })
}

fn load(text: &str, first_line: u32) -> Result<Metadata, ScanError> {
    let mut loader: YamlLoader<'_, MarkedYaml<'_>> = YamlLoader::default();
    loader.early_parse(false);
    loader.allow_duplicate_keys(true);
    Parser::new_from_str(text).load(&mut loader, false)?;
    if let Some(error) = loader.error() {
        return Err(error.clone());
    }
    match loader.into_documents().pop().map(|document| document.data) {
        Some(YamlData::Mapping(mapping)) => {
            let fields = mapping.into_iter().map(|(key, value)| field(&key, value, first_line));
            Ok(Metadata { fields: fields.collect() })
        }
        _ => Ok(Metadata::default()),
    }
}

fn field(key: &MarkedYaml<'_>, value_node: MarkedYaml<'_>, first_line: u32) -> Field {
    Field {
        key: scalar(&key.data),
        line: first_line + clamp(key.span.start.line().saturating_sub(1)),
        column: clamp(key.span.start.col() + 1),
        value: value(value_node, first_line),
    }
}

fn value(node: MarkedYaml<'_>, first_line: u32) -> Value {
    match node.data {
        YamlData::Representation(text, ScalarStyle::Plain, _) => Value::Plain(text.into_owned()),
        YamlData::Representation(text, _, _) => Value::Quoted(text.into_owned()),
        YamlData::Sequence(items) => {
            Value::List(items.into_iter().map(|item| value(item, first_line)).collect())
        }
        YamlData::Mapping(mapping) => Value::Map(Metadata {
            fields: mapping
                .into_iter()
                .map(|(key, value)| field(&key, value, first_line))
                .collect(),
        }),
        YamlData::Tagged(_, inner) => value(*inner, first_line),
        YamlData::Value(_) | YamlData::Alias(_) | YamlData::BadValue => Value::Plain(String::new()),
    }
}

fn scalar<'a>(data: &YamlData<'a, MarkedYaml<'a>>) -> String {
    match data {
        YamlData::Representation(text, ..) => text.to_string(),
        _ => String::new(),
    }
}

/// The top-level entries with the line each starts on, from 0: a line that is neither indented
/// nor a list item begins one.
fn entries(text: &str) -> Vec<(u32, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with(|it: char| !it.is_whitespace() && !"-#]}".contains(it)) {
            starts.push((clamp(number), at));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    starts.iter().zip(ends).map(|((line, start), end)| (*line, &text[*start..end])).collect()
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
