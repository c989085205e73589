//! What Jekyll's `_config.yml` tells besides what every configuration does (Jekyll 4, "Configuration
//! Options" and "Front Matter Defaults").
//!
//! Owns the reading, and what depends on nothing but a path: which defaults a document gets, which
//! collection it is of, whether Jekyll would have read it. What an address pattern means is in the
//! dialect.

use super::folders;
use super::generator::{Generator, is_among};
use super::glob::{self, Style};
use crate::front_matter::{Metadata, Value};
use crate::warning::{Kind, Warning};

mod defaults;
mod places;

pub use defaults::Defaults;

/// Settings that only Jekyll's documents need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The public address without a path: `https://example.org`.
    pub url: String,
    /// The path that the site was under, `/` at its start and none at its end; empty for the top.
    pub baseurl: String,
    /// The pattern or style of addresses, of posts and in part of pages.
    pub permalink: Option<String>,
    /// Front matter for documents that do not have it themselves.
    pub defaults: Vec<Defaults>,
    /// Folders of documents besides the posts.
    pub collections: Vec<Collection>,
    /// The folder that the collections are in, posts included; empty for the top.
    pub collections_folder: String,
    /// Files and folders that are no part of the site, although their names would be.
    pub exclude: Vec<String>,
    /// Files and folders that are part of the site, although their names would not be.
    pub include: Vec<String>,
    /// The pattern of the pages of tags, `/tag/:name/`, where the plugin `jekyll-archives` made them.
    pub tag_pages: Option<String>,
    /// The pattern of the pages of categories, where that plugin made them.
    pub category_pages: Option<String>,
    /// The folder that the site's sources are in; empty for the root.
    pub source: String,
    /// The folder that the site was written to.
    pub destination: String,
    /// The folder of includes.
    pub includes_folder: String,
    /// The folder of data files.
    pub data_folder: String,
    /// Whether files beside posts are published, as the plugin `jekyll-postfiles` does.
    pub has_files_of_posts: bool,
    /// The document that is the home page although it is not called so: a README, where nothing else
    /// is. Set by whoever has seen the files.
    pub home: Option<String>,
    /// What ends an excerpt, where it is not a blank line.
    pub excerpt_separator: Option<String>,
    /// Whether Markdown was read by another converter than kramdown, so that attribute lists are
    /// text.
    pub is_without_kramdown: bool,
    /// Whether kramdown read Markdown in all HTML blocks, not only in those that ask for it.
    pub reads_markdown_in_html: bool,
}

/// A collection of documents: those of the folder `_name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// Its name.
    pub name: String,
    /// Whether its documents have pages.
    pub has_pages: bool,
    /// The pattern of their addresses, if it has its own.
    pub permalink: Option<String>,
}

/// What Jekyll leaves out without being told (its `Configuration::DEFAULTS`).
const EXCLUDED: [&str; 10] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// The keys of the configuration that are read for more than `site.toml` can say.
const KEPT: [&str; 17] = [
    "baseurl",
    "collections",
    "collections_dir",
    "commonmark",
    "data_dir",
    "defaults",
    "destination",
    "exclude",
    "excerpt_separator",
    "include",
    "includes_dir",
    "jekyll-archives",
    "kramdown",
    "markdown",
    "permalink",
    "source",
    "url",
];

/// What Jekyll's sites are like.
pub(crate) const GENERATOR: Generator = Generator {
    files: &["_config.yml", "_config.yaml"],
    read,
    keeps: |key| is_among(&KEPT, key),
    content_folders: |settings| vec![&settings.jekyll.source],
    static_folders: |_| Vec::new(),
    enters: |settings, entry| places::enters(&settings.jekyll, entry),
    role: |settings, entry| places::role(&settings.jekyll, entry),
    decides_all: true,
    asset_place: |settings, path| places::asset_place(&settings.jekyll, path),
    ..Generator::NONE
};

