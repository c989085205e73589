//! The elements that others embed: the files that a site publishes for them.
//!
//! Owns where they are; what they do is in the scripts of `src/widgets`. Their addresses have a version,
//! which changes when pages that embed them would have to; `widgets.js` is the newest. All of them, and
//! the data they read, may be fetched by any page ([`crate::hosting`]).

use serde_json::{Value, json};

use crate::language::Language;
use crate::script::{File, fill};

/// The scripts of a version, by their names.
const SCRIPTS: [(&str, &str); 3] = [
    ("index.js", include_str!("widgets/index.js")),
    ("element.js", include_str!("widgets/element.js")),
    ("posts.js", include_str!("widgets/posts.js")),
];

/// The files, relative to the site's root.
pub fn files() -> Vec<File> {
    let words = json!({ "en": words(Language::English), "es": words(Language::Spanish) });
    let values = [("STACKS_WORDS", words)];
    let scripts = SCRIPTS.iter().map(|(name, source)| File {
        path: format!("widgets/v1/{name}"),
        text: fill(source, &values),
    });
    let alias =
        File { path: "widgets.js".into(), text: "import \"./widgets/v1/index.js\";\n".into() };
    scripts.chain([alias]).collect()
}

/// What elements say, by the names that they have for it.
fn words(language: Language) -> Value {
    json!({ "nothing": language.words().nothing_here })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_imports_is_published() {
        let files = files();
        let has = |path: &str| files.iter().any(|it| it.path == path);
        let mut count = 0;
        for file in &files {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for (at, mark) in file.text.match_indices("\"./") {
                let name = file.text[at + mark.len()..].split('"').next().unwrap_or_default();
                let path = format!("{folder}/{name}");
                assert!(has(path.trim_start_matches('/')), "{} imports {path}", file.path);
                count += 1;
            }
        }
        assert!(count >= SCRIPTS.len(), "{count} imports were looked for");
    }

    #[test]
    fn elements_speak_both_languages() {
        let text: String = files().into_iter().map(|it| it.text).collect();
        assert!(text.contains("Nothing here yet.") && text.contains("Aún no hay nada aquí."));
        assert!(!text.contains("STACKS_"), "{text}");
    }
}
