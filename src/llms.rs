//! The site as Markdown, for readers that are programs: `llms.txt` (llmstxt.org) names the documents,
//! and beside each document's page is its Markdown, every dialect resolved, which stands by itself.

use std::fmt::Write;
use std::ops::Range;

use url::Url;

use crate::emoji::Emoji;
use crate::escape::markdown as as_text;
use crate::manifest::{self, Payload};
use crate::markdown::{self, Context, Passes, Resolver};
use crate::request::Request;
use crate::route::{href, with_base};

/// The file that names the documents.
pub const FILE: &str = "llms.txt";

/// The file of a document's Markdown, below its route.
pub const DOCUMENT: &str = "index.md";

/// A section of `llms.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its links, in order.
    pub links: Vec<Link>,
}

/// A line of `llms.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// What is said about it, plain text.
    pub notes: Option<String>,
}

/// The text of `llms.txt` of a site with this title and description; sections without links are left
/// out.
pub fn text(title: &str, description: &str, sections: &[Section]) -> String {
    let mut text = format!("# {}\n", as_text(title));
    if !description.is_empty() {
        let _ = write!(text, "\n> {}\n", as_text(description));
    }
    for Section { title, links } in sections.iter().filter(|it| !it.links.is_empty()) {
        let _ = write!(text, "\n## {}\n\n", as_text(title));
        for Link { title, url, notes } in links {
            let notes = notes.as_deref().map(|it| format!(": {}", as_text(it)));
            let notes = notes.unwrap_or_default();
            let _ = writeln!(text, "- [{}]({}){notes}", as_text(title), destination(url));
        }
    }
    text
}

/// The Markdown of the document of `payload`, on a site in `language` at `address`: a front matter of
/// what stands around it, its title as a heading, and its text. Links into the site are absolute, or
/// paths of the site where its address is not known.
pub fn document(payload: &Payload, language: &str, address: Option<&Url>) -> String {
    let base = address.map_or("/", Url::as_str);
    let names = |links: &[manifest::Link]| links.iter().map(|it| it.title.clone()).collect();
    let language = payload.language.as_deref().unwrap_or(language);
    // JSON is YAML (YAML 1.2, section 1.2): whatever the names are, they can be read.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let list = |names: Vec<String>| serde_json::to_string(&names).unwrap_or_default();
    let mut text = format!("---\nurl: {}\n", quoted(&href(&payload.url, base)));
    for (key, date) in [("date", &payload.date), ("updated", &payload.updated)] {
        if let Some(date) = date {
            let _ = writeln!(text, "{key}: {date}");
        }
    }
    let _ = writeln!(text, "language: {}", quoted(language));
    for (key, links) in [("authors", &payload.authors), ("tags", &payload.tags)] {
        if !links.is_empty() {
            let _ = writeln!(text, "{key}: {}", list(names(links)));
        }
    }
    if payload.draft {
        text.push_str("draft: true\n");
    }
    let _ = write!(text, "---\n\n# {}\n\n", as_text(&payload.title));
    text.push_str(standalone(payload, language, base).trim_start_matches('\n'));
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The document's Markdown with its links as `base` has them.
fn standalone(payload: &Payload, language: &str, base: &str) -> String {
    let markdown = payload.markdown.as_deref().unwrap_or_default();
    let own_paths = ["](/", "](</", "]: /", "=\"/", "='/", "=/"];
    if payload.links.is_empty() && !own_paths.iter().any(|it| markdown.contains(it)) {
        return markdown.to_owned();
    }
    let mut places = Places { markdown, payload, base, found: Vec::new() };
    let passes = Passes::named(Request::of(payload, language, base).passes);
    let context = Context { passes: passes.unwrap_or_default(), ..Context::default() };
    markdown::render(markdown, &context, &mut places);
    let mut found = places.found;
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by(|next, kept| next.0.start < kept.0.end);
    let mut text = String::with_capacity(markdown.len() + 64 * found.len());
    let mut done = 0;
    for (range, address) in found {
        text.push_str(&markdown[done..range.start]);
        text.push_str(&address);
        done = range.end;
    }
    text.push_str(&markdown[done..]);
    text
}

/// Finds where destinations stand in the Markdown, and what to put there.
struct Places<'a> {
    markdown: &'a str,
    payload: &'a Payload,
    base: &'a str,
    found: Vec<(Range<usize>, String)>,
}

impl Places<'_> {
    fn note(&mut self, written: &str, at: Range<usize>) {
        let address = match self.payload.links.get(written) {
            Some(leads) => href(leads, self.base),
            None => with_base(written, self.base),
        };
        if address == written {
            return;
        }
        let Some(rest) = self.markdown.get(at.start..) else { return };
        // Of a tag only its start is told.
        let length = if at.is_empty() { rest.find('>') } else { Some(at.len()) };
        let Some(text) = length.and_then(|it| rest.get(..it)) else { return };
        if let Some(place) = place(text, written) {
            let start = at.start + place;
            self.found.push((start..start + written.len(), destination(&address)));
        }
    }
}

impl Resolver for Places<'_> {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        self.note(written, at);
        None
    }
    fn emoji(&mut self, _: &str, _: Range<usize>) -> Option<Emoji> {
        None
    }
    fn definition(&mut self, destination: &str, at: Range<usize>) {
        self.note(destination, at);
    }
}

