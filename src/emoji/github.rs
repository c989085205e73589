//! The GitHub emoji table, for the generator only: the browser is sent what a page uses.
//!
//! Characters come from the `emojis` crate, whose shortcodes are gemoji's: the tests compare every
//! name and every code point with gemoji's own data. It goes further in one thing: its skin tones are
//! those of a newer Unicode. The 23 that GitHub shows as images are drawings of this project, beside
//! this file.

use emojis::SkinTone;

use super::{Emoji, FOLDER, toned};

/// The names GitHub shows as images, each with our own drawing.
pub const IMAGES: [(&str, &str); 23] = [
    ("accessibility", include_str!("accessibility.svg")),
    ("atom", include_str!("atom.svg")),
    ("basecamp", include_str!("basecamp.svg")),
    ("basecampy", include_str!("basecampy.svg")),
    ("bowtie", include_str!("bowtie.svg")),
    ("copilot", include_str!("copilot.svg")),
    ("dependabot", include_str!("dependabot.svg")),
    ("electron", include_str!("electron.svg")),
    ("feelsgood", include_str!("feelsgood.svg")),
    ("finnadie", include_str!("finnadie.svg")),
    ("fishsticks", include_str!("fishsticks.svg")),
    ("goberserk", include_str!("goberserk.svg")),
    ("godmode", include_str!("godmode.svg")),
    ("hurtrealbad", include_str!("hurtrealbad.svg")),
    ("neckbeard", include_str!("neckbeard.svg")),
    ("octocat", include_str!("octocat.svg")),
    ("rage1", include_str!("rage1.svg")),
    ("rage2", include_str!("rage2.svg")),
    ("rage3", include_str!("rage3.svg")),
    ("rage4", include_str!("rage4.svg")),
    ("shipit", include_str!("shipit.svg")),
    ("suspect", include_str!("suspect.svg")),
    ("trollface", include_str!("trollface.svg")),
];

/// The skin tones, lightest first.
const TONES: [SkinTone; 5] = [
    SkinTone::Light,
    SkinTone::MediumLight,
    SkinTone::Medium,
    SkinTone::MediumDark,
    SkinTone::Dark,
];

/// What GitHub shows for `name`, which may have a skin tone; `None` when it knows no such shortcode
/// or that has no skin tones.
pub fn lookup(name: &str) -> Option<Emoji> {
    if image(name).is_some() {
        return Some(Emoji::Image(image_path(name)));
    }
    let emoji = match emojis::get_by_shortcode(name) {
        Some(emoji) => emoji,
        None => {
            let (name, tone) = toned(name)?;
            emojis::get_by_shortcode(name)?.with_skin_tone(TONES[tone])?
        }
    };
    Some(Emoji::Text(emoji.as_str().to_owned()))
}

/// The drawing for one of the names GitHub shows as images.
pub fn image(name: &str) -> Option<&'static str> {
    let index = IMAGES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(IMAGES[index].1)
}

/// Where the drawing is published, relative to the site's root.
pub fn image_path(name: &str) -> String {
    format!("{FOLDER}{name}.svg")
}

/// Every name, without skin tones.
pub fn names() -> impl Iterator<Item = &'static str> {
    let drawn = IMAGES.iter().map(|(name, _)| *name);
    emojis::iter().flat_map(emojis::Emoji::shortcodes).chain(drawn)
}

/// The names of characters, each with what Unicode's data (CLDR) calls the character in English.
pub fn descriptions() -> impl Iterator<Item = (&'static str, &'static str)> {
    emojis::iter().filter_map(|emoji| Some((emoji.shortcode()?, emoji.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(characters: &str) -> Option<Emoji> {
        Some(Emoji::Text(characters.into()))
    }

    #[test]
    fn characters_images_and_unknowns() {
        assert_eq!(lookup("rocket"), text("🚀"));
        assert_eq!(lookup("+1"), text("👍"));
        assert_eq!(lookup("shipit"), Some(Emoji::Image("emoji/shipit.svg".into())));
        assert_eq!(lookup("rokcet"), None);
    }

    #[test]
    fn skin_tones_where_there_are_any() {
        assert_eq!(lookup("wave::skin-tone-2"), text("👋\u{1f3fb}"));
        assert_eq!(lookup("wave_tone5"), text("👋\u{1f3ff}"));
        // Both people have the one tone, and the selector after the heart stays.
        let couple = "👩\u{1f3fd}\u{200d}❤\u{fe0f}\u{200d}👨\u{1f3fd}";
        assert_eq!(lookup("couple_with_heart_woman_man_tone3"), text(couple));
        for name in ["rocket_tone3", "shipit::skin-tone-3", "rokcet_tone3", "family_tone3"] {
            assert_eq!(lookup(name), None, "{name}");
        }
    }

    #[test]
    fn names_of_images_are_sorted_for_the_search() {
        assert!(IMAGES.is_sorted_by_key(|(name, _)| name));
    }
}
