//! The words of a text as the index knows them. `src/widgets/words.js` makes the same of what is typed;
//! the cases in `tests/e2e/words.json` hold both to it.
//!
//! A word is a run of letters and digits, without marks (of Unicode NFD, composed again), in lower case. In
//! scripts that put no spaces between words, any two characters in a row are one. Besides the words of
//! `--dry-run`, `read_to_string` or `std::fs` there is the whole of each without what joins them, so that
//! `dryrun` finds `dry-run`; and besides `readToString` its parts.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// How many characters a word has at the most: what is longer is no word that anybody types.
const LONGEST: usize = 40;
/// How many words are joined to a whole at the most.
const MOST_JOINED: usize = 4;
/// What joins words to a whole.
const JOINTS: &str = "-_.:/";
/// How many characters a part of `camelCase` must have to be a word.
const SHORTEST_PART: usize = 3;

/// Scripts that put no spaces between words.
const CLOSE: [Script; 7] = [
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Myanmar,
];

/// What the words of a text are given to, with `true` for those that are read as they are written, and
/// `false` for wholes and parts that are only there to be found.
pub type Sink<'s> = dyn FnMut(&str, bool) + 's;

/// Gives each word of `text` to `sink`, in order.
pub fn words(text: &str, sink: &mut Sink<'_>) {
    for stretch in text.split_whitespace() {
        let mut whole = Whole::default();
        let mut rest = stretch;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            whole.see_joint(&rest[..start]);
            rest = &rest[start..];
            let is_mark = |it: char| it.is_alphanumeric() || is_combining_mark(it);
            let end = rest.find(|it| !is_mark(it)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            let folded = fold(run);
            if let Some(signs) = language_name(&folded, after) {
                sink(&[&folded, signs].concat(), true);
                rest = &after[signs.len()..];
            } else if is_known_length(&folded) {
                run_words(&folded, sink);
                camel_case(run, sink);
            }
            whole.add(&folded);
        }
        whole.end(sink);
    }
}

/// A text without what readers do not tell apart: case and accents.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|it| it.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let bare = text.nfd().filter(|it| !is_combining_mark(*it));
    // Put together again, for those signs of Korean that are no marks.
    Cow::Owned(bare.nfc().collect::<String>().to_lowercase())
}

/// Whether a character is of a script that puts no spaces between words.
pub fn is_close(character: char) -> bool {
    // Some signs, such as the long vowel of Katakana, belong to several.
    !character.is_ascii()
        && CLOSE.iter().any(|it| character.script_extension().contains_script(*it))
}

/// The words of a run of letters and digits.
fn run_words(run: &str, sink: &mut Sink<'_>) {
    if run.is_ascii() {
        return sink(run, true);
    }
    let signs: Vec<char> = run.chars().collect();
    for part in signs.chunk_by(|a, b| is_close(*a) == is_close(*b)) {
        match part {
            [first, _, _, ..] if is_close(*first) => {
                for pair in part.windows(2) {
                    sink(&pair.iter().collect::<String>(), true);
                }
            }
            _ => sink(&part.iter().collect::<String>(), true),
        }
    }
}

/// The signs behind a run that are part of a language's name: `C++`, `C#`, `F#`.
fn language_name(run: &str, after: &str) -> Option<&'static str> {
    let is_letter = matches!(run.as_bytes(), [b'a'..=b'z']);
    ["++", "#"].into_iter().find(|signs| is_letter && after.starts_with(signs))
}

fn is_known_length(word: &str) -> bool {
    word.len() <= LONGEST || word.chars().any(is_close) || word.chars().count() <= LONGEST
}

/// The parts of `camelCase`.
fn camel_case(run: &str, sink: &mut Sink<'_>) {
    let inner = run.as_bytes().windows(2);
    if !inner.clone().any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()) {
        return;
    }
    let mut start = 0;
    let ends = inner
        .enumerate()
        .filter(|(_, pair)| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
        .map(|(at, _)| at + 1);
    for end in ends.chain([run.len()]) {
        // Both are ASCII around it, so it is no place within a character.
        if end - start >= SHORTEST_PART {
            sink(&fold(&run[start..end]), false);
        }
        start = end;
    }
}

/// Runs that are joined without a space.
#[derive(Default)]
struct Whole {
    text: String,
    runs: usize,
}

impl Whole {
    /// What stands before the next run: joined to it or not.
    fn see_joint(&mut self, joint: &str) {
        let is_joint = matches!(joint.len(), 1..=2) && joint.chars().all(|it| JOINTS.contains(it));
        if !is_joint && self.runs > 0 {
            // Never joined again: what has other signs in it is an address, or a formula.
            self.runs = MOST_JOINED + 1;
        }
    }

    fn add(&mut self, run: &str) {
        self.runs += 1;
        if self.runs <= MOST_JOINED {
            self.text.push_str(run);
        }
    }

    fn end(&self, sink: &mut Sink<'_>) {
        let is_whole =
            (2..=MOST_JOINED).contains(&self.runs) && self.text.chars().count() <= LONGEST;
        if is_whole && !self.text.chars().any(is_close) {
            sink(&self.text, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_scripts_make() {
        let cases = include_str!("../../tests/e2e/words.json");
        let cases: serde_json::Value = serde_json::from_str(cases).expect("it is JSON");
        let cases = cases.as_array().expect("it is a list");
        assert!(cases.len() > 20);
        for case in cases {
            let text = case["text"].as_str().expect("a text");
            let (mut read, mut besides) = (Vec::new(), Vec::new());
            words(text, &mut |word, is_read| match is_read {
                true => read.push(word.to_owned()),
                false => besides.push(word.to_owned()),
            });
            let expected = |name: &str| -> Vec<String> {
                let words = case[name].as_array().into_iter().flatten();
                words.map(|it| it.as_str().expect("a word").to_owned()).collect()
            };
            assert_eq!((read, besides), (expected("words"), expected("besides")), "{text}");
        }
    }
}
