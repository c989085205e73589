//! Formulas: where they are in the text, and what is written for them.
//!
//! They are typed as on GitHub: `$…$` or `` $`…`$ `` in running text, `$$…$$` for one that is set
//! apart, or a fence of the language `math`. A dollar opens a formula when no letter or digit stands
//! before it and no white space behind it, and closes it the other way round, so that `$5 and $6`,
//! `US$5` and `$HOME/$PATH` stay text; all other dollars are kept from the parser (`source`).
//!
//! TeX is read when the site is made: pages are sent the MathML of their formulas (MathML Core), of
//! which only the elements and attributes listed here are written.

use std::ops::Range;

use super::html::Writer;
use super::tokens::{Token, tokens};
use crate::escape::{escape, escape_markup};

/// The dollars of `markdown` that neither open nor close a formula, and whether there are others.
pub(super) fn dollars(markdown: &str) -> (Vec<usize>, bool) {
    let mut others = Vec::new();
    let mut has_formulas = false;
    let mut start = 0;
    let mut end = 0;
    for line in markdown.split_inclusive('\n') {
        end += line.len();
        // A formula ends with its paragraph.
        let is_blank = line.trim_start_matches(['>', ' ', '\t']).trim_end().is_empty();
        if is_blank || end == markdown.len() {
            has_formulas |= pair(&markdown.as_bytes()[start..end], start, &mut others);
            start = end;
        }
    }
    (others, has_formulas)
}

/// Dollars that stand together.
struct Run {
    at: usize,
    length: usize,
    can_open: bool,
    can_close: bool,
}

/// Pairs the dollars of a paragraph, which starts at `offset`: those without a partner are added to
/// `others`. Tells whether any has one.
fn pair(paragraph: &[u8], offset: usize, others: &mut Vec<usize>) -> bool {
    if !paragraph.contains(&b'$') {
        return false;
    }
    let mut hide =
        |at: usize, length: usize| others.extend((at..at + length).map(|it| offset + it));
    let runs = runs(paragraph, &mut hide);
    let mut displays: Vec<usize> =
        (0..runs.len()).rev().filter(|index| runs[*index].length == 2).collect();
    let mut has_pairs = false;
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        while displays.last().is_some_and(|it| *it <= index) {
            displays.pop();
        }
        let partner = match run.length {
            1 => Some(index + 1).filter(|next| {
                run.can_open && runs.get(*next).is_some_and(|it| it.length == 1 && it.can_close)
            }),
            _ => displays.last().copied(),
        };
        match partner {
            Some(partner) => index = partner,
            None => hide(run.at, run.length),
        }
        has_pairs |= partner.is_some();
        index += 1;
    }
    has_pairs
}

