use super::*;
use crate::settings::{Configuration, read, read_with_parts};

/// The settings of a configuration in our words, which must mean what they meant.
fn of(name: &str, text: &str, parts: &[(&str, &str)]) -> Carried {
    let generator = match name {
        "_config.yml" => Dialect::Jekyll,
        "pelicanconf.py" => Dialect::Pelican,
        _ => Dialect::Hugo,
    };
    let foreign = (Configuration { name, text }, generator);
    let others: Vec<_> = parts.iter().map(|(name, text)| Configuration { name, text }).collect();
    let (before, _) = read_with_parts(None, Some(foreign), &others);
    let main = (name, text);
    let files = parts.iter().chain([&main]).map(|(name, text)| Read::new(name, text));
    let carried = carried(&before, &files.collect::<Vec<_>>());
    let own = Configuration { name: "site.toml", text: &carried.text };
    let (mut after, warnings) = read_with_parts(Some(own), Some(foreign), &others);
    let of_own = warnings.iter().filter(|it| it.file == "site.toml");
    assert_eq!(
        of_own.collect::<Vec<_>>(),
        Vec::<&crate::warning::Warning>::new(),
        "{}",
        carried.text
    );
    after.file.clone_from(&before.file);
    assert_eq!(after, before, "{}", carried.text);
    carried
}

fn line<'c>(carried: &'c Carried, start: &str) -> &'c str {
    carried
        .text
        .lines()
        .find(|it| it.starts_with(start))
        .unwrap_or_else(|| panic!("{start}: {}", carried.text))
}

#[test]
fn jekylls_settings_with_where_they_stood() {
    let text = "title: \"A \\\"quoted\\\" title \\\\ and more\"\nurl: https://j.example\nbaseurl: /blog\nlang: es_ES\n\
                author:\n  name: Ada\npermalink: pretty\ntheme: minima\ndisqus: {shortname: x}\nmascot: crab\n";
    let carried = of("_config.yml", text, &[]);
    assert!(line(&carried, "title = ").ends_with("# _config.yml, line 1: title"));
    assert_eq!(
        line(&carried, "base_url"),
        "base_url = \"https://j.example/blog/\"     # _config.yml, line 2: url"
    );
    assert!(line(&carried, "language = \"es-ES\"").ends_with("line 4: lang"));
    assert!(line(&carried, "author = \"Ada\"").ends_with("line 6: author.name"));
    assert!(
        line(&carried, "smart_punctuation = true")
            .ends_with("what Jekyll does unless told otherwise")
    );
    assert_eq!(line(&carried, "# description"), "# description = \"One sentence.\"");
    assert_eq!(carried.kept, ["url", "baseurl", "permalink"]);
    assert_eq!(carried.lost, ["theme", "disqus", "mascot"]);
    assert_eq!(
        line(&carried, "#   disqus"),
        "#   disqus (_config.yml, line 9): no comments are loaded"
    );
    assert_eq!(line(&carried, "#   mascot"), "#   mascot (_config.yml, line 10)");
}

#[test]
fn hugos_in_several_files_and_languages() {
    let text = "baseURL: https://h.example/\ndefaultContentLanguage: es\n\
                languages:\n  es: {title: Hola, weight: 1, menus: {main: [{name: Uno, url: /uno/}]}}\n  en: {title: Hi, weight: 2}\n\
                params: {math: true, homeInfo: x}\n";
    let parts = [("config/_default/params.toml", "description = \"D\"\ngoogleAnalytics = \"G\"\n")];
    let carried = of("hugo.yaml", text, &parts);
    assert!(line(&carried, "title = \"Hola\"").ends_with("hugo.yaml, line 4: languages.es.title"));
    let description = line(&carried, "description = \"D\"");
    assert!(description.ends_with("config/_default/params.toml, line 1: params.description"));
    assert!(line(&carried, "languages = [\"es\", \"en\"]").ends_with("line 3: languages"));
    assert!(line(&carried, "math = true").ends_with("params.math"));
    assert!(
        carried.text.contains("[[menu]]\ntitle = \"Uno\"\nurl = \"/uno/\"\n"),
        "{}",
        carried.text
    );
    assert_eq!(carried.kept, ["defaultContentLanguage", "languages"]);
    assert_eq!(carried.lost, ["params.homeInfo", "params.googleAnalytics"]);
}

#[test]
fn pelicans_and_zolas() {
    let text = "SITENAME = 'P'\nSITEURL = ''\nAUTHOR = 'Me'\nMENUITEMS = (('About', '/about/'),)\n\
                ARTICLE_URL = '{slug}/'\nTYPOGRIFY = True\nDISQUS_SITENAME = 'x'\n";
    let carried =
        of("pelicanconf.py", text, &[("publishconf.py", "SITEURL = 'https://p.example'\n")]);
    assert!(
        line(&carried, "base_url").ends_with("# publishconf.py, line 1: SITEURL"),
        "{}",
        carried.text
    );
    assert!(line(&carried, "smart_punctuation = true").ends_with("line 6: TYPOGRIFY"));
    assert_eq!(
        (carried.kept.len(), carried.lost.as_slice()),
        (1, &["DISQUS_SITENAME".to_owned()][..])
    );
    let carried = of(
        "config.toml",
        "base_url = \"https://z.example\"\n[slugify]\npaths = \"safe\"\n[extra]\nauthor = \"A\"\n",
        &[],
    );
    assert!(line(&carried, "dialect = \"zola\"").starts_with("dialect"));
    assert_eq!(carried.kept, ["slugify"]);
}

#[test]
fn what_is_odd_in_a_value_stays_in_it() {
    for title in ["a\\nb", "\\u0001", "x # y", "'''", "🦀 ñ", "\\\"\\\"\\\""] {
        of("hugo.toml", &format!("title = \"{title}\"\n"), &[]);
    }
    // A title as long as that has its origin above it.
    let carried = of("hugo.toml", &format!("title = \"{}\"\n", "long ".repeat(40)), &[]);
    assert!(
        carried.text.contains("# hugo.toml, line 1: title\ntitle = \"long"),
        "{}",
        carried.text
    );
}

#[test]
fn without_a_configuration_there_are_examples_alone() {
    let (settings, _) = read(None, None);
    let carried = carried(&settings, &[]);
    assert_eq!(carried.set, Vec::<&str>::new());
    let own = Configuration { name: "site.toml", text: &carried.text };
    let (mut after, warnings) = read(Some(own), None);
    after.file.clear();
    assert_eq!((after, warnings), (settings, Vec::new()));
}
