//! Lines within lists and quotes: what a construct's further lines must begin with to stay where its
//! first line is.

/// How far the ends of a line are looked for, in bytes: without a bound, a long line with many
/// constructs would be read again for each.
const FARTHEST: usize = 1 << 16;

/// What stands before `at` on its line.
pub fn before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(FARTHEST);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..at].rsplit('\n').next().unwrap_or_default()
}

/// What stands behind `at` on its line.
pub fn behind(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at.saturating_add(FARTHEST));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[at..end].split('\n').next().unwrap_or_default()
}

/// Whether nothing stands before a block on its line but white space, quote marks and one marker of a
/// list or definition.
pub fn begins_block(before: &str) -> bool {
    let inside = before.trim_matches([' ', '\t', '>']);
    let digits = inside.trim_start_matches(|it: char| it.is_ascii_digit());
    match inside.len() - digits.len() {
        0 => matches!(inside, "" | "-" | "*" | "+" | ":"),
        1..=9 => matches!(digits, "." | ")"),
        _ => false,
    }
}

/// What further lines begin with whose first line has `before` in front of it: quote marks stay, the
/// rest becomes space. A line that begins with words has no such thing but its indentation.
pub fn continuation(before: &str) -> String {
    let is_start = begins_block(before);
    let indentation = before.len() - before.trim_start().len();
    let kept = if is_start { before } else { &before[..indentation] };
    kept.chars().map(|it| if matches!(it, '>' | '\t') { it } else { ' ' }).collect()
}

/// `line` without `prefix`, or without as much of its indentation.
pub fn without<'l>(line: &'l str, prefix: &str) -> &'l str {
    line.strip_prefix(prefix).unwrap_or_else(|| {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        &line[indentation.min(prefix.len())..]
    })
}

/// `text` with `prefix` at the start of all its lines but the first.
pub fn within(text: &str, prefix: &str) -> String {
    match prefix.is_empty() {
        true => text.to_owned(),
        false => text.replace('\n', &format!("\n{prefix}")),
    }
}

/// The first line of a construct, as far as a warning shows it.
pub fn shortened(construct: &str) -> String {
    let line = construct.split('\n').next().unwrap_or_default();
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < construct.len() => format!("{line} …"),
        None => line.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_where_they_began() {
        assert_eq!(continuation("  - "), "    ");
        assert_eq!(continuation(":  "), "   ");
        assert_eq!(continuation("> 1. "), ">    ");
        assert_eq!(continuation("  words "), "  ");
        assert!(begins_block("> * ") && begins_block("") && begins_block("12) "));
        assert!(!begins_block("a ") && !begins_block("- a ") && !begins_block("** "));
    }

    #[test]
    fn prefixes_are_taken_away_as_far_as_they_are_there() {
        assert_eq!(without("    x", "  "), "  x");
        assert_eq!(without(" x", "    "), "x");
        assert_eq!(without("> x", "> "), "x");
    }
}
