//! How constructs stand on their lines: what lines below must begin with to stay in the same list
//! item or quote, and where a finding's place is. Linear over all questions together.

use crate::document::Document;
use crate::warning::{Kind, Warning};

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// What stands before a construct on its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// What the lines below begin with to stay where it stands: white space and `>`; the marker of
    /// a list item became spaces.
    pub text: String,
    /// Whether nothing else stands before it.
    pub is_first: bool,
}

impl Margin {
    /// A line break, an empty line, and the margin.
    pub fn gap(&self) -> String {
        format!("{}\n{}", self.end(), self.text)
    }

    /// A line break and what an empty line must begin with.
    pub fn end(&self) -> String {
        format!("\n{}", self.text.trim_end())
    }

    /// Whether it is in a quote.
    pub fn is_quoted(&self) -> bool {
        self.text.contains('>')
    }
}

/// How many bytes of a line are looked at for its margin.
const LONGEST_MARGIN: usize = 60;

impl<'a> Lines<'a> {
    /// The lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The number, from 0, of the line that `offset` is on.
    pub fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Where the line that `offset` is on begins.
    pub fn start(&self, offset: usize) -> usize {
        self.starts[self.number(offset)]
    }

    /// Where the line that `offset` is on ends, before its line feed.
    pub fn end(&self, offset: usize) -> usize {
        let next = self.starts.get(self.number(offset) + 1);
        next.map_or(self.text.len(), |next| next - 1)
    }

    /// Whether the line that `offset` is on is blank, or behind the end of the text.
    pub fn is_blank(&self, offset: usize) -> bool {
        offset >= self.text.len() || self.is_last(self.start(offset))
    }

    /// What stands before `offset` on its line.
    pub fn margin(&self, offset: usize) -> Margin {
        let start = self.start(offset);
        let mut limit = offset.min(start + LONGEST_MARGIN);
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        let line = &self.text[start..limit];
        let mut margin = String::new();
        let mut at = 0;
        while let Some(byte) = line.as_bytes().get(at) {
            match byte {
                b' ' | b'\t' | b'>' => {
                    margin.push(char::from(*byte));
                    at += 1;
                }
                _ => {
                    let Some(length) = marker(&line[at..]) else { break };
                    margin.push_str(&" ".repeat(length));
                    at += length;
                }
            }
        }
        Margin { text: margin, is_first: start + at == offset }
    }

    /// Whether nothing but white space stands behind `offset` on its line.
    pub fn is_last(&self, offset: usize) -> bool {
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        next.is_none_or(|byte| *byte == b'\n')
    }
}

/// The length of the list marker that `line` begins with.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line.as_bytes()[digits..];
    let is_marker = match digits {
        0 => matches!(rest, [b'-' | b'*' | b'+', b' ' | b'\t', ..]),
        1..=9 => matches!(rest, [b'.' | b')', b' ' | b'\t', ..]),
        _ => false,
    };
    is_marker.then_some(digits + 1)
}

/// Finds lines and columns of places that are asked for in order.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    /// The places of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// The line and the column in characters, both from 1, of byte `offset`. Quick if it lies behind
    /// the one asked for before.
    pub fn of(&mut self, offset: usize) -> (u32, u32) {
        if offset < self.at {
            *self = Self::new(self.text);
        }
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        for character in self.text[self.at..end].chars() {
            if character == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.at = end;
        (self.line, self.column)
    }
}

/// What is said of constructs that are not understood, by the byte of the source each stands at.
pub fn not_understood(document: &Document, mut found: Vec<(usize, String)>) -> Vec<Warning> {
    found.sort_by_key(|(at, _)| *at);
    let mut places = Places::new(&document.file.text);
    let warnings = found.into_iter().map(|(at, found)| {
        let (line, column) = places.of(at);
        let file = document.file.path.clone();
        let advice = "it stays in the text as it is; write what it stood for in Markdown".into();
        Warning { file, line, column, kind: Kind::Construct, found, advice }
    });
    warnings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(line: &str) -> (String, bool) {
        let text = format!("before\n{line}X after\nlast");
        let lines = Lines::new(&text);
        let margin = lines.margin(text.find('X').unwrap());
        (margin.text, margin.is_first)
    }

    #[test]
    fn margins_keep_lists_and_quotes_together() {
        for (line, expected, is_first) in [
            ("", "", true),
            ("  ", "  ", true),
            ("- ", "  ", true),
            ("10. ", "    ", true),
            ("   > - ", "   >   ", true),
            ("> text ", "> ", false),
            ("- *text* ", "  ", false),
            ("text ", "", false),
            ("1.5 ", "", false),
        ] {
            assert_eq!(margin(line), (expected.into(), is_first), "{line:?}");
        }
        assert_eq!(Margin { text: "> ".into(), is_first: true }.gap(), "\n>\n> ");
        assert!(!margin(&" ".repeat(100_000)).1);
    }

    #[test]
    fn lines_have_ends() {
        let lines = Lines::new("a\nbc  \n");
        assert_eq!((lines.start(3), lines.end(3), lines.end(0)), (2, 6, 1));
        assert!(lines.is_last(4) && !lines.is_last(3) && lines.is_last(7));
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "añb\nc\nd";
        let mut places = Places::new(text);
        for offset in [0, 3, 5, 7, 2, 99] {
            assert_eq!(places.of(offset), crate::warning::position(text, offset), "{offset}");
        }
    }
}
