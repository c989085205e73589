//! The index of the search box, on our own pages and in anybody's: titles, headings, tags, authors and
//! the whole text of all documents, in files so small that a query fetches little of a large site, and so
//! divided that a new post changes few of them.
//!
//! Documents are numbered from the oldest on. All but the newest are a segment of their own, which stays
//! as it is until the others have become [`TURN`]; so a query asks two files for each word, and a post
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
//! - `pages/<n>.json`: `{"version": 1, "entries": [{"title": …, "url": …, …}]}`, the pages from
//!   `n * block` on;
//! - `text/<route>/index.json`: `{"version": 1, "parts": [{"id": …, "title": …, "text": …}]}`, what excerpts
//!   are cut from;
//! - `spelling/<n>.json`: the words that a mistyped one may have meant.
//!
//! It was measured beside Pagefind, MiniSearch and docsify (`cargo xtask bench search`), at 10,000 documents;
//! what it took and how well it found is in the map of the code (`src/lib.rs`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::manifest::{Link, Payload, VERSION};
use crate::reading::shorten;
use crate::route::Route;
use crate::script::File;

mod index;
mod spelling;
mod text;
mod words;

use index::{Names, Posting, Segment, runs};

/// Where the index is, relative to the site's root.
const FOLDER: &str = "data/search/";

/// How many entries a file has.
const BLOCK: usize = 8;

/// How many documents become a part of the large segment at a time, and how many a site has at least
/// that has one.
pub const TURN: usize = 256;
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
    names: Names,
}

/// A document as the index has it.
pub struct Page {
    /// What tells its place: those without a date come first.
    order: (Option<String>, String),
    entry: Value,
    words: Box<[Posting]>,
    language: Option<String>,
    section: Option<Link>,
    tags: Vec<Link>,
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

impl Default for Index {
    fn default() -> Self {
        Self { names: Names::new() }
    }
}

impl Index {
    /// What the index needs of a document with this HTML, and the file that its excerpts are cut from;
    /// `None` for what is no document, such as lists.
    pub fn page(&self, payload: &Payload, html: &str) -> Option<(Page, File)> {
        if html.is_empty() || Route::is_search(&payload.url) {
            return None;
        }
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
        let page = Page {
            order: (payload.date.clone(), payload.url.clone()),
            entry,
            words: self.postings(payload, &parts),
            language: payload.language.clone(),
            section: payload.section.clone(),
            tags: payload.tags.clone(),
        };
        let path = format!("{FOLDER}text{}index.json", payload.url);
        let text = json!({ "version": VERSION, "parts": text::shown(&parts) }).to_string();
        Some((page, File { path, text }))
    }

    /// The words of a document, each with what it says about it.
    fn postings(&self, payload: &Payload, parts: &[text::Part]) -> Box<[Posting]> {
        let mut places: HashMap<u32, Places> = HashMap::new();
        let mut note = |text: &str, is_at: &dyn Fn(&mut Places)| {
            let mut count = 0_u32;
            words::words(text, &mut |word, is_read| {
                count += u32::from(is_read);
                is_at(places.entry(self.names.number(word)).or_default());
            });
            count
        };
        let title_words = note(&payload.title, &|_| ()).max(1);
        let of_title = (TITLE / (1.0 + 0.12 * (title_words - 1) as f32)).max(TITLE_AT_LEAST);
        note(&payload.title, &|it| it.title = of_title);
        for name in payload.tags.iter().chain(&payload.authors) {
            note(&name.title, &|it| it.tag = true);
        }
        if let Some(description) = &payload.description {
            note(description, &|it| it.about = true);
        }
        let mut length = 0;
        for part in parts {
            note(&part.title, &|it| it.heading = true);
            length += note(&part.text, &|it| it.text = it.text.saturating_add(1));
        }
        let rarity = 0.4 + 0.6 * length as f32 / USUAL;
        let weight = |it: &Places| {
            let often = f32::from(it.text);
            let flag = |is: bool, weight: f32| if is { weight } else { 0.0 };
            let weight = it.title
                + flag(it.tag, TAG)
                + flag(it.heading, HEADING)
                + flag(it.about, ABOUT)
                + TEXT * often / (often + rarity);
            (weight.round() as u8).max(1)
        };
        places.iter().map(|(word, places)| (*word, weight(places))).collect()
    }

