//! What a document of Jekyll becomes as a whole. Each part has tests of its own, and what readers see
//! is in `tests/golden/constructs/jekyll*`.

use super::*;
use crate::dialect::{self, Dialect};
use crate::document::File;
use crate::settings::Configuration;

/// The document at `path` on a site with this `_config.yml`.
fn read_on(
    config: &str,
    path: &str,
    text: &str,
    includes: &[(&str, &str)],
) -> (Document, Vec<Warning>) {
    let file = Configuration { name: "_config.yml", text: config };
    let (settings, _) = crate::settings::read(None, Some((file, Dialect::Jekyll)));
    let file = |(path, text): &(&str, &str)| File { path: (*path).into(), text: (*text).into() };
    let includes: Vec<File> = includes.iter().map(file).collect();
    let surroundings = Surroundings { includes: &includes, ..Surroundings::new(&settings) };
    dialect::read(file(&(path, text)), &surroundings)
}

/// The body of a post with this text, references as `<target>`, and what was found.
fn body(text: &str) -> (String, Vec<String>) {
    with_includes(text, &[])
}

fn with_includes(text: &str, includes: &[(&str, &str)]) -> (String, Vec<String>) {
    let config = "title: T\nurl: https://x.io\nbaseurl: /blog\n";
    let (document, warnings) = read_on(config, "_posts/2024-01-02-a.md", text, includes);
    let show = |piece: &Piece| match piece {
        Piece::Source(range) => document.file.text[range.clone()].to_owned(),
        Piece::Made { markdown, .. } => markdown.clone(),
        Piece::Reference { target, .. } => format!("<{target}>"),
        Piece::Listing { folder, .. } => format!("<list {folder}>"),
        Piece::Contents { .. } => "<contents>".into(),
    };
    let found = warnings.iter().map(|it| format!("{}:{} {}", it.line, it.column, it.found));
    (document.body.iter().map(show).collect(), found.collect())
}

fn addresses_of(config: &str, path: &str, front_matter: &str) -> (Option<String>, Vec<String>) {
    let head = read_on(config, path, &format!("---\n{front_matter}\n---\nx\n"), &[]).0.head;
    (head.address, head.old_addresses)
}

#[test]
fn posts_pages_and_collections_have_the_addresses_they_had() {
    let at = |config, path, front_matter| {
        let (address, old) = addresses_of(config, path, front_matter);
        (address.unwrap_or_default(), old.join(" "))
    };
    let post = "blog/_posts/2024-01-02-a.md";
    let both = |address: &str, old: &str| (address.to_owned(), old.to_owned());
    let plain = "title: x";
    assert_eq!(at(plain, post, "layout: x"), both("/blog/2024/01/02/a", "/blog/2024/01/02/a.html"));
    assert_eq!(at("permalink: pretty", post, "layout: x"), both("/blog/2024/01/02/a/", ""));
    assert_eq!(at(plain, post, "permalink: /g.html"), both("/g", "/g.html"));
    assert_eq!(at(plain, "about.md", "layout: x"), both("/about", "/about.html"));
    assert_eq!(at(plain, "docs/index.md", "layout: x"), both("/docs/", ""));
    assert_eq!(at(plain, "_drafts/a.md", "layout: x"), both("", ""));
    let collections = "collections: {staff: {output: true, permalink: '/team/:name/'}}";
    assert_eq!(at(collections, "_staff/jane.md", "layout: x"), both("/team/jane/", ""));
}

#[test]
fn former_addresses_are_kept() {
    let old =
        |front_matter| addresses_of("permalink: pretty\nurl: https://x.io", "a.md", front_matter).1;
    assert_eq!(old("redirect_from: old/"), ["/old/"]);
    assert_eq!(old("redirect_from: [/a.html, https://x.io/b/]"), ["/a.html", "/b/"]);
}

