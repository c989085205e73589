//! `stacks import`: the site of each generator moves in whole, with its addresses and what there was to
//! say of it, and nothing is written over.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::stacks::{Built, complaints, corpora, list, root, site, stacks};

fn import(working: &Path, arguments: &[&str]) -> Output {
    stacks().current_dir(working).arg("import").args(arguments).output().unwrap()
}

/// Imports `source` into the folder `moved` of a folder that is gone after the test.
fn imported(source: &Path) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let output = import(folder.path(), &[source.to_str().unwrap(), "--to", "moved", "--all"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", complaints(&output));
    assert_eq!(complaints(&output), "", "{}", source.display());
    (folder, String::from_utf8(output.stdout).unwrap())
}

/// The files of a folder, each with what is in it.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    list(folder, folder, &mut files);
    files.sort();
    files.into_iter().map(|it| (it.clone(), fs::read(folder.join(it)).unwrap())).collect()
}

/// What `check` finds, files relative to the site's root. What is said of the settings' file as a whole
/// is said of another one in the copy.
fn findings(root: &Path) -> BTreeSet<String> {
    let mut command = stacks();
    command.current_dir(root).args(["check", "--format", "json", "--content", "."]);
    let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let is_settings = |file: &str| {
        ["site.toml", "_config.yml", "pelicanconf.py"].contains(&file)
            || ["hugo.toml", "config.toml", "config.yml"].iter().any(|it| file.ends_with(it))
    };
    let told = findings.map(|it| {
        let file = it["file"].as_str().unwrap();
        let file = if it["line"].is_null() && is_settings(file) { "settings" } else { file };
        let [line, column, found, advice] =
            ["line", "column", "found", "advice"].map(|key| it[key].to_string());
        // What stayed behind is no longer there to be told of: `import` itself does.
        let found = found.replace("leads to a file that is not published", "leads nowhere");
        let advice = if found.contains("leads nowhere") { String::new() } else { advice };
        format!("{file}:{line}:{column}: {found} {advice}")
    });
    told.collect()
}

/// Imports `source` and holds the copy against it: it must come out as the same site, byte by byte,
/// with the same to say of it.
fn moves_whole(source: &Path) {
    let (folder, said) = imported(source);
    let moved = folder.path().join("moved");
    let (before, after) = (Built::from(source, &[]), Built::from(&moved, &[]));
    assert_eq!(before.json("manifest.json"), after.json("manifest.json"), "{}", source.display());
    let (before, after) = (contents(before.folder.path()), contents(after.folder.path()));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&before), names(&after), "{}", source.display());
    for ((name, before), (_, after)) in before.iter().zip(&after) {
        assert!(before == after, "{}: {name} differs", source.display());
    }
    assert_eq!(findings(source), findings(&moved), "{}", source.display());
    assert!(said.contains("addresses: all pages are where they were"), "{said}");
    let pages = before.iter().filter(|(name, _)| name.starts_with("data/pages/")).count();
    println!("{}: {pages} pages, {} findings", source.display(), findings(&moved).len());
}

#[test]
fn the_public_corpora_move_in_whole() {
    let Some(corpora) = corpora() else { return };
    for name in [
        "jekyll-brew",
        "jekyll-artsy",
        "hugo-jessfraz",
        "hugo-papermod-example",
        "pelican-solr",
        "zola-blogos/blog",
    ] {
        moves_whole(&corpora.join(name));
    }
}

#[test]
fn a_site_of_each_generator_moves_in_whole() {
    for name in ["jekyll-site", "hugo-folders", "pelican-folders", "zola-folders"] {
        moves_whole(&root().join("tests/golden/constructs").join(name).join("in"));
    }
}

/// The files of a site and what the other generator has besides.
fn jekyll() -> tempfile::TempDir {
    site(&[
        (
            "_config.yml",
            "title: J\nurl: https://j.example\npermalink: /:title/\nexclude: [notes]\n",
        ),
        (
            "_posts/2024-01-02-a.md",
            "---\nlayout: post\n---\n{% include x.html %} ![p](/img/p.txt)\n",
        ),
        ("_drafts/b.md", "---\ntitle: B\n---\nx\n"),
        ("_includes/x.html", "<b>x</b>\n"),
        ("_data/d.yml", "a: 1\n"),
        ("_layouts/post.html", "{{ content }}"),
        ("_site/a/index.html", "x"),
        (".git/config", "x"),
        ("node_modules/a/a.md", "# A\n"),
        ("Gemfile", "x"),
        ("img/p.txt", "p"),
        ("index.html", "---\nlayout: home\n---\n"),
        ("notes/a.md", "# A\n"),
    ])
}

