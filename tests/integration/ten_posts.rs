//! One folder with the same ten posts in five dialects, each written as its dialect would: they become
//! ten articles, each the same five times over. `UPDATE=1 cargo test ten_posts` writes the articles to
//! `tests/golden/ten-posts/out` anew.

use std::collections::BTreeMap;
use std::fs;

use the_stacks::manifest::{Entry, FromJson, Link, Payload};

use crate::stacks::{Built, root};

const DIALECTS: [&str; 5] = ["plain", "jekyll", "pelican", "hugo", "zola"];

/// The articles of a dialect by their slug.
fn articles(built: &Built, dialect: &str) -> BTreeMap<String, String> {
    let prefix = format!("data/pages/{dialect}/");
    let payloads: Vec<Payload> = built
        .files()
        .iter()
        .filter(|name| name.starts_with(&prefix))
        .map(|name| Payload::from_json(&built.json(name)).unwrap())
        .collect();
    let lists = payloads.iter().filter_map(|it| it.list.as_ref());
    let entries: Vec<Entry> = lists.flat_map(|it| it.entries.clone()).collect();
    let documents: Vec<&Payload> = payloads.iter().filter(|it| it.markdown.is_some()).collect();
    let slug = |url: &str| url.trim_matches('/').rsplit('/').next().unwrap().to_owned();
    // Where the dialect puts its posts is its own affair.
    let mut routes: Vec<(&str, String)> =
        documents.iter().map(|it| (it.url.as_str(), format!("/{}/", slug(&it.url)))).collect();
    routes.sort_by_key(|(url, _)| std::cmp::Reverse(url.len()));
    let placeless = |text: &str| {
        let text = routes.iter().fold(text.to_owned(), |text, (url, own)| text.replace(url, own));
        text.replace(&format!("/{dialect}/"), "/")
    };
    let article = |payload: &Payload| {
        let entry = entries.iter().find(|it| it.url == payload.url);
        let excerpt = entry.and_then(|it| it.excerpt.clone());
        let tags = payload.tags.iter().map(|Link { title, .. }| title.as_str());
        // To Jekyll the folder above `_posts` is a category.
        let tags: Vec<&str> = tags.filter(|tag| *tag != dialect).collect();
        let head = [
            ("title", payload.title.clone()),
            ("date", payload.date.clone().unwrap_or_default()),
            ("updated", payload.updated.clone().unwrap_or_default()),
            ("description", payload.description.clone().unwrap_or_default()),
            ("tags", tags.join(", ")),
            ("excerpt", excerpt.unwrap_or_default()),
        ];
        let head: String = head.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        format!("{head}---\n{}", line_by_line(&placeless(&payload.html("en", "/"))))
    };
    documents.iter().map(|it| (slug(&it.url), article(it))).collect()
}

/// `html` with a line break between any two tags and none more: that is all that HTML and Markdown
/// around the same words may differ in. Code stays as it is.
fn line_by_line(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_code = false;
    for line in html.lines() {
        let was_code = is_code;
        let has_code = is_code || line.contains("<pre");
        is_code = has_code && !line.contains("</pre>");
        if was_code || !line.trim().is_empty() {
            text.push_str(&if has_code { line.to_owned() } else { line.replace("><", ">\n<") });
            text.push('\n');
        }
    }
    text
}

#[test]
fn ten_posts_are_the_same_in_five_dialects() {
    let folder = root().join("tests/golden/ten-posts");
    let built = Built::from(&folder.join("in"), &[]);
    let expected = articles(&built, DIALECTS[0]);
    let slugs: Vec<&str> = expected.keys().map(String::as_str).collect();
    assert_eq!(slugs.len(), 10, "{slugs:?}");
    let out = folder.join("out");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&out).unwrap();
        for (slug, article) in &expected {
            fs::write(out.join(format!("{slug}.html")), article).unwrap();
        }
    }
    let mut failures = Vec::new();
    for (slug, article) in &expected {
        let golden = fs::read_to_string(out.join(format!("{slug}.html"))).unwrap_or_default();
        failures.extend(difference(&format!("{slug} and its golden"), &golden, article));
    }
    for dialect in &DIALECTS[1..] {
        let articles = articles(&built, dialect);
        for (slug, expected) in &expected {
            let article = articles.get(slug).map_or("", String::as_str);
            failures.extend(difference(
                &format!("{slug} in plain and {dialect}"),
                expected,
                article,
            ));
        }
    }
    assert!(failures.is_empty(), "{}\n\nwarnings: {:#?}", failures.join("\n"), built.warnings);
}

/// The first line in which two texts differ.
fn difference(what: &str, a: &str, b: &str) -> Option<String> {
    let mut lines = (a.lines().map(Some).chain([None])).zip(b.lines().map(Some).chain([None]));
    let (a, b) = lines.find(|(a, b)| a != b)?;
    Some(format!("{what}:\n  {}\n  {}", a.unwrap_or("(end)"), b.unwrap_or("(end)")))
}
