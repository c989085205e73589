//! Whether the anchors that links lead to are there, once every document's ids are known.

use std::collections::HashMap;

use super::Page;
use crate::warning::Warning;

/// For how many missing anchors the nearest existing one is looked for: that is slow.
const MOST_ADVICE: usize = 200;

/// How long an anchor may be for that, in bytes: comparing costs the product of the lengths.
const LONGEST: usize = 200;

/// Adds a warning for each link to an anchor that is not there.
pub fn check(pages: &[Page], warnings: &mut Vec<Warning>) {
    let made = || {
        let pages = pages.iter();
        pages.filter_map(|page| Some((page.route.as_str(), page.source.known.made.as_ref()?)))
    };
    let ids: HashMap<&str, &[String]> =
        made().map(|(route, made)| (route, made.ids.as_slice())).collect();
    let mut looked_for = 0;
    for (route, fragment, warning) in made().flat_map(|(_, made)| &made.anchors) {
        // A list has no document and no ids; `#top` leads to the top everywhere (HTML).
        let Some(ids) = ids.get(route.as_str()) else { continue };
        let is_there = ids.binary_search(fragment).is_ok();
        if is_there || fragment.eq_ignore_ascii_case("top") {
            continue;
        }
        let nearest = if looked_for < MOST_ADVICE { nearest(ids, fragment) } else { None };
        looked_for += 1;
        let advice = match nearest {
            Some(id) => format!("did you mean #{id}?"),
            None => "link to one of the page's headings".into(),
        };
        warnings.push(Warning { advice, ..warning.clone() });
    }
}

/// The id that is near enough to `fragment` to be meant.
fn nearest<'a>(ids: &'a [String], fragment: &str) -> Option<&'a String> {
    let most = fragment.chars().count().div_ceil(3);
    // A character has four bytes at the most.
    let is_near = |id: &&String| id.len().abs_diff(fragment.len()) <= 4 * most;
    let ids = ids.iter().filter(|_| fragment.len() <= LONGEST).filter(is_near);
    ids.map(|id| (strsim::damerau_levenshtein(id, fragment), id))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, id)| id)
}
