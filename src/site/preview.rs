//! One document as it is now, before the site is built anew for it: a page that is open shows its text at
//! once, while all that follows from it is still being made.

use std::collections::HashMap;

use super::text::{self, Ground};
use super::{FilesOf, Input, Known, Made, World, survey};
use crate::dialect::{Data, Surroundings};
use crate::document::Piece;
use crate::emoji::Table;
use crate::link::Index;
use crate::route::Route;

/// What a build leaves for that.
#[derive(Debug, Default)]
pub struct Preview {
    pub(super) input: Input,
    pub(super) data: Data,
    pub(super) emoji: Table,
    pub(super) index: Index,
    /// The route of each document, by its path in the content folder.
    pub(super) routes: HashMap<String, Route>,
}

/// The text of a document that was saved.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its page.
    pub route: Route,
    /// The text, as HTML.
    pub html: String,
}

impl Preview {
    /// What the document that the last build knew as `known` shows now on a site hosted under `base`.
    /// `None` where more than its text has changed, or the text says what others do: then the next build
    /// has to be waited for. What there is to say about it, that says too.
    pub fn show(&self, known: &Known, world: &dyn World, base: &str) -> Option<Shown> {
        let made = known.made.as_ref().filter(|it| it.payload.is_none())?;
        let route = self.routes.get(&known.head.path)?;
        let Input { settings, includes, .. } = &self.input;
        let surroundings = Surroundings {
            includes,
            settings,
            data: &self.data,
            files: &FilesOf(world),
            emoji: &self.emoji,
        };
        let (document, _) = survey::document(&known.head.path, &surroundings, world).ok()?;
        let is_list = |it: &Piece| matches!(it, Piece::Listing { .. });
        if document.head != known.head
            || document.files != known.files
            || document.body.iter().any(is_list)
        {
            return None;
        }
        let ground = Ground { pages: &[], index: &self.index, settings, emoji: &self.emoji };
        let mut made = Made { meant: made.meant.clone(), ..Made::default() };
        let text = text::make(&document, route, &ground, &mut made);
        Some(Shown { route: route.clone(), html: text.payload.html(&settings.language, base) })
    }
}
