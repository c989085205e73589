//! A post or page after its dialect is gone: its head, which is all that other documents need to
//! know of it, and a body whose only remaining constructs are ones that need to know the others.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::DateTime;

use crate::dialect::{Dialect, Tally};
use crate::emoji::Table;
use crate::front_matter::{Metadata, Value};
use crate::route::Route;
use crate::slug::slug;
use crate::taxonomy::FormerList;
use crate::warning::{Kind, Lines, Warning};

pub(crate) mod fields;
mod said;
mod title;

pub(crate) use said::read_date;
use said::{PART, UPDATED, is_draft, read_offsets, read_series, read_tags};
use title::Title;

/// A source file: its path within the content folder and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the content folder, `/` between folders.
    pub path: String,
    /// The text: UTF-8, no byte order mark, line feeds only.
    pub text: String,
}

/// The folder of the file at `path`, without a slash at its end.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of the file at `path` without folders and extension.
fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A piece of a body. Ranges are bytes of the source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Markdown as it stands in the source file.
    Source(Range<usize>),
    /// Markdown that a construct became.
    Made {
        /// The Markdown.
        markdown: String,
        /// The construct.
        from: Range<usize>,
    },
    /// A reference to another document, to be replaced by its address.
    Reference {
        /// What it names: a path or a file name.
        target: String,
        /// The construct.
        from: Range<usize>,
    },
    /// A list of the documents in a folder.
    Listing {
        /// The folder, relative to the content folder.
        folder: String,
        /// The construct.
        from: Range<usize>,
    },
    /// The document's table of contents.
    Contents {
        /// The construct.
        from: Range<usize>,
    },
}

impl Piece {
    /// The bytes of the source it comes from.
    pub fn from(&self) -> Range<usize> {
        match self {
            Self::Source(range) => range.clone(),
            Self::Made { from, .. }
            | Self::Reference { from, .. }
            | Self::Listing { from, .. }
            | Self::Contents { from } => from.clone(),
        }
    }
}

/// What is known of a document without its text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// Its path in the content folder.
    pub path: String,
    /// The path without what marks its language, by which translations find each other and routes
    /// are made: `posts/a.md` for `posts/a.es.md` and for `es/posts/a.md`.
    pub place: String,
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The title, plain text.
    pub title: String,
    /// When it was published, by the author's calendar.
    pub date: Option<DateTime>,
    /// When the author last changed it, as declared.
    pub updated: Option<DateTime>,
    /// How far the author's clock was ahead of UTC, in seconds, when it said one of these, if it is
    /// written there.
    pub offsets: Vec<(DateTime, i32)>,
    /// When it is no longer to be published.
    pub expires: Option<DateTime>,
    /// A summary the author wrote.
    pub description: Option<String>,
    /// Tags, categories and terms of other taxonomies, as written.
    pub tags: Vec<String>,
    /// Who wrote it, where the document says.
    pub authors: Vec<String>,
    /// BCP 47 tag of its language, if declared.
    pub language: Option<String>,
    /// What translations of one document have in common, where it is not the place.
    pub translation_key: Option<String>,
    /// Whether it is unfinished.
    pub draft: bool,
    /// Whether it has a page but stands in no list.
    pub unlisted: bool,
    /// Whether its front matter says that it has no page at all.
    pub pageless: bool,
    /// Whether dollars make formulas, where it says.
    pub math: Option<bool>,
    /// Its place among its siblings, smallest first.
    pub weight: Option<i64>,
    /// The route it asks for, without regard to the folder.
    pub address: Option<String>,
    /// Addresses it had before, each a path of this site; they lead to its route.
    pub old_addresses: Vec<String>,
    /// The pages that listed its terms before, where ours have other addresses.
    pub former_lists: Vec<FormerList>,
    /// The series that it belongs to, as written.
    pub series: Option<String>,
    /// Its place in that, smallest first; without it by date.
    pub part: Option<i64>,
    /// The last segment of its route.
    pub slug: String,
}

impl Head {
    /// Notes that `address`, a path of the site it comes from, listed documents that `route` lists
    /// here.
    pub fn note_former_list(&mut self, address: &str, route: &Route) {
        let address = format!("/{}", address.trim_start_matches('/'));
        let address = address.strip_suffix("index.html").unwrap_or(&address);
        if Route::new(address) != *route
            && !self.former_lists.iter().any(|it| it.address == address)
        {
            let route = route.as_str().to_owned();
            self.former_lists.push(FormerList { address: address.to_owned(), route });
        }
    }

    /// How many seconds the author's clock was ahead of UTC when it said `date`, if that is written.
    pub fn offset(&self, date: DateTime) -> Option<i32> {
        self.offsets.iter().find(|(said, _)| *said == date).map(|(_, ahead)| *ahead)
    }

    /// What the translations of one document have in common.
    pub fn translations(&self) -> &str {
        self.translation_key.as_deref().unwrap_or(&self.place)
    }

    /// The folder it stands in, without a slash at its end; empty for the content folder itself.
    pub fn folder(&self) -> &str {
        folder_of(&self.place)
    }

