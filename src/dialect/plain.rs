//! No dialect: CommonMark and GitHub Flavored Markdown, with or without front matter.
//!
//! Titles come from the first heading. Dates come from the file's name, in more forms than generators
//! know (`20240102 title`, `2024-01-02T10:30 title`), or from folders: `2024/01/02/title.md`. Former
//! addresses are `aliases`, as Hugo and Zola call them, and so is the mark of a language that the
//! settings declare: `title.es.md`, published below `/es/`.

use jiff::civil::Date;

use super::spec::{Signs, Spec, Start};
use super::{Surroundings, language};
use crate::document::{Document, is_title_of_name, title_from_name, undated};
use crate::front_matter::{Metadata, Value};
use crate::link::ids;
use crate::settings::generator::Generator;
use crate::slug::slug;
use crate::warning::Warning;

/// Plain Markdown, and what holds for every dialect that does not say otherwise.
pub(super) const SPEC: Spec = Spec {
    name: "plain",
    read,
    complete: |_, _, metadata| metadata,
    inherit: None,
    reads: &[],
    signs: Signs {
        notations: &[],
        fields: &[],
        folders: &[],
        marks: &[],
        constructs: |_, _| None,
        metadata: |_, _| None,
    },
    heading_ids: ids::PLAIN,
    links_to_files: true,
    links_to_translations: false,
    has_math: true,
    has_one_mark_for_math: false,
    start: Start {
        notation: None,
        posts: "posts",
        pages: "pages",
        drafts: None,
        is_dated_by_name: false,
        has_layout: false,
        // `draft` would make it Hugo's.
        draft: ("published", "false"),
        no_draft: None,
        date_format: "%Y-%m-%dT%H:%M:%S%.f",
    },
    generator: Generator::NONE,
};

/// Reads what names tell of a document that does not tell it itself.
pub fn read(
    mut document: Document,
    metadata: &Metadata,
    surroundings: &Surroundings<'_>,
) -> (Document, Vec<Warning>) {
    let settings = surroundings.settings;
    let head = &mut document.head;
    let is_declared = |mark: &str| settings.languages.iter().any(|it| it == mark);
    let (place, mark) = language::split(&head.path, is_declared);
    if let Some(mark) = mark {
        let mark = mark.to_owned();
        let is_untitled = is_title_of_name(&head.title, &head.path);
        head.place = place;
        if metadata.text(&["slug"]).is_none() {
            head.slug = slug(undated(head.name()));
        }
        if is_untitled && metadata.text(&["title"]).is_none() {
            head.title = title_from_name(undated(head.name()));
        }
        head.language = Some(mark);
    }
    let folder = head.folder().to_owned();
    let own_folder = folder.rsplit('/').next().filter(|name| head.is_index() && !name.is_empty());
    let name = own_folder.unwrap_or(head.name()).to_owned();
    let stamp = crate::date::from_stamp(&name);
    let date = stamp.map(|(date, _)| date).or_else(|| date_of_folders(&folder, head.is_index()));
    head.date = head.date.or(date.map(|date| date.at(0, 0, 0, 0)));
    let rest = stamp.map(|(_, rest)| rest).filter(|rest| !slug(rest).is_empty());
    let undated = rest.unwrap_or(&name);
    let is_titled = metadata.text(&["title"]).is_some();
    if !is_titled && is_title_of_name(&head.title, &head.place) {
        head.title = title_from_name(undated);
    }
    if rest.is_some() && own_folder.is_none() && metadata.text(&["slug"]).is_none() {
        head.slug = slug(undated);
    }
    let aliases = metadata.get(&["aliases"]).map(Value::as_texts).unwrap_or_default();
    let aliases = aliases.into_iter().map(|it| format!("/{}", it.trim_start_matches('/')));
    head.old_addresses.extend(aliases);
    let marked = head.language.as_deref().filter(|_| head.place != head.path);
    if let Some(language) = marked.filter(|it| *it != settings.language) {
        let own = if head.is_index() { "" } else { &head.slug };
        head.address = Some(format!("{language}/{}/{own}", head.named_folder()));
    }
    (document, Vec::new())
}

