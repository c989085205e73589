//! Extensions: `{::comment}`, `{::nomarkdown}` and `{::options /}` (kramdown 2, "Extensions").

use std::collections::HashMap;

use super::Notes;
use crate::dialect::jekyll::code;
use crate::dialect::jekyll::flow::{Edit, Flow};
use crate::dialect::jekyll::lines::shortened;
use crate::dialect::text::{Text, end_of};
use crate::markdown::{Token, tokens};

/// What becomes of the extensions in `flow`.
pub fn edits(flow: &Flow, notes: &mut Notes) -> Vec<Edit> {
    let all = flow.text();
    if !all.contains("{::") {
        return Vec::new();
    }
    let text = Text::made(all, 0..0).finding_code(code::ranges);
    let mut none_behind: HashMap<String, bool> = HashMap::new();
    let found = text.find(b"{", |all, start| {
        let inside = all[start..].strip_prefix("{::")?;
        let length = inside.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let name = &inside[..length];
        if name.is_empty() || text.code_at(start).is_some() {
            return None;
        }
        let end = end_of(all, start, "}")?;
        let attributes = &all[start + 3 + length..end - 1];
        if attributes.trim_end().ends_with('/') {
            return Some((end, (name, None)));
        }
        // Looked for once when there is none: floods of openers must not each look to the end.
        if none_behind.get(name) == Some(&true) {
            return Some((end, (name, Some(end..end))));
        }
        let closers = [format!("{{:/{name}}}"), "{:/}".to_owned()];
        let closer = closers
            .iter()
            .filter_map(|it| Some((end + all[end..].find(it.as_str())?, it.len())))
            .min();
        match closer {
            Some((at, length)) => Some((at + length, (name, Some(end..at)))),
            None => {
                none_behind.insert(name.to_owned(), true);
                Some((end, (name, Some(end..end))))
            }
        }
    });
    let mut edits = Vec::new();
    for construct in found {
        let (name, inside) = construct.what;
        let is_closed = inside.as_ref().is_none_or(|it| it.end < construct.range.end);
        let made = match (name, &inside) {
            ("options", _) | ("comment", None) => Some(String::new()),
            ("comment", Some(_)) if is_closed => Some(String::new()),
            ("nomarkdown", Some(inside)) if is_closed => Some(unread(&all[inside.clone()])),
            _ => None,
        };
        notes.count(&format!("::{name}"), made.is_some());
        match made {
            Some(made) => edits.push(Edit::replace(construct.range, made)),
            None => {
                let whole = shortened(&all[construct.range.clone()]);
                let found = format!("the extension `{whole}` is not understood");
                let advice =
                    if is_closed { "write what it stood for" } else { "close it with {:/}" };
                notes.warn(flow, construct.range, found, advice);
            }
        }
    }
    edits
}

/// HTML in which nothing is Markdown: its signs become references, its blank lines go.
fn unread(html: &str) -> String {
    let mut unread = String::with_capacity(html.len());
    let tokens = tokens(html);
    let ends = tokens.iter().skip(1).map(|(start, _)| *start).chain([html.len()]);
    for ((start, token), end) in tokens.iter().zip(ends) {
        let source = &html[*start..end];
        if !matches!(token, Token::Text(_)) {
            unread.push_str(source);
            continue;
        }
        for character in source.chars() {
            if "*_`[]\\~|#$:".contains(character) {
                unread.push_str(&format!("&#{};", character as u32));
            } else {
                unread.push(character);
            }
        }
    }
    let is_block = unread.contains('\n');
    let lines: Vec<&str> =
        unread.lines().map(str::trim_end).filter(|it| !is_block || !it.trim().is_empty()).collect();
    lines.join("\n")
}
