//! Metadata that is malformed, or larger and deeper than anybody means it.

use super::{Case, Date, Lacks, Quiet, Says, Shows, Title, file};

fn yaml(inside: &str) -> String {
    format!("---\ntitle: T\n{inside}\n---\nBody\n")
}

fn toml(inside: &str) -> String {
    format!("+++\ntitle = \"T\"\n{inside}\n+++\nBody\n")
}

fn json(inside: &str) -> String {
    format!("{{\n\"title\": \"T\",\n{inside}\n}}\nBody\n")
}

/// What every case must show that spoils only a field.
fn intact(says: &'static str) -> Vec<super::Expected> {
    vec![Title("T"), Shows("Body"), Lacks("title"), Says(says)]
}

fn fine() -> Vec<super::Expected> {
    vec![Title("T"), Shows("Body"), Lacks("title"), Quiet]
}

pub fn cases() -> Vec<Case> {
    let mut cases = dates();
    cases.extend(notations());
    cases.extend(bombs());
    cases
}

fn dates() -> Vec<Case> {
    let dated = |name, date: &str, expected, says: Option<&'static str>| {
        let said = says.map_or(Quiet, Says);
        file(name, yaml(&format!("date: {date}")), vec![Date(expected), said])
    };
    vec![
        dated("date-iso", "2024-01-02T03:04Z", "2024-01-02", None),
        dated("date-offset", "2024-01-02 3:04 +0200", "2024-01-02", None),
        dated("date-words", "Sept. 5th, 2021 at 3:04 p.m.", "2021-09-05", None),
        dated("date-mail", "Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02", None),
        dated("date-dots", "02.01.2024", "2024-01-02", None),
        dated("date-seconds", "1704164645", "2024-01-02", None),
        dated("date-day-first", "25/12/2024", "2024-12-25", None),
        dated(
            "date-ambiguous",
            "01/02/2024",
            "",
            Some(
                "a.md:3:1: front matter: `date: 01/02/2024` can be read as day and month or as month and day",
            ),
        ),
        dated(
            "date-letters",
            "2026-XX-XX",
            "",
            Some("a.md:3:1: front matter: `date: 2026-XX-XX` is not a date"),
        ),
        dated("date-leap", "2023-02-29", "", Some("is not a date")),
        dated("date-zero", "0000-00-00", "", Some("is not a date")),
        dated("date-huge", "999999999999-01-01", "", Some("is not a date")),
        dated(
            "date-odd-time",
            "2024-01-02 25:61",
            "2024-01-02",
            Some("has a time that cannot be read"),
        ),
        dated("date-dayless", "June 2020", "2020-06-01", Some("lacks its day")),
        dated(
            "date-list",
            "[2024-01-02]",
            "",
            Some("a.md:3:1: front matter: `date: …` is not a date"),
        ),
        dated("date-null", "~", "", None),
        file(
            "date-long",
            yaml(&format!("date: {}", "1".repeat(100_000))),
            vec![Title("T"), Says("is not a date")],
        ),
    ]
}

