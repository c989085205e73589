//! `stacks import`: the site of another generator, moved in for good. Owns the order of things and what
//! makes it safe: it reads the source as every build does, and copies what it is made of into a new
//! folder beside the target, which gets its name when all is there. Which files those are is in
//! `plan`, what is said at the end in `closing`, and `site.toml` in
//! [`the_stacks::settings::carried`].

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use the_stacks::settings::OWN_FILES;
use the_stacks::settings::carried::{Carried, Read, carried};
use the_stacks::site::Site;
use the_stacks::warning::{Severity, Warning};

use crate::arguments::{Format, Import, Report, Source};
use crate::build::Built;
use crate::place::Place;
use crate::report;
use crate::walk::{passed_over, unreadable};
use crate::write::failed;
use plan::Plan;

mod closing;
mod plan;

/// What a folder is called while it is filled.
const UNFINISHED: &str = ".importing";

/// Copies the site, and tells what is lost.
pub fn run(asked: &Import) -> Result<ExitCode, String> {
    let source = asked.source.as_path();
    let place = Place::find(source)
        .map_err(|_| format!("there is no folder {}; name that of the site", source.display()))?;
    let target = target(asked)?;
    let (before, documents) = Source::look(source, None, asked.quiet)?;
    if documents.is_empty() {
        return Err(format!(
            "there is no Markdown in {} that its settings make a document; name the folder that has \
             the site's configuration",
            before.folders.content.display()
        ));
    }
    let mut plan = Plan::make(&place, &documents)?;
    let files: Vec<Read> =
        place.configured.others.iter().map(|it| Read::new(&it.path, &it.text)).collect();
    // One that is there says what its author wants said.
    let settings = place.configured.own.is_none().then(|| carried(&place.settings, &files));
    let mut lost = fill(&target, &mut plan, settings.as_ref())?;
    let (after, _) = Source::look(&target, None, asked.quiet)?;

    lost.extend(joined(&before, &place.settings.file, &after));
    let is_wrong = lost.iter().any(|it| it.severity() == Severity::Error);
    let report = Report { format: Format::Human, all: asked.all };
    report::write(&after.folders, lost, &after.site, &report, asked.quiet);
    let is_same = addresses(&before.site) == addresses(&after.site);
    if !is_same {
        eprintln!(
            "stacks: the copy has other addresses than the site in its own folder; build from {} \
             itself, and please report this",
            source.display()
        );
    }
    if !asked.quiet {
        let done = closing::Done {
            source,
            target: &target,
            plan: &plan,
            settings: settings.as_ref(),
            configured: &place.configured,
            is_same,
        };
        closing::write(&done);
    }
    Ok(ExitCode::from(u8::from(is_wrong || !is_same)))
}

/// Where the site goes. Refused is what would write over something, or into the source.
fn target(asked: &Import) -> Result<PathBuf, String> {
    let source =
        asked.source.canonicalize().map_err(|error| failed("read", &asked.source, &error))?;
    let target = match &asked.to {
        Some(to) => to.clone(),
        None => source.file_name().map(PathBuf::from).ok_or("name where it goes with --to")?,
    };
    let shown = target.display();
    if is_below(&target, &source) {
        return Err(format!(
            "{shown} is the site's own folder or lies in it; name another with --to, such as \
             --to content in a checkout of The Stacks"
        ));
    }
    match target.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed("read", &target, &error)),
        Ok(found) if !found.is_dir() => {
            return Err(format!("{shown} is there and no folder; name another with --to"));
        }
        Ok(_) => {
            let mut entries =
                fs::read_dir(&target).map_err(|error| failed("read", &target, &error))?;
            if entries.next().is_some() {
                return Err(format!(
                    "{shown} is not empty, and nothing is written over; move what is in it away \
                     first, or name another folder with --to"
                ));
            }
        }
    }
    let unfinished = unfinished(&target);
    if unfinished.symlink_metadata().is_ok() {
        return Err(format!(
            "{} is what an import left that was interrupted, or one that is still at work; delete \
             it and try again",
            unfinished.display()
        ));
    }
    Ok(target)
}

