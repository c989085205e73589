//! Scripts that only some pages need: that of diagrams, on sites that ask for it (`diagrams.js`), and the
//! elements that others embed too. The first page that needs one loads it; it then looks after all that
//! follow.

use leptos::prelude::*;
use the_stacks::manifest::DIAGRAMS;
use the_stacks::view::State;

/// The script of the elements, relative to the site's root.
const WIDGETS: &str = "widgets.js";

/// Loads the scripts that what is shown needs.
pub fn follow(state: &State) {
    let has_diagrams = state.manifest.as_ref().is_some_and(|it| it.diagrams.is_some());
    if has_diagrams && is_shown("figure.diagram") {
        let _ = load(DIAGRAMS);
    }
    // Elements that nobody has defined: ours, as documents may have no others.
    if is_shown(":not(:defined)") {
        let _ = load(WIDGETS);
    }
}

fn is_shown(selector: &str) -> bool {
    document().query_selector(&["main ", selector].concat()).ok().flatten().is_some()
}

/// Loads a script, unless a page before did.
fn load(path: &str) -> Option<()> {
    let known = ["script[src='", path, "']"].concat();
    if document().query_selector(&known).ok()?.is_some() {
        return None;
    }
    let element = document().create_element("script").ok()?;
    element.set_attribute("type", "module").ok()?;
    element.set_attribute("src", path).ok()?;
    document().body()?.append_child(&element).ok()?;
    Some(())
}
