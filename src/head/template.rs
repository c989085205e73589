//! Templates with one line for each thing to say, put together without the line breaks. A line that
//! names something unknown is left out, so that a template reads like what comes out of it, and takes
//! little of the app's size.
//!
//! `$x` stands for the value named `x` as the text of an element or the value of an attribute, `%x` for
//! a path there, percent-encoded. `$X` and `%X` stand for the same within a string of JSON (RFC 8259) in
//! a `script` element. There every `<` is escaped, so that no text ends the element or begins a comment
//! in it (HTML, section 4.12.1.3), and so are the line separators of Unicode, which older JavaScript
//! does not allow in strings.

use crate::escape::escape;
use crate::route::encode;

/// A value with its name.
pub type Value<'a> = (u8, Option<&'a str>);

/// Writes the lines of `template`, which is ASCII.
pub fn fill(out: &mut String, template: &str, values: &[Value<'_>]) {
    let mut bytes = template.bytes();
    let mut start = out.len();
    while let Some(byte) = bytes.next() {
        if byte == b'\n' {
            start = out.len();
        } else if byte == b'$' || byte == b'%' {
            let name = bytes.next().unwrap_or_default();
            let named = values.iter().find(|it| it.0 == name | 0x20);
            if let Some(value) = named.and_then(|it| it.1) {
                write(out, value, byte == b'%', name < b'a');
            } else {
                out.truncate(start);
                bytes.find(|it| *it == b'\n');
            }
        } else {
            out.push(char::from(byte));
        }
    }
}

fn write(out: &mut String, value: &str, is_path: bool, is_json: bool) {
    let path;
    let mut value = value;
    if is_path {
        path = encode(value);
        value = &path;
    }
    if is_json {
        escape_json(out, value);
    } else {
        escape(out, value);
    }
}

fn escape_json(out: &mut String, text: &str) {
    for character in text.chars() {
        if character < ' ' || matches!(character, '"' | '\\' | '<' | '\u{2028}' | '\u{2029}') {
            out.push_str("\\u");
            for place in [12, 8, 4, 0] {
                let digit = b"0123456789abcdef"[(character as usize >> place) & 15];
                out.push(char::from(digit));
            }
        } else {
            out.push(character);
        }
    }
}
