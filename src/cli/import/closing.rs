//! What `import` says at its end: what was copied, what stayed and why, what became of the settings, and
//! what to type next. Whoever reads may stop reading, as `head` does.

use std::io::{self, Write};
use std::path::Path;

use anstyle::Style;
use the_stacks::settings::carried::Carried;

use super::plan::{Plan, Reason, Sort};
use crate::place::Configured;
use crate::report::{counted, visible};

/// How many names are listed.
const MOST: usize = 8;

const BOLD: Style = Style::new().bold();

/// What was done.
pub struct Done<'a> {
    /// Where the site was.
    pub source: &'a Path,
    /// Where it is.
    pub target: &'a Path,
    /// What was copied, and what was not.
    pub plan: &'a Plan,
    /// The settings; `None` where the site had its own `site.toml`.
    pub settings: Option<&'a Carried>,
    /// What they were read from.
    pub configured: &'a Configured,
    /// Whether the copy has the addresses of the source.
    pub is_same: bool,
}

/// Writes it to standard output.
pub fn write(done: &Done<'_>) {
    let mut out = anstream::stdout().lock();
    let _ = write_to(&mut out, done).and_then(|()| out.flush());
}

fn write_to(out: &mut impl Write, done: &Done<'_>) -> io::Result<()> {
    let target = visible(&done.target.display().to_string());
    let source = visible(&done.source.display().to_string());
    writeln!(out, "\n{BOLD}Imported {source} to {target}{BOLD:#}")?;
    let count = |sort| done.plan.copies.iter().filter(|it| it.sort == sort).count();
    write!(out, "copied: {}", counted(count(Sort::Document), "document"))?;
    write!(out, ", {}", counted(count(Sort::File), "other file"))?;
    for (sort, noun) in
        [(Sort::Source, "include or data file"), (Sort::Configuration, "configuration file")]
    {
        if count(sort) > 0 {
            write!(out, ", {}", counted(count(sort), noun))?;
        }
    }
    writeln!(out)?;
    write_left(out, done.plan)?;
    write_settings(out, done)?;
    if done.is_same {
        writeln!(out, "addresses: all pages are where they were in {source}")?;
    }
    write_next(out, done.target)
}

fn write_left(out: &mut impl Write, plan: &Plan) -> io::Result<()> {
    for group in plan.left.chunk_by(|a, b| a.0 == b.0) {
        let Some((reason, _)) = group.first() else { continue };
        let names: Vec<&str> = group.iter().map(|(_, path)| path.as_str()).collect();
        writeln!(out, "left, {}: {}", why(*reason), listed(&names))?;
    }
    Ok(())
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Theme => "as templates and styles are not used",
        Reason::Made => "as the other generator made it",
        Reason::Machinery => "as it is how the site was made",
        Reason::Hosting => "as it is for a host (README, \"Publishing\")",
        Reason::Hidden => "as it is hidden",
        Reason::Unpublished => "as it was not published",
        Reason::Beside => "as it is no part of the site",
    }
}

fn write_settings(out: &mut impl Write, done: &Done<'_>) -> io::Result<()> {
    let names: Vec<&str> = done.configured.others.iter().rev().map(|it| it.path.as_str()).collect();
    let Some(Carried { set, kept, lost, .. }) = done.settings else {
        return writeln!(out, "settings: your own site.toml, as it was");
    };
    if names.is_empty() {
        return writeln!(out, "settings: none were found; site.toml has examples to fill in");
    }
    writeln!(out, "settings in site.toml: {}", listed(set))?;
    let texts = |keys: &[String]| listed(&keys.iter().map(String::as_str).collect::<Vec<_>>());
    if !kept.is_empty() {
        writeln!(out, "settings still read from {}: {}", listed(&names), texts(kept))?;
    }
    if !lost.is_empty() {
        writeln!(out, "settings not carried over, site.toml says why: {}", texts(lost))?;
    }
    Ok(())
}

fn write_next(out: &mut impl Write, target: &Path) -> io::Result<()> {
    let is_content = target == Path::new("content");
    let option = match is_content {
        true => String::new(),
        false => format!(" --content {}", typed(&target.display().to_string())),
    };
    writeln!(out, "\n{BOLD}Next{BOLD:#}, in a checkout of The Stacks:")?;
    writeln!(out, "  cargo xtask serve{option}    to read and write it in a browser")?;
    writeln!(out, "  stacks check{option} --all   what needs a hand, everything")?;
    if !is_content {
        writeln!(
            out,
            "To serve it without --content, move it to where the checkout has its own `content`."
        )?;
    }
    Ok(())
}

/// Names with commas between them, the first of them.
fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(MOST).map(|it| visible(it)).collect();
    match names.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// A path as a shell takes it.
fn typed(path: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-~+".contains(it);
    match path.chars().all(is_plain) {
        true => path.to_owned(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_few_and_paths_can_be_typed() {
        let names: Vec<String> = (0..10).map(|it| format!("n{it}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(listed(&names).ends_with("n7 and 2 more"), "{}", listed(&names));
        assert_eq!(typed("../my-blog"), "../my-blog");
        assert_eq!(typed("it's mine"), "'it'\\''s mine'");
    }
}
