//! The index of the search box, on our own pages and in anybody's: titles, headings, tags, authors and
//! the whole text of all documents, in files so small that a query fetches little of a large site, and so
//! divided that a new post changes few of them.
//!
//! Documents are numbered from the oldest on. All but the newest are a segment of their own, which stays
//! as it is until the others have become `TURN`; so a query asks two files for each word, and a post
//! more changes only those of the small segment. Below `data/search/` are:
//!
//! - `index.json`: [`VERSION`], how many `pages` there are, how many to a file (`block`), the `segments`
//!   (each with the number it begins `from`, a `build` that its files have too, and the words with
//!   which its files begin), how many files of `spelling`, and what can be filtered by;
//! - `<segment>/<n>.json`: `{"version": 1, "build": …, "words": {"rust": [0, weight, count, page, step, …]}}`.
//!   Behind each weight, the heaviest first, stand how many pages have it, the first of them, numbered from
//!   the segment's, and the steps to the others. The number before all is 0, or on how many pages a
//!   word is that is on more than are listed. `ru*` has the pages of all words that begin so,
//!   where those would be too many to fetch. `=en`, `=2024`, `=/tags/rust/` have the pages of a filter as
//!   runs: the step from the end of the run before, and how many pages;
//! - `pages/<n>.json`: `{"version": 1, "build": …, "entries": [{"title": …, "url": …, …}]}`, the pages from
//!   `n * block` on, with the build of their segment: in another, pages have other numbers;
//! - `text/<route>/index.json`: `{"version": 1, "parts": [{"id": …, "title": …, "text": …}]}`, what excerpts
//!   are cut from;
//! - `spelling/<n>.json`: the words that a mistyped one may have meant.
//!
//! It was judged beside Pagefind, MiniSearch and docsify (`cargo xtask bench search`): why it is our own is in
//! the map of the code (`src/lib.rs`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use crate::manifest::{Link, Menu, Payload, VERSION};
use crate::reading::shorten;
use crate::route::Route;
use crate::script::File;

mod index;
mod spelling;
mod text;
mod words;

use index::Lists;

/// Where the index is, relative to the site's root.
const FOLDER: &str = "data/search/";

/// How many entries a file has.
const BLOCK: usize = 8;

/// How many documents become a part of the large segment at a time, and how many a site has at least
/// that has one.
const TURN: usize = 256;
const DIVIDED: usize = 2 * TURN;

/// How many characters of an excerpt are shown.
const EXCERPT: usize = 200;

/// How many values a filter offers: those with most pages.
const OFFERED: usize = 40;

/// What a word counts by where it is, and what a title of one word counts.
const TITLE: f32 = 14.0;
const TITLE_AT_LEAST: f32 = 5.0;
const TAG: f32 = 6.0;
const HEADING: f32 = 4.0;
const ABOUT: f32 = 2.0;
const TEXT: f32 = 6.0;
/// How many words a text has that is neither short nor long: a word says less about a longer one.
const USUAL: f32 = 600.0;

/// The index while it is being made. Shared by all threads.
pub struct Index {
    /// The number of each document, by its route.
    numbers: HashMap<String, u32>,
    /// The site's language.
    language: String,
    lists: Lists,
    /// What is shown of each document, as JSON, by its number.
    entries: Mutex<Vec<String>>,
    /// What can be filtered by: languages, sections, tags and years; what each is called.
    values: Mutex<[BTreeMap<String, String>; 4]>,
}

/// Where a word stands in a document.
#[derive(Default)]
struct Places {
    title: f32,
    tag: bool,
    heading: bool,
    about: bool,
    text: u16,
}

impl Index {
    /// The index of these documents, each by its date and route, on a site in this `language`.
    pub fn new(mut documents: Vec<(Option<String>, String)>, language: &str) -> Self {
        // Those without a date come first.
        documents.sort_unstable();
        let divided = match documents.len() {
            few if few < DIVIDED => 0,
            many => (many - 1) / TURN * TURN,
        };
        let entries = Mutex::new(vec![String::new(); documents.len()]);
        let numbers = documents.into_iter().zip(0..).map(|((_, route), at)| (route, at)).collect();
        let (lists, values) = (Lists::new(divided as u32), Mutex::default());
        Self { numbers, language: language.to_owned(), lists, entries, values }
    }

    /// Takes a document with this HTML, and returns the file that its excerpts are cut from; `None` for
    /// what is none of the documents.
    pub fn add(&self, payload: &Payload, html: &str) -> Option<File> {
        let number = *self.numbers.get(&payload.url)?;
        let parts = text::parts(html);
        let lead =
            parts.iter().map(|it| it.text.as_str()).find(|it| it.contains(char::is_alphabetic));
        let about = payload.description.as_deref().or(lead).unwrap_or_default();
        let mut entry = json!({
            "title": payload.title, "url": payload.url, "excerpt": shorten(about, EXCERPT),
        });
        if let Some(language) = &payload.language {
            entry["language"] = language.as_str().into();
        }
        if let Some(date) = &payload.date {
            entry["date"] = date.as_str().into();
        }
        locked(&self.entries)[number as usize] = entry.to_string();
        self.add_values(payload, number);
        self.add_words(payload, &parts, number);
        let path = format!("{FOLDER}text{}index.json", payload.url);
        let text = json!({ "version": VERSION, "parts": text::shown(&parts) }).to_string();
        Some(File { path, text })
    }

