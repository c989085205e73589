//! Patterns for the paths of documents, as Hugo's configuration writes them: `*` stands for any
//! characters but a slash, `**` for any at all, `?` for one, `{a,b}` for either.

/// Whether `path` is one that `pattern` means. Takes no more steps than the product of their lengths
/// and alternatives.
pub fn matches(pattern: &str, path: &str) -> bool {
    if pattern.len() > LONGEST {
        return false;
    }
    alternatives(pattern).iter().any(|it| is_match(it, path))
}

/// How long a pattern may be, and how many alternatives it may have.
const LONGEST: usize = 500;
const MOST: usize = 64;

/// The patterns that the braces of `pattern` stand for.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut rest = pattern;
    while let Some((before, braces)) = rest.split_once('{') {
        let Some((inside, after)) = braces.split_once('}') else { break };
        let choices: Vec<&str> = inside.split(',').collect();
        if found.len() * choices.len() > MOST {
            break;
        }
        let with = |start: &String| -> Vec<String> {
            choices.iter().map(|choice| format!("{start}{before}{choice}")).collect()
        };
        found = found.iter().flat_map(with).collect();
        rest = after;
    }
    found.iter_mut().for_each(|it| it.push_str(rest));
    found
}

fn is_match(pattern: &str, path: &str) -> bool {
    let path: Vec<char> = path.chars().collect();
    // For each length of the path, whether what was read of the pattern can stand for it.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut parts = pattern.chars().peekable();
    while let Some(part) = parts.next() {
        if part == '*' {
            let crosses = parts.next_if_eq(&'*').is_some();
            for at in 0..path.len() {
                reached[at + 1] |= reached[at] && (crosses || path[at] != '/');
            }
            continue;
        }
        for at in (0..path.len()).rev() {
            let fits = if part == '?' { path[at] != '/' } else { path[at] == part };
            reached[at + 1] = reached[at] && fits;
        }
        reached[0] = false;
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_paths() {
        for (pattern, path, expected) in [
            ("/posts/**", "/posts/a/b", true),
            ("/posts/**", "/posts", false),
            ("/{posts,posts/**}", "/posts", true),
            ("/{posts,posts/**}", "/posts/a", true),
            ("/{posts,posts/**}", "/postscript", false),
            ("/*", "/about", true),
            ("/*", "/posts/a", false),
            ("{/a,/b}/?/*.x", "/b/1/y.x", true),
            ("**", "/any/thing", true),
            ("/a", "/a", true),
            ("", "", true),
            ("/{open", "/{open", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
        let hostile = "{a,b}".repeat(80);
        assert!(!matches(&hostile, "ab"));
        assert!(!matches(&"**a".repeat(160), &"ab".repeat(5000)));
    }
}
