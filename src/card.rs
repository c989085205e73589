//! Social cards: the picture that others show beside a link to a page (`og:image` of the Open Graph
//! protocol). A post's has its title; every other page shows the site's own.
//!
//! Owns what is on a card and where it lies, everywhere; how it is drawn, with the generator only
//! (`card/draw.rs`). The name of a file tells what is on it, so that a card that changes gets another
//! address, and who keeps the old one is not shown it for the new.

use crate::manifest::{Link, Manifest, Payload};

#[cfg(feature = "cli")]
mod draw;
#[cfg(feature = "cli")]
mod typeset;

#[cfg(feature = "cli")]
pub use draw::{Drawn, Fonts, Painter};

/// The width of a card in pixels.
pub const WIDTH: u32 = 1200;

/// The height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// Where the cards are, below the site's root.
pub const FOLDER: &str = "made/cards/";

/// Changes whenever cards are drawn in another way.
const DESIGN: u8 = 1;

/// What is on a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card<'a> {
    /// The site's title.
    pub site: &'a str,
    /// The post's title; empty on the site's own card.
    pub title: &'a str,
    /// The civil date, `YYYY-MM-DD`.
    pub date: Option<&'a str>,
    /// Who wrote it, where the document says.
    pub authors: &'a [Link],
    /// The BCP 47 tag of the title and of the date.
    pub language: &'a str,
}

impl<'a> Card<'a> {
    /// The card of a page: a post's own, or the site's.
    pub fn of(manifest: &'a Manifest, page: &'a Payload) -> Self {
        if page.minutes.is_none() && page.date.is_none() {
            return Self::of_site(manifest);
        }
        Self {
            site: &manifest.title,
            title: &page.title,
            date: page.date.as_deref(),
            authors: &page.authors,
            language: page.language.as_deref().unwrap_or(&manifest.language),
        }
    }

    /// The card of every page that is no post.
    pub fn of_site(manifest: &'a Manifest) -> Self {
        Self { site: &manifest.title, language: &manifest.language, ..Self::default() }
    }
}

/// The file with the card, relative to the site's root: `made/cards/`, sixteen hexadecimal digits of
/// a hash (FNV-1a, 64 bit) of what is on it, `.png`.
pub fn path(card: &Card) -> String {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    hash.add(&[DESIGN]);
    for text in [card.site, card.title, card.language, card.date.unwrap_or_default()] {
        hash.add_text(text);
    }
    for author in card.authors {
        hash.add_text(&author.title);
    }
    let mut path = String::from(FOLDER);
    for digit in (0..16).rev() {
        path.extend(char::from_digit((hash.0 >> (4 * digit)) as u32 & 0xf, 16));
    }
    path.push_str(".png");
    path
}

struct Hash(u64);

impl Hash {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// A text and its end: a byte that no text has.
    fn add_text(&mut self, text: &str) {
        self.add(text.as_bytes());
        self.add(&[0xff]);
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
