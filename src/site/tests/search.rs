//! The pages to search on.

use super::*;

#[test]
fn there_is_one_below_every_home_and_it_is_no_place_to_find() {
    let mut memory = Memory::default();
    memory.set("index.md", "# Home\n");
    memory.set("index.es.md", "# Inicio\n");
    memory.set("posts/search.md", "---\ndate: 2024-01-02\ntags: [a]\n---\n# On search\n");
    let toml = "base_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\n";
    memory.build(configured(toml), State::default());
    let [english, spanish] = ["search", "es/search"]
        .map(|path| memory.json::<Payload>(&format!("data/pages/{path}/index.json")));
    assert_eq!((english.title.as_str(), spanish.title.as_str()), ("Search", "Buscar"));
    assert_eq!((english.language.as_deref(), spanish.language.as_deref()), (None, Some("es")));
    assert_eq!(english.translations[0].url, "/es/search/");
    for way in ["(/posts/)", "(/tags/)", "(/archive/)"] {
        let markdown = english.markdown.as_deref().expect("it has a text");
        assert!(markdown.contains(way), "{way} is not in {markdown}");
    }
    // Search engines are not sent there, but to a post that is called so.
    let sitemap = memory.written("sitemap.xml").expect("the address is known");
    let sitemap = String::from_utf8_lossy(&sitemap);
    assert!(sitemap.contains("<loc>https://example.org/posts/search/</loc>"), "{sitemap}");
    assert!(!sitemap.contains("org/search/") && !sitemap.contains("/es/search/"), "{sitemap}");
}

#[test]
fn a_document_in_its_place_stays_there() {
    let (site, _) = site(&[("search.md", "# Where to look\n")]);
    assert_eq!(payload(&site, "/search/").title, "Where to look");
}