    /// Notes what a document can be filtered by.
    fn add_values(&self, payload: &Payload, number: u32) {
        let own = payload.language.as_deref().unwrap_or(&self.language);
        let link = |it: &Link| (it.url.clone(), it.title.clone());
        let of = |name: &str| (name.to_owned(), name.to_owned());
        let values: [Vec<(String, String)>; 4] = [
            vec![of(own)],
            payload.section.iter().map(link).collect(),
            payload.tags.iter().map(link).collect(),
            year(payload).map(of).into_iter().collect(),
        ];
        for (value, _) in values.iter().flatten() {
            self.lists.add_to_filter(value, number);
        }
        for (known, values) in locked(&self.values).iter_mut().zip(values) {
            for (value, name) in values {
                // Whoever comes first: the least, so that it does not depend on threads.
                let known = known.entry(value).or_insert_with(|| name.clone());
                if name < *known {
                    *known = name;
                }
            }
        }
    }

    /// Notes the words of a document, each with what it says about it.
    fn add_words(&self, payload: &Payload, parts: &[text::Part], number: u32) {
        let mut places: HashMap<String, Places> = HashMap::new();
        let mut note = |text: &str, is_at: &dyn Fn(&mut Places)| {
            let mut count = 0_u32;
            words::words(text, &mut |word, is_read| {
                count += u32::from(is_read);
                match places.get_mut(word) {
                    Some(known) => is_at(known),
                    None => is_at(places.entry(word.to_owned()).or_default()),
                }
            });
            count
        };
        let title_words = note(&payload.title, &|_| ()).max(1);
        let of_title = (TITLE / (1.0 + 0.12 * (title_words - 1) as f32)).max(TITLE_AT_LEAST);
        note(&payload.title, &|it| it.title = of_title);
        for name in payload.tags.iter().chain(&payload.authors) {
            note(&name.title, &|it| it.tag = true);
        }
        for text in payload.description.as_deref().into_iter().chain(year(payload)) {
            note(text, &|it| it.about = true);
        }
        let mut length = 0;
        for part in parts {
            note(&part.title, &|it| it.heading = true);
            length += note(&part.text, &|it| it.text = it.text.saturating_add(1));
        }
        let rarity = 0.4 + 0.6 * length as f32 / USUAL;
        for (word, places) in places {
            let often = f32::from(places.text);
            let flag = |is: bool, weight: f32| if is { weight } else { 0.0 };
            let weight = places.title
                + flag(places.tag, TAG)
                + flag(places.heading, HEADING)
                + flag(places.about, ABOUT)
                + TEXT * often / (often + rarity);
            self.lists.add(word, number, (weight.round() as u8).max(1));
        }
    }

    /// Puts the files of the index, once all documents are in it, but for those of their texts.
    ///
    /// # Errors
    /// What `put` says.
    pub fn write(self, put: &mut dyn FnMut(File) -> Result<(), String>) -> Result<(), String> {
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (large, small) = self.lists.segments();
        // What is in the text of one page alone is more likely a slip than what was meant.
        let mut known: HashMap<&str, (usize, u8)> = HashMap::new();
        let (mut told, mut counts) = (Vec::new(), HashMap::new());
        for segment in [&large, &small] {
            for (word, pages, weight) in segment.words() {
                let known = known.entry(word).or_default();
                *known = (known.0 + pages, known.1.max(weight));
            }
            for (value, pages) in segment.filters() {
                *counts.entry(value.to_owned()).or_default() += pages;
            }
        }
        known.retain(|_, (pages, weight)| *pages > 1 || f32::from(*weight) >= HEADING);
        let known = known.into_iter().map(|(word, (pages, _))| (word, pages));
        let spelling = spelling::write(&format!("{FOLDER}spelling/"), known, put)?;
        for segment in [large, small].into_iter().filter(|it| !it.is_empty()) {
            let folder = format!("{FOLDER}{}/", told.len());
            told.push(segment.write(&folder, put)?);
        }
        for (number, block) in entries.chunks(BLOCK).enumerate() {
            let is_in = |it: &&Value| it["from"].as_u64() <= Some((number * BLOCK) as u64);
            let build = told.iter().rfind(is_in).map(|it| &it["build"]).unwrap_or(&Value::Null);
            let entries = block.join(",");
            let text =
                format!("{{\"version\":{VERSION},\"build\":{build},\"entries\":[{entries}]}}");
            put(File { path: format!("{FOLDER}pages/{number}.json"), text })?;
        }
        let values = self.values.into_inner().unwrap_or_else(PoisonError::into_inner);
        let [languages, sections, tags, years] = values.map(|values| offered(values, &counts));
        let index = json!({
            "version": VERSION,
            "pages": entries.len(),
            "block": BLOCK,
            "segments": told,
            "spelling": spelling,
            "language": self.language,
            "languages": languages,
            "sections": sections,
            "tags": tags,
            "years": years,
        });
        put(File { path: format!("{FOLDER}index.json"), text: index.to_string() })
    }
}

