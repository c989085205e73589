//! Reading every document once, for what the others must know of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Input, KEPT_TEXT, Known, Stub, World, hash};
use crate::dialect::{self, Surroundings};
use crate::document::{Document, Head};
use crate::link::Why;
use crate::warning::Warning;

/// A document on its way to a page.
pub struct Source {
    /// What is known of it.
    pub known: Known,
    /// The document itself, where it was read and there was room to keep it.
    pub document: Option<Document>,
}

/// Reads the documents that are not among the `known` or have changed since. Returns those that
/// are part of the site, in the order of their paths, the others, and what there is to say about
/// those that could not be read.
pub fn read(
    input: &Input,
    surroundings: &Surroundings<'_>,
    known: Vec<Known>,
    world: &dyn World,
) -> (Vec<Source>, Vec<Known>, Vec<Warning>) {
    let mut stubs: Vec<&Stub> = input.documents.iter().collect();
    stubs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut known: HashMap<String, Known> =
        known.into_iter().map(|it| (it.head.path.clone(), it)).collect();
    let stubs: Vec<(&Stub, Option<Known>)> =
        stubs.into_iter().map(|stub| (stub, known.remove(&stub.path))).collect();
    let kept = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let total = stubs.len();
    let sources = stubs.into_par_iter().map(|(stub, known)| {
        world.progress("reading", done.fetch_add(1, Ordering::Relaxed) + 1, total);
        let holds = |known: &Known| {
            let mut shown = known.shown.iter();
            known.stamp == stub.stamp
                && shown.all(|(path, stamp)| world.stamp(path) == *stamp)
                && known.own_emoji.is_none_or(|it| it == hash(surroundings.emoji.own()))
        };
        match known.filter(holds) {
            Some(known) => Ok(Source { known, document: None }),
            None => source(stub, surroundings, &kept, world),
        }
    });
    let sources: Vec<Result<Source, Vec<Warning>>> = sources.collect();
    let mut lost = Vec::new();
    let sources: Vec<Source> =
        sources.into_iter().filter_map(|it| it.map_err(|found| lost.extend(found)).ok()).collect();
    let (published, hidden): (Vec<Source>, Vec<Source>) =
        sources.into_iter().partition(|source| input.publishes(&source.known.head));
    let hidden = hidden.into_iter().map(|source| {
        let known = source.known;
        Known { is_new: known.is_new || known.made.is_some(), made: None, ..known }
    });
    (published, hidden.collect(), lost)
}

fn source(
    stub: &Stub,
    surroundings: &Surroundings<'_>,
    kept: &AtomicUsize,
    world: &dyn World,
) -> Result<Source, Vec<Warning>> {
    let (document, findings) = document(&stub.path, surroundings, world)?;
    let head = document.head.clone();
    let shown = document.shown.iter().map(|path| (path.clone(), world.stamp(path)));
    let known = Known {
        shown: shown.collect(),
        stamp: stub.stamp,
        head,
        tally: document.tally.clone(),
        files: document.files.clone(),
        own_emoji: document.asks_for_own_emoji.then(|| hash(surroundings.emoji.own())),
        findings,
        made: None,
        is_new: true,
    };
    let size = document.file.text.len();
    let has_room = kept.fetch_add(size, Ordering::Relaxed) + size <= KEPT_TEXT;
    Ok(Source { known, document: has_room.then_some(document) })
}

/// The document at `path` and what reading it found.
///
/// # Errors
/// When it could not be read: what there is to say about it.
pub fn document(
    path: &str,
    surroundings: &Surroundings<'_>,
    world: &dyn World,
) -> Result<(Document, Vec<Warning>), Vec<Warning>> {
    let (file, mut warnings) = world.read(path);
    let Some(file) = file else { return Err(warnings) };
    let (document, found) = dialect::read(file, surroundings);
    warnings.extend(found);
    Ok((document, warnings))
}

impl Input {
    /// Whether a document is part of the site.
    fn publishes(&self, head: &Head) -> bool {
        self.withholds(head).is_none()
    }

    /// Why a document is not part of the site, if it is not.
    pub(super) fn withholds(&self, head: &Head) -> Option<Why> {
        let reasons = [
            (head.draft, Why::Draft),
            (self.is_early(head), Why::Future),
            (self.is_late(head), Why::Expired),
        ];
        if head.pageless {
            return Some(Why::Pageless);
        }
        let reason = reasons.into_iter().find(|(holds, _)| *holds && !self.drafts);
        reason.map(|(_, why)| why)
    }

    fn is_early(&self, head: &Head) -> bool {
        let date = head.date.map(|date| date.date()).filter(|_| !self.settings.hugo.future);
        self.today.is_some_and(|today| date.is_some_and(|date: Date| date > today))
    }

    fn is_late(&self, head: &Head) -> bool {
        let date = head.expires.map(|date| date.date());
        self.today.is_some_and(|today| date.is_some_and(|date: Date| date <= today))
    }
}
