use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use super::*;
use crate::dialect::Dialect;
use crate::manifest::PAGE_SIZE;
use crate::manifest::{FromJson, Payload};
use crate::settings::{self, Configuration};

mod near;
mod preview;
mod search;

/// Texts in memory, and what was done with them.
#[derive(Default)]
struct Memory {
    files: HashMap<String, String>,
    read: Mutex<Vec<String>>,
    written: Mutex<BTreeMap<String, Vec<u8>>>,
    /// The files that this build wrote, in no order.
    changed: Mutex<Vec<String>>,
}

impl World for Memory {
    fn read(&self, path: &str) -> (Option<File>, Vec<Warning>) {
        self.read.lock().unwrap().push(path.into());
        let text = self.files[path].clone();
        (Some(File { path: path.into(), text }), Vec::new())
    }
    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), String> {
        self.changed.lock().unwrap().push(path.into());
        self.written.lock().unwrap().insert(path.into(), bytes);
        Ok(())
    }
    fn has(&self, path: &str) -> bool {
        self.written.lock().unwrap().contains_key(path)
    }
    fn written(&self, path: &str) -> Option<Vec<u8>> {
        self.written.lock().unwrap().get(path).cloned()
    }
    fn keeps(&self) -> bool {
        true
    }
}

impl Memory {
    fn set(&mut self, path: &str, text: &str) {
        self.files.insert(path.into(), text.into());
    }

    /// Builds the site as it is now, after a build that left `state`.
    fn build(&self, input: Input, state: State) -> (Site, State, Vec<Warning>) {
        let stub =
            |(path, text): (&String, &String)| Stub { path: path.clone(), stamp: hash(text) };
        let documents = self.files.iter().map(stub).collect();
        self.read.lock().unwrap().clear();
        self.changed.lock().unwrap().clear();
        build(Input { documents, ..input }, state, self).unwrap()
    }

    fn json<T: FromJson>(&self, path: &str) -> T {
        let json = serde_json::from_slice::<serde_json::Value>(&self.written.lock().unwrap()[path]);
        T::from_json(&json.unwrap()).unwrap()
    }
}

/// A site as its readers find it.
struct Built {
    payloads: Vec<Payload>,
    manifest: Manifest,
    shards: Vec<RouteShard>,
    assets: Vec<Asset>,
    drawings: Vec<String>,
}

fn site_of(files: &[(&str, &str)], input: Input) -> (Built, Vec<Warning>) {
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.set(path, text);
    }
    let (site, _, warnings) = memory.build(input, State::default());
    let paths: Vec<String> = memory.written.lock().unwrap().keys().cloned().collect();
    let pages = paths.iter().filter(|path| path.starts_with("data/pages/"));
    let mut payloads: Vec<Payload> = pages.map(|path| memory.json(path)).collect();
    payloads.sort_by(|a, b| a.url.cmp(&b.url));
    let shards = paths.iter().filter(|path| path.starts_with("data/routes/")).count();
    let shards = (0..shards as u32).map(|number| memory.json(&shard_file(number))).collect();
    let manifest = memory.json("manifest.json");
    let written = memory.written.into_inner().unwrap();
    let drawings = written.iter().filter(|(path, _)| path.starts_with("emoji/"));
    let drawings = drawings.map(|(_, svg)| String::from_utf8_lossy(svg).into_owned()).collect();
    (Built { payloads, manifest, shards, assets: site.assets, drawings }, warnings)
}

fn site(files: &[(&str, &str)]) -> (Built, Vec<Warning>) {
    site_of(files, Input::default())
}

fn configured(toml: &str) -> Input {
    let (settings, warnings) =
        settings::read(Some(Configuration { name: "site.toml", text: toml }), None);
    assert_eq!(warnings, []);
    Input { settings, ..Input::default() }
}

fn payload<'a>(site: &'a Built, url: &str) -> &'a Payload {
    let urls: Vec<_> = site.payloads.iter().map(|it| &it.url).collect();
    site.payloads.iter().find(|it| it.url == url).unwrap_or_else(|| panic!("{url} not in {urls:?}"))
}

