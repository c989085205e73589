//! The site's glossary, for the element that shows a term's definition in anybody's page: what the
//! glossary documents say, in one file.
//!
//! A document is a glossary by its name: one of the words of its address is that of a glossary in one of
//! the languages below. Its terms are those of its definition lists; where it has none, the headings of
//! the level that most of its headings have, each defined by the first paragraph below it.

use serde_json::{Value, json};

use crate::manifest::{Payload, VERSION};
use crate::outline::{Part, TERM, parts};
use crate::script::File;

/// Where it is, relative to the site's root.
pub const FILE: &str = "data/glossary.json";

/// What glossaries are called in English and German, Spanish and Italian, French and Portuguese.
const NAMES: [&str; 7] =
    ["glossary", "glossar", "glosario", "glossario", "glossaire", "glossarium", "glosar"];

/// The file: `{"version": 1, "terms": [{"term": …, "definition": …, "url": …, "language": …}]}`. A term
/// such as `SLO (service level objective)` has its other names in `also`.
pub fn file(mut terms: Vec<Value>) -> File {
    terms.sort_by(|a, b| a["term"].as_str().cmp(&b["term"].as_str()));
    let text = json!({ "version": VERSION, "terms": terms }).to_string();
    File { path: FILE.into(), text }
}

/// The terms of a document with this HTML; none if it is no glossary.
pub fn terms(payload: &Payload, html: &str) -> Vec<Value> {
    let name = payload.url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if !name.split(['-', '_']).any(|word| NAMES.contains(&word)) {
        return Vec::new();
    }
    let parts = parts(html);
    let level = match parts.iter().any(|it| it.level == TERM) {
        true => TERM,
        false => {
            let count = |level: u8| parts.iter().filter(|it| it.level == level).count();
            (1..TERM).max_by_key(|level| (count(*level), *level)).unwrap_or(TERM)
        }
    };
    let defined = parts.iter().filter(|it| it.level == level && !it.lead.is_empty());
    let term = |part: &Part| {
        let (term, also) = names(&part.title);
        let hash = if part.id.is_empty() { "" } else { "#" };
        let url = [payload.url.as_str(), hash, &crate::route::encode(&part.id)].concat();
        let mut value = json!({ "term": term, "definition": part.lead, "url": url });
        if let Some(language) = &payload.language {
            value["language"] = language.as_str().into();
        }
        if !also.is_empty() {
            value["also"] = also.into();
        }
        value
    };
    defined.map(term).collect()
}

/// The first of a term's names, and the others: `A (B)` and `A / B`.
fn names(title: &str) -> (&str, Vec<&str>) {
    let mut names = title.split(['(', ')', '/']).map(str::trim).filter(|it| !it.is_empty());
    // `TCP/IP` is one name.
    if !title.contains(" (") && !title.contains(" / ") {
        return (title, Vec::new());
    }
    (names.next().unwrap_or(title), names.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms_of(url: &str, html: &str) -> Vec<Value> {
        let payload =
            Payload { url: url.into(), language: Some("es".into()), ..Payload::default() };
        terms(&payload, html)
    }

    #[test]
    fn headings_are_terms_where_there_is_no_list() {
        let html = "<h2 id=\"first\">Before</h2><p>x</p><h3 id=\"slo\">SLO (objective)</h3><p>A <b>goal</b>.</p>\
            <h3 id=\"empty\">Empty</h3><h3 id=\"tcp\">TCP/IP</h3><p>Y.</p>";
        assert_eq!(
            terms_of("/posts/sre_glossary/", html),
            [
                json!({ "term": "SLO", "definition": "A goal.", "url": "/posts/sre_glossary/#slo",
                        "language": "es", "also": ["objective"] }),
                json!({ "term": "TCP/IP", "definition": "Y.", "url": "/posts/sre_glossary/#tcp",
                        "language": "es" }),
            ]
        );
        assert!(terms_of("/posts/glossy/", html).is_empty());
    }

    #[test]
    fn terms_of_lists_come_before_headings() {
        let html = "<h2 id=\"a\">A</h2><p>x</p><dl><dt>SLI</dt><dd>A measure.</dd></dl>";
        let found = terms_of("/glosario/", html);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0]["term"], &found[0]["url"]), (&json!("SLI"), &json!("/glosario/#a")));
    }
}
