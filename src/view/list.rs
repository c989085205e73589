//! Lists of entries and of tags, and the line of facts below a title.

use leptos::prelude::*;

use super::State;
use super::document::direction;
use crate::language::name_of;
use crate::manifest::{Entry, Link, Payload, TagCount, Translation};

/// The lists below a page: the entries it has, all tags, or on the home page the latest posts.
pub fn below(state: &State, payload: &Payload) -> Option<impl IntoView + use<>> {
    let words = state.language().words();
    let latest = state.manifest.as_ref().map_or(&[][..], |manifest| &manifest.latest);
    let is_home_document = payload.url == "/" && payload.list.is_none() && !latest.is_empty();
    let list = payload.list.as_ref();
    if list.is_none() && payload.tag_counts.is_empty() && !is_home_document {
        return None;
    }
    let shown = list.map_or(if is_home_document { latest } else { &[] }, |list| &list.entries);
    let items: Vec<_> = shown.iter().map(|it| entry(state, it)).collect();
    let tags: Vec<_> = payload.tag_counts.iter().map(|tag| tag_count(state, tag)).collect();
    let newer = list.and_then(|list| list.newer.as_deref()).map(|url| state.link(words.newer, url));
    let older = match list {
        Some(list) => list.older.as_deref().map(|url| state.link(words.older, url)),
        None => is_home_document.then(|| state.link(words.all_posts, "/posts/")),
    };
    let pager = (newer.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.pages>{newer}{older}</nav> });
    let (has_entries, has_tags) = (!items.is_empty(), !tags.is_empty());
    let is_empty = !has_entries && !has_tags;
    // Tags below entries are years.
    let by_year = (has_entries && has_tags)
        .then(|| view! { <h2>{state.link(words.by_year, "/archive/")}</h2> });
    // The entries' headings are of the third level: one of the second is above them, seen or not.
    let (class, heading) = match is_home_document {
        true => (None, words.latest_posts),
        false => (Some("visually-hidden"), words.pages),
    };
    Some(view! {
        <section class="listing" aria-label=is_home_document.then_some(words.latest_posts)>
            {has_entries.then(|| view! { <h2 class=class>{heading}</h2> })}
            {is_empty.then(|| view! { <p>{words.nothing_here}</p> })}
            {has_entries.then(|| view! { <ul class="entries">{items}</ul> })}
            {by_year}
            {has_tags.then(|| view! { <ul class="tags all-tags">{tags}</ul> })}
            {pager}
        </section>
    })
}

fn entry(state: &State, entry: &Entry) -> impl IntoView + use<> {
    let tag = entry.language.clone();
    let meta = Meta {
        draft: entry.draft,
        date: entry.date.as_deref(),
        updated: None,
        minutes: None,
        language: entry.language.as_deref(),
        translations: &[],
        authors: &[],
        tags: &entry.tags,
    };
    view! {
        <li>
            <div lang=tag dir=direction(entry.language.as_deref())>
                <h3>{state.link(&entry.title, &entry.url)}</h3>
                {entry.excerpt.clone().map(|excerpt| view! { <p>{excerpt}</p> })}
            </div>
            {meta_view(state, &meta)}
        </li>
    }
}

/// The facts about a document, as far as there are any.
pub struct Meta<'a> {
    /// Whether it is a draft.
    pub draft: bool,
    /// The civil date.
    pub date: Option<&'a str>,
    /// The civil date of the last change.
    pub updated: Option<&'a str>,
    /// How many minutes it takes to read.
    pub minutes: Option<u32>,
    /// The language, where it is not the one around it.
    pub language: Option<&'a str>,
    /// The document in other languages.
    pub translations: &'a [Translation],
    /// Who wrote it.
    pub authors: &'a [Link],
    /// The tags.
    pub tags: &'a [Link],
}

/// The line of facts; nothing when there are none.
pub fn meta(state: &State, meta: &Meta<'_>) -> Option<impl IntoView + use<>> {
    let is_undated = meta.date.is_none() && meta.updated.is_none();
    let has_links =
        !meta.authors.is_empty() || !meta.tags.is_empty() || !meta.translations.is_empty();
    let is_empty = !meta.draft && is_undated && !has_links;
    (!is_empty).then(|| meta_view(state, meta))
}

fn meta_view(state: &State, meta: &Meta<'_>) -> impl IntoView + use<> {
    let language = state.language();
    let words = language.words();
    let name = |it: &Link| item(state, &it.title, &it.url, None);
    let translations = meta.translations.iter();
    let translations = translations.map(|it| item(state, &it.title, &it.url, Some(&it.language)));
    let time = |date: &str| view! { <time datetime=date.to_owned()>{language.date(date)}</time> };
    view! {
        <div class="meta">
            {meta.draft.then(|| view! { <span class="draft">{words.draft}</span> })}
            {meta.date.map(time)}
            {meta.minutes.map(|it| {
                let minutes = format!("{it} {}", words.minutes_to_read);
                view! { <span class="minutes">{minutes}</span> }
            })}
            {meta.updated.map(|date| view! { <span>{words.updated} " " {time(date)}</span> })}
            {meta.language.map(|tag| {
                view! { <span class="language" lang=tag.to_owned()>{name_of(tag).to_owned()}</span> }
            })}
            {names("authors", words.written_by, meta.authors.iter().map(name).collect())}
            {names("tags", words.tags, meta.tags.iter().map(name).collect())}
            {names("translations", words.also_in, translations.collect())}
        </div>
    }
}

/// A list of names; nothing when there are none.
fn names<T: IntoView + 'static>(
    class: &'static str,
    label: &'static str,
    items: Vec<T>,
) -> Option<impl IntoView + use<T>> {
    (!items.is_empty()).then(|| view! { <ul class=class aria-label=label>{items}</ul> })
}

/// A name that leads somewhere, in its own language.
fn item(state: &State, name: &str, url: &str, language: Option<&str>) -> impl IntoView + use<> {
    let language = language.map(str::to_owned);
    view! {
        <li><a href=state.href(url) lang=language.clone() hreflang=language>{name.to_owned()}</a></li>
    }
}

fn tag_count(state: &State, tag: &TagCount) -> impl IntoView + use<> {
    view! { <li>{state.link(&tag.title, &tag.url)} <span class="count">{tag.count.to_string()}</span></li> }
}
