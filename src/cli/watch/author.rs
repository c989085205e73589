//! What the author does: which files were saved, and when each has all that was written to it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use crate::arguments::Watch;
use crate::place::Folders;

/// How long nothing may happen until what was saved is taken to be whole: editors write a file in
/// several steps.
const QUIET: Duration = Duration::from_millis(8);

/// What the author does.
pub struct Author {
    watcher: notify::RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    saved: Receiver<notify::Result<notify::Event>>,
    /// What is written by us.
    except: PathBuf,
}

impl Author {
    /// Watches the content, and the style sheets at `styles`.
    ///
    /// # Errors
    /// When that cannot be watched.
    pub fn new(watch: &Watch, styles: &[PathBuf]) -> Result<Self, String> {
        let (sender, saved) = channel();
        let watcher = notify::recommended_watcher(sender)
            .map_err(|error| format!("cannot watch for changes: {error}"))?;
        fs::create_dir_all(&watch.out)
            .map_err(|error| crate::write::failed("make", &watch.out, &error))?;
        let except = watch.out.canonicalize().unwrap_or_else(|_| watch.out.clone());
        let mut author = Self { watcher, watched: BTreeSet::new(), saved, except };
        author.add(&watch.source.content, RecursiveMode::Recursive)?;
        for style in styles {
            let folder = style.parent().unwrap_or(Path::new(".")).to_owned();
            author.add(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(author)
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), String> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if self.watched.contains(&folder) {
            return Ok(());
        }
        self.watcher
            .watch(&folder, mode)
            .map_err(|error| format!("cannot watch {}: {error}", folder.display()))?;
        self.watched.insert(folder);
        Ok(())
    }

    /// Watches what the settings name now.
    pub fn follow(&mut self, folders: &Folders) {
        for folder in folders.static_files.iter().chain([&folders.content]) {
            let known = folder.canonicalize().unwrap_or_default();
            if self.watched.iter().all(|it| !known.starts_with(it)) {
                // What cannot be watched is read with the next build all the same.
                let _ = self.add(folder, RecursiveMode::Recursive);
            }
        }
    }

    /// The files that were saved, once all of them are; `None` if none was for so long. `show` is given
    /// each as soon as it is whole.
    pub fn wait(&mut self, patience: Duration, show: impl Fn(&Path)) -> Option<Vec<PathBuf>> {
        let mut saved = BTreeSet::new();
        let mut shown = BTreeSet::new();
        let mut until = patience;
        loop {
            match self.saved.recv_timeout(until) {
                Ok(Ok(event)) => {
                    let is_whole = is_whole(event.kind);
                    for path in event.paths.into_iter().filter(|path| self.is_content(path)) {
                        if is_whole {
                            show(&path);
                            shown.insert(path.clone());
                        }
                        if !matches!(event.kind, EventKind::Access(_)) {
                            saved.insert(path);
                        }
                    }
                }
                // More happened than could be told: all may have changed.
                Ok(Err(_)) => _ = saved.insert(PathBuf::new()),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            if !saved.is_empty() {
                until = QUIET;
            }
        }
        // Not every system says when a file is whole.
        saved.difference(&shown).for_each(|it| show(it));
        (!saved.is_empty()).then(|| saved.into_iter().collect())
    }

    fn is_content(&self, path: &Path) -> bool {
        !path.starts_with(&self.except) && path.components().all(|it| it.as_os_str() != ".git")
    }
}

/// Whether a file has all that was written to it: it was closed, or took its name from another.
fn is_whole(kind: EventKind) -> bool {
    use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}
