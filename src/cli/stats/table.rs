//! The figures for people: a line for each thing, what it is called to the left.

use std::io::{self, Write};

use anstyle::Style;

use super::figures::{AssetType, Figures, Named, Tag};
use crate::report::{counted, visible};

const BOLD: Style = Style::new().bold();

/// How wide the names of things are.
const NAMES: usize = 14;

/// How many of a long list are shown.
const MOST: usize = 12;

/// Writes the figures.
pub fn write(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let documents = &figures.documents;
    let others = documents.published - documents.posts;
    let posts = counted(documents.posts as usize, "post");
    line(out, "documents", &format!("{posts}, {}", counted(others as usize, "other page")))?;
    let waiting = [
        (documents.drafts, "drafts"),
        (documents.scheduled, "scheduled"),
        (documents.expired, "expired"),
        (documents.without_page, "without a page"),
    ];
    let waiting: Vec<String> = waiting
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| match *what {
            "drafts" => counted(*count as usize, "draft"),
            what => format!("{count} {what}"),
        })
        .collect();
    list(out, "not public", waiting)?;
    let pairs = |groups: Vec<(String, u32)>| -> Vec<String> {
        groups.into_iter().map(|(name, count)| format!("{} {count}", visible(&name))).collect()
    };
    let dialects = figures.by_dialect.iter().map(|(name, count)| ((*name).to_owned(), *count));
    list(out, "dialects", pairs(dialects.collect()))?;
    let section = |name: &String| if name.is_empty() { "(none)".into() } else { name.clone() };
    let mut sections: Vec<(String, u32)> =
        figures.by_section.iter().map(|(name, count)| (section(name), *count)).collect();
    sections.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    list(out, "sections", pairs(sections))?;
    let mut languages: Vec<(String, u32)> =
        figures.by_language.iter().map(|(name, count)| (name.clone(), *count)).collect();
    languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    list(out, "languages", pairs(languages))?;
    write_years(out, figures)?;
    let words = &figures.words;
    line(
        out,
        "words",
        &format!(
            "{}, {} to read; the post in the middle has {}",
            grouped(words.total),
            time(words.minutes),
            grouped(words.median_of_posts.into())
        ),
    )?;
    write_tags(out, &figures.tags, figures.untagged_posts)?;
    let links = figures.links;
    line(
        out,
        "links",
        &format!("{} within, {} to others, {} dead", links.internal, links.external, links.broken),
    )?;
    let silent = figures.images_without_text;
    line(out, "images", &format!("{}, {silent} without alternative text", links.images))?;
    write_constructs(out, figures)?;
    write_assets(out, figures)?;
    write_named(out, "Longest posts", &figures.longest, |post| {
        format!("{} words, {} min", grouped(post.words.into()), post.minutes.unwrap_or_default())
    })?;
    write_named(out, "Posts not touched for longest", &figures.untouched, |post| {
        post.date.clone().unwrap_or_default()
    })
}

fn line(out: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(out, "{BOLD}{name:NAMES$}{BOLD:#}{text}")
}

/// A line of what there is, if there is anything; the first of it, if there is much.
fn list(out: &mut impl Write, name: &str, mut items: Vec<String>) -> io::Result<()> {
    let rest = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    match (items.is_empty(), rest) {
        (true, _) => Ok(()),
        (_, 0) => line(out, name, &items.join(", ")),
        (_, rest) => line(out, name, &format!("{} and {rest} more", items.join(", "))),
    }
}

/// One line for each year, the latest first, with a bar.
fn write_years(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    const WIDEST: u32 = 40;
    let most = figures.by_year.values().copied().max().unwrap_or(1);
    for (index, (year, count)) in figures.by_year.iter().rev().enumerate() {
        let name = if index == 0 { "posts" } else { "" };
        let width = (count * WIDEST).div_ceil(most.max(WIDEST)).max(1) as usize;
        line(out, name, &format!("{year}  {} {count}", "█".repeat(width)))?;
    }
    Ok(())
}

fn write_tags(out: &mut impl Write, tags: &[Tag], untagged: u32) -> io::Result<()> {
    list(
        out,
        "tags",
        tags.iter().map(|it| format!("{} {}", visible(&it.name), it.documents)).collect(),
    )?;
    let name = if tags.is_empty() { "tags" } else { "" };
    match untagged {
        0 => Ok(()),
        untagged => line(out, name, &format!("none on {}", counted(untagged as usize, "post"))),
    }
}

/// One line for each sort of construct, as `check` has them.
fn write_constructs(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let groups = figures.constructs.chunk_by(|a, b| a.sort == b.sort);
    let told = groups.map(|group| {
        let found: u32 = group.iter().map(|it| it.count.found).sum();
        let understood: u32 = group.iter().map(|it| it.count.understood).sum();
        let sort = group.first().map_or("", |it| it.sort);
        format!("{sort} {understood} of {found}")
    });
    list(out, "understood", told.collect())?;
    match figures.emoji {
        0 => Ok(()),
        emoji => line(out, "emoji", &emoji.to_string()),
    }
}

fn write_assets(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let assets = &figures.assets;
    let all = format!("{}, {}", counted(assets.files as usize, "file"), bytes(assets.bytes));
    line(out, "files", &all)?;
    let one = |it: &AssetType| {
        let name = if it.extension.is_empty() { "(no end)" } else { &it.extension };
        format!("{} {} ({})", visible(name), it.files, bytes(it.bytes))
    };
    list(out, "", assets.by_type.iter().map(one).collect())
}

fn write_named(
    out: &mut impl Write,
    heading: &str,
    posts: &[Named],
    told: impl Fn(&Named) -> String,
) -> io::Result<()> {
    if posts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}{heading}{BOLD:#}")?;
    let told: Vec<String> = posts.iter().map(told).collect();
    let width = told.iter().map(String::len).max().unwrap_or_default();
    for (post, told) in posts.iter().zip(told) {
        writeln!(out, "  {told:>width$}  {}  {}", visible(&post.title), visible(&post.file))?;
    }
    Ok(())
}

/// `12,345`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `7 min`, `2 h 5 min`
fn time(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{} h {minutes} min", grouped(hours)),
    }
}

/// `999 B`, `1.2 KB`, `3.4 MB`
fn bytes(count: u64) -> String {
    let tenths = |unit: u64| (count * 10 + unit / 2) / unit;
    match count {
        0..1_000 => format!("{count} B"),
        1_000..999_950 => format!("{}.{} KB", tenths(1_000) / 10, tenths(1_000) % 10),
        _ => {
            let tenths = tenths(1_000_000);
            format!("{}.{} MB", grouped(tenths / 10), tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let texts = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([7, 60, 125].map(time), ["7 min", "1 h", "2 h 5 min"]);
        assert_eq!(
            [999, 1_000, 1_250, 999_949, 999_950, 3_400_000].map(bytes),
            ["999 B", "1.0 KB", "1.3 KB", "999.9 KB", "1.0 MB", "3.4 MB"]
        );
    }
}
