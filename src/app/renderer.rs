//! The renderer's module: fetched with the first page, then kept. What crosses into it is in
//! [`the_stacks::request`]; how, in `src/renderer/main.rs`.

use js_sys::{Uint8Array, WebAssembly};
use the_stacks::request::Request;
use the_stacks::view::Failure;
use wasm_bindgen::prelude::*;

use crate::fetch;
use crate::visit::Visit;

#[wasm_bindgen]
extern "C" {
    /// An instance of the module.
    #[derive(Clone)]
    pub type Renderer;
    #[wasm_bindgen(method, getter)]
    fn memory(this: &Renderer) -> WebAssembly::Memory;
    #[wasm_bindgen(method)]
    fn request(this: &Renderer, length: usize) -> u32;
    #[wasm_bindgen(method, catch)]
    fn render(this: &Renderer) -> Result<u32, JsValue>;
    #[wasm_bindgen(method)]
    fn answer(this: &Renderer) -> u32;
    #[wasm_bindgen(method, catch)]
    fn warm_up(this: &Renderer) -> Result<(), JsValue>;
}

/// Fetches the module from `file`, relative to the site's base, and has the browser compile it while
/// the page is on the way.
///
/// # Errors
/// As [`fetch::module`].
pub async fn load(base: &str, file: &str, visit: &Visit) -> Result<Renderer, Failure> {
    let exports = fetch::module(&format!("{base}{file}"), visit).await?;
    let renderer: Renderer = exports.unchecked_into();
    let _ = renderer.warm_up();
    Ok(renderer)
}

impl Renderer {
    /// The answer to a request: HTML.
    ///
    /// # Errors
    /// When the module is of another build than this program, or fails.
    pub fn html(&self, request: &Request<'_>) -> Result<String, Failure> {
        let message = request.encode();
        let at = self.request(message.len());
        self.bytes(at, message.len() as u32).copy_from(&message);
        let failed = |error: JsValue| Failure::Broken(format!("{error:?}"));
        let length = self.render().map_err(failed)?;
        if length == u32::MAX {
            return Err(Failure::Outdated);
        }
        let html = self.bytes(self.answer(), length).to_vec();
        String::from_utf8(html).map_err(|error| Failure::Broken(error.to_string()))
    }

    /// A part of the module's memory, until the module is called again.
    fn bytes(&self, at: u32, length: u32) -> Uint8Array {
        Uint8Array::new_with_byte_offset_and_length(&self.memory().buffer(), at, length)
    }
}
