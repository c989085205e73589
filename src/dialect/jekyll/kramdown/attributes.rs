//! The inside of an attribute list: `.class`, `#id`, `key="value"` and names of other lists, told apart
//! by white space (kramdown 2, "Attribute List Definitions").

use std::collections::HashMap;
use std::ops::Range;

use crate::dialect::html::escaped;
use crate::markdown::{Token, tokens};

/// How long a list may be, in bytes.
const LONGEST: usize = 1_024;

/// The attributes of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The id.
    pub id: Option<String>,
    /// The classes.
    pub classes: Vec<String>,
    /// Other attributes.
    pub pairs: Vec<(String, String)>,
    /// Names of other lists, and those that mean something by themselves, such as `toc`.
    pub names: Vec<String>,
    /// What kramdown passes over, such as values without quotes.
    pub unread: Vec<String>,
}

/// What stands between `{:` and `}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Attributes for what stands before or behind it.
    Attributes(Attributes),
    /// Attributes under a name, for lists that name it.
    Definition(String, Attributes),
}

/// The list that starts at `start` and what it takes. `None` for what only looks like one, such as the
/// format `{:?}` of a programming language.
pub fn list_at(text: &str, start: usize) -> Option<(Range<usize>, List)> {
    let limit = text.len().min(start + LONGEST);
    let mut is_escaped = text.as_bytes()[..start].ends_with(b"\\");
    if is_escaped || !text[start..].starts_with("{:") {
        return None;
    }
    let mut end = start + 2;
    for byte in &text.as_bytes()[start + 2..limit] {
        match byte {
            b'}' if !is_escaped => break,
            _ => is_escaped = *byte == b'\\' && !is_escaped,
        }
        end += 1;
    }
    if end == limit || text.as_bytes()[end] != b'}' {
        return None;
    }
    let inside = &text[start + 2..end];
    let list = match inside.split_once(':').filter(|(name, _)| is_name(name)) {
        Some((name, inside)) => List::Definition(name.to_owned(), read(inside)?),
        None if inside.starts_with([':', '/']) => return None,
        None => List::Attributes(read(inside)?),
    };
    Some((start..end + 1, list))
}

/// Reads attributes. `None` where there is not one of them.
fn read(inside: &str) -> Option<Attributes> {
    let mut attributes = Attributes::default();
    let mut rest = inside.trim_start();
    while !rest.is_empty() {
        let end = match quoted_pair(rest) {
            Some((name, value, end)) => {
                attributes.set(name, &value);
                end
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                attributes.add_word(&rest[..end]);
                end
            }
        };
        rest = rest[end..].trim_start();
    }
    let has_any = attributes.has_own() || !attributes.names.is_empty();
    has_any.then_some(attributes)
}

/// `key="value"` at the start of `text`, with white space or nothing behind it.
fn quoted_pair(text: &str) -> Option<(&str, String, usize)> {
    let (name, value) = text.split_once('=').filter(|(name, _)| is_name(name))?;
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let mut unescaped = String::new();
    let mut is_escaped = false;
    for (index, character) in value.char_indices().skip(1) {
        match character {
            _ if is_escaped => {
                if character != quote && character != '}' {
                    unescaped.push('\\');
                }
                unescaped.push(character);
                is_escaped = false;
            }
            '\\' => is_escaped = true,
            _ if character == quote => {
                let end = name.len() + 1 + index + 1;
                let ends_word = text[end..].chars().next().is_none_or(char::is_whitespace);
                return ends_word.then_some((name, unescaped, end));
            }
            _ => unescaped.push(character),
        }
    }
    None
}

/// A letter, digit or underscore, then those, colons and hyphens.
fn is_name(text: &str) -> bool {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    text.starts_with(is_word) && text.chars().all(|it| is_word(it) || matches!(it, ':' | '-'))
}

impl Attributes {
    /// Whether it says anything itself, and does not only name other lists.
    pub fn has_own(&self) -> bool {
        self.id.is_some() || !self.classes.is_empty() || !self.pairs.is_empty()
    }

