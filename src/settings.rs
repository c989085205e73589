//! Site-wide settings: `site.toml`, or what can be read of another generator's configuration.

use crate::dialect::Dialect;
use crate::front_matter::{Metadata, Value, read_configuration};
use crate::manifest::Link;
use crate::markdown;
use crate::warning::{Kind, Warning};

/// What holds for the whole site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The file they come from; empty when there is none.
    pub file: String,
    /// The site's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Who writes it.
    pub author: String,
    /// BCP 47 tag of documents that do not name their language.
    pub language: String,
    /// BCP 47 tags of the languages the site is written in, as declared.
    pub languages: Vec<String>,
    /// The public address, with a slash at its end; empty when unknown.
    pub base_url: String,
    /// The main menu; empty means: make one from the sections.
    pub menu: Vec<Link>,
    /// The dialect of documents that do not show theirs.
    pub dialect: Option<Dialect>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            file: String::new(),
            title: "The Stacks".into(),
            description: String::new(),
            author: String::new(),
            language: "en".into(),
            languages: Vec::new(),
            base_url: String::new(),
            menu: Vec::new(),
            dialect: None,
        }
    }
}

/// The names of configuration files, ours first, each with the dialect it tells of.
pub const FILES: [(&str, Option<Dialect>); 11] = [
    ("site.toml", None),
    ("content/site.toml", None),
    ("hugo.toml", Some(Dialect::Hugo)),
    ("hugo.yaml", Some(Dialect::Hugo)),
    ("hugo.yml", Some(Dialect::Hugo)),
    ("hugo.json", Some(Dialect::Hugo)),
    ("_config.yml", Some(Dialect::Jekyll)),
    ("_config.yaml", Some(Dialect::Jekyll)),
    ("config.toml", Some(Dialect::Hugo)),
    ("config.yaml", Some(Dialect::Hugo)),
    ("config.yml", Some(Dialect::Hugo)),
];

/// The settings of our own `site.toml` that can be set, for the advice about unknown ones.
const KEYS: [&str; 7] =
    ["title", "description", "author", "language", "languages", "base_url", "menu"];

/// Reads the configuration `text` of the file called `name`; `dialect` as in [`FILES`].
pub fn read(name: &str, text: &str, dialect: Option<Dialect>) -> (Settings, Vec<Warning>) {
    let (metadata, mut warnings) = read_configuration(name, text);
    let mut settings = Settings { file: name.into(), dialect, ..Settings::default() };
    let set = |target: &mut String, keys: &[&str]| {
        if let Some(value) = metadata.text(keys) {
            value.clone_into(target);
        }
    };
    set(&mut settings.title, &["title"]);
    set(&mut settings.description, &["description", "subtitle"]);
    set(&mut settings.author, &["author"]);
    set(&mut settings.language, &["language", "languageCode", "default_language", "lang"]);
    set(&mut settings.base_url, &["base_url", "baseURL", "url"]);
    let parameters = metadata.get(&["params"]).and_then(Value::as_map);
    if let Some(parameters) = parameters {
        if settings.description.is_empty() {
            settings.description = parameters.text(&["description"]).unwrap_or_default().into();
        }
        if settings.author.is_empty() {
            settings.author = parameters.text(&["author"]).unwrap_or_default().into();
        }
    }
    if !settings.base_url.is_empty() && !settings.base_url.ends_with('/') {
        settings.base_url.push('/');
    }
    if dialect.is_none() {
        settings.languages = metadata.get(&["languages"]).map(Value::as_texts).unwrap_or_default();
        settings.menu = menu(name, &metadata, &mut warnings);
        for field in metadata.fields.iter().filter(|field| !KEYS.contains(&field.key.as_str())) {
            warnings.push(Warning {
                file: name.into(),
                line: field.line,
                column: field.column,
                kind: Kind::Settings,
                found: format!("`{}` is no setting", field.key),
                advice: format!("the settings are {}", KEYS.join(", ")),
            });
        }
    }
    (settings, warnings)
}

/// The `[[menu]]` entries, each with a `title` and a `url`.
fn menu(name: &str, metadata: &Metadata, warnings: &mut Vec<Warning>) -> Vec<Link> {
    let Some(field) = metadata.field("menu") else { return Vec::new() };
    let Value::List(items) = &field.value else { return Vec::new() };
    let mut menu = Vec::new();
    for item in items {
        let text = |key: &str| item.as_map()?.text(&[key]).map(str::to_owned);
        match (text("title"), text("url")) {
            (Some(title), Some(url)) if markdown::is_safe_link(&url) => {
                menu.push(Link { title, url })
            }
            _ => warnings.push(Warning {
                file: name.into(),
                line: field.line,
                column: field.column,
                kind: Kind::Settings,
                found: "a menu entry lacks its title or a url that can be linked to".into(),
                advice: "write [[menu]] with title = \"…\" and url = \"/…/\"".into(),
            }),
        }
    }
    menu
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_settings() {
        let text = "title = \"T\"\nlanguage = \"es\"\nlanguages = [\"es\", \"en\"]\nbase_url = \"https://a.io\"\ncolour = 1\n\
                    [[menu]]\ntitle = \"About\"\nurl = \"/about/\"\n[[menu]]\ntitle = \"x\"\n\
                    [[menu]]\ntitle = \"y\"\nurl = \"java\\tscript:alert(1)\"\n";
        let (settings, warnings) = read("site.toml", text, None);
        assert_eq!((settings.title.as_str(), settings.language.as_str()), ("T", "es"));
        assert_eq!(settings.base_url, "https://a.io/");
        assert_eq!(settings.languages, ["es", "en"]);
        assert_eq!(settings.menu, [Link { title: "About".into(), url: "/about/".into() }]);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert!(found.contains(&(5, "`colour` is no setting")), "{found:?}");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn the_configuration_of_others() {
        let hugo = "baseurl = \"https://b.io/\"\ntitle = \"R\"\nlanguageCode = \"en-us\"\n\
                    [params]\ndescription = \"D\"\n";
        let (settings, warnings) = read("config.toml", hugo, Some(Dialect::Hugo));
        assert_eq!(warnings, []);
        assert_eq!((settings.title.as_str(), settings.description.as_str()), ("R", "D"));
        assert_eq!(settings.language, "en-us");
        let (settings, _) =
            read("_config.yml", "title: J\nurl: https://j.io\n", Some(Dialect::Jekyll));
        assert_eq!((settings.title.as_str(), settings.base_url.as_str()), ("J", "https://j.io/"));
    }
}
