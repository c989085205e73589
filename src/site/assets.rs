//! Where the files that are published as they are lie on the site.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::{Asset, AssetFile, Page, about_file};
use crate::emoji::{self, FILE_TYPES, Table};
use crate::link::Target;
use crate::warning::{Kind, Warning};

/// Names at the top of the site that belong to the site itself.
const RESERVED: [&str; 8] =
    ["index.html", "manifest.json", "data", "tags", "made", "embed", "widgets", "widgets.js"];

/// What keeps a file from being published, and what to do.
struct Problem {
    kind: Kind,
    found: String,
    advice: String,
}

/// The assets with their addresses. Those with reserved names and those whose address another one
/// has are reported and left out.
pub fn place(files: &[AssetFile], warnings: &mut Vec<Warning>) -> Vec<Asset> {
    let mut taken: HashMap<String, &str> = HashMap::new();
    let mut assets = Vec::with_capacity(files.len());
    for file in files {
        let own = || file.path.strip_prefix("pages/").unwrap_or(&file.path);
        let place = file.place.as_deref().unwrap_or_else(own);
        match thing(place).and_then(|thing| claim(thing, &file.path, &mut taken)) {
            Ok(()) => assets.push(Asset {
                file: file.file.clone(),
                path: file.path.clone(),
                address: format!("/{place}"),
                is_if_linked: file.is_if_linked,
                size: file.size,
            }),
            Err(Problem { kind, found, advice }) => {
                let advice = format!("{advice}; it is not published");
                warnings.push(about_file(&file.path, kind, found, advice));
            }
        }
    }
    assets
}

/// What the file at `place` of the site is, which can be there but once: an address or a shortcode.
fn thing(place: &str) -> Result<String, Problem> {
    let first = place.split('/').next().unwrap_or_default();
    if RESERVED.contains(&first) || format!("{place}/") == emoji::FOLDER {
        let found = "a file with this name would replace one of the site's own".into();
        return Err(Problem { kind: Kind::Route, found, advice: "rename it".into() });
    }
    let Some(name) = place.strip_prefix(emoji::FOLDER) else { return Ok(format!("/{place}")) };
    let problem = |found, advice| Err(Problem { kind: Kind::Emoji, found, advice });
    let file_type = |it: &str| FILE_TYPES.iter().any(|known| it.eq_ignore_ascii_case(known));
    match name.rsplit_once('.') {
        Some((name, extension)) if file_type(extension) && !name.contains('/') => {
            if emoji::is_name(name) {
                return Ok(format!(":{name}:"));
            }
            let fit = |it: char| if emoji::is_name(it.encode_utf8(&mut [0; 4])) { it } else { '_' };
            let better: String = name.to_ascii_lowercase().chars().map(fit).collect();
            let found = format!("`:{name}:` cannot be a shortcode");
            problem(
                found,
                format!(
                    "name it {better}.{extension}: small letters without accents, digits, `_`, `+` and `-`"
                ),
            )
        }
        _ => {
            let found =
                "this folder is for emoji: SVG, PNG, GIF or WebP files, and no further folders";
            problem(found.into(), "put it elsewhere".into())
        }
    }
}

/// Notes that the file at `path` is `thing`.
fn claim<'p>(
    thing: String,
    path: &'p str,
    taken: &mut HashMap<String, &'p str>,
) -> Result<(), Problem> {
    match taken.entry(thing) {
        Entry::Vacant(entry) => {
            entry.insert(path);
            Ok(())
        }
        Entry::Occupied(entry) => {
            let (thing, other) = (entry.key(), entry.get());
            let (kind, found) = match thing.starts_with(':') {
                true => (Kind::Emoji, format!("`{thing}` is {other} already")),
                false => (Kind::Route, format!("{thing} is the address of {other} too")),
            };
            Err(Problem { kind, found, advice: "rename it".into() })
        }
    }
}

/// The emoji of a site with these assets.
pub fn emoji(assets: &[Asset]) -> Table {
    Table::new(assets.iter().map(|it| it.address.trim_start_matches('/')))
}

/// Leaves out the assets that are published only if a document links to them or shows them as emoji,
/// and none does.
pub fn retain_linked(assets: &mut Vec<Asset>, pages: &[Page], emoji: &Table) {
    if !assets.iter().any(|it| it.is_if_linked) {
        return;
    }
    let made = pages.iter().filter_map(|page| page.source.known.made.as_ref());
    let shortcodes = made.clone().flat_map(|made| &made.shortcodes);
    let shown: HashSet<&str> =
        shortcodes.filter_map(|it| emoji.own().get(it)).map(String::as_str).collect();
    let files = made.flat_map(|made| &made.links).filter_map(|(_, target)| match target {
        Target::File { address, .. } => Some(address.as_str()),
        _ => None,
    });
    let linked: HashSet<&str> =
        files.flat_map(|it| [it, it.split(['?', '#']).next().unwrap_or(it)]).collect();
    assets.retain(|asset| {
        !asset.is_if_linked
            || linked.contains(asset.address.as_str())
            || shown.contains(asset.address.trim_start_matches('/'))
    });
}
