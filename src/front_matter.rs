//! Front matter: the metadata at the head of a document, in any of the four notations.
//!
//! YAML 1.2 between `---` lines, TOML 1.0 between `+++` lines, a JSON object, or Pelican's
//! `Key: value` lines. Owns finding it and reading it into [`Metadata`]. What a key means to a
//! dialect is not decided here.
//!
//! Scalars stay text until someone asks for a type, so that a title `1.10` stays `1.10`.

use std::collections::HashMap;
use std::ops::Range;

use crate::warning::{Kind, Warning};

mod headers;
mod json;
mod toml;
mod yaml;

/// The notation of a front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object at the start of the file.
    Json,
    /// `Key: value` lines, mostly up to the first blank line.
    Headers,
}

/// A value as the author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A scalar without quotes: a number, a date, `true`, a word, nothing.
    Plain(String),
    /// A scalar in quotes.
    Quoted(String),
    /// A sequence.
    List(Vec<Value>),
    /// Keys and values.
    Map(Metadata),
}

impl Value {
    /// The value as text; `None` for null, an empty scalar, lists and maps.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") => {
                None
            }
            Self::Plain(text) | Self::Quoted(text) => Some(text.trim()).filter(|it| !it.is_empty()),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The value as a truth, in the spellings of YAML 1.1 and 1.2.
    pub fn as_bool(&self) -> Option<bool> {
        match self.as_text()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The value as a whole number.
    pub fn as_integer(&self) -> Option<i64> {
        self.as_text()?.parse().ok()
    }

    /// The value as a list of texts: its items, or a scalar split at commas.
    pub fn as_texts(&self) -> Vec<String> {
        match self {
            Self::List(items) => {
                items.iter().filter_map(Self::as_text).map(str::to_owned).collect()
            }
            Self::Plain(_) | Self::Quoted(_) => {
                let text = self.as_text().unwrap_or_default();
                text.split(',')
                    .map(str::trim)
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect()
            }
            Self::Map(_) => Vec::new(),
        }
    }

    /// The value as keys and values.
    pub fn as_map(&self) -> Option<&Metadata> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}

/// A key with its value and where the key stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key as written.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// The key's line in the file, from 1.
    pub line: u32,
    /// The key's column in characters, from 1.
    pub column: u32,
}

/// The fields of a front matter or a configuration file, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The fields, in order.
    pub fields: Vec<Field>,
}

impl Metadata {
    /// The field with this key, whatever its case; the last one when there are several.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().rev().find(|field| field.key.eq_ignore_ascii_case(key))
    }

    /// Whether there is a field with one of `keys`.
    pub fn has_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.field(key).is_some())
    }

    /// The value of the first of `keys` that is there.
    pub fn get(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().find_map(|key| self.field(key)).map(|field| &field.value)
    }

    /// The text of the first of `keys` that has one.
    pub fn text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.field(key)?.value.as_text())
    }
}

/// A document split into its metadata and the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The notation, when there is a front matter.
    pub notation: Option<Notation>,
    /// What could be read of it.
    pub metadata: Metadata,
    /// Where the body starts in the source.
    pub body: usize,
}

/// How large a front matter may be, in bytes.
const LARGEST: usize = 1 << 20;

/// How deep lists and maps may be nested.
const DEEPEST: usize = 64;

/// How many findings in one front matter are told one by one.
const TOLD: usize = 20;

/// Splits `source` (line feeds only, no byte order mark) and reads its front matter. Blank lines
/// before it are allowed. What cannot be read becomes a warning; the rest is kept.
pub fn split(file: &str, source: &str) -> (Split, Vec<Warning>) {
    let mut warnings = Vec::new();
    let split = split_all(file, source, &mut warnings);
    bound(&mut warnings);
    (split, warnings)
}

