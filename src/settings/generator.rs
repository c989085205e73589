//! What a generator's sites are like besides their documents: the configuration, the folders, and what
//! each file is to the site. Owns the questions, and the answers for a site of no generator's; each
//! generator's own answers are beside its settings.

use super::role::{Entry, Role, is_hidden, is_markdown};
use super::{Settings, hugo};
use crate::dialect::Dialect;
use crate::front_matter::{Metadata, read_configuration};
use crate::hosting::is_for_the_host;
use crate::warning::Warning;

/// A generator; what one does not say is as in [`Generator::NONE`].
#[derive(Debug)]
pub struct Generator {
    /// The configuration files that only it has, relative to the site's root; the first counts.
    pub files: &'static [&'static str],
    /// Those whose names others have too: looked for after everybody's own.
    pub shared_files: &'static [&'static str],
    /// Further files of the configuration, and folders full of them. The first counts most, and all of
    /// them more than the configuration file.
    pub parts: &'static [&'static str],
    /// Reads a configuration file, by its name and text.
    pub parse: fn(&str, &str) -> (Metadata, Vec<Warning>),
    /// Whether the configuration file of this name, which another generator's is called too, is its own.
    pub claims: fn(&str, &Metadata) -> bool,
    /// The configuration with its parts, each with its name.
    pub join: fn(Metadata, Vec<(&str, Metadata)>) -> Metadata,
    /// Reads what the configuration tells besides what most tell alike. It is kept as
    /// [`Settings::source`] too.
    pub read: fn(&Metadata, &mut Settings, &mut Vec<Warning>),
    /// Whether what the configuration says under this key is read for more than `site.toml` can say.
    pub keeps: fn(&str) -> bool,
    /// The folders that may hold the documents.
    pub content_folders: fn(&Settings) -> Vec<&str>,
    /// The folders whose files are published at the top of the site; what a later one has counts.
    pub static_folders: fn(&Settings) -> Vec<&str>,
    /// The folders beside the content whose files templates use.
    pub private_folders: fn(&Settings) -> &[String],
    /// Whether anything in a folder may be part of the site.
    pub enters: fn(&Settings, Entry<'_>) -> bool,
    /// What a file is to the site.
    pub role: fn(&Settings, Entry<'_>) -> Role,
    /// Whether that holds for `_includes` and configuration files too, which are alike with all others.
    pub decides_all: bool,
    /// Whether the folder at a path, with files of these names, is a bundle of one page.
    pub is_bundle: fn(&Settings, &str, &mut dyn Iterator<Item = &str>) -> bool,
    /// Where the asset at a path is published, if that is not at its path.
    pub asset_place: fn(&Settings, &str) -> Option<String>,
}

impl Generator {
    /// That of a site which was written for none.
    pub const NONE: Self = Self {
        files: &[],
        shared_files: &[],
        parts: &[],
        parse: read_configuration,
        claims: |_, _| false,
        join: hugo::parts::joined,
        read: |_, _, _| {},
        keeps: |_| false,
        content_folders: |_| vec!["content"],
        static_folders: |_| vec!["static"],
        private_folders: |_| &[],
        enters: |_, entry| {
            let is_jekylls = ["_posts", "_drafts", "_includes"].contains(&entry.name);
            !is_hidden(entry.name) && (!entry.name.starts_with('_') || is_jekylls)
        },
        role: |_, entry| match () {
            () if is_hidden(entry.name) => Role::Private,
            () if is_markdown(entry.name) => Role::Document,
            () if entry.is_at_top() && is_for_the_host(entry.name) => Role::Asset,
            () if entry.name.starts_with('_') => Role::Private,
            () => Role::Asset,
        },
        decides_all: false,
        is_bundle: |_, _, _| false,
        asset_place: |_, _| None,
    };
}

/// Whether `key` is one of `keys`, in capitals or not.
pub fn is_among(keys: &[&str], key: &str) -> bool {
    keys.iter().any(|it| it.eq_ignore_ascii_case(key))
}

/// The configuration files of all generators, each with the dialect it tells of, in the order in which
/// they are looked for: everybody's own by the dialects' names, then those of shared names.
pub fn configuration_files() -> impl Iterator<Item = (&'static str, Dialect)> {
    let mut dialects = Dialect::ALL;
    dialects.sort_unstable_by_key(|it| it.name());
    let named = |files: fn(&Generator) -> &'static [&'static str]| {
        dialects.into_iter().flat_map(move |dialect| {
            files(&dialect.spec().generator).iter().map(move |name| (*name, dialect))
        })
    };
    named(|it| it.files).chain(named(|it| it.shared_files))
}
