//! Footnotes: numbered by their first reference, set at the end, with links back.

use std::collections::HashMap;

/// The footnotes of a document while it is written.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// In order of first reference: names and how often each was referred to.
    referenced: Vec<(String, u32)>,
    /// Where each name is in it.
    indices: HashMap<String, usize>,
    /// Names in order of definition.
    defined: Vec<String>,
    /// The HTML of each name's first definition.
    definitions: HashMap<String, String>,
}

impl Footnotes {
    /// Notes a reference; returns the footnote's number and which reference to it this is, both
    /// from 1.
    pub fn refer(&mut self, name: &str) -> (usize, u32) {
        let index = match self.indices.get(name) {
            Some(index) => *index,
            None => {
                self.indices.insert(name.to_owned(), self.referenced.len());
                self.referenced.push((name.to_owned(), 0));
                self.referenced.len() - 1
            }
        };
        self.referenced[index].1 += 1;
        (index + 1, self.referenced[index].1)
    }

    /// Keeps the HTML of a definition.
    pub fn define(&mut self, name: &str, html: String) {
        self.defined.push(name.to_owned());
        self.definitions.entry(name.to_owned()).or_insert(html);
    }

    /// Names that are defined and never referred to.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let names = self.defined.iter().map(String::as_str);
        names.filter(|name| !self.indices.contains_key(*name))
    }

    /// The id of a reference, which the way back leads to.
    pub fn reference_id(number: usize, occurrence: u32) -> String {
        if occurrence == 1 {
            format!("fnref-{number}")
        } else {
            format!("fnref-{number}-{occurrence}")
        }
    }

    /// The list of footnotes; `None` when nothing refers to any. `page` is the page's address,
    /// `title` the list's accessible name and `back` that of the links back.
    pub fn into_html(self, page: &str, title: &str, back: &str) -> Option<String> {
        if self.referenced.is_empty() {
            return None;
        }
        let mut html = format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n");
        for (index, (name, occurrences)) in self.referenced.iter().enumerate() {
            let number = index + 1;
            let content = self.definitions.get(name).map_or("", |content| content.trim_end());
            let links: String = (1..=*occurrences)
                .map(|occurrence| {
                    let id = Self::reference_id(number, occurrence);
                    format!(" <a class=\"footnote-back\" href=\"{page}#{id}\" aria-label=\"{back}\">↩</a>")
                })
                .collect();
            let content = match content.strip_suffix("</p>") {
                Some(content) => format!("{content}{links}</p>"),
                None => format!("{content}{links}"),
            };
            html.push_str(&format!("<li id=\"fn-{number}\">{content}</li>\n"));
        }
        html.push_str("</ol>\n</section>\n");
        Some(html)
    }

    /// A reference as cmark-gfm writes it.
    pub fn cmark_reference(number: usize, occurrence: u32) -> String {
        let id = Self::cmark_id(number, occurrence);
        format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn{number}\" id=\"{id}\">{number}</a></sup>"
        )
    }

    /// The list as cmark-gfm writes it.
    pub fn into_cmark_html(self) -> Option<String> {
        if self.referenced.is_empty() {
            return None;
        }
        let mut html = String::from("<section class=\"footnotes\">\n<ol>\n");
        for (index, (name, occurrences)) in self.referenced.iter().enumerate() {
            let number = index + 1;
            let content = self.definitions.get(name).map_or("", |content| content.trim_end());
            let links: Vec<String> = (1..=*occurrences)
                .map(|occurrence| {
                    let id = Self::cmark_id(number, occurrence);
                    format!("<a href=\"#{id}\" class=\"footnote-backref\">↩</a>")
                })
                .collect();
            let links = links.join(" ");
            let content = match content.strip_suffix("</p>") {
                Some(content) => format!("{content} {links}</p>"),
                None => format!("{content}\n{links}"),
            };
            html.push_str(&format!("<li id=\"fn{number}\">\n{content}\n</li>\n"));
        }
        html.push_str("</ol>\n</section>\n");
        Some(html)
    }

    fn cmark_id(number: usize, occurrence: u32) -> String {
        match occurrence {
            1 => format!("fnref{number}"),
            _ => format!("fnref{number}-{occurrence}"),
        }
    }
}
