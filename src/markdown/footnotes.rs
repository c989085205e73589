//! Footnotes: numbered by their first reference, set at the end, with links back.

use std::collections::BTreeMap;

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
    /// Where each name is in it. Trees, because the ids of headings are one of this type too: each
    /// type more costs the browser a kilobyte.
    indices: BTreeMap<String, usize>,
    /// Names and HTML in order of definition.
    defined: Vec<(String, String)>,
    /// Where each name is first in it.
    definitions: BTreeMap<String, usize>,
}

impl Footnotes {
    /// Notes a reference to the footnote `name` in the definition `within`, and writes it; without a
    /// link `in_link`. The ids are taken from `ids`: an author may have given ours to something else.
    pub fn refer(
        &mut self,
        html: &mut String,
        form: Form<'_>,
        (name, within, is_in_link): (&str, Option<usize>, bool),
        ids: &mut HeadingIds,
    ) {
        let index = match self.indices.get(name) {
            Some(index) => *index,
            None => {
                let index = self.referenced.len();
                self.indices.insert(name.to_owned(), index);
                let (name, id) = (name.to_owned(), ids.claim(&form.id(index + 1)));
                self.referenced.push(Footnote { name, id, references: Vec::new() });
                index
            }
        };
        let footnote = &mut self.referenced[index];
        let id = ids.claim(&form.reference_id(index + 1, footnote.references.len() + 1));
        form.write_reference(html, index + 1, &footnote.id, &id, is_in_link);
        footnote.references.push((id, within));
    }

    /// Notes that a definition begins; returns which it is.
    pub fn begin(&mut self, name: &str) -> usize {
        let definition = self.defined.len();
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), definition);
        }
        self.defined.push((name.to_owned(), String::new()));
        definition
    }

    /// Keeps the HTML of a definition.
    pub fn define(&mut self, definition: usize, html: String) {
        self.defined[definition].1 = html;
    }

    /// Whether a definition is on the page.
    fn is_written(&self, definition: usize) -> bool {
        let name = &self.defined[definition].0;
        self.definitions.get(name) == Some(&definition) && self.indices.contains_key(name)
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
        for Footnote { name, id, references } in &self.referenced {
            append(&mut html, &["<li id=\"", id, "\">", line]);
            let definition = self.definitions.get(name).map(|at| &self.defined[*at].1);
            let content = definition.map_or("", |html| html.trim_end());
            let paragraph = content.strip_suffix("</p>");
            html.push_str(paragraph.unwrap_or(content));
            let mut before = if paragraph.is_none() && !line.is_empty() { line } else { " " };
            for (id, within) in references {
                if within.is_some_and(|definition| !self.is_written(definition)) {
                    continue;
                }
                html.push_str(before);
                before = " ";
                let parts = match form {
                    Form::Site { page, back, .. } => [
                        "<a class=\"footnote-back\" href=\"",
                        page,
                        "#",
                        id,
                        "\" aria-label=\"",
                        back,
                        "\">↩</a>",
                    ],
                    Form::CmarkGfm => {
                        ["<a href=\"#", id, "\" class=\"footnote-backref\">↩</a>", "", "", "", ""]
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
    pub fn reference_id(self, number: usize, occurrence: usize) -> String {
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

    /// Writes a reference, itself of the id `id`, to the footnote of the id `note`.
    fn write_reference(
        self,
        html: &mut String,
        number: usize,
        note: &str,
        id: &str,
        is_in_link: bool,
    ) {
        let number = number.to_string();
        match self {
            // Links do not nest.
            Self::Site { .. } if is_in_link => {
                append(html, &["<sup class=\"footnote-reference\" id=\"", id, "\">", &number]);
                return html.push_str("</sup>");
            }
            Self::Site { page, .. } => {
                append(html, &["<sup class=\"footnote-reference\"><a id=\"", id, "\" href=\""]);
                append(html, &[page, "#", note]);
            }
            Self::CmarkGfm => {
                append(html, &["<sup class=\"footnote-ref\"><a href=\"#", note, "\" id=\"", id]);
            }
        }
        append(html, &["\">", &number, "</a></sup>"]);
    }
}

fn append(html: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| html.push_str(part));
}
