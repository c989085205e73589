//! Notices: the boxes that dialects call admonitions, alerts or callouts, written as the renderer
//! writes GitHub's alerts.

use crate::language::Language;

/// What generators and their themes call notices, with GitHub's kind that comes nearest.
const KINDS: [(&str, &str); 35] = [
    ("note", "note"),
    ("info", "note"),
    ("information", "note"),
    ("abstract", "note"),
    ("summary", "note"),
    ("tldr", "note"),
    ("seealso", "note"),
    ("todo", "note"),
    ("question", "note"),
    ("help", "note"),
    ("faq", "note"),
    ("example", "note"),
    ("quote", "note"),
    ("update", "note"),
    ("memo", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("check", "tip"),
    ("done", "tip"),
    ("idea", "tip"),
    ("important", "important"),
    ("key", "important"),
    ("primary", "important"),
    ("warning", "warning"),
    ("warn", "warning"),
    ("attention", "warning"),
    ("alert", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("error", "caution"),
    ("failure", "caution"),
    ("fail", "caution"),
    ("bug", "caution"),
    ("critical", "caution"),
];

/// GitHub's kind for a notice of this name.
pub fn kind(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}

/// The title of a notice of this name that has none of its own.
pub fn title(name: &str, language: Language) -> String {
    let words = language.words();
    let known = match name.to_ascii_lowercase().as_str() {
        "note" => words.note,
        "tip" => words.tip,
        "important" => words.important,
        "warning" => words.warning,
        "caution" => words.caution,
        _ => "",
    };
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if known.is_empty() => first.to_uppercase().chain(letters).collect(),
        _ => known.to_owned(),
    }
}

/// The start of a notice: the tag and the title, which is HTML. A blank line must follow.
pub fn opening(kind: &str, title: &str) -> String {
    let title = match title {
        "" => String::new(),
        title => format!("<p class=\"alert-title\">{title}</p>"),
    };
    format!("<div class=\"alert {kind}\">{title}")
}

/// The end of a notice, before which a blank line must stand.
pub const CLOSING: &str = "</div>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_have_githubs_kinds_and_titles_in_the_readers_language() {
        assert_eq!((kind("Danger"), kind("nothing")), (Some("caution"), None));
        assert_eq!(title("note", Language::Spanish), "Nota");
        assert_eq!(title("seealso", Language::Spanish), "Seealso");
        let opened = "<div class=\"alert tip\"><p class=\"alert-title\">A</p>";
        assert_eq!(
            (opening("tip", "A").as_str(), opening("tip", "")),
            (opened, "<div class=\"alert tip\">".into())
        );
    }
}
