//! Findings for people: grouped by kind, each with its place, the line it is about and what to do.
//! The excerpt is drawn by `annotate-snippets`, which knows wide characters, tabs and what a
//! terminal would obey. Colours are written here and taken out by `anstream` where nobody sees them.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use the_stacks::warning::{Severity, Warning};

use super::counted;
use super::source::{Sources, visible};
use crate::place::Folders;

/// How many findings of a kind are shown unless all are asked for.
pub const MOST: usize = 10;

/// How many lines of further findings are named.
const MOST_LINES: usize = 12;

/// How far from the place what a finding quotes is still underlined, in bytes.
const NEAR: usize = 120;

/// How wide excerpts are where no terminal says so.
const WIDTH: usize = 100;

const BOLD: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();

/// Writes the findings, sorted by kind, at most `limit` of each kind.
pub fn write(
    out: &mut impl Write,
    folders: &Folders,
    findings: &[Warning],
    limit: usize,
) -> io::Result<()> {
    let mut sources = Sources::new(folders, None);
    let width = console::Term::stdout().size_checked().map_or(WIDTH, |(_, width)| width.into());
    let renderer = Renderer::styled().term_width(width);
    for group in findings.chunk_by(|a, b| a.kind == b.kind) {
        let Some(first) = group.first() else { continue };
        let count = counted(group.len(), "finding");
        writeln!(out, "{BOLD}{}: {count}{BOLD:#}\n", first.kind.name())?;
        let folded = fold(group);
        for finding in folded.iter().take(limit) {
            write_finding(out, finding, &mut sources, &renderer)?;
        }
        let hidden = folded.iter().skip(limit).map(Vec::len).sum::<usize>();
        if hidden > 0 {
            writeln!(out, "… and {hidden} more of this kind: --all shows them\n")?;
        }
    }
    Ok(())
}

/// Findings that say the same of one file, together, in the order of their first.
fn fold(group: &[Warning]) -> Vec<Vec<&Warning>> {
    let mut folded: Vec<Vec<&Warning>> = Vec::new();
    for of_file in group.chunk_by(|a, b| a.file == b.file) {
        let mut known = std::collections::HashMap::new();
        for finding in of_file {
            let index = *known.entry((&finding.found, &finding.advice)).or_insert(folded.len());
            match folded.get_mut(index) {
                Some(same) => same.push(finding),
                None => folded.push(vec![finding]),
            }
        }
    }
    folded
}

/// The place and what was found, the line it is about, what to do, and where else.
fn write_finding(
    out: &mut impl Write,
    findings: &[&Warning],
    sources: &mut Sources<'_>,
    renderer: &Renderer,
) -> io::Result<()> {
    let [finding, others @ ..] = findings else { return Ok(()) };
    let mut place = sources.shown(finding);
    for number in [finding.line, finding.column].iter().take_while(|it| **it > 0) {
        place.push_str(&format!(":{number}"));
    }
    writeln!(out, "{PLACE}{place}{PLACE:#}: {BOLD}{}{BOLD:#}", visible(&finding.found))?;
    let mut gutter = 1;
    if let Some(excerpt) = sources.excerpt(finding) {
        gutter = finding.line.to_string().len();
        let end = excerpt.at + extent(&excerpt.text[excerpt.at..], finding);
        let level = match finding.severity() {
            Severity::Error => Level::ERROR,
            Severity::Advice => Level::NOTE,
        };
        let mut snippet = Snippet::source(excerpt.text).line_start(finding.line as usize);
        if finding.column > 0 {
            snippet = snippet.annotation(AnnotationKind::Primary.span(excerpt.at..end));
        }
        let lines = renderer.render(&[Group::with_level(level).element(snippet.fold(false))]);
        writeln!(out, "{}", lines.trim_end_matches('\n'))?;
    }
    let mut note = |text: &str| writeln!(out, "{:gutter$} {GUTTER}={GUTTER:#} {text}", "");
    note(&visible(&finding.advice))?;
    if !others.is_empty() {
        note(&more(others))?;
    }
    writeln!(out)
}

/// How many bytes at the place are underlined: up to the end of what the finding quotes if that is
/// near, one character otherwise.
fn extent(at: &str, finding: &Warning) -> usize {
    let quoted = finding.found.split('`').nth(1).unwrap_or_default();
    match at.find(quoted).filter(|start| *start <= NEAR && !quoted.is_empty()) {
        Some(start) => start + quoted.len(),
        None => at.chars().next().map_or(0, char::len_utf8),
    }
}

/// `and 3 more like this in this file: lines 3, 9, 12`
fn more(others: &[&Warning]) -> String {
    let mut lines: Vec<u32> = others.iter().map(|it| it.line).collect();
    lines.dedup();
    let shown: Vec<_> = lines.iter().take(MOST_LINES).map(u32::to_string).collect();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let rest = if lines.len() > MOST_LINES { ", …" } else { "" };
    format!("and {} more like this in this file: {noun} {}{rest}", others.len(), shown.join(", "))
}