/// Whether `path`, of which the end need not be there yet, is `folder` or lies in it.
fn is_below(path: &Path, folder: &Path) -> bool {
    let Ok(absolute) = std::path::absolute(path) else { return false };
    let there = absolute.ancestors().find_map(|it| it.canonicalize().ok());
    there.is_some_and(|it| it.starts_with(folder))
}

/// The folder beside the target that is filled in its stead.
fn unfinished(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{name}{UNFINISHED}"))
}

/// Fills the target: whole, or not at all. Returns what is to be said of files that could not be read;
/// they leave the plan.
fn fill(
    target: &Path,
    plan: &mut Plan,
    settings: Option<&Carried>,
) -> Result<Vec<Warning>, String> {
    let unfinished = unfinished(target);
    if let Some(folder) = target.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| failed("write", folder, &error))?;
    }
    // Fails where somebody else has just made it.
    fs::create_dir(&unfinished).map_err(|error| failed("write", &unfinished, &error))?;
    let filled = copy(&unfinished, plan, settings).and_then(|found| {
        // An empty one of that name gives way; with anything in it this fails.
        match fs::remove_dir(target) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(failed("replace", target, &error));
            }
            _ => {}
        }
        fs::rename(&unfinished, target).map_err(|error| failed("write", target, &error))?;
        Ok(found)
    });
    if filled.is_err() {
        // It is ours: it was not there before.
        let _ = fs::remove_dir_all(&unfinished);
    }
    filled
}

fn copy(
    folder: &Path,
    plan: &mut Plan,
    settings: Option<&Carried>,
) -> Result<Vec<Warning>, String> {
    let mut found = Vec::new();
    let mut failure = None;
    plan.copies.retain(|copy| {
        if failure.is_some() {
            return true;
        }
        let mut source = match fs::File::open(&copy.file) {
            Ok(source) => source,
            Err(error) => {
                // Of a document the report says so anyway.
                if !copy.is_read {
                    found.push(unreadable(&copy.path, &error));
                }
                return false;
            }
        };
        let to = folder.join(&copy.path);
        let written = fs::create_dir_all(to.parent().unwrap_or(folder))
            .and_then(|()| fs::File::options().write(true).create_new(true).open(&to))
            .and_then(|mut to| std::io::copy(&mut source, &mut to));
        match written {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let said = "another file has this name where names are the same in small letters \
                            and capitals, and in every form of Unicode";
                found.push(passed_over(&copy.path, said.into(), "rename one of them"));
                false
            }
            Err(error) => {
                failure = Some(failed("copy", &copy.file, &error));
                true
            }
        }
    });
    if let Some(settings) = settings {
        let file = folder.join(OWN_FILES[0]);
        fs::write(&file, &settings.text).map_err(|error| failed("write", &file, &error))?;
    }
    failure.map_or(Ok(found), Err)
}

/// What there is to say of the site: what there was in its own folder, where more is known of what
/// stayed there, and what the copy has besides. `settings` is the file that said the former's settings.
fn joined(before: &Built, settings: &str, after: &Built) -> Vec<Warning> {
    // What is said of all of the settings' file is said of ours now.
    let place = |warning: &Warning| match warning.line {
        0 if warning.file == settings || OWN_FILES.contains(&warning.file.as_str()) => {
            (OWN_FILES[0].to_owned(), 0, 0, warning.kind, warning.found.clone())
        }
        0 => (warning.file.clone(), 0, 0, warning.kind, warning.found.clone()),
        // Of a link that leads nowhere less is known in the copy.
        _ => (warning.file.clone(), warning.line, warning.column, warning.kind, String::new()),
    };
    let known: BTreeSet<_> = before.warnings.iter().map(place).collect();
    let new = after.warnings.iter().filter(|it| !known.contains(&place(it)));
    before.warnings.iter().chain(new).cloned().collect()
}

/// The addresses of a site's pages, and those that lead to them.
fn addresses(site: &Site) -> (BTreeSet<&String>, BTreeSet<(&String, &String)>) {
    let pages = site.files.iter().filter(|it| it.starts_with("data/pages/"));
    (pages.collect(), site.redirects.iter().map(|it| (&it.from, &it.to)).collect())
}
