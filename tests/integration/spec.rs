//! The examples of the public specifications, all of them, against the renderer that the site uses,
//! to the last byte.
//!
//! CommonMark 0.31.2 comes from its npm package, GitHub Flavored Markdown 0.29 and the cases of its
//! reference implementation from the corpora. What is absent is skipped with the reason printed.
//! Examples that pass are kept for the browser tests, where the module must pass them too.

use std::fs;
use std::path::Path;

use the_stacks::request::Request;

use crate::kept::{keep, record};
use crate::stacks::{corpora, root};

#[test]
fn every_example_of_commonmark_passes() {
    let path = root().join("tests/node_modules/commonmark-spec/spec.txt");
    let Some(text) = text(&path) else { return };
    hold("CommonMark 0.31.2", &text, 652, |_| "commonmark".to_owned(), &[]);
}

/// Comments are the one thing on which the specifications disagree.
const COMMENTS: &str = "CommonMark 0.31 ends a comment at the next `-->`, as HTML does, whatever is \
                        in it; GFM 0.29 wants it to be as in SGML";

/// Each with the extensions that its heading asks for, as the specification's own test runner does.
#[test]
fn every_example_of_gfm_passes() {
    let Some(text) = corpora().and_then(|it| text(&it.join("gfm-spec-0.29.txt"))) else { return };
    let passes = |extensions: &str| match extensions {
        "" => "commonmark".to_owned(),
        // The two cases of task lists: the reference implementation writes them a little differently.
        "disabled" => "commonmark+tasklist".to_owned(),
        _ => format!("commonmark+{}", extensions.replace(' ', "+")),
    };
    hold("GFM 0.29", &text, 673, passes, &[(645, COMMENTS), (646, COMMENTS)]);
}

/// No extension gets in the way of what it is not about.
#[test]
fn every_example_of_gfm_passes_with_all_extensions_on() {
    let Some(text) = corpora().and_then(|it| text(&it.join("gfm-spec-0.29.txt"))) else { return };
    const FILTERED: &str = "it shows a tag that the tag filter makes text";
    const LINKED: &str = "it shows an address that is one in angle brackets only";
    let mut exceptions = vec![(645, COMMENTS), (646, COMMENTS)];
    exceptions.extend([140, 141, 142, 145, 147].map(|number| (number, FILTERED)));
    exceptions.extend([610, 614, 616, 619, 620].map(|number| (number, LINKED)));
    hold("GFM 0.29, all extensions on", &text, 673, |_| "gfm".to_owned(), &exceptions);
}

#[test]
fn every_case_of_cmark_gfm_passes() {
    let Some(text) = corpora().and_then(|it| text(&it.join("gfm-extensions.txt"))) else { return };
    hold("cmark-gfm's extensions", &text, 28, |_| "cmark-gfm".to_owned(), &[]);
}

fn text(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}

/// Renders the `count` examples of `text`, each with the passes of the name that `passes` gives for
/// its extensions, and fails unless exactly those in `exceptions` differ.
fn hold(
    suite: &str,
    text: &str,
    count: usize,
    passes: impl Fn(&str) -> String,
    exceptions: &[(usize, &str)],
) {
    let examples = examples(text);
    let mut passed = 0;
    let mut wrong = Vec::new();
    let mut kept = Vec::new();
    for Example { number, extensions, markdown, html } in &examples {
        let passes = &passes(extensions);
        let request = Request {
            passes,
            base: "/",
            route: "/",
            language: "en",
            markdown,
            ..Request::default()
        };
        let found = request.html();
        let is_same = match extensions.as_str() {
            "disabled" => in_order(&found) == in_order(html),
            // cmark-gfm's sign for a case that must not crash and is free beyond that.
            _ => found == *html || html == "<IGNORE>\n",
        };
        if is_same {
            passed += 1;
            kept.push(record(&format!("example {number}"), &request, &found));
        }
        let exception = exceptions.iter().find(|(it, _)| it == number);
        match (is_same, exception) {
            (true, Some((_, reason))) => {
                wrong.push(format!("{number} passes, and is listed because {reason}"));
            }
            (false, None) => {
                wrong.push(format!("{number}\n{markdown}gives\n{found}and should give\n{html}"));
            }
            _ => {}
        }
    }
    keep(suite, &kept);
    println!("{suite}: {passed} of {}", examples.len());
    for (number, reason) in exceptions {
        println!("  not {number}: {reason}");
    }
    assert!(wrong.is_empty(), "{suite}: example {}", wrong.join("\nexample "));
    assert_eq!(examples.len(), count, "{suite}");
}

struct Example {
    number: usize,
    extensions: String,
    markdown: String,
    html: String,
}

/// The examples of a specification's text, numbered as there.
fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut lines = text.lines();
    let mut examples = Vec::new();
    while let Some(line) = lines.next() {
        let info = line.strip_prefix(&fence).map(str::trim_start);
        let Some(extensions) = info.and_then(|it| it.strip_prefix("example")) else { continue };
        let mut until = |end: &str| -> String {
            let part = lines.by_ref().take_while(|line| *line != end);
            part.flat_map(|line| [line, "\n"]).collect::<String>().replace('→', "\t")
        };
        examples.push(Example {
            number: examples.len() + 1,
            extensions: extensions.trim().to_owned(),
            markdown: until("."),
            html: until(&fence),
        });
    }
    examples
}

/// `html` with the attributes of each tag in alphabetical order and without the slash of void tags,
/// as the test runner of CommonMark compares it.
fn in_order(html: &str) -> String {
    let parts = html.split_inclusive('>').map(|part| {
        let Some((before, tag)) = part.split_once('<') else { return part.to_owned() };
        let mut words: Vec<&str> = tag.trim_end_matches('>').split_whitespace().collect();
        words.retain(|it| *it != "/");
        words[1..].sort_unstable();
        format!("{before}<{}>", words.join(" "))
    });
    parts.collect()
}
