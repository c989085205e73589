//! YAML 1.2 front matter, from the events of `saphyr-parser`.
//!
//! The tree is built here, so that hostile input stays bounded: nesting has a limit, and so has
//! what aliases expand to. YAML 1.1's merge key `<<` is understood, as Jekyll and Hugo do.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::{DEEPEST, Field, Metadata, Value, finding, last_of_each};
use crate::warning::Warning;

mod rescue;

/// How much text aliases may expand to, in bytes; a value counts [`NODE`] besides its text.
const ALIASED: usize = 1 << 20;

/// What a value costs besides its text.
const NODE: usize = 32;

/// Reads a YAML mapping whose first line is line `first_line` of `file`.
///
/// When the whole cannot be read, its top-level entries are read one by one, so that one broken
/// field costs only itself.
pub fn read(file: &str, text: &str, first_line: u32, warnings: &mut Vec<Warning>) -> Metadata {
    let loaded = load(file, text, first_line);
    let (metadata, found) =
        loaded.unwrap_or_else(|error| rescue::read(file, text, first_line, &error));
    warnings.extend(found);
    metadata
}

/// Reads a YAML document that may be a list or a scalar. What cannot be read is told, and nothing of
/// it is kept.
pub fn read_value(file: &str, text: &str, warnings: &mut Vec<Warning>) -> Option<Value> {
    match load_value(file, text, 1) {
        Ok((value, _, found)) => {
            warnings.extend(found);
            value.filter(|it| *it != Value::Plain(String::new()))
        }
        Err(error) => {
            let place = (error.line, error.column);
            let found = format!("this is no YAML: {}", error.reason);
            warnings.push(finding(file, place, found, "mend it; nothing of the file was read"));
            None
        }
    }
}

/// Why a text is not the YAML it should be.
struct Unreadable {
    line: u32,
    column: u32,
    reason: String,
}

/// Reads the first document of `text`.
fn load(file: &str, text: &str, first_line: u32) -> Result<(Metadata, Vec<Warning>), Unreadable> {
    let (root, place, warnings) = load_value(file, text, first_line)?;
    match root {
        Some(Value::Map(metadata)) => Ok((metadata, warnings)),
        None => Ok((Metadata::default(), warnings)),
        Some(root) if root == Value::Plain(String::new()) => Ok((Metadata::default(), warnings)),
        Some(_) => {
            let (line, column) = place;
            Err(Unreadable { line, column, reason: "this is no `key: value`".into() })
        }
    }
}

/// What [`load_value`] reads: the value, where it begins, what was found.
type Loaded = (Option<Value>, (u32, u32), Vec<Warning>);

/// Reads the first document of `text`, whatever it is.
fn load_value(file: &str, text: &str, first_line: u32) -> Result<Loaded, Unreadable> {
    let mut tree = Tree {
        file,
        text,
        first_line,
        line_feeds: text.matches('\n').count(),
        open: Vec::new(),
        anchors: HashMap::new(),
        budget: ALIASED,
        warnings: Vec::new(),
    };
    let mut start = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| tree.unreadable(error.marker(), error.info()))?;
        if !matches!(event, Event::StreamStart | Event::DocumentStart(_)) {
            start = start.or(Some(span.start));
        }
        if let Some(root) = tree.add(event, &span.start)? {
            let place = tree.position(&start.unwrap_or(span.start));
            return Ok((Some(root), place, tree.warnings));
        }
    }
    Ok((None, (first_line, 1), tree.warnings))
}

/// The tree as far as it is built.
struct Tree<'a> {
    file: &'a str,
    text: &'a str,
    first_line: u32,
    line_feeds: usize,
    /// Lists and maps that are not closed, from the outside in, with their anchors and where they
    /// start.
    open: Vec<(Node, usize, Marker)>,
    /// What anchors stand for, and what that costs.
    anchors: HashMap<usize, (Value, usize)>,
    /// What aliases may still cost.
    budget: usize,
    warnings: Vec<Warning>,
}

enum Node {
    List(Vec<Value>),
    Map { fields: Vec<Field>, key: Option<Key> },
}

/// A key that waits for its value.
struct Key {
    text: Option<String>,
    line: u32,
    column: u32,
}

