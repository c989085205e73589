//! `stacks watch`: builds the site anew whenever its content changes, each time only what that changes, and
//! tells the pages that are open (`events`), which then show it (`watch/live.js`, `src/app/live.rs`).
//!
//! Pages as HTML, with the search and the glossary, follow once nothing has been saved for a while: a
//! process of its own makes them, so that the next save need not wait for it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecursiveMode, Watcher};
use serde_json::{Value, json};
use the_stacks::prerender::{Template, compact};
use the_stacks::warning::Warning;

use crate::arguments::Watch;
use crate::build::{Again, Built};
use crate::place::Folders;
use crate::prerender::TAKEN;
use crate::{count, list};

mod events;

use events::Events;

/// How long nothing may happen until what was saved is taken to be whole: editors write a file in
/// several steps.
const QUIET: Duration = Duration::from_millis(8);

/// How long a document may be gone before it is believed to be.
const GONE: Duration = Duration::from_millis(60);

/// How long nothing is saved before the pages are made as HTML.
const REST: Duration = Duration::from_millis(1500);

/// How often the folder that is written to is looked at, in case Trunk has put another in its place.
const LOOK: Duration = Duration::from_millis(250);

/// Where an editor opens a file, unless `STACKS_EDITOR_URL` says otherwise.
const EDITOR: &str = "vscode://file{file}:{line}:{column}";

/// Watches until it is interrupted.
///
/// # Errors
/// When the content cannot be found at first, or nothing can be watched or told.
pub fn run(watch: &Watch) -> Result<(), String> {
    if watch.with_parent {
        end_with_parent();
    }
    let events = Events::listen(watch.port)?;
    let mut author = Author::new(watch)?;
    let mut desk = Desk::new(watch, &events);
    if watch.with_parent {
        desk.wait_for_trunk();
    }
    desk.build(&[], true);
    author.follow(&desk.folders);
    loop {
        match author.wait(LOOK) {
            Some(saved) => {
                desk.build(&saved, false);
                author.follow(&desk.folders);
            }
            None => desk.rest(),
        }
    }
}

/// Ends the process when the one that began it does: that holds the other end of the input.
fn end_with_parent() {
    thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
}

/// What the author does.
struct Author {
    watcher: notify::RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    saved: Receiver<notify::Result<notify::Event>>,
    /// What is written by us.
    except: PathBuf,
}

