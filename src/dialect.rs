//! The dialects of Markdown that other generators speak: which one a file is written in, and the
//! way from a file to a [`Document`]. One dialect, one file in `dialect/`.

use crate::document::{Document, File};
use crate::front_matter::{self, Metadata, Notation};
use crate::settings::Settings;
use crate::warning::Warning;

mod constructs;
mod embed;
mod html;
mod hugo;
mod jekyll;
mod language;
mod lines;
mod notice;
mod pelican;
mod plain;
mod revision;
mod tally;
mod text;
mod zola;

pub use tally::{Count, Sort, Tally};

/// A generator's way of writing Markdown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Dialect {
    /// CommonMark and GitHub Flavored Markdown, with or without front matter.
    Plain,
    /// Liquid tags, `_posts`, kramdown.
    Jekyll,
    /// `Key: value` headers, `{filename}` links.
    Pelican,
    /// Shortcodes `{{< … >}}`.
    Hugo,
    /// TOML front matter, `@/` links, shortcodes as calls.
    Zola,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Jekyll, Self::Pelican, Self::Hugo, Self::Zola];

    /// The name that settings and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Jekyll => "jekyll",
            Self::Pelican => "pelican",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
        }
    }

    /// The dialect of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }
}

/// What a dialect may look at besides the file.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Files of `_includes`, by their path within it.
    pub includes: &'a [File],
    /// The site's settings, with those of the generator it was written for.
    pub settings: &'a Settings,
}

/// Reads a file. Never fails: what is not understood stays and is reported.
pub fn read(file: File, surroundings: &Surroundings<'_>) -> (Document, Vec<Warning>) {
    let (split, mut warnings) = front_matter::split(&file.path, &file.text);
    let body = &file.text[split.body..];
    let settings = surroundings.settings;
    let dialect = settings.dialect_of(&file.path).unwrap_or_else(|| {
        detect(&file.path, split.notation, &split.metadata, body, settings.dialect)
    });
    let document = Document::new(file, dialect, &split.metadata, split.body, &mut warnings);
    let (document, more) = match dialect {
        Dialect::Plain => plain::read(document),
        Dialect::Jekyll => jekyll::read(document, &split.metadata, surroundings),
        Dialect::Pelican => pelican::read(document, &split.metadata, surroundings),
        Dialect::Hugo => hugo::read(document, &split.metadata, surroundings),
        Dialect::Zola => zola::read(document, &split.metadata, surroundings),
    };
    warnings.extend(more);
    (document, warnings)
}

/// The dialect of a file: by its place and its front matter's notation, then by the site it belongs
/// to, then by constructs that only one dialect has. Code shows constructs of any.
fn detect(
    path: &str,
    notation: Option<Notation>,
    metadata: &Metadata,
    body: &str,
    site: Option<Dialect>,
) -> Dialect {
    let is_in = |folder: &str| path.split('/').any(|name| name == folder);
    match notation {
        Some(Notation::Headers) => return Dialect::Pelican,
        Some(Notation::Toml | Notation::Json) => return Dialect::Hugo,
        _ if is_in("_posts") || is_in("_drafts") => return Dialect::Jekyll,
        _ => {}
    }
    if let Some(site) = site {
        return site;
    }
    let is_suspect = body.contains(['{', '|']);
    let has = |key: &str| metadata.field(key).is_some();
    if !is_suspect {
        return by_fields(path, has);
    }
    let mut prose = String::with_capacity(body.len());
    let mut at = 0;
    for code in crate::markdown::code_ranges(body) {
        prose.push_str(body.get(at..code.start).unwrap_or_default());
        at = code.end;
    }
    prose.push_str(&body[at..]);
    let contains = |signs: &[&str]| signs.iter().any(|sign| prose.contains(sign));
    if contains(&["{filename}", "{static}", "{attach}", "|filename|"]) {
        Dialect::Pelican
    } else if contains(&["{{<", "{{%"]) {
        Dialect::Hugo
    } else if contains(&["{% "]) {
        Dialect::Jekyll
    } else {
        by_fields(path, has)
    }
}

/// Keys that none but Hugo's documents have in YAML.
const HUGOS: [&str; 8] = [
    "draft",
    "lastmod",
    "weight",
    "linkTitle",
    "publishDate",
    "expiryDate",
    "translationKey",
    "cascade",
];

/// The dialect that keys of the front matter tell of.
fn by_fields(path: &str, has: impl Fn(&str) -> bool) -> Dialect {
    if has("layout") {
        Dialect::Jekyll
    } else if HUGOS.iter().any(|key| has(key)) || path.ends_with("_index.md") {
        Dialect::Hugo
    } else {
        Dialect::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect_of(path: &str, text: &str, site: Option<Dialect>) -> Dialect {
        let file = File { path: path.into(), text: text.into() };
        let settings = Settings { dialect: site, ..Settings::default() };
        read(file, &Surroundings { includes: &[], settings: &settings }).0.head.dialect
    }

    #[test]
    fn files_tell_their_dialect() {
        assert_eq!(dialect_of("a.md", "# Hi\n", None), Dialect::Plain);
        assert_eq!(dialect_of("a.md", "Title: x\n\nHi\n", None), Dialect::Pelican);
        assert_eq!(dialect_of("a.md", "[x]({filename}b.md)\n", None), Dialect::Pelican);
        assert_eq!(dialect_of("a.md", "+++\ntitle = \"x\"\n+++\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "{\"title\": \"x\"}\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "---\ndraft: false\n---\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "---\nexpirydate: 2026-01-01\n---\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "{{< ref \"b.md\" >}}\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "---\nlayout: default\n---\n", None), Dialect::Jekyll);
        assert_eq!(dialect_of("_posts/2024-01-02-a.md", "x\n", None), Dialect::Jekyll);
        assert_eq!(dialect_of("a.md", "---\ntitle: x\n---\n", Some(Dialect::Hugo)), Dialect::Hugo);
    }

    #[test]
    fn code_tells_nothing_of_the_dialect_and_place_tells_more_than_constructs() {
        let code = "```\n{{< x >}} {filename} {% y %}\n```\n`{filename}`\n";
        assert_eq!(dialect_of("a.md", code, None), Dialect::Plain);
        assert_eq!(dialect_of("_posts/2024-01-02-a.md", "{{< x >}}\n", None), Dialect::Jekyll);
        assert_eq!(dialect_of("a.md", "[x]({filename}y)\n", Some(Dialect::Hugo)), Dialect::Hugo);
    }
}
