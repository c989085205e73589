//! Hugo (0.168): bundles and sections, languages, permalinks, and shortcodes between `{{<` and `>}}`
//! or `{{%` and `%}}`.
//!
//! ```text
//! front matter, place, configuration ─▶ head (permalink) ─▶ the document's head
//! body ─▶ lexer ─▶ marks (attributes) ─▶ walk (shortcodes) ─▶ the document's pieces
//! ```
//!
//! Shortcodes that Hugo brings along, and those that themes have under the usual names, become what
//! they stand for; a site's own are Go templates and are never run. Unlike Hugo, nothing in code is
//! replaced but the escaped form `{{</* … */>}}`, which shows a shortcode.

use super::Surroundings;
use crate::document::Document;
use crate::front_matter::Metadata;
use crate::language::Language;
use crate::warning::Warning;

mod attributes;
mod head;
mod language;
mod lexer;
mod marks;
mod permalink;
mod shortcodes;
mod walk;

pub use head::cascades;

/// Reads what only Hugo has.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let settings = surroundings.settings;
    let mut warnings = Vec::new();
    let fields = head::read(&mut document, metadata, settings, &mut warnings);
    let has_attributes = settings.hugo.block_attributes;
    let body = &document.file.text[document.body_range()];
    let has_marks = body.contains("{{") || (has_attributes && body.contains("\n{"));
    if !has_marks {
        return (document, warnings);
    }
    let language = document.head.language.as_deref().unwrap_or(&settings.language);
    let language = Language::from_tag(language);
    let page = shortcodes::Page { fields, settings, language };
    let marks = marks::find(&document, has_attributes);
    let walked = walk::walk(&document, &marks, &page);
    drop(marks);
    warnings.extend(walked.warnings);
    document.body = walked.pieces;
    document.tally = walked.tally;
    if document.tally.iter().any(|(_, name, _)| shortcodes::MATH.contains(&name)) {
        document.head.math = document.head.math.or(Some(true));
    }
    document.files = walked.files;
    (document, warnings)
}

#[cfg(test)]
mod tests;
