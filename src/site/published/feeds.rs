//! The feeds of a site: which there are, what is in each, and which must be written again.
//!
//! A feed is known by a key of all that it says. Only for feeds whose key is not that of the last
//! build are documents rendered, from the payloads that were written, each once for all feeds of all
//! forms as long as [`KEPT`] has room.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::DateTime;
use rayon::prelude::*;
use url::Url;

use super::{Published, url};
use crate::document::Head;
use crate::feed::{Entry, Feed, Format, LIMIT, Moment, Person, content, language_folder};
use crate::language;
use crate::manifest::{FromJson, Payload};
use crate::route::Route;
use crate::site::output::Output;
use crate::site::{Page, hash};
use crate::taxonomy::Taxonomy;

/// How many bytes of rendered documents are kept for the feeds that have them too.
const KEPT: usize = 64 << 20;

/// The form of what is written: changes when the same posts give another feed.
const FORM: u32 = 1;

/// A feed that the site has.
struct Source<'a> {
    /// Its folder, relative to the site's root: empty, or with a slash at its end.
    folder: String,
    title: String,
    description: &'a str,
    home: Route,
    language: &'a str,
    /// Its posts, newest first.
    posts: Vec<&'a Page>,
}

/// Writes the feeds that have changed.
pub fn write(site: &Published<'_>, address: &Url, output: &mut Output<'_>) -> Result<(), String> {
    let mut due: Vec<(Source<'_>, Vec<Format>)> = Vec::new();
    for source in sources(site) {
        let key = key(&source, site, address);
        let mut formats = Format::ALL.to_vec();
        formats.retain(|format| {
            let path = path(&source, *format);
            output.is_free(&path) && output.is_due(&path, key)
        });
        if !formats.is_empty() {
            due.push((source, formats));
        }
    }
    let rendered = Rendered::new(site, address, output);
    due.par_iter().try_for_each(|(source, formats)| {
        let feed = feed(source, site, address, &rendered)?;
        formats.iter().try_for_each(|it| output.put(&path(source, *it), feed.write(*it)))
    })
}

fn path(source: &Source<'_>, format: Format) -> String {
    format!("{}{}", source.folder, format.file())
}

/// The feeds of the site, of each tag, and of each language where posts are written in several. A
/// feed without posts has no date, which all feeds must have: there is none.
fn sources<'a>(site: &Published<'a>) -> Vec<Source<'a>> {
    let Published { settings, entries, taxonomies, .. } = *site;
    let mut languages: HashMap<&str, Vec<&Page>> = HashMap::new();
    let tags = taxonomies.iter().find(|it| it.taxonomy == Taxonomy::Tags);
    let mut tagged: Vec<Vec<&Page>> = vec![Vec::new(); tags.map_or(0, |it| it.all.len())];
    let add = |posts: &mut Vec<&'a Page>, page| {
        if posts.len() < LIMIT {
            posts.push(page);
        }
    };
    for &page in entries.posts() {
        let head = &page.source.known.head;
        let language = head.language.as_deref().unwrap_or(&settings.language);
        add(languages.entry(language).or_default(), page);
        for number in tags.map(|it| it.numbers_of(page)).unwrap_or_default() {
            add(&mut tagged[number], page);
        }
    }
    let whole = Source {
        folder: String::new(),
        title: settings.title.clone(),
        description: &settings.description,
        home: Route::home(),
        language: &settings.language,
        posts: entries.posts().iter().take(LIMIT).copied().collect(),
    };
    let of_tags = tags.into_iter().flat_map(|it| &it.all).zip(tagged).map(|(term, posts)| Source {
        folder: term.route.as_str()[1..].to_owned(),
        title: format!("{} · {}", term.name, settings.title),
        description: "",
        home: term.route.clone(),
        language: &settings.language,
        posts,
    });
    let is_many = languages.len() > 1;
    let mut languages: Vec<(&str, Vec<&Page>)> =
        languages.into_iter().filter(|_| is_many).collect();
    languages.sort_by_key(|(tag, _)| *tag);
    let of_languages = languages.into_iter().map(|(tag, posts)| Source {
        folder: language_folder(tag),
        title: format!("{} · {}", settings.title, language::name_of(tag)),
        description: &settings.description,
        home: Route::home(),
        language: tag,
        posts,
    });
    let all = [whole].into_iter().chain(of_tags).chain(of_languages);
    all.filter(|it| !it.posts.is_empty()).collect()
}

