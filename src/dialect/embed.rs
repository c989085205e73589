//! What other hosts show in a page: frames that the renderer turns into something a reader asks for
//! first.

/// A video of YouTube: its page without cookies.
pub fn youtube(id: &str, title: &str) -> String {
    frame("https://www.youtube-nocookie.com/embed/", id, "", title)
}

/// A video of YouTube with options of its player, such as `start=30`.
pub fn youtube_with(id: &str, options: &[String], title: &str) -> String {
    let query = if options.is_empty() { "" } else { "?" };
    let after = format!("{query}{}", options.join("&amp;"));
    frame("https://www.youtube-nocookie.com/embed/", id, &after, title)
}

/// A list of videos of YouTube.
pub fn youtube_playlist(id: &str, title: &str) -> String {
    frame("https://www.youtube-nocookie.com/embed/videoseries?list=", id, "", title)
}

/// A video of Vimeo.
pub fn vimeo(id: &str, title: &str) -> String {
    frame("https://player.vimeo.com/video/", id, "", title)
}

/// A video of Streamable.
pub fn streamable(id: &str, title: &str) -> String {
    frame("https://streamable.com/e/", id, "", title)
}

/// A post on X.
pub fn x(id: &str, title: &str) -> String {
    frame("https://platform.twitter.com/embed/Tweet.html?id=", id, "", title)
}

/// A post on Instagram.
pub fn instagram(id: &str, title: &str) -> String {
    frame("https://www.instagram.com/p/", id, "/embed/", title)
}

/// A gist of GitHub, whose address is `path` behind the host, or one file of it.
pub fn gist(path: &str, file: Option<&str>, title: &str) -> String {
    let file = file.map(|file| format!("?file={}", escaped(file))).unwrap_or_default();
    frame("https://gist.github.com/", path.trim_matches('/'), &format!(".pibb{file}"), title)
}

/// A post of X.
pub fn tweet(id: &str, title: &str) -> String {
    frame("https://platform.twitter.com/embed/Tweet.html?id=", id, "", title)
}

fn frame(before: &str, id: &str, after: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<iframe src=\"{before}{}{after}\" title=\"{title}\"></iframe>", escaped(id))
}

/// An identifier as part of an address: what has no place in one is percent-encoded.
fn escaped(id: &str) -> String {
    crate::route::encode(id).replace('&', "%26").replace('\'', "%27")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_stay_within_their_address() {
        assert_eq!(
            youtube("a-b_1", "A \"video\""),
            "<iframe src=\"https://www.youtube-nocookie.com/embed/a-b_1\" title=\"A &quot;video&quot;\"></iframe>"
        );
        assert!(vimeo("1\"><script>", "").contains("/video/1%22%3E%3Cscript%3E\""));
        assert!(gist("/me/1f/", Some("a b.rs"), "").contains("/me/1f.pibb?file=a%20b.rs\""));
    }
}
