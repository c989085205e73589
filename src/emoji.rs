//! Emoji shortcodes as GitHub writes them, `:rocket:`. Owns the syntax and, for the generator,
//! the table ([`github`]). Does not decide where text is searched: [`crate::markdown`] does, and
//! never searches code.

use std::ops::Range;

#[cfg(feature = "cli")]
pub mod github;

/// What a shortcode stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emoji {
    /// Unicode characters.
    Text(String),
    /// The path of an image, relative to the site's root.
    Image(String),
}

impl Emoji {
    /// Reads the form that payloads carry: a path that ends in `.svg`, or the characters.
    pub fn from_payload(value: &str) -> Self {
        if value.ends_with(".svg") { Self::Image(value.into()) } else { Self::Text(value.into()) }
    }

    /// The form that payloads carry.
    pub fn into_payload(self) -> String {
        match self {
            Self::Text(value) | Self::Image(value) => value,
        }
    }
}

/// A place in a text that has the form of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcode<'a> {
    /// The name between the colons.
    pub name: &'a str,
    /// The bytes of the text, colons included.
    pub range: Range<usize>,
}

/// The shortcodes of `text`, in order.
///
/// A name is of lower-case ASCII letters, digits, `_`, `+` and `-`. The opening colon must not
/// follow a letter, a digit, a slash or another colon, unless that colon ended a shortcode: so
/// `00:08:49`, `a:b:c`, `http://x:80:` and `std::vec::Vec` hold none. A caller that does not know
/// a name leaves the text as it is.
pub fn shortcodes(text: &str) -> Vec<Shortcode<'_>> {
    let bytes = text.as_bytes();
    let is_name =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
    let mut found: Vec<Shortcode<'_>> = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes[at..].iter().position(|byte| *byte == b':').map(|step| at + step) {
        at = open + 1;
        let length = bytes[at..].iter().take_while(|byte| is_name(byte)).count();
        let close = at + length;
        if length == 0 || bytes.get(close) != Some(&b':') {
            continue;
        }
        let follows_shortcode = found.last().is_some_and(|last| last.range.end == open);
        let before = text[..open].chars().next_back();
        let glued = before.is_some_and(|it| it.is_alphanumeric() || it == ':' || it == '/');
        if glued && !follows_shortcode {
            continue;
        }
        found.push(Shortcode { name: &text[at..close], range: open..close + 1 });
        at = close + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        shortcodes(text).into_iter().map(|shortcode| shortcode.name).collect()
    }

    #[test]
    fn shortcodes_are_found() {
        assert_eq!(names(":sunrise: and :+1:, :100:!"), ["sunrise", "+1", "100"]);
        assert_eq!(names(":t-rex::non-potable_water:"), ["t-rex", "non-potable_water"]);
        assert_eq!(names("(:cloud:)"), ["cloud"]);
        assert_eq!(names("a: b :rocket:"), ["rocket"]);
        assert_eq!(names("日本 :jp:"), ["jp"]);
    }

    #[test]
    fn times_paths_and_addresses_are_text() {
        for text in ["00:08:49", "a:b:c", "::", "std::vec::Vec", "http://x:80:y", "::a::", ": a:"] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_colons() {
        let text = "é :x: ";
        assert_eq!(&text[shortcodes(text)[0].range.clone()], ":x:");
    }
}
