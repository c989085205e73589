//! Raw HTML as written but for nine tags, which become text: the tag filter of GitHub Flavored
//! Markdown (GFM 0.29, section 6.11, "Disallowed Raw HTML (extension)").
//!
//! Makes nothing safe by itself: scripts in attributes stay. What the site shows is written again
//! from an allow-list (`raw`).

/// Elements that change how a browser reads what follows.
const FILTERED: [&str; 9] =
    ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// Writes `html` with the `<` of every filtered tag escaped.
pub(super) fn write(out: &mut String, html: &str) {
    let mut done = 0;
    for (at, _) in html.match_indices('<') {
        if is_filtered(&html.as_bytes()[at + 1..]) {
            out.push_str(&html[done..at]);
            out.push_str("&lt;");
            done = at + 1;
        }
    }
    out.push_str(&html[done..]);
}

/// Whether a filtered tag's name, or a slash and such a name, comes `after` the `<`.
fn is_filtered(after: &[u8]) -> bool {
    let name = after.strip_prefix(b"/").unwrap_or(after);
    FILTERED.iter().any(|filtered| {
        let Some((start, rest)) = name.split_at_checked(filtered.len()) else { return false };
        let ends = match rest {
            [b'/', next, ..] => *next == b'>',
            [next, ..] => next.is_ascii_whitespace() || *next == b'>',
            [] => true,
        };
        ends && start.eq_ignore_ascii_case(filtered.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_tags_become_text_and_nothing_else_does() {
        for (html, expected) in [
            ("<script>a</SCRIPT >", "&lt;script>a&lt;/SCRIPT >"),
            ("<b><xmp/><style\n>", "<b>&lt;xmp/>&lt;style\n>"),
            ("<!-- <title> -->", "<!-- &lt;title> -->"),
            ("<titles><script-x><textarea/x><scrip", "<titles><script-x><textarea/x><scrip"),
            ("a < b <é>", "a < b <é>"),
        ] {
            let mut out = String::new();
            write(&mut out, html);
            assert_eq!(out, expected);
        }
    }
}
