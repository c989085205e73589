//! Figures, and videos and posts of other hosts: the HTML that tags and the includes of common themes
//! stand for. How a frame is written is [`crate::dialect::embed`]'s.

use super::values::Value;
use crate::dialect::embed;
use crate::dialect::html::tag;

/// What an include of a theme stands for.
pub struct OfTheme {
    /// The HTML.
    pub html: String,
    /// Whether it is known by name, or only looks like one.
    pub is_certain: bool,
}

/// A video of YouTube, by its id or any address of it.
pub fn youtube(video: &str) -> Option<String> {
    let id = after(video, &["v=", "youtu.be/", "/embed/", "/shorts/", "/live/", "/v/"]);
    id_of(id, "-_").map(|id| embed::youtube(id, "YouTube"))
}

/// A video of Vimeo, by its id or address.
pub fn vimeo(video: &str) -> Option<String> {
    let id = after(video, &["/video/", "vimeo.com/"]);
    id_of(id, "").map(|id| embed::vimeo(id, "Vimeo"))
}

/// A post of X, by its id or address.
pub fn tweet(post: &str) -> Option<String> {
    let id = after(post, &["/status/", "/statuses/"]);
    id_of(id, "").map(|id| embed::tweet(id, "X"))
}

/// A gist of GitHub, by `user/id` or `id`, and the file of it that is meant.
pub fn gist(gist: &str, file: Option<&str>) -> Option<String> {
    let gist = after(gist, &["gist.github.com/"]).trim_end_matches(".js");
    let is_name = |it: &str| id_of(it, "-_") == Some(it);
    let is_path = gist.split('/').all(is_name) && gist.split('/').count() <= 2;
    is_path.then(|| embed::gist(gist, file, &format!("Gist {gist}")))
}

/// A figure, and its parts.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The address of the image.
    pub source: String,
    /// What the image shows, for those who do not see it.
    pub alt: Option<String>,
    /// What is written below it.
    pub caption: Option<String>,
    /// Where it leads.
    pub link: Option<String>,
    /// The classes of the figure.
    pub class: Option<String>,
    /// The image's title, width and height.
    pub attributes: Vec<(&'static str, String)>,
}

impl Figure {
    /// The figure as HTML.
    pub fn html(&self) -> String {
        let alt = self.alt.as_deref().or(self.caption.as_deref()).unwrap_or_default();
        let mut attributes = vec![("src", Some(self.source.as_str())), ("alt", Some(alt))];
        attributes
            .extend(self.attributes.iter().map(|(name, value)| (*name, Some(value.as_str()))));
        let mut image = tag("img", &attributes);
        if let Some(link) = &self.link {
            image = format!("{}{image}</a>", tag("a", &[("href", Some(link))]));
        }
        // A caption may hold markup of its own.
        let caption = self.caption.as_ref().map(|it| format!("<figcaption>{it}</figcaption>"));
        let open = tag("figure", &[("class", self.class.as_deref())]);
        format!("{open}{image}{}</figure>", caption.unwrap_or_default())
    }
}

/// The text of the first of the parameters `names` that has one.
pub fn parameter(parameters: &[(String, Value)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = parameters.iter().rev().find(|(known, _)| known == name)?;
        Some(found.1.show()).filter(|it| !it.is_empty())
    })
}

/// What the include `name` of a theme stands for: figures and videos of Minimal Mistakes, Chirpy,
/// al-folio and those who named theirs alike.
pub fn of_theme(name: &str, parameters: &[(String, Value)]) -> Option<OfTheme> {
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let parameter = |names: &[&str]| parameter(parameters, names);
    let id = parameter(&["id", "url", "src", "video_id", "video"]).unwrap_or_default();
    let provider = parameter(&["provider"]).unwrap_or_default();
    let video = match (stem.as_str(), provider.as_str()) {
        ("youtube" | "youtubeplayer" | "video", "youtube") => youtube(&id),
        ("youtube" | "youtubeplayer", _) => youtube(&id),
        ("vimeo", _) | ("video", "vimeo") => vimeo(&id),
        ("tweet" | "twitter", _) => tweet(&id),
        ("gist", _) => gist(&id, parameter(&["file"]).as_deref()),
        _ => None,
    };
    if let Some(html) = video {
        return Some(OfTheme { html, is_certain: true });
    }
    let is_figure =
        ["img", "image", "figure", "photo", "picture", "pic"].iter().any(|it| stem.contains(it));
    let source = parameter(&["image_path", "path", "src", "url", "file", "image", "img", "source"]);
    let source = source.filter(|_| is_figure)?;
    let size = |name: &'static str| parameter(&[name]).map(|it| (name, it));
    let figure = Figure {
        source,
        alt: parameter(&["alt"]),
        caption: parameter(&["caption", "title", "description"]),
        link: parameter(&["link", "href"]),
        class: parameter(&["class"]),
        attributes: [size("width"), size("height")].into_iter().flatten().collect(),
    };
    let is_certain = matches!(file, "figure" | "figure.html" | "figure.liquid");
    Some(OfTheme { html: figure.html(), is_certain })
}

/// What follows the first of `signs` in `text`; all of it when there is none.
fn after<'t>(text: &'t str, signs: &[&str]) -> &'t str {
    let text = text.trim().trim_matches(['"', '\'']);
    signs.iter().find_map(|sign| text.split_once(sign)).map_or(text, |(_, after)| after)
}

/// The id at the start of `text`: letters and digits, and those of `more`.
fn id_of<'t>(text: &'t str, more: &str) -> Option<&'t str> {
    let is_id = |it: char| it.is_ascii_alphanumeric() || more.contains(it);
    let id = &text[..text.find(|it| !is_id(it)).unwrap_or(text.len())];
    (!id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_by_id_and_by_any_address() {
        let address = "<iframe src=\"https://www.youtube-nocookie.com/embed/a-B_1\" title=\"YouTube\"></iframe>";
        for video in [
            "a-B_1",
            "https://www.youtube.com/watch?v=a-B_1&t=3",
            "https://youtu.be/a-B_1?x",
            "\"a-B_1\"",
        ] {
            assert_eq!(youtube(video).as_deref(), Some(address), "{video}");
        }
        assert!(vimeo("https://vimeo.com/123").is_some_and(|it| it.contains("/video/123\"")));
        assert!(
            tweet("https://twitter.com/a/status/123?s=20")
                .is_some_and(|it| it.contains("id=123\""))
        );
        assert_eq!(youtube("\"><script>"), None);
    }

    #[test]
    fn gists_with_and_without_user_and_file() {
        let source = |it: Option<String>| {
            it.unwrap_or_default().split('"').nth(1).unwrap_or_default().to_owned()
        };
        assert_eq!(source(gist("ada/1f", None)), "https://gist.github.com/ada/1f.pibb");
        assert_eq!(source(gist("1f", Some("a.rb"))), "https://gist.github.com/1f.pibb?file=a.rb");
        assert_eq!(gist("a/b/c", None), None);
    }

    #[test]
    fn includes_of_themes() {
        let parameters = [
            ("image_path".to_owned(), Value::text("/a.png")),
            ("caption".to_owned(), Value::text("*x*")),
        ];
        let figure = of_theme("figure", &parameters).unwrap();
        assert!(figure.is_certain);
        assert_eq!(
            figure.html,
            "<figure><img src=\"/a.png\" alt=\"*x*\"><figcaption>*x*</figcaption></figure>"
        );
        assert!(!of_theme("big_img.html", &parameters).unwrap().is_certain);
        assert!(of_theme("header.html", &parameters).is_none());
    }
}
