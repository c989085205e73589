//! What is learned while one document is rendered: it answers the renderer from what the whole site
//! knows, and keeps what the payload and the author must be told.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::super::Made;
use crate::document::{Body, Document};
use crate::emoji::{Emoji, Table};
use crate::highlight::highlight;
use crate::language::Language;
use crate::link::{AnchorLink, Anchors, From, Index, Target};
use crate::manifest::Payload;
use crate::markdown::{Rendered, Resolver};
use crate::math::{self, Unread};
use crate::route::Route;
use crate::warning::Kind;

/// After how many findings in a page no advice is looked for.
const MOST_ADVICE: usize = 200;

/// Notes on one document.
pub struct Notes<'a> {
    document: &'a Document,
    route: &'a Route,
    index: &'a Index,
    emoji: &'a Table,
    body: &'a Body,
    /// The language of the words that cards say.
    language: Language,
    made: &'a mut Made,
    /// The tables that the renderer needs in the browser.
    tables: Payload,
    /// Links to anchors of this page, which are known when it is rendered.
    own_anchors: Vec<AnchorLink>,
    /// The destinations of link reference definitions that no link has used yet, with the bytes of
    /// the Markdown.
    definitions: BTreeMap<String, Range<usize>>,
    /// The sizes of images among the destinations so far.
    sizes: HashMap<String, String>,
}

impl<'a> Notes<'a> {
    /// Notes on `document` at `route`, whose body was put together as `body`.
    pub fn new(
        document: &'a Document,
        route: &'a Route,
        index: &'a Index,
        emoji: &'a Table,
        body: &'a Body,
        language: Language,
        made: &'a mut Made,
    ) -> Self {
        Self {
            document,
            route,
            index,
            emoji,
            body,
            language,
            made,
            tables: Payload::default(),
            own_anchors: Vec::new(),
            definitions: BTreeMap::new(),
            sizes: HashMap::new(),
        }
    }

    /// Ends the notes once the document is rendered: a payload with the tables that its Markdown
    /// needs.
    pub fn finish(mut self, rendered: &Rendered) -> Payload {
        self.note_unused_definitions();
        let Self { document, index, made, mut tables, own_anchors, .. } = self;
        let last = tables.code.iter().rposition(|it| !it.is_empty());
        tables.code.truncate(last.map_or(0, |last| last + 1));
        let head = &document.head;
        made.anchors = Anchors::of_document(rendered, &head.title, head.dialect);
        for link in own_anchors {
            let checked = index.check(&link, &head.path, &made.anchors);
            made.counts.broken += u32::from(checked.is_broken);
            made.warnings.extend(checked.warning);
            if let Some(address) = checked.address {
                tables.links.insert(link.written, address);
            }
        }
        tables
    }

    fn warn(&mut self, at: &Range<usize>, kind: Kind, found: String, advice: String) {
        let offset = self.body.source_offset(at.start);
        let warning = self.document.warning(offset, kind, found, advice);
        self.made.warnings.push(warning);
    }

    /// Where `written` leads, noted for the next build.
    fn resolve(&mut self, written: &str) -> Target {
        let from = From::document(&self.document.head, self.route);
        let target = self.index.resolve(written, from);
        self.made.links.push((written.to_owned(), target.clone()));
        target
    }

    /// Resolves `written`, warns if it leads nowhere, and returns where to.
    fn follow(&mut self, written: &str, at: &Range<usize>) -> Option<String> {
        // A construct that is not understood is reported as such.
        if !self.document.head.dialect.spec().reads.is_empty()
            && (written.contains("{{") || written.contains("{%"))
        {
            return None;
        }
        let target = self.resolve(written);
        match target {
            Target::Elsewhere => self.made.counts.external += 1,
            _ => self.made.counts.internal += 1,
        }
        match target {
            Target::Elsewhere => None,
            Target::Here { fragment } => {
                self.note_anchor(written, written, self.route.clone(), fragment, at);
                None
            }
            Target::Page { address, route, fragment, spelling } => {
                self.note_anchor(written, &address, route, fragment, at);
                self.note_spelling(written, spelling, at);
                Some(address)
            }
            Target::File { address, size, spelling } => {
                if let Some((width, height)) = size {
                    self.sizes.insert(written.to_owned(), format!("{width}x{height}"));
                }
                self.note_spelling(written, spelling, at);
                Some(address)
            }
            Target::Missing { why, advice } => {
                self.made.counts.broken += 1;
                self.warn(at, Kind::Link, format!("`{written}` {why}"), advice);
                // A relative one as seen from the page: the site's <base> would send it elsewhere.
                let is_relative = !written.is_empty()
                    && !written.starts_with(['/', '#', '?', '{', '|'])
                    && !crate::markdown::is_external(written);
                is_relative.then(|| format!("{}{}", self.route, crate::route::decode(written)))
            }
        }
    }

