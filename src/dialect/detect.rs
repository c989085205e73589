//! Which dialect a file is written in: by its place and its front matter's notation, then by the site
//! it belongs to, then by constructs and fields that only one dialect has. Code shows constructs of
//! any and tells nothing. Owns the order of asking; the signs are each dialect's own ([`Signs`]).
//!
//! [`Signs`]: super::spec::Signs

use super::Dialect;
use super::spec::Likelihood;
use crate::document::File;
use crate::front_matter::{Metadata, Split};

/// The dialect of `file`, whose site is written in `site`.
pub fn dialect(file: &File, split: &Split, site: Option<Dialect>) -> Dialect {
    let body = &file.text[split.body..];
    let metadata = &split.metadata;
    by_notation(split, body, site)
        .or_else(|| by_place(&file.path))
        .or(site)
        .or_else(|| by_constructs(body, metadata))
        .or_else(|| surest(|it| (it.spec().signs.metadata)(&file.path, metadata)))
        .unwrap_or(Dialect::Plain)
}

/// The dialect whose documents have such front matter. Where several have, TOML that is, the site tells
/// which, then fields that only one has, then constructs.
fn by_notation(split: &Split, body: &str, site: Option<Dialect>) -> Option<Dialect> {
    let notation = split.notation?;
    let has_it = |it: &Dialect| it.spec().signs.notations.contains(&notation);
    let first = Dialect::ALL.into_iter().find(has_it)?;
    if let Some(site) = site.filter(has_it) {
        return Some(site);
    }
    let has_field = |it: &Dialect| split.metadata.has_any(it.spec().signs.fields);
    let mut marked = Dialect::ALL.into_iter().filter(|it| has_it(it) && has_field(it));
    match (marked.next(), marked.next()) {
        (Some(only), None) => Some(only),
        _ if Dialect::ALL.iter().filter(|it| has_it(it)).count() == 1 => Some(first),
        _ => by_constructs(body, &split.metadata).filter(has_it).or(Some(first)),
    }
}

/// The dialect that has folders of such a name.
fn by_place(path: &str) -> Option<Dialect> {
    let is_in = |folder: &&str| path.split('/').any(|name| name == *folder);
    Dialect::ALL.into_iter().find(|it| it.spec().signs.folders.iter().any(is_in))
}

/// The dialect that constructs outside of code tell of.
fn by_constructs(body: &str, metadata: &Metadata) -> Option<Dialect> {
    if !Dialect::ALL.iter().any(|it| body.contains(it.spec().signs.marks)) {
        return None;
    }
    let mut prose = String::with_capacity(body.len());
    let mut at = 0;
    for code in crate::markdown::code_ranges(body) {
        prose.push_str(body.get(at..code.start).unwrap_or_default());
        at = code.end;
    }
    prose.push_str(&body[at..]);
    surest(|it| (it.spec().signs.constructs)(&prose, metadata))
}

/// The dialect that is the surest of a file; of equals the first.
fn surest(likelihood: impl Fn(Dialect) -> Option<Likelihood>) -> Option<Dialect> {
    let claims = Dialect::ALL.into_iter().filter_map(|it| Some((likelihood(it)?, it)));
    claims.rev().max_by_key(|(likelihood, _)| *likelihood).map(|(_, dialect)| dialect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Surroundings, read};
    use crate::settings::Settings;

    fn dialect_of(path: &str, text: &str, site: Option<Dialect>) -> Dialect {
        let file = File { path: path.into(), text: text.into() };
        let settings = Settings { dialect: site, ..Settings::default() };
        read(file, &Surroundings::new(&settings)).0.head.dialect
    }

    #[test]
    fn files_tell_their_dialect() {
        for (path, text, dialect) in [
            ("a.md", "# Hi\n", Dialect::Plain),
            (
                "a.md",
                "---\ntitle: x\ntags: [y]\ndescription: z\nupdated: 2024-01-02\n---\n",
                Dialect::Plain,
            ),
            ("a.md", "| a | b |\n|---|---|\n| @c | `{{ d }}` |\n", Dialect::Plain),
            ("a.md", "Title: x\n\nHi\n", Dialect::Pelican),
            ("a.md", "[x]({filename}b.md)\n", Dialect::Pelican),
            ("a.md", "[x]({tag}b)\n", Dialect::Pelican),
            ("a.md", "---\ntitle: x\nstatus: draft\n---\n", Dialect::Pelican),
            ("a.md", "---\nsave_as: x.html\n---\n*a*{: .b}\n", Dialect::Pelican),
            ("a.md", "+++\ntitle = \"x\"\n+++\n", Dialect::Hugo),
            ("a.md", "+++\ntitle = \"x\"\ntags = [\"y\"]\n+++\n", Dialect::Hugo),
            ("a.md", "+++\n[extra]\nx = 1\n+++\n{{< ref \"b.md\" >}}\n", Dialect::Zola),
            ("a.md", "---\ndraft: false\n---\n", Dialect::Hugo),
            ("a.md", "{{< ref \"b.md\" >}}\n", Dialect::Hugo),
            ("a.md", "+++\ntitle = \"x\"\n[taxonomies]\ntags = [\"y\"]\n+++\n", Dialect::Zola),
            ("_index.md", "+++\nsort_by = \"date\"\n+++\n", Dialect::Zola),
            ("a.md", "+++\ntitle = \"x\"\n+++\n[y](@/b.md)\n", Dialect::Zola),
            ("a.md", "+++\ntitle = \"x\"\n+++\n{{ youtube(id=\"y\") }}\n", Dialect::Zola),
            ("a.md", "{% note() %}\nx\n{% end %}\n", Dialect::Zola),
            ("a.md", "---\nextra:\n  x: 1\n---\n", Dialect::Zola),
            ("a.md", "---\nlayout: default\n---\n", Dialect::Jekyll),
            ("a.md", "---\ntitle: x\n---\n{{ site.title }}\n", Dialect::Jekyll),
            ("a.md", "{% include x.html %}\n", Dialect::Jekyll),
            ("a.md", "*a*{: .b}\n", Dialect::Jekyll),
            ("_posts/2024-01-02-a.md", "x\n", Dialect::Jekyll),
        ] {
            assert_eq!(dialect_of(path, text, None), dialect, "{text}");
        }
    }

    #[test]
    fn a_site_tells_of_files_that_do_not() {
        let yaml = "---\ntitle: x\n---\n";
        let toml = "+++\ntitle = \"x\"\n+++\n";
        assert_eq!(dialect_of("a.md", yaml, Some(Dialect::Hugo)), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", toml, Some(Dialect::Zola)), Dialect::Zola);
        assert_eq!(dialect_of("a.md", toml, Some(Dialect::Jekyll)), Dialect::Hugo);
        assert_eq!(dialect_of("a.md", "Title: x\n\ny\n", Some(Dialect::Zola)), Dialect::Pelican);
    }

    #[test]
    fn code_tells_nothing_of_the_dialect_and_place_tells_more_than_constructs() {
        let code = "```\n{{< x >}} {filename} {% y %} {{ z() }}\n```\n`{filename}`\n";
        assert_eq!(dialect_of("a.md", code, None), Dialect::Plain);
        assert_eq!(dialect_of("_posts/2024-01-02-a.md", "{{< x >}}\n", None), Dialect::Jekyll);
        assert_eq!(dialect_of("a.md", "[x]({filename}y)\n", Some(Dialect::Hugo)), Dialect::Hugo);
    }
}
