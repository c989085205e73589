//! Findings and summary as one JSON object. What is in it, the README says; a field may be added
//! at any time, and [`VERSION`] changes when one changes its meaning or goes away.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use the_stacks::dialect::Count;
use the_stacks::site::{LinkCounts, Site};
use the_stacks::warning::Warning;

use super::Counts;
use super::source::Sources;
use crate::place::Folders;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    summary: Figures<'a>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Figures<'a> {
    pages: usize,
    /// How many documents each dialect has.
    documents: BTreeMap<&'static str, u32>,
    unpublished: u32,
    links: &'a LinkCounts,
    constructs: Vec<Construct<'a>>,
    emoji: u32,
    errors: usize,
    advice: usize,
}

#[derive(Serialize)]
struct Construct<'a> {
    sort: &'static str,
    name: &'a str,
    #[serde(flatten)]
    count: Count,
}

#[derive(Serialize)]
struct Finding<'a> {
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    kind: &'static str,
    severity: &'static str,
    found: &'a str,
    advice: &'a str,
}

/// Writes the object, indented, with a line feed at its end.
pub fn write(
    out: &mut impl Write,
    folders: &Folders,
    findings: &[Warning],
    site: &Site,
    counts: Counts,
) -> io::Result<()> {
    let sources = Sources::new(folders, None);
    let findings = findings.iter().map(|finding| Finding {
        file: sources.shown(finding),
        line: Some(finding.line).filter(|it| *it > 0),
        column: Some(finding.column).filter(|it| *it > 0),
        kind: finding.kind.name(),
        severity: finding.severity().name(),
        found: &finding.found,
        advice: &finding.advice,
    });
    let summary = &site.summary;
    let documents = summary.documents.iter().map(|(dialect, count)| (dialect.name(), *count));
    let constructs = summary.tally.iter().map(|(sort, name, count)| Construct {
        sort: sort.name(),
        name,
        count,
    });
    let summary = Figures {
        pages: site.pages,
        documents: documents.collect(),
        unpublished: summary.unpublished,
        links: &summary.links,
        constructs: constructs.collect(),
        emoji: summary.emoji,
        errors: counts.errors,
        advice: counts.advice,
    };
    let report = Report { version: VERSION, summary, findings: findings.collect() };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
