//! Which files and folders Jekyll reads, and as what (Jekyll 4: `Reader`, `EntryFilter`,
//! `Collection`, and the plugins of GitHub Pages that make READMEs and Markdown without front matter
//! pages).

use super::Settings;
use crate::settings::role::{Entry, Reason, Role, has_extension, is_markdown, is_within};

/// Files at the top that Jekyll would copy although they are how the site is made, or are for those
/// who work on it.
const MACHINERY: [&str; 27] = [
    "Capfile",
    "Dockerfile",
    "Gruntfile.js",
    "Guardfile",
    "Makefile",
    "Procfile",
    "Rakefile",
    "Vagrantfile",
    "docker-compose.yaml",
    "docker-compose.yml",
    "gulpfile.js",
    "netlify.toml",
    "now.json",
    "package-lock.json",
    "package.json",
    "pnpm-lock.yaml",
    "postcss.config.js",
    "renovate.json",
    "requirements.txt",
    "rollup.config.js",
    "s3_website.yml",
    "screenshot.png",
    "tailwind.config.js",
    "tsconfig.json",
    "vercel.json",
    "webpack.config.js",
    "yarn.lock",
];

/// Documents about the repository rather than of the site, unless they have front matter (those that
/// the plugin `jekyll-optional-front-matter` passes over).
const ABOUT: [&str; 9] = [
    "CHANGELOG",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "COPYING",
    "ISSUE_TEMPLATE",
    "LICENCE",
    "LICENSE",
    "PULL_REQUEST_TEMPLATE",
    "README",
];

/// Files of text, which may begin with front matter.
const TEXT: [&str; 24] = [
    "adoc",
    "asciidoc",
    "atom",
    "coffee",
    "css",
    "csv",
    "htm",
    "html",
    "ics",
    "js",
    "json",
    "less",
    "map",
    "org",
    "rss",
    "rst",
    "sass",
    "scss",
    "svg",
    "textile",
    "txt",
    "webmanifest",
    "xml",
    "yml",
];

/// Whether anything in the folder may be part of the site.
pub fn enters(settings: &Settings, entry: Entry<'_>) -> bool {
    let Entry { path, name, .. } = entry;
    if path == settings.includes_folder || path == settings.data_folder {
        return true;
    }
    if let Some(is_wanted) = settings.is_wanted(path) {
        return is_wanted || leads_to_included(settings, path);
    }
    if matches!(name, "_posts" | "_drafts") {
        return is_within(path, &settings.collections_folder);
    }
    let is_site = path == settings.destination;
    (!is_private(name) && !is_site) || leads_to_included(settings, path)
}

/// What a file is to the site.
pub fn role(settings: &Settings, entry: Entry<'_>) -> Role {
    let Entry { path, name, .. } = entry;
    for (folder, role) in
        [(&settings.includes_folder, Role::Include), (&settings.data_folder, Role::Data)]
    {
        if path.len() > folder.len() && is_within(path, folder) && !folder.is_empty() {
            return if is_private(name) && name.starts_with('.') { Role::Private } else { role };
        }
    }
    let wanted = settings.is_wanted(path);
    if wanted == Some(false) || (wanted.is_none() && is_private(name)) {
        return Role::Private;
    }
    let is_in = |folder: &str| path.split('/').rev().skip(1).any(|it| it == folder);
    let is_post = is_in("_posts");
    if is_markdown(name) {
        return match () {
            () if is_post && !is_dated(name) => Role::Left(Reason::Undated),
            () if is_about(name) && wanted.is_none() && entry.is_at_top() => Role::DocumentIfMarked,
            () => Role::Document,
        };
    }
    let is_made_at_top = wanted.is_none() && entry.is_at_top() && is_machinery(name);
    if is_made_at_top || ((is_post || is_in("_drafts")) && !settings.has_files_of_posts) {
        return Role::Private;
    }
    match has_extension(name, &TEXT) {
        true => Role::AssetUnlessMarked(Reason::Template),
        false => Role::Asset,
    }
}

/// A collection's files are published in a folder without the `_`.
pub fn asset_place(settings: &Settings, path: &str) -> Option<String> {
    settings.collection_of(path).filter(|it| it.name != "posts")?;
    settings.within_collections(path).strip_prefix('_').map(str::to_owned)
}

/// Whether a name alone keeps a file or folder out of the site.
pub fn is_private(name: &str) -> bool {
    name.starts_with(['.', '_', '#', '~']) || name.ends_with('~')
}

