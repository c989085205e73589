//! Following what is written, while the site is served to its author: a script that only such pages have
//! (`src/cli/watch/live.js`) says that something was saved, and the page that is shown becomes the new one. It
//! stays where it is scrolled to; nothing that fails to come takes its place.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use the_stacks::route::{Route, decode};
use the_stacks::view::{Failure, Screen};
use wasm_bindgen::prelude::*;

use crate::pages::Library;
use crate::visit::Visit;
use crate::{browser, navigation};

thread_local! {
    /// How many times something was saved.
    static SAVED: Cell<u32> = const { Cell::new(0) };
}

/// Listens for what is saved.
pub fn listen(library: Library) {
    let saved = move || spawn_local(refresh(library));
    let saved = Closure::<dyn Fn()>::new(saved).into_js_value();
    let _ = window().add_event_listener_with_callback("stacks-live", saved.unchecked_ref());
}

async fn refresh(library: Library) {
    let number = SAVED.get() + 1;
    SAVED.set(number);
    library.forget();
    let visit = Visit::aside();
    let (path, _) = browser::location();
    let route = Route::from_address(&path, &library.base());
    let route = route.unwrap_or_else(|| Route::new(&decode(&path)));
    let screen = match library.screen(&route, &visit).await {
        // Trunk's server answers what is not there with a page.
        Screen::Failed(Failure::Status(404) | Failure::Broken(_)) => Screen::NotFound,
        // The next time, then.
        Screen::Failed(_) => return,
        screen => screen,
    };
    if SAVED.get() == number && visit.is_latest() {
        library.state.update(|state| state.screen = screen);
        navigation::complete(&library);
    }
}
