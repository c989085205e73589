//! Options of the form `--name value` or `--name=value`.

/// The options given, by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(String, String)>);

impl Options {
    /// The value of option `name`; the last one counts.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads `words`, of which only the options `known` may be there.
pub fn read(words: &[String], known: &[&str]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        if !known.contains(&name) {
            let list = if known.is_empty() { "none".into() } else { known.join(", ") };
            return Err(format!("`{name}` is no option here; there are: {list}"));
        }
        let value = value.or_else(|| words.next().cloned());
        options.0.push((name.to_owned(), value.ok_or(format!("{name} lacks its value"))?));
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_others_refused() {
        let words = ["--content", "a b", "--dist=x"].map(str::to_owned);
        let options = read(&words, &["--content", "--dist"]).unwrap();
        assert_eq!((options.get("--content"), options.get("--dist")), (Some("a b"), Some("x")));
        assert!(read(&words, &["--dist"]).unwrap_err().contains("`--content` is no option"));
        assert!(read(&words[..1], &["--content"]).unwrap_err().contains("lacks its value"));
    }
}
