//! `stacks check`: what it reports to people, programs and GitHub, and its exit codes.
//!
//! `tests/golden/reports` has a small site and the reports on it; `UPDATE=1 cargo test reports`
//! writes them anew.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::stacks::{complaints, corpora, root, site, stacks};

/// What `check` writes about `content`, run in the folder `working`, and its exit code.
fn check(working: &Path, content: &str, options: &[&str]) -> (String, Option<i32>) {
    let mut command = stacks();
    command.current_dir(working).args(["check", "--content", content]).args(options);
    let output = command.output().unwrap();
    assert_eq!(complaints(&output), "");
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn reports_read_as_expected() {
    let mut failures = Vec::new();
    for (name, options) in [
        ("human.txt", &["--format", "human"] as &[&str]),
        ("findings.json", &["--format", "json"]),
        ("github.txt", &["--format", "github"]),
    ] {
        let (report, code) = check(root(), "tests/golden/reports/site", options);
        assert_eq!(code, Some(1));
        let golden = root().join("tests/golden/reports").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &report).unwrap();
        }
        if fs::read_to_string(&golden).unwrap_or_default() != report {
            failures.push(format!("{name} came out as\n{report}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n\nif this is as it should be: UPDATE=1 cargo test reports",
        failures.join("\n")
    );
}

#[test]
fn only_what_readers_would_notice_fails() {
    let folder = site(&[
        ("fine/a.md", "# A\n"),
        ("hint/a.md", "# A\n\n<p style=\"color: red\">x</p>\n"),
        ("wrong/a.md", "# A\n\n[b](b.md)\n"),
    ]);
    let (report, code) = check(folder.path(), "fine", &[]);
    assert_eq!((report.lines().last(), code), (Some("Nothing needs a hand."), Some(0)));
    let (report, code) = check(folder.path(), "hint", &[]);
    let sentence = "Nothing would look wrong to a reader; 1 finding is advice.";
    assert_eq!((report.lines().last(), code), (Some(sentence), Some(0)));
    let (report, code) = check(folder.path(), "wrong", &[]);
    assert_eq!(report.lines().last(), Some("1 finding would look wrong to a reader."));
    assert_eq!(code, Some(1));
    assert_eq!(check(folder.path(), "fine", &["--quiet"]), (String::new(), Some(0)));
}

#[test]
fn what_cannot_be_done_is_told_from_findings() {
    for arguments in [
        &["check", "--content", "/nowhere/at/all"] as &[&str],
        &["check", "--format", "xml"],
        &["frobnicate"],
    ] {
        let output = stacks().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn the_first_of_each_kind_are_shown_and_all_on_demand() {
    let links: String = (1..=12).map(|number| format!("[x](page-{number:02}.md)\n\n")).collect();
    let folder = site(&[("a.md", &format!("# A\n\n{links}:rokcet:\n"))]);
    let (report, _) = check(folder.path(), ".", &[]);
    assert!(report.contains("link: 12 findings\n"), "{report}");
    assert!(report.contains("a.md:21:1: `page-10.md`") && !report.contains("page-11"), "{report}");
    assert!(report.contains("… and 2 more of this kind: --all shows them"), "{report}");
    assert!(report.contains(":rokcet:"), "another kind is shown still: {report}");
    let (report, _) = check(folder.path(), ".", &["--all"]);
    assert!(report.contains("page-12.md") && !report.contains("--all"), "{report}");
}

#[test]
fn paths_open_from_where_the_command_ran() {
    let folder = site(&[
        ("blog/hugo.toml", "title = [\n"),
        ("blog/content/posts/a.md", "# A\n\n[b](b.md)\n"),
        ("elsewhere/x", ""),
    ]);
    let files = |working: &str, content: &str, options: &[&str]| {
        let (report, _) = check(&folder.path().join(working), content, options);
        let report: Value = serde_json::from_str(&report).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let mut files: Vec<_> =
            findings.iter().map(|it| it["file"].as_str().unwrap().to_owned()).collect();
        files.dedup();
        files
    };
    let json = ["--format", "json"];
    assert_eq!(files("", "blog", &json), ["blog/hugo.toml", "blog/content/posts/a.md"]);
    assert_eq!(files("blog", ".", &json), ["hugo.toml", "content/posts/a.md"]);
    assert_eq!(
        files("elsewhere", "../blog", &json),
        ["../blog/hugo.toml", "../blog/content/posts/a.md"]
    );
    let github = stacks()
        .args(["check", "--format", "github", "--content", "content"])
        .current_dir(folder.path().join("blog"))
        .env("GITHUB_WORKSPACE", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(github.stdout).unwrap();
    assert!(said.contains("::error file=blog/content/posts/a.md,line=3,col=1,"), "{said}");
}

#[test]
fn colours_are_for_terminals_and_nothing_else_is_obeyed_by_them() {
    let folder = site(&[("a.md", "# A\n\n\u{1b}[31m [b](\u{1b}[32m.md) {% bogus \u{1b}[33m %}\n")]);
    let run = |name: &str, value: &str| {
        let mut command = stacks();
        command.args(["check", "--content"]).arg(folder.path()).env(name, value);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!run("NO_COLOR", "1").contains('\u{1b}'));
    let coloured = run("CLICOLOR_FORCE", "1");
    assert!(coloured.contains("\u{1b}[1m"), "{coloured}");
    for colour in ["\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"] {
        assert!(!coloured.contains(colour), "{coloured}");
    }
}

#[test]
fn every_corpus_is_reported_on() {
    let Some(corpora) = corpora() else { return };
    for entry in fs::read_dir(corpora).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let (report, code) = check(root(), folder.to_str().unwrap(), &["--format", "json"]);
        assert!(matches!(code, Some(0 | 1)), "{folder:?}: {code:?}");
        let report: Value = serde_json::from_str(&report).unwrap();
        let summary = &report["summary"];
        println!("{}: {}", folder.display(), summary);
        assert_eq!(code == Some(1), summary["errors"] != 0, "{folder:?}");
        let (report, _) = check(root(), folder.to_str().unwrap(), &["--all"]);
        assert!(report.lines().count() >= 2, "{folder:?}");
    }
}
