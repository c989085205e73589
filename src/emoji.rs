//! Emoji shortcodes: their syntax and, for the generator, the [`Table`] of what each shows. Does not
//! decide where text is searched: [`crate::markdown`] does, and never searches code.
//!
//! `:rocket:` is as GitHub writes it. GitHub has no shortcodes for skin tones, so they are written as
//! those who have them do: `:wave::skin-tone-2:` to `:wave::skin-tone-6:` as in Slack, or
//! `:wave_tone1:` to `:wave_tone5:` as in Discord and JoyPixels, both from light to dark.

use std::ops::Range;

#[cfg(feature = "cli")]
pub mod github;
#[cfg(feature = "cli")]
mod nearest;
#[cfg(feature = "cli")]
mod table;

#[cfg(feature = "cli")]
pub use table::{FILE_TYPES, Table, Unknown, is_name};

/// What a shortcode stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emoji {
    /// Unicode characters.
    Text(String),
    /// The path of an image, relative to the site's root.
    Image(String),
}

impl Emoji {
    /// Reads the form that payloads carry: a path in the folder of emoji, or the characters.
    pub fn from_payload(value: &str) -> Self {
        match value.starts_with(FOLDER) {
            true => Self::Image(value.into()),
            false => Self::Text(value.into()),
        }
    }

    /// The form that payloads carry.
    pub fn into_payload(self) -> String {
        match self {
            Self::Text(value) | Self::Image(value) => value,
        }
    }
}

/// Where images of emoji are published, relative to the site's root.
pub const FOLDER: &str = "emoji/";

/// What goes between a name and the number of a skin tone: Slack's, whose lightest is 2, and the
/// other, whose lightest is 1.
const TONE_MARKS: [(&str, u8); 2] = [("::skin-tone-", b'2'), ("_tone", b'1')];

/// How many skin tones there are.
const TONES: u8 = 5;

/// A name with a skin tone taken apart: the name itself, and which of the five it is, the lightest 0.
/// `None` when it has none.
pub fn toned(name: &str) -> Option<(&str, usize)> {
    let (rest, digit) = name.split_at_checked(name.len().checked_sub(1)?)?;
    TONE_MARKS.iter().find_map(|(mark, lightest)| {
        let base = rest.strip_suffix(mark).filter(|base| !base.is_empty())?;
        let tone = digit.bytes().next()?.checked_sub(*lightest).filter(|tone| *tone < TONES)?;
        Some((base, usize::from(tone)))
    })
}

/// A place in a text that has the form of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcode<'a> {
    /// The name between the colons, with its skin tone.
    pub name: &'a str,
    /// The bytes of the text, colons included.
    pub range: Range<usize>,
}

/// Whether a name may have this byte.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte)
}

/// The shortcodes of `text`, in order.
///
/// A name is of lower-case ASCII letters, digits, `_`, `+` and `-`. The opening colon must not
/// follow a letter, a digit, a slash or another colon, unless that colon ended a shortcode: so
/// `00:08:49`, `a:b:c`, `http://x:80:` and `std::vec::Vec` hold none. A caller that does not know
/// a name leaves the text as it is. A shortcode and the skin tone behind it are one.
pub fn shortcodes(text: &str) -> Vec<Shortcode<'_>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Shortcode<'_>> = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes[at..].iter().position(|byte| *byte == b':').map(|step| at + step) {
        at = open + 1;
        let length = bytes[at..].iter().take_while(|byte| is_of_name(**byte)).count();
        let mut close = at + length;
        if length == 0 || bytes.get(close) != Some(&b':') {
            continue;
        }
        let follows_shortcode = found.last().is_some_and(|last| last.range.end == open);
        let before = text[..open].chars().next_back();
        let glued = before.is_some_and(|it| it.is_alphanumeric() || it == ':' || it == '/');
        if glued && !follows_shortcode {
            continue;
        }
        let with_tone = close + TONE_MARKS[0].0.len() + 1;
        let name_and_tone = text.get(at..with_tone).and_then(toned);
        if bytes.get(with_tone) == Some(&b':')
            && name_and_tone.is_some_and(|(name, _)| name.len() == length)
        {
            close = with_tone;
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
    fn a_skin_tone_is_part_of_the_name() {
        assert_eq!(names(":wave::skin-tone-3: :+1_tone5:"), ["wave::skin-tone-3", "+1_tone5"]);
        assert_eq!(names(":a::skin-tone-2::b:"), ["a::skin-tone-2", "b"]);
        assert_eq!(toned("wave::skin-tone-2"), Some(("wave", 0)));
        assert_eq!(toned("wave::skin-tone-6"), Some(("wave", 4)));
        assert_eq!(toned("+1_tone1"), Some(("+1", 0)));
    }

    #[test]
    fn what_is_no_skin_tone_stands_alone() {
        assert_eq!(names(":wave::skin-tone-1:"), ["wave", "skin-tone-1"]);
        assert_eq!(names(":wave: :skin-tone-3:"), ["wave", "skin-tone-3"]);
        assert_eq!(names(":wave::skin-tone-3"), ["wave"]);
        assert_eq!(names(":wave::skin-tone-3é"), ["wave"]);
        for name in ["", "wave", "_tone1", "wave_tone0", "wave_tone6", "wave::skin-tone-7", "é"] {
            assert_eq!(toned(name), None, "{name}");
        }
    }

    #[test]
    fn payloads_tell_characters_from_images() {
        for emoji in [Emoji::Text("🚀".into()), Emoji::Image("emoji/stacks.png".into())] {
            assert_eq!(Emoji::from_payload(&emoji.clone().into_payload()), emoji);
        }
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
