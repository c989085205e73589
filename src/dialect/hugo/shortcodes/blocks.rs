//! Shortcodes around Markdown: notes and alerts, what opens and closes, tabs, columns, quotes,
//! buttons. Themes name the arguments in many ways; the usual ones are known.

use super::super::super::html::{escaped, inline, tag};
use super::super::super::notice;
use super::{Meaning, Scene};
use crate::language::Language;

/// Notes and alerts, under the name of their kind or with their kind as an argument.
pub fn alert(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    // Names for a notice of any kind; the others are kinds.
    let is_general = ["notice", "admonition", "callout", "alert", "hint"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(call.name));
    let known = |word: &&str| notice::kind(word).is_some();
    let names = ["type", "style", "kind", "level", "status", "color", "context"];
    let named = names.iter().find_map(|name| call.named(name).filter(known));
    let positional = call.at(0).filter(|_| is_general).filter(known);
    let own = if is_general { named.or(positional).unwrap_or("note") } else { call.name };
    let kind = notice::kind(own).unwrap_or("note");
    // The first argument is a kind, or the name of an icon or colour where a kind is expected.
    let rest = usize::from(is_general);
    let title = call.any(&["title", "header", "heading"]);
    let body = call.any(&["text", "content", "msg", "message", "description"]);
    let (title, body) = match scene.inside {
        Some(_) => (title.or_else(|| call.at(rest)), None),
        None => {
            let last = call.at(rest + 1).or_else(|| call.at(rest));
            let last = last.or_else(|| call.at(0).filter(|_| positional.is_none()));
            let first = call.at(rest + 1).and_then(|_| call.at(rest));
            (title.or(first), Some(body.or(last)?))
        }
    };
    // Only the five kinds have names in every language.
    let language = scene.page.language;
    let name = if language == Language::English && own != "warn" { own } else { kind };
    let usual = || escaped(&notice::title(name, language));
    let title = title.map_or_else(usual, inline);
    let open = notice::opening(kind, &title).replace('\n', "");
    Some(match body {
        Some(body) => Meaning::Block(format!("{open}<p>{}</p></div>", inline(body))),
        None => Meaning::Around(open, notice::CLOSING.into()),
    })
}

/// What opens and closes.
pub fn details(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside?;
    let call = scene.call;
    let is_open_word = |it: &str| it.eq_ignore_ascii_case("open");
    let first = call.at(0).filter(|it| !is_open_word(it) && *it != "...");
    let summary = call.any(&["summary", "title", "label", "header"]).or(first);
    let summary = summary.map_or_else(|| escaped(scene.page.language.words().details), inline);
    let is_open = call.is_set("open")
        || call.is_set("expanded")
        || call.named("closed").is_some_and(|it| it.eq_ignore_ascii_case("false"))
        || call.named("open").is_some_and(is_open_word)
        || (0..2).filter_map(|it| call.at(it)).any(is_open_word);
    let open = is_open.then_some("");
    let open = tag("details", &[("class", call.named("class")), ("open", open)]);
    let open = format!("{open}<summary>{summary}</summary>");
    Some(Meaning::Around(open, "</details>".into()))
}

/// A set of tabs: one below the other.
pub fn tabs(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| Meaning::Around("<div class=\"tabs\">".into(), "</div>".into()))
}

/// One tab: a block with a title. Docsy's hold code unless they say otherwise.
pub fn tab(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside?;
    let call = scene.call;
    let names = ["name", "title", "header", "label", "tabname"];
    // Hextra names all of them in the set.
    let items = scene.parent.and_then(|it| it.named("items"));
    let item = items.and_then(|it| it.split(',').nth(scene.ordinal)).map(str::trim);
    let title = call.get(&names, 0).or(item).map(inline);
    let title = title.map(|it| format!("<p class=\"tab-title\">{it}</p>")).unwrap_or_default();
    let open = format!("<div class=\"tab\">{title}");
    let set = scene.parent.filter(|it| it.name.eq_ignore_ascii_case("tabpane"));
    let of_set = |name: &str| call.named(name).or_else(|| set?.named(name));
    let is_text = of_set("text").is_some_and(|it| it.eq_ignore_ascii_case("true"));
    let language = of_set("lang").or_else(|| set.map(|_| ""));
    Some(match language.filter(|_| set.is_some() && !is_text) {
        Some(language) => {
            let info = language.chars().filter(|it| *it != '`' && !it.is_control()).collect();
            Meaning::Code { info, open, close: "</div>".into() }
        }
        None => Meaning::Around(open, "</div>".into()),
    })
}

