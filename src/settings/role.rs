//! What each file below the content folder is to the site: what the generator that the site was
//! written for publishes is published, what it does not is not. Owns the roles and which generator's
//! rules hold; the rules themselves are beside what its configuration tells.

use super::Settings;
use super::generator::Generator;
use crate::dialect::Dialect;

mod left;

pub use left::{Left, Reason};

/// What a file is to the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A document.
    Document,
    /// A document if it begins with front matter, and private otherwise.
    DocumentIfMarked,
    /// A file of Jekyll's includes.
    Include,
    /// A file of Jekyll's data.
    Data,
    /// Published as it is.
    Asset,
    /// Published as it is if a document links to it.
    AssetIfLinked,
    /// Published as it is, unless it begins with front matter: then it is left out for this reason.
    AssetUnlessMarked(Reason),
    /// Not published, and nobody expects it to be.
    Private,
    /// Not published, which the author is told.
    Left(Reason),
}

/// A file or folder on the way through the content folder.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its path in the content folder.
    pub path: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The page bundle it lies in.
    pub bundle: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// The entry at `path`, in no bundle.
    pub fn new(path: &'a str) -> Self {
        Self { path, name: path.rsplit('/').next().unwrap_or_default(), bundle: None }
    }

    /// Whether it stands at the top of the content folder.
    pub fn is_at_top(&self) -> bool {
        self.path.len() == self.name.len()
    }
}

impl Settings {
    /// What is known of sites of this one's generator.
    pub(super) fn rules(&self) -> &'static Generator {
        self.generator.map_or(const { &Generator::NONE }, |it| &it.spec().generator)
    }

    /// Whether anything in the folder `entry` may be part of the site.
    pub fn enters(&self, entry: Entry<'_>) -> bool {
        entry.name != "node_modules" && entry.path != ".git" && (self.rules().enters)(self, entry)
    }

    /// What the file `entry` is to the site.
    pub fn role(&self, entry: Entry<'_>) -> Role {
        let rules = self.rules();
        match () {
            () if rules.decides_all => (rules.role)(self, entry),
            () if entry.path.starts_with("_includes/") && is_hidden(entry.name) => Role::Private,
            () if entry.path.starts_with("_includes/") => Role::Include,
            () if entry.is_at_top() && is_configuration(entry.name) => Role::Private,
            () => (rules.role)(self, entry),
        }
    }

    /// Whether the folder at `path`, with files of these names, is a bundle of one page.
    pub fn is_bundle<'n>(&self, path: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
        (self.rules().is_bundle)(self, path, &mut names)
    }

    /// Where the asset at `path` is published, if that is not at its path.
    pub fn asset_place(&self, path: &str) -> Option<String> {
        (self.rules().asset_place)(self, path)
    }
}

/// Whether a name is that of a configuration file, ours or another's.
pub fn is_configuration(name: &str) -> bool {
    let is_of = |it: &Generator| [it.files, it.shared_files, it.parts].concat().contains(&name);
    ["site.toml", "theme.toml"].contains(&name)
        || Dialect::ALL.iter().any(|it| is_of(&it.spec().generator))
}

/// Whether a file of this name holds Markdown.
pub fn is_markdown(path: &str) -> bool {
    const MARKDOWN: [&str; 6] = ["md", "markdown", "mkd", "mdown", "mkdn", "mkdown"];
    has_extension(path, &MARKDOWN)
}

/// Whether a name ends in one of `extensions`, in small letters or capitals.
pub(super) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let own = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions.iter().any(|it| own.eq_ignore_ascii_case(it))
}

/// Whether a name is hidden: by a dot at its start, or as an editor's copy.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~')
}

/// Whether `path` is `folder`, which may be empty for the top, or lies in it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
}
