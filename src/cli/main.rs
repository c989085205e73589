//! The `stacks` command: folders and files around the pure core.
//!
//! Exit codes: 0 fine, 1 findings that would look wrong to a reader (`check`,
//! `import`), 2 wrong usage or
//! input and output that failed.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // All of the generator's I/O is here.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};
use the_stacks::warning::{Severity, Warning};

mod arguments;
mod build;
mod cards;
mod import;
mod new;
mod place;
mod prerender;
mod progress;
mod read;
mod report;
mod state;
mod stats;
mod walk;
mod watch;
mod write;

use arguments::{Arguments, Command};
use build::{Built, is_preview};
use progress::Progress;

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
                    "stacks: {} pages ({} posts) from {}, {} files changed, {}, {} ms",
                    site.pages,
                    site.manifest.posts,
                    folders.content.display(),
                    changed.len(),
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
        Command::Import(import) => import::run(import),
        Command::Stats(stats) => stats::run(stats).map(|()| ExitCode::SUCCESS),
        Command::Prerender { out, live, cards, cache, quiet } => {
            let cache = state::folder(cache.as_ref());
            let cards = cards.unwrap_or(!is_preview());
            let options = prerender::Options { is_live: *live, cards, cache: cache.as_deref() };
            let done = prerender::write(out, &options, &Progress::new(*quiet))?;
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
        Command::Watch(watch) => watch::run(watch).map(|()| ExitCode::SUCCESS),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "stacks", &mut out);
            // Whoever reads may stop reading.
            let _ = std::io::stdout().write_all(&out);
            Ok(ExitCode::SUCCESS)
        }
        Command::Man { out } => {
            let failed = |error| write::failed("write", out, &error);
            std::fs::create_dir_all(out).map_err(failed)?;
            clap_mangen::generate_to(Arguments::command(), out).map_err(failed)?;
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
