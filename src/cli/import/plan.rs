//! What of a site is copied, and what stays behind and why. Copied is what a build reads, in the place
//! where it is: the documents and all that its generator publishes, what the author may expect to
//! find (`Left` in the roles), what documents show of other files, and the configuration.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use the_stacks::dialect::Dialect;
use the_stacks::image;
use the_stacks::settings::Settings;
use the_stacks::settings::role::Role;
use the_stacks::site::Known;

use crate::place::{Configured, Folders, Place};
use crate::walk::{Found, Walk, is_inside};

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is copied, in the order of the paths.
    pub copies: Vec<Copy>,
    /// What stays: a file, or a folder with all that is in it.
    pub left: Vec<(Reason, String)>,
}

/// A file that is copied.
#[derive(Debug)]
pub struct Copy {
    /// Its path below the site's root, `/` between names.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// What it is.
    pub sort: Sort,
    /// Whether a build reads it as text, so that it tells when it cannot.
    pub is_read: bool,
}

/// What a copied file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A document.
    Document,
    /// Published as it is, or put aside for its author.
    File,
    /// Read while documents are: `_includes`, `_data` and the like.
    Source,
    /// A configuration.
    Configuration,
}

/// Why a file or folder stays behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Templates, themes and style sheets.
    Theme,
    /// What the other generator made.
    Made,
    /// How the site is made.
    Machinery,
    /// What a host was told.
    Hosting,
    /// Hidden by a dot.
    Hidden,
    /// In the content, and not published.
    Unpublished,
    /// Beside the content.
    Beside,
}

/// Names by which what is not content is known, beside any content.
const NAMES: [(Reason, &[&str]); 4] = [
    (
        Reason::Theme,
        &[
            "_layouts",
            "_sass",
            "_plugins",
            "layouts",
            "themes",
            "theme",
            "templates",
            "archetypes",
            "sass",
            "i18n",
            "assets",
            "plugins",
        ],
    ),
    (Reason::Made, &["_site", "public", "output", "resources", "__pycache__", "dist"]),
    (
        Reason::Machinery,
        &[
            "node_modules",
            "vendor",
            "Gemfile",
            "Gemfile.lock",
            "Rakefile",
            "Makefile",
            "Guardfile",
            "Dockerfile",
            "docker-compose.yml",
            "package.json",
            "package-lock.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "gulpfile.js",
            "Gruntfile.js",
            "webpack.config.js",
            "postcss.config.js",
            "tailwind.config.js",
            "tsconfig.json",
            "requirements.txt",
            "pyproject.toml",
            "poetry.lock",
            "Pipfile",
            "Pipfile.lock",
            "uv.lock",
            "tasks.py",
            "fabfile.py",
            "develop_server.sh",
            "go.mod",
            "go.sum",
            "renovate.json",
            "bin",
            "script",
            "scripts",
        ],
    ),
    (
        Reason::Hosting,
        &[
            "netlify.toml",
            "vercel.json",
            "now.json",
            "firebase.json",
            "_headers",
            "_redirects",
            "CNAME",
        ],
    ),
];

impl Plan {
    /// The plan for the site at `place`, of which `documents` were read.
    pub fn make(place: &Place, documents: &[Known]) -> Result<Self, String> {
        let Place { folders, settings, configured, .. } = place;
        let mut plan = Self::default();
        plan.add_content(folders, settings, documents)?;
        plan.add_others(folders)?;
        plan.add_configuration(&folders.root, configured);
        plan.add_shown(folders, documents);
        plan.add_beside(folders, &folders.root, "");
        plan.copies.sort_by(|a, b| a.path.cmp(&b.path));
        plan.copies.dedup_by(|a, b| a.path == b.path);
        plan.left.sort();
        plan.left.dedup();
        let copied: HashSet<&str> = plan.copies.iter().map(|it| it.path.as_str()).collect();
        plan.left.retain(|(_, path)| !copied.contains(path.as_str()));
        Ok(plan)
    }

    fn add(&mut self, path: String, file: PathBuf, sort: Sort) {
        let is_read = matches!(sort, Sort::Document | Sort::Source);
        self.copies.push(Copy { path, file, sort, is_read });
    }

    /// The content folder's.
    fn add_content(
        &mut self,
        folders: &Folders,
        settings: &Settings,
        documents: &[Known],
    ) -> Result<(), String> {
        let prefix = prefix(&folders.content, &folders.root);
        let known: HashSet<&str> = documents.iter().map(|it| it.head.path.as_str()).collect();
        let mut private = Vec::new();
        let found = walk(Some(settings), &mut private, &folders.content)?;
        for Found { path, file, role, .. } in found {
            let sort = match role {
                Role::Document => Sort::Document,
                Role::DocumentIfMarked if known.contains(path.as_str()) => Sort::Document,
                Role::DocumentIfMarked | Role::Private => {
                    private.push(path);
                    continue;
                }
                Role::Include | Role::Data => Sort::Source,
                Role::Asset | Role::AssetIfLinked | Role::AssetUnlessMarked(_) | Role::Left(_) => {
                    Sort::File
                }
            };
            self.add(format!("{prefix}{path}"), file, sort);
        }
        for path in private {
            let reason = match reason(&path, settings) {
                Reason::Beside => Reason::Unpublished,
                reason => reason,
            };
            self.left.push((reason, format!("{prefix}{path}")));
        }
        Ok(())
    }

