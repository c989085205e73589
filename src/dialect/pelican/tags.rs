//! Liquid tags, which Pelican's plugin `liquid_tags` reads: those for videos.

use crate::dialect::embed;
use crate::dialect::revision::Edit;
use crate::dialect::text::{Closers, Text, unquoted, words};

/// A Liquid tag.
pub struct Tag {
    /// Where it stands in the text.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Whether it became something.
    pub is_understood: bool,
}

/// The Liquid tags of `text` outside of code, and the edits that make frames of those for videos:
/// `{% youtube ID %}` and `{% vimeo ID %}`.
pub fn videos(text: &str) -> (Vec<Tag>, Vec<Edit>) {
    let mut tags = Vec::new();
    let mut edits = Vec::new();
    if !text.contains("{%") {
        return (tags, edits);
    }
    let mut closers = Closers::new(text, "%}");
    let found = Text::made(text, 0..0).find(b"{", |text, start| {
        let inside = text[start..].strip_prefix("{%")?;
        let end = closers.end_after(start + 2)?;
        Some((end, inside[..end - start - 4].trim()))
    });
    for found in found.into_iter().filter(|it| !it.is_in_code) {
        let words = words(found.what);
        let frame = match words[..] {
            ["youtube", id, ..] => Some(embed::youtube(unquoted(id), "YouTube")),
            ["vimeo", id, ..] => Some(embed::vimeo(unquoted(id), "Vimeo")),
            _ => None,
        };
        let name = words.first().copied().unwrap_or_default().to_owned();
        tags.push(Tag { at: found.range.start, name, is_understood: frame.is_some() });
        edits.extend(frame.map(|frame| Edit::replace(found.range, frame)));
    }
    (tags, edits)
}
