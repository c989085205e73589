//! What the front matter of a Hugo document, its place and the configuration's cascades say about it
//! (Hugo 0.168): language, dates, terms, whether it is listed, and its addresses, which
//! [`super::permalink`] makes.

use super::language::{Spoken, is_of_site, spoken};
use super::lexer::{Lexer, Tag};
use super::permalink::{self, Subject};
use crate::document::{Document, File, Head, read_date, title_from_name};
use crate::front_matter::{Metadata, Value};
use crate::settings::hugo::{Cascade, below};
use crate::settings::{self, Settings};
use crate::slug::slug;
use crate::taxonomy::Taxonomy;
use crate::warning::{Kind, Warning};

/// The fields of a document: its own, then those that cascade to it.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    /// The key of the document's language.
    pub language: String,
    layers: Vec<&'a Metadata>,
}

impl<'a> Fields<'a> {
    /// The value of the first of `keys` that is there.
    pub fn get(&self, keys: &[&str]) -> Option<&'a Value> {
        self.layers.iter().find_map(|fields| fields.get(keys))
    }

    /// The value of a field of the author's own, which may stand below `params`.
    pub fn parameter(&self, name: &str) -> Option<&'a Value> {
        let own = |fields: &&'a Metadata| fields.get(&[name]);
        let below = |fields: &&'a Metadata| below(fields, &["params"])?.get(&[name]);
        self.layers.iter().find_map(|it| own(it).or_else(|| below(it)))
    }

    /// The maps of fields, the document's own first.
    pub fn layers(&self) -> impl Iterator<Item = &'a Metadata> {
        self.layers.iter().copied()
    }

    fn text(&self, keys: &[&str]) -> Option<&'a str> {
        self.get(keys).and_then(Value::as_text)
    }

    fn flag(&self, keys: &[&str]) -> Option<bool> {
        self.get(keys).and_then(Value::as_bool)
    }
}

/// Reads `metadata` into the head; returns the fields for whoever reads the body.
pub fn read<'a>(
    document: &mut Document,
    metadata: &'a Metadata,
    settings: &'a Settings,
    warnings: &mut Vec<Warning>,
) -> Fields<'a> {
    let hugo = &settings.hugo;
    let spoken = spoken(&document.file.path, settings);
    let mut fields = Fields { language: spoken.key.clone(), layers: vec![metadata] };
    if !hugo.cascades.is_empty() {
        let (kind, path) = permalink::kind_and_path(&spoken.place);
        let cascades = hugo.cascades.iter().filter(|it| it.includes(kind, &path, &spoken.key));
        fields.layers.extend(cascades.map(|it| &it.fields));
    }
    if spoken.place != document.head.place {
        let head = &mut document.head;
        if head.title == title_from_name(head.name()) {
            head.title = title_from_name(name_of(&spoken.place));
        }
        head.place.clone_from(&spoken.place);
        if metadata.text(&["slug"]).map(slug).is_none_or(|it| it.is_empty()) {
            head.slug = slug_of(&spoken.place);
        }
    }
    clear_title(document, metadata, warnings);
    read_dates(document, metadata, &fields, settings, warnings);
    let head = &mut document.head;
    head.language = spoken.tag.clone().or(head.language.take());
    head.translation_key = fields.text(&["translationKey"]).map(str::to_owned);
    let is_draft =
        head.draft || (metadata.field("draft").is_none() && fields.flag(&["draft"]) == Some(true));
    // What the configuration leaves out of the site is not published either.
    head.draft = (is_draft && !hugo.drafts) || !spoken.is_enabled;
    (head.unlisted, head.pageless) = left_out(&fields);
    read_terms(head, metadata, &hugo.taxonomies);
    if head.authors.is_empty() {
        head.authors = fields.get(&["authors", "author"]).map(names).unwrap_or_default();
    }
    if is_of_site(settings) {
        note_former_lists(head, metadata, &spoken, &hugo.taxonomies, hugo.keeps_case);
    }
    read_addresses(head, &spoken, &fields, settings);
    if let Some(field) = metadata.field("markup")
        && let Some(markup) = field.value.as_text()
        && !MARKDOWN.iter().any(|it| markup.eq_ignore_ascii_case(it))
    {
        warnings.push(Warning {
            line: field.line,
            column: field.column,
            ..document.warning(
                0,
                Kind::FrontMatter,
                format!("the document is written in `{markup}`, not in Markdown"),
                "convert it to Markdown; it is read as if it were".into(),
            )
        });
    }
    fields
}

