//! Whatever a page says, its head has the elements that a harmless page of its kind has, each with the
//! values that are meant.

use proptest::prelude::*;

use super::*;
use crate::route::{Route, encode, href};

/// Every text that a head shows, in the order in which [`Texts::next`] gives them out.
struct Texts<'a>(std::slice::Iter<'a, String>);

impl Texts<'_> {
    fn next(&mut self) -> String {
        self.0.next().unwrap().clone()
    }

    fn link(&mut self) -> Link {
        let (title, path) = (self.next(), self.next());
        Link { title, url: Route::new(&format!("p/{path}")).as_str().to_owned() }
    }
}

const TEXTS: usize = 24;

fn page_of(texts: &[String]) -> (Manifest, Payload, String) {
    let mut texts = Texts(texts.iter());
    let site = Manifest {
        title: texts.next(),
        description: texts.next(),
        author: texts.next(),
        base_url: Some(format!("https://{}/", texts.next())),
        language: texts.next(),
        ..Manifest::default()
    };
    let Link { title, url } = texts.link();
    let Link { title: own_name, url: other } = texts.link();
    let page = Payload {
        url,
        title,
        description: Some(texts.next()),
        date: Some(texts.next()),
        updated: Some(texts.next()),
        language: Some(format!("l{}", texts.next())),
        translations: vec![Translation {
            title: own_name,
            url: other,
            language: format!("l{}", texts.next()),
        }],
        authors: vec![texts.link()],
        tags: vec![texts.link()],
        section: Some(texts.link()),
        words: Some(7),
        list: Some(List { older: Some(texts.link().url), ..List::default() }),
        ..Payload::default()
    };
    (site, page, texts.next())
}

/// What would end a value, an element or a comment, and what parsers read as something else.
const SHARP: [&str; 24] = [
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&amp;",
    "&lt;",
    "&#0;",
    "\0",
    "\r",
    "\n",
    "\t",
    "\\",
    "</script>",
    "</title>",
    "<!--",
    "<script",
    "-->",
    "]]>",
    "</head><p>",
    "\u{2028}",
    "\u{2029}",
    "\u{7f}",
    "\u{feff}",
];

fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![prop::sample::select(&SHARP[..]).prop_map(str::to_owned), ".{1,4}"];
    // Two texts are never the same, so that each value says where it comes from; none is empty.
    let text = prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat());
    prop::collection::vec(text, TEXTS).prop_map(|texts| {
        texts.into_iter().zip(0..).map(|(text, number)| format!("{text}{number}")).collect()
    })
}

/// A value as HTML can hold it: no U+0000.
fn held(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// The elements with their attributes, values only where they are of our own choice.
fn shape(elements: &[Element]) -> Vec<(&str, Vec<(&str, &str)>)> {
    elements.iter().map(|it| (it.name.as_str(), shape_of(it))).collect()
}

fn shape_of(element: &Element) -> Vec<(&str, &str)> {
    let is_own = |name: &str| ["name", "property", "rel", "type", "data-head"].contains(&name);
    let attributes = element.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    attributes.map(|(name, value)| (name, if is_own(name) { value } else { "" })).collect()
}

fn says_what_is_meant(texts: &[String]) -> Result<(), TestCaseError> {
    let (site, page, base) = page_of(texts);
    let (title, base) = (format!("{} · {}", page.title, site.title), format!("/{base}/"));
    let head =
        Head { title: &title, site: Some(&site), page: Some(&page), base: &base, image: Some("i") };
    let written = html(&head);
    let elements = parse(&written);

    let harmless: Vec<String> = (0..TEXTS).map(|it| it.to_string()).collect();
    let (its_site, its_page, _) = page_of(&harmless);
    let harmless = parse(&html(&Head { site: Some(&its_site), page: Some(&its_page), ..head }));
    prop_assert_eq!(shape(&elements), shape(&harmless));

    prop_assert_eq!(&elements[0].text, &held(&title));
    let public = site.base_url.as_deref().unwrap();
    let url = format!("{public}{}", encode(&page.url[1..]));
    let translation = &page.translations[0];
    let translated = format!("{public}{}", encode(&translation.url[1..]));
    for (key, name, value, meant) in [
        ("name", "description", "content", page.description.as_ref().unwrap()),
        ("name", "author", "content", &page.authors[0].title),
        ("property", "og:title", "content", &page.title),
        ("property", "og:site_name", "content", &site.title),
        ("property", "og:url", "content", &url),
        ("property", "article:section", "content", &page.section.as_ref().unwrap().title),
        ("property", "article:tag", "content", &page.tags[0].title),
        ("property", "article:published_time", "content", page.date.as_ref().unwrap()),
        ("property", "og:image", "content", &format!("{public}i")),
        ("rel", "canonical", "href", &url),
        ("rel", "next", "href", &href(page.list.as_ref().unwrap().older.as_ref().unwrap(), &base)),
        ("type", "text/markdown", "href", &format!("{}index.md", href(&page.url, &base))),
        ("type", "application/atom+xml", "href", &format!("{base}feed.xml")),
        ("type", "application/atom+xml", "title", &site.title),
        ("hreflang", &held(&translation.language), "href", &translated),
    ] {
        let found = elements.iter().find(|it| it.attribute(key) == name);
        prop_assert_eq!(found.map(|it| it.attribute(value)), Some(&*held(meant)), "{}", name);
    }

    let graph = graph(&written);
    let post = &graph[0];
    for (name, meant) in [
        ("headline", json!(page.title)),
        ("description", json!(page.description)),
        ("url", json!(url)),
        ("inLanguage", json!(page.language)),
        ("datePublished", json!(page.date)),
        ("dateModified", json!(page.updated)),
        ("keywords", json!([page.tags[0].title])),
        ("isPartOf", json!({"@type": "WebSite", "name": site.title, "url": public})),
    ] {
        prop_assert_eq!(&post[name], &meant);
    }
    prop_assert_eq!(&post["author"][0]["name"], &page.authors[0].title);
    prop_assert_eq!(&graph[1]["itemListElement"][2]["name"], &page.title);
    Ok(())
}

#[test]
fn no_text_breaks_out_of_its_place() {
    let config = ProptestConfig { cases: 1_000, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(Default::default()),
    );
    if let Err(error) = runner.run(&texts(), |texts| says_what_is_meant(&texts)) {
        panic!("{error}");
    }
}
