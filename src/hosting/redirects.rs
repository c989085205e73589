//! Former addresses for the host: `_redirects` for those that read it, and a small page at each for
//! those that do not.

use crate::escape::escape;
use crate::route::{href, with_base};
use crate::site::Redirect;

/// The text of `_redirects`: the author's own rules, of which the first that fits counts, then one
/// for each former address.
///
/// Each is forced (`301!`), as there is a page at its address for other hosts. None adds a slash at
/// an end: Netlify and Cloudflare do that by themselves, and a rule that did would lead in a circle,
/// as hosts do not tell `/a` from `/a/` when they look for one. An address with characters that are
/// percent-encoded is written decoded too, as hosts differ in which of the two they compare.
/// Cloudflare reads the first 2,000 rules.
pub fn redirects(own: &str, redirects: &[Redirect], base: &str) -> String {
    let mut text = own.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for Redirect { from, to } in redirects {
        let (to, encoded) = (href(to, base), href(from, base));
        // A star stands for anything and a colon for a part that has a name, unless encoded.
        let is_pattern = from.contains('*') || from.contains("/:");
        let literal = encoded.replace('*', "%2A").replace("/:", "/%3A");
        text.push_str(&format!("{literal} {to} 301!\n"));
        let decoded = with_base(from, base);
        if decoded != encoded && !is_pattern && !from.contains(char::is_whitespace) {
            text.push_str(&format!("{decoded} {to} 301!\n"));
        }
    }
    text
}

/// How many bytes the path of a file may have here: half of what Linux takes, as it lies in a folder.
const LONGEST_PATH: usize = 2_048;

/// How many bytes a name within a path may have.
const LONGEST_NAME: usize = 240;

/// The file that a host serves at the former address `from`, relative to the site's top; `None`
/// where it would not serve it as a page (`/index.php`), or file systems take no such name.
pub fn redirect_file(from: &str) -> Option<String> {
    let path = from.trim_start_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_too_long =
        path.len() > LONGEST_PATH || path.split('/').any(|it| it.len() > LONGEST_NAME);
    if path.is_empty() || is_too_long {
        return None;
    }
    match name.rsplit_once('.') {
        _ if name.is_empty() => Some(format!("{path}index.html")),
        None => Some(format!("{path}/index.html")),
        Some((_, "html" | "htm")) => Some(path.to_owned()),
        // `v1.2` is a name, and `.php` no type that a static host has.
        Some((_, end)) if !end.is_empty() && end.bytes().all(|it| it.is_ascii_digit()) => {
            Some(format!("{path}/index.html"))
        }
        Some(_) => None,
    }
}

/// The page at a former address, for hosts that read no `_redirects`: it leads to the address `to`
/// at once and without a script. `canonical` is that address in full, where it is known; `title` and
/// `language` (BCP 47) are those of the page it leads to.
pub fn redirect_page(to: &str, canonical: &str, title: &str, language: &str) -> String {
    let canonical = if canonical.is_empty() { to } else { canonical };
    let mut page = String::new();
    for (markup, value) in [
        ("<!doctype html>\n<html lang=\"", language),
        ("\">\n<meta charset=\"utf-8\">\n<title>", title),
        ("</title>\n<link rel=\"canonical\" href=\"", canonical),
        (
            "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=",
            to,
        ),
        ("\">\n<p><a href=\"", to),
        ("\">", title),
    ] {
        page.push_str(markup);
        escape(&mut page, value);
    }
    page.push_str("</a></p>\n</html>\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(own: &str, pairs: &[(&str, &str)], base: &str) -> String {
        let pairs =
            pairs.iter().map(|(from, to)| Redirect { from: (*from).into(), to: (*to).into() });
        redirects(own, &pairs.collect::<Vec<_>>(), base)
    }

    #[test]
    fn every_former_address_has_a_forced_rule_behind_those_of_the_author() {
        let pairs = [("/2024/a.html", "/posts/a/"), ("/old/", "/new/")];
        assert_eq!(
            rules("/a /b", &pairs, "/"),
            "/a /b\n/2024/a.html /posts/a/ 301!\n/old/ /new/ 301!\n"
        );
        assert_eq!(
            rules("", &pairs, "/blog/"),
            "/blog/2024/a.html /blog/posts/a/ 301!\n/blog/old/ /blog/new/ 301!\n"
        );
        assert_eq!(rules("", &[], "/"), "");
    }

    #[test]
    fn addresses_are_written_as_hosts_compare_them() {
        assert_eq!(
            rules("", &[("/mañana.html", "/mañana/")], "/"),
            "/ma%C3%B1ana.html /ma%C3%B1ana/ 301!\n/mañana.html /ma%C3%B1ana/ 301!\n"
        );
        // Neither a rule of two words nor one that fits other addresses too.
        assert_eq!(rules("", &[("/a b", "/c/")], "/"), "/a%20b /c/ 301!\n");
        assert_eq!(rules("", &[("/é/*", "/c/")], "/"), "/%C3%A9/%2A /c/ 301!\n");
        assert_eq!(rules("", &[("/:a/b:c", "/c/")], "/"), "/%3Aa/b:c /c/ 301!\n");
    }

    #[test]
    fn pages_that_lead_on_are_where_hosts_look() {
        for (from, file) in [
            ("/a/b/", Some("a/b/index.html")),
            ("/a/b", Some("a/b/index.html")),
            ("/a/b.html", Some("a/b.html")),
            ("/a.htm", Some("a.htm")),
            ("/posts/v1.2", Some("posts/v1.2/index.html")),
            ("/a/v1.2/", Some("a/v1.2/index.html")),
            ("/index.php", None),
            ("/feed.xml", None),
            ("/", None),
        ] {
            assert_eq!(redirect_file(from).as_deref(), file, "{from}");
        }
    }

    #[test]
    fn a_page_leads_on_and_cannot_be_broken_out_of() {
        assert_eq!(
            redirect_page("/blog/a/", "https://a.example/blog/a/", "A \"<b>\"", "es"),
            "<!doctype html>\n<html lang=\"es\">\n<meta charset=\"utf-8\">\n\
             <title>A &quot;&lt;b&gt;&quot;</title>\n\
             <link rel=\"canonical\" href=\"https://a.example/blog/a/\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url=/blog/a/\">\n\
             <p><a href=\"/blog/a/\">A &quot;&lt;b&gt;&quot;</a></p>\n</html>\n"
        );
        let page = redirect_page("/a/\"><script>", "", "t", "en");
        assert!(!page.contains("<script") && page.contains("url=/a/&quot;&gt;"), "{page}");
        assert!(page.contains("rel=\"canonical\" href=\"/a/&quot;"), "{page}");
    }
}
