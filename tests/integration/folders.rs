//! Folders of other generators as they stand: which of their files are published, and that a build
//! notices when what says so changes.

use std::fs;
use std::path::Path;

use crate::stacks::{Built, complaints, root, site, stacks};

/// The files of a site that are not made by us.
fn published(built: &Built) -> Vec<String> {
    let made =
        ["manifest.json", ".nojekyll", "llms.txt", "site.webmanifest", "icon.svg", "sitemap.xml"];
    let of_feeds = ["feed.xml", "rss.xml", "feed.json"];
    let is_own = |file: &String| {
        let name = file.rsplit('/').next().unwrap_or_default();
        let is_made = name == "index.md" || file.starts_with("icons/") || of_feeds.contains(&name);
        let text = || fs::read_to_string(built.folder.path().join(file)).unwrap();
        let is_made = is_made || name == "robots.txt" && text().contains("\n\nSitemap: ");
        // A page at a former address.
        let is_made =
            is_made || name.ends_with(".html") && text().contains("http-equiv=\"refresh\"");
        file.starts_with("data/") || is_made || made.contains(&file.as_str())
    };
    built.files().into_iter().filter(|it| !is_own(it)).collect()
}

#[test]
fn what_each_generator_publishes_is_published_and_nothing_else() {
    let cases: [(&str, &[&str]); 4] = [
        ("jekyll-site", &["CNAME", "_redirects", "assets/plain.css", "manual/drawings/lamp.svg"]),
        (
            "hugo-folders",
            &["flag.svg", "notes/proof.html", "pennant.svg", "voyages/azores/chart.svg"],
        ),
        (
            "pelican-folders",
            &[
                "_redirects",
                "extra/odd.txt",
                "extra/proof.html",
                "files/table.txt",
                "images/moon.svg",
                "robots.txt",
            ],
        ),
        ("zola-folders", &["mark.svg"]),
    ];
    for (name, expected) in cases {
        let folder = root().join("tests/golden/constructs").join(name).join("in");
        assert_eq!(published(&Built::from(&folder, &[])), expected, "{name}");
    }
}

#[test]
fn a_readme_is_the_home_page_where_jekyll_has_no_other() {
    let files = [
        ("_config.yml", "title: x\n"),
        ("README.md", "# Welcome\n\nTo [the guide](guide.md).\n"),
        ("CONTRIBUTING.md", "Help.\n"),
        ("guide.md", "---\ntitle: Guide\n---\n[Home](README.md)\n"),
    ];
    let folder = site(&files);
    let built = Built::from(folder.path(), &[]);
    assert_eq!(built.page("/")["title"], "Welcome");
    assert_eq!(built.page("/guide/")["links"]["README.md"], "/");
    assert!(!built.files().iter().any(|it| it.to_lowercase().contains("contributing")));
    assert_eq!(built.warnings, [""; 0]);
    fs::write(folder.path().join("index.md"), "---\ntitle: Home\n---\nx\n").unwrap();
    let built = Built::from(folder.path(), &[]);
    assert_eq!(built.page("/")["title"], "Home");
    assert!(built.warnings[0].contains("README.md` leads to a file that is not published"));
}

#[test]
fn a_folder_with_a_configuration_is_read_where_that_says() {
    for (files, route) in [
        (
            vec![("_config.yml", "source: src\n"), ("src/a.md", "---\n---\nx\n"), ("b.md", "x\n")],
            "a",
        ),
        (
            vec![("_config.yml", "title: x\n"), ("a.md", "x\n"), ("content/c.md", "x\n")],
            "content/c",
        ),
        (
            vec![("hugo.toml", "contentDir = 'd'\n"), ("d/a.md", "x\n"), ("content/b.md", "x\n")],
            "a",
        ),
        (vec![("pelicanconf.py", "PATH = '.'\n"), ("blog/a.md", "Title: A\n\nx\n")], "a"),
        (vec![("zola.toml", "base_url = 'x'\n"), ("content/a.md", "+++\n+++\nx\n")], "a"),
    ] {
        let folder = site(&files);
        let built = Built::from(folder.path(), &[]);
        let is_there = |route: &str| {
            built.folder.path().join(format!("data/pages/{route}/index.json")).is_file()
        };
        assert!(is_there(route), "{files:?}: {:?}", built.files());
        assert!(!is_there("b"), "{files:?}");
    }
}

/// Builds with the state of the last build, and returns the files with what was said.
fn build(content: &Path, out: &Path, cache: &Path) -> String {
    let mut command = stacks();
    command.args(["build", "--content"]).arg(content).arg("--out").arg(out);
    let output = command.arg("--cache").arg(cache).output().unwrap();
    assert!(output.status.success(), "{}", complaints(&output));
    complaints(&output) + &String::from_utf8_lossy(&output.stdout)
}

#[test]
fn a_build_notices_what_its_documents_depend_on() {
    let jekyll = site(&[
        ("_config.yml", "title: x\n"),
        ("_data/x.yml", "a: one\n"),
        ("parts/p.txt", "part one\n"),
        (
            "a.md",
            "---\npermalink: /a/\n---\n{{ site.data.x.a }} {% include_relative parts/p.txt %} {% include_relative late.txt %}\n",
        ),
        ("b.md", "---\npermalink: /b/\n---\nx\n"),
    ]);
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let page = |route: &str| {
        let file = out.path().join(format!("data/pages/{route}/index.json"));
        fs::read_to_string(file).unwrap_or_default()
    };
    let write = |path: &str, text: &str| fs::write(jekyll.path().join(path), text).unwrap();
    let build = || build(jekyll.path(), out.path(), cache.path());
    let said = build();
    assert!(page("a").contains("one part one") && said.contains("`late.txt` is not there"));
    assert!(build().contains(" 0 files changed"));
    write("parts/p.txt", "part two\n");
    build();
    assert!(page("a").contains("one part two"));
    write("_data/x.yml", "a: other\n");
    build();
    assert!(page("a").contains("other part two"));
    write("late.txt", "in time\n");
    assert!(!build().contains("is not there"));
    assert!(page("a").contains("in time") && !page("b").is_empty());
    write("_config.yml", "title: x\nexclude: [b.md]\n");
    build();
    assert!(page("b").is_empty(), "it is excluded now");
    assert!(build().contains(" 0 files changed"));
}

#[test]
fn a_build_notices_what_sections_and_further_settings_say() {
    let hugo = site(&[
        ("config/_default/hugo.toml", "title = 'x'\nbaseURL = 'http://localhost/'\n"),
        ("content/s/_index.md", "---\ntitle: S\n---\n"),
        ("content/s/a.md", "---\ntitle: A\n---\n[x](https://a.example/s/)\n"),
    ]);
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let page =
        || fs::read_to_string(out.path().join("data/pages/s/a/index.json")).unwrap_or_default();
    let write = |path: &str, text: &str| {
        let file = hugo.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let build = || build(hugo.path(), out.path(), cache.path());
    build();
    assert!(!page().is_empty() && !page().contains("\"https://a.example/s/\":\"/s/\""));
    write("config/production/hugo.toml", "baseURL = 'https://a.example/'\n");
    build();
    assert!(page().contains("\"https://a.example/s/\":\"/s/\""), "{}", page());
    write("content/s/_index.md", "---\ntitle: S\ncascade:\n  draft: true\n---\n");
    build();
    assert!(page().is_empty(), "its section makes it a draft");
}
