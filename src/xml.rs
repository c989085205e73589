//! Writing XML 1.0 (fifth edition), by way of `quick-xml`. Whatever the texts are, what comes out is
//! well-formed: a character that no XML document may hold (section 2.2) becomes U+FFFD.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An attribute: its name and its value.
pub type Attribute<'a> = (&'a str, &'a str);

/// A document that is being written.
pub struct Document(Writer<Vec<u8>>);

impl Document {
    /// An empty document in UTF-8.
    pub fn new() -> Self {
        let mut document = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        document.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        document
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element that holds text alone.
    pub fn text(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&characters(text))));
        self.close(name);
    }

    /// The document's bytes.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing into a Vec cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[Attribute<'_>]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*characters(value)));
    }
    start
}

/// `text` with U+FFFD for each character that XML has none of.
fn characters(text: &str) -> Cow<'_, str> {
    let is_foreign = |it: char| matches!(it, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    match text.contains(is_foreign) {
        true => Cow::Owned(text.replace(is_foreign, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut document = Document::new();
        document.open("a", &[("b", text)]);
        document.text("c", &[], text);
        document.empty("d", &[("e", text)]);
        document.close("a");
        String::from_utf8(document.finish()).unwrap()
    }

    #[test]
    fn what_xml_cannot_hold_is_marked() {
        let xml = written("1 < 2 & \"3\" ]]>\u{1b}[0m\u{ffff}");
        let document = roxmltree::Document::parse(&xml).unwrap();
        let text = document.descendants().find(|it| it.has_tag_name("c")).unwrap().text();
        assert_eq!(text, Some("1 < 2 & \"3\" ]]>\u{fffd}[0m\u{fffd}"));
    }

    proptest! {
        #[test]
        fn any_text_gives_well_formed_xml(text in any::<String>()) {
            let xml = written(&text);
            let document = roxmltree::Document::parse(&xml).unwrap();
            let read = document.descendants().find(|it| it.has_tag_name("c")).unwrap();
            // XML reads every line end as a line feed (section 2.11).
            let expected = characters(&text).replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(read.text().unwrap_or_default(), expected);
        }
    }
}
