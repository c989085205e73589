//! From bytes to text: which encoding a file is in, and what could not be read of it.
//!
//! UTF-8 and UTF-16, with and without a byte order mark, and the 8-bit and East Asian encodings
//! of older files, as the WHATWG Encoding Standard defines them (`encoding_rs`; `chardetng` tells
//! them apart). Text comes out with line feeds only and no U+0000 (CommonMark 2.3). Text that was
//! spoilt before it came here is found by [`mojibake`]; it is reported and stays as it is.

use std::fmt::Write;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::File;
use crate::warning::{Kind, Lines, Warning};

pub mod mojibake;

/// How many findings of one sort are told one by one; the rest is counted.
const TOLD: usize = 5;

/// Decodes the file at `path`. Never fails: a character that cannot be read becomes U+FFFD, bytes
/// that are no text at all become an empty text, and either is reported.
pub fn decode(path: &str, bytes: &[u8]) -> (File, Vec<Warning>) {
    let (raw, trouble) = text_of(bytes);
    let text = plain(&raw);
    let mut warnings = Vec::new();
    let mut report = |(line, column): (u32, u32), found: String, advice: &str| {
        let kind = Kind::Encoding;
        warnings.push(Warning {
            file: path.into(),
            line,
            column,
            kind,
            found,
            advice: advice.into(),
        });
    };
    // Most files need none of this, and lines cost a pass over the text.
    if let Some(Trouble { at, found, advice }) = trouble {
        let place =
            at.map_or((0, 0), |at| crate::warning::position(&text, plain(&raw[..at]).len()));
        report(place, found, advice);
    }
    let nuls = raw.bytes().filter(|byte| *byte == 0).count();
    if nuls > 0 {
        let first = raw.find('\0').map_or(0, |at| plain(&raw[..at]).len());
        let found = format!("the text has {}", count(nuls, "null character"));
        let advice = "take it out; it shows as \u{fffd}";
        report(crate::warning::position(&text, first), found, advice);
    }
    if !text.is_ascii() {
        let spoilt = mojibake::find(&text);
        let lines = Lines::new(if spoilt.is_empty() { "" } else { &text });
        for it in spoilt.iter().take(TOLD) {
            let written = &text[it.range.clone()];
            let found = format!("`{written}` is `{}`, spoilt by a wrong encoding", it.meant);
            report(
                lines.position(&text, it.range.start),
                found,
                "write what it should be; it shows as it is",
            );
        }
        if let Some(next) = spoilt.get(TOLD) {
            let found = format!("{} like these follow", count(spoilt.len() - TOLD, "more place"));
            let advice = "the text was UTF-8, was read as Windows-1252 and saved again; \
                          reverse that for the whole file";
            report(lines.position(&text, next.range.start), found, advice);
        }
    }
    (File { path: path.into(), text: text.into_owned() }, warnings)
}

/// What could not be read.
struct Trouble {
    /// The byte of the text at which it begins; `None` for the whole file.
    at: Option<usize>,
    found: String,
    advice: &'static str,
}

const SAVE: &str = "save it as UTF-8";

fn text_of(bytes: &[u8]) -> (String, Option<Trouble>) {
    let mark = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    if let Some((encoding, length)) = mark {
        return utf_16(encoding, &bytes[length..]);
    }
    let mut bytes = bytes;
    // Tools that add a mark without looking leave several.
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return utf_16(encoding, bytes);
    }
    let controls = bytes.iter().filter(|byte| is_control(**byte)).count();
    if controls > 2 + bytes.len() / 20 {
        let found = "the file's bytes are no text".into();
        let advice = "put a text file in its place, or give it the ending of what it is; \
                      it is taken as empty";
        return (String::new(), Some(Trouble { at: None, found, advice }));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => no_utf_8(bytes),
    }
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

/// UTF-16 without a mark shows in its text's ASCII, of which every other byte is zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len() / 5;
    match (even, odd) {
        (0, odd) if odd > most.max(1) => Some(UTF_16LE),
        (even, 0) if even > most.max(1) => Some(UTF_16BE),
        _ => None,
    }
}

fn utf_16(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Trouble>) {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let trouble = has_errors.then(|| Trouble {
        at: text.find('\u{fffd}'),
        found: format!("this is no character in {}", encoding.name()),
        advice: "save it as UTF-8; what is unreadable shows as \u{fffd}",
    });
    (text.into_owned(), trouble)
}

/// Bytes that are not all UTF-8: UTF-8 with something foreign in it, or another encoding.
fn no_utf_8(bytes: &[u8]) -> (String, Option<Trouble>) {
    let (mut intact, mut broken, mut incomplete) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        intact += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        incomplete += usize::from(is_cut(chunk.invalid()));
    }
    if intact >= broken || broken == incomplete { mended(bytes) } else { legacy(bytes) }
}

/// Whether this is the start of a character of UTF-8 whose end is missing. A lone first byte may
/// as well be a letter of an 8-bit encoding.
fn is_cut(invalid: &[u8]) -> bool {
    invalid.len() > 1
}

