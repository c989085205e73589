//! What a page says of others: those on its subjects, of its series, of its year, in other languages.

use super::*;
use crate::manifest::{Link, Menu};

fn titles(links: &[Link]) -> Vec<&str> {
    links.iter().map(|it| it.title.as_str()).collect()
}

#[test]
fn posts_on_the_same_subjects_are_related_rare_ones_first_and_neighbours_not() {
    let post = |day: u32, tags: &str, language: &str| {
        format!("---\ndate: 2024-01-{day:02}\ntags: [{tags}]\nlang: {language}\n---\nx\n")
    };
    let texts: Vec<(String, String)> = [
        ("a", post(1, "linux, rare", "en")),
        ("b", post(2, "linux", "en")),
        ("c", post(3, "linux", "en")),
        ("d", post(4, "linux, Rare", "en")),
        ("e", post(5, "other", "en")),
        ("f", post(6, "linux, rare", "es")),
        ("g", post(7, "linux", "en")),
    ]
    .map(|(name, text)| (format!("posts/{name}.md"), text))
    .to_vec();
    let files: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (site, _) = site(&files);
    assert_eq!(titles(&payload(&site, "/posts/a/").related), ["D", "C", "G"]);
    assert_eq!(titles(&payload(&site, "/posts/c/").related), ["A", "G"]);
    assert!(payload(&site, "/posts/e/").related.is_empty());
    assert!(payload(&site, "/posts/f/").related.is_empty());
}

#[test]
fn a_series_is_in_order_and_its_parts_are_not_related_besides() {
    let (site, _) = site(&[
        (
            "posts/one.md",
            "---\ndate: 2024-01-03\nseries: Boats\nseries_order: 1\ntags: [x]\n---\nx",
        ),
        (
            "posts/two.md",
            "---\ndate: 2024-01-01\nseries: [boats]\nseries_order: 2\ntags: [x]\n---\nx",
        ),
        ("posts/alone.md", "---\ndate: 2023-01-02\nseries: Trains\ntags: [x]\n---\nx"),
    ]);
    let series = payload(&site, "/posts/two/").series.clone().expect("it is in a series");
    assert_eq!((series.title.as_str(), titles(&series.parts)), ("Boats", vec!["One", "Two"]));
    assert_eq!(payload(&site, "/posts/alone/").series, None);
    assert_eq!(titles(&payload(&site, "/posts/one/").related), ["Alone"]);
}

#[test]
fn the_archive_has_a_page_for_each_year_and_little_of_each_post() {
    let (site, _) = site(&[
        ("posts/a.md", "---\ndate: 2023-01-01\ntags: [x]\n---\n# A\ntext\n"),
        ("posts/b.md", "---\ndate: 2024-01-01\n---\n# B\n"),
        ("pages/c.md", "---\ndate: 2025-01-01\n---\n# C\n"),
        ("d.md", "[a year](/archive/2023/)\n"),
    ]);
    let years = |url: &str| -> Vec<(String, u32)> {
        payload(&site, url).tag_counts.iter().map(|it| (it.title.clone(), it.count)).collect()
    };
    assert_eq!(years("/archive/"), [("2024".into(), 1), ("2023".into(), 1)]);
    assert_eq!(years("/posts/"), years("/archive/"));
    let year = payload(&site, "/archive/2023/");
    assert_eq!(year.section.as_ref().map(|it| it.url.as_str()), Some("/archive/"));
    let entry = &year.list.as_ref().unwrap().entries[0];
    assert_eq!((entry.title.as_str(), &entry.excerpt, entry.tags.len()), ("A", &None, 0));
}

#[test]
fn a_menu_leads_to_translations_and_home() {
    let input = configured(
        "languages = [\"en\", \"es\"]\n[[menu]]\ntitle = \"About\"\nurl = \"/about/\"\nes = \"Acerca\"\n\
         [[menu]]\ntitle = \"Posts\"\nurl = \"/posts/\"\n",
    );
    let (site, warnings) = site_of(
        &[
            ("pages/index.md", "# Home\n"),
            ("pages/index.es.md", "# Inicio\n[sobre](about.es.md)\n"),
            ("pages/about.md", "# About\n"),
            ("pages/about.es.md", "# Acerca de todo\n"),
            ("posts/a.md", "---\ndate: 2024-01-01\n---\n# A\n"),
        ],
        input,
    );
    assert_eq!(warnings, []);
    let link = |title: &str, url: &str| Link { title: title.into(), url: url.into() };
    let expected = Menu {
        language: "es".into(),
        home: Some("/es/".into()),
        links: vec![link("Acerca", "/es/about/"), link("Entradas", "/posts/")],
    };
    assert_eq!(site.manifest.menus, [expected]);
    assert_eq!(payload(&site, "/es/about/").translations[0].url, "/about/");
}

#[test]
fn readers_are_led_to_the_source_where_the_settings_say() {
    let edit = |url: &str| {
        let input = configured(&format!("edit_url = \"{url}\"\n"));
        let (site, _) = site_of(&[("posts/a b.md", "# A\n")], input);
        payload(&site, "/posts/a-b/").edit.clone().unwrap()
    };
    assert_eq!(edit("https://a.io/edit/{path}?x"), "https://a.io/edit/posts/a%20b.md?x");
    assert_eq!(edit("https://a.io/edit/"), "https://a.io/edit/posts/a%20b.md");
    let (_, warnings) = settings::read(
        Some(Configuration { name: "site.toml", text: "edit_url = \"javascript:x\"\n" }),
        None,
    );
    assert_eq!((warnings.len(), warnings[0].line), (1, 1));
}
