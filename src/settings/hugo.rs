//! What Hugo's configuration tells besides what every configuration does (Hugo 0.168): languages,
//! permalinks, taxonomies, the main menu, cascades. What its documents make of that is in
//! [`crate::dialect`].

use regex::Regex;

use super::folders;
use super::generator::{Generator, is_among};
use super::pelican::Pattern;
use super::role::is_hidden;
use crate::front_matter::{Field, Metadata, Value};
use crate::warning::{Kind, Warning};

pub use rules::{Cascade, Permalink, Target, cascades};

mod menu;
pub mod parts;
mod places;
mod rules;
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
    /// The folder with the documents.
    pub content_folder: String,
    /// The folders of files for the top of the site.
    pub static_folders: Vec<String>,
    /// The folders of files for templates alone.
    pub private_folders: Vec<String>,
    /// What the paths of files look like that are passed over.
    pub ignored: Vec<Pattern>,
    /// Front matter that the configuration gives to documents.
    pub cascades: Vec<Cascade>,
}

/// The keys of the configuration that are read for more than `site.toml` can say.
const KEPT: [&str; 20] = [
    "assetDir",
    "buildDrafts",
    "buildExpired",
    "buildFuture",
    "cascade",
    "contentDir",
    "dataDir",
    "defaultContentLanguage",
    "defaultContentLanguageInSubdir",
    "disableLanguages",
    "disablePathToLower",
    "frontmatter",
    "ignoreFiles",
    "languages",
    "markup",
    "module",
    "permalinks",
    "staticDir",
    "taxonomies",
    "uglyURLs",
];

/// What Hugo's sites are like.
pub(crate) const GENERATOR: Generator = Generator {
    files: &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"],
    shared_files: &[
        "config.toml",
        "config.yaml",
        "config.yml",
        "config.json",
        "config/_default/hugo.toml",
        "config/_default/hugo.yaml",
        "config/_default/hugo.yml",
        "config/_default/hugo.json",
        "config/_default/config.toml",
        "config/_default/config.yaml",
        "config/_default/config.yml",
        "config/_default/config.json",
    ],
    parts: &["config/production", "config/_default"],
    read,
    keeps: |key| is_among(&KEPT, key) || key.starts_with("staticDir"),
    content_folders: |settings| vec![&settings.hugo.content_folder],
    static_folders: |settings| settings.hugo.static_folders.iter().map(String::as_str).collect(),
    private_folders: |settings| &settings.hugo.private_folders,
    enters: |_, entry| !is_hidden(entry.name),
    role: |settings, entry| places::role(&settings.hugo, entry),
    is_bundle: |settings, path, mut names| {
        !path.is_empty()
            && !settings.hugo.languages.iter().any(|it| it.folder.as_deref() == Some(path))
            && Iterator::any(&mut names, places::is_leaf)
    },
    ..Generator::NONE
};

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
            content_folder: "content".into(),
            static_folders: vec!["static".into()],
            private_folders: vec!["assets".into(), "data".into()],
            ignored: Vec::new(),
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
    let mut folders = |keys: &[&str], default: &str| -> Vec<String> {
        let fields: Vec<&Field> = keys.iter().filter_map(|it| metadata.field(it)).collect();
        let named = fields
            .iter()
            .flat_map(|field| field.value.as_texts().into_iter().map(move |path| (*field, path)));
        let paths = named.filter_map(|(field, path)| {
            let place = (file.as_str(), field.line, field.column);
            folders::inside((&field.key, &path), place, warnings)
        });
        let paths: Vec<String> = paths.filter(|it| !it.is_empty()).collect();
        if paths.is_empty() { vec![default.to_owned()] } else { paths }
    };
    let content_folder = folders(&["contentDir"], "content").swap_remove(0);
    let numbered = (0..=10).map(|it| format!("staticDir{it}"));
    let numbered: Vec<String> = std::iter::once("staticDir".to_owned()).chain(numbered).collect();
    let numbered: Vec<&str> = numbered.iter().map(String::as_str).collect();
    let static_folders = folders(&numbered, "static");
    let mut private_folders = folders(&["assetDir"], "assets");
    private_folders.extend(folders(&["dataDir"], "data"));
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
    if let Some(module) = metadata.field("module") {
        for folder in mounted(&module.value) {
            let found =
                format!("the folder `{folder}` is mounted elsewhere, which is not followed");
            warn(module, found, "move its files to where they are mounted");
        }
    }
    let flag = |key: &str| metadata.get(&[key]).and_then(Value::as_bool).unwrap_or_default();
    let default = metadata.text(&["defaultContentLanguage"]).unwrap_or("en").to_lowercase();
    let mut hugo = Settings {
        languages: languages(metadata, &default, &content_folder, &mut warn),
        default_language: default,
        default_in_folder: flag("defaultContentLanguageInSubdir"),
        permalinks: rules::permalinks(metadata, &mut warn),
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
        cascades: rules::cascades(metadata.get(&["cascade"])),
        content_folder,
        static_folders,
        private_folders,
        ignored: ignored(metadata, &mut warn),
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
    let typographer = below(metadata, &["markup", "goldmark", "extensions"])
        .and_then(|it| it.get(&["typographer"]));
    let is_off = |it: &Value| match it.as_map() {
        Some(map) => map.get(&["disable"]).and_then(Value::as_bool) == Some(true),
        None => it.as_bool() == Some(false),
    };
    settings.smart_punctuation = !typographer.is_some_and(is_off);
    let passthrough = below(metadata, &["markup", "goldmark", "extensions", "passthrough"]);
    if passthrough.and_then(|it| it.get(&["enable"])?.as_bool()) == Some(true) {
        settings.math = settings.math.or(Some(true));
    }
    settings.languages = hugo.languages.iter().map(|it| it.tag.clone()).collect();
    settings.menu = menu::main(default, metadata);
    settings.hugo = hugo;
}

