//! What the configuration says of some documents only: where they are published and which front
//! matter they are given, each with a target.

use super::below;
use super::tokens;
use crate::front_matter::{Field, Metadata, Value};
use crate::settings::glob::{self, Style};

/// A pattern for addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// Whose it is.
    pub target: Target,
    /// The pattern, such as `/:year/:slug/`.
    pub pattern: String,
}

/// Which documents a setting is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// `page`, `section` or `home`; empty for all.
    pub kind: String,
    /// A pattern for the path of the document, such as `/posts/**`; empty for all.
    pub path: String,
    /// The key of the language; empty for all.
    pub language: String,
}

impl Target {
    /// Whether a document of this kind, path (`/posts/trip`) and language is meant.
    pub fn includes(&self, kind: &str, path: &str, language: &str) -> bool {
        (self.kind.is_empty() || self.kind == kind)
            && (self.language.is_empty() || self.language == language)
            && (self.path.is_empty() || glob::matches(&self.path, path, Style::Hugo))
    }
}

/// Front matter for documents that do not have it themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Cascade {
    /// The path of the section that says it, for itself and what lies below; empty for all.
    pub section: String,
    /// The documents.
    pub target: Target,
    /// The fields.
    pub fields: Metadata,
}

impl Cascade {
    /// Whether a document of this kind, path (`/posts/trip`) and language is meant.
    pub fn includes(&self, kind: &str, path: &str, language: &str) -> bool {
        let below = path.strip_prefix(&self.section);
        below.is_some_and(|it| it.is_empty() || it.starts_with('/'))
            && self.target.includes(kind, path, language)
    }
}

/// The patterns of permalinks: by section, by kind and section, or as a list with targets; those
/// that a language has of its own come first.
pub fn permalinks(
    metadata: &Metadata,
    warn: &mut impl FnMut(&Field, String, &str),
) -> Vec<Permalink> {
    let mut found: Vec<(usize, Permalink)> = Vec::new();
    let declared = below(metadata, &["languages"]);
    let own = declared.map(|it| it.fields.as_slice()).unwrap_or_default();
    let own = own.iter().filter_map(|it| Some((it.key.to_lowercase(), it.value.as_map()?)));
    for (language, fields) in own.chain([(String::new(), metadata)]) {
        let Some(field) = fields.field("permalinks") else { continue };
        let mut add = |field: &Field, kind: &str, path: String, pattern: &str| {
            if let Some(token) = unknown_token(pattern) {
                let found = format!("the permalink token `:{token}` is not understood");
                let advice = "write the address of each document as its url, or mend the token";
                return warn(field, found, advice);
            }
            let target = Target { kind: kind.into(), path, language: language.clone() };
            // A pattern for a language, then one for a deeper folder, is the more specific.
            let rank = target.path.len() + if language.is_empty() { 0 } else { 1000 };
            found.push((rank, Permalink { target, pattern: pattern.to_owned() }));
        };
        match &field.value {
            Value::List(rules) => {
                for rule in rules.iter().filter_map(Value::as_map) {
                    let target = target(rule);
                    if let Some(pattern) = rule.text(&["pattern"]) {
                        add(field, &target.kind, target.path, pattern);
                    }
                }
            }
            Value::Map(sections) => {
                for section in &sections.fields {
                    match &section.value {
                        Value::Map(by_kind) => {
                            for rule in &by_kind.fields {
                                if let Some(pattern) = rule.value.as_text() {
                                    let kind = section.key.to_lowercase();
                                    add(rule, &kind, section_path(&rule.key), pattern);
                                }
                            }
                        }
                        value => {
                            if let Some(pattern) = value.as_text() {
                                add(section, "page", section_path(&section.key), pattern);
                            }
                        }
                    }
                }
            }
            Value::Plain(_) | Value::Quoted(_) => {}
        }
    }
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, permalink)| permalink).collect()
}

/// The pattern for the paths of a section's documents, as Hugo makes it.
fn section_path(section: &str) -> String {
    match section.trim_matches(['/', ' ']).to_lowercase() {
        root if root.is_empty() => "/*".into(),
        section => format!("/{{{section},{section}/**}}"),
    }
}

/// The first token of `pattern` that is none.
fn unknown_token(pattern: &str) -> Option<&str> {
    tokens::tokens(pattern).iter().map(|it| it.name).find(|it| !tokens::NAMES.contains(it))
}

fn target(fields: &Metadata) -> Target {
    let target = fields.get(&["target", "_target"]).and_then(Value::as_map);
    let text = |key: &str| {
        target.and_then(|it| it.text(&[key])).map(str::to_lowercase).unwrap_or_default()
    };
    Target { kind: text("kind"), path: text("path"), language: text("lang") }
}

/// What the configuration gives to documents.
pub fn cascades(value: Option<&Value>) -> Vec<Cascade> {
    let maps: Vec<&Metadata> = match value {
        Some(Value::List(items)) => items.iter().filter_map(Value::as_map).collect(),
        Some(Value::Map(map)) => vec![map],
        _ => Vec::new(),
    };
    let cascade = |fields: &&Metadata| Cascade {
        section: String::new(),
        target: target(fields),
        fields: (*fields).clone(),
    };
    maps.iter().map(cascade).collect()
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
    fn permalinks_are_for_sections_kinds_and_languages() {
        let (settings, warnings) = read(
            "hugo.yaml",
            "permalinks:\n  posts: /:year/:slug/\n  page:\n    docs/deep: /deep/:slug\n    docs: /d/:slug\n    \
             bad: /:nonsense/\n  section:\n    posts: /archive/\nlanguages:\n  es:\n    permalinks:\n      \
             posts: /entradas/:slug\n",
        );
        let pattern = |kind: &str, path: &str, language: &str| {
            let permalinks = &settings.hugo.permalinks;
            let found = permalinks.iter().find(|it| it.target.includes(kind, path, language));
            found.map(|it| it.pattern.as_str())
        };
        assert_eq!(pattern("page", "/posts/x", "en"), Some("/:year/:slug/"));
        assert_eq!(pattern("page", "/posts/x", "es"), Some("/entradas/:slug"));
        assert_eq!(pattern("section", "/posts", "en"), Some("/archive/"));
        assert_eq!(pattern("page", "/docs/deep/x", "en"), Some("/deep/:slug"));
        assert_eq!(pattern("page", "/docs/x", "en"), Some("/d/:slug"));
        assert_eq!(pattern("page", "/bad/x", "en"), None);
        let found: Vec<_> = warnings.iter().map(|it| (it.line, it.found.as_str())).collect();
        assert_eq!(found, [(6, "the permalink token `:nonsense` is not understood")]);
    }
}
