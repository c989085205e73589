//! What a fence's info string asks for.
//!
//! The first word names the language. After it come attributes as Hugo (`{linenos=table,
//! hl_lines=[1,"3-5"],linenostart=10}`), Zola (`,linenos,hl_lines=1 3-5,hide_lines=2,name=a.rs`),
//! Pelican's Python-Markdown (`hl_lines="1 3" linenums="1" title="a.py"`, `{.python …}`) and others
//! (`{1,3-5}`) write them. Lines to mark or hide are counted from the block's first, whatever its
//! number. What else there is, is passed over: the style is the site's, every block can be copied.

/// What a fence's info string asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fence<'i> {
    pub(super) language: &'i str,
    pub(super) title: &'i str,
    pub(super) has_numbers: bool,
    /// The number of the first line, 1 when not given.
    pub(super) first: Option<usize>,
    /// The lines to mark.
    pub(super) marked: Lines,
    /// The lines to leave out.
    pub(super) hidden: Lines,
}

/// The first and last of each run of lines, counted from 1.
pub(super) type Lines = Vec<(usize, usize)>;

/// How many runs of lines can be marked or hidden, so that looking them up takes a bounded time.
const MARKS: usize = 100;

const SEPARATORS: &[u8] = b" \t,{}[]\"'";

impl<'i> Fence<'i> {
    pub(super) fn read(info: &'i str) -> Self {
        let mut fence = Self::default();
        let mut name = "";
        let mut is_first = true;
        // What may stand in values without quotes: in Zola, whose commas follow the language, spaces.
        let mut ends = SEPARATORS;
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
                    _ => until(&info[at..], ends),
                };
                at += value.len();
                fence.set(name, value);
            } else if is_first && word != "linenos" {
                fence.language = word;
                if info[at..].starts_with(',') {
                    ends = b",";
                }
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
            "title" | "name" | "filename" | "file" => self.title = value,
            name @ ("hl_lines" | "" | "hide_lines") => {
                let lines = if name == "hide_lines" { &mut self.hidden } else { &mut self.marked };
                while !value.is_empty() && lines.len() < MARKS {
                    let part = until(value, b" ,");
                    let from = until(part, b"-");
                    let to = part.get(from.len() + 1..).unwrap_or(from);
                    if let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse()) {
                        lines.push((from.min(to), from.max(to)));
                    }
                    value = value.get(part.len() + 1..).unwrap_or_default();
                }
            }
            "linenos" | "linenums" => {
                // The last two of SuperFences' `linenums="1 2 3"` say which lines are numbered.
                let first = until(value, b" ").parse().ok();
                self.has_numbers = !value.eq_ignore_ascii_case("false") && first != Some(0);
                self.first = first.or(self.first);
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

/// Whether `line` is one of `lines`.
pub(super) fn is_in(lines: &Lines, line: usize) -> bool {
    lines.iter().any(|(from, to)| (*from..=*to).contains(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fence with numbers from `first` on, if there is any, and these lines marked and hidden.
    fn fence<'i>(
        language: &'i str,
        first: impl Into<Option<usize>>,
        marked: &[(usize, usize)],
        hidden: &[(usize, usize)],
    ) -> Fence<'i> {
        let first = first.into();
        let (marked, hidden) = (marked.to_vec(), hidden.to_vec());
        let (has_numbers, first) = (first.is_some(), first.filter(|it| *it > 0));
        Fence { language, title: "", has_numbers, first, marked, hidden }
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        /// Numbered, and nothing said about the first.
        const FROM_ONE: usize = 0;
        for (info, expected) in [
            // Hugo
            (
                "go {lineNos=table,hl_lines=[1,\"3-5\"],linenostart=10}",
                fence("go", 10, &[(1, 1), (3, 5)], &[]),
            ),
            (
                "go {linenos=inline hl_lines=[3,\"6-8\"] style=emacs anchorLineNos=true}",
                fence("go", FROM_ONE, &[(3, 3), (6, 8)], &[]),
            ),
            ("go { hl_lines=\"1 3-5\" }", fence("go", None, &[(1, 1), (3, 5)], &[])),
            ("{hl_lines=[2,8] linenos=true}", fence("", FROM_ONE, &[(2, 2), (8, 8)], &[])),
            ("c++ {linenos=false}", fence("c++", None, &[], &[])),
            // Zola
            ("rust,linenos,linenostart=7,hl_lines=1 3-5", fence("rust", 7, &[(1, 1), (3, 5)], &[])),
            (
                "rust, hl_lines=5-3 1, hide_lines=1 9-12,copy",
                fence("rust", None, &[(3, 5), (1, 1)], &[(1, 1), (9, 12)]),
            ),
            ("hide_lines=2 4", fence("", None, &[], &[(2, 2), (4, 4)])),
            ("linenos,hl_lines=2", fence("", FROM_ONE, &[(2, 2)], &[])),
            // Python-Markdown and its SuperFences
            ("python hl_lines=\"1 3\" linenums=\"2\"", fence("python", 2, &[(1, 1), (3, 3)], &[])),
            (
                "{.python hl_lines='4,6' linenos=inline}",
                fence("python", FROM_ONE, &[(4, 4), (6, 6)], &[]),
            ),
            ("{ .py .extra linenums=\"5 2 3\" }", fence("py", 5, &[], &[])),
            ("py linenos=False", fence("py", None, &[], &[])),
            // Others, and none
            ("js {1,3-5}", fence("js", None, &[(1, 1), (3, 5)], &[])),
            ("rust,ignore,should_panic", fence("rust", None, &[], &[])),
            ("a hl_lines=x-,-2,3-, = ,, linenostart=x", fence("a", None, &[], &[])),
            ("", fence("", None, &[], &[])),
        ] {
            assert_eq!(Fence::read(info), expected, "{info}");
        }
        assert!(!Fence::read("py linenums=\"0\"").has_numbers);
        for info in [
            "a title=\"b c\" linenos",
            "a {linenos=true, title='b c'}",
            "a,name=\"b c\"",
            "a,linenos,name=b c,hl_lines=1",
            "a {file=\"b c\"}",
        ] {
            assert_eq!(Fence::read(info).title, "b c", "{info}");
        }
    }
}
