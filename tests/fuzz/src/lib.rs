//! What the fuzz targets hold the walk against, whatever the input: it never panics, what it says
//! of a file is within the file, and what it makes is a valid page.

use std::sync::Mutex;

use the_stacks::dialect::{self, Dialect, Surroundings};
use the_stacks::document::{File, Piece};
use the_stacks::encoding;
use the_stacks::manifest::{FromJson, Payload};
use the_stacks::settings::Settings;
use the_stacks::site::{self, Input, State, Stub, World};
use the_stacks::warning::Warning;

/// Reads `bytes` as a document of `dialect` and builds a site of it.
pub fn document_of(dialect: Dialect, bytes: &[u8]) {
    // The dialects are given text; what bytes become is a target of its own.
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let settings = Settings { dialect: Some(dialect), ..Settings::default() };
    let path = if dialect == Dialect::Jekyll { "_posts/2024-01-02-a.md" } else { "posts/a.md" };
    let file = File { path: path.into(), text };
    read(&file, &settings);
    build(vec![file], settings);
}

/// Reads one file, and holds its pieces and warnings against its text.
pub fn read(file: &File, settings: &Settings) {
    let includes = includes();
    let surroundings = Surroundings { includes: &includes, ..Surroundings::new(settings) };
    let (document, warnings) = dialect::read(file.clone(), &surroundings);
    for piece in &document.body {
        let range = piece.from();
        assert!(document.file.text.get(range.clone()).is_some(), "{range:?} of {piece:?}");
        if let Piece::Source(range) = piece {
            assert!(!range.is_empty() || document.body.len() == 1, "an empty piece");
        }
    }
    within(&warnings, std::slice::from_ref(file));
}

/// Builds a site of `files`, and holds what comes out against what a browser can show.
pub fn build(files: Vec<File>, settings: Settings) {
    let documents =
        files.iter().map(|file| Stub { path: file.path.clone(), stamp: 0 }).collect();
    let input =
        Input { documents, includes: includes(), settings, drafts: true, ..Input::default() };
    let memory = Memory { files, written: Mutex::default() };
    let (_, state, warnings) = site::build(input, State::default(), &memory).unwrap();
    assert!(!state.documents.is_empty(), "no document was lost");
    within(&warnings, &memory.files);
    for (path, bytes) in memory.written.into_inner().unwrap() {
        let is_inside = path.split('/').all(|name| !matches!(name, "" | "." | ".."));
        assert!(is_inside, "{path} is written to");
        if !path.ends_with(".json") {
            continue;
        }
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        if json["markdown"].is_string() {
            balanced(&Payload::from_json(&json).unwrap().html("en", "/"));
        }
    }
}

/// Decodes `bytes` as a file of this name.
pub fn decoded(path: &str, bytes: &[u8]) -> File {
    let (file, warnings) = encoding::decode(path, bytes);
    assert!(!file.text.contains(['\r', '\0']), "text has line feeds only");
    within(&warnings, std::slice::from_ref(&file));
    file
}

/// Fails unless each warning about one of `files` is within it.
pub fn within(warnings: &[Warning], files: &[File]) {
    for warning in warnings {
        let Some(file) = files.iter().find(|it| it.path == warning.file) else { continue };
        let lines = file.text.split('\n').count();
        assert!(warning.line as usize <= lines, "{warning} of {lines} lines");
        assert!(!warning.found.is_empty() && !warning.advice.is_empty(), "{warning:?}");
        let line = (warning.line as usize).checked_sub(1).and_then(|it| file.text.split('\n').nth(it));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!(warning.column as usize <= columns, "{warning} of {columns} columns");
    }
}

/// Includes that use their parameters, each other and themselves.
fn includes() -> Vec<File> {
    let include = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    vec![
        include("a.html", "{{ include.x }} {% include b.html x=include.x %}"),
        include("b.html", "{% if include.x %}{% include a.html x=\"y\" %}{% endif %}"),
    ]
}

/// Fails unless every element of `html` is closed in order.
fn balanced(html: &str) {
    const VOID: [&str; 8] = ["area", "br", "col", "hr", "img", "input", "source", "wbr"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        // Values are quoted, and a quote in one is escaped.
        let mut is_quoted = false;
        let end = rest.find(|it| {
            is_quoted ^= it == '"';
            it == '>' && !is_quoted
        });
        let tag = &rest[..end.expect("a tag ends")];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closes in order");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

/// Files in memory.
struct Memory {
    files: Vec<File>,
    written: Mutex<Vec<(String, Vec<u8>)>>,
}

impl World for Memory {
    fn read(&self, path: &str) -> (Option<File>, Vec<Warning>) {
        (self.files.iter().find(|file| file.path == path).cloned(), Vec::new())
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), String> {
        self.written.lock().unwrap().push((path.to_owned(), bytes));
        Ok(())
    }
}
