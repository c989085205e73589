//! The code in our articles runs: each fence with a title becomes a file, and the files are run,
//! compiled or parsed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::stacks::root;

/// The fences of an article that have a title: language, title, text.
fn fences(article: &str) -> Vec<(String, String, String)> {
    let path = root().join("content/posts").join(article);
    let text = fs::read_to_string(path).unwrap();
    let mut fences = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if let Some((language, title)) = info.split_once(" title=\"") {
            let title = title.trim_end_matches('"').to_owned();
            fences.push((language.to_owned(), title, body.join("\n") + "\n"));
        }
    }
    fences
}

/// Writes an article's fences into a folder.
fn extracted(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (_, title, text) in fences(article) {
        let name = Path::new(&title).file_name().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run_with_python(article: &str, check: &str) {
    let Some(python) = std::env::var_os("STACKS_PYTHON") else {
        println!("skipped: no Python with aiohttp and markdown (cargo xtask test looks for one)");
        return;
    };
    let folder = extracted(article);
    let check = root().join("tests/articles").join(check);
    let output = Command::new(python).arg(check).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complaints}");
    assert!(said.lines().filter(|line| line.starts_with("ok")).count() > 3, "{said}");
}

#[test]
fn the_downloader_downloads() {
    run_with_python("async_requests.md", "check_async_requests.py");
}

#[test]
fn the_emoji_extension_extends() {
    run_with_python("pelican_github_emojis.md", "check_pelican_github_emojis.py");
}

#[test]
fn the_rust_compiles_and_its_assertions_hold() {
    let folder = extracted("pelican_github_emojis.md");
    let program = folder.path().join("emoji");
    let source = folder.path().join("emoji.rs");
    let output = Command::new("rustc")
        .args(["--edition", "2021", "-D", "warnings", "-o"])
        .arg(&program)
        .arg(source)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(Command::new(program).status().unwrap().success());
}

#[test]
fn the_configurations_parse() {
    let mut count = 0;
    for article in ["netlify.md", "pelican_github_emojis.md"] {
        for (language, title, text) in fences(article) {
            if language == "toml" {
                count += 1;
                toml::from_str::<toml::Table>(&text)
                    .unwrap_or_else(|error| panic!("{title}: {error}"));
            }
        }
    }
    assert!(count >= 3);
    let ours = fs::read_to_string(root().join("rust-toolchain.toml")).unwrap();
    let shown =
        fences("netlify.md").into_iter().find(|(_, title, _)| title == "rust-toolchain.toml");
    assert_eq!(shown.unwrap().2, ours, "the article shows our own file");
}
