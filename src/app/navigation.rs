//! The address bar, through the Navigation API (HTML Standard, section 7.2.6). Where a browser has
//! none, links load pages as in any site.
//!
//! The browser does what it does better: history, scrolling to fragments and back to where one
//! was, focus, and saying when a page is no longer wanted. Left to us is what it does not do
//! for a page that is filled after it loaded: the fragment of the first address, and the scroll
//! position after a reload.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use the_stacks::route::{Route, decode};
use the_stacks::view::{Failure, Screen, State};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::pages::Library;
use crate::visit::Visit;
use crate::{browser, fetch, head, prefetch, scripts};

#[wasm_bindgen]
extern "C" {
    type Navigation;
    #[wasm_bindgen(thread_local_v2, js_name = navigation)]
    static NAVIGATION: Option<Navigation>;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add_event_listener(this: &Navigation, kind: &str, listener: &Function);
    #[wasm_bindgen(method, getter, js_name = currentEntry)]
    fn current_entry(this: &Navigation) -> Option<Entry>;
    #[wasm_bindgen(method, catch, js_name = updateCurrentEntry)]
    fn update_current_entry(this: &Navigation, options: &Object) -> Result<(), JsValue>;

    type Entry;
    #[wasm_bindgen(method, js_name = getState)]
    fn state(this: &Entry) -> JsValue;

    type NavigateEvent;
    #[wasm_bindgen(method, getter, js_name = canIntercept)]
    fn can_intercept(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = hashChange)]
    fn is_hash_change(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = downloadRequest)]
    fn download_request(this: &NavigateEvent) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = formData)]
    fn form_data(this: &NavigateEvent) -> Option<Object>;
    #[wasm_bindgen(method, getter, js_name = navigationType)]
    fn navigation_type(this: &NavigateEvent) -> String;
    #[wasm_bindgen(method, getter)]
    fn destination(this: &NavigateEvent) -> Destination;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &NavigateEvent) -> web_sys::AbortSignal;
    #[wasm_bindgen(method)]
    fn intercept(this: &NavigateEvent, options: &Object);

    type Destination;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Destination) -> String;
}

/// Takes over links to pages of this site, for as long as the page lives.
pub fn listen(library: Library) {
    NAVIGATION.with(|navigation| {
        let Some(navigation) = navigation else { return };
        let listener = move |event: NavigateEvent| {
            if let Some(route) = route_to_show(&event, &library) {
                intercept(&event, library, route);
            }
        };
        let listener = Closure::<dyn Fn(NavigateEvent)>::new(listener).into_js_value();
        navigation.add_event_listener("navigate", listener.unchecked_ref());
    });
    let keep = Closure::<dyn Fn()>::new(keep_scroll_position).into_js_value();
    let _ = window().add_event_listener_with_callback("pagehide", keep.unchecked_ref());
    let online = move || {
        if library.state.with_untracked(|state| state.screen == CUT_OFF) {
            spawn_local(async move { recover(library, &Visit::aside()).await });
        }
    };
    let online = Closure::<dyn Fn()>::new(online).into_js_value();
    let _ = window().add_event_listener_with_callback("online", online.unchecked_ref());
}

/// What is shown where there is no network.
const CUT_OFF: Screen = Screen::Failed(Failure::Network);

/// How often the server is asked whether it is there again, in milliseconds: browsers say that there is a
/// network before it leads anywhere, or do not know that there was none.
const LOOK: u32 = 5_000;

/// Shows the page that could not be had without a network, if there is one now.
async fn recover(library: Library, visit: &Visit) {
    if fetch::is_reachable().await && visit.is_latest() {
        show_location(&library, None, true).await;
    }
}

/// The route an event leads to, if showing it is ours: not a fragment of this page, a download, a
/// form, a reload, a file or another site. Every link to a page ends with a slash (the generator sees
/// to it); what does not, such as `/LICENSE`, may be a file and is the server's to answer.
fn route_to_show(event: &NavigateEvent, library: &Library) -> Option<Route> {
    let is_ours = event.can_intercept()
        && !browser::has_panicked()
        && !event.is_hash_change()
        && event.download_request().is_none()
        && event.form_data().is_none()
        && event.navigation_type() != "reload"
        // A page that tells its address what it shows, as that of the search does, goes nowhere.
        && !(event.navigation_type() == "replace" && event.destination().url().contains('?'));
    if !is_ours {
        return None;
    }
    let path = web_sys::Url::new(&event.destination().url()).ok()?.pathname();
    let route = Route::from_address(&path, &library.base())?;
    path.ends_with('/').then_some(route)
}

