//! `site.webmanifest`: what a browser needs to install the site (W3C Web Application Manifest), and
//! the icons that it names. Its addresses are relative, so that it holds wherever the site is.

use serde::Serialize;

/// The file of the manifest.
pub const FILE: &str = "site.webmanifest";

/// The icon's file.
pub const ICON: &str = "icon.svg";

/// The drawing.
pub const DRAWING: &str = include_str!("../style/icon.svg");

/// The icons as pictures: the file of each, its side in pixels, and whether a platform may cut it to
/// a shape of its own ([`crate::icon`]).
pub const PICTURES: [(&str, u32, bool); 4] = [
    ("icons/180.png", 180, true),
    ("icons/192.png", 192, false),
    ("icons/512.png", 512, false),
    ("icons/maskable.png", 512, true),
];

/// The colour of the page behind the text, as `style/main.css` has it in the light.
pub const PAPER: &str = "#fffdf8";

/// How many characters of a name there is room for below an icon.
const SHORT: usize = 12;

#[derive(Serialize)]
struct Manifest<'a> {
    name: &'a str,
    short_name: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    lang: &'a str,
    dir: &'static str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'static str,
    icons: [Icon; 4],
}

#[derive(Serialize)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    purpose: &'static str,
}

/// The manifest of a site with this title and description, in the language of this BCP 47 tag.
pub fn text(title: &str, description: &str, language: &str) -> String {
    let is_right_to_left = crate::language::is_right_to_left(language);
    let manifest = Manifest {
        name: title,
        short_name: short(title),
        description,
        lang: language,
        dir: if is_right_to_left { "rtl" } else { "ltr" },
        start_url: "./",
        scope: "./",
        display: "minimal-ui",
        background_color: PAPER,
        theme_color: PAPER,
        icons: [
            Icon { src: ICON, sizes: "any", media_type: "image/svg+xml", purpose: "any" },
            picture("icons/192.png", "192x192", "any"),
            picture("icons/512.png", "512x512", "any"),
            picture("icons/maskable.png", "512x512", "maskable"),
        ],
    };
    // Texts can be written.
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

fn picture(src: &'static str, sizes: &'static str, purpose: &'static str) -> Icon {
    Icon { src, sizes, media_type: "image/png", purpose }
}

/// As many of the first words as there is room for; a first word that is too long is cut.
fn short(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        let length = short.chars().count() + usize::from(!short.is_empty()) + word.chars().count();
        if length > SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() { title.trim().chars().take(SHORT).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_the_site() {
        let text = text("The Stacks", "", "fa");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["name"], "The Stacks");
        assert_eq!(json["dir"], "rtl");
        assert_eq!(json["start_url"], "./");
        assert_eq!(json.get("description"), None);
        let icons = json["icons"].as_array().unwrap();
        let files: Vec<&str> = icons.iter().map(|it| it["src"].as_str().unwrap()).collect();
        let is_made = |it: &&str| *it == ICON || PICTURES.iter().any(|(file, ..)| file == it);
        assert!(files.iter().all(is_made), "{files:?}");
    }

    #[test]
    fn short_names_are_whole_words() {
        assert_eq!(short("The Stacks"), "The Stacks");
        assert_eq!(short("Notes on everything"), "Notes on");
        assert_eq!(short(" Donaudampfschiff "), "Donaudampfsc");
        assert_eq!(short(""), "");
    }

    #[test]
    fn the_colour_is_that_of_the_style_sheet() {
        let style = include_str!("../style/main.css");
        assert!(style.contains(&format!("--paper: light-dark({PAPER},")));
    }
}
