//! What a reader sees of each construct.

use super::*;

/// A page that knows two emoji, one link, and what was taken out.
#[derive(Default)]
struct Page {
    removed: Vec<String>,
    asked: Vec<(String, Range<usize>)>,
}

impl Resolver for Page {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        self.asked.push((written.into(), at));
        (written == "../two.md#part").then(|| "/two/#part".into())
    }
    fn emoji(&mut self, name: &str, at: Range<usize>) -> Option<Emoji> {
        self.asked.push((name.into(), at));
        match name {
            "rocket" => Some(Emoji::Text("🚀".into())),
            "shipit" => Some(Emoji::Image("emoji/shipit.svg".into())),
            _ => None,
        }
    }
    fn removed(&mut self, what: &str, _: Range<usize>) {
        self.removed.push(what.into());
    }
}

fn rendered(markdown: &str) -> (Rendered, Page) {
    let mut page = Page::default();
    let context = Context { base: "/blog/", route: "/one/", ..Context::default() };
    let rendered = render(markdown, &context, &mut page);
    (rendered, page)
}

fn html(markdown: &str) -> String {
    rendered(markdown).0.html
}

const ROCKET: &str = "<span class=\"emoji\" role=\"img\" aria-label=\"rocket\">🚀</span>";

#[test]
fn emoji_show_in_text_and_nowhere_else() {
    assert_eq!(html("a :rocket: b"), format!("<p>a {ROCKET} b</p>\n"));
    assert_eq!(html("a\n\n:rocket:\n"), format!("<p>a</p>\n<p>{ROCKET}</p>\n"));
    assert_eq!(html(":nope: 00:08:49"), "<p>:nope: 00:08:49</p>\n");
    assert_eq!(html("`:rocket:`"), "<p><code>:rocket:</code></p>\n");
    assert_eq!(html("    :rocket:"), "<pre tabindex=\"0\"><code>:rocket:</code></pre>\n");
    let fence = "<pre tabindex=\"0\"><code class=\"language-sh\">:rocket:\n</code></pre>\n";
    assert_eq!(html("```sh\n:rocket:\n```"), fence);
    assert_eq!(
        html("<code>:rocket: http://a.io</code>"),
        "<p><code>:rocket: http://a.io</code></p>\n"
    );
    assert!(html("[a](/x:rocket:y)").contains("href=\"/blog/x:rocket:y\""));
    assert!(html("![:rocket:](a.png)").contains("alt=\":rocket:\""));
    assert!(html(":shipit:").contains("src=\"/blog/emoji/shipit.svg\" alt=\":shipit:\""));
}

#[test]
fn headings_have_ids_that_emoji_do_not_touch() {
    let (page, _) = rendered("## Go :rocket:\n## Go\n## It's `code` {#own .wide}\n");
    let ids: Vec<_> = page.headings.iter().map(|it| (it.id.as_str(), it.text.as_str())).collect();
    assert_eq!(ids, [("go", "Go"), ("go-1", "Go"), ("own", "It's code")]);
    assert!(page.html.contains("<h2 id=\"own\" class=\"wide\">"));
}

#[test]
fn links_are_resolved_and_placed() {
    let (page, asked) = rendered("x [two](../two.md#part)");
    assert_eq!(page.html, "<p>x <a href=\"/blog/two/#part\">two</a></p>\n");
    assert_eq!(asked.asked, [("../two.md#part".to_owned(), 2..23)]);
    assert_eq!(html("[here](#go)"), "<p><a href=\"/blog/one/#go\">here</a></p>\n");
    assert_eq!(html("[r]\n\n[r]: /x 'T'"), "<p><a href=\"/blog/x\" title=\"T\">r</a></p>\n");
    assert_eq!(html("<a@b.co>"), "<p><a href=\"mailto:a@b.co\">a@b.co</a></p>\n");
}

#[test]
fn bare_addresses_become_links() {
    assert_eq!(
        html("see https://a.io/x_y_z."),
        "<p>see <a href=\"https://a.io/x_y_z\">https://a.io/x_y_z</a>.</p>\n"
    );
    assert!(html("[https://a.io](https://b.io)").matches("<a").count() == 1);
}

#[test]
fn code_in_addresses_is_refused_and_reported() {
    let (page, notes) = rendered("[x](javascript:alert(1)) ![y](data:text/html,z)");
    assert_eq!(page.html, "<p><a>x</a> y</p>\n");
    assert_eq!(notes.removed.len(), 2);
}

#[test]
fn alternative_text_is_text_even_without_an_image() {
    for markdown in
        ["![`<img src=x onerror=a()>`](javascript:x)", "![&lt;img src=x onerror=a()&gt;]()"]
    {
        let html = html(markdown);
        assert_eq!(html, "<p>&lt;img src=x onerror=a()&gt;</p>\n", "{markdown}");
    }
}

#[test]
fn links_do_not_nest() {
    let links = |markdown: &str| html(markdown).matches("<a").count();
    assert_eq!(links("<a href=\"https://a.io\">https://a.io</a>"), 1);
    assert_eq!(links("<a href=\"https://a.io\">see [b](https://b.io)</a>"), 1);
    assert_eq!(links("[a <a href=\"https://b.io\">b</a>](https://a.io)"), 1);
    assert_eq!(links("<a href=x>1</a> [2](y)"), 2);
}