impl Settings {
    /// The collection that the document at `path` (relative to the content folder) is of.
    pub fn collection_of(&self, path: &str) -> Option<&Collection> {
        let folder = self.within_collections(path).strip_prefix('_')?.split('/').next()?;
        self.collections.iter().find(|it| it.name == folder)
    }

    /// `path` without the folder of the collections, if it lies in it.
    pub fn within_collections<'p>(&self, path: &'p str) -> &'p str {
        let inside = path
            .strip_prefix(&self.collections_folder)
            .filter(|_| !self.collections_folder.is_empty())
            .and_then(|rest| rest.strip_prefix('/'));
        inside.unwrap_or(path)
    }

    /// The path by which the document at `path` has its section: without the folder of collections,
    /// and without the `_` of a folder that is private to Jekyll by its name.
    pub fn place(&self, path: &str) -> String {
        let inside = self.within_collections(path);
        let is_of_posts = inside.starts_with("_posts/") || inside.starts_with("_drafts/");
        let named = inside.strip_prefix('_').filter(|it| !is_of_posts && it.contains('/'));
        named.unwrap_or(inside).to_owned()
    }

    /// `metadata` completed by the defaults for the document at `path`.
    pub fn completed(&self, path: &str, metadata: &Metadata) -> Metadata {
        defaults::completed(self, path, metadata)
    }

    /// Whether Jekyll would have read the file or folder at `path`. `None` when neither `exclude`
    /// nor `include` nor a collection names it: then its name decides, `_` or `.` at its start.
    ///
    /// Patterns are those of `File.fnmatch`, where `*` crosses folders; a pattern also names all
    /// that begins with it.
    pub fn is_wanted(&self, path: &str) -> Option<bool> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let names = |patterns: &[String], path: &str| {
            patterns.iter().any(|pattern| {
                let pattern = pattern.trim_start_matches('/');
                (path.starts_with(pattern) && !pattern.is_empty())
                    || pattern.strip_suffix('/') == Some(path)
                    || glob::matches(pattern, path, Style::Fnmatch)
            })
        };
        if names(&self.include, path) || names(&self.include, name) {
            return Some(true);
        }
        let is_excluded = names(&self.exclude, path)
            || EXCLUDED.iter().any(|it| path.starts_with(it) || it.strip_suffix('/') == Some(path));
        if is_excluded {
            return Some(false);
        }
        let collection = self.collection_of(path)?;
        let is_its_folder = self.within_collections(path).len() == collection.name.len() + 1;
        // Within it, names decide as everywhere.
        (is_its_folder || !collection.has_pages).then_some(collection.has_pages)
    }
}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(metadata: &Metadata, settings: &mut super::Settings, warnings: &mut Vec<Warning>) {
    let text = |keys: &[&str]| metadata.text(keys).unwrap_or_default().trim_end_matches('/');
    let url = text(&["url"]).to_owned();
    let baseurl = match text(&["baseurl"]).trim_start_matches('/') {
        "" => String::new(),
        path => format!("/{path}"),
    };
    settings.base_url = if url.is_empty() { String::new() } else { format!("{url}{baseurl}") };
    let author = metadata.get(&["author"]).and_then(Value::as_map);
    if let Some(name) = author.and_then(|it| it.text(&["name"])) {
        settings.author = name.into();
    }
    if let Some(language) = metadata.text(&["lang", "locale"]) {
        settings.language = language.replace('_', "-");
    }
    let kramdown = metadata.get(&["kramdown"]).and_then(Value::as_map);
    let has = |option: &str| {
        kramdown.and_then(|it| it.get(&[option])).and_then(Value::as_bool) == Some(true)
    };
    if has("hard_wrap") {
        let field = metadata.field("kramdown");
        let (line, column) = field.map_or((0, 0), |field| (field.line, field.column));
        warnings.push(Warning {
            file: settings.file.clone(),
            line,
            column,
            kind: Kind::Settings,
            found: "`hard_wrap` makes every line's end a line break".into(),
            advice: "end lines that must break with a backslash; others flow here".into(),
        });
    }
    let list = |key: &str| match metadata.get(&[key]) {
        Some(list @ Value::List(_)) => list.as_texts(),
        Some(value) => value.as_text().map(str::to_owned).into_iter().collect(),
        None => Vec::new(),
    };
    let mut folder = |key: &str, default: &str| {
        let field = metadata.field(key);
        let place = field.map_or((0, 0), |it| (it.line, it.column));
        let path = field.and_then(|it| it.value.as_text()).unwrap_or(default);
        let file = (settings.file.as_str(), place.0, place.1);
        folders::inside((key, path), file, warnings).unwrap_or(default.to_owned())
    };
    let source = folder("source", "");
    let includes_folder = folder("includes_dir", "_includes");
    let data_folder = folder("data_dir", "_data");
    // Outside is where it does no harm.
    let destination = folders::cleaned(metadata.text(&["destination"]).unwrap_or("_site"));
    let converter = metadata.text(&["markdown"]).unwrap_or("kramdown");
    if kramdown.and_then(|it| it.text(&["math_engine"])).is_some_and(|it| it != "null") {
        settings.math = settings.math.or(Some(true));
    }
    settings.smart_punctuation = sets_typography(metadata, converter);
    settings.jekyll = Settings {
        url,
        baseurl,
        permalink: metadata.text(&["permalink"]).map(str::to_owned),
        defaults: defaults::read(metadata, &settings.file, warnings),
        collections: collections(metadata),
        collections_folder: text(&["collections_dir"]).trim_matches('/').to_owned(),
        exclude: list("exclude"),
        tag_pages: archives(metadata, "tag", "tags"),
        category_pages: archives(metadata, "category", "categories"),
        include: match metadata.field("include") {
            Some(_) => list("include"),
            None => vec![".htaccess".into()],
        },
        source,
        destination: destination.unwrap_or_default(),
        includes_folder,
        data_folder,
        has_files_of_posts: metadata
            .get(&["plugins", "gems"])
            .is_some_and(|it| it.as_texts().iter().any(|it| it == "jekyll-postfiles")),
        home: None,
        excerpt_separator: metadata.field("excerpt_separator").and_then(|it| separator(&it.value)),
        is_without_kramdown: !converter.eq_ignore_ascii_case("kramdown"),
        reads_markdown_in_html: has("parse_block_html"),
    };
}

