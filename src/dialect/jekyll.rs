//! Jekyll 4: Liquid tags and outputs, then kramdown, in documents whose place and front matter tell
//! their address.
//!
//! # Place
//!
//! Posts are in `_posts`, drafts in `_drafts`, wherever those are; the folders above are categories.
//! A document's address is what its front matter, its collection, the site's `permalink` or Jekyll's
//! default make of it (`permalink`). Where the old site served it as a file, `….html`, that is kept
//! as an old address, and so is `redirect_from`. Categories are tags on our site.
//!
//! # Body
//!
//! 1. Liquid is run (`run`): what it comes to is known from the document, the configuration, and the
//!    files of `_includes`, `_data` and beside the document. Lists of other documents and the time are
//!    not at hand; what needs them stays in the text and is reported.
//! 2. kramdown's attribute lists, extensions and HTML blocks become Markdown and HTML (`kramdown`).
//!
//! `render_with_liquid: false` keeps Liquid from a document. In code nothing is run, unlike in Jekyll, where whoever shows Liquid must put it between `raw`
//! tags; those go there too. Dates are written in the author's calendar: `timezone` is passed over.
//!
//! `redirect_to` cannot lead anywhere by itself on our site: the document shows a link.

use std::ops::Range;

use super::spec::{Likelihood, Signs, Spec, Start};
use super::text::Text;
use super::{Sort, Surroundings, plain};
use crate::document::{Document, Piece};
use crate::front_matter::{Metadata, Notation, Value};
use crate::link::ids;
use crate::route::Route;
use crate::settings::Settings;
use crate::settings::jekyll::GENERATOR;
use crate::slug::slug;
use crate::taxonomy::Taxonomy;
use crate::warning::{Kind, Warning};

mod code;
pub mod data;
mod elements;
mod embeds;
mod expression;
mod filters;
mod flow;
mod kramdown;
mod lines;
mod liquid;
mod octopress;
mod permalink;
mod run;
mod scope;
mod slugs;
mod values;

pub(super) const SPEC: Spec = Spec {
    name: "jekyll",
    read,
    complete: |settings, path, metadata| settings.jekyll.completed(path, &metadata),
    reads: &[Sort::Tag],
    signs: Signs {
        folders: &["_posts", "_drafts"],
        marks: &['{', '|'],
        constructs: |text, _| {
            let contains = |signs: &[&str]| signs.iter().any(|it| text.contains(it));
            match () {
                () if contains(&LIQUID) => Some(Likelihood::Likely),
                () if contains(&ATTRIBUTES) => Some(Likelihood::Possible),
                () => None,
            }
        },
        metadata: |_, metadata| {
            let is_flag = |key| metadata.get(&[key]).and_then(Value::as_bool).is_some();
            match () {
                () if metadata.has_any(&FIELDS) => Some(Likelihood::Sure),
                () if is_flag("published") => Some(Likelihood::Possible),
                () => None,
            }
        },
        ..plain::SPEC.signs
    },
    heading_ids: ids::JEKYLL,
    links_to_files: false,
    has_math: false,
    // kramdown has the same mark for both.
    has_one_mark_for_math: true,
    start: Start {
        notation: Some(Notation::Yaml),
        posts: "_posts",
        pages: "",
        drafts: Some("_drafts"),
        is_dated_by_name: true,
        has_layout: true,
        date_format: "%Y-%m-%d %H:%M",
        ..plain::SPEC.start
    },
    generator: GENERATOR,
    ..plain::SPEC
};

/// Fields that only Jekyll's documents have.
const FIELDS: [&str; 3] = ["layout", "permalink", "redirect_from"];

/// Attribute lists, which kramdown and Python-Markdown share.
pub(super) const ATTRIBUTES: [&str; 4] = ["{: .", "{: #", "{:.", "{:#"];

const LIQUID: [&str; 8] = [
    "{% ",
    "{%- ",
    "{{ site.",
    "{{ page.",
    "{{site.",
    "| relative_url",
    "| absolute_url",
    "{:toc}",
];

/// Reads a document whose front matter, completed by the site's defaults, is `metadata`.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let settings = surroundings.settings;
    let mut warnings = Vec::new();
    let categories = categories(&document.head.path, metadata);
    read_head(&mut document, metadata, &categories, settings, &mut warnings);
    let separator = metadata.text(&["excerpt_separator"]);
    let separator = separator.or(settings.jekyll.excerpt_separator.as_deref());
    if may_hold_constructs(&document.file.text[document.body_range()], separator) {
        read_body(&mut document, metadata, &categories, separator, surroundings, &mut warnings);
    }
    if let Some(field) = metadata.field("redirect_to") {
        lead_on(&mut document, field, &mut warnings);
    }
    (document, warnings)
}

