//! What Hugo's configuration tells besides what every configuration does (Hugo 0.168): languages,
//! permalinks, taxonomies, the main menu, cascades. What its documents make of that is in
//! [`crate::dialect`].

use crate::front_matter::{Field, Metadata, Value};
use crate::manifest::Link;
use crate::markdown;
use crate::warning::{Kind, Warning};

mod glob;
pub mod parts;
pub mod tokens;

/// Settings that only Hugo's documents need.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The languages the site declares, by weight; empty when it declares none.
    pub languages: Vec<Language>,
    /// The key of the language of documents that show none.
    pub default_language: String,
    /// Whether the default language's documents have its key in their routes too.
    pub default_in_folder: bool,
    /// Where documents of a section are published, the most specific first.
    pub permalinks: Vec<Permalink>,
    /// The keys of the front matter that hold terms.
    pub taxonomies: Vec<String>,
    /// Whose addresses ended in `.html`.
    pub ugly: Ugly,
    /// Whether addresses keep the case of paths (`disablePathToLower`).
    pub keeps_case: bool,
    /// Whether dates and slugs may come from file names (`:filename`).
    pub dates_in_names: bool,
    /// Whether a line `{.class}` below a block gives it attributes.
    pub block_attributes: bool,
    /// Whether drafts are published (`buildDrafts`).
    pub drafts: bool,
    /// Whether documents with a date to come are published (`buildFuture`).
    pub future: bool,
    /// Whether expired documents are published (`buildExpired`).
    pub expired: bool,
    /// Front matter that the configuration gives to documents.
    pub cascades: Vec<Cascade>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            languages: Vec::new(),
            default_language: "en".into(),
            default_in_folder: false,
            permalinks: Vec::new(),
            taxonomies: TAXONOMIES.map(str::to_owned).to_vec(),
            ugly: Ugly::default(),
            keeps_case: false,
            dates_in_names: false,
            block_attributes: false,
            drafts: false,
            future: false,
            expired: false,
            cascades: Vec::new(),
        }
    }
}

/// The taxonomies that need no declaration.
const TAXONOMIES: [&str; 3] = ["tags", "categories", "series"];

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its key, lower case: what marks files and routes.
    pub key: String,
    /// Its BCP 47 tag.
    pub tag: String,
    /// Its place among the languages.
    pub weight: i64,
    /// Its own folder in the content folder, empty for the content folder itself.
    pub folder: Option<String>,
    /// Whether it is published.
    pub is_enabled: bool,
}

/// A pattern for addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// Whose it is.
    pub target: Target,
    /// The pattern, such as `/:year/:slug/`.
    pub pattern: String,
}

/// Which documents a setting is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// `page`, `section` or `home`; empty for all.
    pub kind: String,
    /// A pattern for the path of the document, such as `/posts/**`; empty for all.
    pub path: String,
    /// The key of the language; empty for all.
    pub language: String,
}

impl Target {
    /// Whether a document of this kind, path (`/posts/trip`) and language is meant.
    pub fn includes(&self, kind: &str, path: &str, language: &str) -> bool {
        (self.kind.is_empty() || self.kind == kind)
            && (self.language.is_empty() || self.language == language)
            && (self.path.is_empty() || glob::matches(&self.path, path))
    }
}

/// Front matter for documents that do not have it themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Cascade {
    /// The documents.
    pub target: Target,
    /// The fields.
    pub fields: Metadata,
}

