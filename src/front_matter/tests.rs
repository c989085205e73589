use super::*;

fn fields(source: &str) -> (Vec<(String, Value)>, String, Vec<Warning>) {
    let (split, warnings) = super::split("a.md", source);
    let fields = split.metadata.fields.into_iter().map(|field| (field.key, field.value)).collect();
    (fields, source[split.body..].to_owned(), warnings)
}

fn plain(text: &str) -> Value {
    Value::Plain(text.into())
}

fn quoted(text: &str) -> Value {
    Value::Quoted(text.into())
}

#[test]
fn yaml_keeps_scalars_as_written() {
    let (fields, body, warnings) = fields(
        "\n---\ntitle: 1.10\nother: \"x: y\"\ntags: [a, 'b']\nsummary: >\n  two\n  lines\nempty:\n---\nBody\n",
    );
    assert_eq!(warnings, []);
    assert_eq!(body, "Body\n");
    assert_eq!(fields[0], ("title".into(), plain("1.10")));
    assert_eq!(fields[1], ("other".into(), quoted("x: y")));
    assert_eq!(fields[2], ("tags".into(), Value::List(vec![plain("a"), quoted("b")])));
    assert_eq!(fields[3], ("summary".into(), quoted("two lines\n")));
    assert_eq!(fields[4].1.as_text(), None);
}

#[test]
fn one_broken_field_costs_only_itself() {
    let (split, warnings) =
        super::split("a.md", "---\ntitle: Fine\nbroken: [a, b\ndate: 2024-01-02\n---\nBody\n");
    assert_eq!(split.metadata.text(&["title"]), Some("Fine"));
    assert_eq!(split.metadata.text(&["date"]), Some("2024-01-02"));
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0].line.clamp(3, 4), warnings[0].line, "{warnings:?}");
}

#[test]
fn fields_know_their_place_in_the_file() {
    let (split, _) = super::split("a.md", "\n---\na: 1\nb: 2\n---\n");
    let place = |key: &str| split.metadata.field(key).map(|it| (it.line, it.column)).unwrap();
    assert_eq!((place("a"), place("B")), ((3, 1), (4, 1)));
    let (split, _) = super::split("a.md", "+++\nx = 1\n y = 2\n+++\n");
    assert_eq!(split.metadata.field("y").map(|it| (it.line, it.column)), Some((3, 2)));
}

#[test]
fn toml_and_its_errors() {
    let (fields, body, warnings) =
        fields("+++\ntitle = \"T\"\ndate = 2020-05-25T08:09:26-07:00\n[extra]\nx = 1\n+++\nB");
    assert_eq!((body.as_str(), warnings.len()), ("B", 0));
    assert_eq!(fields[0], ("title".into(), quoted("T")));
    assert_eq!(fields[1], ("date".into(), plain("2020-05-25T08:09:26-07:00")));
    assert_eq!(fields[2].1.as_map().and_then(|it| it.text(&["x"])), Some("1"));
    let (split, warnings) = super::split("a.md", "+++\ntitle = \"T\"\nbad = = 1\n+++\n");
    assert_eq!(split.metadata.text(&["title"]), Some("T"));
    assert_eq!((warnings[0].line, warnings[0].kind), (3, Kind::FrontMatter));
}

#[test]
fn json_and_pelican_headers() {
    let (fields_json, body, _) = fields("{\"title\": \"T\", \"draft\": true}\n\nBody");
    assert_eq!((fields_json.len(), body.as_str()), (2, "\n\nBody"));
    let (headers, body, _) =
        fields("Title: A: B\nURL:\nTags: x\nTags: y\nSummary: one\n    two\n\nBody: text\n");
    assert_eq!(headers[0], ("Title".into(), plain("A: B")));
    assert_eq!(headers[1].1.as_text(), None);
    assert_eq!(headers[2].1.as_texts(), ["x", "y"]);
    assert_eq!(headers[3], ("Summary".into(), plain("one two")));
    assert_eq!(body, "Body: text\n");
}