#[test]
fn without_a_configuration_pages_stay_in_their_folders() {
    let settings = crate::settings::Settings::default();
    let read = |path: &str| {
        let file = File { path: path.into(), text: "---\nlayout: x\n---\nx".into() };
        dialect::read(file, &Surroundings::new(&settings)).0.head
    };
    assert_eq!(read("pages/about.md").address, None);
    let post = read("_posts/2024-01-02-a.md");
    assert_eq!(post.address.as_deref(), Some("/2024/01/02/a"));
}

#[test]
fn the_front_matter_is_completed_and_understood() {
    let config = "title: T\ndefaults:\n- {scope: {type: posts}, values: {author: Site, categories: [log]}}\n";
    let head = |path, front_matter: &str| {
        read_on(config, path, &format!("---\n{front_matter}\n---\nx\n"), &[]).0.head
    };
    let post = head("sea/_posts/2024-01-02-a.md", "tags: fog lamp\ncategory: by night");
    assert_eq!(post.tags, ["fog", "lamp", "sea", "log", "by night"]);
    assert_eq!(post.authors, ["Site"]);
    assert_eq!(post.address.as_deref(), Some("/sea/log/by night/2024/01/02/a"));
    let post = head(
        "_posts/2024-01-02-a.md",
        "author: {name: Ada}\npublished: false\nhidden: true\nref: one",
    );
    assert_eq!(post.authors, ["Ada"]);
    assert!(post.draft && post.unlisted);
    assert_eq!(post.translation_key.as_deref(), Some("one"));
    assert!(head("_drafts/a.md", "title: x").draft);
}

#[test]
fn a_document_that_has_moved_leads_on() {
    let text = "---\nredirect_to:\n  - https://example.org/new\n---\nGone.\n";
    let (document, warnings) = read_on("title: T", "a.md", text, &[]);
    let Some(Piece::Made { markdown, .. }) = document.body.first() else {
        panic!("{:?}", document.body)
    };
    assert!(markdown.contains("(<https://example.org/new>)") && document.head.unlisted);
    assert_eq!((warnings[0].line, warnings.len()), (2, 1));
}

#[test]
fn what_is_read_keeps_its_place() {
    let (document, _) = read_on("title: T", "a.md", "one {{ page.title }} two\n", &[]);
    assert_eq!(
        document.body,
        [
            Piece::Source(0..4),
            Piece::Made { markdown: "A".into(), from: 4..20 },
            Piece::Source(20..25)
        ]
    );
    let (document, _) = read_on("title: T", "a.md", "No construct.\n\n- [x](y)\n", &[]);
    assert_eq!(document.body, [Piece::Source(0..24)]);
    let (_, found) = body("---\nx: y\n---\nok\n\n- {{ page.x }} {% nope %}\n");
    assert_eq!(found, ["6:16 the Liquid tag `nope` is not understood"]);
}

#[test]
fn the_built_in_listing_stands_back_behind_the_sites_own() {
    let listing = "{% include list_directory.md loc=\"/migrate/\" %}";
    assert_eq!(body(listing).0, "<list migrate>");
    assert_eq!(
        with_includes(listing, &[("list_directory.md", "own {{ include.loc }}")]).0,
        "own /migrate/"
    );
    assert_eq!(body("{% include list_directory.md %}").1.len(), 1);
}

struct Beside;

impl crate::dialect::Files for Beside {
    fn text(&self, path: &str) -> Result<String, String> {
        match path {
            "_posts/parts/a.md" => Ok("part {{ include.n }}{% include_relative b.md %}".into()),
            "_posts/b.md" => Ok(" and b".into()),
            "_posts/round.md" => Ok("{% include_relative ./parts/../round.md %}".into()),
            _ => Err("is not there".into()),
        }
    }
}

