//! Where a site's folders are below its root, as the configuration of its generator says. Owns the
//! names; whether the folders are there, and inside, is for whoever reads them.

use super::Settings;
use crate::warning::{Kind, Warning};

impl Settings {
    /// The folders that may hold the documents, the first that is there does; an empty one is the
    /// root itself, which it is where none is there.
    pub fn content_folders(&self) -> Vec<&str> {
        if self.file == "content/site.toml" {
            return vec!["content"];
        }
        (self.rules().content_folders)(self)
    }

    /// The folders whose files are published at the top of the site; what a later one has counts.
    pub fn static_folders(&self) -> Vec<&str> {
        (self.rules().static_folders)(self)
    }

    /// The folders beside the content whose files templates use, and nobody sees by themselves.
    pub fn private_folders(&self) -> &[String] {
        (self.rules().private_folders)(self)
    }
}

/// The path of a folder below another: `./a//b/` is `a/b`. `None` where it leads out.
pub(super) fn cleaned(path: &str) -> Option<String> {
    let is_absolute = path.starts_with(['/', '\\', '~']) || path.contains(':');
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/').filter(|it| !matches!(*it, "" | ".")) {
        match name {
            ".." => _ = names.pop()?,
            name => names.push(name),
        }
    }
    (!is_absolute).then(|| names.join("/"))
}

/// The same; a path that leads out is reported and has no meaning.
pub(super) fn inside(
    setting: (&str, &str),
    (file, line, column): (&str, u32, u32),
    warnings: &mut Vec<Warning>,
) -> Option<String> {
    let (name, path) = setting;
    let folder = cleaned(path);
    if folder.is_none() {
        warnings.push(Warning {
            file: file.into(),
            line,
            column,
            kind: Kind::Settings,
            found: format!("`{path}`, which `{name}` names, is outside of the site's folder"),
            advice: "nothing outside is read; move the folder in, or build from the one above"
                .into(),
        });
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::settings::{Configuration, read};

    #[test]
    fn folders_stay_inside() {
        for (path, expected) in [
            ("content", Some("content")),
            ("./src//posts/", Some("src/posts")),
            (".", Some("")),
            ("a/../b", Some("b")),
            ("..", None),
            ("a/../../b", None),
            ("/etc", None),
            ("~/blog", None),
            ("C:\\x", None),
        ] {
            assert_eq!(cleaned(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn each_generator_has_its_own() {
        let folders = |name, text, dialect| {
            let (settings, warnings) = read(None, Some((Configuration { name, text }, dialect)));
            let own = |folders: Vec<&str>| folders.join(" ");
            (own(settings.content_folders()), own(settings.static_folders()), warnings.len())
        };
        let is = |content: &str, statics: &str| (content.to_owned(), statics.to_owned(), 0);
        let jekyll = |text| folders("_config.yml", text, Dialect::Jekyll);
        assert_eq!(jekyll("title: x\n"), is("", ""));
        assert_eq!(jekyll("source: ./src\n"), is("src", ""));
        assert_eq!(jekyll("source: ../src\n"), (String::new(), String::new(), 1));
        let pelican = |text| folders("pelicanconf.py", text, Dialect::Pelican);
        assert_eq!(pelican("PATH = 'src/'\n"), is("src", ""));
        assert_eq!(pelican("PATH = '.'\n"), is("", ""));
        assert_eq!(pelican("A = 1\n"), is("content", ""));
        assert_eq!(pelican("PATH = '/home/me/content'\n").2, 1);
        let hugo = |text| folders("hugo.toml", text, Dialect::Hugo);
        assert_eq!(hugo("title = 'x'\n"), is("content", "static"));
        assert_eq!(
            hugo("contentDir = 'src'\nstaticDir = ['a', 'b/']\nstaticDir0 = 'c'\n"),
            is("src", "a b c")
        );
        assert_eq!(
            folders("zola.toml", "base_url = 'x'\n", Dialect::Zola),
            is("content", "static")
        );
    }
}
