//! What Pelican's configuration, a Python file, tells. Its literals are read; it is never run.
//!
//! The names and their defaults are those of Pelican 4.12 (`pelican/settings.py`).

use regex::Regex;

use super::generator::Generator;
use crate::front_matter::{Field, Metadata, Value};
use crate::manifest::Link;
use crate::markdown;
use crate::warning::{Kind, Warning};

mod paths;
mod places;
mod python;

/// Settings that only Pelican's documents need.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whether the site has a configuration: only then are addresses those that Pelican gave.
    pub is_configured: bool,
    /// The folder with the documents, as `PATH` names it: `.` for the root, empty where it does not.
    pub path: String,
    /// The folders of articles, relative to the content folder; an empty one is all of it.
    pub article_paths: Vec<String>,
    /// The folders of pages, relative to the content folder.
    pub page_paths: Vec<String>,
    /// The folders and files that are published as they are.
    pub static_paths: Vec<String>,
    /// Folders within those of articles that hold none.
    pub article_excludes: Vec<String>,
    /// Folders within those of pages that hold none.
    pub page_excludes: Vec<String>,
    /// Folders within those of files that are not published.
    pub static_excludes: Vec<String>,
    /// Patterns for the names of files and folders that are passed over.
    pub ignored: Vec<String>,
    /// Folders of the site itself: its output and its theme.
    pub made: Vec<String>,
    /// Whether HTML files are documents.
    pub reads_html: bool,
    /// Files that are published elsewhere than at their path, and where (`EXTRA_PATH_METADATA`).
    pub moved: Vec<(String, String)>,
    /// The patterns of addresses, by their name without `_URL` and `_SAVE_AS`.
    addresses: Vec<(&'static str, Address)>,
    /// What a slug is made from.
    pub slug_source: SlugSource,
    /// Whether slugs keep letters beyond ASCII.
    pub keeps_unicode: bool,
    /// Whether slugs keep capitals.
    pub keeps_case: bool,
    /// The category of documents that name none: that of their folder.
    pub uses_folder_as_category: bool,
    /// The category of documents that have no other.
    pub default_category: Option<String>,
    /// Metadata of documents that do not give it.
    pub default_metadata: Metadata,
    /// What file names tell, as the groups of a regular expression.
    pub filename_metadata: Option<Pattern>,
    /// What paths tell, as the groups of a regular expression.
    pub path_metadata: Option<Pattern>,
}

/// What the slug of a document without one is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlugSource {
    /// The title.
    #[default]
    Title,
    /// The file's name.
    Basename,
}

/// The patterns of an address: what links say and where the file is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// What links say, such as `{slug}.html`.
    pub url: String,
    /// Where the file is, such as `{slug}/index.html`.
    pub save_as: String,
}

