//! The document's head in step with what is shown. What it holds is in `the_stacks::head`.

use std::cell::RefCell;

use leptos::prelude::*;
use the_stacks::view::State;
use wasm_bindgen::prelude::*;

thread_local! {
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Puts the head of what is shown in the place of the one before. That which came with the first page
/// is left alone.
pub fn follow(state: &State) {
    let Some(html) = state.head() else { return };
    SHOWN.with_borrow_mut(|shown| {
        if *shown != html {
            let is_there = shown.is_empty() && came_with_page(&state.title());
            if !is_there {
                let _ = replace(&html);
            }
            *shown = html;
        }
    });
}

/// Whether the document came with a head of ours, and that of the page with this title: some hosts
/// answer every address with the same document.
fn came_with_page(title: &str) -> bool {
    let own = document().query_selector("title[data-head]").ok().flatten();
    own.and_then(|own| own.text_content()).is_some_and(|own| own == title)
}

/// The new elements come first and the old ones go then, so that the tab is never without a title.
fn replace(html: &str) -> Option<()> {
    let old = document().query_selector_all("head > title, head > [data-head]").ok()?;
    document().query_selector("head").ok()??.insert_adjacent_html("beforeend", html).ok()?;
    for index in 0..old.length() {
        old.get(index)?.unchecked_into::<web_sys::Element>().remove();
    }
    Some(())
}
