//! The elements of raw HTML in a text: which opening tag is closed where.

use std::collections::HashMap;
use std::ops::Range;

use super::code;
use crate::markdown::{Token, tokens};

/// An element that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name in lower case.
    pub name: String,
    /// The opening tag.
    pub open: Range<usize>,
    /// The closing tag; empty where it is part of what cannot be looked into, as in `iframe`.
    pub close: Range<usize>,
    /// What its attribute `markdown` says.
    pub markdown: Option<String>,
}

/// The elements of `text` outside of `code`, by where they begin. Tags that are never closed, and those
/// that need not be, are none.
pub fn elements(text: &str, code: &[Range<usize>]) -> Vec<Element> {
    let masked = code::blanked(text, code);
    let tokens = tokens(&masked);
    let ends = tokens.iter().skip(1).map(|(start, _)| *start).chain([masked.len()]);
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut elements: Vec<Option<Element>> = Vec::new();
    let mut waiting: Vec<(Range<usize>, Option<String>)> = Vec::new();
    for ((start, token), end) in tokens.iter().zip(ends) {
        match token {
            Token::Open { name, attributes } => {
                let markdown = attributes.iter().find(|(name, _)| name == "markdown");
                open.entry(name).or_default().push(elements.len());
                elements.push(None);
                waiting.push((*start..end, markdown.map(|(_, value)| (*value).to_owned())));
            }
            Token::Close { name } => {
                if let Some(opener) = open.get_mut(name.as_str()).and_then(Vec::pop) {
                    let (open, markdown) = waiting[opener].clone();
                    let close = *start..end;
                    elements[opener] = Some(Element { name: name.clone(), open, close, markdown });
                }
            }
            Token::Opaque { name, .. } => {
                let (open, close) = (*start..end, end..end);
                elements.push(Some(Element { name: name.clone(), open, close, markdown: None }));
                waiting.push((0..0, None));
            }
            Token::Text(_) | Token::Comment(_) => {}
        }
    }
    elements.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_from_tag_to_tag() {
        let text = "<div markdown=1><p>a<br></div>\n\n`<b>x</b>` <iframe src=x></iframe> <i>";
        let found = elements(text, &code::ranges(text));
        let shown: Vec<_> = found
            .iter()
            .map(|it| {
                (it.name.as_str(), &text[it.open.start..it.close.end], it.markdown.as_deref())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("div", "<div markdown=1><p>a<br></div>", Some("1")),
                ("iframe", "<iframe src=x></iframe>", None)
            ]
        );
    }
}
