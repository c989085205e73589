//! The files of Jekyll's `_data` as the value `site.data`: YAML, JSON, and tables with a first line of
//! names (CSV as RFC 4180 has it, TSV). A folder is a map of its files; after `Jekyll::DataReader`.

use super::values::Value;
use crate::document::File;
use crate::front_matter;
use crate::warning::{Kind, Warning};

/// How much text the files may have together, in bytes.
const LARGEST: usize = 8 << 20;

/// What the data files of a site hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data(Value);

impl Data {
    /// No data.
    pub const NONE: Self = Self(Value::Map(Vec::new()));

    /// All of it.
    pub(super) fn value(&self) -> &Value {
        &self.0
    }
}

/// Reads the files, whose paths begin with `folder`. One that cannot be read is reported and left
/// out; what is no data is passed over.
pub fn read(files: &[File], folder: &str) -> (Data, Vec<Warning>) {
    let mut data = Data::NONE;
    let mut warnings = Vec::new();
    let mut room = LARGEST;
    for file in files {
        let inside = file.path.strip_prefix(folder).unwrap_or(&file.path).trim_start_matches('/');
        let Some((path, extension)) = inside.rsplit_once('.') else { continue };
        let extension = extension.to_ascii_lowercase();
        if !["yml", "yaml", "json", "csv", "tsv"].contains(&extension.as_str()) {
            continue;
        }
        let Some(left) = room.checked_sub(file.text.len()) else {
            warnings.push(Warning {
                file: file.path.clone(),
                line: 0,
                column: 0,
                kind: Kind::File,
                found: format!("the data files have more than {} MB", LARGEST >> 20),
                advice: "this one is not read; keep what documents show".into(),
            });
            continue;
        };
        room = left;
        let value = match extension.as_str() {
            "csv" => table(file, ',', &mut warnings),
            "tsv" => table(file, '\t', &mut warnings),
            _ => {
                let (value, found) = front_matter::read_data(&file.path, &file.text);
                warnings.extend(found.into_iter().map(|it| Warning { kind: Kind::File, ..it }));
                value.map(|it| Value::from_written(&it))
            }
        };
        if let Some(value) = value {
            let names: Vec<String> = path.split('/').map(key).collect();
            put(&mut data.0, &names, value);
        }
    }
    (data, warnings)
}

/// The key of a file or folder: letters, digits, `_` and `-`, white space as `_`.
fn key(name: &str) -> String {
    let is_kept = |it: &char| it.is_alphanumeric() || it.is_whitespace() || "_-".contains(*it);
    let kept: String = name.chars().filter(is_kept).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("_")
}

/// Puts `value` below `names`; what is there already under the last of them gives way, unless both
/// are maps.
fn put(at: &mut Value, names: &[String], value: Value) {
    if !matches!(at, Value::Map(_)) {
        *at = Value::Map(Vec::new());
    }
    let (Value::Map(fields), [name, rest @ ..]) = (at, names) else { return };
    let known = fields.iter().rposition(|(key, _)| key == name);
    let index = known.unwrap_or_else(|| {
        fields.push((name.clone(), Value::Nil));
        fields.len() - 1
    });
    let inner = &mut fields[index].1;
    match (rest, value) {
        ([], Value::Map(more)) if matches!(inner, Value::Map(_)) => {
            for (key, value) in more {
                put(inner, &[key], value);
            }
        }
        ([], value) => *inner = value,
        (rest, value) => put(inner, rest, value),
    }
}

