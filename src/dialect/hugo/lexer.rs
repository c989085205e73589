//! The syntax of shortcodes (Hugo 0.168, `parser/pageparser`): tags between `{{<` and `>}}` or
//! `{{%` and `%}}`, their arguments, and the escaped form that shows a tag instead.
//!
//! A little more is let through than Hugo does: bare arguments may hold any character but white
//! space and quotes. What a shortcode means is in [`super::shortcodes`].

use std::borrow::Cow;
use std::ops::Range;

use super::super::text::{Closers, LONGEST_TAG};

/// A tag.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag<'a> {
    /// It opens a shortcode, or is all of it.
    Open(Call<'a>),
    /// It closes the shortcode of this name.
    Close(&'a str),
    /// It is shown, not run: `{{</* … */>}}`. Where the inside lies.
    Escaped(Range<usize>),
    /// It is meant to be a shortcode of this name and cannot be read.
    Broken(&'a str),
}

/// A shortcode with its arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call<'a> {
    /// The name as written.
    pub name: &'a str,
    /// Names, where there are any, and values.
    pub arguments: Vec<(Option<&'a str>, Cow<'a, str>)>,
    /// Whether it ends with a slash: it has no closing tag.
    pub is_alone: bool,
}

impl Call<'_> {
    /// The value of the named argument, if it is there and not empty.
    pub fn named(&self, name: &str) -> Option<&str> {
        let is_it = |it: &&(Option<&str>, Cow<'_, str>)| {
            it.0.is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        let found = self.arguments.iter().find(is_it)?;
        Some(found.1.as_ref()).filter(|it| !it.is_empty())
    }

    /// The value of the first of the named arguments that is there.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.named(name))
    }

    /// The positional argument number `index`, from 0, if it is there and not empty.
    pub fn at(&self, index: usize) -> Option<&str> {
        let (name, value) = self.arguments.get(index)?;
        Some(value.as_ref()).filter(|it| name.is_none() && !it.is_empty())
    }

    /// The value of a named argument, or of the positional one at `index`.
    pub fn get(&self, names: &[&str], index: usize) -> Option<&str> {
        self.any(names).or_else(|| self.at(index))
    }

    /// Whether the named argument says yes.
    pub fn is_set(&self, name: &str) -> bool {
        self.named(name).is_some_and(|it| it.eq_ignore_ascii_case("true") || it == "1")
    }
}

/// Reads the tags of a text, from its start to its end.
pub struct Lexer<'a> {
    text: &'a str,
    /// The ends of escaped forms, for `>` and for `%`.
    escapes: [Closers<'a>; 2],
}

impl<'a> Lexer<'a> {
    /// One for `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, escapes: ["*/>}}", "*/%}}"].map(|end| Closers::new(text, end)) }
    }

    /// The tag that starts at `start`, and where it ends.
    pub fn read(&mut self, start: usize) -> Option<(usize, Tag<'a>)> {
        let text = self.text;
        let rest = &text[start..];
        let (closer, kind) = match rest.as_bytes().get(..3)? {
            b"{{<" => (">}}", 0),
            b"{{%" => ("%}}", 1),
            _ => return None,
        };
        let inside = start + 3;
        if rest[3..].starts_with("/*") {
            let shown = inside + 2;
            return Some(match self.escapes[kind].end_after(shown) {
                Some(end) => (end, Tag::Escaped(shown..end - 2 - closer.len())),
                None => (inside, Tag::Broken("")),
            });
        }
        let limit = floor(text, start + LONGEST_TAG);
        let read = Reader { text: &text[..limit], at: inside, closer }.tag();
        Some(read.unwrap_or_else(|| broken(&text[..limit], inside, closer)))
    }
}

/// The nearest place for a cut at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A tag that cannot be read: up to its closer if that is on the same line.
fn broken<'a>(text: &'a str, inside: usize, closer: &str) -> (usize, Tag<'a>) {
    let rest = &text[inside..];
    let is_end = |it: &(usize, &str)| it.1 == "\n" || rest[it.0..].starts_with("{{");
    let end = rest.match_indices(['\n', '{']).find(is_end);
    let line = &rest[..end.map_or(rest.len(), |(end, _)| end)];
    let rest = line.trim_start_matches([' ', '\t', '/']);
    let name = &rest[..rest.find(|it| !is_name(it)).unwrap_or(rest.len())];
    match line.find(closer) {
        Some(length) => (inside + length + closer.len(), Tag::Broken(name)),
        None => (inside, Tag::Broken(name)),
    }
}

