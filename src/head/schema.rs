//! A page in the vocabulary of schema.org, as JSON-LD: what it is, who wrote it and when, and the way
//! to it from the home page. Where the site does not know its address, there is no such way.

use super::template::{Value, fill};
use super::{Facts, fill_each};
use crate::manifest::Link;

// A line that opens or closes something names nothing that may be unknown.

const PAGE: &str = r#"<script data-head type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"$Y","$K":"$J"
,"description":"$D"
,"url":"$H%U"
,"inLanguage":"$L"
,"image":"$H/$I"
,"datePublished":"$P"
,"dateModified":"$M""#;

const POST: &str = r#","wordCount":$W
,"mainEntityOfPage":{"@type":"WebPage","@id":"$H%U"}"#;

const SITE: &str = r#","isPartOf":{"@type":"WebSite","name":"$S"
,"url":"$H/"
}"#;

const BREADCRUMBS: &str = r#"},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"$S","item":"$H/"}
,{"@type":"ListItem","position":2,"name":"$C","item":"$H%A"}
,{"@type":"ListItem","position":$Q,"name":"$N","item":"$H%U"}]"#;

const END: &str = "}]}</script>";

const AUTHOR: &str = r#"{"@type":"Person","name":"$N"
,"url":"$H%U"
},"#;

const TAG: &str = r#""$N","#;

/// Writes the page's graph. `values` are those of the other elements of the head.
pub fn graph(html: &mut String, facts: &Facts<'_>, values: &[Value<'_>]) {
    fill(html, PAGE, values);
    list(html, facts, ",\"author\":[", AUTHOR, facts.authors);
    list(html, facts, ",\"keywords\":[", TAG, &facts.page.tags);
    if facts.is_post {
        fill(html, POST, values);
    }
    if facts.page.url != "/" {
        fill(html, SITE, values);
        if facts.public.is_some() {
            fill(html, BREADCRUMBS, values);
        }
    }
    html.push_str(END);
}

/// Writes a list, if there is anything on it. Each item ends with a comma, of which the last goes.
fn list(html: &mut String, facts: &Facts<'_>, beginning: &str, item: &str, links: &[Link]) {
    if !links.is_empty() {
        html.push_str(beginning);
        fill_each(html, facts, item, links);
        html.pop();
        html.push(']');
    }
}
