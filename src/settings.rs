//! Site-wide settings: `site.toml`, and what can be read of another generator's configuration. What
//! only one dialect needs of it is in `settings/`, one file for each.

use url::Url;

use crate::dialect::Dialect;
use crate::front_matter::{Field, Metadata, Value, read_configuration};
use crate::manifest::Link;
use crate::markdown;
use crate::warning::{Kind, Warning};

pub mod carried;
mod folders;
pub mod generator;
mod glob;
pub mod hugo;
pub mod jekyll;
mod menu;
pub mod pelican;
pub mod role;
pub mod zola;

/// What holds for the whole site.
#[derive(Clone, Debug, PartialEq)]
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
    /// Titles of its entries in other languages: the entry's address, the language's BCP 47 tag and
    /// the title.
    pub menu_titles: Vec<[String; 3]>,
    /// Where readers can edit a document, with `{path}` for its path in the content folder; empty
    /// where they cannot.
    pub edit_url: String,
    /// Whether quotes, dashes and the ellipsis are set as in print.
    pub smart_punctuation: bool,
    /// Whether dollars make formulas in documents that do not say; `None` leaves it to their dialect.
    pub math: Option<bool>,
    /// The module of Mermaid that draws diagrams, an address or a path of the site; empty where
    /// they are shown as code.
    pub mermaid: String,
    /// The dialect of documents that do not show theirs.
    pub dialect: Option<Dialect>,
    /// Folders and files, relative to the content folder, whose dialect the settings name.
    pub dialects: Vec<(String, Dialect)>,
    /// The generator that the site was written for, where a configuration of it is there: its rules
    /// say which files are part of the site.
    pub generator: Option<Dialect>,
    /// The configuration of the generator that the site was written for, as it stands.
    pub source: Metadata,
    /// What of it only Hugo's documents need.
    pub hugo: hugo::Settings,
    /// What of it only Jekyll's documents need.
    pub jekyll: jekyll::Settings,
    /// What of it only Pelican's documents need.
    pub pelican: pelican::Settings,
    /// What of it only Zola's documents need.
    pub zola: zola::Settings,
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
            menu_titles: Vec::new(),
            edit_url: String::new(),
            smart_punctuation: false,
            math: None,
            mermaid: String::new(),
            dialect: None,
            dialects: Vec::new(),
            generator: None,
            source: Metadata::default(),
            hugo: hugo::Settings::default(),
            jekyll: jekyll::Settings::default(),
            pelican: pelican::Settings::default(),
            zola: zola::Settings::default(),
        }
    }
}

impl Settings {
    /// The public address, if it is one: `http` or `https`, a host, a path with a slash at its end.
    pub fn address(&self) -> Option<Url> {
        let mut address = Url::parse(&self.base_url).ok()?;
        if !matches!(address.scheme(), "http" | "https") || !address.has_host() {
            return None;
        }
        address.set_query(None);
        address.set_fragment(None);
        if !address.path().ends_with('/') {
            address.set_path(&format!("{}/", address.path()));
        }
        Some(address)
    }

    /// The dialect that the settings name for the file at `path`: that of the longest folder or
    /// path given.
    pub fn dialect_of(&self, path: &str) -> Option<Dialect> {
        let holds = |folder: &str| {
            let folder = folder.trim_matches('/');
            path.strip_prefix(folder)
                .is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
        };
        let named = self.dialects.iter().filter(|(folder, _)| holds(folder));
        named.max_by_key(|(folder, _)| folder.len()).map(|(_, dialect)| *dialect)
    }
}

/// The names of our own configuration file.
pub const OWN_FILES: [&str; 2] = ["site.toml", "content/site.toml"];

/// The settings of our own `site.toml` that can be set, for the advice about unknown ones.
const KEYS: [&str; 13] = [
    "title",
    "description",
    "author",
    "language",
    "languages",
    "base_url",
    "edit_url",
    "menu",
    "smart_punctuation",
    "math",
    "mermaid",
    "dialect",
    "dialects",
];

/// A configuration file.
#[derive(Clone, Copy, Debug)]
pub struct Configuration<'a> {
    /// Its name, relative to the site's root.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Reads our own configuration and that of the generator which the site was written for. What ours
