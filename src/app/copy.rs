//! A button on each code block that copies the code.
//!
//! The rendered Markdown has none, as it is to work without a program; the blocks of a page get
//! theirs when it is shown, and nothing moves. One listener serves all. Where the browser has no
//! clipboard (such as on sites without encryption) there are no buttons.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use the_stacks::view::STATUS;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::browser;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    async fn write_text(text: &str) -> Result<(), JsValue>;
}

/// How long a button says what came of it, in milliseconds.
const SHOWN: u32 = 2_000;

/// Takes over clicks on the buttons, for as long as the page lives.
pub fn listen() {
    let listener = |event: JsValue| {
        let target: Element = browser::get(&event, "target").unchecked_into();
        if let Some(button) = target.closest("button.copy").ok().flatten() {
            spawn_local(async move { copy(button).await.unwrap_or_default() });
        }
    };
    let listener = Closure::<dyn Fn(JsValue)>::new(listener).into_js_value();
    let _ = window().add_event_listener_with_callback("click", listener.unchecked_ref());
}

/// Gives each box around a code block that has none its button.
pub fn add_buttons() {
    if browser::get(&window().navigator(), "clipboard").is_undefined() {
        return;
    }
    let copy = browser::words().copy;
    let button = format!("<button type=\"button\" class=\"copy\">{copy}</button>");
    let Ok(blocks) = document().query_selector_all("main .code-block:not(:has(> .copy))") else {
        return;
    };
    for number in 0..blocks.length() {
        let Some(block) = blocks.get(number) else { continue };
        let block: Element = block.unchecked_into();
        let _ = block.insert_adjacent_html("afterbegin", &button);
    }
}

/// Copies the code beside `button`, without the end of its last line: a terminal would run it. Says
/// what came of it, on the button and to those who do not see it.
async fn copy(button: Element) -> Option<()> {
    let code = button.next_element_sibling()?.text_content()?;
    let status = document().get_element_by_id(STATUS)?;
    let is_copied = write_text(code.trim_end_matches('\n')).await.is_ok();
    let words = browser::words();
    let result = Some(if is_copied { words.copied } else { words.not_copied });
    button.set_text_content(result);
    status.set_text_content(result);
    let be_ready_again = move || {
        button.set_text_content(Some(words.copy));
        status.set_text_content(None);
    };
    Timeout::new(SHOWN, be_ready_again).forget();
    Some(())
}
