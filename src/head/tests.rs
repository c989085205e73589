//! The head of each kind of page, as the parser of the HTML Standard reads it.

use std::collections::BTreeMap;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

use super::*;
use crate::manifest::{Link, List, TagCount, Translation};
use crate::taxonomy::Taxonomy;

mod escaping;

/// An element: its name, its attributes in alphabetical order, its text.
#[derive(Debug, PartialEq)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn new(node: &Handle) -> Self {
        let NodeData::Element { name, attrs, .. } = &node.data else {
            panic!("{:?} is no element", node.data)
        };
        let attributes = attrs.borrow();
        let attributes =
            attributes.iter().map(|it| (it.name.local.to_string(), it.value.to_string()));
        Self { name: name.local.to_string(), attributes: attributes.collect(), text: text(node) }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

fn text(node: &Handle) -> String {
    let children = node.children.borrow();
    let texts = children.iter().map(|it| match &it.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        other => panic!("{other:?} is no text"),
    });
    texts.collect()
}

/// The elements of a head, once it is shown that nothing of it reached the body.
fn parse(head: &str) -> Vec<Element> {
    let page = format!("<!doctype html><html><head>{head}</head><body></body></html>");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let root = dom.document.children.borrow()[1].clone();
    let [head, body] = &root.children.borrow()[..] else { panic!("not a head and a body") };
    assert!(body.children.borrow().is_empty(), "something is in the body");
    head.children.borrow().iter().map(Element::new).collect()
}

/// One line for each element: its name, then its attributes and its text. The mark of all is checked
/// and left out, and so is the JSON.
fn lines(html: &str) -> Vec<String> {
    let line = |mut element: Element| {
        assert_eq!(element.attributes.remove("data-head").as_deref(), Some(""), "{element:?}");
        let is_json = element.attribute("type") == "application/ld+json";
        let attributes = element.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
        let text = if is_json { "" } else { &element.text };
        let space = if text.is_empty() { "" } else { " " };
        format!("{}{}{space}{text}", element.name, attributes.collect::<String>())
    };
    parse(html).into_iter().map(line).collect()
}

/// The graph of schema.org: the page, and the way to it.
fn graph(html: &str) -> Vec<Value> {
    let script = parse(html).pop().unwrap();
    assert_eq!(script.attribute("type"), "application/ld+json");
    let json: Value = serde_json::from_str(&script.text).unwrap();
    assert_eq!(json["@context"], "https://schema.org");
    json["@graph"].as_array().unwrap().clone()
}

fn link(title: &str, url: &str) -> Link {
    Link { title: title.into(), url: url.into() }
}

fn site() -> Manifest {
    Manifest {
        title: "Notes".into(),
        description: "About the sea.".into(),
        author: "Ada".into(),
        base_url: Some("https://a.io/blog/".into()),
        language: "en".into(),
        ..Manifest::default()
    }
}

fn post() -> Payload {
    Payload {
        url: "/posts/mañana/".into(),
        title: "Spring & <tides>".into(),
        description: Some("When the \"moon\" is new.".into()),
        date: Some("2026-01-02".into()),
        updated: Some("2026-03-04".into()),
        words: Some(812),
        minutes: Some(4),
        authors: vec![link("Bob", "/authors/bob/")],
        tags: vec![link("Rust", "/tags/rust/"), link("C++", "/tags/c/")],
        section: Some(link("Posts", "/posts/")),
        ..Payload::default()
    }
}

fn head<'a>(site: &'a Manifest, page: &'a Payload) -> Head<'a> {
    Head { title: "T", site: Some(site), page: Some(page), base: "/blog/", image: None }
}

fn expect_lines(html: &str, expected: &str) {
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(lines(html), expected, "{:#?}", lines(html));
}

/// The feeds of the whole site.
const FEEDS: &str = "
    link href=/blog/feed.xml rel=alternate title=Notes type=application/atom+xml
    link href=/blog/rss.xml rel=alternate title=Notes type=application/rss+xml
    link href=/blog/feed.json rel=alternate title=Notes type=application/feed+json";

