//! Addresses: the URL that Jekyll gave a document, and what of it is not the route we give it.
//!
//! Follows Jekyll 4's "Permalinks" and its `UrlDrop`: posts by the site's pattern or style, pages by
//! their path, documents of collections by that collection's pattern, and whatever front matter
//! asks for. Does not own where the document is published: that is the route made of the address.

use jiff::civil::DateTime;

use super::slugs::{Mode, slugify};
use crate::settings::jekyll::{Collection, Settings};

/// What an address is made of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The document's path in the content folder.
    pub path: &'a str,
    /// What sort of document it is.
    pub sort: Sort<'a>,
    /// Its date.
    pub date: Option<DateTime>,
    /// The slug its front matter gives.
    pub slug: Option<&'a str>,
    /// Its categories, those of its folders first.
    pub categories: &'a [String],
}

/// The sorts of document, each with its pattern of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort<'a> {
    /// In a folder `_posts` or `_drafts`.
    Post,
    /// In the folder of a collection.
    Of(&'a Collection),
    /// Anywhere else.
    Page,
}

/// The URL that Jekyll gave `subject`, which asks for `own` in its front matter; the name of the
/// placeholder when one of the pattern has no meaning.
pub fn url(subject: Subject<'_>, own: Option<&str>, settings: &Settings) -> Result<String, String> {
    let pattern = match own {
        Some(own) => own.to_owned(),
        None => pattern(subject, settings),
    };
    let mut url = String::from("/");
    let mut rest = pattern.as_str();
    while let Some(colon) = rest.find(':') {
        url.push_str(&rest[..colon]);
        rest = &rest[colon + 1..];
        let is_name = |it: char| it.is_ascii_lowercase() || it == '_';
        let name = &rest[..rest.find(|it| !is_name(it)).unwrap_or(rest.len())];
        // `/:month_:day`: the underscore is no part of the name.
        let bare = name.trim_end_matches('_');
        match (name, subject.value(name), subject.value(bare)) {
            ("", ..) => url.push(':'),
            (_, Some(value), _) => {
                url.push_str(&value);
                rest = &rest[name.len()..];
            }
            (_, None, Some(value)) => {
                url.push_str(&value);
                rest = &rest[bare.len()..];
            }
            (_, None, None) => return Err(format!(":{name}")),
        }
    }
    url.push_str(rest);
    let url = url.replace("..", "/").replace("./", "");
    let mut squeezed = String::with_capacity(url.len());
    for character in url.chars() {
        if character != '/' || !squeezed.ends_with('/') {
            squeezed.push(character);
        }
    }
    Ok(squeezed)
}

/// The route's path for a URL: `/guide.html` and `/guide/index.html` are both the page `/guide`.
pub fn address(url: &str) -> &str {
    url.strip_suffix("index.html").or(url.strip_suffix(".html")).unwrap_or(url)
}

/// The file that the old site served for `url`, if that is not where the route of the same address
/// is served.
pub fn old_address(url: &str) -> Option<String> {
    let name = url.rsplit('/').next().unwrap_or_default();
    match name {
        "" | "index.html" => None,
        _ if name.ends_with(".html") => Some(url.to_owned()),
        _ => Some(format!("{url}.html")),
    }
}

/// The pattern of the styles that Jekyll has names for; any other is a pattern itself.
fn style(name: &str) -> &str {
    match name {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        pattern => pattern,
    }
}

/// How addresses end that do not follow the posts' pattern, by the site's style.
fn suffix(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "weekdate" | "none" => ":output_ext",
        _ if style.ends_with('/') => "/",
        _ if style.ends_with(":output_ext") => ":output_ext",
        _ => "",
    }
}

fn pattern(subject: Subject<'_>, settings: &Settings) -> String {
    let site = settings.permalink.as_deref().unwrap_or("date");
    match subject.sort {
        Sort::Post => {
            let posts = settings.collections.iter().find(|it| it.name == "posts");
            style(posts.and_then(|it| it.permalink.as_deref()).unwrap_or(site)).to_owned()
        }
        Sort::Of(collection) => match &collection.permalink {
            Some(own) => style(own).to_owned(),
            None => format!("/:collection/:path{}", suffix(site)),
        },
        Sort::Page if stem_of(subject.path) == "index" => "/:path/".into(),
        Sort::Page => format!("/:path/:basename{}", suffix(site)),
    }
}

