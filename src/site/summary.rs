//! What a site was made of, in numbers.

use std::collections::BTreeMap;

use super::Known;
use crate::dialect::{Dialect, Tally};
use crate::link::LinkCounts;

/// What a site was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many documents there are of each dialect.
    pub documents: BTreeMap<Dialect, u32>,
    /// How many documents have no page: drafts, and what is not published yet or no longer.
    pub unpublished: u32,
    /// The constructs of all documents.
    pub tally: Tally,
    /// The links of all documents.
    pub links: LinkCounts,
    /// How many emoji they show by their shortcodes.
    pub emoji: u32,
}

impl Summary {
    /// Adds a document.
    pub fn add(&mut self, known: &Known) {
        *self.documents.entry(known.head.dialect).or_default() += 1;
        self.tally.add(&known.tally);
        if let Some(made) = &known.made {
            self.links.add(&made.counts);
            self.emoji += made.emoji;
        }
    }
}
