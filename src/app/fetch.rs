//! The network: every request of the app, each with a bound on its time and a typed failure.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use the_stacks::manifest::FromJson;
use the_stacks::view::Failure;
use web_sys::AbortController;

use crate::json;

/// How long an answer may take before the visitor is told, in milliseconds. A payload of 100 KB
/// takes half of it at 10 KB/s, the pace of a bad mobile connection.
const PATIENCE: u32 = 20_000;

/// Fetches a value of the contract from `url`, relative to the document.
///
/// # Errors
/// When the server is out of reach, too slow, answers with an error, or with something else than
/// JSON of the contract's shape. A static server that answers everything with a page is told by
/// its content type.
pub async fn get<T: FromJson>(url: &str) -> Result<T, Failure> {
    let controller = AbortController::new().map_err(|_| Failure::Network)?;
    let timed_out = Rc::new(Cell::new(false));
    let _timeout = Timeout::new(PATIENCE, {
        let (controller, timed_out) = (controller.clone(), timed_out.clone());
        move || {
            timed_out.set(true);
            controller.abort();
        }
    });
    let network = |_| if timed_out.get() { Failure::Timeout } else { Failure::Network };
    let request = Request::get(url).abort_signal(Some(&controller.signal()));
    let response = request.send().await.map_err(network)?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let kind = response.headers().get("content-type").unwrap_or_default();
    if !kind.contains("json") {
        return Err(Failure::Broken(kind.split(';').next().unwrap_or_default().to_owned()));
    }
    let text = response.text().await.map_err(network)?;
    let value = js_sys::JSON::parse(&text).map_err(|_| Failure::Broken("JSON ✂".into()))?;
    json::read(value).map_err(|error| Failure::Broken(error.to_string()))
}
