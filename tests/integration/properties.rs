//! What holds for every page, whatever its Markdown: it is rendered without a panic, is the tree that
//! a browser makes of it, and holds nothing that is not on the list. Shown on documents put together by
//! chance, the same in every run; `STACKS_CASES=200000 STACKS_SEED=2` looks further.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use the_stacks::request::Request;

#[path = "properties/fragments.rs"]
mod fragments;
#[path = "properties/page.rs"]
mod page;

const ROUTE: &str = "/a/";

fn html(markdown: &str) -> String {
    let embed = "watch https://www.youtube-nocookie.com/embed/x https://www.youtube.com/watch?v=x Watch on YouTube";
    let request = Request {
        passes: "site+math+smart-punctuation",
        base: "/",
        route: ROUTE,
        language: "en",
        markdown,
        links: vec!["/a", "/b/", "b", "/b/?q=\"<&>"],
        images: vec!["a.png", "640x480"],
        embeds: vec!["https://www.youtube.com/embed/x", embed],
        // No generator sends the last two.
        emoji: vec![
            "rocket",
            "🚀",
            "shipit",
            "emoji/shipit.svg",
            "tada",
            "<b>\"&",
            "x",
            "emoji/\"><b>.svg",
        ],
        code: vec!["2k_3s", "99f", "!"],
        math: vec![
            "<math><mi>x</mi></math>",
            "<math display=\"block\"><mfrac><mn>1</mn><mi onclick=\"x\">y</mi></mfrac></math>",
            "",
            "<math><mtext>a<img src=x onerror=x><mglyph><style></math><script></mtext></math>",
            "<math><mrow><mo>&lt;</mo></math>",
        ],
    };
    request.html()
}

/// Runs `property` on as many values as are asked for, `cases` unless told otherwise.
fn hold<S: Strategy>(cases: u32, values: &S, property: impl Fn(S::Value) -> Result<(), String>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse().ok());
    let config = Config {
        cases: number("STACKS_CASES").map_or(cases, |it| it as u32),
        rng_seed: RngSeed::Fixed(number("STACKS_SEED").unwrap_or(1)),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let result =
        TestRunner::new(config).run(values, |value| property(value).map_err(TestCaseError::fail));
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn is_a_page(markdown: String) -> Result<(), String> {
    let html = html(&markdown);
    page::check(&html, ROUTE).map_err(|error| format!("{error}\n{html}"))
}

#[test]
fn every_mixture_of_constructs_is_a_page() {
    hold(12_000, &fragments::documents(), is_a_page);
}

#[test]
fn every_string_is_a_page() {
    hold(6_000, &fragments::strings(), is_a_page);
}

#[test]
fn no_word_of_a_plain_paragraph_is_lost() {
    hold(6_000, &fragments::paragraphs(), |(markdown, plain)| {
        let html = html(&markdown);
        let text = page::text(&html)?;
        let mut rest = text.as_str();
        for paragraph in plain {
            let Some(at) = rest.find(&paragraph) else {
                return Err(format!("{paragraph:?} is not in {text:?}"));
            };
            rest = &rest[at + paragraph.len()..];
        }
        page::check(&html, ROUTE).map_err(|error| format!("{error}\n{html}"))
    });
}
