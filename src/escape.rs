//! Writing text, attributes and URLs so that they stay what they are.

/// Writes text content or the value of a double-quoted attribute: `&`, `<`, `>` and `"` escaped.
pub(crate) fn escape(out: &mut String, text: &str) {
    escape_with(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
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

/// Generic, so that each loop has its few comparisons in itself.
fn escape_with(out: &mut String, text: &str, replacement: impl Fn(u8) -> Option<&'static str>) {
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

/// Writes a URL as the value of a double-quoted attribute. Percent-encodes what may not stand in a
/// URL and keeps what is encoded already, unlike [`crate::route::encode`], which takes decoded text.
#[cfg(feature = "markdown")]
pub(crate) fn escape_url(out: &mut String, url: &str) {
    let mut done = 0;
    for (at, byte) in url.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-_.~:/?#@!$'()*+,;=%".contains(&byte);
        if is_plain {
            continue;
        }
        // Each byte of a longer character starts where the last one ended.
        if done < at {
            out.push_str(&url[done..at]);
        }
        done = at + 1;
        if byte == b'&' {
            out.push_str("&amp;");
        } else {
            let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    if done < url.len() {
        out.push_str(&url[done..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_keep_what_is_encoded_and_encode_the_rest() {
        for (url, expected) in [
            ("/a%20b?c=%41&d='e'#f", "/a%20b?c=%41&amp;d='e'#f"),
            ("å", "%C3%A5"),
            ("x🍄.ga/é/", "x%F0%9F%8D%84.ga/%C3%A9/"),
            ("\\[\"<>`{|}^ \n", "%5C%5B%22%3C%3E%60%7B%7C%7D%5E%20%0A"),
            ("", ""),
        ] {
            let mut out = String::new();
            escape_url(&mut out, url);
            assert_eq!(out, expected);
        }
    }
}
