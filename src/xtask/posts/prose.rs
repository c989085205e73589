//! Words: sentences, titles, headings and code filled in from the lists in `bank/`, where `«…»`
//! stands for a word of that kind.

use std::sync::LazyLock;

use super::random::Random;

/// A list of the bank.
pub type List = LazyLock<Vec<&'static str>>;

/// Things, in the singular; the first of them are the tags too.
pub static NOUNS: List = LazyLock::new(|| words(include_str!("bank/nouns.txt")));
/// What all posts together are about.
pub static CATEGORIES: List = LazyLock::new(|| words(include_str!("bank/categories.txt")));
/// Shortcodes of emoji.
pub static EMOJI: List = LazyLock::new(|| words(include_str!("bank/emoji.txt")));

static VERBS: List = LazyLock::new(|| words(include_str!("bank/verbs.txt")));
static ADJECTIVES: List = LazyLock::new(|| words(include_str!("bank/adjectives.txt")));
static ADVERBS: List = LazyLock::new(|| words(include_str!("bank/adverbs.txt")));
static PEOPLE: List = LazyLock::new(|| lines(include_str!("bank/people.txt")));
static TAILS: List = LazyLock::new(|| lines(include_str!("bank/tails.txt")));
static CONNECTIVES: List = LazyLock::new(|| lines(include_str!("bank/connectives.txt")));
static SENTENCES: List = LazyLock::new(|| lines(include_str!("bank/sentences.txt")));
static TITLES: List = LazyLock::new(|| lines(include_str!("bank/titles.txt")));
static HEADINGS: List = LazyLock::new(|| lines(include_str!("bank/headings.txt")));

/// One sentence, with Markdown in it now and then.
pub fn sentence(random: &mut Random) -> String {
    composed(random, &SENTENCES)
}

/// A title, plain text.
pub fn title(random: &mut Random) -> String {
    composed(random, &TITLES)
}

/// A heading, of which some come again and again.
pub fn heading(random: &mut Random) -> String {
    composed(random, &HEADINGS)
}

/// Half a sentence, plain text, as comments and messages have it.
pub fn remark(random: &mut Random) -> String {
    let mut remark = String::new();
    let patterns = ["«v» the «n» «t»", "the «n» is «a»", "«a» «ns» «v» the «n»", "no «a» «n»"];
    fill(random.pick(&patterns), &mut remark, |slot, out| word(slot, random, out));
    remark
}

/// What a post is about, plain text without colons.
pub fn description(random: &mut Random) -> String {
    let [first, second] = [(); 2].map(|()| capitalised(&remark(random)));
    format!("{first}. {second}.")
}

/// A name such as programs have, of two words.
pub fn identifier(random: &mut Random) -> [&'static str; 2] {
    let part = |word: &'static str| word.split('-').next().unwrap_or(word);
    let first = if random.percent(50) { random.pick(&VERBS) } else { random.pick(&ADJECTIVES) };
    [part(first), part(random.pick(&NOUNS))]
}

/// Copies `template` to `out`; `slot` writes what stands for each `«…»`.
pub fn fill(template: &str, out: &mut String, mut slot: impl FnMut(&str, &mut String)) {
    let mut rest = template;
    while let Some((before, name, after)) = rest.split_once('«').and_then(|(before, it)| {
        let (name, after) = it.split_once('»')?;
        Some((before, name, after))
    }) {
        out.push_str(before);
        slot(name, out);
        rest = after;
    }
    out.push_str(rest);
}

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().collect()
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

fn composed(random: &mut Random, patterns: &[&str]) -> String {
    let mut text = String::with_capacity(120);
    fill(random.pick(patterns), &mut text, |slot, out| word(slot, random, out));
    capitalised(&text)
}

/// Writes a word of the kind that `slot` names.
fn word(slot: &str, random: &mut Random, out: &mut String) {
    match slot {
        "n" => out.push_str(random.pick(&NOUNS)),
        "ns" => plural(random.pick(&NOUNS), out),
        "a" => out.push_str(random.pick(&ADJECTIVES)),
        "an" => {
            let adjective = random.pick(&ADJECTIVES);
            let is_open = adjective.starts_with(['a', 'e', 'i', 'o'])
                || (adjective.starts_with("u") && !adjective.starts_with("us"))
                    && !adjective.starts_with("uni");
            out.push_str(if is_open { "an " } else { "a " });
            out.push_str(adjective);
        }
        "v" => out.push_str(random.pick(&VERBS)),
        "vs" => plural(random.pick(&VERBS), out),
        "ving" => gerund(random.pick(&VERBS), out),
        "d" => out.push_str(random.pick(&ADVERBS)),
        "p" => out.push_str(random.pick(&PEOPLE)),
        "t" => out.push_str(random.pick(&TAILS)),
        "c" => out.push_str(random.pick(&CONNECTIVES)),
        "k" => out.push_str(&identifier(random).join("_")),
        // Never 1: `1.` at the start of a line would open a list within a paragraph.
        "#" => {
            let most = random.pick(&[9, 99, 999, 4096]);
            out.push_str(&random.between(2, most).to_string());
        }
        other => panic!("the bank knows no «{other}»"),
    }
}

/// The plural of a noun, which is the third person of a verb.
fn plural(word: &str, out: &mut String) {
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if !vowel_before_y => {
            out.push_str(stem);
            out.push_str("ies");
        }
        _ => {
            out.push_str(word);
            let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
            out.push_str(if hisses { "es" } else { "s" });
        }
    }
}

fn gerund(verb: &str, out: &mut String) {
    out.push_str(verb.strip_suffix('e').unwrap_or(verb));
    let is_vowel = |it: &u8| b"aeiou".contains(it);
    let bytes = verb.as_bytes();
    if let [.., before, vowel, last] = bytes
        && !is_vowel(before)
        && is_vowel(vowel)
        && !is_vowel(last)
        && !b"wxy".contains(last)
        && bytes.iter().filter(|it| is_vowel(it)).count() == 1
    {
        out.push(char::from(*last));
    }
    out.push_str("ing");
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_inflected_as_readers_expect() {
        let inflected = |inflect: fn(&str, &mut String), word: &str| {
            let mut out = String::new();
            inflect(word, &mut out);
            out
        };
        let nouns = ["cache", "query", "gateway", "index", "batch", "hash-table"];
        let plurals = ["caches", "queries", "gateways", "indexes", "batches", "hash-tables"];
        assert_eq!(nouns.map(|it| inflected(plural, it)), plurals);
        let verbs = ["trim", "render", "cache", "follow", "read", "split"];
        let gerunds = ["trimming", "rendering", "caching", "following", "reading", "splitting"];
        assert_eq!(verbs.map(|it| inflected(gerund, it)), gerunds);
    }

    #[test]
    fn every_pattern_of_the_bank_can_be_filled() {
        let mut random = Random::new(1, 1);
        for patterns in [&SENTENCES, &TITLES, &HEADINGS] {
            for pattern in patterns.iter() {
                let text = composed(&mut random, &[pattern]);
                assert!(!text.contains(['«', '»']), "{text}");
            }
        }
    }
}
