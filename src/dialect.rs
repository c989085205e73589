//! The dialects of Markdown that other generators speak: which one a file is written in, and the
//! way from a file to a [`Document`]. One dialect, one file in `dialect/`.

use crate::document::{Document, File};
use crate::front_matter::{self, Metadata, Notation};
use crate::warning::Warning;

mod constructs;
mod hugo;
mod jekyll;
mod pelican;
mod plain;

/// A generator's way of writing Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// CommonMark and GitHub Flavored Markdown, with or without front matter.
    Plain,
    /// Liquid tags, `_posts`, kramdown.
    Jekyll,
    /// `Key: value` headers, `{filename}` links.
    Pelican,
    /// Shortcodes `{{< … >}}`.
    Hugo,
}

/// What a dialect may look at besides the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// Files of `_includes`, by their path within it.
    pub includes: &'a [File],
    /// The dialect of the site the file belongs to, where its configuration tells.
    pub site: Option<Dialect>,
}

/// Reads a file. Never fails: what is not understood stays and is reported.
pub fn read(file: File, surroundings: &Surroundings<'_>) -> (Document, Vec<Warning>) {
    let (split, mut warnings) = front_matter::split(&file.path, &file.text);
    let body = &file.text[split.body..];
    let dialect = detect(&file.path, split.notation, &split.metadata, body, surroundings.site);
    let document = Document::new(file, dialect, &split.metadata, split.body, &mut warnings);
    let (document, more) = match dialect {
        Dialect::Plain => plain::read(document),
        Dialect::Jekyll => jekyll::read(document, &split.metadata, surroundings.includes),
        Dialect::Pelican => pelican::read(document, &split.metadata),
        Dialect::Hugo => hugo::read(document, &split.metadata),
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
        Some(Notation::Toml) => return Dialect::Hugo,
        _ if is_in("_posts") || is_in("_drafts") => return Dialect::Jekyll,
        _ => {}
    }
    if let Some(site) = site {
        return site;
    }
    let mut prose = String::with_capacity(body.len());
    let mut at = 0;
    for code in crate::markdown::code_ranges(body) {
        prose.push_str(body.get(at..code.start).unwrap_or_default());
        at = code.end;
    }
    prose.push_str(&body[at..]);
    let has = |key: &str| metadata.field(key).is_some();
    let contains = |signs: &[&str]| signs.iter().any(|sign| prose.contains(sign));
    if contains(&["{filename}", "{static}", "{attach}", "|filename|"]) {
        Dialect::Pelican
    } else if contains(&["{{<", "{{%"]) {
        Dialect::Hugo
    } else if has("layout") || contains(&["{% "]) {
        Dialect::Jekyll
    } else if has("draft") || has("lastmod") || has("weight") || path.ends_with("_index.md") {
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
        read(file, &Surroundings { includes: &[], site }).0.dialect
    }

    #[test]
    fn files_tell_their_dialect() {
        assert_eq!(dialect_of("a.md", "# Hi\n", None), Dialect::Plain);
        assert_eq!(dialect_of("a.md", "Title: x\n\nHi\n", None), Dialect::Pelican);
        assert_eq!(dialect_of("a.md", "[x]({filename}b.md)\n", None), Dialect::Pelican);
        assert_eq!(dialect_of("a.md", "+++\ntitle = \"x\"\n+++\n", None), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "---\ndraft: false\n---\n", None), Dialect::Hugo);
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
