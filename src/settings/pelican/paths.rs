//! The settings that say which files Pelican reads and where it has them: `PATH`, `*_PATHS`, `*_EXCLUDES`,
//! `IGNORE_FILES`, `EXTRA_PATH_METADATA`. What they mean for a file is in [`super::places`].

use super::Settings;
use crate::front_matter::{Field, Metadata, Value};
use crate::settings::folders;
use crate::warning::Warning;

/// The settings that say which files are part of the site.
pub fn read(metadata: &Metadata, own: &mut Settings, file: &str, warnings: &mut Vec<Warning>) {
    let mut inside = |field: &Field, path: &str| {
        folders::inside((&field.key, path), (file, field.line, field.column), warnings)
    };
    if let Some(field) = metadata.field("PATH")
        && let Some(path) = field.value.as_text()
    {
        let path = inside(field, path);
        own.path = path.map(|it| if it.is_empty() { ".".into() } else { it }).unwrap_or_default();
    }
    for (key, older, target) in [
        ("ARTICLE_PATHS", "ARTICLE_DIR", &mut own.article_paths),
        ("PAGE_PATHS", "PAGE_DIR", &mut own.page_paths),
        ("STATIC_PATHS", "STATIC_PATHS", &mut own.static_paths),
        ("ARTICLE_EXCLUDES", "ARTICLE_EXCLUDES", &mut own.article_excludes),
        ("PAGE_EXCLUDES", "PAGE_EXCLUDES", &mut own.page_excludes),
        ("STATIC_EXCLUDES", "STATIC_EXCLUDES", &mut own.static_excludes),
    ] {
        if let Some(field) = metadata.field(key).or(metadata.field(older)) {
            let paths = texts(&field.value);
            *target = paths.iter().filter_map(|path| inside(field, path)).collect();
        }
    }
    if let Some(patterns) = metadata.get(&["IGNORE_FILES"]) {
        own.ignored = texts(patterns);
    }
    let made = |key: &str, default: &str| {
        folders::cleaned(metadata.text(&[key]).unwrap_or(default)).filter(|it| !it.is_empty())
    };
    own.made = made("OUTPUT_PATH", "output").into_iter().chain(made("THEME", "themes")).collect();
    let readers = metadata.get(&["READERS"]).and_then(Value::as_map);
    own.reads_html = readers.is_none_or(|it| it.field("html").is_none());
}

/// The items of a list, empty ones too: the content folder itself is one.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items
            .iter()
            .filter_map(|it| match it {
                Value::Plain(text) | Value::Quoted(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        Value::Plain(text) | Value::Quoted(text) => vec![text.clone()],
        Value::Map(_) => Vec::new(),
    }
}

/// `EXTRA_PATH_METADATA`: for each file fields, of which `path` says where it is published.
pub fn moved(
    metadata: &Metadata,
    report: &mut impl FnMut(&Field, String, &str),
) -> Vec<(String, String)> {
    let files = metadata.get(&["EXTRA_PATH_METADATA"]).and_then(Value::as_map);
    let mut moved = Vec::new();
    for file in files.map(|it| it.fields.as_slice()).unwrap_or_default() {
        let fields = file.value.as_map();
        let place = fields.and_then(|it| it.text(&["path"])).and_then(folders::cleaned);
        match (folders::cleaned(&file.key), place.filter(|it| !it.is_empty())) {
            (Some(path), Some(place)) => moved.push((path, place)),
            _ => {
                let found =
                    format!("what `EXTRA_PATH_METADATA` says of `{}` is not read", file.key);
                let advice = "write {'path': 'where/it/goes'}, or the fields into the document";
                report(file, found, advice);
            }
        }
    }
    moved
}
