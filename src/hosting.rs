//! What a static host is told of the site: `_headers` and `_redirects`, in the notation of Netlify
//! that Cloudflare Pages and others read too, and pages for hosts that read neither. Text alone:
//! the command line writes it. Which former addresses there are, [`crate::site`] finds out.
//!
//! # Several rules for one path
//!
//! A request gets the headers of every rule that fits. If two name the same header, Netlify sends
//! what the later rule says, and Cloudflare joins both unless a line `! Name` takes the first back.
//! So the rule for all paths stands first, every other rule takes back what it says anew (Netlify
//! passes over such lines), and no two others that fit one path name the same header: each path has
//! one value of each. On a host that joins them after all, two policies allow what both do, which
//! errs on the safe side.
//!
//! `Cache-Control` is left to the host but for files whose names change with their content: Netlify
//! and Cloudflare send `public, max-age=0, must-revalidate` by themselves, and a value joined to
//! another would be none. That `/data/*` fits `/database/` too on Netlify's local server does no
//! harm with what is said here.
//!
//! # Under a path
//!
//! Paths in both files are those that visitors ask for, the base path included. Hosts look for the
//! files at the top of what they publish: who copies the site into a folder of a larger one moves
//! them up there.
//!
//! Standards: Content Security Policy Level 3, RFC 6797 (Strict-Transport-Security), RFC 8246
//! (`immutable`), RFC 9111 (Cache-Control), Permissions Policy, Fetch (CORS).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

mod policy;
mod redirects;

pub use redirects::{redirect_file, redirect_page, redirects};

/// The file with headers, at the top of the site and of an author's folder.
pub const HEADERS_FILE: &str = "_headers";

/// The file with former addresses.
pub const REDIRECTS_FILE: &str = "_redirects";

/// Where it is there, GitHub Pages publishes all files, those that begin with `_` too.
pub const NO_JEKYLL_FILE: &str = ".nojekyll";

/// Whether a file of this name, at the top of an author's folder, is meant for the host.
pub fn is_for_the_host(name: &str) -> bool {
    [HEADERS_FILE, REDIRECTS_FILE].contains(&name)
}

/// What the headers depend on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy<'a> {
    /// The path the site is hosted under, `/` at both ends.
    pub base: &'a str,
    /// The sources ([`script_hash`]) of the scripts that stand in pages: Trunk's loader.
    pub scripts: &'a [String],
    /// The sources ([`script_hash`]) of the styles that stand in pages.
    pub styles: &'a [String],
    /// Files whose names change with what is in them, from the site's top: `app-1f2e.js`.
    pub hashed: &'a [String],
    /// The module that draws diagrams, as the settings name it: an address, a path or nothing.
    pub diagrams: &'a str,
    /// The author's own `_headers`, or what this function made of it before: see [`own_rules`].
    pub own: &'a str,
}

/// The path that a site with the public address `url` is hosted under, `/` at both ends.
pub fn base_path(url: &str) -> String {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    if path.is_empty() { "/".into() } else { format!("/{path}/") }
}

/// The text of `_headers`: our rules, and below them the author's, which count where both say
/// something.
pub fn headers(policy: &Policy<'_>) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    let everywhere = everywhere(policy);
    write_rule(&mut text, policy.base, "*", &everywhere, &[]);
    for Rule { path, headers } in special(policy) {
        write_rule(&mut text, policy.base, &path, &headers, &everywhere);
    }
    let own = own_rules(policy.own);
    if !own.is_empty() {
        text.push_str(&format!("\n{OWN_LINE}\n{own}\n"));
    }
    text
}

/// The author's rules in a `_headers` file: all of it, or what follows ours in one that
/// [`headers`] made. So a site that is written over an earlier one has every rule once.
pub fn own_rules(text: &str) -> &str {
    let is_ours = text.starts_with(FIRST_LINE);
    match text.split_once(OWN_LINE) {
        Some((_, own)) if is_ours => own.trim(),
        _ if is_ours => "",
        _ => text.trim_end(),
    }
}

/// The source by which a policy lets this text run or apply where it stands in a page:
/// `'sha256-…'`, the quotes included. `text` is all that is between the tags.
pub fn script_hash(text: &str) -> String {
    // As browsers read it (HTML, "normalize newlines").
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

const FIRST_LINE: &str =
    "# Made by The Stacks; rules in a _headers file of your own are put below.";
const OWN_LINE: &str = "# Your own rules.";

type Header = (&'static str, String);

struct Rule {
    /// Below the base path.
    path: String,
    headers: Vec<Header>,
}

/// What holds for every path that no other rule is about.
fn everywhere(policy: &Policy<'_>) -> Vec<Header> {
    vec![
        (CSP, policy::pages(policy, "'none'")),
        // Without subdomains, which may not be ours. No `Cross-Origin-Opener-Policy`: with one, a
        // link in a sandboxed frame, such as a gist's on one of our pages, opens an error.
        ("Strict-Transport-Security", "max-age=31536000".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Permissions-Policy", policy::permissions()),
        (FRAMES, "DENY".into()),
        // All of the site is public, and elements in anybody's pages read it (Fetch, "CORS").
        ("Access-Control-Allow-Origin", "*".into()),
    ]
}

const CSP: &str = "Content-Security-Policy";
const FRAMES: &str = "X-Frame-Options";

/// What only some paths have.
fn special(policy: &Policy<'_>) -> Vec<Rule> {
    let rule = |path: &str, headers: Vec<Header>| Rule { path: path.into(), headers };
    let forever = || ("Cache-Control", "public, max-age=31536000, immutable".to_owned());
    let kind = |it: &str| ("Content-Type", it.to_owned());
    let mut rules = vec![
        // Anybody may frame these. Netlify cannot take `X-Frame-Options` back; browsers that read
        // `frame-ancestors` pass over it (HTML, "X-Frame-Options").
        rule("embed/*", vec![(CSP, policy::pages(policy, "*")), (FRAMES, String::new())]),
        // Drawings may be anybody's: opened by their own address they run nothing.
        rule("emoji/*.svg", vec![(CSP, policy::DRAWING.into())]),
        rule("made/cards/*", vec![forever()]),
    ];
    rules.extend(policy.hashed.iter().map(|it| rule(it.trim_start_matches('/'), vec![forever()])));
    rules.extend([
        rule("*feed.xml", vec![kind("application/atom+xml; charset=utf-8")]),
        rule("*rss.xml", vec![kind("application/rss+xml; charset=utf-8")]),
        rule("*feed.json", vec![kind("application/feed+json; charset=utf-8")]),
        rule("*.webmanifest", vec![kind("application/manifest+json; charset=utf-8")]),
        rule("*.md", vec![kind("text/markdown; charset=utf-8")]),
    ]);
    rules
}

/// Writes a rule. Headers that `before` has are taken back first; one without a value only that.
fn write_rule(text: &mut String, base: &str, path: &str, headers: &[Header], before: &[Header]) {
    text.push_str(&format!("\n{base}{path}\n"));
    for (name, value) in headers {
        if before.iter().any(|(it, _)| it == name) {
            text.push_str(&format!("  ! {name}\n"));
        }
        if !value.is_empty() {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
}

#[cfg(test)]
mod tests;
