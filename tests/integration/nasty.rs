//! Malformed input: tables of nasty files and folders, each with what must come of it. All of a
//! table is one site, built by the `stacks` command under limits of memory and time; a panic, a
//! crash or a breach of a limit fails with the name of the case.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::stacks::{Built, complaints, stacks};

#[path = "nasty/dialects.rs"]
mod dialects;
#[path = "nasty/encodings.rs"]
mod encodings;
#[path = "nasty/folders.rs"]
mod folders;
#[path = "nasty/front_matter.rs"]
mod front_matter;
#[path = "nasty/markdown.rs"]
mod markdown;
#[path = "nasty/settings.rs"]
mod settings;

/// How much address space the command may take, in KB.
const MEMORY: usize = 3_000_000;

/// How long it may take for a table, in seconds of each core and by the clock.
const SECONDS: u64 = 240;

/// A word that stands in files outside the content folder only.
const CANARY: &str = "xylographic-canary";

/// Something nasty in a folder of its own.
struct Case {
    /// The name of its folder, and with it the start of its route.
    name: &'static str,
    /// Fills the folder.
    make: Box<dyn Fn(&Path)>,
    /// What must come of it.
    expected: Vec<Expected>,
}

/// What must come of a case. Its page is that of `a.md`.
enum Expected {
    /// A warning that has this in it: `a.md:1:7: encoding: …`, without the case's folder.
    Says(&'static str),
    /// No warning at all.
    Quiet,
    /// The page has this title.
    Title(&'static str),
    /// The page has this date.
    Date(&'static str),
    /// The page's Markdown has this in it.
    Shows(&'static str),
    /// The page's Markdown has this nowhere in it.
    Lacks(&'static str),
    /// There is a page at this route below the case's own.
    Page(&'static str),
    /// There is no page at this route below the case's own.
    NoPage(&'static str),
}

use Expected::{Date, Lacks, NoPage, Page, Quiet, Says, Shows, Title};

/// A case of one file, `a.md`.
fn file(name: &'static str, content: impl Into<Vec<u8>>, expected: Vec<Expected>) -> Case {
    let content = content.into();
    folder(name, move |folder| fs::write(folder.join("a.md"), &content).unwrap(), expected)
}

/// A case of a folder.
fn folder(name: &'static str, make: impl Fn(&Path) + 'static, expected: Vec<Expected>) -> Case {
    Case { name, make: Box::new(make), expected }
}

/// Writes a file and the folders it is in.
fn write(path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.as_ref().parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn nasty_encodings() {
    prove(&encodings::cases());
}

#[test]
fn nasty_front_matter() {
    prove(&front_matter::cases());
}

#[test]
fn nasty_markdown() {
    prove(&markdown::cases());
}

#[test]
fn nasty_constructs_of_dialects() {
    prove(&dialects::cases());
}

#[test]
fn nasty_folders() {
    prove(&folders::cases());
}

#[test]
fn nasty_settings() {
    for case in settings::cases() {
        let built = built(&[&case], |site| (case.make)(site)).unwrap_or_else(|why| panic!("{why}"));
        let failures = failures(&case, &built, "");
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}

#[test]
fn what_may_not_be_read_costs_only_itself() {
    let site = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    for name in ["a.md", "s.md", "s.png", "closed/b.md"] {
        write(site.path().join(name), "# A\n");
    }
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let closed = ["s.md", "s.png", "closed"].map(|name| site.path().join(name));
    closed.iter().for_each(|path| mode(path, 0));
    let mut command = stacks();
    command.args(["build", "--content"]).arg(site.path()).arg("--out").arg(out.path());
    if fs::read(&closed[0]).is_ok() {
        // Nothing is closed to root: it must be somebody else.
        mode(site.path(), 0o755);
        mode(out.path(), 0o777);
        command.uid(65_534);
    }
    let output = command.output();
    mode(&closed[2], 0o755);
    let Ok(output) = output else {
        return println!("skipped: the command cannot be run as another user");
    };
    let said = complaints(&output);
    assert!(output.status.success(), "{said}");
    for name in ["s.md", "s.png", "closed"] {
        let expected = format!("warning: {name}: file: this cannot be read (Permission denied");
        assert!(said.contains(&expected), "{expected}: {said}");
    }
    assert!(out.path().join("data/pages/a/index.json").is_file());
}

#[test]
fn there_are_many_of_them() {
    let tables = [
        encodings::cases(),
        front_matter::cases(),
        markdown::cases(),
        dialects::cases(),
        folders::cases(),
        settings::cases(),
    ];
    let mut names: Vec<&str> = tables.iter().flatten().map(|it| it.name).collect();
    let count = names.len();
    println!("{count} cases");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "each has a name of its own");
    assert!(count >= 120, "{count}");
    assert!(tables.iter().flatten().all(|it| !it.expected.is_empty()));
}

/// Builds all `cases` as one site and holds what comes of each against what must.
fn prove(cases: &[Case]) {
    let fill = |cases: &[&Case], site: &Path| {
        for case in cases {
            let folder = site.join(case.name);
            fs::create_dir(&folder).unwrap();
            (case.make)(&folder);
        }
    };
    let all: Vec<&Case> = cases.iter().collect();
    let built = built(&all, |site| fill(&all, site)).unwrap_or_else(|why| {
        let culprits = all.iter().filter_map(|case| {
            let alone = built(&[case], |site| fill(&[case], site)).err()?;
            Some(format!("{}: {alone}", case.name))
        });
        panic!("{why}\nalone: {:?}", culprits.collect::<Vec<_>>());
    });
    let failures: Vec<String> =
        cases.iter().flat_map(|case| failures(case, &built, &format!("{}/", case.name))).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The site that `fill` makes, built; or what went wrong. Beside it lies a folder with the canary.
fn built(cases: &[&Case], fill: impl Fn(&Path)) -> Result<Built, String> {
    let outer = tempfile::tempdir().unwrap();
    let site = outer.path().join("site");
    write(outer.path().join("outside/secret.md"), format!("# Secret\n\n{CANARY}\n"));
    write(outer.path().join("outside/secret.yml"), format!("title: {CANARY}\n"));
    fs::create_dir(&site).unwrap();
    fill(&site);
    let out = tempfile::tempdir().unwrap();
    let complaints = run(&site, out.path())?;
    let warnings: Vec<String> = complaints
        .lines()
        .filter_map(|line| line.strip_prefix("warning: "))
        .map(str::to_owned)
        .collect();
    let built = Built { folder: out, warnings };
    let names: Vec<&str> = cases.iter().map(|it| it.name).collect();
    let leaks = built.files().into_iter().filter(|file| {
        let bytes = fs::read(built.folder.path().join(file)).unwrap();
        String::from_utf8_lossy(&bytes).contains(CANARY)
    });
    let leaks: Vec<String> = leaks.collect();
    assert!(leaks.is_empty(), "{names:?} leak into {leaks:?}");
    assert!(!complaints.contains(CANARY), "{names:?} leak into the warnings: {complaints}");
    Ok(built)
}

/// Runs `stacks build` under limits. Returns what it wrote to standard error.
fn run(site: &Path, out: &Path) -> Result<String, String> {
    let command = stacks();
    let limits =
        format!("ulimit -v {MEMORY} 2>/dev/null; ulimit -t {}; exec \"$0\" \"$@\"", 2 * SECONDS);
    let errors = tempfile::NamedTempFile::new().unwrap();
    let mut limited = Command::new("sh");
    limited.arg("-c").arg(limits).arg(command.get_program());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited.args(["build", "--content"]).arg(site).arg("--out").arg(out);
    limited.stdout(Stdio::piped()).stderr(errors.reopen().unwrap());
    let mut child = limited.spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let (done, ended) = mpsc::channel();
    // Reading ends when the command does, or when it is killed.
    std::thread::spawn(move || {
        let mut text = String::new();
        let _ = output.read_to_string(&mut text);
        let _ = done.send(());
    });
    let is_in_time = ended.recv_timeout(Duration::from_secs(SECONDS)).is_ok();
    if !is_in_time {
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    let complaints = String::from_utf8_lossy(&fs::read(errors.path()).unwrap()).into_owned();
    if is_in_time && status.success() {
        return Ok(complaints);
    }
    let last = complaints.lines().rev().take(5).collect::<Vec<_>>().join("\n");
    Err(format!("{} {status}: {last}", if is_in_time { "ended with" } else { "took too long," }))
}

/// What of `case`, whose files are below `prefix`, is not as it must be.
fn failures(case: &Case, built: &Built, prefix: &str) -> Vec<String> {
    let warnings: Vec<&str> =
        built.warnings.iter().filter_map(|it| it.strip_prefix(prefix)).collect();
    let said = || {
        let first: Vec<&&str> = warnings.iter().take(5).collect();
        format!("{first:?} of {}", warnings.len())
    };
    let has_page = |route: &str| {
        built.folder.path().join(format!("data/pages/{prefix}{route}index.json")).is_file()
    };
    let page = has_page("a/").then(|| built.page(&format!("/{prefix}a/")));
    let field = |name: &str| page.as_ref().and_then(|it| it[name].as_str()).unwrap_or_default();
    let failed = case.expected.iter().filter_map(|expected| {
        let (is_met, what) = match expected {
            Says(words) => (
                warnings.iter().any(|it| it.contains(words)),
                format!("says {words:?}, but {}", said()),
            ),
            Quiet => (warnings.is_empty(), format!("is quiet, but {}", said())),
            Title(title) => (field("title") == *title, format!("{title:?}: {:?}", field("title"))),
            Date(date) => (field("date") == *date, format!("{date:?}: {:?}", field("date"))),
            Shows(text) => (
                field("markdown").contains(text),
                format!("shows {text:?}: {:.200?}", field("markdown")),
            ),
            Lacks(text) => (
                page.is_some() && !field("markdown").contains(text),
                format!("lacks {text:?}: {:.200?}", field("markdown")),
            ),
            Page(route) => (has_page(route), format!("has a page {route}")),
            NoPage(route) => (!has_page(route), format!("has no page {route}")),
        };
        (!is_met).then(|| format!("{}: {what}", case.name))
    });
    failed.collect()
}
