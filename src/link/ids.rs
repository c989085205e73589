//! The ids that other generators give headings, where they differ from GitHub's, which are ours.
//!
//! Hugo: `github`, `github-ascii` and, until 0.59, Blackfriday's. Jekyll: kramdown's own and, with
//! `input: GFM`, GitHub's. Pelican: the `toc` extension of Python-Markdown. Zola: the `slug` crate,
//! or `safe`. GitLab runs hyphens together as Blackfriday does.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::dialect::Dialect;
use crate::markdown::Heading;
use crate::slug::ascii_slug;

/// A generator's rule.
#[derive(Debug)]
pub struct Rule {
    /// The id of a heading with this text.
    pub id: fn(&str) -> String,
    /// What comes between the id and the number of a second heading of the same text.
    pub before_number: char,
}

pub(crate) const HUGO: &[Rule] =
    &[Rule { id: blackfriday, before_number: '-' }, Rule { id: github_ascii, before_number: '-' }];
pub(crate) const JEKYLL: &[Rule] = &[Rule { id: kramdown, before_number: '-' }];
pub(crate) const PELICAN: &[Rule] = &[
    Rule { id: python_markdown, before_number: '_' },
    Rule { id: python_markdown_unicode, before_number: '_' },
];
pub(crate) const ZOLA: &[Rule] = &[
    Rule { id: zola, before_number: '-' },
    Rule { id: zola_without_alef, before_number: '-' },
    Rule { id: zola_safe, before_number: '-' },
];
pub(crate) const PLAIN: &[Rule] = &[Rule { id: blackfriday, before_number: '-' }];

/// The ids that a document of `dialect` with these headings had where it was written for, each with
/// the id that the heading has here.
pub fn elsewhere(headings: &[Heading], dialect: Dialect) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    for Rule { id, before_number } in dialect.spec().heading_ids {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for heading in headings {
            let id = id(&heading.text);
            if id.is_empty() {
                continue;
            }
            let count = counts.entry(id.clone()).or_default();
            let id = if *count == 0 { id } else { format!("{id}{before_number}{count}") };
            *count += 1;
            if id != heading.id {
                ids.push((id, heading.id.clone()));
            }
        }
    }
    ids
}

/// Letters and digits; anything between them is one hyphen.
fn blackfriday(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    let mut is_due = false;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            is_due = true;
            continue;
        }
        if is_due && !id.is_empty() {
            id.push('-');
        }
        is_due = false;
        id.extend(character.to_lowercase());
    }
    id
}

/// GitHub's of what is ASCII once the accents are gone.
fn github_ascii(text: &str) -> String {
    let id = text.trim().nfd().filter_map(|it| match it {
        '-' | ' ' => Some('-'),
        '_' => Some('_'),
        _ if it.is_ascii_alphanumeric() => Some(it.to_ascii_lowercase()),
        _ => None,
    });
    id.collect()
}

/// ASCII letters, digits, spaces and hyphens, from the first letter on.
fn kramdown(text: &str) -> String {
    let text = text.trim_start_matches(|it: char| !it.is_ascii_alphabetic());
    let kept = text.chars().filter(|it| it.is_ascii_alphanumeric() || matches!(it, ' ' | '-'));
    kept.map(|it| if it == ' ' { '-' } else { it.to_ascii_lowercase() }).collect()
}

fn python_markdown(text: &str) -> String {
    hyphenated(text.nfkd().filter(char::is_ascii))
}

fn python_markdown_unicode(text: &str) -> String {
    hyphenated(text.nfkc())
}

/// Word characters; runs of spaces and hyphens become one hyphen.
fn hyphenated(text: impl Iterator<Item = char>) -> String {
    let is_kept = |it: &char| it.is_alphanumeric() || it.is_whitespace() || matches!(it, '_' | '-');
    let kept: String = text.filter(is_kept).flat_map(char::to_lowercase).collect();
    let mut id = String::with_capacity(kept.len());
    for character in kept.trim().chars() {
        let is_gap = character == '-' || character.is_whitespace();
        match is_gap {
            true if id.ends_with('-') => {}
            true => id.push('-'),
            false => id.push(character),
        }
    }
    id
}

fn zola(text: &str) -> String {
    ascii_slug(text)
}

/// As Zola's older releases wrote Arabic and Persian in Latin letters.
fn zola_without_alef(text: &str) -> String {
    zola(&text.replace('\u{627}', ""))
}

/// Zola's `slugify.anchors = "safe"`.
fn zola_safe(text: &str) -> String {
    let is_kept = |it: &char| !"\"#%<>[\\]()`^{|}".contains(*it);
    text.chars().map(|it| if it == ' ' { '_' } else { it }).filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::HeadingIds;

    fn had(dialect: Dialect, texts: &[&str]) -> Vec<(String, String)> {
        let mut ids = HeadingIds::default();
        let heading =
            |text: &&str| Heading { level: 2, id: ids.id_for(text), text: (*text).into() };
        let headings: Vec<Heading> = texts.iter().map(heading).collect();
        elsewhere(&headings, dialect)
    }

    fn has(dialect: Dialect, text: &str, id: &str) -> bool {
        had(dialect, &[text]).iter().any(|(known, _)| known == id)
    }

    #[test]
    fn each_generator_has_its_rule() {
        assert!(has(Dialect::Hugo, "DevOps vs. SRE / Ops", "devops-vs-sre-ops"));
        assert!(has(Dialect::Hugo, "Año nuevo", "ano-nuevo"));
        assert!(has(Dialect::Jekyll, "1. Some_thing & more", "something--more"));
        assert!(has(Dialect::Pelican, "Día 1 - fin", "dia-1-fin"));
        assert!(has(Dialect::Zola, "I/O Ports", "i-o-ports"));
        assert!(has(Dialect::Zola, "Größe", "grosse"));
        assert!(has(Dialect::Zola, "باب دوم", "bb-dwm"));
        assert!(has(Dialect::Zola, "Two Words", "Two_Words"));
        assert!(has(Dialect::Plain, "a -- b", "a-b"));
    }

    #[test]
    fn what_is_the_same_is_not_said() {
        assert_eq!(had(Dialect::Jekyll, &["The Icons", "The Icons"]), []);
        let numbered = had(Dialect::Pelican, &["The Icons", "The Icons"]);
        assert_eq!(numbered[0], ("the-icons_1".to_owned(), "the-icons-1".to_owned()));
    }
}
