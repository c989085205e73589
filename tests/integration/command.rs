//! `stacks build`: what it does to files, and what it leaves alone.

use std::fs;
use std::path::Path;

use crate::stacks::{Built, complaints, site, stacks};

#[test]
fn a_second_build_changes_nothing_and_a_gone_page_is_removed() {
    let content = site(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    let out = tempfile::tempdir().unwrap();
    let build = || {
        let mut command = stacks();
        command.args(["build", "--content"]).arg(content.path()).arg("--out").arg(out.path());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!build().contains(" 0 files changed"));
    assert!(build().contains(" 0 files changed"));
    assert!(out.path().join("data/pages/b/index.json").is_file());
    fs::remove_file(content.path().join("b.md")).unwrap();
    build();
    assert!(!out.path().join("data/pages/b").exists());
    assert!(out.path().join("data/pages/a/index.json").is_file());
}

#[test]
fn drafts_are_for_previews() {
    let content =
        site(&[("posts/a.md", "---\ndraft: true\ndate: 2024-01-01\n---\nx\n"), ("b.md", "# B\n")]);
    let has_draft = |options: &[&str]| {
        let built = Built::from(content.path(), options);
        built.files().contains(&"data/pages/posts/a/index.json".to_owned())
    };
    assert!(!has_draft(&[]));
    assert!(has_draft(&["--drafts"]));
    let out = tempfile::tempdir().unwrap();
    let mut hook = stacks();
    hook.arg("build").env("TRUNK_STAGING_DIR", out.path()).env("TRUNK_PROFILE", "debug");
    assert!(hook.env("STACKS_CONTENT", content.path()).status().unwrap().success());
    assert!(out.path().join("data/pages/posts/a/index.json").is_file(), "trunk serve shows drafts");
}

#[test]
fn assets_are_published_and_bad_bytes_reported() {
    let content =
        site(&[("content/posts/a.md", "# A\n![x](pic.png)\n"), ("hugo.toml", "title = \"T\"\n")]);
    fs::write(content.path().join("content/posts/pic.png"), [1, 2, 3]).unwrap();
    fs::create_dir(content.path().join("static")).unwrap();
    fs::write(content.path().join("static/robots.txt"), "all").unwrap();
    fs::write(content.path().join("content/bad.md"), b"# Bad \xff\n").unwrap();
    let built = Built::from(content.path(), &[]);
    let files = built.files();
    assert!(
        files.contains(&"posts/pic.png".into()) && files.contains(&"robots.txt".into()),
        "{files:?}"
    );
    assert_eq!(built.page("/posts/a/")["links"]["pic.png"], "/posts/pic.png");
    assert!(built.warnings[0].starts_with("bad.md:1:7: encoding:"), "{:?}", built.warnings);
}

#[test]
fn no_address_leads_out_of_the_output_folder() {
    let content = site(&[
        ("a.md", "---\nlayout: x\npermalink: /../../../escaped-a/\n---\nx\n"),
        ("b.md", "Title: B\nsave_as: ../../../escaped-b/index.html\n\nx\n"),
        ("c.md", "---\ndraft: false\nurl: /x/../../../../escaped-c/\nslug: ../../d\n---\nx\n"),
    ]);
    let outer = tempfile::tempdir().unwrap();
    let out = outer.path().join("out");
    let mut command = stacks();
    command.args(["build", "--content"]).arg(content.path()).arg("--out").arg(&out);
    assert!(command.status().unwrap().success());
    assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1, "only out");
    assert!(out.join("data/pages/escaped-a/index.json").is_file());
}

#[test]
fn drafts_folders_are_drafts() {
    let content = site(&[("_drafts/secret.md", "x\n"), ("_posts/2024-01-02-a.md", "x\n")]);
    let built = Built::from(content.path(), &[]);
    assert!(!built.files().iter().any(|file| file.contains("secret")), "{:?}", built.files());
    assert!(built.files().contains(&"data/pages/2024/01/02/a/index.json".to_owned()));
}

