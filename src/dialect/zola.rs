//! Zola: TOML front matter, `@/` links, shortcodes as calls, `{{ name(…) }}` and
//! `{% name(…) %} … {% end %}`.
//!
//! Understood: the shortcodes that Zola brings along and the usual ones of themes, and the escaped
//! forms `{{/* … */}}` and `{%/* … */%}`, in code too. Any other call, and any other Tera, stays
//! visible and is reported. Zola reads calls in code as well; here code shows what it says.

use super::spec::{Likelihood, Signs, Spec, Start};
use super::text::is_within;
use super::{Sort, Surroundings, plain};
use crate::document::{Document, File};
use crate::front_matter::{Metadata, Notation, Value};
use crate::language::Language;
use crate::link::ids;
use crate::settings::zola::GENERATOR;
use crate::settings::{Settings, role};
use crate::slug::slug;
use crate::taxonomy::Taxonomy;
use crate::warning::{Kind, Warning};

mod address;
mod body;
mod call;
mod constructs;
mod shortcodes;

pub(super) const SPEC: Spec = Spec {
    name: "zola",
    read,
    inherit: Some(|sections, settings| {
        settings.zola.draft_folders = sections.iter().filter_map(draft_folder).collect();
    }),
    reads: &[Sort::Tag],
    signs: Signs {
        notations: &[Notation::Toml],
        fields: &FIELDS,
        marks: &['{', '@'],
        constructs: |text, _| {
            let links = ["](@/", "]: @/", "](<@/", "=\"@/"];
            let is_own = links.iter().any(|it| text.contains(it)) || calls_shortcodes(text);
            is_own.then_some(Likelihood::Sure)
        },
        metadata: |_, metadata| {
            let is_map = |key| matches!(metadata.get(&[key]), Some(Value::Map(_)));
            let is_own = is_map("taxonomies")
                || is_map("extra")
                || metadata.has_any(&["insert_anchor_links", "page_template"]);
            is_own.then_some(Likelihood::Sure)
        },
        ..plain::SPEC.signs
    },
    heading_ids: ids::ZOLA,
    links_to_files: false,
    has_math: false,
    start: Start {
        notation: Some(Notation::Toml),
        pages: "",
        draft: ("draft", "true"),
        ..plain::SPEC.start
    },
    generator: GENERATOR,
    ..plain::SPEC
};

/// Fields that only Zola's pages and sections have.
const FIELDS: [&str; 14] = [
    "extra",
    "taxonomies",
    "template",
    "path",
    "insert_anchor_links",
    "sort_by",
    "paginate_by",
    "paginate_path",
    "page_template",
    "in_search_index",
    "transparent",
    "generate_feeds",
    "render",
    "redirect_to",
];

/// Whether `prose` calls shortcodes as Zola does: `{{ name(…) }}` or `{% name(…) %}`.
fn calls_shortcodes(prose: &str) -> bool {
    prose.match_indices('{').any(|(at, _)| {
        let rest = &prose[at + 1..];
        let call = rest.strip_prefix(['{', '%']).map(|it| it.trim_start_matches("/*").trim_start());
        call.is_some_and(|call| {
            let name = call.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
            let name = name.filter(|length| *length > 0);
            name.is_some_and(|length| call[length..].starts_with('('))
        })
    })
}

/// Reads what only Zola has.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let mut warnings = Vec::new();
    read_head(&mut document, metadata, surroundings.settings, &mut warnings);
    count_links(&mut document);
    let tag = document.head.language.as_ref().unwrap_or(&surroundings.settings.language);
    let language = Language::from_tag(tag);
    body::read(&mut document, language, &mut warnings);
    (document, warnings)
}

fn read_head(
    document: &mut Document,
    metadata: &Metadata,
    settings: &Settings,
    warnings: &mut Vec<Warning>,
) {
    let head = &mut document.head;
    address::fill(head, metadata, settings);
    head.pageless = metadata.get(&["render"]).and_then(Value::as_bool) == Some(false);
    head.draft |= settings.zola.draft_folders.iter().any(|it| role::is_within(&head.path, it));
    let map = |key: &str| metadata.get(&[key]).and_then(Value::as_map);
    for field in map("taxonomies").map(|it| it.fields.as_slice()).unwrap_or_default() {
        let terms = field.value.as_texts();
        let is_authors = field.key == "authors";
        if settings.zola.is_configured {
            let taxonomy = if is_authors { Taxonomy::Authors } else { Taxonomy::Tags };
            for term in terms.iter().filter(|it| !slug(it).is_empty()) {
                let former = address::of_term(head, &field.key, term, settings);
                head.note_former_list(&former, &taxonomy.term_route(term));
            }
        }
        if is_authors {
            head.authors.extend(terms);
            continue;
        }
        for term in terms {
            let address = slug(&term);
            if !address.is_empty() && !head.tags.iter().any(|known| slug(known) == address) {
                head.tags.push(term);
            }
        }
    }
    let extra = map("extra").and_then(|it| it.get(&["authors", "author"]));
    if let Some(authors) = extra.filter(|_| head.authors.is_empty()) {
        head.authors = authors.as_texts();
    }
    if let Some(field) = metadata.field("redirect_to").filter(|it| it.value.as_text().is_some()) {
        let found = "`redirect_to` is not followed: this page stays".into();
        let advice = "link to where it led, or give that document this address as an alias".into();
        let warning = document.warning(0, Kind::FrontMatter, found, advice);
        warnings.push(Warning { line: field.line, column: field.column, ..warning });
    }
}