/// Which addresses end in `.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ugly {
    /// None.
    #[default]
    None,
    /// Those of all documents.
    All,
    /// Those of documents in these sections.
    Sections(Vec<String>),
}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(metadata: &Metadata, settings: &mut super::Settings, warnings: &mut Vec<Warning>) {
    let file = settings.file.clone();
    let mut warn = |field: &Field, found: String, advice: &str| {
        warnings.push(Warning {
            file: file.clone(),
            line: field.line,
            column: field.column,
            kind: Kind::Settings,
            found,
            advice: advice.into(),
        });
    };
    let flag = |key: &str| metadata.get(&[key]).and_then(Value::as_bool).unwrap_or_default();
    let default = metadata.text(&["defaultContentLanguage"]).unwrap_or("en").to_lowercase();
    let mut hugo = Settings {
        languages: languages(metadata, &default, &mut warn),
        default_language: default,
        default_in_folder: flag("defaultContentLanguageInSubdir"),
        permalinks: permalinks(metadata, &mut warn),
        ugly: ugly(metadata.get(&["uglyURLs"])),
        keeps_case: flag("disablePathToLower"),
        dates_in_names: below(metadata, &["frontmatter"])
            .and_then(|it| it.get(&["date"]))
            .is_some_and(|it| it.as_texts().iter().any(|it| it == ":filename")),
        block_attributes: below(metadata, &["markup", "goldmark", "parser", "attribute"])
            .and_then(|it| it.get(&["block"])?.as_bool())
            .unwrap_or_default(),
        drafts: flag("buildDrafts"),
        future: flag("buildFuture"),
        expired: flag("buildExpired"),
        cascades: cascades(metadata.get(&["cascade"])),
        ..Settings::default()
    };
    let own = |key: &str| below(metadata, &["languages", key]);
    let languages: Vec<&Metadata> = hugo.languages.iter().filter_map(|it| own(&it.key)).collect();
    for fields in std::iter::once(metadata).chain(languages) {
        let taxonomies = fields.get(&["taxonomies"]).and_then(Value::as_map);
        let plurals = taxonomies.map(|it| it.fields.as_slice()).unwrap_or_default();
        for plural in plurals.iter().filter_map(|it| it.value.as_text()) {
            if !hugo.taxonomies.iter().any(|it| it.eq_ignore_ascii_case(plural)) {
                hugo.taxonomies.push(plural.to_owned());
            }
        }
    }
    let default = own(&hugo.default_language);
    if let Some(title) = default.and_then(|it| it.text(&["title"])) {
        settings.title = title.to_owned();
    }
    let parameters = |fields: &Metadata, key: &str| {
        below(fields, &["params"]).and_then(|it| it.text(&[key])).map(str::to_owned)
    };
    if let Some(text) = default.and_then(|it| parameters(it, "description")) {
        settings.description = text;
    }
    let author = default.and_then(|it| parameters(it, "author"));
    let author = author.or_else(|| {
        let named = below(metadata, &["params", "author"]).or(below(metadata, &["author"]))?;
        named.text(&["name"]).map(str::to_owned)
    });
    settings.author = author.unwrap_or(std::mem::take(&mut settings.author));
    if let Some(language) = hugo.languages.iter().find(|it| it.key == hugo.default_language) {
        settings.language = language.tag.clone();
    } else if let Some(tag) = metadata.text(&["locale", "languageCode", "defaultContentLanguage"]) {
        settings.language = tag.to_owned();
    }
    settings.languages = hugo.languages.iter().map(|it| it.tag.clone()).collect();
    settings.menu = menu(default, metadata);
    settings.hugo = hugo;
}

/// The map that lies below `keys`.
pub fn below<'a>(metadata: &'a Metadata, keys: &[&str]) -> Option<&'a Metadata> {
    keys.iter().try_fold(metadata, |map, key| map.get(&[key])?.as_map())
}

