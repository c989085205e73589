//! JSON front matter (RFC 8259), through `serde_json`.

use serde_json::{Deserializer, Map, Value as Json};

use super::{Field, Metadata, Value};

/// Reads the object `text` starts with, and how long it is. `None` when there is none. Fields
/// carry the line the object starts on.
pub fn read(text: &str, line: u32) -> Option<(Metadata, usize)> {
    let mut stream = Deserializer::from_str(text).into_iter::<Map<String, Json>>();
    let object = stream.next()?.ok()?;
    let length = stream.byte_offset();
    Some((metadata(object, line), length))
}

fn metadata(object: Map<String, Json>, line: u32) -> Metadata {
    let field = |(key, node)| Field { key, value: value(node, line), line, column: 1 };
    Metadata { fields: object.into_iter().map(field).collect() }
}

fn value(node: Json, line: u32) -> Value {
    match node {
        Json::Null => Value::Plain(String::new()),
        Json::Bool(value) => Value::Plain(value.to_string()),
        Json::Number(value) => Value::Plain(value.to_string()),
        Json::String(value) => Value::Quoted(value),
        Json::Array(items) => {
            Value::List(items.into_iter().map(|item| value(item, line)).collect())
        }
        Json::Object(object) => Value::Map(metadata(object, line)),
    }
}
