//! The index of words in files of bounded size: which pages each word is in, and how much it says
//! about them.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::manifest::VERSION;
use crate::prerender::hash;
use crate::script::File;

/// How many numbers a file of words has at least before the next is begun: some 3 KB as it is sent.
const SMALLEST: usize = 3_000;
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

/// A page, numbered from the first of its segment, and how much a word says about it, from 1 on.
pub type Posting = (u32, u8);

/// The pages of a word in a segment.
#[derive(Default)]
struct List {
    pages: Vec<Posting>,
    /// How many there were in all.
    all: u32,
}

/// The pages of each word in both segments, as they come. Given from many threads.
pub struct Lists {
    /// The first page of the small segment.
    divided: u32,
    hasher: RandomState,
    /// Spread by hash, so that threads seldom wait for each other.
    shards: Vec<Mutex<HashMap<String, [List; 2]>>>,
}

/// The words of a segment, in the order of scripts.
pub struct Segment {
    from: u32,
    words: Vec<(String, List)>,
}

const SHARDS: usize = 64;

/// What makes the name of a filter.
const FILTER_SIGN: char = '=';

impl Lists {
    /// Lists of two segments, the second of which begins with the page `divided`.
    pub fn new(divided: u32) -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { divided, hasher: RandomState::new(), shards }
    }

    /// Adds a page to a word.
    pub fn add(&self, word: String, page: u32, weight: u8) {
        let shard = self.hasher.hash_one(&word) as usize % SHARDS;
        let mut words = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
        let is_filter = word.starts_with(FILTER_SIGN);
        let lists = words.entry(word).or_default();
        let (list, page) = match page.checked_sub(self.divided) {
            Some(page) => (&mut lists[1], page),
            None => (&mut lists[0], page),
        };
        list.all += 1;
        list.pages.push((page, weight));
        if list.pages.len() >= 2 * MOST_PAGES && !is_filter {
            list.pages = heaviest(std::mem::take(&mut list.pages), MOST_PAGES);
        }
    }

    /// Adds a page to those that have a value.
    pub fn add_to_filter(&self, value: &str, page: u32) {
        self.add(format!("{FILTER_SIGN}{value}"), page, 1);
    }

    /// The large segment and the small.
    pub fn segments(self) -> (Segment, Segment) {
        let [mut large, mut small] =
            [0, self.divided].map(|from| Segment { from, words: Vec::new() });
        for shard in self.shards {
            for (word, [of_large, of_small]) in
                shard.into_inner().unwrap_or_else(PoisonError::into_inner)
            {
                if of_large.all > 0 && of_small.all > 0 {
                    large.words.push((word.clone(), of_large));
                    small.words.push((word, of_small));
                } else if of_large.all > 0 {
                    large.words.push((word, of_large));
                } else {
                    small.words.push((word, of_small));
                }
            }
        }
        large.sort();
        small.sort();
        (large, small)
    }
}

