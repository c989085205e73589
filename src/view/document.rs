//! A page's heading and article.

use leptos::prelude::*;

use super::{Body, Page, State, list};
use crate::language::is_right_to_left;
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
        </article>
    }
}

/// The direction of a passage that names its language.
pub fn direction(tag: Option<&str>) -> Option<&'static str> {
    tag.map(|tag| if is_right_to_left(tag) { "rtl" } else { "ltr" })
}
