//! Pelican 4 with Python-Markdown: `Key: value` headers, link macros, and the Markdown of the extensions
//! that Pelican turns on (`extra`, `codehilite`, `meta`) or that its sites use (`toc`, `admonition`,
//! PyMdown's `details`).
//!
//! Understood: `{filename}` and the other link macros, `[TOC]`, admonitions, abbreviations,
//! attribute lists, `markdown="1"`, `:::python` and `#!python` over indented code, the end of a
//! summary, and the Liquid tags for videos. Other Liquid tags stay visible and are reported.

use std::ops::Range;

use super::lines::{Lines, not_understood};
use super::revision::{Edit, New, Revision};
use super::spec::{Likelihood, Signs, Spec, Start};
use super::text::is_within;
use super::{Sort, Surroundings, abbreviations, jekyll, plain};
use crate::document::Document;
use crate::front_matter::{Metadata, Notation};
use crate::language::Language;
use crate::link::ids;
use crate::settings::Settings;
use crate::settings::pelican::GENERATOR;
use crate::slug::slug;
use crate::warning::{Kind, Warning};

mod address;
mod attributes;
mod blocks;
mod code;
mod html;
mod links;
mod metadata;
mod tags;

pub(super) const SPEC: Spec = Spec {
    name: "pelican",
    read,
    // Liquid tags too: a plugin has some.
    reads: &[Sort::Tag],
    signs: Signs {
        notations: &[Notation::Headers],
        marks: &['{', '|'],
        constructs: |text, metadata| {
            let contains = |signs: &[&str]| signs.iter().any(|it| text.contains(it));
            match () {
                () if contains(&MACROS) => Some(Likelihood::Sure),
                () if contains(&jekyll::ATTRIBUTES) && metadata.has_any(&FIELDS) => {
                    Some(Likelihood::Likely)
                }
                () => None,
            }
        },
        metadata: |_, metadata| {
            let is_own =
                metadata.has_any(&FIELDS) || metadata.text(&["status"]).is_some_and(is_status);
            is_own.then_some(Likelihood::Sure)
        },
        ..plain::SPEC.signs
    },
    heading_ids: ids::PELICAN,
    links_to_files: false,
    has_math: false,
    start: Start {
        notation: Some(Notation::Headers),
        draft: ("status", "draft"),
        date_format: "%Y-%m-%d %H:%M",
        ..plain::SPEC.start
    },
    generator: GENERATOR,
    ..plain::SPEC
};

/// Fields that only Pelican's documents have.
const FIELDS: [&str; 2] = ["save_as", "modified"];

const MACROS: [&str; 8] = [
    "{filename}",
    "{static}",
    "{attach}",
    "|filename|",
    "({tag}",
    "({category}",
    "({author}",
    "({index}",
];

/// Whether this is one of Pelican's values of `status`.
fn is_status(value: &str) -> bool {
    ["published", "draft", "hidden", "skip"].iter().any(|it| it.eq_ignore_ascii_case(value))
}

/// Reads what only Pelican has.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let mut warnings = Vec::new();
    read_head(&mut document, metadata, surroundings.settings, &mut warnings);
    read_body(&mut document, surroundings.settings, &mut warnings);
    (document, warnings)
}

fn read_head(
    document: &mut Document,
    metadata: &Metadata,
    site: &Settings,
    warnings: &mut Vec<Warning>,
) {
    let settings = &site.pelican;
    let path = document.file.path.clone();
    let below = |folder: &str| {
        let folder = folder.trim_matches(['/', '.']);
        let inside = path.strip_prefix(folder).filter(|_| !folder.is_empty())?;
        inside.strip_prefix('/').map(str::to_owned)
    };
    let path = below(&settings.path).unwrap_or(path.clone());
    let page = settings.page_paths.iter().find_map(|folder| {
        let folder = folder.trim_matches('/');
        path.strip_prefix(folder)?.strip_prefix('/').filter(|_| !folder.is_empty())
    });
    if settings.is_configured {
        // Wherever the configuration has them: pages are in no section.
        document.head.place = page.map_or(path.clone(), |inside| format!("pages/{inside}"));
    }
    let folder = path
        .rsplit('/')
        .nth(1)
        .filter(|_| settings.is_configured && settings.uses_folder_as_category);
    let fields = metadata::Fields::new(metadata, &path, settings);
    let own_category = fields.text("category").map(str::to_owned);
    // A folder's documents are listed in its section: no need for a term of the same name.
    let default = settings.default_category.as_deref().filter(|_| folder.is_none());
    fields.fill(document, default, warnings);
    let category = own_category.as_deref().or(folder).or(default).unwrap_or("misc");
    let head = &document.head;
    let is_translation =
        head.language.as_ref().is_some_and(|it| !it.eq_ignore_ascii_case(&site.language));
    let kind = address::kind(page.is_some(), head.draft);
    let name = if is_translation { format!("{kind}_LANG") } else { kind.to_owned() };
    let known = address::Known { head, fields: &fields, category, author: &site.author, settings };
    let places = address::places(&name, &known);
    let lists = address::former_lists(&known, own_category.as_deref(), folder);
    if let Some(problem) = places.problem {
        let found = format!("`{problem}` of {name}_URL is not known of this document");
        let advice = "give it the field, or an address with `url` and `save_as`".into();
        warnings.push(Warning {
            line: 0,
            column: 0,
            ..document.warning(0, Kind::Route, found, advice)
        });
    }
    let language = document.head.language.clone().unwrap_or_default();
    // A file with the slug's own name shares it with no other in its folder.
    let shares_slug = slug(document.head.name()) != document.head.slug;
    if is_translation && fields.own("slug").is_some() && shares_slug && places.route.is_none() {
        document.head.slug = format!("{}-{}", document.head.slug, language.to_lowercase());
    }
    document.head.address = places.route;
    document.head.old_addresses = places.old;
    for (address, route) in lists {
        document.head.note_former_list(&address, &route);
    }
}

