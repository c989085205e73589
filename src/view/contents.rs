//! The contents of a long document, made of the headings that its HTML has. Their links are those that
//! the renderer put beside the headings.

/// How many sections a document has before it gets contents.
const MANY: usize = 4;

/// What the renderer writes around a heading and its link.
const HEADING: &str = "<div class=\"heading\"><h";
const LINK: &str = "<a class=\"anchor\" href=\"";

/// The contents as HTML: nothing for a document with few sections, or one whose author has made some.
pub fn contents(html: &str, title: &str) -> String {
    let mut items = String::new();
    let mut count = 0;
    let mut pieces = html.split(HEADING);
    let before = pieces.next().unwrap_or_default();
    for heading in pieces {
        let Some((level, title, href)) = parts(heading) else { continue };
        if !matches!(level, "2" | "3") {
            continue;
        }
        // A link to the first section before it: contents of the author's own.
        if count == 0 && before.contains(&["href=\"", href, "\""].concat()) {
            return String::new();
        }
        count += 1;
        for part in ["<li class=\"level-", level, "\"><a href=\"", href, "\">"] {
            items.push_str(part);
        }
        put_text(&mut items, title);
        items.push_str("</a></li>");
    }
    if count < MANY {
        return String::new();
    }
    let parts = [
        "<nav class=\"contents\" aria-label=\"",
        title,
        "\"><details><summary>",
        title,
        "</summary><ul>",
        &items,
        "</ul></details></nav>\n",
    ];
    parts.concat()
}

/// The level of a heading, what is in it and where its link leads; `heading` begins with the level.
fn parts(heading: &str) -> Option<(&str, &str, &str)> {
    let (level, rest) = heading.split_at_checked(1)?;
    let (_, rest) = rest.split_once('>')?;
    let (title, rest) = rest.split_once("</h")?;
    let (_, rest) = rest.split_once(LINK)?;
    let (href, _) = rest.split_once('"')?;
    Some((level, title, href))
}

/// Writes the text of some HTML: links do not nest, and an image says nothing here.
fn put_text(out: &mut String, html: &str) {
    for piece in html.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, id: &str, title: &str) -> String {
        format!(
            "{HEADING}{level} id=\"{id}\">{title}</h{level}>{LINK}/a/#{id}\" aria-label=\"x\"></a></div>\n<p>y</p>"
        )
    }

    #[test]
    fn long_documents_have_contents_of_two_levels() {
        let html: String = [
            (2, "a", "A &amp; <code>b</code>"),
            (3, "c", "C"),
            (4, "d", "D"),
            (2, "e", "E <img src=\"x\" />"),
            (2, "f", "F"),
        ]
        .map(|(level, id, title)| heading(level, id, title))
        .concat();
        assert_eq!(
            contents(&html, "Contents"),
            "<nav class=\"contents\" aria-label=\"Contents\"><details><summary>Contents</summary><ul>\
             <li class=\"level-2\"><a href=\"/a/#a\">A &amp; b</a></li><li class=\"level-3\"><a href=\"/a/#c\">C</a></li>\
             <li class=\"level-2\"><a href=\"/a/#e\">E </a></li><li class=\"level-2\"><a href=\"/a/#f\">F</a></li>\
             </ul></details></nav>\n"
        );
    }

    #[test]
    fn short_ones_and_those_with_their_own_have_none() {
        let three: String = ["a", "b", "c"].map(|id| heading(2, id, "X")).concat();
        assert_eq!(contents(&three, "Contents"), "");
        let four = [&three, heading(2, "d", "X").as_str()].concat();
        assert_ne!(contents(&four, "Contents"), "");
        let own = ["<ul><li><a href=\"/a/#a\">X</a></li></ul>", &four].concat();
        assert_eq!(contents(&own, "Contents"), "");
        assert_eq!(contents("", "Contents"), "");
    }
}
