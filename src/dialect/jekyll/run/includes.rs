//! Includes: the file a tag names, with its parameters, read in its place. Themes keep theirs in a gem
//! that is not at hand; the common ones are built in.

use std::borrow::Cow;
use std::ops::Range;

use super::Run;
use crate::dialect::jekyll::expression::{Expression, Operand, Reader};
use crate::dialect::jekyll::scope::Gap;
use crate::dialect::jekyll::values::Value;
use crate::dialect::jekyll::{code, embeds, lines};
use crate::dialect::text::{DEEPEST, Text};
use crate::document::Piece;

impl Run<'_> {
    /// Writes what `{% include name parameters %}` brings.
    pub(super) fn include(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        tag: &str,
        markup: &str,
    ) -> Result<(), Gap> {
        let (name, rest) = file_name(markup);
        let name = self.filled(name)?;
        let mut name = name.trim_matches(['"', '\'']).trim_start_matches("./").to_owned();
        let parameters = self.parameters(rest)?;
        let file = if tag == "include_relative" {
            let path = beside(&self.scope.document.head.path, &name)?;
            let of_includes = self.includes.iter().find(|file| file.path == name);
            name = path;
            match (self.shown(&name), of_includes) {
                (Ok(text), _) => Cow::Owned(text),
                (Err(_), Some(file)) => Cow::Borrowed(file.text.as_str()),
                (Err(gap), None) => return Err(gap),
            }
        } else if let Some(file) = self.includes.iter().find(|file| file.path == name) {
            Cow::Borrowed(file.text.as_str())
        } else {
            return self.built_in(text, range, &name, &parameters);
        };
        let stack = &self.scope.includes;
        if stack.iter().any(|(open, _)| *open == name) {
            let way: Vec<&str> = stack.iter().map(|(open, _)| open.as_str()).collect();
            return Err(Gap(format!("{} → {name} goes in a circle; break it", way.join(" → "))));
        }
        if stack.len() >= DEEPEST {
            return Err(Gap(format!(
                "includes stand in each other more than {DEEPEST} deep; use fewer"
            )));
        }
        // Finding code and tokens costs some passes over the text.
        self.scope.spend(8 * file.len())?;
        let is_alone = text.is_alone_on_its_lines(range.clone());
        let indentation = if is_alone { text.indentation(range.start) } else { "" };
        let content = match is_alone {
            true => file.replace('\n', &format!("\n{indentation}")),
            // It would end the line that the tag stands in.
            false => file.strip_suffix('\n').unwrap_or(&file).to_owned(),
        };
        let from = text.source(range);
        self.scope.includes.push((name, parameters));
        self.read(&Text::made(&content, from).finding_code(code::ranges));
        self.scope.includes.pop();
        Ok(())
    }

    /// The text of the file at `path` in the content folder.
    fn shown(&mut self, path: &str) -> Result<String, Gap> {
        if !self.shown.iter().any(|it| it == path) {
            self.shown.push(path.to_owned());
        }
        self.files
            .text(path)
            .map_err(|why| Gap(format!("`{path}` {why}; put it there, or write what it stood for")))
    }

    /// What an include becomes whose file is not there.
    fn built_in(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        name: &str,
        parameters: &[(String, Value)],
    ) -> Result<(), Gap> {
        let parameter = |names: &[&str]| embeds::parameter(parameters, names);
        let from = text.source(range.clone());
        match name {
            "list_directory.md" => match parameter(&["loc"]) {
                Some(folder) => {
                    let folder = folder.trim_matches('/').to_owned();
                    self.flow.push_piece(Piece::Listing { folder, from });
                    Ok(())
                }
                None => Err(Gap(
                    "name its folder: {% include list_directory.md loc=\"folder\" %}".into()
                )),
            },
            "toc" | "toc.html" | "toc.md" => {
                self.put_contents(text, range);
                Ok(())
            }
            _ => match embeds::of_theme(name, parameters, |it| {
                self.scope.page(it).unwrap_or_default()
            }) {
                Some(embeds::OfTheme { html, is_certain }) => {
                    self.put_made(text, range.clone(), &html);
                    if !is_certain {
                        let found = format!("the include `{name}` is not in _includes");
                        let advice = "it is shown as what it seems to be; put the file there to show it otherwise";
                        self.warn(text, range.start, found, advice.into());
                    }
                    Ok(())
                }
                None => Err(Gap(format!(
                    "there is no `{name}` in _includes; put it there, or write what it stood for"
                ))),
            },
        }
    }

    /// `name="text" name=variable`, with filters if need be.
    fn parameters(&mut self, markup: &str) -> Result<Vec<(String, Value)>, Gap> {
        let unreadable = |rest: &str| {
            let rest = lines::shortened(rest.trim());
            Gap(format!("the parameters cannot be read from `{rest}` on; write name=\"value\""))
        };
        let mut reader = Reader { rest: markup };
        let mut parameters = Vec::new();
        while !reader.is_done() {
            let start = reader.rest;
            let name =
                reader.name().filter(|_| reader.sign("=")).ok_or_else(|| unreadable(start))?;
            reader.rest = reader.rest.trim_start();
            let quote = reader.rest.chars().next().filter(|it| matches!(it, '"' | '\''));
            let value = match quote {
                Some(quote) => {
                    let (value, rest) =
                        quoted(reader.rest, quote).ok_or_else(|| unreadable(start))?;
                    reader.rest = rest;
                    let literal = Operand::Literal(Value::Text(self.filled(&value)?));
                    let filters = reader.filters().ok_or_else(|| unreadable(start))?;
                    self.scope.expression(&Expression { operand: literal, filters })?
                }
                None => {
                    let expression = reader.expression().ok_or_else(|| unreadable(start))?;
                    self.scope.expression(&expression)?
                }
            };
            let _ = reader.sign(",");
            parameters.push((name.to_owned(), value));
        }
        Ok(parameters)
    }
}

/// The name of the file at the start of a tag, outputs in it and all, and what follows.
fn file_name(markup: &str) -> (&str, &str) {
    let mut at = 0;
    let mut in_output = false;
    for (index, character) in markup.char_indices() {
        at = index + character.len_utf8();
        match character {
            '{' => in_output = true,
            '}' => in_output = false,
            _ if character.is_whitespace() && !in_output => {
                return (&markup[..index], &markup[at..]);
            }
            _ => {}
        }
    }
    (&markup[..at], "")
}

/// The text in quotes at the start of `rest`, a backslash before a quote taken away, and what follows.
fn quoted(rest: &str, quote: char) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut is_escaped = false;
    for (index, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => {
                if character != quote {
                    text.push('\\');
                }
                text.push(character);
                is_escaped = false;
            }
            '\\' => is_escaped = true,
            _ if character == quote => return Some((text, &rest[index + 1..])),
            _ => text.push(character),
        }
    }
    None
}

/// The path of the file `name` beside the one at `path`. What leads out of the content folder is not
/// read.
fn beside(path: &str, name: &str) -> Result<String, Gap> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                let out =
                    || Gap("it leads out of the content folder; move the file into it".into());
                names.pop().ok_or_else(out)?;
            }
            _ => names.push(part),
        }
    }
    Ok(names.join("/"))
}
