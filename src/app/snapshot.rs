//! What stands in the page when the program starts: a page of the site that was prerendered
//! (`the_stacks::prerender`), which the app takes over as it is.

use std::sync::Arc;

use leptos::prelude::*;
use the_stacks::manifest::{Payload, SNAPSHOT, Snapshot, VERSION};
use the_stacks::route::{Route, decode};
use the_stacks::view::{Body, Page, Screen, State};

use crate::{browser, json};

/// The snapshot of the page; none on a page that was not prerendered, or not by this program's
/// generator.
pub fn read() -> Option<Snapshot> {
    let text = document().get_element_by_id(SNAPSHOT)?.text_content()?;
    let snapshot: Snapshot = json::read(js_sys::JSON::parse(&text).ok()?).ok()?;
    (snapshot.version == VERSION).then_some(snapshot)
}

/// What the page shows, if it is the page of its address: a server may have answered with another.
pub fn state(snapshot: Snapshot, base: String) -> Option<State> {
    let (path, _) = browser::location();
    let route = match Route::from_address(&path, &base) {
        Some(route) => route,
        None if snapshot.payload.is_none() => Route::new(&decode(&path)),
        None => return None,
    };
    let screen = match snapshot.payload {
        None => Screen::NotFound,
        Some(payload) if payload.url == route.as_str() => {
            Screen::Page(Arc::new(Page { body: body(snapshot.has_document), payload }))
        }
        Some(_) => return None,
    };
    let manifest = Some(Arc::new(snapshot.manifest));
    Some(State { manifest, screen, route: route.as_str().into(), base, ..State::default() })
}

fn body(has_document: bool) -> Body {
    let heading = document().query_selector("main h1").ok().flatten();
    let title_id = heading.map(|heading| heading.id()).unwrap_or_default();
    if has_document { Body::Standing { title_id } } else { Body::Empty }
}

/// The page that stands in the document as one that can be shown again.
pub fn keep(payload: &Payload) -> Option<Page> {
    let document = document().query_selector("main .prose").ok().flatten()?;
    Some(Page { payload: payload.clone(), body: Body::Html(document.inner_html()) })
}
