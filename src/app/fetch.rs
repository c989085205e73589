//! The network: every request of the app, each with a bound on its time and a typed failure.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use the_stacks::manifest::FromJson;
use the_stacks::view::Failure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::RequestCache;

use crate::json;
use crate::visit::Visit;

/// How long an answer may take before the visitor is told, in milliseconds. A payload of 100 KB
/// takes half of it at 10 KB/s, the pace of a bad mobile connection.
const PATIENCE: u32 = 20_000;

/// Fetches a value of the contract from `url`, relative to the document.
///
/// # Errors
/// When the server is out of reach, too slow, answers with an error, or with something else than
/// JSON of the contract's shape, or when the visit was given up. A static server that answers
/// everything with a page is told by its content type.
pub async fn get<T: FromJson>(url: &str, visit: &Visit) -> Result<T, Failure> {
    let timed_out = Rc::new(Cell::new(false));
    let _timeout = Timeout::new(PATIENCE, {
        let (visit, timed_out) = (visit.clone(), timed_out.clone());
        move || {
            timed_out.set(true);
            visit.give_up();
        }
    });
    let failed = |_| match (timed_out.get(), visit.is_given_up()) {
        (true, _) => Failure::Timeout,
        (false, true) => Failure::Stopped,
        (false, false) => Failure::Network,
    };
    // Asked again each time, as the names stay when the content changes: a browser left to itself
    // keeps what has no expiry for a tenth of its age (RFC 9111, section 4.2.2).
    let request =
        Request::get(url).cache(RequestCache::NoCache).abort_signal(Some(&visit.signal()));
    let response = request.send().await.map_err(failed)?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let kind = response.headers().get("content-type").unwrap_or_default();
    if !kind.contains("json") {
        return Err(Failure::Broken(kind.split(';').next().unwrap_or_default().to_owned()));
    }
    let text = response.text().await.map_err(failed)?;
    let broken = |error: JsValue| {
        Failure::Broken(String::from(error.unchecked_into::<js_sys::Error>().message()))
    };
    let value = js_sys::JSON::parse(&text).map_err(broken)?;
    json::read(value).map_err(|error| Failure::Broken(error.to_string()))
}
