//! Colours for code, found when the site is made: which part of it is a keyword, a string, a name.
//!
//! Owns the walk through a parsed code, and sessions of a shell. What a node of the tree counts as is
//! in `classes`, the languages in `languages`, what keeps the work bounded in `bounds`; the form of
//! the result is that of [`crate::markdown::code`].
//!
//! The parser and the grammars are tree-sitter's. Measured in MB/s of one core, over 4.4 MB of code
//! in pieces of 30 lines: 6.2, from JavaScript's 3.4 and Rust's 4.7 to 11 for JSON; a language takes
//! less than 1 ms when first met. With the grammars' own queries through `tree-sitter-highlight` it
//! is a third slower and up to 23 ms for each language, with `arborium` slower still; `syntect`
//! comes to 1.5, `giallo` to 1. The grammars take half a minute to compile on two cores and are
//! 28 MB of the generator.

use std::cell::RefCell;
use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, Parser, Tree, TreeCursor};

use crate::markdown::code::runs;
use bounds::Budget;
use classes::{Grammar, Meaning};

mod bounds;
mod classes;
mod languages;

/// The runs of `code`, as [`crate::markdown::code`] defines them; `None` where all of it is plain:
/// its language is none that is known, or it is too large or too tangled to be read in good time.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    // PHP in a post is often a part of a file, without the tag that PHP begins with.
    let is_part = language.eq_ignore_ascii_case("php") && !code.contains("<?");
    let grammar = languages::grammar(if is_part { "php-without-tags" } else { language })?;
    if bounds::is_beyond(code) {
        return None;
    }
    let is_shell = languages::grammar("sh").is_some_and(|it| std::ptr::eq(it, grammar));
    let commands = is_shell.then(|| commands(code)).flatten();
    let mut spans = Vec::new();
    read(commands.as_deref().unwrap_or(code), 0, grammar, &mut spans)?;
    Some(runs(code, spans)).filter(|runs| !runs.is_empty())
}

/// The commands of a recorded session, where lines begin with the prompt `$ `: everything else is
/// blank, so that each byte stays in its place.
fn commands(code: &str) -> Option<String> {
    let is_prompt = |line: &str| line.trim_start().starts_with("$ ");
    if !code.lines().any(is_prompt) {
        return None;
    }
    let mut commands = String::with_capacity(code.len());
    let mut goes_on = false;
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        let blank = match (is_prompt(text), goes_on) {
            (true, _) => text.find('$').map_or(0, |prompt| prompt + 1),
            (false, true) => 0,
            (false, false) => text.len(),
        };
        goes_on = blank < text.len() && text.ends_with('\\');
        commands.extend(std::iter::repeat_n(' ', blank));
        commands.push_str(&line[blank..]);
    }
    Some(commands)
}

/// A range of bytes and the letter of its class.
type Span = (Range<usize>, char);

/// Adds the spans of `code`, which begins at byte `offset` of the block.
fn read(code: &str, offset: usize, grammar: &Grammar, spans: &mut Vec<Span>) -> Option<()> {
    let tree = parse(code, grammar)?;
    Walk { code, offset, grammar, spans, done: 0 }.walk(tree.walk());
    Some(())
}

fn parse(code: &str, grammar: &Grammar) -> Option<Tree> {
    thread_local!(static PARSER: RefCell<Parser> = RefCell::new(Parser::new()));
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&grammar.language).ok()?;
        let budget = Budget::new(code.len());
        let mut progress = |_: &_| {
            if budget.step() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let mut input = |at: usize, _| budget.read(code, at);
        let tree = parser.parse_with_options(&mut input, None, Some(options));
        // A parser that gave up would go on with this code when given the next.
        parser.reset();
        tree.filter(|_| !budget.is_spent())
    })
}

/// A walk through a tree that says of each byte what it belongs to.
struct Walk<'w> {
    code: &'w str,
    offset: usize,
    grammar: &'w Grammar,
    spans: &'w mut Vec<Span>,
    /// The byte up to which all is said.
    done: usize,
}

/// What a node hands on to those in it.
#[derive(Clone, Copy, Default)]
struct Heritage {
    kind: u16,
    class: Option<char>,
    /// Whether the class holds whatever the nodes are.
    is_fixed: bool,
    /// The class of the last name in it, such as `c` where `a.b.c` is called.
    last_name: Option<char>,
}

impl Walk<'_> {
    fn walk(&mut self, mut cursor: TreeCursor<'_>) {
        let mut above = vec![Heritage::default()];
        loop {
            let node = cursor.node();
            let parent = above.last().copied().unwrap_or_default();
            let (meaning, own) = self.own(&cursor, parent);
            self.fill(node.start_byte(), parent.class);
            if let Meaning::Embedded(language) = meaning
                && self.done <= node.start_byte()
            {
                self.embedded(node.byte_range(), language);
            }
            if cursor.goto_first_child() {
                above.push(own);
                continue;
            }
            self.fill(node.end_byte(), own.last_name.or(own.class));
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                let class = above.pop().and_then(|it| it.class);
                self.fill(cursor.node().end_byte(), class);
            }
        }
    }

    fn own(&self, cursor: &TreeCursor<'_>, parent: Heritage) -> (Meaning, Heritage) {
        let node = cursor.node();
        let kind = node.kind_id();
        let own = Heritage { kind, last_name: None, ..parent };
        if parent.is_fixed {
            return (Meaning::Nothing, own);
        }
        let last_name = parent.last_name.filter(|_| self.grammar.is_last_name(cursor));
        let placed = match last_name {
            Some(class) => Some(Meaning::Class(class)),
            // An annotation is one thing, whatever its name is made of.
            None if parent.class == Some('a') => None,
            None => self.grammar.place(parent.kind, cursor),
        };
        match placed {
            Some(Meaning::Class(class @ ('f' | 'm'))) => {
                return (Meaning::Nothing, Heritage { last_name: Some(class), ..own });
            }
            Some(Meaning::Class(class)) => {
                return (Meaning::Nothing, Heritage { class: Some(class), is_fixed: true, ..own });
            }
            Some(_) | None => {}
        }
        let meaning = placed.unwrap_or_else(|| self.grammar.meaning(kind));
        let text = || self.code.get(node.byte_range()).unwrap_or_default();
        let class = match meaning {
            Meaning::Nothing | Meaning::Embedded(_) => parent.class,
            Meaning::Class(class) => Some(class),
            Meaning::Fresh => None,
            Meaning::Word => parent.class.or(Some('k')),
            Meaning::Name => parent.class.or_else(|| classes::of_name(text())),
            Meaning::Literal => Some(classes::of_literal(text())),
        };
        (meaning, Heritage { class, ..own })
    }

    /// Gives what is not said yet, up to byte `end`, a class.
    fn fill(&mut self, end: usize, class: Option<char>) {
        if end <= self.done {
            return;
        }
        let start = std::mem::replace(&mut self.done, end);
        if let Some(class) = class {
            self.spans.push((start + self.offset..end + self.offset, class));
        }
    }

    /// Code of another language within this one.
    fn embedded(&mut self, range: Range<usize>, language: &str) {
        let Some(grammar) = languages::grammar(language) else { return };
        let Some(code) = self.code.get(range.clone()) else { return };
        if read(code, self.offset + range.start, grammar, self.spans).is_some() {
            self.done = range.end;
        }
    }
}

#[cfg(test)]
mod tests;
