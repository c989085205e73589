//! Attribute lists of blocks: what becomes of a block that has one.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::attributes::{Attributes, OF_ANY};
use super::lists::{Found, report};
use super::outline::{Block, Lines, Outline, Sort};
use super::{Notes, wrap};
use crate::dialect::jekyll::flow::{Edit, Flow};
use crate::dialect::jekyll::lines;
use crate::dialect::jekyll::lines::shortened;
use crate::dialect::notice;
use crate::document::Piece;

impl Outline {
    /// What becomes of a list at the end of a heading's line: kramdown takes it for text there, but
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
        let mut block = block.clone();
        block.sort = Sort::ItemText;
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
