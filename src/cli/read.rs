//! Finding a site's folders and reading its files. Nothing outside them is read: a symbolic link
//! that leads out is left alone and reported.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use the_stacks::document::File;
use the_stacks::encoding;
use the_stacks::settings::{self, Configuration, Settings};
use the_stacks::site::{AssetFile, Input, Stub};
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
}

/// Reads everything a site is made of. What lies below `except`, where the site is written to, is
/// not part of it.
pub fn input(folders: &Folders, except: Option<&Path>) -> Result<(Input, Vec<Warning>), String> {
    let mut warnings = Vec::new();
    let settings = read_settings(folders, &mut warnings)?;
    let mut input = Input { settings, ..Input::default() };
    let except = except.and_then(|folder| folder.canonicalize().ok());
    let mut walk = Walk { except, everything: false, warnings: &mut warnings };
    let content = walk.files(&folders.content)?;
    walk.everything = true;
    let static_files =
        folders.static_files.as_deref().map(|folder| walk.files(folder)).transpose()?;
    for (path, file) in content {
        if let Some(inside) = path.strip_prefix("_includes/") {
            input.includes.push(read_file(&file, inside, &mut warnings)?);
        } else if is_markdown(&path) {
            input.documents.push(Stub { stamp: stamp(&file), path });
        } else if !is_configuration(&path) {
            input.assets.push(asset(path, &file, false));
        }
    }
    let static_files = static_files.unwrap_or_default();
    input.assets.extend(static_files.into_iter().map(|(path, file)| asset(path, &file, true)));
    Ok((input, warnings))
}

fn asset(path: String, file: &Path, is_static: bool) -> AssetFile {
    AssetFile { file: file.to_string_lossy().into_owned(), path, is_static }
}

/// The settings of our own configuration file and of the first that another generator has.
fn read_settings(folders: &Folders, warnings: &mut Vec<Warning>) -> Result<Settings, String> {
    let mut read = |name: &str| {
        let path = folders.root.join(name);
        path.is_file().then(|| read_file(&path, name, warnings)).transpose()
    };
    let mut own = None;
    for name in settings::OWN_FILES {
        own = own.or(read(name)?);
    }
    let mut foreign = None;
    for (name, dialect) in settings::FOREIGN_FILES {
        if foreign.is_none() {
            foreign = read(name)?.map(|file| (file, dialect));
        }
    }
    fn configuration(file: &File) -> Configuration<'_> {
        Configuration { name: &file.path, text: &file.text }
    }
    let (settings, found) = settings::read(
        own.as_ref().map(configuration),
        foreign.as_ref().map(|(file, dialect)| (configuration(file), *dialect)),
    );
    warnings.extend(found);
    Ok(settings)
}

fn is_configuration(path: &str) -> bool {
    settings::OWN_FILES.contains(&path)
        || settings::FOREIGN_FILES.iter().any(|(name, _)| *name == path)
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "mkd"].iter().any(|it| extension.eq_ignore_ascii_case(it))
}

/// A number that changes when the file does: of its length and the times of its last changes.
pub fn stamp(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    if let Ok(metadata) = path.metadata() {
        metadata.len().hash(&mut hasher);
        metadata.modified().ok().hash(&mut hasher);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime(), metadata.ctime_nsec(), metadata.ino()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Reads and decodes a file that is called `name` on the site.
pub fn read_file(path: &Path, name: &str, warnings: &mut Vec<Warning>) -> Result<File, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let (file, found) = encoding::decode(name, &bytes);
    warnings.extend(found);
    Ok(file)
}

/// A walk through a folder.
struct Walk<'a> {
    /// A folder to pass over, in its canonical form.
    except: Option<PathBuf>,
    /// Whether hidden files and those that begin with `_` are wanted too.
    everything: bool,
    warnings: &'a mut Vec<Warning>,
}

impl Walk<'_> {
    /// The files below `top`, in order: the path relative to it, with `/`, and the file.
    ///
    /// Hidden files are passed over, and folders that begin with `_`, but for Jekyll's posts, drafts
    /// and includes, unless everything is wanted.
    fn files(&mut self, top: &Path) -> Result<Vec<(String, PathBuf)>, String> {
        let mut found = Vec::new();
        self.folder(top, top, "", &mut found)?;
        Ok(found)
    }

    fn folder(
        &mut self,
        top: &Path,
        folder: &Path,
        prefix: &str,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), String> {
        if self.except.is_some() && folder.canonicalize().ok() == self.except {
            return Ok(());
        }
        let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
        let mut entries: Vec<_> =
            fs::read_dir(folder).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let relative = format!("{prefix}{name}");
            if !self.everything && (name.starts_with('.') || name == "node_modules") {
                continue;
            }
            if entry.file_name().to_str().is_none() || name.contains('\\') {
                self.pass_over(relative, "this name is no text that can be part of an address");
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_symlink()) && !leads_inside(&path, top) {
                self.pass_over(relative, "this symbolic link leads to a folder or out of this one");
                continue;
            }
            let is_jekylls = ["_posts", "_drafts", "_includes"].contains(&name.as_str());
            let is_wanted = self.everything || !name.starts_with('_') || is_jekylls;
            if path.is_dir() {
                if is_wanted {
                    self.folder(top, &path, &format!("{relative}/"), found)?;
                }
            } else if !path.is_file() {
                self.pass_over(relative, "this is neither a file nor a folder");
            } else if is_wanted || is_markdown(&name) || prefix.starts_with("_includes/") {
                found.push((relative, path));
            }
        }
        Ok(())
    }

    fn pass_over(&mut self, file: String, found: &str) {
        self.warnings.push(Warning {
            file,
            line: 0,
            column: 0,
            kind: Kind::Link,
            found: found.into(),
            advice: "put a plain file in its place; it is not read".into(),
        });
    }
}

/// Whether a symbolic link leads to a file within `top`, so that it cannot lead in a circle either.
fn leads_inside(link: &Path, top: &Path) -> bool {
    match (link.canonicalize(), top.canonicalize()) {
        (Ok(target), Ok(top)) => target.starts_with(&top) && target.is_file(),
        _ => false,
    }
}
