//! What each shortcode becomes: those that Zola brings along, and those that themes have under the usual
//! names. A site's own are templates and not run.

use super::call::Call;
use crate::dialect::html::{escaped, inline};
use crate::dialect::{embed, notice};
use crate::language::Language;

/// What a shortcode becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// HTML within a line.
    Inline(String),
    /// HTML that stands by itself.
    Block(String),
    /// HTML before and after what is inside, which is Markdown.
    Around(String, String),
    /// What is inside as code in this language.
    Code(&'static str),
    /// The table of contents.
    Contents,
}

/// The names of boxes whose kind is an argument.
const BOXES: [&str; 5] = ["alert", "callout", "admonition", "notice", "hint"];

/// What the call means, with a body or without; `None` if it is not understood.
pub fn read(call: &Call<'_>, has_body: bool, language: Language) -> Option<Meaning> {
    let name = call.name.to_ascii_lowercase();
    match (name.as_str(), has_body) {
        ("youtube", false) => youtube(call),
        ("vimeo", false) => {
            Some(Meaning::Inline(embed::vimeo(call.text(&["id"])?, title(call, "Vimeo"))))
        }
        ("streamable", false) => {
            Some(Meaning::Inline(embed::streamable(call.text(&["id"])?, title(call, "Streamable"))))
        }
        ("gist", false) => gist(call),
        ("image" | "img" | "figure" | "resize_image" | "picture", _) => image(call, has_body),
        ("quote" | "blockquote", _) => quote(call, has_body),
        ("details" | "collapse" | "expand" | "accordion" | "spoiler", true) => {
            details(call, language)
        }
        ("mermaid", true) => Some(Meaning::Code("mermaid")),
        ("toc" | "table_of_contents", false) => Some(Meaning::Contents),
        _ => boxed(call, has_body, language),
    }
}

fn title<'c>(call: &Call<'c>, usual: &'c str) -> &'c str {
    call.text(&["title", "label"]).unwrap_or(usual)
}

fn youtube(call: &Call<'_>) -> Option<Meaning> {
    let title = title(call, "YouTube");
    Some(Meaning::Inline(match (call.text(&["id"]), call.text(&["playlist"])) {
        (Some(id), _) => embed::youtube(id, title),
        (None, list) => embed::youtube_playlist(list?, title),
    }))
}

fn gist(call: &Call<'_>) -> Option<Meaning> {
    let path = call.text(&["url"])?.split_once("gist.github.com/")?.1;
    let path = path.strip_suffix(".js").unwrap_or(path);
    let file = call.text(&["file"]);
    let title = match (file, path.split('/').next()) {
        (Some(file), _) => format!("Gist: {file}"),
        (None, user) => format!("Gist: {}", user.unwrap_or_default()),
    };
    Some(Meaning::Inline(embed::gist(path, file, &title)))
}

/// Images under the names that themes give them. Zola's own `resize_image` makes a smaller file; here
/// the browser is told how wide to show the one there is.
fn image(call: &Call<'_>, has_body: bool) -> Option<Meaning> {
    let source = call.text(&["src", "path", "url", "source", "file", "href"])?;
    let caption = call.text(&["caption", "description"]).map(inline);
    let alt = call.text(&["alt", "alt_text", "alttext"]).map(escaped);
    let resizes = call.name.eq_ignore_ascii_case("resize_image");
    let crops = resizes && !matches!(call.text(&["op"]), Some("fit_height" | "scale"));
    let mut image = format!("<img src=\"{}\" alt=\"{}\"", escaped(source), alt.unwrap_or_default());
    let mut push = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            image.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    };
    push("width", call.text(&["width", "w"]));
    push("height", call.text(&["height", "h"]).filter(|_| !crops));
    push("title", call.text(&["title"]));
    let is_figure = call.name.eq_ignore_ascii_case("figure") || caption.is_some() || has_body;
    let class = call.text(&["class"]);
    push("class", class.filter(|_| !is_figure));
    image.push('>');
    let link = call.text(&["link"]).or_else(|| call.text(&["href"]).filter(|it| *it != source));
    if let Some(link) = link {
        image = format!("<a href=\"{}\">{image}</a>", escaped(link));
    }
    if !is_figure {
        return Some(Meaning::Inline(image));
    }
    let class = class.map(|it| format!(" class=\"{}\"", escaped(it))).unwrap_or_default();
    if has_body {
        let open = format!("<figure{class}>{image}<figcaption>");
        return Some(Meaning::Around(open, "</figcaption></figure>".into()));
    }
    let caption = caption.map(|it| format!("<figcaption>{it}</figcaption>")).unwrap_or_default();
    Some(Meaning::Block(format!("<figure{class}>{image}{caption}</figure>")))
}

