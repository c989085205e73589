//! The words that a mistyped one may have meant. Each is in two files: that of its first two letters, and
//! that of its last two. One slip leaves one of the ends as it is, so two files are all that is asked.

use std::collections::BTreeMap;

use serde_json::json;

use super::words::is_close;
use crate::manifest::VERSION;
use crate::script::File;

/// How many letters a word has at least that is worth mending.
const SHORTEST: usize = 4;
/// How many words there are to a file, about.
const WORDS: usize = 256;
const MOST_FILES: usize = 1_024;

/// Puts the files of `words`, each with the number of pages it is in, into `folder`, and returns how
/// many there are. A word says on how many pages it is by the digits of that in base two.
pub fn write<'w>(
    folder: &str,
    words: impl Iterator<Item = (&'w str, usize)>,
    put: &mut dyn FnMut(File) -> Result<(), String>,
) -> Result<usize, String> {
    let known = words.filter(|(word, _)| {
        word.chars().count() >= SHORTEST && !word.chars().any(|it| is_close(it) || it.is_numeric())
    });
    let known: Vec<(&str, usize)> = known.collect();
    let count = (known.len() / WORDS).clamp(1, MOST_FILES).next_power_of_two();
    let mut files: Vec<BTreeMap<&str, u32>> = vec![BTreeMap::new(); count];
    for (word, pages) in known {
        for file in ends(word).map(|end| file_of(&end, count)) {
            files[file].insert(word, usize::BITS - pages.leading_zeros());
        }
    }
    for (number, words) in files.iter().enumerate() {
        let text = json!({ "version": VERSION, "words": words }).to_string();
        put(File { path: format!("{folder}{number}.json"), text })?;
    }
    Ok(count)
}

/// What a word is filed under.
fn ends(word: &str) -> [String; 2] {
    let first: String = word.chars().take(2).collect();
    let mut last: Vec<char> = word.chars().rev().take(2).collect();
    last.reverse();
    [format!("<{first}"), last.into_iter().chain(['>']).collect()]
}

/// Which of `count` files has what is filed under `end`: FNV-1a of 32 bit over UTF-8.
fn file_of(end: &str, count: usize) -> usize {
    let hash = end
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_either_end() {
        let mut files = Vec::new();
        let words: Vec<String> = (0..2_000).map(|it| format!("word{}", letters(it))).collect();
        let words = words.iter().map(|it| (it.as_str(), 5)).chain([("kubectl", 1), ("abc", 9)]);
        let count = write("s/", words, &mut |file| {
            files.push(file);
            Ok(())
        });
        let count = count.expect("nothing fails");
        assert_eq!((count, files.len()), (8, 8));
        let has = |end: &str, line: &str| files[file_of(end, count)].text.contains(line);
        assert!(has("<ku", "\"kubectl\":1") && has("tl>", "\"kubectl\":1"));
        assert!(has("<wo", "\"wordaaa\":3"));
        assert!(!files.iter().any(|it| it.text.contains("\"abc\"")));
    }

    fn letters(number: u32) -> String {
        let letter = |it: u32| char::from(b'a' + (it % 26) as u8);
        [number / 676, number / 26, number].map(letter).iter().collect()
    }
}
