//! What stands in the place of a page that is not kept, when there is no network. The app does not
//! draw it: it is static, and the button is served by `src/app/offline.js`.

use leptos::prelude::*;

use super::State;
use crate::offline::RETRY;

/// The whole page. It leads nowhere: what it would lead to may not be kept either.
pub fn missing(state: &State) -> impl IntoView + use<> {
    let words = state.language().words();
    view! {
        <header class="site-header">
            <span class="site-title">{state.site_title().to_owned()}</span>
        </header>
        <main>
            <div class="notice failed" role="alert">
                <h1>{words.offline_missing}</h1>
                <p>{words.offline_missing_advice}</p>
                <p><button type="button" id=RETRY>{words.retry}</button></p>
            </div>
        </main>
    }
}
