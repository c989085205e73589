//! Dates as authors write them, read into civil dates (`jiff`): ISO 8601, RFC 2822, and what people
//! type.
//!
//! A post is dated by the calendar its author looked at; how far that is from UTC is told beside the
//! date where it is written in numbers. What can be read in two ways is not guessed.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

/// What a text says as a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The date, as far as it can be read.
    pub date: Option<DateTime>,
    /// How far the author's clock was ahead of UTC, if the text says.
    pub offset: Option<Offset>,
    /// What is wrong with the text, to be put behind it.
    pub problem: Option<&'static str>,
}

/// The forms of a date that begins with its year (strftime notation).
const YEAR_FIRST: [&str; 7] =
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y %B %d", "%Y %b %d", "%Y-%b-%d"];

/// The forms with the month's name and the year behind it, commas and ordinals taken out.
const NAMED: [&str; 6] =
    ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%b %d %H:%M:%S %Y"];

/// The forms without a day.
const DAYLESS: [&str; 5] = ["%Y-%m", "%Y/%m", "%B %Y", "%b %Y", "%Y"];

/// The forms of a time of day. Twelve hours first: they need their `am` or `pm`.
const TIMES: [&str; 8] =
    ["%I:%M:%S %p", "%I:%M:%S%p", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p", "%H:%M:%S", "%H:%M"];

/// Reads a date with an optional time behind it.
pub fn read(text: &str) -> Reading {
    let text = regular(text);
    let found = timestamp(&text)
        .or_else(|| year_first(&text))
        .or_else(|| numbers(&text))
        .or_else(|| NAMED.iter().find_map(|form| with_time(&text, form)))
        .or_else(|| DAYLESS.iter().find_map(|form| dayless(&text, form)));
    found.unwrap_or(Reading { problem: Some("is not a date"), ..Reading::default() })
}

/// The text without weekdays, ordinal endings and the commas and dots of written dates.
fn regular(text: &str) -> String {
    let text = text.trim();
    let is_written = text.contains(|it: char| it.is_ascii_alphabetic() && !"TtZz".contains(it));
    if !is_written {
        return text.into();
    }
    let text = text.replace(',', " ");
    let mut words: Vec<String> = Vec::new();
    for (index, word) in text.split_whitespace().enumerate() {
        let is_name = word.bytes().all(|it| it.is_ascii_alphabetic() || it == b'.');
        let bare = if is_name { word.replace('.', "") } else { word.to_owned() };
        let small = bare.to_ascii_lowercase();
        let digits = small.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        match small.as_str() {
            _ if index == 0 && is_weekday(&small) => {}
            "of" | "the" | "at" => {}
            "sept" => words.push("Sep".into()),
            _ if !digits.is_empty()
                && ["st", "nd", "rd", "th"].contains(&&small[digits.len()..]) =>
            {
                words.push(digits.into());
            }
            _ => words.push(bare),
        }
    }
    words.join(" ")
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// Seconds or milliseconds since 1970, in UTC.
fn timestamp(text: &str) -> Option<Reading> {
    let number: i64 = text.parse().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()))?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1_000,
        _ => return None,
    };
    let date = Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    Some(Reading { date: Some(date), offset: Some(Offset::UTC), problem: None })
}

fn year_first(text: &str) -> Option<Reading> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 4 | 8).then(|| YEAR_FIRST.iter().find_map(|form| with_time(text, form)))?
}

/// A date of three numbers that ends with its year. Dots stand between day and month; between
/// slashes and hyphens only a number above 12 tells.
fn numbers(text: &str) -> Option<Reading> {
    let end = text.find(|it: char| !it.is_ascii_digit() && !"/.-".contains(it));
    let (date, rest) = text.split_at(end.unwrap_or(text.len()));
    let separator = date.chars().find(|it| !it.is_ascii_digit())?;
    let numbers: Vec<&str> = date.split(separator).collect();
    let [a, b, year] = numbers[..] else { return None };
    let (first, second): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    let (day, month) = match separator {
        '.' => (first, second),
        _ if first > 12 || first == second => (first, second),
        _ if second > 12 => (second, first),
        _ => {
            let problem = "can be read as day and month or as month and day";
            return Some(Reading { problem: Some(problem), ..Reading::default() });
        }
    };
    let date = Date::new(year, month, day).ok()?;
    Some(dated(date, rest))
}

