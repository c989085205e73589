//! The calls of shortcodes, `name(key="value", flag=true)`: their grammar is that of Zola
//! (`components/markdown/src/content.pest`). Strings stand between quotes of three kinds and have no
//! escapes.

use crate::dialect::text::{DEEPEST, LONGEST_TAG};

/// A call of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The shortcode's name.
    pub name: &'a str,
    /// The arguments in order.
    pub arguments: Vec<(&'a str, Argument<'a>)>,
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// A string without its quotes, a number or a truth as written.
    Text(&'a str),
    /// A list.
    List(Vec<Argument<'a>>),
}

impl<'a> Call<'a> {
    /// The text of the first of `names` that is given.
    pub fn text(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| {
            let (_, value) = self.arguments.iter().find(|(key, _)| key == name)?;
            match value {
                Argument::Text(text) => Some(text.trim()).filter(|it| !it.is_empty()),
                Argument::List(items) => match items.first()? {
                    Argument::Text(text) => Some(*text),
                    Argument::List(_) => None,
                },
            }
        })
    }

    /// Whether one of `names` is set.
    pub fn is_set(&self, names: &[&str]) -> bool {
        self.text(names).is_some_and(|it| it != "false")
    }
}

/// Reads the call at the start of `text`, and how long it is with the white space around it.
pub fn read(text: &str) -> Option<(Call<'_>, usize)> {
    let text = &text[..text.floor_char_boundary(LONGEST_TAG)];
    let mut reader = Reader { rest: text };
    reader.blank();
    let name = reader.name()?;
    reader.blank();
    reader.take('(')?;
    let mut arguments = Vec::new();
    loop {
        reader.blank();
        if reader.take(')').is_some() {
            break;
        }
        if !arguments.is_empty() {
            reader.take(',')?;
            reader.blank();
            // Zola is content with a comma behind the last one.
            if reader.take(')').is_some() {
                break;
            }
        }
        let key = reader.name()?;
        reader.blank();
        reader.take('=')?;
        arguments.push((key, reader.value(0)?));
    }
    reader.blank();
    Some((Call { name, arguments }, text.len() - reader.rest.len()))
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    fn until(&mut self, is_end: impl Fn(char) -> bool) -> &'a str {
        let (taken, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn name(&mut self) -> Option<&'a str> {
        let is_start = self.rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        let name = self.until(|it| !it.is_ascii_alphanumeric() && it != '_');
        is_start.then_some(name)
    }

    fn value(&mut self, depth: usize) -> Option<Argument<'a>> {
        self.blank();
        if let Some(quote) = self.rest.chars().next().filter(|it| matches!(it, '"' | '\'' | '`')) {
            self.take(quote)?;
            let text = self.until(|it| it == quote);
            self.take(quote)?;
            return Some(Argument::Text(text));
        }
        if self.rest.starts_with('[') && depth < DEEPEST {
            self.take('[')?;
            let mut items = Vec::new();
            loop {
                self.blank();
                if self.take(']').is_some() {
                    return Some(Argument::List(items));
                }
                items.push(self.value(depth + 1)?);
                self.blank();
                if !self.rest.starts_with(']') {
                    self.take(',')?;
                }
            }
        }
        let word = self.until(|it| !it.is_ascii_alphanumeric() && !matches!(it, '.' | '-' | '_'));
        let is_number = word.trim_start_matches('-').starts_with(|it: char| it.is_ascii_digit());
        (is_number || word == "true" || word == "false").then_some(Argument::Text(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_have_arguments_of_every_type() {
        let text =
            " a_1 ( b=\"c 'd'\", e = `f` ,\n g='', h=-1.5, i=true, j=[1, \"k\", [2]], ) }} x";
        let (call, length) = read(text).unwrap();
        assert_eq!(&text[length..], "}} x");
        assert_eq!(call.name, "a_1");
        assert_eq!(call.text(&["x", "b"]), Some("c 'd'"));
        assert_eq!(
            (call.text(&["e"]), call.text(&["g"]), call.text(&["h"])),
            (Some("f"), None, Some("-1.5"))
        );
        assert!(call.is_set(&["i"]) && !call.is_set(&["g", "x"]));
        let nested = Argument::List(vec![Argument::Text("2")]);
        let list = vec![Argument::Text("1"), Argument::Text("k"), nested];
        assert_eq!(call.arguments[5], ("j", Argument::List(list)));
        assert_eq!(call.text(&["j"]), Some("1"));
    }

    #[test]
    fn what_is_no_call_is_none() {
        for text in [
            "a",
            "a b()",
            "1a()",
            "a(",
            "a(b)",
            "a(b=c)",
            "a(b=\"c)",
            "a(,)",
            "a(b=1 c=2)",
            "a(b=[)",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read(&format!("a(b={}", "[".repeat(100_000))).is_none());
    }
}