    /// Puts the files of the index of `pages`, on a site in this `language`.
    ///
    /// # Errors
    /// What `put` says.
    pub fn write(
        self,
        mut pages: Vec<Page>,
        language: &str,
        put: &mut dyn FnMut(File) -> Result<(), String>,
    ) -> Result<(), String> {
        pages.sort_unstable_by(|a, b| a.order.cmp(&b.order));
        let words = self.names.sorted();
        let count = words.iter().map(|(_, word)| *word as usize + 1).max().unwrap_or(0);
        let divided = match pages.len() {
            few if few < DIVIDED => 0,
            many => (many - 1) / TURN * TURN,
        };
        let (mut segments, mut spread) = (Vec::new(), vec![(0_usize, 0_u8); count]);
        for (from, pages) in [(0, &pages[..divided]), (divided, &pages[divided..])] {
            if pages.is_empty() {
                continue;
            }
            let segment = Segment::new(pages.iter().map(|it| &*it.words), count);
            for (_, word) in &words {
                let (pages, weight) = &mut spread[*word as usize];
                let own = segment.pages(*word);
                *pages += own.len();
                *weight = own.iter().map(|(_, weight)| *weight).fold(*weight, u8::max);
            }
            let folder = format!("{FOLDER}{}/", segments.len());
            let mut told = segment.write(&folder, &words, filters(pages, language), put)?;
            told["from"] = from.into();
            segments.push(told);
        }
        // What is in the text of one page alone is more likely a slip than what was meant.
        let known = words.iter().map(|(name, word)| (&**name, spread[*word as usize]));
        let known =
            known.filter(|(_, (pages, weight))| *pages > 1 || f32::from(*weight) >= HEADING);
        let known = known.map(|(name, (pages, _))| (name, pages));
        let spelling = spelling::write(&format!("{FOLDER}spelling/"), known, put)?;
        for (number, entries) in pages.chunks(BLOCK).enumerate() {
            let entries: Vec<&Value> = entries.iter().map(|it| &it.entry).collect();
            let text = json!({ "version": VERSION, "entries": entries }).to_string();
            put(File { path: format!("{FOLDER}pages/{number}.json"), text })?;
        }
        let [languages, sections, tags, years] = offered(&pages, language);
        let index = json!({
            "version": VERSION,
            "pages": pages.len(),
            "block": BLOCK,
            "segments": segments,
            "spelling": spelling,
            "language": language,
            "languages": languages,
            "sections": sections,
            "tags": tags,
            "years": years,
        });
        put(File { path: format!("{FOLDER}index.json"), text: index.to_string() })
    }
}

/// The values of a page that it can be filtered by: language, section, tags and year. Each is what the
/// index knows it by, and what it is called.
fn values<'p>(page: &'p Page, language: &'p str) -> [Vec<(&'p str, &'p str)>; 4] {
    let own = page.language.as_deref().unwrap_or(language);
    let year = page.order.0.as_deref().and_then(|date| date.split('-').next());
    let link = |it: &'p Link| (it.url.as_str(), it.title.as_str());
    [
        vec![(own, own)],
        page.section.iter().map(link).collect(),
        page.tags.iter().map(link).collect(),
        year.map(|year| (year, year)).into_iter().collect(),
    ]
}

/// The records of all filters: the pages that have each value.
fn filters(pages: &[Page], language: &str) -> BTreeMap<String, Vec<u32>> {
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, page) in (0..).zip(pages) {
        for (value, _) in values(page, language).into_iter().flatten() {
            found.entry(format!("={value}")).or_default().push(number);
        }
    }
    found.into_iter().map(|(name, pages)| (name, runs(&pages))).collect()
}

/// What is offered to filter by, of languages, sections, tags and years: the values that most pages have,
/// those that most have first.
fn offered(pages: &[Page], language: &str) -> [Value; 4] {
    // What each is called, and on how many pages it is.
    let mut found: [BTreeMap<&str, (&str, usize)>; 4] = Default::default();
    for page in pages {
        for (found, values) in found.iter_mut().zip(values(page, language)) {
            values
                .into_iter()
                .for_each(|(value, name)| found.entry(value).or_insert((name, 0)).1 += 1);
        }
    }
    found.map(|values| {
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|(_, (_, count))| Reverse(*count));
        values.truncate(OFFERED);
        values.into_iter().map(|(value, (name, _))| json!([value, name])).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(pages: &[(&str, &str, &str)]) -> BTreeMap<String, Value> {
        let index = Index::default();
        let pages = pages.iter().enumerate().map(|(number, (title, tag, text))| {
            let payload = Payload {
                title: (*title).into(),
                url: format!("/{number}/"),
                date: Some(format!("2024-{number:05}")),
                tags: vec![Link { title: (*tag).into(), url: format!("/tags/{tag}/") }],
                ..Payload::default()
            };
            index
                .page(&payload, &format!("<h2 id=\"a\">Heading</h2><p>{text}</p>"))
                .expect("a document")
                .0
        });
        let pages = pages.collect();
        let mut files = BTreeMap::new();
        let written = index.write(pages, "en", &mut |file| {
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
