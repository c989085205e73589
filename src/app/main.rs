//! The browser application: mounts the views and holds every effect on the outside world.
//!
//! [`fetch`] is the network, [`navigation`] the address bar, [`browser`] the document, [`head`] what
//! stands in its head, [`embeds`] what other hosts show within it, [`copy`] the buttons on its code,
//! [`diagrams`] what a script draws there, [`renderer`] the other WebAssembly module; [`pages`] turns an address into a screen and
//! [`visit`] says which of several wishes is the latest. The views themselves are in
//! `the_stacks::view`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // The browser's effects are here.

use leptos::prelude::*;
use pages::Library;
use the_stacks::view::{State, shell};

mod browser;
mod copy;
mod diagrams;
mod embeds;
mod fetch;
mod head;
mod json;
mod navigation;
mod pages;
mod renderer;
mod visit;

fn main() {
    browser::report_panics();
    let state = State { base: browser::base_path(), ..State::default() };
    browser::clear_body();
    leptos::mount::mount_to_body(move || {
        let library = Library::new(RwSignal::new(state));
        navigation::listen(library);
        copy::listen();
        embeds::listen();
        navigation::show_first(library);
        move || {
            let state = library.state.read();
            browser::follow(&state);
            head::follow(&state);
            diagrams::follow(&state);
            shell(&state, move || navigation::show_current(library))
        }
    });
}