/// A regular expression of Python that means the same to us.
#[derive(Clone, Debug)]
pub struct Pattern(pub Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// The addresses that Pelican gives where nothing else is set.
const ADDRESSES: [(&str, &str); 11] = [
    ("ARTICLE", "{slug}.html"),
    ("ARTICLE_LANG", "{slug}-{lang}.html"),
    ("AUTHOR", "author/{slug}.html"),
    ("CATEGORY", "category/{slug}.html"),
    ("DRAFT", "drafts/{slug}.html"),
    ("DRAFT_LANG", "drafts/{slug}-{lang}.html"),
    ("DRAFT_PAGE", "drafts/pages/{slug}.html"),
    ("DRAFT_PAGE_LANG", "drafts/pages/{slug}-{lang}.html"),
    ("PAGE", "pages/{slug}.html"),
    ("PAGE_LANG", "pages/{slug}-{lang}.html"),
    ("TAG", "tag/{slug}.html"),
];

/// Settings that are used besides the addresses: what cannot be read of them is reported.
const USED: [&str; 29] = [
    "SITENAME",
    "SITEURL",
    "SITESUBTITLE",
    "AUTHOR",
    "DEFAULT_LANG",
    "PATH",
    "ARTICLE_PATHS",
    "PAGE_PATHS",
    "STATIC_PATHS",
    "ARTICLE_EXCLUDES",
    "PAGE_EXCLUDES",
    "STATIC_EXCLUDES",
    "IGNORE_FILES",
    "OUTPUT_PATH",
    "READERS",
    "USE_FOLDER_AS_CATEGORY",
    "DEFAULT_CATEGORY",
    "DEFAULT_DATE",
    "DEFAULT_METADATA",
    "MENUITEMS",
    "FILENAME_METADATA",
    "PATH_METADATA",
    "SLUGIFY_SOURCE",
    "SLUGIFY_USE_UNICODE",
    "SLUGIFY_PRESERVE_CASE",
    "SLUG_REGEX_SUBSTITUTIONS",
    "EXTRA_PATH_METADATA",
    "TIMEZONE",
    "TYPOGRIFY",
];

impl Default for Settings {
    fn default() -> Self {
        let address = |pattern: &str| Address { url: pattern.into(), save_as: pattern.into() };
        Self {
            is_configured: false,
            path: String::new(),
            article_paths: vec![String::new()],
            page_paths: vec!["pages".into()],
            static_paths: vec!["images".into()],
            article_excludes: Vec::new(),
            page_excludes: Vec::new(),
            static_excludes: Vec::new(),
            ignored: vec![".#*".into()],
            made: vec!["output".into()],
            reads_html: true,
            moved: Vec::new(),
            addresses: ADDRESSES.map(|(name, pattern)| (name, address(pattern))).into(),
            slug_source: SlugSource::Title,
            keeps_unicode: false,
            keeps_case: false,
            uses_folder_as_category: true,
            default_category: None,
            default_metadata: Metadata::default(),
            filename_metadata: Regex::new(r"^(?:(?P<date>\d{4}-\d{2}-\d{2}).*)").ok().map(Pattern),
            path_metadata: None,
        }
    }
}

/// What Pelican's sites are like.
pub(crate) const GENERATOR: Generator = Generator {
    files: &["pelicanconf.py"],
    parts: &["publishconf.py"],
    parse: read_configuration,
    // The last assignment of a name counts.
    join: |mut main, parts| {
        main.fields.extend(parts.into_iter().flat_map(|(_, part)| part.fields));
        main
    },
    read,
    keeps: is_read,
    content_folders: |settings| match settings.pelican.path.as_str() {
        "" => vec!["content"],
        "." => vec![""],
        path => vec![path],
    },
    static_folders: |_| Vec::new(),
    enters: |settings, entry| places::enters(&settings.pelican, entry),
    role: |settings, entry| places::role(&settings.pelican, entry),
    // Pages have their files where they are.
    asset_place: |settings, path| {
        let moved = settings.pelican.moved.iter().find(|(from, _)| from == path);
        Some(moved.map_or(path, |(_, to)| to).to_owned())
    },
    ..Generator::NONE
};

impl Settings {
    /// The patterns of the addresses called `name`, such as `ARTICLE` or `DRAFT_PAGE_LANG`.
    pub fn address(&self, name: &str) -> Option<&Address> {
        self.addresses.iter().find(|(it, _)| *it == name).map(|(_, address)| address)
    }
}

/// Reads the assignments of literals in `text`. Those that are no literals are reported where the
/// setting would have been used.
pub fn read_configuration(name: &str, text: &str) -> (Metadata, Vec<Warning>) {
    let (metadata, unread) = python::read(text);
    let unread = unread.into_iter().filter(|it| is_used(&it.name));
    let warnings = unread.map(|it| Warning {
        file: name.into(),
        line: it.line,
        column: it.column,
        kind: Kind::Settings,
        found: format!("`{}` {}", it.name, it.why),
        advice: "write its value out there, or set it in site.toml; no Python is run".into(),
    });
    (metadata, warnings.collect())
}

/// Whether the setting called `name` is read for what `site.toml` cannot say.
fn is_read(name: &str) -> bool {
    const COMMON: [&str; 7] =
        ["SITENAME", "SITEURL", "SITESUBTITLE", "AUTHOR", "DEFAULT_LANG", "MENUITEMS", "TYPOGRIFY"];
    let is_unread = ["SLUG_REGEX_SUBSTITUTIONS", "TIMEZONE"].contains(&name);
    let is_other = ["ARTICLE_DIR", "PAGE_DIR", "PLUGINS", "THEME"].contains(&name);
    is_other || (is_used(name) && !is_unread && !COMMON.contains(&name))
}

fn is_used(name: &str) -> bool {
    let address = name.strip_suffix("_URL").or(name.strip_suffix("_SAVE_AS"));
    USED.contains(&name) || ADDRESSES.iter().any(|(it, _)| address == Some(*it))
}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(metadata: &Metadata, settings: &mut super::Settings, warnings: &mut Vec<Warning>) {
    let text = |key: &str| metadata.text(&[key]).map(str::to_owned);
    let set = |target: &mut String, key: &str| *target = text(key).unwrap_or(target.clone());
    set(&mut settings.title, "SITENAME");
    set(&mut settings.description, "SITESUBTITLE");
    set(&mut settings.base_url, "SITEURL");
    set(&mut settings.language, "DEFAULT_LANG");
    let mut report = |field: &Field, found: String, advice: &str| {
        warnings.push(Warning {
            file: settings.file.clone(),
            line: field.line,
            column: field.column,
            kind: Kind::Settings,
            found,
            advice: advice.into(),
        });
    };
    if let Some(field) = metadata.field("MENUITEMS") {
        settings.menu = menu(field, &mut report);
    }
    let moved = paths::moved(metadata, &mut report);
    if let Some(field) = metadata.field("SLUG_REGEX_SUBSTITUTIONS") {
        let advice = "give the documents whose address it changes a Slug";
        report(field, "`SLUG_REGEX_SUBSTITUTIONS` is not read".into(), advice);
    }
    let mut pattern = |key: &str| {
        let field = metadata.field(key)?;
        let written = field.value.as_text()?;
        // Python's `re.match` looks at the start only.
        let read = Regex::new(&format!("^(?:{written})")).ok();
        if read.is_none() {
            let found = format!("the regular expression of `{key}` is not understood");
            report(field, found, "write the metadata into the documents");
        }
        read.map(Pattern)
    };
    let filename_metadata = pattern("FILENAME_METADATA");
    let path_metadata = pattern("PATH_METADATA");
    let own = &mut settings.pelican;
    own.is_configured = true;
    own.filename_metadata = match metadata.field("FILENAME_METADATA") {
        Some(_) => filename_metadata,
        None => own.filename_metadata.take(),
    };
    own.path_metadata = path_metadata;
    own.moved = moved;
    paths::read(metadata, own, &settings.file, warnings);
    for (name, address) in &mut own.addresses {
        set(&mut address.url, &format!("{name}_URL"));
        let save_as = format!("{name}_SAVE_AS");
        set(&mut address.save_as, &save_as);
        // Written out and empty: Pelican writes no such page.
        if metadata.field(&save_as).is_some_and(|it| it.value == Value::Quoted(String::new())) {
            address.save_as.clear();
        }
    }
    let flag = |key: &str| metadata.get(&[key]).and_then(Value::as_bool);
    if text("SLUGIFY_SOURCE").as_deref() == Some("basename") {
        own.slug_source = SlugSource::Basename;
    }
    let plugins = metadata.get(&["PLUGINS"]).map(Value::as_texts).unwrap_or_default();
    if plugins.iter().any(|it| it.ends_with("render_math")) {
        settings.math = Some(true);
    }
    settings.smart_punctuation = flag("TYPOGRIFY") == Some(true);
    own.keeps_unicode = flag("SLUGIFY_USE_UNICODE") == Some(true);
    own.keeps_case = flag("SLUGIFY_PRESERVE_CASE") == Some(true);
    own.uses_folder_as_category = flag("USE_FOLDER_AS_CATEGORY") != Some(false);
    own.default_category = text("DEFAULT_CATEGORY");
    let defaults = metadata.get(&["DEFAULT_METADATA"]).and_then(Value::as_map);
    own.default_metadata = defaults.cloned().unwrap_or_default();
    own.default_metadata.fields.extend(default_date(metadata));
}

/// `DEFAULT_DATE` as the field `date`: `(2024, 1, 2, …)` or `'2024-01-02'`. With `'fs'` Pelican takes
/// the file's, which a copy does not keep: such documents have none.
fn default_date(metadata: &Metadata) -> Option<Field> {
    let field = metadata.field("DEFAULT_DATE")?;
    let date = match &field.value {
        Value::List(parts) => {
            let part = |index: usize| parts.get(index).and_then(Value::as_integer);
            let (year, month, day) = (part(0)?, part(1)?, part(2)?);
            let (hour, minute) = (part(3).unwrap_or(0), part(4).unwrap_or(0));
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
        }
        value => value.as_text().filter(|it| *it != "fs")?.to_owned(),
    };
    Some(Field { key: "date".into(), value: Value::Quoted(date), ..field.clone() })
}

/// `MENUITEMS`: pairs of a title and an address.
fn menu(field: &Field, report: &mut impl FnMut(&Field, String, &str)) -> Vec<Link> {
    let Value::List(items) = &field.value else { return Vec::new() };
    let mut menu = Vec::new();
    for item in items {
        let pair = match item {
            Value::List(pair) => pair.iter().map(Value::as_text).collect(),
            _ => Vec::new(),
        };
        match pair[..] {
            [Some(title), Some(url)] if markdown::is_safe_link(url) => {
                menu.push(Link { title: title.into(), url: url.into() });
            }
            _ => {
                let found = "an entry of `MENUITEMS` lacks its title or an address to link to";
                report(field, found.into(), "write ('Title', '/address/')");
            }
        }
    }
    menu
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::settings::{Configuration, read};

    fn settings(text: &str) -> (crate::settings::Settings, Vec<String>) {
        let file = Configuration { name: "pelicanconf.py", text };
        let (settings, warnings) = read(None, Some((file, Dialect::Pelican)));
        (settings, warnings.iter().map(|it| format!("{}: {}", it.line, it.found)).collect())
    }

    #[test]
    fn what_the_site_is() {
        let (settings, warnings) = settings(
            "AUTHOR = 'A. Person'\nSITENAME = \"A's blog\"\nSITEURL = ''\nSITESUBTITLE = u'Words'\n\
             PATH = 'content'\nTIMEZONE = 'Europe/Madrid'\nDEFAULT_LANG = 'es'\n\
             MENUITEMS = (('Archive', '/archives.html'), ('Code', 'https://a.io'), ('x',))\n",
        );
        assert_eq!((settings.title.as_str(), settings.author.as_str()), ("A's blog", "A. Person"));
        assert_eq!((settings.language.as_str(), settings.base_url.as_str()), ("es", ""));
        assert_eq!(settings.description, "Words");
        let menu: Vec<_> =
            settings.menu.iter().map(|it| (it.title.as_str(), it.url.as_str())).collect();
        assert_eq!(menu, [("Archive", "/archives.html"), ("Code", "https://a.io")]);
        assert_eq!(
            warnings,
            ["8: an entry of `MENUITEMS` lacks its title or an address to link to"]
        );
        assert!(settings.pelican.is_configured);
    }

    #[test]
    fn addresses_are_pelicans_unless_set() {
        let (settings, warnings) =
            settings("ARTICLE_URL = 'posts/{date:%Y}/{slug}/'\nPAGE_SAVE_AS = ''\n");
        assert_eq!(warnings, [""; 0]);
        let address = |name: &str| settings.pelican.address(name).cloned().unwrap();
        assert_eq!(address("ARTICLE").url, "posts/{date:%Y}/{slug}/");
        assert_eq!(address("ARTICLE").save_as, "{slug}.html");
        assert_eq!(address("PAGE_LANG").url, "pages/{slug}-{lang}.html");
    }

    #[test]
    fn dates_and_metadata_that_documents_do_not_give() {
        let date = |text: &str| {
            let defaults = settings(text).0.pelican.default_metadata;
            defaults.text(&["date"]).map(str::to_owned)
        };
        assert_eq!(date("DEFAULT_DATE = 'fs'\n"), None);
        assert_eq!(
            date("DEFAULT_DATE = (2012, 3, 2, 14, 1, 1)\n").as_deref(),
            Some("2012-03-02 14:01")
        );
        assert_eq!(
            date("DEFAULT_METADATA = {'date': '2012-03-02'}\n").as_deref(),
            Some("2012-03-02")
        );
    }

    #[test]
    fn what_is_not_read_is_said_where_it_would_have_counted() {
        let (_, warnings) = settings(
            "import os\nSITEURL = os.environ['URL']\nMY_OWN = os.getcwd()\n\
             FILENAME_METADATA = r'(?<!x)(?P<slug>.*)'\nif True:\n    ARTICLE_URL = 'x'\n",
        );
        assert_eq!(
            warnings,
            [
                "2: `SITEURL` is not written out: Python would have to work it out",
                "6: `ARTICLE_URL` is set under a condition or in a function",
                "4: the regular expression of `FILENAME_METADATA` is not understood",
            ]
        );
    }
}