/// The pattern of `jekyll-archives` for the pages of `one` of `several`, if it makes any.
fn archives(metadata: &Metadata, one: &str, several: &str) -> Option<String> {
    let archives = metadata.get(&["jekyll-archives"])?.as_map()?;
    let enabled = archives.get(&["enabled"])?.as_texts();
    enabled.iter().find(|it| ["all", several].contains(&it.as_str()))?;
    let pattern = archives.get(&["permalinks"]).and_then(Value::as_map);
    let pattern = pattern.and_then(|it| it.text(&[one]));
    Some(pattern.map_or_else(|| format!("/{one}/:name/"), str::to_owned))
}

/// The separator as written, line breaks included; Jekyll's own, a blank line, is none.
fn separator(value: &Value) -> Option<String> {
    let (Value::Plain(text) | Value::Quoted(text)) = value else { return None };
    Some(text.clone()).filter(|it| !it.is_empty() && it != "\n\n")
}

/// A list of names, or a map from names to their settings.
fn collections(metadata: &Metadata) -> Vec<Collection> {
    match metadata.get(&["collections"]) {
        Some(Value::Map(map)) => map
            .fields
            .iter()
            .map(|field| {
                let options = field.value.as_map();
                let option = |key: &str| options.and_then(|it| it.get(&[key]));
                Collection {
                    name: field.key.clone(),
                    has_pages: field.key == "posts"
                        || option("output").and_then(Value::as_bool) == Some(true),
                    permalink: option("permalink").and_then(Value::as_text).map(str::to_owned),
                }
            })
            .collect(),
        Some(list) => list
            .as_texts()
            .into_iter()
            .map(|name| Collection { has_pages: name == "posts", name, permalink: None })
            .collect(),
        None => Vec::new(),
    }
}

