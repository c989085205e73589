//! Mojibake: UTF-8 that was read as Windows-1252 and saved again, so that `é` became `Ã©`.
//!
//! A run of characters is taken back to the bytes that Windows-1252 gives it. Where these are
//! UTF-8 for something people write, that is what was meant. Legitimate text can do that by
//! chance, above all a capital letter or `é` before a closing quote; what little it gives is
//! told from mojibake by what stands around it. Code is left alone: it may show what it likes.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

/// A spoilt run of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mojibake {
    /// Where it is in the text.
    pub range: Range<usize>,
    /// What it should read.
    pub meant: String,
}

/// The spoilt runs of `text`, in order.
pub fn find(text: &str) -> Vec<Mojibake> {
    let table = Table::new();
    let mut sure = 0;
    let mut found: Vec<(Mojibake, bool)> = Vec::new();
    for range in runs(text, &table) {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let run = &text[range.clone()];
        let Some(meant) = table.reversed(run) else { continue };
        let is_sure = match weight(run, &meant, before.chars().next_back(), after.chars().next()) {
            Weight::None => continue,
            Weight::Some => false,
            Weight::Enough => true,
        };
        sure += usize::from(is_sure);
        found.push((Mojibake { range, meant: table.reversed_to_the_end(meant) }, is_sure));
    }
    if sure == 0 && found.len() < DOUBTFUL {
        return Vec::new();
    }
    let code = if found.is_empty() { Vec::new() } else { crate::markdown::code_ranges(text) };
    let is_code = |at: usize| {
        code.get(code.partition_point(|it| it.end <= at)).is_some_and(|it| it.contains(&at))
    };
    found.into_iter().map(|(it, _)| it).filter(|it| !is_code(it.range.start)).collect()
}

/// How many doubtful runs make a sure finding.
const DOUBTFUL: usize = 3;

/// Windows-1252's bytes from 0x80 to 0x9F; from there on they are Latin-1's, which are Unicode's.
struct Table(Vec<char>);

impl Table {
    fn new() -> Self {
        let bytes: Vec<u8> = (0x80..0xa0).collect();
        Self(WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect())
    }

    fn byte(&self, character: char) -> Option<u8> {
        match u32::from(character) {
            code @ (0..0x80 | 0xa0..0x100) => u8::try_from(code).ok(),
            _ => {
                let index = self.0.iter().position(|it| *it == character)?;
                u8::try_from(0x80 + index).ok()
            }
        }
    }

    /// What UTF-8 makes of the run's bytes.
    fn reversed(&self, run: &str) -> Option<String> {
        let bytes: Vec<u8> = run.chars().map(|it| self.byte(it)).collect::<Option<_>>()?;
        // The third byte of `”` is none of Windows-1252's, and most tools dropped it.
        if bytes == [0xe2, 0x80] {
            return Some("”".into());
        }
        String::from_utf8(bytes).ok()
    }

    /// Text is spoilt twice as easily as once.
    fn reversed_to_the_end(&self, mut meant: String) -> String {
        for _ in 0..3 {
            let Some(again) = self.reversed(&meant).filter(|it| *it != meant) else { break };
            meant = again;
        }
        meant
    }
}

/// The runs of characters beyond ASCII that Windows-1252 has.
fn runs(text: &str, table: &Table) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        if character.is_ascii() || table.byte(character).is_none() {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(at..end),
        }
    }
    // No run of one character is two bytes of UTF-8.
    runs.retain(|run| text[run.clone()].chars().nth(1).is_some());
    runs
}

enum Weight {
    None,
    Some,
    Enough,
}

