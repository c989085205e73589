//! The Markdown as the parser is given it. `pulldown-cmark` takes some signs for more than they mean
//! here: any colon at the start of a line for a definition, most pairs of dollars for math. Those that
//! mean nothing are hidden from it: a stand-in takes the place of each, byte for byte, so that every
//! offset holds, and is turned back in the events.
//!
//! Which signs are hidden is decided in `definitions` and `math`.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::{definitions, math};

/// What may stand in for a colon at the start of a line: signs that mean nothing to the parser there
/// and are punctuation as the colon is, which emphasis asks for; and for a text that has them all,
/// control characters, with which emphasis right beside the colon may come out otherwise. None may
/// start the name of an attribute as the colon may: a tag within a paragraph that goes on in a line
/// with `:name=` is text, but only in a document with definitions.
const COLONS: &[u8] = b"%;,?^}\x01\x02\x03\x04\x05\x06";

/// What may stand in for a dollar anywhere, as above.
const DOLLARS: &[u8] = b"%,;?\x0e\x0f\x10\x11\x12\x13";

/// A document's Markdown with what the parser is to know of it.
pub(super) struct Source<'m> {
    markdown: &'m str,
    /// As the parser is given it.
    text: Cow<'m, str>,
    options: Options,
    /// The stand-ins, each nowhere else in the text, and what it stands for.
    hidden: Vec<(char, &'static str)>,
}

impl<'m> Source<'m> {
    /// `markdown` to be read with `options`, less those that it has no use for.
    pub(super) fn new(markdown: &'m str, options: Options) -> Self {
        let text = Cow::Borrowed(markdown);
        let mut source = Self { markdown, text, options, hidden: Vec::new() };
        if options.contains(Options::ENABLE_DEFINITION_LIST) {
            source.hide_colons(markdown);
        }
        if options.contains(Options::ENABLE_MATH) {
            source.hide_dollars(markdown);
        }
        source
    }

    /// The first of `signs` that is not in the text.
    fn unused(&self, signs: &[u8]) -> Option<char> {
        let unused = signs.iter().find(|it| !self.text.as_bytes().contains(it));
        unused.map(|it| char::from(*it))
    }

    fn hide_dollars(&mut self, markdown: &str) {
        let (others, has_formulas) = math::dollars(markdown);
        match self.unused(DOLLARS).filter(|_| has_formulas) {
            Some(stand_in) => self.hide(&others, stand_in, "$"),
            None => self.options.remove(Options::ENABLE_MATH),
        }
    }

    fn hide_colons(&mut self, markdown: &str) {
        let colons = definitions::colons(markdown);
        if let Some(stand_in) = self.unused(COLONS).filter(|_| colons.has_definitions) {
            self.hide(&colons.others, stand_in, ":");
            // What looks like the second row of a table may be none. To know, read it.
            for _ in 0..2 {
                let misread = match colons.has_rows {
                    true => definitions::misread(&self.text, self.parser()),
                    false => return,
                };
                if misread.is_empty() {
                    return;
                }
                self.hide(&misread, stand_in, ":");
            }
        }
        self.options.remove(Options::ENABLE_DEFINITION_LIST);
    }

    /// Hides the `sign` at each of `places`.
    fn hide(&mut self, places: &[usize], stand_in: char, sign: &'static str) {
        if places.is_empty() {
            return;
        }
        self.hidden.push((stand_in, sign));
        let mut bytes = std::mem::take(&mut self.text).into_owned().into_bytes();
        for place in places {
            bytes[*place] = stand_in as u8;
        }
        self.text = String::from_utf8(bytes).unwrap_or_default().into();
    }

    /// What the author typed at these bytes.
    pub(super) fn typed(&self, at: &Range<usize>) -> &'m str {
        self.markdown.get(at.clone()).unwrap_or_default()
    }

    /// A parser of it, for what is not in the events.
    pub(super) fn parser(&self) -> Parser<'_> {
        Parser::new_ext(&self.text, self.options)
    }

    /// The events of `parser`, as if nothing had been hidden.
    pub(super) fn events<'s>(
        &'s self,
        parser: Parser<'s>,
    ) -> impl Iterator<Item = (Event<'s>, Range<usize>)> {
        parser.into_offset_iter().map(|(event, at)| (self.shown_event(event, &at), at))
    }

    /// The events, which outlive it.
    #[cfg(feature = "cli")]
    pub(super) fn into_events(self) -> Box<dyn Iterator<Item = (Event<'m>, Range<usize>)> + 'm> {
        match self.text {
            Cow::Borrowed(text) => Box::new(Parser::new_ext(text, self.options).into_offset_iter()),
            Cow::Owned(_) => {
                let events = self.events(self.parser());
                let events: Vec<_> = events.map(|(event, at)| (event.into_static(), at)).collect();
                Box::new(events.into_iter())
            }
        }
    }

    /// `text` of the parser's, with what is hidden in it.
    #[cfg(feature = "cli")]
    pub(super) fn shown(&self, text: &str) -> String {
        self.unhidden(CowStr::Borrowed(text)).into_string()
    }

    fn shown_event<'e>(&self, event: Event<'e>, at: &Range<usize>) -> Event<'e> {
        if self.hidden.is_empty() {
            return event;
        }
        // A character reference may stand for what stands in: nothing is hidden where none is.
        let show = |text| match self.text.get(at.clone()) {
            Some(parsed) if self.hidden.iter().any(|(stand_in, _)| parsed.contains(*stand_in)) => {
                self.unhidden(text)
            }
            _ => text,
        };
        match event {
            // What a link refers to is anywhere.
            Event::Start(tag) => Event::Start(self.tag(tag)),
            Event::FootnoteReference(name) => Event::FootnoteReference(self.unhidden(name)),
            Event::Text(text) => Event::Text(show(text)),
            Event::Code(text) => Event::Code(show(text)),
            Event::Html(text) => Event::Html(show(text)),
            Event::InlineHtml(text) => Event::InlineHtml(show(text)),
            Event::InlineMath(text) => Event::InlineMath(show(text)),
            Event::DisplayMath(text) => Event::DisplayMath(show(text)),
            event => event,
        }
    }

    fn tag<'e>(&self, mut tag: Tag<'e>) -> Tag<'e> {
        let show =
            |text: &mut CowStr<'e>| *text = self.unhidden(std::mem::replace(text, "".into()));
        match &mut tag {
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                show(dest_url);
                show(title);
            }
            Tag::Heading { id, classes, .. } => id.iter_mut().chain(classes).for_each(show),
            Tag::CodeBlock(CodeBlockKind::Fenced(text)) | Tag::FootnoteDefinition(text) => {
                show(text)
            }
            _ => {}
        }
        tag
    }

    fn unhidden<'t>(&self, mut text: CowStr<'t>) -> CowStr<'t> {
        for (stand_in, sign) in &self.hidden {
            if text.contains(*stand_in) {
                text = text.replace(*stand_in, sign).into();
            }
        }
        text
    }
}