#[test]
fn a_post_is_an_article() {
    let (site, page) = (site(), post());
    let head = Head {
        title: "Spring & <tides> · Notes",
        image: Some("made/cards/00ff.png"),
        ..head(&site, &page)
    };
    let html = html(&head);
    let expected = format!(
        "title Spring & <tides> · Notes
        meta content=When the \"moon\" is new. name=description
        link href=https://a.io/blog/posts/ma%C3%B1ana/ rel=canonical
        link href=/blog/posts/ma%C3%B1ana/index.md rel=alternate type=text/markdown
        meta content=article property=og:type
        meta content=Spring & <tides> property=og:title
        meta content=When the \"moon\" is new. property=og:description
        meta content=https://a.io/blog/posts/ma%C3%B1ana/ property=og:url
        meta content=Notes property=og:site_name
        meta content=en_US property=og:locale
        meta content=https://a.io/blog/made/cards/00ff.png property=og:image
        meta content=1200 property=og:image:width
        meta content=630 property=og:image:height
        meta content=Spring & <tides> property=og:image:alt
        meta content=Spring & <tides> name=twitter:image:alt
        meta content=summary_large_image name=twitter:card
        meta content=Bob name=author{FEEDS}
        meta content=2026-01-02 property=article:published_time
        meta content=2026-03-04 property=article:modified_time
        meta content=Posts property=article:section
        meta content=https://a.io/blog/authors/bob/ property=article:author
        meta content=Rust property=article:tag
        meta content=C++ property=article:tag
        script type=application/ld+json"
    );
    expect_lines(&html, &expected);
    let url = "https://a.io/blog/posts/ma%C3%B1ana/";
    let step = |position: u8, name: &str, item: &str| json!({"@type": "ListItem", "position": position, "name": name, "item": item});
    assert_eq!(
        graph(&html),
        [
            json!({
                "@type": "BlogPosting",
                "headline": "Spring & <tides>",
                "description": "When the \"moon\" is new.",
                "url": url,
                "inLanguage": "en",
                "image": "https://a.io/blog/made/cards/00ff.png",
                "datePublished": "2026-01-02",
                "dateModified": "2026-03-04",
                "author": [
                    {"@type": "Person", "name": "Bob", "url": "https://a.io/blog/authors/bob/"},
                ],
                "keywords": ["Rust", "C++"],
                "wordCount": 812,
                "mainEntityOfPage": {"@type": "WebPage", "@id": url},
                "isPartOf": {"@type": "WebSite", "name": "Notes", "url": "https://a.io/blog/"},
            }),
            json!({
                "@type": "BreadcrumbList",
                "itemListElement": [
                    step(1, "Notes", "https://a.io/blog/"),
                    step(2, "Posts", "https://a.io/blog/posts/"),
                    step(3, "Spring & <tides>", url),
                ],
            }),
        ],
    );
}

#[test]
fn the_home_page_is_the_site() {
    let (site, page) = (site(), Payload { url: "/".into(), title: "Hi".into(), ..post() });
    let page = Payload { date: None, updated: None, section: None, authors: vec![], ..page };
    let page = Payload { tags: vec![], description: None, ..page };
    let html = html(&head(&site, &page));
    let lines = lines(&html);
    for line in [
        "link href=https://a.io/blog/ rel=canonical",
        "link href=/blog/index.md rel=alternate type=text/markdown",
        "meta content=About the sea. name=description",
        "meta content=website property=og:type",
        "meta content=summary name=twitter:card",
        "meta content=Ada name=author",
    ] {
        assert!(lines.iter().any(|it| it == line), "{line}\n{lines:#?}");
    }
    assert!(!lines.iter().any(|it| it.contains("article:") || it.contains("noindex")));
    assert_eq!(
        graph(&html),
        [json!({
            "@type": "WebSite",
            "name": "Notes",
            "description": "About the sea.",
            "url": "https://a.io/blog/",
            "inLanguage": "en",
            "author": [{"@type": "Person", "name": "Ada"}],
        })],
    );
}

fn list(older: Option<&str>, newer: Option<&str>) -> Option<List> {
    let owned = |it: Option<&str>| it.map(str::to_owned);
    Some(List { older: owned(older), newer: owned(newer), ..List::default() })
}

