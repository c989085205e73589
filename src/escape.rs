//! Writing text and attributes so that they stay what they are.

/// Writes text content or the value of a double-quoted attribute: `&`, `<`, `>` and `"` escaped.
pub(crate) fn escape(out: &mut String, text: &str) {
    escape_with(out, text, false);
}

/// Writes text of raw HTML: character references stay what they are.
#[cfg(feature = "markdown")]
pub(crate) fn escape_markup(out: &mut String, text: &str) {
    escape_with(out, text, true);
}

fn escape_with(out: &mut String, text: &str, is_markup: bool) {
    let mut rest = text;
    let is_escaped = |byte| match byte {
        // Browsers read a carriage return as a line feed, and U+0000 as nothing.
        b'<' | b'>' | b'\r' | b'\0' => true,
        b'&' | b'"' => !is_markup,
        _ => false,
    };
    while let Some(at) = rest.bytes().position(is_escaped) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'\r' => "&#13;",
            b'\0' => "\u{fffd}",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Markdown that shows `text` as it is, on one line.
#[cfg(feature = "cli")]
pub(crate) fn markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>&#!|~$".contains(character) {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}
