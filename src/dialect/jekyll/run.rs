//! Runs the Liquid of a document: from its text, and those it includes, to one [`Flow`]. Owns the walk
//! from token to token; what its tokens become is in `steering`, `tags`, `includes` and `outputs`.
//!
//! What is not understood stays in the text as it is and is reported. The walk is a loop over a flat
//! list of tokens, so that blocks may stand in each other as deep as they like; only includes call
//! themselves.

use std::collections::HashSet;
use std::ops::Range;

use super::Finding;
use super::flow::Flow;
use super::lines;
use super::liquid::{self, Item, Links, Token};
use super::scope::{Gap, Scope};
use super::values::Value;
use crate::dialect::text::{Found, Text};
use crate::dialect::{Files, Sort, Surroundings, Tally};
use crate::document::{File, Piece};

mod includes;
mod outputs;
mod steering;
mod tags;

/// How much longer than its source a document may become, in bytes.
const MOST_MADE: usize = 4 << 20;

/// What became of a document's Liquid.
pub struct Outcome {
    /// The text.
    pub flow: Flow,
    /// The tags and outputs.
    pub tally: Tally,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The files beside the document that it shows, or would.
    pub shown: Vec<String>,
}

impl Outcome {
    /// The body `text` as it stands.
    pub fn unread(text: &Text<'_>) -> Self {
        let mut flow = Flow::default();
        let all = 0..text.text.len();
        flow.push_source(text.text, text.source(all).start);
        Self { flow, tally: Tally::default(), findings: Vec::new(), shown: Vec::new() }
    }
}

/// Runs the body `text` of the document that `scope` knows.
pub fn run(text: &Text<'_>, scope: Scope<'_>, surroundings: &Surroundings<'_>) -> Outcome {
    let mut run = Run {
        scope,
        includes: surroundings.includes,
        files: surroundings.files,
        shown: Vec::new(),
        flow: Flow::default(),
        tally: Tally::default(),
        findings: Vec::new(),
        is_stopped: false,
    };
    run.read(text);
    Outcome { flow: run.flow, tally: run.tally, findings: run.findings, shown: run.shown }
}

/// What a document has come to so far.
struct Run<'a> {
    scope: Scope<'a>,
    includes: &'a [File],
    files: &'a dyn Files,
    /// The files beside the document that were asked for.
    shown: Vec<String>,
    flow: Flow,
    tally: Tally,
    findings: Vec<Finding>,
    /// Whether it has become too much: the rest stays as it is.
    is_stopped: bool,
}

/// One text that is being read: the document's or an include's.
struct Reading<'t> {
    text: &'t Text<'t>,
    tokens: Vec<Found<Token<'t>>>,
    links: Vec<Links>,
    /// Up to where the text has been written.
    done: usize,
    /// Whether white space goes away from there on.
    trims: bool,
    /// The token that comes next.
    next: usize,
    /// Tags that stay in the text, and whose branches therefore do.
    kept: HashSet<usize>,
    loops: Vec<Loop>,
    captures: Vec<Capture>,
    /// Whether each token was understood, as far as it was looked at.
    verdicts: Vec<Option<bool>>,
}

/// A `for` that is being run.
struct Loop {
    opener: usize,
    name: String,
    items: Vec<Value>,
    index: usize,
}

/// A `capture` that is being written.
struct Capture {
    opener: usize,
    name: String,
    start: usize,
}