impl Segment {
    fn sort(&mut self) {
        self.words.sort_unstable_by(|(a, _), (b, _)| in_scripts(a, b));
        for (word, list) in &mut self.words {
            if !word.starts_with(FILTER_SIGN) {
                list.pages = heaviest(std::mem::take(&mut list.pages), MOST_PAGES);
            }
            list.pages.sort_unstable_by_key(|(page, weight)| (Reverse(*weight), *page));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, each with how many pages it is on and the most that it says about any.
    pub fn words(&self) -> impl Iterator<Item = (&str, usize, u8)> {
        let words = self.words.iter().filter(|(word, _)| !word.starts_with(FILTER_SIGN));
        words.map(|(word, list)| {
            (word.as_str(), list.all as usize, list.pages.first().map_or(0, |it| it.1))
        })
    }

    /// The values of filters, each with how many pages have it.
    pub fn filters(&self) -> impl Iterator<Item = (&str, usize)> {
        let filters = self.words.iter();
        filters
            .filter_map(|(word, list)| Some((word.strip_prefix(FILTER_SIGN)?, list.all as usize)))
    }

    /// Puts the files of the segment into `folder`. Returns what the index says of it.
    pub fn write(
        self,
        folder: &str,
        put: &mut dyn FnMut(File) -> Result<(), String>,
    ) -> Result<Value, String> {
        let count: usize = self.words.iter().map(|(_, list)| list.pages.len()).sum();
        let smallest = SMALLEST.max(count / MOST_FILES);
        let alike = self.alike(smallest * FILES_ALIKE);
        let records = self.words.iter().map(|(word, list)| (word, list));
        let mut records: Vec<_> =
            records.chain(alike.iter().map(|(word, list)| (word, list))).collect();
        records.sort_unstable_by(|(a, _), (b, _)| in_scripts(a, b));

        // Each file's words as JSON; its build is of all of them.
        let mut files: Vec<(String, String)> = Vec::new();
        let (mut before, mut filled) = ("", usize::MAX);
        for (word, list) in records {
            if filled >= smallest {
                files.push((beginning(before, word), String::new()));
                filled = 0;
            }
            let numbers = numbers(word, list);
            filled += numbers.len();
            if let Some((_, words)) = files.last_mut() {
                let comma = if words.is_empty() { "" } else { "," };
                // Writing into a String cannot fail.
                let _ = write!(words, "{comma}{}:{}", json!(word), json!(numbers));
            }
            before = word;
        }
        let digests: String = files.iter().map(|(_, words)| hash(words.as_bytes())).collect();
        let build = hash(digests.as_bytes());
        let mut starts = Vec::new();
        for (number, (start, words)) in files.into_iter().enumerate() {
            starts.push(start);
            let text =
                format!("{{\"version\":{VERSION},\"build\":\"{build}\",\"words\":{{{words}}}}}");
            put(File { path: format!("{folder}{number}.json"), text })?;
        }
        Ok(json!({ "from": self.from, "build": build, "starts": starts }))
    }

    /// The pages of all words that begin alike, where those fill more than `most` numbers: for each
    /// beginning, as the names of their records.
    fn alike(&self, most: usize) -> Vec<(String, List)> {
        let mut found = Vec::new();
        for length in 1..=ALIKE {
            let beginning = |word: &'_ str| -> usize {
                word.char_indices().nth(length).map_or(word.len(), |(end, _)| end)
            };
            let words = self.words.iter().filter(|(word, _)| {
                !word.starts_with(FILTER_SIGN) && word.chars().nth(length - 1).is_some()
            });
            let words: Vec<&(String, List)> = words.collect();
            let is_alike = |a: &&(String, List), b: &&(String, List)| {
                a.0[..beginning(&a.0)] == b.0[..beginning(&b.0)]
            };
            for group in words.chunk_by(is_alike) {
                let postings = group.iter().flat_map(|(_, list)| &list.pages);
                if group.iter().map(|(_, list)| list.pages.len()).sum::<usize>() <= most {
                    continue;
                }
                let mut best: HashMap<u32, u8> = HashMap::new();
                for (page, weight) in postings {
                    let known = best.entry(*page).or_default();
                    *known = (*known).max(*weight);
                }
                let mut pages = heaviest(best.into_iter().collect(), MOST_ALIKE);
                pages.sort_unstable_by_key(|(page, weight)| (Reverse(*weight), *page));
                let all = pages.len() as u32;
                let word = &group[0].0;
                let name = format!("{}{ALIKE_SIGN}", &word[..beginning(word)]);
                found.push((name, List { pages, all }));
            }
        }
        found
    }
}

/// A record as it is written.
fn numbers(word: &str, list: &List) -> Vec<u32> {
    if word.starts_with(FILTER_SIGN) {
        let pages: Vec<u32> = list.pages.iter().map(|(page, _)| *page).collect();
        return runs(&pages);
    }
    let is_whole = list.pages.len() == list.all as usize;
    grouped(&list.pages, if is_whole { 0 } else { list.all })
}

/// The order of strings in scripts: by UTF-16.
fn in_scripts(a: &str, b: &str) -> Ordering {
    match a.is_ascii() && b.is_ascii() {
        true => a.cmp(b),
        false => a.encode_utf16().cmp(b.encode_utf16()),
    }
}

/// The heaviest of `pages`, the newest of those first.
fn heaviest(mut pages: Vec<Posting>, most: usize) -> Vec<Posting> {
    if pages.len() > most {
        pages.sort_unstable_by_key(|(page, weight)| Reverse((*weight, *page)));
        pages.truncate(most);
    }
    pages
}

/// Pages, the heaviest first: `all`, and then for each weight itself, how many pages have it,
/// the number of the first, and how far each is from the one before.
fn grouped(pages: &[Posting], all: u32) -> Vec<u32> {
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
fn runs(pages: &[u32]) -> Vec<u32> {
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
        assert_eq!(grouped(&[(7, 9), (9, 9), (3, 1), (8, 1)], 0), [0, 9, 2, 7, 2, 1, 2, 3, 5]);
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
