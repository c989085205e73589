//! Where Pelican published a document: `url` and `save_as` of its metadata, or the patterns of the
//! configuration, `posts/{date:%Y}/{slug}.html`.
//!
//! Our route is that address without `index.html` and `.html`; what differs from it is kept as an
//! old address.

use crate::document::Head;
use crate::route::Route;
use crate::settings::pelican::{Settings, SlugSource};
use crate::taxonomy::Taxonomy;

use super::metadata::Fields;

/// Where a document is and where it was.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The route it asks for.
    pub route: Option<String>,
    /// Where Pelican had it, if that is another address.
    pub old: Vec<String>,
    /// Why the configuration's pattern could not be used.
    pub problem: Option<String>,
}

/// What kind of document it is: the start of the names of its settings.
pub fn kind(is_page: bool, is_draft: bool) -> &'static str {
    match (is_page, is_draft) {
        (false, false) => "ARTICLE",
        (false, true) => "DRAFT",
        (true, false) => "PAGE",
        (true, true) => "DRAFT_PAGE",
    }
}

/// What an address is made from.
pub struct Known<'a> {
    /// What the document says.
    pub head: &'a Head,
    /// Its metadata.
    pub fields: &'a Fields<'a>,
    /// Its category, even if no document names it.
    pub category: &'a str,
    /// Who writes the site.
    pub author: &'a str,
    /// The site's configuration.
    pub settings: &'a Settings,
}

/// The places of a document whose settings are called `name`, such as `PAGE_LANG`.
pub fn places(name: &str, known: &Known<'_>) -> Places {
    let Known { fields, settings, .. } = known;
    let mut places = Places::default();
    // With an empty `save_as` Pelican writes no file: the document has the address of any other.
    let has_own = |key: &str| fields.own(key).is_some();
    let own = |key: &str| fields.own(key).and_then(|it| it.value.as_text());
    let is_home = own("save_as").is_some() && own("url").is_none();
    let has_address = own("url").is_some() || own("save_as").is_some();
    let patterns = settings.address(name).filter(|_| settings.is_configured);
    let mut read = |key: &str, pattern: Option<&str>| {
        if has_own(key) && has_address {
            return own(key).filter(|it| !crate::markdown::is_external(it)).map(str::to_owned);
        }
        let filled = fill(pattern?, |field, format| known.value(field, format));
        filled.map_err(|problem| places.problem = Some(problem)).ok()
    };
    let url = read("url", patterns.map(|it| it.url.as_str()));
    let save_as = read("save_as", patterns.map(|it| it.save_as.as_str()));
    let asked = if is_home && has_own("url") {
        save_as.as_deref()
    } else {
        url.as_deref().or(save_as.as_deref())
    };
    let Some(route) = asked.map(without_file_name) else { return places };
    for address in [url.as_deref(), save_as.as_deref()].into_iter().flatten() {
        let address = address.strip_suffix("index.html").unwrap_or(address).trim_start_matches('/');
        let is_known = places.old.iter().any(|it| it[1..] == *address);
        if address.trim_end_matches('/') != route.trim_matches('/')
            && !address.is_empty()
            && !is_known
        {
            places.old.push(format!("/{address}"));
        }
    }
    places.route = Some(route);
    places
}

/// Where Pelican listed the documents of the same author, tags and category, and where we do. `folder`
/// is the category of a document that names none.
pub fn former_lists(
    known: &Known<'_>,
    category: Option<&str>,
    folder: Option<&str>,
) -> Vec<(String, Route)> {
    let Known { head, fields, settings, .. } = known;
    if !settings.is_configured {
        return Vec::new();
    }
    let tags = fields.list("tags");
    let tags = tags.iter().map(|tag| ("TAG", tag.as_str(), Taxonomy::Tags.term_route(tag)));
    let authors = head.authors.iter();
    let authors = authors.map(|it| ("AUTHOR", it.as_str(), Taxonomy::Authors.term_route(it)));
    let category = match (category, folder) {
        (Some(category), _) => Some(("CATEGORY", category, Taxonomy::Tags.term_route(category))),
        // The documents of a folder at the top are listed in its section; pages are in none.
        (None, Some(folder)) if folder != "pages" && head.folder() == folder => {
            Some(("CATEGORY", folder, Route::new(folder)))
        }
        _ => None,
    };
    let mut lists = Vec::new();
    for (name, term, route) in tags.chain(authors).chain(category) {
        let Some(pattern) = settings.address(name) else { continue };
        let slug = slug(term, settings);
        // With an empty `save_as` Pelican writes none.
        if slug.is_empty() || pattern.save_as.is_empty() {
            continue;
        }
        for pattern in [&pattern.save_as, &pattern.url] {
            let filled = fill(pattern, |field, _| (field == "slug").then(|| slug.clone()));
            lists.extend(filled.ok().map(|address| (address, route.clone())));
        }
    }
    lists
}

