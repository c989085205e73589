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
