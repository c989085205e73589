//! Attribute lists of blocks: to which block each belongs, and what becomes of it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::attributes::{Attributes, OF_ANY};
use super::lists::{Found, report};
use super::spans::Span;
use super::{Notes, wrap};
use crate::dialect::jekyll::flow::{Edit, Flow};
use crate::dialect::jekyll::lines;
use crate::dialect::jekyll::lines::shortened;
use crate::dialect::notice;
use crate::document::Piece;
use crate::markdown::events;

/// The blocks and elements of a text.
#[derive(Default)]
pub struct Outline {
    blocks: Vec<Block>,
    /// The blocks by the lines they begin and end on.
    beginning: HashMap<usize, Vec<usize>>,
    ending: HashMap<usize, Vec<usize>>,
    /// Elements within blocks, by where they end.
    pub spans: BTreeMap<usize, Span>,
    /// Opening tags of HTML within blocks that are not closed yet, by name.
    pub(super) tags: HashMap<String, Vec<Range<usize>>>,
}

#[derive(Clone, Debug)]
struct Block {
    sort: Sort,
    /// From its first to its last character that is no white space.
    range: Range<usize>,
    /// Its first and last line, counted from 0.
    lines: (usize, usize),
    /// How far from the start of the line it begins, in characters.
    column: usize,
    depth: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Heading {
        has_attributes: bool,
    },
    List,
    Item,
    /// The words of an item that is no paragraph.
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
                        Tag::Item => Sort::Item,
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
                    if let (Some(Some(range)), TagEnd::Item) = (words.pop(), tag) {
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

    /// The attributes of a list at the end of a heading's line: kramdown takes it for text there, but
    /// the renderer's Markdown has attributes in this place, and they are what was meant.
    pub fn heading_attributes(
        &self,
        text: &str,
        range: &Range<usize>,
        attributes: &Attributes,
    ) -> Option<Edit> {
        let is_last = lines::behind(text, range.end).trim().is_empty();
        let line = text[..range.start].len() - lines::before(text, range.start).len();
        let behind = self.blocks.partition_point(|it| it.range.start <= range.start);
        let mut near = self.blocks[..behind].iter().rev().take_while(|it| it.range.start >= line);
        near.find(|it| matches!(it.sort, Sort::Heading { .. })).filter(|_| is_last)?;
        Some(Edit::replace(range.clone(), format!("{{{}}}", in_heading(attributes))))
    }

    /// The block that a list belongs to which stands alone on its line, `column` characters from its
    /// start: the one that ends on line `above`, or else that begins on line `below`.
    fn owner(&self, above: Option<usize>, below: Option<usize>, column: usize) -> Option<usize> {
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

/// What becomes of lists that stand `alone` on their lines and of those at the start of `items`. `bare`
/// is the text without them.
pub fn edits(
    flow: &mut Flow,
    bare: &str,
    outline: &Outline,
    alone: &[Found],
    items: &[Found],
    notes: &mut Notes,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut owners: BTreeMap<usize, (Attributes, Vec<&Found>)> = BTreeMap::new();
    let lines = Lines::of(flow.text(), bare, alone);
    let mut known: HashMap<(Option<usize>, Option<usize>, usize), Option<usize>> = HashMap::new();
    let places: Vec<(&Found, Option<usize>)> = alone
        .iter()
        .map(|list| {
            let (line, column) = lines.place(flow.text(), list.range.start);
            let (above, below) = (lines.above[line], lines.below[line]);
            let owner = *known
                .entry((above, below, column))
                .or_insert_with(|| outline.owner(above, below, column));
            (list, owner)
        })
        .collect();
    let starts = outline.blocks.iter().enumerate();
    let of_item = starts.filter(|(_, it)| matches!(it.sort, Sort::ItemText | Sort::Other));
    let by_start: HashMap<usize, usize> = of_item.map(|(at, it)| (it.range.start, at)).collect();
    for (list, owner) in places {
        match owner.filter(|it| outline.blocks[*it].sort != Sort::Item) {
            Some(owner) => {
                let (all, lists) = owners.entry(owner).or_default();
                all.add(&list.attributes);
                lists.push(list);
            }
            None => {
                edits.push(without_line(flow.text(), &list.range));
                notes.count(&list.attributes.name(), false);
                let whole = shortened(&flow.text()[list.range.clone()]);
                let found = format!("the attribute list `{whole}` belongs to no block of its own");
                let advice = "put it behind the block it is for; it is left out";
                notes.warn(flow, list.range.clone(), found, advice);
            }
        }
    }
    for (owner, (attributes, lists)) in owners {
        let block = &outline.blocks[owner];
        notes.count(&attributes.name(), true);
        let given = given(flow, bare, block, &attributes, lists[0], notes);
        for list in lists {
            // Where nothing is made of it, what it parted stays parted.
            edits.push(match given.is_empty() {
                true => Edit::replace(list.range.clone(), ""),
                false => without_line(flow.text(), &list.range),
            });
        }
        edits.extend(given);
    }
    for list in items {
        let Some(block) = by_start.get(&list.range.start).map(|it| &outline.blocks[*it]) else {
            continue;
        };
        notes.count(&list.attributes.name(), true);
        let block = Block { sort: Sort::ItemText, ..block.clone() };
        let after = &flow.text()[list.range.end..];
        let end = flow.text().len() - after.trim_start_matches(' ').len();
        edits.extend(given(flow, bare, &block, &list.attributes, list, notes));
        edits.push(Edit::replace(list.range.start..end, ""));
    }
    edits
}

/// The list taken away with the line it stands on.
fn without_line(text: &str, list: &Range<usize>) -> Edit {
    let line = list.start - lines::before(text, list.start).len();
    Edit::replace(line.saturating_sub(1)..list.end, "")
}

/// The block with its attributes.
fn given(
    flow: &mut Flow,
    bare: &str,
    block: &Block,
    attributes: &Attributes,
    list: &Found,
    notes: &mut Notes,
) -> Vec<Edit> {
    let Range { start, end } = block.range.clone();
    let wrapped = |attributes: &Attributes| -> Vec<Edit> {
        match with_notice(attributes, block.sort).html(&OF_ANY) {
            html if html.is_empty() => Vec::new(),
            html => wrap(bare, start, end, &format!("<div{html}>"), "</div>", block.depth).into(),
        }
    };
    if attributes.names.iter().any(|it| it == "toc") && block.sort == Sort::List {
        let from = flow.source(list.range.clone());
        let contents = flow.hole(Piece::Contents { from });
        let html = attributes.html(&OF_ANY);
        let shown = match html.is_empty() {
            true => format!("{contents}\n"),
            false => format!("<div{html}>\n\n{contents}\n\n</div>\n"),
        };
        return vec![Edit::replace(start..end, shown)];
    }
    match block.sort {
        Sort::Heading { has_attributes } => {
            report(flow, list, attributes, &[], notes);
            let inside = in_heading(attributes);
            let at = heading_end(bare, &block.range);
            if inside.is_empty() {
                return Vec::new();
            }
            vec![match has_attributes && bare[..at].ends_with('}') {
                true => Edit::insert(at - 1, format!(" {inside}"), 0),
                false => Edit::insert(at, format!(" {{{inside}}}"), 0),
            }]
        }
        Sort::FencedCode | Sort::IndentedCode => {
            let mut rest = attributes.clone();
            let language = rest.classes.iter().position(|it| it.starts_with("language-"));
            let language =
                language.map(|at| rest.classes.remove(at)["language-".len()..].to_owned());
            let file =
                rest.pairs.iter().position(|(name, _)| matches!(name.as_str(), "file" | "title"));
            let title = file.map(|at| rest.pairs.remove(at).1.replace(['"', '`', '\n'], ""));
            report(flow, list, &rest, &OF_ANY, notes);
            let mut edits = wrapped(&rest);
            let title = title.map(|it| format!(" title=\"{it}\"")).unwrap_or_default();
            edits.extend(with_info(bare, block, &language.unwrap_or_default(), &title));
            edits
        }
        Sort::ItemText => {
            report(flow, list, attributes, &OF_ANY, notes);
            match attributes.html(&OF_ANY) {
                html if html.is_empty() => Vec::new(),
                html => vec![
                    Edit::insert(start, format!("<span{html}>"), block.depth),
                    Edit::insert(end, "</span>", -block.depth),
                ],
            }
        }
        Sort::Rule => {
            report(flow, list, attributes, &OF_ANY, notes);
            vec![Edit::replace(start..end, format!("<hr{}>\n", attributes.html(&OF_ANY)))]
        }
        Sort::List | Sort::Item | Sort::Other => {
            report(flow, list, attributes, &OF_ANY, notes);
            wrapped(attributes)
        }
    }
}

/// The attributes with the classes of a notice, where themes have a class for those: `.prompt-tip`
/// (Chirpy), `.notice--info` (Minimal Mistakes), `.note` (Just the Docs).
fn with_notice(attributes: &Attributes, sort: Sort) -> Attributes {
    let kind = |class: &String| {
        let named = class.strip_prefix("prompt-").or(class.strip_prefix("notice--"));
        match (named, class.as_str()) {
            (Some(name), _) => Some(notice::kind(name).unwrap_or("note")),
            (None, "notice") => Some("note"),
            (None, "note" | "info" | "tip" | "important" | "warning" | "caution" | "danger") => {
                notice::kind(class)
            }
            _ => None,
        }
    };
    let kind = attributes.classes.iter().filter_map(kind).next_back();
    let Some(kind) = kind.filter(|_| sort == Sort::Other) else { return attributes.clone() };
    let mut noticed =
        Attributes { classes: vec!["alert".into(), kind.into()], ..Attributes::default() };
    noticed.add(attributes);
    noticed
}

/// The attributes that a heading can have, as Markdown has them.
fn in_heading(attributes: &Attributes) -> String {
    let id = attributes.id.iter().map(|it| format!("#{it}"));
    let classes = attributes.classes.iter().map(|it| format!(".{it}"));
    id.chain(classes).collect::<Vec<_>>().join(" ")
}

/// Where the text of a heading ends: on its first line, or above the line that underlines it.
fn heading_end(text: &str, range: &Range<usize>) -> usize {
    let whole = &text[range.clone()];
    let is_underlined = !whole.starts_with('#');
    let end = if is_underlined { whole.rfind('\n') } else { whole.find('\n') };
    let line = &whole[..end.unwrap_or(whole.len())];
    range.start + line.trim_end().len()
}

/// A code block with a language and a title: in its fence, or with a fence where it has none.
fn with_info(text: &str, block: &Block, language: &str, title: &str) -> Vec<Edit> {
    if language.is_empty() && title.is_empty() {
        return Vec::new();
    }
    let Range { start, end } = block.range.clone();
    if block.sort == Sort::FencedCode {
        let line = lines::behind(text, start);
        let fence = line.len() - line.trim_start_matches(['`', '~']).len();
        let own = line[fence..].trim_end();
        let info = if own.trim().is_empty() { language } else { own };
        return vec![Edit::replace(start + fence..start + line.len(), format!("{info}{title}"))];
    }
    let before = lines::before(text, start);
    let prefix = lines::continuation(&before[..before.len().saturating_sub(4)]);
    let indentation = format!("{prefix}    ");
    let code: Vec<&str> =
        text[start..end].split('\n').map(|line| lines::without(line, &indentation)).collect();
    let code = lines::within(&code.join("\n"), &prefix);
    let fence = crate::dialect::text::fence(&code);
    let from = start - before.len().min(4).min(before.len() - before.trim_end_matches(' ').len());
    let block = format!("{fence}{language}{title}\n{prefix}{code}\n{prefix}{fence}");
    vec![Edit::replace(from..end, block)]
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
struct Lines {
    starts: Vec<usize>,
    /// By line, the one directly above it, lists passed over, if there are words in it.
    above: Vec<Option<usize>>,
    /// By line, the next one below it with words.
    below: Vec<Option<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    List,
    Words,
}

impl Lines {
    fn of(text: &str, bare: &str, alone: &[Found]) -> Self {
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
    fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (line, text[self.starts[line]..at].chars().count())
    }
}
