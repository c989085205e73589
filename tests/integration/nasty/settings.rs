//! Sites whose own files are malformed or lead out: each is a site of its own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::dialects::includes;
use super::{Case, NoPage, Page, Quiet, Says, folder, write};

pub fn cases() -> Vec<Case> {
    let settings = |name, file: &'static str, text: Vec<u8>, says| {
        let make = move |site: &Path| {
            write(site.join(file), &text);
            write(site.join("a.md"), "# A\n");
        };
        folder(name, make, vec![Page("a/"), Says(says)])
    };
    let out = |name, link: &'static str, target: &'static str, says| {
        let make = move |site: &Path| {
            write(site.join("a.md"), "# A\n");
            symlink(target, site.join(link)).unwrap();
        };
        folder(name, make, vec![NoPage("secret/"), Says(says)])
    };
    let bomb = (1..40).fold(String::from("a0: &a0 [x, x]\n"), |text, it| {
        let below = vec![format!("*a{}", it - 1); 9].join(", ");
        text + &format!("a{it}: &a{it} [{below}]\n")
    });
    vec![
        settings(
            "site-toml-broken",
            "site.toml",
            b"title = = 1\n".into(),
            "site.toml:1:9: settings: ",
        ),
        settings(
            "site-toml-binary",
            "site.toml",
            vec![0; 1_000],
            "site.toml: encoding: the file's bytes are no text",
        ),
        settings(
            "site-toml-deep",
            "site.toml",
            format!("x = {}", "[".repeat(MANY)).into_bytes(),
            "site.toml:1:",
        ),
        settings("config-bomb", "_config.yml", bomb.into_bytes(), "_config.yml:6:"),
        settings("config-list", "_config.yml", b"- a\n- b\n".into(), "_config.yml:1:1: settings: "),
        settings(
            "config-json",
            "hugo.json",
            b"{\"title\": \"T\", nope}".into(),
            "hugo.json:1:16: settings: ",
        ),
        settings(
            "config-json-unclosed",
            "hugo.json",
            b"{\"title\": ".into(),
            "hugo.json:1:1: settings: this is not a JSON object",
        ),
        out(
            "config-outside",
            "_config.yml",
            "../outside/secret.yml",
            "_config.yml: file: this symbolic link leads out of the folder",
        ),
        out(
            "settings-outside",
            "site.toml",
            "../outside/secret.yml",
            "site.toml: file: this symbolic link leads out of the folder",
        ),
        out(
            "content-outside",
            "content",
            "../outside",
            "content: file: this symbolic link leads out of the folder",
        ),
        out(
            "includes-outside",
            "_includes",
            "../outside",
            "_includes: file: this symbolic link leads out of the folder",
        ),
        folder(
            "static-outside",
            |site| {
                write(site.join("content/a.md"), "# A\n");
                symlink("../outside", site.join("static")).unwrap();
            },
            vec![Page("a/"), Says("static: file: this symbolic link leads out of the folder")],
        ),
        folder(
            "static-with-links",
            |site| {
                write(site.join("content/a.md"), "# A\n");
                fs::create_dir(site.join("static")).unwrap();
                symlink("../../outside/secret.md", site.join("static/secret.txt")).unwrap();
                symlink("../content/a.md", site.join("static/a.txt")).unwrap();
                symlink("/dev/zero", site.join("static/zero")).unwrap();
            },
            vec![
                Page("a/"),
                Says("secret.txt: file: "),
                Says("a.txt: file: "),
                Says("zero: file: "),
            ],
        ),
        folder(
            "content-link-inside",
            |site| {
                write(site.join("docs/a.md"), "# A\n");
                symlink("docs", site.join("content")).unwrap();
            },
            vec![Page("a/"), Quiet],
        ),
        folder("includes-in-circles", includes, vec![Page("a/")]),
        folder("nothing-at-all", |_| {}, vec![NoPage("a/"), Quiet]),
    ]
}

const MANY: usize = 100_000;
