//! Where Zola published a document: its path in the content folder, the name made into a slug, the
//! language in front (`components/content/src/page.rs` of Zola 0.19).

use crate::dialect::language;
use crate::document::{Head, is_title_of_name, title_from_name};
use crate::front_matter::Metadata;
use crate::settings::Settings;
use crate::settings::zola::Slugs;
use crate::slug::ascii_slug;

/// Fills what names and `path`, `slug` and `aliases` tell.
pub fn fill(head: &mut Head, metadata: &Metadata, settings: &Settings) {
    let (place, mark) = language::split(&head.path, |mark| match settings.zola.is_configured {
        true => mark == settings.language || settings.languages.iter().any(|it| it == mark),
        false => language::is_plausible(mark),
    });
    head.language = mark.map(str::to_owned).or(head.language.take());
    head.place = place;
    let own_folder = head.folder().rsplit('/').next().unwrap_or_default().to_owned();
    let is_page_of_folder = head.is_index() && !head.is_section_index() && !own_folder.is_empty();
    let name = if is_page_of_folder { own_folder.clone() } else { head.name().to_owned() };
    let dated = crate::date::from_stamp(&name);
    head.date = head.date.or(dated.map(|(date, _)| date.at(0, 0, 0, 0)));
    let rest =
        dated.map(|(_, rest)| rest).filter(|rest| !rest.is_empty() && !settings.zola.keeps_dates);
    let name = rest.unwrap_or(&name);
    if metadata.text(&["title"]).is_none() && is_title_of_name(&head.title, &head.path) {
        let is_section = head.is_section_index() && !own_folder.is_empty();
        head.title = title_from_name(if is_section { &own_folder } else { name });
    }
    let slug = slug(metadata.text(&["slug"]).unwrap_or(name), settings.zola.slugs);
    head.address = match metadata.text(&["path"]) {
        Some(path) => Some(path.to_owned()),
        None => address(head, &slug, is_page_of_folder, settings),
    };
    if !slug.is_empty() {
        head.slug = slug;
    }
    let aliases = metadata.get(&["aliases"]).map(crate::front_matter::Value::as_texts);
    let aliases = aliases.unwrap_or_default().into_iter();
    head.old_addresses = aliases.map(|it| format!("/{}", it.trim_start_matches('/'))).collect();
}

/// The address where it is another than that of the folder and the slug.
fn address(
    head: &Head,
    slug: &str,
    is_page_of_folder: bool,
    settings: &Settings,
) -> Option<String> {
    let is_configured = settings.zola.is_configured;
    let language =
        head.language.as_deref().filter(|it| *it != settings.language && head.place != head.path);
    let is_usual = !is_configured && language.is_none() && !is_page_of_folder;
    if is_usual {
        return None;
    }
    let folder = head.folder();
    let folder = match folder.rsplit_once('/') {
        Some((above, _)) if is_page_of_folder => above,
        None if is_page_of_folder => "",
        _ => folder,
    };
    let is_named = |name: &&str| is_configured || *name != "pages";
    let own = Some(slug).filter(|_| is_page_of_folder || !head.is_index());
    let segments = language.into_iter().chain(folder.split('/').filter(is_named)).chain(own);
    Some(segments.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("/"))
}

/// The page of a term of a taxonomy, of which each language has its own.
pub fn of_term(head: &Head, taxonomy: &str, term: &str, settings: &Settings) -> String {
    let slugs = settings.zola.slugs;
    let (taxonomy, term) = (slug(taxonomy, slugs), slug(term, slugs));
    match head.language.as_deref().filter(|it| *it != settings.language) {
        Some(language) => format!("/{language}/{taxonomy}/{term}/"),
        None => format!("/{taxonomy}/{term}/"),
    }
}

/// What Zola makes of a name.
fn slug(name: &str, slugs: Slugs) -> String {
    match slugs {
        Slugs::On => ascii_slug(name),
        Slugs::Safe => {
            let name = name.trim_end_matches([' ', '.']);
            name.chars().filter(|it| !"<>:\"/\\|?*".contains(*it)).collect()
        }
        Slugs::Off => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_zolas() {
        for (name, on, safe) in [
            ("test ", "test", "test"),
            ("日本", "ri-ben", "日本"),
            ("héhé", "hehe", "héhé"),
            ("test (hey)", "test-hey", "test (hey)"),
            ("What's C++?", "what-s-c", "What's C++"),
            ("dot. ", "dot", "dot"),
        ] {
            assert_eq!(slug(name, Slugs::On), on);
            assert_eq!(slug(name, Slugs::Safe), safe);
            assert_eq!(slug(name, Slugs::Off), name);
        }
    }
}