fn split_all(file: &str, source: &str, warnings: &mut Vec<Warning>) -> Split {
    let start = source.len() - source.trim_start_matches(['\n', ' ', '\t']).len();
    let first_line = line_of(source, start);
    let mut unclosed = |begins: &str, ends: &str| {
        let found = format!("the front matter begins with {begins} and never ends");
        let advice = format!("close it with {ends}; it is shown as text now");
        warnings.push(finding(file, (first_line, 1), found, &advice));
        no_front_matter()
    };
    let (notation, inner, body) = match find(source, start) {
        Place::Nowhere => (None, start..start, start),
        Place::Unclosed(Notation::Json) => return unclosed("{", "}"),
        Place::Unclosed(Notation::Toml) => return unclosed("+++", "a line +++"),
        Place::Unclosed(_) => return unclosed("---", "a line ---"),
        Place::At { notation, inner, body } => (Some(notation), inner, body),
    };
    let is_refused = inner.len() > LARGEST;
    let line = line_of(source, inner.start);
    let text = &source[inner];
    let split = match notation {
        Some(_) if is_refused => Split { notation, metadata: Metadata::default(), body },
        Some(Notation::Toml) => {
            Split { notation, metadata: toml::read(file, text, line, warnings), body }
        }
        Some(Notation::Json) => {
            Split { notation, metadata: json::read(file, text, line, warnings), body }
        }
        Some(_) => Split { notation, metadata: yaml::read(file, text, line, warnings), body },
        None => match headers::read(file, source, start, warnings) {
            Some((metadata, body)) => Split { notation: Some(Notation::Headers), metadata, body },
            None => no_front_matter(),
        },
    };
    if is_refused || split.notation == Some(Notation::Headers) && split.body - start > LARGEST {
        let found = format!("the front matter has more than {LARGEST} bytes");
        let advice = "make it shorter; nothing of it was read";
        warnings.push(finding(file, (first_line, 1), found, advice));
        return Split { metadata: Metadata::default(), ..split };
    }
    split
}

/// Leaves the first findings and says how many there are besides.
fn bound(warnings: &mut Vec<Warning>) {
    warnings.sort();
    warnings.dedup();
    let rest = warnings.len().saturating_sub(TOLD);
    warnings.truncate(TOLD);
    if let Some(last) = warnings.last().filter(|_| rest > 0) {
        let found = format!("{rest} more findings in the front matter");
        let advice = "mend the ones above first".into();
        warnings.push(Warning { found, advice, ..last.clone() });
    }
}

/// Reads a configuration file by its extension: `toml`, `yaml`, `yml` or `json`.
pub fn read_configuration(file: &str, source: &str) -> (Metadata, Vec<Warning>) {
    let mut warnings = Vec::new();
    let start = source.len() - source.trim_start().len();
    let metadata = match file.rsplit('.').next().unwrap_or_default() {
        "toml" => toml::read(file, source, 1, &mut warnings),
        "json" => json::read(file, &source[start..], line_of(source, start), &mut warnings),
        _ => yaml::read(file, source, 1, &mut warnings),
    };
    bound(&mut warnings);
    for warning in &mut warnings {
        warning.kind = Kind::Settings;
    }
    (metadata, warnings)
}

/// Reads a file of data, which may be a map, a list or a scalar, by its extension: `json`, or else
/// YAML. `None` when there is nothing in it that can be read.
pub fn read_data(file: &str, source: &str) -> (Option<Value>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let value = match file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "json" => json::read_value(file, source, &mut warnings),
        _ => yaml::read_value(file, source, &mut warnings),
    };
    bound(&mut warnings);
    (value, warnings)
}

fn no_front_matter() -> Split {
    Split { notation: None, metadata: Metadata::default(), body: 0 }
}

/// Where a front matter with a beginning and an end is.
enum Place {
    Nowhere,
    Unclosed(Notation),
    At { notation: Notation, inner: Range<usize>, body: usize },
}

