//! Jekyll 4: Liquid tags between `{%` and `%}`.
//!
//! A post of `_posts` is at `/:year/:month/:day/:title`, Jekyll's default without its categories;
//! what lies in `_drafts` is a draft.
//!
//! Understood: `include` of a file of `_includes` (with `{{ include.name }}` parameters), the
//! built-in include `list_directory.md loc="folder"`, `raw` and `comment`. Any other tag, Liquid
//! output and kramdown attribute list stays visible and is reported.

use super::Surroundings;
use super::constructs::{self, Meaning};
use super::text::{argument, words};
use crate::document::{Document, Piece};
use crate::front_matter::Metadata;
use crate::warning::{Kind, Warning};

/// Reads the Liquid tags.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let includes = surroundings.includes;
    document.head.draft |= is_in(&document, "_drafts");
    let mut warnings = Vec::new();
    let permalink = metadata.field("permalink").and_then(|it| Some((it, it.value.as_text()?)));
    document.head.address = match permalink {
        Some((_, address)) if !address.contains("/:") => Some(without_file_name(address)),
        Some((field, pattern)) => {
            warnings.push(Warning {
                line: field.line,
                column: field.column,
                ..document.warning(
                    0,
                    Kind::Construct,
                    format!("the permalink pattern `{pattern}` is not understood"),
                    "write the address out".into(),
                )
            });
            address_of_post(&document)
        }
        None => address_of_post(&document),
    };
    if let Some(tags) = metadata.text(&["tags"]).filter(|tags| !tags.contains(',')) {
        document.head.tags = tags.split_whitespace().map(str::to_owned).collect();
    }
    constructs::replace(&mut document, &["{%", "{{", "{:"], |document, start| {
        if !document.file.text[start..].starts_with("{%") {
            let (found, length) = output_or_attributes(&document.file.text[start..])?;
            let advice = "it stays in the text as it is; write what it stood for".into();
            warnings.push(document.warning(start, Kind::Construct, found, advice));
            return Some((length, Meaning::Keep));
        }
        let rest = &document.file.text[start..];
        let length = 2 + rest[2..].find("%}")? + 2;
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
                if !has_end(&document.file.text, words[0]) {
                    return report(
                        format!("the tag `{}` is never closed", words[0]),
                        "close it; it stays in the text as it is",
                    );
                }
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

fn has_end(text: &str, name: &str) -> bool {
    text.contains(&format!("end{name}"))
}

fn is_in(document: &Document, folder: &str) -> bool {
    document.head.folder().split('/').any(|name| name == folder)
}

/// `guide.html` and `guide/index.html` are both the page `guide`.
fn without_file_name(address: &str) -> String {
    let folder = address.strip_suffix("index.html").or(address.strip_suffix(".html"));
    folder.unwrap_or(address).to_owned()
}

fn address_of_post(document: &Document) -> Option<String> {
    let date = document.head.date.filter(|_| is_in(document, "_posts"))?;
    let folder = document.head.folder();
    let above = folder.split('/').filter(|name| *name != "_posts").collect::<Vec<_>>().join("/");
    Some(format!("{above}/{}/{}", date.strftime("%Y/%m/%d"), document.head.slug))
}

/// A Liquid output `{{ … }}` or a kramdown attribute list `{: … }` at the start of `text`, and how
/// long it is.
fn output_or_attributes(text: &str) -> Option<(String, usize)> {
    let (closer, what) =
        if text.starts_with("{{") { ("}}", "Liquid output") } else { ("}", "attribute list") };
    let length = text.find(closer)? + closer.len();
    let is_one_line = !text[..length].contains('\n');
    is_one_line.then(|| (format!("the {what} `{}` is not understood", &text[..length]), length))
}

/// What stands between the tag that ends at `from` and its `end…` tag, and the end of that.
fn enclosed(rest: &str, from: usize, name: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut at = from;
    loop {
        let open = at + rest[at..].find("{%")?;
        let close = open + 2 + rest[open + 2..].find("%}")? + 2;
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
    use crate::dialect::read;
    use crate::document::{File, Head};
    use crate::settings::Settings;

    fn head(file: File) -> Head {
        let settings = Settings::default();
        read(file, &Surroundings { includes: &[], settings: &settings }).0.head
    }

    fn body(text: &str) -> (Vec<Piece>, Vec<Warning>) {
        let includes =
            [File { path: "note.md".into(), text: "**{{ include.text }}**{{ x }}".into() }];
        let file = File { path: "a.md".into(), text: text.into() };
        let settings = Settings::default();
        let surroundings = Surroundings { includes: &includes, settings: &settings };
        let (document, warnings) = read(file, &surroundings);
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
    fn half_a_tag_is_text() {
        for text in ["{%}", "{% foo %} {%}", "{% raw %} {%} {% endraw %}", "{% raw %} {% raw %}"] {
            let pieces = body(&format!("---\nlayout: x\n---\n{text}")).0;
            assert!(!pieces.is_empty(), "{text}");
        }
    }

    #[test]
    fn tags_may_be_words() {
        let file = File {
            path: "_posts/2024-01-02-a.md".into(),
            text: "---\ntags: ruby rails\n---\n".into(),
        };
        assert_eq!(head(file).tags, ["ruby", "rails"]);
    }

    #[test]
    fn posts_and_drafts_are_placed_as_jekyll_places_them() {
        let read = |path: &str, text: &str| {
            let file = File { path: path.into(), text: text.into() };
            let head = head(file);
            (head.address, head.draft)
        };
        let (address, draft) = read("blog/_posts/2024-01-02-a.md", "x");
        assert_eq!((address.as_deref(), draft), (Some("blog/2024/01/02/a"), false));
        assert_eq!(read("_drafts/a.md", "x"), (None, true));
        assert_eq!(
            read("a.md", "---\nlayout: x\npermalink: /g.html\n---\n").0.as_deref(),
            Some("/g")
        );
    }

    #[test]
    fn output_and_attribute_lists_are_reported() {
        let (pieces, warnings) =
            body("---\nlayout: x\n---\n[x]({{ site.url }}/y){: .cls} `{{ x }}`");
        assert_eq!(pieces.len(), 1);
        let found: Vec<_> = warnings.iter().map(|it| it.found.as_str()).collect();
        assert_eq!(
            found,
            [
                "the Liquid output `{{ site.url }}` is not understood",
                "the attribute list `{: .cls}` is not understood"
            ]
        );
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
