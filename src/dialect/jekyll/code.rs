//! Which parts of a text are code to Jekyll. Mostly those that are to CommonMark, but for two things:
//! what stands between `highlight` tags is code whatever Markdown makes of it, and lines that are
//! indented within an HTML block are not (kramdown reads such a block to its closing tag).

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::super::text::Text;
use super::elements::elements;
use super::liquid::{self, Item};
use crate::markdown::events;

/// The code in `text`, in order.
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = without_verbatim(text);
    // A fence that is open within such tags changes what comes after them, where there may be more of
    // them: each round is right a bit further. Real content needs one.
    for _ in 0..3 {
        let read = Text::made(text, 0..0).with_code(ranges.clone());
        let inside = liquid::tokens(&read).into_iter().filter_map(|it| match it.what.item {
            Item::Verbatim { name, inside, .. } if name != "raw" => Some(inside),
            _ => None,
        });
        let inside: Vec<Range<usize>> = inside.collect();
        if inside.is_empty() {
            break;
        }
        let again = without_verbatim(&blanked(text, &inside));
        if again == ranges {
            break;
        }
        ranges = again;
    }
    ranges
}

/// `text` with `ranges`, which are in order, made blank line by line; every other byte stays in its
/// place.
pub fn blanked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges.iter().filter(|range| !range.is_empty()) {
        if range.start < at {
            continue;
        }
        blanked.push_str(&text[at..range.start]);
        let bytes = text[range.clone()].bytes();
        blanked.extend(bytes.map(|it| if it == b'\n' { '\n' } else { ' ' }));
        at = range.end;
    }
    blanked.push_str(&text[at..]);
    blanked
}

fn without_verbatim(text: &str) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    let mut indented = Vec::new();
    let mut blocks = Vec::new();
    for (event, range) in events(text) {
        match event {
            Event::Code(_) => code.push(range),
            Event::Start(Tag::CodeBlock(kind)) => {
                if kind == CodeBlockKind::Indented {
                    indented.push(range.clone());
                }
                code.push(range);
            }
            Event::Start(Tag::HtmlBlock) => blocks.push(range),
            _ => {}
        }
    }
    if indented.is_empty() || blocks.is_empty() {
        return code;
    }
    let mut elements =
        elements(text, &code).into_iter().map(|it| it.open.start..it.close.end).peekable();
    let mut starts = blocks.iter().map(|it| it.start).peekable();
    let mut open = 0..0;
    let mut within = HashSet::new();
    for range in indented {
        while let Some(start) = starts.next_if(|start| *start <= range.start) {
            if start < open.end {
                continue;
            }
            while elements.next_if(|it| it.start < start).is_some() {}
            if let Some(element) = elements.next_if(|it| text[start..it.start].trim().is_empty()) {
                open = element;
            }
        }
        if range.start < open.end {
            within.insert(range);
        }
    }
    code.retain(|it| !within.contains(it));
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn lines_indented_in_html_are_no_code() {
        assert_eq!(code("<div>\n\n    {{ x }}\n\n</div>\n\n    code\n"), ["code\n"]);
        assert_eq!(code("<br>\n\n    code\n"), ["code\n"]);
        assert_eq!(code("<div>\n\n    a\n\n```\nb\n```\n</div>\n"), ["```\nb\n```"]);
    }

    #[test]
    fn a_fence_between_highlight_tags_opens_none() {
        let text = "{% highlight md %}\n```\n{% endhighlight %}\n\n`a` {% highlight md %}\n~~~\n{% endhighlight %}\n\n`b`\n";
        assert_eq!(code(text), ["`a`", "`b`"]);
        assert_eq!(
            code("```\n{% highlight x %}\n```\n`c` {% endhighlight %}\n"),
            ["```\n{% highlight x %}\n```", "`c`"]
        );
    }
}