#[test]
fn documents_of_four_dialects_link_to_each_other() {
    let (site, warnings) = site(&[
        (
            "pages/index.md",
            "Title: Home\nURL:\nsave_as: index.html\n\n[a]({filename}../a.md) [t](#x)\n\n## x\n",
        ),
        ("pages/about.md", "---\ndraft: false\n---\n[a]({{< ref \"../a.md#part\" >}})\n"),
        (
            "posts/a.md",
            "---\nlayout: post\ndate: 2024-01-02\n---\n## Part\n[h](/) {% include list_directory.md loc=\"shelf\" %}\n",
        ),
        ("shelf/one.md", "# One\n[about](../pages/about.md)\n"),
    ]);
    assert_eq!(warnings, []);
    assert_eq!(payload(&site, "/").links["{filename}../a.md"], "/posts/a/");
    assert_eq!(payload(&site, "/about/").markdown.as_deref(), Some("[a](/posts/a/#part)\n"));
    let post = payload(&site, "/posts/a/").markdown.clone().unwrap();
    assert!(post.contains("* [One](/shelf/one/)"), "{post}");
    assert_eq!(payload(&site, "/shelf/one/").links["../pages/about.md"], "/about/");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let (_, warnings) = site(&[
        ("pages/a.md", "# A\n\nx [b](gone.md) :rokcet:\n[c](#nope) 00:08:49 `:rokcet:`\n"),
        (
            "pages/b.md",
            "---\ndraft: false\n---\n[x]({{< ref \"nowhere.md\" >}})\n[a](a.md#B)\n\n## b\n",
        ),
    ]);
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "pages/a.md:3:3: link: `gone.md` leads nowhere; put the file there or mend the link",
            "pages/a.md:3:16: emoji: `:rokcet:` is no emoji; did you mean `:rocket:`?",
            "pages/a.md:4:1: anchor: `#nope` leads to an anchor that is not there; link to one of the page's headings",
            "pages/b.md:4:5: link: the reference `nowhere.md` leads nowhere; put the file there or mend the link",
            "pages/b.md:5:1: anchor: `a.md#B` leads to an anchor that is not there; link to one of the page's headings",
        ]
    );
}

#[test]
fn a_payload_carries_the_emoji_its_page_shows_and_no_other() {
    let (site, _) = site(&[("pages/a.md", ":rocket: `:ship:` :shipit: :nope:\n")]);
    let emoji = &payload(&site, "/a/").emoji;
    assert_eq!(emoji.len(), 2);
    assert_eq!((emoji["rocket"].as_str(), emoji["shipit"].as_str()), ("🚀", "emoji/shipit.svg"));
    assert_eq!(site.drawings.len(), 1);
    assert!(site.drawings[0].starts_with("<svg"));
}

fn own_emoji(names: &[&str]) -> Input {
    let assets = names.iter().map(|name| AssetFile {
        file: format!("/x/{name}"),
        path: format!("emoji/{name}"),
        ..AssetFile::default()
    });
    Input { assets: assets.collect(), ..Input::default() }
}

#[test]
fn own_emoji_are_shown_and_come_before_githubs() {
    let text = ":stacks: :rocket: :shipit: :stacks::skin-tone-3: :wave::skin-tone-3:\n";
    let input = own_emoji(&["stacks.svg", "rocket.png", "shipit.gif"]);
    let (site, warnings) = site_of(&[("pages/a.md", text)], input);
    let emoji: Vec<_> = payload(&site, "/a/").emoji.clone().into_iter().collect();
    let shown = [
        ("rocket", "emoji/rocket.png"),
        ("shipit", "emoji/shipit.gif"),
        ("stacks", "emoji/stacks.svg"),
        ("wave::skin-tone-3", "👋🏼"),
    ];
    assert_eq!(emoji, shown.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(site.drawings, Vec::<String>::new(), "ours is not in the way");
    assert_eq!(site.assets.len(), 3);
    let said: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["pages/a.md:1:28: emoji: `:stacks:` has no skin tones; write `:stacks:` alone"]
    );
}

