//! Reading a site's files, each as what it is to the site: [`the_stacks::settings::role`] says what
//! that is. Nothing outside its folders is read: a symbolic link that leads out is left alone and
//! reported. A file that cannot be read costs only itself.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use the_stacks::dialect;
use the_stacks::document::File;
use the_stacks::encoding;
use the_stacks::image;
use the_stacks::settings::Settings;
use the_stacks::settings::role::{Left, Role};
use the_stacks::site::{AssetFile, Input, Stub};
use the_stacks::warning::Warning;

use crate::place::{Folders, Place};
use crate::walk::{Found, Walk, passed_over, unreadable};

/// How large a file of text may be, in bytes.
const LARGEST: u64 = 32 << 20;

/// What the folders hold.
#[derive(Default)]
pub struct Content {
    /// Everything a site is made of.
    pub input: Input,
    /// The files of the documents whose path is not that of their file in the content folder:
    /// symbolic links, and names in another form of Unicode.
    pub places: HashMap<String, PathBuf>,
    /// What was found on the way.
    pub warnings: Vec<Warning>,
    /// Where all of it is.
    pub folders: Folders,
    /// The document that is the home page although it is not called so.
    home: Option<String>,
}

/// Reads everything the site at `place` is made of. What lies below `except`, where the site is
/// written to, is not part of it.
pub fn input(place: Place, except: Option<&Path>) -> Result<Content, String> {
    let Place { folders, settings, mut warnings, .. } = place;
    let except = except.and_then(|folder| folder.canonicalize().ok());
    let mut unpublished = Vec::new();
    let mut walk =
        Walk { except, settings: None, unpublished: &mut unpublished, warnings: &mut warnings };
    let mut of_top = Vec::new();
    for folder in &folders.static_files {
        of_top.extend(walk.files(folder)?);
    }
    let mut private = Vec::new();
    for (name, folder) in &folders.private {
        private.extend(walk.files(folder)?.into_iter().map(|it| format!("{name}/{}", it.path)));
    }
    walk.settings = Some(&settings);
    let found = walk.files(&folders.content)?;
    let mut content = sorted(found, &settings, &mut warnings);
    content.input.unpublished.extend(unpublished.into_iter().chain(private));
    let mut taken = HashSet::new();
    of_top.retain(|it: &Found| taken.insert(it.path.clone()));
    let of_top = of_top.into_iter().map(|it| {
        let place = Some(it.path.clone());
        AssetFile { place, ..asset(it.path, &it.file) }
    });
    content.input.assets.extend(of_top);
    let sections =
        content.input.documents.iter().filter(|it| dialect::is_ancestor(&it.path, &settings));
    let sections: Vec<File> = sections
        .filter_map(|it| {
            let place = content.places.get(&it.path).cloned();
            let place = place.unwrap_or_else(|| folders.content.join(&it.path));
            // What there is to say of it is said when it is read as a document.
            read_file(&place, &it.path, &mut Vec::new())
        })
        .collect();
    content.input.settings = settings;
    dialect::inherit(&sections, &mut content.input.settings);
    content.input.settings.jekyll.home = content.home.take();
    content.warnings = warnings;
    content.folders = folders;
    Ok(content)
}

/// The files by what they are to the site.
fn sorted(found: Vec<Found>, settings: &Settings, warnings: &mut Vec<Warning>) -> Content {
    let mut content = Content::default();
    let mut left = Left::default();
    let mut readme = None;
    let mut has_index = false;
    for Found { path, file, is_elsewhere, role } in found {
        has_index |= path.starts_with("index.");
        let role = match role {
            Role::DocumentIfMarked if begins_with_front_matter(&file) => Role::Document,
            Role::DocumentIfMarked if path.to_lowercase().starts_with("readme.") => {
                readme = Some((path, file, is_elsewhere));
                continue;
            }
            Role::DocumentIfMarked => Role::Private,
            Role::AssetUnlessMarked(reason) if begins_with_front_matter(&file) => {
                Role::Left(reason)
            }
            role => role,
        };
        let text = |folder: &str, warnings: &mut Vec<Warning>| {
            let name = path.strip_prefix(folder).unwrap_or(&path).trim_start_matches('/');
            read_file(&file, name, warnings)
        };
        let input = &mut content.input;
        match role {
            Role::Include => {
                let folder = &settings.jekyll.includes_folder;
                let folder = if folder.is_empty() { "_includes" } else { folder };
                input.includes.extend(text(folder, warnings));
            }
            Role::Data => input.data.extend(text("", warnings)),
            Role::Document => content.add(path, file, is_elsewhere),
            Role::Left(reason) => {
                left.note(reason, path.clone());
                input.unpublished.push(path);
            }
            Role::Private | Role::DocumentIfMarked => input.unpublished.push(path),
            Role::Asset | Role::AssetIfLinked | Role::AssetUnlessMarked(_) => {
                let place = settings.asset_place(&path);
                let is_if_linked = role == Role::AssetIfLinked;
                input.assets.push(AssetFile { place, is_if_linked, ..asset(path, &file) });
            }
        }
    }
    if let Some((path, file, is_elsewhere)) = readme {
        if has_index {
            content.input.unpublished.push(path);
        } else {
            content.home = Some(path.clone());
            content.add(path, file, is_elsewhere);
        }
    }
    warnings.extend(left.warnings(&settings.file));
    content
}

impl Content {
    /// Adds the document in `file`.
    fn add(&mut self, path: String, file: PathBuf, is_elsewhere: bool) {
        self.input.documents.push(Stub { stamp: stamp(&file), path: path.clone() });
        if is_elsewhere {
            self.places.insert(path, file);
        }
    }
}

/// Whether a file begins with front matter as generators look for it, `---` or `+++`.
fn begins_with_front_matter(file: &Path) -> bool {
    let Ok(file) = fs::File::open(file) else { return false };
    let mut start = Vec::new();
    let _ = file.take(64).read_to_end(&mut start);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    let line = start.split(|it| *it == b'\n').next().unwrap_or_default();
    [b"---", b"+++"]
        .iter()
        .any(|it| line.strip_prefix(*it).is_some_and(|it| it.trim_ascii().is_empty()))
        && line.len() < start.len()
}

fn asset(path: String, file: &Path) -> AssetFile {
    let size = image::is_image(&path).then(|| size(file)).flatten();
    let file = file.to_string_lossy().into_owned();
    AssetFile { file, path, size, ..AssetFile::default() }
}

/// The size of an image, for which only its first bytes are read.
fn size(file: &Path) -> Option<(u32, u32)> {
    image::size(&mut BufReader::new(fs::File::open(file).ok()?))
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
