//! Where the file of a finding is, as a terminal or GitHub can open it, and the line it is about.

use std::path::PathBuf;

use the_stacks::warning::{Kind, Warning};

use crate::place::Folders;
use crate::read::read_file;
use crate::walk::is_inside;

/// How many characters of a line are kept on either side of the place.
const AROUND: usize = 400;

/// The files that findings are about. One at a time is kept.
pub struct Sources<'a> {
    folders: &'a Folders,
    /// What paths are shown relative to, besides the working directory.
    repository: Option<PathBuf>,
    working: Option<PathBuf>,
    open: Option<Open>,
}

/// A file's text, and the place in it that was looked at last.
struct Open {
    path: PathBuf,
    text: String,
    place: Place,
}

#[derive(Clone, Copy)]
struct Place {
    line: u32,
    column: u32,
    /// Where the line starts, in bytes.
    start: usize,
    /// Where the column is, in bytes.
    offset: usize,
}

/// The part of a line around a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the place is in it, in bytes.
    pub at: usize,
}

impl<'a> Sources<'a> {
    /// The files of the site in `folders`. Paths are shown relative to `repository` where they are
    /// in it.
    pub fn new(folders: &'a Folders, repository: Option<PathBuf>) -> Self {
        let repository = repository.and_then(|it| it.canonicalize().ok());
        Self { folders, repository, working: std::env::current_dir().ok(), open: None }
    }

    /// The path of the finding's file, `/` between folders: relative to the repository or the
    /// working directory where it is below that, as the folder was given otherwise.
    pub fn shown(&self, finding: &Warning) -> String {
        let path = self.path(finding);
        let in_repository = || {
            let repository = self.repository.as_deref()?;
            // Of the folder: the file may be a symbolic link, which leads elsewhere.
            let folder = path.parent()?.canonicalize().ok()?;
            Some(folder.join(path.file_name()?).strip_prefix(repository).ok()?.to_owned())
        };
        let in_working = || {
            let absolute = std::path::absolute(&path).ok()?;
            Some(absolute.strip_prefix(self.working.as_deref()?).ok()?.to_owned())
        };
        let shown = in_repository().or_else(in_working);
        visible(&shown.as_deref().unwrap_or(&path).to_string_lossy()).replace('\\', "/")
    }

    /// Where the finding's file is: in the content folder, or where other files are read from.
    fn path(&self, finding: &Warning) -> PathBuf {
        let Folders { root, content, static_files, .. } = self.folders;
        let mut folders = vec![content.as_path(), root.as_path()];
        if finding.kind == Kind::Settings {
            folders.reverse();
        }
        let includes = content.join("_includes");
        folders.push(&includes);
        folders.extend(static_files.iter().map(PathBuf::as_path));
        let places = folders.into_iter().map(|folder| folder.join(&finding.file));
        let is_there = |path: &PathBuf| path.symlink_metadata().is_ok();
        places.into_iter().find(is_there).unwrap_or_else(|| content.join(&finding.file))
    }

    /// The line of the finding, cut around its place when it is long. Findings in the order of
    /// their places are answered in one walk through the file.
    pub fn excerpt(&mut self, finding: &Warning) -> Option<Excerpt<'_>> {
        if finding.line == 0 {
            return None;
        }
        let path = self.path(finding);
        if self.open.as_ref().is_none_or(|it| it.path != path) {
            // A link of the same name may lead anywhere.
            if !is_inside(&path, &self.folders.root) {
                return None;
            }
            let file = read_file(&path, "", &mut Vec::new())?;
            self.open = Some(Open { path, text: file.text, place: START });
        }
        self.open.as_mut()?.excerpt(finding.line, finding.column.max(1))
    }
}

const START: Place = Place { line: 1, column: 1, start: 0, offset: 0 };

impl Open {
    fn excerpt(&mut self, line: u32, column: u32) -> Option<Excerpt<'_>> {
        if (line, column) < (self.place.line, self.place.column) {
            self.place = START;
        }
        let Place { start, offset, .. } = self.walk(line, column)?;
        let line = &self.text[start..];
        let before = line[..offset - start].char_indices().rev().take(AROUND).last();
        let from = before.map_or(offset, |(index, _)| start + index);
        let after = &self.text[offset..];
        let end = after.char_indices().take_while(|(_, it)| *it != '\n').nth(AROUND);
        let to = match end {
            Some((index, _)) => offset + index,
            None => offset + after.find('\n').unwrap_or(after.len()),
        };
        Some(Excerpt { text: &self.text[from..to], at: offset - from })
    }

    /// Goes on to the place; one behind the end of its line is at that end.
    fn walk(&mut self, line: u32, column: u32) -> Option<Place> {
        let place = &mut self.place;
        while place.line < line {
            let length = self.text[place.offset..].find('\n')?;
            let start = place.offset + length + 1;
            *place = Place { line: place.line + 1, column: 1, start, offset: start };
        }
        for character in self.text[place.offset..].chars() {
            if place.column == column || character == '\n' {
                break;
            }
            place.offset += character.len_utf8();
            place.column += 1;
        }
        Some(*place)
    }
}

/// `text` on one line and without anything that a terminal would obey.
pub fn visible(text: &str) -> String {
    let is_obeyed = |it: char| {
        it.is_control() || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|it| if is_obeyed(it) { '\u{fffd}' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Open {
        Open { path: PathBuf::new(), text: text.into(), place: START }
    }

    #[test]
    fn the_line_is_found_forwards_and_backwards() {
        let mut file = open("one\n漢字 two\n\nfour");
        for (line, column, text, at) in [
            (2, 3, "漢字 two", 6),
            (2, 4, "漢字 two", 7),
            (4, 1, "four", 0),
            (4, 99, "four", 4),
            (1, 2, "one", 1),
            (3, 1, "", 0),
        ] {
            assert_eq!(file.excerpt(line, column), Some(Excerpt { text, at }), "{line}:{column}");
        }
        assert_eq!(file.excerpt(5, 1), None);
        assert_eq!(file.excerpt(1, 1), Some(Excerpt { text: "one", at: 0 }));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = "ñ".repeat(10_000);
        let mut file = open(&text);
        let excerpt = file.excerpt(1, 5_001).unwrap();
        assert_eq!((excerpt.at, excerpt.text.chars().count()), (2 * AROUND, 2 * AROUND));
        assert_eq!(file.excerpt(1, 1).unwrap().at, 0);
    }

    #[test]
    fn nothing_shown_is_obeyed_by_a_terminal() {
        assert_eq!(visible("a\u{1b}[31m\nb\u{202e}c 漢"), "a�[31m�b�c 漢");
    }
}
