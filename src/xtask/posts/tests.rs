use std::collections::BTreeMap;

use super::*;

fn blog(count: usize, dialect: Dialect) -> BTreeMap<String, String> {
    files(count, 1, dialect).collect()
}

fn posts(blog: &BTreeMap<String, String>) -> Vec<(&String, &String)> {
    let is_post = |path: &str| path.ends_with(".md") && !path.ends_with("_index.md");
    blog.iter().filter(|(path, _)| is_post(path)).collect()
}

/// FNV-1a of all paths and texts.
fn checksum(blog: &BTreeMap<String, String>) -> u64 {
    let bytes = blog.iter().flat_map(|(path, text)| path.bytes().chain(text.bytes()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn a_seed_gives_the_same_bytes_everywhere() {
    // Change it with the bank of words or what is made of it, and say so: figures of before and
    // after are of different posts.
    assert_eq!(checksum(&blog(50, Dialect::Plain)), 0x1d45_4074_d183_e092);
    let other: BTreeMap<_, _> = files(50, 2, Dialect::Plain).collect();
    assert_ne!(checksum(&other), checksum(&blog(50, Dialect::Plain)));
}

#[test]
fn a_small_blog_is_the_beginning_of_a_larger_one() {
    let large = blog(60, Dialect::Hugo);
    assert!(blog(20, Dialect::Hugo).iter().all(|(path, text)| large.get(path) == Some(text)));
}

#[test]
fn posts_are_about_nine_kilobytes_and_a_seventh_of_them_is_code() {
    let blog = blog(600, Dialect::Hugo);
    let posts = posts(&blog);
    assert_eq!(posts.len(), 600);
    let sum: usize = posts.iter().map(|(_, text)| text.len()).sum();
    let average = sum / posts.len();
    assert!((8_500..9_500).contains(&average), "{average}");
    let code = |text: &str| text.split("```").skip(1).step_by(2).map(str::len).sum::<usize>();
    let share = posts.iter().map(|(_, text)| code(text)).sum::<usize>() * 100 / sum;
    assert!((13..=17).contains(&share), "{share}");
    let lengths: Vec<_> = posts.iter().map(|(_, text)| text.len()).collect();
    assert!(lengths.iter().any(|it| *it < 2_000) && lengths.iter().any(|it| *it > 25_000));
}

/// The internal links of `text`: the file's name, empty for the file itself, and the anchor.
fn links(text: &str, dialect: Dialect) -> Vec<(String, &str)> {
    let (open, close, extension) = match dialect {
        Dialect::Hugo => ("]({{< ref \"", "\" >}})", ""),
        Dialect::Jekyll => ("]({% post_url ", ")", ".md"),
        Dialect::Plain | Dialect::Pelican | Dialect::Zola => ("](", ")", ""),
    };
    let destinations = text.split(open).skip(1).filter_map(|rest| rest.split(close).next());
    let internal = destinations.filter(|it| !it.starts_with("http"));
    let parts = internal.map(|it| {
        let (path, anchor) = it.split_once('#').unwrap_or((it, ""));
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(" %}");
        (format!("{name}{extension}"), anchor)
    });
    parts.collect()
}

#[test]
fn every_link_leads_to_a_published_post_and_a_heading_of_it() {
    const DRAFTS: [&str; 4] =
        ["draft: true\n", "draft = true\n", "published: false\n", "Status: draft\n"];
    for (_, dialect) in NAMES {
        let blog = blog(200, dialect);
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let texts: BTreeMap<String, &String> =
            posts(&blog).into_iter().map(|(path, text)| (name(path), text)).collect();
        assert!(texts.values().any(|text| DRAFTS.iter().any(|it| text.contains(it))));
        let mut count = 0;
        for (own_name, own_text) in &texts {
            for (name, anchor) in links(own_text, dialect) {
                let text = if name.is_empty() { own_text } else { &texts[&name] };
                let is_draft = DRAFTS.iter().any(|it| text.contains(it));
                assert!(name.is_empty() || !is_draft, "{own_name} links to the draft {name}");
                let mut headings = text.lines().filter_map(|it| it.split_once("# "));
                let is_there = anchor.is_empty() || headings.any(|it| post::anchor(it.1) == anchor);
                assert!(is_there, "{own_name} links to {name}#{anchor}");
                count += 1;
            }
        }
        assert!(count > 200, "{dialect:?}: {count}");
    }
}

#[test]
fn relative_links_lead_through_the_right_folder() {
    let blog = blog(100, Dialect::Plain);
    let mut count = 0;
    for (path, text) in posts(&blog) {
        for path_of_link in text.split("](../").skip(1).filter_map(|rest| rest.split(".md").next())
        {
            let target = format!("content/posts/{path_of_link}.md");
            assert!(blog.contains_key(&target), "{path} links to {target}");
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let refused = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        write(&crate::arguments::read(&words, &OPTIONS).unwrap()).unwrap_err()
    };
    assert!(refused(&[]).contains("--count"));
    assert!(refused(&["--count", "9", "--out", "x"]).contains("from 10 to 100000"));
    assert!(refused(&["--count", "many"]).contains("no whole number"));
    assert!(refused(&["--count", "10", "--dialect", "ghost"]).contains("none of plain, hugo"));
    assert!(refused(&["--count", "10", "--out", env!("CARGO_MANIFEST_DIR")]).contains("not empty"));
}
