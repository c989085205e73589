//! Jekyll 4: Liquid tags between `{%` and `%}`.
//!
//! Understood: `include` of a file of `_includes` (with `{{ include.name }}` parameters), the
//! built-in include `list_directory.md loc="folder"`, `raw` and `comment`. Any other tag stays
//! visible and is reported.

use super::constructs::{self, Meaning, argument, words};
use crate::document::{Document, File, Piece};
use crate::front_matter::Metadata;
use crate::warning::{Kind, Warning};

/// Reads the Liquid tags.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    includes: &[File],
) -> (Document, Vec<Warning>) {
    document.address = metadata.text(&["permalink"]).map(|it| {
        it.strip_suffix("index.html").or(it.strip_suffix(".html")).unwrap_or(it).to_owned()
    });
    let mut warnings = Vec::new();
    constructs::replace(&mut document, &["{%"], |document, start| {
        let rest = &document.file.text[start..];
        let length = rest.find("%}")? + 2;
        let inside = rest[2..length - 2].trim_matches('-').trim();
        let words = words(inside);
        let from = start..start + length;
        let mut report = |found: String, advice: &str| {
            warnings.push(document.warning(start, Kind::Construct, found, advice.into()));
            Some((length, Meaning::Keep))
        };
        match words.as_slice() {
            ["include" | "include_relative", name, arguments @ ..] => {
                let arguments: Vec<(Option<&str>, &str)> =
                    arguments.iter().map(|word| argument(word)).collect();
                let own = includes.iter().find(|include| include.path == *name);
                let folder = arguments.iter().find(|(key, _)| *key == Some("loc"));
                match (own, *name, folder) {
                    (Some(include), ..) => {
                        let markdown = with_parameters(&include.text, &arguments);
                        Some((length, Meaning::Pieces(vec![Piece::Made { markdown, from }])))
                    }
                    (None, "list_directory.md", Some((_, folder))) => {
                        let folder = folder.trim_matches('/').to_owned();
                        Some((length, Meaning::Pieces(vec![Piece::Listing { folder, from }])))
                    }
                    (None, "list_directory.md", None) => report(
                        "`list_directory.md` is included without its folder".into(),
                        "name it: {% include list_directory.md loc=\"folder\" %}",
                    ),
                    (None, name, _) => report(
                        format!("the include `{name}` is not in _includes"),
                        "put the file there, or write what it stood for",
                    ),
                }
            }
            ["raw" | "comment"] => {
                let (verbatim, whole) = enclosed(rest, length, words[0])?;
                let shown = (words[0] == "raw")
                    .then(|| Piece::Source(start + verbatim.start..start + verbatim.end));
                Some((whole, Meaning::Pieces(shown.into_iter().collect())))
            }
            _ => {
                let name = words.first().copied().unwrap_or_default();
                report(
                    format!("the Liquid tag `{name}` is not understood"),
                    "it stays in the text as it is; write what it stood for in Markdown",
                )
            }
        }
    });
    (document, warnings)
}

/// What stands between the tag that ends at `from` and its `end…` tag, and the end of that.
fn enclosed(rest: &str, from: usize, name: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut at = from;
    loop {
        let open = at + rest[at..].find("{%")?;
        let close = open + rest[open..].find("%}")? + 2;
        if rest[open + 2..close - 2].trim_matches('-').trim() == format!("end{name}") {
            return Some((from..open, close));
        }
        at = close;
    }
}

/// The text of an include with `{{ include.name }}` replaced by its arguments.
fn with_parameters(text: &str, arguments: &[(Option<&str>, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let Some(close) = rest[open..].find("}}").map(|length| open + length) else { break };
        let name = rest[open + 2..close].trim().strip_prefix("include.");
        let value = name.map(|name| arguments.iter().find(|(key, _)| *key == Some(name)));
        filled.push_str(&rest[..open]);
        match value {
            Some(argument) => filled.push_str(argument.map_or("", |(_, value)| value)),
            None => filled.push_str(&rest[open..close + 2]),
        }
        rest = &rest[close + 2..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Surroundings, read};

    fn body(text: &str) -> (Vec<Piece>, Vec<Warning>) {
        let includes =
            [File { path: "note.md".into(), text: "**{{ include.text }}**{{ x }}".into() }];
        let file = File { path: "a.md".into(), text: text.into() };
        let (document, warnings) = read(file, &Surroundings { includes: &includes, site: None });
        (document.body, warnings)
    }

    #[test]
    fn a_folder_is_listed() {
        let (pieces, warnings) = body("a\n\n{% include list_directory.md loc=\"migrate\" %}\n");
        assert_eq!(warnings, []);
        let listing = Piece::Listing { folder: "migrate".into(), from: 3..48 };
        assert_eq!(pieces, [Piece::Source(0..3), listing, Piece::Source(48..49)]);
    }

    #[test]
    fn includes_take_parameters() {
        let (pieces, _) = body("{% include note.md text=\"Hi there\" %}");
        let made = Piece::Made { markdown: "**Hi there**{{ x }}".into(), from: 0..37 };
        assert_eq!(pieces, [made]);
    }

    #[test]
    fn raw_shows_and_comment_hides() {
        let (pieces, warnings) =
            body("{% raw %}{% x %}{% endraw %}b{% comment %}c{% endcomment %}");
        assert_eq!(pieces, [Piece::Source(9..16), Piece::Source(28..29)]);
        assert_eq!(warnings, []);
    }

    #[test]
    fn what_is_missing_or_unknown_is_reported() {
        let (pieces, warnings) = body("{% include gone.html %} {% figure x %} `{% code %}`");
        assert_eq!(pieces, [Piece::Source(0..51)]);
        let found: Vec<_> = warnings.iter().map(|it| it.found.as_str()).collect();
        assert_eq!(
            found,
            [
                "the include `gone.html` is not in _includes",
                "the Liquid tag `figure` is not understood"
            ]
        );
    }
}
