//! Images, and what is embedded from elsewhere. The frames written here are shown by the renderer as
//! cards that load nothing before a click.

use super::super::super::embed;
use super::super::super::html::{escaped, inline, tag, without_tags};
use super::{Meaning, Scene};

/// `figure`, and the images of themes.
pub fn figure(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let src = call.get(&["src"], 0)?;
    let caption = call.named("caption").map(inline);
    let text = |name: &str| call.named(name);
    // Of the themes' images the text is often the second argument.
    let alt = text("alt").or_else(|| call.at(1)).map(escaped);
    let alt = alt.or_else(|| caption.as_deref().map(without_tags)).unwrap_or_default();
    let is_figure = call.name.eq_ignore_ascii_case("figure");
    let title = text("title").map(escaped);
    let mut image = tag(
        "img",
        &[
            ("src", Some(src)),
            ("width", text("width")),
            ("height", text("height")),
            ("title", text("title").filter(|_| !is_figure)),
        ],
    );
    image.truncate(image.len() - 1);
    image.push_str(&format!(" alt=\"{alt}\">"));
    if let Some(link) = text("link").or(text("href")) {
        let link = [("href", Some(link)), ("target", text("target")), ("rel", text("rel"))];
        image = format!("{}{image}</a>", tag("a", &link));
    }
    let attribution = text("attr").map(inline).map(|words| match text("attrlink") {
        Some(link) => format!("{}{words}</a>", tag("a", &[("href", Some(link))])),
        None => words,
    });
    let words: Vec<String> = caption.into_iter().chain(attribution).collect();
    let mut below = String::new();
    if let Some(title) = title.filter(|_| is_figure) {
        below.push_str(&format!("<h4>{title}</h4>"));
    }
    if !words.is_empty() {
        below.push_str(&format!("<p>{}</p>", words.join(" ")));
    }
    let caption =
        if below.is_empty() { below } else { format!("<figcaption>{below}</figcaption>") };
    let align = text("align").map(|it| format!("align-{it}"));
    let class: Vec<&str> = text("class").into_iter().chain(align.as_deref()).collect();
    let class = Some(class.join(" ")).filter(|it| !it.is_empty());
    let open = tag("figure", &[("class", class.as_deref())]);
    Some(Meaning::Block(format!("{open}{image}{caption}</figure>")))
}

/// Whether `id` is one: nothing in it means anything in an address.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it))
}

/// Whether `id` is a number.
fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|it| it.is_ascii_digit())
}

/// `youtube`: a video by its id, or its address.
pub fn youtube(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let written = call.get(&["id"], 0)?;
    let markers = ["v=", "youtu.be/", "/embed/", "/shorts/"];
    let behind = markers.iter().find_map(|it| Some(written.split_once(it)?.1)).unwrap_or(written);
    let id = behind.split(['&', '?', '#', '/']).next().filter(|it| is_id(it))?;
    let number = |name: &str| {
        let value = call.named(name).filter(|it| is_number(it))?;
        Some(format!("{name}={value}"))
    };
    let flag = |name: &'static str, usual: bool| {
        let value = call.named(name)?;
        let is_on = value.eq_ignore_ascii_case("true") || value == "1";
        (is_on != usual).then(|| format!("{name}={}", u8::from(is_on)))
    };
    let options = [
        number("start"),
        number("end"),
        flag("loop", false),
        flag("mute", false),
        flag("controls", true),
    ];
    let options: Vec<String> = options.into_iter().flatten().collect();
    let title = call.any(&["title", "label"]).unwrap_or("YouTube");
    Some(Meaning::Block(embed::youtube_with(id, &options, title)))
}

/// `vimeo`: a video by its number.
pub fn vimeo(scene: &Scene<'_>) -> Option<Meaning> {
    let id = scene.call.get(&["id"], 0).filter(|it| is_number(it))?;
    let title = scene.call.named("title").unwrap_or("Vimeo");
    Some(Meaning::Block(embed::vimeo(id, title)))
}

/// `gist`: a user, the id of one of their gists, and perhaps one file of it.
pub fn gist(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let user = call.get(&["user"], 0).filter(|it| is_id(it))?;
    let id = call.get(&["id"], 1).filter(|it| is_id(it))?;
    let file = call.get(&["file"], 2);
    let title = format!("Gist: {}", file.unwrap_or(user));
    Some(Meaning::Block(embed::gist(&format!("{user}/{id}"), file, &title)))
}

/// `x`, `tweet` and `twitter`: a post by its id, whoever wrote it.
pub fn x(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let id = call.named("id").or_else(|| call.at(1)).or_else(|| call.at(0));
    let id = id.filter(|it| is_number(it))?;
    let user = call.named("user").or_else(|| call.at(1).and_then(|_| call.at(0)));
    // The card names the host itself.
    let title =
        user.map_or_else(|| "X".to_owned(), |it| format!("@{}", it.trim_start_matches('@')));
    Some(Meaning::Block(embed::x(id, &title)))
}

/// `instagram`: a post by its id.
pub fn instagram(scene: &Scene<'_>) -> Option<Meaning> {
    let id = scene.call.get(&["id"], 0).filter(|it| is_id(it))?;
    Some(Meaning::Block(embed::instagram(id, "Instagram")))
}

/// `video` and `audio` of themes: a link to the file.
pub fn file(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let names = ["src", "url", "link", "mp4", "webm", "mp3", "ogg"];
    let src = call.get(&names, 0)?;
    let name = src.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = name.rsplit('/').next().unwrap_or_default();
    let words = call.any(&["title", "caption"]).map_or_else(|| escaped(name), inline);
    let class = call.name.to_ascii_lowercase();
    let link = tag("a", &[("class", Some(&class)), ("href", Some(src))]);
    Some(Meaning::Block(format!("<p>{link}{words}</a></p>")))
}
