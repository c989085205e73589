//! Footnotes: numbered by their first reference, set at the end, with links back.

use std::collections::HashMap;

use crate::slug::HeadingIds;

/// A footnote that something refers to.
#[derive(Debug)]
struct Footnote {
    name: String,
    id: String,
    /// The ids of the references to it, and which definition each is in.
    references: Vec<(String, Option<usize>)>,
}

/// The footnotes of a document while it is written.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// In order of first reference.
    referenced: Vec<Footnote>,
    /// Where each name is in it.
    indices: HashMap<String, usize>,
    /// Names in order of definition.
    defined: Vec<String>,
    /// Which definition of each name comes first, and its HTML.
    definitions: HashMap<String, (usize, String)>,
}

impl Footnotes {
    /// Notes a reference; returns the footnote's number, from 1, its id and that of the reference. Ids
    /// are taken from `ids`: an author may have given ours to something else. `within` is the
    /// definition that the reference is in.
    pub fn refer(
        &mut self,
        name: &str,
        within: Option<usize>,
        ids: &mut HeadingIds,
    ) -> (usize, &str, &str) {
        let index = match self.indices.get(name) {
            Some(index) => *index,
            None => {
                let index = self.referenced.len();
                let id = ids.claim(&format!("fn-{}", index + 1));
                self.indices.insert(name.to_owned(), index);
                self.referenced.push(Footnote {
                    name: name.to_owned(),
                    id,
                    references: Vec::new(),
                });
                index
            }
        };
        let footnote = &mut self.referenced[index];
        let mut id = format!("fnref-{}", index + 1);
        if !footnote.references.is_empty() {
            id.push_str(&format!("-{}", footnote.references.len() + 1));
        }
        footnote.references.push((ids.claim(&id), within));
        let reference = footnote.references.last().map_or("", |(id, _)| id);
        (index + 1, &footnote.id, reference)
    }

    /// Notes that a definition begins; returns which it is.
    pub fn begin(&mut self, name: String) -> usize {
        self.defined.push(name);
        self.defined.len() - 1
    }

    /// Keeps the HTML of a definition.
    pub fn define(&mut self, definition: usize, html: String) {
        let name = self.defined[definition].clone();
        self.definitions.entry(name).or_insert((definition, html));
    }

    /// Whether a definition is on the page.
    fn is_written(&self, definition: usize) -> bool {
        let name = &self.defined[definition];
        let is_first = self.definitions.get(name).is_some_and(|(first, _)| *first == definition);
        is_first && self.indices.contains_key(name)
    }

    /// Names that are defined and never referred to.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let names = self.defined.iter().map(String::as_str);
        names.filter(|name| !self.indices.contains_key(*name))
    }

    /// The list of footnotes; `None` when nothing refers to any. `page` is the page's address,
    /// `title` the list's accessible name and `back` that of the links back.
    pub fn into_html(self, page: &str, title: &str, back: &str) -> Option<String> {
        if self.referenced.is_empty() {
            return None;
        }
        let mut html = format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n");
        for Footnote { name, id, references } in &self.referenced {
            let content = self.definitions.get(name).map_or("", |(_, html)| html.trim_end());
            let link = |(id, within): &(String, Option<usize>)| {
                if within.is_some_and(|definition| !self.is_written(definition)) {
                    return String::new();
                }
                format!(
                    " <a class=\"footnote-back\" href=\"{page}#{id}\" aria-label=\"{back}\">↩</a>"
                )
            };
            let links: String = references.iter().map(link).collect();
            let content = match content.strip_suffix("</p>") {
                Some(content) => format!("{content}{links}</p>"),
                None => format!("{content}{links}"),
            };
            html.push_str(&format!("<li id=\"{id}\">{content}</li>\n"));
        }
        html.push_str("</ol>\n</section>\n");
        Some(html)
    }
}
