//! The network: every request of the app, each with a bound on its time and a typed failure.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{JsString, Object, Promise, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::window;
use the_stacks::manifest::FromJson;
use the_stacks::view::Failure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use crate::json;
use crate::visit::Visit;

/// How long an answer may take before the visitor is told, in milliseconds. A payload of 100 KB
/// takes half of it at 10 KB/s, the pace of a bad mobile connection.
const PATIENCE: u32 = 20_000;

/// Asked again each time, as the names stay when the content changes: a browser left to itself keeps what
/// has no expiry for a tenth of its age (RFC 9111, section 4.2.2). And asked for whole while it is being
/// written: servers tell by the second whether a file has changed.
const CACHE: RequestCache =
    if cfg!(debug_assertions) { RequestCache::NoStore } else { RequestCache::NoCache };

/// Fetches a value of the contract from `url`, relative to the document.
///
/// # Errors
/// When the server is out of reach, too slow, answers with an error, or with something else than
/// JSON of the contract's shape, or when the visit was given up. A static server that answers
/// everything with a page is told by its content type.
pub async fn get<T: FromJson>(url: &str, visit: &Visit) -> Result<T, Failure> {
    let asked = Asked::new(visit);
    let (response, kind) = asked.response(url).await?;
    if !kind.contains("json") {
        return Err(Failure::Broken(kind));
    }
    let text = asked.arrived(response.text()).await?.unchecked_into::<JsString>();
    let value = js_sys::JSON::parse(&String::from(text)).map_err(broken)?;
    json::read(value).map_err(|error| Failure::Broken(error.to_string()))
}

/// Fetches a WebAssembly module that imports nothing, and returns its exports.
///
/// # Errors
/// As [`get`], when something else than a module arrives.
pub async fn module(url: &str, visit: &Visit) -> Result<JsValue, Failure> {
    let asked = Asked::new(visit);
    let (response, kind) = asked.response(url).await?;
    if kind.contains("text/") {
        return Err(Failure::Broken(kind));
    }
    let imports = Object::new();
    // While it arrives, where the server calls it by its name; browsers then keep the compiled code.
    let made = if kind == "application/wasm" {
        WebAssembly::instantiate_streaming(&response, &imports)
    } else {
        let bytes = asked.arrived(response.array_buffer()).await?;
        WebAssembly::instantiate_buffer(&Uint8Array::new(&bytes).to_vec(), &imports)
    };
    let made = JsFuture::from(made).await.map_err(|error| match asked.visit.is_given_up() {
        true => asked.failure(),
        false => broken(error),
    })?;
    let instance = Reflect::get(&made, &"instance".into()).map_err(broken)?;
    Ok(instance.unchecked_into::<WebAssembly::Instance>().exports().into())
}

/// Whether the server can be reached, whatever it says.
pub async fn is_reachable() -> bool {
    let init = RequestInit::new();
    // Which the service worker leaves to the network.
    init.set_method("HEAD");
    JsFuture::from(window().fetch_with_str_and_init("", &init)).await.is_ok()
}

fn broken(error: JsValue) -> Failure {
    Failure::Broken(String::from(error.unchecked_into::<js_sys::Error>().message()))
}

/// A request under way, with a bound on its time.
struct Asked<'v> {
    visit: &'v Visit,
    timed_out: Rc<Cell<bool>>,
    _timeout: Timeout,
}

impl<'v> Asked<'v> {
    fn new(visit: &'v Visit) -> Self {
        let timed_out = Rc::new(Cell::new(false));
        let timeout = Timeout::new(PATIENCE, {
            let (visit, timed_out) = (visit.clone(), timed_out.clone());
            move || {
                timed_out.set(true);
                visit.give_up();
            }
        });
        Self { visit, timed_out, _timeout: timeout }
    }

    /// The answer's head, when it is a good one, and its content type.
    async fn response(&self, url: &str) -> Result<(Response, String), Failure> {
        let init = RequestInit::new();
        init.set_cache(CACHE);
        init.set_signal(Some(&self.visit.signal()));
        let answer = self.arrived(Ok(window().fetch_with_str_and_init(url, &init))).await?;
        let response = answer.unchecked_into::<Response>();
        if !response.ok() {
            return Err(Failure::Status(response.status()));
        }
        let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        Ok((response, kind.split(';').next().unwrap_or_default().to_owned()))
    }

    /// What the network was asked for, once it is there.
    async fn arrived(&self, wanted: Result<Promise, JsValue>) -> Result<JsValue, Failure> {
        let arrived = async { JsFuture::from(wanted?).await };
        arrived.await.map_err(|_| self.failure())
    }

    /// Why it failed.
    fn failure(&self) -> Failure {
        match (self.timed_out.get(), self.visit.is_given_up()) {
            (true, _) => Failure::Timeout,
            (false, true) => Failure::Stopped,
            (false, false) => Failure::Network,
        }
    }
}
