//! The whole text, what hosts make of it, and that it allows no more than it says.

use std::collections::BTreeMap;

use super::*;
use crate::embed;

fn made(policy: &Policy<'_>) -> String {
    headers(&Policy { base: if policy.base.is_empty() { "/" } else { policy.base }, ..*policy })
}

/// The directives of a policy by their name.
fn directives(policy: &str) -> BTreeMap<&str, Vec<&str>> {
    let parts = policy.split(';').map(|it| it.split_whitespace().collect::<Vec<_>>());
    parts.map(|it| (it[0], it[1..].to_vec())).collect()
}

/// What a host sends for `path`: with every rule that fits, in turn. On a host that takes headers
/// back (Cloudflare) values are joined otherwise; on others (Netlify) the later one counts.
fn sent(text: &str, path: &str, takes_back: bool) -> BTreeMap<String, String> {
    let mut sent = BTreeMap::<String, String>::new();
    let mut fits = false;
    for line in text.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        if line.starts_with('/') {
            let mut at = Some(path);
            for (index, part) in line.split('*').enumerate() {
                at = at.and_then(|at| match index {
                    0 => at.strip_prefix(part),
                    _ if part.is_empty() => Some(""),
                    _ => at.ends_with(part).then_some(""),
                });
            }
            fits = at == Some("");
        } else if let Some(name) = line.trim().strip_prefix("! ") {
            if fits && takes_back {
                sent.remove(name);
            }
        } else if fits {
            let (name, value) = line.trim().split_once(": ").unwrap();
            match sent.get_mut(name) {
                Some(before) if takes_back => *before = format!("{before}, {value}"),
                _ => _ = sent.insert(name.into(), value.into()),
            }
        }
    }
    sent
}