/// A number that changes when anything the feed says does.
fn key(source: &Source<'_>, site: &Published<'_>, address: &Url) -> u64 {
    let Source { folder, title, description, home, language, posts } = source;
    let posts: Vec<_> = posts
        .iter()
        .map(|page| {
            let known = &page.source.known;
            let made = known.made.as_ref().map(|made| (made.content, &made.excerpt));
            let Head { title, date, updated, offsets, authors, tags, language, .. } = &known.head;
            (page.route.as_str(), made, (title, date, updated, offsets), (authors, tags, language))
        })
        .collect();
    let around = (address.as_str(), &site.settings.author, &site.settings.language);
    hash(&(FORM, around, folder, title, description, home.as_str(), language, posts))
}

fn feed(
    source: &Source<'_>,
    site: &Published<'_>,
    address: &Url,
    rendered: &Rendered<'_>,
) -> Result<Feed, String> {
    let entry = |page: &&Page| entry(page, source.language, site, address, rendered);
    // Each of its documents may be long.
    let entries: Result<Vec<Entry>, String> = source.posts.par_iter().map(entry).collect();
    Ok(Feed {
        title: source.title.clone(),
        description: source.description.to_owned(),
        home: url(address, &source.home),
        folder: url(address, &Route::new(&source.folder)),
        icon: format!("{address}icon.svg"),
        language: source.language.to_owned(),
        author: site.settings.author.clone(),
        entries: entries?,
    })
}

fn entry(
    page: &Page,
    language: &str,
    site: &Published<'_>,
    address: &Url,
    rendered: &Rendered<'_>,
) -> Result<Entry, String> {
    let known = &page.source.known;
    let head = &known.head;
    let own = head.language.as_deref().unwrap_or(&site.settings.language);
    let person = |name: &String| Person {
        name: name.clone(),
        url: Some(url(address, &Taxonomy::Authors.term_route(name))),
    };
    let published = moment(head, head.date.unwrap_or_default());
    let updated = head.updated.map_or(published, |it| published.max(moment(head, it)));
    Ok(Entry {
        url: url(address, &page.route),
        title: head.title.clone(),
        summary: known.made.as_ref().and_then(|made| made.excerpt.clone()),
        content: rendered.html(page)?,
        published,
        updated,
        authors: head.authors.iter().map(person).collect(),
        tags: head.tags.clone(),
        language: Some(own.to_owned()).filter(|it| it != language),
    })
}

fn moment(head: &Head, civil: DateTime) -> Moment {
    Moment { civil, offset: head.offset(civil) }
}

/// The documents as HTML, each rendered when the first feed asks for it.
struct Rendered<'a> {
    language: &'a str,
    address: &'a Url,
    output: &'a Output<'a>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    bytes: usize,
    documents: HashMap<String, Arc<str>>,
}

impl<'a> Rendered<'a> {
    fn new(site: &Published<'a>, address: &'a Url, output: &'a Output<'a>) -> Self {
        Self { language: &site.settings.language, address, output, kept: Mutex::default() }
    }

    /// The document of `page`, every address absolute.
    fn html(&self, page: &Page) -> Result<Arc<str>, String> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = kept().documents.get(page.route.as_str()) {
            return Ok(html.clone());
        }
        let payload = self.payload(page).ok_or_else(|| {
            format!("the payload of {} was written and cannot be read for the feeds", page.route)
        })?;
        // Without a style sheet colours are spans that say nothing.
        let payload = Payload { code: Vec::new(), ..payload };
        let html = payload.html(self.language, self.address.as_str());
        let own = Url::parse(&url(self.address, &page.route)).map_err(|error| error.to_string())?;
        let html: Arc<str> = content::standalone(&html, &own).into();
        let mut kept = kept();
        if kept.bytes + html.len() <= KEPT {
            kept.bytes += html.len();
            kept.documents.insert(page.route.as_str().to_owned(), html.clone());
        }
        Ok(html)
    }

    fn payload(&self, page: &Page) -> Option<Payload> {
        let made = page.source.known.made.as_ref()?;
        let json: serde_json::Value = match &made.payload {
            Some(json) => serde_json::from_str(json).ok()?,
            None => serde_json::from_slice(&self.output.written_page(&page.route)?).ok()?,
        };
        Payload::from_json(&json).ok()
    }
}
