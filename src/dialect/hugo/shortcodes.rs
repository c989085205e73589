//! What each shortcode becomes: those that Hugo 0.168 brings along, those it brought along before,
//! and those that themes have under the same names. A site's own are templates and not run.
//!
//! One table; what its entries do is in `shortcodes/`.

use super::head::Fields;
use super::lexer::Call;
use crate::document::MadeFile;
use crate::language::Language;
use crate::settings::Settings;

mod blocks;
mod media;
mod qr;
mod values;

pub use values::MATH;

/// What a shortcode becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// Nothing that a reader sees.
    Nothing,
    /// Plain text.
    Text(String),
    /// Markdown within a line.
    Inline(String),
    /// HTML that stands by itself: a block on one line.
    Block(String),
    /// A drawing, and the HTML of its image, within a line or by itself.
    Drawing(MadeFile, String),
    /// The address of what is named.
    Reference(String),
    /// The table of contents.
    Contents,
    /// The inside as Markdown, without anything around it.
    Inside,
    /// The inside as Markdown, between these tags of a block.
    Around(String, String),
    /// The inside as Markdown within a line, between these.
    AroundInline(String, String),
    /// The inside as raw HTML.
    RawHtml,
    /// The inside as a block of code with this info string, between these tags of a block.
    Code {
        /// The info string.
        info: String,
        /// What opens the block around it; empty for none.
        open: String,
        /// What closes that.
        close: String,
    },
    /// The inside as code within a line.
    CodeSpan,
    /// The inside as a formula within a line.
    Formula,
    /// It is left out for this reason, which the author is told.
    LeftOut(&'static str),
}

/// What a document's shortcodes may look at.
#[derive(Debug)]
pub struct Page<'a> {
    /// The document's fields.
    pub fields: Fields<'a>,
    /// The site's settings.
    pub settings: &'a Settings,
    /// The language of the words that are added.
    pub language: Language,
}

/// A shortcode where it stands.
#[derive(Debug)]
pub struct Scene<'s> {
    /// The shortcode.
    pub call: &'s Call<'s>,
    /// What is inside of it, if it is closed.
    pub inside: Option<&'s str>,
    /// The shortcode around it.
    pub parent: Option<&'s Call<'s>>,
    /// How many of the same name stand before it there.
    pub ordinal: usize,
    /// Its document.
    pub page: &'s Page<'s>,
}

type Read = fn(&Scene<'_>) -> Option<Meaning>;

const TABLE: [(&[&str], Read); 36] = [
    (&["ref", "relref"], values::reference),
    (&["param"], values::param),
    (&["emoji"], values::emoji),
    (&["toc", "tableofcontents", "table-of-contents", "table_of_contents"], values::contents),
    (&["comment", "icon", "fa", "fas", "fab"], values::nothing),
    (&["br", "line_break", "linebreak"], values::line_break),
    (&["highlight", "sourcecode"], values::highlight),
    (&["mermaid"], values::mermaid),
    (&MATH, values::math),
    (&["rawhtml", "raw", "html", "raw-html", "raw_html"], values::raw_html),
    (&["css", "style", "script", "js"], values::style_or_script),
    (&["figure", "img", "image"], media::figure),
    (&["youtube", "youtubelite", "youtube-lite"], media::youtube),
    (&["vimeo", "vimeo_simple"], media::vimeo),
    (&["gist"], media::gist),
    (&["x", "tweet", "twitter", "x_simple", "twitter_simple"], media::x),
    (&["instagram", "instagram_simple"], media::instagram),
    (&["video", "audio"], media::file),
    (&["qr"], qr::read),
    (&["details", "collapse", "expand", "accordion"], blocks::details),
    (&["note", "info", "tip", "success", "important"], blocks::alert),
    (&["warning", "warn", "caution", "danger", "error"], blocks::alert),
    (&["notice", "admonition", "callout", "alert", "hint"], blocks::alert),
    (&["tabs", "tabpane", "tabgroup", "tab-group"], blocks::tabs),
    (&["tab"], blocks::tab),
    (&["columns", "cards", "steps", "lead", "column"], blocks::division),
    (&["center"], blocks::center),
    (&["quote", "blockquote"], blocks::quote),
    (&["button"], blocks::button),
    (&["card"], blocks::card),
    (&["badge"], blocks::badge),
    (&["kbd"], blocks::keyboard),
    (&["mark"], blocks::mark),
    (&["md", "markdown", "markdownify"], blocks::markdown),
    (&["ltr"], blocks::left_to_right),
    (&["rtl"], blocks::right_to_left),
];

/// What the shortcode means; `None` if it is not understood.
pub fn read(scene: &Scene<'_>) -> Option<Meaning> {
    entry(scene.call.name).and_then(|read| read(scene))
}

/// Whether there is a shortcode of this name.
pub fn is_known(name: &str) -> bool {
    entry(name).is_some()
}

fn entry(name: &str) -> Option<Read> {
    let has = |names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    TABLE.iter().find(|(names, _)| has(names)).map(|(_, read)| *read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_thing() {
        let mut names: Vec<&str> =
            TABLE.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
