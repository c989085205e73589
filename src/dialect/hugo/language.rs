//! Which language a document is in: by its folder or the mark in its name, as the configuration
//! declares them, or where nothing is declared by a mark that may well be one.

use super::super::{Dialect, language};
use crate::settings::Settings;

/// The language of a document by its place.
#[derive(Debug)]
pub struct Spoken {
    /// The path without what marks the language.
    pub place: String,
    /// Its key in the configuration, or the mark.
    pub key: String,
    /// Its BCP 47 tag, if the place tells.
    pub tag: Option<String>,
    /// What its routes begin with.
    pub prefix: String,
    /// Whether the site publishes it.
    pub is_enabled: bool,
}

/// The language of the document at `path`.
pub fn spoken(path: &str, settings: &Settings) -> Spoken {
    let hugo = &settings.hugo;
    if hugo.languages.is_empty() {
        let is_known = |mark: &str| {
            let is_declared = settings.languages.iter().any(|it| it.eq_ignore_ascii_case(mark));
            is_declared || (!is_of_site(settings) && language::is_plausible(mark))
        };
        let (place, mark) = language::split(path, is_known);
        let is_default = mark.is_none_or(|it| it.eq_ignore_ascii_case(&settings.language));
        let key = mark.unwrap_or(&hugo.default_language).to_lowercase();
        let prefix = if is_default { String::new() } else { format!("/{key}") };
        let tag = mark.map(|it| it.replace('_', "-"));
        return Spoken { place, key, tag, prefix, is_enabled: true };
    }
    let inside = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
    let by_folder = hugo
        .languages
        .iter()
        .filter_map(|it| Some((it, inside(it.folder.as_deref().filter(|it| !it.is_empty())?)?)))
        .min_by_key(|(_, rest)| rest.len());
    let within = by_folder.map_or(path, |(_, rest)| rest);
    let (place, mark) = language::split(within, |mark| {
        hugo.languages.iter().any(|it| it.key.eq_ignore_ascii_case(mark))
    });
    let key = match (by_folder, mark) {
        (Some((language, _)), _) => language.key.clone(),
        (None, Some(mark)) => mark.to_lowercase(),
        (None, None) => hugo.default_language.clone(),
    };
    let language = hugo.languages.iter().find(|it| it.key == key);
    let has_prefix = key != hugo.default_language || hugo.default_in_folder;
    Spoken {
        place,
        tag: language.map(|it| it.tag.clone()),
        prefix: if has_prefix { format!("/{key}") } else { String::new() },
        is_enabled: language.is_none_or(|it| it.is_enabled),
        key,
    }
}

/// Whether the whole site was written for Hugo, so that its addresses are to be kept.
pub fn is_of_site(settings: &Settings) -> bool {
    settings.dialect == Some(Dialect::Hugo)
}
