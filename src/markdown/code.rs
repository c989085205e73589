//! Code blocks: what a fence's info string asks for, and the block as HTML with its colours.
//!
//! Which part of a code is what, the generator finds out (`highlight`) and sends along as *runs*,
//! one text per block in [`crate::manifest::Payload::code`]. This file defines that form for both.
//!
//! # Runs
//!
//! ```text
//! runs   = *run
//! run    = [length] class
//! length = decimal number of Unicode scalar values; 1 when left out
//! class  = one letter of CLASSES, or "_" for text that has none
//! ```
//!
//! Runs follow one another from the start of the code, markup and text left out: `let a = "b";`
//! is `3k5_3s`. What the last run does not reach has no class. A reader takes a letter it does not
//! know as `_`, ends a run that is too long with the code, and stops at what is no run.
//!
//! # Info strings
//!
//! The first word names the language. After it come attributes as Hugo (`{linenos=table,
//! hl_lines=[1,"3-5"],linenostart=10}`), Zola (`,linenos,hl_lines=1 3-5,name=a.rs`), Pelican's
//! Python-Markdown (`hl_lines="1 3" linenums="1" title="a.py"`, `{.python …}`) and others
//! (`{1,3-5}`) write them; unknown ones are passed over.

#[cfg(feature = "highlight")]
use std::ops::Range;

use super::escape::escape;
use super::html::Writer;

/// The classes, which are the names of CSS classes too: attribute, comment, deleted line, function,
/// inserted line, keyword, macro or constant, number, string, type, variable or property. Operators
/// and punctuation have none, so that runs take about a fifth of what the code takes.
pub const CLASSES: &str = "acdfikmnstv";

/// The parts of `code` in order, each with its class. Together they are the whole code, whatever
/// `runs` holds.
pub fn spans<'c>(
    code: &'c str,
    runs: &str,
) -> impl Iterator<Item = (Option<&'static str>, &'c str)> {
    let mut runs = runs.bytes();
    let mut rest = code;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut length = None;
        let class = loop {
            match runs.next() {
                Some(digit @ b'0'..=b'9') => {
                    let tens = length.unwrap_or(0usize).saturating_mul(10);
                    length = Some(tens.saturating_add(usize::from(digit - b'0')));
                }
                Some(letter @ (b'a'..=b'z' | b'_')) => break Some(letter),
                _ => break None,
            }
        };
        let end = class.and_then(|_| rest.char_indices().nth(length.unwrap_or(1)));
        let (text, after) = rest.split_at(end.map_or(rest.len(), |(end, _)| end));
        rest = after;
        let at = class.and_then(|class| CLASSES.bytes().position(|it| it == class));
        Some((at.map(|at| &CLASSES[at..=at]), text))
    })
}

/// The runs for `spans`: bytes of `code`, each with a letter of [`CLASSES`]. One that begins before
/// the last ended, or within a character, is passed over; those of one class with only white space
/// between them become one run.
#[cfg(feature = "highlight")]
pub fn runs(code: &str, spans: impl IntoIterator<Item = (Range<usize>, char)>) -> String {
    let mut merged: Vec<(Range<usize>, char)> = Vec::new();
    let mut done = 0;
    for (range, class) in spans {
        let (Some(between), Some(_)) = (code.get(done..range.start), code.get(range.clone()))
        else {
            continue;
        };
        done = range.end;
        match merged.last_mut() {
            Some((last, same)) if *same == class && between.trim().is_empty() => last.end = done,
            _ => merged.push((range, class)),
        }
    }
    let mut runs = String::new();
    let mut done = 0;
    for (range, class) in merged {
        for (text, class) in [(&code[done..range.start], '_'), (&code[range.clone()], class)] {
            match text.chars().count() {
                0 => continue,
                1 => {}
                length => runs.push_str(&length.to_string()),
            }
            runs.push(class);
        }
        done = range.end;
    }
    runs
}

/// What a fence's info string asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fence<'i> {
    language: &'i str,
    title: &'i str,
    has_numbers: bool,
    /// The number of the first line, 1 when not given.
    first: Option<usize>,
    /// The first and last of the lines to mark, counted from 1.
    marked: Vec<(usize, usize)>,
}

/// How many parts of a code can be marked, so that looking them up takes a bounded time.
const MARKS: usize = 100;

const SEPARATORS: &[u8] = b" \t,{}[]\"'";