fn find(source: &str, start: usize) -> Place {
    let text = &source[start..];
    let notation = match text.as_bytes().first() {
        Some(b'-') => Notation::Yaml,
        Some(b'+') => Notation::Toml,
        Some(b'{') => {
            return match json::find(text) {
                json::Found::Nothing => Place::Nowhere,
                json::Found::Unclosed => Place::Unclosed(Notation::Json),
                json::Found::Object(length) => {
                    let end = start + length;
                    Place::At { notation: Notation::Json, inner: start..end, body: end }
                }
            };
        }
        _ => return Place::Nowhere,
    };
    fenced(source, start, notation)
}

/// The block between two lines of `---` or `+++`, of which the first is at `start`. Where no field
/// is in it, a `---` is a thematic break and what comes after is prose.
fn fenced(source: &str, start: usize, notation: Notation) -> Place {
    let fence = if notation == Notation::Toml { "+++" } else { "---" };
    let Some(after) = source[start..].strip_prefix(fence) else { return Place::Nowhere };
    let Some(newline) = after.find('\n') else { return Place::Nowhere };
    if !after[..newline].trim().is_empty() {
        return Place::Nowhere;
    }
    let inner = start + fence.len() + newline + 1;
    let mut at = inner;
    for line in source[inner..].split_inclusive('\n') {
        let is_end = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if is_end {
            let block = &source[inner..at];
            let is_metadata = block.trim().is_empty() || has_fields(block, notation);
            let place = Place::At { notation, inner: inner..at, body: at + line.len() };
            return if is_metadata { place } else { Place::Nowhere };
        }
        at += line.len();
    }
    match begins_with_field(&source[inner..], notation) {
        true => Place::Unclosed(notation),
        false => Place::Nowhere,
    }
}

/// Whether the block is metadata: it begins with a field, or half of it is fields that everybody
/// knows.
fn has_fields(block: &str, notation: Notation) -> bool {
    let separator = if notation == Notation::Toml { '=' } else { ':' };
    let is_known = |line: &&str| {
        line.split_once(separator).is_some_and(|(key, _)| {
            headers::KNOWN.iter().any(|known| key.trim_end().eq_ignore_ascii_case(known))
        })
    };
    let lines = || block.lines().filter(|line| !line.trim().is_empty());
    begins_with_field(block, notation) || lines().filter(is_known).count() * 2 >= lines().count()
}

/// Whether the first line that is neither blank nor a comment is a field.
fn begins_with_field(block: &str, notation: Notation) -> bool {
    let mut lines = block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let is_toml = notation == Notation::Toml;
    let is_table = is_toml && first.starts_with('[');
    let is_field = first.split_once(if is_toml { '=' } else { ':' }).is_some_and(|(key, value)| {
        let is_quoted = key.starts_with(['"', '\'']);
        let key = key.trim();
        !key.is_empty() && (is_quoted || !key.contains(' ')) && !value.starts_with("//")
    });
    is_table || is_field
}

/// Of fields with the same key, whatever its case, the last; the others are reported.
fn last_of_each(file: &str, fields: Vec<Field>, warnings: &mut Vec<Warning>) -> Vec<Field> {
    let mut last: HashMap<String, u32> = HashMap::new();
    let mut kept: Vec<Field> = Vec::with_capacity(fields.len());
    for field in fields.into_iter().rev() {
        match last.get(&field.key.to_ascii_lowercase()) {
            None => {
                last.insert(field.key.to_ascii_lowercase(), field.line);
                kept.push(field);
            }
            Some(line) => {
                let found = format!("`{}` is set in line {line} again", field.key);
                let advice = "take one of them out; the last one counts";
                warnings.push(finding(file, (field.line, field.column), found, advice));
            }
        }
    }
    kept.reverse();
    kept
}

fn finding(file: &str, (line, column): (u32, u32), found: String, advice: &str) -> Warning {
    let kind = Kind::FrontMatter;
    Warning { file: file.into(), line, column, kind, found, advice: advice.into() }
}

fn line_of(source: &str, offset: usize) -> u32 {
    crate::warning::position(source, offset).0
}

#[cfg(test)]
mod tests;