fn quote(call: &Call<'_>, has_body: bool) -> Option<Meaning> {
    let author = call.text(&["author", "cite", "by", "source", "name"]);
    let author = author.map(|it| format!("<p><cite>{}</cite></p>", inline(it))).unwrap_or_default();
    let close = format!("{author}</blockquote>");
    if has_body {
        return Some(Meaning::Around("<blockquote>".into(), close));
    }
    let text = inline(call.text(&["text", "content", "quote", "body"])?);
    Some(Meaning::Block(format!("<blockquote><p>{text}</p>{close}")))
}

fn details(call: &Call<'_>, language: Language) -> Option<Meaning> {
    let summary = call.text(&["summary", "title", "label", "header"]);
    let summary = summary.map_or_else(|| escaped(language.words().details), inline);
    let open = if call.is_set(&["open", "expanded"]) { " open" } else { "" };
    let open = format!("<details{open}><summary>{summary}</summary>");
    Some(Meaning::Around(open, "</details>".into()))
}

/// A notice: of the kind that the shortcode is called, or of the kind that an argument names.
fn boxed(call: &Call<'_>, has_body: bool, language: Language) -> Option<Meaning> {
    let is_general = BOXES.iter().any(|it| it.eq_ignore_ascii_case(call.name));
    let named = call.text(&["type", "kind", "level", "name", "style", "variant", "class", "color"]);
    let name = match is_general {
        true => named.filter(|it| notice::kind(it).is_some()).unwrap_or("note"),
        false => call.name,
    };
    let kind = notice::kind(name).filter(|_| is_general || !is_no_box(call.name))?;
    let title = match call.text(&["title", "header", "heading"]) {
        Some(title) => inline(title),
        None => inline(&notice::title(name, language)),
    };
    let open = notice::opening(kind, &title);
    if has_body {
        return Some(Meaning::Around(open, notice::CLOSING.into()));
    }
    let text = inline(call.text(&["text", "body", "content", "message", "msg"])?);
    Some(Meaning::Block(format!("{open}<p>{text}</p></div>")))
}

/// Words that name a kind of notice and, as a shortcode, mean something else.
fn is_no_box(name: &str) -> bool {
    ["quote", "key", "check", "done", "update", "primary", "summary", "abstract", "default"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(call: &str, has_body: bool) -> Option<Meaning> {
        let (call, _) = super::super::call::read(call)?;
        read(&call, has_body, Language::English)
    }

    #[test]
    fn pages_of_other_hosts_become_frames() {
        for (call, expected) in [
            (
                "youtube(id=\"a-1\", autoplay=true)",
                "https://www.youtube-nocookie.com/embed/a-1\" title=\"YouTube\"",
            ),
            (
                "youtube(playlist=\"b\")",
                "https://www.youtube-nocookie.com/embed/videoseries?list=b\"",
            ),
            ("vimeo(id=42, title=\"T\")", "https://player.vimeo.com/video/42\" title=\"T\""),
            ("streamable(id='x')", "https://streamable.com/e/x\""),
            (
                "gist(url=\"https://gist.github.com/me/1f\")",
                "https://gist.github.com/me/1f.pibb\" title=\"Gist: me\"",
            ),
        ] {
            let Some(Meaning::Inline(frame)) = meaning(call, false) else { panic!("{call}") };
            assert!(frame.starts_with(&format!("<iframe src=\"{expected}")), "{frame}");
        }
        for call in ["youtube()", "gist(url=\"https://example.org/me/1f\")", "vimeo(id=\"\")"] {
            assert_eq!(meaning(call, false), None);
        }
    }

    #[test]
    fn images_are_images_and_with_a_caption_figures() {
        let image = |call: &str| match meaning(call, false) {
            Some(Meaning::Inline(html) | Meaning::Block(html)) => html,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            image("img(path=\"a.png\", alt=\"B\", class=\"c\")"),
            "<img src=\"a.png\" alt=\"B\" class=\"c\">"
        );
        assert_eq!(
            image("resize_image(path=\"a.png\", width=40, height=30, op=\"fill\")"),
            "<img src=\"a.png\" alt=\"\" width=\"40\">"
        );
        assert_eq!(
            image("figure(src=\"a.png\", caption=\"*B*\", link=\"c\")"),
            "<figure><a href=\"c\"><img src=\"a.png\" alt=\"\"></a><figcaption><em>B</em></figcaption></figure>"
        );
    }

    #[test]
    fn boxes_have_a_kind() {
        let kind = |call: &str| match meaning(call, true) {
            Some(Meaning::Around(open, _)) => open.split('"').nth(1).map(str::to_owned),
            _ => None,
        };
        assert_eq!(kind("warning()").as_deref(), Some("alert warning"));
        assert_eq!(kind("alert(type=\"danger\")").as_deref(), Some("alert caution"));
        assert_eq!(kind("callout(title=\"x\")").as_deref(), Some("alert note"));
        assert_eq!(kind("mystery()"), None);
        assert_eq!(kind("key()"), None);
        assert!(meaning("note(text=\"x\")", false).is_some() && meaning("note()", false).is_none());
    }
}
