//! Where a site is: its settings, and the folders that these say hold its files. Nothing outside the
//! folder given is read: what leads out is left alone and reported.

use std::fs;
use std::path::{Path, PathBuf};

use the_stacks::document::File;
use the_stacks::settings::generator::configuration_files;
use the_stacks::settings::{self, Configuration, Settings};
use the_stacks::warning::{Kind, Warning};

use crate::read::read_file;
use crate::walk::{is_inside, leads_out};

/// Where a site's sources are.
#[derive(Debug, Default)]
pub struct Folders {
    /// The folder given: a site's root or a content folder.
    pub root: PathBuf,
    /// The folder with the documents.
    pub content: PathBuf,
    /// The folders of files for the top of the site, the one that counts most first.
    pub static_files: Vec<PathBuf>,
    /// Folders beside the content of files that templates use, with their names.
    pub private: Vec<(String, PathBuf)>,
}

/// The files that say what a site's settings are.
#[derive(Debug, Default)]
pub struct Configured {
    /// Ours.
    pub own: Option<File>,
    /// Those of another generator, the ones that count more first.
    pub others: Vec<File>,
}

/// A site before its files are read.
#[derive(Debug)]
pub struct Place {
    /// Where its files are.
    pub folders: Folders,
    /// Where its settings come from.
    pub configured: Configured,
    /// Its settings.
    pub settings: Settings,
    /// What was found on the way.
    pub warnings: Vec<Warning>,
}

impl Place {
    /// Finds the site in the folder `root`.
    pub fn find(root: &Path) -> Result<Self, String> {
        if !root.is_dir() {
            return Err(format!("there is no folder {}; name one with --content", root.display()));
        }
        let mut warnings = Vec::new();
        let (settings, configured) = read_settings(root, &mut warnings);
        let folders = folders(root, &settings, &mut warnings);
        Ok(Self { folders, configured, settings, warnings })
    }
}

fn folders(root: &Path, settings: &Settings, warnings: &mut Vec<Warning>) -> Folders {
    let names = settings.content_folders();
    let mut inner = names.iter().filter(|it| !it.is_empty()).map(|it| root.join(it));
    let content = inner.find(|it| is_folder_of(it, root)).unwrap_or_else(|| root.to_owned());
    if let [name] = names[..]
        && content == *root
        && !name.is_empty()
        && name != "content"
    {
        warnings.push(Warning {
            file: settings.file.clone(),
            line: 0,
            column: 0,
            kind: Kind::Settings,
            found: format!("the documents should be in the folder `{name}`, which is not there"),
            advice: "put it there or mend the settings; all of the site's folder is read".into(),
        });
    }
    let mut static_files = Vec::new();
    let mut private = Vec::new();
    if content != *root {
        for name in settings.static_folders().into_iter().rev() {
            let folder = root.join(name);
            if is_folder_of(&folder, root) {
                static_files.push(folder);
            } else if folder.is_dir() {
                // Where the root is the content folder too, the walk meets it.
                warnings.push(leads_out(name));
            }
        }
        let named = settings.private_folders().iter().map(|it| (it.clone(), root.join(it)));
        private.extend(named.filter(|(_, folder)| is_folder_of(folder, root)));
    }
    Folders { root: root.to_owned(), content, static_files, private }
}

fn is_folder_of(folder: &Path, root: &Path) -> bool {
    folder.is_dir() && is_inside(folder, root)
}

/// The settings of our own configuration file and of the first that another generator has, with the
/// further files of that.
fn read_settings(root: &Path, warnings: &mut Vec<Warning>) -> (Settings, Configured) {
    let mut read = |name: &str| {
        let path = root.join(name);
        if path.is_file() && !is_inside(&path, root) {
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
    for (name, dialect) in configuration_files() {
        if foreign.is_none() {
            foreign = read(name).map(|file| (file, dialect));
        }
    }
    let mut parts = Vec::new();
    if let Some((main, dialect)) = &foreign {
        let names = parts_named(dialect.spec().generator.parts, root);
        parts.extend(names.iter().filter(|it| **it != main.path).filter_map(|it| read(it)));
    }
    fn configuration(file: &File) -> Configuration<'_> {
        Configuration { name: &file.path, text: &file.text }
    }
    let of_parts: Vec<Configuration<'_>> = parts.iter().map(configuration).collect();
    let (settings, found) = settings::read_with_parts(
        own.as_ref().map(configuration),
        foreign.as_ref().map(|(file, dialect)| (configuration(file), *dialect)),
        &of_parts,
    );
    warnings.extend(found);
    let others = parts.into_iter().chain(foreign.map(|(main, _)| main)).collect();
    (settings, Configured { own, others })
}

/// The names of `parts` of a configuration that are no folders, and those of the files in folders.
fn parts_named(parts: &[&str], root: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for folder in parts {
        let place = root.join(folder);
        if !place.is_dir() {
            names.push((*folder).to_owned());
            continue;
        }
        let entries = is_folder_of(&place, root).then(|| fs::read_dir(&place));
        let Some(Ok(entries)) = entries else { continue };
        let entries = entries.flatten().filter_map(|it| it.file_name().into_string().ok());
        let is_part =
            |name: &String| [".toml", ".yaml", ".yml", ".json"].iter().any(|it| name.ends_with(it));
        let mut own: Vec<String> =
            entries.filter(is_part).map(|name| format!("{folder}/{name}")).collect();
        own.sort();
        names.extend(own);
    }
    names
}
