//! Zola: TOML front matter, `@/` links, shortcodes as calls.

use super::Surroundings;
use crate::document::Document;
use crate::front_matter::Metadata;
use crate::warning::Warning;

/// Reads what only Zola has.
pub fn read(
    document: Document,
    _metadata: &Metadata,
    _surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    (document, Vec::new())
}
