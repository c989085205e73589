//! The `stacks` command: folders and files around the pure core.
//!
//! Exit codes: 0 fine, 1 findings that would look wrong to a reader (`check`), 2 wrong usage or
//! input and output that failed.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // All of the generator's I/O is here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use the_stacks::hosting;
use the_stacks::site::{self, Site};
use the_stacks::warning::{Severity, Warning};

mod arguments;
mod cards;
mod new;
mod place;
mod prerender;
mod progress;
mod read;
mod report;
mod state;
mod walk;
mod write;

use arguments::{Arguments, Command, Source};
use place::{Folders, Place};
use progress::Progress;
use state::Store;
use write::Disk;

/// A site that was built, and what there is to say about it.
struct Built {
    site: Site,
    warnings: Vec<Warning>,
    folders: Folders,
    changed: usize,
}

impl Source {
    /// Builds the site into `out`, or nowhere.
    fn build(&self, out: Option<&Path>, is_quiet: bool) -> Result<Built, String> {
        let site = Place::find(&self.content)?;
        let content = site.folders.content.clone();
        let drafts = self.drafts.unwrap_or_else(is_preview);
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let what = (absolute(&content), out.map(absolute), drafts);
        let mut store = Store::new(state::folder(self.cache.as_ref()).as_deref(), &what);
        let (input, before) = rayon::join(|| read::input(site, out), || store.load());
        let read::Content { mut input, places, mut warnings, folders, .. } = input?;
        input.drafts = drafts;
        input.today = Some(jiff::Zoned::now().date());
        if let Some(url) = &self.base_url {
            let slash = if url.ends_with('/') { "" } else { "/" };
            input.settings.base_url = format!("{url}{slash}");
        }
        let files = (format!("{:?}", input.includes), format!("{:?}", input.data));
        let made_from = (format!("{:?}", input.settings), files);
        let before = store.checked(before, &made_from);
        let disk = Disk::new(&content, places, out).watched(Progress::new(is_quiet));
        let (mut site, state, found) = site::build(input, before.state, &disk)?;
        warnings.extend(found);
        let mut assets = BTreeMap::new();
        if out.is_some() {
            assets = disk.copy_assets(&site, &before.assets, &mut warnings)?;
            let base = hosting::base_path(self.base_url.as_deref().unwrap_or_default());
            let redirects = disk.write_hosting(&site, &base)?;
            site.files.extend(redirects);
            // What the author has now, may be where something of ours was.
            let now: BTreeSet<String> = site.files.iter().chain(assets.keys()).cloned().collect();
            disk.remove_the_rest(before.files.as_ref(), &now)?;
        }
        store.save(state, std::mem::take(&mut site.files), assets);
        Ok(Built { site, warnings, changed: disk.changed(), folders })
    }
}

/// Whether Trunk builds for a look at it, not for publishing.
fn is_preview() -> bool {
    std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug")
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("stacks: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<ExitCode, String> {
    let started = Instant::now();
    match command {
        Command::Build { source, out, quiet } => {
            let Built { site, warnings, folders, changed } = source.build(Some(out), *quiet)?;
            list(&warnings);
            if !quiet && site.lacks_address {
                println!(
                    "stacks: no feeds and no sitemap: they need the site's public address; write \
                     `base_url = \"https://…/\"` into site.toml or use --base-url"
                );
            }
            if !quiet {
                println!(
                    "stacks: {} pages ({} posts) from {}, {changed} files changed, {}, {} ms",
                    site.pages,
                    site.manifest.posts,
                    folders.content.display(),
                    count(&warnings),
                    started.elapsed().as_millis(),
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { source, report, quiet } => {
            let Built { site, warnings, folders, .. } = source.build(None, *quiet)?;
            let is_wrong = warnings.iter().any(|it| it.severity() == Severity::Error);
            report::write(&folders, warnings, &site, report, *quiet);
            Ok(ExitCode::from(u8::from(is_wrong)))
        }
        Command::Prerender { out, cards, cache, quiet } => {
            let cards = cards.unwrap_or(!is_preview());
            let cache = state::folder(cache.as_ref());
            let done = prerender::write(out, cards, cache.as_deref(), &Progress::new(*quiet))?;
            for url in &done.incomplete {
                eprintln!(
                    "warning: the card of {url} lacks characters that no font here has: install one \
                     that has them"
                );
            }
            if !quiet {
                let elapsed = started.elapsed().as_millis();
                println!(
                    "stacks: {} pages prerendered, {} cards drawn, {elapsed} ms",
                    done.pages, done.drawn
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::New(new) => {
            println!("{}", new::write(new)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn list(warnings: &[Warning]) {
    let mut stderr = std::io::stderr().lock();
    for warning in warnings {
        // Whoever reads may stop reading, as `head` does.
        let _ = writeln!(stderr, "warning: {warning}");
    }
}

fn count(warnings: &[Warning]) -> String {
    match warnings.len() {
        0 => "no warnings".into(),
        1 => "1 warning".into(),
        several => format!("{several} warnings"),
    }
}
