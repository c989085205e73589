//! The first line of an indented code block that names its language (Python-Markdown's `codehilite`):
//! `:::python`, and `#!python` for line numbers too. Such blocks become fenced ones.
//!
//! With a path, as in `#!/usr/bin/python`, the line is part of the code and stays.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::dialect::revision::{Edit, Revision};
use crate::dialect::text::fence;

/// The edits that turn indented code with a header into fenced code.
pub fn edits(revision: &Revision<'_>) -> Vec<Edit> {
    let text = revision.text();
    let mut edits = Vec::new();
    if !text.contains("::") && !text.contains("#!") {
        return edits;
    }
    let mut lines: Option<Vec<Range<usize>>> = None;
    for (event, range) in crate::markdown::parsed(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => lines = Some(Vec::new()),
            Event::Text(_) => lines.iter_mut().for_each(|lines| lines.push(range.clone())),
            Event::End(TagEnd::CodeBlock) => {
                let lines = lines.take().unwrap_or_default();
                edits.extend(fenced(text, &lines, range.end).unwrap_or_default());
            }
            _ => {}
        }
    }
    edits
}

/// The edits for the block whose code is `parts`, if it has a header. Each part begins where its
/// line's indentation ends.
fn fenced(text: &str, parts: &[Range<usize>], end: usize) -> Option<Vec<Edit>> {
    let first = parts.first()?;
    let line = text[first.clone()].lines().next().unwrap_or_default();
    let header = header(line.trim_start())?;
    let own = line.len() - line.trim_start().len();
    let code: String = parts.iter().map(|it| &text[it.clone()]).collect();
    let fence = fence(&code);
    let opening = format!("{fence}{}", header.info);
    let line_start = |offset: usize| text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let prefix = &text[line_start(first.start)..first.start];
    let around = &prefix[..prefix.len() - four_last_columns(prefix)];
    let mut edits = Vec::new();
    for part in parts {
        let prefix = &text[line_start(part.start)..part.start];
        let from = part.start - four_last_columns(prefix);
        let is_first = part == first;
        let to = match is_first && !header.stays {
            true => part.start + line.len(),
            // Python-Markdown knows no list whose content begins at another column than the fourth.
            false => {
                part.start
                    + text[part.clone()].bytes().take(own).take_while(|it| *it == b' ').count()
            }
        };
        let new = match (is_first, header.stays) {
            (false, _) => String::new(),
            (true, false) => opening.clone(),
            (true, true) => format!("{opening}\n{around}"),
        };
        edits.push(Edit::replace(from..to, new));
    }
    let newline = if text[..end].ends_with('\n') { "" } else { "\n" };
    edits.push(Edit::insert(end, format!("{newline}{around}{fence}\n")));
    Some(edits)
}

/// How many bytes at the end of an indentation reach over four columns: a tab, or spaces.
fn four_last_columns(indentation: &str) -> usize {
    if indentation.ends_with('\t') {
        return 1;
    }
    indentation.bytes().rev().take(4).take_while(|it| *it == b' ').count()
}

struct Header {
    /// The info string of the fence.
    info: String,
    /// Whether the line is part of the code.
    stays: bool,
}

/// Reads `#!`, or two or more colons, with a path, a language and `hl_lines="…"` behind them.
fn header(line: &str) -> Option<Header> {
    let (rest, has_numbers) = match line.strip_prefix("#!") {
        Some(rest) => (rest, true),
        None => (line.strip_prefix("::")?.trim_start_matches(':'), false),
    };
    let is_part = |it: char| it.is_alphanumeric() || "_#.+-".contains(it);
    let path =
        rest.find(|it: char| it != '/' && it != '_' && !it.is_alphanumeric()).unwrap_or(rest.len());
    let path = match rest[..path].rfind('/') {
        _ if rest[path..].starts_with(' ') && (path == 0 || rest.starts_with('/')) => path + 1,
        Some(slash) if rest.starts_with('/') => slash + 1,
        _ => 0,
    };
    let stays = path > 0;
    let rest = &rest[path..];
    let (language, rest) = rest.split_at(rest.find(|it| !is_part(it)).unwrap_or(rest.len()));
    let rest = rest.trim();
    let marked = rest.strip_prefix("hl_lines=").and_then(|it| {
        let quote = it.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        it[1..].strip_suffix(quote)
    });
    // What else stands there is code that happens to begin so.
    if language.is_empty() || !(stays || rest.is_empty() || marked.is_some()) {
        return None;
    }
    let mut info = language.to_ascii_lowercase();
    if has_numbers {
        info.push_str(" linenos=true");
    }
    if let Some(marked) = marked {
        info.push_str(&format!(" hl_lines=\"{marked}\""));
    }
    Some(Header { info, stays })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fenced(text: &str) -> String {
        let revision = Revision::new(text, 0..text.len());
        let edits = edits(&revision);
        revision.edited(edits).text().to_owned()
    }

    #[test]
    fn a_header_names_the_language() {
        for (block, expected) in [
            ("    :::python\n    a\n\n      b\n", "```python\na\n\n  b\n```\n"),
            ("    #!python\n    a", "```python linenos=true\na\n```\n"),
            ("\t:::C++\n\ta\n", "```c++\na\n```\n"),
            ("    :::py hl_lines=\"1 3\"\n    a\n", "```py hl_lines=\"1 3\"\na\n```\n"),
            ("    #!/bin/sh\n    a\n", "```sh linenos=true\n#!/bin/sh\na\n```\n"),
            (
                "    #!/usr/bin/env python3 -u\n    a\n",
                "```python3 linenos=true\n#!/usr/bin/env python3 -u\na\n```\n",
            ),
            ("    ::: js\n    ```\n", "````js\n::: js\n```\n````\n"),
            (
                "1. x\n\n        :::js\n        a\n\n    y\n",
                "1. x\n\n   ```js\n   a\n   ```\n\n    y\n",
            ),
            (">     :::js\n>     a\n>\n>     b\n", "> ```js\n> a\n>\n> b\n> ```\n"),
        ] {
            assert_eq!(fenced(block), expected, "{block}");
        }
    }

    #[test]
    fn what_only_looks_like_a_header_is_code() {
        for block in ["    ::1 localhost\n", "    ::\n", "    a\n    :::js\n", ":::js\n"] {
            assert_eq!(fenced(block), block);
        }
    }
}
