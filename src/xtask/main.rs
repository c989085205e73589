//! `cargo xtask`: everything a newcomer types. Uses the standard library alone, so that it starts
//! within seconds, and says aloud what it does.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // It runs programs for a living.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod arguments;
mod bench;
mod posts;
mod run;
mod setup;
mod tasks;
mod tools;

const USAGE: &str = "\
cargo xtask <task>

  serve [--content DIR] [--base-url URL] [--dist DIR] [--port N]
                                                      serve the site with live reload
  build [--content DIR] [--base-url URL] [--dist DIR] build the site for publishing
  test                                                run every check and test
  bench [AREA...] [-- OPTION...]                      measure
  screens [NAME...]                                   take pictures of every kind of page
  posts --count N --out DIR [--seed S] [--dialect D]  make up a blog of 10 to 100000 posts
  setup                                               install what the others need

--content DIR    a site's root or a folder of Markdown; default: content
--base-url URL   the public address, such as https://blog.example.org/notes/
--dist DIR       where the built site goes; default: dist
--dialect D      plain, hugo, jekyll, pelican or zola; default: plain
AREA             site, visit, interactions, widgets, search, live, markdown, scale or generator; options are in
                 tests/bench/AREA.mjs; default: all, in less than an hour; report: makes the report of the last
                 figures, which become the README's";

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match task.as_str() {
        "serve" => {
            let known = ["--content", "--base-url", "--dist", "--port"];
            tasks::serve(&root, &arguments::read(&rest, &known)?)
        }
        "build" => {
            tasks::build(&root, &arguments::read(&rest, &["--content", "--base-url", "--dist"])?)
        }
        "test" => without_arguments(&root, &rest, tasks::test),
        "bench" => bench::bench(&root, &rest),
        "screens" => tasks::screens(&root, &rest),
        "posts" => posts::write(&arguments::read(&rest, &posts::OPTIONS)?),
        "setup" => without_arguments(&root, &rest, |root| setup::everything(root).map(drop)),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no task `{other}`\n\n{USAGE}")),
    }
}

fn without_arguments(
    root: &Path,
    rest: &[String],
    task: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<(), String> {
    arguments::read(rest, &[])?;
    task(root)
}
