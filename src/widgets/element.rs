//! An element as the header of its script describes it (`header` reads that), and what the scripts are
//! told of all. What editors are told of the same is in `editors`; the list of elements is
//! `src/elements.rs`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::SHARED;
use super::header::{Tag, tags};
use crate::elements::{NAMES, SCRIPTS};
use crate::language::Language;

/// An element that others embed.
#[derive(Debug)]
pub struct Element {
    /// `stacks-` and the name of its script.
    pub name: &'static str,
    /// Its script.
    pub script: &'static str,
    /// What it shows, in a sentence.
    pub summary: String,
    /// Whether it shows what stands between its tags.
    pub reads: bool,
    /// Whether it stands within a line.
    pub inline: bool,
    /// What changes what it shows. Each is a property too.
    pub attributes: Vec<Attribute>,
    /// Its parts beyond `base`, for `::part()`.
    pub parts: Vec<(String, String)>,
    /// What is in the detail of its `stacks-load`.
    pub detail: String,
    /// Our files that one takes, besides its script and the one that all share.
    pub files: Vec<&'static str>,
    /// What its script says, by the names that it has for it.
    words: Vec<(String, Said)>,
}

/// An attribute of an element.
#[derive(Debug)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What it holds, as TypeScript says it.
    pub kind: String,
    /// What holds without it.
    pub default: String,
    /// What it says.
    pub description: String,
}

/// Where words are.
#[derive(Debug)]
enum Said {
    /// Among those of the interface, under this name.
    ByInterface(String),
    /// In the header, in the order of [`Language::ALL`].
    ByHeader(Vec<String>),
}

/// All elements, in the order that people look for them. A test reads every header: here what cannot be
/// read is passed over.
pub static ELEMENTS: LazyLock<Vec<Element>> = LazyLock::new(|| {
    let read = NAMES.iter().zip(SCRIPTS).map(|(name, script)| Element::read(name, script));
    read.filter_map(Result::ok).collect()
});

/// CSS custom properties that every element has, with what they say and what holds without them.
pub const PROPERTIES: [(&str, &str, &str); 13] = [
    ("--stacks-paper", "The background.", "#fffdf8, dark #14161c"),
    ("--stacks-shelf", "The background of boxes.", "#f6efe2, dark #1d2029"),
    ("--stacks-ink", "Text.", "#2a2420, dark #e9e4da"),
    ("--stacks-faint", "Dates and the like.", "#695d51, dark #a9a294"),
    ("--stacks-link", "Links.", "#1d5a8a, dark #8fc3ee"),
    ("--stacks-accent", "What is pointed at or has the focus.", "#b8431f, dark #ff9d6b"),
    ("--stacks-line", "Lines.", "#e2d6c0, dark #343947"),
    ("--stacks-code", "The background of code.", "#f4ede0, dark #1b1e27"),
    (
        "--stacks-font",
        "The font, as the property `font` has it.",
        "medium/1.5 system-ui, sans-serif",
    ),
    ("--stacks-sans", "The font of headings and tables in documents.", "system-ui, sans-serif"),
    ("--stacks-mono", "The font of code.", "ui-monospace, monospace"),
    ("--stacks-padding", "The space around.", "1rem"),
    ("--stacks-gap", "The space between entries.", "1rem"),
];

/// Events of every element, with their details and what they tell.
pub(super) const EVENTS: [(&str, &str, &str); 3] = [
    ("stacks-load", "", "What was asked for is shown."),
    ("stacks-error", "{ message: string }", "It cannot be shown; what stands between the tags is."),
    (
        "stacks-navigate",
        "{ url: string; title: string }",
        "A link is about to be followed; `preventDefault()` keeps the visitor.",
    ),
];

static THEME: LazyLock<Attribute> = LazyLock::new(|| Attribute {
    name: "theme".into(),
    kind: "\"light\" | \"dark\"".into(),
    default: String::new(),
    description: "A colour scheme; without it, that of the page.".into(),
});

