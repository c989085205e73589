//! The document: its language, scroll position, and the last resort when the program fails.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use the_stacks::language::{Language, is_right_to_left};
use the_stacks::route;
use the_stacks::view::{ROOT, State};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static HAS_PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the program has failed: links then load pages as in any site.
pub fn has_panicked() -> bool {
    HAS_PANICKED.get()
}

/// On a panic, logs it and shows the visitor a message with a button that reloads the page.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if !HAS_PANICKED.replace(true) {
            let _ = show_panic();
        }
    }));
}

/// Built by hand: the views may be what failed.
fn show_panic() -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let words = Language::from_tag(&window.navigator().language().unwrap_or_default()).words();
    let notice = document.create_element("div").ok()?;
    notice.set_class_name("panic");
    notice.set_attribute("role", "alert").ok()?;
    let text = document.create_element("p").ok()?;
    text.set_text_content(Some(words.panicked));
    let button = document.create_element("button").ok()?;
    button.set_text_content(Some(words.reload));
    let reload = Closure::once_into_js(move || {
        let _ = window.location().reload();
    });
    button.add_event_listener_with_callback("click", reload.unchecked_ref()).ok()?;
    notice.append_child(&text).ok()?;
    notice.append_child(&button).ok()?;
    document.body()?.append_child(&notice).ok()?;
    Some(())
}

/// The path of the site's root, from the `<base>` that Trunk writes.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    let end = path.rfind('/').map_or(0, |slash| slash + 1);
    if end == 0 { "/".into() } else { path[..end].into() }
}

/// The element that has the whole page; made when the page has none.
pub fn root() -> web_sys::HtmlElement {
    let root = document().get_element_by_id(ROOT).unwrap_or_else(|| {
        let body = document().body().expect("a page has a body");
        let root = document().create_element("div").expect("a div can be made");
        root.set_id(ROOT);
        let _ = body.append_child(&root);
        root
    });
    root.unchecked_into()
}

/// Keeps the document's language in step with what is shown.
pub fn follow(state: &State) {
    let tag = state.language_tag();
    let root = document().document_element().expect("a page has a root element");
    let direction = if is_right_to_left(tag) { "rtl" } else { "ltr" };
    let _ = root.set_attribute("lang", tag);
    let _ = root.set_attribute("dir", direction);
}

/// A property. Read this way where a binding would cost more than what it is for.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The path and fragment of the address bar.
pub fn location() -> (String, String) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default())
}

/// Scrolls to the element a fragment names, as a browser does once a page has loaded.
pub fn scroll_to_fragment(hash: &str) {
    let name = route::decode(hash.trim_start_matches('#'));
    if name.is_empty() {
        return;
    }
    let by_name = || document().get_elements_by_name(&name).get(0)?.dyn_into().ok();
    let target: Option<web_sys::Element> = document().get_element_by_id(&name).or_else(by_name);
    if let Some(target) = target {
        target.scroll_into_view();
    }
}

/// Moves the focus to the page's heading without scrolling, after a page came that no navigation of
/// the browser's own brought.
pub fn focus_heading() {
    if let Some(heading) = document().query_selector("main h1").ok().flatten() {
        focus(&heading);
    }
}

/// Moves the focus to an element without scrolling.
pub fn focus(element: &web_sys::Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus_with_options(&options);
}

/// Whether only what is in sight is laid out for now, by the style sheet: what a long page has further
/// down need not be waited for. Not where a page opens further down, as it could not tell where that is.
pub fn hurry(is_on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-hurry", is_on);
    }
}

/// Waits until the browser has shown what the document is now. A page that nobody sees is not shown,
/// and not waited for.
pub async fn painted() {
    if document().hidden() {
        return;
    }
    let frame = Promise::new(&mut |resolve, _| {
        let _ = window().request_animation_frame(&resolve);
    });
    let _ = JsFuture::from(frame).await;
    // The frame is painted once its callbacks are through.
    TimeoutFuture::new(0).await;
}

/// Loads the document anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_position() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls the page there.
pub fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}
