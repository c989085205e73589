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
            "wave_tone3" | "wave::skin-tone-4" => Some(Emoji::Text("👋🏽".into())),
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
    assert!(html(":shipit:").contains("src=\"/blog/emoji/shipit.svg\" alt=\":shipit:\""));
}

#[test]
fn no_emoji_in_code_however_it_is_written() {
    for markdown in [
        "``a `:rocket:` b``",
        "~~~\n:rocket:\n~~~",
        "- a\n\n  ```\n  :rocket:\n  ```",
        "<code>:rocket:</code>",
        "<pre>:rocket:</pre>",
        "<pre>\n:rocket:\n\n:rocket:\n</pre>",
        "<kbd>:rocket:</kbd>",
        "<samp>:rocket:</samp>",
        "x <code>*:rocket:*</code> x",
        "<!-- :rocket: -->",
    ] {
        let (page, asked) = rendered(markdown);
        assert_eq!(asked.asked, [], "{markdown}");
        assert!(!page.html.contains('🚀'), "{markdown}: {}", page.html);
    }
}

#[test]
fn no_emoji_in_addresses_titles_times_or_paths() {
    for (markdown, shown) in [
        (
            "http://a.io:80:rocket:/b",
            "<a href=\"http://a.io:80:rocket:/b\">http://a.io:80:rocket:/b</a>",
        ),
        ("<http://a.io/:rocket:>", "<a href=\"http://a.io/:rocket:\">http://a.io/:rocket:</a>"),
        ("www.a.io/:rocket:/x", "<a href=\"http://www.a.io/:rocket:/x\">www.a.io/:rocket:/x</a>"),
        ("[a](/:rocket:)", "<a href=\"/blog/:rocket:\">a</a>"),
        ("[a](/x \":rocket:\")", "title=\":rocket:\""),
        (
            "![a](/:rocket:.png \":rocket:\")",
            "src=\"/blog/:rocket:.png\" alt=\"a\" title=\":rocket:\"",
        ),
        (
            "<b title=\":rocket:\" id=\":rocket:\">x</b>",
            "<b title=\":rocket:\" id=\":rocket:\">x</b>",
        ),
        ("at 10:rocket:20, 00:08:49 and a:rocket:c", "at 10:rocket:20, 00:08:49 and a:rocket:c"),
        (
            "std::rocket::Vec, ::rocket:: and a/:rocket:",
            "std::rocket::Vec, ::rocket:: and a/:rocket:",
        ),
        (":rocket :rocket : rocket:", ":rocket :rocket : rocket:"),
    ] {
        let html = html(markdown);
        assert!(html.contains(shown) && !html.contains('🚀'), "{markdown}: {html}");
    }
}

#[test]
fn emoji_between_all_else_stay_what_they_are() {
    for (markdown, shown) in [
        ("**:rocket:**", format!("<strong>{ROCKET}</strong>")),
        ("[:rocket: go](/x)", format!("<a href=\"/blog/x\">{ROCKET} go</a>")),
        ("(:rocket:), \":rocket:\"", format!("({ROCKET}), &quot;{ROCKET}&quot;")),
        (":rocket::rocket:", format!("{ROCKET}{ROCKET}")),
        (":nope::rocket:", format!(":nope:{ROCKET}")),
        ("<p>:rocket: <em>:rocket:</em></p>", format!("<p>{ROCKET} <em>{ROCKET}</em></p>")),
        ("|:rocket:|\n|-|\n|:rocket:|", format!("<td>{ROCKET}</td>")),
        ("see http://a.io :rocket:", format!("http://a.io</a> {ROCKET}")),
    ] {
        let html = html(markdown);
        assert!(html.contains(&shown), "{markdown}: {html}");
    }
}

#[test]
fn alternative_texts_have_characters_and_names() {
    for (markdown, alt) in [
        ("![:rocket: up](a.png)", "🚀 up"),
        ("![a :shipit: b :nope:](a.png)", "a shipit b :nope:"),
        ("![**:wave_tone3:** at 10:30:20](a.png)", "👋🏽 at 10:30:20"),
        ("![`:rocket:`](a.png)", ":rocket:"),
        ("[![:rocket:](a.png)](/x)", "🚀"),
    ] {
        let html = html(markdown);
        assert!(html.contains(&format!("alt=\"{alt}\"")), "{markdown}: {html}");
    }
    assert_eq!(
        html("<img src=\"/a.png\" alt=\":rocket:\">").matches("alt=\":rocket:\"").count(),
        1
    );
}

