//! Pages of other hosts within a page: the card that stands for such a page, and the frame that takes
//! the card's place when the visitor asks for it. Until then nothing is fetched from anybody.
//!
//! Content may name any address; only those of the hosts listed here are ever framed. How their
//! addresses are read stays with the generator, which sends each page the cards it needs.

use crate::escape::escape;

/// How the addresses of frames begin that may be loaded.
const PLAYERS: [&str; 22] = [
    "https://www.youtube-nocookie.com/embed/",
    "https://player.vimeo.com/video/",
    "https://www.dailymotion.com/embed/",
    "https://embed.ted.com/",
    "https://archive.org/embed/",
    "https://www.loom.com/embed/",
    "https://asciinema.org/a/",
    "https://w.soundcloud.com/player/",
    "https://open.spotify.com/embed/",
    "https://bandcamp.com/EmbeddedPlayer/",
    "https://platform.twitter.com/embed/",
    "https://www.instagram.com/p/",
    "https://gist.github.com/",
    "https://codepen.io/",
    "https://codesandbox.io/embed/",
    "https://jsfiddle.net/",
    "https://www.google.com/maps/",
    "https://docs.google.com/presentation/",
    "https://www.openstreetmap.org/export/",
    "https://www.slideshare.net/slideshow/",
    "https://speakerdeck.com/player/",
    "https://stackblitz.com/edit/",
];

/// The origins of the pages that may be framed, for the policy that the host sends: what a browser
/// is told to frame, and what we ask it to, is one list.
#[cfg(feature = "cli")]
pub fn origins() -> impl Iterator<Item = &'static str> {
    let origin = |it: &'static str| {
        let host = it["https://".len()..].split('/').next().unwrap_or_default();
        &it[.."https://".len() + host.len()]
    };
    PLAYERS.iter().map(move |it| origin(it))
}

/// The frame that takes the place of a card for `player`; `None` when that is not on the list.
pub fn frame(player: &str, title: &str) -> Option<String> {
    let markup = [
        "<iframe src=\"",
        player,
        "\" title=\"",
        title,
        "\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-presentation\" \
         allow=\"fullscreen; picture-in-picture\" \
         referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>",
    ];
    let is_known = PLAYERS.iter().any(|it| player.starts_with(it)) && is_as_written(player);
    is_known.then(|| written(&markup))
}

/// Whether a browser asks for `address` as it is written: no segment of its path leads up, away from
/// what the path begins with. To a browser `\` is a slash too, and `%2e` a point.
fn is_as_written(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_point = |it: &str| it.starts_with('.') || it.starts_with("%2e") || it.starts_with("%2E");
    !path.split(['/', '\\']).any(is_point)
}

/// The card that `embed`, as payloads carry it, stands for: a link to the page, which works by
/// itself. `title` is that of the frame.
#[cfg(feature = "markdown")]
pub(crate) fn card(embed: &str, title: &str) -> Option<String> {
    let (action, rest) = embed.split_once(' ')?;
    let (player, rest) = rest.split_once(' ')?;
    let (page, label) = rest.split_once(' ')?;
    // "YouTube", or "YouTube video player", tells no more than the label.
    let tells_more = !label.ends_with(title) && !title.ends_with(" player");
    let (colon, title) = if tells_more { (": ", title) } else { ("", "") };
    Some(written(&[
        "<span class=\"embed ",
        action,
        "\" data-embed=\"",
        player,
        "\"><a href=\"",
        page,
        "\">",
        label,
        colon,
        title,
        "</a></span>",
    ]))
}

/// Markup and values in turn, the values escaped.
fn written(parts: &[&str]) -> String {
    let mut markup = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            markup.push_str(part);
        } else {
            escape(&mut markup, part);
        }
    }
    markup
}

#[cfg(feature = "cli")]
pub use hosts::embed;

#[cfg(feature = "cli")]
mod hosts {
    use super::is_as_written;
    use crate::language::Words;

