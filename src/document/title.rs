//! The title of a document: what its front matter says, or the heading that it begins with, or its
//! file's name. Owns emoji in titles, which are plain text.

use std::ops::Range;

use super::{File, stem_of, title_from_name, undated};
use crate::emoji::{Table, github, shortcodes};
use crate::front_matter::Metadata;
use crate::markdown::{self, LeadingHeading};
use crate::warning::{Kind, Lines, Warning};

/// A title and what it leaves of the document.
pub struct Title {
    /// The title, plain text.
    pub text: String,
    /// The body without the heading that says the same: the page shows the title itself.
    pub body: Range<usize>,
    /// Whether it has a shortcode that GitHub does not know: it changes with the site's own emoji.
    pub asks_for_own_emoji: bool,
}

/// The title of `file`, whose body is at `body`. A shortcode in it that is none is reported.
pub fn read(
    file: &File,
    metadata: &Metadata,
    body: Range<usize>,
    emoji: &Table,
    warnings: &mut Vec<Warning>,
) -> Title {
    let mut asks_for_own_emoji = false;
    let mut shown = |text: &str, unknown: &mut Vec<String>| {
        for shortcode in shortcodes(text) {
            asks_for_own_emoji |= github::lookup(shortcode.name).is_none();
            if emoji.lookup(shortcode.name).is_none() {
                unknown.push(shortcode.name.to_owned());
            }
        }
        emoji.in_plain_text(text)
    };
    let field = ["title", "linkTitle"].iter().find_map(|key| metadata.field(key));
    let written = metadata.text(&["title", "linkTitle"]);
    let mut unknown = Vec::new();
    let own = written.map(|title| shown(title, &mut unknown).trim().to_owned());
    let mut in_heading = Vec::new();
    let leading =
        markdown::leading_heading(&file.text[body.clone()], |text| shown(text, &mut in_heading));
    let mut say = |name: &str, line: u32, column: u32| {
        let said = emoji.unknown(name, true).map(|it| {
            let (file, kind) = (file.path.clone(), Kind::Emoji);
            Warning { file, line, column, kind, found: it.found, advice: it.advice }
        });
        warnings.extend(said);
    };
    if let Some(field) = field {
        unknown.iter().for_each(|name| say(name, field.line, field.column));
    }
    // One with more in it than words stays where it is.
    let without = |heading: &LeadingHeading| match heading.is_plain {
        true => body.start + heading.range.end..body.end,
        false => body.clone(),
    };
    let (title, rest) = match (own, leading) {
        (None, Some(heading)) => {
            if heading.is_plain {
                let lines = Lines::new(&file.text);
                let start = body.start + heading.range.start;
                for name in &in_heading {
                    let at = file.text[start..].find(&format!(":{name}:")).unwrap_or_default();
                    let (line, column) = lines.position(&file.text, start + at);
                    say(name, line, column);
                }
            }
            let rest = without(&heading);
            (Some(heading.text), rest)
        }
        (Some(title), Some(heading)) if title == heading.text => (Some(title), without(&heading)),
        (title, _) => (title, body.clone()),
    };
    let text = title
        .filter(|it| !it.is_empty())
        .unwrap_or_else(|| title_from_name(undated(stem_of(&file.path))));
    Title { text, body: rest, asks_for_own_emoji }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(source: &str) -> (String, bool, Vec<String>) {
        let file = File { path: "a.md".into(), text: source.into() };
        let (split, mut warnings) = crate::front_matter::split("a.md", source);
        let emoji = Table::new(["emoji/stacks.svg"]);
        let body = split.body..source.len();
        let title = read(&file, &split.metadata, body, &emoji, &mut warnings);
        let said = warnings.iter().map(ToString::to_string).collect();
        (title.text, title.asks_for_own_emoji, said)
    }

    #[test]
    fn emoji_are_characters_or_nothing() {
        assert_eq!(title("# Go :rocket: :wave_tone3:\n"), ("Go 🚀 👋🏽".into(), false, vec![]));
        assert_eq!(title("# Books :stacks:\n"), ("Books".into(), true, vec![]));
        assert_eq!(title("---\ntitle: \"Books :stacks:\"\n---\n"), ("Books".into(), true, vec![]));
        assert_eq!(title("# At 10:30:20 `:nope:`\n"), ("At 10:30:20 :nope:".into(), false, vec![]));
    }

    #[test]
    fn what_is_none_is_said_once_with_its_place() {
        let said = "a.md:1:10: emoji: `:rokcet:` is no emoji; did you mean `:rocket:`?";
        assert_eq!(
            title("# Go now :rokcet:\n"),
            ("Go now :rokcet:".into(), true, vec![said.into()])
        );
        let (text, _, said) = title("---\ntitle: \"Go :stakcs: go\"\n---\n\n# Go :stakcs: go\n");
        assert_eq!(text, "Go :stakcs: go");
        assert_eq!(said, ["a.md:2:1: emoji: `:stakcs:` is no emoji; did you mean `:stacks:`?"]);
        // What stays in the body is reported with it.
        assert_eq!(title("# Go :rokcet: ![](a.png)\n").2, Vec::<String>::new());
    }
}