#[test]
fn what_is_encoded_stays_so() {
    assert!(html("[a](/a%20b?c=%41)").contains("href=\"/blog/a%20b?c=%41\""));
}

#[test]
fn raw_html_is_written_again_from_the_allow_list() {
    let anchor = html("<a name=\"lmao\"></a>\n\n## LMAO");
    assert!(anchor.contains("<a name=\"lmao\"></a>"), "{anchor}");
    assert!(anchor.contains("<h2 id=\"lmao-1\">"), "an anchor's name is taken: {anchor}");
    let (page, notes) =
        rendered("<p onclick=\"x()\" style='a' title='&#34;t'>a<script>b()</script></p>");
    assert_eq!(page.html.trim(), "<p title=\"&quot;t\">a</p>");
    assert_eq!(
        notes.removed,
        ["the attribute onclick of <p>", "the attribute style of <p>", "<script>"]
    );
    assert_eq!(html("<a href='java&#115;cript&colon;x'>y</a>").trim(), "<p><a>y</a></p>");
    assert!(
        html("<iframe src='https://v.io/1'></iframe>")
            .contains("<a class=\"frame\" href=\"https://v.io/1\">")
    );
}

#[test]
fn raw_html_is_always_balanced() {
    assert_eq!(html("a <b>c\n\nd</b>"), "<p>a <b>c</b></p>\n<p>d</p>\n");
    assert_eq!(html("<div>\n\n*x*\n\n</div>"), "<div>\n<p><em>x</em></p>\n</div>");
    assert_eq!(html("</div></p>x <i><b>y</i>").trim(), "x <i><b>y</b></i>");
    assert_eq!(html("- <div>\n- b\n").matches("</div>").count(), 1);
}

#[test]
fn tables_alerts_tasks_and_footnotes() {
    let table = html("| a | b |\n|--|:-:|\n| 1 | 2 |");
    assert!(
        table.contains("<th align=\"center\">b</th>") && table.contains("<td>1</td>"),
        "{table}"
    );
    let alert = html("> [!WARNING]\n> Hot.");
    assert!(alert.contains("<div class=\"alert warning\" role=\"note\">"), "{alert}");
    let tasks = html("- [x] a\n- [ ] b");
    assert!(
        tasks.contains("checked=\"\" aria-label=\"done\"") && tasks.contains("to do"),
        "{tasks}"
    );
    let (notes, page) = rendered("A[^n] B[^n]\n\n[^n]: Why.\n\n[^u]: Unused.\n\nEnd.");
    assert!(
        notes.html.contains("<a id=\"fnref-1-2\" href=\"/blog/one/#fn-1\">1</a>"),
        "{}",
        notes.html
    );
    assert!(notes.html.ends_with("</ol>\n</section>\n"), "{}", notes.html);
    assert!(
        notes.html.contains("<li id=\"fn-1\"><p>Why. <a class=\"footnote-back\""),
        "{}",
        notes.html
    );
    assert_eq!(page.removed, ["the footnote [^u], which nothing refers to"]);
}

#[test]
fn excerpts_are_plain_and_short() {
    assert_eq!(rendered("# T\n\n:rocket: Hello *you*, `code`.\n").0.excerpt, "Hello you, code.");
    assert_eq!(rendered("<!--more-->\nOne.\n\n<!-- more -->\n\nTwo.\n").0.excerpt, "One.");
    let long = rendered(&"word ".repeat(100)).0.excerpt;
    assert!(long.ends_with("word…") && long.chars().count() <= EXCERPT + 1, "{long}");
}

#[test]
fn a_fence_shows_its_title() {
    let code = html("```python title=\"a<b>.py\"\nx\n```");
    assert!(code.starts_with("<p class=\"code-title\">a&lt;b&gt;.py</p>"), "{code}");
    assert!(code.contains("class=\"language-python\""), "{code}");
}

#[cfg(feature = "cli")]
#[test]
fn code_and_leading_headings_are_located() {
    let markdown = "a `b` c\n\n```\nd\n```\n";
    let code: Vec<&str> = code_ranges(markdown).into_iter().map(|it| &markdown[it]).collect();
    assert_eq!(code, ["`b`", "```\nd\n```"]);
    let without = |it: &str| it.replace(":rocket:", "");
    let heading = leading_heading("\n# Hi `:x:` :rocket:\ntext", without).unwrap();
    assert_eq!((heading.text.as_str(), heading.range, heading.is_plain), ("Hi :x:", 1..21, true));
    for more in ["# ![l](l.png) Project", "# <a name='d'></a>T", "# T {#own}"] {
        assert!(!leading_heading(more, str::to_owned).unwrap().is_plain, "{more}");
    }
    for other in ["text\n\n# Late", "## Second level", "[r]: /x\n\n# Behind a definition"] {
        assert_eq!(leading_heading(other, str::to_owned), None, "{other}");
    }
}

mod definitions;
mod math;
mod typography;
