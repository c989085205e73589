//! What a rendered document is made of: its headings, each with the first paragraph below it, and its
//! terms with their definitions. Read from the HTML that [`crate::markdown`] writes, as plain text.

use crate::markdown::{Token, decode_references, one_line, tokens};

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The level of its heading, 1 to 6; 0 for what comes before the first, and [`TERM`] for a term of a
    /// definition list.
    pub level: u8,
    /// The id of its heading, or of the one above its term; empty if there is none.
    pub id: String,
    /// The heading or term.
    pub title: String,
    /// The first paragraph or definition below it.
    pub lead: String,
}

/// The level of terms in definition lists.
pub const TERM: u8 = 7;

/// The parts of a document, in order.
pub fn parts(html: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    // What is being read, if anything: the element that ends it.
    let mut reading: Option<(String, bool)> = None;
    let mut text = String::new();
    for (_, token) in tokens(html) {
        match token {
            Token::Open { name, attributes } if reading.is_none() => {
                let level = level(&name);
                let is_lead = matches!(&*name, "p" | "dd")
                    && !attributes
                        .iter()
                        .any(|(_, value)| matches!(*value, "alert-title" | "code-title"));
                if let Some(level) = level {
                    let own = attributes.iter().find(|(name, _)| name == "id");
                    let above = || parts.last().map(|it| it.id.clone()).unwrap_or_default();
                    let id = own.map_or_else(above, |(_, value)| decode_references(value));
                    parts.push(Part { level, id, ..Part::default() });
                } else if !is_lead || !parts.last().is_some_and(|it| it.lead.is_empty()) {
                    continue;
                }
                reading = Some((name, level.is_some()));
                text.clear();
            }
            Token::Text(piece) if reading.is_some() => text.push_str(&decode_references(piece)),
            Token::Open { name, .. } if name == "br" => text.push(' '),
            Token::Close { name } => {
                let Some((_, is_title)) = reading.take_if(|(open, _)| *open == name) else {
                    continue;
                };
                let read = one_line(&text);
                if let Some(part) = parts.last_mut() {
                    *(if is_title { &mut part.title } else { &mut part.lead }) = read;
                }
            }
            _ => {}
        }
    }
    parts
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        b"dt" => Some(TERM),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_terms_have_what_is_below_them() {
        let html = "<p>Lead &amp; <em>more</em>.</p><p>x</p><div class=\"heading\"><h2 id=\"a\">A <code>b</code></h2>\
            <a class=\"anchor\" href=\"#\"></a></div><ul><li>no</li></ul>\n<p>First\nhere.</p><p>y</p>\
            <dl><dt>T</dt><dd>D <b>e</b></dd><dt>U</dt><dd><p>V</p></dd></dl>";
        let found: Vec<_> =
            parts(html).into_iter().map(|it| (it.level, it.id, it.title, it.lead)).collect();
        let part = |level, id: &str, title: &str, lead: &str| {
            (level, id.into(), title.into(), lead.into())
        };
        assert_eq!(
            found,
            [
                part(0, "", "", "Lead & more."),
                part(2, "a", "A b", "First here."),
                part(TERM, "a", "T", "D e"),
                part(TERM, "a", "U", "V"),
            ]
        );
    }
}
