//! JSON front matter (RFC 8259), through `serde_json`.
//!
//! Comments and commas before a closing bracket, which many a tool lets pass, are read over and
//! reported. Keys keep their order and place, numbers their digits.

use std::ops::Range;

use serde::de::{Deserialize, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Error};

use super::{DEEPEST, Field, Metadata, Value, finding, last_of_each};
use crate::warning::{Lines, Warning};

mod scan;

/// What stands at the start of a text that may be an object.
pub enum Found {
    /// No object.
    Nothing,
    /// An object that never ends.
    Unclosed,
    /// An object, and the byte at which it ends.
    Object(usize),
}

/// Whether `text` starts with an object, and nothing stands behind it on its last line.
pub fn find(text: &str) -> Found {
    if !scan::begins_object(text) {
        return Found::Nothing;
    }
    match scan::object(text) {
        None => Found::Unclosed,
        Some(object) => {
            let rest = text[object.end..].lines().next().unwrap_or_default();
            if rest.trim().is_empty() { Found::Object(object.end) } else { Found::Nothing }
        }
    }
}

/// Reads the object that `text` starts with; its first line is line `first_line` of `file`. A
/// field that cannot be read costs only itself.
pub fn read(file: &str, text: &str, first_line: u32, warnings: &mut Vec<Warning>) -> Metadata {
    let mut reader = Reader { file, text, lines: Lines::new(text), first_line, warnings };
    let Some(object) = scan::object(text) else {
        reader.warn(0, "this is not a JSON object".into(), "mend it; nothing of it was read");
        return Metadata::default();
    };
    if let Some((at, what)) = object.oddity {
        reader.warn(at, format!("JSON has no {what}"), "take it out; it was read over");
    }
    let strict = &object.strict[..object.end];
    let said = reader.warnings.len();
    if let Ok(fields) = reader.fields(strict, 0, 0) {
        return Metadata { fields };
    }
    reader.warnings.truncate(said);
    let mut fields = Vec::new();
    for Range { start, end } in object.entries {
        // A byte for each bracket, so that offsets only shift.
        let entry = format!("{{{}}}", &strict[start..end]);
        match reader.fields(&entry, start - 1, 0) {
            Ok(found) => fields.extend(found),
            Err(error) => {
                let indentation = strict[start..end].len() - strict[start..end].trim_start().len();
                let reason = error.to_string();
                let reason = reason.split(" at line").next().unwrap_or_default();
                let found = format!("this field is not valid JSON ({reason})");
                reader.warn(start + indentation, found, "mend it; the other fields were read");
            }
        }
    }
    Metadata { fields: last_of_each(file, fields, reader.warnings) }
}

/// Reads a JSON text that may be any value. What cannot be read is told, and nothing of it is kept.
pub fn read_value(file: &str, text: &str, warnings: &mut Vec<Warning>) -> Option<Value> {
    let mut reader = Reader { file, text, lines: Lines::new(text), first_line: 1, warnings };
    let value = parse(text).and_then(|node: &RawValue| reader.value(node, offset(text, node), 0));
    match value {
        Ok(value) => Some(value),
        Err(error) => {
            let place = (error.line(), error.column());
            let place = (u32::try_from(place.0), u32::try_from(place.1));
            let place = (place.0.unwrap_or(u32::MAX), place.1.unwrap_or(u32::MAX).max(1));
            let reason = error.to_string();
            let reason = reason.split(" at line").next().unwrap_or_default();
            let found = format!("this is no JSON: {reason}");
            let advice = "mend it; nothing of the file was read";
            reader.warnings.push(finding(file, place, found, advice));
            None
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    lines: Lines,
    first_line: u32,
    warnings: &'a mut Vec<Warning>,
}

impl Reader<'_> {
    /// The fields of the object `json`, which stands at byte `at`.
    fn fields(&mut self, json: &str, at: usize, depth: usize) -> Result<Vec<Field>, Error> {
        let Entries(entries) = parse(json)?;
        let mut fields = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let (line, column) = self.position(at + offset(json, key));
            let value = self.value(node, at + offset(json, node), depth)?;
            fields.push(Field { key: parse(key.get())?, value, line, column });
        }
        Ok(last_of_each(self.file, fields, self.warnings))
    }

    fn value(&mut self, node: &RawValue, at: usize, depth: usize) -> Result<Value, Error> {
        let json = node.get();
        if depth == DEEPEST && json.starts_with(['[', '{']) {
            self.warn(at, "this is nested too deeply".into(), "make it flatter; it was left out");
            return Ok(Value::Plain(String::new()));
        }
        Ok(match json.as_bytes().first() {
            Some(b'"') => Value::Quoted(parse(json)?),
            Some(b'{') => Value::Map(Metadata { fields: self.fields(json, at, depth + 1)? }),
            Some(b'[') => {
                let nodes: Vec<&RawValue> = parse(json)?;
                let items = nodes
                    .into_iter()
                    .map(|node| self.value(node, at + offset(json, node), depth + 1));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            _ if json == "null" => Value::Plain(String::new()),
            _ => Value::Plain(json.into()),
        })
    }

    fn position(&self, offset: usize) -> (u32, u32) {
        let (line, column) = self.lines.position(self.text, offset);
        (self.first_line + line - 1, column)
    }

    fn warn(&mut self, at: usize, found: String, advice: &str) {
        let place = self.position(at);
        self.warnings.push(finding(self.file, place, found, advice));
    }
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Error> {
    let mut deserializer = Deserializer::from_str(json);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Where `node`, a part of `json`, stands in it.
fn offset(json: &str, node: &RawValue) -> usize {
    node.get().as_ptr().addr() - json.as_ptr().addr()
}

/// An object's keys and values in order, as they stand.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Object).map(Self)
    }
}
