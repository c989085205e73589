//! Feeds: the newest posts of a site, of a tag or of a language, whole, for feed readers.
//!
//! Owns what a feed says, in each of its three forms: Atom 1.0 (RFC 4287), RSS 2.0 with the content
//! module, and JSON Feed 1.1. Which feeds a site has and what is in them is in [`crate::site`].
//! Every address is absolute, nothing depends on the clock, and an entry is known by the address of
//! its page in all three.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Unit};

mod atom;
pub mod content;
mod json;
mod rss;

/// How many posts a feed has, the newest.
pub const LIMIT: usize = 50;

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Atom 1.0.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them; the one that says most comes first.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// The file's name, in the folder of what the feed is of.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Rss => "rss.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type, as a page's head names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// The folder of the feeds of a language, relative to the site's root: `languages/es/`.
pub fn language_folder(tag: &str) -> String {
    crate::route::Route::new(&format!("languages/{tag}")).as_str()[1..].to_owned()
}

/// A moment as an author writes it: by the clock on the wall, which is that of UTC where nothing says
/// how far it is from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The date and the time of day.
    pub civil: DateTime,
    /// How many seconds the clock is ahead of UTC, if that is known.
    pub offset: Option<i32>,
}

impl Moment {
    /// What tells the earlier of two.
    fn in_utc(self) -> DateTime {
        let ahead = SignedDuration::from_secs(self.offset.unwrap_or_default().into());
        self.civil.checked_sub(ahead).unwrap_or(self.civil)
    }

    /// The later of two.
    pub fn max(self, other: Self) -> Self {
        if other.in_utc() > self.in_utc() { other } else { self }
    }

    /// `2026-01-31T09:30:00+02:00` (RFC 3339).
    fn rfc_3339(self) -> String {
        let zone = self.zone(":").unwrap_or_else(|| "Z".into());
        self.civil.strftime("%Y-%m-%dT%H:%M:%S").to_string() + &zone
    }

    /// `Sat, 31 Jan 2026 09:30:00 +0200` (RFC 822, with a year of four digits).
    fn rfc_822(self) -> String {
        let zone = self.zone("").unwrap_or_else(|| "+0000".into());
        self.civil.strftime("%a, %d %b %Y %H:%M:%S ").to_string() + &zone
    }

    fn zone(self, colon: &str) -> Option<String> {
        let offset = Offset::from_seconds(self.offset?).ok()?.round(Unit::Minute).ok()?;
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        Some(format!("{sign}{hours:02}{colon}{minutes:02}"))
    }
}

/// Somebody who writes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The page of what they wrote.
    pub url: Option<String>,
}

/// A feed, or what its three forms have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// The title, plain text.
    pub title: String,
    /// One sentence about it, plain text.
    pub description: String,
    /// The address of the page that shows the same.
    pub home: String,
    /// The address of the folder that the feed's files are in, with a slash at its end.
    pub folder: String,
    /// The address of the site's icon.
    pub icon: String,
    /// BCP 47 tag of the language of what does not name its own.
    pub language: String,
    /// Who wrote what does not name its author.
    pub author: String,
    /// The posts, newest first.
    pub entries: Vec<Entry>,
}

/// A post as feeds have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The address of its page, by which readers know it again.
    pub url: String,
    /// The title, plain text.
    pub title: String,
    /// One or two sentences, plain text.
    pub summary: Option<String>,
    /// All of it, as HTML that stands by itself ([`content::standalone`]).
    pub content: Arc<str>,
    /// When it was published.
    pub published: Moment,
    /// When it was changed, not before that.
    pub updated: Moment,
    /// Who wrote it, where it says.
    pub authors: Vec<Person>,
    /// Its tags.
    pub tags: Vec<String>,
    /// BCP 47 tag, where it is not that of the feed.
    pub language: Option<String>,
}

impl Feed {
    /// The bytes of the feed in one of its forms.
    pub fn write(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Atom => atom::write(self),
            Format::Rss => rss::write(self),
            Format::Json => json::write(self),
        }
    }

    /// The address of the feed itself.
    fn own(&self, format: Format) -> String {
        format!("{}{}", self.folder, format.file())
    }

    /// Who wrote what does not name its author; feeds must name somebody.
    fn author(&self) -> &str {
        if self.author.is_empty() { &self.title } else { &self.author }
    }

    /// When it last changed, if anything is in it.
    fn updated(&self) -> Option<Moment> {
        self.entries.iter().map(|it| it.updated).reduce(Moment::max)
    }
}

#[cfg(test)]
mod tests;
