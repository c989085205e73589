//! The index of words in files of bounded size: which pages each word is in, and how much it says
//! about them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value, json};

use crate::manifest::VERSION;
use crate::prerender::hash;
use crate::script::File;

/// How many numbers a file of words has at least before the next is begun: about 12 KB as it is sent.
const SMALLEST: usize = 6_000;
/// How many files of words a segment has at the most, about: the list of where they begin is read first.
const MOST_FILES: usize = 2_048;
/// How many pages are kept of a word: the ones it says most about.
const MOST_PAGES: usize = 4_096;
/// How many pages are kept of the words that begin alike.
const MOST_ALIKE: usize = 1_024;
/// The words of how many characters are put together with those that begin alike.
const ALIKE: usize = 3;
/// They are, where they fill more than so many files.
const FILES_ALIKE: usize = 3;
/// What makes the name of their record; less than any letter or digit.
const ALIKE_SIGN: char = '*';

/// Numbers for words, the same for all pages. Given from many threads.
pub struct Names {
    hasher: RandomState,
    /// Spread by hash, so that threads seldom wait for each other.
    shards: Vec<Mutex<HashMap<Box<str>, u32>>>,
}

const SHARDS: usize = 64;

impl Names {
    pub fn new() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { hasher: RandomState::new(), shards }
    }

    /// The number of `word`.
    pub fn number(&self, word: &str) -> u32 {
        let shard = self.hasher.hash_one(word) as usize % SHARDS;
        let mut known = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known.get(word) {
            return *number;
        }
        let number = (known.len() * SHARDS + shard) as u32;
        known.insert(word.into(), number);
        number
    }

    /// All words, each with its number, as scripts order them: by UTF-16.
    pub fn sorted(self) -> Vec<(Box<str>, u32)> {
        let shards = self.shards.into_iter();
        let shards = shards.map(|it| it.into_inner().unwrap_or_else(PoisonError::into_inner));
        let mut words: Vec<(Box<str>, u32)> = shards.flatten().collect();
        words.sort_unstable_by(|(a, _), (b, _)| match a.is_ascii() && b.is_ascii() {
            true => a.cmp(b),
            false => a.encode_utf16().cmp(b.encode_utf16()),
        });
        words
    }
}

/// A page's word by its number, and how much it says about the page, from 1 on.
pub type Posting = (u32, u8);

/// The pages of the words of a segment.
pub struct Segment {
    /// The pages of each word, all words in a row; numbered from the segment's first.
    postings: Vec<Posting>,
    /// Where those of each begin, by the number of the word.
    starts: Vec<u32>,
}