    /// One host on each line: what a visitor does there, its name, how the addresses of its frames
    /// begin (without scheme and `www.`), those of the frames that are loaded instead, those of the
    /// pages that links lead to, and what besides `?`, `&` and `#` ends the name of a page. The
    /// beginnings stay as they are where nothing is said. Of two that begin alike the longer one
    /// comes first.
    const HOSTS: &str = "\
watch|YouTube|youtube.com/embed/videoseries?list=|www.youtube-nocookie.com/embed/videoseries?list=|www.youtube.com/playlist?list=
watch|YouTube|youtube.com/embed/|www.youtube-nocookie.com/embed/|www.youtube.com/watch?v=
watch|YouTube|youtube-nocookie.com/embed/videoseries?list=|www.youtube-nocookie.com/embed/videoseries?list=|www.youtube.com/playlist?list=
watch|YouTube|youtube-nocookie.com/embed/|www.youtube-nocookie.com/embed/|www.youtube.com/watch?v=
watch|YouTube|youtu.be/|www.youtube-nocookie.com/embed/|www.youtube.com/watch?v=
watch|Vimeo|player.vimeo.com/video/||vimeo.com/
watch|Dailymotion|dailymotion.com/embed/video/|www.dailymotion.com/embed/video/|www.dailymotion.com/video/
watch|TED|embed.ted.com/talks/||www.ted.com/talks/
watch|Internet Archive|archive.org/embed/||archive.org/details/
watch|Loom|loom.com/embed/|www.loom.com/embed/|www.loom.com/share/
watch|asciinema|asciinema.org/a/||asciinema.org/a/|/
listen|SoundCloud|w.soundcloud.com/player/
listen|Spotify|open.spotify.com/embed/||open.spotify.com/
listen|Bandcamp|bandcamp.com/EmbeddedPlayer/
see|X|platform.twitter.com/embed/Tweet.html?id=||x.com/i/status/
see|Instagram|instagram.com/p/|www.instagram.com/p/|www.instagram.com/p/|/
see|GitHub|gist.github.com/||gist.github.com/|.
see|CodePen|codepen.io/
see|CodeSandbox|codesandbox.io/embed/||codesandbox.io/s/
see|JSFiddle|jsfiddle.net/
see|Google Maps|google.com/maps/d/embed?mid=|www.google.com/maps/d/embed?mid=|www.google.com/maps/d/viewer?mid=
see|Google Maps|google.com/maps/embed|www.google.com/maps/embed
see|Google Slides|docs.google.com/presentation/
see|OpenStreetMap|openstreetmap.org/export/embed.html|www.openstreetmap.org/export/embed.html
see|StackBlitz|stackblitz.com/edit/
see|SlideShare|slideshare.net/slideshow/embed_code/|www.slideshare.net/slideshow/embed_code/
see|Speaker Deck|speakerdeck.com/player/";

    /// What payloads carry for the address `source` of a frame, if it is that of a known host: what a
    /// visitor does there, the address to frame, that of the page, and what the link says.
    pub fn embed(source: &str, words: &Words) -> Option<String> {
        let (scheme, address) = source.split_once("//")?;
        if !matches!(scheme, "" | "http:" | "https:") || source.contains(char::is_whitespace) {
            return None;
        }
        let bare = address.strip_prefix("www.").unwrap_or(address);
        HOSTS.lines().find_map(|line| {
            let mut fields = [""; 6];
            fields.iter_mut().zip(line.split('|')).for_each(|(field, text)| *field = text);
            let [action, host, frame, player, page, end] = fields;
            let id = bare.strip_prefix(frame).filter(|it| !it.is_empty() && is_as_written(it))?;
            let player =
                if player.is_empty() { format!("{frame}{id}") } else { format!("{player}{id}") };
            let ends = |it: char| matches!(it, '?' | '&' | '#') || end.starts_with(it);
            let name = id.split(ends).next().unwrap_or_default();
            let page = if page.is_empty() { player.clone() } else { format!("{page}{name}") };
            let verb = match action {
                "watch" => words.watch_on,
                "listen" => words.listen_on,
                _ => words.see_on,
            };
            Some(format!("{action} https://{player} https://{page} {verb} {host}"))
        })
    }

    #[cfg(test)]
    mod tests {
        use super::super::{PLAYERS, card, frame, origins};
        use super::*;
        use crate::language::Language;

        fn of(source: &str) -> Option<String> {
            embed(source, Language::English.words())
        }