impl<'i> Fence<'i> {
    fn read(info: &'i str) -> Self {
        let mut fence = Self::default();
        let mut name = "";
        let mut is_first = true;
        let mut at = 0;
        while let Some(byte) = info.as_bytes().get(at) {
            if SEPARATORS.contains(byte) || (is_first && *byte == b'.') {
                at += 1;
                continue;
            }
            let word = until(&info[at..], b" \t,{}[]\"'=");
            at += word.len();
            if info[at..].starts_with('=') {
                name = word;
                at += 1;
                let value = match info.as_bytes().get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        at += 1;
                        until(&info[at..], &[*quote])
                    }
                    _ => until(&info[at..], SEPARATORS),
                };
                at += value.len();
                fence.set(name, value);
            } else if is_first {
                fence.language = word;
            } else {
                // A number belongs to the list before it; a name without a value is a switch.
                let is_number = word.as_bytes()[0].is_ascii_digit();
                if !is_number {
                    name = word;
                }
                fence.set(name, if is_number { word } else { "" });
            }
            is_first = false;
        }
        fence
    }

    fn set(&mut self, name: &str, mut value: &'i str) {
        match name.to_ascii_lowercase().as_str() {
            "title" | "name" | "filename" => self.title = value,
            "hl_lines" | "" => {
                while !value.is_empty() && self.marked.len() < MARKS {
                    let part = until(value, b" ,");
                    let from = until(part, b"-");
                    let to = part.get(from.len() + 1..).unwrap_or(from);
                    if let (Ok(from), Ok(to)) = (from.parse(), to.parse()) {
                        self.marked.push((from, to));
                    }
                    value = value.get(part.len() + 1..).unwrap_or_default();
                }
            }
            "linenos" | "linenums" => {
                self.has_numbers = value != "false";
                self.first = value.parse().ok().or(self.first);
            }
            "linenostart" => self.first = value.parse().ok().or(self.first),
            _ => {}
        }
    }
}

/// The start of `text` up to the first of `ends`, which are ASCII.
fn until<'t>(text: &'t str, ends: &[u8]) -> &'t str {
    &text[..text.bytes().position(|it| ends.contains(&it)).unwrap_or(text.len())]
}