#[test]
fn static_files_are_published_whole_and_told_from_folders_of_that_name() {
    let content = site(&[
        ("hugo.toml", "title = \"T\"\n"),
        ("content/a.md", "# A\n"),
        ("content/static/pic.txt", "inner"),
        ("static/_redirects", "/a /b\n"),
        ("static/_headers", "/a\n  X-A: 1\n"),
        ("static/.well-known/x", "y"),
    ]);
    let built = Built::from(content.path(), &[]);
    let read = |file: &str| fs::read_to_string(built.folder.path().join(file)).unwrap();
    assert_eq!((read("static/pic.txt").as_str(), read(".well-known/x").as_str()), ("inner", "y"));
    assert_eq!(read("_redirects"), "/a /b\n");
    assert_eq!(read("_headers"), "/a\n  X-A: 1\n");
}

#[test]
fn what_is_meant_for_the_host_reaches_it() {
    let content = site(&[
        ("a.md", "---\ntitle: A\naliases: [/old/a.html, /año/]\n---\nx\n"),
        ("_redirects", "/x /y"),
        ("_headers", "/a\n  X-A: 1\n"),
        ("_notes.txt", "private"),
        ("deep/_headers", "private"),
    ]);
    let of = |options: &[&str]| {
        let built = Built::from(content.path(), options);
        let read = |file: &str| fs::read_to_string(built.folder.path().join(file)).unwrap();
        assert_eq!((read("_headers").as_str(), read(".nojekyll").as_str()), ("/a\n  X-A: 1\n", ""));
        let is_private = |it: &String| it.contains("_notes") || it.contains("deep");
        assert!(!built.files().iter().any(is_private), "{:?}", built.files());
        read("_redirects")
    };
    assert_eq!(of(&[]), "/x /y\n/a%C3%B1o/ /a/ 301!\n/año/ /a/ 301!\n/old/a.html /a/ 301!\n");
    assert_eq!(
        of(&["--base-url", "https://a.example/blog"]),
        "/x /y\n/blog/a%C3%B1o/ /blog/a/ 301!\n/blog/año/ /blog/a/ 301!\n\
         /blog/old/a.html /blog/a/ 301!\n"
    );
}

#[test]
fn a_site_written_into_its_own_folder_is_not_read_back() {
    let content = site(&[("a.md", "# A\n"), ("data/users.json", "[]")]);
    for _ in 0..2 {
        let out = content.path().join("dist");
        let mut command = stacks();
        command.args(["build", "--content"]).arg(content.path()).arg("--out").arg(&out);
        assert!(command.status().unwrap().success());
        assert!(!out.join("dist").exists());
    }
    assert!(content.path().join("data/users.json").is_file());
}

