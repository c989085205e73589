//! What the bytes of a text may mean besides themselves, looked up once for each, and URLs written so
//! that they stay what they are.

/// What a byte of text may mean besides itself. It is escaped in HTML,
pub(super) const ESCAPED: u8 = 1;
/// it begins a shortcode or is in an address,
pub(super) const BEGINS: u8 = 2;
/// it may be one of `www.`,
const W: u8 = 4;
/// or it is encoded in a URL.
const ENCODED: u8 = 8;

const SIGNS: [u8; 256] = {
    let mut signs = [ENCODED; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        signs[at] = match byte {
            b'&' | b'<' | b'>' | b'"' | b'\r' | b'\0' => ESCAPED | ENCODED,
            b':' | b'@' => BEGINS,
            b'w' => W,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'!' | b'#'..=b'%' | b'\''..=b'/' => 0,
            b';' | b'=' | b'?' | b'_' | b'~' => 0,
            _ => ENCODED,
        };
        at += 1;
    }
    signs
};

/// What is in `text`: [`ESCAPED`] and [`BEGINS`], the latter for two `w` in a row too. Most texts have
/// neither, and one look at each byte is all they cost.
pub(super) fn signs(text: &str) -> u8 {
    let (mut all, mut twice, mut last) = (0, 0, 0);
    for byte in text.bytes() {
        let sign = SIGNS[usize::from(byte)];
        all |= sign;
        twice |= sign & last;
        last = sign;
    }
    let has_www = if twice & W == 0 { 0 } else { BEGINS };
    all & (ESCAPED | BEGINS) | has_www
}

/// Writes a URL as the value of a double-quoted attribute. Percent-encodes what may not stand in a
/// URL and keeps what is encoded already, unlike [`crate::route::encode`], which takes decoded text.
pub(super) fn escape_url(out: &mut String, url: &str) {
    let bytes = url.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|it| SIGNS[usize::from(*it)] & ENCODED != 0)
    {
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
