//! The table of emoji for Markdown from anywhere: a file for each letter that names begin with, so that a
//! page with three shortcodes downloads two kilobytes and not all names.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::emoji::{Emoji, Table, github};
use crate::manifest::VERSION;
use crate::script::File;

/// The files, and the drawings that are not published for pages anyhow: `{"version": 1, "emoji": {"rocket": "🚀", "wave": ["👋", "👋🏻", …]}}`, skin tones from light
/// to dark behind an emoji that has them, and for a drawing its path from the site's root. What begins
/// with no letter is in the file `0`.
pub fn files(table: &Table) -> Vec<File> {
    let own = table.own().keys().cloned();
    let mut shards: BTreeMap<char, BTreeMap<String, Value>> = BTreeMap::new();
    for name in own.chain(github::names().map(str::to_owned)) {
        let letter = name.chars().next().filter(char::is_ascii_lowercase).unwrap_or('0');
        if let Some(value) = value(table, &name) {
            shards.entry(letter).or_default().insert(name, value);
        }
    }
    let file = |(letter, emoji)| File {
        path: format!("widgets/v1/emoji/{letter}.json"),
        text: json!({ "version": VERSION, "emoji": emoji }).to_string(),
    };
    let drawings =
        github::names().filter(|name| !table.own().contains_key(*name)).filter_map(|name| {
            Some(File { path: github::image_path(name), text: github::image(name)?.to_owned() })
        });
    shards.into_iter().map(file).chain(drawings).collect()
}

fn value(table: &Table, name: &str) -> Option<Value> {
    let shown = |name: &str| table.lookup(name).map(Emoji::into_payload);
    let plain = shown(name)?;
    let tones: Option<Vec<String>> =
        (1..=5).map(|tone| shown(&format!("{name}_tone{tone}"))).collect();
    Some(match tones {
        Some(tones) => [vec![plain], tones].concat().into(),
        None => plain.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_in_the_file_of_its_letter() {
        let files = files(&Table::new(["emoji/stacks.svg"]));
        let emoji = |letter: &str, name: &str| {
            let path = format!("widgets/v1/emoji/{letter}.json");
            let file = files.iter().find(|it| it.path == path).expect("the letter has a file");
            let value: Value = serde_json::from_str(&file.text).expect("it is JSON");
            value["emoji"][name].clone()
        };
        assert_eq!(emoji("r", "rocket"), "🚀");
        assert_eq!(emoji("s", "stacks"), "emoji/stacks.svg");
        assert_eq!(emoji("w", "wave"), json!(["👋", "👋🏻", "👋🏼", "👋🏽", "👋🏾", "👋🏿"]));
        assert_eq!(emoji("0", "+1")[0], "👍");
        assert_eq!(emoji("r", "wave"), Value::Null);
    }
}