fn read_body(document: &mut Document, site: &Settings, warnings: &mut Vec<Warning>) {
    let source = document.file.text.clone();
    let tag = document.head.language.as_deref().unwrap_or(&site.language);
    let language = Language::from_tag(tag);
    let mut unknown: Vec<(usize, String)> = Vec::new();
    let note = |document: &mut Document, sort: Sort, name: &str, count: usize| {
        (0..count).for_each(|_| document.tally.note(sort, name, true));
    };
    let revision = Revision::new(&source, document.body_range());
    let edits = blocks::edits(&revision, language);
    let revision = revision.edited(edits);
    let edits = html::edits(&revision);
    let revision = revision.edited(edits);
    let edits = code::edits(&revision);
    let revision = revision.edited(edits);

    let (macros, mut edits) = links::read(&revision);
    for found in macros {
        let name = format!("{{{}}}", found.name);
        document.tally.note(Sort::LinkMacro, &name, found.is_known);
        if !found.is_known {
            let found_text = format!("the link macro `{name}` is none that Pelican has");
            unknown.push((revision.source(found.at), found_text));
        }
    }
    let (found, more) = tags::videos(revision.text());
    edits.extend(more);
    for tag in found {
        document.tally.note(Sort::Tag, &tag.name, tag.is_understood);
        if !tag.is_understood {
            let found = format!("the Liquid tag `{}` is not understood", tag.name);
            unknown.push((revision.source(tag.at), found));
        }
    }
    let revision = revision.edited(edits);

    let attributes = attributes::read(&revision);
    note(document, Sort::AttributeList, "{: }", attributes.understood);
    for Range { start, end } in attributes.unknown {
        document.tally.note(Sort::AttributeList, "{: }", false);
        let list = &revision.text()[start..end];
        let found = format!("the attribute list `{list}` belongs to nothing that can have it");
        unknown.push((revision.source(start), found));
    }
    let revision = revision.edited(attributes.edits);
    let (edits, _) = abbreviations::edits(revision.text());
    let edits = edits.into_iter().map(|(range, new)| Edit::replace(range, new)).collect();
    let revision = revision.edited(edits);
    let edits = marks(revision.text());
    document.body = revision.edited(edits).into_pieces();
    warnings.extend(not_understood(document, unknown));
}

