//! What a renderer is asked: everything that one document takes, and its form as bytes. How it is
//! answered is in `answer`.
//!
//! The app and the renderer are WebAssembly modules with a memory each: a visitor downloads the
//! renderer only when there is something to render, and it is compiled for speed where the app is
//! compiled for size. A request crosses from one to the other as one piece of memory; the answer is
//! HTML.
//!
//! # Form
//!
//! ```text
//! request = version 7*list    ; VERSION, the fields of one text each, then the tables in order
//! list    = u32 *text         ; how many texts follow
//! text    = u32 *OCTET        ; how many octets of UTF-8 follow
//! u32     = 4*4OCTET          ; little-endian
//! ```

use std::collections::BTreeMap;

use crate::manifest::Payload;

#[cfg(feature = "markdown")]
mod answer;

/// The version of the form, which changes with every field: an app and a renderer of different
/// builds must not misunderstand each other.
pub const VERSION: u32 = 1;

/// Everything it takes to render one document.
///
/// A table is a list of keys and values in turn, in the order of the keys' octets; what each holds,
/// the member of [`Payload`] with its name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request<'a> {
    /// What is done beyond CommonMark, by the name that the list of passes has.
    pub passes: &'a str,
    /// The site's base path, `/` at both ends.
    pub base: &'a str,
    /// The page's route.
    pub route: &'a str,
    /// The BCP 47 tag of the document's language.
    pub language: &'a str,
    /// The Markdown.
    pub markdown: &'a str,
    /// Where links lead.
    pub links: Vec<&'a str>,
    /// How large images are.
    pub images: Vec<&'a str>,
    /// What stands for frames.
    pub embeds: Vec<&'a str>,
    /// What shortcodes show.
    pub emoji: Vec<&'a str>,
    /// The colours of code blocks, in order.
    pub code: Vec<&'a str>,
    /// The MathML of formulas, in order.
    pub math: Vec<&'a str>,
}

impl<'a> Request<'a> {
    /// What it takes to render the document of `payload` for a site hosted under `base`, whose
    /// language is `language` (a BCP 47 tag). A plain list has an empty document.
    pub fn of(payload: &'a Payload, language: &'a str, base: &'a str) -> Self {
        Self {
            passes: match (payload.smart_punctuation, payload.math.is_empty()) {
                (false, true) => "site",
                (false, false) => "site+math",
                (true, true) => "site+smart-punctuation",
                (true, false) => "site+math+smart-punctuation",
            },
            base,
            route: &payload.url,
            language: payload.language.as_deref().unwrap_or(language),
            markdown: payload.markdown.as_deref().unwrap_or_default(),
            links: table(&payload.links),
            images: table(&payload.images),
            embeds: table(&payload.embeds),
            emoji: table(&payload.emoji),
            code: payload.code.iter().map(String::as_str).collect(),
            math: payload.math.iter().map(String::as_str).collect(),
        }
    }

    /// The request as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let texts = [self.passes, self.base, self.route, self.language, self.markdown];
        let Self { links, images, embeds, emoji, code, math, .. } = self;
        let lists: [&[&str]; 7] = [&texts, links, images, embeds, emoji, code, math];
        let mut message = Vec::from(VERSION.to_le_bytes());
        for list in lists {
            put_number(&mut message, list.len());
            for text in list {
                put_number(&mut message, text.len());
                message.extend_from_slice(text.as_bytes());
            }
        }
        message
    }

    /// Reads a request; `None` when `message` is none of this [`VERSION`].
    pub fn decode(message: &'a [u8]) -> Option<Self> {
        let mut rest = Rest(message);
        if rest.number()? != VERSION as usize {
            return None;
        }
        let [passes, base, route, language, markdown] = rest.list()?.try_into().ok()?;
        Some(Self {
            passes,
            base,
            route,
            language,
            markdown,
            links: rest.list()?,
            images: rest.list()?,
            embeds: rest.list()?,
            emoji: rest.list()?,
            code: rest.list()?,
            math: rest.list()?,
        })
    }
}

fn table(members: &BTreeMap<String, String>) -> Vec<&str> {
    members.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]).collect()
}

/// Texts are shorter than 4 GiB: WebAssembly has no more memory.
fn put_number(message: &mut Vec<u8>, number: usize) {
    message.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

/// What is left to read of a message.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn list(&mut self) -> Option<Vec<&'a str>> {
        let mut list = Vec::new();
        for _ in 0..self.number()? {
            let length = self.number()?;
            list.push(std::str::from_utf8(self.take(length)?).ok()?);
        }
        Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request<'static> {
        Request {
            passes: "site",
            base: "/blog/",
            route: "/posts/añ/",
            language: "es",
            markdown: "# Hola :rocket:\n",
            links: vec!["a.md", "/a/"],
            emoji: vec!["rocket", "🚀"],
            code: vec!["", "2k"],
            math: vec!["<math></math>"],
            ..Request::default()
        }
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        assert_eq!(Request::decode(&request().encode()), Some(request()));
        let empty = Request::default();
        assert_eq!(Request::decode(&empty.encode()), Some(empty));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let message = request().encode();
        for length in 0..message.len() {
            assert_eq!(Request::decode(&message[..length]), None, "{length}");
        }
        let mut other_version = message.clone();
        other_version[0] += 1;
        assert_eq!(Request::decode(&other_version), None);
        let mut too_long = message.clone();
        too_long[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Request::decode(&too_long), None);
        let mut not_utf8 = message;
        not_utf8[12] = 0xff;
        assert_eq!(Request::decode(&not_utf8), None);
    }
}
