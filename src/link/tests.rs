use super::*;
use crate::dialect::Dialect;
use crate::document::{Document, File};
use crate::emoji::Table;

fn head(path: &str, text: &str) -> Head {
    let file = File { path: path.into(), text: text.into() };
    let (split, mut warnings) = crate::front_matter::split(path, text);
    Document::new(file, Dialect::Plain, &split.metadata, split.body, &Table::GITHUB, &mut warnings)
        .head
}

fn index() -> Index {
    let mut index = Index::default();
    index.add_own_address("https://Example.org/blog/");
    let mut add = |path: &str, route: &str| {
        index.add_document(&head(path, ""), &Route::new(route));
    };
    add("pages/index.md", "");
    add("pages/about.md", "about");
    add("posts/netlify.md", "posts/netlify");
    add("posts/trip/index.md", "posts/trip");
    add("a/twin.md", "a/twin");
    add("b/twin.md", "b/twin");
    add("caf\u{e9}.md", "caf\u{e9}");
    add("docs/deep/Guide.markdown", "docs/deep/guide");
    add("_posts/2024-01-02-Hello-You.md", "2024/01/02/hello-you");
    let old = ["/2020/old.html", "older/index.html", "/posts/mu%C3%B1eca/"];
    let old = Head { old_addresses: old.map(str::to_owned).into(), ..head("new.md", "") };
    index.add_document(&old, &Route::new("new"));
    let spanish = Head {
        place: "pages/about.md".into(),
        language: Some("es".into()),
        ..head("pages/about.es.md", "")
    };
    index.add_document(&spanish, &Route::new("es/about"));
    index.add_withheld(&head("posts/draft.md", "---\ndraft: true\n---\n"), Why::Draft);
    index.add_asset("posts/trip/map 1.png", "/posts/trip/map 1.png", Some((4, 3)));
    index.add_asset("logo.svg", "/logo.svg", None);
    index.add_asset("img/pic.png", "/img/pic.png", None);
    index.add_unpublished("_layouts");
    index.add_unpublished("_includes/note.md");
    index.add_unpublished("_secret.txt");
    for route in ["tags/rust", "posts", "tags", "a", "b"] {
        index.add_route(&Route::new(route));
    }
    index
}

fn target(written: &str, path: &str, route: &str) -> Target {
    let route = Route::new(route);
    index().resolve(written, From::document(&head(path, ""), &route))
}

/// Where `written` leads from `pages/about.md`, or why it does not.
fn leads(written: &str) -> String {
    match target(written, "pages/about.md", "about") {
        Target::Elsewhere => "elsewhere".into(),
        Target::Here { .. } => "here".into(),
        Target::Page { address, spelling: None, .. }
        | Target::File { address, spelling: None, .. } => address,
        Target::Page { address, spelling: Some(spelling), .. }
        | Target::File { address, spelling: Some(spelling), .. } => {
            format!("{address} as {spelling}")
        }
        Target::Missing { why, advice } => format!("{why:?}: {advice}"),
    }
}

#[test]
fn links_lead_where_their_authors_meant() {
    for (written, address) in [
        ("../posts/netlify.md", "/posts/netlify/"),
        ("{filename}../posts/netlify.md#cost", "/posts/netlify/#cost"),
        ("{filename}/posts/netlify.md", "/posts/netlify/"),
        ("|filename|../netlify.md", "/posts/netlify/"),
        ("@/posts/netlify.md", "/posts/netlify/"),
        ("../netlify.md", "/posts/netlify/"),
        ("netlify", "/posts/netlify/"),
        ("../posts/trip/", "/posts/trip/"),
        ("../posts/trip/index.html", "/posts/trip/"),
        ("..//posts/./netlify.html", "/posts/netlify/"),
        ("..\\posts\\netlify.md", "/posts/netlify/"),
        ("/posts/trip/map%201.png", "/posts/trip/map 1.png"),
        ("../static/logo.svg", "/logo.svg"),
        ("/logo.svg", "/logo.svg"),
        ("/tags/rust/", "/tags/rust/"),
        ("/posts/netlify.html?x=1", "/posts/netlify/?x=1"),
        ("../", "/"),
        ("../posts", "/posts/"),
        ("../a/", "/a/"),
        ("/2020/old.html", "/new/"),
        ("/2020/old/#x", "/new/#x"),
        ("/older/", "/new/"),
        ("/posts/mu%C3%B1eca", "/new/"),
        ("../cafe%CC%81.md", "/caf\u{e9}/"),
        ("2024-01-02-Hello-You", "/2024/01/02/hello-you/"),
        ("/blog/2024/01/02/hello-you.html", "/2024/01/02/hello-you/"),
        ("hello-you.md", "/2024/01/02/hello-you/"),
        ("x/b/twin.md", "/b/twin/"),
        ("http://example.org/blog/about/#x", "/about/#x"),
        ("//example.org/blog", "/"),
        ("https://example.org/blog#x", "/#x"),
        ("HTTPS://EXAMPLE.ORG/blog/logo.svg", "/logo.svg"),
        ("https://example.org/blogger/", "elsewhere"),
        ("https://www.example.org/blog/", "elsewhere"),
        ("mailto:a@b.co", "elsewhere"),
        ("#here", "here"),
        ("?q=1", "here"),
    ] {
        assert_eq!(leads(written), address, "{written}");
    }
}

