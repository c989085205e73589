//! The tags and outputs of Liquid 4 in a text, and which belong together. Owns finding them; what
//! they come to is in [`super::run`].

use std::collections::HashMap;
use std::ops::Range;

use super::super::text::{Closers, Found, Text};

/// A tag or output as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub item: Item<'t>,
    /// Whether white space before and behind it goes away (`{%-`, `-%}`).
    pub trims: (bool, bool),
}

/// The sorts of token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'t> {
    /// `{% name markup %}`
    Tag {
        /// Its name.
        name: &'t str,
        /// What follows the name.
        markup: &'t str,
    },
    /// `{{ markup }}`
    Output {
        /// What is in it.
        markup: &'t str,
    },
    /// A tag that takes what is inside as it stands, up to its end tag.
    Verbatim {
        /// Its name.
        name: &'t str,
        /// What follows the name.
        markup: &'t str,
        /// What is inside.
        inside: Range<usize>,
    },
}

/// The tags whose inside Liquid, or our reading of it, leaves alone.
const VERBATIM: [&str; 7] =
    ["raw", "comment", "highlight", "codeblock", "pullquote", "mermaid", "plantuml"];

/// Tags that have an end tag and Liquid or Markdown inside.
const BLOCKS: [&str; 17] = [
    "if",
    "unless",
    "case",
    "for",
    "tablerow",
    "capture",
    "blockquote",
    "details",
    "note",
    "info",
    "tip",
    "important",
    "warning",
    "caution",
    "danger",
    "alert",
    "callout",
];

/// The tokens of a text in order. In code there are none but `raw`, which is how a text shows what it
/// does not mean.
pub fn tokens<'t>(text: &Text<'t>) -> Vec<Found<Token<'t>>> {
    let mut ends = Ends::default();
    let mut braces = Closers::new(text.text, "}");
    let mut closers = Closers::new(text.text, "%}");
    text.find(b"{", |all, start| {
        let rest = &all[start..];
        if rest.starts_with("{{") {
            let (end, token) = output(all, start, braces.end_after(start + 2)? - 1)?;
            return text.code_at(start).is_none().then_some((end, token));
        }
        if !rest.starts_with("{%") {
            return None;
        }
        let (end, name, markup, trims) = tag(all, start, closers.end_after(start + 2)?)?;
        let is_in_code = text.code_at(start).is_some();
        if is_in_code && name != "raw" {
            return None;
        }
        let closing = VERBATIM.contains(&name).then(|| ends.after(all, end, name)).flatten();
        if let Some((inside_end, closing_end, last)) = closing {
            let item = Item::Verbatim { name, markup, inside: end..inside_end };
            return Some((closing_end, Token { item, trims: (trims.0, last) }));
        }
        (!is_in_code).then_some((end, Token { item: Item::Tag { name, markup }, trims }))
    })
}

/// `{% name markup %}` from `start` to `end`: its end, name, markup and which sides it trims.
fn tag(all: &str, start: usize, end: usize) -> Option<(usize, &str, &str, (bool, bool))> {
    let inside = &all[start + 2..end - 2];
    let (inside, trims) = trimmed(inside);
    let inside = inside.trim();
    if let Some(comment) = inside.strip_prefix('#') {
        return Some((end, "#", comment, trims));
    }
    let is_name = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
    let length = inside.find(|it| !is_name(it)).unwrap_or(inside.len());
    let (name, markup) = inside.split_at(length);
    (!name.is_empty()).then_some((end, name, markup.trim_start(), trims))
}

/// `{{ markup }}` from `start` on. Liquid ends it at the first brace, at `close`, which must be two.
fn output(all: &str, start: usize, close: usize) -> Option<(usize, Token<'_>)> {
    if !all[close..].starts_with("}}") {
        return None;
    }
    let (markup, trims) = trimmed(&all[start + 2..close]);
    Some((close + 2, Token { item: Item::Output { markup: markup.trim() }, trims }))
}

fn trimmed(inside: &str) -> (&str, (bool, bool)) {
    let left = inside.strip_prefix('-');
    let inside = left.unwrap_or(inside);
    let right = inside.strip_suffix('-');
    (right.unwrap_or(inside), (left.is_some(), right.is_some()))
}

/// Where end tags are, found once: a thousand tags that are never closed must not each look to the
/// end.
#[derive(Default)]
struct Ends<'t> {
    /// By name, the next end tag from where it was looked for last: its start, its end and whether
    /// it trims what follows; nothing when there is none any more.
    next: HashMap<&'t str, Option<(usize, usize, bool)>>,
}