/// `guide.html` and `guide/index.html` are both the page `guide`.
fn without_file_name(address: &str) -> String {
    let address = address.strip_suffix("index.html").unwrap_or(address);
    address.strip_suffix(".html").unwrap_or(address).to_owned()
}

/// `pattern` with its fields filled, as Python's `str.format` does it; what could not be filled
/// otherwise.
fn fill(
    pattern: &str,
    value: impl Fn(&str, Option<&str>) -> Option<String>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        filled.push_str(&rest[..at]);
        let brace = &rest[at..];
        if brace.starts_with("{{") || brace.starts_with("}}") {
            filled.push_str(&brace[..1]);
            rest = &brace[2..];
            continue;
        }
        let whole = brace.find('}').filter(|_| brace.starts_with('{'));
        let Some(end) = whole else { return Err(brace.to_owned()) };
        let inside = &brace[1..end];
        let (field, format) = match inside.split_once(':') {
            Some((field, format)) => (field, Some(format)),
            None => (inside, None),
        };
        filled.push_str(&value(field, format).ok_or_else(|| brace[..=end].to_owned())?);
        rest = &brace[end + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

impl Known<'_> {
    /// What a field of a pattern stands for.
    fn value(&self, field: &str, format: Option<&str>) -> Option<String> {
        let head = self.head;
        match (field, format) {
            ("date", Some(format)) => jiff::fmt::strtime::format(format, head.date?).ok(),
            (_, Some(_)) => None,
            ("slug", None) => Some(self.slug()),
            ("lang", None) => {
                self.fields.text("lang").or(head.language.as_deref()).map(str::to_owned)
            }
            ("category", None) => Some(slug(self.category, self.settings)),
            ("author", None) => {
                let author = head.authors.first().map_or(self.author, String::as_str);
                Some(slug(author, self.settings))
            }
            ("path", None) => Some(head.place.clone()),
            (field, None) => self.fields.text(field).map(str::to_owned),
        }
    }

    /// The slug that Pelican gives: as written, or made from the title or the file's name.
    fn slug(&self) -> String {
        match (self.fields.text("slug"), self.settings.slug_source) {
            (Some(own), _) => own.to_owned(),
            (None, SlugSource::Title) => slug(&self.head.title, self.settings),
            (None, SlugSource::Basename) => slug(self.head.name(), self.settings),
        }
    }
}

/// A slug as Pelican's defaults make it (`pelican.utils.slugify`): letters, digits, `_` and hyphens,
/// in ASCII and small unless the settings say otherwise.
fn slug(text: &str, settings: &Settings) -> String {
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_ascii() || settings.keeps_unicode => words.push(character),
            // Pelican's table knows no names for pictures.
            '\u{2600}'..='\u{27bf}' | '\u{1f000}'.. => {}
            _ => words.push_str(deunicode::deunicode_char(character).unwrap_or_default()),
        }
    }
    let mut slug = String::with_capacity(words.len());
    for character in words.trim().chars() {
        if character == '-' || character.is_whitespace() {
            if !slug.ends_with('-') {
                slug.push('-');
            }
        } else if character.is_alphanumeric() || character == '_' {
            slug.push(character);
        }
    }
    if settings.keeps_case { slug } else { slug.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_pelicans() {
        let settings = Settings::default();
        for (title, expected) in [
            ("Hello, World!", "hello-world"),
            ("  A -- b_c  ", "a-b_c"),
            ("Año Nuevo: ¿qué?", "ano-nuevo-que"),
            ("C++ & Rust", "c-rust"),
            ("(1) x -", "1-x-"),
            ("“q” — d ™", "q-d-tm"),
            ("日本 🚀 語", "ri-ben-yu"),
        ] {
            assert_eq!(slug(title, &settings), expected);
        }
        let mut unicode = Settings::default();
        (unicode.keeps_unicode, unicode.keeps_case) = (true, true);
        assert_eq!(slug("Año Nuevo", &unicode), "Año-Nuevo");
    }

    #[test]
    fn patterns_are_filled_as_python_does() {
        let value = |field: &str, format: Option<&str>| match (field, format) {
            ("slug", None) => Some("s".to_owned()),
            ("date", Some(format)) => Some(format.replace('%', "")),
            _ => None,
        };
        assert_eq!(fill("p/{date:%Y}/{slug}.html", value).as_deref(), Ok("p/Y/s.html"));
        assert_eq!(fill("{{x}}/{slug}", value).as_deref(), Ok("{x}/s"));
        for (pattern, problem) in
            [("{x}", "{x}"), ("{slug:>3}", "{slug:>3}"), ("a{slug", "{slug"), ("a}", "}")]
        {
            assert_eq!(fill(pattern, value), Err(problem.into()));
        }
    }
}
