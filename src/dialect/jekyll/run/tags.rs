//! Tags that become Markdown or HTML: references, code, videos, notes, and those of Octopress.

use std::ops::Range;

use super::Run;
use crate::dialect::html::escaped;
use crate::dialect::jekyll::expression::expression;
use crate::dialect::jekyll::scope::Gap;
use crate::dialect::jekyll::values::Value;
use crate::dialect::jekyll::{embeds, lines, octopress};
use crate::dialect::notice;
use crate::dialect::text::{Text, fence, unquoted, words};
use crate::document::Piece;
use crate::language::Language;

impl Run<'_> {
    /// Writes what a tag other than those that steer becomes. `has_end` tells whether its end tag is
    /// there.
    pub(super) fn other_tag(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        name: &str,
        markup: &str,
        has_end: bool,
    ) -> Result<(), Gap> {
        let embed = match name {
            "include" | "include_relative" | "include_cached" => {
                return self.include(text, range, name, markup);
            }
            "post_url" | "link" => return self.reference(text, range, name, markup),
            "toc" => {
                self.put_contents(text, range);
                return Ok(());
            }
            "youtube" => embeds::youtube(&self.argument(markup, 0)?),
            "vimeo" => embeds::vimeo(&self.argument(markup, 0)?),
            "tweet" | "twitter" | "x" => {
                // `{% twitter oembed https://… %}` is the older form.
                let first = self.argument(markup, 0)?;
                let post = if first == "oembed" { self.argument(markup, 1)? } else { first };
                embeds::tweet(&post)
            }
            "gist" => {
                let file = Some(self.argument(markup, 1)?).filter(|it| !it.is_empty());
                embeds::gist(&self.argument(markup, 0)?, file.as_deref())
            }
            "img" => octopress::image(&self.filled(markup)?),
            "video" => octopress::video(&self.filled(markup)?),
            _ if has_end => {
                let open = self.opening(name, markup);
                self.put_block(text, range, &open);
                return Ok(());
            }
            _ => {
                let advice = "it stays in the text as it is; write what it stood for in Markdown";
                return Err(Gap(advice.into()));
            }
        };
        let html = embed.ok_or_else(|| {
            Gap("it does not tell what it shows; it stays in the text as it is".into())
        })?;
        self.put_block(text, range, &html);
        Ok(())
    }

    /// Writes the end of a block that [`Run::other_tag`] began.
    pub(super) fn close_block(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        name: &str,
        markup: &str,
    ) {
        let close = match name {
            "blockquote" => format!("{}</blockquote>", octopress::citation(markup)),
            "details" => "</details>".into(),
            _ => notice::CLOSING.into(),
        };
        self.put_block(text, range, &close);
    }

    fn opening(&self, name: &str, markup: &str) -> String {
        match name {
            "blockquote" => return "<blockquote>".into(),
            "details" => {
                let summary = unquoted(markup.trim());
                return format!("<details><summary>{}</summary>", escaped(summary));
            }
            _ => {}
        }
        let language = self.scope.document.head.language.as_deref();
        let language = Language::from_tag(language.unwrap_or(&self.scope.settings.language));
        // `alert` and `callout` name their sort, the others are named by it.
        let is_general = matches!(name, "alert" | "callout");
        let mut words = markup.split(['=', ' ', ',']).map(unquoted);
        let sort =
            if is_general { words.find(|it| notice::kind(it).is_some()) } else { Some(name) };
        let sort = sort.unwrap_or("note");
        let title = match unquoted(markup.trim()) {
            own if !own.is_empty() && !is_general => escaped(own),
            _ => notice::title(sort, language),
        };
        notice::opening(notice::kind(sort).unwrap_or("note"), &title)
    }

    /// `post_url` names a post by its file, `link` any file by its path.
    fn reference(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        tag: &str,
        markup: &str,
    ) -> Result<(), Gap> {
        let name = self.argument(markup, 0)?;
        let name = name.trim_start_matches('/');
        if name.is_empty() {
            return Err(Gap(format!("name what it leads to: {{% {tag} name %}}")));
        }
        let target = match tag {
            "link" => format!("/{}", crate::route::encode(name)),
            _ => {
                let name =
                    name.strip_suffix(".md").or(name.strip_suffix(".markdown")).unwrap_or(name);
                format!("/_posts/{}", crate::route::encode(name))
            }
        };
        self.flow.push_piece(Piece::Reference { target, from: text.source(range) });
        Ok(())
    }

    /// The word of `markup` at `index`: text in quotes, a variable that is set, or what it says.
    fn argument(&mut self, markup: &str, index: usize) -> Result<String, Gap> {
        let markup = self.filled(markup)?;
        let Some(word) = words(&markup).get(index).copied() else { return Ok(String::new()) };
        if word.starts_with(['"', '\'']) {
            return Ok(unquoted(word).to_owned());
        }
        let value = expression(word).map(|it| self.scope.expression(&it)).transpose()?;
        Ok(match value {
            None | Some(Value::Nil) => word.to_owned(),
            Some(value) => value.show(),
        })
    }

    /// Writes what stands between tags whose inside is not read.
    pub(super) fn verbatim(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        name: &str,
        markup: &str,
        inside: Range<usize>,
    ) -> Result<(), Gap> {
        let inside = &text.text[inside];
        let info = match name {
            "comment" => return Ok(()),
            "pullquote" => {
                let shown = inside.replace("{\"", "").replace("\"}", "");
                self.put_made(text, range, &shown);
                return Ok(());
            }
            "codeblock" => octopress::code_info(markup),
            "highlight" => highlight_info(markup),
            language => language.to_owned(),
        };
        let prefix = lines::continuation(lines::before(text.text, range.start));
        let code: Vec<&str> = inside
            .trim_start_matches([' ', '\t'])
            .trim_start_matches('\n')
            .split('\n')
            .map(|line| lines::without(line, &prefix))
            .collect();
        let code = without_raw_tags(code.join("\n").trim_end());
        let fence = fence(&code);
        self.put_block(text, range, &format!("{fence}{info}\n{code}\n{fence}"));
        Ok(())
    }

    /// Keeps a place for the table of contents.
    pub(super) fn put_contents(&mut self, text: &Text<'_>, range: Range<usize>) {
        let from = text.source(range.clone());
        let hole = self.flow.hole(Piece::Contents { from });
        self.put_block(text, range, &format!("{hole}\n"));
    }

    /// Writes `block` on lines of its own, as deep in lists and quotes as the construct stands, told
    /// apart by blank lines from raw HTML around it, which would take it in.
    pub(super) fn put_block(&mut self, text: &Text<'_>, range: Range<usize>, block: &str) {
        let before = lines::before(text.text, range.start);
        let prefix = lines::continuation(before);
        let is_start = lines::begins_block(lines::before(self.flow.text(), self.flow.text().len()));
        let above = self.flow.text().trim_end_matches([' ', '\t', '>']);
        let follows_line = above.ends_with('\n') && !above.ends_with("\n\n") && above.len() > 1;
        let mut made = String::new();
        if !is_start {
            made.push_str(&format!("\n{prefix}\n{prefix}"));
        } else if follows_line
            && lines::before(self.flow.text(), self.flow.text().len())
                .trim_matches([' ', '\t', '>'])
                .is_empty()
        {
            made.push_str(&format!("\n{prefix}"));
        }
        made.push_str(&lines::within(block, &prefix));
        made.push_str(&format!("\n{prefix}"));
        if !lines::behind(text.text, range.end).trim().is_empty() {
            made.push_str(&format!("\n{prefix}"));
        }
        self.put_made(text, range, &made);
    }
}

/// `ruby linenos hl_lines="1 2"` as a fence's info string: the language in lower case, as Jekyll
/// has it, then the options.
fn highlight_info(markup: &str) -> String {
    let mut words = words(markup).into_iter();
    let language = words.next().map(|it| unquoted(it).to_lowercase()).unwrap_or_default();
    let options: Vec<&str> = words.filter(|it| !it.contains('`')).collect();
    let space = if options.is_empty() { "" } else { " " };
    format!("{}{space}{}", language.replace('`', ""), options.join(" "))
}

/// Code without the tags that kept Liquid away from it.
fn without_raw_tags(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("{%") {
        let end = rest[at + 2..].find("%}").map(|length| at + length + 4);
        let Some(end) = end else { break };
        let inside = rest[at + 2..end - 2].trim_matches('-').trim();
        kept.push_str(&rest[..at]);
        if !matches!(inside, "raw" | "endraw") {
            kept.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    kept + rest
}
