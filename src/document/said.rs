//! What a document's front matter says by the names that mean the same in every dialect: dates, tags, the
//! series it is a part of, whether it is a draft.

use jiff::civil::DateTime;

use super::File;
use crate::front_matter::{Metadata, Value};
use crate::slug::slug;
use crate::warning::{Kind, Warning};

/// The fields that say when a document was last changed.
pub const UPDATED: [&str; 4] = ["lastmod", "modified", "updated", "last_modified_at"];

/// The dates of `metadata` that say how far from UTC they are, with the distance in seconds.
pub fn read_offsets(metadata: &Metadata) -> Vec<(DateTime, i32)> {
    let keys = ["date", "publishDate", "pubdate", "published"];
    let texts = keys.iter().chain(&UPDATED).filter_map(|key| metadata.text(&[key]));
    let readings = texts.map(crate::date::read);
    readings.filter_map(|it| Some((it.date?, it.offset?.seconds()))).collect()
}

/// The date in the first of `keys` that is there. One that is none is reported.
pub fn read_date(
    file: &File,
    metadata: &Metadata,
    keys: &[&str],
    warnings: &mut Vec<Warning>,
) -> Option<DateTime> {
    let field = keys.iter().find_map(|key| metadata.field(key))?;
    let (text, reading) = match &field.value {
        Value::List(_) | Value::Map(_) => ("…", crate::date::read("")),
        value => (value.as_text()?, crate::date::read(value.as_text()?)),
    };
    if let Some(problem) = reading.problem {
        warnings.push(Warning {
            file: file.path.clone(),
            line: field.line,
            column: field.column,
            kind: Kind::FrontMatter,
            found: format!("`{}: {text}` {problem}", field.key),
            advice: "write it as 2026-01-31 or 2026-01-31 09:30".into(),
        });
    }
    reading.date
}

/// Tags and categories, each once, in order.
pub fn read_tags(metadata: &Metadata) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let taxonomies = metadata.get(&["taxonomies"]).and_then(Value::as_map);
    for fields in [Some(metadata), taxonomies].into_iter().flatten() {
        for key in ["tags", "tag", "categories", "category"] {
            for tag in fields.get(&[key]).map(Value::as_texts).unwrap_or_default() {
                if !slug(&tag).is_empty() && !tags.iter().any(|known| slug(known) == slug(&tag)) {
                    tags.push(tag);
                }
            }
        }
    }
    tags
}

/// The fields by which themes and plugins of all generators say which part of a series this is.
pub const PART: [&str; 4] = ["series_order", "series_index", "series_weight", "part"];

/// The first series that is named.
pub fn read_series(metadata: &Metadata) -> Option<String> {
    let taxonomies = metadata.get(&["taxonomies"]).and_then(Value::as_map);
    let fields = [Some(metadata), taxonomies].into_iter().flatten();
    let named = fields.filter_map(|it| it.get(&["series"])).flat_map(Value::as_texts);
    named.into_iter().find(|it| !slug(it).is_empty())
}

pub fn is_draft(metadata: &Metadata) -> bool {
    let flag = |key: &str| metadata.get(&[key]).and_then(Value::as_bool);
    let status = metadata.text(&["status"]).unwrap_or_default().to_ascii_lowercase();
    flag("draft") == Some(true) || flag("published") == Some(false) || status == "draft"
}
