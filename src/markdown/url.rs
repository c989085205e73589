//! Which URLs may be written into a page. Follows the WHATWG URL Standard in what a browser
//! takes for a scheme: leading control characters and spaces are skipped, tabs and line breaks
//! are dropped anywhere.

use std::borrow::Cow;

/// Whether a link may lead to `url`: relative, or of a scheme that runs no code.
pub fn is_safe_link(url: &str) -> bool {
    match scheme(url) {
        None => true,
        Some(scheme) => matches!(
            &*scheme,
            "http"
                | "https"
                | "mailto"
                | "tel"
                | "sms"
                | "xmpp"
                | "irc"
                | "ircs"
                | "matrix"
                | "ftp"
                | "magnet"
                | "geo"
                | "feed"
        ),
    }
}

/// Whether an image may be loaded from `url`: relative, http(s), or an inline raster image.
pub fn is_safe_image(url: &str) -> bool {
    match scheme(url).as_deref() {
        None | Some("http" | "https") => true,
        Some("data") => {
            let data: String = cleaned(url).to_ascii_lowercase();
            ["png", "gif", "jpeg", "webp", "avif"]
                .iter()
                .any(|kind| data.strip_prefix("data:image/").is_some_and(|it| it.starts_with(kind)))
        }
        Some(_) => false,
    }
}

/// Whether `url` names a host: it leaves the site.
pub fn is_external(url: &str) -> bool {
    scheme(url).is_some() || cleaned(url).starts_with("//")
}

/// The scheme in lower case, if `url` has one as a browser would see it. Something before the
/// first colon that is no valid scheme counts as one: it is then refused, not guessed at.
fn scheme(url: &str) -> Option<Cow<'_, str>> {
    let url = url.trim_start_matches(|it: char| it <= ' ');
    let end = url.bytes().position(|it| matches!(it, b':' | b'/' | b'?' | b'#' | b'\\'))?;
    if url.as_bytes()[end] != b':' {
        return None;
    }
    let scheme = &url[..end];
    Some(match scheme.bytes().all(|it| it.is_ascii_lowercase()) {
        true => Cow::Borrowed(scheme),
        false => Cow::Owned(cleaned(scheme).to_ascii_lowercase()),
    })
}

fn cleaned(url: &str) -> String {
    let kept = url.trim_start_matches(|it: char| it <= ' ');
    kept.chars().filter(|it| !matches!(it, '\t' | '\n' | '\r')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_links_pass() {
        for url in ["/a", "a/b:c", "#x", "?q=a:b", "https://a.io", "MAILTO:a@b.c", "//a.io", ""] {
            assert!(is_safe_link(url), "{url}");
        }
    }

    #[test]
    fn code_in_any_disguise_is_refused() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "blob:x",
            "é:x",
        ] {
            assert!(!is_safe_link(url), "{url:?}");
            assert!(!is_safe_image(url), "{url:?}");
        }
    }

    #[test]
    fn images_may_be_inline_rasters() {
        assert!(is_safe_image("data:image/png;base64,AAAA"));
        assert!(!is_safe_image("data:image/svg+xml,<svg onload=alert(1)>"));
        assert!(!is_safe_image("data:text/html,x"));
    }

    #[test]
    fn hosts_are_external() {
        assert!(
            is_external("https://a.io") && is_external("//a.io") && is_external("mailto:a@b.c")
        );
        assert!(!is_external("/a") && !is_external("a:b".get(2..).unwrap()) && !is_external("#x"));
    }
}
