//! What stands below a document: the series it belongs to, the posts around it and those on the same
//! subjects, the lines that put it into somebody's page, and what else can be done with it.
//!
//! As HTML, not as views: nothing in it ever changes in place, and each view costs the browser more
//! than what it says.

use super::State;
use crate::escape::escape;
use crate::manifest::{Link, Payload};

/// All of it; empty if there is nothing.
pub fn after(state: &State, payload: &Payload) -> String {
    let mut html = String::new();
    let words = state.language().words();
    if let Some(series) = &payload.series {
        let title = [words.series, " ", &series.title].concat();
        put_links(&mut html, state, "series", &title, &series.parts);
    }
    put_beside(&mut html, state, payload);
    put_links(&mut html, state, "related", words.related, &payload.related);
    let send = payload.date.as_ref().map_or("", |_| words.send);
    let edit = payload.edit.as_deref().unwrap_or_default();
    if !(send.is_empty() && edit.is_empty()) {
        html.push_str("<p class=\"actions\">");
        if !send.is_empty() {
            put(
                &mut html,
                &[("<button type=\"button\" class=\"send\">", send), ("</button> ", "")],
            );
        }
        if !edit.is_empty() {
            put(&mut html, &[("<a href=\"", edit), ("\">", words.edit), ("</a>", "")]);
        }
        html.push_str("</p>");
    }
    put_share(&mut html, state, payload);
    html
}

/// Writes pieces of markup, each with a text behind it.
pub fn put(html: &mut String, pieces: &[(&str, &str)]) {
    for (markup, text) in pieces {
        html.push_str(markup);
        escape(html, text);
    }
}

/// Writes links under a title, if there are any; that of the page itself is marked.
fn put_links(html: &mut String, state: &State, class: &str, title: &str, links: &[Link]) {
    if links.is_empty() {
        return;
    }
    put(
        html,
        &[
            ("<nav class=\"", class),
            ("\" aria-labelledby=\"stacks.", class),
            ("\"><h2 id=\"stacks.", class),
            ("\">", title),
            ("</h2><ol>", ""),
        ],
    );
    for Link { title, url } in links {
        let current = if *url == state.route { "\" aria-current=\"page" } else { "" };
        put(html, &[("<li><a href=\"", &state.href(url)), (current, ""), ("\">", title)]);
        html.push_str("</a></li>");
    }
    html.push_str("</ol></nav>");
}

/// Writes the ways to the posts before and after.
fn put_beside(html: &mut String, state: &State, payload: &Payload) {
    let words = state.language().words();
    if payload.earlier.is_none() && payload.later.is_none() {
        return;
    }
    put(html, &[("<nav class=\"beside\" aria-label=\"", words.posts), ("\">", "")]);
    for (class, label, link) in [
        ("earlier", words.earlier_post, &payload.earlier),
        ("later", words.later_post, &payload.later),
    ] {
        let Some(Link { title, url }) = link else { continue };
        let href = state.href(url);
        put(html, &[("<p class=\"", class), ("\"><span>", label), ("</span> <a href=\"", &href)]);
        put(html, &[("\">", title), ("</a></p>", "")]);
    }
    html.push_str("</nav>");
}

/// Writes what puts a post into a page of anybody's: the lines to copy.
fn put_share(html: &mut String, state: &State, payload: &Payload) {
    let site = state.manifest.as_ref().and_then(|site| site.base_url.as_deref());
    let (Some(site), Some(_)) = (site, &payload.date) else { return };
    let mut lines = String::new();
    put(
        &mut lines,
        &[
            ("<script type=\"module\" src=\"", site),
            ("widgets.js\"></script>\n<stacks-post src=\"", &payload.url),
            ("\">\n  <a href=\"", site),
            ("", &payload.url[1..]),
            ("\">", &payload.title),
            ("</a>\n</stacks-post>", ""),
        ],
    );
    put(
        html,
        &[
            ("<details class=\"share\"><summary>", state.language().words().share),
            ("</summary><div class=\"code-block\"><pre tabindex=\"0\"><code>", &lines),
            ("</code></pre></div></details>", ""),
        ],
    );
}