impl Author {
    fn new(watch: &Watch) -> Result<Self, String> {
        let (sender, saved) = channel();
        let watcher = notify::recommended_watcher(sender)
            .map_err(|error| format!("cannot watch for changes: {error}"))?;
        fs::create_dir_all(&watch.out)
            .map_err(|error| crate::write::failed("make", &watch.out, &error))?;
        let except = watch.out.canonicalize().unwrap_or_else(|_| watch.out.clone());
        let mut author = Self { watcher, watched: BTreeSet::new(), saved, except };
        author.add(&watch.source.content, RecursiveMode::Recursive)?;
        for style in styles(watch) {
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
    fn follow(&mut self, folders: &Folders) {
        for folder in folders.static_files.iter().chain([&folders.content]) {
            let known = folder.canonicalize().unwrap_or_default();
            if self.watched.iter().all(|it| !known.starts_with(it)) {
                // What cannot be watched is read with the next build all the same.
                let _ = self.add(folder, RecursiveMode::Recursive);
            }
        }
    }

    /// The files that were saved, once all of them are; `None` if none was for so long.
    fn wait(&mut self, patience: Duration) -> Option<Vec<PathBuf>> {
        let mut saved = BTreeSet::new();
        let mut until = patience;
        loop {
            match self.saved.recv_timeout(until) {
                Ok(Ok(event)) => {
                    let paths = event.paths.into_iter().filter(|path| self.is_content(path));
                    if !matches!(event.kind, EventKind::Access(_)) {
                        saved.extend(paths);
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
        (!saved.is_empty()).then(|| saved.into_iter().collect())
    }

    fn is_content(&self, path: &Path) -> bool {
        !path.starts_with(&self.except) && path.components().all(|it| it.as_os_str() != ".git")
    }
}

/// What is made of it.
struct Desk<'a> {
    watch: &'a Watch,
    events: &'a Events,
    again: Again<'a>,
    /// Where the site's sources were last.
    folders: Folders,
    /// The number of this run, and of its builds until now.
    session: u64,
    builds: u64,
    /// The files that were saved since it began: what is said of others has been there before.
    touched: BTreeSet<PathBuf>,
    /// What was found last.
    known: BTreeSet<Warning>,
    /// The page that Trunk put there, by when.
    template: Option<SystemTime>,
    /// When pages were last made out of date, and who makes them.
    stale: Option<Instant>,
    prerender: Option<Child>,
}

impl<'a> Desk<'a> {
    fn new(watch: &'a Watch, events: &'a Events) -> Self {
        let session = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self {
            watch,
            events,
            again: Again::new(&watch.source, &watch.out),
            folders: Folders::default(),
            session: session.map_or(0, |it| it.as_secs()),
            builds: 0,
            touched: BTreeSet::new(),
            known: BTreeSet::new(),
            template: None,
            stale: None,
            prerender: None,
        }
    }

    /// Until Trunk has built the site for the first time, nobody can see it.
    fn wait_for_trunk(&mut self) {
        while self.put_by_trunk().is_none() {
            thread::sleep(LOOK);
        }
        self.template = self.put_by_trunk();
    }

    fn put_by_trunk(&self) -> Option<SystemTime> {
        let page = self.watch.out.join(TAKEN).join("index.html");
        page.metadata().and_then(|it| it.modified()).ok()
    }

    /// Builds what was saved, and tells of it.
    fn build(&mut self, saved: &[PathBuf], is_first: bool) {
        let started = Instant::now();
        self.stop_prerendering();
        self.touched.extend(saved.iter().cloned());
        let style = self.style(saved);
        let built = self.again.build(|| thread::sleep(GONE));
        self.builds += 1;
        let mut message = match &built {
            Ok(built) => self.message(built, style),
            Err(error) => json!({ "failed": error }),
        };
        message["session"] = self.session.into();
        message["build"] = self.builds.into();
        self.events.send(&message.to_string());
        match built {
            Ok(built) => {
                self.report(&built, is_first, started);
                self.folders = built.folders;
            }
            Err(error) => eprintln!("stacks: {error}"),
        }
    }

    fn message(&self, built: &Built, style: Option<String>) -> Value {
        let folders = &built.folders;
        let place = |warning: &Warning| {
            let places = [folders.content.join(&warning.file), folders.root.join(&warning.file)];
            places.into_iter().find_map(|it| it.canonicalize().ok())
        };
        let of_touched = built.warnings.iter().filter_map(|warning| {
            let file = place(warning).filter(|it| self.touched.contains(it))?;
            Some(json!({
                "file": warning.file,
                "line": warning.line,
                "column": warning.column,
                "found": warning.found,
                "advice": warning.advice,
                "open": editor(&file, warning),
            }))
        });
        let problems: Vec<Value> = of_touched.collect();
        let mut message = json!({ "changed": built.changed, "problems": problems });
        if let Some(style) = style {
            message["style"] = style.into();
        }
        message
    }

    /// Says in the terminal what is new.
    fn report(&mut self, built: &Built, is_first: bool, started: Instant) {
        let now: BTreeSet<Warning> = built.warnings.iter().cloned().collect();
        let fresh: Vec<Warning> = now.difference(&self.known).cloned().collect();
        if !is_first {
            list(&fresh);
        }
        if !self.watch.quiet && (is_first || !built.changed.is_empty()) {
            let hint = match is_first && !now.is_empty() {
                true => "; `stacks check` lists them",
                false => "",
            };
            println!(
                "stacks: {} files changed, {}{hint}, {} ms",
                built.changed.len(),
                count(&built.warnings),
                started.elapsed().as_millis(),
            );
        }
        self.known = now;
        if !built.changed.is_empty() {
            self.stale = Some(Instant::now());
        }
    }

    /// The whole style of the site, if one of its sheets is among what was saved. Pages that are made from
    /// now on have it too.
    fn style(&self, saved: &[PathBuf]) -> Option<String> {
        let sheets = styles(self.watch);
        let is_saved = |it: &PathBuf| it.canonicalize().is_ok_and(|it| saved.contains(&it));
        if !sheets.iter().any(is_saved) {
            return None;
        }
        let texts: Vec<String> =
            sheets.iter().filter_map(|it| fs::read_to_string(it).ok()).collect();
        let taken = self.watch.out.join(TAKEN);
        let page = fs::read_to_string(taken.join("index.html")).ok();
        let template = page.and_then(|it| Template::read(&it).ok());
        for (address, text) in template.iter().flat_map(|it| &it.style_sheets).zip(&texts) {
            let name = address.rsplit('/').next().unwrap_or_default();
            let _ = fs::write(taken.join(name), text);
        }
        Some(compact(&texts.concat()))
    }

    /// What is done while nobody writes.
    fn rest(&mut self) {
        let put = self.put_by_trunk();
        if put != self.template {
            self.template = put;
            self.again.forget();
            self.build(&[], true);
        }
        if let Some(child) = &mut self.prerender
            && let Ok(Some(_)) = child.try_wait()
        {
            self.prerender = None;
        }
        let is_due = self.stale.is_some_and(|it| it.elapsed() >= REST);
        if is_due && self.prerender.is_none() && self.template.is_some() {
            self.stale = None;
            self.prerender = self.begin_prerendering();
        }
    }

    fn begin_prerendering(&self) -> Option<Child> {
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.args(["prerender", "--live", "true", "--cards", "false", "--cache", "", "--quiet"]);
        command.arg("--out").arg(&self.watch.out);
        // What it has to say the next build for publishing says too.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().ok()
    }

    fn stop_prerendering(&mut self) {
        if let Some(mut child) = self.prerender.take() {
            let _ = child.kill();
            let _ = child.wait();
            self.stale = Some(Instant::now());
        }
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        self.stop_prerendering();
    }
}

/// The address at which an editor opens the place of a warning.
fn editor(file: &Path, warning: &Warning) -> String {
    let pattern = std::env::var("STACKS_EDITOR_URL").unwrap_or_else(|_| EDITOR.into());
    let file = file.to_string_lossy().replace('\\', "/");
    let encoded: String =
        file.split('/').map(the_stacks::route::encode).collect::<Vec<_>>().join("/");
    let place = [("{file}", encoded), ("{line}", warning.line.max(1).to_string())];
    let place = place.into_iter().chain([("{column}", warning.column.max(1).to_string())]);
    place.fold(pattern, |pattern, (name, value)| pattern.replace(name, &value))
}

/// The style sheets that Trunk's page names, in its order.
fn styles(watch: &Watch) -> Vec<PathBuf> {
    let Some(page) = &watch.page else { return Vec::new() };
    let folder = page.parent().unwrap_or(Path::new("."));
    let text = fs::read_to_string(page).unwrap_or_default();
    let sheets = text.split("rel=\"css\" href=\"").skip(1);
    sheets.filter_map(|rest| Some(folder.join(rest.split_once('"')?.0))).collect()
}
