//! Markdown and HTML that open things by the hundred thousand and close none, or all.

use super::{Case, Lacks, Quiet, Says, Shows, Title, file};

/// How often a construct is repeated.
const MANY: usize = 100_000;

pub fn cases() -> Vec<Case> {
    let mut cases = blocks();
    cases.extend(inlines());
    cases.extend(html());
    cases.extend(references());
    cases.extend(text());
    cases
}

fn many(what: &str) -> String {
    what.repeat(MANY)
}

/// Opened, filled and closed as often.
fn nested(open: &str, close: &str) -> String {
    format!("{}x{}\n", many(open), many(close))
}

/// One line for each number below `count`.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// A case that must come out as it went in, without a word.
fn quiet(name: &'static str, content: String) -> Case {
    file(name, content, vec![Title("A"), Quiet])
}

fn blocks() -> Vec<Case> {
    let table = |columns: usize, rows: &str| {
        format!("|{}\n|{}\n{rows}", "a|".repeat(columns), "-|".repeat(columns))
    };
    vec![
        quiet("lists-nested", many("- ") + "x\n"),
        quiet("lists-numbered", many("1. ") + "x\n"),
        quiet("lists-staircase", lines(1_500, |it| format!("{}- x\n", "  ".repeat(it)))),
        quiet("tasks-nested", many("- [ ] ") + "x\n"),
        quiet("quotes-nested", many("> ") + "x\n"),
        quiet("quotes-tight", many(">") + "x\n"),
        quiet("quotes-and-lists", many("> - ") + "x\n"),
        quiet("quotes-lazy", many("> ") + &"x\n".repeat(100)),
        quiet("alerts", many("> [!NOTE]\n")),
        quiet("fences-many", many("```\n")),
        quiet("fence-unclosed", "~~~~\n".to_owned() + &many("x\n")),
        quiet("backticks-growing", lines(1_000, |it| "`".repeat(it) + " ")),
        quiet("rules", many("***\n")),
        quiet("headings-same", "x\n\n".to_owned() + &"## a\n\n".repeat(30_000)),
        quiet("headings-underlined", "x\n\n".to_owned() + &"a\n-\n".repeat(20_000)),
        quiet("heading-attributes", format!("x\n\n## a {{{}\n", many("#a "))),
        quiet("table-wide", table(MANY, "|x|\n")),
        quiet("table-long", table(2, &many("|x|y|\n"))),
        // A row is filled up to the width of the table: without a bound this would be a million.
        quiet("table-empty-rows", table(1_000, &"|\n".repeat(1_000))),
        quiet("table-pipes", many("|")),
        quiet("indented", " ".repeat(MANY) + "x\n"),
        quiet("definitions", many(": x\n")),
        quiet("definitions-lists", "x\n\n".to_owned() + &many("t\n: x\n\n")),
        quiet("definitions-nested", "t\n".to_owned() + &many(": ") + "x\n"),
        quiet("definitions-none", "t\n: x\n\n".to_owned() + &many(":x\n")),
        quiet("definitions-rows", "t\n: x\n\n".to_owned() + &many("a\n:-|-:\n")),
    ]
}

