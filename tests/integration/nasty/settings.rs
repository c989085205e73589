//! Sites whose own files are malformed or lead out: each is a site of its own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::dialects::includes;
use super::{Case, NoPage, Page, Quiet, Says, Shows, folder, write};

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
        folder(
            "folders-outside",
            |site| {
                write(site.join("_config.yml"), "source: ../outside\ndata_dir: /etc\n");
                write(site.join("a.md"), "# A\n");
            },
            vec![
                Page("a/"),
                NoPage("secret/"),
                Says("_config.yml:1:1: settings: `../outside`, which `source` names, is outside"),
                Says("_config.yml:2:1: settings: `/etc`, which `data_dir` names, is outside"),
            ],
        ),
        folder(
            "path-is-a-link-outside",
            |site| {
                write(site.join("pelicanconf.py"), "PATH = 'src'\n");
                write(
                    site.join("a.md"),
                    "Title: A\nslug: a\nurl: a/\nsave_as: a/index.html\n\nx\n",
                );
                symlink("../outside", site.join("src")).unwrap();
            },
            vec![Page("a/"), NoPage("secret/"), Says("src: file: this symbolic link leads out")],
        ),
        folder(
            "hugo-folders-are-links-outside",
            |site| {
                write(
                    site.join("hugo.toml"),
                    "staticDir = ['s', '../outside']\nassetDir = 'private'\ncontentDir = 'content/./x/..'\n",
                );
                write(site.join("content/a.md"), "# A\n");
                fs::create_dir(site.join("config")).unwrap();
                for link in ["s", "private", "config/_default"] {
                    let up = if link.contains('/') { "../../outside" } else { "../outside" };
                    symlink(up, site.join(link)).unwrap();
                }
            },
            vec![
                Page("a/"),
                Says("hugo.toml:1:1: settings: `../outside`, which `staticDir` names, is outside"),
                Says("s: file: this symbolic link leads out of the folder"),
            ],
        ),
        folder(
            "publishconf-outside",
            |site| {
                write(site.join("pelicanconf.py"), "SITENAME = 'x'\n");
                write(site.join("content/a.md"), "Title: A\nsave_as: a/index.html\n\nx\n");
                symlink("../outside/secret.yml", site.join("publishconf.py")).unwrap();
            },
            vec![Page("a/"), Says("publishconf.py: file: this symbolic link leads out")],
        ),
        folder(
            "beside-outside",
            |site| {
                write(site.join("_config.yml"), "title: x\n");
                let text = "---\npermalink: /a/\n---\n{% include_relative s.txt %} {% include_relative ../outside/secret.md %}\n\
                            {% include_relative a.md %} {% include_relative /etc/passwd %} {% include_relative zero %}\n";
                write(site.join("a.md"), text);
                symlink("../outside/secret.md", site.join("s.txt")).unwrap();
                symlink("/dev/zero", site.join("zero")).unwrap();
            },
            vec![
                Page("a/"),
                Shows("{% include_relative s.txt %}"),
                Says(
                    "a.md:4:1: construct: the Liquid tag `include_relative` is not understood; `s.txt` is a symbolic link that leads out",
                ),
                Says("it leads out of the content folder"),
                Says("a.md → a.md goes in a circle"),
                Says("`etc/passwd` is not there"),
                Says("`zero` is not there"),
            ],
        ),
        folder(
            "data-of-all-sorts",
            data,
            vec![
                Page("a/"),
                Shows("x is 1"),
                Says("_data/bomb.yml:"),
                Says("_data/deep.json:"),
                Says("_data/deep.yml:"),
                Says("_data/huge.csv: file: the data files have more than 8 MB"),
                Says("_data/binary.yml: encoding: the file's bytes are no text"),
                Says("_data/out.yml: file: this symbolic link leads out of the folder"),
                Says("_data/open.csv:1:1: file: this value begins with a quote and never ends"),
            ],
        ),
        folder("includes-in-circles", includes, vec![Page("a/")]),
        folder("nothing-at-all", |_| {}, vec![NoPage("a/"), Quiet]),
    ]
}

/// Data that is malformed, huge or elsewhere, and some that is not.
fn data(site: &Path) {
    write(site.join("_config.yml"), "title: x\n");
    write(
        site.join("a.md"),
        "---\npermalink: /a/\n---\nx is {{ site.data.good.x }} {{ site.data.bomb.a39 }} {{ site.data.wide | size }}\n\
         {% for a in site.data.wide %}{% for b in site.data.wide %}{{ a }}{{ b }}{% endfor %}{% endfor %}\n",
    );
    let bomb = (1..40).fold(String::from("a0: &a0 [x, x]\n"), |text, it| {
        let below = vec![format!("*a{}", it - 1); 9].join(", ");
        text + &format!("a{it}: &a{it} [{below}]\n")
    });
    write(site.join("_data/bomb.yml"), bomb);
    write(site.join("_data/deep.json"), "[".repeat(MANY));
    write(site.join("_data/deep.yml"), "[".repeat(MANY));
    write(site.join("_data/good.yml"), "x: 1\n");
    write(site.join("_data/huge.csv"), "a,b\n".repeat(3 << 20));
    write(site.join("_data/open.csv"), "\"a,b\n");
    write(site.join("_data/wide.yml"), "- x\n".repeat(MANY));
    write(site.join("_data/binary.yml"), [0; 1_000]);
    symlink("../../outside/secret.yml", site.join("_data/out.yml")).unwrap();
}

const MANY: usize = 100_000;