    /// The folder without those whose name is no part of a route.
    pub fn named_folder(&self) -> String {
        self.folder()
            .split('/')
            .filter(|name| !UNNAMED.contains(name))
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The file's name without folders, language and extension.
    pub fn name(&self) -> &str {
        stem_of(&self.place)
    }

    /// Whether it stands for its folder: `index.md`, and for its section: `_index.md`.
    pub fn is_index(&self) -> bool {
        self.name().eq_ignore_ascii_case("index") || self.is_section_index()
    }

    /// Whether it is a post: dated, and neither a page nor a section's own document.
    pub fn is_post(&self) -> bool {
        let is_page = self.folder().split('/').any(|folder| folder == "pages");
        self.date.is_some() && !is_page && !self.is_section_index()
    }

    /// Whether it is a section's own document, which stands above the list of the others.
    pub fn is_section_index(&self) -> bool {
        self.name().eq_ignore_ascii_case("_index")
    }
}

/// A document, its dialect resolved.
#[derive(Clone, Debug)]
pub struct Document {
    /// What is known of it without its text.
    pub head: Head,
    /// The source.
    pub file: File,
    /// The body.
    pub body: Vec<Piece>,
    /// The constructs of its dialect and how many of each were understood.
    pub tally: Tally,
    /// Files that its constructs became, such as drawings.
    pub files: Vec<MadeFile>,
    /// Other files of the content folder that it shows, or would if they were there.
    pub shown: Vec<String>,
    /// Whether its title has a shortcode that GitHub does not know: what that shows, the site's own
    /// emoji decide.
    pub asks_for_own_emoji: bool,
    /// Where the lines of the source are, once a warning asked.
    lines: OnceLock<Lines>,
}

/// A file that a construct became, published with the site.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MadeFile {
    /// Where it is published, `/` at the start; the name tells the content, so that the same file
    /// made twice is one: `/made/qr-0f3a….svg`.
    pub address: String,
    /// What is in it.
    pub text: String,
}

impl Document {
    /// A document with the metadata that means the same in every dialect. The body is the whole of
    /// `body`; the dialect takes it apart.
    pub fn new(
        file: File,
        dialect: Dialect,
        metadata: &Metadata,
        body: usize,
        emoji: &Table,
        warnings: &mut Vec<Warning>,
    ) -> Self {
        fields::check(&file, metadata, warnings);
        let stem = stem_of(&file.path);
        let dated = crate::date::from_file_name(stem);
        let Title { text: title, body, asks_for_own_emoji } =
            title::read(&file, metadata, body..file.text.len(), emoji, warnings);
        let name = undated(stem);
        let own_slug = metadata.text(&["slug"]).map(slug).filter(|it| !it.is_empty());
        let head = Head {
            path: file.path.clone(),
            place: file.path.clone(),
            date: read_date(&file, metadata, &["date"], warnings)
                .or(dated.map(|(date, _)| date.at(0, 0, 0, 0))),
            updated: read_date(&file, metadata, &UPDATED, warnings),
            offsets: read_offsets(metadata),
            expires: None,
            description: metadata.text(&["description", "summary", "excerpt"]).map(str::to_owned),
            tags: read_tags(metadata),
            authors: metadata.get(&["authors", "author"]).map(Value::as_texts).unwrap_or_default(),
            language: metadata.text(&["lang", "language", "locale"]).map(|it| it.replace('_', "-")),
            translation_key: None,
            draft: is_draft(metadata),
            unlisted: false,
            pageless: false,
            math: fields::math(metadata),
            weight: metadata.get(&["weight", "nav_order"]).and_then(Value::as_integer),
            address: None,
            old_addresses: Vec::new(),
            former_lists: Vec::new(),
            series: read_series(metadata),
            part: metadata.get(&PART).and_then(Value::as_integer),
            slug: own_slug.unwrap_or_else(|| match slug(name) {
                slug if slug.is_empty() => "untitled".into(),
                slug => slug,
            }),
            title,
            dialect,
        };
        Self {
            head,
            body: vec![Piece::Source(body)],
            file,
            tally: Tally::default(),
            files: Vec::new(),
            shown: Vec::new(),
            asks_for_own_emoji,
            lines: OnceLock::new(),
        }
    }

    /// The bytes of the source that are the body, before a dialect takes it apart.
    pub fn body_range(&self) -> Range<usize> {
        match self.body.as_slice() {
            [Piece::Source(range)] => range.clone(),
            _ => 0..self.file.text.len(),
        }
    }

    /// The line and column of byte `offset` of the source.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let lines = self.lines.get_or_init(|| Lines::new(&self.file.text));
        lines.position(&self.file.text, offset)
    }

    /// A warning about byte `offset` of the source.
    pub fn warning(&self, offset: usize, kind: Kind, found: String, advice: String) -> Warning {
        let (line, column) = self.position(offset);
        Warning { file: self.file.path.clone(), line, column, kind, found, advice }
    }
}

