//! The head of a page: what search engines, previews of links and feed readers are told about it.
//!
//! Owns the elements that differ from page to page ([`html`]), the same natively and in the browser,
//! and those that are the same on all ([`common`]). Each of the former has the attribute `data-head`,
//! by which the app finds and replaces them after a navigation. Does not own how a page is drawn.
//!
//! Follows HTML, Open Graph (<https://ogp.me>), the cards of X and schema.org (`schema`). An address
//! that is read elsewhere is absolute, or left out where the site does not know its own; a link that
//! is followed from the page is a path, so that it stays on the host that the page came from.

use crate::escape::escape;
use crate::language::territory_of;
use crate::manifest::{Manifest, Payload};
use crate::route::href;

mod schema;
#[cfg(all(test, feature = "cli"))]
mod tests;

/// The width and height of a page's image, in pixels.
pub const IMAGE_SIZE: (&str, &str) = ("1200", "630");

/// The icons, the colours and the web app manifest, for a site hosted under `base`. The colours of
/// the browser's own frame are the paper of `style/main.css`.
pub fn common(base: &str) -> String {
    let mut html = String::from(
        "<meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" content=\"#fffdf8\">\
         <meta name=\"theme-color\" media=\"(prefers-color-scheme: dark)\" content=\"#14161c\">\
         <meta name=\"format-detection\" content=\"telephone=no\">",
    );
    for (link, file) in [
        ("<link rel=\"icon\" type=\"image/svg+xml\" href=\"", "icon.svg"),
        ("<link rel=\"apple-touch-icon\" href=\"", "icons/180.png"),
        ("<link rel=\"manifest\" href=\"", "site.webmanifest"),
    ] {
        html.push_str(link);
        escape(&mut html, base);
        html.push_str(file);
        html.push_str("\">");
    }
    html
}

/// What a head tells of.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The title for the browser's tab.
    pub title: &'a str,
    /// The site.
    pub site: Option<&'a Manifest>,
    /// The page; `None` when there is none, or it could not be had.
    pub page: Option<&'a Payload>,
    /// The site's base path, `/` at both ends.
    pub base: &'a str,
    /// The page's image for previews, [`IMAGE_SIZE`] large: its path from the site's root, no slash at
    /// the start.
    pub image: Option<&'a str>,
}

/// The elements that differ from page to page. What is no page of a site is only named, and kept out
/// of the indexes of search engines.
pub fn html(head: &Head<'_>) -> String {
    let mut html = String::from("<title data-head>");
    escape(&mut html, head.title);
    html.push_str("</title>");
    let (Some(site), Some(page)) = (head.site, head.page) else {
        meta(&mut html, "robots", "noindex");
        return html;
    };
    let facts = Facts::new(head, site, page);
    about(&mut html, &facts);
    links(&mut html, &facts);
    open_graph(&mut html, &facts);
    html.push_str("<script data-head type=\"application/ld+json\">");
    schema::graph(&mut html, &facts);
    html.push_str("</script>");
    html
}

/// What is known of a page, as every part of the head needs it.
struct Facts<'a> {
    site: &'a Manifest,
    page: &'a Payload,
    base: &'a str,
    /// Where the site is, if it knows.
    public: Option<&'a str>,
    /// The page's own address.
    url: Option<String>,
    image: Option<String>,
    title: &'a str,
    description: &'a str,
    language: &'a str,
    is_post: bool,
}

impl<'a> Facts<'a> {
    fn new(head: &Head<'a>, site: &'a Manifest, page: &'a Payload) -> Self {
        let public = site.base_url.as_deref().filter(|it| it.starts_with("http"));
        Self {
            site,
            page,
            base: head.base,
            public,
            url: public.map(|public| href(&page.url, public)),
            image: public.zip(head.image).map(|(public, image)| [public, image].concat()),
            title: if page.title.is_empty() { &site.title } else { &page.title },
            description: page.description.as_deref().unwrap_or(&site.description),
            language: page.language.as_deref().unwrap_or(&site.language),
            // A dated page that is in no section is no post; nor is a section's own document.
            is_post: page.date.is_some() && page.section.is_some() && page.markdown.is_some(),
        }
    }

    /// The whole address of a path of the site.
    fn absolute(&self, url: &str) -> Option<String> {
        self.public.map(|public| href(url, public))
    }

    /// The names of those who wrote the page, each with the route of its page.
    fn authors(&self) -> Vec<(&'a str, Option<&'a str>)> {
        let named = self.page.authors.iter().map(|it| (it.title.as_str(), Some(it.url.as_str())));
        let mut authors: Vec<_> = named.collect();
        if authors.is_empty() && !self.site.author.is_empty() {
            authors.push((&self.site.author, None));
        }
        authors
    }
}

fn about(html: &mut String, facts: &Facts<'_>) {
    if !facts.description.is_empty() {
        meta(html, "description", facts.description);
    }
    for (name, _) in facts.authors() {
        meta(html, "author", name);
    }
    if facts.page.draft {
        meta(html, "robots", "noindex");
    }
}

