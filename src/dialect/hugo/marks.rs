//! Everything in a body that is Hugo's, in order: tags of shortcodes with their partners, ends of
//! headings that hold tags, and the attributes of blocks.

use std::collections::HashMap;
use std::ops::Range;

use super::super::lines::Lines;
use super::super::text::{Found, Side, Text, is_within, pairs};
use super::attributes;
use super::lexer::{Lexer, Tag};
use crate::document::Document;
use crate::markdown;
use crate::slug::HeadingIds;

/// Something of Hugo's in a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark<'a> {
    /// A tag.
    Tag(Tag<'a>),
    /// A heading that holds tags ends here; its id without them.
    HeadingEnd(String),
    /// A block with attributes begins here: the tag to put around it.
    BlockStart(String),
    /// It ends here, with the attributes.
    BlockEnd,
}

/// The marks of a body.
pub struct Marks<'a> {
    /// The body, its code told from its prose with the tags out of sight.
    pub text: Text<'a>,
    /// The lines of the body.
    pub lines: Lines<'a>,
    /// What of the body is no Markdown.
    pub hidden: Vec<Range<usize>>,
    /// The marks, in order.
    pub found: Vec<Found<Mark<'a>>>,
    /// For each mark that opens a pair, the index of the one that closes it.
    pub partners: Vec<Option<usize>>,
}

/// Shortcodes whose inside is not read: code, and templates of inline shortcodes.
const VERBATIM: [&str; 7] =
    ["highlight", "mermaid", "math", "katex", "latex", "comment", "sourcecode"];

/// Whether what is inside the shortcode is not read.
pub fn is_verbatim(name: &str) -> bool {
    VERBATIM.contains(&name) || is_inline(name)
}

/// Shortcodes whose inside is raw HTML: what is indented there is no code.
pub const RAW_HTML: [&str; 5] = ["rawhtml", "raw", "html", "raw-html", "raw_html"];

/// Whether the shortcode is defined where it stands: what is inside is a template.
pub fn is_inline(name: &str) -> bool {
    name.ends_with(".inline")
}

/// Finds the marks of the body of `document`.
pub fn find(document: &Document, has_block_attributes: bool) -> Marks<'_> {
    let mut text = Text::of_body(document);
    let mut lexer = Lexer::new(text.text);
    let mut tags = text.find(b"{", |_, start| lexer.read(start));
    let opaque = opaque(&mut tags);
    let hidden = hidden(&tags, &opaque);
    // Backticks in arguments are no code, and a fence in a shortcode for code opens no other.
    if hidden.iter().any(|range| text.text[range.clone()].contains(['`', '~', '\n'])) {
        text.hide(&hidden);
        for tag in &mut tags {
            tag.is_in_code = text.code_at(tag.range.start).is_some();
        }
    }
    let mut found: Vec<Found<Mark<'_>>> = Vec::with_capacity(tags.len());
    let lines = Lines::new(text.text);
    found.extend(heading_ends(&text, &lines, &tags));
    if has_block_attributes {
        found.extend(attributes::find(&text, &hidden));
    }
    if !found.is_empty() {
        // What begins within a tag is no Markdown; what begins with one is.
        found.retain(|it| {
            let at = it.range.start;
            !is_within(&hidden, at) || !is_within(&hidden, at.saturating_sub(1))
        });
    }
    found.extend(tags.into_iter().map(|Found { range, is_in_code, what }| Found {
        range,
        is_in_code,
        what: Mark::Tag(what),
    }));
    // A block starts before a tag at its start, a heading ends behind one at its end.
    found.sort_by_key(|it| (it.range.start, matches!(it.what, Mark::Tag(_))));
    let partners = pairs(&found, |it| match &it.what {
        _ if it.is_in_code => ("", Side::Alone),
        Mark::Tag(Tag::Open(call)) if !call.is_alone => (call.name, Side::Open),
        Mark::Tag(Tag::Close(name)) => (name, Side::Close),
        _ => ("", Side::Alone),
    });
    Marks { text, lines, hidden, found, partners }
}

/// Where shortcodes are whose inside is no Markdown. What is in verbatim ones is taken out of `tags`.
/// One that is shown in code has nothing to do with a closing tag outside of it.
fn opaque(tags: &mut Vec<Found<Tag<'_>>>) -> Vec<Range<usize>> {
    let mut closers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, tag) in tags.iter().enumerate() {
        if let Tag::Close(name) = tag.what
            && (is_verbatim(name) || RAW_HTML.contains(&name))
        {
            closers.entry(name).or_default().push(index);
        }
    }
    if closers.is_empty() {
        return Vec::new();
    }
    let mut ranges = Vec::new();
    let mut is_kept = vec![true; tags.len()];
    let mut at = 0;
    while at < tags.len() {
        let opener = &tags[at];
        at += 1;
        let Tag::Open(call) = &opener.what else { continue };
        let Some(closers) = closers.get(call.name).filter(|_| !call.is_alone) else { continue };
        let next = closers.partition_point(|index| *index < at);
        let Some(closer) = closers.get(next).copied() else { continue };
        if opener.is_in_code && !tags[closer].is_in_code {
            continue;
        }
        ranges.push(opener.range.start..tags[closer].range.end);
        if is_verbatim(call.name) {
            is_kept[at..closer].fill(false);
        }
        at = closer + 1;
    }
    let mut kept = is_kept.into_iter();
    tags.retain(|_| kept.next().unwrap_or_default());
    ranges
}