/// A division that only its class tells apart.
pub fn division(scene: &Scene<'_>) -> Option<Meaning> {
    let class = scene.call.name.to_ascii_lowercase();
    let open = tag("div", &[("class", Some(&class))]);
    scene.inside.map(|_| Meaning::Around(open, "</div>".into()))
}

/// Centred.
pub fn center(scene: &Scene<'_>) -> Option<Meaning> {
    let around = Meaning::Around("<div align=\"center\">".into(), "</div>".into());
    scene.inside.map(|_| around)
}

/// Text from left to right.
pub fn left_to_right(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| Meaning::Around("<div dir=\"ltr\">".into(), "</div>".into()))
}

/// Text from right to left.
pub fn right_to_left(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| Meaning::Around("<div dir=\"rtl\">".into(), "</div>".into()))
}

/// A quote, perhaps with where it is from.
pub fn quote(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside?;
    let call = scene.call;
    let author = call.get(&["author", "attribution", "cite"], 0).map(inline);
    let source = call.named("source").or_else(|| call.named("title")).map(inline);
    let link = call.any(&["link", "url", "href"]);
    let named: Vec<String> = author.into_iter().chain(source).collect();
    let words = match (named.join(", "), link) {
        (words, Some(link)) => {
            let shown = if words.is_empty() { escaped(link) } else { words };
            format!("{}{shown}</a>", tag("a", &[("href", Some(link))]))
        }
        (words, None) => words,
    };
    let close =
        if words.is_empty() { String::new() } else { format!("<p><cite>{words}</cite></p>") };
    Some(Meaning::Around("<blockquote>".into(), format!("{close}</blockquote>")))
}

/// The destination of a link in Markdown.
fn destination(address: &str) -> String {
    let safe = |it: char| match it {
        '<' => "%3C".into(),
        '>' => "%3E".into(),
        '\\' => "%5C".into(),
        it if it.is_control() => "%20".into(),
        it => it.to_string(),
    };
    format!("<{}>", address.chars().map(safe).collect::<String>())
}

/// A link that looks like a button in its theme.
pub fn button(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let href = call.get(&["href", "url", "link", "relref", "ref", "to"], 0)?;
    if scene.inside.is_some_and(|it| !it.trim().is_empty()) {
        return Some(Meaning::AroundInline("[".into(), format!("]({})", destination(href))));
    }
    let words = call.any(&["text", "title", "label", "content"]).or_else(|| call.at(1));
    let words = words.unwrap_or(href).replace(['[', ']'], "");
    Some(Meaning::Inline(format!("[{words}]({})", destination(href))))
}

/// A card: a link with words below it.
pub fn card(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let link = call.any(&["link", "href", "url"]);
    let title = call.any(&["title", "header"]).or(link)?;
    let title = match link {
        Some(link) => format!("{}{}</a>", tag("a", &[("href", Some(link))]), inline(title)),
        None => format!("<strong>{}</strong>", inline(title)),
    };
    let below = call.any(&["subtitle", "description", "text"]).map(inline);
    let below = below.map(|it| format!("<p>{it}</p>")).unwrap_or_default();
    let open = format!("<div class=\"card\"><p>{title}</p>{below}");
    Some(match scene.inside {
        Some(_) => Meaning::Around(open, "</div>".into()),
        None => Meaning::Block(format!("{open}</div>")),
    })
}

/// Words within a line, between tags: those inside, or those of the argument.
fn words_within(scene: &Scene<'_>, open: &str, close: &str) -> Option<Meaning> {
    if scene.inside.is_some() {
        return Some(Meaning::AroundInline(open.into(), close.into()));
    }
    let words = scene.call.get(&["text", "content", "title"], 0)?;
    Some(Meaning::Inline(format!("{open}{}{close}", inline(words))))
}

/// A small label.
pub fn badge(scene: &Scene<'_>) -> Option<Meaning> {
    words_within(scene, "<span class=\"badge\">", "</span>")
}

/// A key of the keyboard.
pub fn keyboard(scene: &Scene<'_>) -> Option<Meaning> {
    words_within(scene, "<kbd>", "</kbd>")
}

/// Marked text.
pub fn mark(scene: &Scene<'_>) -> Option<Meaning> {
    words_within(scene, "<mark>", "</mark>")
}

/// Markdown that says it is.
pub fn markdown(scene: &Scene<'_>) -> Option<Meaning> {
    scene.inside.map(|_| Meaning::Inside)
}