#[test]
fn what_is_not_published_stays_and_is_named() {
    let source = jekyll();
    let (folder, said) = imported(source.path());
    let moved = folder.path().join("moved");
    let names: Vec<String> = contents(&moved).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "_config.yml",
            "_data/d.yml",
            "_drafts/b.md",
            "_includes/x.html",
            "_posts/2024-01-02-a.md",
            "img/p.txt",
            "index.html",
            "site.toml",
        ]
    );
    for line in [
        "copied: 2 documents, 2 other files, 2 include or data files, 1 configuration file",
        "left, as templates and styles are not used: _layouts",
        "left, as the other generator made it: _site",
        "left, as it is how the site was made: Gemfile, node_modules",
        "left, as it is hidden: .git",
        "left, as it was not published: notes",
        "settings in site.toml: title, base_url, smart_punctuation, dialect",
        "settings still read from _config.yml: url, permalink, exclude",
        "  cargo xtask serve --content moved ",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(
        said.contains("this is a template, which is not run"),
        "the report comes first: {said}"
    );
    let written = fs::read_to_string(moved.join("site.toml")).unwrap();
    assert!(
        written.contains("title = \"J\" ") && written.contains("# _config.yml, line 1"),
        "{written}"
    );
    moves_whole(source.path());
}

#[test]
fn two_imports_are_the_same_and_the_source_stays_as_it_was() {
    let source = jekyll();
    let before = contents(source.path());
    let [first, second] = [(); 2].map(|()| imported(source.path()));
    let of = |folder: &Path| contents(&folder.join("moved"));
    assert_eq!(of(first.0.path()), of(second.0.path()));
    assert_eq!(first.1, second.1);
    assert_eq!(contents(source.path()), before);
}

