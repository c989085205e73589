//! A request's answer, the same in the browser and natively: everything that the renderer must be
//! told came with the request.

use std::ops::Range;

use super::Request;
use crate::emoji::Emoji;
use crate::language::Language;
use crate::manifest::Payload;
use crate::markdown::{self, Context, Passes, Resolver};

impl Request<'_> {
    /// The document as HTML. Passes of an unknown name are those of the site, the safe ones.
    pub fn html(&self) -> String {
        let language = Language::from_tag(self.language);
        let passes = Passes::named(self.passes).unwrap_or(Passes::SITE);
        let context = Context { base: self.base, route: self.route, language, passes };
        let (code, math) = (self.code.iter(), self.math.iter());
        let mut tables = Tables { request: self, code, math };
        markdown::render(self.markdown, &context, &mut tables).html
    }
}

impl Payload {
    /// The document as HTML for a site hosted under `base`, whose language is `language` (a BCP 47
    /// tag); empty for plain lists.
    pub fn html(&self, language: &str, base: &str) -> String {
        Request::of(self, language, base).html()
    }
}

/// Answers the renderer from the tables that came with the request.
struct Tables<'a> {
    request: &'a Request<'a>,
    code: std::slice::Iter<'a, &'a str>,
    math: std::slice::Iter<'a, &'a str>,
}

impl Resolver for Tables<'_> {
    fn link(&mut self, written: &str, _: Range<usize>) -> Option<String> {
        find(&self.request.links, written)
    }
    fn image_size(&mut self, written: &str) -> Option<String> {
        find(&self.request.images, written)
    }
    fn embed(&mut self, source: &str) -> Option<String> {
        find(&self.request.embeds, source)
    }
    fn emoji(&mut self, name: &str, _: Range<usize>) -> Option<Emoji> {
        find(&self.request.emoji, name).map(|value| Emoji::from_payload(&value))
    }
    fn code(&mut self, _: &str, _: &str) -> Option<String> {
        self.code.next().map(|runs| (*runs).to_owned())
    }
    fn math(&mut self, _: &str, _: bool, _: Range<usize>) -> Option<String> {
        self.math.next().filter(|it| !it.is_empty()).map(|mathml| (*mathml).to_owned())
    }
}

/// The value of `key` in a table.
fn find(table: &[&str], key: &str) -> Option<String> {
    let (entries, _) = table.as_chunks::<2>();
    let at = entries.binary_search_by_key(&key, |[key, _]| *key).ok()?;
    Some(entries[at][1].to_owned())
}
