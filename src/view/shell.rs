//! What every page has around it: skip link, progress, header with the menu, footer.

use leptos::prelude::*;

use super::{Screen, State, document, list, notice};

/// The id of what is between header and footer; one that no heading gets.
const CONTENT: &str = "stacks.content";

/// The id of what says aloud what came of a click; the app fills it.
pub const STATUS: &str = "stacks.status";

/// The whole page. `retry` is run when the visitor asks to try a failed page again.
pub fn shell<R: Fn() + 'static>(state: &State, retry: R) -> impl IntoView + use<R> {
    let words = state.language().words();
    let page = match &state.screen {
        Screen::Page(page) => Some(page),
        _ => None,
    };
    // Without a reload a screen reader would not know that the page changed.
    let announcement = if state.moved { state.title() } else { String::new() };
    view! {
        <a class="skip-link" href=format!("{}#{CONTENT}", state.href(&state.route))>
            {words.skip_to_content}
        </a>
        // Both show only when they have been there for a moment (style/main.css).
        <p class="progress" hidden=!state.busy>{words.loading}</p>
        <header class="site-header">
            <a class="site-title" href=state.href("/")>{state.site_title().to_owned()}</a>
            {menu(state)}
            <button type="button" class="theme" aria-label=words.theme></button>
        </header>
        <main id=CONTENT tabindex="-1">
            {page.map(|page| document::article(state, page))}
            {page.and_then(|page| list::below(state, &page.payload))}
            {notice::notice(state, retry)}
        </main>
        <footer class="site-footer">
            <p>{footer(state)}</p>
        </footer>
        <p id=STATUS class="visually-hidden" role="status"></p>
        <p class="visually-hidden" role="status">{announcement}</p>
    }
}

fn menu(state: &State) -> Option<impl IntoView + use<>> {
    let menu = &state.manifest.as_ref()?.menu;
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

fn footer(state: &State) -> String {
    let made_with = state.language().words().made_with;
    let author = state.manifest.as_ref().map_or("", |manifest| manifest.author.as_str());
    if author.is_empty() { made_with.into() } else { format!("{author} · {made_with}") }
}