/// Whether the `converter` sets quotes and dashes as in print: kramdown does unless told otherwise,
/// in its GFM dialect too; the one for CommonMark only when told to.
fn sets_typography(metadata: &Metadata, converter: &str) -> bool {
    let option = |map: &str, key: &str| {
        let value = metadata.get(&[map]).and_then(Value::as_map).and_then(|it| it.get(&[key]));
        match value {
            Some(Value::List(_)) => value.map(Value::as_texts).unwrap_or_default().join(","),
            _ => value.and_then(Value::as_text).unwrap_or_default().to_owned(),
        }
    };
    if converter.to_ascii_lowercase().starts_with("commonmark") {
        return option("commonmark", "options").split(',').any(|it| it.trim() == "SMART");
    }
    option("kramdown", "smart_quotes").replace(' ', "") != "apos,apos,quot,quot"
        && !option("kramdown", "gfm_quirks").contains("no_auto_typographic")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::settings::Configuration;

    fn read(text: &str) -> (crate::settings::Settings, Vec<Warning>) {
        let file = Configuration { name: "_config.yml", text };
        crate::settings::read(None, Some((file, Dialect::Jekyll)))
    }

    #[test]
    fn the_site_and_its_author() {
        let (settings, warnings) = read(
            "title: J\nurl: https://j.io/\nbaseurl: blog/\nauthor:\n  name: Ada\nlang: es_ES\n\
             kramdown:\n  parse_block_html: true\n",
        );
        assert_eq!(warnings, []);
        assert_eq!(
            (settings.base_url.as_str(), settings.author.as_str()),
            ("https://j.io/blog/", "Ada")
        );
        assert_eq!(settings.language, "es-ES");
        assert_eq!(settings.jekyll.baseurl, "/blog");
        assert!(settings.jekyll.reads_markdown_in_html && !settings.jekyll.is_without_kramdown);
    }

    #[test]
    fn collections_by_name_or_with_their_settings() {
        let jekyll = read("collections: [staff, notes]\n").0.jekyll;
        assert_eq!(jekyll.collection_of("_staff/a.md").map(|it| it.has_pages), Some(false));
        let jekyll = read(
            "collections_dir: all\ncollections:\n  staff:\n    output: true\n    permalink: /s/:name\n",
        )
        .0
        .jekyll;
        let staff = jekyll.collection_of("all/_staff/a.md").unwrap();
        assert_eq!((staff.has_pages, staff.permalink.as_deref()), (true, Some("/s/:name")));
        assert_eq!(jekyll.collection_of("_staffs/a.md"), None);
    }

    #[test]
    fn what_the_site_leaves_out_and_takes_in() {
        let jekyll = read(
            "exclude: [bin/, README.md, '*.tmp.md']\ninclude: [_pages, .well-known]\n\
             collections:\n  shown: {output: true}\n  hidden: {}\n",
        )
        .0
        .jekyll;
        for (path, wanted) in [
            ("bin/a.md", Some(false)),
            ("bin", Some(false)),
            ("README.md", Some(false)),
            ("a/b.tmp.md", Some(false)),
            ("_pages/about.md", Some(true)),
            (".well-known", Some(true)),
            ("vendor/bundle/x.md", Some(false)),
            ("_shown", Some(true)),
            ("_shown/a.md", None),
            ("_hidden/a.md", Some(false)),
            ("about.md", None),
        ] {
            assert_eq!(jekyll.is_wanted(path), wanted, "{path}");
        }
    }

    #[test]
    fn options_that_cannot_be_kept_are_said() {
        let (_, warnings) = read("title: x\nkramdown:\n  hard_wrap: true\n");
        assert_eq!(
            warnings.iter().map(|it| (it.line, it.kind)).collect::<Vec<_>>(),
            [(2, Kind::Settings)]
        );
    }
}
