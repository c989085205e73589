//! Writing a site's data. Every file appears whole or not at all, and one that would not change is
//! not touched.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::Serialize;
use the_stacks::route::{Route, shard_file};
use the_stacks::site::Site;

/// Writes the site's data below `out` and removes data of pages that are gone. Returns how many
/// files changed.
pub fn site(site: &Site, out: &Path) -> Result<usize, String> {
    let mut writer = Writer { out, written: HashSet::new(), changed: 0 };
    for payload in &site.payloads {
        writer.json(&Route::new(&payload.url).payload(false), payload)?;
    }
    for (number, shard) in (0..).zip(&site.shards) {
        writer.json(&shard_file(number), shard)?;
    }
    for (path, drawing) in &site.drawings {
        writer.bytes(path, drawing.as_bytes())?;
    }
    for asset in &site.assets {
        let source = Path::new(&asset.file);
        let bytes = fs::read(source).map_err(|error| failed("read", source, &error))?;
        writer.bytes(asset.address.trim_start_matches('/'), &bytes)?;
    }
    // Last, so that a reader who sees the new manifest finds everything it speaks of.
    writer.json("manifest.json", &site.manifest)?;
    // Only where nobody but us writes.
    writer.remove_the_rest(&out.join("data/pages"))?;
    writer.remove_the_rest(&out.join("data/routes"))?;
    Ok(writer.changed)
}

struct Writer<'a> {
    out: &'a Path,
    written: HashSet<PathBuf>,
    changed: usize,
}

impl Writer<'_> {
    fn json(&mut self, path: &str, value: &impl Serialize) -> Result<(), String> {
        let json = serde_json::to_vec(value).map_err(|error| format!("{path}: {error}"))?;
        self.bytes(path, &json)
    }

    fn bytes(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let is_inside = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
        if !is_inside {
            return Err(format!("{path} would be written outside of {}", self.out.display()));
        }
        let target = self.out.join(path);
        self.written.insert(target.clone());
        if fs::read(&target).is_ok_and(|known| known == bytes) {
            return Ok(());
        }
        let folder = target.parent().unwrap_or(self.out);
        fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
        let partial = target.with_file_name(".stacks-partial");
        fs::write(&partial, bytes).map_err(|error| failed("write", &partial, &error))?;
        fs::rename(&partial, &target).map_err(|error| failed("write", &target, &error))?;
        self.changed += 1;
        Ok(())
    }

    /// Removes the files below `folder` that this build did not write, and folders left empty.
    fn remove_the_rest(&mut self, folder: &Path) -> Result<(), String> {
        let is_link = folder.symlink_metadata().is_ok_and(|it| it.is_symlink());
        let Some(entries) = fs::read_dir(folder).ok().filter(|_| !is_link) else { return Ok(()) };
        for entry in entries.flatten() {
            let path = entry.path();
            // Of the entry itself: what a symbolic link leads to is not ours.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.remove_the_rest(&path)?;
                // Fails when something is left in it, and that is right.
                let _ = fs::remove_dir(&path);
            } else if !self.written.contains(&path) {
                fs::remove_file(&path).map_err(|error| failed("remove", &path, &error))?;
                self.changed += 1;
            }
        }
        Ok(())
    }
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {what} {}: {error}", path.display())
}
