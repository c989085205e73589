//! The dialects of Markdown that other generators speak: which one a file is written in, and the
//! way from a file to a [`Document`]. One dialect, one file in `dialect/`, which has its [`Spec`]: how
//! its files are known and read, what its links and headings are like, how its sites are laid out.

use crate::document::{Document, File};
use crate::emoji::Table;
use crate::front_matter;
use crate::settings::Settings;
use crate::slug::slug;
use crate::warning::Warning;

mod abbreviations;
mod detect;
mod embed;
mod foreign;
mod html;
pub(crate) mod language;
mod lines;
mod notice;
mod revision;
pub mod spec;
mod tally;
mod text;

pub use jekyll::data::{self, Data};
pub use spec::Spec;
pub use tally::{Count, Sort, Tally};

/// Declares each dialect's module, and the enum of all. `cargo fmt` does not look for modules here, so
/// that `cargo xtask test` names them to it.
macro_rules! dialects {
    ($($name:ident = $module:ident, $signs:literal;)*) => {
        $(mod $module;)*

        /// A generator's way of writing Markdown.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum Dialect {
            $(#[doc = $signs] $name,)*
        }

        impl Dialect {
            /// All of them.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// What it says of itself.
            pub fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => const { &$module::SPEC },)*
                }
            }
        }
    };
}

// A line for each, with what its files are known by. What is new comes last: reports have this order.
dialects! {
    Plain = plain, "CommonMark and GitHub Flavored Markdown, with or without front matter.";
    Jekyll = jekyll, "Liquid tags, `_posts`, kramdown.";
    Pelican = pelican, "`Key: value` headers, `{filename}` links.";
    Hugo = hugo, "Shortcodes `{{< … >}}`.";
    Zola = zola, "TOML front matter, `@/` links, shortcodes as calls.";
}

impl Dialect {
    /// The name that settings and reports use.
    pub fn name(self) -> &'static str {
        self.spec().name
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
    name.starts_with("_index.") && settings.generator.is_some_and(|it| it.spec().inherit.is_some())
}

/// Notes in the settings what `sections` say for the documents below them: Hugo's cascades, Zola's
/// drafts.
pub fn inherit(sections: &[File], settings: &mut Settings) {
    if let Some(inherit) = settings.generator.and_then(|it| it.spec().inherit) {
        inherit(sections, settings);
    }
}

/// Reads a file. Never fails: what is not understood stays and is reported.
pub fn read(file: File, surroundings: &Surroundings<'_>) -> (Document, Vec<Warning>) {
    let (split, mut warnings) = front_matter::split(&file.path, &file.text);
    let settings = surroundings.settings;
    let dialect = settings
        .dialect_of(&file.path)
        .unwrap_or_else(|| detect::dialect(&file, &split, settings.dialect));
    let spec = dialect.spec();
    let metadata = (spec.complete)(settings, &file.path, split.metadata);
    let document =
        Document::new(file, dialect, &metadata, split.body, surroundings.emoji, &mut warnings);
    let (foreign, found) = foreign::find(&document);
    warnings.extend(found);
    let (mut document, more) = (spec.read)(document, &metadata, surroundings);
    // As of tags: a name without a letter or digit has no address.
    document.head.authors.retain(|it| !slug(it).is_empty());
    document.tally.add(&foreign);
    warnings.extend(more);
    (document, warnings)
}