#[test]
fn relative_includes_are_read_from_beside_the_document() {
    let settings = crate::settings::Settings::default();
    let includes = [File { path: "c.md".into(), text: "of _includes".into() }];
    let surroundings =
        Surroundings { includes: &includes, files: &Beside, ..Surroundings::new(&settings) };
    let read = |text: &str| {
        let file = File { path: "_posts/2024-01-02-a.md".into(), text: text.into() };
        let (document, warnings) = dialect::read(file, &surroundings);
        let show = |piece: &Piece| match piece {
            Piece::Source(range) => document.file.text[range.clone()].to_owned(),
            Piece::Made { markdown, .. } => markdown.clone(),
            _ => String::new(),
        };
        let shown: String = document.body.iter().map(show).collect();
        (shown, document.shown, warnings.into_iter().map(|it| it.advice).collect::<Vec<_>>())
    };
    let (shown, files, advice) =
        read("{% include_relative parts/a.md n=1 %}, {% include_relative c.md %}");
    assert_eq!((shown.as_str(), advice.len()), ("part 1 and b, of _includes", 0));
    assert_eq!(files, ["_posts/parts/a.md", "_posts/b.md", "_posts/c.md"]);
    for (text, expected) in [
        ("{% include_relative ../../etc/passwd %}", "it leads out of the content folder"),
        ("{% include_relative gone.md %}", "`_posts/gone.md` is not there"),
        ("{% include_relative round.md %}", "_posts/round.md → _posts/round.md goes in a circle"),
    ] {
        let (shown, _, advice) = read(text);
        assert!(shown.starts_with("{%") && advice[0].starts_with(expected), "{text}: {advice:?}");
    }
}

#[test]
fn addresses_lose_what_only_says_that_they_are_ours() {
    for (text, expected) in [
        ("[x]({{ site.url }}{{ site.baseurl }}/y)", "[x](/y)"),
        ("[x]({{ site.baseurl }}{% post_url 2024-01-02-b %})", "[x](</_posts/2024-01-02-b>)"),
        ("[x]({{ site.url }}{{ page.url }})", "[x](</_posts/2024-01-02-a.md>)"),
        ("[x]({{ site.url }}#y)", "[x](/#y)"),
        ("[x]({{ '/y' | absolute_url }})", "[x](/y)"),
        ("{{ '/y' | absolute_url }}", "https://x.io/blog/y"),
        ("{{ page.url | absolute_url }}", "https://x.io/blog</_posts/2024-01-02-a.md>"),
        ("{% assign u = site.baseurl | append: '/y' %}<a href=\"{{ u }}\">", "<a href=\"/y\">"),
        (
            "{% capture u %}{% post_url 2024-01-02-b %}{% endcapture %}[x]({{ u }})",
            "[x](/_posts/2024-01-02-b)",
        ),
    ] {
        assert_eq!(body(text).0, expected, "{text}");
    }
}

#[test]
fn the_excerpt_ends_where_the_author_says() {
    let text = "---\nexcerpt_separator: <!-- cut -->\n---\na\n\n<!-- cut -->\n\nb\n";
    assert_eq!(body(text).0, "a\n\n<!--more-->\n\nb\n");
    let (document, _) = read_on("excerpt_separator: '%%'", "a.md", "a %% b", &[]);
    assert_eq!(document.body.len(), 3);
}

#[test]
fn constructs_are_counted_once_and_by_name() {
    let text = "{% if page.x %}{{ page.y }}{% endif %}{% for i in (1..3) %}{{ i }}{% endfor %}\
                {% nope %} `{{ code }}` {: .a}\n\n*x*{: .b}\n";
    let (document, warnings) = read_on("title: T", "_posts/2024-01-02-a.md", text, &[]);
    let counts: Vec<(String, u32, u32)> = document
        .tally
        .iter()
        .map(|(_, name, count)| (name.to_owned(), count.found, count.understood))
        .collect();
    let one = |name: &str, understood: u32| (name.to_owned(), 1, understood);
    assert_eq!(
        counts,
        [
            one("for", 1),
            one("if", 1),
            one("nope", 0),
            one("i", 1),
            one("page.y", 1),
            one(".a", 0),
            one(".b", 1)
        ]
    );
    assert_eq!(warnings.len(), 2, "{warnings:?}");
}

