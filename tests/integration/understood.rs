//! Of the constructs in the public corpora, how many are understood or named in a warning. They are
//! found by a scan of its own, line by line, which shares nothing with the readers of the dialects;
//! what readers see is looked up in the rendered articles. Skipped where the corpora are absent.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use the_stacks::manifest::{FromJson, Payload};

use crate::stacks::{Built, corpora, list, stacks};

/// The folders, and what starts a construct in each: `name` stands for a word.
const FOLDERS: [(&str, &[&str]); 6] = [
    ("hugo-jessfraz", &["{{< name", "{{% name"]),
    ("hugo-papermod-example", &["{{< name", "{{% name"]),
    ("jekyll-artsy", &["{% name", "{{ name"]),
    ("jekyll-brew", &["{% name", "{{ name"]),
    ("pelican-solr", &["{name}", "](|name|", "{% name"]),
    ("zola-blogos", &["](@/", ": @/", "{{ name", "{% name"]),
];

#[test]
fn constructs_of_the_corpora_are_understood_or_named() {
    let Some(corpora) = corpora() else { return };
    for (folder, openers) in FOLDERS {
        let root = corpora.join(folder);
        let found = constructs(&root, openers);
        let named = named_places(&root);
        let shown = shown(&root);
        let sources = sources(&root);
        let mut kinds: BTreeMap<&str, Counts> = BTreeMap::new();
        for Construct { file, line, name } in &found {
            let counts = kinds.entry(name).or_default();
            counts.found += 1;
            // A finding stands where its construct starts; a reference may say no more than a link.
            counts.named += usize::from(named.contains(&(file.clone(), *line)));
        }
        let mut lost = 0;
        for (name, counts) in &mut kinds {
            let of = |texts: &[String]| texts.iter().map(|it| occurrences(it, name)).sum::<usize>();
            // What is not understood stays where readers see it, as code does. Named, it may.
            let in_code = of(&sources).saturating_sub(counts.found);
            counts.seen = of(&shown).saturating_sub(in_code);
            lost += counts.seen.saturating_sub(counts.named);
        }
        let total: usize = kinds.values().map(|it| it.found).sum();
        println!("{folder}: {} of {total} understood or named", total - lost);
        for (name, Counts { found, named, seen }) in &kinds {
            println!("  {name}: {found}, named in a warning {named}, seen as written {seen}");
        }
        assert!(lost * 100 <= total, "{folder}: {lost} of {total} are shown and not named");
        let counted = counted(&root);
        assert!(
            counted * 100 >= total * 99,
            "{folder}: the report counts {counted} constructs, the scan {total}"
        );
    }
}

#[derive(Default)]
struct Counts {
    found: usize,
    named: usize,
    seen: usize,
}

/// A construct as it starts, `{{< figure`, and where.
struct Construct {
    file: String,
    line: u64,
    name: String,
}

/// The documents below `root`, each with its text.
fn documents(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    list(root, root, &mut files);
    files.sort();
    files.retain(|it| it.ends_with(".md") || it.ends_with(".markdown"));
    let read = |file: String| {
        let text = fs::read_to_string(root.join(&file)).unwrap();
        (file, text)
    };
    files.into_iter().map(read).collect()
}

/// The documents' texts, white space folded as in [`shown`].
fn sources(root: &Path) -> Vec<String> {
    documents(root).into_iter().map(|(_, text)| folded(&text)).collect()
}

fn constructs(root: &Path, openers: &[&str]) -> Vec<Construct> {
    let mut found = Vec::new();
    for (file, text) in documents(root) {
        for (line, prose) in prose(&text) {
            for opener in openers {
                let names = starts(&prose, opener).into_iter();
                found.extend(names.map(|name| Construct { file: file.clone(), line, name }));
            }
        }
    }
    found
}

/// The lines of a document that are no code, without their code spans, each with its number. The
/// front matter between `---` or `+++` is none of them.
fn prose(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, &str)> = (1..).zip(text.lines()).collect();
    let fence = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().trim_end();
    if ["---", "+++"].contains(&fence) {
        let end = lines[1..].iter().position(|(_, line)| line.trim_end() == fence);
        lines.drain(..=end.map_or(0, |end| end + 1));
    }
    let mut prose = Vec::new();
    let mut fence: Option<String> = None;
    // What one generator knows as code by its own tag.
    let mut tag: Option<&str> = None;
    for (number, line) in lines {
        let bare = line.trim_start_matches(|it: char| it.is_whitespace() || it == '>');
        let run = bare
            .chars()
            .next()
            .filter(|it| "`~".contains(*it))
            .map_or("", |mark| &bare[..bare.len() - bare.trim_start_matches(mark).len()]);
        match &fence {
            Some(open) => {
                if run.starts_with(open.as_str()) && bare.trim_end() == run {
                    fence = None;
                }
                continue;
            }
            None if run.len() >= 3 => {
                fence = Some(run.to_owned());
                continue;
            }
            None => {}
        }
        if let Some(closer) = tag {
            if line.contains(closer) {
                tag = None;
            }
            continue;
        }
        prose.push((number, without_code_spans(line)));
        for (opener, closer) in [("{% raw", "{% endraw"), ("{% highlight", "{% endhighlight")] {
            if line.contains(opener) && !line.contains(closer) {
                tag = Some(closer);
            }
        }
    }
    prose
}