/// Whether a file that the settings include lies in the folder at `path`.
fn leads_to_included(settings: &Settings, path: &str) -> bool {
    let below = |it: &String| it.trim_start_matches('/').strip_prefix(path).map(str::to_owned);
    settings.include.iter().filter_map(below).any(|it| it.len() > 1 && it.starts_with('/'))
}

fn is_machinery(name: &str) -> bool {
    let is_about = !name.contains('.') || has_extension(name, &["txt"]);
    MACHINERY.contains(&name)
        || name.starts_with("_config")
        || name == "site.toml"
        || has_extension(name, &["gemspec"])
        || (is_about && self::is_about(name))
}

fn is_about(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    ABOUT.iter().any(|it| stem.eq_ignore_ascii_case(it))
}

/// Whether the name of a post has its date: `2024-01-02-name.md`, as `Document::DATE_FILENAME_MATCHER`
/// reads it.
fn is_dated(name: &str) -> bool {
    let mut parts = name.splitn(4, '-');
    let mut is_number = |lengths: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|it| {
            lengths.contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit())
        })
    };
    is_number(2..=4) && is_number(1..=2) && is_number(1..=2) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::settings::role::{Entry, Reason, Role};
    use crate::settings::{Configuration, Settings, read};

    fn site(text: &str) -> Settings {
        read(None, Some((Configuration { name: "_config.yml", text }, Dialect::Jekyll))).0
    }

    #[test]
    fn what_a_file_is_depends_on_its_place_and_name() {
        let settings = site(
            "collections_dir: all\ncollections: {docs: {output: true}, team: {}}\n\
             include: [_pages, .well-known, '_extra/one.md']\nexclude: [bin, '*.draft.md', Gemfile.local]\n\
             destination: ./public\n",
        );
        for (path, role) in [
            ("about.md", Role::Document),
            ("a.draft.md", Role::Private),
            ("_pages/about.md", Role::Document),
            ("_extra/one.md", Role::Document),
            ("_extra/two.md", Role::Document),
            ("_index.md", Role::Private),
            ("README.md", Role::DocumentIfMarked),
            ("docs/README.md", Role::Document),
            ("all/_posts/2024-01-02-a.md", Role::Document),
            ("all/_posts/a.md", Role::Left(Reason::Undated)),
            ("all/_posts/a.png", Role::Private),
            ("all/_drafts/a.md", Role::Document),
            ("all/_docs/a.md", Role::Document),
            ("all/_docs/_a.md", Role::Private),
            ("all/_docs/a.png", Role::Asset),
            ("_data/a/b.yml", Role::Data),
            ("_includes/a.html", Role::Include),
            ("Gemfile", Role::Private),
            ("Rakefile", Role::Private),
            ("x.gemspec", Role::Private),
            ("LICENSE", Role::Private),
            ("_config.dev.yml", Role::Private),
            ("CNAME", Role::Asset),
            (".htaccess", Role::Private),
            ("index.html", Role::AssetUnlessMarked(Reason::Template)),
            ("a.jpg~", Role::Private),
        ] {
            assert_eq!(settings.role(Entry::new(path)), role, "{path}");
        }
        for (path, enters) in [
            ("_pages", true),
            ("_extra", true),
            ("_layouts", false),
            ("_sass", false),
            ("_includes", true),
            ("_data", true),
            ("_posts", false),
            ("all/_posts", true),
            ("all/_docs", true),
            ("all/_docs/deep", true),
            ("all/_docs/_private", false),
            ("all/_team", false),
            ("bin", false),
            ("public", false),
            ("vendor/bundle", false),
            ("node_modules", false),
            (".well-known", true),
            (".git", false),
            ("images", true),
        ] {
            assert_eq!(settings.enters(Entry::new(path)), enters, "{path}");
        }
        assert_eq!(settings.asset_place("all/_docs/a.png").as_deref(), Some("docs/a.png"));
        assert_eq!(settings.asset_place("_pages/a.png"), None);
    }

    #[test]
    fn jekyll_includes_one_hidden_file_unless_told_otherwise() {
        assert_eq!(site("title: x\n").role(Entry::new(".htaccess")), Role::Asset);
        let posts = site("plugins: [jekyll-postfiles]\n");
        assert_eq!(posts.role(Entry::new("_posts/a.png")), Role::Asset);
    }
}
