//! What a dialect says of itself, once, for all who treat dialects differently. What it does not say is
//! as in plain Markdown: `..plain::SPEC`.

use super::{Sort, Surroundings};
use crate::document::{Document, File};
use crate::front_matter::{Metadata, Notation};
use crate::link::ids::Rule;
use crate::settings::Settings;
use crate::settings::generator::Generator;
use crate::warning::Warning;

/// A dialect.
#[derive(Debug)]
pub struct Spec {
    /// The name that settings and reports use.
    pub name: &'static str,
    /// Makes of a document what the dialect makes of its front matter, place and body. Never fails: what is
    /// not understood stays and is reported.
    pub read: fn(Document, &Metadata, &Surroundings<'_>) -> (Document, Vec<Warning>),
    /// The front matter of the document at this path, with what the settings give it.
    pub complete: fn(&Settings, &str, Metadata) -> Metadata,
    /// Notes in the settings what sections' own documents (`_index.md`) say for those below them.
    pub inherit: Option<fn(&[File], &mut Settings)>,
    /// The shortcodes or tags that it reads, and reports itself where it does not know them. Others' are
    /// reported as such.
    pub reads: &'static [Sort],
    /// What its files are known by.
    pub signs: Signs,
    /// The ids that headings had, where they differ from ours.
    pub heading_ids: &'static [Rule],
    /// Whether relative links are paths of files before they are addresses.
    pub links_to_files: bool,
    /// Whether a link to a document means its translation into the language of the one that links.
    pub links_to_translations: bool,
    /// Whether dollars make formulas where neither document nor settings say.
    pub has_math: bool,
    /// Whether a formula's place decides if it stands apart, as its marks do not tell.
    pub has_one_mark_for_math: bool,
    /// How a document of it is begun.
    pub start: Start,
    /// The sites that are written in it: configuration, folders, which files are published.
    pub generator: Generator,
}

/// What the files of a dialect are known by, those that tell most first.
#[derive(Debug)]
pub struct Signs {
    /// The notations of front matter that only it has, or few have.
    pub notations: &'static [Notation],
    /// The fields that others with these notations do not have.
    pub fields: &'static [&'static str],
    /// The names of folders for its documents.
    pub folders: &'static [&'static str],
    /// Characters of which each of its constructs has one: who has none is not asked for them.
    pub marks: &'static [char],
    /// How surely the text outside of code is written in it.
    pub constructs: fn(&str, &Metadata) -> Option<Likelihood>,
    /// How surely the front matter of the document at a path is.
    pub metadata: fn(&str, &Metadata) -> Option<Likelihood>,
}

/// How surely a sign tells of a dialect. Of two that are equally sure, the first in the list of dialects is
/// believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// Others have it too, but less often.
    Possible,
    /// Others may have it.
    Likely,
    /// Nobody else has it.
    Sure,
}

/// How `stacks new` begins a document where no neighbours show how.
#[derive(Debug)]
pub struct Start {
    /// The notation of the front matter; `None` where a heading alone will do.
    pub notation: Option<Notation>,
    /// The folder for posts.
    pub posts: &'static str,
    /// The folder for pages.
    pub pages: &'static str,
    /// The folder for drafts of posts, if they have one.
    pub drafts: Option<&'static str>,
    /// Whether the names of posts begin with their date.
    pub is_dated_by_name: bool,
    /// Whether the front matter names a layout.
    pub has_layout: bool,
    /// The field of a draft, with its value.
    pub draft: (&'static str, &'static str),
    /// The field of what is no draft.
    pub no_draft: Option<(&'static str, &'static str)>,
    /// How a date with a time of day is written (`strftime`).
    pub date_format: &'static str,
}
