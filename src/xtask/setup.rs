//! Set-up: what is missing is installed, what is there is used. Idempotent; downloads only through
//! rustup, cargo, npm and, where we may, apt.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{cargo, find, output, program, run, say};
use crate::tools::{
    BROWSER_PACKAGES, CHROMIUMS, CargoTool, FIREFOX_PACKAGE, FIREFOXES, PYTHON_PACKAGES, PYTHONS,
    TARGET, TRUNK, WASM_BINDGEN,
};

/// What building the site takes.
pub struct Tools {
    /// PATH with the tools of this project first.
    pub path: std::ffi::OsString,
}

/// What the tests take besides.
pub struct Browsers {
    /// A Chromium.
    pub chromium: PathBuf,
    /// A Python that can run the code of our articles.
    pub python: Option<PathBuf>,
}

/// Sets up everything the tasks need. The path is that of a Firefox, which only the tests take.
pub fn everything(root: &Path) -> Result<(Tools, Browsers, PathBuf), String> {
    let (tools, browsers) = measuring(root)?;
    let firefox = second_browser(root)?;
    netlify(root)?;
    say("set-up is complete");
    Ok((tools, browsers, firefox))
}

/// Sets up what the bench needs of a browser.
pub fn measuring(root: &Path) -> Result<(Tools, Browsers), String> {
    let found = (building(root)?, testing(root)?);
    lighthouse(root)?;
    Ok(found)
}

