//! Front matter defaults: what `_config.yml` says for documents that do not say it themselves, after
//! `Jekyll::FrontmatterDefaults`.

use super::Settings;
use crate::front_matter::{Field, Metadata, Value};
use crate::settings::glob::{self, Style};
use crate::warning::{Kind, Warning};

/// One set of defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Defaults {
    /// The documents it is for: those whose path begins with it, or matches it.
    pub path: String,
    /// The sort of document it is for: `posts`, `drafts`, `pages` or a collection.
    pub sort: Option<String>,
    /// The front matter.
    pub values: Metadata,
}

/// Reads the sets of a configuration.
pub fn read(metadata: &Metadata, file: &str, warnings: &mut Vec<Warning>) -> Vec<Defaults> {
    let Some(field) = metadata.field("defaults") else { return Vec::new() };
    let Value::List(sets) = &field.value else { return Vec::new() };
    let mut read = Vec::new();
    for set in sets {
        let part = |key: &str| set.as_map().and_then(|it| it.get(&[key])).and_then(Value::as_map);
        let Some(values) = part("values") else {
            warnings.push(Warning {
                file: file.into(),
                line: field.line,
                column: field.column,
                kind: Kind::Settings,
                found: "a set of front matter defaults has no values".into(),
                advice: "write `scope:` and `values:`, each with its keys below".into(),
            });
            continue;
        };
        let scope = |key: &str| part("scope").and_then(|it| it.text(&[key]));
        let sort = scope("type").map(|it| match it {
            "post" | "page" | "draft" => format!("{it}s"),
            _ => it.to_owned(),
        });
        read.push(Defaults {
            path: scope("path").unwrap_or_default().trim_start_matches('/').to_owned(),
            sort,
            values: values.clone(),
        });
    }
    read
}

