//! Fenced code: the snippets of `bank/snippets/`, one file for each language, filled in with names
//! and numbers that are new every time.

use super::prose::{NOUNS, fill, identifier, remark};
use super::random::Random;

macro_rules! languages {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("bank/snippets/", $name, ".txt")))),*]
    };
}

/// The languages as fences name them, the usual ones first, and their snippets.
const LANGUAGES: [(&str, &str); 18] = languages!(
    "bash" "python" "go" "rust" "yaml" "javascript" "json" "typescript" "sql" "html" "toml" "java"
    "css" "c" "dockerfile" "hcl" "diff" "text"
);

/// A fenced block of code, with its line break at the end.
pub fn block(random: &mut Random) -> String {
    let (language, snippets) = random.zipf(&LANGUAGES);
    // Some authors name no language.
    let named = if random.percent(5) { "" } else { language };
    let mut code = format!("```{named}\n");
    let names = [(); 5].map(|()| identifier(random));
    let snippets: Vec<&str> = snippets.split("===\n").collect();
    fill(random.pick(&snippets), &mut code, |slot, out| placeholder(slot, &names, random, out));
    code.push_str("```\n");
    code
}

/// Writes what a snippet's placeholder stands for: `a` to `e` are the snippet's names with
/// underscores, `A` to `E` the same names as types, `v` to `z` as JavaScript has them.
fn placeholder(slot: &str, names: &[[&str; 2]; 5], random: &mut Random, out: &mut String) {
    let name = |first: u8| names[usize::from(slot.as_bytes()[0] - first) % 5];
    match slot {
        "#" => out.push_str(&random.between(1, 4096).to_string()),
        "." => out.push_str(random.pick(&NOUNS)),
        "~" => out.push_str(&remark(random)),
        "~_" => out.push_str(&remark(random).replace([' ', '-'], "_")),
        "a" | "b" | "c" | "d" | "e" => out.push_str(&name(b'a').join("_")),
        "A" | "B" | "C" | "D" | "E" => name(b'A').iter().for_each(|it| capital(it, out)),
        _ => {
            let [first, second] = name(b'v');
            out.push_str(first);
            capital(second, out);
        }
    }
}

fn capital(word: &str, out: &mut String) {
    let (first, rest) = word.split_at(1);
    out.push_str(&first.to_ascii_uppercase());
    out.push_str(rest);
}