#[test]
fn a_page_of_a_list_leads_to_the_next_ones() {
    let site = site();
    let page = Payload {
        url: "/posts/page/2/".into(),
        title: "Posts (2)".into(),
        section: Some(link("Posts", "/posts/")),
        list: list(Some("/posts/page/1/"), Some("/posts/page/3/")),
        ..Payload::default()
    };
    let html = html(&head(&site, &page));
    let expected = format!(
        "title T
        meta content=About the sea. name=description
        link href=https://a.io/blog/posts/page/2/ rel=canonical
        link href=/blog/posts/page/3/ rel=prev
        link href=/blog/posts/page/1/ rel=next
        meta content=website property=og:type
        meta content=Posts (2) property=og:title
        meta content=About the sea. property=og:description
        meta content=https://a.io/blog/posts/page/2/ property=og:url
        meta content=Notes property=og:site_name
        meta content=en_US property=og:locale
        meta content=summary name=twitter:card
        meta content=Ada name=author{FEEDS}
        script type=application/ld+json"
    );
    expect_lines(&html, &expected);
    let graph = graph(&html);
    assert_eq!(graph[0]["@type"], "CollectionPage");
    assert_eq!(graph[0]["name"], "Posts (2)");
    assert_eq!(graph[1]["itemListElement"][1]["name"], "Posts");
}

#[test]
fn a_tags_pages_have_its_feeds_first() {
    let site = site();
    let route = Taxonomy::Tags.term_route("C & C").as_str().to_owned();
    let first = Payload {
        url: route.clone(),
        title: "C & C".into(),
        list: Some(List { has_posts: true, ..List::default() }),
        ..Payload::default()
    };
    let second = Payload {
        url: format!("{route}page/1/"),
        title: "C & C (1)".into(),
        section: Some(link("C & C", &route)),
        ..first.clone()
    };
    let feeds = |page: &Payload| {
        let lines = lines(&html(&head(&site, page))).into_iter();
        lines.filter(|it| it.contains("application/")).collect::<Vec<String>>()
    };
    // Tags of pages alone have none.
    let of_pages = Payload { list: list(None, None), ..first.clone() };
    assert!(!feeds(&of_pages).concat().contains("c-c"));
    for page in [first, second] {
        let feeds = feeds(&page);
        let of_tag = [
            "link href=/blog/tags/c-c/feed.xml rel=alternate title=C & C type=application/atom+xml",
            "link href=/blog/tags/c-c/rss.xml rel=alternate title=C & C type=application/rss+xml",
            "link href=/blog/tags/c-c/feed.json rel=alternate title=C & C type=application/feed+json",
        ];
        assert_eq!(feeds[..3], of_tag);
        assert_eq!(feeds.len(), 7, "{feeds:#?}");
    }
}

#[test]
fn the_page_of_all_tags_has_the_feeds_of_the_site_alone() {
    let (site, url) = (site(), Taxonomy::Tags.route().as_str().to_owned());
    let tag_counts = vec![TagCount::default()];
    let page = Payload { url, title: "Tags".into(), tag_counts, ..Payload::default() };
    let html = html(&head(&site, &page));
    assert_eq!(lines(&html).iter().filter(|it| it.contains("rss+xml")).count(), 1);
    assert_eq!(graph(&html)[0]["@type"], "CollectionPage");
}

#[test]
fn what_is_no_page_is_kept_out_of_indexes() {
    let site = site();
    let head = Head {
        title: "No such page · Notes",
        site: Some(&site),
        page: None,
        base: "/",
        image: None,
    };
    let expected = "title No such page · Notes\nmeta content=noindex name=robots";
    expect_lines(&html(&head), expected);
    expect_lines(&html(&Head { site: None, ..head }), expected);
}

#[test]
fn drafts_are_kept_out_of_indexes() {
    let (site, page) = (site(), Payload { draft: true, ..post() });
    let noindex = "meta content=noindex name=robots".to_owned();
    assert!(lines(&html(&head(&site, &page))).contains(&noindex));
    assert!(!lines(&html(&head(&site, &post()))).contains(&noindex));
}

