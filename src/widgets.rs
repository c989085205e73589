//! The elements that others embed: the files that a site publishes for them.
//!
//! Owns where they are; what they do is in the scripts of `src/widgets`. Their addresses have a version,
//! which changes when pages that embed them would have to; `widgets.js` is the newest. All of them, and
//! the data they read, may be fetched by any page ([`crate::hosting`]).

use crate::script::{File, fill};

/// The scripts of a version, by their names.
const SCRIPTS: [(&str, &str); 3] = [
    ("index.js", include_str!("widgets/index.js")),
    ("element.js", include_str!("widgets/element.js")),
    ("posts.js", include_str!("widgets/posts.js")),
];

/// The files, relative to the site's root.
pub fn files() -> Vec<File> {
    let scripts = SCRIPTS
        .iter()
        .map(|(name, source)| File { path: format!("widgets/v1/{name}"), text: fill(source, &[]) });
    let alias =
        File { path: "widgets.js".into(), text: "import \"./widgets/v1/index.js\";\n".into() };
    scripts.chain([alias]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_imports_is_published() {
        let files = files();
        let has = |path: &str| files.iter().any(|it| it.path == path);
        for file in &files {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for part in file.text.split("\"./").skip(1) {
                let name = part.split('"').next().unwrap_or_default();
                let path = format!("{folder}/{name}");
                assert!(has(path.trim_start_matches('/')), "{} imports {path}", file.path);
            }
        }
    }
}
