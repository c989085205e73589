//! Where a JSON object ends, and what in it JSON does not have: comments, and commas before a
//! closing bracket. Strings end with their line at the latest, so that a lost quote stays there.

use std::ops::Range;

/// An object at the start of a text.
pub struct Object {
    /// The byte behind it.
    pub end: usize,
    /// The text up to its end, blanks in place of what JSON does not have.
    pub strict: String,
    /// The first thing JSON does not have.
    pub oddity: Option<(usize, &'static str)>,
    /// Its entries, between the commas.
    pub entries: Vec<Range<usize>>,
}

/// Whether `text` starts with `{` and a key in quotes, or `{` and a comment or nothing.
pub fn begins_object(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{').map(str::trim_start) else { return false };
    if let Some(key) = inside.strip_prefix('"') {
        let end = string_end(key.as_bytes(), 0);
        return key[end..].trim_start().starts_with(':');
    }
    inside.starts_with("//") || inside.starts_with("/*") || inside.starts_with('}')
}

/// The object that `text` starts with; `None` when it never ends.
pub fn object(text: &str) -> Option<Object> {
    text.strip_prefix('{')?;
    let bytes = text.as_bytes();
    let mut strict = Vec::with_capacity(bytes.len());
    let mut oddity = None;
    let mut entries = Vec::new();
    let mut comma = None;
    let (mut depth, mut entry, mut at) = (0_usize, 1, 0);
    while at < bytes.len() {
        let start = at;
        at += 1;
        match bytes[start] {
            b'"' => {
                at = string_end(bytes, at);
                // The comma is lost with the quote.
                if depth == 1 && bytes.get(at) == Some(&b'\n') && bytes[at - 1] != b'"' {
                    entries.push(entry..at);
                    entry = at;
                }
            }
            b'/' if matches!(bytes.get(at), Some(b'/' | b'*')) => {
                at = comment_end(text, start);
                oddity.get_or_insert((start, "comments"));
                strict.extend(
                    bytes[start..at].iter().map(|it| if *it == b'\n' { b'\n' } else { b' ' }),
                );
                continue;
            }
            b'{' | b'[' => depth += 1,
            closing @ (b'}' | b']') => {
                if let Some(comma) = comma {
                    oddity.get_or_insert((comma, "comma before a closing bracket"));
                    strict[comma] = b' ';
                }
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    strict.push(closing);
                    entries.push(entry..start);
                    entries.retain(|it| !blank(&strict[it.clone()]));
                    let strict = String::from_utf8(strict).ok()?;
                    return Some(Object { end: at, strict, oddity, entries });
                }
            }
            b',' => {
                if depth == 1 {
                    entries.push(entry..start);
                    entry = at;
                }
                comma = Some(start);
                strict.push(b',');
                continue;
            }
            b' ' | b'\t' | b'\n' => {
                strict.push(bytes[start]);
                continue;
            }
            _ => {}
        }
        comma = None;
        strict.extend(&bytes[start..at]);
    }
    None
}

fn blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}

/// The byte behind the string whose inside starts at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn comment_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = match rest.strip_prefix("/*") {
        Some(inside) => inside.find("*/").map(|it| it + 4),
        None => rest.find('\n'),
    };
    start + length.unwrap_or(rest.len())
}
