//! A page's heading and article.

use leptos::prelude::*;

use super::after::{after, put};
use super::{Body, Page, State, list};
use crate::language::is_right_to_left;
use crate::manifest::Payload;
use crate::slug::title_id;

/// The article: its header and, if it has a text, the text.
pub fn article(state: &State, page: &Page) -> impl IntoView + use<> {
    let payload = &page.payload;
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
        language: payload.language.as_deref(),
        translations: &payload.translations,
        authors: &payload.authors,
        tags: &payload.tags,
    };
    let class = if super::is_home(payload) { "home" } else { "" };
    let after = after(state, payload);
    let after = (!after.is_empty()).then(|| view! { <div class="after" inner_html=after></div> });
    view! {
        <article class=class lang=payload.language.clone() dir=direction(payload.language.as_deref())>
            <header class="page-header">
                {trail(state, payload)}
                <h1 id=id tabindex="-1" autofocus=state.moved>{payload.title.clone()}</h1>
                {list::meta(state, &meta)}
            </header>
            {body}
            {after}
        </article>
    }
}

/// Where the page is in the site, from the home page on.
fn trail(state: &State, payload: &Payload) -> Option<impl IntoView + use<>> {
    let section = payload.section.as_ref()?;
    let words = state.language().words();
    let menu = state.menu_in_language().map_or(&[][..], |menu| &menu.links);
    let section = menu.iter().find(|it| it.url == section.url).unwrap_or(section);
    let mut html = String::new();
    for (title, url) in [(words.home, state.home()), (&section.title, &section.url)] {
        put(&mut html, &[("<li><a href=\"", &state.href(url)), ("\">", title), ("</a></li>", "")]);
    }
    let list = view! { <ul inner_html=html></ul> };
    Some(view! { <nav class="trail" aria-label=words.trail>{list}</nav> })
}

/// The direction of a passage that names its language.
pub fn direction(tag: Option<&str>) -> Option<&'static str> {
    tag.map(|tag| if is_right_to_left(tag) { "rtl" } else { "ltr" })
}
