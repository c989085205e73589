//! Where Hugo publishes a document (Hugo 0.168): by its `url`, by a permalink pattern of the
//! configuration, or by its folder and its slug or name; and where it was before.

use jiff::civil::DateTime;

use crate::settings::hugo::tokens::{Token, tokens};
use crate::settings::hugo::{Settings, Ugly};

/// What an address is made of.
#[derive(Debug, Default)]
pub struct Subject<'a> {
    /// The path without the mark of its language.
    pub place: &'a str,
    /// The title.
    pub title: &'a str,
    /// The slug as written.
    pub slug: Option<&'a str>,
    /// The `url` as written.
    pub url: Option<&'a str>,
    /// The date.
    pub date: Option<DateTime>,
    /// The key of its language.
    pub language: &'a str,
    /// What routes in its language begin with: nothing or `/es`.
    pub prefix: &'a str,
}

/// What sort of document it is to Hugo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Home,
    Section,
    Page,
}

impl Subject<'_> {
    fn name(&self) -> &str {
        let name = self.place.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    fn folder(&self) -> &str {
        self.place.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn kind(&self) -> Kind {
        match self.name() {
            "_index" | "index" if self.folder().is_empty() => Kind::Home,
            "_index" => Kind::Section,
            _ => Kind::Page,
        }
    }

    /// The folder it is published in and its name there: a leaf bundle (`trip/index.md`) goes by
    /// the name of its folder.
    fn folder_and_name(&self) -> (&str, &str) {
        match self.name() {
            "index" => self.folder().rsplit_once('/').unwrap_or(("", self.folder())),
            name => (self.folder(), name),
        }
    }

    /// The names of the sections it is in, the outermost first.
    fn sections(&self) -> Vec<&str> {
        let folder =
            if self.kind() == Kind::Section { self.folder() } else { self.folder_and_name().0 };
        folder.split('/').filter(|it| !it.is_empty()).collect()
    }
}

/// What sort of document `place` is to Hugo (`home`, `section` or `page`), and its path there, by
/// which settings mean it: `/posts/trip` for `posts/trip.md` and for `posts/trip/index.md`.
pub fn kind_and_path(place: &str) -> (&'static str, String) {
    let subject = Subject { place, ..Subject::default() };
    let (folder, name) = subject.folder_and_name();
    let (kind, path) = match subject.kind() {
        Kind::Home => ("home", "/".into()),
        Kind::Section => ("section", format!("/{}", subject.folder())),
        Kind::Page => ("page", clean(&format!("/{folder}/{name}"))),
    };
    (kind, sanitized(&hyphenated(&path), false))
}

/// The path of the site at which Hugo served the document, its language's prefix included.
pub fn served(subject: &Subject<'_>, settings: &Settings) -> String {
    let kind = subject.kind();
    if kind == Kind::Home {
        return format!("{}/", subject.prefix);
    }
    if let Some(url) = subject.url {
        let url = expanded(url, subject, settings);
        let prefix = if url.starts_with('/') { "" } else { subject.prefix };
        return clean(&format!("{prefix}/{url}"));
    }
    let (folder, name) = subject.folder_and_name();
    let (kind_name, logical) = kind_and_path(subject.place);
    let permalinks = &settings.permalinks;
    let permalink =
        permalinks.iter().find(|it| it.target.includes(kind_name, &logical, subject.language));
    let path = match permalink {
        Some(permalink) => expanded(&permalink.pattern, subject, settings),
        None if kind == Kind::Section => hyphenated(subject.folder()),
        None => {
            let dated = crate::date::from_file_name(name).filter(|_| settings.dates_in_names);
            let name = hyphenated(dated.map_or(name, |(_, rest)| rest));
            format!("{}/{}", hyphenated(folder), subject.slug.unwrap_or(&name))
        }
    };
    let path = sanitized(&path, settings.keeps_case);
    let path = format!("{}/{}", subject.prefix, path.trim_matches('/'));
    let is_ugly = match &settings.ugly {
        Ugly::None => false,
        Ugly::All => kind == Kind::Page,
        Ugly::Sections(sections) => {
            let section = subject.sections().first().map(|it| it.to_lowercase());
            kind == Kind::Page && section.is_some_and(|it| sections.contains(&it))
        }
    };
    clean(&format!("{path}{}", if is_ugly { ".html" } else { "/" }))
}

/// The paths that the document's `aliases` are, seen from where it is `served`.
pub fn aliases(aliases: &[String], served: &str, prefix: &str) -> Vec<String> {
    let own = served.trim_end_matches('/');
    let above = own.rsplit_once('/').map_or("", |(above, _)| above);
    let is_path = |it: &&String| !it.is_empty() && !crate::markdown::is_external(it);
    let path = |alias: &String| {
        let base = if alias.starts_with('/') { prefix } else { above };
        clean(&format!("{base}/{alias}"))
    };
    aliases.iter().filter(is_path).map(path).collect()
}

/// The route for what was served at `path`: a page has no extension and is its folder's index.
pub fn route(path: &str) -> String {
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    format!("{}/", path.trim_end_matches('/'))
}

/// `pattern` with its tokens replaced.
fn expanded(pattern: &str, subject: &Subject<'_>, settings: &Settings) -> String {
    let mut path = String::with_capacity(pattern.len());
    let mut at = 0;
    for token in tokens(pattern) {
        path.push_str(&pattern[at..token.range.start]);
        match value(&token, subject, settings) {
            Some(value) => path.push_str(&value),
            None => path.push_str(&pattern[token.range.clone()]),
        }
        at = token.range.end;
    }
    path.push_str(&pattern[at..]);
    path.replace("\\:", ":")
}

fn value(token: &Token<'_>, subject: &Subject<'_>, settings: &Settings) -> Option<String> {
    // Without a date Hugo counts from the year 1.
    let date = subject.date.unwrap_or(jiff::civil::date(1, 1, 1).at(0, 0, 0, 0)).date();
    let urlize = |text: &str| sanitized(text, settings.keeps_case);
    let title = || urlize(&subject.title.replace('/', "-"));
    let (_, name) = subject.folder_and_name();
    let name = if subject.kind() == Kind::Section { "" } else { name };
    let sections: Vec<String> = subject.sections().iter().map(|it| sanitized(it, false)).collect();
    let or_slug = |other: String| subject.slug.map_or(other, urlize);
    Some(match token.name {
        "year" => date.year().to_string(),
        "month" => format!("{:02}", date.month()),
        "monthname" => date.strftime("%B").to_string(),
        "day" => format!("{:02}", date.day()),
        "weekday" => date.weekday().to_sunday_zero_offset().to_string(),
        "weekdayname" => date.strftime("%A").to_string(),
        "yearday" => date.day_of_year().to_string(),
        "section" => sections.first().cloned().unwrap_or_default(),
        "sections" => token.slice.map_or(sections.as_slice(), |it| part(&sections, it)).join("/"),
        "title" => title(),
        "slug" => or_slug(title()),
        "filename" | "contentbasename" => urlize(name),
        "slugorfilename" | "slugorcontentbasename" => or_slug(urlize(name)),
        _ => return None,
    })
}

/// The part of `sections` that a slice such as `1:`, `:2`, `last` or `0` takes.
fn part<'s>(sections: &'s [String], slice: &str) -> &'s [String] {
    let number = |text: &str, empty: usize| match text.trim() {
        "" => empty,
        "last" => sections.len().saturating_sub(1),
        text => text.parse().unwrap_or_default(),
    };
    let range = match slice.split_once(':') {
        Some((low, high)) => number(low, 0)..number(high, sections.len()).min(sections.len()),
        None => number(slice, 0)..number(slice, 0).saturating_add(1),
    };
    sections.get(range).unwrap_or_default()
}

