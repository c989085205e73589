//! Hugo: shortcodes between `{{<` and `>}}` or `{{%` and `%}}`.
//!
//! Understood: `ref` and `relref`, and the escaped form `{{</* … */>}}`, which shows a shortcode
//! instead of running it. Any other shortcode stays visible and is reported.

use super::Surroundings;
use super::constructs::{self, Meaning};
use super::text::{argument, words};
use crate::document::{Document, Piece};
use crate::front_matter::Metadata;
use crate::warning::{Kind, Warning};

mod head;
mod lexer;
mod permalink;

/// Reads the shortcodes.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let mut warnings = Vec::new();
    let _fields = head::read(&mut document, metadata, surroundings.settings, &mut warnings);
    constructs::replace(&mut document, &["{{<", "{{%"], |document, start| {
        let rest = &document.file.text[start..];
        let closer = if rest.starts_with("{{<") { ">}}" } else { "%}}" };
        let length = 3 + rest[3..].find(closer)? + closer.len();
        let inside = rest[3..length - 3].trim();
        let from = start..start + length;
        if let Some(shown) = inside.strip_prefix("/*").and_then(|it| it.strip_suffix("*/")) {
            let markdown = format!("{}{shown}{closer}", &rest[..3]);
            return Some((length, Meaning::Pieces(vec![Piece::Made { markdown, from }])));
        }
        let words = words(inside);
        match words.as_slice() {
            ["ref" | "relref", target, ..] => {
                let target = match argument(target) {
                    (None | Some("path"), target) => target.to_owned(),
                    (Some(_), _) => String::new(),
                };
                Some((length, Meaning::Pieces(vec![Piece::Reference { target, from }])))
            }
            _ => {
                let name = words.first().copied().unwrap_or_default();
                warnings.push(document.warning(
                    start,
                    Kind::Construct,
                    format!("the shortcode `{name}` is not understood"),
                    "it stays in the text as it is; write what it stood for in Markdown".into(),
                ));
                Some((length, Meaning::Keep))
            }
        }
    });
    (document, warnings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Surroundings, read};
    use crate::document::File;
    use crate::settings::Settings;

    fn pieces(text: &str) -> (Vec<String>, Vec<Warning>) {
        let file = File { path: "a.md".into(), text: text.into() };
        let settings = Settings::default();
        let surroundings = Surroundings { includes: &[], settings: &settings };
        let (document, warnings) = read(file, &surroundings);
        let shown = document.body.iter().map(|piece| match piece {
            Piece::Source(range) => document.file.text[range.clone()].to_owned(),
            Piece::Made { markdown, .. } => format!("made:{markdown}"),
            Piece::Reference { target, .. } => format!("ref:{target}"),
            Piece::Listing { folder, .. } => format!("list:{folder}"),
            Piece::Contents { .. } => "contents".into(),
        });
        (shown.collect(), warnings)
    }

    #[test]
    fn references_are_taken_out() {
        let (pieces, warnings) =
            pieces("a [b]({{< ref \"../c.md#d\" >}}) {{% relref path=\"e\" %}}.");
        assert_eq!(pieces, ["a [b](", "ref:../c.md#d", ") ", "ref:e", "."]);
        assert_eq!(warnings, []);
    }

    #[test]
    fn code_and_escapes_show_what_they_say() {
        let text = "`{{< ref \"a\" >}}` {{</* ref \"b\" */>}}\n\n```\n{{< x >}}\n```\n";
        let (pieces, warnings) = pieces(text);
        assert_eq!(pieces[1], "made:{{< ref \"b\" >}}");
        assert_eq!((pieces.len(), warnings.len()), (3, 0), "{pieces:?}");
    }

    #[test]
    fn half_a_shortcode_is_text() {
        for text in ["{{%}}", "{{<>}}", "{{< open", "{{%}} {{< ref"] {
            assert_eq!(pieces(text).0, [text]);
        }
    }

    #[test]
    fn unknown_shortcodes_stay_and_are_reported() {
        let (pieces, warnings) = pieces("x\n{{< mystery a=1 >}} y");
        assert_eq!(pieces, ["x\n{{< mystery a=1 >}} y"]);
        assert_eq!(
            (warnings[0].line, warnings[0].column, warnings[0].kind),
            (2, 1, Kind::Construct)
        );
        assert!(warnings[0].found.contains("mystery"));
    }
}
