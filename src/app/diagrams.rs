//! Diagrams: on sites that ask for it, the first page with one loads the script that draws them
//! (`diagrams.js`), which then looks after all that follow.

use std::cell::Cell;

use leptos::prelude::*;
use the_stacks::manifest::DIAGRAMS;
use the_stacks::view::State;

thread_local! {
    static IS_LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Loads the script if what is shown needs it.
pub fn follow(state: &State) {
    if state.manifest.as_ref().is_some_and(|it| it.diagrams.is_some())
        && !IS_LOADED.get()
        && document().query_selector("main figure.diagram").ok().flatten().is_some()
    {
        IS_LOADED.set(true);
        let _ = load();
    }
}

fn load() -> Option<()> {
    let element = document().create_element("script").ok()?;
    element.set_attribute("type", "module").ok()?;
    element.set_attribute("src", DIAGRAMS).ok()?;
    document().body()?.append_child(&element).ok()?;
    Some(())
}