/// The folder whose documents are drafts because its section, `file`, is one.
fn draft_folder(file: &File) -> Option<String> {
    let metadata = crate::front_matter::split(&file.path, &file.text).0.metadata;
    let is_draft = metadata.get(&["draft"]).and_then(Value::as_bool) == Some(true);
    is_draft.then(|| file.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
}

/// Counts the links to documents by their path, which [`crate::link`] resolves.
fn count_links(document: &mut Document) {
    let text = &document.file.text[document.body_range()];
    if !text.contains("@/") {
        return;
    }
    let code = crate::markdown::code_ranges(text);
    let is_destination = |at: usize| {
        let before = &text[..at];
        let before = before.strip_suffix('<').unwrap_or(before);
        let is_value = ["](", "=\"", "='"].iter().any(|it| before.ends_with(it));
        is_value || before.trim_end_matches([' ', '\t']).ends_with("]:")
    };
    let links =
        text.match_indices("@/").filter(|(at, _)| is_destination(*at) && !is_within(&code, *at));
    for _ in 0..links.count() {
        document.tally.note(Sort::LinkMacro, "@/", true);
    }
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Dialect, Sort, Surroundings, read};
    use crate::document::{Document, File};
    use crate::settings::{Configuration, Settings};

    fn document(path: &str, text: &str, settings: &Settings) -> Document {
        let settings = Settings { dialect: Some(Dialect::Zola), ..settings.clone() };
        let file = File { path: path.into(), text: text.into() };
        read(file, &Surroundings::new(&settings)).0
    }

    fn configured(text: &str) -> Settings {
        let text = format!("base_url = \"https://z.io\"\n{text}");
        let file = Configuration { name: "config.toml", text: &text };
        crate::settings::read(None, Some((file, Dialect::Hugo))).0
    }

    #[test]
    fn addresses_are_zolas() {
        let settings = configured("[languages.fr]\n");
        for (path, address) in [
            ("_index.md", ""),
            ("_index.fr.md", "fr"),
            ("blog/_index.md", "blog"),
            ("blog/Été 1.md", "blog/ete-1"),
            ("blog/2024-01-02-a.md", "blog/a"),
            ("blog/2024-01-02T10:20:30Z-a.fr.md", "fr/blog/a"),
            ("My Blog/2024-01-02_a/index.md", "My Blog/a"),
            ("index.md", ""),
            ("pages/a.en.md", "pages/a"),
            ("v1.2.md", "v1-2"),
        ] {
            let head = document(path, "+++\n+++\n", &settings).head;
            assert_eq!(head.address.as_deref(), Some(address), "{path}");
            assert_eq!(head.date.is_some(), path.contains("2024"), "{path}");
        }
        let path = document("a.md", "+++\npath = \"/b/c\"\nslug = \"d\"\n+++\n", &settings).head;
        assert_eq!(path.address.as_deref(), Some("/b/c"));
        let french = document("blog/a.fr.md", "+++\n+++\n", &settings).head;
        assert_eq!((french.place.as_str(), french.language.as_deref()), ("blog/a.md", Some("fr")));
    }

    #[test]
    fn without_a_configuration_folders_are_ours() {
        let address = |path: &str| document(path, "+++\n+++\n", &Settings::default()).head.address;
        assert_eq!(address("pages/a.md"), None);
        assert_eq!(address("blog/a.fr.md").as_deref(), Some("fr/blog/a"));
        assert_eq!(address("pages/2024-01-02-a/index.md").as_deref(), Some("a"));
        assert_eq!(address("node.js.md"), None);
    }

    #[test]
    fn fields_are_zolas() {
        let text = "+++\naliases = [\"old.html\", \"/x/\"]\nrender = false\n[taxonomies]\n\
                    tags = [\"a\"]\nseries = [\"b\", \"A\"]\nauthors = [\"C\"]\n[extra]\nauthor = \"D\"\n+++\n";
        let head = document("a.md", text, &Settings::default()).head;
        assert_eq!(head.old_addresses, ["/old.html", "/x/"]);
        assert_eq!((head.tags, head.authors), (vec!["a".into(), "b".into()], vec!["C".into()]));
        assert!(head.pageless && !head.unlisted && !head.draft);
    }

    #[test]
    fn links_and_shortcodes_are_counted() {
        let text = "+++\n+++\n[a](@/b.md) [c](<@/d.md>) `[e](@/f.md)` a@/b\n\n[g]: @/h.md\n\n\
                    {{ youtube(id=\"x\") }} {{ own() }} {% own() %}{% end %} `{{ x() }}`\n";
        let tally = document("a.md", text, &Settings::default()).tally;
        let counts: Vec<_> =
            tally.iter().map(|(sort, name, it)| (sort, name, it.found, it.understood)).collect();
        assert_eq!(
            counts,
            [
                (Sort::Shortcode, "own", 2, 0),
                (Sort::Shortcode, "youtube", 1, 1),
                (Sort::LinkMacro, "@/", 3, 3)
            ]
        );
    }

    #[test]
    fn hostile_calls_end() {
        for flood in [
            "{% a() %}",
            "{% note() %}",
            "{% end %}",
            "{{ a(",
            "{{/* ",
            "{%/* a() */%}",
            "{{ note(text=\"{{\") }}",
        ] {
            let text = format!("+++\n+++\n{}", flood.repeat(2_000));
            document("a.md", &text, &Settings::default());
        }
    }
}
