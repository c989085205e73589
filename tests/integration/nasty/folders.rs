//! Files and folders that are not what they seem, lead out, or have names nobody should give.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use super::{Case, NoPage, Page, Quiet, Says, Title, file, folder, write};

pub fn cases() -> Vec<Case> {
    let mut cases = links();
    cases.extend(kinds());
    cases.extend(names());
    cases.extend(addresses());
    cases
}

/// The way from a case's folder to the one with the canary.
const OUTSIDE: &str = "../../outside";

fn links() -> Vec<Case> {
    let out = |name, target: &'static str, link: &'static str, says| {
        let make = move |folder: &Path| {
            write(folder.join("a.md"), "# A\n");
            symlink(target, folder.join(link)).unwrap();
        };
        folder(name, make, vec![Page("a/"), NoPage("s/"), Says(says)])
    };
    vec![
        out(
            "link-to-a-file-outside",
            "../../outside/secret.md",
            "s.md",
            "s.md: file: this symbolic link leads out of the folder",
        ),
        out(
            "link-to-a-folder-outside",
            OUTSIDE,
            "s",
            "s: file: this symbolic link leads out of the folder",
        ),
        out("link-absolute", "/etc/passwd", "s.md", "s.md: file: this symbolic link leads out"),
        out(
            "link-to-an-asset-outside",
            "../../outside/secret.yml",
            "s.png",
            "s.png: file: this symbolic link leads out",
        ),
        out("link-to-a-device", "/dev/zero", "s.md", "s.md: file: this symbolic link leads out"),
        out(
            "link-to-a-process",
            "/proc/self/environ",
            "s.md",
            "s.md: file: this symbolic link leads out",
        ),
        out("link-to-the-content", "..", "s", "s: file: this symbolic link leads to a folder"),
        out("link-to-itself", "s.md", "s.md", "s.md: file: this symbolic link leads nowhere"),
        out("link-to-nothing", "gone.md", "s.md", "s.md: file: this symbolic link leads nowhere"),
        out(
            "link-to-the-file-as-folder",
            "a.md/../a.md",
            "s.md",
            "s.md: file: this symbolic link leads nowhere",
        ),
        folder(
            "links-in-a-circle",
            |folder| {
                fs::create_dir_all(folder.join("x/y")).unwrap();
                write(folder.join("a.md"), "# A\n");
                symlink("../..", folder.join("x/y/up")).unwrap();
                symlink("../y", folder.join("x/y/self")).unwrap();
                symlink("two.md", folder.join("one.md")).unwrap();
                symlink("one.md", folder.join("two.md")).unwrap();
            },
            vec![
                Page("a/"),
                Says("x/y/up: file: "),
                Says("x/y/self: file: "),
                Says("one.md: file: this symbolic link leads nowhere"),
            ],
        ),
        folder(
            "link-inside",
            |folder| {
                write(folder.join("real.txt"), "# Through a link\n");
                symlink("real.txt", folder.join("a.md")).unwrap();
            },
            vec![Title("Through a link"), Quiet],
        ),
        folder(
            "link-to-a-link-outside",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                symlink(format!("{OUTSIDE}/secret.md"), folder.join(".hidden")).unwrap();
                symlink(".hidden", folder.join("s.md")).unwrap();
            },
            vec![Page("a/"), NoPage("s/"), Says("s.md: file: this symbolic link leads out")],
        ),
        folder(
            "links-many",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                for number in 0..500 {
                    symlink(OUTSIDE, folder.join(format!("l{number}"))).unwrap();
                }
            },
            vec![Page("a/"), Says("l499: file: ")],
        ),
    ]
}

fn kinds() -> Vec<Case> {
    vec![
        folder(
            "fifo",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                let made = Command::new("mkfifo").arg(folder.join("s.md")).status().unwrap();
                assert!(made.success());
            },
            vec![Page("a/"), Says("s.md: file: this is neither a file nor a folder")],
        ),
        folder(
            "link-to-a-fifo",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                assert!(
                    Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap().success()
                );
                symlink("pipe", folder.join("s.md")).unwrap();
            },
            vec![Page("a/"), Says("s.md: file: this is neither a file nor a folder")],
        ),
        folder(
            "socket",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                drop(UnixListener::bind(folder.join("s.md")).unwrap());
            },
            vec![Page("a/"), Says("s.md: file: this is neither a file nor a folder")],
        ),
        folder(
            "folder-called-md",
            |folder| write(folder.join("b.md/a.md"), "# A\n"),
            vec![Page("b.md/a/"), Quiet],
        ),
        folder(
            "33-mb",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                // A hole takes no room on the disk.
                fs::File::create(folder.join("big.md")).unwrap().set_len(33 << 20).unwrap();
            },
            vec![Page("a/"), NoPage("big/"), Says("big.md: file: this has more than 32 MB")],
        ),
        folder(
            "1000-folders-deep",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                write(folder.join(vec!["d"; 90].join("/")).join("b.md"), "# B\n");
                write(folder.join(vec!["e"; 1_000].join("/")).join("b.md"), "# B\n");
            },
            vec![Page("a/"), Says("e: file: this folder lies too deep")],
        ),
        folder(
            "deep-and-long",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                let name = "n".repeat(250);
                write(folder.join([name.as_str(); 5].join("/")).join("b.md"), "# B\n");
            },
            vec![Page("a/"), Says("file: this path is too long for many a file system")],
        ),
        folder(
            "many-files",
            |folder| {
                for number in 0..300 {
                    write(folder.join(format!("{number}.md")), "");
                }
            },
            vec![Page("299/"), Quiet],
        ),
        folder(
            "only-hidden",
            |folder| {
                write(folder.join(".git/a.md"), "# A\n");
                write(folder.join(".a.md"), "# A\n");
                write(folder.join("node_modules/a.md"), "# A\n");
            },
            vec![NoPage("a/"), Quiet],
        ),
    ]
}

