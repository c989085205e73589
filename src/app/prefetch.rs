//! What the visitor may want next is fetched while the browser rests: the renderer, the manifest, and
//! the pages that visible links lead to. Not on a connection that is slow, or on which every byte
//! counts.

use std::cell::RefCell;
use std::collections::VecDeque;

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use the_stacks::route::Route;
use the_stacks::view::ROOT;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::browser::get;
use crate::pages::Library;

#[wasm_bindgen]
extern "C" {
    type IntersectionObserver;
    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> IntersectionObserver;
    #[wasm_bindgen(method)]
    fn observe(this: &IntersectionObserver, element: &JsValue);
    #[wasm_bindgen(method)]
    fn disconnect(this: &IntersectionObserver);

    #[wasm_bindgen(catch, js_name = requestIdleCallback)]
    fn request_idle_callback(callback: &JsValue) -> Result<u32, JsValue>;
}

thread_local! {
    static OBSERVER: RefCell<Option<IntersectionObserver>> = const { RefCell::new(None) };
    static WANTED: RefCell<VecDeque<Route>> = const { RefCell::new(VecDeque::new()) };
}

/// Where the browser cannot tell when it rests, how long it gets for it, in milliseconds.
const PAUSE: u32 = 500;

/// The links whose pages are fetched ahead. Not the tags beside each title: there are many, few are
/// followed, and on a large site each leads to a long list.
const LINKS: &str = "a[href]:not(.meta .tags a)";

/// Fetches ahead what the page that is shown now leads to.
pub fn follow(library: Library) {
    if is_spared() {
        return;
    }
    spawn_local(async move {
        rest().await;
        library.prepare().await;
        watch_links(library);
    });
}

/// Waits until the browser has nothing better to do.
pub async fn rest() {
    let mut has_idle_callback = true;
    let promise = Promise::new(&mut |resolve, _| {
        has_idle_callback = request_idle_callback(&resolve).is_ok();
    });
    if has_idle_callback {
        let _ = JsFuture::from(promise).await;
    } else {
        TimeoutFuture::new(PAUSE).await;
    }
}

/// Whether the visitor saves data, or the connection is too slow to be shared.
fn is_spared() -> bool {
    let connection = get(&window().navigator(), "connection");
    let is_slow = |kind: String| kind.contains("2g");
    get(&connection, "saveData").is_truthy()
        || get(&connection, "effectiveType").as_string().is_some_and(is_slow)
}

/// Fetches the pages of the links in the page as they come into view.
fn watch_links(library: Library) {
    let callback = move |entries: js_sys::Array| {
        for entry in entries.iter() {
            if get(&entry, "isIntersecting").is_truthy() {
                want(library, &get(&entry, "target"));
            }
        }
    };
    let Some(root) = document().get_element_by_id(ROOT) else { return };
    let Ok(links) = root.query_selector_all(LINKS) else { return };
    OBSERVER.with_borrow_mut(|observer| {
        let observer = observer.get_or_insert_with(|| {
            let callback = Closure::<dyn Fn(js_sys::Array)>::new(callback).into_js_value();
            IntersectionObserver::new(&callback)
        });
        observer.disconnect();
        for number in 0..links.length() {
            observer.observe(&links.get(number).into());
        }
    });
}

/// Puts the page of a link last among those to be fetched.
fn want(library: Library, link: &JsValue) {
    let text = |name| get(link, name).as_string().unwrap_or_default();
    let path = text("pathname");
    let is_ours = text("origin") == window().location().origin().unwrap_or_default();
    let Some(route) = Route::from_address(&path, &library.base()) else { return };
    if !is_ours || !path.ends_with('/') || library.shows(&route) {
        return;
    }
    let is_first = WANTED.with_borrow_mut(|wanted| {
        if !wanted.contains(&route) {
            wanted.push_back(route);
        }
        wanted.len() == 1
    });
    if is_first {
        spawn_local(fetch_wanted(library));
    }
}

/// Fetches and renders one page after the other: what the visitor asks for meanwhile has most of the
/// connection.
async fn fetch_wanted(library: Library) {
    while let Some(route) = WANTED.with_borrow(|wanted| wanted.front().cloned()) {
        library.prefetch(&route).await;
        rest().await;
        library.render_ahead(&route);
        WANTED.with_borrow_mut(|wanted| wanted.pop_front());
    }
}
