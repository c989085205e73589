//! What each file below the content folder is to the site: what the generator that the site was
//! written for publishes is published, what it does not is not. Owns the roles and which generator's
//! rules hold; the rules themselves are beside what its configuration tells.

use super::{Settings, hugo, jekyll, pelican, zola};
use crate::dialect::Dialect;
use crate::hosting::is_for_the_host;

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
    /// Whether anything in the folder `entry` may be part of the site.
    pub fn enters(&self, entry: Entry<'_>) -> bool {
        if entry.name == "node_modules" || entry.path == ".git" {
            return false;
        }
        match self.generator {
            Some(Dialect::Jekyll) => jekyll::places::enters(&self.jekyll, entry),
            Some(Dialect::Pelican) => pelican::places::enters(&self.pelican, entry),
            Some(Dialect::Hugo | Dialect::Zola) => !is_hidden(entry.name),
            Some(Dialect::Plain) | None => {
                let is_jekylls = ["_posts", "_drafts", "_includes"].contains(&entry.name);
                !is_hidden(entry.name) && (!entry.name.starts_with('_') || is_jekylls)
            }
        }
    }

    /// What the file `entry` is to the site.
    pub fn role(&self, entry: Entry<'_>) -> Role {
        if self.generator == Some(Dialect::Jekyll) {
            return jekyll::places::role(&self.jekyll, entry);
        }
        if entry.path.starts_with("_includes/") {
            return if is_hidden(entry.name) { Role::Private } else { Role::Include };
        }
        if entry.is_at_top() && is_configuration(entry.name) {
            return Role::Private;
        }
        match self.generator {
            Some(Dialect::Pelican) => pelican::places::role(&self.pelican, entry),
            Some(Dialect::Hugo) => hugo::places::role(&self.hugo, entry),
            Some(Dialect::Zola) => zola::role(&self.zola, entry),
            _ if is_hidden(entry.name) => Role::Private,
            _ if is_markdown(entry.name) => Role::Document,
            _ if entry.is_at_top() && is_for_the_host(entry.name) => Role::Asset,
            _ if entry.name.starts_with('_') => Role::Private,
            _ => Role::Asset,
        }
    }

    /// Whether the folder at `path`, with files of these names, is a bundle of one page.
    pub fn is_bundle<'n>(&self, path: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
        self.generator == Some(Dialect::Hugo)
            && !path.is_empty()
            && !self.hugo.languages.iter().any(|it| it.folder.as_deref() == Some(path))
            && names.any(hugo::places::is_leaf)
    }

    /// Where the asset at `path` is published, if that is not at its path.
    pub fn asset_place(&self, path: &str) -> Option<String> {
        match self.generator {
            Some(Dialect::Jekyll) => jekyll::places::asset_place(&self.jekyll, path),
            Some(Dialect::Pelican) => {
                // Pelican has its pages' files where they are.
                let moved = self.pelican.moved.iter().find(|(from, _)| from == path);
                Some(moved.map_or(path, |(_, to)| to).to_owned())
            }
            _ => None,
        }
    }
}

/// Whether a name is that of a configuration file, ours or another's.
pub fn is_configuration(name: &str) -> bool {
    name == "site.toml"
        || super::FOREIGN_FILES.iter().any(|(it, _)| *it == name)
        || ["publishconf.py", "theme.toml"].contains(&name)
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
