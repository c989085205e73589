//! The contents of a document: its headings, each with those below it.
//!
//! Shown where an author asks for it (`[TOC]`, `{:toc}`); no document gets contents unasked, because
//! the headings of one that is shown in part, or is all list, say little.

use std::iter::Peekable;

use super::Heading;

/// A heading and the sections within its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'h> {
    /// The heading.
    pub heading: &'h Heading,
    /// What stands below it, up to the next heading of its level or above.
    pub sections: Vec<Section<'h>>,
}

/// The sections of a document with these headings. A level that was left out has no section.
pub fn contents(headings: &[Heading]) -> Vec<Section<'_>> {
    below(0, &mut headings.iter().peekable())
}

fn below<'h>(
    level: u8,
    headings: &mut Peekable<impl Iterator<Item = &'h Heading>>,
) -> Vec<Section<'h>> {
    let mut sections = Vec::new();
    while let Some(heading) = headings.next_if(|it| it.level > level) {
        sections.push(Section { heading, sections: below(heading.level, headings) });
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nested sections as text: `1(2 3)` is a first level with a second and a third below it.
    fn outline(sections: &[Section<'_>]) -> String {
        let each = sections.iter().map(|it| match it.sections.as_slice() {
            [] => it.heading.level.to_string(),
            within => format!("{}({})", it.heading.level, outline(within)),
        });
        each.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sections_stand_below_the_heading_they_belong_to() {
        for (levels, expected) in [
            ("", ""),
            ("222", "2 2 2"),
            ("12332", "1(2(3 3) 2)"),
            ("2432", "2(4 3) 2"),
            ("321", "3 2 1"),
            ("1652", "1(6 5 2)"),
        ] {
            let level =
                |it: u8| Heading { level: it - b'0', id: String::new(), text: String::new() };
            let headings: Vec<_> = levels.bytes().map(level).collect();
            assert_eq!(outline(&contents(&headings)), expected, "{levels}");
        }
    }
}