/// A file of this name, and another that links to it.
fn named(name: &'static str, file: &'static str, link: &'static str) -> Case {
    let make = move |folder: &Path| {
        write(folder.join(file), "# Named\n");
        write(folder.join("a.md"), format!("# A\n\n[x](<{link}>)\n"));
    };
    folder(name, make, vec![Title("A"), Quiet])
}

fn names() -> Vec<Case> {
    let passed_over = |name, file: &'static [u8]| {
        let make = move |folder: &Path| {
            write(folder.join("a.md"), "# A\n");
            fs::write(folder.join(OsStr::from_bytes(file)), "# B\n").unwrap();
        };
        let says = "file: this name is no text that can be part of an address";
        folder(name, make, vec![Page("a/"), Says(says)])
    };
    vec![
        named("name-with-spaces", "my first post.md", "my%20first%20post.md"),
        named("name-with-spaces-bare", "my first post.md", "my first post.md"),
        named("name-with-hash", "c#.md", "c%23.md"),
        named("name-with-percent", "100%.md", "100%25.md"),
        named("name-with-an-escape", "a%20b.md", "a%2520b.md"),
        named("name-with-question", "why?.md", "why%3F.md"),
        named("name-with-ampersand", "a&b;c='d'.md", "a&b;c='d'.md"),
        named("name-with-quotes", "a\"b<c>.md", "a%22b%3Cc%3E.md"),
        named("name-with-emoji", "🚀 go.md", "🚀%20go.md"),
        named("name-composed", "caf\u{e9}.md", "cafe\u{301}.md"),
        named("name-decomposed", "cafe\u{301}.md", "caf\u{e9}.md"),
        named("name-of-dots", "b...md", "b...md"),
        named("name-only-signs", "!!!.md", "!!!.md"),
        named("name-with-colon", "a: b.md", "./a:%20b.md"),
        named("name-right-to-left", "\u{202e}txet.md", "\u{202e}txet.md"),
        named("name-of-marks", "e\u{301}\u{301}\u{301}.md", "e\u{301}\u{301}\u{301}.md"),
        named("name-in-capitals", "SHOUT.MD", "SHOUT.MD"),
        passed_over("name-with-newline", b"a\nwarning: b.md"),
        passed_over("name-with-bell", b"a\x07.md"),
        passed_over("name-no-utf-8", b"a\xff.md"),
        passed_over("name-with-backslash", b"x\\..\\b.md"),
        folder(
            "name-of-250-bytes",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                write(folder.join(format!("{}.md", "n".repeat(247))), "# Long\n");
                write(folder.join(format!("{}.png", "é".repeat(120))), "x");
            },
            vec![Page("a/"), Quiet],
        ),
        folder(
            "names-that-meet",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                write(folder.join("caf\u{e9}.md"), "# One\n");
                write(folder.join("cafe\u{301}.md"), "# Two\n");
                write(folder.join("C#.md"), "# Three\n");
                write(folder.join("C?.md"), "# Four\n");
            },
            vec![Page("a/"), Page("café/"), Says("route: ")],
        ),
        folder(
            "names-of-the-site",
            |folder| {
                write(folder.join("a.md"), "# A\n");
                write(folder.join("index.json/b.md"), "# B\n");
                write(folder.join("page/2.md"), "# C\n");
            },
            vec![
                Page("a/"),
                Says("index.json: file: the site's own files have this name"),
                Says("page/2.md: route: "),
            ],
        ),
    ]
}

/// Addresses that the metadata asks for.
fn addresses() -> Vec<Case> {
    let at = |name, address: &str, expected| {
        file(name, format!("---\ntitle: T\nlayout: x\npermalink: {address}\n---\nBody\n"), expected)
    };
    vec![
        at(
            "address-long",
            &format!("/{}/", "x".repeat(10_000)),
            vec![Title("T"), Says("a.md: route: no file system can hold a page")],
        ),
        at(
            "address-deep",
            &"/x".repeat(5_000),
            vec![Title("T"), Says("a.md: route: no file system can hold a page")],
        ),
        at(
            "address-of-the-site",
            "/index.json/",
            vec![Title("T"), Says("a.md: route: no file system can hold a page")],
        ),
        at("address-of-controls", "\"/a\\u0000b\\nc\\e/\"", vec![NoPage("a/")]),
    ]
}