/// Sets up what `serve` and `build` need.
pub fn building(root: &Path) -> Result<Tools, String> {
    target(root)?;
    let mut folders = Vec::new();
    for tool in [&TRUNK, &WASM_BINDGEN] {
        folders.extend(cargo_tool(root, tool)?);
    }
    // The browser is the system's; Playwright would download one of its own. No package needs to run
    // anything when it is installed.
    let variables = [("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")];
    node_packages(&root.join("tests"), &["--ignore-scripts"], &variables)?;
    crates(root)?;
    folders.push(root.join("tests/node_modules/.bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path)))
        .map_err(|error| format!("PATH cannot be extended: {error}"))?;
    Ok(Tools { path })
}

fn target(root: &Path) -> Result<(), String> {
    let installed = output(program("rustup", root).args(["target", "list", "--installed"]));
    match installed {
        Some(targets) if targets.lines().any(|line| line == TARGET) => Ok(()),
        Some(_) => run(program("rustup", root).args(["target", "add", TARGET])),
        None => {
            let sysroot =
                output(program("rustc", root).args(["--print", "sysroot"])).unwrap_or_default();
            if Path::new(&sysroot).join("lib/rustlib").join(TARGET).is_dir() {
                return Ok(());
            }
            Err(format!(
                "rustup is missing, and with it the target {TARGET}: install rustup and try again"
            ))
        }
    }
}

/// Finds the tool or installs it. Returns the folder to put on PATH when it is not on it.
///
/// Another version on PATH belongs to somebody: ours then goes to a folder of its own.
fn cargo_tool(root: &Path, tool: &CargoTool) -> Result<Option<PathBuf>, String> {
    let CargoTool { package, program: name, version, takes } = tool;
    let is_right = |program: &Path| {
        let printed = output(crate::run::program(program, root).arg("--version"));
        printed.is_some_and(|it| it.split_whitespace().any(|word| word == *version))
    };
    let found = find(name);
    if found.as_deref().is_some_and(is_right) {
        return Ok(None);
    }
    let own = cargo_home().join("stacks-tools").join(format!("{name}-{version}"));
    let installed = [cargo_home().join("bin"), own.join("bin")];
    if let Some(folder) = installed.into_iter().find(|folder| is_right(&folder.join(name))) {
        return Ok(Some(folder));
    }
    say(&format!("installing {package} {version} once for this user, {takes}"));
    let mut install = cargo(root);
    install.args(["install", "--locked", "--quiet", package, "--version", version]);
    // Not into this project's target folder, and not by the profile of whoever calls.
    install.env_remove("CARGO_TARGET_DIR");
    if found.is_some() {
        install.arg("--root").arg(&own);
    }
    run(&mut install)?;
    Ok(Some(if found.is_some() { own.join("bin") } else { cargo_home().join("bin") }))
}

/// Fetches the crates that are not here yet: later steps download nothing.
fn crates(root: &Path) -> Result<(), String> {
    let fetch = ["fetch", "--locked", "--quiet"];
    if output(cargo(root).args(fetch).arg("--offline")).is_some() {
        return Ok(());
    }
    run(cargo(root).args(fetch))
}

pub fn cargo_home() -> PathBuf {
    let home = || std::env::home_dir().unwrap_or_default().join(".cargo");
    std::env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

/// Installs Netlify's own local server, which only the tests need: what is optional (drawing, Deno)
/// and what its packages would run when they are installed stays out. It says that it needs Node.js
/// 22; serving files and rules works with 20.
fn netlify(root: &Path) -> Result<(), String> {
    let folder = root.join("tests/netlify");
    if !is_installed(&folder)? {
        say("installing Netlify's local server for the tests once, 320 MB, 1 to 3 minutes");
    }
    node_packages(&folder, &["--ignore-scripts", "--omit=optional", "--loglevel=error"], &[])
}

/// Installs Lighthouse, which only the tests and the bench need; it drives the system's browser.
fn lighthouse(root: &Path) -> Result<(), String> {
    let folder = root.join("tests/lighthouse");
    if !is_installed(&folder)? {
        say("installing Lighthouse for the tests once, 190 MB, up to a minute");
    }
    node_packages(&folder, &["--ignore-scripts", "--loglevel=error"], &[])
}

/// Installs what the bench alone compares with: VitePress, whose own esbuild and rollup are packages too.
pub fn peers(root: &Path) -> Result<(), String> {
    let folder = root.join("tests/bench");
    if !is_installed(&folder)? {
        say("installing VitePress for the bench once, 100 MB, less than a minute");
    }
    node_packages(&folder, &["--ignore-scripts", "--loglevel=error"], &[])
}

/// Installs Node's packages in `folder` when they are not those of the lock file.
fn node_packages(
    folder: &Path,
    options: &[&str],
    variables: &[(&str, &str)],
) -> Result<(), String> {
    if is_installed(folder)? {
        return Ok(());
    }
    let npm = find("npm").or_else(|| find("npm.cmd"));
    let npm = npm.ok_or("npm is missing: install Node.js 20 or newer and try again")?;
    run(program(npm, folder)
        .args(["ci", "--no-audit", "--no-fund"])
        .args(options)
        .envs(variables.iter().copied()))?;
    let stamp = folder.join(STAMP);
    fs::write(&stamp, lock_file(folder)?).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// A copy of the lock file that the packages beside it were installed by.
const STAMP: &str = "node_modules/.stacks-lock";

fn is_installed(folder: &Path) -> Result<bool, String> {
    let lock = lock_file(folder)?;
    Ok(fs::read(folder.join(STAMP)).is_ok_and(|known| known == lock))
}

fn lock_file(folder: &Path) -> Result<Vec<u8>, String> {
    let lock = folder.join("package-lock.json");
    fs::read(&lock).map_err(|error| format!("{} cannot be read: {error}", lock.display()))
}

fn testing(root: &Path) -> Result<Browsers, String> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.extend(BROWSER_PACKAGES);
    }
    if python(root).is_none() {
        missing.extend(PYTHON_PACKAGES);
    }
    if !missing.is_empty() && has_apt(root) {
        debian_packages(root, &missing)?;
    }
    let chromium = chromium().ok_or(
        "no Chromium was found: install one (Debian: apt-get install chromium; elsewhere Google \
         Chrome will do) and put it on PATH or name it in the variable CHROME",
    )?;
    Ok(Browsers { chromium, python: python(root) })
}

fn chromium() -> Option<PathBuf> {
    let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    browser("CHROME", &CHROMIUMS, mac)
}

fn firefox() -> Option<PathBuf> {
    browser("FIREFOX", &FIREFOXES, "/Applications/Firefox.app/Contents/MacOS/firefox")
}

/// The browser that a variable names, or one of these names on PATH, or the one of a Mac.
fn browser(variable: &str, names: &[&str], mac: &str) -> Option<PathBuf> {
    let is_file = |it: &PathBuf| it.is_file();
    let named = std::env::var_os(variable).map(PathBuf::from).filter(is_file);
    named
        .or_else(|| names.iter().find_map(|name| find(name)))
        .or_else(|| Some(PathBuf::from(mac)).filter(is_file))
}

fn second_browser(root: &Path) -> Result<PathBuf, String> {
    if firefox().is_none() && has_apt(root) {
        debian_packages(root, &[FIREFOX_PACKAGE])?;
    }
    firefox().ok_or_else(|| {
        "no Firefox was found: install one (Debian: apt-get install firefox-esr) and put it on PATH \
         or name it in the variable FIREFOX"
            .into()
    })
}

fn python(root: &Path) -> Option<PathBuf> {
    let can = |name: &&&str| {
        let code = "import aiohttp, markdown, asyncio; asyncio.TaskGroup";
        output(program(**name, root).args(["-c", code])).is_some()
    };
    PYTHONS.iter().find(can).map(PathBuf::from)
}

/// Whether we may install Debian's packages.
fn has_apt(root: &Path) -> bool {
    let is_root = output(program("id", root).arg("-u")).as_deref() == Some("0");
    is_root && find("apt-get").is_some()
}

fn debian_packages(root: &Path, packages: &[&str]) -> Result<(), String> {
    say(&format!("installing Debian's {}", packages.join(", ")));
    let apt = || {
        let mut apt = program("apt-get", root);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(apt().args(["update", "-qq"]))?;
    run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}
