//! Files that the site's generator would have read and we do not, or that its author may expect on
//! the site: told in one finding for each reason, however many they are.

use crate::warning::{Kind, Warning};

/// Why a file is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Jekyll or Hugo would run it.
    Template,
    /// It is written in another markup than Markdown.
    OtherMarkup,
    /// Jekyll wants a date in the names of posts.
    Undated,
    /// It is Markdown in a page bundle, beside the bundle's own document.
    Resource,
    /// It is Markdown in none of the folders that Pelican is told to read.
    Outside,
}

impl Reason {
    /// What a file is that is left out for it, and several are; what to do about it, and how much
    /// it matters.
    fn words(self) -> (&'static str, &'static str, &'static str, Kind) {
        match self {
            Self::Template => (
                "is a template, which is not run and not published",
                "are templates, which are not run and not published",
                "home page, lists and feeds are made anyway; write in Markdown what else there was to see",
                Kind::Hint,
            ),
            Self::OtherMarkup => (
                "is a document, but not in Markdown",
                "are documents, but not in Markdown",
                "write in Markdown what shall be published",
                Kind::File,
            ),
            Self::Undated => (
                "has no date in its name, so that Jekyll would not publish it",
                "have no date in their names, so that Jekyll would not publish them",
                "call a post 2026-01-31-name.md",
                Kind::Hint,
            ),
            Self::Resource => (
                "lies beside a page's own index.md, so that only a template could show it",
                "lie beside a page's own index.md, so that only templates could show them",
                "move what shall be a page of its own out of the bundle",
                Kind::Hint,
            ),
            Self::Outside => (
                "is in none of the folders that the settings name",
                "are in none of the folders that the settings name",
                "add the folder to ARTICLE_PATHS or PAGE_PATHS if it shall be published",
                Kind::Hint,
            ),
        }
    }
}

/// How many files are named.
const NAMED: usize = 8;

/// The files that are left out, as they are found.
#[derive(Clone, Debug, Default)]
pub struct Left {
    found: Vec<(Reason, String)>,
}

impl Left {
    /// Notes the file at `path`.
    pub fn note(&mut self, reason: Reason, path: String) {
        self.found.push((reason, path));
    }

    /// What to tell the author whose settings are in `settings`, one finding for each reason.
    pub fn warnings(mut self, settings: &str) -> Vec<Warning> {
        self.found.sort();
        let groups = self.found.chunk_by(|a, b| a.0 == b.0);
        let tell = |group: &[(Reason, String)]| {
            let (reason, first) = group.first()?;
            let (one, several, advice, kind) = reason.words();
            let (file, found) = match group.len() {
                1 => (first.as_str(), format!("this {one}")),
                count => {
                    let named: Vec<String> =
                        group.iter().take(NAMED).map(|(_, path)| format!("`{path}`")).collect();
                    let rest = count.saturating_sub(NAMED);
                    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                    (settings, format!("{count} files {several}: {}{more}", named.join(", ")))
                }
            };
            let file = if file.is_empty() { first.as_str() } else { file };
            let (file, advice) = (file.to_owned(), advice.to_owned());
            Some(Warning { file, line: 0, column: 0, kind, found, advice })
        };
        groups.filter_map(tell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_once() {
        let mut left = Left::default();
        left.note(Reason::Resource, "a/b.md".into());
        for number in 10..20 {
            left.note(Reason::Template, format!("{number}.html"));
        }
        let said: Vec<String> = left
            .warnings("_config.yml")
            .iter()
            .map(|it| format!("{}: {}", it.file, it.found))
            .collect();
        assert_eq!(said.len(), 2);
        assert!(said[0].starts_with("_config.yml: 10 files are templates"), "{}", said[0]);
        assert!(said[0].ends_with("`17.html` and 2 more"), "{}", said[0]);
        assert!(said[1].starts_with("a/b.md: this lies beside"), "{}", said[1]);
    }
}