#[test]
fn files_that_cannot_be_emoji_are_reported() {
    let names = ["a.svg", "A b.svg", "b.gif", "b.svg", "more/c.svg", "d.txt", "é.svg"];
    let (site, warnings) = site_of(&[("a.md", "# A\n")], own_emoji(&names));
    let addresses: Vec<_> = site.assets.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(addresses, ["/emoji/a.svg", "/emoji/b.gif"]);
    let said: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    let fit = "small letters without accents, digits, `_`, `+` and `-`; it is not published";
    let folder = "this folder is for emoji: SVG, PNG, GIF or WebP files, and no further folders; put it elsewhere; it is not published";
    assert_eq!(
        said,
        [
            format!("emoji/A b.svg: emoji: `:A b:` cannot be a shortcode; name it a_b.svg: {fit}"),
            "emoji/b.svg: emoji: `:b:` is emoji/b.gif already; rename it; it is not published"
                .into(),
            format!("emoji/d.txt: emoji: {folder}"),
            format!("emoji/more/c.svg: emoji: {folder}"),
            format!("emoji/é.svg: emoji: `:é:` cannot be a shortcode; name it _.svg: {fit}"),
        ]
    );
}

#[test]
fn own_emoji_that_are_published_only_if_needed_are_when_shown() {
    let mut input = own_emoji(&["a.svg", "b.svg"]);
    input.assets.iter_mut().for_each(|it| it.is_if_linked = true);
    let (site, _) = site_of(&[("a.md", "# A\n\n:b:\n")], input);
    let addresses: Vec<_> = site.assets.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(addresses, ["/emoji/b.svg"]);
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let files =
        [("posts/a.md", "---\ndraft: true\ndate: 2024-01-01\n---\nx\n"), ("posts/b.md", "# B\n")];
    assert!(!site(&files).0.payloads.iter().any(|it| it.url == "/posts/a/"));
    let (site, _) = site_of(&files, Input { drafts: true, ..Input::default() });
    assert!(payload(&site, "/posts/a/").draft);
    assert!(site.manifest.latest[0].draft);
}

#[test]
fn without_a_home_document_the_home_is_the_list_of_posts() {
    let (site, _) = site(&[
        ("post/old.md", "+++\ntitle = \"Old\"\ndate = \"2020-01-01\"\n+++\nx\n"),
        ("post/new.md", "+++\ntitle = \"New\"\ndate = \"2021-01-01\"\n+++\ny\n"),
    ]);
    let titles: Vec<_> = payload(&site, "/")
        .list
        .as_ref()
        .unwrap()
        .entries
        .iter()
        .map(|it| it.title.as_str())
        .collect();
    assert_eq!(titles, ["New", "Old"]);
    assert_eq!(site.manifest.posts, 2);
}

