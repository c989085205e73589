//! What a post is about, before a word of it is written: its title, date and tags. All of it comes
//! from the seed and the post's number, so that others can link to it without having read it.

use super::prose::{self, CATEGORIES, NOUNS};
use super::random::Random;

/// A post, told by what stands in its front matter.
#[derive(Debug)]
pub struct Post {
    /// Its number, from 0.
    pub number: usize,
    /// The title, plain text without quotes.
    pub title: String,
    /// The file's name without date and extension; no other post has it.
    pub name: String,
    /// Year, month, day, hour and minute.
    pub date: [usize; 5],
    /// One or two sentences, plain text without colons.
    pub description: String,
    /// From two to six.
    pub tags: Vec<&'static str>,
    /// One, rarely two.
    pub categories: Vec<&'static str>,
    /// Whether it is not to be published. The first post never is a draft.
    pub draft: bool,
    /// Its first heading, for the links of others.
    pub heading: String,
}

/// How many tags all posts share.
pub const TAGS: usize = 200;

/// The years the posts are from.
pub const YEARS: std::ops::Range<usize> = 2014..2024;

impl Post {
    /// Post `number` of those that `seed` gives.
    pub fn new(seed: u64, number: usize) -> Self {
        let mut random = Random::new(seed, 2 * number as u64);
        let random = &mut random;
        let title = prose::title(random);
        Self {
            number,
            name: format!("{}-{number:05}", anchor(&title)),
            date: [
                random.between(YEARS.start, YEARS.end - 1),
                random.between(1, 12),
                random.between(1, 28),
                random.below(24),
                random.below(60),
            ],
            description: prose::description(random),
            tags: {
                let count = random.between(2, 6);
                several(count, || random.zipf(&NOUNS[..TAGS]))
            },
            categories: {
                let count = if random.percent(15) { 2 } else { 1 };
                several(count, || random.zipf(&CATEGORIES))
            },
            draft: number > 0 && random.percent(2),
            heading: prose::heading(random),
            title,
        }
    }

    /// An older post, or the first one, that everybody may read.
    pub fn before(seed: u64, number: usize, random: &mut Random) -> Self {
        let chosen = random.below(number.max(1));
        let mut published = (0..=chosen).rev().map(|it| Self::new(seed, it)).filter(|it| !it.draft);
        published.next().unwrap_or_else(|| Self::new(seed, 0))
    }

    /// The random numbers for its text.
    pub fn random(&self, seed: u64) -> Random {
        Random::new(seed, 2 * self.number as u64 + 1)
    }
}

/// The id that GitHub, Hugo and kramdown give a heading of plain words, if no other has it before.
pub fn anchor(heading: &str) -> String {
    let mut anchor = String::with_capacity(heading.len());
    for character in heading.chars() {
        match character {
            ' ' | '-' => anchor.push('-'),
            it if it.is_ascii_alphanumeric() || it == '_' => anchor.push(it.to_ascii_lowercase()),
            _ => {}
        }
    }
    anchor
}

fn several(count: usize, mut draw: impl FnMut() -> &'static str) -> Vec<&'static str> {
    let mut drawn = Vec::with_capacity(count);
    while drawn.len() < count {
        let one = draw();
        if !drawn.contains(&one) {
            drawn.push(one);
        }
    }
    drawn
}
