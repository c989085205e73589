//! Fields that mean the same in every dialect and hold something that cannot mean it: a flag that
//! is neither true nor false, a title that is a list. They are read as if they were not there.

use super::File;
use crate::front_matter::{Field, Metadata, Value};
use crate::warning::{Kind, Warning};

/// Fields that are text.
const TEXTS: [&str; 10] = [
    "title",
    "slug",
    "url",
    "permalink",
    "save_as",
    "lang",
    "language",
    "description",
    "summary",
    "status",
];

/// Fields that are texts.
const LISTS: [&str; 4] = ["tags", "tag", "categories", "category"];

/// Reports the fields of `metadata` that cannot be what they are called.
pub fn check(file: &File, metadata: &Metadata, warnings: &mut Vec<Warning>) {
    for field in &metadata.fields {
        let key = field.key.to_ascii_lowercase();
        let problem = match key.as_str() {
            "draft" | "published" => flag(field),
            "weight" => number(field),
            key if TEXTS.contains(&key) => text(&field.value),
            key if LISTS.contains(&key) => texts(&field.value),
            _ => None,
        };
        if let Some((problem, advice)) = problem {
            warnings.push(Warning {
                file: file.path.clone(),
                line: field.line,
                column: field.column,
                kind: Kind::FrontMatter,
                found: format!("`{}` {problem}", field.key),
                advice: format!("{advice}; it was passed over"),
            });
        }
    }
}

/// Whether `metadata`, of a document or of a site, asks for formulas or wants none.
pub fn math(metadata: &Metadata) -> Option<bool> {
    let own = metadata.fields.iter().find_map(|field| {
        let key = field.key.to_ascii_lowercase().replace(['-', '_'], "");
        if !MATH.contains(&key.as_str()) {
            return None;
        }
        match &field.value {
            Value::Map(map) => map.get(&["enable", "enabled"]).and_then(Value::as_bool),
            value => value.as_bool(),
        }
    });
    // Where Hugo and Zola have what is theirs to themes.
    own.or_else(|| ["params", "extra"].iter().find_map(|it| math(metadata.get(&[it])?.as_map()?)))
}

/// Fields by which themes ask for formulas.
const MATH: [&str; 6] = ["math", "mathjax", "katex", "usemath", "usekatex", "enablemath"];

/// What is wrong with a field, to be put behind its key, and what to do.
type Problem = Option<(&'static str, &'static str)>;

fn flag(field: &Field) -> Problem {
    // `published` is a date to some.
    let is_date = || {
        let text = field.value.as_text().unwrap_or_default();
        field.key.eq_ignore_ascii_case("published") && crate::date::read(text).date.is_some()
    };
    let is_flag = is_empty(&field.value) || field.value.as_bool().is_some() || is_date();
    (!is_flag).then_some(("is neither true nor false", "write true or false"))
}

fn number(field: &Field) -> Problem {
    let is_number = is_empty(&field.value) || field.value.as_integer().is_some();
    (!is_number).then_some(("is no whole number", "write one"))
}

fn text(value: &Value) -> Problem {
    matches!(value, Value::List(_) | Value::Map(_)).then_some(("is no text", "put it in quotes"))
}

fn texts(value: &Value) -> Problem {
    let problem = Some(("holds something that is no text", "write a list of texts"));
    match value {
        Value::Map(_) => problem,
        Value::List(items) if items.iter().any(|item| text(item).is_some()) => problem,
        _ => None,
    }
}

/// Whether a scalar is null or empty, which is as good as not there.
fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Plain(_) | Value::Quoted(_)) && value.as_text().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(front_matter: &str) -> Vec<String> {
        let text = format!("---\n{front_matter}\n---\n");
        let metadata = crate::front_matter::split("a.md", &text).0.metadata;
        let mut warnings = Vec::new();
        check(&File { path: "a.md".into(), text }, &metadata, &mut warnings);
        warnings.iter().map(|it| format!("{}:{} {}", it.line, it.column, it.found)).collect()
    }

    #[test]
    fn what_a_field_cannot_mean_is_said() {
        for (text, expected) in [
            ("x: 1\nDraft: ture", "3:1 `Draft` is neither true nor false"),
            ("published: [true]", "2:1 `published` is neither true nor false"),
            ("weight: first", "2:1 `weight` is no whole number"),
            ("title: [a]", "2:1 `title` is no text"),
            ("tags: [a: b]", "2:1 `tags` holds something that is no text"),
            ("categories:\n  a: b", "2:1 `categories` holds something that is no text"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_it_can_mean_is_not() {
        for text in [
            "draft: Yes\npublished: 2024-01-02\nweight: 3\ntitle: 2024",
            "draft:\nweight: ~\ntitle:\ntags: [a, ~, 2024]\ncategories: a b",
            "published: false\ntags:\nlanguage: null",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