/// A path of files with a hyphen for every space: here Hugo does not make one of several.
fn hyphenated(path: &str) -> String {
    path.replace(' ', "-")
}

/// `path` as Hugo makes addresses of it: white space becomes a hyphen, what is neither letter, digit,
/// nor one of a few signs is dropped, and all is lower case unless `keeps_case`.
pub fn sanitized(path: &str, keeps_case: bool) -> String {
    let mut sanitized = String::with_capacity(path.len());
    let mut is_after_space = false;
    for character in path.chars() {
        if is_allowed(character) {
            if is_after_space && character != '-' {
                sanitized.push('-');
            }
            is_after_space = false;
            sanitized.push(character);
        } else if character.is_whitespace() && !sanitized.is_empty() {
            is_after_space = !sanitized.ends_with('-');
        }
    }
    if keeps_case { sanitized } else { sanitized.to_lowercase() }
}

fn is_allowed(character: char) -> bool {
    // Numerals that are no digits: superscripts, fractions, Roman and circled numbers.
    let is_numeral = matches!(character, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{218f}'
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    let is_sign = matches!(character, '.' | '/' | '_' | '#' | '+' | '~' | '-' | '@');
    (character.is_alphanumeric() && !is_numeral) || is_sign || crate::slug::is_mark(character)
}

/// `path` with single slashes and without `.` and `..`; a slash at its end stays.
fn clean(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    let slash = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{slash}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::hugo::{Permalink, Target};

    const PLAIN: Subject<'_> = Subject {
        place: "",
        title: "The Title",
        slug: None,
        url: None,
        date: None,
        language: "en",
        prefix: "",
    };

    fn at(place: &str) -> String {
        served(&Subject { place, ..PLAIN }, &Settings::default())
    }

    #[test]
    fn folders_and_names_become_addresses_as_hugo_makes_them() {
        for (place, address) in [
            ("posts/My First_Post (1) & more.md", "/posts/my-first_post-1--more/"),
            ("posts/C++ + C# @x~y.md", "/posts/c++-+-c#-@x~y/"),
            ("posts/Ünï v1.2.md", "/posts/ünï-v1.2/"),
            ("posts/a--b.md", "/posts/a--b/"),
            ("posts/2024-01-02-hi.md", "/posts/2024-01-02-hi/"),
            ("Top Dir/Deep Dir/x.md", "/top-dir/deep-dir/x/"),
            ("posts/trip/index.md", "/posts/trip/"),
            ("posts/_index.md", "/posts/"),
            ("_index.md", "/"),
            ("about.md", "/about/"),
        ] {
            assert_eq!(at(place), address);
        }
    }

    #[test]
    fn slugs_and_urls_count_for_more() {
        let slug = |place: &str, slug: &str| {
            served(&Subject { place, slug: Some(slug), ..PLAIN }, &Settings::default())
        };
        assert_eq!(slug("posts/a.md", "Hello, World! Foo_bar"), "/posts/hello-world-foo_bar/");
        assert_eq!(slug("posts/bundle/index.md", "s l"), "/posts/s-l/");
        let url = |url: &str, prefix: &str| {
            let subject = Subject { place: "posts/a.md", url: Some(url), prefix, ..PLAIN };
            served(&subject, &Settings::default())
        };
        assert_eq!(url("/Abs/Path", "/es"), "/Abs/Path");
        assert_eq!(url("rel/path.html", "/es"), "/es/rel/path.html");
        assert_eq!(url("/:year/:slug/:contentbasename/x", ""), "/1/the-title/a/x");
        assert_eq!(route("/rel/path.html"), "/rel/path/");
        assert_eq!((route("/x/index.html"), route("/")), ("/x/".into(), "/".into()));
    }

    fn with_pattern(pattern: &str, subject: &Subject<'_>) -> String {
        let permalink = Permalink { target: Target::default(), pattern: pattern.into() };
        served(subject, &Settings { permalinks: vec![permalink], ..Settings::default() })
    }

    #[test]
    fn permalinks_have_tokens() {
        let subject = Subject {
            place: "docs/Sub Dir/File Name.md",
            title: "Über (x) / Y",
            date: Some(jiff::civil::date(2024, 5, 6).at(0, 0, 0, 0)),
            ..PLAIN
        };
        for (pattern, address) in [
            ("/:year/:month/:day/:filename", "/2024/05/06/file-name/"),
            ("/:monthname/:weekdayname/:weekday/:yearday", "/may/monday/1/127/"),
            ("/:section/:sections/:title/", "/docs/docs/sub-dir/über-x-y/"),
            (
                "/:sections[1:]/:sections[last]/:sections[:1]/:slug",
                "/sub-dir/sub-dir/docs/über-x-y/",
            ),
            ("/:sections[9]/:sections[2:1]/x", "/x/"),
            ("/:slugorcontentbasename.html", "/file-name.html/"),
            ("/a\\:b/:slugorfilename", "/ab/file-name/"),
        ] {
            assert_eq!(with_pattern(pattern, &subject), address);
        }
        let bundle = Subject { place: "notes/trip/index.md", slug: Some("c/d e"), ..PLAIN };
        assert_eq!(
            with_pattern("/:sections/:slug/:contentbasename", &bundle),
            "/notes/c/d-e/trip/"
        );
    }

    #[test]
    fn addresses_may_have_been_ugly_or_in_a_language() {
        let ugly = Settings { ugly: Ugly::All, ..Settings::default() };
        let page = Subject { place: "posts/A.md", prefix: "/es", ..PLAIN };
        assert_eq!(served(&page, &ugly), "/es/posts/a.html");
        assert_eq!(served(&Subject { place: "posts/_index.md", ..PLAIN }, &ugly), "/posts/");
        let keeps = Settings { keeps_case: true, ..Settings::default() };
        assert_eq!(served(&Subject { place: "posts/A B.md", ..PLAIN }, &keeps), "/posts/A-B/");
    }

    #[test]
    fn aliases_are_seen_from_the_folder_above() {
        let found = |list: &[&str], served: &str, prefix: &str| {
            aliases(&list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(), served, prefix)
        };
        assert_eq!(
            found(&["old1", "/old2/", "../old3", "old4.html", "./same", ""], "/Abs/Path/", ""),
            ["/Abs/old1", "/old2/", "/old3", "/Abs/old4.html", "/Abs/same"]
        );
        assert_eq!(found(&["old", "/abs/"], "/es/posts/p/", "/es"), ["/es/posts/old", "/es/abs/"]);
        assert_eq!(found(&["https://x.y/"], "/a/", ""), [""; 0]);
    }
}