fn languages(
    metadata: &Metadata,
    default: &str,
    warn: &mut impl FnMut(&Field, String, &str),
) -> Vec<Language> {
    let declared = below(metadata, &["languages"]);
    let disabled = metadata.get(&["disableLanguages"]).map(Value::as_texts).unwrap_or_default();
    let mut languages = Vec::new();
    for field in declared.map(|it| it.fields.as_slice()).unwrap_or_default() {
        let Some(own) = field.value.as_map() else { continue };
        let key = field.key.to_lowercase();
        let site_tag = metadata.text(&["locale", "languageCode"]).filter(|_| key == default);
        let tag = own.text(&["locale", "languageCode"]).or(site_tag).unwrap_or(&field.key);
        let folder = own.text(&["contentDir"]).map(|it| it.trim_matches('/'));
        let inside = folder.map(|it| match it {
            "content" => Some(""),
            _ => it.strip_prefix("content/"),
        });
        if let (Some(folder), Some(None)) = (folder, inside) {
            warn(
                field,
                format!("the documents in `{}` are in {folder}, which is not read", field.key),
                "move them to a folder within content, and name it as contentDir",
            );
        }
        let is_disabled = own.get(&["disabled"]).and_then(Value::as_bool) == Some(true)
            || disabled.iter().any(|it| it.eq_ignore_ascii_case(&key));
        languages.push(Language {
            tag: tag.replace('_', "-"),
            weight: own.get(&["weight"]).and_then(Value::as_integer).unwrap_or_default(),
            folder: inside.flatten().map(str::to_owned),
            is_enabled: !is_disabled,
            key,
        });
    }
    languages.sort_by_key(|it| (it.key != default, it.weight == 0, it.weight));
    languages
}

/// The patterns of permalinks: by section, by kind and section, or as a list with targets; those
/// that a language has of its own come first.
fn permalinks(metadata: &Metadata, warn: &mut impl FnMut(&Field, String, &str)) -> Vec<Permalink> {
    let mut found: Vec<(usize, Permalink)> = Vec::new();
    let declared = below(metadata, &["languages"]);
    let own = declared.map(|it| it.fields.as_slice()).unwrap_or_default();
    let own = own.iter().filter_map(|it| Some((it.key.to_lowercase(), it.value.as_map()?)));
    for (language, fields) in own.chain([(String::new(), metadata)]) {
        let Some(field) = fields.field("permalinks") else { continue };
        let mut add = |field: &Field, kind: &str, path: String, pattern: &str| {
            if let Some(token) = unknown_token(pattern) {
                let found = format!("the permalink token `:{token}` is not understood");
                let advice = "write the address of each document as its url, or mend the token";
                return warn(field, found, advice);
            }
            let target = Target { kind: kind.into(), path, language: language.clone() };
            // A pattern for a language, then one for a deeper folder, is the more specific.
            let rank = target.path.len() + if language.is_empty() { 0 } else { 1000 };
            found.push((rank, Permalink { target, pattern: pattern.to_owned() }));
        };
        match &field.value {
            Value::List(rules) => {
                for rule in rules.iter().filter_map(Value::as_map) {
                    let target = target(rule);
                    if let Some(pattern) = rule.text(&["pattern"]) {
                        add(field, &target.kind, target.path, pattern);
                    }
                }
            }
            Value::Map(sections) => {
                for section in &sections.fields {
                    match &section.value {
                        Value::Map(by_kind) => {
                            for rule in &by_kind.fields {
                                if let Some(pattern) = rule.value.as_text() {
                                    let kind = section.key.to_lowercase();
                                    add(rule, &kind, section_path(&rule.key), pattern);
                                }
                            }
                        }
                        value => {
                            if let Some(pattern) = value.as_text() {
                                add(section, "page", section_path(&section.key), pattern);
                            }
                        }
                    }
                }
            }
            Value::Plain(_) | Value::Quoted(_) => {}
        }
    }
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, permalink)| permalink).collect()
}

/// The pattern for the paths of a section's documents, as Hugo makes it.
fn section_path(section: &str) -> String {
    match section.trim_matches(['/', ' ']).to_lowercase() {
        root if root.is_empty() => "/*".into(),
        section => format!("/{{{section},{section}/**}}"),
    }
}

/// The first token of `pattern` that is none.
fn unknown_token(pattern: &str) -> Option<&str> {
    tokens::tokens(pattern).iter().map(|it| it.name).find(|it| !tokens::NAMES.contains(it))
}

