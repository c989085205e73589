//! The dialects of Markdown that other generators speak: which one a file is written in, and the
//! way from a file to a [`Document`]. One dialect, one file in `dialect/`.

use crate::document::{Document, File};
use crate::emoji::Table;
use crate::front_matter;
use crate::settings::Settings;
use crate::settings::hugo::Cascade;
use crate::slug::slug;
use crate::warning::Warning;

mod abbreviations;
mod detect;
mod embed;
mod foreign;
mod html;
mod hugo;
mod jekyll;
pub(crate) mod language;
mod lines;
mod notice;
mod pelican;
mod plain;
mod revision;
mod tally;
mod text;
mod zola;

pub use jekyll::data::{self, Data};
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

/// Files of the content folder, which a document may show in its place.
pub trait Files: Sync {
    /// The text of the file at `path`.
    ///
    /// # Errors
    /// Why there is none, to be put behind what was asked for.
    fn text(&self, path: &str) -> Result<String, String>;
}

/// No files.
#[derive(Clone, Copy, Debug)]
pub struct NoFiles;

impl Files for NoFiles {
    fn text(&self, _: &str) -> Result<String, String> {
        Err("is not there".into())
    }
}

/// What a dialect may look at besides the file.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Files of `_includes`, by their path within it.
    pub includes: &'a [File],
    /// The site's settings, with those of the generator it was written for.
    pub settings: &'a Settings,
    /// What Jekyll's data files hold.
    pub data: &'a Data,
    /// The files of the content folder.
    pub files: &'a dyn Files,
    /// What shortcodes show.
    pub emoji: &'a Table,
}

impl<'a> Surroundings<'a> {
    /// The settings, with nothing else around.
    pub fn new(settings: &'a Settings) -> Self {
        static NO_DATA: Data = Data::NONE;
        static GITHUB: Table = Table::GITHUB;
        Self { includes: &[], settings, data: &NO_DATA, files: &NoFiles, emoji: &GITHUB }
    }
}

/// Whether the document at `path` is a section's own, and what it says may hold for those below it,
/// so that it is to be handed to [`inherit`].
pub fn is_ancestor(path: &str, settings: &Settings) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    matches!(settings.generator, Some(Dialect::Hugo | Dialect::Zola)) && name.starts_with("_index.")
}

/// Notes in the settings what `sections` say for the documents below them: Hugo's cascades, Zola's
/// drafts.
pub fn inherit(sections: &[File], settings: &mut Settings) {
    match settings.generator {
        Some(Dialect::Hugo) => {
            let may = sections.iter().filter(|it| it.text.contains("cascade"));
            let mut found: Vec<Cascade> = may.flat_map(|it| hugo::cascades(it, settings)).collect();
            // What is nearest counts most.
            found.sort_by_key(|it| std::cmp::Reverse(it.section.len()));
            settings.hugo.cascades.splice(0..0, found);
        }
        Some(Dialect::Zola) => {
            settings.zola.draft_folders = sections.iter().filter_map(zola::draft_folder).collect();
        }
        _ => {}
    }
}

/// Reads a file. Never fails: what is not understood stays and is reported.
pub fn read(file: File, surroundings: &Surroundings<'_>) -> (Document, Vec<Warning>) {
    let (split, mut warnings) = front_matter::split(&file.path, &file.text);
    let settings = surroundings.settings;
    let dialect = settings
        .dialect_of(&file.path)
        .unwrap_or_else(|| detect::dialect(&file, &split, settings.dialect));
    let metadata = match dialect {
        Dialect::Jekyll => settings.jekyll.completed(&file.path, &split.metadata),
        _ => split.metadata,
    };
    let document =
        Document::new(file, dialect, &metadata, split.body, surroundings.emoji, &mut warnings);
    let (foreign, found) = foreign::find(&document);
    warnings.extend(found);
    let (mut document, more) = match dialect {
        Dialect::Plain => plain::read(document, &metadata, surroundings.settings),
        Dialect::Jekyll => jekyll::read(document, &metadata, surroundings),
        Dialect::Pelican => pelican::read(document, &metadata, surroundings),
        Dialect::Hugo => hugo::read(document, &metadata, surroundings),
        Dialect::Zola => zola::read(document, &metadata, surroundings),
    };
    // As of tags: a name without a letter or digit has no address.
    document.head.authors.retain(|it| !slug(it).is_empty());
    document.tally.add(&foreign);
    warnings.extend(more);
    (document, warnings)
}
