//! What is kept of a document, and of a site, from one build to the next. All of it can be made
//! anew from the sources.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::dialect::Tally;
use crate::document::{Head, MadeFile};
use crate::link::{AnchorLink, Anchors, LinkCounts, Target};
use crate::warning::Warning;

/// Destinations as written, and the addresses that their anchors mean.
pub type Meant = BTreeMap<String, String>;

/// What the last build of a site leaves for the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The documents, in no order.
    pub documents: Vec<Known>,
    /// A number that changes when any link of the site may lead elsewhere.
    pub links: u64,
    /// The lists: for each file a number that changes when its content does.
    pub lists: HashMap<String, u64>,
}

/// What is known of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The stamp of the file when it was read.
    pub stamp: u64,
    /// What other documents need to know of it.
    pub head: Head,
    /// The constructs of its dialect.
    pub tally: Tally,
    /// Files that its constructs became.
    pub files: Vec<MadeFile>,
    /// Other files of the content folder that it shows, or would, with their stamps.
    pub shown: Vec<(String, u64)>,
    /// A number that changes when the site's own emoji do, if its title depends on them.
    pub own_emoji: Option<u64>,
    /// What reading it found.
    pub findings: Vec<Warning>,
    /// What making its page found; `None` while it has no page.
    pub made: Option<Made>,
    /// Whether anything of this was learned in this build.
    #[serde(skip)]
    pub is_new: bool,
}

impl Known {
    /// Everything there is to tell the author about it, but for its anchors.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> {
        let made = self.made.iter().flat_map(|made| &made.warnings);
        self.findings.iter().chain(made).cloned()
    }
}

/// What is known of a document once its page is made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// A number that changes when anything the page shows does, but for its own text and links.
    pub key: u64,
    /// A number that changes when the page's payload does, but for a list on it.
    pub content: u64,
    /// The summary for lists.
    pub excerpt: Option<String>,
    /// What it can be linked to by.
    pub anchors: Anchors,
    /// Its links to anchors of other pages.
    pub anchor_links: Vec<AnchorLink>,
    /// Those of them that were written with another id than they say.
    pub meant: Meant,
    /// Its destinations as written, and where each leads.
    pub links: Vec<(String, Target)>,
    /// How many links of which sort it has.
    pub counts: LinkCounts,
    /// How many words it has.
    pub words: u32,
    /// How many minutes it takes to read, if it has anything to read.
    pub minutes: Option<u32>,
    /// The section that it belongs to, by its name.
    pub section: Option<String>,
    /// How many images have no alternative text.
    pub images_without_text: u32,
    /// How many emoji it shows by their shortcodes.
    pub emoji: u32,
    /// The shortcodes it has, whether they show anything or not.
    pub shortcodes: BTreeSet<String>,
    /// Whether one of them shows nothing: what the author is told of it may depend on any emoji.
    pub has_unknown_emoji: bool,
    /// Whether it shows something of other documents: it is made anew when any of them changes.
    pub shows_others: bool,
    /// What was found.
    pub warnings: Vec<Warning>,
    /// The payload as JSON, for documents that stand at the route of a list: it changes with the
    /// list.
    pub payload: Option<String>,
}
