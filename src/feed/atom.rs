//! Atom 1.0 (RFC 4287).

use super::{Entry, Feed, Format, Person};
use crate::xml::Document;

/// The feed as Atom.
pub fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Document::new();
    let language = ("xml:lang", feed.language.as_str());
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), language]);
    xml.text("id", &[], &feed.folder);
    xml.text("title", &[], &feed.title);
    if !feed.description.is_empty() {
        xml.text("subtitle", &[], &feed.description);
    }
    let own = feed.own(Format::Atom);
    let media_type = Format::Atom.media_type();
    xml.empty("link", &[("rel", "self"), ("type", media_type), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    if let Some(updated) = feed.updated() {
        xml.text("updated", &[], &updated.rfc_3339());
    }
    person(&mut xml, &Person { name: feed.author().to_owned(), url: None });
    xml.text("icon", &[], &feed.icon);
    xml.text("generator", &[], "The Stacks");
    for it in &feed.entries {
        entry(&mut xml, it);
    }
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Document, entry: &Entry) {
    let language = entry.language.as_deref().map(|tag| ("xml:lang", tag));
    xml.open("entry", language.as_slice());
    xml.text("id", &[], &entry.url);
    xml.text("title", &[], &entry.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    xml.text("published", &[], &entry.published.rfc_3339());
    xml.text("updated", &[], &entry.updated.rfc_3339());
    for author in &entry.authors {
        person(xml, author);
    }
    for tag in &entry.tags {
        xml.empty("category", &[("term", tag)]);
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary);
    }
    xml.text("content", &[("type", "html")], &entry.content);
    xml.close("entry");
}

fn person(xml: &mut Document, person: &Person) {
    xml.open("author", &[]);
    xml.text("name", &[], &person.name);
    if let Some(url) = &person.url {
        xml.text("uri", &[], url);
    }
    xml.close("author");
}
