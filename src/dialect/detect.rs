//! Which dialect a file is written in: by its place and its front matter's notation, then by the site
//! it belongs to, then by constructs and fields that only one dialect has. Code shows constructs of
//! any and tells nothing.

use super::Dialect;
use crate::document::File;
use crate::front_matter::{Metadata, Notation, Split, Value};

/// Fields that only Zola's pages and sections have.
const ZOLA: [&str; 14] = [
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

/// Fields that Hugo's documents have, and Zola's do not.
const HUGO: [&str; 16] = [
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

/// Fields that only Jekyll's documents have.
const JEKYLL: [&str; 3] = ["layout", "permalink", "redirect_from"];

/// Fields that only Pelican's documents have.
const PELICAN: [&str; 2] = ["save_as", "modified"];

/// The dialect of `file`, whose site is written in `site`.
pub fn dialect(file: &File, split: &Split, site: Option<Dialect>) -> Dialect {
    let body = &file.text[split.body..];
    let is_in = |folder: &str| file.path.split('/').any(|name| name == folder);
    match split.notation {
        Some(Notation::Headers) => return Dialect::Pelican,
        Some(Notation::Json) => return Dialect::Hugo,
        Some(Notation::Toml) => return of_toml(&split.metadata, body, site),
        _ if is_in("_posts") || is_in("_drafts") => return Dialect::Jekyll,
        _ => {}
    }
    if let Some(site) = site {
        return site;
    }
    by_constructs(body, &split.metadata)
        .or_else(|| by_fields(&file.path, &split.metadata))
        .unwrap_or(Dialect::Plain)
}

/// TOML is Hugo's or Zola's.
fn of_toml(metadata: &Metadata, body: &str, site: Option<Dialect>) -> Dialect {
    if let Some(site @ (Dialect::Hugo | Dialect::Zola)) = site {
        return site;
    }
    let has = |fields: &[&str]| fields.iter().any(|it| metadata.field(it).is_some());
    match (has(&ZOLA), has(&HUGO)) {
        (true, false) => Dialect::Zola,
        (false, true) => Dialect::Hugo,
        _ => match by_constructs(body, metadata) {
            Some(Dialect::Zola) => Dialect::Zola,
            _ => Dialect::Hugo,
        },
    }
}

/// The dialect that constructs outside of code tell of.
fn by_constructs(body: &str, metadata: &Metadata) -> Option<Dialect> {
    if !body.contains(['{', '|', '@']) {
        return None;
    }
    let mut prose = String::with_capacity(body.len());
    let mut at = 0;
    for code in crate::markdown::code_ranges(body) {
        prose.push_str(body.get(at..code.start).unwrap_or_default());
        at = code.end;
    }
    prose.push_str(&body[at..]);
    let contains = |signs: &[&str]| signs.iter().any(|sign| prose.contains(sign));
    const PELICAN: [&str; 8] = [
        "{filename}",
        "{static}",
        "{attach}",
        "|filename|",
        "({tag}",
        "({category}",
        "({author}",
        "({index}",
    ];
    const JEKYLL: [&str; 8] = [
        "{% ",
        "{%- ",
        "{{ site.",
        "{{ page.",
        "{{site.",
        "| relative_url",
        "| absolute_url",
        "{:toc}",
    ];
    const ATTRIBUTES: [&str; 4] = ["{: .", "{: #", "{:.", "{:#"];
    if contains(&PELICAN) {
        Some(Dialect::Pelican)
    } else if contains(&["{{<", "{{%"]) {
        Some(Dialect::Hugo)
    } else if contains(&["](@/", "]: @/", "](<@/", "=\"@/"]) || calls_shortcodes(&prose) {
        Some(Dialect::Zola)
    } else if contains(&JEKYLL) {
        Some(Dialect::Jekyll)
    } else if contains(&ATTRIBUTES) {
        let is_pelican = self::PELICAN.iter().any(|it| metadata.field(it).is_some());
        Some(if is_pelican { Dialect::Pelican } else { Dialect::Jekyll })
    } else {
        None
    }
}

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

/// The dialect that keys of the front matter tell of.
fn by_fields(path: &str, metadata: &Metadata) -> Option<Dialect> {
    let has = |fields: &[&str]| fields.iter().any(|it| metadata.field(it).is_some());
    let is_map = |field: &str| matches!(metadata.get(&[field]), Some(Value::Map(_)));
    if has(&JEKYLL) {
        Some(Dialect::Jekyll)
    } else if has(&PELICAN) || metadata.text(&["status"]).is_some_and(is_status) {
        Some(Dialect::Pelican)
    } else if is_map("taxonomies")
        || is_map("extra")
        || has(&["insert_anchor_links", "page_template"])
    {
        Some(Dialect::Zola)
    } else if has(&[
        "draft",
        "lastmod",
        "weight",
        "publishDate",
        "expiryDate",
        "linkTitle",
        "cascade",
    ]) || path.ends_with("_index.md")
    {
        Some(Dialect::Hugo)
    } else if metadata.get(&["published"]).and_then(Value::as_bool).is_some() {
        Some(Dialect::Jekyll)
    } else {
        None
    }
}

/// Whether this is one of Pelican's values of `status`.
fn is_status(value: &str) -> bool {
    ["published", "draft", "hidden", "skip"].iter().any(|it| it.eq_ignore_ascii_case(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Surroundings, read};
    use crate::settings::Settings;

    fn dialect_of(path: &str, text: &str, site: Option<Dialect>) -> Dialect {
        let file = File { path: path.into(), text: text.into() };
        let settings = Settings { dialect: site, ..Settings::default() };
        read(file, &Surroundings::new(&settings)).0.head.dialect
    }

    #[test]
    fn files_tell_their_dialect() {
        for (path, text, dialect) in [
            ("a.md", "# Hi\n", Dialect::Plain),
            (
                "a.md",
                "---\ntitle: x\ntags: [y]\ndescription: z\nupdated: 2024-01-02\n---\n",
                Dialect::Plain,
            ),
            ("a.md", "| a | b |\n|---|---|\n| @c | `{{ d }}` |\n", Dialect::Plain),
            ("a.md", "Title: x\n\nHi\n", Dialect::Pelican),
            ("a.md", "[x]({filename}b.md)\n", Dialect::Pelican),
            ("a.md", "[x]({tag}b)\n", Dialect::Pelican),
            ("a.md", "---\ntitle: x\nstatus: draft\n---\n", Dialect::Pelican),
            ("a.md", "---\nsave_as: x.html\n---\n*a*{: .b}\n", Dialect::Pelican),
            ("a.md", "+++\ntitle = \"x\"\n+++\n", Dialect::Hugo),
            ("a.md", "+++\ntitle = \"x\"\ntags = [\"y\"]\n+++\n", Dialect::Hugo),
            ("a.md", "+++\n[extra]\nx = 1\n+++\n{{< ref \"b.md\" >}}\n", Dialect::Zola),
            ("a.md", "---\ndraft: false\n---\n", Dialect::Hugo),
            ("a.md", "{{< ref \"b.md\" >}}\n", Dialect::Hugo),
            ("a.md", "+++\ntitle = \"x\"\n[taxonomies]\ntags = [\"y\"]\n+++\n", Dialect::Zola),
            ("_index.md", "+++\nsort_by = \"date\"\n+++\n", Dialect::Zola),
            ("a.md", "+++\ntitle = \"x\"\n+++\n[y](@/b.md)\n", Dialect::Zola),
            ("a.md", "+++\ntitle = \"x\"\n+++\n{{ youtube(id=\"y\") }}\n", Dialect::Zola),
            ("a.md", "{% note() %}\nx\n{% end %}\n", Dialect::Zola),
            ("a.md", "---\nextra:\n  x: 1\n---\n", Dialect::Zola),
            ("a.md", "---\nlayout: default\n---\n", Dialect::Jekyll),
            ("a.md", "---\ntitle: x\n---\n{{ site.title }}\n", Dialect::Jekyll),
            ("a.md", "{% include x.html %}\n", Dialect::Jekyll),
            ("a.md", "*a*{: .b}\n", Dialect::Jekyll),
            ("_posts/2024-01-02-a.md", "x\n", Dialect::Jekyll),
        ] {
            assert_eq!(dialect_of(path, text, None), dialect, "{text}");
        }
    }

    #[test]
    fn a_site_tells_of_files_that_do_not() {
        let yaml = "---\ntitle: x\n---\n";
        let toml = "+++\ntitle = \"x\"\n+++\n";
        assert_eq!(dialect_of("a.md", yaml, Some(Dialect::Hugo)), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", toml, Some(Dialect::Zola)), Dialect::Zola);
        assert_eq!(dialect_of("a.md", toml, Some(Dialect::Jekyll)), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "Title: x\n\ny\n", Some(Dialect::Zola)), Dialect::Pelican);
    }

    #[test]
    fn code_tells_nothing_of_the_dialect_and_place_tells_more_than_constructs() {
        let code = "```\n{{< x >}} {filename} {% y %} {{ z() }}\n```\n`{filename}`\n";
        assert_eq!(dialect_of("a.md", code, None), Dialect::Plain);
        assert_eq!(dialect_of("_posts/2024-01-02-a.md", "{{< x >}}\n", None), Dialect::Jekyll);
        assert_eq!(dialect_of("a.md", "[x]({filename}y)\n", Some(Dialect::Hugo)), Dialect::Hugo);
    }
}
