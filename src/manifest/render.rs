//! A payload's document as HTML, the same in the browser and natively: everything the renderer must
//! be told came with the payload.

use std::ops::Range;

use super::Payload;
use crate::emoji::Emoji;
use crate::language::Language;
use crate::markdown::{self, Context, Resolver};

impl Payload {
    /// The document as HTML for a site hosted under `base`, whose language is `language` (a BCP 47
    /// tag); empty for plain lists.
    pub fn html(&self, language: &str, base: &str) -> String {
        let tag = self.language.as_deref().unwrap_or(language);
        let context = Context {
            base,
            route: &self.url,
            language: Language::from_tag(tag),
            smart_punctuation: self.smart_punctuation,
            math: !self.math.is_empty(),
        };
        let markdown = self.markdown.as_deref().unwrap_or_default();
        markdown::render(markdown, &context, &mut Tables::new(self)).html
    }
}

/// Answers the renderer from the tables that came with the page.
struct Tables<'a> {
    payload: &'a Payload,
    code: std::slice::Iter<'a, String>,
    math: std::slice::Iter<'a, String>,
}

impl<'a> Tables<'a> {
    fn new(payload: &'a Payload) -> Self {
        Self { payload, code: payload.code.iter(), math: payload.math.iter() }
    }
}

impl Resolver for Tables<'_> {
    fn link(&mut self, written: &str, _: Range<usize>) -> Option<String> {
        self.payload.links.get(written).cloned()
    }
    fn image_size(&mut self, written: &str) -> Option<String> {
        self.payload.images.get(written).cloned()
    }
    fn embed(&mut self, source: &str) -> Option<String> {
        self.payload.embeds.get(source).cloned()
    }
    fn emoji(&mut self, name: &str, _: Range<usize>) -> Option<Emoji> {
        self.payload.emoji.get(name).map(|value| Emoji::from_payload(value))
    }
    fn code(&mut self, _: &str, _: &str) -> Option<String> {
        self.code.next().cloned()
    }
    fn math(&mut self, _: &str, _: bool, _: Range<usize>) -> Option<String> {
        self.math.next().filter(|it| !it.is_empty()).cloned()
    }
}
