//! Our own scripts as they are published: without what only their authors read.

use serde_json::Value;

/// A file to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its place, relative to the site's root.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A script with values in the places named, without what only its authors read: indents, empty lines
/// and the lines that are comments. Nothing else in it may begin a line as they do.
pub fn fill(source: &str, values: &[(&str, Value)]) -> String {
    let mut is_comment = false;
    let mut text = String::with_capacity(source.len());
    for line in source.lines().map(str::trim_start) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            text.push_str(line);
            text.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    for (name, value) in values {
        text = text.replacen(name, &value.to_string(), 1);
    }
    text
}

/// How many modules of the same folder these scripts import, and those of them that are no file.
#[cfg(test)]
pub(crate) fn imports(files: &[File]) -> (usize, Vec<String>) {
    let imported = files.iter().filter(|it| it.path.ends_with(".js")).flat_map(|file| {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        file.text.split("\"./").skip(1).map(move |rest| {
            let name = rest.split('"').next().unwrap_or_default();
            format!("{folder}/{name}").trim_start_matches('/').to_owned()
        })
    });
    let imported: Vec<String> = imported.collect();
    let is_lost = |path: &&String| files.iter().all(|it| it.path != **path);
    (imported.len(), imported.iter().filter(is_lost).cloned().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn comments_stay_at_home() {
        let source = "// a\n/** b */\nlet c = \"X\"; // d\n/* e\n   f */\n\n  g(X);\n";
        assert_eq!(fill(source, &[("\"X\"", json!("a\"b"))]), "let c = \"a\\\"b\"; // d\ng(X);\n");
    }
}
