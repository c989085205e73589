//! Pelican 4: `Key: value` headers, `save_as` and `url`.
//!
//! Its link macros (`{filename}`, `{static}`, `{attach}`, `|filename|`) stand in link
//! destinations, where [`crate::link`] reads them.

use super::Surroundings;
use crate::document::Document;
use crate::front_matter::Metadata;
use crate::warning::Warning;

/// Gives the document the address its headers ask for.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    _surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    // An empty `URL:` beside `save_as: index.html` is Pelican's way to write the home page.
    let address = metadata.text(&["url"]).or_else(|| metadata.text(&["save_as"]));
    document.head.address = address.map(|address| {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        address.strip_suffix(".html").unwrap_or(address).to_owned()
    });
    (document, Vec::new())
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Surroundings, read};
    use crate::document::File;
    use crate::settings::Settings;

    fn address(headers: &str) -> Option<String> {
        let file = File { path: "a.md".into(), text: format!("{headers}\n\nBody\n") };
        let settings = Settings::default();
        read(file, &Surroundings { includes: &[], settings: &settings }).0.head.address
    }

    #[test]
    fn headers_give_the_address() {
        assert_eq!(address("Title: Home\nURL:\nsave_as: index.html").as_deref(), Some(""));
        assert_eq!(address("Title: x\nurl: old/x.html").as_deref(), Some("old/x"));
        assert_eq!(address("Title: x\nurl: x/\nsave_as: x/index.html").as_deref(), Some("x/"));
        assert_eq!(address("Title: x"), None);
    }
}
