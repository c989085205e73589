//! Writing text, attributes and URLs so that they stay what they are.

/// Writes text content or the value of a double-quoted attribute: `&`, `<`, `>` and `"` escaped.
pub(crate) fn escape(out: &mut String, text: &str) {
    escape_with(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        // Browsers read a carriage return as a line feed, and U+0000 as nothing.
        b'\r' => Some("&#13;"),
        b'\0' => Some("\u{fffd}"),
        _ => None,
    });
}

/// Writes text of raw HTML: character references stay what they are.
#[cfg(feature = "markdown")]
pub(crate) fn escape_markup(out: &mut String, text: &str) {
    escape_with(out, text, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

fn escape_with(out: &mut String, text: &str, replacement: fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(replacement) = replacement(byte) {
            out.push_str(&text[done..at]);
            out.push_str(replacement);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// Percent-encodes what may not stand in a URL and keeps what is encoded already, unlike
/// [`crate::route::encode`], which takes decoded text.
#[cfg(feature = "markdown")]
pub(crate) fn escape_url(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:/?#@!$&'()*+,;=%".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