/// The edits for `[TOC]` in a paragraph of its own, and for the mark that ends a summary (of the plugin
/// `summary`).
fn marks(text: &str) -> Vec<Edit> {
    const END_OF_SUMMARY: &str = "<!-- PELICAN_END_SUMMARY -->";
    let mut edits = Vec::new();
    if !text.contains("[TOC]") && !text.contains(END_OF_SUMMARY) {
        return edits;
    }
    let code = crate::markdown::code_ranges(text);
    for (at, mark) in text.match_indices(END_OF_SUMMARY) {
        if !is_within(&code, at) {
            edits.push(Edit::replace(at..at + mark.len(), "<!--more-->"));
        }
    }
    let lines = Lines::new(text);
    for (at, mark) in text.match_indices("[TOC]") {
        let (start, end) = (lines.start(at), at + mark.len());
        let is_blank_before = start == 0 || lines.is_blank(start - 1);
        let is_blank_behind = lines.is_last(end) && lines.is_blank(lines.end(end) + 1);
        let is_paragraph =
            at - start <= 3 && lines.margin(at).is_first && is_blank_before && is_blank_behind;
        if is_paragraph && !is_within(&code, at) {
            edits.push(Edit { range: at..end, new: New::Contents });
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Dialect, Surroundings, read};
    use crate::document::{File, Head};
    use crate::settings::{Configuration, Settings};

    fn head(path: &str, text: &str, settings: &Settings) -> Head {
        let file = File { path: path.into(), text: text.into() };
        read(file, &Surroundings::new(settings)).0.head
    }

    fn configured(text: &str) -> Settings {
        let file = Configuration { name: "pelicanconf.py", text };
        crate::settings::read(None, Some((file, Dialect::Pelican))).0
    }

    /// The address and the old ones of a document with these headers.
    fn places(path: &str, headers: &str, settings: &Settings) -> (Option<String>, Vec<String>) {
        let head = head(path, &format!("{headers}\n\nBody\n"), settings);
        (head.address, head.old_addresses)
    }

    #[test]
    fn headers_give_the_address() {
        let address = |headers: &str| places("a.md", headers, &Settings::default());
        let (home, none) = (Some(String::new()), Vec::new());
        assert_eq!(address("Title: Home\nURL:\nsave_as: index.html"), (home, none.clone()));
        let old = vec!["/old/x.html".into()];
        assert_eq!(address("Title: x\nurl: old/x.html"), (Some("old/x".into()), old));
        let address_of_folder = address("Title: x\nurl: x/\nsave_as: x/index.html");
        assert_eq!(address_of_folder, (Some("x/".into()), none.clone()));
        assert_eq!(address("Title: x"), (None, none.clone()));
        assert_eq!(address("Title: x\nURL:\nsave_as:"), (None, none.clone()));
        assert_eq!(address("Title: x\nurl: https://example.org/x"), (None, none));
    }

    #[test]
    fn the_configuration_gives_the_address_and_keeps_what_pelican_served() {
        let plain = configured("SITENAME = 'x'\n");
        let old = |address: &str| vec![address.to_owned()];
        assert_eq!(
            places("a.md", "Title: My Post!", &plain),
            (Some("my-post".into()), old("/my-post.html"))
        );
        assert_eq!(
            places("pages/a.md", "Title: Page\nslug: Own_One", &plain),
            (Some("pages/Own_One".into()), old("/pages/Own_One.html"))
        );
        assert_eq!(
            places("a.md", "Title: x\nLang: es", &plain),
            (Some("x-es".into()), old("/x-es.html"))
        );
        assert_eq!(
            places("a.md", "Title: x\nStatus: draft", &plain).0.as_deref(),
            Some("drafts/x")
        );
        let folders = configured(
            "ARTICLE_URL = 'blog/{date:%Y}/{date:%m}/{slug}'\n\
             ARTICLE_SAVE_AS = 'blog/{date:%Y}/{date:%m}/{slug}/index.html'\nPAGE_PATHS = ['x']\n",
        );
        let post = places("a.md", "Title: x\nDate: 2024-02-03", &folders);
        assert_eq!(post, (Some("blog/2024/02/x".into()), Vec::new()));
        let page = head("x/a.md", "Title: x\n\ny", &folders);
        assert_eq!((page.place.as_str(), page.folder()), ("pages/a.md", "pages"));
    }

    #[test]
    fn categories_come_from_headers_folders_and_defaults() {
        let category = |settings: &str, path: &str, headers: &str| {
            let settings = configured(&format!("ARTICLE_URL = '{{category}}'\n{settings}\n"));
            places(path, headers, &settings).0.unwrap_or_default()
        };
        assert_eq!(category("", "a/b/c.md", "Title: x\nCategory: D e"), "d-e");
        assert_eq!(category("", "a/b/c.md", "Title: x"), "b");
        assert_eq!(category("USE_FOLDER_AS_CATEGORY = False", "a/c.md", "Title: x"), "misc");
        assert_eq!(category("DEFAULT_CATEGORY = 'Blog'", "c.md", "Title: x"), "blog");
        let path = "PATH_METADATA = r'(?P<category>[^/]+)/.*'";
        assert_eq!(category(path, "a/b/c.md", "Title: x"), "a");
    }

    #[test]
    fn lists_are_split_at_semicolons_or_commas() {
        let settings = Settings::default();
        let text = "Title: x\nAuthors: Doe, Jane; Roe, Jo\nTags: a b, c;d\nCategory: e, f\n\ny";
        let head = head("a.md", text, &settings);
        assert_eq!(head.authors, ["Doe, Jane", "Roe, Jo"]);
        assert_eq!(head.tags, ["a b, c", "d", "e, f"]);
    }

    #[test]
    fn status_decides_who_sees_it() {
        let status = |status: &str| {
            let text = format!("Title: x\nStatus: {status}\n\ny");
            let head = head("a.md", &text, &Settings::default());
            (head.draft, head.unlisted)
        };
        assert_eq!(status("published"), (false, false));
        assert_eq!(status("Draft"), (true, false));
        assert_eq!(status("hidden"), (false, true));
        assert_eq!(status("skip"), (true, true));
        assert_eq!(status("publish"), (false, true));
    }

    #[test]
    fn translations_share_their_slug() {
        let settings = Settings::default();
        let spanish = head("b.md", "Title: y\nSlug: x\nLang: es\n\ny", &settings);
        assert_eq!(spanish.translation_key.as_deref(), Some("x"));
        assert_eq!((spanish.slug.as_str(), spanish.address), ("x-es", None));
        let english = head("a.md", "Title: x\nSlug: x\nLang: en\n\ny", &settings);
        assert_eq!((english.slug.as_str(), english.translation_key.as_deref()), ("x", Some("x")));
        assert_eq!(head("c.md", "Title: z\nLang: es\n\ny", &settings).slug, "c");
        assert_eq!(head("c.md", "Title: z\nSlug: c\nLang: es\n\ny", &settings).slug, "c");
    }
}
