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

use super::spec::{Likelihood, Signs, Spec, Start};
use super::{Sort, Surroundings, plain};
use crate::document::{Document, File};
use crate::front_matter::{Metadata, Notation};
use crate::language::Language;
use crate::link::ids;
use crate::settings::Settings;
use crate::settings::hugo::{Cascade, GENERATOR};
use crate::warning::Warning;

mod attributes;
mod head;
mod language;
mod lexer;
mod marks;
mod permalink;
mod shortcodes;
mod walk;

pub(super) const SPEC: Spec = Spec {
    name: "hugo",
    read,
    inherit: Some(inherit),
    reads: &[Sort::Shortcode],
    signs: Signs {
        notations: &[Notation::Json, Notation::Toml],
        fields: &FIELDS,
        marks: &['{'],
        constructs: |text, _| {
            let is_called = text.contains("{{<") || text.contains("{{%");
            is_called.then_some(Likelihood::Sure)
        },
        metadata: |path, metadata| {
            let has_any = metadata.has_any(&COMMON_FIELDS) || path.ends_with("_index.md");
            has_any.then_some(Likelihood::Likely)
        },
        ..plain::SPEC.signs
    },
    heading_ids: ids::HUGO,
    links_to_files: false,
    links_to_translations: true,
    has_math: false,
    start: Start {
        notation: Some(Notation::Yaml),
        pages: "",
        draft: ("draft", "true"),
        no_draft: Some(("draft", "false")),
        ..plain::SPEC.start
    },
    generator: GENERATOR,
    ..plain::SPEC
};

/// Fields that Hugo's documents have, and Zola's do not.
const FIELDS: [&str; 16] = [
    "tags",
    "categories",
    "lastmod",
    "layout",
    "type",
    "url",
    "params",
    "menu",
    "menus",
    "publishDate",
    "expiryDate",
    "linkTitle",
    "markup",
    "outputs",
    "cascade",
    "resources",
];

/// Fields that Hugo's documents have more often than others'.
const COMMON_FIELDS: [&str; 7] =
    ["draft", "lastmod", "weight", "publishDate", "expiryDate", "linkTitle", "cascade"];

/// Notes the cascades of `sections`.
fn inherit(sections: &[File], settings: &mut Settings) {
    let may = sections.iter().filter(|it| it.text.contains("cascade"));
    let mut found: Vec<Cascade> = may.flat_map(|it| head::cascades(it, settings)).collect();
    // What is nearest counts most.
    found.sort_by_key(|it| std::cmp::Reverse(it.section.len()));
    settings.hugo.cascades.splice(0..0, found);
}

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