fn inlines() -> Vec<Case> {
    vec![
        quiet("brackets", nested("[", "]")),
        quiet("brackets-open", many("[")),
        quiet("brackets-closed", many("]")),
        quiet("images-open", many("![")),
        quiet("links-open", many("[a](")),
        quiet("links-open-angle", many("[a](<")),
        quiet("links-open-title", many("[a](b \"")),
        quiet("links-nested", format!("{}x{}\n", many("["), many("](#top)"))),
        quiet("parentheses", format!("[a](#top{}{})\n", many("("), many(")"))),
        quiet("emphasis-open", many("*a ")),
        quiet("emphasis-closed", many("a* ")),
        quiet("emphasis-nested", nested("*_", "_*")),
        quiet("emphasis-mixed", many("**a *b ")),
        quiet("underscores", many("_a__b")),
        quiet("strikes-open", many("~~a ")),
        quiet("tildes", many("~")),
        quiet("backslashes", many("\\")),
        quiet("ampersands", many("&#")),
        quiet("entities", many("&amp;")),
        quiet("code-open", many("`a")),
        quiet("line-breaks", many("x\\\n")),
        quiet("dollars", many("$")),
        quiet("dollars-open", many("$x ")),
        quiet("dollars-closed", many("x$ ")),
        quiet("dollars-doubled", many("$$x ") + "$"),
        quiet("dollars-and-code", many("$`x")),
        quiet("formulas", "$x$ ".repeat(20_000)),
        file("formula-long", format!("${}$\n", "x".repeat(1_000_000)), too_long()),
        file(
            "formula-deep",
            format!("$${}x{}$$\n", "\\sqrt{".repeat(10_000), "}".repeat(10_000)),
            too_long(),
        ),
        file(
            "formula-fence",
            format!("```math\n{}\n```\n", "\\hat".repeat(2_400)),
            vec![Says("a.md:2:1: construct: the formula cannot be shown as one: it is too long")],
        ),
        file(
            "formula-within",
            format!("${}x{}$\n", "{".repeat(1_900), "}".repeat(1_900)),
            vec![Quiet],
        ),
        file(
            "formula-deeper",
            format!("${}x{}$\n", "\\sqrt{".repeat(900), "}".repeat(900)),
            vec![Says("it has too many things within one another")],
        ),
        file(
            "formula-harmful",
            "$\\href{javascript:alert(1)}{x}$ $\\style{color:red}{x}$ $\\text{<b onclick=a>}$\n",
            vec![Says("a.md:1:2: construct: the formula cannot be shown as one: Unknown command")],
        ),
    ]
}

fn too_long() -> Vec<super::Expected> {
    vec![Title("A"), Says("the formula cannot be shown as one: it is too long")]
}

fn html() -> Vec<Case> {
    vec![
        quiet("tags-closed", many("</div>")),
        quiet("tags-open-angle", many("<")),
        quiet("comments-open", "x\n".to_owned() + &many("<!--")),
        quiet("cdata-open", "x\n".to_owned() + &many("<![CDATA[")),
        quiet("instructions-open", "x\n".to_owned() + &many("<?")),
        quiet("declarations-open", "x\n".to_owned() + &many("<!A")),
        quiet("attribute-open", many("x <a b=\"")),
        quiet("attributes", format!("x <a {}>\n", many("x=\"y\" "))),
        file(
            "elements-nested",
            "<div>".repeat(20_000),
            vec![Title("A"), Says("a.md:1:1001: raw HTML: <div> is left out")],
        ),
        file(
            "elements-in-text",
            "x <span>".repeat(20_000),
            vec![Title("A"), Says("raw HTML: <span> is left out")],
        ),
        file(
            "elements-crossing",
            "x <b><i>".repeat(10_000) + &"</b></i>".repeat(10_000),
            vec![Title("A"), Says("raw HTML: ")],
        ),
        file(
            "details-nested",
            "<details><summary>".repeat(5_000),
            vec![Title("A"), Says("raw HTML: ")],
        ),
        file(
            "script-unclosed",
            "x <b>y</b>\n\n<script>\nalert(1)\n",
            vec![Says("a.md:3:1: raw HTML: <script> is left out")],
        ),
        file(
            "frames",
            "<iframe src=\"https://a.io/\">\n".repeat(1_000),
            vec![Says("a.md:1:1: raw HTML: <iframe>")],
        ),
        file(
            "scheme-hidden",
            "[x](java\tscript:a) <a href=\"&#106;avascript:a\">y</a>\n",
            vec![Says("raw HTML: the address `javascript:a` is left out")],
        ),
    ]
}