/// How much speaks for `run` being a spoilt `meant`.
fn weight(run: &str, meant: &str, before: Option<char>, after: Option<char>) -> Weight {
    let is = |it: Option<char>, what: fn(char) -> bool| it.is_some_and(what);
    let mut likely = 0;
    let mut possible = 0;
    for character in meant.chars() {
        match character {
            // What Western text is full of, and emoji.
            '\u{a0}'..='\u{ff}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205e}'
            | '\u{20a0}'..='\u{20bf}'
            | '\u{2100}'..='\u{22ff}'
            | '\u{2300}'..='\u{23ff}'
            | '\u{2500}'..='\u{27bf}'
            | '\u{2900}'..='\u{297f}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{fb00}'..='\u{fb04}'
            | '\u{feff}'
            | '\u{1f000}'..='\u{1faff}' => likely += 1,
            // The letters of others. One of them may be chance: French `é »` with its no-break
            // space is a Chinese character.
            '\u{100}'..='\u{17f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{370}'..='\u{6ff}'
            | '\u{900}'..='\u{dff}'
            | '\u{e00}'..='\u{eff}'
            | '\u{1e00}'..='\u{1fff}'
            | '\u{3000}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{fe0f}'
            | '\u{ff01}'..='\u{ffee}' => possible += 1,
            _ => return Weight::None,
        }
    }
    let mut written = run.chars();
    let closes = |it: char| "…”’“‘»›–—\u{a0}".contains(it);
    if let (Some(_), Some(last), None) = (written.next(), written.next(), written.next())
        && closes(last)
    {
        // `Ã”` may close a quotation in capitals; `×` and spaces stand between words.
        let stands_alone = matches!(meant, "×" | "\u{a0}") && !is(before, char::is_alphabetic);
        let is_in_word = is(before, char::is_lowercase)
            || (is(after, char::is_alphabetic) && !is(before, char::is_uppercase));
        if !stands_alone && !is_in_word {
            return Weight::None;
        }
    }
    if likely > 0 || possible > 1 { Weight::Enough } else { Weight::Some }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Vec<String> {
        find(text).into_iter().map(|it| it.meant).collect()
    }

    #[test]
    fn spoilt_text_is_recognised() {
        for (text, expected) in [
            ("cafÃ©", "é"),
            ("itâ€™s", "’"),
            ("â€œHello", "“"),
            ("so â€\u{9d}", "”"),
            ("saidâ€ and", "”"),
            ("oneâ€¦", "…"),
            ("2 Ã— 3", "×"),
            ("20 Â°C", "°"),
            ("sÃ»r", "û"),
            ("Ã–sterreich", "Ö"),
            ("aÂ\u{a0}b", "\u{a0}"),
            ("ðŸš€ go", "🚀"),
            ("ÃƒÂ©tude", "é"),
            ("æ—¥æœ¬èªž", "日本語"),
            ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
            ("ï»¿# Title", "\u{feff}"),
        ] {
            assert_eq!(meant(text), [expected], "{text}");
        }
    }

    #[test]
    fn every_letter_of_latin_1_is_recognised_once_spoilt() {
        for letter in '\u{a1}'..='\u{ff}' {
            let mut spoilt = String::new();
            for byte in letter.to_string().bytes() {
                spoilt += &WINDOWS_1252.decode_without_bom_handling(&[byte]).0;
            }
            let text = format!("x{spoilt}y");
            assert_eq!(meant(&text), [letter.to_string()], "{text}");
        }
    }

    #[test]
    fn legitimate_text_is_left_alone() {
        for text in [
            "Ã",
            "IRMÃ, AMANHÃ”, MAÇÃ…",
            "«Â»",
            "«CAFÉ» et « café\u{a0}»",
            "“IRMÃ” – “À” — ‘É’",
            "¿Qué? ¡Año! Größe, ÄÖÜ“, naïve…",
            "Ça coûte 3\u{a0}€…\u{a0}»",
            "Привет, 日本語, 🚀🚀",
            "10 µm ± 2°",
            "L’été\u{a0}: «\u{a0}né\u{a0}»",
        ] {
            assert_eq!(meant(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn code_may_show_what_it_likes() {
        assert_eq!(meant("`Ã©`\n\n```\nÃ©\n```\n"), Vec::<String>::new());
    }
}
