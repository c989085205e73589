//! The outline of a text: which blocks and elements it has, where they stand, and so to which of them an
//! attribute list belongs.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::lists::Found;
use super::spans::Span;
use crate::markdown::events;

/// The blocks and elements of a text.
#[derive(Default)]
pub struct Outline {
    /// Its blocks, by where they begin.
    pub blocks: Vec<Block>,
    /// The blocks by the lines they begin and end on.
    beginning: HashMap<usize, Vec<usize>>,
    ending: HashMap<usize, Vec<usize>>,
    /// Elements within blocks, by where they end.
    pub spans: BTreeMap<usize, Span>,
    /// Opening tags of HTML within blocks that are not closed yet, by name.
    pub(super) tags: HashMap<String, Vec<Range<usize>>>,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub sort: Sort,
    /// From its first to its last character that is no white space.
    pub range: Range<usize>,
    /// Its first and last line, counted from 0.
    lines: (usize, usize),
    /// How far from the start of the line it begins, in characters.
    column: usize,
    /// How many blocks it stands in.
    pub depth: i32,
}

/// The sorts of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it.
pub enum Sort {
    Heading {
        has_attributes: bool,
    },
    List,
    Item,
    /// The words of an item, or of a definition, that is no paragraph.
    ItemText,
    FencedCode,
    IndentedCode,
    Rule,
    Other,
}

impl Outline {
    /// The outline of `text`.
    pub fn of(text: &str) -> Self {
        let starts: Vec<usize> =
            [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let line_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
        let mut outline = Self::default();
        let mut depth = 0;
        // The words of the innermost item, while they are read.
        let mut words: Vec<Option<Range<usize>>> = Vec::new();
        let push = |sort: Sort, range: Range<usize>, depth: i32, blocks: &mut Vec<Block>| {
            let range = range.start..range.start + without_blank_end(&text[range.clone()]).len();
            let line = line_of(range.start);
            let mut column = text[starts[line]..range.start].chars().count();
            if sort == Sort::IndentedCode {
                column = column.saturating_sub(4);
            }
            let lines = (line, line_of(range.end.saturating_sub(1).max(range.start)));
            blocks.push(Block { sort, range, lines, column, depth });
        };
        for (event, range) in events(text) {
            let is_inline = matches!(
                event,
                Event::Text(_)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::FootnoteReference(_)
                    | Event::Start(
                        Tag::Emphasis
                            | Tag::Strong
                            | Tag::Strikethrough
                            | Tag::Link { .. }
                            | Tag::Image { .. }
                    )
            );
            if let (true, Some(open)) = (is_inline, words.last_mut()) {
                let start = open.as_ref().map_or(range.start, |it| it.start);
                *open = Some(start..range.end);
            }
            outline.note_span(&event, &range);
            match event {
                Event::Rule => push(Sort::Rule, range, depth, &mut outline.blocks),
                Event::Start(tag) => {
                    let sort = match &tag {
                        Tag::Heading { id, classes, .. } => {
                            Sort::Heading { has_attributes: id.is_some() || !classes.is_empty() }
                        }
                        Tag::List(_) => Sort::List,
                        Tag::Item | Tag::DefinitionListDefinition => Sort::Item,
                        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Sort::FencedCode,
                        Tag::CodeBlock(CodeBlockKind::Indented) => Sort::IndentedCode,
                        Tag::Paragraph
                        | Tag::BlockQuote(_)
                        | Tag::Table(_)
                        | Tag::HtmlBlock
                        | Tag::DefinitionList => Sort::Other,
                        _ => continue,
                    };
                    push(sort, range, depth, &mut outline.blocks);
                    // Words of a block in an item are that block's.
                    words.push(None);
                    depth += 1;
                }
                Event::End(tag) => {
                    let is_block = matches!(
                        tag,
                        TagEnd::Heading(_)
                            | TagEnd::List(_)
                            | TagEnd::Item
                            | TagEnd::DefinitionListDefinition
                            | TagEnd::CodeBlock
                            | TagEnd::Paragraph
                            | TagEnd::BlockQuote(_)
                            | TagEnd::Table
                            | TagEnd::HtmlBlock
                            | TagEnd::DefinitionList
                    );
                    if !is_block {
                        continue;
                    }
                    depth -= 1;
                    let is_item = matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition);
                    if let (Some(Some(range)), true) = (words.pop(), is_item) {
                        push(Sort::ItemText, range, depth + 1, &mut outline.blocks);
                    }
                }
                _ => {}
            }
        }
        for (index, block) in outline.blocks.iter().enumerate() {
            outline.beginning.entry(block.lines.0).or_default().push(index);
            outline.ending.entry(block.lines.1).or_default().push(index);
        }
        outline
    }

    /// The block that a list belongs to which stands alone on its line, `column` characters from its
    /// start: the one that ends on line `above`, or else that begins on line `below`.
    pub fn owner(
        &self,
        above: Option<usize>,
        below: Option<usize>,
        column: usize,
    ) -> Option<usize> {
        let blocks = match (above, below) {
            (Some(above), _) => self.ending.get(&above)?,
            (None, below) => self.beginning.get(&below?)?,
        };
        let columns = || blocks.iter().map(|it| self.blocks[*it].column);
        let near = columns().filter(|it| *it <= column).max().or(columns().min())?;
        let outermost = blocks.iter().filter(|it| self.blocks[**it].column == near);
        outermost.min_by_key(|it| self.blocks[**it].depth).copied()
    }
}

/// `text` without the lines at its end that are blank but for marks of quotes.
fn without_blank_end(text: &str) -> &str {
    let mut kept = text.trim_end();
    while let Some((before, last)) = kept.rsplit_once('\n')
        && last.trim_matches([' ', '\t', '>']).is_empty()
    {
        kept = before.trim_end();
    }
    kept
}

/// The lines near each line that have words.
pub struct Lines {
    starts: Vec<usize>,
    /// By line, the one directly above it, lists passed over, if there are words in it.
    pub above: Vec<Option<usize>>,
    /// By line, the next one below it with words.
    pub below: Vec<Option<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    List,
    Words,
}

impl Lines {
    /// The lines of `text`, which is `bare` without the lists that stand `alone`.
    pub fn of(text: &str, bare: &str, alone: &[Found]) -> Self {
        let starts: Vec<usize> =
            [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let is_blank = |line: &str| line.chars().all(|it| matches!(it, ' ' | '\t' | '>'));
        let sort = |line: &str| if is_blank(line) { Line::Blank } else { Line::Words };
        let mut sorts: Vec<Line> = bare.split('\n').map(sort).collect();
        let mut lines = Self { starts, above: Vec::new(), below: Vec::new() };
        for list in alone {
            sorts[lines.place(text, list.range.start).0] = Line::List;
        }
        let mut above = None;
        for (line, sort) in sorts.iter().enumerate() {
            lines.above.push(above);
            match sort {
                Line::Blank => above = None,
                Line::Words => above = Some(line),
                Line::List => {}
            }
        }
        let mut below = None;
        lines.below = vec![None; sorts.len()];
        for (line, sort) in sorts.iter().enumerate().rev() {
            lines.below[line] = below;
            if *sort == Line::Words {
                below = Some(line);
            }
        }
        lines
    }

    /// The line of `at`, and how many characters stand before it there.
    pub fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (line, text[self.starts[line]..at].chars().count())
    }
}
