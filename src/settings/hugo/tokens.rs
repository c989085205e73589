//! The tokens of a permalink pattern: `:year`, `:sections[1:]`. What they stand for in a document is
//! not known here.

use std::ops::Range;

/// The tokens that a pattern may have.
pub const NAMES: [&str; 15] = [
    "year",
    "month",
    "monthname",
    "day",
    "weekday",
    "weekdayname",
    "yearday",
    "section",
    "sections",
    "title",
    "slug",
    "filename",
    "contentbasename",
    "slugorfilename",
    "slugorcontentbasename",
];

/// A token of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the pattern.
    pub range: Range<usize>,
    /// Its name, without the colon.
    pub name: &'a str,
    /// What stands in brackets behind it.
    pub slice: Option<&'a str>,
}

/// The tokens of `pattern`. A colon behind a backslash begins none.
pub fn tokens(pattern: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = pattern[at..].find(':').map(|step| at + step) {
        let rest = &pattern[start + 1..];
        let is_name = |it: char| it.is_alphanumeric() || it == '_';
        let name = &rest[..rest.find(|it| !is_name(it)).unwrap_or(rest.len())];
        at = start + 1 + name.len();
        if name.is_empty() || pattern[..start].ends_with('\\') {
            continue;
        }
        let slice = pattern[at..].strip_prefix('[').and_then(|it| it.split_once(']'));
        let slice = slice.map(|(slice, _)| slice);
        at += slice.map_or(0, |it| it.len() + 2);
        found.push(Token { range: start..at, name, slice });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_from_text() {
        let found = |pattern| -> Vec<(&str, Option<&str>)> {
            tokens(pattern).iter().map(|it| (it.name, it.slice)).collect()
        };
        assert_eq!(
            found("/a/:sections[1:]/:year-:month/x\\:y/: /"),
            [("sections", Some("1:")), ("year", None), ("month", None)]
        );
        assert_eq!(found(":sections[:1]:slug["), [("sections", Some(":1")), ("slug", None)]);
    }
}