/// The date that the innermost folders are: `…/2024/01/02`, and for what stands for its folder
/// `…/2024/01/02/title` too.
fn date_of_folders(folder: &str, is_index: bool) -> Option<Date> {
    let mut names = folder.rsplit('/').peekable();
    if is_index && names.peek().is_some_and(|name| !is_number(name, 2)) {
        names.next();
    }
    let (day, month, year) = (names.next()?, names.next()?, names.next()?);
    let is_date = is_number(day, 2) && is_number(month, 2) && is_number(year, 4);
    let year = year.parse().ok().filter(|year| is_date && (1900..2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::dialect::{Surroundings, read};
    use crate::document::{File, Head};
    use crate::settings::Settings;

    fn head(path: &str, text: &str) -> Head {
        let file = File { path: path.into(), text: text.into() };
        let settings = Settings::default();
        read(file, &Surroundings::new(&settings)).0.head
    }

    fn date(path: &str) -> Option<String> {
        head(path, "x\n").date.map(|it| it.date().to_string())
    }

    #[test]
    fn names_may_say_the_language_if_the_settings_declare_it() {
        let settings =
            Settings { languages: vec!["en".into(), "es".into()], ..Settings::default() };
        let head = |path: &str| {
            let file = File { path: path.into(), text: "x\n".into() };
            read(file, &Surroundings::new(&settings)).0.head
        };
        let found = |path: &str| {
            let head = head(path);
            format!("{} {} {:?} {:?}", head.place, head.title, head.language, head.address)
        };
        assert_eq!(
            found("posts/2024-01-02-my trip.es.md"),
            "posts/2024-01-02-my trip.md My trip Some(\"es\") Some(\"es/posts/my-trip\")"
        );
        assert_eq!(found("pages/index.es.md"), "pages/index.md Pages Some(\"es\") Some(\"es//\")");
        assert_eq!(found("a.en.md"), "a.md A Some(\"en\") None");
        assert_eq!(found("a.fr.md"), "a.fr.md A.fr None None");
    }

    #[test]
    fn former_addresses_are_aliases() {
        let old = |text: &str| head("a.md", text).old_addresses;
        assert_eq!(old("---\naliases: [/old.html, x/]\n---\nx\n"), ["/old.html", "/x/"]);
        assert_eq!(old("---\naliases: old\n---\nx\n"), ["/old"]);
        assert_eq!(old("---\ntitle: A\n---\nx\n"), [""; 0]);
    }

    #[test]
    fn dates_come_from_names_and_folders() {
        for path in [
            "2024-01-02-a.md",
            "20240102 a.md",
            "2024-01-02T10:30:00Z-a.md",
            "notes/2024-01-02.md",
            "2024/01/02/a.md",
            "blog/2024/01/02/index.md",
            "blog/2024/01/02/a/index.md",
            "trips/2024-01-02 a/index.md",
        ] {
            assert_eq!(date(path).as_deref(), Some("2024-01-02"), "{path}");
        }
        for path in [
            "2024/a.md",
            "2024/01/a.md",
            "1/2/3/a.md",
            "2024/13/02/a.md",
            "12345678.md",
            "9999/01/02/a.md",
        ] {
            assert_eq!(date(path), None, "{path}");
        }
    }

    #[test]
    fn names_lose_their_date() {
        let named = |path: &str, text: &str| {
            let head = head(path, text);
            (head.title, head.slug)
        };
        assert_eq!(named("20240102 My day.md", "x\n"), ("My day".into(), "my-day".into()));
        assert_eq!(named("20240102 a.md", "# Own\n"), ("Own".into(), "a".into()));
        assert_eq!(named("2024-01-02T1030 a.md", "x\n"), ("A".into(), "a".into()));
        assert_eq!(named("trips/20240102 a walk/index.md", "x\n").0, "A walk");
        assert_eq!(named("20240102.md", "x\n"), ("20240102".into(), "20240102".into()));
        assert_eq!(named("20240102 a.md", "---\nslug: b\n---\n").1, "b");
    }
}