/// The pages to search on, each with its language: below the home page of every language that has one, the
/// site's own first.
pub fn places(language: &str, menus: &[Menu]) -> Vec<(String, Route)> {
    let others = menus.iter().filter_map(|it| Some((it.language.as_str(), it.home.as_deref()?)));
    let homes = [(language, "/")].into_iter().chain(others);
    homes.map(|(language, home)| (language.to_owned(), Route::search(home))).collect()
}

/// The year of a document.
fn year(payload: &Payload) -> Option<&str> {
    payload.date.as_deref()?.split('-').next()
}

/// What is offered of the values of a filter: those that most pages have, the first of them first.
fn offered(values: BTreeMap<String, String>, counts: &HashMap<String, usize>) -> Value {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by_key(|(value, _)| Reverse(counts.get(value).copied().unwrap_or_default()));
    values.truncate(OFFERED);
    values.into_iter().map(|(value, name)| json!([value, name])).collect()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a thread that panicked left is never read.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(pages: &[(&str, &str, &str)]) -> BTreeMap<String, Value> {
        let date = |number: usize| Some(format!("2024-{number:05}"));
        let route = |number: usize| format!("/{number}/");
        let documents = (0..pages.len()).map(|number| (date(number), route(number)));
        let index = Index::new(documents.collect(), "en");
        for (number, (title, tag, text)) in pages.iter().enumerate() {
            let payload = Payload {
                title: (*title).into(),
                url: route(number),
                date: date(number),
                tags: vec![Link { title: (*tag).into(), url: format!("/tags/{tag}/") }],
                ..Payload::default()
            };
            let html = format!("<h2 id=\"a\">Heading</h2><p>{text}</p>");
            assert!(index.add(&payload, &html).is_some());
        }
        let mut files = BTreeMap::new();
        let written = index.write(&mut |file| {
            let json = serde_json::from_str(&file.text).expect("it is JSON");
            files.insert(file.path.trim_start_matches(FOLDER).to_owned(), json);
            Ok(())
        });
        written.expect("nothing fails");
        files
    }

    #[test]
    fn a_word_counts_by_where_it_is() {
        let files = indexed(&[
            ("Señal", "rust", "a señal of Rust"),
            ("Of two words", "x", "señal señal señal"),
        ]);
        let words = &files["0/0.json"]["words"];
        let heavy = words["senal"].as_array().expect("a record");
        assert_eq!(heavy[0], 0);
        // The title of the first says more than three times in the text of the second.
        assert_eq!(
            (&heavy[2], &heavy[3], &heavy[5], &heavy[6]),
            (&1.into(), &0.into(), &1.into(), &1.into())
        );
        assert!(heavy[1].as_u64() > heavy[4].as_u64(), "{heavy:?}");
        assert_eq!(words["=/tags/rust/"], json!([0, 1]));
        assert_eq!(words["=en"], json!([0, 2]));
        assert_eq!(files["pages/0.json"]["entries"][1]["url"], "/1/");
    }

    #[test]
    fn a_post_more_leaves_the_large_segment_as_it_is() {
        let text = |number: usize| format!("word{} other{}", number % 97, number % 13);
        let site = |count: usize| {
            let texts: Vec<String> = (0..count).map(text).collect();
            let pages: Vec<(&str, &str, &str)> =
                texts.iter().map(|text| ("Title", "tag", text.as_str())).collect();
            indexed(&pages)
        };
        let (before, after) = (site(600), site(601));
        let is_old = |path: &str| path.starts_with("0/");
        assert!(before.keys().any(|it| is_old(it)) && before.contains_key("1/0.json"));
        for (path, file) in before.iter().filter(|(path, _)| is_old(path)) {
            assert_eq!(after.get(path), Some(file), "{path}");
        }
        assert_eq!(after["index.json"]["segments"][1]["from"], 512);
        assert_eq!(site(DIVIDED - 1)["index.json"]["segments"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn what_begins_alike_is_one_record_where_it_is_too_much() {
        let texts: Vec<String> = (0..400)
            .map(|page| {
                (0..60).map(|word| format!("co{word:02}{:02} ", (page + word) % 50)).collect()
            })
            .collect();
        let pages: Vec<(&str, &str, &str)> =
            texts.iter().map(|text| ("Title", "tag", text.as_str())).collect();
        let files = indexed(&pages);
        let of = |name: &str| files.values().find_map(|file| file["words"].get(name));
        assert!(of("co*").is_some() && of("c*").is_some() && of("ti*").is_none());
        let starts = files["index.json"]["segments"][0]["starts"].as_array().expect("a list").len();
        assert!(starts > 3, "{starts} files");
    }
}
