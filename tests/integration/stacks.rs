//! The `stacks` command as the tests run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The public corpora, or `None` with the reason printed.
pub fn corpora() -> Option<PathBuf> {
    let named = std::env::var_os("STACKS_CORPORA").map(PathBuf::from);
    let corpora = named.unwrap_or_else(|| root().join("../shared/corpora"));
    if corpora.is_dir() {
        return Some(corpora);
    }
    println!("skipped: the public corpora are not at {}", corpora.display());
    None
}

/// The command, with none of the variables that Trunk, GitHub or the caller's shell may have set.
pub fn stacks() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stacks"));
    for name in [
        "STACKS_CONTENT",
        "STACKS_BASE_URL",
        "STACKS_DRAFTS",
        "TRUNK_PROFILE",
        "TRUNK_STAGING_DIR",
        "GITHUB_WORKSPACE",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command.env("STACKS_CACHE", "");
    command
}

/// What the command wrote to standard error.
pub fn complaints(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with these files, gone after the test.
pub fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// A site built into a folder that is gone after the test.
pub struct Built {
    pub folder: tempfile::TempDir,
    pub warnings: Vec<String>,
}

impl Built {
    /// Builds `content`; the command must succeed.
    pub fn from(content: &Path, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = stacks();
        command.args(["build", "--content"]).arg(content).arg("--out").arg(folder.path());
        let output = command.args(options).output().unwrap();
        assert!(output.status.success(), "{}", complaints(&output));
        let complaints = complaints(&output);
        let warnings = complaints.lines().filter_map(|line| line.strip_prefix("warning: "));
        Self { warnings: warnings.map(str::to_owned).collect(), folder }
    }

    /// A JSON file of the site.
    pub fn json(&self, path: &str) -> Value {
        let file = self.folder.path().join(path);
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The payload of a route.
    pub fn page(&self, route: &str) -> Value {
        self.json(&format!("data/pages{route}index.json"))
    }

    /// Every file, relative to the site, in order.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        list(self.folder.path(), self.folder.path(), &mut files);
        files.sort();
        files
    }
}

/// The files below `folder`, relative to `top`.
pub fn list(top: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(top, &path, files);
        } else {
            files.push(path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}
