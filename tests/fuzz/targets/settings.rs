//! Any text as `site.toml` and as each configuration file of other generators.
#![no_main]

use the_stacks::document::File;
use the_stacks::settings::generator::configuration_files;
use the_stacks::settings::{self, Configuration, OWN_FILES};
use the_stacks_fuzz::within;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let name = OWN_FILES[0];
    let (_, warnings) = settings::read(Some(Configuration { name, text: &text }), None);
    within(&warnings, &[File { path: name.into(), text: text.clone() }]);
    for (name, dialect) in configuration_files() {
        let configuration = Configuration { name, text: &text };
        let (_, warnings) = settings::read(None, Some((configuration, dialect)));
        within(&warnings, &[File { path: name.into(), text: text.clone() }]);
    }
});
