//! How the documents of a folder are written: dialect, place, names and front matter, as the
//! majority of the newest ones show it.

use std::cmp::Reverse;

use the_stacks::dialect::spec::Start;
use the_stacks::dialect::{self, Dialect, Surroundings};
use the_stacks::document::{File, Head};
use the_stacks::front_matter::{self, Metadata, Notation};
use the_stacks::settings::Settings;

use crate::arguments::{New, What};

/// How many of the newest documents are asked.
const MODELS: usize = 9;

/// Keys whose value neighbours share, and what is new should too.
const SHARED: [&str; 4] = ["layout", "category", "author", "lang"];

/// A document that is there.
pub struct Neighbour {
    pub head: Head,
    notation: Option<Notation>,
    metadata: Metadata,
}

impl Neighbour {
    /// Reads what there is to learn from `file`.
    pub fn read(file: File, surroundings: &Surroundings<'_>) -> Self {
        let split = front_matter::split(&file.path, &file.text).0;
        let head = dialect::read(file, surroundings).0.head;
        Self { head, notation: split.notation, metadata: split.metadata }
    }

    fn is_in_pages(&self) -> bool {
        self.head.path.split('/').any(|it| it == "pages")
    }

    fn is(&self, what: What) -> bool {
        let is_post = self.head.date.is_some() && !self.is_in_pages();
        !self.head.is_section_index() && (what == What::Post) == is_post
    }

    /// The folder that holds it, and its name there, of a file or of a bundle.
    fn place(&self) -> (&str, &str) {
        let place = &self.head.path;
        let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        match stem.eq_ignore_ascii_case("index") {
            true => folder.rsplit_once('/').unwrap_or(("", folder)),
            false => (folder, stem),
        }
    }
}

/// How a new document is written.
#[derive(Clone)]
pub struct Manner {
    pub dialect: Dialect,
    /// The notation of its front matter; `None` for a heading alone.
    pub notation: Option<Notation>,
    /// Where it is, in the content folder.
    pub folder: String,
    pub extension: String,
    /// Whether it has a folder of its own.
    pub is_bundle: bool,
    pub is_dated_by_name: bool,
    /// Whether its front matter has its date.
    pub is_dated: bool,
    /// The key of its slug, where neighbours name theirs.
    pub slug: Option<String>,
    /// Fields that neighbours have in common.
    pub shared: Vec<(String, String)>,
}

impl Manner {
    /// The manner of `neighbours`, or that of the dialect where there are none.
    pub fn of(asked: &New, settings: &Settings, neighbours: &[Neighbour]) -> Self {
        let mut models: Vec<&Neighbour> =
            neighbours.iter().filter(|it| it.is(asked.what)).collect();
        models.sort_by_key(|it| Reverse(it.head.date));
        let of_neighbours = || most(models.iter().map(|it| it.head.dialect));
        let of_any = || most(neighbours.iter().map(|it| it.head.dialect));
        let dialect = asked.dialect.or(settings.dialect).or_else(of_neighbours).or_else(of_any);
        let dialect = dialect.unwrap_or(Dialect::Plain);
        models.retain(|it| it.head.dialect == dialect);
        let all = neighbours.iter().filter(|it| it.head.dialect == dialect);
        let notation = most(all.filter_map(|it| it.notation)).or(dialect.spec().start.notation);
        if asked.what == What::Page {
            // Sections hold documents without dates too; they are no model for a page.
            let folder = folder_of_pages(dialect, neighbours);
            models.retain(|it| it.place().0 == folder);
            return Self { folder, ..Self::shown_by(&models, asked.what, dialect, notation) };
        }
        models.truncate(MODELS);
        Self::shown_by(&models, asked.what, dialect, notation)
    }

    /// What `models` show; `notation` is that of the dialect's documents in general.
    fn shown_by(
        models: &[&Neighbour],
        what: What,
        dialect: Dialect,
        notation: Option<Notation>,
    ) -> Self {
        let start = &dialect.spec().start;
        // A draft's folder is not where a post goes.
        let folders = models.iter().map(|it| it.place().0.replace("_drafts", "_posts"));
        let folder = most(folders).unwrap_or_else(|| start.posts.into());
        let extension = |it: &&Neighbour| Some(it.head.path.rsplit_once('.')?.1.to_owned());
        let is_dated_name =
            |it: &Neighbour| the_stacks::date::from_file_name(it.place().1).is_some();
        let notation = match most(models.iter().map(|it| it.notation)) {
            Some(None) if start.notation.is_none() => None,
            Some(Some(of_models)) => Some(of_models),
            Some(None) | None => notation,
        };
        let is_post = what == What::Post;
        let is_dated_by_name = is_post
            && (start.is_dated_by_name || notation.is_none() || is_so(models, is_dated_name));
        let has_date = |it: &Neighbour| it.metadata.field("date").is_some();
        let mut shared: Vec<_> = SHARED.iter().filter_map(|key| shared(models, key)).collect();
        if start.has_layout && models.is_empty() {
            shared.push(("layout".into(), if is_post { "post" } else { "page" }.into()));
        }
        Self {
            dialect,
            notation,
            folder,
            extension: most(models.iter().filter_map(extension)).unwrap_or_else(|| "md".into()),
            is_bundle: is_so(models, |it| it.head.is_index()),
            is_dated_by_name,
            is_dated: !is_dated_by_name || is_so(models, has_date),
            slug: most(models.iter().map(|it| Some(it.metadata.field("slug")?.key.clone())))
                .flatten(),
            shared,
        }
    }

    /// The same with a front matter.
    pub fn with_front_matter(&self) -> Self {
        Self { notation: Some(Notation::Yaml), ..self.clone() }
    }

    /// Where its drafts are, if they have a folder of their own.
    pub fn drafts(&self) -> Option<String> {
        let Start { posts, drafts, .. } = &self.dialect.spec().start;
        let is_for_posts = self.folder.split('/').any(|it| it == *posts);
        drafts.filter(|_| is_for_posts).map(|drafts| self.folder.replace(posts, drafts))
    }
}

/// The folder named `pages` where there is one, the dialect's own otherwise.
fn folder_of_pages(dialect: Dialect, neighbours: &[Neighbour]) -> String {
    let folders = neighbours.iter().map(|it| it.place().0);
    let of_pages = folders.filter(|it| it.rsplit('/').next() == Some("pages"));
    most(of_pages).unwrap_or(dialect.spec().start.pages).into()
}

/// A field that more than half of the models have with the same value.
fn shared(models: &[&Neighbour], key: &str) -> Option<(String, String)> {
    let values = models.iter().map(|it| {
        let field = it.metadata.field(key)?;
        Some((field.key.as_str(), field.value.as_text()?))
    });
    let (key, value) = most(values.clone()).flatten()?;
    let count = values.flatten().filter(|(_, it)| *it == value).count();
    (2 * count > models.len()).then(|| (key.to_owned(), value.to_owned()))
}

/// Whether more than half of the models are so.
fn is_so(models: &[&Neighbour], test: impl Fn(&Neighbour) -> bool) -> bool {
    2 * models.iter().filter(|it| test(it)).count() > models.len()
}

/// What occurs most often; the first of equals.
fn most<T: PartialEq>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    let highest = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == highest).map(|(item, _)| item)
}
