//! What a site publishes besides its pages, as it is on the disk: feeds, sitemap, `robots.txt`,
//! `llms.txt` and Markdown, web manifest. The forms themselves are tested beside their code; here they
//! are read by parsers that are not ours, and builds follow each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::stacks::{Built, complaints, list, root, site, stacks};

const HOME: &str = "https://x.example/blog/";

/// A small blog with two languages, an author, a draft and content that is hard on XML.
const BLOG: [(&str, &str); 8] = [
    (
        "site.toml",
        "title = \"A <b>, & \\\"c\\\"\"\nlanguage = \"en\"\ndialect = \"hugo\"\nauthor = \"Ann\"\n",
    ),
    ("content/about.md", "# About\n\nNot a post.\n"),
    (
        "content/posts/one.md",
        "---\ntitle: One & <two>\ntranslationKey: one\ndate: 2026-01-31 09:30 +02:00\nupdated: 2026-02-01\ntags: [Sea \
         salt, \"a&b\"]\nauthors: [Bo]\n---\n# Start\n\nSee [two](two.md), [here](#start), ![a \
         map](map.png).[^1]\n\n```js\nlet a = 1; // ]]> \u{1b}\n```\n\n| a |\n|---|\n| :shipit: |\n\n\
         [^1]: A note.\n",
    ),
    (
        "content/posts/uno.md",
        "---\ntitle: Uno\nlang: es\ntranslationKey: one\ndate: 2026-01-31\n---\nHola.\n",
    ),
    ("content/posts/two.md", "---\ndate: 2026-01-30\ntags: Sea salt\n---\nTwo.\n"),
    ("content/posts/draft.md", "---\ndate: 2026-01-30\ndraft: true\n---\nNot yet.\n"),
    ("content/posts/map.png", "no image"),
    ("content/start.md", "# Start here\n\nA page.\n"),
];

fn blog(others: &[(&str, &str)]) -> tempfile::TempDir {
    site(&[&BLOG, others].concat())
}

fn built(content: &Path) -> Built {
    Built::from(content, &["--base-url", HOME])
}

fn text(built: &Built, path: &str) -> String {
    let file = built.folder.path().join(path);
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of `folder` with what is in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names = Vec::new();
    list(folder, folder, &mut names);
    names.into_iter().map(|name| (name.clone(), fs::read(folder.join(&name)).unwrap())).collect()
}

#[test]
fn strangers_read_what_is_published() {
    if !root().join("tests/node_modules/libxml2-wasm").is_dir() {
        println!("skipped: no parsers in tests/node_modules (cargo xtask test installs them)");
        return;
    }
    for (content, folders) in [
        (blog(&[]).path(), ".\nok languages/en\nok languages/es\nok tags/ab\nok tags/sea-salt"),
        (root(), ".\nok languages"),
        (&root().join("tests/golden/dialects/in"), ".\nok tags"),
    ] {
        let built = built(content);
        let mut check = Command::new("node");
        check.arg(root().join("tests/published/check.mjs")).arg(built.folder.path()).arg(HOME);
        let output = check.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}\n{}", complaints(&output));
        assert!(said.starts_with(&format!("ok {folders}")), "{said}");
        assert!(said.ends_with("ok sitemap.xml\n"), "{said}");
    }
}

