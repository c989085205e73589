//! Formulas, and dollars that make none.

use super::*;

/// A page whose formulas are shown as `<mi>tex</mi>`, but for those with `bad`.
#[derive(Default)]
struct Formulas {
    asked: Vec<(String, bool, Range<usize>)>,
    emoji: Page,
}

impl Resolver for Formulas {
    fn link(&mut self, written: &str, at: Range<usize>) -> Option<String> {
        self.emoji.link(written, at)
    }
    fn emoji(&mut self, name: &str, at: Range<usize>) -> Option<Emoji> {
        self.emoji.emoji(name, at)
    }
    fn math(&mut self, tex: &str, is_apart: bool, at: Range<usize>) -> Option<String> {
        self.asked.push((tex.into(), is_apart, at));
        let display = if is_apart { " display=\"block\"" } else { "" };
        (!tex.contains("bad")).then(|| format!("<math{display}><mi>m</mi></math>"))
    }
}

fn shown(markdown: &str) -> (Rendered, Formulas) {
    let mut page = Formulas::default();
    let passes = Passes { math: true, ..Passes::SITE };
    let context = Context { base: "/blog/", route: "/one/", passes, ..Context::default() };
    let rendered = render(markdown, &context, &mut page);
    (rendered, page)
}

fn formulas(markdown: &str) -> Vec<String> {
    let (rendered, page) = shown(markdown);
    assert!(!rendered.html.contains('\u{e}'), "{}", rendered.html);
    page.asked.into_iter().map(|(tex, ..)| tex).collect()
}

#[test]
fn formulas_are_written_with_their_tex() {
    let (page, asked) = shown("Say $a_b < c$ and\n\n$$\nx\n$$\n");
    assert_eq!(
        page.html,
        "<p>Say <math><semantics><mrow><mi>m</mi></mrow><annotation encoding=\"application/x-tex\">\
         a_b &lt; c</annotation></semantics></math> and</p>\n<p><span class=\"math\" tabindex=\"0\">\
         <math display=\"block\"><semantics><mrow><mi>m</mi></mrow><annotation \
         encoding=\"application/x-tex\">x</annotation></semantics></math></span></p>\n"
    );
    let expected = [("a_b < c".to_owned(), false, 5..12), ("\nx\n".to_owned(), true, 21..24)];
    assert_eq!(asked.asked, expected);
    let (page, _) = shown("$bad<$ and $$bad$$");
    let typed =
        "<p><code class=\"math\">$bad&lt;$</code> and <code class=\"math\">$$bad$$</code></p>\n";
    assert_eq!(page.html, typed);
}

#[test]
fn every_spelling_is_read() {
    for (markdown, expected) in [
        ("$x$", "x"),
        ("($x$), \"$y$\"", "x"),
        ("$`a*b*c`$", "a*b*c"),
        ("$``a`b``$", "a`b"),
        ("a $$x *y* \\\\ z$$ b", "x *y* \\\\ z"),
        ("$a\n= b$", "a\n= b"),
        ("$\\text{a \\$5}$", "\\text{a \\$5}"),
        ("$$\\text{if $x$}$$", "\\text{if $x$}"),
        ("> $$\n> a\n> b\n> $$", "\na\nb\n"),
        ("| $x$ | b |\n|---|---|\n", "x"),
        ("**$x$** *and*", "x"),
        ("[$x$](a.md)", "x"),
        ("# The $x$ rule", "x"),
        ("Term\n: $x$ %,@", "x"),
        ("it's 5$ here, $x$ there and US$5", "x"),
    ] {
        assert_eq!(formulas(markdown).first().map(String::as_str), Some(expected), "{markdown}");
    }
    let fence = shown("- ```math\n  \\sqrt 2\n  ```\n");
    assert_eq!(fence.1.asked[0].0, "\\sqrt 2\n");
    assert!(fence.0.html.contains("<p><span class=\"math\" tabindex=\"0\"><math display"));
    let fence = shown("```math\nbad\n```");
    assert!(fence.0.html.contains("<code class=\"language-math\">bad"));
}

#[test]
fn other_dollars_are_text() {
    for markdown in [
        "$5 and $6",
        "from $5-$10, US$5 or US$6",
        "$HOME/$PATH and ${A}/${B}",
        "`$x$` and $`x` and `$`",
        "5$ or 6$",
        "a $ b $ c",
        "$x\n\n$",
        "$$$a$$$",
        "\\$x$ $x\\$",
        "$$a",
        "a$$b",
        "$x $",
        "a$x$b",
        "*$5* and **$6**",
        "[a](/?$x=1&$y) https://a.io/?$x=$y",
        "<https://a.io/$x> and [a](<b$c> 'd$e')",
        "## A {#b$c .d$e}",
        "```a$b\nc\n```",
        "    $x$",
        "```sh\necho $x $y$\n```",
        "<a title=\"$5 and $6\">$7</a>",
        "<code>$x</code>",
        "$5, 100%; what? <https://a.io/,$x>",
        "%,;?\u{e} $5",
        "&#37; &percnt; $5",
    ] {
        let (page, asked) = shown(markdown);
        assert_eq!(asked.asked, [], "{markdown}");
        assert_eq!(page, rendered(markdown).0, "{markdown}");
        // The same beside a formula, where dollars must be told apart.
        let (page, asked) = shown(&format!("{markdown}\n\n---\n\n$x$\n"));
        assert_eq!(asked.asked.len(), 1, "{markdown}");
        let alone = html(&format!("{markdown}\n\n---\n"));
        assert!(page.html.starts_with(&alone), "{markdown}: {}", page.html);
    }
    assert_eq!(html("$x$"), "<p>$x$</p>\n");
}

#[test]
fn formulas_are_plain_text_elsewhere() {
    let (page, _) = shown("## The $x^2$ rule\n\nSay $a_b$ and $$c$$. ![a $x$ b](c.png)");
    assert_eq!(page.headings[0].id, "the-x2-rule");
    assert_eq!(page.excerpt, "Say $a_b$ and $$c$$.");
    assert!(page.html.contains("alt=\"a x b\""), "{}", page.html);
}

#[test]
fn only_what_is_listed_is_written() {
    for (markup, expected) in [
        ("<mi>x</mi><mspace width=\"1em\"/>", "<mi>x</mi><mspace width=\"1em\"></mspace>"),
        ("<mi onclick=\"a()\" style=\"a\" href=\"b\" class=\"c\">x</mi>", "<mi class=\"c\">x</mi>"),
        ("<mrow><mi>x</mrow></mi>", "<mrow><mi>x</mi></mrow>"),
        ("<script>a</script><img src=x><a href=y>b</a>", "b"),
        ("<annotation-xml encoding=\"text/html\"><p>x</annotation-xml>", "x"),
        ("<maction actiontype=a>x</maction><mglyph src=a><style>b</style>", "x"),
        ("a < b &lt; c", "a &lt; b &lt; c"),
        ("</math><p>", ""),
    ] {
        let mut out = String::new();
        super::super::math::write_mathml(&mut out, markup);
        assert_eq!(out, expected, "{markup}");
    }
}

#[test]
fn many_dollars_take_linear_time() {
    for part in
        ["$", "$$", "$x$ ", "$x ", "x$ ", "`$", "$`", "\\$", "$\n\n", "> $x\n", "$$a$b", "{$"]
    {
        let _ = shown(&part.repeat(100_000));
    }
}
