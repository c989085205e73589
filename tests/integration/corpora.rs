//! Other people's content. Skipped, with the reason printed, where the corpora are absent.

use std::fs;

use serde_json::Value;

use crate::stacks::{Built, corpora, list};

#[test]
fn a_hugo_site_root_is_recognised_and_its_home_lists_the_newest_posts() {
    let Some(corpora) = corpora() else { return };
    let built = Built::from(&corpora.join("hugo-jessfraz"), &[]);
    let manifest = built.json("manifest.json");
    assert_eq!(manifest["title"], "Ramblings from Jessie");
    assert!(manifest["posts"].as_u64().unwrap() >= 70, "{}", manifest["posts"]);
    let home = built.page("/");
    let dates = dates(&home["list"]["entries"]);
    assert!(dates.len() >= 20 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let newest =
        fs::read_dir(corpora.join("hugo-jessfraz/content/post")).unwrap().filter_map(|entry| {
            let text = fs::read_to_string(entry.unwrap().path()).ok()?;
            let line = text.lines().find(|line| line.starts_with("date"))?.to_owned();
            Some(line.split('"').nth(1)?[..10].to_owned())
        });
    assert_eq!(newest.max().as_ref(), dates.first());
}

fn dates(entries: &Value) -> Vec<String> {
    let entries = entries.as_array().unwrap();
    entries.iter().map(|entry| entry["date"].as_str().unwrap().to_owned()).collect()
}

/// Every Markdown file that is not Jekyll's own machinery becomes a page.
#[test]
fn every_corpus_is_read_without_loss_of_documents() {
    let Some(corpora) = corpora() else { return };
    for name in
        ["hugo-papermod-example", "jekyll-artsy", "jekyll-brew", "pelican-solr", "zola-blogos/blog"]
    {
        let root = corpora.join(name);
        let content = root.join("content");
        let content = if content.is_dir() { content } else { root.clone() };
        let mut files = Vec::new();
        list(&content, &content, &mut files);
        let is_document = |file: &&String| {
            let is_markdown = [".md", ".markdown"].iter().any(|it| file.ends_with(it));
            let folders = file.rsplit_once('/').map_or("", |(folders, _)| folders).split('/');
            let is_private = |it: &str| it.starts_with('_') && !["_posts", "_drafts"].contains(&it);
            // `ignored_content` of the configuration.
            let is_ignored = name.starts_with("zola") && file.ends_with("README.md");
            let text = || fs::read_to_string(content.join(file)).unwrap_or_default();
            let has_page = || !text().contains("\nrender = false\n");
            is_markdown && !is_ignored && !folders.clone().any(is_private) && has_page()
        };
        let documents = files.iter().filter(is_document).count();
        let built = Built::from(&root, &["--drafts=true"]);
        let has_text = |file: &&String| {
            // The page to search on is nobody's document.
            let is_document = |text: &str| !text.starts_with("<stacks-search linked");
            file.starts_with("data/pages/")
                && built.json(file)["markdown"].as_str().is_some_and(is_document)
        };
        let pages = built.files().iter().filter(has_text).count();
        println!("{name}: {pages} of {documents}, {} warnings", built.warnings.len());
        assert!(documents > 10 && pages == documents, "{name}: {pages} of {documents}");
    }
}