/// What the place and the front matter tell of a document.
fn read_head(
    document: &mut Document,
    metadata: &Metadata,
    categories: &[String],
    settings: &Settings,
    warnings: &mut Vec<Warning>,
) {
    let head = &mut document.head;
    let path = head.path.clone();
    let is_in = |folder: &str| path.split('/').any(|name| name == folder);
    head.draft |= is_in("_drafts");
    head.unlisted |= metadata.get(&["hidden"]).and_then(Value::as_bool) == Some(true);
    head.tags = Vec::new();
    let tags = words_of(metadata.get(&["tag"]), metadata.get(&["tags"]));
    for tag in tags.iter().chain(categories) {
        if !slug(tag).is_empty() && !head.tags.iter().any(|known| slug(known) == slug(tag)) {
            head.tags.push(tag.clone());
        }
    }
    let jekyll = &settings.jekyll;
    for (pattern, terms) in [(&jekyll.tag_pages, &tags[..]), (&jekyll.category_pages, categories)] {
        let Some(pattern) = pattern else { continue };
        for term in terms.iter().filter(|it| !slug(it).is_empty()) {
            let name = slugs::slugify(term, slugs::Mode::Default).to_lowercase();
            let route = Taxonomy::Tags.term_route(term);
            head.note_former_list(&pattern.replace(":name", &name), &route);
        }
    }
    if let Some(author) = metadata.get(&["author"]).and_then(Value::as_map) {
        head.authors = author.text(&["name"]).map(str::to_owned).into_iter().collect();
    }
    let key = metadata.text(&["translation_key", "ref", "lang-ref", "lang_ref", "page_id"]);
    head.translation_key = key.map(str::to_owned);

    let sort = match settings.jekyll.collection_of(&path) {
        _ if is_in("_posts") || is_in("_drafts") => permalink::Sort::Post,
        Some(collection) => permalink::Sort::Of(collection),
        None => permalink::Sort::Page,
    };
    let is_home = settings.jekyll.home.as_ref() == Some(&path);
    let own = metadata.text(&["permalink"]).or(is_home.then_some("/"));
    head.place = settings.jekyll.place(&path);
    // Where the site is not Jekyll's, a page lies where its folder says, as any other document does.
    let is_placed = match sort {
        permalink::Sort::Post => head.date.is_some(),
        permalink::Sort::Of(_) => true,
        permalink::Sort::Page => settings.dialect == Some(super::Dialect::Jekyll),
    };
    let subject = permalink::Subject {
        path: settings.jekyll.within_collections(&path),
        sort,
        date: head.date,
        slug: metadata.text(&["slug"]),
        categories,
    };
    let placed =
        (own.is_some() || is_placed).then(|| permalink::url(subject, own, &settings.jekyll));
    let url = match placed {
        Some(Err(placeholder)) => {
            let field = metadata.field("permalink");
            let (line, column) = field.map_or((0, 0), |it| (it.line, it.column));
            warnings.push(Warning {
                file: path.clone(),
                line,
                column,
                kind: Kind::Construct,
                found: format!("`{placeholder}` in the permalink has no meaning"),
                advice: "mend it or write the address out; the default is used".into(),
            });
            let default = crate::settings::jekyll::Settings::default();
            permalink::url(subject, None, &default).ok().filter(|_| is_placed)
        }
        Some(Ok(url)) => Some(url),
        None => None,
    };
    let old = url.as_deref().and_then(permalink::old_address);
    let redirects =
        metadata.fields.iter().filter(|it| it.key.eq_ignore_ascii_case("redirect_from"));
    let redirects = redirects.flat_map(|it| addresses(&it.value));
    for address in old.into_iter().chain(redirects) {
        let own = filters::own_part(&address, settings);
        let address = format!("/{}", address[own..].trim_start_matches('/'));
        if !head.old_addresses.contains(&address) {
            head.old_addresses.push(address);
        }
    }
    head.address = url.map(|url| permalink::address(&url).to_owned());
}

