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
use crate::manifest::{Link, Manifest, Payload};

mod schema;
mod template;
#[cfg(all(test, feature = "cli"))]
mod tests;

use template::fill;

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
    /// The page's image for previews, 1200 by 630 pixels: its path from the site's root, no slash at the
    /// start.
    pub image: Option<&'a str>,
}

// What each letter stands for, `describe` says.

const NO_PAGE: &str = r#"<title data-head>$t</title>
<meta data-head name="robots" content="noindex">"#;

// The newest entries of a list are on its first page.
const PAGE: &str = r#"<title data-head>$t</title>
<meta data-head name="description" content="$d">
<meta data-head name="robots" content="$x">
<link data-head rel="canonical" href="$h%u">
<link data-head rel="prev" href="$b%v">
<link data-head rel="next" href="$b%e">
<link data-head rel="alternate" type="text/markdown" href="$b%rindex.md">
<meta data-head property="og:type" content="$g">
<meta data-head property="og:title" content="$n">
<meta data-head property="og:description" content="$d">
<meta data-head property="og:url" content="$h%u">
<meta data-head property="og:site_name" content="$s">
<meta data-head property="og:locale" content="$o">"#;

const IMAGE: &str = r#"<meta data-head property="og:image" content="$h/$i">
<meta data-head property="og:image:width" content="1200">
<meta data-head property="og:image:height" content="630">
<meta data-head property="og:image:alt" content="$n">
<meta data-head name="twitter:image:alt" content="$n">
<meta data-head name="twitter:card" content="summary_large_image">"#;

const NO_IMAGE: &str = r#"<meta data-head name="twitter:card" content="summary">"#;

const TRANSLATION: &str = r#"<meta data-head property="og:locale:alternate" content="$o">
<link data-head rel="alternate" hreflang="$l" href="$h%u">
<link data-head rel="alternate" hreflang="$x" href="$h%u">"#;

const FEEDS: &str = r#"<link data-head rel="alternate" type="application/atom+xml" title="$n" href="$b%ufeed.xml">
<link data-head rel="alternate" type="application/rss+xml" title="$n" href="$b%urss.xml">
<link data-head rel="alternate" type="application/feed+json" title="$n" href="$b%ufeed.json">"#;

const ARTICLE: &str = r#"<meta data-head property="article:published_time" content="$p">
<meta data-head property="article:modified_time" content="$m">
<meta data-head property="article:section" content="$c">"#;

const AUTHOR: &str = r#"<meta data-head name="author" content="$n">"#;

// Open Graph knows an author by an address.
const ARTICLE_AUTHOR: &str = r#"<meta data-head property="article:author" content="$h%u">"#;

const ARTICLE_TAG: &str = r#"<meta data-head property="article:tag" content="$n">"#;

/// The elements that differ from page to page. What is no page of a site is only named, and kept out
/// of the indexes of search engines.
pub fn html(head: &Head<'_>) -> String {
    let mut html = String::new();
    match (head.site, head.page) {
        (Some(site), Some(page)) => describe(&mut html, head, site, page),
        _ => fill(&mut html, NO_PAGE, &[(b't', Some(head.title))]),
    }
    html
}

/// What the lists of a head need of a page.
struct Facts<'a> {
    site: &'a Manifest,
    page: &'a Payload,
    /// The base path without its last slash, which every route begins with.
    base: &'a str,
    /// Where the site is, if it knows, without the last slash.
    public: Option<&'a str>,
    language: &'a str,
    authors: &'a [Link],
    is_post: bool,
}