#[test]
fn a_feed_has_whole_posts_that_stand_by_themselves() {
    let folder = blog(&[]);
    let feed: Value = serde_json::from_str(&text(&built(folder.path()), "feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    let urls: Vec<&str> = items.iter().map(|it| it["url"].as_str().unwrap()).collect();
    let post = |name: &str| format!("{HOME}posts/{name}/");
    assert_eq!(urls, [post("one"), post("uno"), post("two")], "newest first, no draft, no page");
    let one = &items[0];
    assert_eq!(one["title"], "One & <two>");
    assert_eq!(one["date_published"], "2026-01-31T09:30:00+02:00");
    assert_eq!(one["date_modified"], "2026-02-01T00:00:00Z");
    assert_eq!(one["authors"][0]["name"], "Bo");
    assert_eq!(one["authors"][0]["url"], format!("{HOME}authors/bo/"));
    let html = one["content_html"].as_str().unwrap();
    for part in [
        "<a href=\"https://x.example/blog/posts/two/\">two</a>",
        "<a href=\"https://x.example/blog/posts/one/#start\">here</a>",
        "<img src=\"https://x.example/blog/posts/map.png\" alt=\"a map\"",
        "src=\"https://x.example/blog/emoji/shipit.svg\"",
        "href=\"https://x.example/blog/posts/one/#",
        "<code class=\"language-js\">let a = 1; // ]]&gt; \u{1b}\n</code>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    for part in ["class=\"anchor\"", "tabindex", "<span class=\"k\">", "\"/"] {
        assert!(!html.contains(part), "{part} is in {html}");
    }
}

#[test]
fn feeds_of_tags_and_languages_have_their_posts() {
    let folder = blog(&[]);
    let built = built(folder.path());
    for (feed, titles) in [
        ("tags/sea-salt", vec!["One & <two>", "Two"]),
        ("tags/ab", vec!["One & <two>"]),
        ("languages/en", vec!["One & <two>", "Two"]),
        ("languages/es", vec!["Uno"]),
    ] {
        let json = built.json(&format!("{feed}/feed.json"));
        let items = json["items"].as_array().unwrap();
        let found: Vec<&str> = items.iter().map(|it| it["title"].as_str().unwrap()).collect();
        assert_eq!(found, titles, "{feed}");
        assert_eq!(json["feed_url"], format!("{HOME}{feed}/feed.json"));
    }
    assert_eq!(built.json("languages/es/feed.json")["language"], "es");
    assert_eq!(
        built.json("tags/sea-salt/feed.json")["home_page_url"],
        format!("{HOME}tags/sea-salt/")
    );
}

#[test]
fn a_feed_has_the_newest_fifty() {
    let posts: Vec<(String, String)> = (0..60)
        .map(|it| {
            (format!("posts/p{it}.md"), format!("---\ndate: 2026-01-01 00:{it:02}\n---\nx\n"))
        })
        .collect();
    let posts: Vec<(&str, &str)> = posts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let folder = site(&posts);
    let feed = built(folder.path()).json("feed.json");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 50);
    assert_eq!((&items[0]["title"], &items[49]["title"]), (&"P59".into(), &"P10".into()));
}

#[test]
fn without_an_address_there_are_no_feeds_and_the_author_is_told() {
    let folder = blog(&[]);
    let built = Built::from(folder.path(), &[]);
    let files = built.files();
    for name in ["feed.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt"] {
        assert!(!files.iter().any(|it| it.ends_with(name)), "{name}");
    }
    assert!(text(&built, "llms.txt").contains("(posts/one/index.md)"));
    assert!(text(&built, "posts/one/index.md").contains("[two](/posts/two/)"));
    let out = tempfile::tempdir().unwrap();
    let mut command = stacks();
    command.args(["build", "--content"]).arg(folder.path()).arg("--out").arg(out.path());
    let said = command.output().unwrap().stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    assert_eq!(said.matches("no feeds and no sitemap").count(), 1, "{said}");
    let said = command.args(["--base-url", HOME]).output().unwrap().stdout;
    assert!(!String::from_utf8_lossy(&said).contains("no feeds"));
}

#[test]
fn the_sitemap_has_every_page_that_is_public() {
    let folder = blog(&[]);
    let sitemap = text(&built(folder.path()), "sitemap.xml");
    let sitemap = roxmltree::Document::parse(&sitemap).unwrap();
    let child = |node: roxmltree::Node<'_, '_>, name: &str| {
        let child = node.children().find(|it| it.tag_name().name() == name)?;
        child.text().map(str::to_owned)
    };
    let urls = sitemap.descendants().filter(|it| it.tag_name().name() == "url");
    let urls: BTreeMap<String, (Option<String>, Vec<String>)> = urls
        .map(|url| {
            let links = url.children().filter_map(|it| it.attribute("hreflang"));
            let links = links.map(str::to_owned).collect();
            (child(url, "loc").unwrap(), (child(url, "lastmod"), links))
        })
        .collect();
    let of = |path: &str| urls.get(&format!("{HOME}{path}"));
    let both = vec!["en".to_owned(), "es".to_owned()];
    assert_eq!(of("posts/one/"), Some(&(Some("2026-02-01".into()), both.clone())));
    assert_eq!(of("posts/uno/"), Some(&(Some("2026-01-31".into()), both)));
    assert_eq!(of("about/"), Some(&(None, vec![])));
    for path in ["", "posts/", "tags/", "tags/sea-salt/", "authors/bo/"] {
        assert!(of(path).is_some(), "{path}");
    }
    assert_eq!(of("posts/draft/"), None);
    let robots = text(&built(folder.path()), "robots.txt");
    assert!(robots.contains("Sitemap: https://x.example/blog/sitemap.xml\n"));
}

#[test]
fn what_the_author_has_counts_for_more() {
    let own = ["feed.xml", "sitemap.xml", "robots.txt", "llms.txt", "site.webmanifest", "icon.svg"];
    let own: Vec<(String, String)> =
        own.iter().map(|it| (format!("static/{it}"), format!("own {it}"))).collect();
    let own: Vec<(&str, &str)> = own.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let without = blog(&[]);
    // With a memory of the build before, in which ours were there.
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let build = || {
        let mut command = stacks();
        command.args(["build", "--quiet", "--base-url", HOME, "--content"]).arg(without.path());
        command.arg("--out").arg(out.path()).env("STACKS_CACHE", cache.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", complaints(&output));
        files(out.path())
    };
    let ours = build();
    for (path, text) in &own {
        let file = without.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let theirs = build();
    let name = |path: &str| path.strip_prefix("static/").unwrap().to_owned();
    for (path, text) in &own {
        assert!(ours.contains_key(&name(path)), "{path}");
        assert_eq!(theirs.get(&name(path)).map(Vec::as_slice), Some(text.as_bytes()), "{path}");
    }
    assert_eq!(theirs.get("rss.xml"), ours.get("rss.xml"), "the other forms stay");
    fs::remove_dir_all(without.path().join("static")).unwrap();
    assert_eq!(build(), ours);
}

#[test]
fn only_feeds_that_change_are_written_again() {
    let folder = blog(&[]);
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let build = || {
        let mut command = stacks();
        command.args(["build", "--base-url", HOME, "--content"]).arg(folder.path());
        command.arg("--out").arg(out.path()).env("STACKS_CACHE", cache.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", complaints(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    build();
    assert!(build().contains(" 0 files changed"));
    let before = files(out.path());
    let post = "---\ndate: 2026-01-30\ntags: Sea salt\n---\nTwo, and [more](one.md).\n";
    fs::write(folder.path().join("content/posts/two.md"), post).unwrap();
    build();
    let after = files(out.path());
    let changed = |path: &str| before[path] != after[path];
    for format in ["feed.xml", "rss.xml", "feed.json"] {
        for place in ["", "tags/sea-salt/", "languages/en/"] {
            assert!(changed(&format!("{place}{format}")), "{place}{format}");
        }
        for place in ["tags/ab/", "languages/es/"] {
            assert!(!changed(&format!("{place}{format}")), "{place}{format}");
        }
    }
    assert_eq!(after, files(built(folder.path()).folder.path()), "as if built from nothing");
    fs::remove_file(out.path().join("feed.xml")).unwrap();
    fs::remove_file(out.path().join("posts/two/index.md")).unwrap();
    build();
    assert_eq!(files(out.path()), after, "what is gone comes back");
    fs::remove_file(folder.path().join("content/posts/uno.md")).unwrap();
    build();
    let now = files(out.path());
    assert!(!now.keys().any(|it| it.starts_with("languages/") || it.starts_with("posts/uno/")));
}

#[test]
fn the_markdown_beside_a_page_stands_by_itself() {
    let folder = blog(&[]);
    let built = built(folder.path());
    let markdown = text(&built, "posts/one/index.md");
    assert!(
        markdown.starts_with("---\nurl: \"https://x.example/blog/posts/one/\"\n"),
        "{markdown}"
    );
    assert!(markdown.contains("\n# One & <two>\n") || markdown.contains("\n# One \\& \\<two\\>\n"));
    assert!(markdown.contains("See [two](https://x.example/blog/posts/two/), [here](#start), "));
    assert!(markdown.contains("![a map](https://x.example/blog/posts/map.png)"));
    let llms = text(&built, "llms.txt");
    assert!(llms.contains("(https://x.example/blog/posts/one/index.md): "), "{llms}");
    assert!(
        llms.contains("## Pages\n\n- [About](https://x.example/blog/about/index.md)"),
        "{llms}"
    );
    assert!(!llms.contains("draft"), "{llms}");
}

#[test]
fn a_site_can_be_installed_below_a_path() {
    let folder = blog(&[]);
    let built = built(folder.path());
    let manifest: Value = serde_json::from_str(&text(&built, "site.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "A <b>, & \"c\"");
    for icon in manifest["icons"].as_array().unwrap() {
        let file = built.folder.path().join(icon["src"].as_str().unwrap());
        assert!(file.is_file(), "{}", file.display());
    }
}