/// UTF-8 in which single bytes come from an older encoding, as pasting and joining files gives.
fn mended(bytes: &[u8]) -> (String, Option<Trouble>) {
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut places = 0;
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        first.get_or_insert((text.len(), chunk.invalid()));
        places += 1;
        if is_cut(chunk.invalid()) || chunks.peek().is_none() {
            text.push('\u{fffd}');
        } else {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    let trouble = first.map(|(at, invalid)| Trouble {
        at: Some(at),
        found: match places {
            1 => format!("{} is not UTF-8", named(invalid)),
            _ => format!("{} is not UTF-8, nor are {}", named(invalid), count(places - 1, "more place")),
        },
        advice: "save it as UTF-8; a lone byte was read as Windows-1252, half a character shows as \u{fffd}",
    });
    (text, trouble)
}

fn legacy(bytes: &[u8]) -> (String, Option<Trouble>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let at = bytes.iter().position(|byte| !byte.is_ascii());
    let found = format!("the file is not UTF-8 from here on, but looks like {}", encoding.name());
    let advice =
        if has_errors { "save it as UTF-8; what is unreadable shows as \u{fffd}" } else { SAVE };
    (text.into_owned(), Some(Trouble { at, found, advice }))
}

fn named(bytes: &[u8]) -> String {
    let mut name = String::from(if bytes.len() == 1 { "the byte" } else { "the sequence" });
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(name, " {byte:02X}");
    }
    name
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The text with line feeds only and without U+0000.
fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(['\r', '\0']) {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, and of each warning its place and what was found.
    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        let (file, warnings) = decode("a.md", bytes);
        let say = |it: &Warning| format!("{}:{} {}", it.line, it.column, it.found);
        (file.text, warnings.iter().map(say).collect())
    }

    fn clean(bytes: &[u8]) -> String {
        let (text, warnings) = decoded(bytes);
        assert_eq!(warnings, Vec::<String>::new(), "{text}");
        text
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn unicode_in_any_form_is_read() {
        assert_eq!(clean("\u{feff}\u{feff}añb\r\nc\rd".as_bytes()), "añb\nc\nd");
        for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(clean(&utf_16("\u{feff}# Año 🚀\r\n", bytes)), "# Año 🚀\n");
            assert_eq!(clean(&utf_16("# Año\nplain\n", bytes)), "# Año\nplain\n");
        }
        assert_eq!(clean(b""), "");
    }

    #[test]
    fn halves_of_utf_16_are_said() {
        let mut bytes = utf_16("\u{feff}one\ntwo", u16::to_le_bytes);
        bytes.extend([0x3d, 0xd8, b'!', 0]);
        let (text, warnings) = decoded(&bytes);
        assert_eq!(text, "one\ntwo\u{fffd}!");
        assert_eq!(warnings, ["2:4 this is no character in UTF-16LE"]);
    }

    #[test]
    fn older_encodings_are_read_as_what_they_are() {
        let (text, warnings) =
            decoded(b"One\r\nA caf\xe9 \x96 d\xe9j\xe0 vu, \x93na\xefve\x94.\r\n");
        assert_eq!(text, "One\nA café – déjà vu, “naïve”.\n");
        assert_eq!(
            warnings,
            ["2:6 the file is not UTF-8 from here on, but looks like windows-1252"]
        );
        let russian = "Привет, это довольно обычная заметка о погоде.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        let (text, warnings) = decoded(&bytes);
        assert_eq!(text, russian);
        assert!(warnings[0].ends_with("looks like windows-1251"), "{warnings:?}");
    }

    #[test]
    fn single_foreign_bytes_in_utf_8_are_read_too() {
        let (text, warnings) = decoded(b"\xc3\xa1\xc3\xa9\n\xc3\xb3 caf\xe9s \xe2\x82 \xe8t");
        assert_eq!(text, "áé\nó cafés \u{fffd} èt");
        assert_eq!(warnings, ["2:6 the byte E9 is not UTF-8, nor are 2 more places"]);
        assert_eq!(
            decoded(b"ab\xe2\x82"),
            ("ab\u{fffd}".into(), vec!["1:3 the sequence E2 82 is not UTF-8".into()])
        );
    }

    #[test]
    fn what_is_no_text_is_taken_as_empty() {
        let picture: Vec<u8> =
            b"\x89PNG\r\n\x1a\n".iter().copied().chain((0..=255).cycle().take(900)).collect();
        assert_eq!(
            decoded(&picture),
            (String::new(), vec!["0:0 the file's bytes are no text".into()])
        );
    }

    #[test]
    fn null_characters_are_replaced() {
        let (text, warnings) = decoded(b"one\r\ntw\0o");
        assert_eq!(text, "one\ntw\u{fffd}o");
        assert_eq!(warnings, ["2:3 the text has 1 null character"]);
    }

    #[test]
    fn mojibake_is_said_and_left() {
        let (text, warnings) = decoded("x\nA cafÃ©".as_bytes());
        assert_eq!(text, "x\nA cafÃ©");
        assert_eq!(warnings, ["2:6 `Ã©` is `é`, spoilt by a wrong encoding"]);
        let (_, warnings) = decoded("Ã© ".repeat(20).as_bytes());
        assert_eq!(warnings.len(), TOLD + 1);
        assert_eq!(warnings[TOLD], "1:16 15 more places like these follow");
    }
}
