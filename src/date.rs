//! Dates as authors write them, read into civil dates (`jiff`).
//!
//! A time zone is read over: a post is dated by the calendar its author looked at.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::BrokenDownTime;

/// The forms of a date, in the order they are tried (strftime notation).
const FORMS: [&str; 11] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%a, %d %b %Y",
    "%A, %B %d, %Y",
];

/// Reads a date with an optional time behind it: ISO 8601, or as in `June 15, 2020`. `None` when
/// it is none, such as `2026-XX-XX`.
pub fn read(text: &str) -> Option<DateTime> {
    let text = text.trim();
    FORMS.iter().find_map(|form| {
        let (parsed, length) = BrokenDownTime::parse_prefix(form, text).ok()?;
        let date = parsed.to_date().ok()?;
        let rest = text.get(length..)?;
        let is_done = rest.is_empty() || rest.starts_with(['T', 't', ' ', ',', 'Z', '+']);
        is_done.then(|| date.to_datetime(time(rest)))
    })
}

/// The time of day after a date; midnight when there is none.
fn time(rest: &str) -> Time {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    ["%H:%M:%S", "%H:%M"]
        .iter()
        .find_map(|form| BrokenDownTime::parse_prefix(form, rest).ok()?.0.to_time().ok())
        .unwrap_or(Time::midnight())
}

/// The date a file name starts with, as Jekyll and many archives name their files, and the rest
/// of the name: `2024-01-02-title` gives the 2nd of January and `title`.
pub fn from_file_name(stem: &str) -> Option<(Date, &str)> {
    let has_year = stem.len() > 4 && stem.bytes().take(4).all(|it| it.is_ascii_digit());
    let stem = Some(stem).filter(|_| has_year)?;
    let (date, length) = BrokenDownTime::parse_prefix("%Y-%m-%d", stem).ok()?;
    let rest = stem.get(length..)?.trim_start_matches(['-', '_', ' ']);
    Some((date.to_date().ok()?, rest))
}

/// The date that a name starts with in more ways than [`from_file_name`] reads: `20240102 title`, and
/// with a time behind it, `2024-01-02T10:30:00Z-title`.
pub fn from_stamp(stem: &str) -> Option<(Date, &str)> {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let (form, length) = match digits {
        4 => ("%Y-%m-%d", 10),
        8 => ("%Y%m%d", 8),
        _ => return None,
    };
    let date = Date::strptime(form, stem.get(..length)?).ok()?;
    let rest = &stem[length..];
    let rest = rest.strip_prefix(['T', 't']).map_or(rest, after_time);
    // A number of eight digits may be one: a year that people write in is surer.
    let is_sure = (1900..2100).contains(&date.year());
    let is_done = rest.is_empty() || rest.starts_with(['-', '_', ' ', '.']);
    (is_sure && is_done).then(|| (date, rest.trim_start_matches(['-', '_', ' ', '.'])))
}

/// What comes behind a time of day and its zone, if `text` starts with one.
fn after_time(text: &str) -> &str {
    let two = |text: &str| text.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    let mut rest = text;
    for _ in 0..3 {
        let part = rest.strip_prefix([':', '-', '.']).unwrap_or(rest);
        if two(part) {
            rest = &part[2..];
        }
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
    }
    match rest.strip_prefix(['+', '-']) {
        _ if rest.starts_with(['Z', 'z']) => &rest[1..],
        Some(zone) if two(zone) && zone[2..].strip_prefix(':').is_some_and(two) => &zone[5..],
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        read(text).map(|date| date.to_string())
    }

    #[test]
    fn the_forms_of_real_content() {
        for (text, expected) in [
            ("2024-01-02", "2024-01-02T00:00:00"),
            ("2024-1-2", "2024-01-02T00:00:00"),
            ("2024-01-02 03:04 +0200", "2024-01-02T03:04:00"),
            ("2024-01-02 3:04", "2024-01-02T03:04:00"),
            ("2020-05-25T08:09:26-07:00", "2020-05-25T08:09:26"),
            ("2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05"),
            ("2024/01/02", "2024-01-02T00:00:00"),
            ("June 15, 2020", "2020-06-15T00:00:00"),
            ("15 June 2020", "2020-06-15T00:00:00"),
            ("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in ["2026-XX-XX", "2026-13-01", "2026-02-30", "soon", "", "2024-01-02x"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn file_names_carry_dates() {
        let (date, rest) = from_file_name("2024-01-02-a-title").unwrap();
        assert_eq!((date.to_string().as_str(), rest), ("2024-01-02", "a-title"));
        assert!(from_file_name("title-2024-01-02").is_none());
        assert!(from_file_name("1-2-3-go").is_none());
    }

    #[test]
    fn stamps_are_dates_in_other_forms() {
        let stamp =
            |name: &'static str| from_stamp(name).map(|(date, rest)| (date.to_string(), rest));
        for (name, rest) in [
            ("2024-01-02-a-b", "a-b"),
            ("2024-01-02_a", "a"),
            ("2024-01-02", ""),
            ("20240102 a", "a"),
            ("20240102", ""),
            ("2024-01-02T10:30:00Z-a", "a"),
            ("2024-01-02T10:30:00.5+02:00_a", "a"),
            ("2024-01-02T1030 a", "a"),
            ("2024-01-02T10-30-00-a", "a"),
            ("2024-01-02T-a", "a"),
        ] {
            assert_eq!(stamp(name), Some(("2024-01-02".into(), rest)), "{name}");
        }
        for name in [
            "20241302 a",
            "12345678",
            "2024-01-02a",
            "20240102a",
            "202401021",
            "2024-1-2-a",
            "é",
            "",
        ] {
            assert_eq!(stamp(name), None, "{name}");
        }
    }
}
