//! A visit: the visitor's wish to see one page, from the click until it shows, is given up or is
//! overtaken by the next. Only the latest may change what is shown.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

thread_local! {
    static LATEST: Cell<u32> = const { Cell::new(0) };
}

/// One visit. Clones are the same visit.
#[derive(Clone)]
pub struct Visit {
    number: u32,
    controller: Rc<AbortController>,
}

impl Visit {
    /// Begins a visit and with it ends every earlier one.
    pub fn begin() -> Self {
        let number = LATEST.get().wrapping_add(1);
        LATEST.set(number);
        let controller =
            AbortController::new().expect("every browser with wasm has AbortController");
        Self { number, controller: Rc::new(controller) }
    }

    /// What is fetched ahead, for no visit yet.
    pub fn aside() -> Self {
        let controller =
            AbortController::new().expect("every browser with wasm has AbortController");
        Self { number: LATEST.get(), controller: Rc::new(controller) }
    }

    /// Whether no other visit has begun since.
    pub fn is_latest(&self) -> bool {
        LATEST.get() == self.number
    }

    /// Gives up the visit's requests when `signal` aborts: the visitor stopped or went elsewhere.
    pub fn follow(&self, signal: &AbortSignal) {
        let controller = self.controller.clone();
        // Not one that is freed when it is called: most never are.
        let abort = Closure::<dyn Fn()>::new(move || controller.abort()).into_js_value();
        let _ = signal.add_event_listener_with_callback("abort", abort.unchecked_ref());
    }

    /// The signal for the visit's requests.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Whether the visit was given up.
    pub fn is_given_up(&self) -> bool {
        self.controller.signal().aborted()
    }

    /// Waits for `work`, unless and until the visit is given up.
    pub async fn wait_for(&self, work: Promise) {
        let signal = self.signal();
        let given_up = Promise::new(&mut |resolve, _| {
            if signal.aborted() {
                let _ = resolve.call0(&JsValue::NULL);
            }
            let _ = signal.add_event_listener_with_callback("abort", &resolve);
        });
        let _ = JsFuture::from(Promise::race(&Array::of2(&work, &given_up))).await;
    }

    /// Gives up the visit's requests.
    pub fn give_up(&self) {
        self.controller.abort();
    }
}