impl Subject<'_> {
    /// What the placeholder `name` stands for; nothing when Jekyll has none of that name here.
    fn value(&self, name: &str) -> Option<String> {
        let stem = stem_of(self.path);
        let dateless = match self.sort {
            Sort::Page => stem,
            Sort::Post | Sort::Of(_) => {
                crate::date::from_file_name(stem).map_or(stem, |(_, rest)| rest)
            }
        };
        let form = match name {
            "output_ext" => return Some(".html".into()),
            "title" => return Some(slugify(self.slug.unwrap_or(dateless), Mode::Pretty)),
            "slug" => {
                let slug = slugify(self.slug.unwrap_or(dateless), Mode::Default);
                return Some(slug.to_lowercase());
            }
            "name" => return Some(slugify(stem, Mode::Default).to_lowercase()),
            "basename" => return Some(stem.trim_end_matches('.').to_owned()),
            "path" => return Some(self.folders()),
            "categories" => return Some(joined(self.categories, |it| it.to_lowercase())),
            "slugified_categories" => {
                let slug = |it: &str| slugify(it, Mode::Default).to_lowercase();
                return Some(joined(self.categories, slug));
            }
            "collection" => {
                return Some(match self.sort {
                    Sort::Of(collection) => collection.name.clone(),
                    Sort::Post | Sort::Page => "posts".into(),
                });
            }
            "year" => "%Y",
            "short_year" => "%y",
            "month" => "%m",
            "i_month" => "%-m",
            "short_month" => "%b",
            "long_month" => "%B",
            "day" => "%d",
            "i_day" => "%-d",
            "y_day" => "%j",
            "short_day" => "%a",
            "long_day" => "%A",
            "w_year" => "%G",
            "week" => "%V",
            "w_day" => "%u",
            "hour" => "%H",
            "minute" => "%M",
            "second" => "%S",
            _ => return None,
        };
        // A document without a date has none of these in its address.
        Some(self.date.map(|date| date.strftime(form).to_string()).unwrap_or_default())
    }

    /// The path within the collection without its extension; for a page, its folder.
    fn folders(&self) -> String {
        let without_extension = match self.path.rsplit_once('.') {
            Some((path, extension)) if !extension.contains('/') => path,
            _ => self.path,
        };
        match self.sort {
            Sort::Page => self.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
            Sort::Of(collection) => {
                let folder = format!("_{}/", collection.name);
                let inside = without_extension.split_once(&folder);
                inside.map_or(without_extension, |(_, inside)| inside).to_owned()
            }
            Sort::Post => {
                let inside = without_extension.split_once("_posts/");
                inside.map_or(without_extension, |(_, inside)| inside).to_owned()
            }
        }
    }
}

/// Categories as folders, each once.
fn joined(categories: &[String], form: impl Fn(&str) -> String) -> String {
    let mut folders: Vec<String> = Vec::new();
    for category in categories {
        let folder = form(category);
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders.join("/")
}

/// The name of the file at `path` without its extension.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post<'a>(categories: &'a [String], slug: Option<&'a str>) -> Subject<'a> {
        Subject {
            path: "_posts/2024-02-03-Some_Post 3.6.md",
            sort: Sort::Post,
            date: Some(jiff::civil::date(2024, 2, 3).at(4, 5, 6, 0)),
            slug,
            categories,
        }
    }

    fn under(permalink: &str) -> Settings {
        Settings { permalink: Some(permalink.into()), ..Settings::default() }
    }

    #[test]
    fn every_style_and_placeholder() {
        let categories = ["Web".to_owned(), "C & C++".to_owned(), "web".to_owned()];
        let subject = post(&categories, None);
        for (pattern, expected) in [
            ("date", "/web/c & c++/2024/02/03/Some_Post-3.6.html"),
            ("pretty", "/web/c & c++/2024/02/03/Some_Post-3.6/"),
            ("ordinal", "/web/c & c++/2024/034/Some_Post-3.6.html"),
            ("weekdate", "/web/c & c++/2024/W05/Sat/Some_Post-3.6.html"),
            ("none", "/web/c & c++/Some_Post-3.6.html"),
            (":slugified_categories/:slug", "/web/c-c/some-post-3-6"),
            ("/:short_year/:i_month/:i_day/:y_day/", "/24/2/3/034/"),
            ("/:hour-:minute-:second/:title:output_ext", "/04-05-06/Some_Post-3.6.html"),
            ("/:short_month/:long_month/:short_day/:long_day", "/Feb/February/Sat/Saturday"),
            ("/:w_year/:week/:w_day", "/2024/05/6"),
            ("/:year/:month_:day/x", "/2024/02_03/x"),
            (":collection/:name//x", "/posts/2024-02-03-some-post-3-6/x"),
            ("a:1/:", "/a:1/:"),
        ] {
            assert_eq!(url(subject, None, &under(pattern)).as_deref(), Ok(expected), "{pattern}");
        }
        assert_eq!(url(subject, Some("/:nonsense/x"), &under("date")), Err(":nonsense".into()));
        let own = url(post(&[], Some("Own Slug")), None, &Settings::default());
        assert_eq!(own.as_deref(), Ok("/2024/02/03/Own-Slug.html"));
    }

    #[test]
    fn pages_and_collections_follow_the_sites_ending() {
        let page =
            |path| Subject { path, sort: Sort::Page, date: None, slug: None, categories: &[] };
        let at = |path, style: &str| url(page(path), None, &under(style)).unwrap();
        assert_eq!(at("docs/About_Us.md", "date"), "/docs/About_Us.html");
        assert_eq!(at("docs/About_Us.md", "pretty"), "/docs/About_Us/");
        assert_eq!(at("docs/About_Us.md", "/:title/"), "/docs/About_Us/");
        assert_eq!(at("docs/About_Us.md", ":title"), "/docs/About_Us");
        assert_eq!(at("index.md", "date"), "/");
        let staff = Collection { name: "staff".into(), has_pages: true, permalink: None };
        let member = Subject { sort: Sort::Of(&staff), ..page("_staff/team/jane.md") };
        assert_eq!(url(member, None, &under("pretty")).as_deref(), Ok("/staff/team/jane/"));
        let own = Some("/:collection/:name:output_ext".into());
        let staff = Collection { permalink: own, ..staff.clone() };
        let member = Subject { sort: Sort::Of(&staff), ..member };
        assert_eq!(url(member, None, &under("pretty")).as_deref(), Ok("/staff/jane.html"));
    }

    #[test]
    fn the_old_file_is_kept_where_the_route_is_another() {
        assert_eq!(old_address("/2024/01/02/x.html").as_deref(), Some("/2024/01/02/x.html"));
        assert_eq!(old_address("/x").as_deref(), Some("/x.html"));
        assert_eq!(old_address("/x/"), None);
        assert_eq!(old_address("/x/index.html"), None);
        assert_eq!(address("/x/index.html"), "/x/");
    }
}