#[test]
fn a_folder_of_undated_or_dated_files_has_a_home_too() {
    let names: Vec<String> = (0..50).map(|it| format!("note-{it:02}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "text\n")).collect();
    let (undated, _) = site(&files);
    let home = payload(&undated, "/").list.clone().unwrap();
    assert_eq!((home.total, home.older.as_deref()), (Some(50), Some("/page/1/")));
    assert_eq!(payload(&undated, "/page/1/").list.as_ref().unwrap().entries.len(), PAGE_SIZE);
    assert_eq!(undated.manifest.menu, []);
    let (dated, _) =
        site(&[("2024-01-02-a.md", "x\n"), ("pages/b.md", "---\ndate: 2024-01-01\n---\n")]);
    assert_eq!(dated.manifest.posts, 1);
    assert_eq!(payload(&dated, "/posts/").list.as_ref().unwrap().entries[0].title, "A");
}

#[test]
fn long_lists_have_pages_that_new_posts_do_not_change() {
    let posts = |count: usize| {
        let files: Vec<(String, String)> = (1..=count)
            .map(|it| {
                (
                    format!("posts/p{it:03}.md"),
                    format!(
                        "---\ntitle: P{it}\ndate: 2024-01-01 {:02}:{:02}\n---\nx\n",
                        it / 60,
                        it % 60
                    ),
                )
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        site(&files).0
    };
    let (before, after) = (posts(45), posts(46));
    let titles = |site: &Built, url: &str| -> Vec<String> {
        payload(site, url)
            .list
            .as_ref()
            .unwrap()
            .entries
            .iter()
            .map(|it| it.title.clone())
            .collect()
    };
    assert_eq!(titles(&before, "/posts/page/1/").first().unwrap(), "P20");
    assert_eq!(titles(&before, "/posts/page/1/").last().unwrap(), "P1");
    let head = payload(&before, "/posts/").list.clone().unwrap();
    assert_eq!((head.entries.len(), head.total), (5 + PAGE_SIZE, Some(45)));
    assert_eq!(head.older.as_deref(), Some("/posts/page/1/"));
    assert_eq!(payload(&before, "/posts/page/1/"), payload(&after, "/posts/page/1/"));
    assert_eq!(payload(&before, "/posts/page/2/"), payload(&after, "/posts/page/2/"));
    assert_eq!(before.manifest.latest.len(), LATEST);
}

#[test]
fn tags_have_pages_and_counts() {
    let (site, _) = site(&[
        ("posts/a.md", "---\ntags: [Rust, Web]\ndate: 2024-01-01\n---\nx\n"),
        ("posts/b.md", "---\ntags: rust\n---\nx\n"),
    ]);
    let counts: Vec<_> = payload(&site, "/tags/")
        .tag_counts
        .iter()
        .map(|it| (it.title.as_str(), it.count))
        .collect();
    assert_eq!(counts, [("Rust", 2), ("Web", 1)]);
    assert_eq!(payload(&site, "/tags/rust/").list.as_ref().unwrap().entries.len(), 2);
}

#[test]
fn authors_have_pages_and_counts() {
    let (site, warnings) = site(&[
        ("a.md", "---\nauthors: [Ada Marsh, ada marsh]\ndate: 2024-01-01\n---\nx\n"),
        ("b.md", "---\nauthor: [Bo, '?!']\n---\n[a]({author}Ada Marsh) [all](/authors/)\n"),
    ]);
    assert_eq!(warnings, []);
    let authors = payload(&site, "/authors/");
    let counts: Vec<_> =
        authors.tag_counts.iter().map(|it| (it.title.as_str(), it.count)).collect();
    assert_eq!((authors.title.as_str(), counts), ("Authors", vec![("Ada Marsh", 1), ("Bo", 1)]));
    let urls: Vec<_> = payload(&site, "/b/").authors.iter().map(|it| it.url.as_str()).collect();
    assert_eq!(urls, ["/authors/bo/"]);
}

#[test]
fn the_lists_of_other_generators_lead_to_ours() {
    let configured = |name: &str, text: &str, dialect: Dialect| {
        settings::read(None, Some((settings::Configuration { name, text }, dialect))).0
    };
    let led = |path: &str, text: &str, settings: Settings| {
        let mut memory = Memory::default();
        memory.set(path, text);
        let input = Input { settings, ..Input::default() };
        let (site, _, warnings) = memory.build(input, State::default());
        let lists = site.redirects.into_iter().filter(|it| !it.to.ends_with("/a/"));
        (lists.map(|it| format!("{} {}", it.from, it.to)).collect::<Vec<_>>(), warnings)
    };
    let hugo =
        configured("hugo.toml", "[taxonomies]\ntag = 'tags'\nmood = 'moods'\n", Dialect::Hugo);
    let text =
        "---\ndate: 2024-01-02\ntags: [C++]\nmoods: [Calm Sea]\n---\n[x](/moods/calm-sea/)\n";
    let expected = ["/moods/calm-sea/ /tags/calm-sea/", "/tags/c++/ /tags/c/"];
    assert_eq!(led("posts/a.md", text, hugo), (expected.map(str::to_owned).into(), vec![]));

    let pelican = configured(
        "pelicanconf.py",
        "TAG_URL = 't/{slug}/'\nCATEGORY_SAVE_AS = ''\n",
        Dialect::Pelican,
    );
    let text = "Title: A\nDate: 2024-01-02\nTags: Low Tide\nAuthor: Bo\n\n[x](/author/bo.html)\n";
    let expected = [
        "/author/bo.html /authors/bo/",
        "/t/low-tide/ /tags/low-tide/",
        "/tag/low-tide.html /tags/low-tide/",
    ];
    assert_eq!(led("log/a.md", text, pelican), (expected.map(str::to_owned).into(), vec![]));

    let jekyll =
        "jekyll-archives: {enabled: [tags, categories], permalinks: {tag: '/topic/:name/'}}\n";
    let jekyll = configured("_config.yml", jekyll, Dialect::Jekyll);
    let text = "---\ntags: [Low Tide]\ncategory: sea\n---\nx\n";
    let expected = ["/category/sea/ /tags/sea/", "/topic/low-tide/ /tags/low-tide/"];
    assert_eq!(led("_posts/2024-01-02-a.md", text, jekyll).0, expected);

    let zola = configured("config.toml", "base_url = 'https://z.io'\n", Dialect::Hugo);
    let text = "+++\n[taxonomies]\nmoods = ['Año']\n+++\n[x](/moods/ano/)\n";
    let expected = ["/moods/ano/ /tags/año/"];
    assert_eq!(led("a.md", text, zola), (expected.map(str::to_owned).into(), vec![]));
}

#[test]
fn documents_at_the_routes_of_lists_are_kept() {
    let posts: Vec<(String, String)> = (0..30)
        .map(|it| (format!("posts/p{it}.md"), "---\ntags: x\ndate: 2024-01-01\n---\n".into()))
        .collect();
    let mut files: Vec<(&str, &str)> =
        posts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    files.extend([("tags/_index.md", "# My tags\n"), ("posts/page/1.md", "# Page one\n")]);
    let (site, warnings) = site(&files);
    let tags = payload(&site, "/tags/");
    assert!(tags.title == "My tags" && tags.markdown.is_some() && tags.tag_counts.len() == 1);
    assert_eq!(payload(&site, "/posts/page/1-2/").title, "Page one");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let urls: HashSet<_> = site.payloads.iter().map(|it| &it.url).collect();
    assert_eq!(urls.len(), site.payloads.len());
}

#[test]
fn names_without_a_word_get_a_route_of_their_own() {
    let (site, _) =
        site(&[("posts/2024-01-02.md", "a\n"), ("!!!.md", "b\n"), ("index.markdown", "# Home\n")]);
    assert!(payload(&site, "/posts/2024-01-02/").date.is_some());
    assert!(payload(&site, "/untitled/").markdown.is_some());
    assert_eq!(payload(&site, "/").title, "Home");
}

#[test]
fn weights_order_sections_and_dates_order_posts() {
    let (site, _) = site(&[
        ("posts/old.md", "---\ntitle: Old\nweight: 1\ndate: 2001-01-01\n---\n"),
        ("posts/new.md", "---\ntitle: New\ndate: 2024-01-01\n---\n"),
        ("kit/b.md", "---\ntitle: B\nweight: 2\n---\n"),
        ("kit/a.md", "---\ntitle: A\nweight: 1\n---\n"),
    ]);
    assert_eq!(site.manifest.latest[0].title, "New");
    let kit = payload(&site, "/kit/").list.clone().unwrap();
    assert_eq!(kit.entries.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn two_documents_of_one_route_are_both_kept() {
    let (site, warnings) =
        site(&[("a/x.md", "# 1\n"), ("b.md", "---\nslug: x\nurl: /a/x/\ndraft: false\n---\n")]);
    assert!(payload(&site, "/a/x/").title == "1" && !payload(&site, "/a/x-2/").url.is_empty());
    assert_eq!(
        warnings[0].to_string().split(';').next().unwrap(),
        "b.md: route: /a/x/ is the route of a/x.md too"
    );
}

#[test]
fn every_route_is_in_its_shard_and_reserved_names_are_refused() {
    let paths: Vec<String> = (0..200).map(|it| format!("posts/{it}.md")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "# x\n")).collect();
    let asset = |path: &str, is_static: bool| AssetFile {
        file: format!("/x/{path}"),
        path: path.into(),
        place: is_static.then(|| path.into()),
        is_if_linked: false,
        size: None,
    };
    let assets = vec![
        asset("logo.svg", true),
        asset("manifest.json", false),
        asset("emoji", true),
        asset("a.png", false),
        asset("pages/a.png", false),
    ];
    let (site, warnings) = site_of(&files, Input { assets, ..Input::default() });
    assert_eq!(site.manifest.route_shards as usize, site.shards.len());
    for payload in &site.payloads {
        let shard = Route::new(&payload.url).shard(site.manifest.route_shards) as usize;
        assert!(site.shards[shard].routes.contains(&payload.url));
    }
    let published: Vec<_> =
        site.assets.iter().map(|it| (it.file.as_str(), it.address.as_str())).collect();
    assert_eq!(published, [("/x/logo.svg", "/logo.svg"), ("/x/a.png", "/a.png")]);
    assert_eq!(warnings.len(), 3, "{warnings:?}");
}

const POSTS: [(&str, &str); 4] = [
    ("posts/a.md", "---\ndate: 2024-01-01\ntags: [x]\n---\n# A\n\n## Part\n"),
    ("posts/b.md", "---\ndate: 2024-01-02\n---\n# B\n[a](a.md#part)\n"),
    ("posts/_index.md", "# All posts\n"),
    (
        "pages/about.md",
        "# About\n[b](../posts/b.md) {% include list_directory.md loc=\"posts\" %}\n",
    ),
];

fn memory() -> Memory {
    let mut memory = Memory::default();
    for (path, text) in POSTS {
        memory.set(path, text);
    }
    memory
}

fn sorted(list: &Mutex<Vec<String>>) -> Vec<String> {
    let mut list = list.lock().unwrap().clone();
    list.sort();
    list
}

#[test]
fn only_what_changed_is_read_and_written_again() {
    let mut memory = memory();
    let (_, state, _) = memory.build(Input::default(), State::default());
    let (_, state, _) = memory.build(Input::default(), state);
    assert_eq!((sorted(&memory.read), sorted(&memory.changed)), (vec![], vec![]));

    memory.set("posts/b.md", "---\ndate: 2024-01-02\n---\n# B\n[a](a.md#part) more\n");
    let (_, state, _) = memory.build(Input::default(), state);
    assert_eq!(sorted(&memory.read), ["posts/b.md"]);
    let pages: Vec<String> =
        sorted(&memory.changed).into_iter().filter(|it| it.contains("pages/")).collect();
    assert_eq!(
        pages,
        ["data/pages/index.json", "data/pages/posts/b/index.json", "data/pages/posts/index.json"],
        "the post and the lists that show its excerpt"
    );
    let all: Payload = memory.json("data/pages/posts/index.json");
    assert_eq!(all.title, "All posts");
    assert_eq!(all.list.unwrap().entries[0].excerpt.as_deref(), Some("a more"));
    drop(state);
}

#[test]
fn a_build_after_a_change_equals_a_build_from_nothing() {
    let changes: [(&str, Option<&str>); 7] = [
        ("posts/b.md", Some("---\ndate: 2024-01-02\nslug: moved\n---\n# B\n[a](a.md#gone)\n")),
        ("posts/a.md", Some("---\ndate: 2024-03-01\ntags: [y]\n---\n# New title\n\n## Gone\n")),
        ("posts/_index.md", Some("# Other name\n")),
        ("posts/c.md", Some("---\ndate: 2024-01-03\n---\n# C\n[b](b.md)\n")),
        ("posts/b.md", None),
        ("posts/_index.md", None),
        ("posts/a.md", Some("---\ndraft: true\n---\n# A\n")),
    ];
    let mut memory = memory();
    let (_, mut state, _) = memory.build(Input::default(), State::default());
    for (path, text) in changes {
        match text {
            Some(text) => memory.set(path, text),
            None => drop(memory.files.remove(path)),
        }
        let (site, next, warnings) = memory.build(Input::default(), state);
        state = next;
        let fresh = Memory { files: memory.files.clone(), ..Memory::default() };
        let (expected, _, expected_warnings) = fresh.build(Input::default(), State::default());
        assert_eq!(warnings, expected_warnings, "after {path}");
        assert_eq!(site.files, expected.files, "after {path}");
        for file in &site.files {
            // Pictures are among them.
            let text = |memory: &Memory| {
                String::from_utf8_lossy(&memory.written.lock().unwrap()[file]).into_owned()
            };
            assert_eq!(text(&memory), text(&fresh), "{file} after {path}");
        }
    }
}

#[test]
fn a_change_of_the_own_emoji_makes_the_pages_anew_that_ask_for_them() {
    let mut memory = Memory::default();
    memory.set("shows.md", "# Shows\n\n:stacks:\n");
    memory.set("near.md", "# Near\n\n:stakcs:\n");
    memory.set("title.md", "# Books :stacks:\n\ntext\n");
    memory.set("rocket.md", "# Rocket\n\n:rocket: :wave_tone1:\n");
    memory.set("none.md", "# None\n");
    let pages = |memory: &Memory| {
        let changed = sorted(&memory.changed);
        let pages = changed.iter().filter_map(|it| it.strip_prefix("data/pages/"));
        let pages = pages.filter_map(|it| Some(it.strip_suffix("/index.json")?.to_owned()));
        pages.filter(|it| memory.files.contains_key(&format!("{it}.md"))).collect::<Vec<_>>()
    };
    let mut state = State::default();
    for (own, changed) in [
        (&[][..], &["near", "none", "rocket", "shows", "title"][..]),
        (&["stacks.svg"], &["near", "shows", "title"]),
        (&["stacks.svg"], &[]),
        (&["rocket.svg", "stacks.svg"], &["near", "rocket", "title"]),
        (&["rocket.svg", "stacks.png"], &["near", "shows", "title"]),
        (&["rocket.svg"], &["near", "shows", "title"]),
        (&[], &["near", "rocket", "shows", "title"]),
    ] {
        let (_, next, warnings) = memory.build(own_emoji(own), state);
        state = next;
        let made = pages(&memory);
        assert_eq!(made, changed, "with {own:?}");
        let fresh = Memory { files: memory.files.clone(), ..Memory::default() };
        let (site, _, expected) = fresh.build(own_emoji(own), State::default());
        assert_eq!(warnings, expected, "with {own:?}");
        for file in &site.files {
            let bytes = |memory: &Memory| memory.written.lock().unwrap()[file].clone();
            assert_eq!(bytes(&memory), bytes(&fresh), "{file} with {own:?}");
        }
    }
}

#[test]
fn posts_say_how_long_they_take_to_read() {
    let prose = "word ".repeat(3 * 238);
    let post = format!("---\ndate: 2024-01-02\n---\n# A\n{prose}\n\n```\n{prose}\n```\n");
    let page = format!("# About\n{prose}");
    let files = [
        ("posts/a.md", post.as_str()),
        ("posts/b.md", "---\ndate: 2024-01-02\n---\n# B\n![](b.png)\n"),
        ("posts/_index.md", "---\ndate: 2024-01-02\n---\n# All\nposts\n"),
        ("pages/about.md", page.as_str()),
    ];
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.set(path, text);
    }
    memory.build(Input::default(), State::default());
    for (route, words, minutes) in [
        ("posts/a", Some(3 * 238), Some(3)),
        ("posts/b", None, None),
        ("posts", Some(1), None),
        ("about", Some(3 * 238), None),
    ] {
        let payload: Payload = memory.json(&format!("data/pages/{route}/index.json"));
        assert_eq!((payload.words, payload.minutes), (words, minutes), "{route}");
    }
}

#[test]
fn what_is_not_published_yet_or_no_longer_is_left_out() {
    let files = [
        ("posts/a.md", "---\ndate: 2024-01-02\n---\n# A\n"),
        ("posts/b.md", "---\ndate: 2024-01-03\n---\n# B\n"),
    ];
    let today = Some(jiff::civil::date(2024, 1, 2));
    let (built, _) = site_of(&files, Input { today, ..Input::default() });
    assert_eq!(built.manifest.posts, 1);
    let (built, _) = site_of(&files, Input { today, drafts: true, ..Input::default() });
    assert_eq!(built.manifest.posts, 2);
}

#[test]
fn a_script_for_diagrams_is_published_where_it_is_asked_for() {
    let built = |mermaid: &str| {
        let mut memory = Memory::default();
        memory.set("a.md", "```mermaid\npie\n```\n");
        let settings = Settings { mermaid: mermaid.into(), ..Settings::default() };
        memory.build(Input { settings, ..Input::default() }, State::default());
        let manifest: Manifest = memory.json("manifest.json");
        let written = memory.written.into_inner().unwrap();
        let script = written.get("made/diagrams.js");
        (manifest.diagrams, script.map(|it| String::from_utf8_lossy(it).into_owned()))
    };
    assert_eq!(built(""), (None, None));
    for (mermaid, address) in
        [("/lib/m.mjs", "lib/m.mjs"), ("https://a.io/m\".mjs", "https://a.io/m\\\".mjs")]
    {
        let (module, script) = built(mermaid);
        assert_eq!(module.as_deref(), Some(mermaid));
        let line = format!("\nconst address = new URL(\"{address}\", document.baseURI).href;\n");
        assert!(script.unwrap().contains(&line), "{line}");
    }
}