impl Element {
    /// The element that the header of `script` describes.
    fn read(name: &'static str, script: &'static str) -> Result<Self, String> {
        let mut element = Self {
            name,
            script,
            summary: String::new(),
            reads: false,
            inline: false,
            attributes: Vec::new(),
            parts: Vec::new(),
            detail: String::new(),
            files: files(script),
            words: Vec::new(),
        };
        let mut own_name = String::new();
        for tag in tags(script)? {
            let failed = |what: &str| format!("{}: `@{}`: {what}", tag.line, tag.name);
            match tag.name {
                "element" => own_name = tag.subject,
                "summary" => element.summary = [tag.subject, tag.text].join(" "),
                "attr" if !is_attribute(&tag.subject) => {
                    return Err(failed(
                        "a name is of small letters, and neither an event nor `style`",
                    ));
                }
                "attr" if tag.kind.is_empty() || tag.text.is_empty() => {
                    return Err(failed("write `@attr {type} name - text`"));
                }
                "attr" => element.attributes.push(Attribute {
                    name: tag.subject,
                    kind: tag.kind,
                    default: tag.default,
                    description: tag.text,
                }),
                "csspart" => element.parts.push((tag.subject, tag.text)),
                "fires" => {
                    let detail =
                        tag.kind.strip_prefix("CustomEvent<").and_then(|it| it.strip_suffix('>'));
                    let detail = detail.filter(|_| tag.subject == "stacks-load");
                    let form = "write `@fires {CustomEvent<{ … }>} stacks-load`";
                    element.detail = detail.ok_or_else(|| failed(form))?.into();
                }
                "slot" => element.reads = true,
                "display" if tag.subject == "inline" => element.inline = true,
                "word" => {
                    let said = said(&tag).map_err(|what| failed(&what))?;
                    element.words.push((tag.subject, said));
                }
                _ => return Err(failed("this tag is not known")),
            }
        }
        match () {
            () if own_name != name => Err(format!("1: it needs `@element {name}`")),
            () if element.summary.is_empty() => Err("1: it needs a `@summary`".into()),
            () if element.detail.is_empty() => {
                Err("1: it needs `@fires {CustomEvent<{ … }>} stacks-load`".into())
            }
            () => Ok(element),
        }
    }

    /// What its script says in each language, by the language's tag.
    pub fn words(&self) -> Value {
        Language::in_each(|language| {
            let words = self.words.iter().map(|(name, said)| {
                let words = match said {
                    Said::ByInterface(word) => of_interface(language, word).unwrap_or_default(),
                    Said::ByHeader(words) => {
                        words.get(language as usize).map(String::as_str).into()
                    }
                };
                (name.clone(), words)
            });
            words.collect::<Map<_, _>>().into()
        })
    }

    /// The attributes that it has, with those that all have.
    pub fn all_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().chain([&*THEME])
    }

    /// The name of its script.
    pub fn file(&self) -> String {
        [self.name.trim_start_matches("stacks-"), ".js"].concat()
    }

    /// The name of its class, for editors: the scripts give it none.
    pub(super) fn class(&self) -> String {
        let words = self.name.split('-');
        words
            .map(|word| [&word[..1].to_uppercase(), &word[1..]].concat())
            .chain(["Element".into()])
            .collect()
    }
}

/// Whether an attribute may have this name: one that HTML gives no meaning that runs or styles anything.
fn is_attribute(name: &str) -> bool {
    let is_letters = !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase());
    is_letters && !name.starts_with("on") && !["style", "is", "slot", "srcdoc"].contains(&name)
}

/// Where the words of a tag are: `= name` of those of the interface, or in quotes, once in each language.
fn said(tag: &Tag<'_>) -> Result<Said, String> {
    let text = tag.text.strip_prefix("= ").ok_or("write `@word name = …`")?;
    if !text.starts_with('"') {
        let is_there = Language::ALL.iter().all(|it| of_interface(*it, text).is_some());
        let missing = || format!("`{text}` is no word of src/language.rs");
        return is_there.then(|| Said::ByInterface(text.into())).ok_or_else(missing);
    }
    let words: Result<Vec<String>, _> = text.split(" | ").map(serde_json::from_str).collect();
    let words = words.map_err(|_| "words are in quotes, with ` | ` between the languages")?;
    match words.len() == Language::ALL.len() && words.iter().all(|it| !it.trim().is_empty()) {
        true => Ok(Said::ByHeader(words)),
        false => {
            let tags = Language::ALL.map(Language::tag).join(" | ");
            Err(format!("it is to be said in each language: {tags}"))
        }
    }
}