#[test]
fn prose_is_no_front_matter() {
    for source in [
        "Note: this is prose.\n\nx",
        "---\n\nA rule above.\n",
        "# Title\n",
        "",
        "---",
        "http://a.io\n",
    ] {
        let (fields, body, warnings) = fields(source);
        assert_eq!((fields.len(), body.as_str(), warnings.len()), (0, source, 0), "{source:?}");
    }
}

#[test]
fn a_front_matter_without_end_is_said() {
    let (_, body, warnings) = fields("---\ntitle: x\n\ntext\n");
    assert_eq!(body, "---\ntitle: x\n\ntext\n");
    assert_eq!(
        warnings[0].to_string().split(';').next().unwrap(),
        "a.md:1:1: front matter: the front matter begins with --- and never ends"
    );
}

#[test]
fn types_are_read_when_asked_for() {
    assert_eq!(plain("Yes").as_bool(), Some(true));
    assert_eq!(plain("maybe").as_bool(), None);
    assert_eq!(plain("12").as_integer(), Some(12));
    assert_eq!(plain("a, b,,c").as_texts(), ["a", "b", "c"]);
    assert_eq!(plain("null").as_text(), None);
    assert_eq!(quoted("null").as_text(), Some("null"));
}

/// The field's text, and what was warned of: line, column, what was found.
fn field(source: &str, key: &str) -> (Option<String>, Vec<(u32, u32, String)>) {
    let (split, warnings) = super::split("a.md", source);
    assert!(source[split.body..].trim_start().starts_with("Body"), "{source}: {}", split.body);
    let text = split.metadata.get(&[key]).map(|it| it.as_texts().join("|"));
    (text, warnings.into_iter().map(|it| (it.line, it.column, it.found)).collect())
}

#[test]
fn yaml_as_real_content_has_it() {
    for (inside, key, expected) in [
        ("Title: Capital", "title", "Capital"),
        ("title: 2024", "title", "2024"),
        ("title: 1.10", "title", "1.10"),
        ("title: ~", "title", ""),
        ("tags:", "tags", ""),
        ("tags: []", "tags", ""),
        ("tags: [a, 2024, 'c d']", "tags", "a|2024|c d"),
        ("tags:\n- a\n- b", "tags", "a|b"),
        ("tags:\n  - a\n  -\n  - b", "tags", "a|b"),
        ("title: |\n  Two\n  lines\n", "title", "Two\n  lines"),
        ("base: &b [x, y]\ntags: *b", "tags", "x|y"),
        ("d: &d {lang: es}\n<<: *d", "lang", "es"),
        ("d: &d {lang: es}\n<<: *d\nlang: en", "lang", "en"),
        ("d: &d {lang: es}\ne: &e {lang: fr}\n<<: [*d, *e]", "lang", "es"),
        ("{title: Flow, draft: true}", "title", "Flow"),
        ("# comment\ntitle: x # y", "title", "x"),
        ("title: \"a\\u00e9\"", "title", "aé"),
        ("date: 2024-01-02 03:04 +0200", "date", "2024-01-02 03:04 +0200"),
        ("date: 2026-XX-XX", "date", "2026-XX-XX"),
        ("title: '2024: a year'", "title", "2024: a year"),
        ("\"title\": quoted key", "title", "quoted key"),
        ("x: 1\n? title\n: complex", "title", "complex"),
        ("title: !!str 12", "title", "12"),
    ] {
        let (text, warnings) = field(&format!("---  \n{inside}\n---\t\nBody"), key);
        let expected = expected.replace("\n  ", "\n");
        assert_eq!(
            (text.as_deref(), warnings.len()),
            (Some(expected.as_str()), 0),
            "{inside} {warnings:?}"
        );
    }
}