#[test]
fn other_converters_have_no_attribute_lists() {
    let (document, warnings) = read_on("markdown: CommonMark", "a.md", "*x*{: .a}\n", &[]);
    assert_eq!((document.body, warnings), (vec![Piece::Source(0..10)], vec![]));
}

#[test]
fn liquid_may_be_kept_from_a_document() {
    let (shown, found) = body("---\nrender_with_liquid: false\n---\n{{ x }} {% y %} *a*{: .b}\n");
    assert_eq!(shown, "{{ x }} {% y %} <span class=\"b\">*a*</span>\n");
    assert_eq!(found.len(), 0);
}

#[test]
fn classes_of_notices_become_notices() {
    for (list, classes) in [
        ("{: .prompt-tip }", "alert tip prompt-tip"),
        ("{: .notice--danger}", "alert caution notice--danger"),
        ("{: .note .warning}", "alert warning note"),
        ("{: .fancy}", "fancy"),
    ] {
        let expected = format!("<div class=\"{classes}\">\n\n> x\n\n</div>\n\n");
        assert_eq!(body(&format!("> x\n{list}\n")).0, expected, "{list}");
    }
}

#[test]
fn includes_that_multiply_are_stopped() {
    let names: Vec<String> = (0..30).map(|it| format!("{it}.md")).collect();
    let texts: Vec<String> =
        (1..=30).map(|it| format!("x{{% include {it}.md %}}").repeat(10)).collect();
    let includes: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let (shown, found) = with_includes("{% include 0.md %}", &includes);
    assert!(shown.len() < 8 << 20, "{}", shown.len());
    assert!(found.iter().any(|it| it.contains("too long")), "{found:?}");
}

#[test]
fn values_that_multiply_are_stopped() {
    let doubling = "{% assign a = a | append: a | append: 'x' %}".repeat(200);
    let (_, found) = body(&(doubling + "{{ a }}"));
    assert!(!found.is_empty());
    let loops = "{% for i in (1..9000) %}".repeat(9) + "x" + &"{% endfor %}".repeat(9);
    let (shown, found) = body(&loops);
    assert!(shown.len() < 8 << 20 && !found.is_empty());
}

/// Each of these is read in one pass or a few; a pass for each construct would not end here.
#[test]
fn hostile_texts_are_read_in_time() {
    let deep =
        |open: &str, close: &str, count: usize| open.repeat(count) + "x" + &close.repeat(count);
    for text in [
        "{%".repeat(50_000),
        "{{".repeat(50_000),
        "{% raw %}".repeat(20_000),
        "{{ x }}".repeat(5_000),
        deep("{% if page.title %}", "{% endif %}", 10_000),
        deep("{% if page.title %}\n\n", "\n\n{% endif %}", 3_000),
        deep("{% note %}", "{% endnote %}", 2_000),
        "{:".repeat(20_000),
        "a\n{: .x}\n".repeat(5_000),
        "{: .x}\n".repeat(20_000),
        "*a*{: .x}".repeat(5_000),
        "{::comment}".repeat(20_000),
        deep("<div markdown=\"1\">\n", "</div>\n", 2_000),
        deep("<div>\n\n    ", "</div>\n", 5_000),
        deep("> ", "\n{: .x}\n", 2_000),
        "- {:.a} x\n".repeat(5_000),
        "[".repeat(20_000) + "x](y){: .z}",
    ] {
        let (shown, _) = body(&text);
        assert!(!shown.is_empty());
    }
}

#[test]
fn half_a_construct_is_text() {
    for text in [
        "{%}",
        "{% foo %} {%}",
        "{% raw %} {%} {% endraw %}",
        "{% raw %} {% raw %}",
        "{{}}",
        "{::}",
        "{:}",
        "{% %}",
    ] {
        assert!(!body(text).0.is_empty(), "{text}");
    }
}