#[test]
fn a_skin_tone_is_said_in_the_language_of_the_page() {
    let label = |markdown: &str, language| {
        let passes = Passes::SITE;
        let context = Context { base: "/", route: "/", language, passes };
        let html = render(markdown, &context, &mut Page::default()).html;
        let (_, rest) = html.split_once("aria-label=\"").unwrap();
        rest.split_once("</span>").unwrap().0.to_owned()
    };
    for markdown in [":wave_tone3:", ":wave::skin-tone-4:"] {
        assert_eq!(label(markdown, Language::English), "wave, medium skin tone\">👋🏽");
        assert_eq!(label(markdown, Language::Spanish), "wave, tono de piel medio\">👋🏽");
    }
    assert_eq!(html(":rocket::skin-tone-4:"), "<p>:rocket::skin-tone-4:</p>\n");
}

#[test]
fn headings_have_ids_that_emoji_do_not_touch() {
    let (page, _) = rendered(
        "## Go :rocket:\n## Go\n## It's `code` {#own .wide}\n## :shipit: :wave::skin-tone-4: All\n",
    );
    let ids: Vec<_> = page.headings.iter().map(|it| (it.id.as_str(), it.text.as_str())).collect();
    assert_eq!(ids, [("go", "Go"), ("go-1", "Go"), ("own", "It's code"), ("all", "All")]);
    assert!(page.html.contains("<h2 id=\"own\" class=\"wide\">"));
}