#[test]
fn other_capitals_are_understood_and_named() {
    for (written, address) in [
        ("../Posts/Netlify.md", "/posts/netlify/ as posts/netlify.md"),
        ("/docs/deep/guide.markdown", "/docs/deep/guide/ as docs/deep/Guide.markdown"),
        ("/Posts/Netlify/", "/posts/netlify/ as /posts/netlify/"),
        ("../IMG/pic.PNG", "/img/pic.png as img/pic.png"),
        ("elsewhere/Pic.png", "/img/pic.png as img/pic.png"),
    ] {
        assert_eq!(leads(written), address, "{written}");
    }
}

#[test]
fn dead_links_come_with_a_reason_and_advice() {
    for (written, reason) in [
        ("../nettlify.md", "Nowhere: did you mean posts/netlify.md?"),
        ("zzzzzz.md", "Nowhere: put the file there or mend the link"),
        ("twin.md", "Several: give the path: a/twin.md, b/twin.md"),
        ("../../../etc/passwd", "Nowhere: put the file there or mend the link"),
        ("../posts/draft.md", "Draft: publish it, or take the link out"),
        ("/posts/draft/", "Draft: publish it, or take the link out"),
        ("../docs/deep/", "Folder: give the folder an _index.md, or link to one of its documents"),
        ("/_includes/note.md", "Include: include it, or move it among the documents"),
        ("", "Empty: write where it leads, or take the link out"),
    ] {
        assert_eq!(leads(written), reason, "{written}");
    }
    assert!(leads("../_secret.txt").starts_with("Unpublished: "));
    assert!(leads("../_layouts/post.html").starts_with("Unpublished: "));
}

#[test]
fn fragments_are_kept_for_the_check() {
    let fragment = |written| match target(written, "x/y.md", "x/y") {
        Target::Page { fragment, .. } | Target::Here { fragment } => fragment,
        other => panic!("{other:?}"),
    };
    assert_eq!(fragment("../netlify.md#a%20b").as_deref(), Some("a b"));
    assert_eq!(fragment("#"), None);
}

#[test]
fn images_bring_their_size() {
    let map = target("map%201.png", "posts/trip/index.md", "posts/trip");
    assert!(matches!(map, Target::File { size: Some((4, 3)), .. }), "{map:?}");
}

#[test]
fn a_relative_address_is_seen_from_where_the_document_was() {
    let document = |dialect, path: &str| Head {
        dialect,
        old_addresses: vec!["/2020/beside.html".into()],
        ..head(path, "")
    };
    let route = Route::new("posts/beside");
    let head = document(Dialect::Pelican, "posts/beside.md");
    let target = index().resolve("old.html", From::document(&head, &route));
    assert!(matches!(target, Target::Page { address, .. } if address == "/new/"));
}

#[test]
fn hugo_prefers_the_language_of_the_document_that_links() {
    let spanish = Head {
        language: Some("es".into()),
        dialect: Dialect::Hugo,
        ..head("posts/netlify.es.md", "")
    };
    let route = Route::new("es/posts/netlify");
    let address =
        |head: &Head| match index().resolve("/pages/about.md", From::document(head, &route)) {
            Target::Page { address, .. } => address,
            other => panic!("{other:?}"),
        };
    assert_eq!(address(&spanish), "/es/about/");
    assert_eq!(address(&Head { dialect: Dialect::Zola, ..spanish }), "/about/");
}

#[test]
fn a_language_that_is_named_is_the_only_one() {
    let english = Head { dialect: Dialect::Hugo, ..head("en/posts/a.md", "") };
    let in_folder = |language: &str, name: &str| Head {
        language: Some(language.into()),
        place: format!("posts/{name}"),
        ..head(&format!("{language}/posts/{name}"), "")
    };
    let mut index = Index::default();
    for (language, name, route) in
        [("en", "b.md", "/b/"), ("es", "b.md", "/es/b/"), ("es", "c.md", "/es/c/")]
    {
        index.add_document(&in_folder(language, name), &Route::new(route));
    }
    let route = Route::new("a");
    let from = Head { language: Some("en".into()), place: "posts/a.md".into(), ..english };
    let leads = |tag: &str, path: &str| match index
        .resolve(&in_language(tag, path), From::document(&from, &route))
    {
        Target::Page { address, .. } => address,
        other => format!("{other:?}"),
    };
    assert_eq!(leads("es", "b.md#x"), "/es/b/#x", "beside the document");
    assert_eq!(leads("ES", "/posts/b"), "/es/b/", "from the content folder");
    assert_eq!(leads("en", "posts/b.md"), "/b/");
    assert_eq!(leads("es", "elsewhere/c.md"), "/es/c/", "by its name");
    assert!(leads("en", "c.md").contains("Nowhere"), "only in Spanish");
    assert!(leads("fr", "b.md").contains("Nowhere"), "in neither");
}

#[test]
fn hostile_paths_take_no_longer_than_their_length() {
    for path in ["../".repeat(300_000), "a/".repeat(300_000), "x.html".repeat(100_000)] {
        assert!(leads(&path).starts_with(['N', '/']), "{}", &path[..10]);
    }
}