    fn note_anchor(
        &mut self,
        written: &str,
        address: &str,
        route: Route,
        fragment: Option<String>,
        at: &Range<usize>,
    ) {
        let Some(fragment) = fragment else { return };
        self.made.counts.anchors += 1;
        let (line, column) = self.document.position(self.body.source_offset(at.start));
        let (written, address) = (written.to_owned(), address.to_owned());
        let link = AnchorLink { written, address, route, fragment, line, column };
        match link.route == *self.route {
            true => self.own_anchors.push(link),
            false => self.made.anchor_links.push(link),
        }
    }

    fn note_spelling(&mut self, written: &str, spelling: Option<String>, at: &Range<usize>) {
        if let Some(spelling) = spelling {
            let found = format!("`{written}` differs from `{spelling}` in upper and lower case");
            let advice = "write it as it is spelt; most servers tell them apart".into();
            self.warn(at, Kind::Hint, found, advice);
        }
    }

    /// A definition that no link uses shows nowhere: only what is wrong with it is of interest.
    fn note_unused_definitions(&mut self) {
        for (destination, at) in std::mem::take(&mut self.definitions) {
            if let Target::Missing { why, advice } = self.resolve(&destination) {
                self.warn(&at, Kind::Link, format!("`{destination}` {why}"), advice);
            }
        }
    }
}

impl Resolver for Notes<'_> {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        if !self.definitions.is_empty() {
            self.definitions.remove(written);
        }
        let address = self.follow(written, &at)?;
        if address != written {
            self.tables.links.insert(written.to_owned(), address.clone());
        }
        Some(address)
    }

    fn image_size(&mut self, written: &str) -> Option<String> {
        self.made.counts.images += 1;
        let size = self.sizes.get(written)?;
        self.tables.images.insert(written.to_owned(), size.clone());
        Some(size.clone())
    }

    fn embed(&mut self, source: &str) -> Option<String> {
        let embed = crate::embed::embed(source, self.language.words())?;
        self.made.counts.external += 1;
        self.tables.embeds.insert(source.to_owned(), embed.clone());
        Some(embed)
    }

    fn definition(&mut self, destination: &str, at: Range<usize>) {
        // `[//]: # (…)` and `[comment]: <> (…)` are ways to write a comment.
        if !matches!(destination, "" | "#") {
            let first = self.definitions.entry(destination.to_owned()).or_insert(at.clone());
            *first = first.start.min(at.start)..first.end;
        }
    }

    fn emoji(&mut self, name: &str, at: Range<usize>) -> Option<Emoji> {
        self.made.shortcodes.insert(name.to_owned());
        let Some(emoji) = self.emoji.lookup(name) else {
            self.made.has_unknown_emoji = true;
            let is_one_of_few = self.made.warnings.len() < MOST_ADVICE;
            if let Some(unknown) = self.emoji.unknown(name, is_one_of_few) {
                self.warn(&at, Kind::Emoji, unknown.found, unknown.advice);
            }
            return None;
        };
        self.made.emoji += 1;
        self.tables.emoji.insert(name.to_owned(), emoji.clone().into_payload());
        Some(emoji)
    }

    fn code(&mut self, code: &str, language: &str) -> Option<String> {
        let runs = highlight(code, language);
        self.tables.code.push(runs.clone().unwrap_or_default());
        runs
    }

    fn math(&mut self, tex: &str, is_apart: bool, at: Range<usize>) -> Option<String> {
        let is_apart = is_apart
            && (!self.document.head.dialect.spec().has_one_mark_for_math
                || is_alone(&self.body.markdown, &at));
        let mathml = match math::mathml(tex, is_apart) {
            Ok(mathml) => Some(mathml),
            Err(Unread { at: inside, why }) => {
                // Marks of quotes and lists within it would shift the place.
                let is_verbatim = self.body.markdown.get(at.clone()) == Some(tex);
                let start = at.start + if is_verbatim { inside.start } else { 0 };
                let found = format!("the formula cannot be shown as one: {why}");
                let advice = "mend it, or write it in backticks if it is none";
                self.warn(&(start..at.end), Kind::Construct, found, advice.into());
                None
            }
        };
        self.tables.math.push(mathml.clone().unwrap_or_default());
        mathml
    }

    fn removed(&mut self, what: &str, at: Range<usize>) {
        let found = format!("{what} is left out");
        self.warn(&at, Kind::RawHtml, found, "write it in Markdown or without it".into());
    }

    fn attribute_removed(&mut self, what: &str, at: Range<usize>) {
        self.warn(&at, Kind::Hint, format!("{what} is left out"), "take it out".into());
    }
}

/// Whether nothing but the formula at `at`, between two dollars on each side, is in its paragraph.
fn is_alone(markdown: &str, at: &Range<usize>) -> bool {
    let before = markdown.get(..at.start).and_then(|it| it.strip_suffix("$$"));
    let after = markdown.get(at.end..).and_then(|it| it.strip_prefix("$$"));
    let is_blank = |line: Option<&str>| line.is_none_or(|it| it.trim().is_empty());
    let mut before = before.unwrap_or_default().rsplit('\n');
    let mut after = after.unwrap_or_default().split('\n');
    let is_blank_twice = |lines: [Option<&str>; 2]| lines.into_iter().all(is_blank);
    is_blank_twice([before.next(), before.next()]) && is_blank_twice([after.next(), after.next()])
}
