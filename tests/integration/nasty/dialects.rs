//! Constructs of the dialects: never closed, nested without end, in circles.

use std::path::Path;

use super::{Case, Lacks, Quiet, Says, Shows, Title, file, folder, write};

/// How often a construct is repeated.
const MANY: usize = 100_000;

pub fn cases() -> Vec<Case> {
    let mut cases = hugo();
    cases.extend(jekyll());
    cases.extend(pelican());
    cases
}

/// A post of Hugo's.
fn shortcodes(name: &'static str, body: String, expected: Vec<super::Expected>) -> Case {
    file(name, format!("---\ntitle: T\ndraft: false\n---\n{body}\n"), expected)
}

/// A post of Jekyll's.
fn liquid(name: &'static str, body: String, expected: Vec<super::Expected>) -> Case {
    file(name, format!("---\ntitle: T\nlayout: post\n---\n{body}\n"), expected)
}

fn hugo() -> Vec<Case> {
    let many = |what: &str| what.repeat(MANY);
    vec![
        shortcodes("shortcodes-openers", many("{{<"), vec![Title("T")]),
        shortcodes("shortcodes-unclosed", many("{{< x "), vec![Title("T")]),
        shortcodes("shortcodes-percent", many("{{%"), vec![Title("T")]),
        shortcodes("shortcodes-quote", many("{{< x \""), vec![Title("T")]),
        shortcodes("shortcodes-escaped-open", many("{{</* "), vec![Title("T")]),
        shortcodes(
            "shortcodes-nested",
            "{{< mystery >}}".repeat(10_000) + &"{{< /mystery >}}".repeat(10_000),
            vec![Title("T"), Says("`mystery`")],
        ),
        shortcodes(
            "shortcodes-unpaired",
            "{{< mystery >}}".repeat(10_000),
            vec![Title("T"), Says("a.md:5:1: construct: ")],
        ),
        shortcodes(
            "shortcodes-crossing",
            "{{% a %}}{{% b %}}".repeat(5_000) + &"{{% /a %}}{{% /b %}}".repeat(5_000),
            vec![Title("T"), Says("construct: ")],
        ),
        shortcodes(
            "shortcode-long",
            format!("{{{{< x a=\"{}\" >}}}}", "y".repeat(1_000_000)),
            vec![Title("T")],
        ),
        shortcodes(
            "shortcode-many-words",
            format!("{{{{< x {} >}}}}", "y ".repeat(5_000)),
            vec![Title("T"), Says("construct: ")],
        ),
        shortcodes(
            "references-missing",
            "{{< ref \"x.md\" >}} ".repeat(5_000),
            vec![Says("a.md:5:1: link: ")],
        ),
        shortcodes(
            "reference-outside",
            "[x]({{< ref \"../../../../../outside/secret.md\" >}})".into(),
            vec![Says("link: ")],
        ),
        shortcodes(
            "shortcode-names-a-file",
            "{{< readfile \"../../outside/secret.md\" >}} {{% include \"/etc/passwd\" %}}".into(),
            vec![Says("construct: ")],
        ),
        shortcodes(
            "shortcode-empty",
            "{{<>}} {{< >}} {{%%}} {{< / >}} {{</>}} {{< \"\" >}}".into(),
            vec![Title("T")],
        ),
        shortcodes(
            "shortcode-of-controls",
            "{{< \u{7}\u{1b} \u{202e} >}} {{< é\u{301} >}}".into(),
            vec![Title("T")],
        ),
    ]
}