fn target(fields: &Metadata) -> Target {
    let target = fields.get(&["target", "_target"]).and_then(Value::as_map);
    let text = |key: &str| {
        target.and_then(|it| it.text(&[key])).map(str::to_lowercase).unwrap_or_default()
    };
    Target { kind: text("kind"), path: text("path"), language: text("lang") }
}

fn cascades(value: Option<&Value>) -> Vec<Cascade> {
    let maps: Vec<&Metadata> = match value {
        Some(Value::List(items)) => items.iter().filter_map(Value::as_map).collect(),
        Some(Value::Map(map)) => vec![map],
        _ => Vec::new(),
    };
    let cascade =
        |fields: &&Metadata| Cascade { target: target(fields), fields: (*fields).clone() };
    maps.iter().map(cascade).collect()
}

fn ugly(value: Option<&Value>) -> Ugly {
    match value {
        Some(Value::Map(sections)) => Ugly::Sections(
            sections
                .fields
                .iter()
                .filter(|it| it.value.as_bool() == Some(true))
                .map(|it| it.key.to_lowercase())
                .collect(),
        ),
        Some(value) if value.as_bool() == Some(true) => Ugly::All,
        _ => Ugly::None,
    }
}

/// The main menu: of the default language if that has its own. An entry without an address only
/// opens a list of others, so these stand in its place.
fn menu(language: Option<&Metadata>, metadata: &Metadata) -> Vec<Link> {
    let main = |fields: &Metadata| {
        let menus = fields.get(&["menus", "menu"]).and_then(Value::as_map);
        menus.and_then(|it| it.get(&["main"])).cloned()
    };
    let entries = language.and_then(main).or_else(|| main(metadata));
    let Some(Value::List(items)) = entries else { return Vec::new() };
    let mut entries: Vec<&Metadata> = items.iter().filter_map(Value::as_map).collect();
    // An entry without a weight, or of weight 0, comes last.
    entries.sort_by_key(|it| {
        let weight = it.get(&["weight"]).and_then(Value::as_integer).filter(|it| *it != 0);
        (weight.is_none(), weight)
    });
    let parent = |entry: &Metadata| entry.text(&["parent"]).map(str::to_owned);
    let mut menu = Vec::new();
    for entry in entries.iter().filter(|it| parent(it).is_none()) {
        match link(entry) {
            Some(link) => menu.push(link),
            None => {
                let id = entry.text(&["identifier", "name"]);
                let is_below = |it: &&&Metadata| id.is_some() && parent(it).as_deref() == id;
                menu.extend(entries.iter().filter(is_below).filter_map(|it| link(it)));
            }
        }
    }
    menu
}

