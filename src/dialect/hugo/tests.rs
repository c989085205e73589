//! What shortcodes become where they stand. What readers see of each is in
//! `tests/golden/constructs/hugo*`.

use crate::dialect::{Surroundings, read};
use crate::document::{Document, File, Piece};
use crate::settings::Settings;
use crate::warning::{Kind, Warning};

fn document(text: &str) -> (Document, Vec<Warning>) {
    let file = File { path: "a.md".into(), text: format!("---\ndraft: false\n---\n{text}") };
    let settings = Settings::default();
    read(file, &Surroundings::new(&settings))
}

/// The body as Markdown, references as `<target>`.
fn body(text: &str) -> String {
    let (document, _) = document(text);
    let piece = |piece: &Piece| match piece {
        Piece::Source(range) => document.file.text[range.clone()].to_owned(),
        Piece::Made { markdown, .. } => markdown.clone(),
        Piece::Reference { target, .. } => format!("<{target}>"),
        Piece::Listing { folder, .. } => format!("list {folder}"),
        Piece::Contents { .. } => "(contents)".into(),
    };
    document.body.iter().map(piece).collect()
}

fn found(text: &str) -> Vec<(u32, u32, String)> {
    let warnings = document(text).1;
    warnings.into_iter().map(|it| (it.line - 3, it.column, it.found)).collect()
}

#[test]
fn references_are_taken_out() {
    assert_eq!(
        body("a [b]({{< ref \"../c.md#d\" >}}) {{% relref path=\"e\" %}}."),
        "a [b](<../c.md#d>) <e>."
    );
    assert_eq!(body("{{< ref path=\"a.md#x\" lang=\"es\" >}}"), "<{lang=es}a.md#x>");
}

#[test]
fn escapes_show_what_they_say() {
    assert_eq!(
        body("`{{< ref \"a\" >}} {{</* b */>}}` {{%/* c_d */%}}"),
        "`{{< ref \"a\" >}} {{< b >}}` \\{\\{% c\\_d %\\}\\}"
    );
}

#[test]
fn what_is_not_understood_stays_visible_and_is_reported() {
    let text = "x\n{{< mystery a=1 >}} y {{% two %}}*in*{{% /two %}} {{< /end >}} {{< \"z >}} <a href=\"{{< m >}}\">";
    assert_eq!(
        body(text),
        "x\n`{{< mystery a=1 >}}` y `{{% two %}}`*in*`{{% /two %}}` `{{< /end >}}` `{{< \"z >}}` <a href=\"{{< m >}}\">"
    );
    assert_eq!(
        found(text),
        [
            (2, 1, "the shortcode `mystery` is not understood".into()),
            (2, 23, "the shortcode `two` is not understood".into()),
            (2, 51, "`/end` closes a shortcode that is not open".into()),
            (2, 64, "a shortcode begins here and cannot be read".into()),
            (2, 84, "the shortcode `m` is not understood".into()),
        ]
    );
    let (document, warnings) = document(text);
    assert!(warnings.iter().all(|it| it.kind == Kind::Construct));
    let counts: Vec<_> = document.tally.iter().map(|it| (it.1, it.2.found)).collect();
    assert_eq!(counts, [("", 1), ("end", 1), ("m", 1), ("mystery", 1), ("two", 1)]);
}

#[test]
fn headings_keep_their_ids() {
    assert_eq!(
        body("## A *b* {{< mystery >}} c\ntext {{< m >}}\n\n## D {{< icon x >}}\n"),
        "## A *b* `{{< mystery >}}` c {#a-b-c}\ntext `{{< m >}}`\n\n## D \n"
    );
}

#[test]
fn blocks_stay_in_lists_and_quotes() {
    assert_eq!(
        body("- a\n\n  {{< note >}}\n  b\n  {{< /note >}}\n\n- c\n"),
        "- a\n\n  <div class=\"alert note\"><p class=\"alert-title\">Note</p>\n\n  \n  b\n  \n\n  </div>\n\n\n- c\n"
    );
    let quote = body("> {{< tip >}}\n> b\n> {{< /tip >}}\n");
    assert!(
        quote.starts_with("> <div class=\"alert tip\"") && quote.ends_with("\n>\n> </div>\n>\n"),
        "{quote}"
    );
    assert_eq!(
        body("1. {{< vimeo 1 >}} b\n"),
        "1. <iframe src=\"https://player.vimeo.com/video/1\" title=\"Vimeo\"></iframe>\n\n   b\n"
            .replace("\n\n   b", "\n\n    b")
    );
}