/// What the section `file` says for the documents below it, and itself.
pub fn cascades(file: &File, settings: &Settings) -> Vec<Cascade> {
    let metadata = crate::front_matter::split(&file.path, &file.text).0.metadata;
    let spoken = spoken(&file.path, settings);
    let (_, path) = permalink::kind_and_path(&spoken.place);
    let mut cascades = settings::hugo::cascades(metadata.get(&["cascade"]));
    for cascade in &mut cascades {
        cascade.section = path.trim_end_matches('/').to_owned();
        if cascade.target.language.is_empty() {
            cascade.target.language.clone_from(&spoken.key);
        }
    }
    cascades
}

/// The names by which `markup` says that a document is Markdown, raw HTML included.
const MARKDOWN: [&str; 6] = ["md", "markdown", "goldmark", "blackfriday", "html", "htm"];

/// Takes shortcodes out of a title that came from the first heading: a title is plain text.
fn clear_title(document: &mut Document, metadata: &Metadata, warnings: &mut Vec<Warning>) {
    let is_own = metadata.text(&["title", "linkTitle"]).is_some();
    if is_own || !document.head.title.contains("{{") {
        return;
    }
    let title = std::mem::take(&mut document.head.title);
    let mut lexer = Lexer::new(&title);
    let mut shown = String::new();
    let mut first = None;
    let mut at = 0;
    for (start, _) in title.match_indices("{{") {
        let Some((end, tag)) = lexer.read(start).filter(|_| start >= at) else { continue };
        shown.push_str(&title[at..start]);
        at = end;
        first = first.or(match tag {
            Tag::Open(call) => Some(call.name),
            _ => None,
        });
    }
    shown.push_str(&title[at..]);
    document.head.title = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(name) = first {
        let heading = &document.file.text[..document.body_range().start];
        warnings.push(document.warning(
            heading.trim_end().rfind('\n').map_or(0, |newline| newline + 1),
            Kind::Construct,
            format!("the shortcode `{name}` is left out of the title, and so is any other"),
            "write the title as you want it to be shown".into(),
        ));
    }
}

