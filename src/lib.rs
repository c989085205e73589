//! The Stacks.
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

#[cfg(feature = "cli")]
pub mod date;
#[cfg(feature = "cli")]
pub mod dialect;
#[cfg(feature = "cli")]
pub mod document;
pub mod emoji;
#[cfg(feature = "cli")]
pub mod front_matter;
pub mod language;
#[cfg(feature = "cli")]
pub mod link;
pub mod manifest;
pub mod markdown;
pub mod route;
#[cfg(feature = "cli")]
pub mod settings;
#[cfg(feature = "cli")]
pub mod site;
pub mod slug;
#[cfg(feature = "app")]
pub mod view;
pub mod warning;
