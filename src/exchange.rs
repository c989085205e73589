//! How a WebAssembly module of ours and its caller exchange texts: through the module's memory, one
//! request and one answer at a time. A module has no import, so it can do nothing but answer.

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes room for a request of `length` bytes, and returns where.
pub fn request(length: usize) -> *const u8 {
    REQUEST.with_borrow_mut(|request| {
        *request = vec![0; length];
        request.as_ptr()
    })
}

/// Keeps what `respond` makes of the request, which is forgotten, and returns its length in bytes;
/// `u32::MAX` when it makes nothing of it.
pub fn respond(respond: impl FnOnce(&[u8]) -> Option<String>) -> u32 {
    let message = REQUEST.take();
    let answer = respond(&message);
    ANSWER
        .with_borrow_mut(|kept| {
            *kept = answer?;
            u32::try_from(kept.len()).ok()
        })
        .unwrap_or(u32::MAX)
}

/// Where the last answer is.
pub fn answer() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}