/// A line without what stands between backticks.
fn without_code_spans(line: &str) -> String {
    let mut rest = line;
    let mut kept = String::new();
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|it| *it == b'`').count();
        let inside = &rest[start + ticks..];
        let Some(end) = inside.find(&"`".repeat(ticks)) else { break };
        kept.push_str(&rest[..start]);
        rest = &inside[end + ticks..];
    }
    kept + rest
}

/// What starts like `opener` in `line`, with the word that stands for `name`.
fn starts(line: &str, opener: &str) -> Vec<String> {
    let (before, after) = opener.split_once("name").unwrap_or((opener, ""));
    let marks = before.trim_end();
    let mut found = Vec::new();
    for (at, _) in line.match_indices(marks) {
        if before == opener {
            found.push(opener.to_owned());
            continue;
        }
        // The end of a pair belongs to its start, `-` trims white space.
        let rest = line[at + marks.len()..].trim_start_matches('-').trim_start();
        let word = rest.bytes().take_while(|it| it.is_ascii_alphanumeric() || b"_-.".contains(it));
        let word = &rest[..word.count()];
        let is_name = word.starts_with(|it: char| it.is_ascii_alphabetic());
        let is_end = word.starts_with("end") || word == "else" || word == "elsif";
        if is_name && !is_end && rest[word.len()..].starts_with(after) {
            found.push(format!("{before}{word}{after}"));
        }
    }
    found
}

fn check(root: &Path) -> Value {
    let mut command = stacks();
    let command = command.args(["check", "--format", "json", "--drafts=true", "--content"]);
    let output = command.arg(root).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", crate::stacks::complaints(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The places that the report names: files below `root`, and lines.
fn named_places(root: &Path) -> Vec<(String, u64)> {
    let report = check(root);
    let root = root.canonicalize().unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let places = findings.filter_map(|finding| {
        let file = Path::new(finding["file"].as_str()?);
        let file = file.canonicalize().ok()?;
        let file = file.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
        Some((file, finding["line"].as_u64()?))
    });
    places.collect()
}

/// How many constructs the report counts, attribute lists left out.
fn counted(root: &Path) -> usize {
    let report = check(root);
    let constructs = report["summary"]["constructs"].as_array().unwrap().iter();
    let counted = constructs.filter(|it| it["sort"] != "attribute list");
    counted.map(|it| usize::try_from(it["found"].as_u64().unwrap()).unwrap()).sum()
}

/// The articles of the site as text.
fn shown(root: &Path) -> Vec<String> {
    let built = Built::from(root, &["--drafts=true"]);
    let language = built.json("manifest.json")["language"].as_str().unwrap().to_owned();
    let pages = built.files();
    let payloads = pages.iter().filter(|it| it.starts_with("data/pages/"));
    let articles = payloads.map(|it| {
        let payload = Payload::from_json(&built.json(it)).unwrap();
        text_of(&payload.html(&language, "/"))
    });
    articles.collect()
}

/// The text of HTML, white space folded, and where its links lead: a macro may have been left there.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        if ["a", "img"].contains(&tag.split(' ').next().unwrap_or_default()) {
            text.push_str(tag);
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    folded(&text.replace("&amp;", "&"))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often a construct that starts so stands in the text: not `{{ name` for `{{ names`.
fn occurrences(text: &str, start: &str) -> usize {
    let ends = |at: usize| {
        let next = text[at + start.len()..].chars().next();
        !start.ends_with(char::is_alphanumeric) || !next.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(start).filter(|(at, _)| ends(*at)).count()
}

#[test]
fn the_scan_finds_what_stands_outside_of_code() {
    let text = "---\na: '{{< no >}}'\n---\n{{< yes 1 >}} `{{< no >}}` {{<also>}}\n\n> ```\n> {{< no >}}\n> ```\n\n{{% /yes %}}\n";
    let found: Vec<(u64, Vec<String>)> =
        prose(text).into_iter().map(|(line, prose)| (line, starts(&prose, "{{< name"))).collect();
    let found: Vec<_> = found.into_iter().filter(|(_, names)| !names.is_empty()).collect();
    assert_eq!(found, [(4, vec!["{{< yes".to_owned(), "{{< also".to_owned()])]);
    assert_eq!(starts("{% endif %} {%- if x %}", "{% name"), ["{% if"]);
    assert_eq!(starts("[a](|filename|b.md) {static}c", "|name|"), ["|filename|"]);
    assert_eq!(occurrences("{{ page.a }} {{ page.about }}", "{{ page.a"), 1);
    assert_eq!(text_of("<p>a {{&lt; b  <code>{{&lt; c</code></p>"), "a {{< b {{< c");
}