#[test]
fn a_yaml_field_that_is_none_is_read_as_text_or_costs_only_itself() {
    for (inside, key, expected) in [
        ("title: Foo: bar", "title", Some("Foo: bar")),
        ("title: Foo: bar # said", "title", Some("Foo: bar")),
        ("title:\ttabbed", "title", Some("tabbed")),
        ("title: @home", "title", Some("@home")),
        ("title: %percent", "title", Some("%percent")),
        ("title: `code` first", "title", Some("`code` first")),
        ("title: *Really* good", "title", Some("*Really* good")),
        ("title: & more", "title", Some("& more")),
        ("title: > greater", "title", Some("> greater")),
        ("title: !important", "title", Some("!important")),
        ("title: !Wow it works", "title", Some("!Wow it works")),
        ("title: [Draft] Post", "title", Some("[Draft] Post")),
        ("title: \"Quoted\" words", "title", Some("\"Quoted\" words")),
        ("title: \"A\" or \"B\"", "title", Some("\"A\" or \"B\"")),
        ("title: 'It's here'", "title", Some("It's here")),
        ("title: \"Unclosed", "title", Some("\"Unclosed")),
        ("title: - dash", "title", Some("- dash")),
        ("tags: [a, b", "tags", None),
        ("tags: *nobody", "tags", None),
        ("tags:\n\t- a\n\t- b", "tags", Some("a|b")),
        ("title: one\ntitle: two", "title", Some("two")),
        ("Title: one\ntitle: two", "title", Some("two")),
        ("[a, b]: x\ntitle: T", "title", Some("T")),
        ("self: &s [*s]", "self", Some("")),
        ("layout post\ntitle: T", "title", Some("T")),
    ] {
        let source = format!("---\nbefore: 1\n{inside}\nlast: 2\n---\nBody");
        let (text, warnings) = field(&source, key);
        assert_eq!((text.as_deref(), warnings.len()), (expected, 1), "{inside}: {warnings:?}");
        assert!((3..=4).contains(&warnings[0].0), "{inside}: {warnings:?}");
        for key in ["before", "last"] {
            assert!(field(&source, key).0.is_some(), "{inside} costs {key}");
        }
    }
}

#[test]
fn yaml_that_grows_without_end_is_bounded() {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol]\n");
    for level in 1..30 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{below}]\n");
    }
    let big = format!("big: &big {}\nmany: [{}]", "x".repeat(100_000), "*big, ".repeat(50_000));
    for inside in [bomb, big] {
        let source = format!("---\ntitle: T\n{inside}\n---\nBody");
        let (text, warnings) = field(&source, "title");
        assert_eq!(text.as_deref(), Some("T"));
        assert!(warnings[0].2.starts_with("aliases stand for more than"), "{warnings:?}");
    }
}

#[test]
fn deep_nesting_costs_only_its_field() {
    let deep =
        |open: &str, close: &str| format!("{}x{}", open.repeat(10_000), close.repeat(10_000));
    for source in [
        format!("---\ntitle: T\ndeep: {}\nlast: 1\n---\nBody", deep("[", "]")),
        format!("---\ntitle: T\ndeep: {}\nlast: 1\n---\nBody", deep("{a: ", "}")),
        format!("---\ntitle: T\ndeep:\n  {}\nlast: 1\n---\nBody", deep("- ", "")),
        format!("---\ntitle: T\ndeep:\n  {}\nlast: 1\n---\nBody", deep("? ", "")),
        format!("+++\ntitle = 'T'\nlast = 1\ndeep = {}\n+++\nBody", deep("[", "]")),
        format!("+++\ntitle = 'T'\nlast = 1\ndeep = {}\n+++\nBody", deep("{a = ", "}")),
        format!("+++\ntitle = 'T'\nlast = 1\n{} = 1\n+++\nBody", vec!["a"; 10_000].join(".")),
        format!(
            "{{\"title\": \"T\", \"deep\": {}, \"last\": 1}}\nBody",
            deep("[", "]").replace('x', "1")
        ),
        format!(
            "{{\"title\": \"T\", \"deep\": {}, \"last\": 1}}\nBody",
            deep("{\"a\":", "}").replace('x', "1")
        ),
    ] {
        let shown = &source[..40];
        for key in ["title", "last"] {
            assert!(field(&source, key).0.is_some(), "{shown} costs {key}");
        }
        assert!(!field(&source, "title").1.is_empty(), "{shown} is said");
    }
}

