//! The elements that others embed: the files that a site publishes for them.
//!
//! Owns where they are; what they do is in the scripts of `src/widgets`, which ones there are in
//! [`element`]. Their addresses have a version, which changes when pages that embed them would have to;
//! `widgets.js` is the newest. All of them, and the data they read, may be fetched by any page
//! ([`crate::hosting`]). Whoever includes `widgets/v1/index.js` with its digest (`integrity.json`) has
//! all that it fetches later checked too: the digests of that are in it.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::manifest::VERSION;
use crate::script::{File, fill};

mod editors;
pub mod element;
pub mod emoji;
mod header;

use element::{ELEMENTS, Element};

/// Where the files of this version are, relative to the site's root.
pub const FOLDER: &str = "widgets/v1/";

/// The script that includes the others.
const ENTRY: (&str, &str) = ("index.js", include_str!("widgets/index.js"));

/// The scripts that elements share, and that of frames, by their names.
const SHARED: [(&str, &str); 9] = [
    ("budget.js", include_str!("widgets/budget.js")),
    ("find.js", include_str!("widgets/find.js")),
    ("flow.js", include_str!("widgets/flow.js")),
    ("form.js", include_str!("widgets/form.js")),
    ("frame.js", include_str!("widgets/frame.js")),
    ("html.js", include_str!("widgets/html.js")),
    ("prose.js", include_str!("widgets/prose.js")),
    ("result.js", include_str!("widgets/result.js")),
    ("words.js", include_str!("widgets/words.js")),
];

/// The scripts that are fetched when they are needed, by their names.
fn scripts(renderer: &str) -> impl Iterator<Item = (String, String)> {
    let shared = SHARED.into_iter().map(|(name, source)| (name.to_owned(), fill(source, &[])));
    let own = move |element: &Element| {
        let values = [("STACKS_RENDERER", json!(renderer)), ("STACKS_WORDS", element.words())];
        (element.file(), fill(element.script, &values))
    };
    shared.chain(ELEMENTS.iter().map(own))
}

/// What is made elsewhere and published with the scripts.
pub struct Made<'a> {
    /// The renderer's module, and its name.
    pub renderer: (&'a str, &'a [u8]),
    /// The style sheet of documents.
    pub prose: &'a str,
    /// How many bytes a text or module takes when it is sent.
    pub cost: &'a dyn Fn(&[u8]) -> usize,
}

/// The files that documents may link to, relative to the site's root.
pub fn paths() -> impl Iterator<Item = String> {
    let names = ["index.js", "index.d.ts", "custom-elements.json", "integrity.json"];
    let files = names.into_iter().map(|name| [FOLDER, name].concat());
    let frames = ELEMENTS.iter().map(|it| frame_path(it).trim_end_matches("index.html").to_owned());
    files.chain(frames).chain(["widgets.js".into()])
}

/// The files, relative to the site's root; the renderer's module is where it is.
pub fn files(made: &Made<'_>) -> Vec<File> {
    let Made { renderer: (renderer, module), prose, cost } = made;
    let mut texts: BTreeMap<String, String> = scripts(renderer).collect();
    texts.insert("prose.css".into(), (*prose).to_owned());
    let digests: BTreeMap<&str, String> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), digest(text.as_bytes())))
        .chain([(*renderer, digest(module))])
        .collect();
    let values = [("STACKS_ELEMENTS", element::for_scripts()), ("STACKS_DIGESTS", json!(digests))];
    let entry = fill(ENTRY.1, &values);
    let costs = |element: &Element| {
        let own = element.file();
        let names = element.files.iter().copied().chain([own.as_str()]);
        let own = names.map(|name| match texts.get(name) {
            Some(text) => cost(text.as_bytes()),
            None => cost(module),
        });
        cost(entry.as_bytes()) + own.sum::<usize>()
    };
    let manifest = editors::manifest(&costs);
    let by_name: BTreeMap<&str, usize> = ELEMENTS.iter().map(|it| (it.name, costs(it))).collect();
    let integrity =
        json!({ "version": VERSION, "index.js": digest(entry.as_bytes()), "costs": by_name });
    texts.extend([
        (ENTRY.0.into(), entry),
        ("index.d.ts".into(), editors::declarations()),
        ("custom-elements.json".into(), manifest.to_string()),
        ("integrity.json".into(), integrity.to_string()),
    ]);
    let file = |(name, text)| File { path: format!("{FOLDER}{name}"), text };
    let alias =
        File { path: "widgets.js".into(), text: "import \"./widgets/v1/index.js\";\n".into() };
    let frames = ELEMENTS.iter().map(|it| File { path: frame_path(it), text: frame(it) });
    frames.chain([alias]).chain(texts.into_iter().map(file)).collect()
}

/// Where the page is that shows an element in a frame.
fn frame_path(element: &Element) -> String {
    format!("embed/{}/index.html", element.name.trim_start_matches("stacks-"))
}

/// The page that shows an element in a frame, its attributes from the address: for places that let
/// nobody run a script. Links lead the page around away, as they do without a frame.
fn frame(element: &Element) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light \
         dark\">\n<meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n<base target=\"_top\">\n\
         <script type=\"module\" src=\"../../{FOLDER}frame.js\"></script>\n</head>\n<body>\n<noscript><a \
         href=\"../../\">{}</a></noscript>\n</body>\n</html>\n",
        element.name, element.summary
    )
}

/// The digest of a file, by which pages tell that it is what they expect (Subresource Integrity). The shortest
/// of those that browsers know: the script that all elements share has one for each file.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::imports;

    fn made() -> Vec<File> {
        files(&Made { renderer: ("renderer-1.wasm", b"wasm"), prose: "p{}", cost: &<[u8]>::len })
    }

    #[test]
    fn what_a_script_imports_is_published() {
        let files = made();
        let has = |path: &str| files.iter().any(|it| it.path == path);
        let (count, lost) = imports(&files);
        assert_eq!(lost, [""; 0]);
        assert!(count >= ELEMENTS.len(), "{count} imports were looked for");
        for element in ELEMENTS.iter() {
            for name in element.files.iter().filter(|it| **it != "renderer.wasm") {
                assert!(has(&format!("{FOLDER}{name}")), "{name}");
            }
        }
    }

    #[test]
    fn elements_speak_both_languages() {
        let text: String = made().into_iter().map(|it| it.text).collect();
        assert!(text.contains("Nothing here yet.") && text.contains("Aún no hay nada aquí."));
        assert!(!text.contains("STACKS_"), "{text}");
    }

    #[test]
    fn the_entry_knows_the_digests_of_all_that_it_fetches() {
        let files = made();
        let text = |name: &str| {
            &files.iter().find(|it| it.path == format!("{FOLDER}{name}")).unwrap().text
        };
        let entry = text("index.js");
        for (name, _) in scripts("renderer-1.wasm") {
            assert!(entry.contains(&digest(text(&name).as_bytes())), "{name}");
        }
        assert!(entry.contains(&digest(b"wasm")) && entry.contains(&digest(b"p{}")));
        assert!(text("integrity.json").contains(&digest(entry.as_bytes())));
    }

    #[test]
    fn content_may_have_every_element_and_attribute() {
        use crate::markdown::is_own_attribute;
        for element in ELEMENTS.iter() {
            for attribute in element.all_attributes() {
                assert!(
                    is_own_attribute(element.name, &attribute.name),
                    "{} {}",
                    element.name,
                    attribute.name
                );
            }
        }
    }
}