    /// Those of the folders beside it: what is published at the top of the site, and what templates use,
    /// as far as an author would miss it.
    fn add_others(&mut self, folders: &Folders) -> Result<(), String> {
        let of_top = folders.static_files.iter().map(|it| (it, true));
        let private = folders.private.iter().map(|(_, folder)| (folder, false));
        for (folder, is_published) in of_top.chain(private) {
            let prefix = prefix(folder, &folders.root);
            for Found { path, file, .. } in walk(None, &mut Vec::new(), folder)? {
                let path = format!("{prefix}{path}");
                match is_published || image::is_image(&path) || is_data(&path) {
                    true => self.add(path, file, Sort::File),
                    false => self.left.push((Reason::Theme, path)),
                }
            }
        }
        Ok(())
    }

    fn add_configuration(&mut self, root: &Path, configured: &Configured) {
        for file in configured.own.iter().chain(&configured.others) {
            self.add(file.path.clone(), root.join(&file.path), Sort::Configuration);
        }
    }

    /// The files that documents show in their text and that are nothing to the site by themselves.
    fn add_shown(&mut self, folders: &Folders, documents: &[Known]) {
        let prefix = prefix(&folders.content, &folders.root);
        for (path, _) in documents.iter().flat_map(|it| &it.shown) {
            let file = folders.content.join(path);
            if file.is_file() && is_inside(&file, &folders.content) {
                self.add(format!("{prefix}{path}"), file, Sort::Source);
            }
        }
    }

    /// What lies in `folder`, whose path is `path`, and in none of the site's own folders.
    fn add_beside(&mut self, folders: &Folders, folder: &Path, path: &str) {
        let own: Vec<&PathBuf> = std::iter::once(&folders.content)
            .chain(&folders.static_files)
            .chain(folders.private.iter().map(|(_, folder)| folder))
            .collect();
        if own.contains(&&folder.to_owned()) {
            return;
        }
        // What cannot be read stays, whatever is in it.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let inner = folder.join(entry.file_name());
            let path = format!("{path}{name}");
            let is_above = |copy: &Copy| copy.path.starts_with(&format!("{path}/"));
            if own.iter().any(|it| it.starts_with(&inner)) || self.copies.iter().any(is_above) {
                self.add_beside(folders, &inner, &format!("{path}/"));
            } else {
                self.left.push((by_name(&path), path));
            }
        }
    }
}

/// The path of a folder below `root`, with a slash at its end unless it is `root`.
fn prefix(folder: &Path, root: &Path) -> String {
    let path = folder.strip_prefix(root).unwrap_or(Path::new(""));
    let names = path.components().map(|it| it.as_os_str().to_string_lossy());
    names.map(|name| format!("{name}/")).collect()
}

/// The files below `folder`. What is to be said of those that are passed over, reading them says.
fn walk(
    settings: Option<&Settings>,
    private: &mut Vec<String>,
    folder: &Path,
) -> Result<Vec<Found>, String> {
    let walk = Walk { except: None, settings, unpublished: private, warnings: &mut Vec::new() };
    { walk }.files(folder)
}

/// Whether a file holds data, as Hugo's `data` folder does, rather than styles or scripts.
fn is_data(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["json", "toml", "yaml", "yml", "csv", "tsv", "xml", "pdf", "md", "txt"]
        .contains(&extension.as_str())
}

fn reason(path: &str, settings: &Settings) -> Reason {
    let is_made = match settings.generator {
        Some(Dialect::Jekyll) => settings.jekyll.destination == path,
        Some(Dialect::Pelican) => settings.pelican.made.first().is_some_and(|it| it == path),
        _ => false,
    };
    if is_made { Reason::Made } else { by_name(path) }
}

fn by_name(path: &str) -> Reason {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_of = |(_, names): &&(Reason, &[&str])| names.contains(&name);
    match NAMES.iter().find(is_of) {
        Some((reason, _)) => *reason,
        None if name.starts_with('.') => Reason::Hidden,
        None => Reason::Beside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_told_by_its_name() {
        for (path, expected) in [
            ("_layouts", Reason::Theme),
            ("Gemfile", Reason::Machinery),
            (".git", Reason::Hidden),
            ("netlify.toml", Reason::Hosting),
            ("public", Reason::Made),
            ("notes.txt", Reason::Beside),
        ] {
            assert_eq!(by_name(path), expected, "{path}");
        }
        assert_eq!(prefix(Path::new("a/b/c"), Path::new("a")), "b/c/");
        assert_eq!(prefix(Path::new("a"), Path::new("a")), "");
    }
}
