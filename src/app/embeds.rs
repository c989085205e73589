//! Videos and the like from other hosts: a click on a card loads what it stands for in its place.
//! Which hosts, [`the_stacks::embed::frame`] says.

use leptos::prelude::*;
use the_stacks::embed;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use crate::browser::{self, get};

/// Takes over clicks on cards, for as long as the page lives.
pub fn listen() {
    let listener = |event: JsValue| {
        let _ = load(event.unchecked_ref());
    };
    let listener = Closure::<dyn FnMut(JsValue)>::new(listener).into_js_value();
    let _ = window().add_event_listener_with_callback("click", listener.unchecked_ref());
}

/// Loads the card that was clicked and moves the focus into it. With a modifier key the click is the
/// browser's: it opens the link in a tab or window of its own.
fn load(event: &Event) -> Option<()> {
    let target: Element = get(event, "target").unchecked_into();
    let link = target.closest("[data-embed] > a").ok()??;
    let is_held = |key: &&str| get(event, key).as_bool() == Some(true);
    if ["ctrlKey", "metaKey", "shiftKey", "altKey"].iter().any(is_held) || browser::has_panicked() {
        return None;
    }
    let card: Element = get(&link, "parentNode").unchecked_into();
    let player = get(&get(&card, "dataset"), "embed").as_string()?;
    let title = get(&link, "textContent").as_string()?;
    card.set_inner_html(&embed::frame(&player, &title)?);
    event.prevent_default();
    browser::focus(get(&card, "firstChild").unchecked_ref());
    Some(())
}
