//! Definition lists, and colons that make none.

use super::*;

#[test]
fn a_colon_and_white_space_below_a_term_define_it() {
    let one = "<dl>\n<dt>Term</dt>\n<dd>What it <em>is</em></dd>\n</dl>\n";
    for markdown in ["Term\n: What it *is*", "Term\n   :   What it *is*", "Term\n:\tWhat it *is*\n"]
    {
        assert_eq!(html(markdown), one, "{markdown}");
    }
    assert_eq!(
        html("Bow\nStem\n: The front.\n: A *part* of it.\n\nStern\n: The back."),
        "<dl>\n<dt>Bow</dt>\n<dt>Stem</dt>\n<dd>The front.</dd>\n<dd>A <em>part</em> of it.</dd>\n\
         <dt>Stern</dt>\n<dd>The back.</dd>\n</dl>\n"
    );
    assert_eq!(
        html("Bow\n\n:   The front.\n\n    Of the ship.\n\n    - port\n\n          code\n\nText."),
        "<dl>\n<dt>Bow</dt>\n<dd>\n<p>The front.</p>\n<p>Of the ship.</p>\n<ul>\n<li>\n<p>port</p>\n\
         <pre tabindex=\"0\"><code>code\n</code></pre>\n</li>\n</ul>\n</dd>\n</dl>\n<p>Text.</p>\n"
    );
    assert!(html("> Bow\n> : The front.").contains("<dd>The front.</dd>"));
    assert!(html("*one\nterm*\n: said").contains("<dt><em>one\nterm</em></dt>"));
    assert_eq!(rendered("Bow\nStem\n: The front.").0.excerpt, "Bow Stem The front.");
}

#[test]
fn other_colons_are_text() {
    assert_eq!(html("Go\n:rocket: now"), format!("<p>Go\n{ROCKET} now</p>\n"));
    assert_eq!(html("Go\n::: note\nx\n:::"), "<p>Go\n::: note\nx\n:::</p>\n");
    assert_eq!(html("---\n\n: text"), "<hr />\n<p>: text</p>\n");
    assert_eq!(html(": text"), "<p>: text</p>\n");
    assert_eq!(html("- item\n\n\n: text"), "<ul>\n<li>item</li>\n</ul>\n<p>: text</p>\n");
    assert_eq!(html("Term\n    : text"), "<p>Term\n: text</p>\n");
    assert_eq!(html("Term\n:"), "<p>Term\n:</p>\n");
}

/// A list further down changes nothing above it.
#[test]
fn what_starts_with_a_colon_is_the_same_beside_a_list() {
    let list = "<dl>\n<dt>Term</dt>\n<dd>Said</dd>\n</dl>\n";
    for markdown in [
        "Go\n:rocket: now\n::\n:::\n:",
        "a\n:rocket:",
        "> quoted\n> :rocket: and\n:rocket:",
        "- item\n  :rocket:\n\n  :x",
        "```yaml\n:key: value\n  :other: %;\n```",
        "    code\n    :key: value",
        "`code\n:x y\n:z`",
        "*a\n:*b c* :_d_",
        "<div\n  :class=\"x\">\n:y\n</div>",
        "[a](\n:b \"d\n:e\") [r]\n\n[r]: /x 'y\n:z'",
        "![a\n:b](c.png 'd\n:e')",
        "a | b\n:-|-:\n:rocket: | c",
        "a | b | c\n:-|-:",
        "a\n:-)",
        "x\n:--|--\n:--",
        "[^1]\n\n[^1]: note\n    :rocket:",
        "%;,?^} are all taken\n:rocket:",
        "&#37; &#59; &#58;\n:rocket: &percnt;",
        "$x\n:y$",
    ] {
        let (alone, page) = rendered(&format!("{markdown}\n\n---\n"));
        let (together, beside) = rendered(&format!("{markdown}\n\n---\n\nTerm\n: Said\n"));
        let notes = alone.html.find("<section").unwrap_or(alone.html.len());
        let (above, below) = alone.html.split_at(notes);
        assert_eq!(together.html, format!("{above}{list}{below}"), "{markdown}");
        assert_eq!(beside.asked, page.asked, "{markdown}");
    }
}

#[test]
fn places_are_those_of_the_author() {
    let markdown = "Term\n: Said\n\nText\n:rocket: and [x](a\n:b) and :nope:\n";
    let (_, page) = rendered(markdown);
    let asked: Vec<_> = page.asked.iter().map(|(_, at)| &markdown[at.clone()]).collect();
    assert_eq!(asked, [":rocket:", ":nope:"]);
    let markdown = "Term\n: Said\n\n[r]\n:\n\n[r]: ../two.md#part\n";
    assert!(html(markdown).contains("<p><a href=\"/blog/two/#part\">r</a>\n:</p>"));
}

#[test]
fn many_colons_take_linear_time() {
    for line in [":x\n", ":-\n", "t\n: d\n", "> :x\n", ">>>>:-|\n", "a\n:--|--\n\n", ": :\n"] {
        let markdown = format!("Term\n: Said\n\n{}", line.repeat(100_000));
        assert!(html(&markdown).starts_with("<dl>"), "{line}");
    }
}
