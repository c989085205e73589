//! Code blocks as HTML with their colours. What a fence's info string asks for, `fence` reads.
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

mod fence;

#[cfg(feature = "highlight")]
use std::ops::Range;

use super::html::Writer;
use crate::escape::escape;
use fence::{Fence, is_in};

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

impl Writer<'_> {
    /// Writes a code block with the fence's `info` string.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        if !self.passes().code {
            return self.plain_code_block(info, code);
        }
        let fence = Fence::read(info);
        if self.passes().math && fence.language == "math" {
            let start = self.out.len();
            self.put("<p>");
            if self.mathml(code, true, self.code_at.clone()) {
                return self.put("</p>\n");
            }
            self.out.truncate(start);
        }
        #[cfg(feature = "cli")]
        self.plain.code(code);
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
        self.code_start(fence.language);
        let has_lines = fence.has_numbers || !fence.marked.is_empty() || !fence.hidden.is_empty();
        let mut is_between = has_lines;
        let mut is_hidden = false;
        let mut line = 0;
        for (class, mut text) in spans(code, &runs) {
            while !text.is_empty() {
                if is_between {
                    line += 1;
                    is_hidden = is_in(&fence.hidden, line);
                    if !is_hidden {
                        self.line_start(&fence, line);
                    }
                }
                let end = text.find('\n').filter(|_| has_lines).map_or(text.len(), |end| end + 1);
                let (piece, after) = text.split_at(end);
                text = after;
                is_between = has_lines && piece.ends_with('\n');
                if is_hidden {
                    continue;
                }
                if let Some(class) = class {
                    self.put("<span class=\"");
                    self.put(class);
                    self.put("\">");
                }
                escape(&mut self.out, piece);
                if class.is_some() {
                    self.put("</span>");
                }
                if is_between {
                    self.put("</span>");
                }
            }
        }
        let is_open = has_lines && line > 0 && !is_between && !is_hidden;
        self.put(if is_open { "</span></code></pre>\n" } else { "</code></pre>\n" });
        if is_diagram {
            self.put("<figcaption>");
            self.put(self.context.language.words().diagram_source);
            self.put("</figcaption>\n</figure>\n");
        }
    }

    /// The first word of `info` is the language, as in CommonMark's examples; the rest of it has no
    /// meaning.
    fn plain_code_block(&mut self, info: &str, code: &str) {
        self.code_start(info.split_ascii_whitespace().next().unwrap_or_default());
        escape(&mut self.out, code);
        self.put("</code></pre>\n");
    }

    fn code_start(&mut self, language: &str) {
        self.put("<pre");
        if self.passes().accessibility {
            // Focusable, so that the keyboard can scroll long lines.
            self.put(" tabindex=\"0\"");
        }
        self.put("><code");
        if !language.is_empty() {
            self.put(" class=\"language-");
            escape(&mut self.out, language);
            self.put("\"");
        }
        self.put(">");
    }

    fn line_start(&mut self, fence: &Fence<'_>, line: usize) {
        self.put(if is_in(&fence.marked, line) {
            "<span class=\"line marked\""
        } else {
            "<span class=\"line\""
        });
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
    fn hidden_lines_are_left_out_and_count() {
        let block = html("```a,linenos,hide_lines=1 3-9,hl_lines=2\n\"x\ny\"\nz\n\n```", "4s");
        assert_eq!(
            block,
            "<pre tabindex=\"0\"><code class=\"language-a\">\
             <span class=\"line marked\" data-line=\"2\"><span class=\"s\">y</span>&quot;\n</span>\
             </code></pre>\n"
        );
        assert!(html("```a,hide_lines=1-9\nx\n```", "").contains("language-a\"></code></pre>"));
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
