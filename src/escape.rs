//! Writing text, attributes and URLs so that they stay what they are.

/// Writes text content or the value of a double-quoted attribute: `&`, `<`, `>` and `"` escaped.
pub(crate) fn escape(out: &mut String, text: &str) {
    escape_where(out, text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"'));
}

/// Writes text of raw HTML: character references stay what they are.
#[cfg(feature = "markdown")]
pub(crate) fn escape_markup(out: &mut String, text: &str) {
    escape_where(out, text, |byte| matches!(byte, b'<' | b'>'));
}

/// Generic, so that each loop has its few comparisons in itself.
fn escape_where(out: &mut String, text: &str, is_escaped: impl Fn(u8) -> bool) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(&is_escaped) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Which bytes stand in a URL as they are.
#[cfg(feature = "markdown")]
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        plain[at] = byte.is_ascii_alphanumeric()
            || matches!(byte, b'!' | b'#'..=b'%' | b'\''..=b'/' | b':' | b';' | b'=' | b'?' | b'@')
            || matches!(byte, b'_' | b'~');
        at += 1;
    }
    plain
};

/// Writes a URL as the value of a double-quoted attribute. Percent-encodes what may not stand in a
/// URL and keeps what is encoded already, unlike [`crate::route::encode`], which takes decoded text.
#[cfg(feature = "markdown")]
pub(crate) fn escape_url(out: &mut String, url: &str) {
    let bytes = url.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|it| !PLAIN[usize::from(*it)]) {
        let end = at + step;
        // Empty between the bytes of one character.
        out.push_str(url.get(at..end).unwrap_or_default());
        at = end + 1;
        if bytes[end] == b'&' {
            out.push_str("&amp;");
        } else {
            let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
            out.extend(['%', digit(bytes[end] >> 4), digit(bytes[end] & 15)]);
        }
    }
    out.push_str(url.get(at..).unwrap_or_default());
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
            ("-_.~:/?#@!$'()*+,;=%09azAZ", "-_.~:/?#@!$'()*+,;=%09azAZ"),
            ("", ""),
        ] {
            let mut out = String::new();
            escape_url(&mut out, url);
            assert_eq!(out, expected);
        }
    }
}
