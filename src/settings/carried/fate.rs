//! What becomes of a key of another generator's configuration that `site.toml` has no word for.
//! Which of them are read its generator says.

use crate::dialect::Dialect;

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is read where it stands, for more than `site.toml` can say.
    Read,
    /// Nothing reads it, and what there is instead, if anything.
    Lost(&'static str),
}

/// What is known under many names, each with what there is instead: the first that a word of the key
/// begins with.
const INSTEAD: [(&str, &[&str]); 14] = [
    (
        "there are feeds of the site, its tags and its languages wherever base_url is set",
        &["feed", "rss", "atom", "output"],
    ),
    (
        "no comments are loaded",
        &["comment", "disqus", "utterances", "giscus", "isso", "staticman", "gitalk"],
    ),
    (
        "readers are not counted",
        &["analytics", "matomo", "piwik", "gtag", "plausible", "umami", "goatcounter", "gauges"],
    ),
    ("every document may have emoji", &["emoji"]),
    (
        "write links to other places into the menu or a page",
        &["social", "twitter", "github", "mastodon", "facebook", "linkedin", "instagram"],
    ),
    ("lists have pages of a size of their own", &["paginat", "pager"]),
    (
        "the site looks as The Stacks draws it",
        &["theme", "sass", "stylesheet", "css", "logo", "favicon", "layout", "style", "template"],
    ),
    ("no plugins are run", &["plugin", "gems", "whitelist", "liquid", "jinja", "extensions"]),
    ("every site can be searched", &["search", "fuse"]),
    ("code is coloured when the site is made", &["highlight", "pygments", "rouge"]),
    (
        "every site has a sitemap and robots.txt wherever base_url is set",
        &["sitemap", "robots", "seo"],
    ),
    (
        "it is about the other generator's own run",
        &[
            "port",
            "host",
            "livereload",
            "incremental",
            "verbose",
            "cache",
            "caching",
            "minif",
            "timeout",
            "watch",
            "relative",
            "delete",
            "checker",
            "build",
            "quiet",
            "strict",
            "lsi",
            "encoding",
            "detach",
            "canonify",
        ],
    ),
    ("write what readers shall see into a page", &["copyright", "footer", "license", "email"]),
    ("dates and times are shown as they are written", &["timezone", "date"]),
];

/// What becomes of the field that the keys in `path` lead to.
pub fn fate(generator: Option<Dialect>, path: &str) -> Fate {
    let first = path.split('.').next().unwrap_or_default();
    match generator.is_some_and(|it| (it.spec().generator.keeps)(first)) {
        true => Fate::Read,
        false => Fate::Lost(instead(path)),
    }
}

fn instead(path: &str) -> &'static str {
    let words = words(path);
    let begins =
        |known: &[&str]| words.iter().any(|it| known.iter().any(|known| it.starts_with(known)));
    INSTEAD.iter().find(|(_, known)| begins(known)).map_or("", |(instead, _)| instead)
}

/// The words of a key in small letters: `params.disqusShortname` has three.
fn words(path: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for character in path.chars() {
        if !character.is_alphanumeric() || (was_small && character.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
        was_small = character.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_by_its_own_generator_alone() {
        let of = |dialect, path| fate(Some(dialect), path);
        assert_eq!(of(Dialect::Jekyll, "permalink"), Fate::Read);
        assert_eq!(of(Dialect::Hugo, "staticDir2"), Fate::Read);
        assert_eq!(of(Dialect::Hugo, "permalink"), Fate::Lost(""));
        assert_eq!(of(Dialect::Pelican, "ARTICLE_LANG_SAVE_AS"), Fate::Read);
        let Fate::Lost(why) = of(Dialect::Zola, "generate_feeds") else { panic!("read") };
        assert!(why.starts_with("there are feeds"), "{why}");
        let Fate::Lost(why) = of(Dialect::Hugo, "params.disqusShortname") else { panic!("read") };
        assert!(why.starts_with("no comments"), "{why}");
    }
}
