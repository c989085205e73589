//! Assignments of literals in a Python file, as [`ast.literal_eval`] would read them: strings,
//! numbers, `True`, `False`, `None`, tuples, lists, sets and dictionaries. Nothing is run: a value that
//! Python would have to work out is not read, and said to be so.
//!
//! Linear in the length of the text: each statement is read once as a literal and, if it is none,
//! once more to find its end.
//!
//! [`ast.literal_eval`]: https://docs.python.org/3/library/ast.html#ast.literal_eval

use crate::front_matter::{Field, Metadata, Value};

mod strings;

/// How deep values may lie in each other.
const DEEPEST: usize = 40;

/// An assignment whose value is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The name that is assigned to.
    pub name: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column in characters, from 1.
    pub column: u32,
    /// Why, to be put behind the name.
    pub why: &'static str,
}

/// Reads the assignments of `text`, in order.
pub fn read(text: &str) -> (Metadata, Vec<Unread>) {
    let mut reader = Reader { text, at: 0, counted: 0, place: (1, 1) };
    let mut metadata = Metadata::default();
    let mut unread = Vec::new();
    while reader.at < text.len() {
        reader.statement(&mut metadata, &mut unread);
    }
    (metadata, unread)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Up to where lines and columns are counted, and which they are.
    counted: usize,
    place: (u32, u32),
}

impl<'a> Reader<'a> {
    /// Reads one statement and what ends it.
    fn statement(&mut self, metadata: &mut Metadata, unread: &mut Vec<Unread>) {
        let begin = self.at;
        self.blank();
        let is_inside = self.at > begin && !self.text[..begin].ends_with(';');
        let (line, column) = self.position(self.at);
        let name = self.name();
        if !name.is_empty() {
            let why = match self.assignment() {
                Some(_) if is_inside => Some("is set under a condition or in a function"),
                Some(Assignment::Plain) => match self.value_of_statement() {
                    Some(value) => {
                        metadata.fields.push(Field { key: name.into(), value, line, column });
                        None
                    }
                    None => Some("is not written out: Python would have to work it out"),
                },
                Some(Assignment::Changed) => Some("is changed after it was set"),
                None => None,
            };
            unread.extend(why.map(|why| Unread { name: name.into(), line, column, why }));
        }
        self.rest_of_statement();
    }

    /// Skips `=` and what may stand before it; `None` when this is no assignment.
    fn assignment(&mut self) -> Option<Assignment> {
        self.blank();
        let rest = &self.text[self.at..];
        if let Some(annotation) = rest.strip_prefix(':') {
            let end = annotation.find(['=', '\n', '#', '"', '\''])?;
            let is_assigned = annotation[end..].starts_with('=');
            self.at += if is_assigned { end + 2 } else { 0 };
            return is_assigned.then_some(Assignment::Plain);
        }
        if rest.starts_with('=') && !rest.starts_with("==") {
            self.at += 1;
            return Some(Assignment::Plain);
        }
        let changes = ["+=", "-=", "|=", "*=", "[", ".append(", ".extend(", ".update("];
        changes.iter().any(|it| rest.starts_with(it)).then_some(Assignment::Changed)
    }

    /// The value on the right of an assignment, if a literal is all there is. Otherwise the reader
    /// stays where it is.
    fn value_of_statement(&mut self) -> Option<Value> {
        let start = self.at;
        let value = self.open_tuple();
        if value.is_none() {
            self.at = start;
        }
        value
    }

    /// A value, or several between commas without parentheses around them.
    fn open_tuple(&mut self) -> Option<Value> {
        self.blank();
        let first = self.value(0)?;
        self.blank();
        if self.is_at_end() {
            return Some(first);
        }
        let mut items = vec![first];
        while self.take(',') {
            self.blank();
            if self.is_at_end() {
                break;
            }
            items.push(self.value(0)?);
            self.blank();
        }
        self.is_at_end().then_some(Value::List(items))
    }

