//! What can be linked to within one page, and what a fragment means there.

use unicode_normalization::UnicodeNormalization;

use super::ids;
use super::nearest::Nearest;
use crate::dialect::Dialect;
use crate::markdown::Rendered;
use crate::route::{Route, encode};
use crate::slug::title_id;
use crate::warning::{Kind, Warning};

/// The ids of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Anchors {
    /// Every id and anchor name, in order.
    ids: Vec<String>,
    /// What else may be written for some of them, in order: the id that the heading had where the
    /// document was written for, and the id without its capitals.
    others: Vec<(String, String)>,
}

/// What a fragment leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is an id as it stands.
    There,
    /// It means this id.
    As(String),
    /// It differs from this id in upper and lower case.
    Spelt(String),
    /// Nothing.
    Missing,
}

impl Anchors {
    /// Those of a document under `title`, written in `dialect`.
    pub fn of_document(rendered: &Rendered, title: &str, dialect: Dialect) -> Self {
        let mut ids = rendered.ids.clone();
        ids.push(title_id(title, &rendered.html));
        ids.sort_unstable();
        ids.dedup();
        let mut others = ids::elsewhere(&rendered.headings, dialect);
        let capitals = ids.iter().map(|id| (folded(id), id.clone()));
        others.extend(capitals.filter(|(folded, id)| folded != id));
        others.retain(|(other, _)| ids.binary_search(other).is_err());
        // The first rule, and the first heading, that gives a name has it.
        others.sort_by(|a, b| a.0.cmp(&b.0));
        others.dedup_by(|a, b| a.0 == b.0);
        Self { ids, others }
    }

    /// Those of a page without a document, such as a list.
    pub fn of_list(title: &str) -> Self {
        Self { ids: vec![title_id(title, "")], others: Vec::new() }
    }

    /// What `fragment`, decoded and without `#`, leads to.
    pub fn find(&self, fragment: &str) -> Found {
        // `#top` is the top everywhere (HTML Standard, 7.4.6.4), `:~:` begins what to highlight.
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || self.has(fragment) {
            return Found::There;
        }
        let composed: String = fragment.nfc().collect();
        let without_capitals = folded(&composed);
        let exact = self.named(&composed);
        let Some(id) = exact.or_else(|| self.named(&without_capitals)) else {
            return Found::Missing;
        };
        let is_same_case = match folded(id) == without_capitals {
            true => id.nfc().eq(composed.chars()),
            false => exact.is_some(),
        };
        if is_same_case { Found::As(id.into()) } else { Found::Spelt(id.into()) }
    }

    fn has(&self, id: &str) -> bool {
        self.ids.binary_search_by(|it| it.as_str().cmp(id)).is_ok()
    }

    fn named<'a>(&'a self, form: &'a str) -> Option<&'a str> {
        if self.has(form) {
            return Some(form);
        }
        let at = self.others.binary_search_by(|(other, _)| other.as_str().cmp(form)).ok()?;
        Some(&self.others[at].1)
    }
}

/// Composed and without capitals.
fn folded(id: &str) -> String {
    id.nfc().flat_map(char::to_lowercase).collect()
}

/// A link to an anchor, kept until the ids of its page are known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AnchorLink {
    /// The destination as written.
    pub written: String,
    /// Where it leads, with query and fragment; the fragment alone for the page it stands on.
    pub address: String,
    /// The page it leads to.
    pub route: Route,
    /// The decoded fragment without `#`.
    pub fragment: String,
    /// The line of its file where it stands, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// What is to be done about a link to an anchor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The address to write in its place, where that is another.
    pub address: Option<String>,
    /// What the author should know.
    pub warning: Option<Warning>,
    /// Whether it leads to nothing.
    pub is_broken: bool,
}

impl AnchorLink {
    /// Checks the link, which stands in `file`, against the anchors of its page.
    pub fn check(&self, file: &str, anchors: &Anchors, nearest: &Nearest) -> Checked {
        let written = &self.written;
        match anchors.find(&self.fragment) {
            Found::There => Checked::default(),
            Found::As(id) => {
                Checked { address: Some(self.with_fragment(&id)), ..Checked::default() }
            }
            Found::Spelt(id) => {
                let found = format!("`{written}` differs from its anchor in upper and lower case");
                let warning = self.warning(file, found, format!("write #{id}"));
                let address = Some(self.with_fragment(&id));
                Checked { address, warning: Some(warning), is_broken: false }
            }
            Found::Missing => {
                let ids = anchors.ids.iter().map(String::as_str);
                let advice = match nearest.among(&self.fragment, ids, 3) {
                    Some(id) => format!("did you mean #{id}?"),
                    None => "link to one of the page's headings".into(),
                };
                let found = format!("`{written}` leads to an anchor that is not there");
                let warning = self.warning(file, found, advice);
                Checked { address: None, warning: Some(warning), is_broken: true }
            }
        }
    }

    fn warning(&self, file: &str, found: String, advice: String) -> Warning {
        let Self { line, column, .. } = *self;
        Warning { file: file.into(), line, column, kind: Kind::Anchor, found, advice }
    }

    fn with_fragment(&self, id: &str) -> String {
        let page = self.address.split('#').next().unwrap_or_default();
        format!("{page}#{}", encode(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Heading;

    fn anchors(dialect: Dialect) -> Anchors {
        let heading = |id: &str, text: &str| Heading { level: 2, id: id.into(), text: text.into() };
        let rendered = Rendered {
            headings: vec![heading("io--ports", "I/O & Ports"), heading("Own", "Mine")],
            ids: ["io--ports", "Own", "caf\u{e9}"].map(str::to_owned).into(),
            ..Rendered::default()
        };
        Anchors::of_document(&rendered, "The Title", dialect)
    }

    #[test]
    fn fragments_mean_ids() {
        let anchors = anchors(Dialect::Zola);
        let as_id = |id: &str| Found::As(id.into());
        let spelt = |id: &str| Found::Spelt(id.into());
        for (fragment, found) in [
            ("io--ports", Found::There),
            ("the-title", Found::There),
            ("TOP", Found::There),
            (":~:text=word", Found::There),
            ("i-o-ports", as_id("io--ports")),
            ("cafe\u{301}", as_id("caf\u{e9}")),
            ("own", spelt("Own")),
            ("OWN", spelt("Own")),
            ("The-Title", spelt("the-title")),
            ("I-O-Ports", spelt("io--ports")),
            ("ports", Found::Missing),
        ] {
            assert_eq!(anchors.find(fragment), found, "{fragment}");
        }
        assert_eq!(super::Anchors::of_list("Rust").find("rust"), Found::There);
    }

    #[test]
    fn another_name_for_an_anchor_is_written_as_ours() {
        let link = AnchorLink {
            written: "a.md?x=1#i-o-ports".into(),
            address: "/a/?x=1#i-o-ports".into(),
            route: Route::new("a"),
            fragment: "i-o-ports".into(),
            line: 1,
            column: 2,
        };
        let nearest = Nearest::default();
        let checked = link.check("b.md", &anchors(Dialect::Zola), &nearest);
        assert_eq!(checked.address.as_deref(), Some("/a/?x=1#io--ports"));
        assert_eq!(checked.warning, None);
        let checked = link.check("b.md", &anchors(Dialect::Jekyll), &nearest);
        assert!(checked.is_broken && checked.address.is_none());
    }
}
