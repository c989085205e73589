//! The browser application: mounts the views and holds every effect on the outside world.
//!
//! [`fetch`] is the network, [`navigation`] the address bar, [`browser`] the document, [`head`] what
//! stands in its head, [`snapshot`] what stands in its body already, [`embeds`] what other hosts show
//! within it, [`diagrams`] what a script draws there, [`renderer`]
//! the other WebAssembly module; [`prefetch`] fetches ahead, [`pages`] turns an address into a screen,
//! and [`visit`] says which of several wishes is the latest. The views themselves are in
//! `the_stacks::view`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // The browser's effects are here.

use leptos::prelude::*;
use pages::Library;
use the_stacks::view::{State, shell};

mod browser;
mod embeds;
mod fetch;
mod head;
mod json;
#[cfg(debug_assertions)]
mod live;
mod navigation;
mod pages;
mod prefetch;
mod renderer;
mod scripts;
mod snapshot;
mod visit;

fn main() {
    browser::report_panics();
    let base = browser::base_path();
    let root = browser::root();
    let snapshot = snapshot::read();
    let renderer = snapshot.as_ref().map(|it| it.renderer.clone()).unwrap_or_default();
    match snapshot.and_then(|it| snapshot::state(it, base.clone())) {
        Some(state) => {
            leptos::mount::hydrate_from(root, move || {
                let library = Library::new(state, renderer);
                navigation::take_over(library);
                app(library)
            })
            .forget();
        }
        None => {
            root.set_inner_html("");
            leptos::mount::mount_to(root, move || {
                let library = Library::new(State { base, ..State::default() }, renderer);
                navigation::show_first(library);
                app(library)
            })
            .forget();
        }
    }
}

/// Everything that shows and everything that listens.
fn app(library: Library) -> impl IntoView {
    navigation::listen(library);
    embeds::listen();
    #[cfg(debug_assertions)]
    live::listen(library);
    move || {
        let state = library.state.read();
        browser::follow(&state);
        shell(&state, move || navigation::show_current(library))
    }
}