impl Tree<'_> {
    /// Takes an event; the root once it is complete.
    fn add(&mut self, event: Event<'_>, at: &Marker) -> Result<Option<Value>, Unreadable> {
        let (value, anchor, at) = match event {
            Event::SequenceStart(anchor, _) => {
                return self.descend(Node::List(Vec::new()), anchor, at);
            }
            Event::MappingStart(anchor, _) => {
                return self.descend(Node::Map { fields: Vec::new(), key: None }, anchor, at);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((Node::List(items), anchor, start)) => (Value::List(items), anchor, start),
                Some((Node::Map { fields, .. }, anchor, start)) => {
                    (Value::Map(self.map(fields)), anchor, start)
                }
                None => return Ok(None),
            },
            Event::Scalar(text, style, anchor, tag) => {
                (self.scalar(&text, style, tag.as_deref(), at), anchor, *at)
            }
            Event::Alias(anchor) => (self.aliased(anchor, at), 0, *at),
            _ => return Ok(None),
        };
        if anchor > 0 {
            let cost = cost(&value);
            self.anchors.insert(anchor, (value.clone(), cost));
        }
        Ok(self.place(value, &at))
    }

    fn descend(
        &mut self,
        node: Node,
        anchor: usize,
        at: &Marker,
    ) -> Result<Option<Value>, Unreadable> {
        if self.open.len() == DEEPEST {
            return Err(self.unreadable(at, "this is nested too deeply"));
        }
        self.open.push((node, anchor, *at));
        Ok(None)
    }

    /// Puts a complete value where it belongs; gives it back when it is the root.
    fn place(&mut self, value: Value, at: &Marker) -> Option<Value> {
        let (line, column) = self.position(at);
        match self.open.last_mut() {
            None => return Some(value),
            Some((Node::List(items), ..)) => items.push(value),
            Some((Node::Map { key: waiting @ None, .. }, ..)) => {
                let text = match value {
                    Value::Plain(text) | Value::Quoted(text) => Some(text),
                    Value::List(_) | Value::Map(_) => {
                        let found = "a list or map cannot be a key".into();
                        let advice = "put what is meant as text in quotes; the entry was left out";
                        self.warnings.push(finding(self.file, (line, column), found, advice));
                        None
                    }
                };
                *waiting = Some(Key { text, line, column });
            }
            Some((Node::Map { fields, key }, ..)) => {
                if let Some(Key { text: Some(key), line, column }) = key.take() {
                    fields.push(Field { key, value, line, column });
                }
            }
        }
        None
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, at: &Marker) -> Value {
        if let Some(tag) = tag.filter(|it| it.handle == "!" && !it.suffix.is_empty()) {
            let found = format!("`{tag}` is a tag to YAML");
            let advice = "put the value in quotes; it was read as text";
            self.warnings.push(finding(self.file, self.position(at), found, advice));
            return Value::Plain(format!("{tag} {text}").trim_end().into());
        }
        match style {
            ScalarStyle::Plain => Value::Plain(text.into()),
            _ => Value::Quoted(text.into()),
        }
    }

    fn aliased(&mut self, anchor: usize, at: &Marker) -> Value {
        let known = self.anchors.get(&anchor);
        let left = known.and_then(|(_, cost)| self.budget.checked_sub(*cost));
        if let (Some((value, _)), Some(left)) = (known, left) {
            self.budget = left;
            return value.clone();
        }
        let found = match known {
            None => "this alias contains itself".into(),
            Some(_) => format!("aliases stand for more than {ALIASED} bytes"),
        };
        let advice = "write the value out; it was left empty";
        self.warnings.push(finding(self.file, self.position(at), found, advice));
        // One is enough, however often it goes on.
        self.budget = 0;
        Value::Plain(String::new())
    }

    /// A map of `fields`, the ones it merges first, so that its own win.
    fn map(&mut self, fields: Vec<Field>) -> Metadata {
        let (merges, own): (Vec<Field>, Vec<Field>) =
            fields.into_iter().partition(|field| field.key == "<<");
        let mut merged = Vec::new();
        for field in merges.into_iter().rev() {
            match field.value {
                Value::Map(map) => merged.extend(map.fields),
                // Of several, the first wins.
                Value::List(items) => {
                    let maps = items.into_iter().rev().filter_map(|item| match item {
                        Value::Map(map) => Some(map.fields),
                        _ => None,
                    });
                    merged.extend(maps.flatten());
                }
                Value::Plain(_) | Value::Quoted(_) => {}
            }
        }
        let own = last_of_each(self.file, own, &mut self.warnings);
        merged.extend(own);
        Metadata { fields: merged }
    }

    fn position(&self, at: &Marker) -> (u32, u32) {
        let line = at.line().saturating_sub(1);
        if line <= self.line_feeds {
            return (self.first_line + clamp(line), clamp(at.col() + 1));
        }
        // The parser ends a last line that has no line feed: what follows it may be on the next.
        let last = self.text.rsplit('\n').next().unwrap_or_default();
        (self.first_line + clamp(self.line_feeds), clamp(last.chars().count() + 1))
    }

    fn unreadable(&self, at: &Marker, reason: &str) -> Unreadable {
        let (line, column) = self.position(at);
        // The parser counts bytes on the way to a character that it cannot read.
        let own = self.text.split('\n').nth((line - self.first_line) as usize);
        let columns = own.map_or(column, |own| clamp(own.chars().count() + 1));
        Unreadable { line, column: column.min(columns), reason: reason.into() }
    }
}

fn cost(value: &Value) -> usize {
    NODE + match value {
        Value::Plain(text) | Value::Quoted(text) => text.len(),
        Value::List(items) => items.iter().map(cost).sum(),
        Value::Map(map) => map.fields.iter().map(|it| it.key.len() + cost(&it.value)).sum(),
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