/// What the interface calls `name`: words, or lists of them.
fn of_interface(language: Language, name: &str) -> Option<Value> {
    let words = language.words();
    Some(match name {
        "months" => json!(words.months),
        // Eight days into a year that no post is of: what stands for them is put there instead.
        "date_form" => language.date("9999-01-08").replace(words.months[0], "M").into(),
        "units" | "flow_stages" => words.named(name)?.split(", ").collect(),
        _ => words.named(name)?.into(),
    })
}

/// Our files that `script` takes: what it imports, and what that does, besides the script that all share;
/// the style sheet and the renderer where they are named.
fn files(script: &'static str) -> Vec<&'static str> {
    let mut files = BTreeSet::new();
    let mut open = vec![script];
    while let Some(text) = open.pop() {
        let imported = SHARED.iter().filter(|(name, _)| text.contains(&format!("\"./{name}\"")));
        open.extend(imported.filter(|(name, _)| files.insert(*name)).map(|(_, text)| text));
        let named = [("prose.css", "\"prose.css\""), ("renderer.wasm", "STACKS_RENDERER")];
        files.extend(named.into_iter().filter(|(_, sign)| text.contains(sign)).map(|it| it.0));
    }
    files.into_iter().collect()
}

/// What the scripts are told.
pub fn for_scripts() -> Value {
    let element = |it: &Element| {
        let kind = |it: &Attribute| if it.kind == "boolean" { "boolean" } else { "string" };
        let attributes: Map<String, Value> =
            it.attributes.iter().map(|it| (it.name.clone(), kind(it).into())).collect();
        let mut element = json!({ "attributes": attributes });
        let modules: Vec<&str> =
            it.files.iter().copied().filter(|it| it.ends_with(".js")).collect();
        if !modules.is_empty() {
            element["modules"] = modules.into();
        }
        for (name, flag) in [("reads", it.reads), ("inline", it.inline)] {
            if flag {
                element[name] = true.into();
            }
        }
        (it.name.to_owned(), element)
    };
    Value::Object(ELEMENTS.iter().map(element).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_is_whole() {
        for (name, script) in NAMES.iter().zip(SCRIPTS) {
            let file = name.trim_start_matches("stacks-");
            if let Err(what) = Element::read(name, script) {
                panic!("src/widgets/{file}.js:{what}");
            }
        }
    }

    fn error(tag: &str) -> String {
        let script = format!(
            "/**\n * @element stacks-a\n * @summary A.\n * @fires {{CustomEvent<{{ b: number }}>}} \
             stacks-load\n * {tag}\n */\n"
        );
        Element::read("stacks-a", script.leak()).map(|_| ()).unwrap_err()
    }

    #[test]
    fn what_a_header_lacks_is_told() {
        assert_eq!(
            error("@word c = \"C\""),
            "5: `@word`: it is to be said in each language: en | es"
        );
        assert_eq!(error("@word c = \"C\" | \" \""), error("@word c = \"C\""));
        assert_eq!(
            error("@word c = nowhere"),
            "5: `@word`: `nowhere` is no word of src/language.rs"
        );
        assert_eq!(error("@attribute {string} c - D."), "5: `@attribute`: this tag is not known");
        for name in ["onclick", "style", "data-c"] {
            let found = error(&format!("@attr {{string}} {name} - D."));
            assert!(found.starts_with("5: `@attr`: a name is of small letters"), "{found}");
        }
        let unlike = Element::read("stacks-b", "/**\n * @element stacks-a\n */\n").unwrap_err();
        assert_eq!(unlike, "1: it needs `@element stacks-b`");
    }

    #[test]
    fn words_of_a_header_are_in_each_language() {
        let script = "/**\n * @element stacks-a\n * @summary A.\n * @fires {CustomEvent<{ b: number }>} \
                      stacks-load\n * @word c = \"C\" | \"Ç\"\n * @word d = search\n */\n";
        let words = Element::read("stacks-a", script).unwrap().words();
        let expected =
            json!({ "en": { "c": "C", "d": "Search" }, "es": { "c": "Ç", "d": "Buscar" } });
        assert_eq!(words, expected);
    }
}