#[test]
fn the_text_is_this() {
    let frames = embed::origins().collect::<Vec<_>>().join(" ");
    assert!(frames.starts_with("https://www.youtube-nocookie.com https://player.vimeo.com "));
    let pages = |ancestors: &str| {
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-L='; \
             style-src 'self' 'sha256-S='; img-src 'self' data: https:; \
             media-src 'self' data: https:; connect-src 'self'; frame-src {frames}; \
             manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; \
             form-action 'self'; frame-ancestors {ancestors}"
        )
    };
    let expected = format!(
        "\
# Made by The Stacks; rules in a _headers file of your own are put below.

/*
  Content-Security-Policy: {}
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), \
gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), \
xr-spatial-tracking=()
  X-Frame-Options: DENY
  Access-Control-Allow-Origin: *

/embed/*
  ! Content-Security-Policy
  Content-Security-Policy: {}
  ! X-Frame-Options

/emoji/*.svg
  ! Content-Security-Policy
  Content-Security-Policy: default-src 'none'; img-src data:; sandbox

/made/cards/*
  Cache-Control: public, max-age=31536000, immutable

/app-1f.js
  Cache-Control: public, max-age=31536000, immutable

/*feed.xml
  Content-Type: application/atom+xml; charset=utf-8

/*rss.xml
  Content-Type: application/rss+xml; charset=utf-8

/*feed.json
  Content-Type: application/feed+json; charset=utf-8

/*.webmanifest
  Content-Type: application/manifest+json; charset=utf-8

/*.md
  Content-Type: text/markdown; charset=utf-8
",
        pages("'none'"),
        pages("*")
    );
    let policy = Policy {
        scripts: &["'sha256-L='".into()],
        styles: &["'sha256-S='".into()],
        hashed: &["app-1f.js".into()],
        ..Policy::default()
    };
    assert_eq!(made(&policy), expected);
}

#[test]
fn each_path_has_one_value_of_each_header_on_either_kind_of_host() {
    let hashed = ["app-1f.js".to_owned(), "app-1f_bg.wasm".into(), "/icon-2.svg".into()];
    let text = made(&Policy { hashed: &hashed, ..Policy::default() });
    // What the host sends by itself: ask every time.
    let fresh = None;
    let forever = Some("public, max-age=31536000, immutable");
    for (path, cache) in [
        ("/", fresh),
        ("/posts/a/", fresh),
        ("/sw.js", fresh),
        ("/404.html", fresh),
        ("/app-1f.js", forever),
        ("/app-1f_bg.wasm", forever),
        ("/icon-2.svg", forever),
        ("/made/cards/0123456789abcdef.png", forever),
        ("/manifest.json", fresh),
        ("/data/pages/a/index.json", fresh),
        ("/widgets/v1/widgets.js", fresh),
        ("/emoji/octocat.svg", fresh),
        ("/tags/rust/feed.xml", fresh),
        ("/feed.json", fresh),
        ("/embed/posts/a/", fresh),
        ("/posts/a/index.md", fresh),
    ] {
        for takes_back in [true, false] {
            let sent = sent(&text, path, takes_back);
            let of = |name: &str| sent.get(name).map(String::as_str);
            assert_eq!(of("Cache-Control"), cache, "{path}");
            assert_eq!(of("Access-Control-Allow-Origin"), Some("*"), "{path}");
            assert_eq!(sent["Content-Security-Policy"].matches("default-src").count(), 1, "{path}");
            assert_eq!(sent["X-Content-Type-Options"], "nosniff");
        }
    }
    let of = |path: &str, name: &str| sent(&text, path, true).get(name).cloned();
    assert_eq!(of("/feed.json", "Content-Type").unwrap(), "application/feed+json; charset=utf-8");
    assert_eq!(of("/a/index.md", "Content-Type").unwrap(), "text/markdown; charset=utf-8");
    assert_eq!(of("/posts/a/", "X-Frame-Options").as_deref(), Some("DENY"));
    assert_eq!(of("/embed/posts/a/", "X-Frame-Options"), None);
}

#[test]
fn no_page_may_run_what_is_not_ours() {
    let hash = [script_hash("init();")];
    for diagrams in ["", "/lib/mermaid.mjs", "https://cdn.example/mermaid@11/mermaid.mjs"] {
        let policy = Policy { scripts: &hash, styles: &hash, diagrams, ..Policy::default() };
        let text = made(&policy);
        for path in ["/", "/posts/a/", "/embed/posts/a/", "/404.html", "/data/x.html", "/sw.js"] {
            let sent = sent(&text, path, false);
            let csp = &sent["Content-Security-Policy"];
            assert!(
                csp.split([' ', ';']).all(|it| it != "'unsafe-inline'" && it != "'unsafe-eval'")
            );
            let directives = directives(csp);
            assert_eq!(directives["default-src"], ["'none'"]);
            assert_eq!(directives["object-src"], ["'none'"]);
            assert_eq!(directives["base-uri"], ["'self'"]);
            assert_eq!(directives["form-action"], ["'self'"]);
            let is_embedded = path.starts_with("/embed/");
            let ancestors = if is_embedded { "*" } else { "'none'" };
            assert_eq!(directives["frame-ancestors"], [ancestors]);
            let mut scripts = vec!["'self'", "'wasm-unsafe-eval'", hash[0].as_str()];
            scripts.extend(diagrams.starts_with("https:").then_some("https://cdn.example"));
            assert_eq!(directives["script-src"], scripts);
            assert!(directives["frame-src"].iter().copied().eq(embed::origins()));
        }
        // The one exception runs nothing: it has no script, no origin and loads nothing.
        let drawing = &sent(&text, "/emoji/a.svg", false)["Content-Security-Policy"];
        let drawing = directives(drawing);
        assert_eq!(drawing["default-src"], ["'none'"]);
        assert!(drawing.contains_key("sandbox") && !drawing.contains_key("script-src"));
    }
}

#[test]
fn no_setting_breaks_out_of_a_policy() {
    for diagrams in ["https://a.example; script-src *", "https://a b/x", "https:///x", "ftp://a/x"]
    {
        let text = made(&Policy { diagrams, ..Policy::default() });
        assert!(text.contains("script-src 'self' 'wasm-unsafe-eval'; "), "{diagrams}");
    }
    let text = made(&Policy { diagrams: "//cdn.example:8443/m.mjs", ..Policy::default() });
    assert!(text.contains("'wasm-unsafe-eval' https://cdn.example:8443; "));
}

#[test]
fn hashes_are_those_that_browsers_make() {
    // The example of the specification (CSP Level 3, "hash-source").
    assert_eq!(
        script_hash("alert('Hello, world.');"),
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    );
    assert_eq!(script_hash("a\r\nb\rc"), script_hash("a\nb\nc"));
}

#[test]
fn an_authors_rules_are_kept_count_and_are_there_once() {
    let own = "# mine\n/demo/*\n  Content-Security-Policy: default-src 'self' 'unsafe-inline'\n";
    let first = made(&Policy { own, ..Policy::default() });
    assert!(first.ends_with(&format!("\n# Your own rules.\n{own}")), "{first}");
    let policy = &sent(&first, "/demo/a/", false)["Content-Security-Policy"];
    assert_eq!(policy, "default-src 'self' 'unsafe-inline'");
    // A build over what the last one left.
    assert_eq!(made(&Policy { own: &first, ..Policy::default() }), first);
    let none = made(&Policy::default());
    assert_eq!(made(&Policy { own: &none, ..Policy::default() }), none);
}

#[test]
fn the_base_path_is_that_of_the_public_address() {
    for (url, path) in [
        ("", "/"),
        ("https://a.example", "/"),
        ("https://a.example/", "/"),
        ("https://a.example/x/blog", "/x/blog/"),
    ] {
        assert_eq!(base_path(url), path, "{url}");
    }
}

#[test]
fn below_a_path_every_rule_is() {
    let text = made(&Policy { base: "/blog/", hashed: &["app-1.js".into()], ..Policy::default() });
    let rules: Vec<&str> = text.lines().filter(|it| it.starts_with('/')).collect();
    assert!(rules.iter().all(|it| it.starts_with("/blog/")), "{rules:?}");
    assert!(rules.contains(&"/blog/*") && rules.contains(&"/blog/app-1.js"));
}
