//! Which files of the content folder Hugo reads, and as what (Hugo 0.168: content formats, page
//! bundles, `ignoreFiles`).

use super::Settings;
use crate::settings::role::{Entry, Reason, Role, has_extension, is_hidden, is_markdown};

/// The formats of content besides Markdown and HTML.
const OTHERS: [&str; 7] = ["ad", "adoc", "asciidoc", "org", "pandoc", "pdc", "rst"];

/// What a file is to the site.
pub fn role(settings: &Settings, entry: Entry<'_>) -> Role {
    let Entry { path, name, bundle } = entry;
    let is_ignored = settings.ignored.iter().any(|it| it.0.is_match(path));
    if is_hidden(name) || name.starts_with('#') || is_ignored {
        return Role::Private;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // All but the bundle's own document is its resource, other documents too.
    let is_resource = bundle.is_some_and(|it| it != folder || !is_leaf(name));
    match () {
        () if is_markdown(name) && is_resource => Role::Left(Reason::Resource),
        () if is_markdown(name) => Role::Document,
        () if has_extension(name, &OTHERS) && !is_resource => Role::Left(Reason::OtherMarkup),
        () if has_extension(name, &["html", "htm"]) => Role::AssetUnlessMarked(Reason::OtherMarkup),
        () => Role::Asset,
    }
}

/// Whether a file of this name is the document of a leaf bundle, in any language: `index.md`,
/// `index.es.md`.
pub fn is_leaf(name: &str) -> bool {
    is_markdown(name) && name.split('.').next() == Some("index")
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::settings::role::{Entry, Reason, Role};
    use crate::settings::{Configuration, read};

    #[test]
    fn what_a_file_is_depends_on_its_bundle() {
        let text = "title = \"x\"\nignoreFiles = ['\\.tmp\\.md$', '^posts/wip/', '(?<x']\n\
                    [languages.es]\ncontentDir = \"content/spanish\"\n";
        let file = Configuration { name: "hugo.toml", text };
        let (settings, warnings) = read(None, Some((file, Dialect::Hugo)));
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        let role = |path, bundle| settings.role(Entry { bundle, ..Entry::new(path) });
        for (path, bundle, expected) in [
            ("posts/a.md", None, Role::Document),
            ("posts/a.tmp.md", None, Role::Private),
            ("posts/wip/a.md", None, Role::Private),
            ("posts/_a.md", None, Role::Document),
            ("posts/a.org", None, Role::Left(Reason::OtherMarkup)),
            ("posts/a.html", None, Role::AssetUnlessMarked(Reason::OtherMarkup)),
            ("trip/index.md", Some("trip"), Role::Document),
            ("trip/index.es.md", Some("trip"), Role::Document),
            ("trip/day.md", Some("trip"), Role::Left(Reason::Resource)),
            ("trip/more/index.md", Some("trip"), Role::Left(Reason::Resource)),
            ("trip/map.png", Some("trip"), Role::Asset),
            ("_includes/a.html", None, Role::Include),
        ] {
            assert_eq!(role(path, bundle), expected, "{path}");
        }
        let is_bundle = |path, names: &[&str]| settings.is_bundle(path, names.iter().copied());
        assert!(is_bundle("trip", &["a.png", "index.es.md"]));
        assert!(!is_bundle("trip", &["_index.md", "indexes.md"]));
        assert!(!is_bundle("", &["index.md"]) && !is_bundle("spanish", &["index.md"]));
    }
}
