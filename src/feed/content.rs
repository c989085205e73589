//! An article's HTML as it stands by itself in somebody else's page: every address absolute, and
//! without what only works within our own pages.
//!
//! Reads nothing but what [`crate::markdown`] wrote, in which `<` begins a tag, the next `>` ends it,
//! and attributes are in double quotes. What is safe there stays so: nothing is added.

use url::Url;

use crate::escape::escape;

/// Attributes that hold an address. Of several sources to choose from, [`crate::markdown`] writes none.
const ADDRESSES: [&str; 3] = ["href", "src", "srcset"];

/// `html`, the document at `page`, with every address absolute, and without the links from headings
/// to themselves, which have no text, the elements that this project alone knows, and what is there
/// for the keyboard.
pub fn standalone(html: &str, page: &Url) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let tag = &rest[start..end];
        rest = &rest[end..];
        if tag.starts_with("<a class=\"anchor\"") {
            rest = rest.strip_prefix("</a>").unwrap_or(rest);
        } else if !is_own(tag) {
            write_tag(&mut out, tag, page);
        }
    }
    out.push_str(rest);
    out
}

/// Whether a tag is that of an element of our own.
fn is_own(tag: &str) -> bool {
    tag.trim_start_matches(['<', '/']).starts_with("stacks-")
}

/// Writes a tag with its addresses absolute.
fn write_tag(out: &mut String, tag: &str, page: &Url) {
    let mut rest = tag;
    while let Some((before, value_on)) = rest.split_once("=\"") {
        let Some((value, after)) = value_on.split_once('"') else { break };
        let name = before.rsplit(' ').next().unwrap_or_default();
        match name {
            "tabindex" => out.push_str(before[..before.len() - name.len()].trim_end()),
            _ => {
                out.push_str(before);
                out.push_str("=\"");
                match ADDRESSES.contains(&name) {
                    true => escape(out, &absolute(&unescaped(value), page)),
                    false => out.push_str(value),
                }
                out.push('"');
            }
        }
        rest = after;
    }
    out.push_str(rest);
}

/// `address`, as the document at `page` has it, absolute; as it is if it is none.
pub fn absolute(address: &str, page: &Url) -> String {
    // A full address stays as the author wrote it.
    if crate::markdown::is_external(address) && !address.starts_with("//") {
        return address.to_owned();
    }
    page.join(address).map_or_else(|_| address.to_owned(), String::from)
}

/// The value of an attribute that [`escape`] wrote.
fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    value.replace("&#13;", "\r").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        standalone(html, &Url::parse("https://a.io/blog/posts/one/").unwrap())
    }

    #[test]
    fn addresses_are_absolute() {
        for (html, expected) in [
            ("<a href=\"/x/\">", "<a href=\"https://a.io/x/\">"),
            (
                "<a href=\"../two/?a&amp;b=1#c\">",
                "<a href=\"https://a.io/blog/posts/two/?a&amp;b=1#c\">",
            ),
            ("<a href=\"#here\">", "<a href=\"https://a.io/blog/posts/one/#here\">"),
            ("<a href=\"//b.io/x\">", "<a href=\"https://b.io/x\">"),
            ("<a href=\"https://b.io\">", "<a href=\"https://b.io\">"),
            ("<a href=\"mailto:a@b.c\">", "<a href=\"mailto:a@b.c\">"),
            (
                "<img src=\"a b.png\" alt=\"1 > 0\" />",
                "<img src=\"https://a.io/blog/posts/one/a%20b.png\" alt=\"1 > 0\" />",
            ),
            ("<source srcset=\"/a.png\" />", "<source srcset=\"https://a.io/a.png\" />"),
        ] {
            assert_eq!(written(html), expected);
        }
    }

    #[test]
    fn text_stays_as_it_is() {
        let html =
            "<p>a href=\"/x/\" &lt;a href=&quot;/y/&quot;&gt; <b title=\"src=/z\">c</b></p>\n";
        assert_eq!(written(html), html);
    }

    #[test]
    fn what_works_only_on_our_own_pages_is_left_out() {
        let html = "<div class=\"heading\"><h2 id=\"a\">A</h2><a class=\"anchor\" href=\"/#a\" \
                    aria-label=\"Link\"></a></div><div class=\"table\" tabindex=\"0\"><table>\
                    </table></div><stacks-posts tag=\"a\">none</stacks-posts>";
        assert_eq!(
            written(html),
            "<div class=\"heading\"><h2 id=\"a\">A</h2></div><div class=\"table\"><table>\
             </table></div>none"
        );
    }
}