fn with_time(text: &str, form: &str) -> Option<Reading> {
    let (parsed, length) = BrokenDownTime::parse_prefix(form, text).ok()?;
    let date = parsed.to_date().ok().filter(|date| date.year() >= 1000)?;
    let rest = text.get(length..)?;
    if form.contains("%H") {
        return Some(Reading {
            date: Some(date.to_datetime(parsed.to_time().ok()?)),
            ..Reading::default()
        });
    }
    let is_done = rest.is_empty() || rest.starts_with(['T', 't', ' ', ',', 'Z', '+']);
    is_done.then(|| dated(date, rest))
}

/// `date` with the time of day that `rest` gives.
fn dated(date: Date, rest: &str) -> Reading {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']).trim_end();
    let (time, rest) = TIMES
        .iter()
        .find_map(|form| {
            let (parsed, length) = BrokenDownTime::parse_prefix(form, rest).ok()?;
            Some((parsed.to_time().ok()?, rest.get(length..)?))
        })
        .unwrap_or((Time::midnight(), rest));
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    let zone = fraction.trim_start_matches(|it: char| it.is_ascii_digit() && fraction != rest);
    let problem = (!is_zone(zone)).then_some("has a time that cannot be read");
    Reading { date: Some(date.to_datetime(time)), offset: offset(zone), problem }
}

/// Whether `text` is nothing but time zones: `Z`, `+0200`, `CEST`, `[Europe/Berlin]`, `(UTC)`.
fn is_zone(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let name = word.trim_matches(['(', ')', '[', ']']);
        let is_offset = name.strip_prefix(['+', '-', '\u{2212}']).is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit() || it == b':')
        });
        let is_short = (1..=5).contains(&name.len())
            && name.bytes().all(|it| it.is_ascii_uppercase())
            || ["utc", "gmt", "z"].contains(&name);
        is_offset || is_short || name.contains('/')
    })
}

