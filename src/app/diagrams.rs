//! Diagrams: on sites that ask for it, the first page with one loads the script that draws them
//! (`diagrams.js`), which then looks after all that follow.

use std::cell::Cell;

use leptos::prelude::*;
use the_stacks::view::State;

thread_local! {
    static IS_LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Loads the script if what is shown needs it.
pub fn follow(state: &State) {
    let script = state.manifest.as_ref().and_then(|it| it.diagrams.as_deref());
    if let Some(script) = script
        && !IS_LOADED.get()
        && document().query_selector("main figure.diagram").ok().flatten().is_some()
    {
        IS_LOADED.set(true);
        let _ = load(script);
    }
}

fn load(script: &str) -> Option<()> {
    let element = document().create_element("script").ok()?;
    element.set_attribute("type", "module").ok()?;
    element.set_attribute("src", script).ok()?;
    document().body()?.append_child(&element).ok()?;
    Some(())
}