/// A body put together into Markdown, and where each part of it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The Markdown, every construct replaced.
    pub markdown: String,
    /// Where each piece starts in the Markdown and in the source, and whether it is verbatim.
    places: Vec<(usize, usize, bool)>,
    /// Where tables of contents go.
    contents: Vec<usize>,
}

impl Body {
    /// Adds Markdown that stands in the source at `at`.
    pub fn push_source(&mut self, text: &str, at: usize) {
        self.places.push((self.markdown.len(), at, true));
        self.markdown.push_str(text);
    }

    /// Adds Markdown made from what stands in the source at `at`.
    pub fn push_made(&mut self, text: &str, at: usize) {
        self.places.push((self.markdown.len(), at, false));
        self.markdown.push_str(text);
    }

    /// Keeps a place for a table of contents.
    pub fn note_contents(&mut self) {
        self.contents.push(self.markdown.len());
    }

    /// The Markdown with `contents` where tables of contents go. They are put in last, when the
    /// headings are known: links to headings that are there change nothing else.
    pub fn with_contents(self, contents: &str) -> String {
        let mut markdown = self.markdown;
        for place in self.contents.into_iter().rev() {
            markdown.insert_str(place, contents);
        }
        markdown
    }

    /// The byte of the source that byte `offset` of the Markdown comes from.
    pub fn source_offset(&self, offset: usize) -> usize {
        let next = self.places.partition_point(|(start, ..)| *start <= offset);
        match next.checked_sub(1).map(|index| self.places[index]) {
            Some((start, source, true)) => source + (offset - start),
            Some((_, source, false)) => source,
            None => offset,
        }
    }
}

/// A file's name without the date that it begins with, if anything is left then.
pub(crate) fn undated(stem: &str) -> &str {
    let rest = crate::date::from_file_name(stem).map(|(_, rest)| rest);
    rest.filter(|rest| !slug(rest).is_empty()).unwrap_or(stem)
}

/// Whether `title` says nothing but the name of the file at `path`.
pub(crate) fn is_title_of_name(title: &str, path: &str) -> bool {
    title == title_from_name(undated(stem_of(path)))
}

/// `my_first-post` gives `My first post`.
pub(crate) fn title_from_name(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut characters = words.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "Untitled".into(),
    }
}

/// Folders whose name is no part of a route.
pub(crate) const UNNAMED: [&str; 3] = ["pages", "_posts", "_drafts"];

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, source: &str) -> (Document, Vec<Warning>) {
        let file = File { path: path.into(), text: source.into() };
        let (split, mut warnings) = crate::front_matter::split(path, source);
        let document = Document::new(
            file,
            Dialect::Plain,
            &split.metadata,
            split.body,
            &Table::GITHUB,
            &mut warnings,
        );
        (document, warnings)
    }

    #[test]
    fn titles_come_from_the_best_place() {
        assert_eq!(
            document("a.md", "---\ntitle: Own :rocket: :nope:\n---\n# Other\n").0.head.title,
            "Own 🚀 :nope:"
        );
        assert_eq!(document("a.md", "# Heading :shipit:\ntext\n").0.head.title, "Heading");
        assert_eq!(document("a.md", "# The `:rocket:` code\n").0.head.title, "The :rocket: code");
        assert_eq!(document("my-first_post.md", "text\n").0.head.title, "My first post");
        assert_eq!(document("2024-01-02-hi.md", "text\n").0.head.title, "Hi");
    }

    #[test]
    fn the_title_is_not_shown_twice() {
        let (document, _) = document("a.md", "# Heading\ntext\n");
        assert_eq!(document.file.text[document.body_range()].trim(), "text");
    }

    #[test]
    fn dates_come_from_metadata_or_name_and_nonsense_is_said() {
        let date =
            |path: &str, source: &str| document(path, source).0.head.date.map(|it| it.to_string());
        assert_eq!(date("2024-01-02-a.md", "x").as_deref(), Some("2024-01-02T00:00:00"));
        let own = "---\ndate: 2025-03-04 05:06\n---\n";
        assert_eq!(date("2024-01-02-a.md", own).as_deref(), Some("2025-03-04T05:06:00"));
        let (_, warnings) = document("a.md", "---\ntitle: x\ndate: 2026-XX-XX\n---\n");
        assert_eq!((warnings[0].line, warnings[0].kind), (3, Kind::FrontMatter));
    }

    #[test]
    fn drafts_by_any_name() {
        for line in ["draft: true", "published: false", "status: Draft"] {
            assert!(document("a.md", &format!("---\n{line}\n---\n")).0.head.draft, "{line}");
        }
        assert!(!document("a.md", "---\ndraft: false\n---\n").0.head.draft);
    }

    #[test]
    fn a_body_knows_where_it_comes_from() {
        let mut body = Body::default();
        body.push_source("abc", 10);
        body.push_made("made", 13);
        body.push_source("def", 40);
        assert_eq!([0, 2, 3, 6, 7, 9].map(|it| body.source_offset(it)), [10, 12, 13, 13, 40, 42]);
    }
}
