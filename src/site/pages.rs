//! A document's page: its text ([`super::text`]) and what stands around it, which of both still hold, and
//! the payload that is written.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use url::Url;

use super::lists;
use super::output::Output;
use super::terms::{self, Taxonomies};
use super::text::{self, Ground, own_language};
use super::{Asset, Input, Made, Meant, Page, World, hash, related, survey};
use crate::dialect::Surroundings;
use crate::document::{Document, Head};
use crate::language::{self, Language};
use crate::link::{From, Index, Why};
use crate::llms;
use crate::manifest::{Link, Payload, Series, Translation, VERSION};
use crate::settings::Settings;
use crate::taxonomy::Taxonomy;

/// What every page is made within.
pub struct Frame<'a> {
    pages: &'a [Page],
    ground: Ground<'a>,
    surroundings: &'a Surroundings<'a>,
    sections: HashMap<String, Link>,
    taxonomies: &'a Taxonomies,
    /// The pages of each document that has translations, by what they have in common.
    translations: HashMap<&'a str, Vec<&'a Page>>,
    /// The posts of each language, the newest first.
    posts: HashMap<Option<&'a str>, Vec<&'a Page>>,
    /// The posts that have most in common with each, by its route.
    related: HashMap<&'a str, Vec<Link>>,
    series: HashMap<related::Key, Series>,
    /// The site's public address, if it is known.
    address: Option<Url>,
    /// A number that changes when any link may lead elsewhere.
    pub links: u64,
    /// A number that changes when anything of any document's head or route does.
    heads: u64,
}

/// What does not depend on the pages.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What the site is made of.
    pub input: &'a Input,
    /// What the dialects look at.
    pub surroundings: &'a Surroundings<'a>,
    /// The tags and authors of all documents.
    pub taxonomies: &'a Taxonomies,
}

impl<'a> Frame<'a> {
    /// The frame of `pages`.
    pub fn new(
        pages: &'a [Page],
        index: &'a Index,
        around: &Around<'a>,
        assets: &[Asset],
        withheld: &[(&Head, Why)],
    ) -> Self {
        let Around { input, surroundings, taxonomies } = *around;
        let settings = &input.settings;
        let words = Language::from_tag(&settings.language).words();
        let sections = lists::section_links(pages, words);
        let mut translations: HashMap<&str, Vec<&Page>> = HashMap::new();
        for page in pages {
            let head = &page.source.known.head;
            translations.entry(head.translations()).or_default().push(page);
        }
        translations.retain(|_, pages| pages.len() > 1);
        let mut posts: HashMap<Option<&str>, Vec<&Page>> = HashMap::new();
        for page in pages.iter().filter(|it| it.is_post() && !it.source.known.head.unlisted) {
            posts.entry(own_language(&page.source.known.head, settings)).or_default().push(page);
        }
        posts.values_mut().for_each(|posts| posts.sort_by(|a, b| lists::newest_first(a, b)));
        let related = posts.values().flat_map(|posts| related::related(posts)).collect();
        let listed = pages.iter().filter(|it| !it.source.known.head.unlisted);
        let series = related::series(listed);
        let lists: Vec<&str> = taxonomies.terms().map(|term| term.route.as_str()).collect();
        let places: Vec<_> = pages
            .iter()
            .map(|page| {
                let head = &page.source.known.head;
                let names = (&head.path, &head.place, &head.slug, &head.language);
                (names, page.route.as_str(), &head.old_addresses, &head.former_lists)
            })
            .collect();
        let withheld: Vec<_> = withheld.iter().map(|(head, why)| (&head.path, why)).collect();
        let others = (withheld, &input.unpublished, &settings.base_url);
        let links = hash(&(places, lists, assets, others));
        let titles = pages.iter().map(|page| {
            let head = &page.source.known.head;
            (head.title.as_str(), head.description.as_deref(), head.weight)
        });
        let heads = hash(&(links, titles.collect::<Vec<_>>()));
        Self {
            pages,
            ground: Ground { pages, index, settings, emoji: surroundings.emoji },
            surroundings,
            sections,
            taxonomies,
            translations,
            posts,
            related,
            series,
            address: settings.address(),
            links,
            heads,
        }
    }

