//! Building a site: once, from what the last build left on disk, or again and again, from what the last
//! left in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use the_stacks::hosting;
use the_stacks::site::{self, Known, Preview, Shown, Site};
use the_stacks::warning::Warning;

use crate::arguments::Source;
use crate::place::{Folders, Place};
use crate::progress::Progress;
use crate::read::{self, Content};
use crate::state::{self, Loaded, Store};
use crate::write::Disk;

/// A site that was built, and what there is to say about it.
pub struct Built {
    /// The site.
    pub site: Site,
    /// What was found, in the order of places.
    pub warnings: Vec<Warning>,
    /// Where it came from.
    pub folders: Folders,
    /// The files that were written or removed, relative to the site's root.
    pub changed: Vec<String>,
}

/// Whether Trunk builds for a look at it, not for publishing.
pub fn is_preview() -> bool {
    std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug")
}

impl Source {
    /// Builds the site into `out`, or nowhere.
    ///
    /// # Errors
    /// When the content cannot be found, or a file cannot be written.
    pub fn build(&self, out: Option<&Path>, is_quiet: bool) -> Result<Built, String> {
        let place = Place::find(&self.content)?;
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let what = (absolute(&place.folders.content), out.map(absolute), self.with_drafts());
        let mut store = Store::new(state::folder(self.cache.as_ref()).as_deref(), &what);
        let (content, before) = rayon::join(|| self.content(place, out), || store.load());
        let content = content?;
        let before = store.checked(before, &made_from(&content));
        let (built, left) = self.make(content, before, out, Progress::new(is_quiet))?;
        store.save(left);
        Ok(built)
    }

    /// Builds the site of the folder `content` nowhere, whatever was kept of it: the site, and all of
    /// its documents. `drafts` says whether they are part of it; `None` leaves it to Trunk.
    ///
    /// # Errors
    /// When the content cannot be found.
    pub fn look(
        content: &Path,
        drafts: Option<bool>,
        is_quiet: bool,
    ) -> Result<(Built, Vec<Known>), String> {
        let source = Self { content: content.to_owned(), base_url: None, drafts, cache: None };
        let content = source.content(Place::find(content)?, None)?;
        let (built, left) =
            source.make(content, Loaded::default(), None, Progress::new(is_quiet))?;
        Ok((built, left.state.documents))
    }

    /// Everything the site at `place` is made of.
    fn content(&self, place: Place, out: Option<&Path>) -> Result<Content, String> {
        let mut content = read::input(place, out)?;
        let input = &mut content.input;
        input.drafts = self.with_drafts();
        input.today = Some(jiff::Zoned::now().date());
        if let Some(url) = &self.base_url {
            let slash = if url.ends_with('/') { "" } else { "/" };
            input.settings.base_url = format!("{url}{slash}");
        }
        Ok(content)
    }

    fn with_drafts(&self) -> bool {
        self.drafts.unwrap_or_else(is_preview)
    }

    /// Makes the site of its content, and what the next build of it spares.
    fn make(
        &self,
        content: Content,
        before: Loaded,
        out: Option<&Path>,
        progress: Progress,
    ) -> Result<(Built, Loaded), String> {
        let Content { input, places, mut warnings, folders, .. } = content;
        let disk = Disk::new(&folders.content, places, out).watched(progress);
        let (mut site, state, found) = site::build(input, before.state, &disk)?;
        warnings.extend(found);
        let mut assets = BTreeMap::new();
        if out.is_some() {
            assets = disk.copy_assets(&site, &before.assets, &mut warnings)?;
            let base = hosting::base_path(self.base_url.as_deref().unwrap_or_default());
            let redirects = disk.write_hosting(&site, &base)?;
            site.files.extend(redirects);
            // What the author has now, may be where something of ours was.
            let now: BTreeSet<String> = site.files.iter().chain(assets.keys()).cloned().collect();
            disk.remove_the_rest(before.files.as_ref(), &now)?;
        }
        let changed = disk.changed();
        let left = Loaded { state, files: Some(std::mem::take(&mut site.files)), assets };
        Ok((Built { site, warnings, folders, changed }, left))
    }
}

/// What every page depends on, besides the documents.
fn made_from(content: &Content) -> (String, (String, String)) {
    let input = &content.input;
    let files = (format!("{:?}", input.includes), format!("{:?}", input.data));
    (format!("{:?}", input.settings), files)
}

/// Builds the same site again and again, each time only what changed.
pub struct Again<'a> {
    source: &'a Source,
    out: &'a Path,
    left: Loaded,
    preview: Preview,
    /// What the last build was made from, as a number.
    made_from: u64,
}

impl<'a> Again<'a> {
    /// Builds the site of `source` into `out`.
    pub fn new(source: &'a Source, out: &'a Path) -> Self {
        let (left, preview) = (Loaded::default(), Preview::default());
        Self { source, out, left, preview, made_from: 0 }
    }

    /// What the document at `path` in the folder `content` shows now, if no more than its text has changed
    /// since the last build.
    pub fn show(&self, content: &Path, path: &str) -> Option<Shown> {
        let known = self.left.state.documents.iter().find(|it| it.head.path == path)?;
        let base = hosting::base_path(self.source.base_url.as_deref().unwrap_or_default());
        self.preview.show(known, &Disk::new(content, HashMap::new(), None), &base)
    }

    /// Whether a document of the last build is gone.
    fn is_lost(&self, content: &Content) -> bool {
        let now: BTreeSet<&str> =
            content.input.documents.iter().map(|it| it.path.as_str()).collect();
        self.left.state.documents.iter().any(|known| !now.contains(known.head.path.as_str()))
    }

    /// Builds it. `waits` is asked to let a moment pass where a document is gone, once: an editor may
    /// be about to put it back.
    ///
    /// # Errors
    /// When the content cannot be found, or a file cannot be written. The next build starts from
    /// nothing then, as what was written is not known.
    pub fn build(&mut self, waits: impl FnOnce()) -> Result<Built, String> {
        let mut content =
            self.source.content(Place::find(&self.source.content)?, Some(self.out))?;
        if self.is_lost(&content) {
            waits();
            content = self.source.content(Place::find(&self.source.content)?, Some(self.out))?;
        }
        let mut hasher = DefaultHasher::new();
        made_from(&content).hash(&mut hasher);
        let made_from = hasher.finish();
        let mut before = std::mem::take(&mut self.left);
        if std::mem::replace(&mut self.made_from, made_from) != made_from {
            before = Loaded { files: before.files, ..Loaded::default() };
        }
        let (mut built, left) =
            self.source.make(content, before, Some(self.out), Progress::new(true))?;
        self.left = left;
        self.preview = std::mem::take(&mut built.site.preview);
        Ok(built)
    }

    /// Takes nothing of the folder that is written to for granted: somebody else has written it.
    pub fn forget(&mut self) {
        self.left = Loaded::default();
    }
}
