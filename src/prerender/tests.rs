//! Pages put together, read as a browser reads them.

use super::*;
use crate::manifest::{FromJson, Link};

const TRUNK: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>The Stacks</title>
    <base href="/blog/" />
    <link rel="stylesheet" href="/blog/main-1.css" integrity="sha384-a"/>
<script type="module">
import init from '/blog/app-1.js';
</script>
  <link rel="modulepreload" href="/blog/app-1.js"></head>
  <body></body>
</html>
"#;

fn prerenderer() -> Prerenderer {
    let manifest = Manifest {
        version: VERSION,
        title: "Notes & <more>".into(),
        language: "en".into(),
        posts: 7,
        latest: vec![Default::default()],
        menu: vec![Link { title: "About".into(), url: "/about/".into() }],
        ..Manifest::default()
    };
    let template = Template::read(TRUNK).unwrap();
    Prerenderer::new(template, manifest, "/* no */\n  a{}\n".into(), "renderer-1.wasm".into())
}

fn payload() -> Payload {
    Payload {
        version: VERSION,
        url: "/posts/a/".into(),
        title: "A </script> in a title".into(),
        language: Some("ar".into()),
        markdown: Some("Hello *there*, [link](/about/)\n\n<script>alert(1)</script>\n".into()),
        ..Payload::default()
    }
}

fn snapshot(page: &str) -> Snapshot {
    let start = page.find("id=\"stacks.snapshot\">").unwrap() + "id=\"stacks.snapshot\">".len();
    let end = start + page[start..].find("</script>").unwrap();
    let json: serde_json::Value = serde_json::from_str(&page[start..end]).unwrap();
    Snapshot::from_json(&json).unwrap()
}

#[test]
fn a_page_has_its_content_its_style_and_the_loader_last() {
    let page = prerenderer().page(payload()).html;
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("no {what} in {page}"));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(at("<meta charset") < at("<style>a{}</style>"));
    assert!(at("</head>") < at("Hello <em>there</em>"));
    assert!(at("Hello") < at("rel=\"modulepreload\"") && at("Hello") < at("import init"));
    assert!(page.contains("A &lt;/script&gt; in a title · Notes &amp; &lt;more&gt;</title>"));
    assert!(page.contains("<a href=\"/blog/about/\""));
    assert!(!page.contains("stylesheet") && !page.contains("alert(1)"), "{page}");
}

#[test]
fn a_snapshot_has_what_lasts_and_no_document() {
    let page = prerenderer().page(payload()).html;
    let snapshot = snapshot(&page);
    assert_eq!((snapshot.manifest.posts, snapshot.manifest.latest.len()), (0, 0));
    assert_eq!(snapshot.renderer, "renderer-1.wasm");
    assert!(snapshot.has_document);
    let read = snapshot.payload.unwrap();
    assert_eq!((read.title, read.markdown), (payload().title, None));
}

#[test]
fn the_home_page_has_the_latest_posts() {
    let home = Payload { url: "/".into(), ..payload() };
    assert_eq!(snapshot(&prerenderer().page(home).html).manifest.latest.len(), 1);
}

#[test]
fn the_page_for_what_is_not_there_says_so() {
    let page = prerenderer().not_found();
    assert!(page.contains("There is no such page"));
    assert_eq!(snapshot(&page).payload, None);
}

#[test]
fn every_page_starts_offline_reading_last_of_all() {
    let prerenderer = prerenderer().with_module("made/offline-1.js");
    let start = "src=\"/blog/made/offline-1.js\"></script>\n</body>";
    for page in [prerenderer.page(payload()).html, prerenderer.not_found(), prerenderer.offline()] {
        assert!(page.contains(start), "{page}");
    }
    assert!(!self::prerenderer().page(payload()).html.contains("made/offline"));
}

#[test]
fn the_page_for_what_is_not_kept_leads_nowhere_and_starts_no_app() {
    let page = prerenderer().offline();
    assert!(page.contains("<title data-head>This page is not kept for offline · Notes &amp; "));
    assert!(page.contains("id=\"stacks.missing\"") && page.contains("noindex"), "{page}");
    assert!(!page.contains("<a ") && !page.contains("import init"), "{page}");
    assert!(!page.contains("id=\"stacks.snapshot\""), "{page}");
}

#[test]
fn the_app_s_files_are_known_and_so_is_a_page_that_is_served_for_writing() {
    let template = Template::read(TRUNK).unwrap();
    assert_eq!(template.app, ["/blog/app-1.js"]);
    assert!(!template.is_live());
    let script = "<script>const url = base + '.well-known/trunk/ws';</script></body>";
    assert!(Template::read(&TRUNK.replace("</body>", script)).unwrap().is_live());
}

#[test]
fn a_page_is_not_prerendered_twice() {
    let page = prerenderer().page(payload()).html;
    assert_eq!(Template::read(&page), Err(TemplateError::IsPrerendered));
    assert_eq!(Template::read("<p>a"), Err(TemplateError::Missing("<base>")));
}