fn references() -> Vec<Case> {
    vec![
        quiet(
            "references",
            lines(30_000, |it| format!("[{it}]: #top\n"))
                + "\n"
                + &lines(30_000, |it| format!("[{it}] ")),
        ),
        quiet("references-same", many("[a]: #top\n") + &"[a] ".repeat(30_000)),
        quiet("references-open", many("[a]: <")),
        quiet("references-open-title", "x\n".to_owned() + &many("[a]: b \"\n")),
        quiet("references-long-label", format!("[{}]: #top\n", "a".repeat(10_000)).repeat(20)),
        quiet(
            "footnotes",
            lines(20_000, |it| format!("[^{it}] "))
                + "\n\n"
                + &lines(20_000, |it| format!("[^{it}]: x\n\n")),
        ),
        quiet("footnote-often", "[^a] ".repeat(30_000) + "\n\n[^a]: x\n"),
        quiet("footnotes-undefined", many("[^x] ")),
        quiet(
            "footnotes-chained",
            "[^0]\n\n".to_owned()
                + &lines(5_000, |it| format!("[^{it}]: [^{}]\n\n", it + 1))
                + "[^5000]: x\n",
        ),
        quiet("footnote-in-itself", "[^a]\n\n[^a]: x [^a]\n".to_owned()),
        file(
            "footnotes-unused",
            lines(5_000, |it| format!("[^{it}]: x\n\n")),
            vec![
                Title("A"),
                Says("raw HTML: the footnote [^0], which nothing refers to is left out"),
            ],
        ),
        file(
            "links-missing",
            lines(5_000, |it| format!("[x](m{it}.md) ")),
            vec![Says("a.md:1:1: link: `m0.md` leads nowhere"), Says("`m4999.md` leads nowhere")],
        ),
        file(
            "links-upwards",
            "[x](../../../../../../etc/passwd) ![y](/../../etc/passwd)\n",
            vec![Says("a.md:1:1: link: `../../../../../../etc/passwd` leads nowhere")],
        ),
        file(
            "link-long",
            format!("[x](b{}.md)\n", "a".repeat(1_000_000)),
            vec![Title("A"), Says("leads nowhere")],
        ),
        file(
            "anchors-missing",
            lines(5_000, |it| format!("[x](#y{it}) "))
                + &lines(2_000, |it| format!("\n\n## z{it}\n")),
            vec![Says("a.md:1:1: anchor: `#y0` leads to an anchor that is not there")],
        ),
        file(
            "anchor-long",
            format!("[x](#{})\n\n## {}\n", "a".repeat(200_000), "b".repeat(200_000)),
            vec![Title("A"), Says("anchor: ")],
        ),
    ]
}

fn text() -> Vec<Case> {
    vec![
        quiet("line-of-10-mb", "x".repeat(10_000_000)),
        quiet("words-of-5-mb", "word ".repeat(1_000_000)),
        quiet("spaces-of-1-mb", " ".repeat(1_000_000)),
        quiet("blank-lines", "\n".repeat(1_000_000)),
        quiet("lines", "x\n".repeat(200_000)),
        file("title-of-1-mb", format!("# {}\n", "x".repeat(1_000_000)), vec![Quiet]),
        quiet("colons", many(":")),
        quiet("shortcodes-open", many(":a")),
        quiet("shortcodes-known", many(":rocket:")),
        quiet("shortcodes-in-code", format!("`{}`\n", many(":nope:"))),
        file(
            "shortcodes-unknown",
            lines(5_000, |it| format!(":emo{it}: ")),
            vec![Says("a.md:1:1: emoji: `:emo0:` is no emoji"), Says("`:emo4999:` is no emoji")],
        ),
        file(
            "shortcode-long",
            format!(":{}:\n", "a".repeat(1_000_000)),
            vec![Title("A"), Lacks("\u{fffd}")],
        ),
        quiet("addresses", many("http://a.io ")),
        quiet("addresses-open", many("http://")),
        quiet("addresses-www", many("www.")),
        quiet("addresses-parentheses", format!("http://a.io/{}\n", many("("))),
        quiet("mail-open", many("a@")),
        quiet("no-break-spaces", many("\u{a0}")),
        file("more-often", "one\n\n<!--more-->\n\n".repeat(10_000), vec![Shows("one"), Quiet]),
    ]
}
