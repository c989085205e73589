//! What a build leaves for the next, in `target/stacks-cache`. Deleting it is always safe; so is a
//! file of it that was cut short or belongs to another version: each begins with a checksum of the
//! rest, and what does not match is made anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use the_stacks::site::{Known, State};

use crate::read;

/// Documents are spread over so many files, by the hash of their path, so that one changed document
/// makes one of them be written.
const BUCKETS: u64 = 64;

/// Where state is kept: as told, or in the checkout that we are run in.
pub fn folder(named: Option<&OsString>) -> Option<PathBuf> {
    match named {
        Some(named) => Some(PathBuf::from(named)).filter(|it| !it.as_os_str().is_empty()),
        None => Path::new("target").is_dir().then(|| PathBuf::from("target/stacks-cache")),
    }
}

/// The state of one site that is written to one place.
pub struct Store {
    folder: Option<PathBuf>,
    /// What everything in it was made from, besides the documents.
    fingerprint: u64,
    /// How many documents each bucket had.
    loaded: HashMap<u64, usize>,
}

/// What is kept besides the documents.
#[derive(Default, Serialize, Deserialize)]
struct Rest {
    fingerprint: u64,
    links: u64,
    lists: HashMap<String, u64>,
    files: BTreeSet<String>,
    assets: BTreeMap<String, u64>,
}

/// What a build leaves for the next.
#[derive(Default)]
pub struct Loaded {
    /// For the walk.
    pub state: State,
    /// The files it made; `None` when that is not known.
    pub files: Option<BTreeSet<String>>,
    /// The assets it copied, with their stamps.
    pub assets: BTreeMap<String, u64>,
}

impl Store {
    /// The state, below `cache`, of the site that `what` tells from others: its content, where it is
    /// written to, its options. Without a `cache` nothing is kept.
    pub fn new(cache: Option<&Path>, what: &impl Hash) -> Self {
        let folder = cache.map(|cache| cache.join(format!("{:016x}", hash(what))));
        Self { folder, fingerprint: 0, loaded: HashMap::new() }
    }

    /// What the last build left.
    pub fn load(&mut self) -> Loaded {
        let Some(folder) = &self.folder else { return Loaded::default() };
        let rest: Option<Rest> = read(&folder.join("site"));
        let Some(rest) = rest else { return Loaded::default() };
        let buckets: Vec<(u64, Vec<Known>)> = (0..BUCKETS)
            .into_par_iter()
            .filter_map(|number| Some((number, read(&bucket_file(folder, number))?)))
            .collect();
        self.fingerprint = rest.fingerprint;
        self.loaded = buckets.iter().map(|(number, known)| (*number, known.len())).collect();
        let documents = buckets.into_iter().flat_map(|(_, known)| known).collect();
        let state = State { documents, links: rest.links, lists: rest.lists };
        Loaded { state, files: Some(rest.files), assets: rest.assets }
    }

    /// What of `loaded` can be used by a build that makes everything from `settings`, besides the
    /// documents: nothing but the names of its files when that, or the program, is another now.
    pub fn checked(&mut self, loaded: Loaded, settings: &impl Hash) -> Loaded {
        let program = std::env::current_exe().map(|path| read::stamp(&path)).unwrap_or_default();
        let fingerprint = hash(&(hash(settings), program));
        if std::mem::replace(&mut self.fingerprint, fingerprint) == fingerprint {
            return loaded;
        }
        self.loaded.clear();
        Loaded { files: loaded.files, ..Loaded::default() }
    }

    /// Keeps what this build leaves. Failing to do so costs the next build time, nothing else.
    pub fn save(self, left: Loaded) {
        let Loaded { state, files, assets } = left;
        let files = files.unwrap_or_default();
        let Some(folder) = &self.folder else { return };
        if fs::create_dir_all(folder).is_err() {
            return;
        }
        let State { documents, links, lists } = state;
        let mut buckets: Vec<Vec<&Known>> = (0..BUCKETS).map(|_| Vec::new()).collect();
        for known in &documents {
            buckets[(hash(&known.head.path) % BUCKETS) as usize].push(known);
        }
        let buckets: Vec<(u64, Vec<&Known>)> = (0..).zip(buckets).collect();
        buckets.par_iter().for_each(|(number, known)| {
            let is_new = known.iter().any(|it| it.is_new);
            if is_new || self.loaded.get(number) != Some(&known.len()) {
                write(&bucket_file(folder, *number), known);
            }
        });
        let rest = Rest { fingerprint: self.fingerprint, links, lists, files, assets };
        write(&folder.join("site"), &rest);
        // The process ends soon: giving all of this back piece by piece takes longer.
        std::mem::forget((documents, rest));
    }
}

fn bucket_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("documents-{number:02}"))
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let (checksum, bytes) = bytes.split_first_chunk()?;
    (u64::from_le_bytes(*checksum) == hash(&bytes)).then(|| postcard::from_bytes(bytes).ok())?
}

fn write(path: &Path, value: &impl Serialize) {
    let Ok(bytes) = postcard::to_allocvec(value) else { return };
    let mut file = hash(&bytes.as_slice()).to_le_bytes().to_vec();
    file.extend(bytes);
    let partial = path.with_extension("partial");
    if fs::write(&partial, file).and_then(|()| fs::rename(&partial, path)).is_err() {
        // Better none than the old one.
        let _ = fs::remove_file(path);
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
