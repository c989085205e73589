//! What can be read of YAML that is none as a whole: entry by entry, and what is plainly meant as
//! text as text.

use super::{Unreadable, clamp, load};
use crate::front_matter::{Field, Metadata, Value, finding, last_of_each};
use crate::warning::Warning;

/// Reads the entries of `text`, which as a whole is no YAML for the reason `whole`.
pub fn read(
    file: &str,
    text: &str,
    first_line: u32,
    whole: &Unreadable,
) -> (Metadata, Vec<Warning>) {
    // What is YAML by itself, and what was made of the rest.
    let (mut sound, mut rescued) = (Vec::new(), Vec::new());
    let (mut remarks, mut warnings) = (Vec::new(), Vec::new());
    // Entries with an alias of an anchor elsewhere need the others around them.
    let mut waiting = Vec::new();
    let mut others = String::with_capacity(text.len());
    let mut padded = 0;
    let entries = entries(text);
    if entries.is_empty() {
        warnings.push(warning(file, whole, "write it as `key: value`; nothing of it was read"));
    }
    for (number, entry) in entries {
        let line = first_line + number;
        let error = match load(file, entry, line) {
            Ok((metadata, found)) => {
                sound.extend(metadata.fields);
                remarks.extend(found);
                None
            }
            Err(error) => Some(error),
        };
        let is_alias = |error: &Unreadable| error.reason.contains("unknown anchor");
        match error {
            Some(error) if is_alias(&error) && text_field(entry, line).is_none() => {
                waiting.push(error);
            }
            Some(error) => {
                let (metadata, found) = mended(file, entry, line, &error);
                rescued.extend(metadata.fields);
                warnings.extend(found);
                continue;
            }
            None => {}
        }
        // At its own line, so that positions stay.
        others.extend(std::iter::repeat_n('\n', (number - padded) as usize));
        others.push_str(entry);
        padded = number + clamp(entry.matches('\n').count());
    }
    if !waiting.is_empty() {
        match load(file, &others, first_line) {
            Ok((metadata, found)) => (sound, remarks) = (metadata.fields, found),
            Err(_) => warnings.extend(waiting.iter().map(|error| lost(file, error))),
        }
    }
    sound.extend(rescued);
    sound.sort_by_key(|field| field.line);
    warnings.extend(remarks);
    let fields = last_of_each(file, sound, &mut warnings);
    (Metadata { fields }, warnings)
}

/// What can be made of an entry that is no YAML.
fn mended(file: &str, entry: &str, line: u32, error: &Unreadable) -> (Metadata, Vec<Warning>) {
    if let Some(Ok((metadata, mut found))) = spaced(entry).map(|it| load(file, &it, line)) {
        let advice = "indent with spaces; each was read as one";
        found.push(finding(file, (line, 1), "tabs cannot indent YAML".into(), advice));
        return (metadata, found);
    }
    match text_field(entry, line) {
        Some(field) => {
            let advice = "put its value in quotes; it was read as plain text";
            (Metadata { fields: vec![field] }, vec![warning(file, error, advice)])
        }
        None => (Metadata::default(), vec![lost(file, error)]),
    }
}

fn lost(file: &str, error: &Unreadable) -> Warning {
    warning(file, error, "mend it; the other fields were read")
}

fn warning(file: &str, error: &Unreadable, advice: &str) -> Warning {
    let found = format!("this is not valid YAML ({})", error.reason);
    finding(file, (error.line, error.column), found, advice)
}

/// The entry with a space for each tab of its indentation, if it has any.
fn spaced(entry: &str) -> Option<String> {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let has_tab = entry.lines().any(|line| line[..indentation(line)].contains('\t'));
    has_tab.then(|| {
        let spaced = entry.split_inclusive('\n').map(|line| {
            let (before, rest) = line.split_at(indentation(line));
            before.replace('\t', " ") + rest
        });
        spaced.collect()
    })
}

/// A field of one line whose value is no YAML but plainly meant as text, such as one with a colon
/// in it.
fn text_field(entry: &str, line: u32) -> Option<Field> {
    let mut lines = entry.lines();
    let (key, value) = lines.next()?.split_once(':')?;
    let is_one_line = lines.all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    let value = value.split(" #").next().unwrap_or_default().trim();
    let is_text = match value.chars().next() {
        Some('[') => has_words_behind(value, ']'),
        Some('{') => has_words_behind(value, '}'),
        // More than the name of an anchor.
        Some('*' | '&') => value.contains(' ') || value[1..].contains(['*', '&']),
        first => first.is_some(),
    };
    (is_one_line && is_text && !key.trim().is_empty()).then(|| Field {
        key: key.trim().trim_matches(['"', '\'']).into(),
        value: Value::Plain(unquoted(value).into()),
        line,
        column: 1,
    })
}

/// Whether a list or map ends and words follow, as in `[Draft] Title`.
fn has_words_behind(value: &str, closing: char) -> bool {
    let behind = value.split_once(closing).map_or("", |(_, behind)| behind);
    behind.starts_with(|it| !"]},:".contains(it))
}

/// `'It's here'` without its quotes, but `"A" or "B"` as it stands.
fn unquoted(value: &str) -> &str {
    let inside = ['"', '\''].iter().find_map(|it| value.strip_prefix(*it)?.strip_suffix(*it));
    let Some(inside) = inside else { return value };
    let closes = inside
        .find(&value[..1])
        .is_some_and(|at| inside[at + 1..].starts_with([' ', ',']) && !inside[..at].ends_with(' '));
    if closes { value } else { inside }
}

/// The top-level entries with the line each starts on, from 0: a line that is neither indented
/// nor a list item begins one.
fn entries(text: &str) -> Vec<(u32, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for (number, line) in (0..).zip(text.split_inclusive('\n')) {
        if line.starts_with(|it: char| !it.is_whitespace() && !"-#]}".contains(it)) {
            starts.push((number, at));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    starts.iter().zip(ends).map(|((line, start), end)| (*line, &text[*start..end])).collect()
}