/// The single and double dollars of a paragraph outside of code spans; the rest goes to `hide`.
fn runs(paragraph: &[u8], hide: &mut impl FnMut(usize, usize)) -> Vec<Run> {
    let is_word = |at: Option<&u8>| at.is_some_and(|it| it.is_ascii_alphanumeric());
    let is_space = |at: Option<&u8>| at.is_none_or(|it| it.is_ascii_whitespace());
    let ticks = backticks(paragraph);
    let mut ticks = ticks.iter().peekable();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        match paragraph[at] {
            b'\\' => at += 2,
            // An address may hold no stand-in, and needs none.
            b'<' => {
                let rest = &paragraph[at + 1..];
                let end = rest.iter().position(|it| b"<> \t\n".contains(it));
                let is_address = end.is_some_and(|end| rest[end] == b'>');
                at += if is_address { end.unwrap_or_default() + 2 } else { 1 };
            }
            b'`' => {
                while ticks.next_if(|(start, _)| *start < at).is_some() {}
                let end = ticks.next_if(|(start, _)| *start == at).map(|(_, end)| *end);
                let end = end.unwrap_or(at + length_at(paragraph, at));
                (at..end).filter(|it| paragraph[*it] == b'$').for_each(|it| hide(it, 1));
                at = end;
            }
            b'$' => {
                let length = length_at(paragraph, at);
                let before = at.checked_sub(1).and_then(|it| paragraph.get(it));
                let after = paragraph.get(at + length);
                let run = Run {
                    at,
                    length,
                    can_open: !is_word(before) && !is_space(after),
                    can_close: !is_space(before) && !is_word(after) && after != Some(&b'{'),
                };
                match length {
                    1 | 2 => runs.push(run),
                    _ => hide(at, length),
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    runs
}

/// How many of the sign at `at` stand together.
fn length_at(text: &[u8], at: usize) -> usize {
    text[at..].iter().take_while(|it| **it == text[at]).count()
}

/// How many backticks a code span's mark has at the most; longer ones are not looked for.
const MOST_TICKS: usize = 32;

/// The backticks of a paragraph: where each run of them starts, and where the code span ends that it
/// starts, or else the run.
fn backticks(paragraph: &[u8]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(next) = paragraph[at..].iter().position(|it| *it == b'`') {
        let length = length_at(paragraph, at + next);
        runs.push((at + next, at + next + length));
        at += next + length;
    }
    let mut next = [0; MOST_TICKS + 1];
    for (start, end) in runs.iter_mut().rev() {
        let own_end = *end;
        let Some(next) = next.get_mut(own_end - *start) else { continue };
        if *next > 0 {
            *end = *next;
        }
        *next = own_end;
    }
    runs
}

/// The elements of MathML that may be written.
const ELEMENTS: &str = "menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts \
    mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover";

/// Those without content.
const VOID: &str = "mprescripts mspace";

/// The attributes that may be written: none holds an address, a style or a script.
const ATTRIBUTES: &str = "accent accentunder class columnspan depth displaystyle form height largeop \
    linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits \
    notation rowspan rspace scriptlevel stretchy symmetric width";

fn is_one_of(names: &str, name: &str) -> bool {
    names.split(' ').any(|it| it == name)
}

/// The tags around a formula, of one that is set apart and of one that is not.
const AROUND: [&str; 2] = ["<math display=\"block\">", "<math>"];

/// Writes what of the MathML `markup` may be written: balanced, quoted, from the lists above.
pub(crate) fn write_mathml(out: &mut String, markup: &str) {
    let mut open: Vec<String> = Vec::new();
    let close = |out: &mut String, name: &str| {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    };
    for (_, token) in tokens(markup) {
        match token {
            Token::Text(text) => escape_markup(out, text),
            Token::Open { name, attributes } if is_one_of(ELEMENTS, &name) => {
                out.push('<');
                out.push_str(&name);
                for (attribute, value) in &attributes {
                    if is_one_of(ATTRIBUTES, attribute) {
                        out.push(' ');
                        out.push_str(attribute);
                        out.push_str("=\"");
                        escape(out, value);
                        out.push('"');
                    }
                }
                out.push('>');
                match is_one_of(VOID, &name) {
                    true => close(out, &name),
                    false => open.push(name),
                }
            }
            Token::Close { name } if open.last() == Some(&name) => {
                close(out, &name);
                open.pop();
            }
            _ => {}
        }
    }
    while let Some(name) = open.pop() {
        close(out, &name);
    }
}

impl Writer<'_> {
    /// Writes a formula of the text, `mark` at both of its ends, from the bytes `at` of the Markdown.
    pub(super) fn formula(&mut self, tex: &str, mark: &str, at: &Range<usize>) {
        for part in [mark, tex.trim_matches('`'), mark] {
            self.note_text(part);
        }
        let inside = at.start + mark.len()..at.end.saturating_sub(mark.len());
        if self.raw.code == 0 && self.mathml(tex, mark.len() == 2, inside) {
            return;
        }
        if self.raw.code == 0 {
            self.put("<code class=\"math\">");
        }
        for part in [mark, tex, mark] {
            escape(&mut self.out, part);
        }
        if self.raw.code == 0 {
            self.put("</code>");
        }
    }

    /// Writes a formula as MathML, with its TeX for those who want to read or copy that; `false` when
    /// there is none for it. `at` are the bytes of `tex`.
    pub(super) fn mathml(&mut self, tex: &str, is_apart: bool, at: Range<usize>) -> bool {
        let ticks = tex.len() - tex.trim_start_matches('`').len();
        let bare = tex.get(ticks..tex.len().saturating_sub(ticks)).filter(|_| !is_apart);
        let (bare, at) = match bare {
            Some(bare) => (bare, at.start + ticks..at.end.saturating_sub(ticks)),
            None => (tex, at),
        };
        let Some(mathml) = self.resolver.math(bare, is_apart, at) else { return false };
        let inside = mathml.strip_suffix("</math>");
        let parts = AROUND.iter().find_map(|tag| Some((*tag, inside?.strip_prefix(tag)?)));
        let Some((tag, inside)) = parts else { return false };
        let is_apart = tag == AROUND[0];
        // Focusable, so that the keyboard can scroll what is wider than the page.
        self.put(if is_apart { "<span class=\"math\" tabindex=\"0\">" } else { "" });
        self.put(tag);
        self.put("<semantics><mrow>");
        write_mathml(&mut self.out, inside);
        self.put("</mrow><annotation encoding=\"application/x-tex\">");
        escape(&mut self.out, bare.trim());
        self.put("</annotation></semantics></math>");
        self.put(if is_apart { "</span>" } else { "" });
        true
    }
}