/// What is no Markdown: opaque shortcodes, and the tags outside of them.
fn hidden(tags: &[Found<Tag<'_>>], opaque: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut hidden = Vec::with_capacity(tags.len());
    for tag in tags {
        let next = opaque.partition_point(|range| range.end <= tag.range.start);
        match opaque.get(next).filter(|range| range.start <= tag.range.start) {
            Some(range) if range.start == tag.range.start => hidden.push(range.clone()),
            Some(_) => {}
            None => hidden.push(tag.range.clone()),
        }
    }
    hidden
}

/// The ends of headings (`## …`) that hold tags: their ids are to be made without them.
fn heading_ends<'a>(
    text: &Text<'_>,
    lines: &Lines<'_>,
    tags: &[Found<Tag<'_>>],
) -> Vec<Found<Mark<'a>>> {
    let mut ends: Vec<Found<Mark<'_>>> = Vec::new();
    let mut tags = tags.iter().filter(|it| !matches!(it.what, Tag::Escaped(_))).peekable();
    while let Some(first) = tags.next() {
        let before = &text.text[lines.start(first.range.start)..first.range.start];
        let before = before.trim_start_matches([' ', '>']);
        let level = before.bytes().take_while(|it| *it == b'#').count();
        let is_heading = (1..=6).contains(&level) && before[level..].starts_with([' ', '\t']);
        let mut shown = String::new();
        let mut show = |text: &str| {
            if is_heading && !first.is_in_code {
                shown.push_str(text);
            }
        };
        show(before);
        // Up to the end of the line, tags left out; a tag may go over several lines.
        let mut at = first.range.end;
        while let Some(tag) = tags.next_if(|it| it.range.start <= lines.end(at)) {
            show(text.text.get(at..tag.range.start).unwrap_or_default());
            at = tag.range.end;
        }
        let end = lines.end(at);
        show(&text.text[at..end]);
        // A heading with attributes of its own has its id from them.
        if shown.is_empty() || shown.trim_end().ends_with('}') {
            continue;
        }
        let heading = format!("# {}", shown[level..].trim());
        if let Some(words) = markdown::leading_heading(&heading, str::to_owned) {
            let what = Mark::HeadingEnd(HeadingIds::default().id_for(&words.text));
            ends.push(Found { range: end..end, is_in_code: false, what });
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::document::File;
    use crate::emoji::Table;
    use crate::front_matter::Metadata;

    fn marks(text: &str) -> (Vec<String>, Vec<Option<usize>>) {
        let file = File { path: "a.md".into(), text: text.into() };
        let document = Document::new(
            file,
            Dialect::Hugo,
            &Metadata::default(),
            0,
            &Table::GITHUB,
            &mut Vec::new(),
        );
        let start = document.body_range().start;
        let marks = find(&document, true);
        let shown = marks.found.iter().map(|it| {
            let source = &text[start + it.range.start..start + it.range.end];
            match &it.what {
                Mark::Tag(_) if it.is_in_code => format!("code {source}"),
                Mark::Tag(_) => source.to_owned(),
                Mark::HeadingEnd(id) => format!("#{id}"),
                Mark::BlockStart(tag) => tag.clone(),
                Mark::BlockEnd => format!("end {}", source.trim()),
            }
        });
        (shown.collect(), marks.partners)
    }

    #[test]
    fn backticks_in_tags_are_no_code() {
        let (found, _) = marks("{{< a `x` >}} `{{< b >}}` {{< c `y >}}` >}}\n\n    {{< d >}}\n");
        assert_eq!(
            found,
            ["{{< a `x` >}}", "code {{< b >}}", "{{< c `y >}}` >}}", "code {{< d >}}"]
        );
    }

    #[test]
    fn what_is_in_code_shortcodes_is_not_read() {
        let (found, partners) =
            marks("{{< highlight go >}}\n```\n{{< a >}}\n{{< /highlight >}}\n{{< b >}}\n");
        assert_eq!(found, ["{{< highlight go >}}", "{{< /highlight >}}", "{{< b >}}"]);
        assert_eq!(partners, [Some(1), None, None]);
        let (found, partners) =
            marks("`{{< highlight >}}`\n\n{{< a >}}\n\n{{< highlight >}}x{{< /highlight >}}\n");
        assert_eq!((found.len(), partners[2]), (4, Some(3)), "{found:?}");
        let (found, _) = marks("{{< t.inline >}}{{ if }}{{< x >}}{{< /t.inline >}}");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn headings_are_known_without_their_tags() {
        let (found, _) =
            marks("a\n\n## The *best* {{< a >}} of {{< b >}}x{{< /b >}}  \n{{< c >}}\n");
        assert_eq!(found[3], "#the-best-of-x");
        let (found, _) = marks("a\n\n## T {{< a >}} {#own}\n\n```\n## T {{< a >}}\n```\n");
        assert_eq!(found, ["{{< a >}}", "code {{< a >}}"]);
    }

    #[test]
    fn floods_are_read_in_one_go() {
        for flood in ["{{< a >}}", "## {{< a >}} ", "{{< highlight >}}", "{{< a >}}\n{.b}\n\n"] {
            let text = flood.repeat(10_000);
            assert!(marks(&text).0.len() >= 10_000);
        }
    }
}
