//! `stacks watch`: builds the site anew whenever its content changes (`author`), each time only what that
//! changes, and tells the pages that are open (`events`), which then show it (`watch/live.js`,
//! `src/app/live.rs`). The text of a document goes ahead of all that follows from it.
//!
//! Pages as HTML, with the search and the glossary, follow once nothing has been saved for a while: a
//! process of its own makes them, so that the next save need not wait for it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};
use the_stacks::prerender::{Template, compact};
use the_stacks::site::Shown;
use the_stacks::warning::Warning;

use crate::arguments::Watch;
use crate::build::{Again, Built};
use crate::place::Folders;
use crate::prerender::TAKEN;
use crate::{count, list};

mod author;
mod events;

use author::Author;
use events::Events;

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
    let mut author = Author::new(watch, &styles(watch))?;
    let mut desk = Desk::new(watch, &events);
    if watch.with_parent {
        desk.wait_for_trunk();
    }
    desk.build(&[], true);
    author.follow(&desk.folders);
    loop {
        match author.wait(LOOK, |file| desk.show(file)) {
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

    /// Tells of the new text of a document that was saved, before all else that follows from it.
    fn show(&self, file: &Path) {
        let content = self.folders.content.canonicalize().unwrap_or_default();
        let Some(path) = file.strip_prefix(&content).ok().and_then(Path::to_str) else { return };
        if let Some(Shown { route, html }) = self.again.show(&content, &path.replace('\\', "/")) {
            self.events.pass("text", &json!({ "url": route.href(""), "html": html }).to_string());
        }
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
