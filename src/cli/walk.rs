//! Walking folders. Nothing outside the folder walked is ever opened: a symbolic link that leads
//! out of it, or to a folder, is left alone and reported, and so is all that is no plain file.

use std::fs;
use std::path::{Path, PathBuf};

use the_stacks::settings::Settings;
use the_stacks::settings::role::{Entry, Role};
use the_stacks::warning::{Kind, Warning};
use unicode_normalization::UnicodeNormalization;

/// How many folders may lie in one another.
const DEEPEST: usize = 100;

/// How long a path may be, in bytes; the site's own folders come before it.
const LONGEST: usize = 1_000;

/// A file of the folder.
pub struct Found {
    /// Its path in the folder, `/` between names, in Unicode's composed form (NFC).
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// Whether that is elsewhere than at the path: it is a symbolic link, or its name is in another
    /// form of Unicode.
    pub is_elsewhere: bool,
    /// What it is to the site.
    pub role: Role,
}

/// A walk through a folder.
pub struct Walk<'a> {
    /// A folder to pass over, in its canonical form.
    pub except: Option<PathBuf>,
    /// What says which files are part of the site; `None` has them all.
    pub settings: Option<&'a Settings>,
    /// The files and folders that are private by their names.
    pub unpublished: &'a mut Vec<String>,
    /// What was passed over.
    pub warnings: &'a mut Vec<Warning>,
}

impl Walk<'_> {
    /// The files below `top` that are something to the site, in order.
    pub fn files(&mut self, top: &Path) -> Result<Vec<Found>, String> {
        let top = top
            .canonicalize()
            .map_err(|error| format!("cannot read {}: {error}", top.display()))?;
        let mut found = Vec::new();
        let place = Place { top: &top, folder: &top, prefix: "", depth: 0, bundle: None };
        self.folder(&place, &mut found);
        Ok(found)
    }

    fn folder(&mut self, place: &Place<'_>, found: &mut Vec<Found>) {
        if self.except.is_some() && place.folder.canonicalize().ok() == self.except {
            return;
        }
        let entries = match fs::read_dir(place.folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(place.prefix.trim_end_matches('/'), &error),
        };
        let mut readable = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => readable.push(entry),
                Err(error) => self.unreadable(place.prefix.trim_end_matches('/'), &error),
            }
        }
        readable.sort_by_key(fs::DirEntry::file_name);
        let path = place.prefix.trim_end_matches('/');
        let begins_bundle = place.bundle.is_none()
            && self.settings.is_some_and(|settings| {
                let names: Vec<_> = readable.iter().map(fs::DirEntry::file_name).collect();
                settings.is_bundle(path, names.iter().filter_map(|it| it.to_str()))
            });
        let bundle = if begins_bundle { Some(path) } else { place.bundle };
        for entry in readable {
            self.entry(&Place { bundle, ..*place }, &entry, found);
        }
    }

    fn entry(&mut self, place: &Place<'_>, entry: &fs::DirEntry, found: &mut Vec<Found>) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{}{name}", place.prefix);
        if self.is_nothing(place, &path, &name) {
            return self.unpublished.push(path);
        }
        let is_address = entry.file_name().to_str().is_some()
            && !name.contains(|it: char| it == '\\' || it.is_control());
        if !is_address {
            return self.pass_over(&path, "this name is no text that can be part of an address");
        }
        if path.len() > LONGEST {
            return self.pass_over(&path, "this path is too long for many a file system");
        }
        let (file, kind, is_link) = match followed(entry, place.top) {
            Ok(Followed::Itself(kind)) => (entry.path(), kind, false),
            Ok(Followed::To(file, kind)) => (file, kind, true),
            Ok(Followed::Not(reason)) => return self.pass_over(&path, reason),
            Err(error) => return self.unreadable(&path, &error),
        };
        let seen = Entry { path: &path, name: &name, bundle: place.bundle };
        if kind.is_dir() {
            if !self.settings.is_none_or(|it| it.enters(seen)) {
                self.unpublished.push(path);
            } else if place.depth == DEEPEST {
                self.pass_over(&path, "this folder lies too deep");
            } else if name == "index.json" {
                self.pass_over(&path, "the site's own files have this name");
            } else {
                let prefix = format!("{path}/");
                let depth = place.depth + 1;
                self.folder(&Place { folder: &file, prefix: &prefix, depth, ..*place }, found);
            }
        } else if !kind.is_file() {
            self.pass_over(&path, "this is neither a file nor a folder");
        } else {
            let composed: String = path.nfc().collect();
            let is_elsewhere = is_link || composed != path;
            let role = self.settings.map_or(Role::Asset, |it| it.role(seen));
            match role {
                Role::Private => self.unpublished.push(composed),
                role => found.push(Found { path: composed, file, is_elsewhere, role }),
            }
        }
    }

    /// Whether a name that may be a file's or a folder's is nothing to the site either way: it is
    /// not worth a look, and what is strange about it not worth a word.
    fn is_nothing(&self, place: &Place<'_>, path: &str, name: &str) -> bool {
        let Some(settings) = self.settings else { return false };
        let is_odd = name == "node_modules" || name.starts_with('.');
        let seen = Entry { path, name, bundle: place.bundle };
        is_odd && settings.role(seen) == Role::Private && !settings.enters(seen)
    }

    fn unreadable(&mut self, path: &str, error: &std::io::Error) {
        self.warnings.push(unreadable(path, error));
    }

    fn pass_over(&mut self, path: &str, found: &str) {
        self.warnings.push(passed_over(path, found.into(), "put a plain file in its place"));
    }
}

