//! What a post more costs a site that has many: which files of it are others then, and why each must be.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::stacks::{complaints, list, stacks};

/// So many that the search has two segments, and lists have many pages.
const POSTS: usize = 705;
const TAGS: usize = 40;

/// A site of so many posts, a day after the other.
fn write_site(folder: &Path, posts: usize) {
    fs::create_dir_all(folder.join("content/posts")).unwrap();
    let settings = "title = \"Many\"\nbase_url = \"https://example.org/\"\n";
    fs::write(folder.join("site.toml"), settings).unwrap();
    for number in 0..posts {
        let (year, month, day) = (2020 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let mut text = format!(
            "---\ntitle: Post {number}\ndate: {year}-{month:02}-{day:02}\ntags: [tag{}, tag{}]\n---\n",
            number % TAGS,
            number * 7 % TAGS
        );
        for word in 0..60 {
            let _ = write!(text, "word{} ", (number * 31 + word * word) % 900);
        }
        let path = folder.join(format!("content/posts/post-{number}.md"));
        fs::write(path, text).unwrap();
    }
}

/// The site, built and prerendered: its files and what is in them.
fn publish(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let output = stacks().args(words).arg("--out").arg(out.path()).output().unwrap();
        assert!(output.status.success(), "{}", complaints(&output));
    };
    run(&["build", "--content", &folder.to_string_lossy()]);
    // What Trunk would have put there.
    let head = "<base href=\"/\"><link rel=\"stylesheet\" href=\"/main.css\">";
    let loader = "import init from '/app.js';\nawait init({ module_or_path: '/app_bg.wasm' });";
    let page = format!(
        "<!doctype html><html><head>{head}<script type=\"module\">{loader}</script></head><body></body></html>"
    );
    fs::write(out.path().join("index.html"), page).unwrap();
    for name in ["main.css", "app.js", "app_bg.wasm", "renderer.js", "renderer_bg.wasm"] {
        fs::write(out.path().join(name), "").unwrap();
    }
    for name in ["widgets.js", "widgets_bg.wasm"] {
        fs::write(out.path().join(name), "").unwrap();
    }
    run(&["prerender", "--cards=false"]);
    let mut files = Vec::new();
    list(out.path(), out.path(), &mut files);
    let read = |file: String| {
        let bytes = fs::read(out.path().join(&file)).unwrap();
        (file, bytes)
    };
    files.into_iter().map(read).collect()
}

/// Why a file is another once there is a post more, the newest, with the tags 1 and 2.
const REASONS: [(&str, &[&str]); 12] = [
    ("it is the new post", &["posts/new/", "data/pages/posts/new/", "data/search/text/posts/new/"]),
    ("the post before leads to it", &["posts/post-704/", "data/pages/posts/post-704/"]),
    (
        "they name the newest posts",
        &["index.html", "manifest.json", "data/pages/index.json", "feed.", "rss.xml"],
    ),
    (
        "it is in these lists",
        &[
            "posts/index.html",
            "data/pages/posts/index.json",
            "posts/page/36/",
            "data/pages/posts/page/36/",
        ],
    ),
    (
        "of each tag, the head and the last page have it",
        &["tags/tag1/", "tags/tag2/", "data/pages/tags/tag1/", "data/pages/tags/tag2/"],
    ),
    (
        "they say how many posts each tag and year has",
        &[
            "tags/index.html",
            "data/pages/tags/index.json",
            "archive/index.html",
            "data/pages/archive/index.json",
        ],
    ),
    ("it is in its year", &["archive/2022/", "data/pages/archive/2022/"]),
    ("these name all pages", &["sitemap", "llms", "data/routes/"]),
    ("the search has its words", &["data/search/1/", "data/search/index.json"]),
    ("those of its segment tell that pages are numbered anew", &["data/search/pages/"]),
    ("the search knows how many pages have its words", &["data/search/spelling/"]),
    ("its name has the build in it", &["service-worker.js"]),
];

#[test]
fn a_post_more_changes_only_what_names_it() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), POSTS);
    let before = publish(site.path());
    let text = "---\ntitle: New\ndate: 2022-12-31\ntags: [tag1, tag2]\n---\nword1 and something unheard of\n";
    fs::write(site.path().join("content/posts/new.md"), text).unwrap();
    let after = publish(site.path());

    let gone: Vec<&String> = before.keys().filter(|it| !after.contains_key(*it)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    let mut unexplained = Vec::new();
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in &changed {
        let is_of = |(_, starts): &&(&str, &[&str])| starts.iter().any(|it| path.starts_with(*it));
        match REASONS.iter().find(is_of) {
            Some((reason, _)) => by_reason.entry(*reason).or_default().push(path),
            None => unexplained.push(path),
        }
    }
    for (reason, paths) in &by_reason {
        println!("{reason}: {}", paths.join(", "));
    }
    assert!(unexplained.is_empty(), "for no reason: {unexplained:?}");
    // Every reason is one.
    let idle: Vec<&str> = REASONS
        .iter()
        .map(|(reason, _)| *reason)
        .filter(|it| !by_reason.contains_key(it))
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
    // Of the search, eight pages to a file, the large segment stays as it is.
    let number = |path: &str| {
        path.strip_prefix("data/search/pages/")?.strip_suffix(".json")?.parse::<usize>().ok()
    };
    let of_large: Vec<&&String> =
        changed.iter().filter(|it| number(it).is_some_and(|it| it < 512 / 8)).collect();
    assert!(of_large.is_empty(), "{of_large:?}");
    println!("{} of {} files", changed.len(), after.len());
    assert!(changed.len() <= 75, "{} files are others", changed.len());
}
