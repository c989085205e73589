//! Slugs as `Jekyll::Utils.slugify` makes them, for addresses and for the filter of that name.

use crate::slug::is_mark;

/// What of a text is kept in its slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything but white space.
    Raw,
    /// Letters and digits of any script.
    Default,
    /// Those, and `._~!$&'()+,;=@`.
    Pretty,
    /// Letters and digits of ASCII.
    Ascii,
}

impl Mode {
    /// The mode of this name; `None` when Jekyll leaves the text as it is.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "raw" => Some(Self::Raw),
            "" | "default" | "latin" => Some(Self::Default),
            "pretty" => Some(Self::Pretty),
            "ascii" => Some(Self::Ascii),
            _ => None,
        }
    }

    fn keeps(self, character: char) -> bool {
        let is_word = character.is_alphanumeric() || is_mark(character);
        match self {
            Self::Raw => !character.is_whitespace(),
            Self::Default => is_word,
            Self::Pretty => is_word || "._~!$&'()+,;=@".contains(character),
            Self::Ascii => character.is_ascii_alphanumeric(),
        }
    }
}

/// The slug of `text` in its own case: runs of what is not kept become one hyphen, none at the ends.
pub fn slugify(text: &str, mode: Mode) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut is_in_gap = false;
    for character in text.chars() {
        if mode.keeps(character) {
            slug.push(character);
        } else if !is_in_gap {
            slug.push('-');
        }
        is_in_gap = !mode.keeps(character);
    }
    let slug = slug.strip_prefix('-').unwrap_or(&slug);
    slug.strip_suffix('-').unwrap_or(slug).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_jekylls_documentation() {
        let slug = |mode: &str| {
            slugify("The _config.yml file", Mode::from_name(mode).unwrap()).to_lowercase()
        };
        assert_eq!(slug("default"), "the-config-yml-file");
        assert_eq!(slug("pretty"), "the-_config.yml-file");
        assert_eq!(slug("raw"), "the-_config.yml-file");
        assert_eq!(slugify("The cönfig.yml file", Mode::Ascii), "The-c-nfig-yml-file");
        assert_eq!(Mode::from_name("none"), None);
    }
}