fn intercept(event: &NavigateEvent, library: Library, route: Route) {
    let visit = Visit::begin();
    visit.follow(&event.signal());
    let is_click = event.navigation_type() != "traverse";
    let opens_at_top = is_click && !event.destination().url().contains('#');
    let handler = Closure::once_into_js(move || -> Promise {
        future_to_promise(async move {
            library.keep_standing();
            if !library.is_at_hand(&route) {
                library.state.update(|state| state.busy = true);
            }
            let screen = library.screen(&route, &visit).await;
            if visit.is_latest() && is_for_the_server(&screen) {
                // The address bar names the page already; until that is there, what is here stays.
                browser::reload();
                return Ok(JsValue::UNDEFINED);
            }
            if is_click && visit.is_latest() {
                // A page may take longer than the eye forgives a button: the menu answers the click.
                library.state.update(|state| state.route = route.as_str().to_owned());
                browser::painted().await;
            }
            // Nothing but what is about to be replaced may be left half laid out.
            browser::hurry(opens_at_top && visit.is_latest());
            match show(&library, &visit, &route, screen, true).await {
                true => Ok(JsValue::UNDEFINED),
                false => Err(JsValue::from_str("superseded")),
            }
        })
    });
    let options = Object::new();
    let _ = Reflect::set(&options, &"handler".into(), &handler);
    event.intercept(&options);
}

/// Whether a page that could not be shown is better had from the server, which has each page as a
/// whole: what arrived was of another build of the site, or nothing is there, which the server
/// knows best.
fn is_for_the_server(screen: &Screen) -> bool {
    use Failure::{Broken, Outdated, Status};
    matches!(screen, Screen::Failed(Outdated | Broken(_) | Status(404 | 410)))
}

/// Completes the page that stands in the document.
pub fn take_over(library: Library) {
    spawn_local(async move {
        tick().await;
        complete(&library);
        prefetch::rest().await;
        // Shows once more what is shown, which changes nothing: a browser compiles a function when it
        // is first called, and better now, at rest, than in the visitor's first click.
        library.state.update(|_| {});
    });
}

/// Adds to the page in the document what only a program can serve, and tells the head of it.
pub fn complete(library: &Library) {
    head::follow(&library.state.read_untracked());
    scripts::follow(&library.state.read_untracked());
    prefetch::follow(*library);
}

/// Shows the page the address bar names, for the first time.
pub fn show_first(library: Library) {
    spawn_local(async move { show_location(&library, kept_scroll_position(), false).await });
}

/// Shows the page the address bar names, again. A program that the site has outgrown cannot: it
/// makes room for the new one.
pub fn show_current(library: Library) {
    let is_outdated = |state: &State| state.screen == Screen::Failed(Failure::Outdated);
    if library.state.with_untracked(is_outdated) {
        return browser::reload();
    }
    spawn_local(async move { show_location(&library, None, true).await });
}

/// Shows the page the address bar names, scrolled to where it was left or to its fragment.
async fn show_location(library: &Library, y: Option<f64>, moved: bool) {
    let visit = Visit::begin();
    let (path, hash) = browser::location();
    let base = library.base();
    let route = Route::from_address(&path, &base).unwrap_or_else(|| Route::new(&decode(&path)));
    library.state.update(|state| {
        state.busy = true;
        state.route = route.as_str().to_owned();
    });
    // Here no prerendered page was found, so where there is none the server need not be asked again.
    let screen = match library.screen(&route, &visit).await {
        Screen::Failed(Failure::Status(404 | 410) | Failure::Broken(_)) if !moved => {
            Screen::NotFound
        }
        screen => screen,
    };
    if show(library, &visit, &route, screen, moved).await {
        match y {
            Some(y) => browser::scroll_to(y),
            None => browser::scroll_to_fragment(&hash),
        }
        if moved {
            browser::focus_heading();
        }
    }
}

/// Shows a screen and waits until it is in the document; false, and nothing shown, when another
/// visit has begun. `moved` tells that the visitor asked for it from another page.
async fn show(
    library: &Library,
    visit: &Visit,
    route: &Route,
    screen: Screen,
    moved: bool,
) -> bool {
    if !visit.is_latest() {
        return false;
    }
    let is_cut_off = screen == CUT_OFF;
    library.state.update(|state| {
        state.busy = false;
        state.moved |= moved;
        state.route = route.as_str().to_owned();
        state.screen = screen;
    });
    tick().await;
    // What nobody reads may come after what everybody waits for.
    let (library, visit_shown) = (*library, visit.clone());
    spawn_local(async move {
        browser::painted().await;
        browser::hurry(false);
        if visit_shown.is_latest() {
            complete(&library);
        }
        while is_cut_off && visit_shown.is_latest() {
            TimeoutFuture::new(LOOK).await;
            recover(library, &visit_shown).await;
        }
    });
    visit.is_latest()
}

/// A reload empties the page, so the browser cannot know where it was scrolled to: we keep it in
/// the history entry.
fn keep_scroll_position() {
    NAVIGATION.with(|navigation| {
        let Some(navigation) = navigation else { return };
        let (state, options) = (Object::new(), Object::new());
        let _ = Reflect::set(&state, &"y".into(), &browser::scroll_position().into());
        let _ = Reflect::set(&options, &"state".into(), &state);
        let _ = navigation.update_current_entry(&options);
    });
}

fn kept_scroll_position() -> Option<f64> {
    NAVIGATION.with(|navigation| {
        let state = navigation.as_ref()?.current_entry()?.state();
        Reflect::get(&state, &"y".into()).ok()?.as_f64()
    })
}
