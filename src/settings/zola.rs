//! What Zola's configuration tells besides what every configuration does.

use super::generator::{Generator, is_among};
use super::glob::{self, Style};
use super::role::{Entry, Role, is_hidden, is_markdown};
use crate::front_matter::{Metadata, Value};
use crate::warning::Warning;

/// Settings that only Zola's documents need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Whether the site has a configuration: only then are addresses those that Zola gave.
    pub is_configured: bool,
    /// How paths are made of names.
    pub slugs: Slugs,
    /// Whether the date that a file's name begins with is part of its path.
    pub keeps_dates: bool,
    /// Patterns for files of the content folder that are passed over.
    pub ignored: Vec<String>,
    /// Folders whose documents are drafts because their section is. Set by whoever has read the
    /// sections.
    pub draft_folders: Vec<String>,
}

/// Zola's ways to make a path of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slugs {
    /// Small letters and digits in ASCII, hyphens between them.
    #[default]
    On,
    /// As written, but for what file systems forbid.
    Safe,
    /// As written.
    Off,
}

/// The keys of the configuration that are read for more than `site.toml` can say.
const KEPT: [&str; 5] = ["ignored_content", "languages", "markdown", "slugify", "slugify_paths"];

/// What Zola's sites are like.
pub(crate) const GENERATOR: Generator = Generator {
    files: &["zola.toml"],
    // Hugo's is spelt `baseURL`.
    claims: |name, metadata| name == "config.toml" && metadata.field("base_url").is_some(),
    read,
    keeps: |key| is_among(&KEPT, key),
    enters: |_, entry| !is_hidden(entry.name),
    role: |settings, entry| role(&settings.zola, entry),
    ..Generator::NONE
};

/// What a file of the content folder is to the site.
fn role(settings: &Settings, entry: Entry<'_>) -> Role {
    let is_ignored = settings.ignored.iter().any(|pattern| {
        let matches = |path: &str| glob::names(pattern, path, Style::Crossing);
        // Zola holds patterns against the path from its root, for files of a page against names.
        matches(entry.path) || matches(entry.name) || matches(&format!("content/{}", entry.path))
    });
    match () {
        () if is_hidden(entry.name) || is_ignored => Role::Private,
        () if is_markdown(entry.name) => Role::Document,
        () => Role::Asset,
    }
}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(metadata: &Metadata, settings: &mut super::Settings, _warnings: &mut Vec<Warning>) {
    let flag = |map: &Metadata, key: &str| map.get(&[key])?.as_bool();
    let markdown = metadata.get(&["markdown"]).and_then(Value::as_map);
    settings.smart_punctuation =
        markdown.and_then(|it| flag(it, "smart_punctuation")).unwrap_or_default();
    let own = &mut settings.zola;
    own.is_configured = true;
    let slugify = metadata.get(&["slugify"]).and_then(Value::as_map);
    // Before 0.11 it was a switch.
    let older =
        metadata.text(&["slugify_paths"]).map(|it| if it == "false" { "safe" } else { "on" });
    own.slugs = match slugify.and_then(|it| it.text(&["paths"])).or(older) {
        Some("safe") => Slugs::Safe,
        Some("off") => Slugs::Off,
        _ => Slugs::On,
    };
    let flag = slugify.and_then(|it| it.get(&["paths_keep_dates"])?.as_bool());
    own.keeps_dates = flag == Some(true);
    own.ignored = match metadata.get(&["ignored_content"]) {
        Some(list @ Value::List(_)) => list.as_texts(),
        _ => Vec::new(),
    };
    if let Some(languages) = metadata.get(&["languages"]) {
        settings.languages = std::iter::once(settings.language.clone())
            .chain(codes(languages))
            .fold(Vec::new(), |mut known, code| {
                if !known.contains(&code) {
                    known.push(code);
                }
                known
            });
    }
    let extra = metadata.get(&["extra"]).and_then(Value::as_map);
    let author = extra.and_then(|it| match it.get(&["author"])? {
        Value::Map(author) => author.text(&["name"]),
        author => author.as_text(),
    });
    if let Some(author) = author.filter(|_| settings.author.is_empty()) {
        settings.author = author.into();
    }
}

/// The languages of `[languages.fr]` tables, or of `[[languages]]` with a `code` as before 0.14.
fn codes(languages: &Value) -> Vec<String> {
    match languages {
        Value::Map(tables) => tables.fields.iter().map(|it| it.key.clone()).collect(),
        Value::List(items) => {
            let code = |item: &Value| match item {
                Value::Map(table) => table.text(&["code"]).map(str::to_owned),
                item => item.as_text().map(str::to_owned),
            };
            items.iter().filter_map(code).collect()
        }
        Value::Plain(_) | Value::Quoted(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::settings::{Configuration, read};

    fn settings(text: &str) -> crate::settings::Settings {
        let text = format!("base_url = \"https://z.io\"\n{text}");
        let file = Configuration { name: "config.toml", text: &text };
        let (settings, warnings) = read(None, Some((file, Dialect::Hugo)));
        assert_eq!(warnings, []);
        settings
    }

    #[test]
    fn languages_in_both_notations() {
        let newer = settings(
            "default_language = \"en\"\n[languages.fr]\ntitle = \"x\"\n[languages.fr.translations]\na = \"b\"\n",
        );
        assert_eq!(
            (newer.languages, newer.language.as_str()),
            (vec!["en".into(), "fr".into()], "en")
        );
        let older = settings("languages = [{ code = \"es\", feed = true }, { code = \"en\" }]\n");
        assert_eq!(older.languages, ["en", "es"]);
    }

    #[test]
    fn ignored_content_is_private() {
        let zola = settings("ignored_content = [\"*.{xlsx,tmp.md}\", \"**/notes/*\"]\n").zola;
        let is = |path: &str| role(&zola, Entry::new(path));
        assert_eq!((is("a.md"), is("blog/_a.md")), (Role::Document, Role::Document));
        assert_eq!(
            (is("a/b.xlsx"), is("b.tmp.md"), is("x/notes/a.md")),
            (Role::Private, Role::Private, Role::Private)
        );
        assert_eq!((is("notes.xls"), is(".a.md")), (Role::Asset, Role::Private));
    }

    #[test]
    fn paths_and_authors() {
        assert_eq!(settings("").zola.slugs, Slugs::On);
        assert_eq!(
            settings("[slugify]\npaths = \"safe\"\npaths_keep_dates = true\n").zola,
            Settings {
                is_configured: true,
                slugs: Slugs::Safe,
                keeps_dates: true,
                ..Settings::default()
            }
        );
        assert_eq!(settings("slugify_paths = false\n").zola.slugs, Slugs::Safe);
        assert_eq!(settings("[extra]\nauthor = { name = \"A\" }\n").author, "A");
        assert_eq!(settings("author = \"B\"\n[extra]\nauthor = \"A\"\n").author, "B");
    }
}
