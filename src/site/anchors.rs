//! Whether the anchors that links lead to are there, once every document's ids are known.

use std::collections::HashMap;

use super::Page;
use crate::warning::Warning;

/// Adds a warning for each link to an anchor that is not there.
pub fn check(pages: &[Page], warnings: &mut Vec<Warning>) {
    let made = || {
        let pages = pages.iter();
        pages.filter_map(|page| Some((page.route.as_str(), page.source.known.made.as_ref()?)))
    };
    let ids: HashMap<&str, &[String]> =
        made().map(|(route, made)| (route, made.ids.as_slice())).collect();
    for (route, fragment, warning) in made().flat_map(|(_, made)| &made.anchors) {
        // A list has no document and no ids; `#top` leads to the top everywhere (HTML).
        let Some(ids) = ids.get(route.as_str()) else { continue };
        let is_there = ids.binary_search(fragment).is_ok();
        if is_there || fragment.eq_ignore_ascii_case("top") {
            continue;
        }
        let nearest = ids
            .iter()
            .map(|id| (strsim::damerau_levenshtein(id, fragment), id))
            .filter(|(distance, _)| *distance <= fragment.chars().count().div_ceil(3))
            .min();
        let advice = match nearest {
            Some((_, id)) => format!("did you mean #{id}?"),
            None => "link to one of the page's headings".into(),
        };
        warnings.push(Warning { advice, ..warning.clone() });
    }
}
