//! No dialect: CommonMark and GitHub Flavored Markdown, with or without front matter.

use crate::document::Document;
use crate::warning::Warning;

/// Nothing is left to read: titles and dates come from the heading and the file's name.
pub fn read(document: Document) -> (Document, Vec<Warning>) {
    (document, Vec::new())
}
