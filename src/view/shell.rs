//! What every page has around it: skip link, progress, header with the menu, footer.

use leptos::prelude::*;

use super::after::put;
use super::{Screen, State, document, list, notice};
use crate::language::name_of;
use crate::route::Route;

/// The id of what is between header and footer; one that no heading gets.
const CONTENT: &str = "stacks.content";

/// The id of what says aloud what came of a click; scripts fill it (`src/aids`).
const STATUS: &str = "stacks.status";

/// The whole page. `retry` is run when the visitor asks to try a failed page again.
pub fn shell<R: Fn() + 'static>(state: &State, retry: R) -> impl IntoView + use<R> {
    let words = state.language().words();
    let page = match &state.screen {
        Screen::Page(page) => Some(page),
        _ => None,
    };
    let search = state.href(Route::search(state.home()).as_str());
    // Without a reload a screen reader would not know that the page changed.
    let announcement = if state.moved { state.title() } else { String::new() };
    view! {
        <a class="skip-link" href=format!("{}#{CONTENT}", state.href(&state.route))>
            {words.skip_to_content}
        </a>
        // Both show only when they have been there for a moment (style/shell.css).
        <p class="progress" hidden=!state.busy>{words.loading}</p>
        <header class="site-header">
            <a class="site-title" href=state.href(state.home())>{state.site_title().to_owned()}</a>
            {menu(state)}
            <div class="tools">
                {languages(state)}
                // Without scripts, or until they have come, the page to search on.
                <a class="search" href=search aria-label=words.search></a>
                <button type="button" class="theme" aria-label=words.theme></button>
            </div>
        </header>
        <main id=CONTENT tabindex="-1">
            {page.map(|page| document::article(state, page))}
            {page.and_then(|page| list::below(state, &page.payload))}
            {notice::notice(state, retry)}
        </main>
        <footer class="site-footer">
            <p>{footer(state)}</p>
            <button type="button" class="shortcuts">{words.shortcuts}</button>
        </footer>
        <p id=STATUS class="visually-hidden" role="status"></p>
        <p class="visually-hidden" role="status">{announcement}</p>
    }
}

fn menu(state: &State) -> Option<impl IntoView + use<>> {
    let menu = match state.menu_in_language() {
        Some(menu) => &menu.links,
        None => &state.manifest.as_ref()?.menu,
    };
    let item = |link: &crate::manifest::Link| {
        let is_current = state.route == link.url;
        let is_above = link.url != "/" && state.route.starts_with(&link.url);
        let current = if is_current { Some("page") } else { is_above.then_some("true") };
        let href = state.href(&link.url);
        view! { <li><a href=href aria-current=current>{link.title.clone()}</a></li> }
    };
    let items: Vec<_> = menu.iter().map(item).collect();
    let label = state.language().words().menu;
    (!items.is_empty()).then(|| view! { <nav class="menu" aria-label=label><ul>{items}</ul></nav> })
}

/// The ways to what is shown, or else to the home page, in the site's other languages.
fn languages(state: &State) -> Option<impl IntoView + use<>> {
    let site = state.manifest.as_ref()?;
    let translations = match &state.screen {
        Screen::Page(page) => page.payload.translations.as_slice(),
        _ => &[],
    };
    let home = |language: &str| match site.menus.iter().find(|menu| menu.language == language) {
        Some(menu) => menu.home.as_deref(),
        None => Some("/"),
    };
    let own = state.language_tag();
    let others = site.languages.iter().filter(|language| *language != own);
    let mut html = String::new();
    for language in others {
        let translation = translations.iter().find(|it| it.language == *language);
        let url = translation.map(|it| it.url.as_str()).or_else(|| home(language));
        let Some(url) = url else { continue };
        put(&mut html, &[("<li><a href=\"", &state.href(url)), ("\" lang=\"", language)]);
        put(
            &mut html,
            &[("\" hreflang=\"", language), ("\">", name_of(language)), ("</a></li>", "")],
        );
    }
    let label = state.language().words().languages;
    let list = view! { <ul inner_html=html.clone()></ul> };
    (!html.is_empty()).then(|| view! { <nav class="languages" aria-label=label>{list}</nav> })
}

fn footer(state: &State) -> String {
    let made_with = state.language().words().made_with;
    let author = state.manifest.as_ref().map_or("", |manifest| manifest.author.as_str());
    if author.is_empty() { made_with.into() } else { format!("{author} · {made_with}") }
}
