//! Any text as a document with front matter, and as a configuration file of each notation.
#![no_main]

use the_stacks::document::File;
use the_stacks::front_matter::{Metadata, Value, read_configuration, split};
use the_stacks_fuzz::within;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').count();
    let file = File { path: "a.md".into(), text };
    let (split, warnings) = split(&file.path, &file.text);
    assert!(file.text.is_char_boundary(split.body));
    within(&warnings, std::slice::from_ref(&file));
    placed(&split.metadata, lines);
    for name in ["a.yml", "a.toml", "a.json"] {
        let file = File { path: name.into(), text: file.text.clone() };
        let (metadata, warnings) = read_configuration(name, &file.text);
        within(&warnings, std::slice::from_ref(&file));
        placed(&metadata, lines);
    }
});

/// Fails unless every field is within the file.
fn placed(metadata: &Metadata, lines: usize) {
    for field in &metadata.fields {
        assert!((1..=lines).contains(&(field.line as usize)), "{field:?} of {lines} lines");
        assert!(field.column > 0, "{field:?}");
        let _ = the_stacks::date::read(field.value.as_text().unwrap_or_default());
        within_value(&field.value, lines);
    }
}

fn within_value(value: &Value, lines: usize) {
    let _ = (value.as_texts(), value.as_bool(), value.as_integer());
    match value {
        Value::Map(map) => placed(map, lines),
        Value::List(items) => items.iter().for_each(|item| within_value(item, lines)),
        Value::Plain(_) | Value::Quoted(_) => {}
    }
}
