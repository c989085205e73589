//! Another generator's settings as our `site.toml`: what can be said there, each line with where it
//! was said before, and as comments what goes on being read in the other configuration and what
//! nothing here has a use for. What becomes of a key is in `fate`.

use std::collections::BTreeSet;

use super::Settings;
use crate::dialect::Dialect;
use crate::front_matter::Value;

mod fate;
mod file;
mod keys;

use fate::{Fate, fate};
use file::Origin;
use keys::{
    AUTHOR, BASE_URL, DESCRIPTION, LANGUAGE, LANGUAGES, MATH, MENU, SMART_PUNCTUATION, Setting,
    TITLE,
};

pub use file::Read;

/// A generator's settings in our words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The text of `site.toml`.
    pub text: String,
    /// The settings that it has.
    pub set: Vec<&'static str>,
    /// The keys that go on being read in the generator's own configuration.
    pub kept: Vec<String>,
    /// The keys that nothing here has a use for.
    pub lost: Vec<String>,
}

/// What `settings`, read from `files` (those that count more first), are in our words. Read with those
/// files beside it, the text changes nothing of them.
pub fn carried(settings: &Settings, files: &[Read]) -> Carried {
    let mut writer = Writer { files, settings, carried: Carried::default(), said: BTreeSet::new() };
    writer.preface();
    writer.values();
    writer.menu();
    writer.rest();
    writer.carried
}

