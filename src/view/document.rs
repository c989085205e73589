//! A page's heading and article.

use leptos::prelude::*;

use super::{Body, Page, State, list};
use crate::language::is_right_to_left;
use crate::manifest::Translation;
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
                {translations(state, page)}
            </header>
            {body}
        </article>
    }
}

/// The way to the document in other languages; nothing when there are none.
fn translations(state: &State, page: &Page) -> Option<impl IntoView + use<>> {
    let translations = &page.payload.translations;
    let link = |it: &Translation| {
        let tag = it.language.clone();
        view! { <a href=state.href(&it.url) lang=tag.clone() hreflang=tag>{it.title.clone()}</a> }
    };
    let links: Vec<_> = translations.iter().map(link).collect();
    let words = state.language().words();
    (!links.is_empty()).then(|| view! { <p class="meta translations">{words.also_in} {links}</p> })
}

/// The direction of a passage that names its language.
pub fn direction(tag: Option<&str>) -> Option<&'static str> {
    tag.map(|tag| if is_right_to_left(tag) { "rtl" } else { "ltr" })
}
