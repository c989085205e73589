//! Constructs of other dialects than the one a document is written in. Its generator would have
//! shown them as they stand, and so do we; but where posts came from several generators they are
//! more likely a file whose dialect was mistaken, and the author is told.

use super::lines::not_understood;
use super::text::{Text, end_of};
use super::{Sort, Tally};
use crate::document::Document;
use crate::warning::Warning;

/// The constructs of other dialects in the body of `document`, which no dialect has taken apart yet,
/// counted and reported.
pub fn find(document: &Document) -> (Tally, Vec<Warning>) {
    let reads = document.head.dialect.spec().reads;
    let knows_shortcodes = reads.contains(&Sort::Shortcode);
    let knows_tags = reads.contains(&Sort::Tag);
    let body = &document.file.text[document.body_range()];
    let has_any = |openers: &[&str]| openers.iter().any(|opener| body.contains(opener));
    let is_worth_a_look =
        !knows_shortcodes && has_any(&["{{<", "{{%"]) || !knows_tags && has_any(&["{%"]);
    if !is_worth_a_look {
        return (Tally::default(), Vec::new());
    }
    let text = Text::of_body(document);
    let found = text.find(b"{", |text, start| {
        let rest = &text[start..];
        let (sort, closer) = match () {
            () if rest.starts_with("{{<") => (Sort::Shortcode, ">}}"),
            () if rest.starts_with("{{%") => (Sort::Shortcode, "%}}"),
            () if rest.starts_with("{%") => (Sort::Tag, "%}"),
            () => return None,
        };
        let end = end_of(text, start + 2, closer)?;
        let inside = text[start..end].trim_start_matches(['{', '<', '%', '-']).trim_start();
        let name = inside.trim_start_matches('/').trim_start();
        let length = name.bytes().take_while(|it| it.is_ascii_alphanumeric() || b"_-".contains(it));
        let name = &name[..length.count()];
        name.starts_with(|it: char| it.is_ascii_alphabetic()).then_some((end, (sort, name)))
    });
    let mut tally = Tally::default();
    let mut reported = Vec::new();
    for construct in found {
        let (sort, name) = construct.what;
        let is_known = if sort == Sort::Shortcode { knows_shortcodes } else { knows_tags };
        if !construct.is_in_code && !is_known {
            tally.note(sort, name, false);
            let at = text.source(construct.range).start;
            reported.push((at, format!("the {} `{name}` is of another dialect", sort.name())));
        }
    }
    (tally, not_understood(document, reported))
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Surroundings, read};
    use crate::document::File;
    use crate::settings::Settings;

    fn said(dialect: &str, body: &str) -> Vec<String> {
        let dialect = crate::dialect::Dialect::from_name(dialect).unwrap();
        let settings = Settings { dialects: vec![(String::new(), dialect)], ..Settings::default() };
        let file = File { path: "a.md".into(), text: body.into() };
        let surroundings = Surroundings::new(&settings);
        let warnings = read(file, &surroundings).1;
        let place =
            |it: &crate::warning::Warning| format!("{}:{} {}", it.line, it.column, it.found);
        warnings.iter().map(place).collect()
    }

    #[test]
    fn constructs_of_others_are_told_of() {
        let body = "x {{< ref \"a\" >}} `{{< y >}}` {% raw %} {% endraw %} {% { %}\n";
        assert_eq!(
            said("plain", body),
            [
                "1:3 the shortcode `ref` is of another dialect",
                "1:31 the Liquid tag `raw` is of another dialect",
                "1:41 the Liquid tag `endraw` is of another dialect",
            ]
        );
        assert_eq!(said("zola", "{{< x >}}\n"), ["1:1 the shortcode `x` is of another dialect"]);
        assert_eq!(said("hugo", "{% raw %}\n"), ["1:1 the Liquid tag `raw` is of another dialect"]);
    }
}
