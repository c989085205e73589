//! Footnotes: numbered by their first reference, set at the end, with links back.

use std::collections::BTreeMap;

/// The footnotes of a document while it is written.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// In order of first reference: names and how often each was referred to.
    referenced: Vec<(String, u32)>,
    /// Where each name is in it. Trees, because the ids of headings are one of this type too: each
    /// type more costs the browser a kilobyte.
    indices: BTreeMap<String, usize>,
    /// Names and HTML in order of definition.
    defined: Vec<(String, String)>,
    /// Where each name is first in it.
    definitions: BTreeMap<String, usize>,
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
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), self.defined.len());
        }
        self.defined.push((name.to_owned(), html));
    }

    /// Names that are defined and never referred to.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let names = self.defined.iter().map(|(name, _)| name.as_str());
        names.filter(|name| !self.indices.contains_key(*name))
    }

    /// Takes the list of footnotes; `None` when nothing refers to any.
    pub fn into_html(self, form: Form<'_>) -> Option<String> {
        if self.referenced.is_empty() {
            return None;
        }
        let mut html = String::from("<section class=\"footnotes\"");
        let line = match form {
            Form::Site { title, .. } => {
                append(&mut html, &[" aria-label=\"", title, "\""]);
                ""
            }
            Form::CmarkGfm => "\n",
        };
        html.push_str(">\n<ol>\n");
        for (index, (name, occurrences)) in self.referenced.iter().enumerate() {
            let number = index + 1;
            append(&mut html, &["<li id=\"", &form.id(number), "\">", line]);
            let definition = self.definitions.get(name).map(|at| &self.defined[*at].1);
            let content = definition.map_or("", |html| html.trim_end());
            let paragraph = content.strip_suffix("</p>");
            html.push_str(paragraph.unwrap_or(content));
            for occurrence in 1..=*occurrences {
                let is_on_own_line = paragraph.is_none() && occurrence == 1 && !line.is_empty();
                html.push_str(if is_on_own_line { line } else { " " });
                let id = form.reference_id(number, occurrence);
                let parts = match form {
                    Form::Site { page, back, .. } => [
                        "<a class=\"footnote-back\" href=\"",
                        page,
                        "#",
                        &id,
                        "\" aria-label=\"",
                        back,
                        "\">↩</a>",
                    ],
                    Form::CmarkGfm => {
                        ["<a href=\"#", &id, "\" class=\"footnote-backref\">↩</a>", "", "", "", ""]
                    }
                };
                append(&mut html, &parts);
            }
            let end = if paragraph.is_some() { "</p>" } else { "" };
            append(&mut html, &[end, line, "</li>\n"]);
        }
        html.push_str("</ol>\n</section>\n");
        Some(html)
    }
}

/// How footnotes are written.
#[derive(Clone, Copy, Debug)]
pub enum Form<'a> {
    /// For the page of the address `page`; `title` is the list's accessible name, `back` that of the
    /// links back.
    Site { page: &'a str, title: &'a str, back: &'a str },
    /// As the reference implementation of GFM does.
    CmarkGfm,
}

impl Form<'_> {
    /// The id of a footnote.
    pub fn id(self, number: usize) -> String {
        self.numbered("fn", number)
    }

    /// The id of a reference, which the way back leads to.
    pub fn reference_id(self, number: usize, occurrence: u32) -> String {
        let mut id = self.numbered("fnref", number);
        if occurrence > 1 {
            append(&mut id, &["-", &occurrence.to_string()]);
        }
        id
    }

    fn numbered(self, name: &str, number: usize) -> String {
        let hyphen = if matches!(self, Self::CmarkGfm) { "" } else { "-" };
        let mut id = String::new();
        append(&mut id, &[name, hyphen, &number.to_string()]);
        id
    }

    /// Writes a reference to a footnote, itself of the id `id`.
    pub fn write_reference(self, html: &mut String, number: usize, id: &str) {
        let (note, number) = (self.id(number), number.to_string());
        match self {
            Self::Site { page, .. } => {
                append(html, &["<sup class=\"footnote-reference\"><a id=\"", id, "\" href=\""]);
                append(html, &[page, "#", &note]);
            }
            Self::CmarkGfm => {
                append(html, &["<sup class=\"footnote-ref\"><a href=\"#", &note, "\" id=\"", id]);
            }
        }
        append(html, &["\">", &number, "</a></sup>"]);
    }
}

fn append(html: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| html.push_str(part));
}
