//! What our settings are called elsewhere.

/// A setting of ours, with the keys under which others have it, the likeliest first.
pub struct Setting {
    /// Its name in `site.toml`.
    pub name: &'static str,
    /// The keys.
    pub keys: &'static [&'static str],
}

pub const TITLE: Setting =
    Setting { name: "title", keys: &["title", "SITENAME", "languages.*.title"] };

pub const DESCRIPTION: Setting = Setting {
    name: "description",
    keys: &[
        "description",
        "subtitle",
        "SITESUBTITLE",
        "params.description",
        "languages.*.params.description",
    ],
};

pub const AUTHOR: Setting = Setting {
    name: "author",
    keys: &[
        "author",
        "author.name",
        "params.author",
        "params.author.name",
        "languages.*.params.author",
        "extra.author",
        "extra.author.name",
    ],
};

pub const LANGUAGE: Setting = Setting {
    name: "language",
    keys: &[
        "language",
        "languageCode",
        "default_language",
        "lang",
        "locale",
        "DEFAULT_LANG",
        "languages.*.languageCode",
        "languages.*.locale",
        "defaultContentLanguage",
    ],
};

pub const LANGUAGES: Setting = Setting { name: "languages", keys: &["languages"] };

pub const BASE_URL: Setting =
    Setting { name: "base_url", keys: &["base_url", "url", "baseURL", "SITEURL"] };

pub const SMART_PUNCTUATION: Setting = Setting {
    name: "smart_punctuation",
    keys: &[
        "markup.goldmark.extensions.typographer",
        "kramdown.smart_quotes",
        "kramdown.gfm_quirks",
        "commonmark.options",
        "markdown.smart_punctuation",
        "TYPOGRIFY",
    ],
};

pub const MATH: Setting = Setting {
    name: "math",
    keys: &[
        "math",
        "mathjax",
        "katex",
        "use_math",
        "params.math",
        "params.mathjax",
        "params.katex",
        "extra.math",
        "extra.mathjax",
        "extra.katex",
        "markup.goldmark.extensions.passthrough",
        "kramdown.math_engine",
        "PLUGINS",
    ],
};

pub const MENU: Setting = Setting {
    name: "menu",
    keys: &[
        "menus.main",
        "menu.main",
        "languages.*.menus.main",
        "languages.*.menu.main",
        "MENUITEMS",
    ],
};