/// The rows of a table, each a map by the names of its first line. All values are texts.
fn table(file: &File, separator: char, warnings: &mut Vec<Warning>) -> Option<Value> {
    let (mut rows, unclosed) = rows(&file.text, separator);
    if let Some(offset) = unclosed {
        let (line, column) = crate::warning::position(&file.text, offset);
        warnings.push(Warning {
            file: file.path.clone(),
            line,
            column,
            kind: Kind::File,
            found: "this value begins with a quote and never ends".into(),
            advice: "close it, and double quotes within; nothing of the file was read".into(),
        });
        return None;
    }
    if rows.is_empty() {
        return Some(Value::List(Vec::new()));
    }
    let names = rows.remove(0);
    let row = |row: Vec<String>| {
        let mut values = row.into_iter().map(Value::Text);
        Value::Map(names.iter().map(|it| (it.clone(), values.next().unwrap_or_default())).collect())
    };
    Some(Value::List(rows.into_iter().map(row).collect()))
}

/// The cells of a table, empty lines left out; and where a quote begins that never ends.
fn rows(text: &str, separator: char) -> (Vec<Vec<String>>, Option<usize>) {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' if quoted.is_some() => {
                if characters.next_if(|(_, it)| *it == '"').is_some() {
                    cell.push('"');
                } else {
                    quoted = None;
                }
            }
            _ if quoted.is_some() => cell.push(character),
            '"' if cell.is_empty() => quoted = Some(at),
            '\n' => {
                if !(row.is_empty() && cell.is_empty()) {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
            }
            _ if character == separator => row.push(std::mem::take(&mut cell)),
            _ => cell.push(character),
        }
    }
    if !(row.is_empty() && cell.is_empty()) {
        row.push(cell);
        rows.push(row);
    }
    (rows, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(files: &[(&str, &str)]) -> (String, Vec<String>) {
        let file =
            |(path, text): &(&str, &str)| File { path: (*path).into(), text: (*text).into() };
        let files: Vec<File> = files.iter().map(file).collect();
        let (data, warnings) = read(&files, "_data");
        let said = warnings.iter().map(|it| format!("{}:{} {}", it.file, it.line, it.found));
        (data.value().json(), said.collect())
    }

    #[test]
    fn files_and_folders_are_maps() {
        let (json, warnings) = data(&[
            ("_data/crew/first mate.yml", "name: Ada\n"),
            ("_data/crew.yml", "cook: Bo\n"),
            ("_data/list.yaml", "- 1\n- a: b\n"),
            ("_data/plain.json", "[1, {\"x\": null}]"),
            ("_data/notes.txt", "no data"),
            ("_data/empty.yml", "# nothing\n"),
        ]);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(
            json,
            "{\"crew\":{\"first_mate\":{\"name\":\"Ada\"},\"cook\":\"Bo\"},\
             \"list\":[1,{\"a\":\"b\"}],\"plain\":[1,{\"x\":null}]}"
        );
    }

    #[test]
    fn tables_have_names_in_their_first_line() {
        let (json, warnings) = data(&[
            ("_data/t.csv", "name,says\nAda,\"a \"\"b\"\",\nc\"\n\nBo\n"),
            ("_data/u.tsv", "a\tb\n1\t2"),
            ("_data/v.csv", ""),
            ("_data/w.csv", "a\n\"open\n"),
        ]);
        assert_eq!(warnings, ["_data/w.csv:2 this value begins with a quote and never ends"]);
        assert_eq!(
            json,
            "{\"t\":[{\"name\":\"Ada\",\"says\":\"a \\\"b\\\",\\nc\"},{\"name\":\"Bo\",\"says\":null}],\
             \"u\":[{\"a\":\"1\",\"b\":\"2\"}],\"v\":[]}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let (json, warnings) = data(&[
            ("_data/a.yml", "a: [\n"),
            ("_data/b.json", "{\"a\": 1,}x"),
            ("_data/c.yml", &format!("a: {}", "x".repeat(LARGEST))),
            ("_data/d.yml", "a: 1\n"),
        ]);
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        assert!(
            warnings[0].starts_with("_data/a.yml:") && warnings[1].starts_with("_data/b.json:1 ")
        );
        assert_eq!(json, "{\"d\":{\"a\":1}}");
    }
}
