//! GitHub's emoji table against gemoji's own data, and the emoji of a site's own from its folder to
//! the page.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use the_stacks::emoji::{Emoji, github};

use crate::stacks::{Built, corpora, site};

/// The shortcodes of gemoji, each with its characters and whether those have skin tones.
fn gemoji() -> Option<Vec<(String, String, bool)>> {
    let file = corpora()?.join("emoji-gemoji/db/emoji.json");
    let Ok(table) = fs::read_to_string(&file) else {
        println!("skipped: gemoji is not at {}", file.display());
        return None;
    };
    let table: Vec<Value> = serde_json::from_str(&table).unwrap();
    let rows = table.iter().flat_map(|row| {
        let aliases = row["aliases"].as_array().unwrap().iter();
        let has_tones = row["skin_tones"] == true;
        aliases.map(move |alias| {
            (
                alias.as_str().unwrap().to_owned(),
                row["emoji"].as_str().unwrap().to_owned(),
                has_tones,
            )
        })
    });
    Some(rows.collect())
}

fn characters(name: &str) -> Option<String> {
    match github::lookup(name)? {
        Emoji::Text(characters) => Some(characters),
        Emoji::Image(_) => None,
    }
}

/// Every code point is compared, the selectors that ask for the coloured form (U+FE0F) and the
/// joiners too.
#[test]
fn the_table_is_gemojis_to_the_last_code_point() {
    let Some(gemoji) = gemoji() else { return };
    let mut wrong = Vec::new();
    for (name, expected, _) in &gemoji {
        let found = characters(name);
        if found.as_ref() != Some(expected) {
            let points = |text: &str| text.escape_unicode().to_string();
            wrong.push(format!(
                "{name}: {:?}, not {}",
                found.as_deref().map(points),
                points(expected)
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());

    // And no name is known that GitHub does not know.
    let images: BTreeSet<&str> = github::IMAGES.iter().map(|(name, _)| *name).collect();
    let theirs: BTreeSet<&str> = gemoji.iter().map(|(name, ..)| name.as_str()).collect();
    let ours: BTreeSet<&str> = github::names().collect();
    assert_eq!(ours, theirs.union(&images).copied().collect::<BTreeSet<_>>());
    assert_eq!(ours.len(), github::names().count(), "each name once");
    for name in &images {
        assert_eq!(github::lookup(name), Some(Emoji::Image(format!("emoji/{name}.svg"))));
    }
    println!(
        "{} shortcodes of characters and {} of images: {} of 1936",
        theirs.len(),
        images.len(),
        ours.len()
    );
    assert_eq!((theirs.len(), images.len(), ours.len()), (1913, 23, 1936));
}

/// These got skin tones in Unicode 17, after gemoji's data was last made.
const TONED_SINCE: [&str; 6] =
    ["dancers", "dancing_men", "dancing_women", "men_wrestling", "women_wrestling", "wrestling"];

#[test]
fn every_emoji_with_skin_tones_has_all_five_in_both_spellings() {
    let Some(gemoji) = gemoji() else { return };
    let is_tone = |it: &char| ('\u{1f3fb}'..='\u{1f3ff}').contains(it);
    let mut count = 0;
    for (name, base, has_tones) in &gemoji {
        let has_tones = *has_tones || TONED_SINCE.contains(&name.as_str());
        for (tone, expected) in (1..=5).zip('\u{1f3fb}'..) {
            let toned = characters(&format!("{name}_tone{tone}"));
            assert_eq!(toned, characters(&format!("{name}::skin-tone-{}", tone + 1)), "{name}");
            let Some(toned) = toned else {
                assert!(!has_tones, "{name} has no tone {tone}");
                continue;
            };
            assert!(has_tones, "{name} has a tone");
            // But for the tone, and the selector whose place it takes, it is the same emoji.
            let (tones, rest): (Vec<char>, String) = (
                toned.chars().filter(is_tone).collect(),
                toned.chars().filter(|it| !is_tone(it) && *it != '\u{fe0f}').collect(),
            );
            assert!(
                !tones.is_empty() && tones.iter().all(|it| *it == expected),
                "{name}: {tones:?}"
            );
            assert_eq!(rest, base.replace('\u{fe0f}', ""), "{name}");
            count += 1;
        }
    }
    println!("{count} names with a skin tone, each in two spellings");
    assert!(count > 1500, "{count}");
    for (name, ..) in &gemoji {
        assert!(the_stacks::emoji::toned(name).is_none(), "{name} reads as if it had a tone");
    }
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

#[test]
fn a_drawing_in_the_content_folder_is_an_emoji() {
    for (content, root) in [
        ("content/", "content/site.toml"),
        ("", "_config.yml"),
        ("content/", "hugo.toml"),
        ("content/", "config.toml"),
        ("content/", "pelicanconf.py"),
    ] {
        let page = format!("{content}pages/a.md");
        let own = format!("{content}emoji/stacks.svg");
        let other = format!("{content}emoji/Two Words.svg");
        let text = "---\ntitle: A\n---\nthe :stacks: here and :stakcs: there\n";
        let folder = site(&[(root, ""), (&page, text), (&own, SVG), (&other, SVG)]);
        let built = Built::from(folder.path(), &[]);
        assert_eq!(fs::read_to_string(built.folder.path().join("emoji/stacks.svg")).unwrap(), SVG);
        let page = built.files().into_iter().find(|it| it.ends_with("a/index.json")).unwrap();
        assert_eq!(built.json(&page)["emoji"]["stacks"], "emoji/stacks.svg", "{root}");
        let says = |said: &str| built.warnings.iter().any(|it| it.contains(said));
        assert!(
            says("`:stakcs:` is no emoji; did you mean `:stacks:`?"),
            "{root}: {:?}",
            built.warnings
        );
        assert!(
            says(
                "emoji/Two Words.svg: emoji: `:Two Words:` cannot be a shortcode; name it two_words.svg"
            ),
            "{root}: {:?}",
            built.warnings
        );
    }
}