    /// Adds those of `other`, which count where both say something.
    pub fn add(&mut self, other: &Self) {
        self.id = other.id.clone().or(self.id.take());
        for class in &other.classes {
            if !self.classes.contains(class) {
                self.classes.push(class.clone());
            }
        }
        for (name, value) in &other.pairs {
            self.pairs.retain(|(known, _)| known != name);
            self.pairs.push((name.clone(), value.clone()));
        }
        self.names.extend(other.names.iter().cloned());
        self.unread.extend(other.unread.iter().cloned());
    }

    /// With those of the lists it names, its own counting more. `None` when all it has is names that
    /// nobody has defined: then it is text.
    pub fn resolved(&self, definitions: &HashMap<String, Self>) -> Option<Self> {
        let mut resolved = Self::default();
        for name in &self.names {
            match definitions.get(name) {
                Some(definition) => resolved.add(definition),
                None if name == "toc" => resolved.names.push(name.clone()),
                None => resolved.unread.push(name.clone()),
            }
        }
        resolved.add(&Self { names: Vec::new(), ..self.clone() });
        let is_list = resolved.has_own() || !resolved.names.is_empty();
        is_list.then_some(resolved)
    }

    /// How a report names it: by the first thing it says.
    pub fn name(&self) -> String {
        let class = self.classes.first().map(|it| format!(".{it}"));
        let id = || self.id.as_ref().map(|it| format!("#{it}"));
        let key = || self.pairs.first().map(|(key, _)| key.clone());
        let name = || self.names.first().cloned();
        name().or(class).or_else(id).or_else(key).unwrap_or_default()
    }

    /// The attributes as they are written in a tag: id, classes, and those of `kept`.
    pub fn html(&self, kept: &[&str]) -> String {
        let mut html = String::new();
        let mut put = |name: &str, value: &str| {
            html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        };
        if let Some(id) = &self.id {
            put("id", id);
        }
        if !self.classes.is_empty() {
            put("class", &self.classes.join(" "));
        }
        for (name, value) in &self.pairs {
            if kept.contains(&name.as_str()) {
                put(name, value);
            }
        }
        html
    }

    /// What is left out where those of `kept` are kept, and would have been seen.
    pub fn left_out(&self, kept: &[&str]) -> Vec<&str> {
        let names = self.pairs.iter().map(|(name, _)| name.as_str());
        let left_out = names.filter(|name| !kept.contains(name) && !is_meaningless(name));
        left_out.chain(self.unread.iter().map(String::as_str)).collect()
    }

    fn set(&mut self, name: &str, value: &str) {
        match name {
            "id" => self.id = Some(value.to_owned()),
            "class" => self.classes.extend(value.split_whitespace().map(str::to_owned)),
            // Chirpy's abbreviations.
            "w" => self.pairs.push(("width".into(), value.to_owned())),
            "h" => self.pairs.push(("height".into(), value.to_owned())),
            _ => self.pairs.push((name.to_ascii_lowercase(), value.to_owned())),
        }
    }

    /// `.class`, `#id`, several of them together, or the name of another list.
    fn add_word(&mut self, word: &str) {
        if is_name(word) {
            return self.names.push(word.to_owned());
        }
        let mut found = Self::default();
        let mut rest = word;
        while !rest.is_empty() {
            let (mark, behind) = match rest.strip_prefix('.') {
                Some(behind) => ('.', behind),
                None => ('#', rest.strip_prefix('#').unwrap_or_default()),
            };
            let (name, after) = behind.split_at(behind.find(['.', '#']).unwrap_or(behind.len()));
            match mark {
                '.' if is_name(name.strip_prefix('-').unwrap_or(name)) => {
                    found.classes.push(name.into())
                }
                '#' if is_name(name)
                    && !name.starts_with(|it: char| it.is_numeric() || it == '_') =>
                {
                    found.id = Some(name.into());
                }
                _ => return self.unread.push(word.to_owned()),
            }
            rest = after;
        }
        self.add(&found);
    }
}

/// The attributes besides id and class that any element of HTML may have.
pub const OF_ANY: [&str; 4] = ["title", "lang", "dir", "align"];

/// Those that images may have.
pub const OF_IMAGES: [&str; 7] = ["title", "lang", "dir", "align", "alt", "width", "height"];