fn notations() -> Vec<Case> {
    vec![
        file("yaml-capitals", "---  \nTITLE: T\n---\t\nBody\n", fine()),
        file("yaml-null-title", "---\ntitle: ~\n---\n# T\n\nBody\n", fine()),
        file("yaml-number-title", "---\ntitle: 1.10\n---\nBody\n", vec![Title("1.10"), Quiet]),
        file("yaml-anchors", yaml("base: &b {lang: es}\nmore:\n  <<: *b\n  x: 1"), fine()),
        file(
            "yaml-unclosed-list",
            yaml("tags: [a, b"),
            intact("a.md:4:1: front matter: this is not valid YAML"),
        ),
        file(
            "yaml-unclosed-quote",
            yaml("summary: \"open"),
            intact("front matter: this is not valid YAML"),
        ),
        file(
            "yaml-colons",
            "---\ntitle: A: tale: of colons\n---\nBody\n",
            vec![Title("A: tale: of colons"), Says("a.md:2:9: front matter: ")],
        ),
        file(
            "yaml-at",
            "---\ntitle: @home\n---\nBody\n",
            vec![Title("@home"), Says("a.md:2:8: front matter: ")],
        ),
        file(
            "yaml-star",
            "---\ntitle: *Really* good\n---\nBody\n",
            vec![Title("*Really* good"), Says("front matter: ")],
        ),
        file(
            "yaml-percent",
            "---\ntitle: %percent\n---\nBody\n",
            vec![Title("%percent"), Says("front matter: ")],
        ),
        file(
            "yaml-tabs",
            yaml("tags:\n\t- one\n\t- two"),
            intact("a.md:3:1: front matter: tabs cannot indent YAML"),
        ),
        file(
            "yaml-duplicates",
            "---\ntitle: one\ntitle: T\n---\nBody\n",
            intact("a.md:2:1: front matter: `title` is set in line 3 again"),
        ),
        file(
            "yaml-template",
            "---\ntitle: {{ page.title }}\n---\nBody\n",
            vec![Title("A"), Says("a.md:2:9: front matter: a list or map cannot be a key")],
        ),
        file("yaml-list-of-lists", "---\n- a\n- b\n---\nBody\n", vec![Shows("- a\n- b"), Quiet]),
        file(
            "yaml-unclosed",
            "---\ntitle: T\n\nBody\n",
            vec![
                Shows("title: T"),
                Says("a.md:1:1: front matter: the front matter begins with --- and never ends"),
            ],
        ),
        file(
            "yaml-fence-inside",
            "---\ntitle: T\n---\n\none\n\n---\n\ntwo\n",
            vec![Title("T"), Shows("\n---\n"), Quiet],
        ),
        file("yaml-only-fences", "---\n".repeat(10_000), vec![Title("A"), Quiet]),
        file(
            "yaml-no-colon",
            yaml("no colon here\nlast: 1"),
            intact("a.md:3:1: front matter: this is not valid YAML"),
        ),
        file(
            "yaml-undefined-alias",
            yaml("tags: *nobody\nlast: 1"),
            intact("a.md:3:7: front matter: "),
        ),
        file("yaml-controls", yaml("x: \u{7}\u{1b}\u{8}"), vec![Title("T"), Shows("Body")]),
        file("yaml-directive", "---\n%YAML 9.9\ntitle: T\n---\nBody\n", vec![Shows("Body")]),
        file(
            "yaml-no-flag",
            yaml("draft: ture"),
            intact("a.md:3:1: front matter: `draft` is neither true nor false"),
        ),
        file(
            "yaml-no-number",
            yaml("weight: heavy"),
            intact("a.md:3:1: front matter: `weight` is no whole number"),
        ),
        file(
            "yaml-no-tags",
            yaml("tags: [a: b]"),
            intact("a.md:3:1: front matter: `tags` holds something that is no text"),
        ),
        file(
            "yaml-title-of-lists",
            "---\ntitle: [a, [b]]\n---\nBody\n",
            vec![Title("A"), Says("a.md:2:1: front matter: `title` is no text")],
        ),
        file("json", "{\"title\": \"T\", \"n\": 1e400}\nBody\n", fine()),
        file(
            "json-comments",
            json("// no\n\"x\": 1 /* yes */"),
            intact("a.md:3:1: front matter: JSON has no comments"),
        ),
        file(
            "json-comma",
            json("\"x\": [1,],"),
            intact("front matter: JSON has no comma before a closing bracket"),
        ),
        file(
            "json-bad-field",
            json("\"x\": nope,\n\"y\": 1"),
            intact("a.md:3:1: front matter: this field is not valid JSON"),
        ),
        file(
            "json-lost-quote",
            json("\"x\": \"open,\n\"y\": 1"),
            intact("a.md:3:1: front matter: this field is not valid JSON"),
        ),
        file(
            "json-unclosed",
            "{\n\"title\": \"T\"\n\nBody\n",
            vec![
                Shows("\"title\": \"T\""),
                Says("a.md:1:1: front matter: the front matter begins with { and never ends"),
            ],
        ),
        file("json-surrogate", json("\"x\": \"\\ud800\""), intact("a.md:3:1: front matter: ")),
        file(
            "json-duplicates",
            json("\"x\": 1, \"x\": 2"),
            intact("a.md:3:1: front matter: `x` is set in line 3 again"),
        ),
        file("json-prose", "{\"title\": 1} is JSON\n", vec![Title("A"), Shows("is JSON"), Quiet]),
        file(
            "toml",
            toml("date = 2024-01-02T03:04:05Z\na.b.c = 1\n[[x]]\ny = 1\n[[x]]\ny = 2"),
            vec![Title("T"), Date("2024-01-02"), Quiet],
        ),
        file(
            "toml-bad-value",
            toml("x = = 1"),
            intact("a.md:3:5: front matter: this is not valid TOML"),
        ),
        file(
            "toml-no-quotes",
            "+++\ntitle = My words\ndate = 2024-1-2\n+++\nBody\n",
            vec![
                Title("My words"),
                Date("2024-01-02"),
                Says("a.md:2:9: front matter: this is not valid TOML"),
            ],
        ),
        file(
            "toml-duplicates",
            toml("x = 1\nx = 2"),
            intact("front matter: this is not valid TOML"),
        ),
        file(
            "toml-unclosed",
            "+++\ntitle = \"T\"\n\nBody\n",
            vec![
                Shows("Body"),
                Says("a.md:1:1: front matter: the front matter begins with +++ and never ends"),
            ],
        ),
        file(
            "headers-blank-inside",
            "Title: T\n\nDate: 2024-01-02\nTags: a\n\n\nBody\n",
            vec![Title("T"), Date("2024-01-02"), Shows("Body"), Quiet],
        ),
        file(
            "headers-repeated",
            "Title: T\nTags: a\nTags: b\nTitle: other\nslug:\n\nBody\n",
            vec![Title("T"), Says("a.md:4:1: front matter: `Title` is set in line 1 already")],
        ),
        file(
            "headers-no-blank",
            "Title: T\nDate: 2024-01-02\nBody right away\n",
            vec![
                Title("T"),
                Shows("Body right away"),
                Says("a.md:3:1: hint: the headers end here without a blank line"),
            ],
        ),
        file("headers-continued", "Title: T\nSummary: one\n    two\n\tthree\n\nBody\n", fine()),
    ]
}

