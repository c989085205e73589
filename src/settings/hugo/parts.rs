//! A configuration in several files of `config/_default`: what the file's name says is where its
//! fields belong (`params.toml`, `menus.en.toml`), and `hugo` or `config` is the whole.

use crate::front_matter::{Field, Metadata, Value};

/// Adds the fields of the file called `name` to `whole`. What is there already counts for more.
fn add(whole: &mut Metadata, name: &str, fields: Metadata) {
    let name = name.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let keys = match stem.split_once('.') {
        None if stem == "hugo" || stem == "config" => Vec::new(),
        None => vec![stem.as_str()],
        Some(("languages", language)) => vec!["languages", language],
        Some((key, language)) => vec!["languages", language, key],
    };
    merge_at(whole, &keys, fields);
}

/// The configuration `main` with its `parts`, which count for more, the first of them most.
pub fn joined(main: Metadata, parts: Vec<(&str, Metadata)>) -> Metadata {
    let mut whole = Metadata::default();
    for (name, fields) in parts {
        add(&mut whole, name, fields);
    }
    merge(&mut whole, main);
    whole
}

/// The fields without their places, which would be taken for places in the main file.
pub fn unplaced(mut metadata: Metadata) -> Metadata {
    fn clear(value: &mut Value) {
        match value {
            Value::Map(map) => map.fields.iter_mut().for_each(|field| {
                (field.line, field.column) = (0, 0);
                clear(&mut field.value);
            }),
            Value::List(items) => items.iter_mut().for_each(clear),
            Value::Plain(_) | Value::Quoted(_) => {}
        }
    }
    let mut whole = Value::Map(std::mem::take(&mut metadata));
    clear(&mut whole);
    if let Value::Map(cleared) = whole { cleared } else { metadata }
}

/// Merges `fields` into the map below `keys`, which is made where there is none.
fn merge_at(map: &mut Metadata, keys: &[&str], fields: Metadata) {
    let [key, rest @ ..] = keys else { return merge(map, fields) };
    let known = map.fields.iter().rposition(|it| it.key.eq_ignore_ascii_case(key));
    let index = known.unwrap_or_else(|| {
        let value = Value::Map(Metadata::default());
        map.fields.push(Field { key: (*key).to_owned(), value, line: 0, column: 0 });
        map.fields.len() - 1
    });
    // A value that is no map is another notation's, and counts for more.
    if let Value::Map(inner) = &mut map.fields[index].value {
        merge_at(inner, rest, fields);
    }
}

fn merge(map: &mut Metadata, fields: Metadata) {
    for field in fields.fields {
        let known = map.fields.iter_mut().rfind(|it| it.key.eq_ignore_ascii_case(&field.key));
        match (known.map(|it| &mut it.value), field.value) {
            (Some(Value::Map(known)), Value::Map(more)) => merge(known, more),
            (Some(_), _) => {}
            (None, value) => map.fields.push(Field {
                key: field.key,
                value,
                line: field.line,
                column: field.column,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::read_configuration;
    use crate::settings::hugo::below;

    #[test]
    fn files_belong_where_their_names_say() {
        let mut whole = read_configuration("hugo.toml", "title = \"T\"\n[params]\na = 1\n").0;
        for (name, text) in [
            ("config/_default/params.yaml", "a: 2\nb: 3\n"),
            ("config/_default/languages.en.toml", "weight = 1\n"),
            ("config/_default/menus.en.toml", "[[main]]\nname = \"M\"\n"),
            ("config/_default/permalinks.json", "{\"posts\": \"/:slug/\"}"),
            ("config/_default/config.toml", "title = \"U\"\nbaseURL = \"x\"\n"),
        ] {
            add(&mut whole, name, read_configuration(name, text).0);
        }
        let text = |keys: &[&str], key: &str| {
            below(&whole, keys).and_then(|it| it.text(&[key])).unwrap_or("-").to_owned()
        };
        assert_eq!((text(&[], "title"), text(&[], "baseURL")), ("T".into(), "x".into()));
        assert_eq!((text(&["params"], "a"), text(&["params"], "b")), ("1".into(), "3".into()));
        assert_eq!(text(&["languages", "en"], "weight"), "1");
        assert_eq!(text(&["permalinks"], "posts"), "/:slug/");
        let menus = below(&whole, &["languages", "en", "menus"]).and_then(|it| it.get(&["main"]));
        assert!(matches!(menus, Some(Value::List(items)) if items.len() == 1));
    }
}
