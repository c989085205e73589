//! The index that the search box reads in anybody's page: titles, headings, tags and excerpts of all
//! documents, in parts so small that a query fetches little of a large site.
//!
//! - `data/search/index.json`: `{"version": 1, "build": …, "parts": P, "block": B}`; the others have the
//!   same `build`, as pages have other numbers in another;
//! - `data/search/words/<n>.json`: `{"version": 1, "words": {"rust": [page, weight, page, weight, …]}}`, the
//!   words whose first two characters have the hash `n` modulo `P` (FNV-1a of 32 bit over UTF-8): one
//!   part has all words that begin like what is being typed;
//! - `data/search/pages/<n>.json`: `{"version": 1, "entries": [{"title": …, "url": …, …}]}`, the pages from
//!   `n * B` on.
//!
//! Words are runs of letters and digits, decomposed (Unicode NFD), without marks, in lower case; in scripts
//! that put no spaces between words, any two characters in a row: `src/widgets/search.js` makes the same of
//! what is typed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::manifest::{Payload, VERSION};
use crate::outline::Part;
use crate::prerender::hash;
use crate::reading::shorten;
use crate::script::File;

/// How many pages a file has.
const BLOCK: usize = 16;
/// How many pages there are to a part of the words, so that a part stays small.
const PAGES_PER_PART: usize = 8;
const MOST_PARTS: usize = 1024;

/// How many characters of an excerpt are shown.
const EXCERPT: usize = 200;

/// What a word counts by where it is.
const TITLE: u32 = 8;
const TAG: u32 = 5;
const HEADING: u32 = 3;
const TEXT: u32 = 1;

/// A page as the index has it.
#[derive(Debug)]
pub struct Page {
    entry: Value,
    words: BTreeMap<String, u32>,
}

/// What the index needs of a document; `None` for lists, which have no text.
pub fn page(payload: &Payload, parts: &[Part]) -> Option<Page> {
    let lead = parts.iter().map(|it| it.lead.as_str()).find(|it| it.contains(char::is_alphabetic));
    let about = payload.description.as_deref().or(lead)?;
    let mut words = BTreeMap::new();
    let mut note = |text: &str, weight: u32| {
        for word in words_of(text) {
            let known = words.entry(word).or_insert(0);
            *known = weight.max(*known);
        }
    };
    note(&payload.title, TITLE);
    payload.tags.iter().for_each(|tag| note(&tag.title, TAG));
    parts.iter().for_each(|part| note(&part.title, HEADING));
    note(about, TEXT);
    let mut entry =
        json!({ "title": payload.title, "url": payload.url, "excerpt": shorten(about, EXCERPT) });
    if let Some(language) = &payload.language {
        entry["language"] = language.as_str().into();
    }
    Some(Page { entry, words })
}

/// The files, of pages in the order in which equally good ones are shown.
pub fn files(pages: &[Page]) -> Vec<File> {
    let parts = pages.len().div_ceil(PAGES_PER_PART).clamp(1, MOST_PARTS).next_power_of_two();
    let mut words: Vec<BTreeMap<&str, Vec<u32>>> = vec![BTreeMap::new(); parts];
    for (number, page) in (0_u32..).zip(pages) {
        for (word, weight) in &page.words {
            words[part_of(word, parts)].entry(word).or_default().extend([number, *weight]);
        }
    }
    let file = |path: String, value: Value| File { path, text: value.to_string() };
    let of_page = |page: &Page| hash(format!("{} {:?}", page.entry, page.words).as_bytes());
    let build = hash(pages.iter().map(of_page).collect::<String>().as_bytes());
    let index = json!({ "version": VERSION, "build": build, "parts": parts, "block": BLOCK });
    let words = words.iter().enumerate().map(|(number, words)| {
        let value = json!({ "version": VERSION, "build": build, "words": words });
        file(format!("data/search/words/{number}.json"), value)
    });
    let blocks = pages.chunks(BLOCK).enumerate().map(|(number, pages)| {
        let entries: Vec<&Value> = pages.iter().map(|it| &it.entry).collect();
        let value = json!({ "version": VERSION, "build": build, "entries": entries });
        file(format!("data/search/pages/{number}.json"), value)
    });
    words.chain(blocks).chain([file("data/search/index.json".into(), index)]).collect()
}

/// The words of a text.
fn words_of(text: &str) -> BTreeSet<String> {
    let folded: String =
        text.nfd().filter(|it| !is_combining_mark(*it)).collect::<String>().to_lowercase();
    let mut words = BTreeSet::new();
    for run in folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let signs: Vec<char> = run.chars().collect();
        for part in signs.chunk_by(|a, b| is_close(*a) == is_close(*b)) {
            match part {
                [first, _, _, ..] if is_close(*first) => {
                    words.extend(part.windows(2).map(|pair| pair.iter().collect::<String>()));
                }
                _ => _ = words.insert(part.iter().collect()),
            }
        }
    }
    words
}

/// Whether a character is of a script that puts no spaces between words.
fn is_close(character: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    matches!(
        character.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    )
}

/// Which part has the words that begin like `word`.
fn part_of(word: &str, parts: usize) -> usize {
    let end = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    let hash = word.as_bytes()[..end]
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash as usize % parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Link;

    fn indexed(title: &str, tag: &str, heading: &str) -> Page {
        let tags = vec![Link { title: tag.into(), url: "/tags/x/".into() }];
        let description = Some("Über das Übersetzen".into());
        let payload = Payload {
            title: title.into(),
            url: "/a/".into(),
            tags,
            description,
            ..Payload::default()
        };
        let part = Part { level: 2, title: heading.into(), ..Part::default() };
        page(&payload, &[part]).expect("it has a text")
    }

    #[test]
    fn a_word_counts_by_the_best_place_it_is_in() {
        let page = indexed("Señal a Rust", "rust", "Rust and señales");
        let weight = |word: &str| page.words.get(word).copied();
        assert_eq!(
            (weight("rust"), weight("senal"), weight("senales")),
            (Some(TITLE), Some(TITLE), Some(HEADING))
        );
        assert_eq!((weight("ubersetzen"), weight("a")), (Some(TEXT), Some(TITLE)));
    }

    #[test]
    fn where_no_spaces_are_written_two_characters_are_a_word() {
        let words = |text: &str| words_of(text).into_iter().collect::<Vec<_>>();
        assert_eq!(words("日本語入門"), ["入門", "日本", "本語", "語入"]);
        assert_eq!(words("Rust入門 C++ x"), ["c", "rust", "x", "入門"]);
    }

    #[test]
    fn every_word_is_in_the_part_of_its_beginning() {
        let pages: Vec<Page> =
            (0..40).map(|number| indexed(&format!("Page{number} kubectl"), "t", "h")).collect();
        let files = files(&pages);
        let read = |path: &str| -> Value {
            let file = files.iter().find(|it| it.path == path).expect("the file is there");
            serde_json::from_str(&file.text).expect("it is JSON")
        };
        let parts = read("data/search/index.json")["parts"].as_u64().unwrap() as usize;
        let of = |word: &str| read(&format!("data/search/words/{}.json", part_of(word, parts)));
        assert_eq!(of("ku")["words"]["kubectl"].as_array().unwrap().len(), 80);
        assert_eq!(of("pa")["words"]["page39"], json!([39, TITLE]));
        assert_eq!(read("data/search/pages/2.json")["entries"].as_array().unwrap().len(), 8);
    }
}
