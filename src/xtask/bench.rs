//! `cargo xtask bench`: builds what is measured, sets up what it is measured with, and hands over to
//! `tests/bench`, which measures and writes the report.

use std::path::Path;

use crate::arguments::Options;
use crate::run::{cargo, program, run, say};
use crate::setup;
use crate::tasks::{dist, release};

/// The areas of `tests/bench`, in the order of its `record.mjs`, and whether they need the site or a browser.
const AREAS: [(&str, bool); 9] = [
    ("site", true),
    ("visit", true),
    ("interactions", true),
    ("widgets", true),
    ("search", true),
    ("live", true),
    ("markdown", true),
    ("scale", true),
    ("generator", false),
];

/// Makes the report of what was measured before.
const REPORT: &str = "report";

/// Measures what the project promises: the areas named, or all. After `--` come options of the one
/// area named.
pub fn bench(root: &Path, words: &[String]) -> Result<(), String> {
    let (named, options) = match words.iter().position(|it| it == "--") {
        Some(dashes) => (&words[..dashes], &words[dashes..]),
        None => (words, &[][..]),
    };
    if named == [REPORT] && options.is_empty() {
        return run(program("node", &root.join("tests")).arg("bench/report.mjs"));
    }
    let is_there = |area: &str| root.join(format!("tests/bench/{area}.mjs")).is_file();
    let is_known = |area: &&String| AREAS.iter().any(|(name, _)| name == area) && is_there(area);
    if let Some(unknown) = named.iter().find(|it| !is_known(it)) {
        let areas: Vec<_> = AREAS.iter().map(|(name, _)| *name).filter(|it| is_there(it)).collect();
        let areas = areas.join(", ");
        return Err(format!(
            "`{unknown}` is no area of the bench; there are: {areas}, or {REPORT} alone"
        ));
    }
    if !options.is_empty() && named.len() != 1 {
        return Err("options after `--` belong to one area: name it before them".into());
    }
    let needs_site = |area: &str| AREAS.contains(&(area, true));
    let mut node = program("node", &root.join("tests"));
    node.arg("bench/main.mjs").args(named).args(options);
    if named.is_empty() || named.iter().any(|it| needs_site(it)) {
        let (tools, browsers) = setup::measuring(root)?;
        if let Err(message) = setup::peers(root) {
            say(&format!("the bench does without what npm would have brought: {message}"));
        }
        let site = Options::default();
        release(root, &tools, &site)?;
        node.env("STACKS_DIST", dist(root, &site)).env("CHROME", &browsers.chromium);
        node.env("PATH", &tools.path);
    }
    run(cargo(root).args(["build", "--release", "--quiet"]))?;
    run(&mut node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bench_refuses_what_it_does_not_know() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let refused = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
            bench(root, &words).unwrap_err()
        };
        let message = refused(&["sites"]);
        assert!(message.contains("there are: site, visit, interactions, widgets, search, "));
        assert!(message.contains("markdown, scale, generator, or report alone"));
        assert!(refused(&["visit", "report"]).contains("`report` is no area"));
        assert!(refused(&["--", "--posts", "10"]).contains("belong to one area"));
    }

    #[test]
    fn the_areas_are_those_that_measure() {
        let record = include_str!("../../tests/bench/record.mjs");
        let list = record.split_once("export const AREAS = [").unwrap().1;
        let listed: Vec<_> = list.split_once(']').unwrap().0.split(", ").collect();
        let known = AREAS.map(|(name, _)| format!("\"{name}\""));
        assert_eq!(listed, known);
    }
}
