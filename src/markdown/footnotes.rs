//! Footnotes: numbered by their first reference, set at the end, with links back.

/// The footnotes of a document while it is written.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// Names in order of first reference, with how often each was referred to.
    referenced: Vec<(String, u32)>,
    /// Names and the HTML of their definitions.
    defined: Vec<(String, String)>,
}

impl Footnotes {
    /// Notes a reference; returns the footnote's number and which reference to it this is, both
    /// from 1.
    pub fn refer(&mut self, name: &str) -> (usize, u32) {
        let known = self.referenced.iter().position(|(known, _)| known == name);
        let index = known.unwrap_or_else(|| {
            self.referenced.push((name.to_owned(), 0));
            self.referenced.len() - 1
        });
        self.referenced[index].1 += 1;
        (index + 1, self.referenced[index].1)
    }

    /// Keeps the HTML of a definition.
    pub fn define(&mut self, name: &str, html: String) {
        self.defined.push((name.to_owned(), html));
    }

    /// Names that are defined and never referred to.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let is_used = |name: &str| self.referenced.iter().any(|(known, _)| known == name);
        self.defined.iter().map(|(name, _)| name.as_str()).filter(move |name| !is_used(name))
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
            let definition = self.defined.iter().find(|(known, _)| known == name);
            let content = definition.map_or("", |(_, content)| content.trim_end());
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
}
