//! Findings as workflow commands of GitHub Actions, which the runner shows as annotations beside
//! the lines of a pull request. Syntax and escapes as in the runner's `ActionCommand` and
//! `@actions/core`.

use std::io::{self, Write};

use the_stacks::warning::{Severity, Warning};

use super::source::Sources;
use crate::place::Folders;

/// Writes one command per finding. Paths are relative to the repository that the workflow checked
/// out, where there is one, and to the working directory otherwise.
pub fn write(out: &mut impl Write, folders: &Folders, findings: &[Warning]) -> io::Result<()> {
    let repository = std::env::var_os("GITHUB_WORKSPACE").map(Into::into);
    let sources = Sources::new(folders, repository);
    for finding in findings {
        writeln!(out, "{}", command(finding, &sources.shown(finding)))?;
    }
    Ok(())
}

fn command(finding: &Warning, file: &str) -> String {
    let Warning { line, column, kind, found, advice, .. } = finding;
    let name = match finding.severity() {
        Severity::Error => "error",
        Severity::Advice => "warning",
    };
    let mut command = format!("::{name} file={}", property(file));
    for (key, number) in [("line", line), ("col", column)] {
        if *number > 0 {
            command.push_str(&format!(",{key}={number}"));
        }
    }
    command.push_str(&format!(",title={}::", property(kind.name())));
    command.push_str(&data(&format!("{found}; {advice}")));
    command
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use the_stacks::warning::Kind;

    use super::*;

    #[test]
    fn nothing_in_a_finding_can_be_a_command() {
        let finding = Warning {
            file: String::new(),
            line: 3,
            column: 0,
            kind: Kind::RawHtml,
            found: "50% ::error::\nx, y".into(),
            advice: "mend it".into(),
        };
        let expected = "::error file=a%3A b%2C%25.md,line=3,title=raw HTML::\
                        50%25 ::error::%0Ax, y; mend it";
        assert_eq!(command(&finding, "a: b,%.md"), expected);
    }
}