fn bombs() -> Vec<Case> {
    let deep = |open: &str, inside: &str, close: &str| {
        format!("{}{inside}{}", open.repeat(10_000), close.repeat(10_000))
    };
    let mut laughs = String::from("a0: &a0 [ha, ha, ha]\n");
    for level in 1..40 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        laughs += &format!("a{level}: &a{level} [{below}]\n");
    }
    let echo = format!("x: &x {}\ny: [{}]", "z".repeat(100_000), "*x, ".repeat(100_000));
    let long = "x".repeat(10_000_000);
    vec![
        file(
            "yaml-billion-laughs",
            yaml(laughs.trim_end()),
            intact("front matter: aliases stand for more than"),
        ),
        file("yaml-echo", yaml(&echo), intact("front matter: aliases stand for more than")),
        file(
            "yaml-alias-of-itself",
            yaml("x: &x [*x]"),
            intact("a.md:3:8: front matter: this alias contains itself"),
        ),
        file(
            "yaml-merges-itself",
            yaml("x: &x\n  <<: *x"),
            intact("front matter: this alias contains itself"),
        ),
        file(
            "yaml-deep-lists",
            yaml(&format!("x: {}", deep("[", "1", "]"))),
            intact("a.md:3:259: front matter: this is not valid YAML (recursion limit exceeded)"),
        ),
        file(
            "yaml-deep-maps",
            yaml(&format!("x: {}", deep("{a: ", "1", "}"))),
            intact("this is nested too deeply"),
        ),
        file(
            "yaml-deep-block",
            yaml(&format!("x:\n {}", deep("- ", "1", ""))),
            intact("this is nested too deeply"),
        ),
        file(
            "yaml-many-fields",
            yaml(&(0..50_000).map(|it| format!("k{it}: v\n")).collect::<String>()),
            vec![Title("T"), Quiet],
        ),
        file(
            "yaml-many-broken",
            yaml(&"x: [\n".repeat(50_000)),
            intact("more findings in the front matter"),
        ),
        file(
            "yaml-same-key",
            yaml(&"x: 1\n".repeat(50_000)),
            intact("more findings in the front matter"),
        ),
        file(
            "yaml-anchors-many",
            yaml(&(0..20_000).map(|it| format!("k{it}: &a{it} v\n")).collect::<String>()),
            fine(),
        ),
        file(
            "yaml-nested-anchors",
            yaml(&format!(
                "x: {}",
                (0..60).map(|it| format!("&a{it} [")).collect::<String>() + "1" + &"]".repeat(60)
            )),
            fine(),
        ),
        file(
            "yaml-10-mb",
            yaml(&format!("x: {long}")),
            vec![
                Title("A"),
                Shows("Body"),
                Says("a.md:1:1: front matter: the front matter has more than 1048576 bytes"),
            ],
        ),
        file(
            "yaml-quotes",
            yaml(&format!("x: {}", "\"".repeat(100_000))),
            vec![Title("T"), Shows("Body"), Says("front matter: ")],
        ),
        file(
            "yaml-questions",
            yaml(&format!("x:\n {}", "? ".repeat(100_000))),
            intact("front matter: "),
        ),
        file(
            "json-deep",
            json(&format!("\"x\": {}", deep("[", "1", "]"))),
            intact("a.md:3:70: front matter: this is nested too deeply"),
        ),
        file(
            "json-deep-maps",
            json(&format!("\"x\": {}", deep("{\"a\":", "1", "}"))),
            intact("this is nested too deeply"),
        ),
        file(
            "json-2-mb",
            json(&format!("\"x\": \"{}\"", &long[..2_000_000])),
            vec![Title("A"), Shows("Body"), Says("more than 1048576 bytes")],
        ),
        file("json-braces", "{".repeat(100_000), vec![Title("A")]),
        file(
            "json-backslashes",
            json(&format!("\"x\": \"{}", "\\".repeat(100_001))),
            vec![Says("front matter: ")],
        ),
        file(
            "toml-deep",
            toml(&format!("x = {}", deep("[", "1", "]"))),
            intact("front matter: this is not valid TOML"),
        ),
        file(
            "toml-deep-tables",
            toml(&format!("x = {}", deep("{a = ", "1", "}"))),
            intact("front matter: this is not valid TOML"),
        ),
        file(
            "toml-deep-key",
            toml(&format!("{} = 1", vec!["a"; 10_000].join("."))),
            intact("front matter: this is not valid TOML"),
        ),
        file(
            "toml-many-broken",
            toml(&"x = = 1\n".repeat(50_000)),
            intact("more findings in the front matter"),
        ),
        file(
            "toml-2-mb",
            toml(&format!("x = \"{}\"", &long[..2_000_000])),
            vec![Title("A"), Shows("Body"), Says("more than 1048576 bytes")],
        ),
        file(
            "headers-10-mb",
            format!("Title: T\nSummary: {long}\n\nBody\n"),
            vec![Title("A"), Shows("Body"), Says("more than 1048576 bytes")],
        ),
        file(
            "headers-many",
            format!(
                "Title: T\n{}\nBody\n",
                (0..50_000).map(|it| format!("k{it}: v\n")).collect::<String>()
            ),
            vec![Title("T"), Shows("Body"), Quiet],
        ),
        file(
            "headers-same",
            format!("Title: T\n{}\nBody\n", "Tags: a\n".repeat(50_000)),
            vec![Title("T"), Quiet],
        ),
    ]
}
