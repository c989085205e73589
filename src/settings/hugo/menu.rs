//! The main menu of the configuration.

use crate::front_matter::{Metadata, Value};
use crate::manifest::Link;
use crate::markdown;

/// The main menu: of the default language if that has its own. An entry without an address only
/// opens a list of others, so these stand in its place.
pub fn main(language: Option<&Metadata>, metadata: &Metadata) -> Vec<Link> {
    let main = |fields: &Metadata| {
        let menus = fields.get(&["menus", "menu"]).and_then(Value::as_map);
        menus.and_then(|it| it.get(&["main"])).cloned()
    };
    let entries = language.and_then(main).or_else(|| main(metadata));
    let Some(Value::List(items)) = entries else { return Vec::new() };
    let mut entries: Vec<&Metadata> = items.iter().filter_map(Value::as_map).collect();
    // An entry without a weight, or of weight 0, comes last.
    entries.sort_by_key(|it| {
        let weight = it.get(&["weight"]).and_then(Value::as_integer).filter(|it| *it != 0);
        (weight.is_none(), weight)
    });
    let parent = |entry: &Metadata| entry.text(&["parent"]).map(str::to_owned);
    let mut menu = Vec::new();
    for entry in entries.iter().filter(|it| parent(it).is_none()) {
        match link(entry) {
            Some(link) => menu.push(link),
            None => {
                let id = entry.text(&["identifier", "name"]);
                let is_below = |it: &&&Metadata| id.is_some() && parent(it).as_deref() == id;
                menu.extend(entries.iter().filter(is_below).filter_map(|it| link(it)));
            }
        }
    }
    menu
}

fn link(entry: &Metadata) -> Option<Link> {
    let title = entry.text(&["name", "title", "identifier"])?.to_owned();
    let url = entry.text(&["pageRef", "url"])?;
    if markdown::is_external(url) || url.starts_with('#') {
        return Some(Link { title, url: url.to_owned() })
            .filter(|it| markdown::is_safe_link(&it.url));
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let path = url[..end].trim_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let slash = if path.is_empty() || path.rsplit('/').next()?.contains('.') { "" } else { "/" };
    Some(Link { title, url: format!("/{path}{slash}{}", &url[end..]) })
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::settings::{self, Configuration};
    use crate::warning::Warning;

    fn read(name: &str, text: &str) -> (settings::Settings, Vec<Warning>) {
        settings::read(None, Some((Configuration { name, text }, Dialect::Hugo)))
    }

    #[test]
    fn the_main_menu_is_in_order_and_flat() {
        let (settings, _) = read(
            "hugo.yaml",
            "menus:\n  main:\n    - {name: Last, url: /last/}\n    - {name: Second, url: b#x, weight: 2}\n    \
             - {name: First, pageRef: /posts/a.md, weight: 1}\n    - {identifier: more, name: More, weight: 3}\n    \
             - {name: Child, url: 'https://x.y/', parent: more}\n    - {name: Bad, url: 'javascript:x', weight: 1}\n    \
             - {name: Home, pageRef: /, weight: 9}\n",
        );
        let menu: Vec<_> =
            settings.menu.iter().map(|it| (it.title.as_str(), it.url.as_str())).collect();
        assert_eq!(
            menu,
            [
                ("First", "/posts/a/"),
                ("Second", "/b/#x"),
                ("Child", "https://x.y/"),
                ("Home", "/"),
                ("Last", "/last/")
            ]
        );
    }
}
