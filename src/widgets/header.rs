//! The header of an element's script: a JSDoc comment with the tags that the Custom Elements Manifest
//! analyzer reads (`@element`, `@summary`, `@attr`, `@csspart`, `@fires`, `@slot`), and two of our own
//! (`@display`, `@word`).
//!
//! Owns the syntax; what the tags mean, and which there must be, is `element`'s.

/// A tag: `@name {kind} [subject=default] - text`, of which each part may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The line of the script, from 1.
    pub line: usize,
    /// Its name, without `@`.
    pub name: &'a str,
    /// What stands between braces.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// What holds of that where nothing is said.
    pub default: String,
    /// What is said of it.
    pub text: String,
}

/// The tags of the comment that `script` begins with. A tag reaches to the next.
///
/// # Errors
/// What is wrong, behind its line.
pub fn tags(script: &str) -> Result<Vec<Tag<'_>>, String> {
    let header = script.strip_prefix("/**").and_then(|it| it.split_once("*/"));
    let (header, _) = header.ok_or("1: an element's script begins with its header, `/** … */`")?;
    let mut found: Vec<(usize, &str, String)> = Vec::new();
    for (index, line) in header.lines().enumerate() {
        let line = line.trim().trim_start_matches('*').trim();
        if let Some(tag) = line.strip_prefix('@') {
            let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
            found.push((index + 1, name, rest.trim().to_owned()));
        } else if let Some((_, _, text)) = found.last_mut().filter(|_| !line.is_empty()) {
            text.push(' ');
            text.push_str(line);
        }
    }
    let read = |(line, name, text): &(usize, &'_ str, String)| {
        parts(text).map_err(|what| format!("{line}: `@{name}`: {what}"))
    };
    let parts = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let tag = |((line, name, _), tag)| Tag { line, name, ..tag };
    Ok(found.into_iter().zip(parts).map(tag).collect())
}

/// The parts of a tag behind its name.
fn parts<'a>(text: &str) -> Result<Tag<'a>, String> {
    let (kind, rest) = match text.starts_with('{') {
        true => braced(text).ok_or("the brace is not closed")?,
        false => ("", text),
    };
    let rest = rest.trim_start();
    let (subject, default, rest) = match rest.strip_prefix('[') {
        Some(rest) => {
            let (inside, rest) = rest.split_once(']').ok_or("the bracket is not closed")?;
            let (subject, default) = inside.split_once('=').ok_or("no `=` between brackets")?;
            (subject, default, rest)
        }
        None => {
            let end = rest.find(' ').unwrap_or(rest.len());
            match &rest[..end] {
                "-" => ("", "", rest),
                subject => (subject, "", &rest[end..]),
            }
        }
    };
    let rest = rest.trim_start();
    let said = rest.strip_prefix("- ").unwrap_or(rest);
    Ok(Tag {
        kind: kind.into(),
        subject: subject.into(),
        default: default.into(),
        text: said.into(),
        ..Tag::default()
    })
}

/// What stands between the brace that `text` begins with and the one that closes it, and the rest.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        depth += i32::from(character == '{') - i32::from(character == '}');
        if depth == 0 {
            return Some((&text[1..at], &text[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_parts_and_go_on_in_the_next_line() {
        let script = "/**\n * A thing.\n *\n * @element stacks-a\n * @attr {\"x\" | \"y\"} [b=x] - C, \
                      or\n *   d.\n * @fires {CustomEvent<{ e: number }>} f\n * @slot - G.\n */\nlet h;\n";
        let found = tags(script).unwrap();
        let found = found.iter().map(|it| {
            let Tag { line, name, kind, subject, default, text } = it;
            format!("{line} {name}|{kind}|{subject}|{default}|{text}")
        });
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                "4 element||stacks-a||",
                "5 attr|\"x\" | \"y\"|b|x|C, or d.",
                "7 fires|CustomEvent<{ e: number }>|f||",
                "8 slot||||G.",
            ]
        );
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        assert!(tags("// a\n").unwrap_err().starts_with("1: "));
        for wrong in ["@attr {x b - c", "@attr {x} [b - c", "@attr {x} [b] - c"] {
            let error = tags(&format!("/**\n * {wrong}\n */\n")).unwrap_err();
            assert!(error.starts_with("2: `@attr`: "), "{error}");
        }
    }
}
