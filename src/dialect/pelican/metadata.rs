//! What is known of a document: its own metadata, what its file's name and path tell, and what the
//! configuration says of all (`FILENAME_METADATA`, `PATH_METADATA`, `DEFAULT_METADATA`), in that order.

use crate::document::{Document, Head};
use crate::front_matter::{Field, Metadata, Value};
use crate::settings::pelican::Settings;
use crate::slug::slug;
use crate::warning::{Kind, Warning};

/// The fields of a document, from the nearest to the farthest.
pub struct Fields<'a> {
    own: &'a Metadata,
    /// What the file's name and its path tell.
    told: Vec<(String, String)>,
    defaults: &'a Metadata,
}

impl<'a> Fields<'a> {
    /// The fields of the document at `path`, relative to the folder that Pelican reads.
    pub fn new(own: &'a Metadata, path: &str, settings: &'a Settings) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut told: Vec<(String, String)> = Vec::new();
        for (pattern, text) in
            [(&settings.filename_metadata, stem), (&settings.path_metadata, path)]
        {
            let Some(pattern) = pattern.as_ref().map(|it| &it.0).filter(|_| settings.is_configured)
            else {
                continue;
            };
            let Some(groups) = pattern.captures(text) else { continue };
            for name in pattern.capture_names().flatten() {
                let key = name.to_ascii_lowercase();
                let value = groups.name(name).map(|it| it.as_str().to_owned());
                if !told.iter().any(|(known, _)| *known == key) {
                    told.extend(value.map(|value| (key, value)));
                }
            }
        }
        Self { own, told, defaults: &settings.default_metadata }
    }

    /// The document's own field.
    pub fn own(&self, key: &str) -> Option<&Field> {
        self.own.field(key)
    }

    /// The text of the field `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        let told =
            || self.told.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
        self.own.text(&[key]).or_else(told).or_else(|| self.defaults.text(&[key]))
    }

    /// The items of the field `key`: between semicolons if there are any, between commas otherwise.
    pub fn list(&self, key: &str) -> Vec<String> {
        if let Some(Value::List(items)) = self.own.get(&[key]).or_else(|| self.defaults.get(&[key]))
        {
            return items.iter().filter_map(Value::as_text).map(str::to_owned).collect();
        }
        let text = self.text(key).unwrap_or_default();
        let separator = if text.contains(';') { ';' } else { ',' };
        text.split(separator)
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Fills what `document` does not know yet, and what Pelican reads in its own way.
    pub fn fill(
        &self,
        document: &mut Document,
        folder_category: Option<&str>,
        warnings: &mut Vec<Warning>,
    ) {
        self.read_status(document, warnings);
        let head = &mut document.head;
        let authors = self.list("authors");
        head.authors = if authors.is_empty() { self.list("author") } else { authors };
        head.tags.clear();
        let category = self.text("category").or(folder_category).map(str::to_owned);
        let series = self.text("series").map(str::to_owned);
        for term in self.list("tags").into_iter().chain(category).chain(series) {
            push_term(head, term);
        }
        head.language = self.text("lang").map(|it| it.replace('_', "-")).or(head.language.take());
        head.date = head.date.or_else(|| crate::date::read(self.text("date")?).date);
        head.description = match self.own("summary") {
            Some(_) if self.own("description").is_none() => self.text("summary").map(plain),
            _ => head.description.take(),
        };
        if self.own("title").is_none()
            && let Some((_, title)) = self.told.iter().find(|(key, _)| key == "title")
        {
            head.title.clone_from(title);
        }
        if let Some(own) = self.text("slug").map(slug).filter(|it| !it.is_empty()) {
            head.slug = own;
        }
        // Pelican calls documents translations of each other whose slug is the same.
        head.translation_key =
            self.own("slug").and_then(|it| it.value.as_text()).map(str::to_owned);
    }

    fn read_status(&self, document: &mut Document, warnings: &mut Vec<Warning>) {
        let Some(status) = self.text("status") else { return };
        let head = &mut document.head;
        match status.to_ascii_lowercase().as_str() {
            "published" => head.draft = false,
            "hidden" => head.unlisted = true,
            "draft" => head.draft = true,
            // Pelican passes over such a document.
            "skip" => (head.draft, head.unlisted) = (true, true),
            // Pelican passes over these too; a draft would be left out without a word.
            _ => {
                head.unlisted = true;
                let found = format!("`Status: {status}` is none that Pelican knows");
                let advice = "write published, hidden or draft; it is in no list for now".into();
                let (line, column) = self.own("status").map_or((0, 0), |it| (it.line, it.column));
                warnings.push(Warning {
                    line,
                    column,
                    ..document.warning(0, Kind::FrontMatter, found, advice)
                });
            }
        }
    }
}

/// Adds a tag, category or the like, if `head` does not have it.
fn push_term(head: &mut Head, term: String) {
    let address = slug(&term);
    if !address.is_empty() && !head.tags.iter().any(|known| slug(known) == address) {
        head.tags.push(term);
    }
}

/// The words of a summary, which may be Markdown.
fn plain(markdown: &str) -> String {
    use pulldown_cmark::Event;
    let mut text = String::with_capacity(markdown.len());
    for (event, _) in crate::markdown::parsed(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
