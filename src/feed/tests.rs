use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn entry(text: &str) -> Entry {
    let published = Moment { civil: date(2026, 1, 31).at(9, 30, 0, 0), offset: Some(7_200) };
    Entry {
        url: "https://a.io/posts/one/".into(),
        title: text.into(),
        summary: Some(text.into()),
        content: format!("<p>{text}</p>").into(),
        published,
        updated: published.max(Moment { civil: date(2026, 2, 1).into(), offset: None }),
        authors: vec![Person { name: text.into(), url: Some("https://a.io/authors/x/".into()) }],
        tags: vec![text.into()],
        language: Some("es".into()),
    }
}

fn feed(text: &str) -> Feed {
    Feed {
        title: text.into(),
        description: text.into(),
        home: "https://a.io/".into(),
        folder: "https://a.io/".into(),
        icon: "https://a.io/icon.svg".into(),
        language: "en".into(),
        author: text.into(),
        entries: vec![entry(text)],
    }
}

fn written(feed: &Feed, format: Format) -> String {
    String::from_utf8(feed.write(format)).unwrap()
}

/// The texts of the elements called `name`, in order.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let named = document.descendants().filter(|it| it.tag_name().name() == name);
    named.map(|it| it.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn dates_have_the_authors_zone() {
    let atom = written(&feed("T"), Format::Atom);
    assert_eq!(texts(&atom, "published"), ["2026-01-31T09:30:00+02:00"]);
    assert_eq!(texts(&atom, "updated"), ["2026-02-01T00:00:00Z"; 2]);
    let rss = written(&feed("T"), Format::Rss);
    assert_eq!(texts(&rss, "pubDate"), ["Sat, 31 Jan 2026 09:30:00 +0200"]);
    assert_eq!(texts(&rss, "lastBuildDate"), ["Sun, 01 Feb 2026 00:00:00 +0000"]);
    let json: serde_json::Value = serde_json::from_slice(&feed("T").write(Format::Json)).unwrap();
    assert_eq!(json["items"][0]["date_published"], "2026-01-31T09:30:00+02:00");
    assert_eq!(json["items"][0]["date_modified"], "2026-02-01T00:00:00Z");
}

#[test]
fn the_later_of_two_moments_is_later_in_utc() {
    let at = |hour, offset| Moment { civil: date(2026, 1, 1).at(hour, 0, 0, 0), offset };
    let (berlin, utc) = (at(12, Some(3_600)), at(11, Some(1)));
    assert_eq!(berlin.max(utc), berlin);
    assert_eq!(utc.max(at(12, None)), at(12, None));
    assert_eq!(at(12, Some(-12_600)).zone(":").as_deref(), Some("-03:30"));
    assert_eq!(at(12, Some(-1_800)).zone("").as_deref(), Some("-0030"));
}

#[test]
fn each_form_names_itself_and_its_page() {
    let link = |xml: &str, rel: &str| {
        let document = roxmltree::Document::parse(xml).unwrap();
        let links = document.descendants().filter(|it| it.attribute("rel") == Some(rel));
        links.filter_map(|it| it.attribute("href").map(str::to_owned)).collect::<Vec<_>>()
    };
    let atom = written(&feed("T"), Format::Atom);
    assert_eq!(link(&atom, "self"), ["https://a.io/feed.xml"]);
    assert_eq!(link(&atom, "alternate"), ["https://a.io/", "https://a.io/posts/one/"]);
    assert_eq!(texts(&atom, "id"), ["https://a.io/", "https://a.io/posts/one/"]);
    let rss = written(&feed("T"), Format::Rss);
    assert_eq!(link(&rss, "self"), ["https://a.io/rss.xml"]);
    assert_eq!(texts(&rss, "guid"), ["https://a.io/posts/one/"]);
    let json: serde_json::Value = serde_json::from_slice(&feed("T").write(Format::Json)).unwrap();
    assert_eq!(json["feed_url"], "https://a.io/feed.json");
    assert_eq!(json["items"][0]["id"], "https://a.io/posts/one/");
    assert_eq!(json["items"][0]["content_html"], "<p>T</p>");
}

#[test]
fn a_summary_is_text_in_every_form() {
    let feed = feed("a < b & c");
    assert_eq!(texts(&written(&feed, Format::Atom), "summary"), ["a < b & c"]);
    // RSS has HTML there.
    assert_eq!(texts(&written(&feed, Format::Rss), "description")[1], "a &lt; b &amp; c");
}

proptest! {
    #[test]
    fn any_text_gives_feeds_that_can_be_read(text in any::<String>()) {
        let feed = feed(&text);
        for format in [Format::Atom, Format::Rss] {
            let xml = written(&feed, format);
            prop_assert!(roxmltree::Document::parse(&xml).is_ok(), "{xml}");
        }
        let json: serde_json::Value =
            serde_json::from_slice(&feed.write(Format::Json)).unwrap();
        prop_assert_eq!(json["items"][0]["title"].as_str(), Some(text.as_str()));
    }
}
