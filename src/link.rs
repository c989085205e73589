//! Where the links of documents lead: paths, macros, references, routes, former addresses and
//! files become addresses of this site ([`Index`]), and fragments become ids of their pages
//! ([`Anchors`]).
//!
//! Owns what a destination means. What is done about one that leads nowhere, [`crate::site`] says.

use crate::document::Head;
use crate::route::Route;

mod anchors;
mod counts;
pub(crate) mod ids;
mod index;
mod names;
mod nearest;
mod search;

pub use anchors::{AnchorLink, Anchors, Checked, Found};
pub use counts::LinkCounts;
pub use index::Index;

/// Where a destination leads.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Target {
    /// Another site, or a scheme such as `mailto:`: it stays as it is.
    Elsewhere,
    /// The document itself.
    Here {
        /// The decoded fragment without `#`, if there is one.
        fragment: Option<String>,
    },
    /// A page of this site.
    Page {
        /// Its path on the site, with query and fragment.
        address: String,
        /// Its route.
        route: Route,
        /// The decoded fragment without `#`, if there is one.
        fragment: Option<String>,
        /// How it is spelt, where what is written differs from it in upper and lower case.
        spelling: Option<String>,
    },
    /// A file of this site.
    File {
        /// Its path on the site, with query and fragment.
        address: String,
        /// Width and height in CSS pixels, if it is an image.
        size: Option<(u32, u32)>,
        /// How it is spelt, where what is written differs from it in upper and lower case.
        spelling: Option<String>,
    },
    /// Nowhere.
    Missing {
        /// What is wrong.
        why: Why,
        /// What the author can do about it.
        advice: String,
    },
}

/// A destination that means the document at `path` in one language and no other: Hugo's `ref` with
/// `lang`. The tag is BCP 47's, empty for documents that declare none.
pub fn in_language(tag: &str, path: &str) -> String {
    format!("{IN_LANGUAGE}{tag}}}{path}")
}

/// What such a destination begins with.
const IN_LANGUAGE: &str = "{lang=";

/// Why a destination leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Why {
    /// Nothing is there.
    Nowhere,
    /// Nothing is written.
    Empty,
    /// Several files have the name.
    Several,
    /// A folder is there, which has no page of its own.
    Folder,
    /// A draft is there.
    Draft,
    /// A document is there whose day has not come.
    Future,
    /// A document is there whose day is over.
    Expired,
    /// A document is there that has no page by its front matter.
    Pageless,
    /// A file is there that documents include.
    Include,
    /// A file is there that is not part of the site.
    Unpublished,
    /// No document names the author.
    Author,
    /// No document has the tag or category.
    Term,
}

impl std::fmt::Display for Why {
    /// What follows a destination in a sentence.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Nowhere => "leads nowhere",
            Self::Empty => "leads nowhere: there is no destination",
            Self::Several => "may be one of several files",
            Self::Folder => "leads to a folder that has no page",
            Self::Draft => "leads to a draft, which is not published",
            Self::Future => "leads to a document that is not published yet",
            Self::Expired => "leads to a document that is no longer published",
            Self::Pageless => "leads to a document that asks to have no page",
            Self::Include => "leads to a file of _includes, which is not published by itself",
            Self::Unpublished => "leads to a file that is not published",
            Self::Author => "leads to an author whom no document names",
            Self::Term => "leads to a tag or category that no document has",
        })
    }
}

impl Why {
    /// What the author can do about it, where the site as a whole tells no more.
    fn advice(self) -> &'static str {
        match self {
            Self::Nowhere => "put the file there or mend the link",
            Self::Empty => "write where it leads, or take the link out",
            Self::Several => "give the path",
            Self::Folder => "give the folder an _index.md, or link to one of its documents",
            Self::Draft => "publish it, or take the link out",
            Self::Future => "wait for its date, or take the link out",
            Self::Expired => "change its date of expiry, or take the link out",
            Self::Pageless => "let it have one in its front matter, or take the link out",
            Self::Include => "include it, or move it among the documents",
            Self::Unpublished => {
                "move it to where it is published; names that begin with _ or . stay private, and so \
                 does what the settings leave out"
            }
            Self::Author | Self::Term => "mend its name, or give it to a document",
        }
    }
}

/// Who links.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The document, if it is one.
    head: Option<&'a Head>,
    /// The route that relative addresses start from.
    route: &'a Route,
    /// BCP 47 tag of the language that is wanted where a document has several.
    language: Option<&'a str>,
}

impl<'a> From<'a> {
    /// A document at its route.
    pub fn document(head: &'a Head, route: &'a Route) -> Self {
        Self { head: Some(head), route, language: head.language.as_deref() }
    }

    /// The site itself, in its settings.
    pub fn site(home: &'a Route) -> Self {
        Self { head: None, route: home, language: None }
    }
}

#[cfg(test)]
mod tests;
