//! Finding a site's folders and reading its files. Nothing outside them is read: a symbolic link
//! that leads out is left alone and reported.

use std::fs;
use std::path::{Path, PathBuf};

use the_stacks::document::File;
use the_stacks::settings::{self, Settings};
use the_stacks::site::Input;
use the_stacks::warning::{Kind, Warning};

/// Where a site's sources are.
#[derive(Debug)]
pub struct Folders {
    /// The folder given: a site's root or a content folder.
    pub root: PathBuf,
    /// The folder with the documents.
    pub content: PathBuf,
    /// Hugo's and Zola's folder of files for the top of the site.
    pub static_files: Option<PathBuf>,
}

impl Folders {
    /// Finds the folders below `root`: the documents are in `root/content` if there is such a
    /// folder, in `root` otherwise.
    pub fn find(root: &Path) -> Result<Self, String> {
        if !root.is_dir() {
            return Err(format!("there is no folder {}; name one with --content", root.display()));
        }
        let inner = root.join("content");
        let content = if inner.is_dir() { inner } else { root.to_owned() };
        let static_files = Some(root.join("static")).filter(|it| it.is_dir() && content != *root);
        Ok(Self { root: root.to_owned(), content, static_files })
    }

    /// The file of an asset by the path the site knows it under.
    pub fn asset(&self, path: &str) -> PathBuf {
        match (&self.static_files, path.strip_prefix("static/")) {
            (Some(folder), Some(inside)) => folder.join(inside),
            _ => self.content.join(path),
        }
    }
}

/// Reads everything a site is made of.
pub fn input(folders: &Folders) -> Result<(Input, Vec<Warning>), String> {
    let mut warnings = Vec::new();
    let settings = read_settings(folders, &mut warnings)?;
    let mut input = Input { settings, ..Input::default() };
    let mut paths = Vec::new();
    walk(&folders.content, &folders.content, &mut paths, &mut warnings)?;
    for path in paths {
        let file = folders.content.join(&path);
        if let Some(inside) = path.strip_prefix("_includes/") {
            input.includes.push(read_file(&file, inside, &mut warnings)?);
        } else if is_markdown(&path) {
            input.documents.push(read_file(&file, &path, &mut warnings)?);
        } else if !settings::FILES.iter().any(|(name, _)| *name == path) {
            input.assets.push(path);
        }
    }
    if let Some(folder) = &folders.static_files {
        let mut paths = Vec::new();
        walk(folder, folder, &mut paths, &mut warnings)?;
        input.assets.extend(paths.into_iter().map(|path| format!("static/{path}")));
    }
    input.assets.sort();
    Ok((input, warnings))
}

fn read_settings(folders: &Folders, warnings: &mut Vec<Warning>) -> Result<Settings, String> {
    for (name, dialect) in settings::FILES {
        let path = folders.root.join(name);
        if path.is_file() {
            let file = read_file(&path, name, warnings)?;
            let (settings, found) = settings::read(name, &file.text, dialect);
            warnings.extend(found);
            return Ok(settings);
        }
    }
    Ok(Settings::default())
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "mkd"].iter().any(|it| extension.eq_ignore_ascii_case(it))
}

fn read_file(path: &Path, name: &str, warnings: &mut Vec<Warning>) -> Result<File, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let (file, warning) = File::decode(name, &bytes);
    warnings.extend(warning);
    Ok(file)
}

/// The files below `folder`, relative to `top`, in order. Hidden ones are passed over, and folders
/// that begin with `_`, but for Jekyll's posts, drafts and includes.
fn walk(
    top: &Path,
    folder: &Path,
    found: &mut Vec<String>,
    warnings: &mut Vec<Warning>,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut entries: Vec<_> =
        fs::read_dir(folder).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let relative = path.strip_prefix(top).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "node_modules" {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_symlink()) && !leads_inside(&path, top) {
            warnings.push(Warning {
                file: relative,
                line: 0,
                column: 0,
                kind: Kind::Link,
                found: "this symbolic link leads out of the content folder".into(),
                advice: "copy what it points to; it is not read".into(),
            });
            continue;
        }
        if path.is_dir() {
            let is_private = name.starts_with('_');
            if !is_private || ["_posts", "_drafts", "_includes"].contains(&name.as_str()) {
                walk(top, &path, found, warnings)?;
            }
        } else if !name.starts_with('_') || is_markdown(&name) || relative.starts_with("_includes/")
        {
            found.push(relative);
        }
    }
    Ok(())
}

/// Whether a symbolic link stays within `top` and cannot lead the walk in a circle.
fn leads_inside(link: &Path, top: &Path) -> bool {
    match (link.canonicalize(), top.canonicalize()) {
        (Ok(target), Ok(top)) => target.starts_with(&top) && target.is_file(),
        _ => false,
    }
}
