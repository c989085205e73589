//! Patterns for paths, as the configurations of generators write them. Each generator has its own
//! library for them; they differ in what a star may stand for and whether braces mean anything, and
//! agree in the rest: `?` is one character, `[a-c]` and `[!a-c]` one of a set.

/// What a pattern's signs mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Ruby's `File.fnmatch` and Python's `fnmatch`: `*` crosses folders, braces are characters.
    Fnmatch,
    /// Ruby's `Dir.glob`: `*` stays within a folder, `**/` is any number of them, `{a,b}` is either.
    Folders,
    /// Hugo's (gobwas/glob): `*` stays within a folder, `**` is anything, `{a,b}` is either.
    Hugo,
    /// Zola's (globset): `*` crosses folders, `**/` is any number of them, `{a,b}` is either.
    Crossing,
}

/// How long a pattern may be, and how many alternatives its braces may stand for.
const LONGEST: usize = 1_000;
const MOST: usize = 64;

/// Whether `pattern` means the whole of `path`. Takes no more steps than the product of their
/// lengths and alternatives, and for a pattern without signs no more than to compare the two.
pub fn matches(pattern: &str, path: &str, style: Style) -> bool {
    if !pattern.contains(['*', '?', '[', '{']) {
        return pattern == path;
    }
    if pattern.len() > LONGEST {
        return false;
    }
    if style == Style::Fnmatch || !pattern.contains('{') {
        return is_match(pattern, path, style);
    }
    alternatives(pattern).iter().any(|it| is_match(it, path, style))
}

/// Whether `pattern` means `path` or a folder that it lies in.
pub fn names(pattern: &str, path: &str, style: Style) -> bool {
    let pattern = pattern.trim_matches('/');
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.chain([path]).any(|it| matches(pattern, it, style))
}

/// The patterns that the braces of `pattern` stand for, the innermost taken apart first.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut patterns = vec![pattern.to_owned()];
    while let Some(at) = patterns.iter().position(|it| innermost_braces(it).is_some()) {
        let pattern = patterns.swap_remove(at);
        let Some((open, close)) = innermost_braces(&pattern) else { break };
        let (before, after) = (&pattern[..open], &pattern[close + 1..]);
        for choice in pattern[open + 1..close].split(',') {
            if patterns.len() < MOST {
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

fn is_match(pattern: &str, path: &str, style: Style) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let path: Vec<char> = path.chars().collect();
    let crosses = matches!(style, Style::Fnmatch | Style::Crossing);
    let counts_folders = matches!(style, Style::Folders | Style::Crossing);
    // For each length of the path, whether what was read of the pattern can stand for it.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let rest = &pattern[at..];
        let begins_folder = at == 0 || pattern[at - 1] == '/';
        if counts_folders && begins_folder && rest.starts_with(&['*', '*', '/']) {
            // From the start of any folder to the start of itself or any below.
            let mut is_below = false;
            for to in 0..=path.len() {
                is_below |= reached[to];
                reached[to] |= is_below && to > 0 && path[to - 1] == '/';
            }
            at += 3;
        } else if rest[0] == '*' {
            let is_double = rest.get(1) == Some(&'*');
            for from in 0..path.len() {
                reached[from + 1] |= reached[from] && (crosses || is_double || path[from] != '/');
            }
            at += 1 + usize::from(is_double);
        } else {
            let set = (rest[0] == '[').then(|| Set::read(rest)).flatten();
            let fits = |character: char| match (&set, rest[0]) {
                (Some(set), _) => set.includes(character) && (crosses || character != '/'),
                (None, '?') => crosses || character != '/',
                (None, own) => character == own,
            };
            for from in (0..path.len()).rev() {
                reached[from + 1] = reached[from] && fits(path[from]);
            }
            reached[0] = false;
            at += set.as_ref().map_or(1, |it| it.length);
        }
    }
    reached[path.len()]
}

/// A set of characters, `[a-c]`.
struct Set<'a> {
    characters: &'a [char],
    is_negated: bool,
    /// How long it is as written.
    length: usize,
}

impl<'a> Set<'a> {
    fn read(pattern: &'a [char]) -> Option<Self> {
        let end = pattern.iter().skip(2).position(|it| *it == ']')? + 2;
        let is_negated = matches!(pattern[1], '^' | '!');
        let characters = &pattern[1 + usize::from(is_negated)..end];
        Some(Self { characters, is_negated, length: end + 1 })
    }

    fn includes(&self, character: char) -> bool {
        let is_in = self.characters.contains(&character)
            || self
                .characters
                .windows(3)
                .any(|it| it[1] == '-' && (it[0]..=it[2]).contains(&character));
        is_in != self.is_negated
    }
}

#[cfg(test)]
mod tests {
    use super::Style::{Crossing, Fnmatch, Folders, Hugo};
    use super::*;

    #[test]
    fn signs_mean_what_their_generator_says() {
        for (pattern, path, style, expected) in [
            ("/posts/**", "/posts/a/b", Hugo, true),
            ("/posts/**", "/posts", Hugo, false),
            ("/{posts,posts/**}", "/posts", Hugo, true),
            ("/{posts,posts/**}", "/posts/a", Hugo, true),
            ("/{posts,posts/**}", "/postscript", Hugo, false),
            ("/*", "/about", Hugo, true),
            ("/*", "/posts/a", Hugo, false),
            ("{/a,/b}/?/*.x", "/b/1/y.x", Hugo, true),
            ("**", "/any/thing", Hugo, true),
            ("/a", "/a", Hugo, true),
            ("", "", Hugo, true),
            ("/{open", "/{open", Hugo, true),
            ("*.md", "a/b.md", Fnmatch, true),
            ("*.md", "a/b.html", Fnmatch, false),
            ("{a,b}", "a", Fnmatch, false),
            ("[!_]?.md", "ab.md", Fnmatch, true),
            ("[!_]?.md", "_b.md", Fnmatch, false),
            ("*.md", "a/b.md", Folders, false),
            ("**/a.md", "a.md", Folders, true),
            ("**/a.md", "x/y/a.md", Folders, true),
            ("**/a.md", "x/ya.md", Folders, false),
            ("*.{jpg,png}", "a/b.png", Crossing, true),
            ("**/build", "build", Crossing, true),
            ("**/build", "a/rebuild", Crossing, false),
        ] {
            assert_eq!(matches(pattern, path, style), expected, "{pattern} {path} {style:?}");
        }
    }

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
            assert!(names(pattern, path, Folders), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("section/*/special-page.md", "section/a/b/special-page.md"),
            ("*.md", "a/b.md"),
            ("_posts/{rust,go}/*", "_posts/c/x.md"),
        ] {
            assert!(!names(pattern, path, Folders), "{pattern} {path}");
        }
    }

    #[test]
    fn hostile_patterns_end() {
        for style in [Fnmatch, Folders, Hugo, Crossing] {
            assert!(!matches(&"*a".repeat(500), &"a".repeat(400), style));
            assert!(!matches(&"**a".repeat(160), &"ab".repeat(5000), style));
            assert!(!names(&"{a,b}".repeat(60), "x", style));
            for odd in ["[", "{", "}{", "[]", "[^"] {
                assert!(!names(odd, "x", style), "{odd}");
            }
        }
    }
}
