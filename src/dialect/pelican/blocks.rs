//! Blocks that begin with a mark and are indented: admonitions `!!! note "Title"` (Python-Markdown's
//! `admonition`) and collapsible ones `??? note`, `???+ note` (PyMdown's `details`).

use std::ops::Range;

use crate::dialect::html::inline;
use crate::dialect::notice;
use crate::dialect::revision::{Edit, Revision};
use crate::dialect::text::{DEEPEST, is_within};
use crate::language::Language;

/// The edits that turn the admonitions of `revision` into the HTML of notices. Markdown in them is
/// no longer indented.
pub fn edits(revision: &Revision<'_>, language: Language) -> Vec<Edit> {
    let text = revision.text();
    if !text.contains("!!!") && !text.contains("???") {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        lines.push(start..end - usize::from(line.ends_with('\n')));
        start = end;
    }
    let code = crate::markdown::code_ranges(text);
    let mut blocks = Blocks { text, code, language, edits: Vec::new() };
    blocks.read(&lines, 0);
    blocks.edits
}

struct Blocks<'a> {
    text: &'a str,
    code: Vec<Range<usize>>,
    language: Language,
    edits: Vec<Edit>,
}

/// What an admonition's first line says.
struct Opening<'a> {
    /// For a collapsible one, whether it starts open.
    details: Option<bool>,
    classes: &'a str,
    title: Option<&'a str>,
}

impl Blocks<'_> {
    /// Reads `lines`, which begin where the content of the block around them does.
    fn read(&mut self, lines: &[Range<usize>], depth: usize) {
        let mut fence: Option<&str> = None;
        let mut index = 0;
        while let Some(line) = lines.get(index) {
            index += 1;
            let whole = &self.text[line.clone()];
            let indentation = &whole[..whole.len() - whole.trim_start_matches([' ', '\t']).len()];
            let content = &whole[indentation.len()..];
            if let Some(open) = fence {
                let is_end = content.starts_with(open)
                    && content.trim_end().bytes().all(|it| open.as_bytes()[0] == it);
                fence = fence.filter(|_| !is_end);
                continue;
            }
            if let Some(marks) = fence_marks(content) {
                fence = Some(marks);
                continue;
            }
            let is_code = match depth {
                // In a list an admonition is indented; without one it is code.
                0 => is_within(&self.code, line.start + indentation.len()),
                _ => columns(indentation) >= 4,
            };
            let Some(opening) = opening(content).filter(|_| !is_code && depth < DEEPEST) else {
                continue;
            };
            let inside = self.inside(&lines[index..], columns(indentation) + 4);
            index += inside.len();
            self.write(&opening, line.clone(), indentation, inside, depth);
        }
    }

    /// The lines that belong to an admonition whose content begins at `column`, blank ones at the
    /// end left out: what they hold, and the four columns before it that are to be taken away.
    fn inside(&self, lines: &[Range<usize>], column: usize) -> Vec<(Range<usize>, Range<usize>)> {
        let mut inside = Vec::new();
        let mut length = 0;
        for line in lines {
            let text = &self.text[line.clone()];
            let is_blank = text.trim().is_empty();
            let indentation = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
            if !is_blank && columns(indentation) < column {
                break;
            }
            let start = line.start + four_columns(indentation);
            inside.push((start..line.end, line.start..start));
            length = if is_blank { length } else { inside.len() };
        }
        inside.truncate(length);
        inside
    }

    fn write(
        &mut self,
        opening: &Opening<'_>,
        line: Range<usize>,
        indentation: &str,
        inside: Vec<(Range<usize>, Range<usize>)>,
        depth: usize,
    ) {
        let name = opening.classes.split_whitespace().next().unwrap_or("note");
        let kind = notice::kind(name).unwrap_or("note");
        let title = match opening.title {
            Some(title) => inline(title),
            None => inline(&notice::title(name, self.language)),
        };
        let (open, close) = match opening.details {
            None => (notice::opening(kind, &title), notice::CLOSING),
            Some(is_open) => {
                let open = if is_open { " open" } else { "" };
                (
                    format!("<details class=\"alert {kind}\"{open}><summary>{title}</summary>"),
                    "</details>",
                )
            }
        };
        let start = line.start + indentation.len();
        let close = format!("\n\n{indentation}{close}\n");
        let Some((last, _)) = inside.last() else {
            return self.edits.push(Edit::replace(start..line.end, open + &close));
        };
        let end = last.end;
        self.edits.push(Edit::replace(start..line.end, open + "\n"));
        let (lines, removed): (Vec<_>, Vec<_>) = inside.into_iter().unzip();
        self.edits.extend(removed.into_iter().map(Edit::remove));
        self.read(&lines, depth + 1);
        self.edits.push(Edit::insert(end, close));
    }
}