fn links(html: &mut String, facts: &Facts<'_>) {
    let Facts { site, page, base, .. } = *facts;
    if let Some(url) = &facts.url {
        link(html, "canonical", "", url);
    }
    languages(html, facts);
    if let Some(list) = &page.list {
        // The newest entries are on the first page.
        for (rel, url) in [("prev", &list.newer), ("next", &list.older)] {
            if let Some(url) = url {
                link(html, rel, "", &href(url, base));
            }
        }
    }
    if page.markdown.is_some() {
        link(html, "alternate", "\" type=\"text/markdown", &(href(&page.url, base) + "index.md"));
    }
    if site.base_url.is_some() {
        if let Some((name, route)) = tag(page) {
            feeds(html, &[name, " · ", &site.title].concat(), &href(route, base));
        }
        feeds(html, &site.title, base);
    }
}

/// The document in every language it has, and the one for readers of any other: that in the site's.
fn languages(html: &mut String, facts: &Facts<'_>) {
    let Facts { site, page, base, public, .. } = *facts;
    if page.translations.is_empty() {
        return;
    }
    let own = (facts.language, page.url.as_str());
    let others = page.translations.iter().map(|it| (it.language.as_str(), it.url.as_str()));
    for (language, url) in std::iter::once(own).chain(others) {
        let url = href(url, public.unwrap_or(base));
        translation(html, language, &url);
        if language == site.language {
            translation(html, "x-default", &url);
        }
    }
}

fn translation(html: &mut String, language: &str, url: &str) {
    let mut attribute = String::from("\" hreflang=\"");
    escape(&mut attribute, language);
    link(html, "alternate", &attribute, url);
}

/// The tag whose documents the page lists: its name and route.
fn tag(page: &Payload) -> Option<(&str, &str)> {
    page.list.as_ref()?;
    // A numbered page of the list belongs to its first.
    let (name, route) = match &page.section {
        Some(section) => (&section.title, &section.url),
        None => (&page.title, &page.url),
    };
    let term = route.strip_prefix("/tags/")?.strip_suffix('/')?;
    (!term.contains('/')).then_some((name, route))
}

/// The feeds at `place`.
fn feeds(html: &mut String, title: &str, place: &str) {
    for (kind, file) in
        [("atom+xml", "feed.xml"), ("rss+xml", "rss.xml"), ("feed+json", "feed.json")]
    {
        let mut attributes = ["\" type=\"application/", kind, "\" title=\""].concat();
        escape(&mut attributes, title);
        link(html, "alternate", &attributes, &[place, file].concat());
    }
}

fn open_graph(html: &mut String, facts: &Facts<'_>) {
    let page = facts.page;
    let kind = if facts.is_post { "article" } else { "website" };
    for (name, content) in [
        ("og:type", kind),
        ("og:title", facts.title),
        ("og:description", facts.description),
        ("og:url", facts.url.as_deref().unwrap_or_default()),
        ("og:site_name", &facts.site.title),
        ("og:locale", &locale(facts.language)),
    ] {
        if !content.is_empty() {
            meta(html, name, content);
        }
    }
    for translation in &page.translations {
        meta(html, "og:locale:alternate", &locale(&translation.language));
    }
    let card = match &facts.image {
        Some(image) => {
            meta(html, "og:image", image);
            meta(html, "og:image:width", IMAGE_SIZE.0);
            meta(html, "og:image:height", IMAGE_SIZE.1);
            meta(html, "og:image:alt", facts.title);
            meta(html, "twitter:image:alt", facts.title);
            "summary_large_image"
        }
        None => "summary",
    };
    meta(html, "twitter:card", card);
    if facts.is_post {
        article(html, facts);
    }
}

fn article(html: &mut String, facts: &Facts<'_>) {
    let page = facts.page;
    for (name, date) in
        [("article:published_time", &page.date), ("article:modified_time", &page.updated)]
    {
        if let Some(date) = date {
            meta(html, name, date);
        }
    }
    // An author is an address here.
    for author in page.authors.iter().filter_map(|it| facts.absolute(&it.url)) {
        meta(html, "article:author", &author);
    }
    if let Some(section) = &page.section {
        meta(html, "article:section", &section.title);
    }
    for tag in &page.tags {
        meta(html, "article:tag", &tag.title);
    }
}

/// A language tag as Open Graph has it, `language_TERRITORY`; without the territory where none is
/// named and none is plain.
fn locale(tag: &str) -> String {
    let mut subtags = tag.split(['-', '_']);
    let language = subtags.next().unwrap_or_default();
    let is_territory = |it: &&str| it.len() == 2 && it.bytes().all(|it| it.is_ascii_alphabetic());
    let mut locale = language.to_ascii_lowercase();
    if let Some(territory) = subtags.find(is_territory).or_else(|| territory_of(language)) {
        locale.push('_');
        locale.push_str(&territory.to_ascii_uppercase());
    }
    locale
}

/// A fact. The properties of Open Graph are RDFa's; all other names are HTML's.
fn meta(html: &mut String, name: &str, content: &str) {
    let is_property = name.starts_with("og:") || name.starts_with("article:");
    html.push_str("<meta data-head ");
    html.push_str(if is_property { "property" } else { "name" });
    html.push_str("=\"");
    html.push_str(name);
    html.push_str("\" content=\"");
    escape(html, content);
    html.push_str("\">");
}

/// A link. `attributes` end the value of `rel` and begin their own last value.
fn link(html: &mut String, rel: &str, attributes: &str, url: &str) {
    html.push_str("<link data-head rel=\"");
    html.push_str(rel);
    html.push_str(attributes);
    html.push_str("\" href=\"");
    escape(html, url);
    html.push_str("\">");
}
