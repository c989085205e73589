//! Values of Liquid: what variables, literals and filters hold, how they show, compare and count as
//! true (Liquid 4, which Jekyll 4 uses).

use jiff::civil::DateTime;

use crate::front_matter::{Metadata, Value as Written};

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Nil,
    /// A truth.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A date, which shows as Ruby shows a time.
    Date(DateTime),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value of a front matter or configuration: scalars without quotes have the type that YAML
    /// gives them.
    pub fn from_written(written: &Written) -> Self {
        match written {
            Written::Quoted(text) => Self::text(text),
            Written::List(items) => Self::List(items.iter().map(Self::from_written).collect()),
            Written::Map(map) => Self::from_metadata(map),
            Written::Plain(text) => match text.trim() {
                "" | "~" | "null" | "Null" | "NULL" => Self::Nil,
                "true" | "True" | "TRUE" | "yes" | "Yes" | "on" | "On" => Self::Bool(true),
                "false" | "False" | "FALSE" | "no" | "No" | "off" | "Off" => Self::Bool(false),
                number if number.starts_with(|it: char| it.is_ascii_digit() || it == '-') => {
                    Self::number_or_date(number)
                }
                text => Self::text(text),
            },
        }
    }

    /// A number, or a date of the forms that YAML knows, or else text.
    fn number_or_date(text: &str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Integer(number);
        }
        let is_float = text.bytes().all(|it| it.is_ascii_digit() || b"-.".contains(&it));
        if let (true, Ok(number)) = (is_float, text.parse()) {
            return Self::Float(number);
        }
        let is_date = text.bytes().all(|it| it.is_ascii_digit() || b"-:.+ TtZz".contains(&it))
            && text.as_bytes().get(4) == Some(&b'-')
            && text.as_bytes().get(7) == Some(&b'-');
        match date(text).filter(|_| is_date) {
            Some(date) => Self::Date(date),
            None => Self::text(text),
        }
    }

    /// The fields of a front matter or configuration.
    pub fn from_metadata(metadata: &Metadata) -> Self {
        let fields = metadata.fields.iter();
        Self::Map(fields.map(|it| (it.key.clone(), Self::from_written(&it.value))).collect())
    }

    /// Whether it counts as true: all but nil and false does.
    pub fn is_true(&self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    /// Whether there is nothing in it, as `empty` and `default` ask.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(fields) => fields.is_empty(),
            _ => false,
        }
    }

    /// As `{{ … }}` shows it.
    pub fn show(&self) -> String {
        match self {
            Self::Nil => String::new(),
            Self::Bool(truth) => truth.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Float(number) => float(*number),
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.strftime("%Y-%m-%d %H:%M:%S +0000").to_string(),
            Self::List(items) => items.iter().map(Self::show).collect(),
            Self::Map(_) => self.inspect(),
        }
    }

    /// As Ruby's `inspect` shows it.
    pub fn inspect(&self) -> String {
        match self {
            Self::Nil => "nil".into(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::inspect).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(fields) => {
                let fields =
                    fields.iter().map(|(key, it)| format!("{}=>{}", quoted(key), it.inspect()));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
            other => other.show(),
        }
    }

    /// As JSON.
    pub fn json(&self) -> String {
        match self {
            Self::Nil => "null".into(),
            Self::Text(text) => quoted(text),
            Self::Date(_) => quoted(&self.show()),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Map(fields) => {
                let fields =
                    fields.iter().map(|(key, it)| format!("{}:{}", quoted(key), it.json()));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
            }
            other => other.show(),
        }
    }

    /// As a number, 0 where it is none, as Liquid's arithmetic reads text.
    pub fn number(&self) -> Self {
        match self {
            Self::Integer(_) | Self::Float(_) => self.clone(),
            Self::Text(text) => {
                let text = text.trim();
                let is_number = |it: char| it.is_ascii_digit() || ".-+".contains(it);
                let digits = &text[..text.find(|it| !is_number(it)).unwrap_or(text.len())];
                match (digits.parse(), digits.parse()) {
                    (Ok(number), _) => Self::Integer(number),
                    (_, Ok(number)) => Self::Float(number),
                    _ => Self::Integer(0),
                }
            }
            _ => Self::Integer(0),
        }
    }

    /// As a date, if it is one or reads as one.
    pub fn date(&self) -> Option<DateTime> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Text(text) => date(text),
            Self::Integer(seconds) => {
                let stamp = jiff::Timestamp::from_second(*seconds).ok()?;
                Some(jiff::tz::Offset::UTC.to_datetime(stamp))
            }
            _ => None,
        }
    }

    /// Its items; a text or number is one, nil none.
    pub fn items(&self) -> Vec<Value> {
        match self {
            Self::Nil => Vec::new(),
            Self::List(items) => items.clone(),
            Self::Map(fields) => fields
                .iter()
                .map(|(key, value)| Self::List(vec![Self::text(key), value.clone()]))
                .collect(),
            one => vec![one.clone()],
        }
    }

    /// The value by this name: a field, or `first`, `last` and `size`.
    pub fn field(&self, name: &str) -> Value {
        match (self, name) {
            (Self::Map(fields), _) => {
                let field = fields.iter().rev().find(|(key, _)| key == name);
                match (field, name) {
                    (Some((_, value)), _) => value.clone(),
                    (None, "size") => Self::count(fields.len()),
                    (None, _) => Self::Nil,
                }
            }
            (Self::List(items), "first") => items.first().cloned().unwrap_or_default(),
            (Self::List(items), "last") => items.last().cloned().unwrap_or_default(),
            (Self::List(items), "size") => Self::count(items.len()),
            (Self::Text(text), "size") => Self::count(text.chars().count()),
            _ => Self::Nil,
        }
    }

    /// The value of a field of a map.
    pub fn inner(&self, name: &str) -> Option<&Value> {
        let Self::Map(fields) = self else { return None };
        fields.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The item of a list at `index`, from the end when negative.
    pub fn inner_item(&self, index: i64) -> Option<&Value> {
        let Self::List(items) = self else { return None };
        let index = if index < 0 { index + items.len() as i64 } else { index };
        usize::try_from(index).ok().and_then(|it| items.get(it))
    }

    /// The item at `index`, from the end when negative.
    pub fn item(&self, index: i64) -> Value {
        self.inner_item(index).cloned().unwrap_or_default()
    }

    /// A number of things.
    pub fn count(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        16 + match self {
            Self::Text(text) => text.len(),
            Self::List(items) => items.iter().map(Self::weight).sum(),
            Self::Map(fields) => fields.iter().map(|(key, it)| key.len() + it.weight()).sum(),
            _ => 0,
        }
    }

    /// Whether both are the same to Liquid: numbers by their size.
    pub fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Float(b)) | (Self::Float(b), Self::Integer(a)) => {
                *a as f64 == *b
            }
            _ => self == other,
        }
    }

    /// How it compares to `other`; nothing where the two cannot be compared.
    pub fn compare(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (Self::Integer(a), Self::Float(b)) => (*a as f64).partial_cmp(b),
            (Self::Float(a), Self::Integer(b)) => a.partial_cmp(&(*b as f64)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// Whether `part` is in it: a part of a text, an item of a list, a field of a map.
    pub fn contains(&self, part: &Self) -> bool {
        match self {
            Self::Text(text) => *part != Self::Nil && text.contains(&part.show()),
            Self::List(items) => items.iter().any(|it| it.equals(part)),
            Self::Map(fields) => fields.iter().any(|(key, _)| *key == part.show()),
            _ => false,
        }
    }
}

/// A date as authors write it.
fn date(text: &str) -> Option<DateTime> {
    crate::date::read(text).date
}

/// A number as Ruby writes it: always with a decimal.
fn float(number: f64) -> String {
    let shown = number.to_string();
    if shown.contains(['.', 'e', 'N', 'i']) { shown } else { format!("{shown}.0") }
}

/// Text in double quotes, escaped as JSON (RFC 8259) has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            other if other < ' ' => quoted.push_str(&format!("\\u{:04x}", other as u32)),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Value {
        Value::from_written(&Written::Plain(text.into()))
    }

    #[test]
    fn scalars_have_the_type_that_yaml_gives_them() {
        assert_eq!(plain("3"), Value::Integer(3));
        assert_eq!(plain("3.5").show(), "3.5");
        assert_eq!(plain("3.6.0"), Value::text("3.6.0"));
        assert_eq!(plain("yes"), Value::Bool(true));
        assert_eq!(plain("~"), Value::Nil);
        assert_eq!(plain("2024-01-02").show(), "2024-01-02 00:00:00 +0000");
        assert_eq!(plain("2024-01-02 and more"), Value::text("2024-01-02 and more"));
        assert_eq!(Value::from_written(&Written::Quoted("3".into())), Value::text("3"));
    }

    #[test]
    fn truth_and_emptiness() {
        assert!(Value::text("").is_true() && Value::Integer(0).is_true());
        assert!(!Value::Nil.is_true() && !Value::Bool(false).is_true());
        assert!(Value::text("").is_empty() && !Value::Nil.is_empty());
    }

    #[test]
    fn lists_and_maps_show_as_in_ruby() {
        let list = Value::List(vec![Value::text("a\"b"), Value::Integer(1), Value::Nil]);
        assert_eq!(list.show(), "a\"b1");
        assert_eq!(list.json(), "[\"a\\\"b\",1,null]");
        let map = Value::Map(vec![("k".into(), Value::text("v"))]);
        assert_eq!((map.show().as_str(), map.json().as_str()), ("{\"k\"=>\"v\"}", "{\"k\":\"v\"}"));
        assert_eq!((map.field("k"), list.item(-2)), (Value::text("v"), Value::Integer(1)));
    }
}
