//! RSS 2.0 (RSS Advisory Board, 2.0.11), with the modules that readers know: the whole text in
//! `content:encoded`, names of authors in `dc:creator` (RSS's own wants e-mail addresses), and the
//! feed's address in `atom:link`.

use super::{Entry, Feed, Format};
use crate::xml::Document;

/// The feed as RSS.
pub fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Document::new();
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.home);
    // It must say something.
    let description = if feed.description.is_empty() { &feed.title } else { &feed.description };
    xml.text("description", &[], description);
    xml.text("language", &[], &feed.language);
    if let Some(updated) = feed.updated() {
        xml.text("lastBuildDate", &[], &updated.rfc_822());
    }
    xml.text("generator", &[], "The Stacks");
    let own = feed.own(Format::Rss);
    let media_type = Format::Rss.media_type();
    xml.empty("atom:link", &[("rel", "self"), ("type", media_type), ("href", &own)]);
    for entry in &feed.entries {
        item(&mut xml, feed, entry);
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn item(xml: &mut Document, feed: &Feed, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &entry.url);
    xml.text("guid", &[("isPermaLink", "true")], &entry.url);
    xml.text("pubDate", &[], &entry.published.rfc_822());
    if entry.authors.is_empty() {
        xml.text("dc:creator", &[], feed.author());
    }
    for author in &entry.authors {
        xml.text("dc:creator", &[], &author.name);
    }
    if let Some(language) = &entry.language {
        xml.text("dc:language", &[], language);
    }
    for tag in &entry.tags {
        xml.text("category", &[], tag);
    }
    if let Some(summary) = &entry.summary {
        // Read as HTML, where a title's `<` is the beginning of an element.
        let mut html = String::new();
        crate::escape::escape(&mut html, summary);
        xml.text("description", &[], &html);
    }
    xml.text("content:encoded", &[], &entry.content);
    xml.close("item");
}