#[test]
fn absurdly_large_front_matter_is_refused() {
    let long = "x".repeat(LARGEST);
    for source in [
        format!("---\ntitle: {long}\n---\nBody"),
        format!("+++\ntitle = '{long}'\n+++\nBody"),
        format!("{{\"title\": \"{long}\"}}\nBody"),
        format!("Title: {long}\n\nBody"),
    ] {
        let (text, warnings) = field(&source, "title");
        assert_eq!((text, warnings.len()), (None, 1));
        assert!(warnings[0].2.contains("more than 1048576 bytes"), "{warnings:?}");
    }
}

#[test]
fn json_as_real_content_has_it() {
    let place = |source: &str, key: &str| {
        let (split, _) = super::split("a.md", source);
        split.metadata.field(key).map(|it| (it.line, it.column))
    };
    let source = "\n{\"title\": \"Ä\", \"draft\": true,\n  \"n\": 1.10, \"x\": null}\nBody";
    assert_eq!(place(source, "draft"), Some((2, 16)));
    assert_eq!(place(source, "n"), Some((3, 3)));
    assert_eq!(field(source, "n").0.as_deref(), Some("1.10"));
    assert_eq!(field(source, "x").0.as_deref(), Some(""));

    let (title, warnings) = field("{\n// said\n\"title\": \"a // b\", /* , */\n}\nBody", "title");
    assert_eq!(title.as_deref(), Some("a // b"));
    assert_eq!(warnings, [(2, 1, "JSON has no comments".to_owned())]);
    let (tags, warnings) = field("{\"tags\": [\"a\",\n ],\n}\nBody", "tags");
    assert_eq!(tags.as_deref(), Some("a"));
    assert_eq!(warnings, [(1, 14, "JSON has no comma before a closing bracket".to_owned())]);
}

#[test]
fn a_json_field_that_cannot_be_read_costs_only_itself() {
    for bad in ["\"bad\": nope", "\"bad\": \"lost quote", "\"bad\"", "\"bad\": \"\\x\"", "bad: 1"] {
        let source = format!("{{\n\"title\": \"T\",\n {bad},\n\"last\": 1\n}}\nBody");
        assert_eq!(field(&source, "title").0.as_deref(), Some("T"), "{bad}");
        let (last, warnings) = field(&source, "last");
        assert_eq!(last.as_deref(), Some("1"), "{bad}: {warnings:?}");
        assert_eq!(
            (warnings.len(), warnings[0].0, warnings[0].1),
            (1, 3, 2),
            "{bad}: {warnings:?}"
        );
    }
    let (title, warnings) = field("{\"title\": 1, \"title\": 2}\nBody", "title");
    assert_eq!((title.as_deref(), warnings.len()), (Some("2"), 1));
}

#[test]
fn braces_that_are_no_front_matter_stay_text() {
    for source in
        ["{{< x >}}\n", "{% x %}\n", "{: .x }\n", "{\"a\": 1} is JSON\n", "{\"a\"}\n", "{x\n"]
    {
        let (fields, body, warnings) = fields(source);
        assert_eq!((fields.len(), body.as_str(), warnings.len()), (0, source, 0), "{source:?}");
    }
    let (_, body, warnings) = fields("{\"title\": \"x\"\n\ntext\n");
    assert_eq!(body, "{\"title\": \"x\"\n\ntext\n");
    assert!(warnings[0].found.contains("begins with { and never ends"), "{warnings:?}");
}

