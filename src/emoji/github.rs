//! The GitHub emoji table, for the generator only: the browser is sent what a page uses.
//!
//! Unicode emoji come from the `emojis` crate, whose shortcodes are GitHub's gemoji set. The 23
//! that GitHub shows as images of its own are drawings of this project, beside this file.

use super::Emoji;

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

/// What GitHub shows for `name`; `None` when it knows no such shortcode.
pub fn lookup(name: &str) -> Option<Emoji> {
    if image(name).is_some() {
        return Some(Emoji::Image(image_path(name)));
    }
    emojis::get_by_shortcode(name).map(|emoji| Emoji::Text(emoji.as_str().to_owned()))
}

/// The drawing for one of the names GitHub shows as images.
pub fn image(name: &str) -> Option<&'static str> {
    let index = IMAGES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(IMAGES[index].1)
}

/// Where the drawing is published, relative to the site's root.
pub fn image_path(name: &str) -> String {
    format!("emoji/{name}.svg")
}

/// How long a name may be for a near one to be looked for; the longest there is has 36 characters.
const LONGEST: usize = 48;

/// The known name nearest to `name`, when one is near enough to be what was meant.
pub fn nearest(name: &str) -> Option<&'static str> {
    // Comparing costs the product of the lengths, and no name is longer.
    if name.len() > LONGEST {
        return None;
    }
    let drawn = IMAGES.iter().map(|(known, _)| *known);
    let known = emojis::iter().flat_map(emojis::Emoji::shortcodes).chain(drawn);
    let distance = |known: &str| strsim::damerau_levenshtein(name, known);
    let (best, nearest) = known.map(|known| (distance(known), known)).min()?;
    (best <= name.len().div_ceil(3)).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_images_and_unknowns() {
        assert_eq!(lookup("rocket"), Some(Emoji::Text("🚀".into())));
        assert_eq!(lookup("+1"), Some(Emoji::Text("👍".into())));
        assert_eq!(lookup("shipit"), Some(Emoji::Image("emoji/shipit.svg".into())));
        assert_eq!(lookup("rokcet"), None);
    }

    #[test]
    fn names_of_images_are_sorted_for_the_search() {
        assert!(IMAGES.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_name() {
        assert_eq!(nearest("rokcet"), Some("rocket"));
        assert_eq!(nearest("completely_unlike_any"), None);
    }
}
