//! Figures, and videos and posts of other hosts: the HTML that tags and the includes of common themes
//! stand for. How a frame is written is [`crate::dialect::embed`]'s.

use super::values::Value;
use crate::dialect::embed;
use crate::dialect::html::{escaped, inline, tag};

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
        let caption =
            self.caption.as_ref().map(|it| format!("<figcaption>{}</figcaption>", inline(it)));
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
///
/// `page` gives a field of the document's front matter.
pub fn of_theme(
    name: &str,
    parameters: &[(String, Value)],
    page: impl FnOnce(&str) -> Value,
) -> Option<OfTheme> {
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
    if stem == "gallery" {
        return gallery(parameters, page).map(|html| OfTheme { html, is_certain: true });
    }
    let is_figure =
        ["img", "image", "figure", "photo", "picture", "pic"].iter().any(|it| stem.contains(it));
    let source = parameter(&["image_path", "path", "src", "url", "file", "image", "img", "source"]);
    let source = source?;
    if is_recording(&source) {
        let poster = parameter(&["poster"]);
        let title = parameter(&["title", "caption"]);
        let html = recording(&source, poster.as_deref(), title.as_deref());
        return Some(OfTheme { html, is_certain: name.starts_with("embed/") });
    }
    if !is_figure {
        return None;
    }
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

/// A video or sound of this site: a link to it, behind its poster if it has one.
pub fn recording(source: &str, poster: Option<&str>, title: Option<&str>) -> String {
    let title = title.unwrap_or_else(|| source.rsplit('/').next().unwrap_or_default());
    let shown = match poster {
        Some(poster) => tag("img", &[("src", Some(poster)), ("alt", Some(title))]),
        None => escaped(title),
    };
    let link = tag("a", &[("class", Some("video")), ("href", Some(source))]);
    format!("<p>{link}{shown}</a></p>")
}

fn is_recording(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".mov", ".mp4", ".webm", ".ogv", ".m4v", ".mp3", ".ogg", ".wav", ".m4a"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// The images that the front matter lists, in one figure (Minimal Mistakes).
fn gallery(parameters: &[(String, Value)], page: impl FnOnce(&str) -> Value) -> Option<String> {
    let id = parameter(parameters, &["id"]).unwrap_or_else(|| "gallery".into());
    let Value::List(images) = page(&id) else { return None };
    let layout = if images.len() == 2 { "half" } else { "third" };
    let layout = parameter(parameters, &["layout"]).unwrap_or_else(|| layout.into());
    let class = parameter(parameters, &["class"]).map(|it| format!("{layout} {it}"));
    let mut html = tag("figure", &[("class", Some(class.as_deref().unwrap_or(&layout)))]);
    for image in &images {
        let text = |name: &str| Some(image.field(name).show()).filter(|it| !it.is_empty());
        let (source, alt, title) = (text("image_path")?, text("alt"), text("title"));
        let alt = Some(alt.as_deref().unwrap_or_default());
        let image =
            tag("img", &[("src", Some(&source)), ("alt", alt), ("title", title.as_deref())]);
        match text("url") {
            Some(url) => {
                html.push_str(&format!("{}{image}</a>", tag("a", &[("href", Some(&url))])))
            }
            None => html.push_str(&image),
        }
    }
    if let Some(caption) = parameter(parameters, &["caption"]) {
        html.push_str(&format!("<figcaption>{}</figcaption>", inline(&caption)));
    }
    Some(html + "</figure>")
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
        let nothing = |_: &str| Value::Nil;
        let figure = of_theme("figure", &parameters, nothing).unwrap();
        assert!(figure.is_certain);
        assert_eq!(
            figure.html,
            "<figure><img src=\"/a.png\" alt=\"*x*\"><figcaption><em>x</em></figcaption></figure>"
        );
        assert!(!of_theme("big_img.html", &parameters, nothing).unwrap().is_certain);
        assert!(of_theme("header.html", &parameters, nothing).is_none());
        let video = [("url".to_owned(), Value::text("/a.mov"))];
        let link = "<p><a class=\"video\" href=\"/a.mov\">a.mov</a></p>";
        assert_eq!(of_theme("epic_video.html", &video, nothing).unwrap().html, link);
    }

    #[test]
    fn galleries_of_the_front_matter() {
        let image = |path: &str| {
            Value::Map(vec![
                ("image_path".into(), Value::text(path)),
                ("url".into(), Value::text("/b")),
            ])
        };
        let images = Value::List(vec![image("/1.png"), image("/2.png")]);
        let page = |name: &str| if name == "gallery" { images.clone() } else { Value::Nil };
        let html = of_theme("gallery", &[], page).unwrap().html;
        assert!(
            html.starts_with(
                "<figure class=\"half\"><a href=\"/b\"><img src=\"/1.png\" alt=\"\"></a>"
            ),
            "{html}"
        );
        assert!(of_theme("gallery", &[("id".into(), Value::text("x"))], page).is_none());
    }
}