impl Run<'_> {
    /// Reads a text to its end.
    fn read(&mut self, text: &Text<'_>) {
        let tokens = liquid::tokens(text);
        let mut reading = Reading {
            text,
            links: liquid::links(&tokens),
            verdicts: vec![None; tokens.len()],
            tokens,
            done: 0,
            trims: false,
            next: 0,
            kept: HashSet::new(),
            loops: Vec::new(),
            captures: Vec::new(),
        };
        while reading.next < reading.tokens.len() && !self.is_over(&mut reading) {
            self.step(&mut reading);
        }
        for _ in reading.loops.drain(..) {
            self.scope.loops.truncate(self.scope.loops.len().saturating_sub(2));
        }
        self.put_up_to(&mut reading, text.text.len(), false);
        self.note(&reading);
    }

    /// Whether the document has become too much; says so once.
    fn is_over(&mut self, reading: &mut Reading<'_>) -> bool {
        let limit = self.scope.document.file.text.len() + MOST_MADE;
        let is_over = self.scope.spend(32).is_err() || self.flow.text().len() > limit;
        if is_over && !self.is_stopped {
            self.is_stopped = true;
            let at = reading.tokens[reading.next].range.clone();
            let found = "the document becomes too long from here on".into();
            let advice = "includes or loops multiply it; the rest stays in the text as it is";
            self.warn(reading.text, at.start, found, advice.into());
        }
        self.is_stopped
    }

    /// Takes the next token.
    fn step(&mut self, reading: &mut Reading<'_>) {
        let index = reading.next;
        let Found { range, is_in_code, what: Token { item, trims } } =
            reading.tokens[index].clone();
        self.put_up_to(reading, range.start, trims.0);
        (reading.done, reading.trims, reading.next) = (range.end, trims.1, index + 1);
        let opener = reading.links[index].opener;
        if opener.is_some_and(|it| reading.kept.contains(&it)) {
            return self.put(reading.text, range);
        }
        let outcome = match item {
            Item::Output { markup } => self.output(reading.text, range.clone(), markup),
            Item::Verbatim { name, inside, .. } if is_in_code || name == "raw" => {
                self.raw(reading, range.clone(), inside, is_in_code);
                Ok(())
            }
            Item::Verbatim { name, markup, inside } => {
                self.verbatim(reading.text, range.clone(), name, markup, inside)
            }
            Item::Tag { name, markup } => self.tag(reading, index, name, markup),
        };
        let verdict = &mut reading.verdicts[index];
        *verdict = Some(outcome.is_ok() && verdict.unwrap_or(true));
        if let Err(Gap(advice)) = outcome {
            reading.kept.insert(index);
            reading.trims = false;
            let (_, _, what) = described(&reading.tokens[index], reading.text);
            self.warn(reading.text, range.start, format!("{what} is not understood"), advice);
            self.put(reading.text, range);
        }
    }

    fn tag(
        &mut self,
        reading: &mut Reading<'_>,
        index: usize,
        name: &str,
        markup: &str,
    ) -> Result<(), Gap> {
        let Links { end, opener, .. } = reading.links[index];
        match (name, opener) {
            ("if" | "unless" | "case" | "for" | "capture", _) if end.is_none() => {
                Err(Gap(format!("close it with {{% end{name} %}}; it stays in the text as it is")))
            }
            ("if" | "unless" | "case", _) => self.branch(reading, index),
            ("for", _) => self.start_loop(reading, index, markup),
            ("endfor", Some(opener)) => self.next_round(reading, opener, index),
            ("else" | "elsif" | "when", Some(opener)) => {
                let end = reading.links[opener].end.unwrap_or(index);
                match reading.loops.last() {
                    Some(innermost) if innermost.opener == opener => {
                        self.next_round(reading, opener, end)?;
                    }
                    _ => reading.jump_behind(end),
                }
                Ok(())
            }
            ("break" | "continue", _) if !reading.loops.is_empty() => {
                let opener = reading.loops.last().map_or(0, |it| it.opener);
                let end = reading.links[opener].end.unwrap_or(index);
                reading.captures.retain(|it| it.opener < opener);
                if name == "break" {
                    self.end_loop(reading);
                    reading.jump_behind(end);
                    return Ok(());
                }
                self.next_round(reading, opener, end)
            }
            ("capture", _) => {
                let name = markup.trim().trim_matches(['"', '\'']).to_owned();
                let start = self.flow.text().len();
                reading.captures.push(Capture { opener: index, name, start });
                Ok(())
            }
            ("endcapture", Some(opener)) => {
                if let Some(capture) = reading.captures.pop_if(|it| it.opener == opener) {
                    let text = Value::Text(self.flow.take_from(capture.start));
                    self.scope.spend(text.weight())?;
                    self.scope.assigned.insert(capture.name, Ok(text));
                }
                Ok(())
            }
            ("assign", _) => self.assign(markup),
            ("endif" | "endunless" | "endcase", Some(_)) | ("#", _) => Ok(()),
            (_, Some(opener)) => {
                let Item::Tag { name, markup } = reading.tokens[opener].what.item else {
                    return Ok(());
                };
                self.close_block(reading.text, reading.tokens[index].range.clone(), name, markup);
                Ok(())
            }
            (_, None) => {
                let range = reading.tokens[index].range.clone();
                self.other_tag(reading.text, range, name, markup, end.is_some())
            }
        }
    }

    /// What stands between raw tags. In code, where the tags have lines of their own, those go too.
    fn raw(
        &mut self,
        reading: &mut Reading<'_>,
        range: Range<usize>,
        inside: Range<usize>,
        is_in_code: bool,
    ) {
        let text = reading.text;
        let mut inside = inside;
        let is_alone = |range: Range<usize>| text.is_alone_on_its_lines(range);
        if is_in_code && is_alone(range.start..inside.start) && is_alone(inside.end..range.end) {
            if text.text[inside.clone()].starts_with('\n') {
                inside.start += 1;
            }
            if text.text[range.end..].starts_with('\n') && text.text[..inside.end].ends_with('\n') {
                reading.done += 1;
            }
        }
        self.put(text, inside);
    }

    /// Writes the text up to `end`.
    fn put_up_to(&mut self, reading: &mut Reading<'_>, end: usize, trims: bool) {
        let (mut start, mut end) = (reading.done, end.max(reading.done));
        let text = &reading.text.text[start..end];
        if reading.trims {
            start += text.len() - text.trim_start().len();
        }
        if trims {
            end = start + reading.text.text[start..end.max(start)].trim_end().len();
        }
        reading.done = end.max(reading.done);
        reading.trims = false;
        self.put(reading.text, start..end.max(start));
    }

    /// Writes a part of the text as it stands.
    fn put(&mut self, text: &Text<'_>, range: Range<usize>) {
        match text.piece(range.clone()) {
            Some(Piece::Source(source)) => self.flow.push_source(&text.text[range], source.start),
            Some(Piece::Made { markdown, from }) => self.flow.push_made(&markdown, from),
            _ => {}
        }
    }

    /// Writes what the construct at `range` became.
    fn put_made(&mut self, text: &Text<'_>, range: Range<usize>, made: &str) {
        self.flow.push_made(made, text.source(range));
    }

    fn warn(&mut self, text: &Text<'_>, at: usize, found: String, advice: String) {
        let found = match self.scope.includes.last() {
            Some((name, _)) => format!("{found}, in the include `{name}`"),
            None => found,
        };
        self.findings.push(Finding { at: text.source(at..at).start, found, advice });
    }

    /// Counts the tokens. In the document's own text those of branches not taken count as
    /// understood: that they are not shown is what they mean.
    fn note(&mut self, reading: &Reading<'_>) {
        let is_document = self.scope.includes.is_empty();
        for (index, token) in reading.tokens.iter().enumerate() {
            let belongs_to_another = reading.links[index].opener.is_some() || token.is_in_code;
            let verdict = reading.verdicts[index];
            let verdict = verdict.or((is_document && !self.is_stopped).then_some(true));
            if let Some(is_understood) = verdict.filter(|_| !belongs_to_another) {
                let (sort, name, _) = described(token, reading.text);
                self.tally.note(sort, &name, is_understood);
            }
        }
    }
}

impl Reading<'_> {
    /// Goes on behind the token `index`.
    fn jump_behind(&mut self, index: usize) {
        let token = &self.tokens[index];
        (self.done, self.trims, self.next) = (token.range.end, token.what.trims.1, index + 1);
    }
}

/// The sort and the name of a token, and how a warning speaks of it.
fn described(token: &Found<Token<'_>>, text: &Text<'_>) -> (Sort, String, String) {
    match token.what.item {
        Item::Tag { name: "include", markup } => {
            let file = lines::shortened(markup.split_whitespace().next().unwrap_or_default());
            (Sort::Tag, "include".into(), format!("the include `{file}`"))
        }
        Item::Tag { name, .. } | Item::Verbatim { name, .. } => {
            (Sort::Tag, name.into(), format!("the Liquid tag `{name}`"))
        }
        Item::Output { markup } => {
            let path = markup.split(['|', ' ']).next().unwrap_or_default();
            let name = if path.starts_with(['"', '\'']) { "text" } else { path };
            let whole = lines::shortened(&text.text[token.range.clone()]);
            (Sort::Output, lines::shortened(name), format!("the Liquid output `{whole}`"))
        }
    }
}