/// Where the destination `written` stands in the link, definition or tag `text`: of an image within a
/// link, the link's own is the last. `None` for one that is spelt otherwise there.
fn place(text: &str, written: &str) -> Option<usize> {
    let starts = if text.starts_with('<') { &TAG[..] } else { &["](", "]:"] };
    let stands_alone = |start: &usize| {
        let before = text[..*start].trim_end_matches(['<', ' ', '\n', '"', '\'']);
        let after = &text[start + written.len()..];
        let is_end = after.is_empty() || after.starts_with([')', ' ', '\n', '>', '"', '\'']);
        is_end && starts.iter().any(|it| before.ends_with(it))
    };
    let mut places = text.rmatch_indices(written).map(|(start, _)| start);
    places.find(stands_alone).filter(|_| !written.is_empty())
}

/// What stands before an address in a tag.
const TAG: [&str; 3] = ["href=", "src=", "srcset="];

/// An address as the destination of a Markdown link: parentheses would end it.
fn destination(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(markdown: &str, links: &[(&str, &str)]) -> Payload {
        let own = |(from, to): &(&str, &str)| ((*from).to_owned(), (*to).to_owned());
        Payload {
            url: "/posts/mañana/".into(),
            title: "A *b* [c]".into(),
            date: Some("2026-01-31".into()),
            tags: vec![manifest::Link { title: "a: \"b\"".into(), url: "/tags/a-b/".into() }],
            markdown: Some(markdown.into()),
            links: links.iter().map(own).collect(),
            ..Payload::default()
        }
    }

    fn body(markdown: &str, links: &[(&str, &str)]) -> String {
        let address = Url::parse("https://a.io/blog/").unwrap();
        standalone(&payload(markdown, links), "en", address.as_str())
    }

    #[test]
    fn a_document_stands_by_itself() {
        let address = Url::parse("https://a.io/blog/").unwrap();
        assert_eq!(
            document(&payload("\nText", &[]), "en", Some(&address)),
            "---\nurl: \"https://a.io/blog/posts/ma%C3%B1ana/\"\ndate: 2026-01-31\n\
             language: \"en\"\ntags: [\"a: \\\"b\\\"\"]\n---\n\n# A \\*b\\* \\[c\\]\n\nText\n"
        );
        let unknown = document(&payload("[a](a.md)\n", &[("a.md", "/a/")]), "en", None);
        assert!(unknown.contains("\nurl: \"/posts/ma%C3%B1ana/\"\n"), "{unknown}");
        assert!(unknown.ends_with("\n[a](/a/)\n"), "{unknown}");
    }

    #[test]
    fn links_lead_where_the_page_leads() {
        let links = [("a.md", "/a/"), ("b c.png", "/b c (1).png"), ("/d", "/d/#é")];
        for (markdown, expected) in [
            ("[a](a.md)", "[a](https://a.io/blog/a/)"),
            ("[a.md](a.md \"a.md\")", "[a.md](https://a.io/blog/a/ \"a.md\")"),
            ("![x](<b c.png>)", "![x](<https://a.io/blog/b%20c%20%281%29.png>)"),
            (
                "[![x](a.md)](a.md) `[a](a.md)`",
                "[![x](https://a.io/blog/a/)](https://a.io/blog/a/) `[a](a.md)`",
            ),
            ("[a][1] [1]\n\n[1]: a.md", "[a][1] [1]\n\n[1]: https://a.io/blog/a/"),
            (
                "<a title=\"/d\" href=\"/d\" rel='/d'>/d</a>",
                "<a title=\"/d\" href=\"https://a.io/blog/d/#é\" rel='/d'>/d</a>",
            ),
            (
                "<p>\n<img src='b c.png'> <img\nsrc=a.md />\n</p>",
                "<p>\n<img src='https://a.io/blog/b%20c%20%281%29.png'> \
                 <img\nsrc=https://a.io/blog/a/ />\n</p>",
            ),
            ("> [a\n> b](a.md)\n\na.md", "> [a\n> b](https://a.io/blog/a/)\n\na.md"),
            ("[x](https://b.io/a.md)", "[x](https://b.io/a.md)"),
            ("[x](/x/%C3%A9/) [y](//b.io/)", "[x](https://a.io/blog/x/%C3%A9/) [y](//b.io/)"),
        ] {
            assert_eq!(body(markdown, &links), expected, "{markdown}");
        }
    }

    #[test]
    fn the_list_of_documents_is_markdown() {
        let link = |title: &str, notes: Option<&str>| Link {
            title: title.into(),
            url: "a/(b)/index.md".into(),
            notes: notes.map(str::to_owned),
        };
        let section = |links| Section { title: "Posts".into(), links };
        let text = text(
            "The *Site*",
            "What\nit is",
            &[section(vec![]), section(vec![link("A [b]", Some("one_two")), link("C", None)])],
        );
        assert_eq!(
            text,
            "# The \\*Site\\*\n\n> What it is\n\n## Posts\n\n\
             - [A \\[b\\]](a/%28b%29/index.md): one\\_two\n- [C](a/%28b%29/index.md)\n"
        );
    }
}
