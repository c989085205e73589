//! JSON Feed 1.1.

use serde::Serialize;

use super::{Entry, Feed, Format, Person};

#[derive(Serialize)]
struct Top<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    favicon: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// The feed as JSON Feed.
pub fn write(feed: &Feed) -> Vec<u8> {
    let top = Top {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: feed.own(Format::Json),
        description: &feed.description,
        favicon: &feed.icon,
        language: &feed.language,
        authors: [Author { name: feed.author(), url: None }],
        items: feed.entries.iter().map(item).collect(),
    };
    // Texts and lists of them can be written.
    serde_json::to_vec(&top).unwrap_or_default()
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.url,
        url: &entry.url,
        title: &entry.title,
        summary: entry.summary.as_deref(),
        content_html: &entry.content,
        date_published: entry.published.rfc_3339(),
        date_modified: entry.updated.rfc_3339(),
        authors: entry.authors.iter().map(author).collect(),
        tags: &entry.tags,
        language: entry.language.as_deref(),
    }
}

fn author(person: &Person) -> Author<'_> {
    Author { name: &person.name, url: person.url.as_deref() }
}
