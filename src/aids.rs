//! What makes reading more comfortable, and no page needs: copying and wrapping code, footnotes in place,
//! previews of links, images in full size, the search box, shortcuts, sharing. The scripts are in
//! `src/aids`; this owns what they are told and where they are published.
//!
//! Every page starts `index.js`, which listens and fetches the others when there is something for them to
//! do. All have one folder, named after what is in them, so that no page mixes those of two builds.

use serde_json::{Value, json};

use crate::language::{Language, Words};
use crate::prerender::hash;
use crate::script::{File, fill};

/// A script, and what it says in a language, by the names that it has for it.
struct Script {
    name: &'static str,
    source: &'static str,
    words: fn(&Words) -> Value,
}

const SCRIPTS: [Script; 10] = [
    Script {
        name: "index.js",
        source: include_str!("aids/index.js"),
        words: |words| json!({ "failed": words.aid_failed }),
    },
    Script { name: "box.js", source: include_str!("aids/box.js"), words: |_| Value::Null },
    Script {
        name: "code.js",
        source: include_str!("aids/code.js"),
        words: |words| {
            json!({
                "copy": words.copy, "copied": words.copied, "notCopied": words.not_copied,
                "wrap": words.wrap,
            })
        },
    },
    Script {
        name: "dialog.js",
        source: include_str!("aids/dialog.js"),
        words: |words| json!({ "close": words.close }),
    },
    Script {
        name: "footnotes.js",
        source: include_str!("aids/footnotes.js"),
        words: |words| json!({ "toNote": words.to_note }),
    },
    Script { name: "images.js", source: include_str!("aids/images.js"), words: |_| Value::Null },
    Script {
        name: "previews.js",
        source: include_str!("aids/previews.js"),
        words: |_| Value::Null,
    },
    Script {
        name: "search.js",
        source: include_str!("aids/search.js"),
        words: |words| json!({ "search": words.search, "failed": words.failed_network, "all": words.search_all }),
    },
    Script {
        name: "share.js",
        source: include_str!("aids/share.js"),
        words: |words| json!({ "send": words.send, "copied": words.copied, "notCopied": words.not_copied }),
    },
    Script {
        name: "shortcuts.js",
        source: include_str!("aids/shortcuts.js"),
        words: |words| {
            json!({
                "title": words.shortcuts, "turnOff": words.shortcuts_off,
                "keys": {
                    "/": words.search, "?": words.shortcuts, "h": words.home,
                    "n": words.later_post, "p": words.earlier_post, "c": words.contents,
                    "t": words.theme,
                },
            })
        },
    },
];

/// The files; the first is the one that pages start.
pub fn files() -> Vec<File> {
    let texts = SCRIPTS.map(|script| {
        let words = Language::in_each(|it| (script.words)(it.words()));
        fill(script.source, &[("STACKS_WORDS", words)])
    });
    let folder = format!("made/aids-{}/", hash(texts.concat().as_bytes()));
    let named = SCRIPTS.iter().zip(texts);
    named.map(|(script, text)| File { path: [&folder, script.name].concat(), text }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::imports;

    #[test]
    fn what_a_script_imports_is_published() {
        let files = files();
        let (count, lost) = imports(&files);
        assert_eq!(lost, [""; 0]);
        assert!(count >= files.len(), "{count} imports were looked for");
        assert!(files[0].path.ends_with("/index.js"));
    }

    #[test]
    fn they_speak_both_languages() {
        let text: String = files().into_iter().map(|it| it.text).collect();
        assert!(text.contains("Copied") && text.contains("Copiado"));
        assert!(!text.contains("STACKS_WORDS"), "{text}");
    }
}
