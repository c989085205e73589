//! The pages to search on, one for each home page: a search box, and in its place, for whoever runs no
//! scripts, the ways to what it would find.

use crate::language::{Language, name_of};
use crate::manifest::{Link, Menu, Payload, Translation, VERSION};
use crate::route::Route;
use crate::search;
use crate::site::lists::Entries;
use crate::site::output::Output;
use crate::site::{hash, link};
use crate::taxonomy::Taxonomy;

/// Writes the pages, but for those in whose places the author has documents, and returns their routes.
pub fn write(
    entries: &Entries<'_>,
    menus: &[Menu],
    output: &mut Output<'_>,
) -> Result<Vec<Route>, String> {
    let mut places = search::places(entries.language(), menus);
    places.retain(|(_, route)| !entries.has_document(route));
    for (language, route) in &places {
        let ways = ways(entries, language);
        let others = places.iter().filter(|it| it.1 != *route);
        let translations: Vec<Translation> = others
            .map(|(language, route)| Translation {
                title: name_of(language).to_owned(),
                url: route.as_str().to_owned(),
                language: language.clone(),
            })
            .collect();
        let told: Vec<_> = ways.iter().map(|it| (&it.title, &it.url)).collect();
        let key = hash(&(VERSION, language, told, &places));
        output.list(route, key, || Payload {
            version: VERSION,
            url: route.as_str().to_owned(),
            title: Language::from_tag(language).words().search.to_owned(),
            language: Some(language.clone()).filter(|it| it != entries.language()),
            translations,
            links: ways.iter().map(|it| (it.url.clone(), it.url.clone())).collect(),
            markdown: Some(markdown(&ways)),
            ..Payload::default()
        })?;
    }
    Ok(places.into_iter().map(|(_, route)| route).collect())
}

/// The lists that have everything between them.
fn ways(entries: &Entries<'_>, language: &str) -> Vec<Link> {
    let words = Language::from_tag(language).words();
    let posts = (!entries.posts().is_empty()).then(|| link(words.all_posts, &Route::new("posts")));
    let of = |taxonomy: Taxonomy, title: &str| {
        entries.has_terms(taxonomy).then(|| link(title, &taxonomy.route()))
    };
    let lists = [posts, of(Taxonomy::Tags, words.tags), of(Taxonomy::Years, words.archive)];
    lists.into_iter().flatten().collect()
}

fn markdown(ways: &[Link]) -> String {
    let items: String = ways.iter().map(|it| format!("- [{}]({})\n", it.title, it.url)).collect();
    format!("<stacks-search linked filters count=\"10\">\n\n{items}\n</stacks-search>\n")
}
