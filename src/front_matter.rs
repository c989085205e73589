//! Front matter: the metadata at the head of a document, in any of the four notations.
//!
//! YAML 1.2 between `---` lines, TOML 1.0 between `+++` lines, a JSON object, or Pelican's
//! `Key: value` lines. Owns finding it and reading it into [`Metadata`]. What a key means to a
//! dialect is not decided here.
//!
//! Scalars stay text until someone asks for a type, so that a title `1.10` stays `1.10`.

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
    /// `Key: value` lines up to the first blank line.
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

/// Splits `source` (line feeds only, no byte order mark) and reads its front matter. Blank lines
/// before it are allowed. What cannot be read becomes a warning; the rest is kept.
pub fn split(file: &str, source: &str) -> (Split, Vec<Warning>) {
    let start = source.len() - source.trim_start_matches(['\n', ' ', '\t']).len();
    let mut warnings = Vec::new();
    for (notation, fence) in [(Notation::Yaml, "---"), (Notation::Toml, "+++")] {
        match fenced(source, start, fence) {
            Fenced::No => {}
            Fenced::Block { inner, body } => {
                let first_line = line_of(source, inner.start);
                let text = &source[inner];
                let metadata = match notation {
                    Notation::Toml => toml::read(file, text, first_line, &mut warnings),
                    _ => yaml::read(file, text, first_line, &mut warnings),
                };
                return (Split { notation: Some(notation), metadata, body }, warnings);
            }
            Fenced::Unclosed => {
                warnings.push(Warning {
                    file: file.into(),
                    line: line_of(source, start),
                    column: 1,
                    kind: Kind::FrontMatter,
                    found: format!("the front matter begins with {fence} and never ends"),
                    advice: format!("close it with a line {fence}; it is shown as text now"),
                });
                return (no_front_matter(), warnings);
            }
        }
    }
    if source[start..].starts_with('{')
        && let Some((metadata, length)) = json::read(&source[start..], line_of(source, start))
    {
        let body = start + length;
        return (Split { notation: Some(Notation::Json), metadata, body }, warnings);
    }
    if let Some((metadata, body)) = headers::read(source, start) {
        return (Split { notation: Some(Notation::Headers), metadata, body }, warnings);
    }
    (no_front_matter(), warnings)
}

/// Reads a configuration file by its extension: `toml`, `yaml`, `yml` or `json`.
pub fn read_configuration(file: &str, source: &str) -> (Metadata, Vec<Warning>) {
    let mut warnings = Vec::new();
    let metadata = match file.rsplit('.').next().unwrap_or_default() {
        "toml" => toml::read(file, source, 1, &mut warnings),
        "json" => json::read(source.trim_start(), 1).map(|(it, _)| it).unwrap_or_else(|| {
            warnings.push(Warning {
                file: file.into(),
                line: 1,
                column: 1,
                kind: Kind::Settings,
                found: "this is not a JSON object".into(),
                advice: "mend it; none of its settings were read".into(),
            });
            Metadata::default()
        }),
        _ => yaml::read(file, source, 1, &mut warnings),
    };
    (metadata, warnings)
}

fn no_front_matter() -> Split {
    Split { notation: None, metadata: Metadata::default(), body: 0 }
}

enum Fenced {
    No,
    Block { inner: std::ops::Range<usize>, body: usize },
    Unclosed,
}

/// The block between two lines `fence`, of which the first is at `start`. Where no field follows
/// it, a `---` is a thematic break and what comes after is prose.
fn fenced(source: &str, start: usize, fence: &str) -> Fenced {
    let Some(after) = source[start..].strip_prefix(fence) else { return Fenced::No };
    let Some(newline) = after.find('\n') else { return Fenced::No };
    if !after[..newline].trim().is_empty() {
        return Fenced::No;
    }
    let inner = start + fence.len() + newline + 1;
    let mut at = inner;
    for line in source[inner..].split_inclusive('\n') {
        let is_end = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if is_end {
            let block = &source[inner..at];
            let is_metadata = block.trim().is_empty() || begins_with_field(block, fence);
            let found = Fenced::Block { inner: inner..at, body: at + line.len() };
            return if is_metadata { found } else { Fenced::No };
        }
        at += line.len();
    }
    if begins_with_field(&source[inner..], fence) { Fenced::Unclosed } else { Fenced::No }
}

/// Whether the first line that is neither blank nor a comment is a field.
fn begins_with_field(block: &str, fence: &str) -> bool {
    let mut lines = block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let separator = if fence == "---" { ':' } else { '=' };
    let is_table = fence == "+++" && first.starts_with('[');
    let is_field = first.split_once(separator).is_some_and(|(key, value)| {
        let is_quoted = key.starts_with(['"', '\'']);
        let key = key.trim();
        !key.is_empty() && (is_quoted || !key.contains(' ')) && !value.starts_with("//")
    });
    is_table || is_field
}

fn line_of(source: &str, offset: usize) -> u32 {
    crate::warning::position(source, offset).0
}

#[cfg(test)]
mod tests;
