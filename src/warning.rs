//! What the generator tells the author: where, what was found, and what to do about it.

/// A finding in a source file. Reading goes on; the command line decides what is fatal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
pub struct Warning {
    /// The file, relative to the content folder, with `/` between folders.
    pub file: String,
    /// The line, from 1; 0 when the finding concerns the whole file.
    pub line: u32,
    /// The column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// What sort of finding it is.
    pub kind: Kind,
    /// What was found.
    pub found: String,
    /// What to do about it.
    pub advice: String,
}

/// The sorts of finding, in the order reports group them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    /// The front matter, or a field of it, could not be read.
    FrontMatter,
    /// A setting in `site.toml` or the source site's configuration could not be read.
    Settings,
    /// Two documents claim the same route, or a file claims a reserved name.
    Route,
    /// A link, image, reference or include leads nowhere.
    Link,
    /// A link's anchor is not in the document it leads to.
    Anchor,
    /// A shortcode between colons that is no emoji.
    Emoji,
    /// A shortcode, tag or macro of a dialect that is not understood.
    Construct,
    /// Raw HTML or a URL that was removed because it could run code.
    RawHtml,
    /// The file's bytes are not the text they should be.
    Encoding,
    /// A file or folder was passed over.
    File,
    /// Something that readers see as it was meant, and that is still worth a change.
    Hint,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It would look wrong to a reader.
    Error,
    /// Nobody but the author would notice.
    Advice,
}

impl Severity {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Advice => "advice",
        }
    }
}

impl Kind {
    /// How much findings of this sort matter.
    pub fn severity(self) -> Severity {
        if self == Self::Hint { Severity::Advice } else { Severity::Error }
    }

    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Settings => "settings",
            Self::Route => "route",
            Self::Link => "link",
            Self::Anchor => "anchor",
            Self::Emoji => "emoji",
            Self::Construct => "construct",
            Self::RawHtml => "raw HTML",
            Self::Encoding => "encoding",
            Self::File => "file",
            Self::Hint => "hint",
        }
    }
}

impl Warning {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl std::fmt::Display for Warning {
    /// `file:line:column: kind: found; advice`, which editors and terminals make clickable.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, column, kind, found, advice } = self;
        formatter.write_str(file)?;
        if *line > 0 {
            write!(formatter, ":{line}")?;
            if *column > 0 {
                write!(formatter, ":{column}")?;
            }
        }
        write!(formatter, ": {}: {found}; {advice}", kind.name())
    }
}

/// The line and column, both from 1 and the column in characters, of byte `offset` of `source`.
pub fn position(source: &str, offset: usize) -> (u32, u32) {
    let mut end = offset.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    (clamp(line), clamp(column))
}

/// The lines of a text, to find many positions in it: each costs the same wherever it is and
/// however long its line.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before each block of bytes.
    characters: Vec<usize>,
}

/// How many bytes a block of [`Lines`] has.
const BLOCK: usize = 256;

impl Lines {
    /// Reads the lines of `source`.
    pub fn new(source: &str) -> Self {
        let newlines = source.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n');
        let mut characters = vec![0];
        for block in source.as_bytes().chunks(BLOCK) {
            characters.push(characters[characters.len() - 1] + count(block));
        }
        let starts = std::iter::once(0).chain(newlines.map(|(_, next)| next)).collect();
        Self { starts, characters }
    }

    /// The line and column of byte `offset` of that `source`, as [`position`] gives them.
    pub fn position(&self, source: &str, offset: usize) -> (u32, u32) {
        let mut end = offset.min(source.len());
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= end);
        let start = self.starts[line - 1];
        let column = self.characters(source, end) - self.characters(source, start) + 1;
        (clamp(line), clamp(column))
    }

    /// How many characters start before byte `offset`.
    fn characters(&self, source: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + count(&source.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters of UTF-8 start in `bytes`.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        assert_eq!(position("añb\nc", 0), (1, 1));
        assert_eq!(position("añb\nc", 3), (1, 3));
        assert_eq!(position("añb\nc", 5), (2, 1));
        assert_eq!(position("añb", 2), (1, 2), "inside a character counts as at it");
        assert_eq!(position("a", 99), (1, 2));
    }

    #[test]
    fn lines_agree_with_single_positions() {
        for source in ["", "a", "añb\nc\n", &"añb🚀\n".repeat(300), &"ñ".repeat(BLOCK)] {
            let lines = Lines::new(source);
            for offset in 0..source.len() + 2 {
                assert_eq!(lines.position(source, offset), position(source, offset), "{offset}");
            }
        }
    }

    #[test]
    fn a_warning_reads_as_one_line() {
        let warning = Warning {
            file: "pages/about.md".into(),
            line: 3,
            column: 7,
            kind: Kind::Emoji,
            found: "`:rokcet:` is no emoji".into(),
            advice: "did you mean `:rocket:`?".into(),
        };
        let line = "pages/about.md:3:7: emoji: `:rokcet:` is no emoji; did you mean `:rocket:`?";
        assert_eq!(warning.to_string(), line);
    }
}
