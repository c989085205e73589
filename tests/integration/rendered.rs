//! What the renderer answers natively, kept for the browser tests: every page of our content, of the
//! goldens and of the public corpora, and each Markdown file of them as it lies there, with the
//! passes of the site and of the specifications.

use std::fs;
use std::path::{Path, PathBuf};

use the_stacks::manifest::{FromJson, Manifest, Payload};
use the_stacks::request::Request;

use crate::kept::{Record, keep, record};
use crate::stacks::{Built, corpora, list, root};

#[test]
fn what_is_rendered_natively_is_kept_for_the_browser() {
    let mut sites = vec![root().join("content")];
    sites.extend(folders(&root().join("tests/golden/constructs")).map(|case| case.join("in")));
    let mut sources = vec![root().join("content"), root().join("tests/golden")];
    if let Some(corpora) = corpora() {
        let named = ["zola-blogos/blog"].map(|it| corpora.join(it));
        let whole = folders(&corpora).filter(|it| {
            let name = it.file_name().unwrap_or_default().to_string_lossy().into_owned();
            ["hugo", "jekyll", "pelican"].iter().any(|dialect| name.starts_with(dialect))
        });
        sites.extend(whole.chain(named));
        sources.push(corpora);
    }
    let mut records = Vec::new();
    for site in &sites {
        records.extend(of_site(site));
    }
    for folder in &sources {
        records.extend(of_sources(folder));
    }
    assert!(records.len() > 100, "only {} documents were found", records.len());
    keep("documents", &records);
    println!("{} documents rendered natively", records.len());
}

/// The pages of a site.
fn of_site(folder: &Path) -> Vec<Record> {
    let built = Built::from(folder, &["--drafts=true"]);
    let manifest = Manifest::from_json(&built.json("manifest.json")).unwrap();
    let is_page = |file: &String| file.starts_with("data/pages/");
    let pages = built.files().into_iter().filter(is_page);
    let record_of = |file: String| {
        let payload = Payload::from_json(&built.json(&file)).unwrap();
        let name = format!("{} of {}", payload.url, folder.display());
        let request = Request::of(&payload, &manifest.language, "/blog/");
        record(&name, &request, &request.html())
    };
    pages.map(record_of).collect()
}

/// The Markdown files of a folder, front matter and all.
fn of_sources(folder: &Path) -> Vec<Record> {
    let mut files = Vec::new();
    list(folder, folder, &mut files);
    files.sort();
    let is_markdown = |file: &String| file.ends_with(".md") || file.ends_with(".markdown");
    let texts = files.into_iter().filter(is_markdown).filter_map(|file| {
        let path = folder.join(&file);
        // Some goldens are in other encodings.
        Some((path.display().to_string(), fs::read_to_string(&path).ok()?))
    });
    let records_of = |(name, text): (String, String)| {
        ["site", "commonmark", "cmark-gfm"].map(|passes| {
            let markdown = &text;
            let (base, route, language) = ("/", "/a/", "en");
            let request = Request { passes, base, route, language, markdown, ..Request::default() };
            record(&format!("{name}, {passes}"), &request, &request.html())
        })
    };
    texts.flat_map(records_of).collect()
}

fn folders(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
}
