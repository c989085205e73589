//! `cargo xtask posts`: a blog of any size, made up from a seed, for benches and tests.
//!
//! The same seed gives the same bytes on every machine, and a smaller blog is the beginning of a
//! larger one: posts link only to posts before them. What a generator makes of it is none of this
//! module's business.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::arguments::Options;
use crate::run::say;

mod body;
mod code;
mod dialect;
mod post;
mod prose;
mod random;

use dialect::{Dialect, NAMES};
use post::Post;

/// The options of the task.
pub const OPTIONS: [&str; 4] = ["--count", "--out", "--seed", "--dialect"];

/// How many posts there can be.
const COUNTS: std::ops::RangeInclusive<usize> = 10..=100_000;

/// Writes the blog that `options` ask for.
///
/// # Errors
/// When an option makes no sense or a file cannot be written.
pub fn write(options: &Options) -> Result<(), String> {
    let count = number(options, "--count")?.ok_or("say how many posts: --count 1000")?;
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    if !COUNTS.contains(&count) {
        return Err(format!("--count {count} is not from {} to {}", COUNTS.start(), COUNTS.end()));
    }
    let seed = number(options, "--seed")?.unwrap_or(1);
    let dialect = dialect(options.get("--dialect").unwrap_or("plain"))?;
    let out = Path::new(options.get("--out").ok_or("say where the posts go: --out DIR")?);
    let has_files = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if has_files {
        return Err(format!("{} is not empty; name a new folder", out.display()));
    }
    let mut bytes = 0;
    let mut folders = BTreeSet::new();
    for (path, text) in files(count, seed, dialect) {
        let path = out.join(path);
        let failed =
            |error: std::io::Error| format!("{} cannot be written: {error}", path.display());
        let folder = path.parent().unwrap_or(out);
        if folders.insert(folder.to_owned()) {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, &text).map_err(failed)?;
        bytes += text.len();
    }
    say(&format!("{count} posts, {} KB, are in {}", bytes / 1000, out.display()));
    Ok(())
}

/// The files of a blog: its path in the folder, and its text.
fn files(count: usize, seed: u64, dialect: Dialect) -> impl Iterator<Item = (String, String)> {
    let site = dialect.site().iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let folders = post::YEARS
        .filter_map(move |year| dialect.folder(year))
        .map(|(path, text)| (path, text.to_owned()));
    let posts = (0..count).map(move |number| {
        let post = Post::new(seed, number);
        (dialect.path(&post), body::file(seed, &post, dialect))
    });
    site.chain(folders).chain(posts)
}

fn number(options: &Options, name: &str) -> Result<Option<u64>, String> {
    let Some(text) = options.get(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| format!("{name} {text} is no whole number"))
}

fn dialect(name: &str) -> Result<Dialect, String> {
    let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, dialect)| *dialect);
    let names = NAMES.map(|(known, _)| known).join(", ");
    found.ok_or_else(|| format!("--dialect {name} is none of {names}"))
}

#[cfg(test)]
mod tests;
