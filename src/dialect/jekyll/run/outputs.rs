//! Outputs `{{ … }}`: what they show, and addresses among them, which become addresses of our site.

use std::ops::Range;

use super::Run;
use crate::dialect::jekyll::expression::{Expression, Operand, expression};
use crate::dialect::jekyll::filters::own_part;
use crate::dialect::jekyll::scope::Gap;
use crate::dialect::text::Text;
use crate::document::Piece;

/// How much of what stands before an output tells whether it begins an address, in bytes.
const LONGEST_LOOK_BACK: usize = 256;

impl Run<'_> {
    /// Writes what `{{ markup }}` at `range` shows.
    pub(super) fn output(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        markup: &str,
    ) -> Result<(), Gap> {
        let no_expression = || {
            Gap("it is no expression of Liquid; if it is meant to be read, put it between raw tags or in code".into())
        };
        let expression = expression(markup).ok_or_else(no_expression)?;
        let begins_address = begins_address(self.flow.text());
        if is_own_url(&expression) {
            let is_absolute = expression.filters.iter().any(|it| it.name == "absolute_url");
            if is_absolute && !begins_address {
                let site = self.value("'' | absolute_url")?.show();
                self.put_made(text, range.clone(), &site);
            }
            let target = format!("/{}", crate::route::encode(&self.scope.document.head.path));
            self.flow.push_piece(Piece::Reference { target, from: text.source(range) });
            return Ok(());
        }
        let shown = self.scope.shown(&expression)?.show();
        if !begins_address {
            self.put_made(text, range, &shown);
            return Ok(());
        }
        let address = &shown[own_part(&shown, self.scope.settings)..];
        let goes_on = text.text[range.end..].starts_with(['/', '{']);
        let names_site = address.len() < shown.len() || is_of_site(&expression);
        let is_top = names_site && !address.starts_with('/') && !goes_on;
        self.put_made(
            text,
            range,
            &if is_top { format!("/{address}") } else { address.to_owned() },
        );
        Ok(())
    }

    /// `markup` with the outputs in it replaced by what they show.
    pub(super) fn filled(&mut self, markup: &str) -> Result<String, Gap> {
        let mut filled = String::with_capacity(markup.len());
        let mut rest = markup;
        while let Some((before, behind)) = rest.split_once("{{") {
            let Some((inside, after)) = behind.split_once("}}") else { break };
            filled.push_str(before);
            let inside = inside.strip_prefix('-').unwrap_or(inside);
            filled.push_str(&self.value(inside.strip_suffix('-').unwrap_or(inside))?.show());
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// Whether the expression is the document's own address, which is not known before all documents
/// are.
fn is_own_url(Expression { operand, filters }: &Expression) -> bool {
    let is_url = matches!(operand, Operand::Path(path) if path.is("page", "url"));
    is_url
        && filters
            .iter()
            .all(|it| matches!(it.name.as_str(), "relative_url" | "absolute_url" | "escape"))
}

/// Whether the expression is nothing but the place of the site.
fn is_of_site(Expression { operand, filters }: &Expression) -> bool {
    let is_place = |path: &super::super::expression::Path| {
        path.is("site", "url") || path.is("site", "baseurl")
    };
    filters.is_empty() && matches!(operand, Operand::Path(path) if is_place(path))
}

/// Whether what is written behind `before` begins the address of a link or an image: in Markdown, in
/// the definition of a reference, or in an attribute of HTML.
fn begins_address(before: &str) -> bool {
    let mut start = before.len().saturating_sub(LONGEST_LOOK_BACK);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let line = before[start..].rsplit('\n').next().unwrap_or_default();
    let open = line.trim_end_matches([' ', '\t']);
    let in_markdown = open.strip_suffix('<').unwrap_or(open).trim_end();
    if in_markdown.ends_with("](") {
        return true;
    }
    if let Some(label) = in_markdown.strip_suffix("]:") {
        let label = label.trim_start();
        return label.starts_with('[') && !label.starts_with("[^");
    }
    let attribute = line.strip_suffix(['"', '\'']).unwrap_or(open);
    let Some(name) = attribute.trim_end().strip_suffix('=') else { return false };
    let name = name.trim_end();
    let is_name = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let name = &name[name.rfind(|it| !is_name(it)).map_or(0, |at| at + 1)..];
    ["href", "src", "data-src", "poster", "cite"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_an_address_begins() {
        for before in [
            "[x](",
            "![x](<",
            "[x]( ",
            "[x]: ",
            "  [x]: <",
            "<a href=\"",
            "<img src='",
            "<a HREF = ",
        ] {
            assert!(begins_address(before), "{before}");
        }
        for before in
            ["", "see ", "[x](/a", "[^1]: ", "x]: ", "<a href=\"/a", "<b title=\"", "(", "=\""]
        {
            assert!(!begins_address(before), "{before}");
        }
    }
}
