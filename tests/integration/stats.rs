//! `stacks stats`: the figures of a small site whose every number can be counted by hand.

use std::path::Path;

use serde_json::{Value, json};

use crate::stacks::{complaints, corpora, site, stacks};

fn stats(content: &Path, options: &[&str]) -> String {
    let mut command = stacks();
    let output = command.args(["stats", "--content"]).arg(content).args(options).output().unwrap();
    assert!(output.status.success(), "{}", complaints(&output));
    assert_eq!(complaints(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

fn figures(content: &Path, options: &[&str]) -> Value {
    let options: Vec<&str> = options.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&stats(content, &options)).unwrap()
}

fn small() -> tempfile::TempDir {
    site(&[
        ("site.toml", "title = \"S\"\nlanguages = [\"en\", \"es\"]\n"),
        (
            "posts/a.md",
            "---\ndate: 2020-01-02\nupdated: 2024-03-04\ntags: [Rust, web, rust]\n---\n# A\n\n\
             One two three four. [b](b.md) [out](https://a.example/) ![](p.png) ![A map](p.png)\n\n\
             <img src=\"p.png\" width=\"1\"> :rocket:\n\n```\nnot counted\n```\n",
        ),
        ("posts/b.md", "---\ndate: 2021-05-06\ntags: [rust]\n---\n# B\n\nOne two. [gone](no.md)\n"),
        (
            "posts/c.md",
            "Title: C\nDate: 2021-06-07\nCategory: x\nLang: es\n\nUno dos tres {filename}\n",
        ),
        ("pages/about.md", "# About\n\nOne.\n"),
        ("posts/d.md", "---\ndate: 2021-01-01\ndraft: true\n---\n# D\n\nOne.\n"),
        ("posts/e.md", "---\ndate: 9999-01-01\n---\n# E\n\nOne.\n"),
        (
            "posts/f.md",
            "---\ndate: 2021-01-01\nexpiryDate: 2022-01-01\n---\n{{< ref \"a.md\" >}}\n",
        ),
        ("posts/p.png", "1234567890"),
        ("notes.TXT", "12345"),
    ])
}

#[test]
fn every_number_is_that_of_a_count_by_hand() {
    let folder = small();
    let figures = figures(folder.path(), &[]);
    let of = |key: &str| figures[key].clone();
    assert_eq!(of("version"), 1);
    assert_eq!(
        of("documents"),
        json!({ "published": 4, "posts": 3, "drafts": 1, "scheduled": 1, "expired": 1, "without_page": 0 })
    );
    assert_eq!(of("by_dialect"), json!({ "pelican": 1, "plain": 3 }));
    assert_eq!(of("by_section"), json!({ "": 1, "posts": 3 }));
    assert_eq!(of("by_language"), json!({ "en": 3, "es": 1 }));
    assert_eq!(of("by_year"), json!({ "2020": 1, "2021": 2 }));
    let names = |key: &str, field: &str| -> Vec<Value> {
        figures[key].as_array().unwrap().iter().map(|it| it[field].clone()).collect()
    };
    assert_eq!(names("longest", "file"), ["posts/a.md", "posts/c.md", "posts/b.md"]);
    assert_eq!(names("untouched", "file"), ["posts/b.md", "posts/c.md", "posts/a.md"]);
    assert_eq!(names("untouched", "date"), ["2021-05-06", "2021-06-07", "2024-03-04"]);
    // A: one two three four, b, out; B: one two, gone; C: uno dos tres, filename; About: one.
    assert_eq!(names("longest", "words"), [6, 4, 3]);
    assert_eq!(of("words"), json!({ "total": 14, "median_of_posts": 4, "minutes": 4 }));
    assert_eq!(
        of("tags"),
        json!([
            { "name": "Rust", "documents": 2 },
            { "name": "web", "documents": 1 },
            { "name": "x", "documents": 1 },
        ])
    );
    assert_eq!((of("untagged_posts"), of("emoji")), (json!(0), json!(1)));
    let links = of("links");
    assert_eq!(
        (&links["external"], &links["broken"], &links["images"]),
        (&json!(1), &json!(1), &json!(3))
    );
    assert_eq!(of("images_without_text"), 2);
    assert_eq!(
        of("assets"),
        json!({ "files": 2, "bytes": 15, "by_type": [
            { "type": "png", "files": 1, "bytes": 10 }, { "type": "txt", "files": 1, "bytes": 5 },
        ] })
    );
}

#[test]
fn drafts_are_counted_with_the_rest_on_demand() {
    let folder = small();
    let figures = figures(folder.path(), &["--drafts"]);
    assert_eq!(figures["documents"]["published"], 7);
    assert_eq!(figures["documents"]["drafts"], 1);
    assert_eq!(figures["by_year"]["9999"], 1);
}

#[test]
fn people_read_a_table() {
    let folder = small();
    let table = stats(folder.path(), &[]);
    for line in [
        "documents     3 posts, 1 other page",
        "not public    1 draft, 1 scheduled, 1 expired",
        "dialects      pelican 1, plain 3",
        "sections      posts 3, (none) 1",
        "languages     en 3, es 1",
        "posts         2021  ██ 2",
        "              2020  █ 1",
        "words         14, 4 min to read; the post in the middle has 4",
        "tags          Rust 2, web 1, x 1",
        "images        3, 2 without alternative text",
        "files         2 files, 15 B",
        "              png 1 (10 B), txt 1 (5 B)",
        "Longest posts",
        "  6 words, 1 min  A  posts/a.md",
        "  2021-05-06  B  posts/b.md",
    ] {
        assert!(table.lines().any(|it| it.trim_end() == line), "{line}\n{table}");
    }
    let empty = site(&[("x.txt", "")]);
    assert!(stats(empty.path(), &[]).starts_with("documents     0 posts, 0 other pages\n"));
    let output = stacks().args(["stats", "--content", "/nowhere/at/all"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_figures_are_those_of_the_report() {
    let Some(corpora) = corpora() else { return };
    for name in ["hugo-jessfraz", "jekyll-brew", "pelican-solr"] {
        let folder = corpora.join(name);
        let figures = figures(&folder, &[]);
        let mut check = stacks();
        check.args(["check", "--format", "json", "--content"]).arg(&folder);
        let report: Value = serde_json::from_slice(&check.output().unwrap().stdout).unwrap();
        let summary = &report["summary"];
        for key in ["links", "constructs", "emoji"] {
            assert_eq!(figures[key], summary[key], "{name}: {key}");
        }
        assert_eq!(figures["by_dialect"], summary["documents"], "{name}");
        let years = figures["by_year"].as_object().unwrap().values();
        let posts: u64 = years.map(|it| it.as_u64().unwrap()).sum();
        assert_eq!(figures["documents"]["posts"], posts, "{name}");
    }
}