#[test]
fn a_quote_that_only_opens_a_shortcode_does_not_hold_it() {
    let shown = body("- a\n\n  > {{< collapse \"B\" >}}\n\n  c\n\n  {{</ collapse >}}\n");
    assert!(shown.starts_with("- a\n\n  <details><summary>B</summary>\n\n  \n\n  c"), "{shown}");
    assert!(shown.ends_with("\n\n  </details>\n\n"), "{shown}");
}

#[test]
fn indentation_for_the_eye_is_no_code() {
    let text =
        "{{< tabs >}}\n  {{< tab \"A\" >}}\n    b\n\n      c\n  {{< /tab >}}\n{{< /tabs >}}\n";
    let shown = body(text);
    assert!(shown.contains("\nb\n\n  c\n"), "{shown}");
    let code = body("{{< note >}}\n\n    code\n{{< /note >}}\n");
    assert!(code.contains("\n\n    code\n"), "{code}");
    let lazy = body("Some text:\n    {{< vimeo 1 >}}\n");
    assert!(lazy.starts_with("Some text:\n<iframe"), "{lazy}");
    let list = body("1.  a\n\n    {{< vimeo 1 >}}\n");
    assert!(list.contains("\n    <iframe"), "{list}");
}

#[test]
fn rows_of_tables_stay_rows() {
    assert_eq!(
        body("| a | {{< figure src=\"b_c.png\" caption=\"d|e\" >}} |\n|---|---|\n"),
        "| a | <figure><img src=\"b&#95;c.png\" alt=\"d&#124;e\"><figcaption><p>d&#124;e</p></figcaption></figure> |\n|---|---|\n"
    );
}

#[test]
fn code_in_shortcodes_stays_code() {
    let text = "- a\n\n  {{< highlight go \"linenos=table,hl_lines=3 6-8,linenostart=199\" >}}\n  ```\n    {{< x >}}\n  {{< /highlight >}}\n";
    assert_eq!(
        body(text),
        "- a\n\n  ````go {linenos=table hl_lines=[\"3\",\"6-8\"] linenostart=199}\n  ```\n    {{< x >}}\n  ````\n\n"
    );
    assert_eq!(body("a {{< highlight go \"hl_inline=true\" >}}b`c{{< /highlight >}}"), "a ``b`c``");
    assert_eq!(found(text), []);
}

#[test]
fn raw_html_is_one_block() {
    assert_eq!(
        body("{{< rawhtml >}}\n    <b>x</b>\n\n    <i>{{< param nope >}}y</i>\n{{< /rawhtml >}}\n"),
        "<div>\n<b>x</b>\n<i>`{{< param nope >}}`y</i>\n\n</div>\n\n"
    );
}

#[test]
fn floods_are_read_in_bounded_time_and_depth() {
    for flood in [
        "{{< note >}}",
        "{{< x >}}",
        "{{< note >}}{{< /note >}}",
        "{{< columns >}}<--->",
        "{{< toc >}}",
        "{{< qr \"a\" >}}",
        "{{< /x >}}",
        "{{< \"",
        "> {{< note >}}\n",
        "    {{< vimeo 1 >}}\n",
        "{{< highlight >}}",
        "# {{< x >}}",
        "| {{< x >}}",
        "<a {{< x >}}",
    ] {
        let text = flood.repeat(5_000);
        let (document, warnings) = document(&text);
        assert!(!document.body.is_empty() && warnings.len() <= 1_000);
        let nested = format!("{text}{}", "{{< /note >}}{{< /columns >}}".repeat(5_000));
        assert!(!super::tests::document(&nested).0.body.is_empty());
    }
}
