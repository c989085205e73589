//! Which characters belong to words: the word characters of Unicode's regular expressions (UTS #18,
//! annex C, without its joiners), as Ruby's `\p{Word}` and so GitHub take them.
//!
//! The standard library knows the letters. What it does not know are marks, decimal digits and
//! connectors that are no letters; they are kept here, in a few hundred bytes, because the browser
//! downloads them. The tests make the list anew from the Unicode data of the `regex` crate.

/// Whether `character` belongs to a word: a letter, a mark, a decimal digit or a connector such as
/// `_`.
pub fn is_word(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric() || character == '_',
        _ => character.is_alphabetic() || is_listed(character),
    }
}

/// Whether a word of one of the many scripts that combine characters falls apart without `character`:
/// marks, and the two joiners, which are no word characters but mean something in routes.
#[cfg(feature = "cli")]
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
        || (!character.is_ascii() && !character.is_numeric() && is_listed(character))
}

/// Whether a character that is neither ASCII nor a letter is in [`LISTED`].
fn is_listed(character: char) -> bool {
    let mut bytes = LISTED.iter();
    let mut next = || {
        let mut number = 0;
        for byte in bytes.by_ref() {
            number = number << 7 | u32::from(byte & 0x7f);
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    };
    let mut at = 0;
    while let (Some(gap), Some(length)) = (next(), next()) {
        at += gap;
        if u32::from(character) < at {
            return false;
        }
        at += length;
        if u32::from(character) <= at {
            return true;
        }
    }
    false
}

/// The marks, decimal digits and connectors beyond ASCII, in order: for each run of them the number
/// of code points from the end of the last run, then that from its start to its end, both in groups
/// of seven bits with the high bit set on all but the last. Runs reach over letters, so that there
/// are fewer.
const LISTED: &[u8] = b"\
    \x86\x00b\x82!\x06\x82\x08\x1e\x81)\x11v\x01\n\x0fG\nv3\n\x00\x1b\x15,\x02=I\tj\x12\tM\x00\x11\
    \x00\x19\t\x0f\x00>\x00\x11\x00\x19\tM\x00\x11\x00\x19\t\x0e\x02=\x00\x11\x00\x08\x00\x11\t^\
    \x00\x19\tM\x00\x11\x00\x19\tM\x00\x11\x00\x19\tL\x01\x11\x00\x19\t[\x00\x1c\tX\x07\x02\ta\x00\
    \x0e\x06\x02\t?\x01\x07\t\x0c\x00\x02\x00\x02\x00\x05\x01E\x00\x02\x01?\x00q\x12G\t\x85D\x02\
    \x875\x01\x1f\x00\x81\x00\x1f\n\x00\x03\t\"\x02\x02\n\x82\x20\x02\x0b\t\x81\x01\t\x81\x07\x1c\
    \x03\n\x07\t\x17\x1bi\x10\x0c\t\x12\x087ID\x00\t\t\x07\tw\x02\x02%\x81G?\x84@\x01\x14\x00|\x20\
    \x97\x7f\x02\x81\x0e\x00\x85+\x05j\x01\x81\xeb\x06\tF\x03\n\x01s\x01\x82\x15\x00&\x00\x81\x18\
    \x00\x0c\t\x07\x11\x0f-&\x00`\r\x10\t\x17\tW\tf\x025\x00\x81v\x01\x03\t\x81\xa4\x07\x0f\x11\x0f\
    \x04\x01\x19\x02\x81A\t&\x00\x85>\x00\x81c\x00\x83@\t\x8b\x0f\x02\x05\x00\x81&\x01\x84J\t\x07\t\
    !\x03\x83\x10\x02G\n2\x03\x81A\x00\x20\n\x0f;6\t:\x01\x02\t4\x00M\x00\t\x03\x04\t\\\x01\x813\
    \x01\x06\tB\x01\x11\x00\x19\x06\x04\x04Z\x04\x0f\x01`\x04\n\t\x05\x00d\x01\r\t\x81f\x01\x7f\x00\
    \x11\t]\x01\t\t\x07\x13H\x00\x05\t\x82\x00\x01\x81&\tT\x06\r\t\x81\x07\x00S\x01\x13\x00Q\x01\
    \x82W\tF\x00\x11\t\x81i\x03\x0b\t>\x00\t\t\x83\x18\x01\x0e\n\xa9f\x15\xd9Z\n\x92\'\tW\t\'\x04<\
    \x06\x1a\t\x84\x17\t\x84k\x00\x81\x999\x00\xa0S\t\x84\x07-\x03\x16\x84\x1f\x04\x04\x05\t\x07\
    \x03\x06\x1f\x03\x81\x15\x02\x8b\n1\x84\x016\x051\t\x00\x0f\x00\x17\x04\x02\x0e\x8d\x01\x06\n\t\
    \x82e\x00>\r\x83s\r\x81u\x0c\x85V\x06n\x06\x06\t\xa5\x17\t\xb0\x8a\x07\x81o";

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells the class of a character by the `regex` crate's Unicode data.
    fn class(expression: &str) -> impl Fn(char) -> bool {
        let class = regex::Regex::new(expression).unwrap();
        move |character| class.is_match(character.encode_utf8(&mut [0; 4]))
    }

    /// [`LISTED`] as the Unicode data has it, in the form that a Rust file has it.
    fn listed() -> Vec<u8> {
        let is_wanted = class(r"^[\p{M}\p{Nd}\p{Pc}]$");
        let mut runs: Vec<(u32, u32)> = Vec::new();
        let mut is_open = false;
        for character in ('\u{80}'..=char::MAX).filter(|it| !it.is_alphabetic()) {
            let code = u32::from(character);
            if !is_wanted(character) {
                is_open = false;
                continue;
            }
            match runs.last_mut() {
                Some((_, end)) if is_open => *end = code,
                _ => runs.push((code, code)),
            }
            is_open = true;
        }
        let mut bytes = Vec::new();
        let mut last = 0;
        for (start, end) in runs {
            for number in [start - last, end - start] {
                let groups = (0..3).rev().map(|group| (number >> (7 * group), group));
                for (number, group) in groups.filter(|(number, group)| *number > 0 || *group == 0) {
                    bytes.push((number & 0x7f) as u8 | if group > 0 { 0x80 } else { 0 });
                }
            }
            last = end;
        }
        bytes
    }

    #[test]
    fn the_list_is_that_of_the_unicode_data() {
        let bytes = listed();
        let text = bytes.escape_ascii().to_string().replace(' ', "\\x20");
        assert!(LISTED == bytes, "put this in the place of LISTED:\n{text}");
        assert!(LISTED.len() < 512, "the browser downloads it");
    }

    #[test]
    fn every_character_is_in_its_class() {
        let is_word_character = class(r"^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]$");
        // The standard library's letters may be those of a later Unicode than the expression's.
        let is_new = class(r"^\p{Cn}$");
        // What lies between is Chinese or not assigned.
        let characters = ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e0fff}');
        for character in characters.filter(|it| !is_new(*it)) {
            assert_eq!(is_word(character), is_word_character(character), "{character:?}");
        }
    }
}