fn jekyll() -> Vec<Case> {
    let many = |what: &str| what.repeat(MANY);
    vec![
        liquid("liquid-openers", many("{%"), vec![Title("T")]),
        liquid("liquid-unclosed", many("{% x "), vec![Title("T")]),
        liquid("liquid-output-openers", many("{{"), vec![Title("T")]),
        liquid("liquid-output-unclosed", many("{{ x"), vec![Title("T")]),
        liquid(
            "liquid-raw-unclosed",
            "{% raw %}".repeat(10_000),
            vec![Title("T"), Says("a.md:5:1: construct: ")],
        ),
        liquid(
            "liquid-raw-nested",
            "{% raw %}".repeat(10_000) + &"{% endraw %}".repeat(10_000),
            vec![Title("T"), Says("construct: ")],
        ),
        liquid(
            "liquid-if-nested",
            "{% if x %}".repeat(10_000) + &"{% endif %}".repeat(10_000),
            vec![Title("T"), Quiet],
        ),
        liquid(
            "liquid-highlight-unclosed",
            "{% highlight x %}\n".repeat(10_000),
            vec![Title("T"), Says("a.md:5:1: construct: ")],
        ),
        liquid(
            "liquid-comment-unclosed",
            "{% comment %}".repeat(10_000),
            vec![Title("T"), Says("construct: ")],
        ),
        liquid(
            "liquid-filters",
            format!("{{{{ site.title{} }}}}", " | upcase".repeat(1_000)),
            vec![Title("T")],
        ),
        liquid(
            "liquid-empty",
            "{%%} {% %} {{}} {{ }} {%-%} {%--%} {{- -}} {:} {::}".into(),
            vec![Title("T")],
        ),
        liquid("attribute-lists-open", many("{:"), vec![Title("T")]),
        liquid("attribute-lists", "{: .a }\n".repeat(10_000), vec![Title("T")]),
        liquid(
            "include-missing",
            "{% include gone.html %} ".repeat(5_000),
            vec![Says("a.md:5:1: ")],
        ),
        liquid(
            "include-upwards",
            "{% include ../outside/secret.md %} {% include_relative ../../outside/secret.md %}"
                .into(),
            vec![Says("construct: "), Lacks("Secret\n")],
        ),
        liquid(
            "include-absolute",
            "{% include /etc/passwd %} {% include_relative /etc/hostname %}".into(),
            vec![Says("construct: ")],
        ),
        liquid(
            "include-of-a-folder",
            "{% include . %} {% include / %} {% include %}".into(),
            vec![Says("construct: ")],
        ),
        liquid(
            "listing-upwards",
            "{% include list_directory.md loc=\"../../outside\" %}".into(),
            vec![Says("a.md:5:1: ")],
        ),
    ]
}

/// Includes are those of the whole site, so each of these sites is one of its own.
pub fn includes(site: &Path) {
    write(site.join("_includes/one.html"), "one {% include two.html %}");
    write(site.join("_includes/two.html"), "two {% include one.html %}");
    write(site.join("_includes/self.html"), "self {% include self.html %}{% include self.html %}");
    // Doubles at each of 60 steps: 2^60 words if each were followed.
    for step in 0..60 {
        let next = format!("{{% include d{}.html %}}", step + 1);
        write(site.join(format!("_includes/d{step}.html")), format!("{next}{next}"));
    }
    write(site.join("_includes/d60.html"), "word");
    // Grows by what it is given.
    write(site.join("_includes/grow.html"), "{{ include.x }}{% include grow.html x=include.x %}");
    let body = ["one", "self", "d0", "grow"].map(|it| format!("{{% include {it}.html x=\"y\" %}}"));
    write(site.join("a.md"), format!("---\ntitle: T\nlayout: post\n---\n{}\n", body.join("\n\n")));
}

fn pelican() -> Vec<Case> {
    let pelican = |name, body: String, expected| {
        file(name, format!("Title: T\nDate: 2024-01-02\n\n{body}\n"), expected)
    };
    vec![
        pelican("macros", "{filename}".repeat(MANY), vec![Title("T")]),
        pelican("macros-missing", "[x]({filename}y.md) [z](|filename|z.md)\n".repeat(2_000), vec![Says("a.md:4:1: link: ")]),
        pelican("macros-outside", "[x]({filename}../../outside/secret.md) ![y]({static}/../outside/secret.md) [z]({attach}/etc/passwd)".into(), vec![Says("a.md:4:1: link: ")]),
        pelican("macros-of-terms", "[x]({tag}nope) [y]({category}) [z]({author}\u{7}) [i]({index}x)".into(), vec![Title("T")]),
        pelican("code-headers", "    :::python\n".repeat(20_000), vec![Title("T"), Shows(":::python")]),
        pelican("contents-often", "[TOC]\n\n".repeat(2_000) + &"## a\n\n".repeat(200), vec![Title("T")]),
        folder("mixed", |folder| {
            write(folder.join("a.md"), "+++\ntitle = \"T\"\n+++\n{{< ref \"b.md\" >}} {% post_url x %} {filename}c.md @/d.md\n");
            write(folder.join("b.md"), "---\ntitle: B\nlayout: x\n---\n{{< ref \"a.md\" >}} {% raw %}\n");
            write(folder.join("c.md"), "Title: C\n\n{{< ref \"a.md\" >}} {% endraw %} {{% /x %}}\n");
        }, vec![Title("T"), Says("a.md:4:")]),
    ]
}
