//! What every shortcode of a site shows: the author's own emoji, then GitHub's. Owns which files are
//! emoji and what the author is told of a name that is none. For the generator only.

use std::collections::BTreeMap;

use super::nearest::nearest;
use super::{Emoji, FOLDER, github, is_of_name, toned};

/// The types of files that are emoji. Shown by an `<img>`, a drawing runs no script and loads nothing.
pub const FILE_TYPES: [&str; 4] = ["svg", "png", "gif", "webp"];

/// Whether `name` can be a shortcode.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_of_name)
}

/// The emoji of a site.
#[derive(Debug, Default)]
pub struct Table {
    /// The names that are the site's own, with the path of each image.
    own: BTreeMap<String, String>,
}

/// What the author is told of a shortcode that is none.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong with it.
    pub found: String,
    /// What to do.
    pub advice: String,
}

impl Table {
    /// GitHub's emoji and no others.
    pub const GITHUB: Self = Self { own: BTreeMap::new() };

    /// GitHub's emoji and the files at `paths`, relative to the site's root. One that does not lie in
    /// the folder of emoji, or whose name cannot be a shortcode, is none.
    pub fn new<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        let own = paths.into_iter().filter_map(|path| {
            let (name, _) = path.strip_prefix(FOLDER)?.rsplit_once('.')?;
            is_name(name).then(|| (name.to_owned(), path.to_owned()))
        });
        Self { own: own.collect() }
    }

    /// The names that are the site's own, with the path of each image relative to the site's root.
    pub fn own(&self) -> &BTreeMap<String, String> {
        &self.own
    }

    /// What `name`, which may have a skin tone, shows.
    pub fn lookup(&self, name: &str) -> Option<Emoji> {
        match self.own.get(name) {
            Some(path) => Some(Emoji::Image(path.clone())),
            None => github::lookup(name),
        }
    }

    /// What to tell the author of `name`, which shows nothing; `None` where there is nothing to say,
    /// as with numbers, which stand between colons for many reasons. Without `is_patient` no other
    /// name is looked for, which is slow.
    pub fn unknown(&self, name: &str, is_patient: bool) -> Option<Unknown> {
        if !name.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let base = toned(name).map(|(base, _)| base);
        if let Some(base) = base.filter(|base| self.lookup(base).is_some()) {
            return Some(Unknown {
                found: format!("`:{base}:` has no skin tones"),
                advice: format!("write `:{base}:` alone"),
            });
        }
        let tone = &name[base.unwrap_or(name).len()..];
        let own = self.own.keys().map(String::as_str);
        let meant = is_patient.then(|| nearest(base.unwrap_or(name), own)).flatten();
        let advice = match meant {
            Some(meant) if self.lookup(&format!("{meant}{tone}")).is_some() => {
                format!("did you mean `:{meant}{tone}:`?")
            }
            Some(meant) => format!("did you mean `:{meant}:`?"),
            None if name.starts_with("skin-tone-") => {
                "write one from 2 to 6 right behind another emoji, as in `:wave::skin-tone-2:`"
                    .into()
            }
            None => "write it in backticks if it is no emoji".into(),
        };
        Some(Unknown { found: format!("`:{name}:` is no emoji"), advice })
    }

    /// A text that can hold no image, such as a title, with its emoji as characters. Those that are
    /// images are left out; names that are none stay.
    pub fn in_plain_text(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for shortcode in super::shortcodes(text) {
            let Some(emoji) = self.lookup(shortcode.name) else { continue };
            shown.push_str(&text[at..shortcode.range.start]);
            at = shortcode.range.end;
            if let Emoji::Text(characters) = emoji {
                shown.push_str(&characters);
            }
        }
        shown.push_str(&text[at..]);
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::new(["emoji/stacks.svg", "emoji/rocket.png", "emoji/No.svg", "else/where.svg"])
    }

    fn advice(name: &str) -> Option<String> {
        table().unknown(name, true).map(|it| format!("{}; {}", it.found, it.advice))
    }

    #[test]
    fn own_emoji_come_first() {
        assert_eq!(table().lookup("stacks"), Some(Emoji::Image("emoji/stacks.svg".into())));
        assert_eq!(table().lookup("rocket"), Some(Emoji::Image("emoji/rocket.png".into())));
        assert_eq!(Table::GITHUB.lookup("rocket"), Some(Emoji::Text("🚀".into())));
        assert_eq!((table().lookup("No"), table().lookup("where")), (None, None));
    }

    #[test]
    fn the_author_is_told_what_to_write() {
        let says = |name, said: &str| assert_eq!(advice(name).as_deref(), Some(said));
        says("rokcet", "`:rokcet:` is no emoji; did you mean `:rocket:`?");
        says("stakcs", "`:stakcs:` is no emoji; did you mean `:stacks:`?");
        says("heart_tone2", "`:heart:` has no skin tones; write `:heart:` alone");
        says(
            "wvae::skin-tone-3",
            "`:wvae::skin-tone-3:` is no emoji; did you mean `:wave::skin-tone-3:`?",
        );
        says("rokcet_tone1", "`:rokcet_tone1:` is no emoji; did you mean `:rocket:`?");
        says(
            "skin-tone-1",
            "`:skin-tone-1:` is no emoji; write one from 2 to 6 right behind another emoji, as in `:wave::skin-tone-2:`",
        );
        says(
            "completely_unlike_any",
            "`:completely_unlike_any:` is no emoji; write it in backticks if it is no emoji",
        );
        assert_eq!(advice("80"), None);
    }

    #[test]
    fn plain_text_has_characters() {
        let text = "a :tada: b :stacks: c :wave_tone3: :what_is_this: 10:30:20";
        assert_eq!(table().in_plain_text(text), "a 🎉 b  c 👋🏽 :what_is_this: 10:30:20");
    }
}
