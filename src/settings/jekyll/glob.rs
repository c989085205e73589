//! The file patterns of Jekyll's configuration: `*`, `?` and `[…]` as Ruby's `File.fnmatch` and
//! `Dir.glob` read them, `**` and `{a,b}` as the latter does.

/// Whether the whole of `path` matches `pattern`, where `*` crosses folders.
pub fn matches_anywhere(pattern: &str, path: &str) -> bool {
    matches(pattern, path, true)
}

/// Whether `pattern`, where `*` stays within a folder and `**` does not, names `path` or a folder
/// that it lies in.
pub fn names(pattern: &str, path: &str) -> bool {
    let mut folders: Vec<&str> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
    folders.push(path);
    alternatives(pattern).iter().any(|pattern| {
        let pattern = pattern.trim_matches('/');
        folders.iter().any(|folder| in_folders(pattern, folder))
    })
}

/// How many patterns braces may stand for.
const MOST_ALTERNATIVES: usize = 64;

/// The patterns that `pattern` stands for, its braces taken apart.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut patterns = vec![pattern.to_owned()];
    while let Some(at) = patterns.iter().position(|it| innermost_braces(it).is_some()) {
        let pattern = patterns.swap_remove(at);
        let Some((open, close)) = innermost_braces(&pattern) else { break };
        let (before, after) = (&pattern[..open], &pattern[close + 1..]);
        for choice in pattern[open + 1..close].split(',') {
            if patterns.len() < MOST_ALTERNATIVES {
                patterns.push(format!("{before}{choice}{after}"));
            }
        }
    }
    patterns
}

fn innermost_braces(pattern: &str) -> Option<(usize, usize)> {
    let close = pattern.find('}')?;
    let open = pattern[..close].rfind('{')?;
    Some((open, close))
}

/// Matches folder by folder; a pattern's `**` stands for any number of them.
fn in_folders(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    // `reached[i]`: the pattern read so far can end after `i` folders.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for part in pattern {
        let mut next = vec![false; path.len() + 1];
        for from in (0..=path.len()).filter(|it| reached[*it]) {
            if part == "**" {
                next[from..].fill(true);
                break;
            }
            if path.get(from).is_some_and(|name| matches(part, name, false)) {
                next[from + 1] = true;
            }
        }
        reached = next;
    }
    reached[path.len()]
}

/// Wildcard matching that goes back to the last `*` only, so that it takes no more than the product
/// of both lengths.
fn matches(pattern: &str, text: &str, crosses: bool) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
                continue;
            }
            Some('?') => {
                (at, read) = (at + 1, read + 1);
                continue;
            }
            Some('[') => {
                if let Some((is_in, end)) = in_set(&pattern[at..], text[read])
                    && is_in
                {
                    (at, read) = (at + end, read + 1);
                    continue;
                }
            }
            Some(character) if *character == text[read] => {
                (at, read) = (at + 1, read + 1);
                continue;
            }
            _ => {}
        }
        match star {
            Some((back, from)) if crosses || text[from] != '/' => {
                star = Some((back, from + 1));
                (at, read) = (back + 1, from + 1);
            }
            _ => return false,
        }
    }
    pattern[at..].iter().all(|it| *it == '*')
}

/// Whether `character` is in the set at the start of `pattern`, and how long the set is.
fn in_set(pattern: &[char], character: char) -> Option<(bool, usize)> {
    let end = pattern.iter().skip(2).position(|it| *it == ']')? + 2;
    let is_negated = matches!(pattern[1], '^' | '!');
    let set = &pattern[1 + usize::from(is_negated)..end];
    let is_in = set.contains(&character)
        || set.windows(3).any(|it| it[1] == '-' && (it[0]..=it[2]).contains(&character));
    Some((is_in != is_negated, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_paths_and_what_lies_below() {
        for (pattern, path) in [
            ("section/*/special-page.md", "section/a/special-page.md"),
            ("section/*", "section/a/b/c.md"),
            ("**/drafts", "a/b/drafts/c.md"),
            ("_posts/**/*.md", "_posts/x.md"),
            ("_posts/{rust,go}/*", "_posts/go/x.md"),
            ("20[12]?/*", "2019/a.md"),
        ] {
            assert!(names(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("section/*/special-page.md", "section/a/b/special-page.md"),
            ("*.md", "a/b.md"),
            ("_posts/{rust,go}/*", "_posts/c/x.md"),
        ] {
            assert!(!names(pattern, path), "{pattern} {path}");
        }
        assert!(matches_anywhere("*.md", "a/b.md") && !matches_anywhere("*.md", "a/b.html"));
    }

    #[test]
    fn hostile_patterns_end() {
        assert!(!matches_anywhere(&"*a".repeat(500), &"a".repeat(400)));
        assert!(!names(&"{a,b}".repeat(60), "x"));
        assert!(!names("[", "x") && !names("{", "x") && !names("}{", "x"));
    }
}
