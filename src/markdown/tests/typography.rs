//! Quotes, dashes and the ellipsis as in print.

use super::*;

fn set(markdown: &str) -> (Rendered, Page) {
    let mut page = Page::default();
    let passes = Passes { smart_punctuation: true, ..Passes::SITE };
    let context = Context { base: "/", route: "/one/", passes, ..Context::default() };
    let rendered = render(markdown, &context, &mut page);
    (rendered, page)
}

#[test]
fn words_are_set_as_in_print() {
    for (markdown, expected) in [
        ("\"It's *so*\" -- he said --- 'so'...", "“It’s <em>so</em>” – he said — ‘so’…"),
        (
            "\"*so*\" &amp; \"**so**\" \\\"so\\\"",
            "“<em>so</em>” &amp; “<strong>so</strong>” &quot;so&quot;",
        ),
        ("\"[a](b.md \"it's\")\"", "“<a href=\"b.md\" title=\"it's\">a</a>”"),
        ("\":rocket:\" -- :rocket:", &format!("“{ROCKET}” – {ROCKET}")),
        ("a------b ..", "a——b .."),
        ("\"<b title=\"'--'\">it's</b>\"", "“<b title=\"'--'\">it’s</b>”"),
    ] {
        assert_eq!(set(markdown).0.html, format!("<p>{expected}</p>\n"), "{markdown}");
    }
}

#[test]
fn code_and_addresses_stay_as_typed() {
    for markdown in [
        "`it's -- \"so\"...`",
        "```sh\ngit log --all 'x...y'\n```",
        "    \"it's\" --",
        "<div title=\"it's --\">\n\"it's\" --\n</div>",
        "<code>it's -- \"so\"...</code>",
        "https://a.io/b--c?d='e'...f",
        "<https://a.io/b--c'd>",
        "![it's -- \"so\"](a--b.png)",
    ] {
        assert_eq!(set(markdown).0.html, html(markdown).replace("/blog/", "/"), "{markdown}");
    }
    let address = "<p>(<a href=\"https://a.io/b--c\">https://a.io/b--c</a> – “x”)</p>\n";
    assert_eq!(set("(https://a.io/b--c -- \"x\")").0.html, address);
}

#[test]
fn ids_and_places_are_those_of_what_is_typed() {
    let headings = "## Don't -- \"ever\"...\n## It's --- `so--so`\n";
    let ids = |page: Rendered| page.headings.into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(set(headings).0), ["dont----ever", "its-----so--so"]);
    assert_eq!(ids(set(headings).0), ids(rendered(headings).0));
    assert!(set(headings).0.html.contains(">Don’t – “ever”…</h2>"));
    let markdown = "\"It's\" -- :rocket: and :nope:";
    assert_eq!(set(markdown).1.asked, rendered(markdown).1.asked);
}

#[test]
fn the_excerpt_is_set_too() {
    assert_eq!(set("# \"Don't\"\n\n\"It's *so*\" -- he...").0.excerpt, "“It’s so” – he…");
}