/// Reads the first line of an admonition.
fn opening(line: &str) -> Option<Opening<'_>> {
    let (rest, details) = match line.strip_prefix("!!!") {
        Some(rest) => (rest, None),
        None => {
            let rest = line.strip_prefix("???")?;
            let open = rest.strip_prefix('+');
            (open.unwrap_or(rest), Some(open.is_some()))
        }
    };
    let rest = rest.trim_end();
    let (classes, title) = match rest.split_once('"') {
        Some((classes, title)) => (classes, Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let classes = classes.trim();
    let is_name = |it: char| it.is_alphanumeric() || it == '_' || it == '-' || it == ' ';
    let is_complete = !classes.is_empty() || (details.is_some() && title.is_some());
    (is_complete && classes.chars().all(is_name)).then_some(Opening { details, classes, title })
}

/// The marks that open a fenced code block, if `line` does.
fn fence_marks(line: &str) -> Option<&str> {
    let length = |mark: char| line.len() - line.trim_start_matches(mark).len();
    let length = length('`').max(length('~'));
    (length >= 3).then(|| &line[..length])
}

/// How far white space reaches, a tab up to the next multiple of four.
fn columns(indentation: &str) -> usize {
    // Deeper than constructs may nest, it makes no difference.
    indentation
        .chars()
        .take(8 * DEEPEST)
        .fold(0, |column, it| if it == '\t' { (column / 4 + 1) * 4 } else { column + 1 })
}

/// How many bytes of white space reach over four columns.
fn four_columns(indentation: &str) -> usize {
    (0..=indentation.len())
        .find(|end| columns(&indentation[..*end]) >= 4)
        .unwrap_or(indentation.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let revision = Revision::new(text, 0..text.len());
        let edits = edits(&revision, Language::English);
        revision.edited(edits).text().to_owned()
    }

    const NOTE: &str = "<div class=\"alert note\"><p class=\"alert-title\">Note</p>\n";

    #[test]
    fn an_admonition_becomes_a_notice() {
        let html = read("!!! note\n    a\n\n        code\n\nb\n");
        assert_eq!(html, format!("{NOTE}\na\n\n    code\n\n</div>\n\n\nb\n"));
        let html = read("!!! Danger big \"Mind `x`\"\n\ta");
        let title = "<p class=\"alert-title\">Mind <code>x</code></p>";
        assert_eq!(html, format!("<div class=\"alert caution\">{title}\n\na\n\n</div>\n"));
        let html = read("!!! tip \"\"\n    a\n");
        assert_eq!(html, "<div class=\"alert tip\">\n\na\n\n</div>\n\n");
    }

    #[test]
    fn collapsible_ones_open_and_close() {
        let html = read("??? \"More\"\n    a\n???+ tip\n    b\n");
        let closed = "<details class=\"alert note\"><summary>More</summary>\n\na\n\n</details>\n\n";
        let open =
            "<details class=\"alert tip\" open><summary>Tip</summary>\n\nb\n\n</details>\n\n";
        assert_eq!(html, format!("{closed}{open}"));
    }

    #[test]
    fn they_nest_and_stand_in_lists() {
        let html = read("!!! note\n    a\n\n    !!! tip\n        b\n");
        assert_eq!(html.matches("<div").count(), 2);
        assert!(html.contains("\na\n\n<div class=\"alert tip\"><p class=\"alert-title\">Tip</p>\n\nb\n\n</div>\n\n\n</div>\n"), "{html}");
        let html = read("* x\n\n    !!! note\n        a\n\n    b\n");
        assert_eq!(
            html,
            "* x\n\n    <div class=\"alert note\"><p class=\"alert-title\">Note</p>\n\n    a\n\n    </div>\n\n\n    b\n"
        );
    }

    #[test]
    fn code_and_prose_are_left_alone() {
        for text in [
            "    !!! note\n        a\n",
            "```\n!!! note\n    a\n```\n",
            "What!!!\n",
            "!!!\n    a\n",
            "!!! note: this\n",
            "??? why?\n",
        ] {
            assert_eq!(read(text), text);
        }
        let html = read("!!! note\n    ```\n    !!! tip\n        x\n    ```\n");
        assert_eq!(html.matches("<div").count(), 1, "{html}");
    }

    #[test]
    fn depth_is_bounded() {
        let text: String = (0..200).map(|it| format!("{}!!! note\n", "    ".repeat(it))).collect();
        assert_eq!(read(&text).matches("<div").count(), DEEPEST);
    }
}
