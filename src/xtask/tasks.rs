//! The tasks themselves, each a list of programs to run.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::arguments::Options;
use crate::run::{cargo, program, run, say};
use crate::setup::{self, Tools};
use crate::tools::TARGET;

/// What cargo gives the compiler of what runs in browsers.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What Trunk rebuilds the app for. The content is not among it: that is `stacks watch`'s.
const SOURCES: [&str; 4] = ["index.html", "Cargo.toml", "Cargo.lock", "src"];

/// Serves the site, drafts included, until it is interrupted: Trunk has the app, and beside it
/// `stacks watch` the content and the style, which open pages follow.
pub fn serve(root: &Path, options: &Options) -> Result<(), String> {
    let tools = setup::building(root)?;
    let mut trunk = trunk(root, &tools, "serve", options)?;
    for watched in SOURCES {
        trunk.arg("--watch").arg(watched);
    }
    let port = options.get("--port").unwrap_or("8080");
    let listening = free_port()?;
    let base = public_path(options);
    trunk.arg("--dist").arg(dist(root, options));
    trunk.args(["--port", port, "--proxy-backend", &format!("http://127.0.0.1:{listening}/")]);
    trunk.args(["--proxy-rewrite", &format!("{base}_stacks/")]);
    trunk.env("STACKS_DRAFTS", "true").env("STACKS_LIVE", "true");
    run(cargo(root).args(["build", "--release", "--quiet", "--bin", "stacks"]))?;
    let mut watch = watch(root, options, listening)?;
    say(&format!("the site will be at http://127.0.0.1:{port}{base}"));
    let served = run(&mut trunk);
    let _ = watch.kill();
    let _ = watch.wait();
    served
}

/// Starts `stacks watch` beside Trunk. It ends with us, as it sees the end of its input.
fn watch(root: &Path, options: &Options, listening: u16) -> Result<Child, String> {
    let mut watch = program(resident(root)?, root);
    watch.args(["watch", "--drafts", "true", "--with-parent", "--page", "index.html"]);
    watch.args(["--port", &listening.to_string()]).arg("--out").arg(dist(root, options));
    if let Some(content) = content(options)? {
        watch.arg("--content").arg(content);
    }
    if let Some(url) = options.get("--base-url") {
        watch.args(["--base-url", url]);
    }
    watch.stdin(Stdio::piped());
    watch.spawn().map_err(|error| format!("`stacks watch` could not be started: {error}"))
}

/// The generator in a file of its own, so that it can be built anew while that runs.
fn resident(root: &Path) -> Result<PathBuf, String> {
    let name = format!("stacks{}", std::env::consts::EXE_SUFFIX);
    let (built, folder) = (root.join("target/release").join(&name), root.join("target/watch"));
    let copy = folder.join(name);
    let copied = fs::create_dir_all(&folder).and_then(|()| fs::copy(&built, &copy));
    copied.map_err(|error| format!("cannot copy {}: {error}", built.display()))?;
    Ok(copy)
}

/// A port that nobody listens at.
fn free_port() -> Result<u16, String> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
    port.map(|it| it.port()).map_err(|error| format!("there is no port to listen at: {error}"))
}

/// Builds the site for publishing.
pub fn build(root: &Path, options: &Options) -> Result<(), String> {
    let tools = setup::building(root)?;
    release(root, &tools, options)?;
    say(&format!("the site is in {}", dist(root, options).display()));
    Ok(())
}

/// Writes the site for publishing with tools that are set up.
pub fn release(root: &Path, tools: &Tools, options: &Options) -> Result<(), String> {
    let mut trunk = trunk(root, tools, "build", options)?;
    trunk.arg("--release").arg("--dist").arg(dist(root, options));
    // Messages of panics name the files of dependencies. Without where this machine keeps them, every
    // machine makes the same bytes, and none publishes its user's name.
    let sources = setup::cargo_home().join("registry/src");
    trunk.env(WASM_FLAGS, format!("--remap-path-prefix={}=crates", sources.display()));
    // A host's preview may ask for drafts.
    if std::env::var_os("STACKS_DRAFTS").is_none() {
        trunk.env("STACKS_DRAFTS", "false");
    }
    run(&mut trunk)
}

/// The files of a folder, but for those of folders in it.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    Ok(entries.flatten().map(|it| it.path()).filter(|it| it.is_file()).collect())
}

