//! Requests to the renderer and the answers that are due, kept in `target/e2e/kept` for the browser
//! tests: there the module must give the same bytes (`tests/e2e/identical.spec.mjs`).

use std::fs;

use the_stacks::request::Request;

use crate::stacks::root;

/// A name, a request and the answer.
pub type Record = [Vec<u8>; 3];

/// The record of `request`, to which `html` is due.
pub fn record(name: &str, request: &Request<'_>, html: &str) -> Record {
    [name.into(), request.encode(), html.into()]
}

/// Keeps the records of what `suite` is about: each part after its length, four bytes,
/// little-endian.
pub fn keep(suite: &str, records: &[Record]) {
    let folder = root().join("target/e2e/kept");
    fs::create_dir_all(&folder).unwrap();
    let mut bytes = Vec::new();
    for part in records.iter().flatten() {
        bytes.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
        bytes.extend(part);
    }
    fs::write(folder.join(format!("{suite}.bin")), bytes).unwrap();
}