impl Segment {
    /// Turns the words of `pages` into the pages of words, of which there are so many.
    pub fn new<'p>(pages: impl Iterator<Item = &'p [Posting]> + Clone, words: usize) -> Self {
        let mut starts = vec![0_u32; words + 1];
        for (word, _) in pages.clone().flatten() {
            starts[*word as usize + 1] += 1;
        }
        for word in 1..starts.len() {
            starts[word] += starts[word - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0); *starts.last().unwrap_or(&0) as usize];
        for (number, page) in (0_u32..).zip(pages) {
            for (word, weight) in page {
                let at = &mut next[*word as usize];
                postings[*at as usize] = (number, *weight);
                *at += 1;
            }
        }
        Self { postings, starts }
    }

    /// The pages of a word, by its number.
    pub fn pages(&self, word: u32) -> &[Posting] {
        let [start, end] = [word, word + 1].map(|it| self.starts[it as usize] as usize);
        &self.postings[start..end]
    }

    /// Puts the files of the segment into `folder`: `words` in order, behind the records of `filters`.
    /// Returns what the index says of the segment.
    pub fn write(
        &self,
        folder: &str,
        words: &[(Box<str>, u32)],
        filters: BTreeMap<String, Vec<u32>>,
        put: &mut dyn FnMut(File) -> Result<(), String>,
    ) -> Result<Value, String> {
        let count: usize =
            words.iter().map(|(_, word)| self.pages(*word).len().min(MOST_PAGES)).sum();
        let smallest = SMALLEST.max(count / MOST_FILES);
        let filters = filters.into_iter().map(|(name, runs)| (name, Record::Runs(runs)));
        let mut records: Vec<(String, Record)> = filters.collect();
        let own = words.iter().filter(|(_, word)| !self.pages(*word).is_empty());
        records.extend(own.clone().map(|(name, word)| (name.to_string(), Record::Word(*word))));
        let alike = self.alike(own, smallest * FILES_ALIKE);
        records.extend(alike.into_iter().map(|(name, pages)| (name, Record::Alike(pages))));
        records.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));

        let mut files: Vec<(String, Map<String, Value>)> = Vec::new();
        let (mut before, mut filled) = (String::new(), usize::MAX);
        for (name, record) in records {
            let numbers = self.numbers(&record);
            if filled >= smallest {
                files.push((beginning(&before, &name), Map::new()));
                filled = 0;
            }
            filled += numbers.len();
            if let Some((_, file)) = files.last_mut() {
                file.insert(name.clone(), numbers.into());
            }
            before = name;
        }
        let texts: Vec<(String, String)> = files
            .into_iter()
            .map(|(start, words)| (start, Value::Object(words).to_string()))
            .collect();
        let build = hash(
            texts.iter().map(|(_, text)| hash(text.as_bytes())).collect::<String>().as_bytes(),
        );
        let mut starts = Vec::new();
        for (number, (start, words)) in texts.into_iter().enumerate() {
            starts.push(start);
            let text = format!("{{\"version\":{VERSION},\"build\":\"{build}\",\"words\":{words}}}");
            put(File { path: format!("{folder}{number}.json"), text })?;
        }
        Ok(json!({ "build": build, "starts": starts }))
    }

    /// The pages of all words that begin alike, where those fill more than `most` numbers: for each
    /// beginning, as the names of their records.
    fn alike<'w>(
        &self,
        words: impl Iterator<Item = &'w (Box<str>, u32)> + Clone,
        most: usize,
    ) -> Vec<(String, Vec<Posting>)> {
        let mut found = Vec::new();
        for length in 1..=ALIKE {
            let beginning = |word: &'w str| match word.char_indices().nth(length) {
                Some((end, _)) => &word[..end],
                None => word,
            };
            let long = words.clone().filter(|(word, _)| word.chars().nth(length - 1).is_some());
            let long: Vec<_> = long.collect();
            for group in long.chunk_by(|(a, _), (b, _)| beginning(a) == beginning(b)) {
                let postings = group.iter().map(|(_, word)| self.pages(*word));
                if postings.clone().map(|it| it.len().min(MOST_PAGES)).sum::<usize>() <= most {
                    continue;
                }
                let mut best: HashMap<u32, u8> = HashMap::new();
                for (page, weight) in postings.flatten() {
                    let known = best.entry(*page).or_default();
                    *known = (*known).max(*weight);
                }
                let pages = heaviest(best.into_iter().collect(), MOST_ALIKE);
                found.push((format!("{}{ALIKE_SIGN}", beginning(&group[0].0)), pages));
            }
        }
        found
    }

    /// A record as it is written.
    fn numbers(&self, record: &Record) -> Vec<u32> {
        match record {
            Record::Runs(runs) => runs.clone(),
            Record::Alike(pages) => grouped(pages.clone(), 0),
            Record::Word(word) => {
                let pages = self.pages(*word);
                let all = if pages.len() > MOST_PAGES { pages.len() as u32 } else { 0 };
                grouped(heaviest(pages.to_vec(), MOST_PAGES), all)
            }
        }
    }
}

/// What a name in a file of words stands for.
enum Record {
    /// All pages of a filter, as runs of neighbours.
    Runs(Vec<u32>),
    /// A word, by its number.
    Word(u32),
    /// The pages of words that begin alike.
    Alike(Vec<Posting>),
}

/// The heaviest of `pages`, the newest of those first.
fn heaviest(mut pages: Vec<Posting>, most: usize) -> Vec<Posting> {
    if pages.len() > most {
        pages.sort_unstable_by_key(|(page, weight)| Reverse((*weight, *page)));
        pages.truncate(most);
    }
    pages
}

/// Pages by weight, the heaviest first: `all`, and then for each weight itself, how many pages have it,
/// the number of the first, and how far each is from the one before.
fn grouped(mut pages: Vec<Posting>, all: u32) -> Vec<u32> {
    pages.sort_unstable_by_key(|(page, weight)| (Reverse(*weight), *page));
    let mut numbers = vec![all];
    for group in pages.chunk_by(|(_, a), (_, b)| a == b) {
        numbers.extend([u32::from(group[0].1), group.len() as u32]);
        let mut before = 0;
        for (page, _) in group {
            numbers.push(page - before);
            before = *page;
        }
    }
    numbers
}

/// Pages, in order, as runs of neighbours: how far each run is from the end of the one before, and how
/// long it is.
pub fn runs(pages: &[u32]) -> Vec<u32> {
    let mut end = 0;
    let mut runs = Vec::new();
    for run in pages.chunk_by(|a, b| a + 1 == *b) {
        runs.extend([run[0] - end, run.len() as u32]);
        end = run[0] + run.len() as u32;
    }
    runs
}

/// The shortest beginning of `name` that comes after `before`.
fn beginning(before: &str, name: &str) -> String {
    let same = before.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    name.chars().take(same + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_grouped_by_what_a_word_says_of_them() {
        assert_eq!(grouped(vec![(3, 1), (7, 9), (8, 1), (9, 9)], 0), [0, 9, 2, 7, 2, 1, 2, 3, 5]);
        assert_eq!(runs(&[0, 1, 2, 7, 9, 10]), [0, 3, 4, 1, 1, 2]);
        assert_eq!(runs(&[5]), [5, 1]);
    }

    #[test]
    fn files_begin_with_as_little_as_tells_them_apart() {
        assert_eq!(beginning("", "kubectl"), "k");
        assert_eq!(beginning("kube", "kubectl"), "kubec");
        assert_eq!(beginning("kubernetes", "language"), "l");
    }
}
