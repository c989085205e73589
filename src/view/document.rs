//! A page's heading and article.

use leptos::prelude::*;

use super::{Body, Page, State, list};
use crate::escape::escape;
use crate::language::is_right_to_left;
use crate::manifest::{Link, Payload};
use crate::slug::title_id;

/// The article: its header and, if it has a text, the text.
pub fn article(state: &State, page: &Page) -> impl IntoView + use<> {
    let payload = &page.payload;
    let section = payload.section.as_ref().map(|section| {
        view! { <p class="section">{state.link(&section.title, &section.url)}</p> }
    });
    // Nothing is written into a document that stands in the page: hydration leaves it as it is.
    let (html, id) = match &page.body {
        Body::Empty => (None, title_id(&payload.title, "")),
        Body::Html(html) => (Some(html.clone()), title_id(&payload.title, html)),
        Body::Standing { title_id } => (Some(String::new()), title_id.clone()),
    };
    let body = html.map(|html| view! { <div class="prose" inner_html=html></div> });
    let meta = list::Meta {
        draft: payload.draft,
        date: payload.date.as_deref(),
        updated: payload.updated.as_deref().filter(|it| payload.date.as_deref() != Some(*it)),
        minutes: payload.minutes,
        language: None,
        translations: &payload.translations,
        authors: &payload.authors,
        tags: &payload.tags,
    };
    let class = if payload.url == "/" { "page home" } else { "page" };
    view! {
        <article class=class lang=payload.language.clone() dir=direction(payload.language.as_deref())>
            <header class="page-header">
                {section}
                <h1 id=id tabindex="-1" autofocus=state.moved>{payload.title.clone()}</h1>
                {list::meta(state, &meta)}
            </header>
            {body}
            {beside(state, payload)}
            {share(state, payload)}
        </article>
    }
}

/// The ways to the posts before and after.
fn beside(state: &State, payload: &Payload) -> Option<impl IntoView + use<>> {
    let words = state.language().words();
    let way = |words: &'static str, link: &Option<Link>| {
        let Link { title, url } = link.as_ref()?;
        let link = state.link(title, url);
        Some(view! { <p><span>{words}</span>" "{link}</p> })
    };
    let ways = (way(words.earlier_post, &payload.earlier), way(words.later_post, &payload.later));
    let has_any = payload.earlier.is_some() || payload.later.is_some();
    has_any.then(|| view! { <nav class="beside" aria-label=words.posts>{ways}</nav> })
}

/// What puts a post into a page of anybody's: the lines to copy.
fn share(state: &State, payload: &Payload) -> Option<impl IntoView + use<>> {
    payload.date.as_ref()?;
    let site = state.manifest.as_ref()?.base_url.as_deref()?;
    let mut lines = String::new();
    for (markup, value) in [
        ("<script type=\"module\" src=\"", site),
        ("widgets.js\"></script>\n<stacks-post src=\"", &payload.url),
        ("\">\n  <a href=\"", site),
        ("", &payload.url[1..]),
        ("\">", &payload.title),
    ] {
        lines.push_str(markup);
        escape(&mut lines, value);
    }
    lines.push_str("</a>\n</stacks-post>");
    let summary = state.language().words().share;
    Some(view! {
        <details class="share">
            <summary>{summary}</summary>
            <div class="code-block"><pre tabindex="0"><code>{lines}</code></pre></div>
        </details>
    })
}

/// The direction of a passage that names its language.
pub fn direction(tag: Option<&str>) -> Option<&'static str> {
    tag.map(|tag| if is_right_to_left(tag) { "rtl" } else { "ltr" })
}