#[test]
fn each_heading_has_a_link_beside_it() {
    let page = rendered("## A \"*b*\" [c](/d) :rocket:\n\n# {#50%}\n").0;
    assert!(
        page.html.contains(
            "</span></h2><a class=\"anchor\" href=\"/blog/one/#a-b-c\" \
             aria-label=\"Link to this section: A &quot;b&quot; c\"></a></div>\n"
        ),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("<h1 id=\"50%\"></h1><a class=\"anchor\" href=\"/blog/one/#50%25\" aria-label=\"Link to this section\"></a>"),
        "{}",
        page.html
    );
    assert_eq!(page.headings[0].text, "A \"b\" c");
    let spanish =
        Context { base: "/", route: "/", language: Language::Spanish, passes: Passes::SITE };
    let page = render("## a", &spanish, &mut Page::default());
    assert!(page.html.contains("\"Enlace a esta sección: a\""), "{}", page.html);
    let within_a_link = html("<a href=\"/x\">\n\n## T\n\n</a>");
    assert!(within_a_link.contains("\n<h2 id=\"t\">T</h2>\n"), "{within_a_link}");
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
    let table = html("| | b |\n|:-:|--|\n| 1 | 2 |");
    assert!(table.contains("<td align=\"center\"></td>\n<th>b</th>"), "{table}");
    let table = html("| a | b |\n|--|:-:|\n| 1 | 2 |");
    assert!(
        table.contains("<th align=\"center\">b</th>") && table.contains("<td>1</td>"),
        "{table}"
    );
    let alert = html("> [!WARNING]\n> Hot.");
    assert!(alert.contains("<div class=\"alert warning\" role=\"note\">"), "{alert}");
    let tasks = html("- [x] a\n- [ ] b");
    assert!(
        tasks.contains("checked=\"\" disabled=\"\" aria-label=\"done\"") && tasks.contains("to do"),
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

#[cfg(feature = "cli")]
#[test]
fn excerpts_are_plain_and_short() {
    let excerpt = |markdown: &str| rendered(markdown).0.excerpt;
    assert_eq!(excerpt("# T\n\n:rocket: Hello *you*, `code`. :shipit:\n"), "🚀 Hello you, code.");
    assert_eq!(excerpt("<!--more-->\nOne.\n\n<!-- more -->\n\nTwo.\n"), "One.");
    assert_eq!(excerpt("<p>a</p><p>b<br>c</p>\n\n| d | e |\n|-|-|\n| f | g |"), "a b c d e f g");
    assert_eq!(excerpt(&format!("{}Text.", "***\n\n- \n\n".repeat(1000))), "Text.");
    let long = excerpt(&"word ".repeat(100));
    assert!(long.ends_with("word…") && long.chars().count() <= EXCERPT + 1, "{long}");
    let chinese = excerpt(&"今天天气很好，我们去公园散步吧。".repeat(50));
    assert!(chinese.ends_with("今天天气很好…"), "{chinese}");
}

#[cfg(feature = "cli")]
#[test]
fn images_leave_nothing_in_excerpts() {
    for (markdown, excerpt) in [
        ("![a](x), ![b](y)", ""),
        ("[![a](x)](z) | <img src=x> · ![b](y)\n![c](z).", ""),
        ("(![a](x))\n\nText.", "Text."),
        ("![a](x), ![b](y)\n<!--more-->\n\nText.", "Text."),
        ("![a](x) – Title", "Title"),
        ("See ![a](x), and ![b](y).\n\n- ![c](z):\n- Text", "See and Text"),
        ("*Wow*![a](x)!", "Wow!"),
    ] {
        assert_eq!(rendered(markdown).0.excerpt, excerpt, "{markdown}");
    }
}

#[cfg(feature = "cli")]
#[test]
fn the_plain_text_is_kept_when_asked_for() {
    let markdown = "# One :rocket:\n\nTwo *three*\nfour `five`.\n\n```sh\nsix\n```\n\n- seven\n- eight\n\n\
                    | nine | ten |\n|-|-|\n\n> [!NOTE]\n> <p>a<b>b</b></p>c\n\n![no](x) end[^1]\n\n\
                    [^1]: Note &amp; more.\n\nlast\n\n    let x\n";
    let context =
        Context { base: "/", route: "/", language: Language::English, passes: Passes::SITE };
    let rendered = render_with_text(markdown, &context, &mut Page::default());
    let PlainText { prose, code } = rendered.plain_text.unwrap();
    let lines =
        "One 🚀\nTwo three four five.\nseven\neight\nnine\nten\nab\nc\nend\nNote & more.\nlast\n";
    assert_eq!(prose, lines);
    assert_eq!(code, "six\nlet x\n");
    assert_eq!(render(markdown, &context, &mut Page::default()).plain_text, None);
}

#[test]
fn a_fence_shows_its_title() {
    let code = html("```python title=\"a<b>.py\"\nx\n```");
    assert!(code.starts_with("<p class=\"code-title\">a&lt;b&gt;.py</p>"), "{code}");
    assert!(code.contains("class=\"language-python\""), "{code}");
}

#[test]
fn each_pass_can_be_switched_off() {
    let all = Passes::SITE;
    for (passes, markdown, on, off) in [
        (Passes { tables: false, ..all }, "|a|\n|-|", "<table>", "|a|\n|-|"),
        (Passes { strikethrough: false, ..all }, "~a~", "<del>a</del>", "~a~"),
        (Passes { task_lists: false, ..all }, "- [ ] a", "<input", "[ ] a"),
        (Passes { alerts: false, ..all }, "> [!TIP]\n> a", "alert", "[!TIP]"),
        (Passes { heading_attributes: false, ..all }, "# a {#b}", "id=\"b\"", "{#b}"),
        (Passes { footnotes: FootnoteStyle::Off, ..all }, "a[^b]\n\n[^b]: c d", "<sup", "a[^b]"),
        (
            Passes { footnotes: FootnoteStyle::CmarkGfm, ..all },
            "a[^b]\n\n[^b]: c d",
            "id=\"fn-1\"",
            "id=\"fn1\"",
        ),
        (Passes { raw_html: RawHtml::AsWritten, ..all }, "a <xmp>", "<p>a </p>", "a <xmp>"),
        (Passes { raw_html: RawHtml::TagFilter, ..all }, "a <xmp>", "<p>a </p>", "a &lt;xmp>"),
        (Passes { autolinks: false, ..all }, "www.a.io", "<a", "<p>www.a.io</p>"),
        (Passes { emoji: false, ..all }, ":rocket:", "🚀", ":rocket:"),
        (Passes { destinations: false, ..all }, "[a](/b)", "\"/blog/b\"", "\"/b\""),
        (Passes { heading_ids: false, ..all }, "# a", "<h1 id", "<h1>a"),
        (
            Passes { code: false, ..all },
            "```a,linenos\n```",
            "\"language-a\"",
            "\"language-a,linenos\"",
        ),
        (Passes { images: false, ..all }, "![a](b)", "loading", "alt=\"a\" />"),
        (Passes { accessibility: false, ..all }, "    a", "tabindex", "<pre><code>a"),
    ] {
        let with = |passes| {
            let context =
                Context { base: "/blog/", route: "/one/", language: Language::English, passes };
            render(markdown, &context, &mut Page::default()).html
        };
        let (html, without) = (with(all), with(passes));
        assert!(html.contains(on) && !html.contains(off), "{html}");
        assert!(without.contains(off) && !without.contains(on), "{without}");
    }
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