    /// A number that changes when anything the page shows does, but for its own text and links.
    fn key(&self, page: &Page, made: &Made) -> u64 {
        let section = self.section(page).map(|link| (&link.title, &link.url));
        let translations = self.translations(page);
        let translations: Vec<(&str, &str)> =
            translations.iter().map(|it| (it.language.as_str(), it.url.as_str())).collect();
        let beside = self.beside(page);
        let beside = beside.iter().map(|it| it.as_ref().map(|it| (&it.title, &it.url)));
        let beside: Vec<_> = beside.collect();
        let links =
            |links: &[Link]| hash(&links.iter().map(|it| (&it.title, &it.url)).collect::<Vec<_>>());
        let related = self.related.get(page.route.as_str()).map(|it| links(it));
        let series = self.series(page).map(|it| (&it.title, links(&it.parts)));
        let near = (beside, related, series, self.edit(page));
        let others = if made.shows_others { self.heads } else { 0 };
        let own = self.ground.emoji.own();
        let emoji: Vec<_> =
            made.shortcodes.iter().filter_map(|name| own.get_key_value(name)).collect();
        let emoji = (emoji, made.has_unknown_emoji.then_some(own));
        let Settings { language, smart_punctuation, math, .. } = &self.ground.settings;
        let shown = (language, smart_punctuation, math);
        hash(&(page.route.as_str(), section, translations, near, others, emoji, shown, VERSION))
    }

    /// The section that a page belongs to: its own, or the posts.
    fn section(&self, page: &Page) -> Option<&Link> {
        if page.source.known.head.is_section_index() {
            return None;
        }
        self.sections.get(section_name(page)?)
    }

    /// The posts before and after a page among those of its language.
    fn beside(&self, page: &Page) -> [Option<Link>; 2] {
        let posts = self.posts.get(&own_language(&page.source.known.head, self.ground.settings));
        let posts = posts.map_or(&[][..], Vec::as_slice);
        let Ok(at) = posts.binary_search_by(|it| lists::newest_first(it, page)) else {
            return [None, None];
        };
        let link = |page: &&Page| super::link(&page.source.known.head.title, &page.route);
        let later = at.checked_sub(1).and_then(|at| posts.get(at));
        [posts.get(at + 1).map(link), later.map(link)]
    }

    /// The series that a page is a part of.
    fn series(&self, page: &Page) -> Option<&Series> {
        self.series.get(&related::series_key(page)?)
    }

    /// Where the source of a page can be edited.
    fn edit(&self, page: &Page) -> Option<String> {
        let template = Some(&self.ground.settings.edit_url).filter(|it| !it.is_empty())?;
        let path = crate::route::encode(&page.source.known.head.path);
        Some(match template.contains("{path}") {
            true => template.replace("{path}", &path),
            false => format!("{}/{path}", template.trim_end_matches('/')),
        })
    }

    /// The translations of a page.
    fn translations(&self, page: &Page) -> Vec<Translation> {
        let key = page.source.known.head.translations();
        let pages = self.translations.get(key).into_iter().flatten();
        let others = pages.filter(|it| it.route != page.route);
        others
            .map(|it| {
                let tag = it.source.known.head.language.as_deref();
                let tag = tag.unwrap_or(&self.ground.settings.language);
                Translation {
                    title: language::name_of(tag).to_owned(),
                    url: it.route.as_str().to_owned(),
                    language: tag.to_owned(),
                }
            })
            .collect()
    }

    /// Whether what is known of the page still holds.
    fn holds(&self, page: &Page, made: &Made, same_links: bool) -> bool {
        let lead_where_they_led = || {
            let from = From::document(&page.source.known.head, &page.route);
            made.links
                .iter()
                .all(|(written, target)| self.ground.index.resolve(written, from) == *target)
        };
        let is_on_shelf = lists::is_list_route(&page.route, &self.sections, self.taxonomies);
        self.key(page, made) == made.key
            && made.payload.is_some() == is_on_shelf
            && (same_links || lead_where_they_led())
    }
}

