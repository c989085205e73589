//! Definition lists, as PHP Markdown Extra has them: a line with a term, and below it lines that
//! start with a colon and white space. Owns which colons those are; what follows from them, the
//! parser knows (`source` keeps the others from it).

use pulldown_cmark::{Event, Parser, Tag};

/// The colons of a document that stand first on their lines, the marks of quotes aside.
#[derive(Default)]
pub(super) struct Colons {
    /// Whether any of them may start a definition.
    pub(super) has_definitions: bool,
    /// Whether any of them starts what looks like the second row of a table (`:--|--:`).
    pub(super) has_rows: bool,
    /// Where those are that do neither: `:rocket:`, `:::`.
    pub(super) others: Vec<usize>,
}

/// Finds the colons of `markdown` that stand first on their lines.
pub(super) fn colons(markdown: &str) -> Colons {
    let mut colons = Colons::default();
    let mut line_start = 0;
    for line in markdown.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let place = line_start + line.len() - rest.len();
        line_start += line.len();
        match rest.as_bytes() {
            [b':', b' ' | b'\t', ..] => colons.has_definitions = true,
            [b':', rest @ ..] if is_row(rest) => colons.has_rows = true,
            [b':', ..] => colons.others.push(place),
            _ => {}
        }
    }
    colons
}

/// Whether a line may be the second row of a table.
fn is_row(line: &[u8]) -> bool {
    line.contains(&b'-') && line.iter().all(|it| b"-:| \t\r\n".contains(it))
}

/// The colons of `text` which `parser` takes for definitions, though no white space follows them.
pub(super) fn misread(text: &str, parser: Parser<'_>) -> Vec<usize> {
    let definitions = parser.into_offset_iter().filter_map(|(event, at)| {
        let is_definition = matches!(event, Event::Start(Tag::DefinitionListDefinition));
        let place = text.get(at.clone()).filter(|_| is_definition)?.find(':')? + at.start;
        let next = text.as_bytes().get(place + 1);
        (!matches!(next, Some(b' ' | b'\t'))).then_some(place)
    });
    definitions.collect()
}
