//! One folder per case in `tests/golden`: `in/` is built, `out/` is what must come out, file by
//! file, JSON pretty-printed, warnings in `out/warnings.txt`. In `tests/golden/constructs`, one folder
//! per dialect, `out/` has each document as its readers see it: the head, and the article as HTML.
//! `UPDATE=1 cargo test golden` writes `out/` anew; look at the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use the_stacks::manifest::{FromJson, Link, Payload};

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
    for name in built.files() {
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

/// Each document as its readers see it: what the head says, then the article as HTML.
fn read_articles(built: &Built) -> Files {
    let manifest = built.json("manifest.json");
    let language = manifest["language"].as_str().unwrap();
    let mut files = Files::new();
    for name in built.files() {
        let Some(route) = name.strip_prefix("data/pages/") else { continue };
        let payload = Payload::from_json(&built.json(&name)).unwrap();
        if payload.markdown.is_none() {
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
            ("authors", titles(&payload.authors)),
            ("tags", titles(&payload.tags)),
        ];
        let head = head.iter().filter(|(_, value)| !value.is_empty());
        let mut article: String = head.map(|(key, value)| format!("{key}: {value}\n")).collect();
        article.push_str("---\n");
        article.push_str(&payload.html(language, "/"));
        files.insert(route.replace("/index.json", ".html"), article);
    }
    files.insert("warnings.txt".into(), warnings(built));
    files
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