fn link(entry: &Metadata) -> Option<Link> {
    let title = entry.text(&["name", "title", "identifier"])?.to_owned();
    let url = entry.text(&["pageRef", "url"])?;
    if markdown::is_external(url) || url.starts_with('#') {
        return Some(Link { title, url: url.to_owned() })
            .filter(|it| markdown::is_safe_link(&it.url));
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let path = url[..end].trim_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let slash = if path.is_empty() || path.rsplit('/').next()?.contains('.') { "" } else { "/" };
    Some(Link { title, url: format!("/{path}{slash}{}", &url[end..]) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::settings::{self, Configuration};

    fn read(name: &str, text: &str) -> (settings::Settings, Vec<Warning>) {
        settings::read(None, Some((Configuration { name, text }, Dialect::Hugo)))
    }

    #[test]
    fn languages_have_a_key_a_tag_and_perhaps_a_folder() {
        let (settings, warnings) = read(
            "hugo.toml",
            "languageCode = \"en-GB\"\n[languages.es]\nweight = 2\ncontentDir = \"content/es\"\n\
             title = \"Sitio\"\n[languages.EN]\nweight = 1\ntitle = \"Site\"\n\
             [languages.fr]\ncontentDir = \"french\"\ndisabled = true\n",
        );
        let languages: Vec<_> = settings
            .hugo
            .languages
            .iter()
            .map(|it| (it.key.as_str(), it.tag.as_str(), it.folder.as_deref(), it.is_enabled))
            .collect();
        assert_eq!(
            languages,
            [
                ("en", "en-GB", None, true),
                ("es", "es", Some("es"), true),
                ("fr", "fr", None, false)
            ]
        );
        assert_eq!((settings.title.as_str(), settings.language.as_str()), ("Site", "en-GB"));
        assert_eq!(settings.languages, ["en-GB", "es", "fr"]);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].found.contains("french"));
    }

    #[test]
    fn permalinks_are_for_sections_kinds_and_languages() {
        let (settings, warnings) = read(
            "hugo.yaml",
            "permalinks:\n  posts: /:year/:slug/\n  page:\n    docs/deep: /deep/:slug\n    docs: /d/:slug\n    \
             bad: /:nonsense/\n  section:\n    posts: /archive/\nlanguages:\n  es:\n    permalinks:\n      \
             posts: /entradas/:slug\n",
        );
        let pattern = |kind: &str, path: &str, language: &str| {
            let permalinks = &settings.hugo.permalinks;
            let found = permalinks.iter().find(|it| it.target.includes(kind, path, language));
            found.map(|it| it.pattern.as_str())
        };
        assert_eq!(pattern("page", "/posts/x", "en"), Some("/:year/:slug/"));
        assert_eq!(pattern("page", "/posts/x", "es"), Some("/entradas/:slug"));
        assert_eq!(pattern("section", "/posts", "en"), Some("/archive/"));
        assert_eq!(pattern("page", "/docs/deep/x", "en"), Some("/deep/:slug"));
        assert_eq!(pattern("page", "/docs/x", "en"), Some("/d/:slug"));
        assert_eq!(pattern("page", "/bad/x", "en"), None);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert_eq!(found, [(6, "the permalink token `:nonsense` is not understood")]);
    }

    #[test]
    fn the_main_menu_is_in_order_and_flat() {
        let (settings, _) = read(
            "hugo.yaml",
            "menus:\n  main:\n    - {name: Last, url: /last/}\n    - {name: Second, url: b#x, weight: 2}\n    \
             - {name: First, pageRef: /posts/a.md, weight: 1}\n    - {identifier: more, name: More, weight: 3}\n    \
             - {name: Child, url: 'https://x.y/', parent: more}\n    - {name: Bad, url: 'javascript:x', weight: 1}\n    \
             - {name: Home, pageRef: /, weight: 9}\n",
        );
        let menu: Vec<_> =
            settings.menu.iter().map(|it| (it.title.as_str(), it.url.as_str())).collect();
        assert_eq!(
            menu,
            [
                ("First", "/posts/a/"),
                ("Second", "/b/#x"),
                ("Child", "https://x.y/"),
                ("Home", "/"),
                ("Last", "/last/")
            ]
        );
    }

    #[test]
    fn the_rest_is_read_where_it_is() {
        let (settings, warnings) = read(
            "config.json",
            r#"{"uglyURLs": {"Posts": true}, "buildDrafts": true, "taxonomies": {"author": "authors"},
                "markup": {"goldmark": {"parser": {"attribute": {"block": true}}}},
                "params": {"author": {"name": "Ana"}},
                "cascade": [{"_target": {"path": "/private/**"}, "build": {"list": "never"}}]}"#,
        );
        assert_eq!(warnings, []);
        let hugo = &settings.hugo;
        assert_eq!(hugo.ugly, Ugly::Sections(vec!["posts".into()]));
        assert!(hugo.drafts && !hugo.future && hugo.block_attributes);
        assert_eq!(hugo.taxonomies, ["tags", "categories", "series", "authors"]);
        assert_eq!(settings.author, "Ana");
        assert!(hugo.cascades[0].target.includes("page", "/private/a/b", "en"));
        assert!(!hugo.cascades[0].target.includes("page", "/public/a", "en"));
    }
}
