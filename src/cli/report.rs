//! What `check` tells: the findings and a summary, for people, programs and GitHub. Owns how they are
//! grouped and written; what a finding is belongs to [`the_stacks::warning`].
//!
//! Whoever reads may stop reading, as `head` does: what cannot be written is let go.

use std::io::Write;

use the_stacks::site::Site;
use the_stacks::warning::{Severity, Warning};

use crate::arguments::{self, Format};
use crate::place::Folders;

mod github;
mod human;
mod json;
mod source;
mod summary;

pub use source::visible;

/// Writes the report to standard output.
pub fn write(
    folders: &Folders,
    mut findings: Vec<Warning>,
    site: &Site,
    asked: &arguments::Report,
    is_quiet: bool,
) {
    // Stable: within a kind they stay in the order of their places.
    findings.sort();
    findings.sort_by_key(|it| it.kind);
    let counts = Counts::of(&findings);
    let mut out = anstream::stdout().lock();
    let _ = match asked.format {
        Format::Human => {
            let limit = if asked.all { usize::MAX } else { human::MOST };
            human::write(&mut out, folders, &findings, limit).and_then(|()| {
                if is_quiet {
                    Ok(())
                } else {
                    summary::write(&mut out, site.pages, &site.summary, counts)
                }
            })
        }
        Format::Json => json::write(&mut out, folders, &findings, site, counts),
        Format::Github => github::write(&mut out, folders, &findings)
            .and_then(|()| if is_quiet { Ok(()) } else { writeln!(out, "{counts}") }),
    };
    let _ = out.flush();
}

/// `1 finding`, `2 findings`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// How many findings of which severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    errors: usize,
    advice: usize,
}

impl Counts {
    fn of(findings: &[Warning]) -> Self {
        let errors = findings.iter().filter(|it| it.severity() == Severity::Error).count();
        Self { errors, advice: findings.len() - errors }
    }
}

impl std::fmt::Display for Counts {
    /// One sentence.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.errors, self.advice) {
            (0, 0) => return formatter.write_str("Nothing needs a hand."),
            (0, _) => formatter.write_str("Nothing would look wrong to a reader")?,
            (errors, _) => {
                write!(formatter, "{} would look wrong to a reader", counted(errors, "finding"))?;
            }
        }
        match (self.errors, self.advice) {
            (_, 0) => formatter.write_str("."),
            (0, 1) => formatter.write_str("; 1 finding is advice."),
            (0, advice) => write!(formatter, "; {advice} findings are advice."),
            (_, 1) => formatter.write_str(", 1 is advice."),
            (_, advice) => write!(formatter, ", {advice} are advice."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_sentence() {
        for (errors, advice, sentence) in [
            (0, 0, "Nothing needs a hand."),
            (0, 1, "Nothing would look wrong to a reader; 1 finding is advice."),
            (0, 2, "Nothing would look wrong to a reader; 2 findings are advice."),
            (1, 0, "1 finding would look wrong to a reader."),
            (1, 1, "1 finding would look wrong to a reader, 1 is advice."),
            (3, 12, "3 findings would look wrong to a reader, 12 are advice."),
        ] {
            assert_eq!(Counts { errors, advice }.to_string(), sentence);
        }
    }
}
