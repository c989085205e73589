//! Includes: the file a tag names, with its parameters, read in its place. Themes keep theirs in a gem
//! that is not at hand; the common ones are built in.

use std::ops::Range;

use super::Run;
use crate::dialect::jekyll::expression::{Expression, Operand, Reader};
use crate::dialect::jekyll::scope::Gap;
use crate::dialect::jekyll::values::Value;
use crate::dialect::jekyll::{code, embeds, lines};
use crate::dialect::text::{DEEPEST, Text};
use crate::document::{File, Piece};

impl<'a> Run<'a> {
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
        let name = name.trim_matches(['"', '\'']).trim_start_matches("./").to_owned();
        let parameters = self.parameters(rest)?;
        let Some(file) = self.file(tag, &name) else {
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
        self.scope.spend(8 * file.text.len())?;
        let is_alone = text.is_alone_on_its_lines(range.clone());
        let indentation = if is_alone { text.indentation(range.start) } else { "" };
        let content = match is_alone {
            true => file.text.replace('\n', &format!("\n{indentation}")),
            // It would end the line that the tag stands in.
            false => file.text.strip_suffix('\n').unwrap_or(&file.text).to_owned(),
        };
        let from = text.source(range);
        self.scope.includes.push((name, parameters));
        self.read(&Text::made(&content, from).finding_code(code::ranges));
        self.scope.includes.pop();
        Ok(())
    }

    /// The file that an include names: one of `_includes`, or, for `include_relative`, one beside the
    /// document, which is handed over under its path with a slash before it.
    fn file(&self, tag: &str, name: &str) -> Option<&'a File> {
        let beside = format!("/{}", joined(self.scope.document.head.path.as_str(), name));
        let is_relative = tag == "include_relative";
        let is_it = |path: &str| if is_relative { path == beside } else { path == name };
        let includes = self.includes;
        let find = |is_it: &dyn Fn(&str) -> bool| includes.iter().find(|file| is_it(&file.path));
        find(&is_it).or_else(|| find(&|path| is_relative && path == name))
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

/// The path `name` as seen from the file at `path`; it cannot leave the content folder.
fn joined(path: &str, name: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(name.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}
