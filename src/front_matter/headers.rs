//! Pelican's `Key: value` lines, as Python-Markdown's Meta-Data extension reads them: up to the
//! first line that is none, four or more spaces continue a value.
//!
//! Beyond it, a blank line between headers is read over where what follows can be nothing else.
//! Of a key that is repeated Pelican takes the first; tags and the like are collected here.

use std::collections::HashMap;

use super::{Field, Metadata, Value, finding};
use crate::warning::{Kind, Warning};

/// The keys Pelican knows, of which one must be there: prose such as `Note: read this` is no
/// header.
pub const KNOWN: [&str; 17] = [
    "title",
    "date",
    "modified",
    "category",
    "tags",
    "keywords",
    "slug",
    "author",
    "authors",
    "summary",
    "lang",
    "status",
    "save_as",
    "url",
    "template",
    "translation",
    "description",
];

/// Keys whose values add up when they are repeated.
const LISTS: [&str; 5] = ["tags", "keywords", "authors", "category", "author"];

/// Reads the headers at `start` of `source` and where the body begins; `None` when the file does
/// not start with any.
pub fn read(
    file: &str,
    source: &str,
    start: usize,
    warnings: &mut Vec<Warning>,
) -> Option<(Metadata, usize)> {
    let mut headers = Headers::default();
    let mut body = start;
    let mut is_cut_short = false;
    let first_line = super::line_of(source, start);
    let mut last_line = first_line;
    for (line, number) in source[start..].split_inclusive('\n').zip(first_line..) {
        last_line = number;
        let is_blank = line.trim().is_empty();
        if is_blank && !headers.go_on(&source[body + line.len()..]) {
            body += line.len();
            break;
        }
        if is_continuation(line) && !headers.fields.is_empty() {
            headers.continue_value(line.trim());
        } else if let Some((key, value)) = key_and_value(line) {
            headers.add(file, key, value, number);
        } else if !is_blank {
            is_cut_short = true;
            break;
        }
        body += line.len();
    }
    let known = KNOWN.iter().filter(|key| headers.known.contains_key(**key)).count();
    // Without a blank line behind it, a single `Summary: …` is the start of a paragraph.
    if known == 0 || (is_cut_short && known == 1 && !headers.known.contains_key("title")) {
        return None;
    }
    if is_cut_short {
        // Python-Markdown reads them all the same.
        let found = "the headers end here without a blank line".into();
        let advice = "put a blank line before the text, or mend the header";
        let hint = finding(file, (last_line, 1), found, advice);
        warnings.push(Warning { kind: Kind::Hint, ..hint });
    }
    warnings.append(&mut headers.warnings);
    Some((Metadata { fields: headers.fields }, body))
}

#[derive(Default)]
struct Headers {
    fields: Vec<Field>,
    /// Where the field of each key is, by the key in lower case.
    known: HashMap<String, usize>,
    /// Whether the last line was a header that is left out.
    skips: bool,
    warnings: Vec<Warning>,
}

impl Headers {
    fn add(&mut self, file: &str, key: &str, value: &str, line: u32) {
        let name = key.to_ascii_lowercase();
        let is_list = LISTS.contains(&name.as_str());
        self.skips = false;
        let Some(index) = self.known.get(&name).copied() else {
            self.known.insert(name, self.fields.len());
            let value = Value::Plain(value.into());
            self.fields.push(Field { key: key.into(), value, line, column: 1 });
            return;
        };
        if is_list {
            let field = &mut self.fields[index];
            if let Value::Plain(_) = field.value {
                let items = field.value.as_texts().into_iter().map(Value::Plain).collect();
                field.value = Value::List(items);
            }
            if let Value::List(items) = &mut field.value {
                items.extend(Value::Plain(value.into()).as_texts().into_iter().map(Value::Plain));
            }
            return;
        }
        self.skips = true;
        let found = format!("`{key}` is set in line {} already", self.fields[index].line);
        self.warnings.push(finding(
            file,
            (line, 1),
            found,
            "take one of them out; the first one counts",
        ));
    }

    fn continue_value(&mut self, more: &str) {
        let Some(field) = self.fields.last_mut().filter(|_| !self.skips) else { return };
        match &mut field.value {
            Value::Plain(text) => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(more);
            }
            Value::List(items) => items.push(Value::Plain(more.into())),
            Value::Quoted(_) | Value::Map(_) => {}
        }
    }

    /// Whether the paragraph that `rest` begins with is all headers, of keys that are new and that
    /// Pelican knows.
    fn go_on(&self, rest: &str) -> bool {
        let mut lines = rest.lines().skip_while(|it| it.trim().is_empty());
        let mut paragraph = lines.by_ref().take_while(|it| !it.trim().is_empty()).peekable();
        let is_new = |line: &str| {
            key_and_value(line).is_some_and(|(key, _)| {
                let key = key.to_ascii_lowercase();
                KNOWN.contains(&key.as_str()) && !self.known.contains_key(&key)
            })
        };
        paragraph.peek().is_some_and(|first| !is_continuation(first))
            && paragraph.all(|line| is_continuation(line) || is_new(line))
    }
}

fn is_continuation(line: &str) -> bool {
    (line.starts_with("    ") || line.starts_with('\t')) && !line.trim().is_empty()
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
