//! Reading without a network: the files that a site publishes for it.
//!
//! Owns what the two scripts of `src/app`, `service_worker.js` and `offline.js`, are told of a build;
//! what they do with it is in them. The page for what is not kept is drawn by
//! [`crate::prerender::Prerenderer::offline`]. Follows Service Workers (W3C).

use serde_json::{Value, json};

use crate::language::{Language, Words};
use crate::prerender::hash;
use crate::script::{File, fill};

/// Where the worker is, relative to the site's root: the folder of its file is what it may serve.
pub const WORKER: &str = "service-worker.js";

/// The id of the button that tries again, on the page for what is not kept.
pub const RETRY: &str = "stacks.missing";

/// The module that every page starts. `code` has the files of the app and the renderer: the name
/// changes with them too, so that a page of another build is known by it.
pub fn module(code: &[String]) -> File {
    let words = Language::in_each(words);
    let text = fill(include_str!("app/offline.js"), &[("STACKS_WORDS", words)]);
    let name = hash([&text, "\n", &code.join("\n")].concat().as_bytes());
    File { path: format!("made/offline-{name}.js"), text }
}

/// The page for what is not kept, with the name that it is published by.
pub fn page(html: String) -> File {
    File { path: format!("made/offline-{}.html", hash(html.as_bytes())), text: html }
}

/// The service worker of a build: of the site with this text of its `manifest.json`, with the files
/// `shell`, whose names change with their content, of which `page` is the page for what is not kept.
/// Whoever keeps all pages keeps `more` too.
pub fn worker(shell: &[String], page: &str, manifest: &str, more: &[String]) -> File {
    let source = include_str!("app/service_worker.js");
    let version = hash([source, "\n", &shell.join("\n"), "\n", manifest].concat().as_bytes());
    let mut files = vec!["manifest.json"];
    files.extend(shell.iter().map(String::as_str));
    let text = fill(
        source,
        &[
            ("STACKS_VERSION", json!(version)),
            ("STACKS_SHELL", json!(files)),
            ("STACKS_PAGE", json!(page)),
            ("STACKS_MORE", json!(more)),
        ],
    );
    File { path: WORKER.into(), text }
}

/// What stands in the worker's place while the site is served for writing: nothing may be kept then,
/// nor come from what was.
pub fn no_worker() -> File {
    File { path: WORKER.into(), text: fill(include_str!("app/no_service_worker.js"), &[]) }
}

/// What `offline.js` says, by the names that it has for it.
fn words(language: Language) -> Value {
    let Words {
        offline_new,
        offline_reload,
        offline_dismiss,
        offline_keep,
        offline_keeping,
        offline_kept,
        offline_failed,
        offline_older,
        retry,
        ..
    } = language.words();
    json!({
        "news": offline_new,
        "reload": offline_reload,
        "dismiss": offline_dismiss,
        "keep": offline_keep,
        "keeping": offline_keeping,
        "kept": offline_kept,
        "failed": offline_failed,
        "older": offline_older,
        "retry": retry,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell() -> Vec<String> {
        ["app-1.js", "app-1_bg.wasm", "made/offline-1.html"].map(String::from).to_vec()
    }

    #[test]
    fn the_worker_knows_its_build() {
        let worker = worker(&shell(), "made/offline-1.html", "{}", &["widgets.js".into()]);
        assert_eq!(worker.path, "service-worker.js");
        let has = |line: &str| worker.text.lines().any(|it| it == line);
        assert!(has("const PAGE = \"made/offline-1.html\";"), "{}", worker.text);
        assert!(has(
            r#"const SHELL = ["manifest.json","app-1.js","app-1_bg.wasm","made/offline-1.html"];"#
        ));
        assert!(has(r#"const MORE = ["widgets.js"];"#), "{}", worker.text);
        assert!(!worker.text.contains("STACKS_"), "{}", worker.text);
    }

    #[test]
    fn what_changes_in_a_build_changes_the_worker() {
        let text = |shell: &[String], manifest: &str| worker(shell, "a.html", manifest, &[]).text;
        let before = text(&shell(), "{}");
        assert_eq!(text(&shell(), "{}"), before);
        assert_ne!(text(&shell(), r#"{"posts":1}"#), before);
        assert_ne!(text(&shell()[1..], "{}"), before);
    }

    #[test]
    fn the_module_has_the_words_and_the_name_of_its_build() {
        let before = module(&shell());
        assert!(before.text.contains("Not now") && before.text.contains("Ahora no"));
        assert!(!before.text.contains("STACKS_"), "{}", before.text);
        assert_ne!(module(&shell()[1..]).path, before.path);
        assert!(before.path.starts_with("made/offline-") && before.path.ends_with(".js"));
    }
}