/// The map that lies below `keys`.
pub fn below<'a>(metadata: &'a Metadata, keys: &[&str]) -> Option<&'a Metadata> {
    keys.iter().try_fold(metadata, |map, key| map.get(&[key])?.as_map())
}

fn languages(
    metadata: &Metadata,
    default: &str,
    content: &str,
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
        let folder = own.text(&["contentDir"]).map(|it| it.trim_matches(['/', '.']));
        let inside = folder.map(|it| match it.strip_prefix(content) {
            Some("") => Some(""),
            inside => inside.and_then(|it| it.strip_prefix('/')),
        });
        if let (Some(folder), Some(None)) = (folder, inside) {
            warn(
                field,
                format!("the documents in `{}` are in {folder}, which is not read", field.key),
                "move them to a folder within that of the content, and name it as contentDir",
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

/// The folders of documents and files that `module.mounts` has under another name.
fn mounted(module: &Value) -> Vec<String> {
    let mounts = module.as_map().and_then(|it| it.get(&["mounts"]));
    let Some(Value::List(mounts)) = mounts else { return Vec::new() };
    let elsewhere = mounts.iter().filter_map(Value::as_map).filter_map(|mount| {
        let (source, target) = (mount.text(&["source"])?, mount.text(&["target"])?);
        let is_seen = ["content", "static"].iter().any(|it| target.starts_with(it));
        (is_seen && source.trim_matches('/') != target.trim_matches('/')).then(|| source.to_owned())
    });
    elsewhere.collect()
}

/// `ignoreFiles`: regular expressions.
fn ignored(metadata: &Metadata, warn: &mut impl FnMut(&Field, String, &str)) -> Vec<Pattern> {
    let Some(field) = metadata.field("ignoreFiles") else { return Vec::new() };
    let written = match &field.value {
        Value::List(_) => field.value.as_texts(),
        value => value.as_text().map(str::to_owned).into_iter().collect(),
    };
    let pattern = |text: String| match Regex::new(&text) {
        Ok(pattern) => Some(Pattern(pattern)),
        Err(_) => {
            let found =
                format!("the regular expression `{text}` in `ignoreFiles` is not understood");
            warn(field, found, "mend it, or take the files out of the content folder");
            None
        }
    };
    written.into_iter().filter_map(pattern).collect()
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
        let mounts = "[[module.mounts]]\nsource = \"docs\"\ntarget = \"content/docs\"\n\
                      [[module.mounts]]\nsource = \"assets\"\ntarget = \"assets\"\n";
        let (_, warnings) = read("hugo.toml", mounts);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert_eq!(found, [(1, "the folder `docs` is mounted elsewhere, which is not followed")]);
        assert_eq!(settings.author, "Ana");
        assert!(hugo.cascades[0].includes("page", "/private/a/b", "en"));
        assert!(!hugo.cascades[0].includes("page", "/public/a", "en"));
    }
}
