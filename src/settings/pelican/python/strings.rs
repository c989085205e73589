//! Python's strings: every prefix, every kind of quote, escapes, and several in a row.

use super::Reader;

impl<'a> Reader<'a> {
    /// Strings in a row, which Python puts together. In brackets the next may be on another line.
    pub(super) fn strings(&mut self, is_in_brackets: bool) -> Option<String> {
        let mut whole = String::new();
        while let Some(opener) = self.string_opener() {
            self.string(opener, Some(&mut whole))?;
            if is_in_brackets {
                self.blank_lines();
            } else {
                self.blank();
            }
        }
        Some(whole)
    }

    /// What a string here starts with: how long its prefix is, and its quotes.
    pub(super) fn string_opener(&self) -> Option<Opener<'a>> {
        let rest = &self.text[self.at..];
        let is_prefix = |it: &u8| b"rRbBuUfF".contains(it);
        let prefix = rest.bytes().take(2).take_while(is_prefix).count();
        let quotes = &rest[prefix..];
        let quotes = ["\"\"\"", "'''", "\"", "'"]
            .iter()
            .find_map(|it| quotes.get(..it.len()).filter(|quotes| quotes == it))?;
        Some(Opener { prefix: &rest[..prefix], quotes })
    }

    /// Reads a string into `into`, or over it. `None` when it is never closed or holds an
    /// expression.
    pub(super) fn string(&mut self, opener: Opener<'_>, into: Option<&mut String>) -> Option<()> {
        self.at += opener.prefix.len() + opener.quotes.len();
        let start = self.at;
        let mut characters = self.text[start..].char_indices();
        let mut end = None;
        while let Some((index, character)) = characters.next() {
            match character {
                '\\' => {
                    characters.next();
                }
                '\n' if opener.quotes.len() == 1 => break,
                _ if self.text[start + index..].starts_with(opener.quotes) => {
                    end = Some(index);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else {
            let rest = &self.text[start..];
            let line = rest.find('\n').filter(|_| opener.quotes.len() == 1);
            self.at = start + line.unwrap_or(rest.len());
            return None;
        };
        self.at = start + end + opener.quotes.len();
        let Some(into) = into else { return Some(()) };
        let inside = &self.text[start..start + end];
        let has = |letter: char| opener.prefix.contains([letter, letter.to_ascii_uppercase()]);
        let text = if has('r') { inside.to_owned() } else { unescaped(inside) };
        if !has('f') {
            into.push_str(&text);
            return Some(());
        }
        let literal = text.replace("{{", "").replace("}}", "");
        into.push_str(&text.replace("{{", "{").replace("}}", "}"));
        (!literal.contains(['{', '}'])).then_some(())
    }
}

/// The start of a string: its prefix and its quotes.
#[derive(Clone, Copy)]
pub(super) struct Opener<'a> {
    prefix: &'a str,
    quotes: &'a str,
}

/// A string with its escapes read (Python Language Reference, 2.4.1.1). Unknown ones stay.
fn unescaped(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(index) = rest.find('\\') {
        text.push_str(&rest[..index]);
        let escape = &rest[index + 1..];
        let number = |digits: usize| {
            let code = u32::from_str_radix(escape.get(1..=digits)?, 16).ok()?;
            Some((char::from_u32(code)?.to_string(), digits + 1))
        };
        let read = match escape.chars().next() {
            Some('\n') => Some((String::new(), 1)),
            Some('n') => Some(("\n".into(), 1)),
            Some('t') => Some(("\t".into(), 1)),
            Some('r') => Some(("\r".into(), 1)),
            Some(quote @ ('\\' | '\'' | '"')) => Some((quote.into(), 1)),
            Some('x') => number(2),
            Some('u') => number(4),
            Some('U') => number(8),
            _ => None,
        };
        let (character, length) = read.unwrap_or_else(|| ("\\".into(), 0));
        text.push_str(&character);
        rest = &escape[length..];
    }
    text.push_str(rest);
    text
}
