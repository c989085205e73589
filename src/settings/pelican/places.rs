//! Which files and folders Pelican reads, and as what (Pelican 4.12: `Generator.get_files`,
//! `StaticGenerator`).

use super::Settings;
use crate::settings::glob::{self, Style};
use crate::settings::role::{
    Entry, Reason, Role, has_extension, is_hidden, is_markdown, is_within,
};

/// Whether anything in the folder may be part of the site.
pub fn enters(settings: &Settings, entry: Entry<'_>) -> bool {
    !is_ignored(settings, entry) && !settings.made.iter().any(|it| it == entry.path)
}

/// What a file is to the site.
pub fn role(settings: &Settings, entry: Entry<'_>) -> Role {
    let Entry { path, name, .. } = entry;
    if is_ignored(settings, entry) {
        return Role::Private;
    }
    let is_in = |folders: &[String]| folders.iter().any(|it| is_within(path, it));
    let is_source = (is_in(&settings.article_paths) && !is_in(&settings.article_excludes))
        || (is_in(&settings.page_paths) && !is_in(&settings.page_excludes));
    let is_static = is_in(&settings.static_paths) && !is_in(&settings.static_excludes);
    match is_markdown(name) {
        true if is_source => return Role::Document,
        true if !is_static => return Role::Left(Reason::Outside),
        _ => {}
    }
    let is_html = has_extension(name, &["html", "htm"]);
    // Files such as those that prove who owns the site are HTML too.
    let is_other = has_extension(name, &["rst"]) || (is_html && settings.reads_html && !is_static);
    match () {
        () if is_source && is_other && !is_moved(settings, path) => Role::Left(Reason::OtherMarkup),
        () if is_static || is_moved(settings, path) => Role::Asset,
        () => Role::AssetIfLinked,
    }
}

fn is_moved(settings: &Settings, path: &str) -> bool {
    settings.moved.iter().any(|(from, _)| from == path)
}

fn is_ignored(settings: &Settings, entry: Entry<'_>) -> bool {
    let is_meant = |pattern: &String| {
        glob::matches(pattern, entry.name, Style::Fnmatch)
            || glob::matches(pattern, entry.path, Style::Fnmatch)
    };
    is_hidden(entry.name) || settings.ignored.iter().any(is_meant)
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::settings::role::{Entry, Reason, Role};
    use crate::settings::{Configuration, read};

    #[test]
    fn what_a_file_is_depends_on_the_folders_that_are_named() {
        let text = "ARTICLE_PATHS = ['blog', 'notes/']\nPAGE_PATHS = ['info']\nSTATIC_PATHS = ['images', 'extra/robots.txt']\n\
                    ARTICLE_EXCLUDES = ['blog/old']\nSTATIC_EXCLUDES = ['images/raw']\nIGNORE_FILES = ['*.tmp', '__pycache__']\n\
                    EXTRA_PATH_METADATA = {'extra/robots.txt': {'path': 'robots.txt'}}\nOUTPUT_PATH = 'public/'\n";
        let file = Configuration { name: "pelicanconf.py", text };
        let (settings, warnings) = read(None, Some((file, Dialect::Pelican)));
        assert_eq!(warnings, []);
        for (path, role) in [
            ("blog/a.md", Role::Document),
            ("notes/a.markdown", Role::Document),
            ("info/a.md", Role::Document),
            ("blog/old/a.md", Role::Left(Reason::Outside)),
            ("a.md", Role::Left(Reason::Outside)),
            ("blog/a.rst", Role::Left(Reason::OtherMarkup)),
            ("other/a.rst", Role::AssetIfLinked),
            ("blog/a.png", Role::AssetIfLinked),
            ("images/a.png", Role::Asset),
            ("images/a.md", Role::Asset),
            ("images/raw/a.png", Role::AssetIfLinked),
            ("extra/robots.txt", Role::Asset),
            ("blog/a.tmp", Role::Private),
            ("pelicanconf.py", Role::Private),
        ] {
            assert_eq!(settings.role(Entry::new(path)), role, "{path}");
        }
        assert_eq!(settings.asset_place("extra/robots.txt").as_deref(), Some("robots.txt"));
        let enters = |path: &str| settings.enters(Entry::new(path));
        assert!(enters("_drafts") && !enters("__pycache__") && !enters("public") && !enters(".x"));
    }
}