fn describe(html: &mut String, head: &Head<'_>, site: &Manifest, page: &Payload) {
    let author = [Link { title: site.author.clone(), url: String::new() }];
    let facts = Facts {
        site,
        page,
        base: without_slash(head.base),
        public: site.base_url.as_deref().filter(|it| it.starts_with("http")).map(without_slash),
        language: page.language.as_deref().unwrap_or(&site.language),
        authors: match page.authors.is_empty() && !site.author.is_empty() {
            true => &author,
            false => &page.authors,
        },
        // A dated page that is in no section is no post; nor is a section's own document.
        is_post: page.date.is_some() && page.section.is_some() && page.words.is_some(),
    };
    let is_home = page.url == "/";
    let is_list = page.list.is_some() || !page.tag_counts.is_empty();
    let (kind, class, name) = match (facts.is_post, is_home, is_list) {
        (true, ..) => ("article", "BlogPosting", "headline"),
        (_, true, _) => ("website", "WebSite", "name"),
        (.., true) => ("website", "CollectionPage", "name"),
        _ => ("website", "WebPage", "name"),
    };
    let title = if page.title.is_empty() { &site.title } else { &page.title };
    let description = page.description.as_deref().unwrap_or(&site.description);
    let image = head.image.filter(|_| facts.public.is_some());
    let list = page.list.as_ref();
    let section = page.section.as_ref();
    let words = page.words.map(|it| it.to_string());
    let values = [
        (b't', Some(head.title)),
        (b'd', Some(description).filter(|it| !it.is_empty())),
        (b'x', page.draft.then_some("noindex")),
        (b'h', facts.public),
        (b'b', Some(facts.base)),
        (b'u', Some(page.url.as_str())),
        (b'v', list.and_then(|it| it.newer.as_deref())),
        (b'e', list.and_then(|it| it.older.as_deref())),
        (b'r', page.words.map(|_| page.url.as_str())),
        (b'g', Some(kind)),
        (b'n', Some(title)),
        (b's', Some(&site.title)),
        (b'o', Some(&locale(facts.language))),
        (b'i', image),
        (b'p', page.date.as_deref()),
        (b'm', page.updated.as_deref()),
        (b'c', section.map(|it| it.title.as_str())),
        // In the graph alone.
        (b'y', Some(class)),
        (b'k', Some(name)),
        (b'j', Some(if is_home { &site.title } else { title })),
        (b'l', Some(facts.language)),
        (b'w', words.as_deref()),
        (b'a', section.map(|it| it.url.as_str())),
        (b'q', Some(if section.is_some() { "3" } else { "2" })),
    ];
    fill(html, PAGE, &values);
    fill(html, if image.is_some() { IMAGE } else { NO_IMAGE }, &values);
    fill_each(html, &facts, AUTHOR, facts.authors);
    languages(html, &facts);
    if site.base_url.is_some() {
        feeds(html, &facts);
    }
    if facts.is_post {
        fill(html, ARTICLE, &values);
        fill_each(html, &facts, ARTICLE_AUTHOR, &page.authors);
        fill_each(html, &facts, ARTICLE_TAG, &page.tags);
    }
    schema::graph(html, &facts, &values);
}

fn without_slash(address: &str) -> &str {
    address.strip_suffix('/').unwrap_or(address)
}

/// Fills in `template` for each link: its name `$n` and its route `%u`.
fn fill_each(html: &mut String, facts: &Facts<'_>, template: &str, links: &[Link]) {
    for link in links {
        let url = Some(link.url.as_str()).filter(|it| !it.is_empty());
        fill(html, template, &[(b'n', Some(&link.title)), (b'h', facts.public), (b'u', url)]);
    }
}

/// The document in every language it has, and the one for readers of any other: that in the site's.
fn languages(html: &mut String, facts: &Facts<'_>) {
    let mut write = |language: &str, url: &str, locale: Option<&str>| {
        let others = (language == facts.site.language).then_some("x-default");
        let place = facts.public.unwrap_or(facts.base);
        let values = [
            (b'o', locale),
            (b'l', Some(language)),
            (b'x', others),
            (b'h', Some(place)),
            (b'u', Some(url)),
        ];
        fill(html, TRANSLATION, &values);
    };
    let translations = &facts.page.translations;
    if !translations.is_empty() {
        write(facts.language, &facts.page.url, None);
    }
    for it in translations {
        write(&it.language, &it.url, Some(&locale(&it.language)));
    }
}

/// The feeds of the tag whose posts the page lists, and of the site.
fn feeds(html: &mut String, facts: &Facts<'_>) {
    let of_tag = tag(facts.page);
    for (name, route) in of_tag.into_iter().chain([(facts.site.title.as_str(), "/")]) {
        let values = [(b'n', Some(name)), (b'b', Some(facts.base)), (b'u', Some(route))];
        fill(html, FEEDS, &values);
    }
}

/// The tag whose posts the page lists: its name and route.
fn tag(page: &Payload) -> Option<(&str, &str)> {
    page.list.as_ref().filter(|list| list.has_posts)?;
    // A numbered page of the list belongs to its first.
    let (name, route) = match &page.section {
        Some(section) => (&section.title, &section.url),
        None => (&page.title, &page.url),
    };
    // The page of all tags is at the route itself.
    (route.starts_with("/tags/") && route.len() > 6).then_some((name, route))
}

/// A language tag as Open Graph has it, `language_TERRITORY`; without the territory where none is
/// named and none is plain.
fn locale(tag: &str) -> String {
    let mut locale: String = tag.chars().map(|it| if it == '-' { '_' } else { it }).collect();
    if let Some(territory) = territory_of(tag) {
        locale.push('_');
        locale.push_str(territory);
    }
    locale
}