#[test]
fn pelican_headers_as_real_content_has_them() {
    let source = "Title: T\n\nDate: 2024-01-02\nTags: a, b\n\n\nBody: text\n";
    assert_eq!(field(source, "tags"), (Some("a|b".into()), vec![]));
    let source = "Title: T\nTags: a, b\nTags: c\nSummary: one\n\ttwo\nSlug:\n\nBody";
    assert_eq!(field(source, "tags"), (Some("a|b|c".into()), vec![]));
    assert_eq!(field(source, "summary").0.as_deref(), Some("one two"));
    let (title, warnings) = field("Title: one\nTitle: two\n    more\n\nBody", "title");
    assert_eq!(title.as_deref(), Some("one"));
    assert_eq!(warnings, [(2, 1, "`Title` is set in line 1 already".to_owned())]);
    let (date, warnings) = field("Title: T\nDate: 2024-01-02\nBody without a blank line\n", "date");
    assert_eq!(date.as_deref(), Some("2024-01-02"));
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].0, 3);
    let prose = "Title: T\n\nBody: nothing Pelican knows\n";
    assert_eq!(field(prose, "body").0, None);
}

#[test]
fn toml_as_real_content_has_it() {
    let source = "+++ \ntitle = 'T'\ndate = 2024-01-02\na.b.c = 1\n[[menu]]\nx = 1\n[[menu]]\nx = 2\n+++\nBody";
    assert_eq!(field(source, "date"), (Some("2024-01-02".into()), vec![]));
    let (split, _) = super::split("a.md", source);
    let list = split.metadata.get(&["menu"]);
    assert!(matches!(list, Some(Value::List(items)) if items.len() == 2), "{list:?}");
    for bad in
        ["x = Foo bar", "x = 'open", "x", "= 1", "x = [1", "title = 'again'", "date = 2024-1-2"]
    {
        let source = format!("+++\ntitle = 'T'\n{bad}\n\nlast = 1\n+++\nBody");
        assert_eq!(field(&source, "title").0.as_deref(), Some("T"), "{bad}");
        let (last, warnings) = field(&source, "last");
        assert_eq!(
            (last.as_deref(), warnings.is_empty()),
            (Some("1"), false),
            "{bad}: {warnings:?}"
        );
        assert!((3..=5).contains(&warnings[0].0), "{bad}: {warnings:?}");
    }
    let source = "+++\ntitle = A: title\ndate = 2024-1-2 # day\n[x]\ndate = 3 4\n+++\nBody";
    assert_eq!(field(source, "title").0.as_deref(), Some("A: title"));
    assert_eq!(field(source, "date").0.as_deref(), Some("2024-1-2"));
}

#[test]
fn findings_are_bounded() {
    let source = format!("---\n{}---\nBody", "a: b: c\n".repeat(1_000));
    let (_, warnings) = field(&source, "a");
    assert_eq!(warnings.len(), TOLD + 1);
    assert!(warnings[TOLD].2.ends_with("more findings in the front matter"), "{warnings:?}");
}

#[test]
fn a_configuration_that_is_no_object_is_said() {
    for text in ["", "é", "[1]", "{", "nope"] {
        let (metadata, warnings) = read_configuration("hugo.json", text);
        assert_eq!((metadata.fields.len(), warnings.len()), (0, 1), "{text:?}: {warnings:?}");
        assert_eq!(warnings[0].kind, Kind::Settings);
    }
}

#[test]
fn what_yaml_cannot_read_is_within_the_file() {
    let cut_off = "title: x\nopen: [nul\"l, trueitle,".to_owned();
    let unprintable = format!("%{}\0\0", "é".repeat(80));
    let nothing = "title: x\n? ".to_owned();
    for text in [cut_off, unprintable, nothing] {
        let (metadata, warnings) = read_configuration("a.yml", &text);
        let lines = text.lines().count();
        assert!(metadata.fields.iter().all(|it| it.line as usize <= lines), "{metadata:?}");
        for warning in warnings {
            let line = text.lines().nth(warning.line as usize - 1);
            let columns = line.map(|it| it.chars().count() + 1);
            assert!(columns.is_some_and(|it| warning.column as usize <= it), "{warning}");
        }
    }
}
