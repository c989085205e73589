//! The main menu in the other languages of a site: each entry leads to the translation of its document, if
//! there is one, and has the title that the settings give it in that language, or that of the document.

use std::collections::HashMap;

use super::Page;
use crate::language::Language;
use crate::manifest::{Link, Menu};
use crate::route::Route;
use crate::settings::Settings;

/// The menus of `languages`, but for those that would be the site's own.
pub fn translated(
    menu: &[Link],
    languages: &[String],
    pages: &[Page],
    settings: &Settings,
) -> Vec<Menu> {
    let mut translations: HashMap<&str, Vec<&Page>> = HashMap::new();
    for page in pages {
        translations.entry(page.source.known.head.translations()).or_default().push(page);
    }
    let by_route: HashMap<&str, &Page> =
        pages.iter().map(|page| (page.route.as_str(), page)).collect();
    let in_language = |url: &str, language: &str| -> Option<&Page> {
        let key = by_route.get(url)?.source.known.head.translations();
        let is_it = |page: &&&Page| page.source.known.head.language.as_deref() == Some(language);
        translations.get(key)?.iter().find(is_it).copied()
    };
    let others = languages.iter().filter(|it| **it != settings.language);
    let translate = |language: &String| {
        let links: Vec<Link> = menu
            .iter()
            .map(|link| {
                let page = in_language(&link.url, language);
                let titles = settings.menu_titles.iter();
                let mut own = titles.filter(|[url, tag, _]| *url == link.url && tag == language);
                let title = own.next().map(|[_, _, title]| title.clone());
                let of_page = || page.map(|it| it.source.known.head.title.clone());
                let title = title.or_else(of_page).or_else(|| word(link, language, settings));
                Link {
                    title: title.unwrap_or_else(|| link.title.clone()),
                    url: page.map_or(link.url.as_str(), |it| it.route.as_str()).to_owned(),
                }
            })
            .collect();
        let home = in_language(Route::home().as_str(), language);
        let home = home.map(|page| page.route.as_str().to_owned());
        (home.is_some() || links != menu).then(|| Menu { language: language.clone(), home, links })
    };
    others.filter_map(translate).collect()
}

/// What the interface calls the page in another language, where the menu calls it what the interface does.
fn word(link: &Link, language: &str, settings: &Settings) -> Option<String> {
    let [own, other] =
        [settings.language.as_str(), language].map(|tag| Language::from_tag(tag).words());
    let words = [(own.posts, other.posts), (own.tags, other.tags), (own.archive, other.archive)];
    let same = words.into_iter().find(|(own, _)| *own == link.title);
    same.map(|(_, other)| other.to_owned())
}