        #[test]
        fn frames_of_known_hosts_have_a_player_and_a_page() {
            for (source, player, page) in [
                (
                    "www.youtube.com/embed/a-B_1?start=9",
                    "www.youtube-nocookie.com/embed/a-B_1?start=9",
                    "www.youtube.com/watch?v=a-B_1",
                ),
                (
                    "youtu.be/a-B_1",
                    "www.youtube-nocookie.com/embed/a-B_1",
                    "www.youtube.com/watch?v=a-B_1",
                ),
                (
                    "www.youtube-nocookie.com/embed/x",
                    "www.youtube-nocookie.com/embed/x",
                    "www.youtube.com/watch?v=x",
                ),
                (
                    "www.youtube.com/embed/videoseries?list=L&x=1",
                    "www.youtube-nocookie.com/embed/videoseries?list=L&x=1",
                    "www.youtube.com/playlist?list=L",
                ),
                ("player.vimeo.com/video/12?h=3", "player.vimeo.com/video/12?h=3", "vimeo.com/12"),
                (
                    "platform.twitter.com/embed/Tweet.html?id=7&theme=dark",
                    "platform.twitter.com/embed/Tweet.html?id=7&theme=dark",
                    "x.com/i/status/7",
                ),
                (
                    "www.instagram.com/p/Ab/embed/captioned/",
                    "www.instagram.com/p/Ab/embed/captioned/",
                    "www.instagram.com/p/Ab",
                ),
                (
                    "gist.github.com/me/1f.pibb",
                    "gist.github.com/me/1f.pibb",
                    "gist.github.com/me/1f",
                ),
                (
                    "asciinema.org/a/9/iframe?t=1",
                    "asciinema.org/a/9/iframe?t=1",
                    "asciinema.org/a/9",
                ),
                (
                    "open.spotify.com/embed/track/1?utm=x",
                    "open.spotify.com/embed/track/1?utm=x",
                    "open.spotify.com/track/1",
                ),
                (
                    "w.soundcloud.com/player/?url=x",
                    "w.soundcloud.com/player/?url=x",
                    "w.soundcloud.com/player/?url=x",
                ),
                (
                    "google.com/maps/embed?pb=!1m",
                    "www.google.com/maps/embed?pb=!1m",
                    "www.google.com/maps/embed?pb=!1m",
                ),
            ] {
                for scheme in ["https:", "http:", ""] {
                    let found = of(&format!("{scheme}//{source}")).unwrap();
                    let addresses: Vec<&str> = found.split(' ').skip(1).take(2).collect();
                    let expected = [player, page].map(|it| format!("https://{it}"));
                    assert_eq!(addresses, expected, "{source}");
                }
            }
        }

        #[test]
        fn no_other_host_is_framed() {
            for url in [
                "https://example.org/embed/x",
                "https://youtube.com.example.org/embed/x",
                "https://youtube.com@example.org/embed/x",
                "https://example.org/https://youtube.com/embed/x",
                "https://youtube.com/embed/",
                "https://youtube.com/embed/../redirect?q=//example.org",
                "https://youtube.com/embed/x/%2e%2E/../x",
                "https://youtube.com/embed/x\\..\\..\\redirect",
                "javascript://youtube.com/embed/%0aalert(1)",
                "youtube.com/embed/x",
                "",
            ] {
                assert_eq!(of(url), None, "{url}");
                assert_eq!(frame(url, "t"), None, "{url}");
            }
            assert_eq!(frame("https://gist.github.com/../x", "t"), None);
        }

        /// The generator's list and the browser's are one.
        #[test]
        fn every_card_may_be_loaded() {
            for line in HOSTS.lines() {
                let begin = line.split('|').nth(2).unwrap();
                let found = of(&format!("https://{begin}1")).unwrap();
                let player = found.split(' ').nth(1).unwrap();
                assert!(frame(player, "").is_some(), "{line}");
            }
            for player in PLAYERS {
                assert!(HOSTS.contains(&player["https://".len()..]), "{player}");
                let of = |it: &str| player.strip_prefix(it).is_some_and(|it| it.starts_with('/'));
                assert!(origins().any(of), "{player}");
            }
        }

        #[test]
        fn nothing_breaks_out_of_a_card_or_frame() {
            let found = of("https://youtu.be/x\"><script>").unwrap();
            assert_eq!(
                card(&found, "<b>\"").unwrap(),
                "<span class=\"embed watch\" \
                 data-embed=\"https://www.youtube-nocookie.com/embed/x&quot;&gt;&lt;script&gt;\">\
                 <a href=\"https://www.youtube.com/watch?v=x&quot;&gt;&lt;script&gt;\">\
                 Watch on YouTube: &lt;b&gt;&quot;</a></span>"
            );
            let player = "https://gist.github.com/x\"><script>";
            let frame = frame(player, "\"<b>").unwrap();
            assert!(
                frame.contains("/x&quot;&gt;&lt;script&gt;\" title=\"&quot;&lt;b&gt;\""),
                "{frame}"
            );
        }
    }
}