/// sets, counts; what it does not, the other's may.
pub fn read(
    own: Option<Configuration<'_>>,
    foreign: Option<(Configuration<'_>, Dialect)>,
) -> (Settings, Vec<Warning>) {
    read_with_parts(own, foreign, &[])
}

/// As [`read`], where the other generator's configuration has further files that count for more:
/// Hugo's in `config`, the most important first, or Pelican's `publishconf.py`.
pub fn read_with_parts(
    own: Option<Configuration<'_>>,
    foreign: Option<(Configuration<'_>, Dialect)>,
    parts: &[Configuration<'_>],
) -> (Settings, Vec<Warning>) {
    let mut settings = Settings::default();
    let mut warnings = Vec::new();
    if let Some((file, dialect)) = foreign {
        read_foreign(file, dialect, parts, &mut settings, &mut warnings);
    }
    if let Some(file) = own {
        read_own(file, &mut settings, &mut warnings);
    }
    if !settings.base_url.is_empty() && !settings.base_url.ends_with('/') {
        settings.base_url.push('/');
    }
    (settings, warnings)
}

fn read_foreign(
    file: Configuration<'_>,
    dialect: Dialect,
    parts: &[Configuration<'_>],
    settings: &mut Settings,
    warnings: &mut Vec<Warning>,
) {
    let generator = &dialect.spec().generator;
    let mut read = |file: &Configuration<'_>| {
        let (metadata, found) = (generator.parse)(file.name, file.text);
        warnings.extend(found);
        metadata
    };
    let mut metadata = read(&file);
    // Hugo and Zola share the name of the file.
    let claims = |it: &Dialect| (it.spec().generator.claims)(file.name, &metadata);
    let claimed = Dialect::ALL.into_iter().find(claims);
    let dialect = claimed.unwrap_or(dialect);
    let generator = &dialect.spec().generator;
    let parts = parts.iter().map(|it| (it.name, hugo::parts::unplaced(read(it))));
    let parts: Vec<(&str, Metadata)> = parts.filter(|_| claimed.is_none()).collect();
    if !parts.is_empty() {
        metadata = (generator.join)(metadata, parts);
    }
    settings.file = file.name.into();
    settings.dialect = Some(dialect);
    settings.generator = Some(dialect);
    settings.math = crate::document::fields::math(&metadata);
    read_common(&metadata, settings);
    (generator.read)(&metadata, settings, warnings);
    settings.source = metadata;
}

/// Reads what most configurations have under the same names.
fn read_common(metadata: &Metadata, settings: &mut Settings) {
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
}

fn read_own(file: Configuration<'_>, settings: &mut Settings, warnings: &mut Vec<Warning>) {
    let (metadata, found) = read_configuration(file.name, file.text);
    warnings.extend(found);
    settings.file = file.name.into();
    read_common(&metadata, settings);
    if let Some(languages) = metadata.get(&["languages"]) {
        settings.languages = languages.as_texts();
    }
    if metadata.field("menu").is_some() {
        (settings.menu, settings.menu_titles) = menu::read(file.name, &metadata, warnings);
    }
    let mut warn = |field: &Field, found: String, advice: String| {
        warnings.push(Warning {
            file: file.name.into(),
            line: field.line,
            column: field.column,
            kind: Kind::Settings,
            found,
            advice,
        });
    };
    if let Some(field) = metadata.field("mermaid") {
        let address = field.value.as_text().unwrap_or_default();
        let is_external = markdown::is_external(address);
        match address.starts_with("https://") || address.starts_with("http://") || !is_external {
            true => address.clone_into(&mut settings.mermaid),
            false => warn(
                field,
                format!("`{address}` is no address of a module"),
                "write an https:// address, or the path of a file of the site".into(),
            ),
        }
    }
    if let Some(field) = metadata.field("edit_url") {
        let address = field.value.as_text().unwrap_or_default();
        match address.starts_with("https://") || address.starts_with("http://") {
            true => address.clone_into(&mut settings.edit_url),
            false => warn(
                field,
                format!("`{address}` is no address at which anybody could edit a file"),
                "write an https:// address with {path} where a document's path goes".into(),
            ),
        }
    }
    let mut flag = |key: &str| {
        let field = metadata.field(key)?;
        let value = field.value.as_bool();
        if value.is_none() {
            warn(
                field,
                format!("`{key}` is neither true nor false"),
                format!("write `{key} = true` or `{key} = false`"),
            );
        }
        value
    };
    settings.smart_punctuation = flag("smart_punctuation").unwrap_or(settings.smart_punctuation);
    settings.math = flag("math").or(settings.math);
    let names = Dialect::ALL.map(Dialect::name).join(", ");
    let mut dialect = |field: &Field| {
        let name = field.value.as_text().unwrap_or_default();
        let dialect = Dialect::from_name(name);
        if dialect.is_none() {
            warn(field, format!("`{name}` is no dialect"), format!("the dialects are {names}"));
        }
        dialect
    };
    if let Some(field) = metadata.field("dialect") {
        settings.dialect = dialect(field).or(settings.dialect);
    }
    let folders = metadata.get(&["dialects"]).and_then(Value::as_map);
    for field in folders.map(|it| it.fields.as_slice()).unwrap_or_default() {
        settings.dialects.extend(dialect(field).map(|it| (field.key.clone(), it)));
    }
    for field in metadata.fields.iter().filter(|field| !KEYS.contains(&field.key.as_str())) {
        warn(
            field,
            format!("`{}` is no setting", field.key),
            format!("the settings are {}", KEYS.join(", ")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(name: &str, text: &str, dialect: Dialect) -> (Settings, Vec<Warning>) {
        read(None, Some((Configuration { name, text }, dialect)))
    }

    #[test]
    fn our_own_settings() {
        let text = "title = \"T\"\nlanguage = \"es\"\nlanguages = [\"es\", \"en\"]\nbase_url = \"https://a.io\"\ncolour = 1\n\
                    [[menu]]\ntitle = \"About\"\nurl = \"/about/\"\n[[menu]]\ntitle = \"x\"\n\
                    [[menu]]\ntitle = \"y\"\nurl = \"java\\tscript:alert(1)\"\n";
        let (settings, warnings) = read(Some(Configuration { name: "site.toml", text }), None);
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
        let (settings, warnings) = foreign("config.toml", hugo, Dialect::Hugo);
        assert_eq!(warnings, []);
        assert_eq!((settings.title.as_str(), settings.description.as_str()), ("R", "D"));
        assert_eq!(settings.language, "en-us");
        let (settings, _) =
            foreign("_config.yml", "title: J\nurl: https://j.io\n", Dialect::Jekyll);
        assert_eq!((settings.title.as_str(), settings.base_url.as_str()), ("J", "https://j.io/"));
    }

    #[test]
    fn ours_counts_and_the_others_fills_in() {
        let own = "title = \"Mine\"\n[dialects]\n\"old\" = \"pelican\"\n\"old/new/\" = \"zola\"\nx = \"rest\"\n";
        let (settings, warnings) = read(
            Some(Configuration { name: "site.toml", text: own }),
            Some((
                Configuration { name: "_config.yml", text: "title: J\ndescription: D\n" },
                Dialect::Jekyll,
            )),
        );
        assert_eq!((settings.title.as_str(), settings.description.as_str()), ("Mine", "D"));
        assert_eq!(settings.dialect, Some(Dialect::Jekyll));
        assert_eq!(settings.dialect_of("old/a.md"), Some(Dialect::Pelican));
        assert_eq!(settings.dialect_of("old/new/a.md"), Some(Dialect::Zola));
        assert_eq!(settings.dialect_of("older/a.md"), None);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert_eq!(found, [(5, "`rest` is no dialect")]);
    }

    #[test]
    fn zola_is_told_from_hugo() {
        let dialect = |text: &str| foreign("config.toml", text, Dialect::Hugo).0.dialect;
        assert_eq!(dialect("base_url = \"https://z.io\"\n"), Some(Dialect::Zola));
        assert_eq!(dialect("baseURL = \"https://h.io\"\n"), Some(Dialect::Hugo));
    }

    #[test]
    fn typography_is_what_the_generator_did() {
        let is_set =
            |name: &str, text: &str, dialect| foreign(name, text, dialect).0.smart_punctuation;
        let hugo = |text: &str| is_set("hugo.toml", text, Dialect::Hugo);
        assert!(hugo("title = \"H\"\n"));
        assert!(!hugo("[markup.goldmark.extensions]\ntypographer = false\n"));
        assert!(!hugo("[markup.goldmark.extensions.typographer]\ndisable = true\n"));
        assert!(hugo("[markup.goldmark.extensions.typographer]\nellipsis = \"…\"\n"));
        let jekyll = |text: &str| is_set("_config.yml", text, Dialect::Jekyll);
        assert!(jekyll("title: J\n"));
        assert!(jekyll("kramdown: {input: GFM}\n"));
        assert!(!jekyll("kramdown: {smart_quotes: [apos, apos, quot, quot]}\n"));
        assert!(!jekyll("kramdown: {gfm_quirks: \"paragraph_end,no_auto_typographic\"}\n"));
        assert!(!jekyll("markdown: CommonMarkGhPages\n"));
        assert!(jekyll("markdown: CommonMark\ncommonmark: {options: [SMART, FOOTNOTES]}\n"));
        let zola = |text: &str| is_set("zola.toml", text, Dialect::Zola);
        assert!(!zola("base_url = \"https://z.io\"\n"));
        assert!(zola("[markdown]\nsmart_punctuation = true\n"));
        let pelican = |text: &str| is_set("pelicanconf.py", text, Dialect::Pelican);
        assert!(!pelican("SITENAME = 'P'\n"));
        assert!(pelican("TYPOGRIFY = True\n"));
    }

    #[test]
    fn typography_of_our_own_counts_and_must_be_a_flag() {
        let set = |text: &str| {
            let hugo = Configuration { name: "hugo.toml", text: "title = \"H\"\n" };
            read(Some(Configuration { name: "site.toml", text }), Some((hugo, Dialect::Hugo)))
        };
        assert!(!set("smart_punctuation = false\n").0.smart_punctuation);
        let (settings, warnings) = set("title = \"T\"\nsmart_punctuation = \"perhaps\"\n");
        assert!(settings.smart_punctuation);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert_eq!(found, [(2, "`smart_punctuation` is neither true nor false")]);
        assert!(!read(None, None).0.smart_punctuation);
    }

    #[test]
    fn formulas_are_asked_for_in_many_ways() {
        let math = |name: &str, text: &str, dialect| foreign(name, text, dialect).0.math;
        assert_eq!(math("hugo.toml", "[params]\nmath = true\n", Dialect::Hugo), Some(true));
        assert_eq!(
            math("hugo.toml", "[params.katex]\nenable = false\n", Dialect::Hugo),
            Some(false)
        );
        let passthrough = "[markup.goldmark.extensions.passthrough]\nenable = true\n";
        assert_eq!(math("hugo.toml", passthrough, Dialect::Hugo), Some(true));
        assert_eq!(math("_config.yml", "use_math: true\n", Dialect::Jekyll), Some(true));
        let engine = "kramdown: {math_engine: katex}\n";
        assert_eq!(math("_config.yml", engine, Dialect::Jekyll), Some(true));
        assert_eq!(math("_config.yml", "kramdown: {math_engine: null}\n", Dialect::Jekyll), None);
        let plugins = "PLUGINS = ['pelican.plugins.render_math']\n";
        assert_eq!(math("pelicanconf.py", plugins, Dialect::Pelican), Some(true));
        let extra = "base_url = \"https://z.io\"\n[extra]\nkatex = true\n";
        assert_eq!(math("zola.toml", extra, Dialect::Zola), Some(true));
        assert_eq!(math("zola.toml", "base_url = \"https://z.io\"\n", Dialect::Zola), None);
        let own = Configuration { name: "site.toml", text: "math = false\n" };
        assert_eq!(read(Some(own), None).0.math, Some(false));
    }

    #[test]
    fn mermaid_is_an_address_or_a_path() {
        let mermaid = |text: &str| {
            let (settings, warnings) = read(Some(Configuration { name: "site.toml", text }), None);
            (settings.mermaid, warnings.len())
        };
        assert_eq!(mermaid("mermaid = \"/m.mjs\"\n"), ("/m.mjs".into(), 0));
        assert_eq!(mermaid("mermaid = \"https://a.io/m.mjs\"\n").1, 0);
        for refused in ["javascript:alert(1)", "data:text/javascript,a", "//a.io/m.mjs"] {
            let text = format!("mermaid = \"{refused}\"\n");
            assert_eq!(mermaid(&text), (String::new(), 1), "{refused}");
        }
    }
}
