//! The emoji that was probably meant by a name that is none. A slip of the pen is told by its
//! distance: letters added, left out, exchanged or swapped (optimal string alignment). Names that
//! others have for the same character, such as `red_heart`, are told by what Unicode calls it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::github;

/// How long a name may be for a near one to be looked for; the longest there is has 36 characters.
const LONGEST: usize = 48;

/// How short it may be: with a letter or two, every name is near.
const SHORTEST: usize = 3;

/// GitHub's names, each with the letters that are in it.
static NAMES: LazyLock<Vec<(u32, &str)>> =
    LazyLock::new(|| github::names().map(|name| (letters(name), name)).collect());

/// GitHub's names by what Unicode calls their characters.
static CALLED: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    github::descriptions().map(|(name, called)| (without_gaps(called), name)).collect()
});

/// The name of GitHub or the site's `own` that is nearest to `name`, when one is near enough to be
/// what was meant. Of names that take as many edits, that one is which has the same letters, or else
/// starts alike for longer.
pub fn nearest<'n>(name: &str, own: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if !(SHORTEST..=LONGEST).contains(&name.len()) {
        return None;
    }
    if let Some(meant) = CALLED.get(&without_gaps(name)) {
        return Some(meant);
    }
    let most = (name.len() / 3).clamp(1, 4);
    let of_name = letters(name);
    let all = own.map(|name| (letters(name), name)).chain(NAMES.iter().copied());
    let near = all.filter_map(|(letters, known)| {
        // Counting edits costs the product of the lengths. One edit changes the length by one and
        // takes one letter for another at the most.
        let may_be_near = known.len().abs_diff(name.len()) <= most
            && (letters ^ of_name).count_ones() as usize <= 2 * most;
        let edits = may_be_near.then(|| strsim::osa_distance(name, known))?;
        (edits <= most).then_some((edits, known))
    });
    let nearest = near.min_by_key(|(edits, known)| {
        let alike = name.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count();
        (*edits, sorted(name) != sorted(known), Reverse(alike), *known)
    });
    nearest.map(|(_, known)| known)
}

/// Which letters are in a name: a bit for each, which some share.
fn letters(name: &str) -> u32 {
    name.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32))
}

/// A name without what stands between its words.
fn without_gaps(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).map(|it| it.to_ascii_lowercase()).collect()
}

fn sorted(name: &str) -> Vec<u8> {
    let mut bytes = name.as_bytes().to_vec();
    bytes.sort_unstable();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Option<&str> {
        nearest(name, ["stacks", "party_parrot"].into_iter())
    }

    #[test]
    fn slips_of_the_pen() {
        for (written, known) in [
            // Swapped, left out, added, exchanged.
            ("rokcet", "rocket"),
            ("smiel", "smile"),
            ("grining", "grinning"),
            ("tadaa", "tada"),
            ("hart", "heart"),
            ("spakles", "sparkles"),
            ("sparkels", "sparkles"),
            ("white_chek_mark", "white_check_mark"),
            ("heavy-check-mark", "heavy_check_mark"),
            ("stack", "stacks"),
            ("partyparot", "party_parrot"),
        ] {
            assert_eq!(meant(written), Some(known), "{written}");
        }
    }

    #[test]
    fn one_and_many() {
        for (written, known) in [
            ("rockets", "rocket"),
            ("book_", "book"),
            ("sunglass", "sunglasses"),
            ("thumbup", "thumbsup"),
            ("thumbs_down", "-1"),
            ("unicorns", "unicorn"),
        ] {
            assert_eq!(meant(written), Some(known), "{written}");
        }
    }

    #[test]
    fn names_that_others_have_for_the_same() {
        for (written, known) in [
            ("red_heart", "heart"),
            ("party-popper", "tada"),
            ("check_mark_button", "white_check_mark"),
            ("thumbs_up", "+1"),
            ("flag_united_states", "us"),
        ] {
            assert_eq!(meant(written), Some(known), "{written}");
        }
    }

    #[test]
    fn nothing_is_better_than_anything() {
        let long = "a".repeat(LONGEST + 1);
        for written in ["xd", "a", "", "std", "warning_sign_of_the_times", "qwerty", &long] {
            assert_eq!(meant(written), None, "{written}");
        }
    }
}
