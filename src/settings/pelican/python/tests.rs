use super::*;

fn quoted(text: &str) -> Value {
    Value::Quoted(text.into())
}

fn plain(text: &str) -> Value {
    Value::Plain(text.into())
}

/// The value of `X = {text}`.
fn value(text: &str) -> Option<Value> {
    let (metadata, _) = read(&format!("X = {text}\n"));
    metadata.get(&["X"]).cloned()
}

#[test]
fn strings_of_every_kind() {
    for (text, expected) in [
        ("'a'", "a"),
        ("\"it's\"", "it's"),
        ("u'ñ'", "ñ"),
        ("b'a'", "a"),
        (r"r'\d{4}\n'", r"\d{4}\n"),
        (r"R'a\'b'", r"a\'b"),
        ("f'a{{b}}'", "a{b}"),
        ("rb'x'", "x"),
        (r"'a\tb\\\'\x41\u00f1\U0001F680\q'", "a\tb\\'Añ🚀\\q"),
        ("'''a\n'b'\n'''", "a\n'b'\n"),
        ("\"\"\"\"quoted\"\"\"", "\"quoted"),
        ("'a' \"b\" r'\\c'", "ab\\c"),
        ("('a'\n     'b')  # c", "ab"),
        ("'a' \\\n    'b'", "ab"),
        ("'a\\\nb'", "ab"),
        ("''", ""),
    ] {
        assert_eq!(value(text), Some(quoted(expected)), "{text}");
    }
}

#[test]
fn numbers_and_constants() {
    for (text, expected) in [
        ("10", "10"),
        ("-1", "-1"),
        ("1_000", "1000"),
        ("0.5", "0.5"),
        ("True", "true"),
        ("False", "false"),
        ("None", "null"),
    ] {
        assert_eq!(value(text), Some(plain(expected)), "{text}");
    }
}

#[test]
fn collections() {
    let list = |items: &[Value]| Some(Value::List(items.to_vec()));
    assert_eq!(value("[]"), list(&[]));
    assert_eq!(value("()"), list(&[]));
    assert_eq!(value("('a',)"), list(&[quoted("a")]));
    assert_eq!(value("'a', 1"), list(&[quoted("a"), plain("1")]));
    assert_eq!(value("'a',"), list(&[quoted("a")]));
    assert_eq!(value("{'a', 'b'}"), list(&[quoted("a"), quoted("b")]));
    assert_eq!(
        value("(('a', 'b'),\n  # c\n  ['c'],\n)"),
        list(&[Value::List(vec![quoted("a"), quoted("b")]), Value::List(vec![quoted("c")]),])
    );
    let Some(Value::Map(map)) = value("{'a': {'b': [1]}, 2: 'c',}") else { panic!() };
    assert_eq!(map.text(&["2"]), Some("c"));
    let inner = map.get(&["a"]).and_then(Value::as_map).unwrap();
    assert_eq!(inner.get(&["b"]), Some(&Value::List(vec![plain("1")])));
    assert_eq!(value("{}"), Some(Value::Map(Metadata::default())));
}

#[test]
fn what_python_would_have_to_work_out_is_not_read() {
    for text in [
        "os.environ['X']",
        "f'{name}.html'",
        "'a' + b",
        "'a' % b",
        "'a' if b else 'c'",
        "NAME",
        "call('a')",
        "[x for x in y]",
        "{'a': b}",
        "{**a}",
        "lambda: 'a'",
        "'open",
        "['a'",
        "{'a': 1, 'b'}",
        "['a' 1]",
        "[,]",
    ] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn a_whole_file() {
    let text = "#!/usr/bin/env python\n\"\"\"Settings of\nSITENAME = 'no'\n\"\"\"\n\
        from os import path\nimport os; A = 'a'; B = 'b'\n\
        SITENAME: str = 'Blog'\nURL = path.join(\n    'x', # ')'\n    'SITEURL = 1')\n\
        if os.environ.get('CI'):\n    SITEURL = 'https://a.io'\n\
        def f(x='y'):\n    return {\n'Z': 1}\n\
        PLUGINS += ['x']\nMENU.append('x')\nx == 'y'\nAFTER = 1";
    let (metadata, unread) = read(text);
    let fields: Vec<_> =
        metadata.fields.iter().map(|it| (it.key.as_str(), it.line, it.column)).collect();
    assert_eq!(fields, [("A", 6, 12), ("B", 6, 21), ("SITENAME", 7, 1), ("AFTER", 19, 1)]);
    let unread: Vec<_> = unread.iter().map(|it| (it.name.as_str(), it.line, it.column)).collect();
    assert_eq!(unread, [("URL", 8, 1), ("SITEURL", 12, 5), ("PLUGINS", 16, 1), ("MENU", 17, 1)]);
}

#[test]
fn nonsense_ends() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(value(&nested(30)).is_some());
    for text in [
        &nested(100_000),
        &"[".repeat(200_000),
        &"'".repeat(200_001),
        &"X = '\\\n".repeat(50_000),
        &"{'a':".repeat(100_000),
        &"x=[\n".repeat(100_000),
        &"A = 1;".repeat(100_000),
        "\\",
        "X",
        "X =",
        "é = 'ñ'",
        "\u{feff}X = '\\u00'",
        "X = '\\xé'",
        "X = r",
        "X = 1..2..",
    ] {
        read(text);
        value(text);
    }
}