/// Makes the pages that have changed, in order, and writes them. `same_links`: every link leads
/// where it led when the others were made.
///
/// # Errors
/// When a file could not be written.
pub fn make(
    frame: &Frame<'_>,
    output: &Output<'_>,
    same_links: bool,
    world: &dyn World,
) -> Result<Vec<Option<Made>>, String> {
    let done = AtomicUsize::new(0);
    let total = frame.pages.len();
    let made = frame.pages.par_iter().map(|page| {
        world.progress("making pages", done.fetch_add(1, Ordering::Relaxed) + 1, total);
        let known = page.source.known.made.as_ref();
        if known.is_some_and(|made| frame.holds(page, made, same_links)) {
            let is_on_shelf = known.is_some_and(|made| made.payload.is_some());
            let is_written = is_on_shelf || output.has_page(&page.route);
            if is_written && output.has_document(&page.route) {
                output.keep_page(page.route.as_str());
                output.keep_document(&page.route);
                return Ok(None);
            }
        }
        let none = Meant::new();
        let meant = known.map_or(&none, |made| &made.meant);
        make_page(page, meant, frame, output, world)
    });
    made.collect()
}

/// Makes pages again, each by its number, with links to the ids that their anchors mean.
///
/// # Errors
/// When a file could not be written.
pub fn make_again(
    frame: &Frame<'_>,
    output: &Output<'_>,
    meant: Vec<(usize, Meant)>,
    world: &dyn World,
) -> Result<Vec<(usize, Made)>, String> {
    let made = meant.into_par_iter().filter_map(|(number, meant)| {
        let made = make_page(&frame.pages[number], &meant, frame, output, world).transpose()?;
        Some(made.map(|made| (number, made)))
    });
    made.collect()
}

/// Makes a page and writes it; `None` when its source is gone.
fn make_page(
    page: &Page,
    meant: &Meant,
    frame: &Frame<'_>,
    output: &Output<'_>,
    world: &dyn World,
) -> Result<Option<Made>, String> {
    let read;
    let document = match &page.source.document {
        Some(document) => document,
        None => {
            // Gone since it was first read: the next build will say so.
            let path = &page.source.known.head.path;
            match survey::document(path, frame.surroundings, world) {
                Ok((document, _)) => read = document,
                Err(_) => return Ok(None),
            }
            &read
        }
    };
    let (payload, mut made) = payload(page, document, meant, frame);
    let json = serde_json::to_string(&payload).map_err(|error| error.to_string())?;
    made.content = hash(&json);
    if lists::is_list_route(&page.route, &frame.sections, frame.taxonomies) {
        // Written with the list, when the entries of all documents are known.
        made.payload = Some(json);
    } else {
        output.page(&page.route, json)?;
    }
    output.document(&page.route, || {
        llms::document(&payload, &frame.ground.settings.language, frame.address.as_ref())
    })?;
    Ok(Some(made))
}

/// Makes the payload of `page`, and what its rendering shows.
fn payload(page: &Page, document: &Document, meant: &Meant, frame: &Frame<'_>) -> (Payload, Made) {
    let mut made = Made { meant: meant.clone(), ..Made::default() };
    let text = text::make(document, &page.route, &frame.ground, &mut made);
    let head = &document.head;
    let description = head.description.clone();
    let excerpt = description.clone().unwrap_or(text.excerpt);
    made.excerpt = Some(excerpt).filter(|it| !it.is_empty());
    made.words = text.length.words;
    made.minutes = text.length.minutes();
    made.section = section_name(page).map(str::to_owned);
    made.key = frame.key(page, &made);
    let [earlier, later] = frame.beside(page);
    let payload = Payload {
        title: head.title.clone(),
        description,
        date: head.date.map(|date| date.date().to_string()),
        updated: head.updated.map(|date| date.date().to_string()),
        translations: frame.translations(page),
        draft: head.draft,
        words: Some(text.length.words).filter(|words| *words > 0),
        minutes: text.length.minutes().filter(|_| page.is_post()),
        authors: terms::links(Taxonomy::Authors, page),
        tags: terms::links(Taxonomy::Tags, page),
        section: frame.section(page).cloned(),
        earlier,
        later,
        series: frame.series(page).cloned(),
        related: frame.related.get(page.route.as_str()).cloned().unwrap_or_default(),
        edit: frame.edit(page),
        ..text.payload
    };
    (payload, made)
}

/// The name of the section that a page belongs to.
fn section_name(page: &Page) -> Option<&str> {
    page.section.as_deref().or(page.is_post().then_some("posts"))
}
