//! What keeps code that is no code from taking forever: the generated parsers are fast on what
//! people write and take quadratic time and worse on what they do not. All limits are counted, not
//! timed, so that the same code always comes out the same.

use std::cell::Cell;

/// Code of more bytes than this stays plain.
pub const LARGEST: usize = 32 * 1024;

/// How many brackets or levels of indentation may be open at once. The scanners of YAML and Python
/// stop the process at about 250.
const DEEPEST: usize = 64;

/// The bytes given to the parser at once, so that it shows how often it goes back.
const PIECE: usize = 256;

/// Whether `code` is too large, nests too deeply, or has a NUL, which scanners take for its end.
pub fn is_beyond(code: &str) -> bool {
    code.len() > LARGEST
        || code.contains('\0')
        || brackets(code) > DEEPEST
        || levels(code) > DEEPEST
}

/// How many brackets are open at the most, strings and comments not told apart. A `<` counts
/// before a name, as in `List<String` and `<p`.
fn brackets(code: &str) -> usize {
    let mut open: usize = 0;
    let mut most = 0;
    let following = code.bytes().skip(1).chain([b' ']);
    for (byte, next) in code.bytes().zip(following) {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b'<' if next.is_ascii_alphanumeric() => open += 1,
            b')' | b']' | b'}' | b'>' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// How many levels of indentation are open at the most, where each of the indicators that a line
/// of YAML begins with, as in `- - a`, opens one.
fn levels(code: &str) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let mut most = 0;
    for line in code.lines() {
        let mut column = 0;
        let mut is_first = true;
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b' ' => {}
                b'\t' => column += 7,
                _ => {
                    if std::mem::take(&mut is_first) {
                        open.truncate(open.partition_point(|it| *it < column));
                    }
                    open.push(column);
                    let is_alone = bytes.peek().is_none_or(|next| b" \t".contains(next));
                    if !is_alone || !b"-?:".contains(&byte) {
                        break;
                    }
                }
            }
            column += 1;
        }
        most = most.max(open.len());
    }
    most
}

/// The work that one code may be: six steps of the parser a byte, and forty bytes read for each. Real
/// code, cut off and full of errors as it may be, took 2.7 and 27 at the most.
pub struct Budget {
    /// In hundreds, as the parser reports them.
    steps: Cell<usize>,
    bytes: Cell<usize>,
}

impl Budget {
    /// The budget for code of `length` bytes.
    pub fn new(length: usize) -> Self {
        Self { steps: Cell::new(6 * length / 100 + 50), bytes: Cell::new(40 * length + 16 * 1024) }
    }

    /// Whether the next hundred steps may be taken.
    pub fn step(&self) -> bool {
        self.steps.set(self.steps.get().saturating_sub(1));
        self.steps.get() > 0 && self.bytes.get() > 0
    }

    /// The part of `code` at byte `at` to read next, nothing once all is spent. It ends with a whole
    /// character: the parser would read on for the rest of it, and an end there is more than it
    /// can take.
    pub fn read<'c>(&self, code: &'c str, at: usize) -> &'c [u8] {
        self.bytes.set(self.bytes.get().saturating_sub(PIECE));
        let end = if self.bytes.get() == 0 { at } else { code.floor_char_boundary(at + PIECE) };
        code.get(at..end).unwrap_or_default().as_bytes()
    }

    /// Whether more was wanted than there is.
    pub fn is_spent(&self) -> bool {
        self.steps.get() == 0 || self.bytes.get() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_within_bounds() {
        let ruler = format!("-- {}\n", "-".repeat(200));
        let long = "fn f() { g(h(1)) }\n".repeat(1000);
        let markup = "<p>one</p>\n".repeat(1000);
        let deep: String =
            (0..40).map(|level| format!("{}if a:\n", "    ".repeat(level))).collect();
        for code in [ruler, long, markup, deep] {
            assert!(!is_beyond(&code), "{}", &code[..20]);
        }
    }

    #[test]
    fn what_would_take_forever_is_beyond() {
        let steps: String = (0..100).map(|level| format!("{}-\n", " ".repeat(level))).collect();
        for code in ["[".repeat(99), "A<".repeat(99), "- ".repeat(99), steps, "\0".into()] {
            assert!(is_beyond(&code), "{code:?}");
        }
        assert!(is_beyond(&" ".repeat(LARGEST + 1)));
    }
}
