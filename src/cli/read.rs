//! Finding a site's folders and reading its files. Nothing outside them is read: a symbolic link
//! that leads out is left alone and reported. A file that cannot be read costs only itself.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use the_stacks::document::File;
use the_stacks::encoding;
use the_stacks::image;
use the_stacks::settings::{self, Configuration, Settings};
use the_stacks::site::{AssetFile, Input, Stub};
use the_stacks::warning::Warning;

use crate::walk::{Found, Walk, is_inside, is_markdown, passed_over, unreadable};

/// How large a file of text may be, in bytes.
const LARGEST: u64 = 32 << 20;

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
        let content = if is_folder_of(&inner, root) { inner } else { root.to_owned() };
        let static_files = Some(root.join("static"))
            .filter(|folder| content != *root && is_folder_of(folder, root));
        Ok(Self { root: root.to_owned(), content, static_files })
    }
}

fn is_folder_of(folder: &Path, root: &Path) -> bool {
    folder.is_dir() && is_inside(folder, root)
}

/// What the folders hold.
pub struct Content {
    /// Everything a site is made of.
    pub input: Input,
    /// The files of the documents whose path is not that of their file in the content folder:
    /// symbolic links, and names in another form of Unicode.
    pub places: HashMap<String, PathBuf>,
    /// What was found on the way.
    pub warnings: Vec<Warning>,
}

/// Reads everything a site is made of. What lies below `except`, where the site is written to, is
/// not part of it.
pub fn input(folders: &Folders, except: Option<&Path>) -> Result<Content, String> {
    let mut warnings = Vec::new();
    let settings = read_settings(folders, &mut warnings);
    let mut input = Input { settings, ..Input::default() };
    let except = except.and_then(|folder| folder.canonicalize().ok());
    let unpublished = &mut input.unpublished;
    let mut walk = Walk { except, everything: false, unpublished, warnings: &mut warnings };
    let content = walk.files(&folders.content)?;
    walk.everything = true;
    let static_files =
        folders.static_files.as_deref().map(|folder| walk.files(folder)).transpose()?;
    let mut places = HashMap::new();
    for Found { path, file, is_elsewhere } in content {
        if let Some(inside) = path.strip_prefix("_includes/") {
            input.includes.extend(read_file(&file, inside, &mut warnings));
        } else if is_markdown(&path) {
            input.documents.push(Stub { stamp: stamp(&file), path: path.clone() });
            if is_elsewhere {
                places.insert(path, file);
            }
        } else if is_configuration(&path) {
            input.unpublished.push(path);
        } else {
            input.assets.push(asset(path, &file, false));
        }
    }
    let static_files = static_files.unwrap_or_default();
    input.assets.extend(static_files.into_iter().map(|it| asset(it.path, &it.file, true)));
    // Where the root is the content folder too, the walk meets it.
    let left_out = folders.root.join("static");
    if folders.content != folders.root && left_out.is_dir() && folders.static_files.is_none() {
        warnings.push(leads_out("static"));
    }
    Ok(Content { input, places, warnings })
}

fn leads_out(path: &str) -> Warning {
    let found = "this symbolic link leads out of the folder".into();
    passed_over(path, found, "put what it leads to in its place")
}

fn asset(path: String, file: &Path, is_static: bool) -> AssetFile {
    let size = image::is_image(&path).then(|| size(file)).flatten();
    AssetFile { file: file.to_string_lossy().into_owned(), path, is_static, size }
}

/// The size of an image, for which only its first bytes are read.
fn size(file: &Path) -> Option<(u32, u32)> {
    image::size(&mut BufReader::new(fs::File::open(file).ok()?))
}

/// The settings of our own configuration file and of the first that another generator has.
fn read_settings(folders: &Folders, warnings: &mut Vec<Warning>) -> Settings {
    let mut read = |name: &str| {
        let path = folders.root.join(name);
        if path.is_file() && !is_inside(&path, &folders.root) {
            warnings.push(leads_out(name));
            return None;
        }
        path.is_file().then(|| read_file(&path, name, warnings))?
    };
    let mut own = None;
    for name in settings::OWN_FILES {
        own = own.or_else(|| read(name));
    }
    let mut foreign = None;
    for (name, dialect) in settings::FOREIGN_FILES {
        if foreign.is_none() {
            foreign = read(name).map(|file| (file, dialect));
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
    settings
}

fn is_configuration(path: &str) -> bool {
    settings::OWN_FILES.contains(&path)
        || settings::FOREIGN_FILES.iter().any(|(name, _)| *name == path)
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

/// The text of a file that is called `name` on the site; `None`, with a warning, where there is
/// none to be had.
pub fn read_file(path: &Path, name: &str, warnings: &mut Vec<Warning>) -> Option<File> {
    match bytes(path) {
        Ok(Some(bytes)) => {
            let (file, found) = encoding::decode(name, &bytes);
            warnings.extend(found);
            return Some(file);
        }
        Ok(None) => {
            let found = format!("this has more than {} MB", LARGEST >> 20);
            warnings.push(passed_over(name, found, "split it"));
        }
        Err(error) => warnings.push(unreadable(name, &error)),
    }
    None
}

/// The bytes of a file; `None` when there are too many. The size is that of what was opened, and
/// even that may lie.
fn bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    if !path.metadata()?.is_file() {
        // Opening a pipe waits for somebody to write.
        return Err(std::io::Error::other("this is no file"));
    }
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|it| it.len() as u64 <= LARGEST))
}
