//! What posts have to do with each other: those on the same subjects, and those of one series.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Page;
use super::lists::newest_first;
use crate::manifest::{Link, Series};
use crate::slug::slug;

/// How many posts are named as related.
const MOST: usize = 3;

/// How many posts of a tag are looked at on either side of one: those nearest in time. A tag that
/// thousands have says little, and each would be compared with each.
const NEAR: usize = 32;

/// The posts of one language, the newest first, that have most in common with each: tags that few have
/// count for more, and of equals the one nearer in time.
pub fn related<'a>(posts: &[&'a Page]) -> Vec<(&'a str, Vec<Link>)> {
    let tags: Vec<Vec<String>> = posts
        .iter()
        .map(|page| page.source.known.head.tags.iter().map(|tag| slug(tag)).collect())
        .collect();
    let mut tagged: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, tags) in tags.iter().enumerate() {
        for tag in tags {
            tagged.entry(tag).or_default().push(number);
        }
    }
    let of_post = |number: usize| {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for tag in &tags[number] {
            let all = &tagged[tag.as_str()];
            let at = all.partition_point(|it| *it < number);
            let near = all[at.saturating_sub(NEAR)..(at + NEAR).min(all.len())].iter();
            let weight = (1.0 + posts.len() as f64 / all.len() as f64).ln();
            // Those before and after are named as such.
            near.filter(|it| it.abs_diff(number) > 1)
                .for_each(|it| *scores.entry(*it).or_default() += weight);
        }
        let own = series_key(posts[number]);
        let is_sibling = |it: &usize| own.is_some() && series_key(posts[*it]) == own;
        let mut best: Vec<(usize, f64)> =
            scores.into_iter().filter(|(it, _)| !is_sibling(it)).collect();
        best.sort_by(|(a, of_a), (b, of_b)| {
            of_b.total_cmp(of_a).then_with(|| a.abs_diff(number).cmp(&b.abs_diff(number)))
        });
        best.truncate(MOST);
        best.into_iter().map(|(it, _)| link_to(posts[it])).collect()
    };
    let numbers = (0..posts.len()).into_par_iter();
    numbers.map(|number| (posts[number].route.as_str(), of_post(number))).collect()
}

/// The series of `pages`, by language and name: what is in none, or alone in one, has none.
pub fn series<'a>(pages: impl Iterator<Item = &'a Page>) -> HashMap<Key, Series> {
    let mut members: HashMap<Key, Vec<&Page>> = HashMap::new();
    for page in pages {
        if let Some(key) = series_key(page) {
            members.entry(key).or_default().push(page);
        }
    }
    members.retain(|_, pages| pages.len() > 1);
    let made = members.into_iter().map(|(key, mut pages)| {
        // Without numbers in the order in which they were written.
        pages.sort_by(|a, b| newest_first(b, a));
        pages.sort_by_key(|page| page.source.known.head.part.unwrap_or(i64::MAX));
        let title = pages[0].source.known.head.series.clone().unwrap_or_default();
        (key, Series { title, parts: pages.into_iter().map(link_to).collect() })
    });
    made.collect()
}

/// The language of a series, as declared, and the slug of its name.
pub type Key = (Option<String>, String);

/// The series that a page is a part of.
pub fn series_key(page: &Page) -> Option<Key> {
    let head = &page.source.known.head;
    let name = head.series.as_deref().filter(|_| !head.unlisted)?;
    Some((head.language.clone(), slug(name)))
}

fn link_to(page: &Page) -> Link {
    super::link(&page.source.known.head.title, &page.route)
}
