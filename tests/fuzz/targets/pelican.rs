//! Any text as a document of Pelican's.
#![no_main]

use the_stacks::dialect::Dialect;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    the_stacks_fuzz::document_of(Dialect::Pelican, bytes);
});
