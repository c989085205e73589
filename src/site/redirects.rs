//! Former addresses of documents and of lists of them, so that no link from elsewhere goes dead when a site moves here.

use std::collections::{BTreeMap, HashSet};

use super::terms::Taxonomies;
use super::{Asset, Page, about_file};
use crate::route::Route;
use crate::taxonomy::FormerList;
use crate::warning::{Kind, Warning};

/// A former address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The path it was at, `/` at the start, decoded: `/2024/01/02/title.html`.
    pub from: String,
    /// The route it leads to.
    pub to: String,
}

/// The redirects of all documents and of the lists they were in, by their former address. One that is the address of a page or
/// a file now is reported and left out; of two documents that had the same, the first has it.
pub fn find(
    pages: &[Page],
    taxonomies: &Taxonomies,
    assets: &[Asset],
    warnings: &mut Vec<Warning>,
) -> Vec<Redirect> {
    let routes: HashSet<&str> = pages.iter().map(|page| page.route.as_str()).collect();
    let files: HashSet<&str> = assets.iter().map(|asset| asset.address.as_str()).collect();
    let mut redirects: BTreeMap<String, (String, &str)> = BTreeMap::new();
    for page in pages {
        let head = &page.source.known.head;
        for address in &head.old_addresses {
            let from = normal(address);
            // What a host serves for `/a/` it serves for `/a/index.html` and `/a` too.
            let same = Route::new(from.strip_suffix("index.html").unwrap_or(&from));
            if same == page.route {
                continue;
            }
            let found = if routes.contains(same.as_str()) || files.contains(from.as_str()) {
                format!("the former address {from} is that of another page or file now")
            } else if let Some((_, other)) =
                redirects.get(&from).filter(|(to, _)| to != page.route.as_str())
            {
                format!("the former address {from} is that of {other} too")
            } else {
                redirects.insert(from, (page.route.as_str().to_owned(), &head.path));
                continue;
            };
            let advice = "take it from one of them; it does not lead here".into();
            warnings.push(about_file(&head.path, Kind::Route, found, advice));
        }
    }
    for FormerList { address, route } in
        pages.iter().flat_map(|it| &it.source.known.head.former_lists)
    {
        let from = normal(address);
        let same = Route::new(from.strip_suffix("index.html").unwrap_or(&from));
        // Who finds something else there by now is not led astray as from a document: nothing is said.
        let is_taken = routes.contains(same.as_str()) || files.contains(from.as_str());
        if !is_taken && !taxonomies.has(&same) {
            redirects.entry(from).or_insert_with(|| (route.clone(), ""));
        }
    }
    redirects.into_iter().map(|(from, (to, _))| Redirect { from, to }).collect()
}

/// The path with one slash at its start and its segments made regular; a slash at its end stays.
fn normal(address: &str) -> String {
    let route = Route::new(address);
    let is_folder = address.ends_with('/');
    let path = route.as_str();
    if is_folder || path == "/" { path.to_owned() } else { path.trim_end_matches('/').to_owned() }
}