impl Writer<'_> {
    /// Writes a code block with the fence's `info` string.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        let fence = Fence::read(info);
        if self.context.math && fence.language == "math" {
            let start = self.out.len();
            self.put("<p>");
            if self.mathml(code, true, self.code_at.clone()) {
                return self.put("</p>\n");
            }
            self.out.truncate(start);
        }
        let is_diagram = fence.language == "mermaid";
        if is_diagram {
            self.put("<figure class=\"diagram\">\n");
        }
        let runs = self.resolver.code(code, fence.language).unwrap_or_default();
        if !fence.title.is_empty() {
            self.put("<p class=\"code-title\">");
            escape(&mut self.out, fence.title);
            self.put("</p>\n");
        }
        // Focusable, so that the keyboard can scroll long lines.
        self.put("<pre tabindex=\"0\"><code");
        if !fence.language.is_empty() {
            self.attribute("class", &format!("language-{}", fence.language));
        }
        self.put(">");
        let has_lines = fence.has_numbers || !fence.marked.is_empty();
        let mut is_open = false;
        let mut line = 0;
        for (class, mut text) in spans(code, &runs) {
            while !text.is_empty() {
                if has_lines && !is_open {
                    is_open = true;
                    line += 1;
                    self.line_start(&fence, line);
                }
                let end = text.find('\n').filter(|_| has_lines).map_or(text.len(), |end| end + 1);
                let (piece, after) = text.split_at(end);
                if let Some(class) = class {
                    self.put("<span class=\"");
                    self.put(class);
                    self.put("\">");
                }
                escape(&mut self.out, piece);
                if class.is_some() {
                    self.put("</span>");
                }
                if is_open && piece.ends_with('\n') {
                    is_open = false;
                    self.put("</span>");
                }
                text = after;
            }
        }
        self.put(if is_open { "</span></code></pre>\n" } else { "</code></pre>\n" });
        if is_diagram {
            self.put("<figcaption>");
            self.put(self.context.language.words().diagram_source);
            self.put("</figcaption>\n</figure>\n");
        }
    }

    fn line_start(&mut self, fence: &Fence<'_>, line: usize) {
        let is_marked = fence.marked.iter().any(|(from, to)| *from <= line && line <= *to);
        self.put(if is_marked { "<span class=\"line marked\"" } else { "<span class=\"line\"" });
        // An attribute, so that it is not copied with the code.
        if fence.has_numbers {
            let number = fence.first.unwrap_or(1).saturating_add(line - 1);
            self.attribute("data-line", &number.to_string());
        }
        self.put(">");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Context, render};

    /// A page whose blocks all have these runs.
    struct Page(&'static str);

    impl crate::markdown::Resolver for Page {
        fn link(&mut self, _: &str, _: std::ops::Range<usize>) -> Option<String> {
            None
        }
        fn emoji(&mut self, _: &str, _: std::ops::Range<usize>) -> Option<crate::emoji::Emoji> {
            None
        }
        fn code(&mut self, _: &str, _: &str) -> Option<String> {
            Some(self.0.into())
        }
    }

    fn html(markdown: &str, runs: &'static str) -> String {
        let context = Context { base: "/", route: "/", ..Context::default() };
        render(markdown, &context, &mut Page(runs)).html
    }

    #[test]
    fn a_span_is_written_for_each_run() {
        assert_eq!(
            html("```rs\nlet é = \"<\";\n```", "3k_v3_3s"),
            "<pre tabindex=\"0\"><code class=\"language-rs\"><span class=\"k\">let</span> \
             <span class=\"v\">é</span> = <span class=\"s\">&quot;&lt;&quot;</span>;\n</code></pre>\n"
        );
    }

    #[test]
    fn whatever_the_runs_are_the_code_is_whole() {
        let code = "añ\n🚀 b";
        for runs in ["", "k", "2k99s", "99999999999999999999999k", "0k0k3_", "k!s", "7", "zQ", "é"]
        {
            let whole: String = spans(code, runs).map(|(_, text)| text).collect();
            assert_eq!(whole, code, "{runs}");
        }
        let classes: Vec<_> = spans(code, "2k_z9s").collect();
        assert_eq!(classes, [(Some("k"), "añ"), (None, "\n"), (None, "🚀"), (Some("s"), " b")]);
    }

    #[cfg(feature = "highlight")]
    #[test]
    fn runs_are_short_and_read_back() {
        let code = "pub fn ñ() {}";
        let spans_of = [(0..3, 'k'), (4..6, 'k'), (7..9, 'f')];
        assert_eq!(runs(code, spans_of), "6k_f");
        let whole = [(None, " "), (Some("f"), "ñ"), (None, "() {}")];
        assert_eq!(spans(code, "6k_f").skip(1).collect::<Vec<_>>(), whole);
        assert_eq!(runs(code, [(4..6, 'k'), (0..3, 'k'), (8..99, 's')]), "4_2k");
        assert_eq!(runs(code, []), "");
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let lines = |first, marked: &[(usize, usize)]| (true, first, marked.to_vec());
        for (info, language, expected) in [
            (
                "go {lineNos=table,hl_lines=[1,\"3-5\"],linenostart=10}",
                "go",
                lines(Some(10), &[(1, 1), (3, 5)]),
            ),
            (
                "rust,linenos,linenostart=7,hl_lines=1 3-5",
                "rust",
                lines(Some(7), &[(1, 1), (3, 5)]),
            ),
            ("python hl_lines=\"1 3\" linenums=\"2\"", "python", lines(Some(2), &[(1, 1), (3, 3)])),
            ("{.python hl_lines='4,6' linenos=inline}", "python", lines(None, &[(4, 4), (6, 6)])),
            ("{hl_lines=[2,8] linenos=true}", "", lines(None, &[(2, 2), (8, 8)])),
            ("js {1,3-5}", "js", (false, None, vec![(1, 1), (3, 5)])),
            ("c++ {linenos=false}", "c++", (false, None, vec![])),
            ("rust,ignore,should_panic", "rust", (false, None, vec![])),
            ("a hl_lines=x-,-2,3-, = ,, linenostart=x", "a", (false, None, vec![])),
            ("", "", (false, None, vec![])),
        ] {
            let fence = Fence::read(info);
            assert_eq!(fence.language, language, "{info}");
            assert_eq!((fence.has_numbers, fence.first, fence.marked), expected, "{info}");
        }
        for info in ["a title=\"b c\" linenos", "a {linenos=true, title='b c'}", "a,name=\"b c\""] {
            assert_eq!(Fence::read(info).title, "b c", "{info}");
        }
        assert_eq!(Fence::read("a,linenos,name=b.rs,hl_lines=1").title, "b.rs");
    }

    #[test]
    fn lines_are_numbered_and_marked() {
        let block = html("```a {linenos=true,linenostart=9,hl_lines=[2]}\nx\n\"\ny\"\n```", "2_3s");
        assert_eq!(
            block,
            "<pre tabindex=\"0\"><code class=\"language-a\">\
             <span class=\"line\" data-line=\"9\">x\n</span>\
             <span class=\"line marked\" data-line=\"10\"><span class=\"s\">&quot;\n</span></span>\
             <span class=\"line\" data-line=\"11\"><span class=\"s\">y</span>&quot;\n</span>\
             </code></pre>\n"
        );
        let marked = html("    x", "");
        assert!(!marked.contains("line"), "{marked}");
    }
}
