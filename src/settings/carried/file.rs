//! A configuration file of another generator as it is written: which keys lead to what, and where each
//! stands.

use crate::front_matter::{Field, Metadata, read_configuration};

/// A configuration file with where its fields belong.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Its name, relative to the site's root.
    pub(super) name: String,
    /// The key that all of it lies below, for Hugo's `params.toml` and the like.
    below: Option<String>,
    fields: Metadata,
}

impl Read {
    /// The configuration `text` of the file called `name`.
    pub fn new(name: &str, text: &str) -> Self {
        let fields = match name.rsplit('.').next() {
            Some("py") => crate::settings::pelican::read_configuration(name, text).0,
            _ => read_configuration(name, text).0,
        };
        let stem = name.rsplit('/').next().unwrap_or_default();
        let stem = stem.split('.').next().unwrap_or_default();
        let is_part = name.starts_with("config/") && !matches!(stem, "hugo" | "config");
        Self { name: name.to_owned(), below: is_part.then(|| stem.to_owned()), fields }
    }

    /// The fields by the keys that lead to them, two deep where the first leads to whatever themes
    /// have made up.
    pub fn keys(&self) -> Vec<(String, &Field)> {
        let mut keys = Vec::new();
        for field in &self.fields.fields {
            let path = match &self.below {
                Some(below) => format!("{below}.{}", field.key),
                None => field.key.clone(),
            };
            match field.value.as_map() {
                Some(inner) if ["params", "extra"].contains(&field.key.as_str()) => {
                    let inner = inner.fields.iter();
                    keys.extend(inner.map(|it| (format!("{path}.{}", it.key), it)));
                }
                _ => keys.push((path, field)),
            }
        }
        keys
    }

    /// The fields at `path`, in which `*` stands for any key.
    pub fn fields_at(&self, path: &str) -> Vec<(String, &Field)> {
        let mut keys: Vec<&str> = path.split('.').collect();
        if let Some(below) = &self.below {
            if !below.eq_ignore_ascii_case(keys[0]) || keys.len() == 1 {
                return Vec::new();
            }
            keys.remove(0);
        }
        let prefix = self.below.iter().cloned().collect();
        let mut found = Vec::new();
        descend(&self.fields, &keys, prefix, &mut found);
        found
    }
}

fn descend<'f>(
    map: &'f Metadata,
    keys: &[&str],
    above: Vec<String>,
    found: &mut Vec<(String, &'f Field)>,
) {
    let [key, rest @ ..] = keys else { return };
    let fields = map.fields.iter().filter(|it| *key == "*" || it.key.eq_ignore_ascii_case(key));
    for field in fields {
        let path: Vec<String> = above.iter().cloned().chain([field.key.clone()]).collect();
        match field.value.as_map() {
            _ if rest.is_empty() => found.push((path.join("."), field)),
            Some(inner) => descend(inner, rest, path, found),
            None => {}
        }
    }
}

/// Where a setting was said.
pub struct Origin {
    /// The file.
    pub file: String,
    /// The keys that lead to it.
    pub path: String,
    /// The line, or 0.
    pub line: u32,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, path, line } = self;
        match line {
            0 => write!(formatter, "{file}: {path}"),
            line => write!(formatter, "{file}, line {line}: {path}"),
        }
    }
}