/// Where a walk is.
#[derive(Clone, Copy)]
struct Place<'a> {
    top: &'a Path,
    folder: &'a Path,
    /// The folder's path below `top`, with a slash at its end.
    prefix: &'a str,
    depth: usize,
    /// The page bundle it is, or lies in.
    bundle: Option<&'a str>,
}

enum Followed {
    Itself(fs::FileType),
    To(PathBuf, fs::FileType),
    Not(&'static str),
}

/// What stands behind a folder's entry. A link to a file within `top` cannot lead in a circle.
fn followed(entry: &fs::DirEntry, top: &Path) -> std::io::Result<Followed> {
    let kind = entry.file_type()?;
    if !kind.is_symlink() {
        return Ok(Followed::Itself(kind));
    }
    let Ok(target) = entry.path().canonicalize() else {
        return Ok(Followed::Not("this symbolic link leads nowhere"));
    };
    if !target.starts_with(top) {
        return Ok(Followed::Not("this symbolic link leads out of the folder"));
    }
    let kind = target.metadata()?.file_type();
    Ok(match kind.is_dir() {
        true => Followed::Not("this symbolic link leads to a folder"),
        false => Followed::To(target, kind),
    })
}

/// Whether `path`, which may be a symbolic link, is something within `top`.
pub fn is_inside(path: &Path, top: &Path) -> bool {
    match (path.canonicalize(), top.canonicalize()) {
        (Ok(path), Ok(top)) => path.starts_with(top),
        _ => false,
    }
}

/// A file or folder that a symbolic link stands for, outside of where one reads.
pub fn leads_out(path: &str) -> Warning {
    let found = "this symbolic link leads out of the folder".into();
    passed_over(path, found, "put what it leads to in its place")
}

/// A file or folder that the system does not give.
pub fn unreadable(path: &str, error: &std::io::Error) -> Warning {
    passed_over(
        path,
        format!("this cannot be read ({error})"),
        "give yourself the right to read it",
    )
}

/// A file or folder that is not part of the site. Control characters would break a report's lines.
pub fn passed_over(path: &str, found: String, advice: &str) -> Warning {
    let path = if path.is_empty() { "." } else { path };
    let file = path.chars().map(|it| if it.is_control() { '\u{fffd}' } else { it }).collect();
    let advice = format!("{advice}; it was passed over");
    Warning { file, line: 0, column: 0, kind: Kind::File, found, advice }
}