    fn is_at_end(&self) -> bool {
        let rest = &self.text[self.at..];
        rest.is_empty() || rest.starts_with(['\n', ';', '#'])
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            '(' => self.in_brackets(')', depth),
            '[' => self.in_brackets(']', depth),
            '{' => self.in_brackets('}', depth),
            '-' | '+' | '.' | '0'..='9' => self.number(),
            _ if self.string_opener().is_some() => self.strings(depth > 0).map(Value::Quoted),
            _ => match self.name() {
                "True" => Some(Value::Plain("true".into())),
                "False" => Some(Value::Plain("false".into())),
                "None" => Some(Value::Plain("null".into())),
                _ => None,
            },
        }
    }

    /// A tuple, list, set, dictionary, or a value in parentheses.
    fn in_brackets(&mut self, close: char, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        let mut map = Metadata::default();
        let mut has_comma = false;
        loop {
            self.blank_lines();
            if self.take(close) {
                break;
            }
            let is_first = items.is_empty() && map.fields.is_empty();
            if !is_first && !has_comma {
                return None;
            }
            let (line, column) = self.position(self.at);
            let value = self.value(depth + 1)?;
            self.blank_lines();
            if close == '}' && self.take(':') {
                self.blank_lines();
                let key = match value {
                    Value::Quoted(key) | Value::Plain(key) => key,
                    Value::List(_) | Value::Map(_) => return None,
                };
                let value = self.value(depth + 1)?;
                map.fields.push(Field { key, value, line, column });
                self.blank_lines();
            } else {
                items.push(value);
            }
            has_comma = self.take(',');
        }
        match (close, items.len()) {
            ('}', 0) => Some(Value::Map(map)),
            _ if !map.fields.is_empty() => None,
            (')', 1) if !has_comma => items.pop(),
            _ => Some(Value::List(items)),
        }
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        let rest = &self.text[start..];
        let sign = usize::from(rest.starts_with(['-', '+']));
        let is_part = |it: char| it.is_ascii_alphanumeric() || it == '.' || it == '_';
        let digits = &rest[sign..];
        let length = digits.find(|it| !is_part(it)).unwrap_or(digits.len());
        let is_number = digits.starts_with(|it: char| it.is_ascii_digit() || it == '.');
        self.at += sign + length;
        is_number.then(|| Value::Plain(self.text[start..self.at].replace('_', "")))
    }

    /// Skips what is left of a statement, whatever it is: strings, comments and brackets may go over
    /// several lines.
    fn rest_of_statement(&mut self) {
        let mut depth = 0_usize;
        while let Some(character) = self.peek() {
            if let Some(opener) = self.string_opener() {
                // A string that is never closed ends with its line, or with the file.
                let _ = self.string(opener, None);
                continue;
            }
            match character {
                '#' => {
                    self.comment();
                    continue;
                }
                '\\' => {
                    self.at += 1;
                    let Some(escaped) = self.peek() else { return };
                    self.at += escaped.len_utf8();
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if character.is_alphanumeric() || character == '_' {
                // Whole names, so that the end of one is not taken for the prefix of a string.
                self.name_or_number();
                continue;
            }
            self.at += character.len_utf8();
            if depth == 0 && matches!(character, '\n' | ';') {
                return;
            }
        }
    }

    fn name_or_number(&mut self) {
        let rest = &self.text[self.at..];
        let is_part = |it: char| it.is_alphanumeric() || it == '_';
        self.at += rest.find(|it| !is_part(it)).unwrap_or(rest.len());
    }

    /// A name here, if there is one.
    fn name(&mut self) -> &'a str {
        let start = self.at;
        if self.peek().is_some_and(|it| it.is_alphabetic() || it == '_') {
            self.name_or_number();
        }
        &self.text[start..self.at]
    }

    fn comment(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// Skips spaces and continued lines.
    fn blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{c}']).len();
            let continuation = if rest[spaces..].starts_with("\\\n") { 2 } else { 0 };
            self.at += spaces + continuation;
            if continuation == 0 {
                return;
            }
        }
    }

    /// Skips spaces, line breaks and comments.
    fn blank_lines(&mut self) {
        loop {
            self.blank();
            match self.peek() {
                Some('\n') => self.at += 1,
                Some('#') => self.comment(),
                _ => return,
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += if is_there { wanted.len_utf8() } else { 0 };
        is_there
    }

    /// The line and column of `offset`, which is not before any asked for earlier.
    fn position(&mut self, offset: usize) -> (u32, u32) {
        for character in self.text[self.counted..offset].chars() {
            let (line, column) = self.place;
            self.place = match character {
                '\n' => (line.saturating_add(1), 1),
                _ => (line, column.saturating_add(1)),
            };
        }
        self.counted = offset;
        self.place
    }
}

enum Assignment {
    /// `NAME = …` or `NAME: type = …`.
    Plain,
    /// `NAME += …`, `NAME['x'] = …` and the like.
    Changed,
}

#[cfg(test)]
mod tests;
