//! `stacks new`: a post or page in each dialect, as its neighbours are written, and without a
//! finding.

use std::fs;
use std::path::Path;

use crate::stacks::{Built, complaints, site, stacks};

const TITLE: &str = "Say \"hi\": C# & *Rust* 漢字";
const SLUG: &str = "say-hi-c-rust-漢字";

fn new(content: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = stacks();
    let output = command.arg("new").args(arguments).arg("--content").arg(content).output().unwrap();
    match output.status.code() {
        Some(0) => {
            let path = String::from_utf8(output.stdout).unwrap();
            Ok(Path::new(path.trim_end()).strip_prefix(content).unwrap().display().to_string())
        }
        code => {
            assert_eq!(code, Some(2));
            Err(complaints(&output))
        }
    }
}

/// Starts a document in a folder with `files`: its path and text. It must come out of a check
/// without a finding, under its title.
fn started(files: &[(&str, &str)], arguments: &[&str]) -> (String, String) {
    let folder = site(files);
    let path = new(folder.path(), arguments).unwrap();
    let text = fs::read_to_string(folder.path().join(&path)).unwrap();
    let built = Built::from(folder.path(), &["--drafts=true"]);
    assert_eq!(built.warnings, Vec::<String>::new(), "{path}\n{text}");
    let title = arguments[1];
    let pages = built.files().into_iter().filter(|file| file.starts_with("data/pages/"));
    let found = pages.map(|file| built.json(&file)).find(|it| it["title"] == title);
    let found = found.unwrap_or_else(|| panic!("no page is called {title}: {path}\n{text}"));
    assert_eq!(found["markdown"].as_str().map(str::trim), Some(""), "{path}\n{text}");
    assert_eq!(found["draft"] == true, arguments.contains(&"--draft"), "{path}\n{text}");
    (path, text)
}

const DATED: [&str; 4] = ["post", TITLE, "--date", "2026-01-31"];
const DRAFT: [&str; 5] = ["post", TITLE, "--date", "2026-01-31", "--draft"];

#[test]
fn jekyll() {
    let files = [
        ("_config.yml", "title: J\n"),
        ("_posts/2025-01-02-old.markdown", "---\nlayout: essay\ntitle: Old\nauthor: me\n---\nx\n"),
    ];
    let (path, text) = started(&files, &DATED);
    assert_eq!(path, format!("_posts/2026-01-31-{SLUG}.markdown"));
    let title = "title: \"Say \\\"hi\\\": C# & *Rust* 漢字\"";
    assert_eq!(text, format!("---\nlayout: essay\n{title}\nauthor: me\n---\n\n"));
    let (path, text) = started(&files, &DRAFT);
    assert_eq!(path, format!("_drafts/{SLUG}.markdown"));
    assert!(!text.contains("draft"), "{text}");
    let (path, text) = started(&files[..1], &["page", "About"]);
    assert_eq!(
        (path.as_str(), text.as_str()),
        ("about.md", "---\nlayout: page\ntitle: \"About\"\n---\n\n")
    );
}

#[test]
fn pelican() {
    let neighbour = "Title: Old\nDate: 2025-01-02\nCategory: News\nSlug: old\n\nx\n";
    let files = [("site.toml", "title = \"P\"\n"), ("articles/old.md", neighbour)];
    let (path, text) = started(&files, &DATED);
    assert_eq!(path, format!("articles/{SLUG}.md"));
    let expected = format!("Title: {TITLE}\nDate: 2026-01-31\nCategory: News\nSlug: {SLUG}\n\n");
    assert_eq!(text, expected);
    let (_, text) = started(&files, &DRAFT);
    assert!(text.contains("\nStatus: draft\n"), "{text}");
    let (path, text) = started(&files, &["page", "About"]);
    assert_eq!((path.as_str(), text.as_str()), ("pages/about.md", "Title: About\n\n"));
}

#[test]
fn hugo_in_the_notation_and_bundles_of_its_neighbours() {
    let files = [
        ("hugo.toml", "title = \"H\"\n"),
        ("content/blog/old.md", "---\ntitle: Old\ndate: 2025-01-02\n---\nx\n"),
    ];
    let (path, text) = started(&files, &DATED);
    assert_eq!(path, format!("content/blog/{SLUG}.md"));
    let title = "\"Say \\\"hi\\\": C# & *Rust* 漢字\"";
    assert_eq!(text, format!("---\ntitle: {title}\ndate: 2026-01-31\ndraft: false\n---\n\n"));
    let (_, text) = started(&files, &DRAFT);
    assert!(text.contains("draft: true"), "{text}");

    let bundles = [
        ("hugo.toml", "title = \"H\"\n"),
        ("content/blog/_index.md", "+++\ntitle = \"Blog\"\n+++\n"),
        ("content/blog/old/index.md", "+++\ntitle = \"Old\"\ndate = 2025-01-02\n+++\nx\n"),
    ];
    let (path, text) = started(&bundles, &DATED);
    assert_eq!(path, format!("content/blog/{SLUG}/index.md"));
    assert_eq!(text, format!("+++\ntitle = {title}\ndate = 2026-01-31\ndraft = false\n+++\n\n"));
    let (path, text) = started(&bundles, &["page", "About"]);
    assert_eq!(path, "content/about.md");
    assert_eq!(text, "+++\ntitle = \"About\"\ndraft = false\n+++\n\n");
}