/// Runs every check and every test.
pub fn test(root: &Path) -> Result<(), String> {
    let (tools, browsers, firefox) = setup::everything(root)?;
    let corpora = std::env::var_os("STACKS_CORPORA").map(PathBuf::from);
    let corpora = corpora.unwrap_or_else(|| root.join("../shared/corpora"));
    if !corpora.is_dir() {
        say(&format!(
            "skipping what reads the public corpora: they are not at {}",
            corpora.display()
        ));
    }
    if browsers.python.is_none() {
        say("skipping the articles' Python: there is none with aiohttp and markdown");
    }
    // What a macro declares, such as the dialects, has to be named to the formatter.
    let declared = [files_of(&root.join("src/dialect"))?, files_of(&root.join("src/site/made"))?];
    run(cargo(root).args(["fmt", "--check", "--"]).args(declared.concat()))?;
    let lint = |arguments: &[&str]| {
        run(cargo(root).arg("clippy").args(arguments).args(["--quiet", "--", "-D", "warnings"]))
    };
    lint(&["--all-targets", "--all-features"])?;
    for face in ["app", "renderer", "widgets"] {
        lint(&["--target", TARGET, "--no-default-features", "--features", face])?;
    }
    let mut native = cargo(root);
    native.args(["test", "--quiet", "--features", "cli,xtask"]);
    if let Some(python) = &browsers.python {
        native.env("STACKS_PYTHON", python);
    }
    run(&mut native)?;
    // Nothing is measured: the README's figures are those that are kept.
    run(program("node", &root.join("tests")).args(["--test", "bench/report.test.mjs"]))?;
    // Built where the tests look for it, so that a site in dist stays as it is.
    let site = |words: &[String]| {
        let options = crate::arguments::read(words, &["--content", "--base-url", "--dist"])?;
        release(root, &tools, &options)
    };
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let folder = |name: &str| root.join(name).to_string_lossy().into_owned();
    site(&words(&["--dist", &folder("target/e2e/site")]))?;
    // Somebody else's folder under a path of its own, as the README promises.
    site(&words(&[
        "--content",
        &folder("tests/golden/dialects/in"),
        "--base-url",
        "https://example.org/blog/",
        "--dist",
        &folder("target/e2e/blog"),
    ]))?;
    // The app as those have it who write.
    let words =
        words(&["--content", &folder("tests/e2e/live"), "--dist", &folder("target/e2e/live")]);
    let options = crate::arguments::read(&words, &["--content", "--dist"])?;
    let mut live = trunk(root, &tools, "build", &options)?;
    live.arg("--dist").arg(dist(root, &options)).env("STACKS_LIVE", "true");
    run(&mut live)?;
    resident(root)?;
    run(program(root.join("tests/node_modules/.bin/playwright"), &root.join("tests"))
        .arg("test")
        .env("CHROME", &browsers.chromium)
        .env("FIREFOX", firefox))?;
    say("every check and every test passed");
    Ok(())
}

/// Takes pictures of every kind of page in every look, or of those named, into `target/screens`.
pub fn screens(root: &Path, names: &[String]) -> Result<(), String> {
    let (tools, browsers) = setup::measuring(root)?;
    let site = Options::default();
    release(root, &tools, &site)?;
    let mut node = program("node", &root.join("tests"));
    node.arg("screens.mjs").args(names);
    node.env("STACKS_DIST", dist(root, &site)).env("CHROME", &browsers.chromium);
    run(&mut node)?;
    say("the pictures are in target/screens; sheet-NAME.png has all looks of a page");
    Ok(())
}

/// Trunk with the options that `serve` and `build` share. Nothing is downloaded from here on.
fn trunk(root: &Path, tools: &Tools, task: &str, options: &Options) -> Result<Command, String> {
    let mut trunk = program("trunk", root);
    trunk.args([task, "--offline", "true", "--skip-version-check"]).env("PATH", &tools.path);
    // The tool's own colours: NO_COLOR=1 is no boolean to this version of Trunk.
    trunk.env_remove("NO_COLOR");
    if let Some(content) = content(options)? {
        trunk.env("STACKS_CONTENT", content);
    }
    if let Some(url) = options.get("--base-url") {
        trunk.env("STACKS_BASE_URL", url);
        trunk.args(["--public-url", &public_path(options)]);
    }
    Ok(trunk)
}

/// The content folder, absolute: Trunk's hooks run elsewhere than we may.
fn content(options: &Options) -> Result<Option<PathBuf>, String> {
    let Some(content) = options.get("--content") else { return Ok(None) };
    let absolute = fs::canonicalize(content);
    absolute
        .map(Some)
        .map_err(|error| format!("the content folder {content} cannot be read: {error}"))
}

/// Where the built site goes.
pub fn dist(root: &Path, options: &Options) -> PathBuf {
    match options.get("--dist") {
        Some(dist) => std::path::absolute(dist).unwrap_or_else(|_| PathBuf::from(dist)),
        None => root.join("dist"),
    }
}

/// The path of the public address, with a slash at both ends.
fn public_path(options: &Options) -> String {
    let url = options.get("--base-url").unwrap_or("/");
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    if path.is_empty() { "/".into() } else { format!("/{path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_path_comes_from_the_address() {
        let path = |url: &str| {
            public_path(
                &crate::arguments::read(&["--base-url".into(), url.into()], &["--base-url"])
                    .unwrap(),
            )
        };
        assert_eq!(path("https://a.io"), "/");
        assert_eq!(path("https://a.io/blog"), "/blog/");
        assert_eq!(path("https://a.io/x/y/"), "/x/y/");
        assert_eq!(public_path(&Options::default()), "/");
    }
}
