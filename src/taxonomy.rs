//! The ways documents are grouped by name, and where the pages of the groups are. Which documents a
//! site groups so is in the walk ([`crate::site`]).

use serde::{Deserialize, Serialize};

use crate::route::Route;
use crate::slug::slug;

/// A way of grouping documents by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taxonomy {
    /// What a document is about: its tags, its categories and the terms of other taxonomies.
    Tags,
    /// Who wrote it, where it says.
    Authors,
    /// The year that a post is of.
    Years,
}

impl Taxonomy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tags, Self::Authors, Self::Years];

    /// The first segment of its routes.
    fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Years => "archive",
        }
    }

    /// The page of all its terms.
    pub fn route(self) -> Route {
        Route::new(self.name())
    }

    /// The page of one of its terms.
    pub fn term_route(self, term: &str) -> Route {
        Route::new(&format!("{}/{}", self.name(), slug(term)))
    }
}

/// A page that listed documents on the site they come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormerList {
    /// Its path on that site, `/` at the start: `/category/sea.html`.
    pub address: String,
    /// The route of the list of the same documents here.
    pub route: String,
}