/// The opening tag `tag` of HTML with the attributes of `list` besides its own. `None` when it is no
/// tag.
pub fn in_tag(tag: &str, list: &Attributes) -> Option<String> {
    let (_, Token::Open { name, attributes }) = tokens(tag).into_iter().next()? else {
        return None;
    };
    let mut all = Attributes::default();
    let mut own = String::new();
    for (name, value) in attributes {
        match name.as_str() {
            "id" | "class" => all.set(&name, value),
            _ if list.pairs.iter().any(|(it, _)| *it == name) => {}
            _ => {
                let quote = if value.contains('"') { '\'' } else { '"' };
                own.push_str(&format!(" {name}={quote}{value}{quote}"));
            }
        }
    }
    all.add(list);
    let kept = if name == "img" { &OF_IMAGES[..] } else { &OF_ANY[..] };
    Some(format!("<{name}{own}{}>", all.html(kept)))
}

/// Whether the attribute does nothing that a reader of our site would see.
fn is_meaningless(name: &str) -> bool {
    let names = [
        "target",
        "rel",
        "loading",
        "decoding",
        "download",
        "referrerpolicy",
        "role",
        "tabindex",
        "itemprop",
        "itemscope",
        "itemtype",
        "crossorigin",
        "fetchpriority",
        "markdown",
        "name",
        "referrer",
        "srcset",
        "sizes",
        "lqip",
    ];
    names.contains(&name) || name.starts_with("data-") || name.starts_with("aria-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(text: &str) -> Option<Attributes> {
        match list_at(text, 0)?.1 {
            List::Attributes(attributes) => Some(attributes),
            List::Definition(..) => None,
        }
    }

    #[test]
    fn all_that_a_list_can_say() {
        let list = attributes("{: .a .-b #i.c key=\"v \\\" \\} w\" k='x' name width=3}").unwrap();
        assert_eq!(list.classes, ["a", "-b", "c"]);
        assert_eq!(list.id.as_deref(), Some("i"));
        assert_eq!(list.pairs[0], ("key".into(), "v \" } w".into()));
        assert_eq!((list.names, list.unread), (vec!["name".into()], vec!["width=3".into()]));
        let definition = list_at("{:note: .warn}", 0).unwrap().1;
        assert!(matches!(definition, List::Definition(name, _) if name == "note"));
    }

    #[test]
    fn words_of_any_letters_are_read_or_told_of() {
        let list = attributes("{: .año «x» é.b=\"c\" .d}").unwrap();
        assert_eq!(
            (list.classes.as_slice(), list.id),
            (["año".into(), "d".into()].as_slice(), None)
        );
        assert_eq!(list.unread, ["«x»", "é.b=\"c\""]);
    }

    #[test]
    fn formats_of_programming_languages_are_none() {
        for text in
            ["{:?}", "{:#?}", "{:>8}", "{:}", "{: }", "{:x", "\\{: .x}", "{::x}", "{:/x}", "{:,}"]
        {
            assert_eq!(attributes(text), None, "{text}");
        }
        let nothing = HashMap::new();
        for text in ["{:p}", "{:x}", "{:08b}", "{:e}"] {
            assert_eq!(attributes(text).unwrap().resolved(&nothing), None, "{text}");
        }
        assert!(attributes("{:toc}").unwrap().resolved(&nothing).is_some());
    }

    #[test]
    fn what_is_kept_and_what_is_reported() {
        let list =
            attributes("{: .a target=\"_blank\" style=\"x\" width=\"3\" data-a='1'}").unwrap();
        assert_eq!(list.html(&["width"]), " class=\"a\" width=\"3\"");
        assert_eq!(list.left_out(&OF_ANY), ["style", "width"]);
        assert_eq!(
            in_tag("<a href='x' class=\"b\" width=9>", &list).as_deref(),
            Some("<a href=\"x\" class=\"b a\">")
        );
    }

    #[test]
    fn a_flood_of_openers_is_read_in_time() {
        let flood = "{:".repeat(50_000);
        assert!(flood.match_indices("{:").all(|(at, _)| list_at(&flood, at).is_none()));
    }
}