#[test]
fn it_goes_to_a_folder_of_the_same_name_or_to_content() {
    let source = site(&[("my-blog/a.md", "# A\n\nText.\n")]);
    let working = tempfile::tempdir().unwrap();
    let blog = source.path().join("my-blog");
    let output = import(working.path(), &[blog.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", complaints(&output));
    assert!(working.path().join("my-blog/a.md").is_file());
    // An empty folder is as good as none.
    fs::create_dir(working.path().join("content")).unwrap();
    let output = import(working.path(), &[blog.to_str().unwrap(), "--to", "content"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(working.path().join("content/a.md").is_file());
    assert!(said.contains("  cargo xtask serve  ") && !said.contains("--content"), "{said}");
    // The examples in `site.toml` say nothing.
    let built = Built::from(&working.path().join("content"), &[]);
    assert_eq!(built.warnings, Vec::<String>::new());
    let output = import(working.path(), &[blog.to_str().unwrap(), "--to", "b", "--quiet"]);
    assert_eq!((output.stdout.len(), output.stderr.len()), (0, 0));
}

#[test]
fn nothing_is_written_over_and_nothing_is_half_done() {
    let source = jekyll();
    let source = source.path().to_str().unwrap();
    let working =
        site(&[("full/precious.md", "# P\n"), ("file", "x"), ("cut.importing/a.md", "x")]);
    let inside = format!("{source}/new/moved");
    let before = contents(working.path());
    let of_source = contents(Path::new(source));
    for (arguments, why) in [
        (&[source, "--to", "full"] as &[&str], "full is not empty"),
        (&[source, "--to", "file"], "file is there and no folder"),
        (&[source, "--to", "cut"], "cut.importing is what an import left that was interrupted"),
        (&[source, "--to", source], "is the site's own folder or lies in it"),
        (&[source, "--to", &inside], "is the site's own folder or lies in it"),
        (&["nowhere"], "there is no folder nowhere"),
        (&["cut.importing/a.md"], "there is no folder"),
    ] {
        let output = import(working.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complaints(&output).contains(why), "{}", complaints(&output));
    }
    let empty = site(&[("x/notes.txt", "x")]);
    let output = import(working.path(), &[empty.path().to_str().unwrap(), "--to", "new"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaints(&output).contains("there is no Markdown in"), "{}", complaints(&output));
    assert_eq!(contents(working.path()), before);
    assert_eq!(contents(Path::new(source)), of_source);
}

#[test]
fn findings_make_the_exit_code_one_and_the_copy_is_there() {
    let source = site(&[("a.md", "# A\n\n[b](b.md)\n")]);
    let working = tempfile::tempdir().unwrap();
    let output = import(working.path(), &[source.path().to_str().unwrap(), "--to", "moved"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("moved/a.md:3:1: `b.md` leads nowhere"), "{said}");
    assert!(working.path().join("moved/a.md").is_file());
}

#[test]
fn a_site_toml_of_ones_own_is_kept_as_it_is() {
    let own = "title = \"Mine\"  # of course\n";
    let source = site(&[
        ("hugo.toml", "title = \"H\"\n"),
        ("content/site.toml", own),
        ("content/a.md", "# A\n"),
    ]);
    let (folder, said) = imported(source.path());
    let moved = folder.path().join("moved");
    assert_eq!(fs::read_to_string(moved.join("content/site.toml")).unwrap(), own);
    assert!(!moved.join("site.toml").exists());
    assert!(said.contains("settings: your own site.toml, as it was"), "{said}");
    moves_whole(source.path());
}

#[test]
fn a_link_to_what_stayed_is_told_as_in_the_source() {
    let source = jekyll();
    let post = source.path().join("_posts/2024-01-02-a.md");
    fs::write(post, "---\n---\n[n](/notes/a.md) [g](/Gemfile)\n").unwrap();
    let mut check = stacks();
    check.current_dir(source.path()).args(["check", "--content", ".", "--all"]);
    let before = String::from_utf8(check.output().unwrap().stdout).unwrap();
    let (_folder, said) = imported(source.path());
    let found = |report: &str| -> Vec<String> {
        let lines = report.lines().filter(|it| it.contains("2024-01-02-a.md:"));
        lines.map(|it| it.split(".md:").nth(1).unwrap().to_owned()).collect()
    };
    assert!(!found(&before).is_empty(), "{before}");
    assert_eq!(found(&said), found(&before));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_source_are_not_followed_and_links_within_become_files() {
    use std::os::unix::fs::symlink;
    let secret = site(&[("secret.md", "# Secret\n"), ("pics/s.png", "x")]);
    let source = site(&[("a.md", "# A\n"), ("shared/b.md", "# B\n")]);
    symlink(secret.path().join("secret.md"), source.path().join("stolen.md")).unwrap();
    symlink(secret.path().join("pics"), source.path().join("pics")).unwrap();
    symlink("shared/b.md", source.path().join("c.md")).unwrap();
    symlink("/dev/null", source.path().join("site.toml")).unwrap();
    let (folder, said) = imported(source.path());
    let moved = folder.path().join("moved");
    let names: Vec<String> = contents(&moved).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a.md", "c.md", "shared/b.md", "site.toml"]);
    assert!(!moved.join("c.md").symlink_metadata().unwrap().is_symlink());
    for name in ["stolen.md", "pics", "site.toml"] {
        let line =
            said.lines().find(|it| it.contains(&format!("{name}: this symbolic link leads out")));
        assert!(line.is_some(), "{name}: {said}");
    }
    // A target behind a link is looked at where it is.
    symlink(source.path(), folder.path().join("door")).unwrap();
    let output = import(folder.path(), &[source.path().to_str().unwrap(), "--to", "door/new"]);
    assert!(complaints(&output).contains("lies in it"), "{}", complaints(&output));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_costs_only_itself() {
    use std::os::unix::fs::PermissionsExt;
    let source = site(&[("a.md", "# A\n"), ("b.txt", "x")]);
    let locked = source.path().join("b.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&locked).is_ok() {
        println!("skipped: for root there is no file that cannot be read");
        return;
    }
    let (folder, said) = imported(source.path());
    assert!(
        folder.path().join("moved/a.md").is_file() && !folder.path().join("moved/b.txt").exists()
    );
    assert!(said.contains("b.txt: this cannot be read"), "{said}");
}
