//! Shortcodes that stand for a value: an address, a parameter, an emoji, and those that show their
//! inside as code or not at all.

use super::{Meaning, Scene};
use crate::front_matter::{Metadata, Value};
use crate::link;
use crate::settings::hugo::below;

/// `ref` and `relref`: the page named by a path, perhaps in another language. The output format is
/// always this one.
pub fn reference(scene: &Scene<'_>) -> Option<Meaning> {
    let path = scene.call.get(&["path"], 0)?;
    let language = scene.call.any(&["lang"]).or_else(|| scene.call.at(1));
    let Some(language) =
        language.filter(|it| !it.eq_ignore_ascii_case(&scene.page.fields.language))
    else {
        return Some(Meaning::Reference(path.to_owned()));
    };
    let hugo = &scene.page.settings.hugo;
    let declared = hugo.languages.iter().find(|it| it.key.eq_ignore_ascii_case(language));
    // Where nothing is declared, documents of the default language have no tag.
    let is_default = hugo.default_language.eq_ignore_ascii_case(language);
    let tag = declared.map_or(if is_default { "" } else { language }, |it| it.tag.as_str());
    Some(Meaning::Reference(link::in_language(tag, path)))
}

/// How long the value of a parameter may be: one that stands in many places would be there as many
/// times.
const LONGEST: usize = 1000;

/// `param`: a field of the document, or a parameter of the site.
pub fn param(scene: &Scene<'_>) -> Option<Meaning> {
    let name = scene.call.get(&["name"], 0)?;
    let page = scene.page;
    let source = &page.settings.source;
    let value = page.fields.parameter(name).or_else(|| {
        let own = below(source, &["languages", &page.fields.language, "params"]);
        let site = below(source, &["params"]);
        page.fields.layers().chain(own).chain(site).find_map(|it| nested(it, name))
    })?;
    let text = match value {
        Value::Plain(text) | Value::Quoted(text) => text.clone(),
        // As Go writes them.
        Value::List(_) => format!("[{}]", value.as_texts().join(" ")),
        Value::Map(_) => return None,
    };
    Some(Meaning::Text(text)).filter(|_| value.as_text().is_none_or(|it| it.len() <= LONGEST))
}

/// The value of `a.b.c`.
fn nested<'a>(fields: &'a Metadata, name: &str) -> Option<&'a Value> {
    let (above, last) =
        name.rsplit_once('.').map_or((None, name), |(above, last)| (Some(above), last));
    let keys: Vec<&str> = above.map(|it| it.split('.').collect()).unwrap_or_default();
    below(fields, &keys)?.get(&[last])
}

/// `emoji`: one by its name.
pub fn emoji(scene: &Scene<'_>) -> Option<Meaning> {
    let name = scene.call.get(&["name"], 0).or(scene.inside)?.trim().trim_matches(':');
    let is_name = |it: u8| it.is_ascii_alphanumeric() || b"_+-".contains(&it);
    (!name.is_empty() && name.bytes().all(is_name)).then(|| Meaning::Inline(format!(":{name}:")))
}

/// The table of contents.
pub fn contents(_: &Scene<'_>) -> Option<Meaning> {
    Some(Meaning::Contents)
}

/// What a reader does not see: a comment, a decoration.
pub fn nothing(_: &Scene<'_>) -> Option<Meaning> {
    Some(Meaning::Nothing)
}

/// A line break.
pub fn line_break(_: &Scene<'_>) -> Option<Meaning> {
    Some(Meaning::Inline("<br>".into()))
}

/// `highlight`: code in a language, with the options that a fence has in braces.
pub fn highlight(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside?;
    let language = scene.call.get(&["lang", "language"], 0).unwrap_or_default();
    let options = options(scene.call.get(&["options"], 1).unwrap_or_default());
    if options.iter().any(|(name, value)| name == "hl_inline" && value == "true") {
        return Some(Meaning::CodeSpan);
    }
    let written: Vec<String> = options
        .iter()
        .map(|(name, value)| match name.as_str() {
            "hl_lines" => {
                let lines = value.split_whitespace().map(|it| format!("\"{it}\""));
                format!("hl_lines=[{}]", lines.collect::<Vec<_>>().join(","))
            }
            _ if value.bytes().all(|it| it.is_ascii_alphanumeric()) => format!("{name}={value}"),
            _ => format!("{name}=\"{value}\""),
        })
        .collect();
    let braces =
        if written.is_empty() { String::new() } else { format!(" {{{}}}", written.join(" ")) };
    Some(code(format!("{language}{braces}")))
}

/// The options of `linenos=table,hl_lines=3 6-8,linenostart=199`: names in lower case, and values.
fn options(text: &str) -> Vec<(String, String)> {
    let is_plain = |it: &char| !matches!(it, '"' | '\'' | '`' | '{' | '}' | '[' | ']');
    let text: String = text.chars().filter(is_plain).collect();
    let mut options: Vec<(String, String)> = Vec::new();
    for part in text.split(',') {
        match (part.split_once('='), options.last_mut()) {
            (Some((name, value)), _) => {
                options.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
            // A list of lines may have commas as well.
            (None, Some((_, value))) => value.push_str(&format!(" {}", part.trim())),
            (None, None) => {}
        }
    }
    options
}

fn code(info: String) -> Meaning {
    // The info string of a fence has no backticks and is one line.
    let info = info.chars().filter(|it| *it != '`' && !it.is_control()).collect();
    Meaning::Code { info, open: String::new(), close: String::new() }
}

/// `mermaid`: the diagram's source.
pub fn mermaid(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| code("mermaid".into()))
}

/// Mathematics. Without an inside it only asks for a script: see [`MATH`].
pub fn math(scene: &Scene<'_>) -> Option<Meaning> {
    let Some(inside) = scene.inside else { return Some(Meaning::Nothing) };
    let is_block = inside.trim().contains('\n') || scene.call.is_set("display");
    Some(if is_block { code("math".into()) } else { Meaning::Formula })
}

/// The names of [`math`]. A document that has one of them has formulas.
pub const MATH: [&str; 3] = ["math", "katex", "latex"];

/// Raw HTML.
pub fn raw_html(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| Meaning::RawHtml)
}

/// Style sheets and scripts.
pub fn style_or_script(scene: &Scene<'_>) -> Option<Meaning> {
    let inside = scene.inside.map(|_| Meaning::LeftOut("it holds a style sheet or a script"));
    inside.or(Some(Meaning::LeftOut("it asks for a style sheet or a script")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_highlighted_code() {
        assert_eq!(
            options("linenos=table, hl_Lines=[3,\"6-8\"],lineNoStart=199"),
            [("linenos", "table"), ("hl_lines", "3 6-8"), ("linenostart", "199")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