impl<'t> Ends<'t> {
    fn after(&mut self, all: &str, from: usize, name: &'t str) -> Option<(usize, usize, bool)> {
        match self.next.get(name) {
            Some(None) => return None,
            Some(Some(end)) if end.0 >= from => return Some(*end),
            _ => {}
        }
        let found = all[from..].match_indices("{%").find_map(|(step, _)| {
            let rest = &all[from + step..];
            let inside = rest[2..].strip_prefix('-').unwrap_or(&rest[2..]).trim_start();
            let behind = inside.strip_prefix("end")?.strip_prefix(name)?.trim_start();
            let trims = behind.starts_with('-');
            let behind = behind.strip_prefix('-').unwrap_or(behind).strip_prefix("%}")?;
            Some((from + step, all.len() - behind.len(), trims))
        });
        self.next.insert(name, found);
        found
    }
}

/// How a tag belongs to others, by their index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// For a tag that opens a block and its branches: the branch behind it, or the end tag.
    pub next: Option<usize>,
    /// For a tag that opens a block: its end tag.
    pub end: Option<usize>,
    /// For a branch or an end tag: the tag that opens the block.
    pub opener: Option<usize>,
}

/// How the tags among `tokens` belong to each other. Blocks nest and never cross: one that is still
/// open when the one around it closes has no end.
pub fn links(tokens: &[Found<Token<'_>>]) -> Vec<Links> {
    struct Open<'t> {
        name: &'t str,
        opener: usize,
        branches: Vec<usize>,
    }
    let mut links = vec![Links::default(); tokens.len()];
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (index, token) in tokens.iter().enumerate() {
        let Item::Tag { name, .. } = token.what.item else { continue };
        if let Some(closed) = name.strip_prefix("end") {
            if counts.get(closed).copied().unwrap_or_default() == 0 {
                continue;
            }
            while let Some(Open { name, opener, branches }) = open.pop() {
                *counts.entry(name).or_default() -= 1;
                if name != closed {
                    continue;
                }
                links[opener].end = Some(index);
                links[index].opener = Some(opener);
                let mut last = opener;
                for branch in branches.into_iter().chain([index]) {
                    links[last].next = Some(branch);
                    links[branch].opener = Some(opener);
                    last = branch;
                }
                break;
            }
        } else if matches!(name, "else" | "elsif" | "when") {
            let branching =
                |it: &&mut Open<'_>| matches!(it.name, "if" | "unless" | "case" | "for");
            if let Some(innermost) = open.last_mut().filter(branching) {
                innermost.branches.push(index);
            }
        } else if BLOCKS.contains(&name) {
            open.push(Open { name, opener: index, branches: Vec::new() });
            *counts.entry(name).or_default() += 1;
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let text = Text::made(text, 0..0);
        let show = |token: &Token<'_>| match &token.item {
            Item::Tag { name, markup } => format!("{name}({markup})"),
            Item::Output { markup } => format!("={markup}"),
            Item::Verbatim { name, markup, inside } => {
                format!("{name}({markup}): {}", &text.text[inside.clone()])
            }
        };
        tokens(&text).iter().map(|it| show(&it.what)).collect()
    }

    #[test]
    fn tags_and_outputs_are_found() {
        assert_eq!(
            found("{% include a.html x=\"y\"\n  z=1 %} {{- page.title -}} {%-endif-%} {%# no %}"),
            ["include(a.html x=\"y\"\n  z=1)", "=page.title", "endif()", "#( no)"]
        );
        assert_eq!(found("{%}{% %}{{ open } {{{ {%"), Vec::<String>::new());
    }

    #[test]
    fn verbatim_tags_take_their_inside_as_it_stands() {
        assert_eq!(
            found("{% raw %}{{ x }}{% endraw %}{%- highlight rb -%}{% if %}{%- endhighlight -%}"),
            ["raw(): {{ x }}", "highlight(rb): {% if %}"]
        );
        assert_eq!(found("{% raw %}{{ x }}"), ["raw()", "=x"]);
    }

    #[test]
    fn in_code_only_raw_counts() {
        assert_eq!(
            found("`{{ x }}` `{% raw %}{{ y }}{% endraw %}`\n\n```\n{% include %}\n```\n"),
            ["raw(): {{ y }}"]
        );
    }

    fn ends(text: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let text = Text::made(text, 0..0);
        links(&tokens(&text)).iter().map(|it| (it.next, it.end)).collect()
    }

    #[test]
    fn blocks_nest_and_know_their_branches() {
        assert_eq!(
            ends("{% if a %}{% if b %}{% endif %}{% elsif c %}{% else %}{% endif %}"),
            [
                (Some(3), Some(5)),
                (Some(2), Some(2)),
                (None, None),
                (Some(4), None),
                (Some(5), None),
                (None, None)
            ]
        );
        assert_eq!(
            ends("{% for a %}{% if b %}{% endfor %}")[..2],
            [(Some(2), Some(2)), (None, None)]
        );
        assert_eq!(ends("{% endif %}{% else %}{% if %}"), [(None, None); 3]);
    }

    #[test]
    fn floods_take_no_longer_than_their_length() {
        for flood in ["{% raw %}", "{%", "{{", "{% if a %}", "{% endif %}", "{% highlight x %}"] {
            let text = flood.repeat(100_000);
            assert!(ends(&text).iter().all(|it| it.1.is_none()), "{flood}");
        }
    }
}
