//! Any bytes as two files of one site, of whatever dialect they show, from decoding to payloads.
//! The files are what stands before and after the first line `=====`.
#![no_main]

use the_stacks::settings::Settings;
use the_stacks_fuzz::{build, decoded, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let border = b"\n=====\n";
    let at = bytes.windows(border.len()).position(|it| it == border);
    let (one, two) = match at {
        Some(at) => (&bytes[..at], &bytes[at + border.len()..]),
        None => (bytes, b"# Two\n\n[one](a.md#one) ![x](b.md)\n".as_slice()),
    };
    let files = vec![decoded("posts/a.md", one), decoded("b/_index.md", two)];
    let settings = Settings::default();
    for file in &files {
        read(file, &settings);
    }
    build(files, settings);
});