/// Whether the character may stand in a name; `.` is for inline shortcodes, `/` for folders.
fn is_name(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '-' | '_' | '.' | '/')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    closer: &'static str,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, prefix: &str) -> bool {
        let is_there = self.rest().starts_with(prefix);
        self.at += if is_there { prefix.len() } else { 0 };
        is_there
    }

    fn tag(mut self) -> Option<(usize, Tag<'a>)> {
        self.skip_space();
        let is_closing = self.take("/");
        self.skip_space();
        let name = self.name()?;
        let mut call = Call { name, ..Call::default() };
        loop {
            self.skip_space();
            if self.take(self.closer) {
                let tag = if is_closing { Tag::Close(name) } else { Tag::Open(call) };
                return Some((self.at, tag));
            }
            if self.is_end() && self.take("/") {
                call.is_alone = true;
                continue;
            }
            call.arguments.push(self.argument()?);
        }
    }

    /// Whether a slash and the closer follow.
    fn is_end(&self) -> bool {
        let rest = self.rest().strip_prefix('/').map(str::trim_start);
        rest.is_some_and(|it| it.starts_with(self.closer))
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest.find(|it| !is_name(it)).unwrap_or(rest.len());
        let name = &rest[..end];
        // `{{< br/>}}`: the slash is the end's.
        let name = match name.strip_suffix('/') {
            Some(name) if rest[end..].starts_with(self.closer) => name,
            _ => name,
        };
        self.at += name.len();
        Some(name).filter(|it| !it.is_empty())
    }

    fn argument(&mut self) -> Option<(Option<&'a str>, Cow<'a, str>)> {
        if let Some(value) = self.quoted() {
            return value.map(|value| (None, value));
        }
        let word = self.bare(true)?;
        if !self.take("=") {
            return Some((None, Cow::Borrowed(word)));
        }
        let value = match self.quoted() {
            Some(value) => value?,
            None => Cow::Borrowed(self.bare(false)?),
        };
        Some((Some(word), value))
    }

    /// A value in quotes, if one begins here; within, `None` if it never ends.
    fn quoted(&mut self) -> Option<Option<Cow<'a, str>>> {
        let rest = self.rest();
        let (opener, inside) = match rest.as_bytes().first()? {
            b'"' => ("\"", &rest[1..]),
            b'`' => ("`", &rest[1..]),
            // All of a tag's quotes may be escaped where the tag stands in a string of another.
            b'\\' if rest[1..].starts_with('"') => ("\\\"", &rest[2..]),
            _ => return None,
        };
        if opener != "\"" {
            let end = inside.find(opener);
            self.at += end.map_or(0, |end| end + 2 * opener.len());
            return Some(end.map(|end| Cow::Borrowed(&inside[..end])));
        }
        let mut is_escaped = false;
        let end = inside.bytes().position(|byte| {
            let is_end = byte == b'\n' || (byte == b'"' && !is_escaped);
            is_escaped = byte == b'\\' && !is_escaped;
            is_end
        });
        let Some(end) = end.filter(|end| inside.as_bytes()[*end] == b'"') else {
            return Some(None);
        };
        self.at += end + 2;
        let value = &inside[..end];
        let value = if value.contains("\\\"") {
            Cow::Owned(value.replace("\\\"", "\""))
        } else {
            Cow::Borrowed(value)
        };
        Some(Some(value))
    }

    /// A word without quotes; a name ends at `=`.
    fn bare(&mut self, is_name: bool) -> Option<&'a str> {
        let rest = self.rest();
        let mut end = rest.len();
        for (index, character) in rest.char_indices() {
            let is_end = character.is_whitespace()
                || matches!(character, '"' | '`')
                || (is_name && character == '=')
                || rest[index..].starts_with(self.closer)
                || (character == '/' && rest[index + 1..].starts_with(self.closer));
            if is_end {
                end = index;
                break;
            }
            if rest[index..].starts_with("{{") {
                return None;
            }
        }
        self.at += end;
        Some(&rest[..end]).filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> (usize, Tag<'_>) {
        Lexer::new(text).read(0).unwrap()
    }

    fn shown(text: &str) -> String {
        match tag(text).1 {
            Tag::Open(call) => {
                let arguments = call.arguments.iter().map(|(name, value)| match name {
                    Some(name) => format!(" {name}=[{value}]"),
                    None => format!(" [{value}]"),
                });
                let end = if call.is_alone { " /" } else { "" };
                format!("{}{}{end}", call.name, arguments.collect::<String>())
            }
            Tag::Close(name) => format!("/{name}"),
            Tag::Escaped(range) => format!("escaped {}", &text[range]),
            Tag::Broken(name) => format!("broken {name}"),
        }
    }

    #[test]
    fn tags_have_names_and_arguments() {
        for (text, expected) in [
            ("{{< a >}}", "a"),
            ("{{<a>}}", "a"),
            ("{{% a/b %}}", "a/b"),
            ("{{< a b \"c d\" `e \"f\"` >}}", "a [b] [c d] [e \"f\"]"),
            ("{{< a b=\"c\\\"d\\\"\" e=`f\ng` h=1 >}}", "a b=[c\"d\"] e=[f\ng] h=[1]"),
            ("{{< a\n  src=x/y.png\n  alt=\"\"\n>}}", "a src=[x/y.png] alt=[]"),
            ("{{< a />}}", "a /"),
            ("{{< br/>}}", "br /"),
            ("{{< a b/ >}}", "a [b/]"),
            ("{{< a b/>}}", "a [b] /"),
            ("{{< a \"x >}} y\" >}}", "a [x >}} y]"),
            ("{{< a \\\"b c\\\" >}}", "a [b c]"),
            ("{{< a href=https://x.y/?z=1 >}}", "a href=[https://x.y/?z=1]"),
            ("{{< /a >}}", "/a"),
            ("{{</a>}}", "/a"),
            ("{{< / a >}}", "/a"),
            ("{{< t.inline >}}", "t.inline"),
            ("{{</* a \"b\" */>}}", "escaped  a \"b\" "),
            ("{{%/* a */%}}", "escaped  a "),
        ] {
            assert_eq!(shown(text), expected, "{text}");
            assert_eq!(tag(text).0, text.len(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_ends_where_it_seems_to() {
        for (text, expected, length) in [
            ("{{< a \"b >}} c", "broken a", 12),
            ("{{< a\n\nb", "broken a", 3),
            ("{{< a {{< b >}}", "broken a", 3),
            ("{{<>}} a", "broken ", 6),
            ("{{%%}}", "broken ", 6),
            ("{{</* a >}}", "broken ", 3),
            ("{{<", "broken ", 3),
            ("{{< é", "broken é", 3),
        ] {
            assert_eq!((shown(text).as_str(), tag(text).0), (expected, length), "{text}");
        }
        assert_eq!(Lexer::new("{{ a }}").read(0), None);
        assert_eq!(Lexer::new("{").read(0), None);
    }

    #[test]
    fn arguments_are_asked_for_by_name_or_number() {
        let (_, Tag::Open(call)) = tag("{{< a ID=1 b=\"\" c=true >}}") else { panic!() };
        assert_eq!((call.named("id"), call.named("b"), call.at(0)), (Some("1"), None, None));
        assert!(call.is_set("c") && !call.is_set("id2"));
        let (_, Tag::Open(call)) = tag("{{< a \"\" x >}}") else { panic!() };
        assert_eq!((call.at(0), call.get(&["x"], 1)), (None, Some("x")));
    }

    #[test]
    fn floods_of_openers_are_read_in_one_go() {
        for flood in ["{{<", "{{</*", "{{< \"", "{{< `", "{{%/* a", "{{< a=\"", "{{< a "] {
            let text = flood.repeat(50_000);
            let mut lexer = Lexer::new(&text);
            let mut at = 0;
            while let Some(step) = text[at..].find("{{") {
                at += step + lexer.read(at + step).map_or(1, |(end, _)| end - at - step);
            }
        }
    }
}