#[test]
fn zola() {
    let files = [("config.toml", "base_url = \"https://z.example\"\n")];
    let (path, text) = started(&files, &DRAFT);
    assert_eq!(path, format!("posts/{SLUG}.md"));
    let title = "\"Say \\\"hi\\\": C# & *Rust* 漢字\"";
    assert_eq!(text, format!("+++\ntitle = {title}\ndate = 2026-01-31\ndraft = true\n+++\n\n"));
}

#[test]
fn plain() {
    let (path, text) =
        started(&[("a.md", "# A\n")], &["post", "A *plain* day", "--date", "2026-01-31"]);
    assert_eq!(path, "posts/2026-01-31-a-plain-day.md");
    assert_eq!(text, "# A \\*plain\\* day\n\n");
    let (_, text) = started(&[("a.md", "# A\n")], &["post", "No draft", "--draft"]);
    assert!(text.ends_with("---\ntitle: \"No draft\"\npublished: false\n---\n\n"), "{text}");
    let (path, text) = started(&[], &["page", "About"]);
    assert_eq!((path.as_str(), text.as_str()), ("pages/about.md", "# About\n\n"));
}

#[test]
fn titles_that_no_heading_can_say() {
    for title in
        ["# Hash #", "1. One", "{: .x}", "https://a.io: why", "Title: x", "a --- b", "漢字"]
    {
        started(&[], &["post", title]);
    }
}

#[test]
fn a_dialect_may_be_named_and_a_time_given() {
    let arguments = ["post", "Tea", "--dialect", "jekyll", "--date", "2026-01-31 16:30"];
    let (path, text) = started(&[("a.md", "# A\n")], &arguments);
    assert_eq!(path, "_posts/2026-01-31-tea.md");
    assert_eq!(text, "---\nlayout: post\ntitle: \"Tea\"\ndate: 2026-01-31 16:30\n---\n\n");
}

#[test]
fn the_date_is_that_on_the_authors_wall() {
    let folder = site(&[]);
    // A day apart, whatever the hour.
    let path = |zone: &str| {
        let mut command = stacks();
        command.args(["new", "post", zone, "--content"]).arg(folder.path()).env("TZ", zone);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let day = |path: &str| path.split("posts/").nth(1).unwrap()[..10].to_owned();
    assert!(day(&path("<-12>12")) < day(&path("<+13>-13")));
}

#[test]
fn nothing_is_overwritten_and_no_address_used_twice() {
    let folder = site(&[("posts/2020-01-02-hello.md", "# Hello\n"), ("about.md", "# About\n")]);
    let said = new(folder.path(), &["post", "Hello", "--date", "2026-01-31"]).unwrap_err();
    assert!(said.contains("2020-01-02-hello.md has this address"), "{said}");
    let path = new(folder.path(), &["post", "Again", "--date", "2026-01-31"]).unwrap();
    fs::write(folder.path().join(&path), "# Again\n\nprecious\n").unwrap();
    assert!(new(folder.path(), &["post", "Again", "--date", "2026-01-31"]).is_err());
    let kept = fs::read_to_string(folder.path().join(&path)).unwrap();
    assert!(kept.contains("precious"));
    // A file that is no document, such as one left out of the site.
    fs::write(folder.path().join("posts/2026-01-31-odd.md.bak"), "").unwrap();
    assert!(new(folder.path(), &["post", "Odd", "--date", "2026-01-31"]).is_ok());
}

#[test]
fn what_makes_no_document_is_said() {
    let folder = site(&[("a.md", "# A\n")]);
    for arguments in [
        &["post", " "] as &[&str],
        &["post"],
        &["page", "x", "--date", "2026-01-31"],
        &["post", "x", "--date", "2026-XX-XX"],
        &["post", "x", "--dialect", "klingon"],
    ] {
        let said = new(folder.path(), arguments).unwrap_err();
        assert!(!said.is_empty(), "{arguments:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