fn name_of(place: &str) -> &str {
    let name = place.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn slug_of(place: &str) -> String {
    let name = name_of(place);
    let undated = crate::date::from_file_name(name).map(|(_, rest)| slug(rest));
    let own = undated.filter(|it| !it.is_empty()).unwrap_or_else(|| slug(name));
    if own.is_empty() { "untitled".into() } else { own }
}

fn read_dates(
    document: &mut Document,
    metadata: &Metadata,
    fields: &Fields<'_>,
    settings: &Settings,
    warnings: &mut Vec<Warning>,
) {
    // `published: false` says that it is a draft.
    let is_date = |key: &&str| fields.get(&[key]).is_some_and(|it| it.as_bool().is_none());
    let mut read = |keys: &[&str]| {
        let key = keys.iter().copied().find(is_date)?;
        let layer = fields.layers.iter().find(|it| it.field(key).is_some())?;
        read_date(&document.file, layer, &[key], warnings)
    };
    let published = read(&["publishDate", "pubdate", "published"]);
    let expires = read(&["expiryDate", "unpublishdate"]);
    let head = &mut document.head;
    if metadata.field("date").is_none() {
        head.date = published.or(head.date).or(head.updated);
    }
    // Nothing is published before its time; from then on it is as old as that.
    head.date = head.date.max(published);
    head.expires = expires.filter(|_| !settings.hugo.expired);
}

/// Whether it is left out of lists, and whether it has no page.
fn left_out(fields: &Fields<'_>) -> (bool, bool) {
    let build = fields.get(&["build", "_build"]).and_then(Value::as_map);
    let is_off = |key: &str| {
        let value = build.and_then(|it| it.get(&[key]));
        value.is_some_and(|it| {
            it.as_bool() == Some(false)
                || it.as_text().is_some_and(|it| ["never", "link"].contains(&&*it.to_lowercase()))
        })
    };
    (is_off("list"), fields.flag(&["headless"]) == Some(true) || is_off("render"))
}

/// Adds the terms of the site's other taxonomies to the tags.
fn read_terms(head: &mut Head, metadata: &Metadata, taxonomies: &[String]) {
    let nested = below(metadata, &["taxonomies"]);
    let is_other = |it: &&String| {
        !["tags", "categories", "authors", "author"].iter().any(|key| it.eq_ignore_ascii_case(key))
    };
    for taxonomy in taxonomies.iter().filter(is_other) {
        for terms in [Some(metadata), nested].into_iter().flatten() {
            let terms = terms.get(&[taxonomy]).map(Value::as_texts).unwrap_or_default();
            for term in terms {
                let is_new = !head.tags.iter().any(|it| slug(it) == slug(&term));
                if is_new && !slug(&term).is_empty() {
                    head.tags.push(term);
                }
            }
        }
    }
}

/// Notes the pages of the document's terms, which Hugo has below each taxonomy's own name.
fn note_former_lists(
    head: &mut Head,
    metadata: &Metadata,
    spoken: &Spoken,
    taxonomies: &[String],
    keeps_case: bool,
) {
    for name in taxonomies {
        let taxonomy = match name.eq_ignore_ascii_case("authors") {
            true => Taxonomy::Authors,
            false => Taxonomy::Tags,
        };
        let terms = metadata.get(&[name]).map(Value::as_texts).unwrap_or_default();
        for term in terms.iter().filter(|it| !slug(it).is_empty()) {
            let folder = permalink::sanitized(&format!("{name}/{term}"), keeps_case);
            let address = format!("{}/{folder}/", spoken.prefix);
            head.note_former_list(&address, &taxonomy.term_route(term));
        }
    }
}

/// The names of authors: texts, or maps with a `name`.
fn names(value: &Value) -> Vec<String> {
    let name = |it: &Value| {
        let text = it.as_text().or_else(|| it.as_map()?.text(&["name", "title"]));
        text.map(str::to_owned)
    };
    match value {
        Value::List(items) => items.iter().filter_map(name).collect(),
        Value::Map(_) => name(value).into_iter().collect(),
        Value::Plain(_) | Value::Quoted(_) => value.as_texts(),
    }
}

fn read_addresses(head: &mut Head, spoken: &Spoken, fields: &Fields<'_>, settings: &Settings) {
    let subject = Subject {
        place: &spoken.place,
        title: &head.title,
        slug: fields.text(&["slug"]),
        url: fields.text(&["url"]).filter(|it| !crate::markdown::is_external(it)),
        date: head.date,
        language: &spoken.key,
        prefix: &spoken.prefix,
    };
    let served = permalink::served(&subject, &settings.hugo);
    let is_home = permalink::kind_and_path(&spoken.place).0 == "home";
    let address = if is_home && spoken.key == settings.hugo.default_language {
        // Hugo sends visitors of `/` on to the default language's folder; there is no need to.
        Some("/".to_owned())
    } else if is_of_site(settings) || subject.url.is_some() {
        Some(permalink::route(&served))
    } else {
        own_address(head, spoken, subject.slug.is_some())
    };
    let aliases = fields.get(&["aliases"]).map(Value::as_texts).unwrap_or_default();
    let mut old = permalink::aliases(&aliases, &served, &spoken.prefix);
    let route = address.clone().unwrap_or_else(|| {
        let own = if head.is_index() { "" } else { &head.slug };
        permalink::route(&format!("/{}/{own}", head.folder()))
    });
    old.insert(0, served);
    for address in old {
        if address != route && !head.old_addresses.contains(&address) {
            head.old_addresses.push(address);
        }
    }
    head.address = address;
}

/// The address on a site that is not Hugo's, where it is not simply the folder and the slug.
fn own_address(head: &Head, spoken: &Spoken, has_slug: bool) -> Option<String> {
    let is_bundle = head.is_index() && !head.is_section_index() && !head.folder().is_empty();
    let is_renamed = is_bundle && has_slug;
    if spoken.prefix.is_empty() && !is_renamed {
        return None;
    }
    let folder = head.folder().strip_prefix("pages").unwrap_or(head.folder());
    let folder = if is_renamed { folder.rsplit_once('/').map_or("", |(it, _)| it) } else { folder };
    let own = if head.is_index() && !is_renamed { "" } else { head.slug.as_str() };
    Some(permalink::route(&format!("{}/{folder}/{own}", spoken.prefix).replace("//", "/")))
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Dialect, Surroundings, read};
    use crate::document::{File, Head};
    use crate::settings::{self, Configuration, Settings};
    use crate::warning::Warning;

    fn site(configuration: &str) -> Settings {
        let file = Configuration { name: "hugo.yaml", text: configuration };
        settings::read(None, Some((file, Dialect::Hugo))).0
    }

    fn head_of(path: &str, front_matter: &str, settings: &Settings) -> (Head, Vec<Warning>) {
        let text = format!("---\n{front_matter}\n---\nText\n");
        let surroundings = Surroundings::new(settings);
        let (document, warnings) = read(File { path: path.into(), text }, &surroundings);
        (document.head, warnings)
    }

    fn head(path: &str, front_matter: &str, settings: &Settings) -> Head {
        head_of(path, front_matter, settings).0
    }

    #[test]
    fn a_languages_documents_find_each_other_and_have_its_prefix() {
        let settings = site(
            "languages:\n  en: {weight: 1}\n  es: {weight: 2, languageCode: es-MX}\n  fr: {contentDir: content/french}\n",
        );
        let found = |path: &str| {
            let head = head(path, "title: x", &settings);
            (head.place, head.language.unwrap_or_default(), head.address.unwrap_or_default())
        };
        let place = || "posts/a.md".to_owned();
        assert_eq!(found("posts/a.md"), (place(), "en".into(), "/posts/a/".into()));
        assert_eq!(found("posts/a.es.md"), (place(), "es-MX".into(), "/es/posts/a/".into()));
        assert_eq!(found("french/posts/a.md"), (place(), "fr".into(), "/fr/posts/a/".into()));
        assert_eq!(found("posts/a.de.md").2, "/posts/a.de/");
        assert_eq!(found("_index.es.md").2, "/es/");
    }

    #[test]
    fn without_configuration_only_plausible_languages_count() {
        let settings = Settings::default();
        let found = |path: &str| {
            let head = head(path, "draft: false", &settings);
            (head.title, head.language, head.address, head.slug)
        };
        let es = (Some("es".into()), Some("/es/posts/mi-viaje/".into()), "mi-viaje".into());
        assert_eq!(found("posts/mi-viaje.es.md"), ("Mi viaje".into(), es.0, es.1, es.2));
        assert_eq!(found("posts/a.en.md").2, None);
        assert_eq!(found("posts/a.js.md").1, None);
        assert_eq!(found("pages/about.es.md").2.as_deref(), Some("/es/about/"));
    }

    #[test]
    fn former_addresses_are_kept() {
        let hugo = site("uglyURLs: true\npermalinks: {posts: '/:year/:slug/'}\n");
        let head = head("posts/a.md", "title: T\ndate: 2024-02-03\naliases: [old, /x/]", &hugo);
        assert_eq!(head.address.as_deref(), Some("/2024/t/"));
        assert_eq!(head.old_addresses, ["/2024/t.html", "/2024/old", "/x/"]);
        let mixed = |path: &str, fields: &str| {
            let head = super::tests::head(path, fields, &Settings::default());
            (head.address, head.old_addresses)
        };
        assert_eq!(mixed("posts/a.md", "draft: false"), (None, vec![]));
        assert_eq!(mixed("pages/about.md", "draft: false"), (None, vec![]));
        assert_eq!(
            mixed("posts/2024-01-02-Hi_There.md", "draft: false"),
            (None, vec!["/posts/2024-01-02-hi_there/".into()])
        );
        assert_eq!(
            mixed("posts/trip/index.md", "slug: far\ndraft: false").0.as_deref(),
            Some("/posts/far/")
        );
        assert_eq!(
            mixed("posts/a.md", "draft: false\nurl: /b.html"),
            (Some("/b/".into()), vec!["/b.html".into()])
        );
    }

    #[test]
    fn the_home_of_the_default_language_is_the_home() {
        let settings = site("defaultContentLanguageInSubdir: true\nlanguages: {en: {}, es: {}}\n");
        let home = head("_index.md", "title: x", &settings);
        assert_eq!(home.address.as_deref(), Some("/"));
        assert_eq!(home.old_addresses, ["/en/"]);
        assert_eq!(head("a.md", "title: x", &settings).address.as_deref(), Some("/en/a/"));
    }

    #[test]
    fn dates_say_when_it_is_published_and_no_more() {
        let date = |fields: &str| {
            let head = head("a.md", &format!("draft: false\n{fields}"), &Settings::default());
            let text = |it: Option<jiff::civil::DateTime>| {
                it.map(|it| it.date().to_string()).unwrap_or_default()
            };
            (text(head.date), text(head.expires))
        };
        assert_eq!(date("date: 2024-01-02\npublishDate: 2025-01-02").0, "2025-01-02");
        assert_eq!(date("date: 2024-01-02\npubdate: 2023-01-02").0, "2024-01-02");
        assert_eq!(date("published: 2023-01-02").0, "2023-01-02");
        assert_eq!(date("published: false").0, "");
        assert_eq!(date("lastmod: 2022-01-02").0, "2022-01-02");
        assert_eq!(date("expiryDate: 2026-01-02").1, "2026-01-02");
        let (_, warnings) =
            head_of("a.md", "draft: false\nexpiryDate: never", &Settings::default());
        assert_eq!((warnings.len(), warnings[0].line), (1, 3));
    }

    #[test]
    fn what_is_not_listed_or_not_published() {
        let settings =
            site("buildDrafts: true\ndisableLanguages: [es]\nlanguages: {en: {}, es: {}}\n");
        assert!(head("a.md", "build: {list: never}", &settings).unlisted);
        for fields in ["headless: true", "build: {render: link}", "_build: {render: false}"] {
            assert!(head("a.md", fields, &settings).pageless, "{fields}");
        }
        assert!(!head("a.md", "build: {list: local}", &settings).unlisted);
        assert!(!head("a.md", "draft: true", &settings).draft);
        assert!(head("a.es.md", "title: x", &settings).draft);
    }

    #[test]
    fn sections_say_what_holds_below_them() {
        let mut settings = site("cascade: {description: of the site, draft: true}\n");
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        let sections = [
            file("s/_index.md", "---\ncascade: {description: of s, draft: false}\n---\n"),
            file(
                "s/t/_index.md",
                "---\ncascade:\n- _target: {path: '/s/t/x*'}\n  description: of t\n---\n",
            ),
            file("u/_index.md", "---\ntitle: no cascade\n---\n"),
        ];
        crate::dialect::inherit(&sections, &mut settings);
        let said = |path: &str| {
            let (document, _) =
                read(file(path, "---\ntitle: x\n---\n"), &Surroundings::new(&settings));
            document.head.draft
        };
        assert_eq!(
            ["s/a.md", "s/_index.md", "s/t/x.md", "su.md"].map(said),
            [false, false, false, true]
        );
        let fields = |path: &str| {
            let found = settings.hugo.cascades.iter().find(|it| it.includes("page", path, "en"));
            found.and_then(|it| it.fields.text(&["description"])).unwrap_or_default()
        };
        assert_eq!(
            ["/s/t/xy", "/s/t/y", "/s/a", "/su"].map(fields),
            ["of t", "of s", "of s", "of the site"]
        );
    }

    #[test]
    fn terms_of_any_taxonomy_are_tags_and_authors_have_names() {
        let settings = site("taxonomies: {tag: tags, mood: moods, author: authors}\n");
        let head = head(
            "a.md",
            "tags: [a]\nseries: B\nmoods: [calm, A]\ntaxonomies: {moods: [wild]}\nauthors: [{name: Ana}, Bo]\ntranslationKey: k",
            &settings,
        );
        assert_eq!(head.tags, ["a", "B", "calm", "wild"]);
        assert_eq!(head.translation_key.as_deref(), Some("k"));
        let head = super::tests::head("a.md", "author: {name: Ana}", &settings);
        assert_eq!(head.authors, ["Ana"]);
    }

    #[test]
    fn cascades_fill_in() {
        let settings = site(
            "cascade:\n  - _target: {path: '/private/**'}\n    draft: true\n    build: {list: never}\n",
        );
        assert!(head("private/a.md", "title: x", &settings).draft);
        assert!(!head("private/a.md", "draft: false", &settings).draft);
        assert!(!head("public/a.md", "title: x", &settings).unlisted);
    }

    #[test]
    fn titles_are_plain() {
        let text = "# The {{< icon x >}} *boat* {{% b %}}\n\n{{< ref \"a.md\" >}}\n";
        let settings = Settings::default();
        let surroundings = Surroundings::new(&settings);
        let (document, warnings) =
            read(File { path: "a.md".into(), text: text.into() }, &surroundings);
        assert_eq!(document.head.title, "The boat");
        assert_eq!((warnings.len(), warnings[0].line), (1, 1), "{warnings:?}");
    }

    #[test]
    fn other_markup_is_reported() {
        let (_, warnings) = head_of("a.md", "draft: false\nmarkup: asciidoc", &Settings::default());
        assert_eq!((warnings.len(), warnings[0].line), (1, 3));
        assert!(warnings[0].found.contains("asciidoc"));
    }
}