struct Writer<'a> {
    files: &'a [Read],
    settings: &'a Settings,
    carried: Carried,
    /// The keys of what was said here.
    said: BTreeSet<String>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.carried.text.push_str(line);
        self.carried.text.push('\n');
    }

    fn preface(&mut self) {
        self.line(
            "# The settings of this site. The README of The Stacks says what can stand here, under",
        );
        if self.files.is_empty() {
            self.line("# \"Settings\". `stacks import` found no configuration to take them from: take the # from");
            self.line("# what you want to say.");
        } else {
            let names: Vec<_> = self.files.iter().rev().map(|it| it.name.as_str()).collect();
            let names = names.join(", ");
            self.line(&format!("# \"Settings\". `stacks import` took them from {names}."));
            self.line("# What is said here counts for more than what is said there. Keep that beside this file:");
            self.line("# what only it can say goes on being read there, and is listed at the end.");
        }
        self.line("");
    }

    fn values(&mut self) {
        let Settings { title, description, author, language, languages, base_url, .. } =
            self.settings;
        let is_generated = self.settings.generator.is_some();
        self.text(&TITLE, title, "My blog");
        self.text(&DESCRIPTION, description, "One sentence.");
        self.text(&AUTHOR, author, "Me");
        self.text(&LANGUAGE, language, language);
        if !languages.is_empty() {
            let quoted: Vec<String> = languages.iter().map(|it| quoted(it)).collect();
            self.value(&LANGUAGES, &format!("[{}]", quoted.join(", ")), None);
        }
        self.text(&BASE_URL, base_url, "https://blog.example.org/");
        if is_generated {
            let value = self.settings.smart_punctuation.to_string();
            self.value(&SMART_PUNCTUATION, &value, None);
        }
        if let Some(math) = self.settings.math {
            self.value(&MATH, &math.to_string(), None);
        }
        if let Some(dialect) = self.settings.dialect {
            self.carried.set.push("dialect");
            let line = format!("dialect = {}", quoted(dialect.name()));
            self.line(&commented(&line, "of documents that do not show theirs"));
        }
    }

    /// A setting that is text, or an example of it where nobody said anything.
    fn text(&mut self, setting: &Setting, value: &str, example: &str) {
        let origin = self.origin(setting, Some(value));
        match origin {
            Some(_) if !value.is_empty() => {
                self.value(setting, &quoted(value), Some(value));
            }
            _ => self.line(&format!("# {} = {}", setting.name, quoted(example))),
        }
    }

    fn value(&mut self, setting: &Setting, written: &str, text: Option<&str>) {
        let comment = match self.origin(setting, text) {
            Some(origin) => {
                let comment = origin.to_string();
                self.said.insert(origin.path);
                comment
            }
            None => format!("what {} does unless told otherwise", self.generator()),
        };
        self.carried.set.push(setting.name);
        self.line(&commented(&format!("{} = {written}", setting.name), &comment));
    }

    /// How the site's generator is called.
    fn generator(&self) -> String {
        let Some(generator) = self.settings.generator else { return "the site".into() };
        let mut letters = generator.name().chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Where a setting was said: where its text stands, if it stands anywhere, or else in the
    /// likeliest place.
    fn origin(&self, setting: &Setting, text: Option<&str>) -> Option<Origin> {
        let found = || {
            setting.keys.iter().flat_map(|path| {
                self.files.iter().flat_map(move |file| {
                    file.fields_at(path).into_iter().map(move |(path, field)| (file, path, field))
                })
            })
        };
        let is_said = |value: &Value| value.as_text() == text;
        let said = found().filter(|_| text.is_some()).find(|(_, _, field)| is_said(&field.value));
        let (file, path, field) = said.or_else(|| found().next())?;
        Some(Origin { file: file.name.clone(), path, line: field.line })
    }

    fn menu(&mut self) {
        self.line("");
        if self.settings.menu.is_empty() {
            self.line("# Without a menu there is one of the sections and the tags.");
            self.line("# [[menu]]\n# title = \"About\"\n# url = \"/about/\"");
            return;
        }
        if let Some(origin) = self.origin(&MENU, None) {
            self.line(&format!("# {origin}"));
            self.said.insert(origin.path);
        }
        self.carried.set.push(MENU.name);
        for link in &self.settings.menu {
            let entry =
                format!("[[menu]]\ntitle = {}\nurl = {}", quoted(&link.title), quoted(&link.url));
            self.line(&entry);
        }
    }

    /// As comments, what becomes of all other keys.
    fn rest(&mut self) {
        let (mut kept, mut lost) = (Vec::new(), Vec::new());
        for file in self.files.iter().rev() {
            for (key, field) in file.keys() {
                let is_said = self.said.iter().any(|path| {
                    let inner = path.strip_prefix(&key);
                    inner.is_some_and(|it| it.is_empty() || it.starts_with('.'))
                });
                let place = match field.line {
                    0 => file.name.clone(),
                    line => format!("{}, line {line}", file.name),
                };
                match fate(self.settings.generator, &key) {
                    Fate::Read => {
                        kept.push(comment_of(&key, &place, ""));
                        self.carried.kept.push(key);
                    }
                    Fate::Lost(instead) if !is_said => {
                        lost.push(comment_of(&key, &place, instead));
                        self.carried.lost.push(key);
                    }
                    Fate::Lost(_) => {}
                }
            }
        }
        let lost_heading = match self.settings.generator {
            Some(Dialect::Jekyll) => {
                "# Nothing here has a use for this, but for {{ site.… }} in a text:"
            }
            Some(Dialect::Hugo) => {
                "# Nothing here has a use for this, but for {{< param … >}} in a text:"
            }
            _ => "# Nothing here has a use for this:",
        };
        for (heading, lines) in [
            ("# Only the other configuration can say this; it goes on being read there:", kept),
            (lost_heading, lost),
        ] {
            if !lines.is_empty() {
                self.line("");
                self.line(heading);
                lines.iter().for_each(|line| self.line(line));
            }
        }
    }
}

fn comment_of(key: &str, place: &str, why: &str) -> String {
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    // A key may hold whatever its notation can quote.
    let key: String = key.chars().map(|it| if it.is_control() { '\u{fffd}' } else { it }).collect();
    format!("#   {key} ({place}){why}")
}

/// A line with a comment behind it, which stands above it where there is no room.
fn commented(line: &str, comment: &str) -> String {
    const COLUMN: usize = 40;
    const WIDEST: usize = 100;
    let width = line.chars().count();
    if line.contains('\n') || width.max(COLUMN) + comment.chars().count() + 3 > WIDEST {
        return format!("# {comment}\n{line}");
    }
    format!("{line:COLUMN$} # {comment}")
}

/// A TOML string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            it if it.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(it))),
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
