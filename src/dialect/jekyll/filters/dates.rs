//! Filters of dates. Names of days and months are English, as Ruby writes them.

use jiff::civil::DateTime;

use super::super::scope::Gap;
use super::super::values::Value;

/// What the filter makes of `input`, if it is one of these.
pub fn apply(name: &str, input: &Value, arguments: &[Value]) -> Option<Result<Value, Gap>> {
    let argument = |index: usize| arguments.get(index).map(Value::show).unwrap_or_default();
    let form = match name {
        "date" => argument(0),
        "date_to_string" | "date_to_long_string" => "%d %b %Y".into(),
        "date_to_xmlschema" => "%Y-%m-%dT%H:%M:%S+00:00".into(),
        "date_to_rfc822" => "%a, %d %b %Y %H:%M:%S +0000".into(),
        _ => return None,
    };
    if matches!(input.show().trim(), "now" | "today") {
        return Some(Err(Gap("the time of the build is not known here; write a date".into())));
    }
    let Some(date) = input.date().filter(|_| !form.is_empty()) else {
        return Some(Ok(input.clone()));
    };
    let month = if name == "date_to_long_string" { "%B" } else { "%b" };
    let form = match (name, argument(0).as_str(), argument(1).as_str()) {
        ("date_to_string" | "date_to_long_string", "ordinal", "US") => {
            format!("{month} {}, %Y", ordinal(date.day()))
        }
        ("date_to_string" | "date_to_long_string", "ordinal", _) => {
            format!("{} {month} %Y", ordinal(date.day()))
        }
        ("date_to_long_string", ..) => "%d %B %Y".into(),
        _ => form,
    };
    Some(match written(date, &form) {
        Some(text) => Ok(Value::Text(text)),
        None => Err(Gap(format!("the form `{form}` of a date is not understood; write the date"))),
    })
}

/// `date` in this form of strftime. It has no zone: it is written as Jekyll writes UTC.
fn written(date: DateTime, form: &str) -> Option<String> {
    let form = form.replace("%z", "+0000").replace("%:z", "+00:00").replace("%Z", "UTC");
    let form = form.replace("%s", &seconds(date)).replace("%-e", "%-d").replace("%L", "000");
    jiff::fmt::strtime::format(form.as_bytes(), date).ok()
}

fn seconds(date: DateTime) -> String {
    let stamp = jiff::tz::Offset::UTC.to_timestamp(date);
    stamp.map(|it| it.as_second().to_string()).unwrap_or_default()
}

fn ordinal(day: i8) -> String {
    let ending = match day {
        11..=13 => "th",
        _ => match day % 10 {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        },
    };
    format!("{day}{ending}")
}
