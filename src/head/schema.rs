//! A page in the vocabulary of schema.org, as JSON-LD within a `script` element: what it is, who wrote
//! it and when, and the way to it from the home page.
//!
//! Follows RFC 8259. Every `<` is escaped, so that nothing in the text can end the element or begin a
//! comment in it (HTML, section 4.12.1.3), and so are the line separators of Unicode, which older
//! JavaScript does not allow in strings.

use super::Facts;

/// Writes the page's graph.
pub fn graph(out: &mut String, facts: &Facts<'_>) {
    out.push_str("{\"@context\":\"https://schema.org\",\"@graph\":[");
    page(out, facts);
    breadcrumbs(out, facts);
    out.push_str("]}");
}

fn page(out: &mut String, facts: &Facts<'_>) {
    let page = facts.page;
    let is_home = page.url == "/";
    let is_list = page.list.is_some() || !page.tag_counts.is_empty();
    out.push_str("{\"@type\":\"");
    out.push_str(match (facts.is_post, is_home, is_list) {
        (true, ..) => "BlogPosting",
        (_, true, _) => "WebSite",
        (.., true) => "CollectionPage",
        _ => "WebPage",
    });
    out.push('"');
    let title = if is_home { &facts.site.title } else { facts.title };
    text(out, if facts.is_post { "headline" } else { "name" }, title);
    for (name, value) in [
        ("description", Some(facts.description).filter(|it| !it.is_empty())),
        ("url", facts.url.as_deref()),
        ("inLanguage", Some(facts.language)),
        ("image", facts.image.as_deref()),
        ("datePublished", page.date.as_deref()),
        ("dateModified", page.updated.as_deref()),
    ] {
        if let Some(value) = value {
            text(out, name, value);
        }
    }
    authors(out, facts);
    if !page.tags.is_empty() {
        member(out, "keywords");
        list(out, page.tags.iter(), |out, tag| string(out, &tag.title));
    }
    if facts.is_post {
        if let Some(words) = page.words {
            member(out, "wordCount");
            out.push_str(&words.to_string());
        }
        if let Some(url) = &facts.url {
            out.push_str(",\"mainEntityOfPage\":{\"@type\":\"WebPage\"");
            text(out, "@id", url);
            out.push('}');
        }
    }
    if !is_home {
        out.push_str(",\"isPartOf\":{\"@type\":\"WebSite\"");
        text(out, "name", &facts.site.title);
        if let Some(url) = facts.public {
            text(out, "url", url);
        }
        out.push('}');
    }
    out.push('}');
}

fn authors(out: &mut String, facts: &Facts<'_>) {
    let authors = facts.authors();
    if authors.is_empty() {
        return;
    }
    member(out, "author");
    list(out, authors.iter(), |out, (name, url)| {
        out.push_str("{\"@type\":\"Person\"");
        text(out, "name", name);
        if let Some(url) = url.and_then(|url| facts.absolute(url)) {
            text(out, "url", &url);
        }
        out.push('}');
    });
}

/// The way from the home page, where the site knows its address.
fn breadcrumbs(out: &mut String, facts: &Facts<'_>) {
    let (page, Some(home)) = (facts.page, facts.public) else { return };
    if page.url == "/" {
        return;
    }
    let section = page.section.as_ref();
    let section = section.and_then(|it| Some((it.title.as_str(), facts.absolute(&it.url)?)));
    let own = facts.url.clone().map(|url| (facts.title, url));
    let steps = [Some((facts.site.title.as_str(), home.to_owned())), section, own];
    out.push_str(",{\"@type\":\"BreadcrumbList\",\"itemListElement\":");
    list(out, steps.iter().flatten().zip(b'1'..), |out, ((name, url), position)| {
        out.push_str("{\"@type\":\"ListItem\",\"position\":");
        out.push(char::from(position));
        text(out, "name", name);
        text(out, "item", url);
        out.push('}');
    });
    out.push('}');
}

fn list<T>(
    out: &mut String,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (number, item) in items.enumerate() {
        if number > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// Begins a member that is not the first.
fn member(out: &mut String, name: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
}

fn text(out: &mut String, name: &str, value: &str) {
    member(out, name);
    string(out, value);
}

/// A string, quoted and escaped.
fn string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\0'..='\u{1f}' | '<' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                for place in [12, 8, 4, 0] {
                    let digit = b"0123456789abcdef"[(character as usize >> place) & 15];
                    out.push(char::from(digit));
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