#[test]
fn a_translated_post_names_every_language_and_the_one_for_all_others() {
    let site = site();
    let translation = |title: &str, url: &str, language: &str| Translation {
        title: title.into(),
        url: url.into(),
        language: language.into(),
    };
    let page = Payload {
        url: "/es/mareas/".into(),
        language: Some("es".into()),
        translations: vec![
            translation("English", "/tides/", "en"),
            translation("Português", "/pt/marés/", "pt-BR"),
        ],
        ..post()
    };
    let of = |site: &Manifest| lines(&html(&head(site, &page)));
    let about_languages = |lines: Vec<String>| {
        let is = |it: &String| it.contains("hreflang") || it.contains("og:locale");
        lines.into_iter().filter(is).collect::<Vec<_>>()
    };
    let expected = [
        "meta content=es_ES property=og:locale",
        "link href=https://a.io/blog/es/mareas/ hreflang=es rel=alternate",
        "meta content=en_US property=og:locale:alternate",
        "link href=https://a.io/blog/tides/ hreflang=en rel=alternate",
        "link href=https://a.io/blog/tides/ hreflang=x-default rel=alternate",
        "meta content=pt_BR property=og:locale:alternate",
        "link href=https://a.io/blog/pt/mar%C3%A9s/ hreflang=pt-BR rel=alternate",
    ];
    assert_eq!(about_languages(of(&site)), expected);
    assert_eq!(graph(&html(&head(&site, &page)))[0]["inLanguage"], "es");
    let nowhere = Manifest { base_url: None, ..site };
    let line = "link href=/blog/es/mareas/ hreflang=es rel=alternate";
    assert_eq!(about_languages(of(&nowhere))[1], line);
}

#[test]
fn a_site_that_does_not_know_its_address_names_none_that_is_read_elsewhere() {
    let page = post();
    for base_url in [None, Some("/blog/".to_owned())] {
        let has_feeds = base_url.is_some();
        let site = Manifest { base_url, ..site() };
        let html = html(&Head { image: Some("made/cards/1.png"), ..head(&site, &page) });
        for absent in ["canonical", "og:url", "og:image", "article:author", "\"url\"", "\"@id\""] {
            assert!(!html.contains(absent), "{absent}: {html}");
        }
        assert_eq!(html.contains("feed.xml"), has_feeds);
        assert!(html.contains("content=\"summary\""));
        let graph = graph(&html);
        assert_eq!(graph.len(), 1);
        assert_eq!(graph[0]["author"], json!([{"@type": "Person", "name": "Bob"}]));
    }
}

#[test]
fn a_dated_page_is_no_post() {
    let (site, page) = (site(), Payload { section: None, minutes: None, ..post() });
    let html = html(&head(&site, &page));
    assert!(!html.contains("article"));
    let graph = graph(&html);
    assert_eq!((&graph[0]["@type"], &graph[0]["name"]), (&json!("WebPage"), &json!(page.title)));
    assert_eq!(graph[1]["itemListElement"].as_array().unwrap().len(), 2);
}

#[test]
fn locales_have_a_territory_where_there_is_no_doubt() {
    for (tag, expected) in
        [("en", "en_US"), ("en-GB", "en_GB"), ("zh-Hant-TW", "zh_Hant_TW"), ("pt", "pt")]
    {
        assert_eq!(locale(tag), expected);
    }
}

#[test]
fn what_all_pages_share_is_valid_and_has_the_colours_of_the_style() {
    let elements = parse(&common("/a\"b/"));
    let with = |name: &str, value: &str| {
        elements.iter().find(|it| it.attribute(name) == value).unwrap_or_else(|| panic!("{value}"))
    };
    assert_eq!(with("rel", "icon").attribute("href"), "/a\"b/icon.svg");
    assert_eq!(with("rel", "apple-touch-icon").attribute("href"), "/a\"b/icons/180.png");
    assert_eq!(with("rel", "manifest").attribute("href"), "/a\"b/site.webmanifest");
    let colour = |scheme| with("media", scheme).attribute("content");
    let (light, dark) =
        (colour("(prefers-color-scheme: light)"), colour("(prefers-color-scheme: dark)"));
    let paper = format!("--paper: light-dark({light}, {dark});");
    assert!(include_str!("../../style/main.css").contains(&paper), "{paper}");
    assert!(elements.iter().all(|it| !it.attributes.contains_key("data-head")));
}
