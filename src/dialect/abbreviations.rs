//! Abbreviations: `*[HTML]: Hyper Text Markup Language` explains every HTML of the text (Python-Markdown's
//! `abbr`, and kramdown).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::dialect::html::escaped;
use crate::dialect::text::is_within;

/// How long an abbreviation may be, in bytes.
const LONGEST: usize = 64;

/// What takes the definitions in `text` out and explains each abbreviation where it stands: parts of
/// the text, some of them empty, with what stands in their place. And how many definitions there are.
pub fn edits(text: &str) -> (Vec<(Range<usize>, String)>, usize) {
    if !text.contains("*[") {
        return (Vec::new(), 0);
    }
    let code = crate::markdown::code_ranges(text);
    let mut meanings: HashMap<&str, &str> = HashMap::new();
    let mut definitions: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((name, meaning)) = definition(line)
            && !is_within(&code, start)
        {
            definitions.push(start..start + line.len());
            match meaning {
                "''" | "\"\"" => meanings.remove(name),
                _ => meanings.insert(name, meaning),
            };
        }
        start += line.len();
    }
    let count = definitions.len();
    let mut edits: Vec<(Range<usize>, String)> =
        definitions.iter().map(|it| (it.clone(), String::new())).collect();
    for (range, name) in occurrences(text, &meanings, &definitions) {
        let title = escaped(meanings[name]);
        edits.push((range.start..range.start, format!("<abbr title=\"{title}\">")));
        edits.push((range.end..range.end, "</abbr>".into()));
    }
    (edits, count)
}

/// The abbreviation and its meaning, if `line` defines one.
fn definition(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("*[")?;
    let (name, meaning) = rest.split_once(']')?;
    let meaning = meaning.trim_start_matches(' ').strip_prefix(':')?.trim();
    let name = name.trim();
    let is_name = !name.is_empty() && name.len() <= LONGEST && !name.contains('\\');
    (is_name && !meaning.is_empty()).then_some((name, meaning))
}

/// Where abbreviations stand as whole words in running text.
fn occurrences<'t>(
    text: &'t str,
    meanings: &HashMap<&str, &str>,
    definitions: &[Range<usize>],
) -> Vec<(Range<usize>, &'t str)> {
    let lengths: HashSet<usize> = meanings.keys().map(|name| name.len()).collect();
    let mut lengths: Vec<usize> = lengths.into_iter().collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    let mut found = Vec::new();
    let mut depth_in_images = 0_usize;
    let mut is_in_code = false;
    for (event, range) in crate::markdown::parsed(text) {
        match event {
            Event::Start(Tag::Image { .. }) => depth_in_images += 1,
            Event::End(TagEnd::Image) => depth_in_images -= 1,
            Event::Start(Tag::CodeBlock(_)) => is_in_code = true,
            Event::End(TagEnd::CodeBlock) => is_in_code = false,
            Event::Text(_) if depth_in_images == 0 && !is_in_code => {
                let next = definitions.partition_point(|it| it.end <= range.start);
                if definitions.get(next).is_none_or(|it| it.start >= range.end) {
                    find(text, range, &lengths, meanings, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

fn find<'t>(
    text: &'t str,
    range: Range<usize>,
    lengths: &[usize],
    meanings: &HashMap<&str, &str>,
    found: &mut Vec<(Range<usize>, &'t str)>,
) {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let mut before = text[..range.start].chars().next_back();
    let mut done = range.start;
    for (index, character) in text[range.clone()].char_indices() {
        let start = range.start + index;
        let begins = before.is_some_and(is_word) != is_word(character);
        before = Some(character);
        if start < done || !begins {
            continue;
        }
        let name = lengths.iter().find_map(|length| {
            let name = text.get(start..start + length).filter(|_| start + length <= range.end)?;
            let after = text[start + length..].chars().next();
            let ends = name.chars().next_back().is_some_and(is_word) != after.is_some_and(is_word);
            (ends && meanings.contains_key(name)).then_some(name)
        });
        if let Some(name) = name {
            done = start + name.len();
            found.push((start..done, name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::revision::{Edit, Revision};

    fn explained(text: &str) -> String {
        let revision = Revision::new(text, 0..text.len());
        let (edits, _) = edits(text);
        let edits = edits.into_iter().map(|(range, new)| Edit::replace(range, new));
        revision.edited(edits.collect()).text().to_owned()
    }

    #[test]
    fn abbreviations_are_explained_where_they_stand() {
        assert_eq!(
            explained(
                "HTML, *HTML* HTMLs xHTML\n\n*[HTML]: Hyper \"Text\"\n*[W3C] : World & Web\n\nThe W3C.\n"
            ),
            "<abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr>, *<abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr>* HTMLs xHTML\n\n\n\
             The <abbr title=\"World &amp; Web\">W3C</abbr>.\n"
        );
    }

    #[test]
    fn the_longest_one_counts_and_an_empty_one_takes_back() {
        assert_eq!(
            explained("A B C\n\n*[A]: 1\n*[A B]: 2\n"),
            "<abbr title=\"2\">A B</abbr> C\n\n"
        );
        assert_eq!(explained("A\n\n*[A]: 1\n*[A]: ''\n"), "A\n\n");
    }

    #[test]
    fn code_destinations_and_images_are_left_alone() {
        let text = "`A` [x](A) ![A](y) <a title=\"A\">\n\n    A\n\n```\n*[A]: 2\n```\n";
        assert_eq!(explained(&format!("{text}\n*[A]: 1\n")), format!("{text}\n"));
        assert_eq!(explained("*[A]* b: *[c]: d*\n"), "*[A]* b: *[c]: d*\n");
    }
}
