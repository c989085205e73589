//! What is published about the pages as a whole: the sitemap, and `llms.txt`.

use std::collections::{HashMap, HashSet};

use url::Url;

use super::{Published, url};
use crate::document::Head;
use crate::language::Language;
use crate::llms;
use crate::route::Route;
use crate::site::Page;
use crate::site::output::Output;
use crate::sitemap::{self, Place};

/// How many documents of a section `llms.txt` names, the first; the section's own page has the rest.
const MOST: usize = 200;

/// Writes the sitemap: every page but drafts and what stands in no list.
pub fn write_sitemap(
    site: &Published<'_>,
    address: &Url,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let is_public = |head: &Head| !head.draft && !head.unlisted;
    let mut documents: HashMap<&str, &Page> = HashMap::new();
    let mut translations: HashMap<&str, Vec<&Page>> = HashMap::new();
    for page in site.pages {
        documents.insert(page.route.as_str(), page);
        let head = &page.source.known.head;
        if is_public(head) {
            translations.entry(head.translations()).or_default().push(page);
        }
    }
    let place = |route: &String| {
        let mut place = Place { url: url(address, &Route::new(route)), ..Place::default() };
        if let Some(page) = documents.get(route.as_str()) {
            let head = &page.source.known.head;
            if !is_public(head) {
                return None;
            }
            let changed = head.updated.max(head.date);
            place.changed = changed.map(|it| it.date().to_string());
            let all = translations.get(head.translations()).filter(|it| it.len() > 1);
            let all = all.into_iter().flatten();
            place.translations = all.map(|it| alternate(it, site, address)).collect();
            place.translations.sort();
        }
        Some(place)
    };
    let routes = output.routes();
    // What can be searched for is told by itself.
    let routes = routes.iter().filter(|it| site.searches.iter().all(|own| own.as_str() != **it));
    let places: Vec<Place> = routes.filter_map(place).collect();
    for (file, bytes) in sitemap::write(&places, address.as_str()) {
        output.own(&file, &bytes)?;
    }
    Ok(())
}

/// The language and the address of a document.
fn alternate(page: &Page, site: &Published<'_>, address: &Url) -> (String, String) {
    let language = page.source.known.head.language.as_ref().unwrap_or(&site.settings.language);
    (language.clone(), url(address, &page.route))
}

/// Writes `llms.txt`: the documents that lists show, by section, each once.
pub fn write_llms(site: &Published<'_>, output: &mut Output<'_>) -> Result<(), String> {
    let words = Language::from_tag(&site.settings.language).words();
    let base = site.address.as_ref().map_or("", Url::as_str);
    let link = |page: &Page| llms::Link {
        title: page.source.known.head.title.clone(),
        // Relative to the site's root, where the file is, if nothing better is known.
        url: format!("{}{}", crate::route::href(page.route.as_str(), "/"), llms::DOCUMENT)
            .replacen('/', base, 1),
        notes: page.source.known.made.as_ref().and_then(|it| it.excerpt.clone()),
    };
    let mut seen: HashSet<&str> = HashSet::new();
    let of_pages = site.entries.listed().filter(|it| it.section.is_none() && !it.is_post());
    let mut of_pages: Vec<&Page> = of_pages.collect();
    of_pages.sort_by(|a, b| a.route.cmp(&b.route));
    let mut sections = vec![llms::Section {
        title: words.pages.to_owned(),
        links: of_pages.iter().map(|page| link(page)).collect(),
    }];
    // The posts have those of the other sections too.
    let mut named = site.entries.sections();
    named.sort_by_key(|it| it.route == Route::new("posts"));
    for list in named {
        let own = list.pages.iter().map(|(page, _)| *page);
        let own: Vec<&Page> = own.filter(|page| seen.insert(page.route.as_str())).collect();
        let mut links: Vec<llms::Link> = own.iter().take(MOST).map(|page| link(page)).collect();
        if own.len() > MOST {
            let title = format!("{} ({})", list.title, own.len());
            let url = crate::route::href(list.route.as_str(), "/").replacen('/', base, 1);
            links.push(llms::Link { title, url, notes: None });
        }
        sections.push(llms::Section { title: list.title, links });
    }
    let text = llms::text(&site.settings.title, &site.settings.description, &sections);
    output.own_text(llms::FILE, &text)
}