#[cfg(unix)]
#[test]
fn nothing_but_our_own_data_is_deleted() {
    let precious = site(&[("keep.txt", "x")]);
    let content = site(&[("a.md", "# A\n")]);
    let out = site(&[("data/mine.json", "[]")]);
    fs::create_dir_all(out.path().join("data/pages")).unwrap();
    std::os::unix::fs::symlink(precious.path(), out.path().join("data/pages/link")).unwrap();
    let mut command = stacks();
    command.args(["build", "--content"]).arg(content.path()).arg("--out").arg(out.path());
    assert!(command.status().unwrap().success());
    assert!(precious.path().join("keep.txt").is_file());
    assert!(out.path().join("data/mine.json").is_file());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_content_folder_are_not_followed() {
    let secret = site(&[("secret.md", "# Secret\n")]);
    let content = site(&[("a.md", "# A\n")]);
    std::os::unix::fs::symlink(secret.path().join("secret.md"), content.path().join("s.md"))
        .unwrap();
    std::os::unix::fs::symlink(secret.path(), content.path().join("folder")).unwrap();
    std::os::unix::fs::symlink(content.path(), content.path().join("circle")).unwrap();
    let built = Built::from(content.path(), &[]);
    assert!(!built.files().iter().any(|file| file.contains("secret")), "{:?}", built.files());
    assert_eq!(built.warnings.len(), 3, "{:?}", built.warnings);
}

/// Builds `content` into `out` with its state in `cache` and returns what was printed.
fn build_with_state(content: &Path, out: &Path, cache: &Path) -> String {
    let mut command = stacks();
    command.args(["build", "--content"]).arg(content).arg("--out").arg(out);
    let output = command.arg("--cache").arg(cache).output().unwrap();
    assert!(output.status.success(), "{}", complaints(&output));
    format!("{}{}", String::from_utf8_lossy(&output.stdout), complaints(&output))
}

/// Every file below `folder` with its bytes.
fn files_of(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut names = Vec::new();
    crate::stacks::list(folder, folder, &mut names);
    names.into_iter().map(|name| (name.clone(), fs::read(folder.join(&name)).unwrap())).collect()
}

#[test]
fn state_spares_work_and_changes_nothing_else() {
    let content = site(&[
        ("posts/2024-01-02-a.md", "# A\n\n[b](2024-01-03-b.md#part)\n"),
        ("posts/2024-01-03-b.md", "# B\n\n## Part\n\n[gone](gone.md)\n"),
        ("pages/about.md", "# About\n"),
        ("logo.svg", "<svg/>"),
    ]);
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let build = || build_with_state(content.path(), out.path(), cache.path());
    let equals_a_build_from_nothing = || {
        let fresh = Built::from(content.path(), &[]);
        assert_eq!(files_of(out.path()), files_of(fresh.folder.path()));
    };
    assert!(build().contains("`gone.md` leads nowhere"));
    let second = build();
    assert!(second.contains(" 0 files changed"), "{second}");
    assert!(second.contains("`gone.md` leads nowhere"), "warnings are kept: {second}");

    fs::write(content.path().join("posts/2024-01-03-b.md"), "# B\n\n## Other\n").unwrap();
    assert!(build().contains("leads to an anchor that is not there"), "in a file that is not read");
    equals_a_build_from_nothing();

    fs::rename(content.path().join("pages/about.md"), content.path().join("pages/us.md")).unwrap();
    build();
    assert!(!out.path().join("data/pages/about").exists());
    equals_a_build_from_nothing();

    fs::remove_dir_all(out.path().join("data/pages/us")).unwrap();
    fs::remove_file(out.path().join("logo.svg")).unwrap();
    build();
    equals_a_build_from_nothing();

    // A state that was cut short, or is not ours, is as good as none.
    for entry in
        fs::read_dir(fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path()).unwrap()
    {
        let file = entry.unwrap().path();
        let mut bytes = fs::read(&file).unwrap();
        bytes.truncate(bytes.len() / 2);
        fs::write(file, bytes).unwrap();
    }
    build();
    equals_a_build_from_nothing();
    fs::remove_dir_all(cache.path()).unwrap();
    build();
    equals_a_build_from_nothing();
}

#[test]
fn manual_pages_and_completions_are_of_stacks_and_all_its_commands() {
    let out = tempfile::tempdir().unwrap();
    assert!(stacks().args(["man", "--out"]).arg(out.path()).status().unwrap().success());
    let completions = stacks().args(["completions", "bash"]).output().unwrap();
    let completions = String::from_utf8(completions.stdout).unwrap();
    for command in ["build", "check", "import", "new", "stats"] {
        let page = out.path().join(format!("stacks-{command}.1"));
        let help = fs::read_to_string(page).unwrap();
        assert!(help.contains("stacks"), "{command}: {help}");
        assert!(completions.contains(&format!("stacks,{command})")), "{command}");
    }
    assert!(fs::read_to_string(out.path().join("stacks.1")).unwrap().contains("Exit codes"));
}
