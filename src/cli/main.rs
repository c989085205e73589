//! The `stacks` command: arguments, folders and files around the pure core.
//!
//! Exit codes: 0 fine, 1 findings (`check`), 2 wrong usage or input and output that failed.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // All of the generator's I/O is here.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::builder::BoolishValueParser;
use clap::{ArgAction, Args, Parser, Subcommand};
use the_stacks::site::{self, Site};
use the_stacks::warning::Warning;

mod read;
mod state;
mod write;

use state::Store;
use write::Disk;

/// A blog from a folder of Markdown, whatever generator it was written for.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the site's data: manifest, payloads, emoji and assets.
    Build {
        #[command(flatten)]
        source: Source,
        /// The folder to write to; Trunk's staging folder when Trunk runs this as a hook.
        #[arg(long, env = "TRUNK_STAGING_DIR", value_name = "DIR")]
        out: PathBuf,
    },
    /// Read everything, write nothing, and list what needs a hand; exit code 1 if anything does.
    Check {
        #[command(flatten)]
        source: Source,
    },
}

#[derive(Debug, Args)]
struct Source {
    /// A site's root or a folder of Markdown.
    #[arg(long, env = "STACKS_CONTENT", value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The public address of the site, such as `https://blog.example.org/`.
    #[arg(long, env = "STACKS_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// Include drafts. Without it they are included when Trunk builds for preview.
    #[arg(
        long,
        env = "STACKS_DRAFTS",
        action = ArgAction::Set,
        num_args = 0..=1,
        default_missing_value = "true",
        value_parser = BoolishValueParser::new()
    )]
    drafts: Option<bool>,
    /// Where to keep what spares the next build work; empty keeps nothing. By default
    /// `target/stacks-cache` where there is a folder `target`.
    #[arg(long, env = "STACKS_CACHE", value_name = "DIR")]
    cache: Option<OsString>,
}

/// A site that was built, and what there is to say about it.
struct Built {
    site: Site,
    warnings: Vec<Warning>,
    folders: read::Folders,
    changed: usize,
}

impl Source {
    /// Builds the site into `out`, or nowhere.
    fn build(&self, out: Option<&Path>) -> Result<Built, String> {
        let is_preview = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
        let folders = read::Folders::find(&self.content)?;
        let drafts = self.drafts.unwrap_or(is_preview);
        let place = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let what = (place(&folders.content), out.map(place), drafts);
        let mut store = Store::new(self.cache().as_deref(), &what);
        let (input, before) = rayon::join(|| read::input(&folders, out), || store.load());
        let (mut input, mut warnings) = input?;
        input.drafts = drafts;
        input.today = Some(jiff::Zoned::now().date());
        if let Some(url) = &self.base_url {
            let slash = if url.ends_with('/') { "" } else { "/" };
            input.settings.base_url = format!("{url}{slash}");
        }
        let made_from = (format!("{:?}", input.settings), format!("{:?}", input.includes));
        let before = store.checked(before, &made_from);
        let disk = Disk::new(&folders.content, out);
        let (mut site, state, found) = site::build(input, before.state, &disk)?;
        warnings.extend(found);
        let mut assets = BTreeMap::new();
        if out.is_some() {
            assets = disk.copy_assets(&site, &before.assets)?;
            disk.write_redirects(&site)?;
            disk.remove_the_rest(before.files.as_ref(), &site.files)?;
        }
        store.save(state, std::mem::take(&mut site.files), assets);
        Ok(Built { site, warnings, changed: disk.changed(), folders })
    }

    /// Where state is kept: as told, or in the checkout that we are run in.
    fn cache(&self) -> Option<PathBuf> {
        match &self.cache {
            Some(named) => Some(PathBuf::from(named)).filter(|it| !it.as_os_str().is_empty()),
            None => Path::new("target").is_dir().then(|| PathBuf::from("target/stacks-cache")),
        }
    }
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
        Command::Build { source, out } => {
            let Built { site, warnings, folders, changed } = source.build(Some(out))?;
            report(&warnings);
            println!(
                "stacks: {} pages ({} posts) from {}, {changed} files changed, {}, {} ms",
                site.pages,
                site.manifest.posts,
                folders.content.display(),
                count(&warnings),
                started.elapsed().as_millis(),
            );
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { source } => {
            let Built { site, warnings, folders, .. } = source.build(None)?;
            report(&warnings);
            println!(
                "stacks: {} pages from {}, {}",
                site.pages,
                folders.content.display(),
                count(&warnings)
            );
            Ok(if warnings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
        }
    }
}

fn report(warnings: &[Warning]) {
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
