//! What a visitor sees instead of a page: that it is coming, is not there, or did not arrive, and
//! the way on from there.

use leptos::prelude::*;

use super::{Screen, State};
use crate::language::Words;

/// Why a page could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server could not be reached.
    Network,
    /// The answer took too long.
    Timeout,
    /// The server answered with this status.
    Status(u16),
    /// The visitor stopped it.
    Stopped,
    /// The site has changed more than this program understands.
    Outdated,
    /// What arrived is not what was asked for: what it is instead.
    Broken(String),
}

impl Failure {
    /// What went wrong, for the visitor.
    fn explanation(&self, words: &Words) -> String {
        match self {
            Self::Network => words.failed_network.into(),
            Self::Timeout => words.failed_timeout.into(),
            Self::Stopped => words.failed_stopped.into(),
            Self::Outdated => words.failed_outdated.into(),
            Self::Status(status) => format!("{} {status}.", words.failed_status),
            Self::Broken(what) => format!("{} {what}.", words.failed_broken),
        }
    }
}

/// The notice that belongs to the screen; `None` for a page.
pub fn notice<R: Fn() + 'static>(state: &State, retry: R) -> Option<impl IntoView + use<R>> {
    let words = state.language().words();
    let (class, title, text) = match &state.screen {
        Screen::Page(_) => return None,
        Screen::Loading => ("notice loading", words.loading, String::new()),
        Screen::NotFound => ("notice not-found", words.not_found, words.not_found_advice.into()),
        Screen::Failed(failure) => ("notice failed", words.failed, failure.explanation(words)),
    };
    let is_failure = matches!(state.screen, Screen::Failed(_));
    let button = is_failure.then(|| {
        view! { <button type="button" on:click=move |_| retry()>{words.retry}</button> }
    });
    let way_home = matches!(state.screen, Screen::NotFound).then(|| state.link(words.go_home, "/"));
    Some(view! {
        <div class=class role=is_failure.then_some("alert")>
            <h1 tabindex="-1" autofocus=state.moved>{title}</h1>
            <p>{text}</p>
            <p>{button}{way_home}</p>
        </div>
    })
}