/// How far from UTC the first zone of `text` is, where it says so in numbers or is UTC itself. What
/// `CET` or `Europe/Berlin` means depends on the day, and on tables that are not ours.
fn offset(text: &str) -> Option<Offset> {
    let zone = text.split_whitespace().next()?.trim_matches(['(', ')', '[', ']']);
    if ["z", "utc", "gmt"].iter().any(|it| zone.eq_ignore_ascii_case(it)) {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('+') { 1 } else { -1 };
    let digits: String = zone.strip_prefix(['+', '-', '\u{2212}'])?.split(':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_one = hours < 24 && minutes < 60;
    is_one.then(|| Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok())?
}

fn dayless(text: &str, form: &str) -> Option<Reading> {
    let mut parsed = BrokenDownTime::parse(form, text).ok()?;
    let year = parsed.year().filter(|year| *year >= 1000)?;
    if parsed.month().is_none() {
        parsed.set_month(Some(1)).ok()?;
    }
    let date = Date::new(year, parsed.month()?, 1).ok()?;
    let problem = Some("lacks its day");
    Some(Reading { date: Some(date.at(0, 0, 0, 0)), problem, ..Reading::default() })
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

    /// The date of a text with which nothing is wrong.
    fn iso(text: &str) -> Option<String> {
        let reading = read(text);
        reading.date.filter(|_| reading.problem.is_none()).map(|date| date.to_string())
    }

    #[test]
    fn the_forms_of_real_content() {
        for (text, expected) in [
            ("2024-01-02", "2024-01-02T00:00:00"),
            ("2024-1-2", "2024-01-02T00:00:00"),
            ("2024-01-02 03:04 +0200", "2024-01-02T03:04:00"),
            ("2024-01-02 3:04", "2024-01-02T03:04:00"),
            ("2024-01-02T03:04Z", "2024-01-02T03:04:00"),
            ("2020-05-25T08:09:26-07:00", "2020-05-25T08:09:26"),
            ("2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05"),
            ("2024-01-02T03:04:05,678+01:00", "2024-01-02T03:04:05"),
            ("2024-01-02 03:04:05 UTC", "2024-01-02T03:04:05"),
            ("2024-01-02 03:04:05 +0100 CET", "2024-01-02T03:04:05"),
            ("2024-01-02 03:04:05 America/New_York", "2024-01-02T03:04:05"),
            ("2024-01-02 3:04 PM", "2024-01-02T15:04:00"),
            ("2024-01-02 3pm", "2024-01-02T15:00:00"),
            ("2024-01-02 12:04 a.m.", "2024-01-02T00:04:00"),
            ("2024/01/02", "2024-01-02T00:00:00"),
            ("2024.01.02", "2024-01-02T00:00:00"),
            ("20240102", "2024-01-02T00:00:00"),
            ("2024 Jan 2", "2024-01-02T00:00:00"),
            ("June 15, 2020", "2020-06-15T00:00:00"),
            ("june 15th, 2020", "2020-06-15T00:00:00"),
            ("June 15, 2020 at 3:04 pm", "2020-06-15T15:04:00"),
            ("Jan. 5, 2021", "2021-01-05T00:00:00"),
            ("Sept. 5, 2021", "2021-09-05T00:00:00"),
            ("15 June 2020", "2020-06-15T00:00:00"),
            ("1st of June 2020", "2020-06-01T00:00:00"),
            ("15-Jun-2020", "2020-06-15T00:00:00"),
            ("Monday, June 15, 2020", "2020-06-15T00:00:00"),
            ("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05"),
            ("Tue, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05"),
            ("Mon Jan  2 15:04:05 2006", "2006-01-02T15:04:05"),
            ("02.01.2024", "2024-01-02T00:00:00"),
            ("2.1.2024 15:04", "2024-01-02T15:04:00"),
            ("25/12/2024", "2024-12-25T00:00:00"),
            ("12/25/2024", "2024-12-25T00:00:00"),
            ("25-12-2024", "2024-12-25T00:00:00"),
            ("2/2/2024", "2024-02-02T00:00:00"),
            ("1704164645", "2024-01-02T03:04:05"),
            ("1704164645000", "2024-01-02T03:04:05"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_distance_from_utc_is_told_where_it_is_written() {
        for (text, expected) in [
            ("2024-01-02 03:04 +0200", Some(7_200)),
            ("2020-05-25T08:09:26-07:00", Some(-25_200)),
            ("2024-01-02T03:04:05.678Z", Some(0)),
            ("2024-01-02 03:04:05 +0530 IST", Some(19_800)),
            ("2024-01-02 03:04 +1", Some(3_600)),
            ("Mon, 02 Jan 2006 15:04:05 -0700", Some(-25_200)),
            ("Tue, 02 Jan 2006 15:04:05 GMT", Some(0)),
            ("1704164645", Some(0)),
            ("2024-01-02 03:04 +99:99", None),
            ("2024-01-02 03:04 CET", None),
            ("2024-01-02 03:04 Europe/Berlin", None),
            ("2024-01-02 03:04", None),
            ("2024-01-02", None),
        ] {
            assert_eq!(read(text).offset.map(Offset::seconds), expected, "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in [
            "2026-XX-XX",
            "2026-13-01",
            "2026-02-30",
            "soon",
            "",
            "2024-01-02x",
            "1/2/24",
            "12",
            "0000-00-00",
            "31.02.2024",
            "99999999999999999999",
            "2024-01-02-03",
            "Monday",
            "T",
            "é",
            "13/13/2024",
            "²/2/2024",
            "-1",
        ] {
            let nothing = Reading { problem: Some("is not a date"), ..Reading::default() };
            assert_eq!(read(text), nothing, "{text}");
        }
    }

    #[test]
    fn doubt_is_said() {
        let ambiguous = read("01/02/2024");
        assert_eq!((ambiguous.date, ambiguous.problem.is_some()), (None, true));
        for (text, date, problem) in [
            ("2024-01-02 25:99", "2024-01-02T00:00:00", "has a time that cannot be read"),
            ("2024-01-02 and more", "2024-01-02T00:00:00", "has a time that cannot be read"),
            ("2024-01", "2024-01-01T00:00:00", "lacks its day"),
            ("June 2020", "2020-06-01T00:00:00", "lacks its day"),
            ("2024", "2024-01-01T00:00:00", "lacks its day"),
        ] {
            let reading = read(text);
            let shown = reading.date.map(|it| it.to_string());
            assert_eq!((shown.as_deref(), reading.problem), (Some(date), Some(problem)), "{text}");
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
