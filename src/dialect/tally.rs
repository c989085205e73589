//! How many constructs of which name a document, or a site, has, and how many were understood.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The sorts of construct that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// A shortcode of Hugo or Zola.
    Shortcode,
    /// A Liquid tag.
    Tag,
    /// A Liquid output.
    Output,
    /// An attribute list of kramdown.
    AttributeList,
    /// A link macro of Pelican or an internal link of Zola.
    LinkMacro,
}

impl Sort {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shortcode => "shortcode",
            Self::Tag => "Liquid tag",
            Self::Output => "Liquid output",
            Self::AttributeList => "attribute list",
            Self::LinkMacro => "link macro",
        }
    }
}

/// How often a construct occurs outside of code, and how often it was understood. Each that was not
/// is named in a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How often it occurs.
    pub found: u32,
    /// How often it was understood.
    pub understood: u32,
}

/// Constructs by sort and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    counts: BTreeMap<(Sort, String), Count>,
}

impl Tally {
    /// Counts one construct.
    pub fn note(&mut self, sort: Sort, name: &str, is_understood: bool) {
        let count = self.counts.entry((sort, name.to_owned())).or_default();
        count.found += 1;
        count.understood += u32::from(is_understood);
    }

    /// Adds the constructs of another document.
    pub fn add(&mut self, other: &Self) {
        for (key, more) in &other.counts {
            let count = self.counts.entry(key.clone()).or_default();
            count.found += more.found;
            count.understood += more.understood;
        }
    }

    /// The constructs in order.
    pub fn iter(&self) -> impl Iterator<Item = (Sort, &str, Count)> {
        self.counts.iter().map(|((sort, name), count)| (*sort, name.as_str(), *count))
    }
}