/// Runs the constructs of the body.
fn read_body(
    document: &mut Document,
    metadata: &Metadata,
    categories: &[String],
    separator: Option<&str>,
    surroundings: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) {
    let settings = surroundings.settings;
    let text = Text::of_body(document).finding_code(code::ranges);
    let is_run = metadata.get(&["render_with_liquid"]).and_then(Value::as_bool) != Some(false);
    let run::Outcome { flow, mut tally, mut findings, shown } = match is_run {
        true => {
            let scope = scope::Scope::new(surroundings, document, metadata, categories);
            run::run(&text, scope, surroundings)
        }
        false => run::Outcome::unread(&text),
    };
    let mut flow = with_end_of_excerpt(flow, separator);
    if !settings.jekyll.is_without_kramdown {
        let outcome = kramdown::read(flow, settings.jekyll.reads_markdown_in_html);
        flow = outcome.flow;
        tally.add(&outcome.tally);
        findings.extend(outcome.findings);
    }
    let pieces = flow.into_pieces();
    if !pieces.is_empty() {
        document.body = pieces;
    } else {
        let end = document.file.text.len();
        document.body = vec![Piece::Source(end..end)];
    }
    document.tally.add(&tally);
    document.shown = shown;
    let lines = crate::warning::Lines::new(&document.file.text);
    warnings.extend(findings.into_iter().map(|Finding { at, found, advice }| {
        let (line, column) = lines.position(&document.file.text, at);
        let file = document.head.path.clone();
        Warning { file, line, column, kind: Kind::Construct, found, advice }
    }));
}

/// Something to tell the author about byte `at` of the source.
struct Finding {
    at: usize,
    found: String,
    advice: String,
}

/// Whether a body needs to be looked at; most have nothing that Markdown does not read itself.
fn may_hold_constructs(body: &str, separator: Option<&str>) -> bool {
    let begins_tag = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        line.starts_with('<')
    };
    ["{%", "{{", "{:", "*["].iter().any(|it| body.contains(it))
        || separator.is_some_and(|it| body.contains(it))
        || body.lines().any(begins_tag)
}

/// The flow with `<!--more-->`, which the renderer knows, where the author's own sign ends the excerpt.
fn with_end_of_excerpt(flow: flow::Flow, separator: Option<&str>) -> flow::Flow {
    let Some(separator) = separator.filter(|it| !it.trim().is_empty() && *it != MORE) else {
        return flow;
    };
    let Some(at) = flow.text().find(separator) else { return flow };
    let is_comment = separator.starts_with("<!--") && separator.ends_with("-->");
    let range = if is_comment { at..at + separator.len() } else { at..at };
    flow.edited(vec![flow::Edit::replace(range, MORE)])
}

/// The sign that ends an excerpt wherever nothing else is said.
const MORE: &str = "<!--more-->";

/// The document begins with a link to where its front matter says it has gone.
fn lead_on(
    document: &mut Document,
    field: &crate::front_matter::Field,
    warnings: &mut Vec<Warning>,
) {
    let Some(address) = addresses(&field.value).into_iter().next() else { return };
    let shown = format!("[{address}](<{address}>)\n\n");
    let body = document.body.first().map_or(0..0, Piece::from);
    let from: Range<usize> = body.start..body.start;
    document.body.insert(0, Piece::Made { markdown: shown, from });
    document.head.unlisted = true;
    warnings.push(Warning {
        file: document.head.path.clone(),
        line: field.line,
        column: field.column,
        kind: Kind::Construct,
        found: format!("`redirect_to: {address}` leads nobody on by itself"),
        advice: "the document shows a link and stands in no list; redirect its address where the site is hosted".into(),
    });
}

/// The route of a document as far as it is known before all are read; otherwise its path, which
/// links to it as well.
fn own_address(document: &Document) -> String {
    match &document.head.address {
        Some(address) => Route::new(address).to_string(),
        None => format!("/{}", crate::route::encode(&document.head.path)),
    }
}

/// The categories: the folders above `_posts`, then those of the front matter.
fn categories(path: &str, metadata: &Metadata) -> Vec<String> {
    let folders = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let above = folders.split('/').take_while(|it| !matches!(*it, "_posts" | "_drafts"));
    let is_post = folders.split('/').any(|it| matches!(it, "_posts" | "_drafts"));
    let mut categories: Vec<String> =
        above.filter(|it| is_post && !it.is_empty()).map(str::to_owned).collect();
    for category in words_of(None, metadata.get(&["categories"]))
        .into_iter()
        .chain(words_of(metadata.get(&["category"]), None))
    {
        if !categories.contains(&category) {
            categories.push(category);
        }
    }
    categories
}

/// Tags or categories: one text, or else a list, or words with white space or commas between.
fn words_of(one: Option<&Value>, several: Option<&Value>) -> Vec<String> {
    match (one.map(|it| (it, it.as_text())), several) {
        (Some((_, Some(text))), _) => vec![text.to_owned()],
        (Some((list @ Value::List(_), None)), _) | (_, Some(list @ Value::List(_))) => {
            list.as_texts()
        }
        (_, Some(value)) => match value.as_text().unwrap_or_default() {
            text if text.contains(',') => value.as_texts(),
            text => text.split_whitespace().map(str::to_owned).collect(),
        },
        (_, None) => Vec::new(),
    }
}

/// One address or several.
fn addresses(value: &Value) -> Vec<String> {
    match value {
        Value::List(_) => value.as_texts(),
        value => value.as_text().map(str::to_owned).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
