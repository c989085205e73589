//! Where the files that are published as they are lie on the site.

use std::collections::{HashMap, HashSet};

use super::{Asset, AssetFile, Page, about_file};
use crate::link::Target;
use crate::warning::{Kind, Warning};

/// Names at the top of the site that belong to the site itself.
const RESERVED: [&str; 7] =
    ["index.html", "manifest.json", "data", "tags", "emoji", "made", "widgets"];

/// The address of an asset, `/` at its start; `None` when its name belongs to the site.
fn asset_address(asset: &AssetFile) -> Option<String> {
    let own = || asset.path.strip_prefix("pages/").unwrap_or(&asset.path);
    let path = asset.place.as_deref().unwrap_or_else(own);
    let first = path.split('/').next().unwrap_or_default();
    (!RESERVED.contains(&first)).then(|| format!("/{path}"))
}

/// The assets with their addresses. Those with reserved names and those whose address another one
/// has are reported and left out.
pub fn place(files: &[AssetFile], warnings: &mut Vec<Warning>) -> Vec<Asset> {
    let mut taken: HashMap<String, &str> = HashMap::new();
    let mut assets = Vec::with_capacity(files.len());
    for file in files {
        let found = match asset_address(file) {
            Some(address) => match taken.get(&address) {
                None => {
                    taken.insert(address.clone(), &file.path);
                    let path = file.path.clone();
                    let is_if_linked = file.is_if_linked;
                    let size = file.size;
                    let file = Asset { file: file.file.clone(), path, address, is_if_linked, size };
                    assets.push(file);
                    continue;
                }
                Some(other) => format!("{address} is the address of {other} too"),
            },
            None => "a file with this name would replace one of the site's own".into(),
        };
        let advice = "rename it; it is not published".into();
        warnings.push(about_file(&file.path, Kind::Route, found, advice));
    }
    assets
}

/// Leaves out the assets that are published only if a document links to them, and none does.
pub fn retain_linked(assets: &mut Vec<Asset>, pages: &[Page]) {
    if !assets.iter().any(|it| it.is_if_linked) {
        return;
    }
    let made = pages.iter().filter_map(|page| page.source.known.made.as_ref());
    let files = made.flat_map(|made| &made.links).filter_map(|(_, target)| match target {
        Target::File { address, .. } => Some(address.as_str()),
        _ => None,
    });
    let linked: HashSet<&str> =
        files.flat_map(|it| [it, it.split(['?', '#']).next().unwrap_or(it)]).collect();
    assets.retain(|asset| !asset.is_if_linked || linked.contains(asset.address.as_str()));
}
