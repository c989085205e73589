//! Filters of lists.

use super::super::scope::Gap;
use super::super::values::Value;
use super::{LONGEST, slice, too_long, whole};

/// What the filter makes of `input`, if it is one of these.
pub fn apply(
    name: &str,
    input: &Value,
    first: &Value,
    arguments: &[Value],
) -> Option<Result<Value, Gap>> {
    let items = || input.items();
    let key = || first.show();
    let made = match name {
        "split" => Value::List(split(&input.show(), &key())),
        "join" => return Some(joined(&items(), first)),
        "first" | "last" => match input {
            Value::Text(text) => {
                let mut characters = text.chars();
                let one = if name == "first" { characters.next() } else { characters.next_back() };
                one.map_or(Value::Nil, |it| Value::text(it.to_string()))
            }
            list => list.field(name),
        },
        "size" => match input.field("size") {
            Value::Nil => Value::Integer(0),
            size => size,
        },
        "reverse" => Value::List(items().into_iter().rev().collect()),
        "compact" => Value::List(items().into_iter().filter(|it| *it != Value::Nil).collect()),
        "sort" | "sort_natural" => Value::List(sorted(items(), &key(), name == "sort_natural")),
        "uniq" => Value::List(without_doubles(items())),
        "map" => Value::List(items().iter().map(|it| it.field(&key())).collect()),
        "where" => {
            let wanted = arguments.get(1);
            let is_wanted = |it: &Value| match wanted {
                Some(wanted) => it.field(&key()).show() == wanted.show(),
                None => it.field(&key()).is_true(),
            };
            Value::List(items().into_iter().filter(is_wanted).collect())
        }
        "concat" => Value::List(items().into_iter().chain(first.items()).collect()),
        "push" => Value::List(items().into_iter().chain([first.clone()]).collect()),
        "unshift" => Value::List([first.clone()].into_iter().chain(items()).collect()),
        "pop" => {
            let mut items = items();
            let count =
                if *first == Value::Nil { 1 } else { usize::try_from(whole(first)).unwrap_or(0) };
            items.truncate(items.len().saturating_sub(count));
            Value::List(items)
        }
        "shift" => {
            let count =
                if *first == Value::Nil { 1 } else { usize::try_from(whole(first)).unwrap_or(0) };
            Value::List(items().into_iter().skip(count).collect())
        }
        "slice" => {
            let items = items();
            let (from, to) = slice(items.len(), whole(first), arguments.get(1).map_or(1, whole));
            Value::List(items[from..to].to_vec())
        }
        "array_to_sentence_string" => {
            let connector = if *first == Value::Nil { "and".into() } else { key() };
            let words: Vec<String> = items().iter().map(Value::show).collect();
            Value::Text(match words.as_slice() {
                [] => String::new(),
                [one] => one.clone(),
                [one, two] => format!("{one} {connector} {two}"),
                [rest @ .., last] => format!("{}, {connector} {last}", rest.join(", ")),
            })
        }
        _ => return None,
    };
    Some(Ok(made))
}

/// As Ruby splits: a space splits at white space, nothing between characters, and empty parts at the
/// end are left out.
fn split(text: &str, separator: &str) -> Vec<Value> {
    let mut parts: Vec<&str> = match separator {
        " " => text.split_whitespace().collect(),
        "" => text.split("").filter(|it| !it.is_empty()).collect(),
        separator => text.split(separator).collect(),
    };
    while parts.last().is_some_and(|it| it.is_empty()) {
        parts.pop();
    }
    parts.into_iter().map(Value::text).collect()
}

fn joined(items: &[Value], separator: &Value) -> Result<Value, Gap> {
    let separator = if *separator == Value::Nil { " ".into() } else { separator.show() };
    if items.len().saturating_mul(separator.len()) > LONGEST {
        return Err(too_long());
    }
    Ok(Value::Text(items.iter().map(Value::show).collect::<Vec<_>>().join(&separator)))
}

fn sorted(mut items: Vec<Value>, key: &str, without_case: bool) -> Vec<Value> {
    let by = |item: &Value| if key.is_empty() { item.clone() } else { item.field(key) };
    items.sort_by(|a, b| {
        let (a, b) = (by(a), by(b));
        let texts = || match without_case {
            true => a.show().to_lowercase().cmp(&b.show().to_lowercase()),
            false => a.show().cmp(&b.show()),
        };
        match without_case {
            true => texts(),
            false => a.compare(&b).unwrap_or_else(texts),
        }
    });
    items
}

/// Each item once. Told by how they show, so that it takes no time squared.
fn without_doubles(items: Vec<Value>) -> Vec<Value> {
    let mut known = std::collections::HashSet::new();
    items.into_iter().filter(|it| known.insert(it.inspect())).collect()
}