/// `metadata` completed by the defaults for the document at `path`: the longest path wins, then the
/// set that names a sort, then the later one. Maps are completed key by key, and categories add up.
pub fn completed(settings: &Settings, path: &str, metadata: &Metadata) -> Metadata {
    let mut defaults = Metadata::default();
    let mut winner: Option<&Defaults> = None;
    for set in settings.defaults.iter().filter(|set| set.is_for(settings, path)) {
        if winner.is_none_or(|winner| set.precedes(winner)) {
            defaults = merged(&defaults, &set.values);
            winner = Some(set);
        } else {
            defaults = merged(&set.values, &defaults);
        }
    }
    if defaults.fields.is_empty() {
        return metadata.clone();
    }
    let mut complete = merged(&defaults, metadata);
    let categories = |of: &Metadata| match of.get(&["categories"]) {
        Some(list @ Value::List(_)) => list.as_texts(),
        Some(value) => {
            value.as_text().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    let (default, own) = (categories(&defaults), categories(metadata));
    if let Some(field) = complete.fields.iter_mut().rev().find(|it| it.key == "categories")
        && !default.is_empty()
        && !own.is_empty()
    {
        field.value = Value::List(default.into_iter().chain(own).map(Value::Quoted).collect());
    }
    complete
}

impl Defaults {
    fn is_for(&self, settings: &Settings, path: &str) -> bool {
        let inside = settings.within_collections(path);
        let is_draft = path.split('/').any(|it| it == "_drafts");
        let is_post = is_draft || path.split('/').any(|it| it == "_posts");
        let is_of_sort = match self.sort.as_deref() {
            None => true,
            Some("posts") => is_post,
            Some("drafts") => is_draft,
            Some("pages") => !is_post && settings.collection_of(path).is_none(),
            Some(name) => settings.collection_of(path).is_some_and(|it| it.name == name),
        };
        let is_at_path = if self.path.contains('*') {
            glob::names(&self.path, path, Style::Folders)
                || glob::names(&self.path, inside, Style::Folders)
        } else {
            inside.starts_with(settings.within_collections(&self.path))
        };
        is_of_sort && is_at_path
    }

    fn precedes(&self, other: &Self) -> bool {
        match self.path.len().cmp(&other.path.len()) {
            std::cmp::Ordering::Equal => self.sort.is_some() || other.sort.is_none(),
            order => order.is_gt(),
        }
    }
}

/// The fields of both; those of `over` count, but for what is null there.
fn merged(under: &Metadata, over: &Metadata) -> Metadata {
    let is_null = |value: &Value| matches!(value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"));
    let is_kept = |field: &&Field| over.field(&field.key).is_none_or(|it| is_null(&it.value));
    let kept = under.fields.iter().filter(is_kept).cloned();
    let is_new = |field: &&Field| !is_null(&field.value) || under.field(&field.key).is_none();
    let added = over.fields.iter().filter(is_new).map(|field| {
        let below = under.get(&[&field.key]).and_then(Value::as_map);
        let value = match (below, &field.value) {
            (Some(below), Value::Map(above)) => Value::Map(merged(below, above)),
            _ => field.value.clone(),
        };
        Field { value, ..field.clone() }
    });
    Metadata { fields: kept.chain(added).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(yaml: &str) -> Settings {
        let metadata = crate::front_matter::read_configuration("_config.yml", yaml).0;
        Settings {
            defaults: read(&metadata, "_config.yml", &mut Vec::new()),
            ..Settings::default()
        }
    }

    fn value(settings: &Settings, path: &str, key: &str) -> Option<String> {
        let own = crate::front_matter::read_configuration("a.yml", "own: mine\nempty: null\n").0;
        settings.completed(path, &own).text(&[key]).map(str::to_owned)
    }

    #[test]
    fn the_longest_path_wins_then_the_sort_then_the_last() {
        let settings = settings(
            "defaults:\n\
             - {scope: {path: '', type: posts}, values: {layout: post, own: default, empty: full}}\n\
             - {scope: {path: ''}, values: {layout: any, wide: first}}\n\
             - {scope: {path: ''}, values: {wide: last}}\n\
             - {scope: {path: _posts/deep}, values: {layout: deep}}\n\
             - {scope: {path: 'work/*/_posts'}, values: {layout: glob}}\n",
        );
        let value = |path: &str, key: &str| value(&settings, path, key);
        assert_eq!(value("_posts/a.md", "layout").as_deref(), Some("post"));
        assert_eq!(value("about.md", "layout").as_deref(), Some("any"));
        assert_eq!(value("about.md", "wide").as_deref(), Some("last"));
        assert_eq!(value("_posts/deep/a.md", "layout").as_deref(), Some("deep"));
        assert_eq!(value("work/x/_posts/a.md", "layout").as_deref(), Some("glob"));
        assert_eq!(value("_posts/a.md", "own").as_deref(), Some("mine"));
        assert_eq!(value("_posts/a.md", "empty").as_deref(), Some("full"));
    }

    #[test]
    fn maps_are_completed_and_categories_add_up() {
        let settings =
            settings("defaults:\n- values: {header: {image: a.png, alt: b}, categories: [news]}\n");
        let own = "header: {alt: mine}\ncategories: rust web\n";
        let own = crate::front_matter::read_configuration("a.yml", own).0;
        let complete = settings.completed("_posts/a.md", &own);
        let header = complete.get(&["header"]).and_then(Value::as_map).unwrap();
        assert_eq!((header.text(&["image"]), header.text(&["alt"])), (Some("a.png"), Some("mine")));
        let categories = complete.get(&["categories"]).map(Value::as_texts);
        assert_eq!(categories.unwrap_or_default(), ["news", "rust", "web"]);
    }

    #[test]
    fn a_set_without_values_is_said() {
        let yaml = "defaults:\n- scope: {path: x}\n";
        let metadata = crate::front_matter::read_configuration("_config.yml", yaml).0;
        let mut warnings = Vec::new();
        assert_eq!(read(&metadata, "_config.yml", &mut warnings), []);
        assert_eq!(warnings.len(), 1);
    }
}
