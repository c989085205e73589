//! One folder per case in `tests/golden`: `in/` is built, `out/` is what must come out, file by
//! file, JSON pretty-printed, warnings in `out/warnings.txt`. In `tests/golden/constructs`, a few
//! folders per dialect, `out/` has each document as its readers see it (the head, and the article as
//! HTML) and, in `out/site.txt`, what stands around them: the site's head, its lists, its former
//! addresses. Which construct is proved by which of these files is the table in `constructs`.
//! `UPDATE=1 cargo test golden` writes `out/` anew; look at the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use the_stacks::manifest::{FromJson, Link, List, Manifest, Payload, Translation};

use crate::stacks::{Built, list, root};

#[test]
fn every_case_builds_to_what_is_expected() {
    compare_all(&root().join("tests/golden"), read_built);
}

#[test]
fn every_construct_reads_as_it_did_in_its_generator() {
    compare_all(&root().join("tests/golden/constructs"), read_articles);
}

fn compare_all(cases: &Path, read: fn(&Built) -> Files) {
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(cases).unwrap() {
        let case = entry.unwrap().path();
        // The ten posts are compared with each other first (`ten_posts`).
        if !case.join("in").is_dir() || case.ends_with("ten-posts") {
            continue;
        }
        count += 1;
        let built = read(&Built::from(&case.join("in"), &[]));
        let out = case.join("out");
        if std::env::var_os("UPDATE").is_some() {
            write(&out, &built);
        }
        compare(&case, &read_expected(&out), &built, &mut failures);
    }
    assert!(count > 0, "no cases in {}", cases.display());
    assert!(
        failures.is_empty(),
        "{}\n\nif this is as it should be: UPDATE=1 cargo test golden",
        failures.join("\n")
    );
}

type Files = BTreeMap<String, String>;

fn read_built(built: &Built) -> Files {
    let mut files = Files::new();
    // The icons are the same for every site.
    for name in built.files().into_iter().filter(|it| !it.starts_with("icons/")) {
        let is_json = name.ends_with(".json");
        let text = if is_json {
            serde_json::to_string_pretty(&built.json(&name)).unwrap() + "\n"
        } else {
            String::from_utf8_lossy(&fs::read(built.folder.path().join(&name)).unwrap())
                .into_owned()
        };
        files.insert(name, text);
    }
    files.insert("warnings.txt".into(), warnings(built));
    files
}

fn warnings(built: &Built) -> String {
    built.warnings.iter().map(|it| format!("{it}\n")).collect()
}

/// Each document as its readers see it: what the head says, then the article as HTML. Beside them
/// the site around them.
fn read_articles(built: &Built) -> Files {
    let manifest = Manifest::from_json(&built.json("manifest.json")).unwrap();
    let mut files = Files::new();
    let mut lists = String::new();
    for name in built.files() {
        let Some(route) = name.strip_prefix("data/pages/") else { continue };
        let payload = Payload::from_json(&built.json(&name)).unwrap();
        lists.extend(payload.list.iter().map(|list| list_of(&payload.url, list)));
        // The page to search on is the same on all.
        let is_made = |text: &String| text.starts_with("<stacks-search linked");
        if payload.markdown.as_ref().is_none_or(is_made) {
            continue;
        }
        let titles = |links: &[Link]| {
            links.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ")
        };
        let head = [
            ("title", payload.title.clone()),
            ("date", payload.date.clone().unwrap_or_default()),
            ("updated", payload.updated.clone().unwrap_or_default()),
            ("description", payload.description.clone().unwrap_or_default()),
            ("language", payload.language.clone().unwrap_or_default()),
            ("translations", translations(&payload.translations)),
            ("tags", titles(&payload.tags)),
            ("authors", titles(&payload.authors)),
        ];
        let article = format!("{}---\n{}", lines_of(&head), payload.html(&manifest.language, "/"));
        let file = route.strip_suffix("index.json").unwrap().trim_end_matches('/');
        files.insert(format!("{}.html", if file.is_empty() { "index" } else { file }), article);
    }
    files.insert("site.txt".into(), site_of(&manifest, &lists, built));
    files.insert("warnings.txt".into(), warnings(built));
    files
}

/// What stands around the documents: the site's head, its lists in their order, and the former
/// addresses with where they lead.
fn site_of(manifest: &Manifest, lists: &str, built: &Built) -> String {
    let head = [
        ("title", manifest.title.clone()),
        ("description", manifest.description.clone()),
        ("author", manifest.author.clone()),
        ("address", manifest.base_url.clone().unwrap_or_default()),
        ("languages", manifest.languages.join(", ")),
        ("menu", leads(&manifest.menu)),
    ];
    let redirects = fs::read_to_string(built.folder.path().join("_redirects")).unwrap_or_default();
    // That they are forced is the host's affair.
    let rules = redirects.lines().map(|line| line.strip_suffix('!').unwrap_or(line));
    let redirects: String = rules.map(|line| format!("redirect {line}\n")).collect();
    format!("{}\n{redirects}{lists}", lines_of(&head))
}

/// A list with a title and the excerpt on each line.
fn list_of(route: &str, list: &List) -> String {
    let lines = list.entries.iter().map(|entry| {
        let excerpt = entry.excerpt.as_deref().unwrap_or_default();
        // What a tag's page says of a document, the section's says too.
        let excerpt = if route.starts_with("/tags/") { "" } else { excerpt };
        let excerpt = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
        let date = entry.date.as_deref().unwrap_or("-");
        format!("  {date} {} {excerpt}", entry.title).trim_end().to_owned() + "\n"
    });
    format!("list {route}\n{}", lines.collect::<String>())
}

fn leads(links: &[Link]) -> String {
    links.iter().map(|it| format!("{} {}", it.title, it.url)).collect::<Vec<_>>().join(", ")
}

fn translations(all: &[Translation]) -> String {
    let line = |it: &Translation| format!("{} ({}) {}", it.title, it.language, it.url);
    all.iter().map(line).collect::<Vec<_>>().join(", ")
}

fn lines_of(head: &[(&str, String)]) -> String {
    let head = head.iter().filter(|(_, value)| !value.is_empty());
    head.map(|(key, value)| format!("{key}: {value}\n")).collect()
}

fn read_expected(out: &Path) -> Files {
    let mut names = Vec::new();
    if out.is_dir() {
        list(out, out, &mut names);
    }
    names
        .into_iter()
        .map(|name| (name.clone(), fs::read_to_string(out.join(name)).unwrap()))
        .collect()
}

fn compare(case: &Path, expected: &Files, built: &Files, failures: &mut Vec<String>) {
    let case = case.file_name().unwrap_or_default().to_string_lossy();
    for (name, text) in built {
        match expected.get(name) {
            None => failures.push(format!("{case}: nobody expects {name}")),
            Some(expected) if expected != text => {
                let lines = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
                let line =
                    lines.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
                failures.push(format!(
                    "{case}: {name}:{}\n  expected: {}\n  built:    {}",
                    line + 1,
                    expected.lines().nth(line).unwrap_or("(end)"),
                    text.lines().nth(line).unwrap_or("(end)")
                ));
            }
            Some(_) => {}
        }
    }
    for name in expected.keys().filter(|name| !built.contains_key(*name)) {
        failures.push(format!("{case}: {name} did not come out"));
    }
}

fn write(out: &Path, built: &Files) {
    if out.is_dir() {
        fs::remove_dir_all(out).unwrap();
    }
    for (name, text) in built {
        let file = out.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}
