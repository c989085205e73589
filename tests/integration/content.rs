//! Our own content: nothing in it is wrong, all that was asked for is there, and every sentence is
//! our own.

use std::collections::HashSet;
use std::fs;

use crate::stacks::{Built, list, root};

#[test]
fn our_content_has_no_warnings_and_every_page() {
    let built = Built::from(&root().join("content"), &[]);
    assert_eq!(built.warnings, Vec::<String>::new());
    for route in ["/", "/about/", "/manifesto/", "/tech-stack/", "/devops-sre/", "/guide/"] {
        assert!(built.page(route)["markdown"].is_string(), "{route}");
    }
    for section in [
        "iac",
        "terraform",
        "ansible",
        "nomad",
        "kubernetes",
        "python",
        "lmao",
        "devops",
        "mlops",
        "saas",
    ] {
        assert!(built.page(&format!("/toolkit/{section}/"))["markdown"].is_string(), "{section}");
    }
    assert_eq!(built.page("/toolkit/")["list"]["entries"].as_array().unwrap().len(), 10);
}

#[test]
fn the_articles_are_worth_reading() {
    let built = Built::from(&root().join("content"), &[]);
    for (post, language) in [
        ("netlify", None),
        ("async-requests", None),
        ("pelican-github-emojis", None),
        ("sre-devops-glossary", Some("es")),
    ] {
        let page = built.page(&format!("/posts/{post}/"));
        assert_eq!(page["language"].as_str(), language, "{post}");
        let words = prose_words(page["markdown"].as_str().unwrap());
        assert!(words >= 600, "{post} has {words} words");
    }
}

/// Words outside fenced code.
fn prose_words(markdown: &str) -> usize {
    let mut is_code = false;
    let mut words = 0;
    for line in markdown.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            words += line.split_whitespace().count();
        }
    }
    words
}

#[test]
fn the_guide_lists_a_real_folder() {
    let built = Built::from(&root().join("content"), &[]);
    let guide = built.page("/guide/");
    let markdown = guide["markdown"].as_str().unwrap();
    for entry in fs::read_dir(root().join("content/migrate")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().replace(".md", "");
        assert!(markdown.contains(&format!("(/migrate/{name}/)")), "{name} in {markdown}");
    }
}

/// The seeds' facts are ours, their sentences are not: no seven words in a row, but for lists of
/// names that cannot be said otherwise.
#[test]
fn no_sentence_of_the_seeds_is_copied() {
    let seeds = root().join("../shared/seeds");
    if !seeds.is_dir() {
        println!("skipped: the seeds are not at {}", seeds.display());
        return;
    }
    const RUN: usize = 7;
    let mut seen = HashSet::new();
    for entry in fs::read_dir(&seeds).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        seen.extend(prose(&text).flat_map(|sentence| runs(&sentence, RUN)));
    }
    assert!(seen.len() > 1000);
    let content = root().join("content");
    let mut files = Vec::new();
    list(&content, &content, &mut files);
    let mut copied = Vec::new();
    for file in files.iter().filter(|file| file.ends_with(".md")) {
        let text = fs::read_to_string(content.join(file)).unwrap();
        let runs = prose(&text).flat_map(|sentence| runs(&sentence, RUN));
        copied.extend(runs.filter(|run| seen.contains(run)).map(|run| format!("{file}: {run}")));
    }
    assert_eq!(copied, Vec::<String>::new());
}

/// Paragraphs, without tables, headings, list items that only name something, and link targets.
fn prose(text: &str) -> impl Iterator<Item = String> {
    text.split("\n\n").filter(|it| !it.contains('|')).map(|paragraph| {
        let is_name = |line: &str| {
            let words = line.split_whitespace().count();
            line.starts_with('#')
                || words <= 4
                || (line.trim_start().starts_with("* ") && words <= 8)
        };
        let lines = paragraph.lines().filter(|line| !is_name(line));
        let text = lines.collect::<Vec<_>>().join(" ");
        let mut outside = String::new();
        for (index, part) in text.split("](").enumerate() {
            let rest =
                if index == 0 { part } else { part.split_once(')').map_or("", |(_, it)| it) };
            outside.push_str(rest);
        }
        outside
    })
}

fn runs(text: &str, length: usize) -> Vec<String> {
    let clean: String =
        text.to_lowercase().chars().map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    words.windows(length).map(|run| run.join(" ")).collect()
}
