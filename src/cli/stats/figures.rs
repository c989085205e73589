//! What is counted, and the JSON that says so. A field may be added at any time; [`VERSION`] changes when
//! one changes its meaning or goes away.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use the_stacks::dialect::Count;
use the_stacks::document::Head;
use the_stacks::site::{Known, LinkCounts, Made, Site};
use the_stacks::slug::slug;

const VERSION: u32 = 1;

/// How many posts are named as the longest, and as those that were not touched for longest.
const NAMED: usize = 5;

/// What a site is made of, in numbers. All but `documents` is about what is published.
#[derive(Debug, PartialEq, Serialize)]
pub struct Figures {
    pub version: u32,
    pub documents: Documents,
    pub by_dialect: BTreeMap<&'static str, u32>,
    pub by_section: BTreeMap<String, u32>,
    pub by_language: BTreeMap<String, u32>,
    /// Posts alone: other documents have no date.
    pub by_year: BTreeMap<i16, u32>,
    pub words: Words,
    /// The tags, those of most documents first.
    pub tags: Vec<Tag>,
    pub untagged_posts: u32,
    pub links: LinkCounts,
    pub images_without_text: u32,
    pub longest: Vec<Named>,
    /// The posts whose last date is longest ago.
    pub untouched: Vec<Named>,
    pub constructs: Vec<Construct>,
    pub emoji: u32,
    pub assets: Assets,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Documents {
    /// Those that are published.
    pub published: u32,
    /// How many of these are posts.
    pub posts: u32,
    /// Of all documents, published or not.
    pub drafts: u32,
    /// Those with a date to come that are no drafts.
    pub scheduled: u32,
    /// Those whose time is over.
    pub expired: u32,
    /// Those that ask for no page.
    pub without_page: u32,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    pub total: u64,
    /// How many the post in the middle has.
    pub median_of_posts: u32,
    /// How many minutes it takes to read everything.
    pub minutes: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    pub name: String,
    pub documents: u32,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    pub file: String,
    pub title: String,
    /// When the post was touched last, as it says itself.
    pub date: Option<String>,
    pub words: u32,
    pub minutes: Option<u32>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Construct {
    pub sort: &'static str,
    pub name: String,
    #[serde(flatten)]
    pub count: Count,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Assets {
    pub files: u32,
    pub bytes: u64,
    /// By the ends of their names, the largest first.
    pub by_type: Vec<AssetType>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct AssetType {
    /// `png`; empty for names without an end.
    #[serde(rename = "type")]
    pub extension: String,
    pub files: u32,
    pub bytes: u64,
}

impl Figures {
    /// The figures of `site`, of `documents`, on the day `today`. `size` tells how many bytes a file has.
    pub fn of(documents: &[Known], site: &Site, today: Date, size: &dyn Fn(&str) -> u64) -> Self {
        let mut published: Vec<(&Known, &Made)> =
            documents.iter().filter_map(|it| Some((it, it.made.as_ref()?))).collect();
        published.sort_by(|(a, _), (b, _)| a.head.path.cmp(&b.head.path));
        let posts: Vec<(&Known, &Made)> =
            published.iter().copied().filter(|(it, _)| it.head.is_post()).collect();
        let language =
            |head: &Head| head.language.clone().unwrap_or_else(|| site.manifest.language.clone());
        let constructs = site.summary.tally.iter().map(|(sort, name, count)| Construct {
            sort: sort.name(),
            name: name.to_owned(),
            count,
        });
        Self {
            version: VERSION,
            documents: counted(documents, &published, today),
            by_dialect: grouped(published.iter().map(|(it, _)| it.head.dialect.name())),
            by_section: grouped(
                published.iter().map(|(_, made)| made.section.clone().unwrap_or_default()),
            ),
            by_language: grouped(published.iter().map(|(it, _)| language(&it.head))),
            by_year: grouped(posts.iter().filter_map(|(it, _)| Some(it.head.date?.year()))),
            words: words(&published, &posts),
            tags: tags(&published),
            untagged_posts: number(posts.iter().filter(|(it, _)| it.head.tags.is_empty()).count()),
            links: site.summary.links,
            images_without_text: published.iter().map(|(_, made)| made.images_without_text).sum(),
            longest: named(&posts, |(_, made)| Reverse(made.words)),
            untouched: named(&posts, |(it, _)| last_date(&it.head)),
            constructs: constructs.collect(),
            emoji: site.summary.emoji,
            assets: assets(site, size),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn grouped<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u32> {
    let mut groups = BTreeMap::new();
    for key in keys {
        *groups.entry(key).or_default() += 1;
    }
    groups
}

fn counted(documents: &[Known], published: &[(&Known, &Made)], today: Date) -> Documents {
    let count = |holds: &dyn Fn(&Head) -> bool| {
        number(documents.iter().filter(|it| holds(&it.head)).count())
    };
    let is_past = |head: &Head| head.expires.is_some_and(|it| it.date() <= today);
    Documents {
        published: number(published.len()),
        posts: number(published.iter().filter(|(it, _)| it.head.is_post()).count()),
        drafts: count(&|head| head.draft),
        scheduled: count(&|head| !head.draft && head.date.is_some_and(|it| it.date() > today)),
        expired: count(&|head| !head.draft && is_past(head)),
        without_page: count(&|head| head.pageless),
    }
}

fn words(published: &[(&Known, &Made)], posts: &[(&Known, &Made)]) -> Words {
    let mut of_posts: Vec<u32> = posts.iter().map(|(_, made)| made.words).collect();
    of_posts.sort_unstable();
    Words {
        total: published.iter().map(|(_, made)| u64::from(made.words)).sum(),
        median_of_posts: of_posts.get(of_posts.len() / 2).copied().unwrap_or_default(),
        minutes: published.iter().filter_map(|(_, made)| made.minutes.map(u64::from)).sum(),
    }
}

/// The tags as the site groups them, each by the name that it has first.
fn tags(published: &[(&Known, &Made)]) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (document, _) in published {
        let mut known: Vec<String> = Vec::new();
        for name in &document.head.tags {
            let key = slug(name);
            if key.is_empty() || known.contains(&key) {
                continue;
            }
            let tag = tags.entry(key.clone());
            tag.or_insert_with(|| Tag { name: name.clone(), documents: 0 }).documents += 1;
            known.push(key);
        }
    }
    let mut tags: Vec<Tag> = tags.into_values().collect();
    tags.sort_by_key(|it| Reverse(it.documents));
    tags
}

fn last_date(head: &Head) -> Option<Date> {
    head.date.max(head.updated).map(|it| it.date())
}

/// The first posts in the order of a key.
fn named<K: Ord>(posts: &[(&Known, &Made)], key: impl Fn(&(&Known, &Made)) -> K) -> Vec<Named> {
    let mut posts: Vec<&(&Known, &Made)> = posts.iter().collect();
    posts.sort_by_key(|it| key(it));
    let name = |(document, made): &(&Known, &Made)| Named {
        file: document.head.path.clone(),
        title: document.head.title.clone(),
        date: last_date(&document.head).map(|it| it.to_string()),
        words: made.words,
        minutes: made.minutes,
    };
    posts.into_iter().take(NAMED).map(name).collect()
}

fn assets(site: &Site, size: &dyn Fn(&str) -> u64) -> Assets {
    let mut types: BTreeMap<String, AssetType> = BTreeMap::new();
    for asset in &site.assets {
        let name = asset.path.rsplit('/').next().unwrap_or_default();
        let extension =
            name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase());
        let group = types.entry(extension.clone());
        let group = group.or_insert(AssetType { extension, files: 0, bytes: 0 });
        group.files += 1;
        group.bytes += size(&asset.file);
    }
    let mut by_type: Vec<AssetType> = types.into_values().collect();
    by_type.sort_by_key(|it| Reverse(it.bytes));
    Assets {
        files: by_type.iter().map(|it| it.files).sum(),
        bytes: by_type.iter().map(|it| it.bytes).sum(),
        by_type,
    }
}
