//! The figures below the findings: documents, links, constructs and how many were understood.

use std::cmp::Reverse;
use std::io::{self, Write};

use the_stacks::dialect::Tally;
use the_stacks::site::{LinkCounts, Summary};

use super::source::visible;
use super::{Counts, counted};

/// How many names of constructs are listed for each sort.
const MOST_NAMES: usize = 12;

/// Writes the figures for people, and the closing sentence.
pub fn write(
    out: &mut impl Write,
    pages: usize,
    summary: &Summary,
    counts: Counts,
) -> io::Result<()> {
    let Summary { documents, unpublished, tally, links, emoji } = summary;
    let dialects: Vec<_> = documents
        .iter()
        .map(|(dialect, count)| format!("{count} {}", dialect.name()))
        .chain((*unpublished > 0).then(|| format!("{unpublished} not published")))
        .collect();
    let dialects = if dialects.is_empty() { "none".into() } else { dialects.join(", ") };
    writeln!(out, "{}; documents: {dialects}", counted(pages, "page"))?;
    let LinkCounts { internal, external, images, anchors, broken } = links;
    write!(out, "links: {internal} internal, {external} external, {broken} dead; ")?;
    writeln!(out, "images: {images}; anchors: {anchors}; emoji: {emoji}")?;
    write_constructs(out, tally)?;
    writeln!(out, "{counts}")
}

/// One line for each sort, its most frequent names first.
fn write_constructs(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let constructs: Vec<_> = tally.iter().collect();
    for group in constructs.chunk_by(|a, b| a.0 == b.0) {
        let sort = group.first().map_or("", |(sort, ..)| sort.name());
        let found: u32 = group.iter().map(|(.., count)| count.found).sum();
        let understood: u32 = group.iter().map(|(.., count)| count.understood).sum();
        write!(out, "{sort}: {understood} of {found} understood (")?;
        let mut names = group.to_vec();
        names.sort_by_key(|(.., count)| Reverse(count.found));
        for (index, (_, name, count)) in names.iter().take(MOST_NAMES).enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(out, "{comma}{} ", visible(name))?;
            match count.understood == count.found {
                true => write!(out, "{}", count.found)?,
                false => write!(out, "{} of {}", count.understood, count.found)?,
            }
        }
        match names.len().saturating_sub(MOST_NAMES) {
            0 => writeln!(out, ")")?,
            more => writeln!(out, ", and {more} more)")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use the_stacks::dialect::{Dialect, Sort};

    use super::*;

    #[test]
    fn figures_read_as_sentences() {
        let mut tally = Tally::default();
        for (sort, name, is_understood) in [
            (Sort::Shortcode, "figure", true),
            (Sort::Shortcode, "figure", true),
            (Sort::Shortcode, "mystery", false),
            (Sort::Tag, "include", true),
        ] {
            tally.note(sort, name, is_understood);
        }
        let summary = Summary {
            documents: [(Dialect::Hugo, 5), (Dialect::Plain, 1)].into(),
            unpublished: 2,
            tally,
            links: LinkCounts { internal: 4, external: 3, images: 2, anchors: 1, broken: 1 },
            emoji: 7,
        };
        let mut out = Vec::new();
        write(&mut out, 9, &summary, Counts { errors: 2, advice: 0 }).unwrap();
        let expected = "\
9 pages; documents: 1 plain, 5 hugo, 2 not published
links: 4 internal, 3 external, 1 dead; images: 2; anchors: 1; emoji: 7
shortcode: 2 of 3 understood (figure 2, mystery 0 of 1)
Liquid tag: 1 of 1 understood (include 1)
2 findings would look wrong to a reader.
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
