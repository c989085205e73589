//! `sitemap.xml`: every page of a site for search engines (sitemaps.org, protocol 0.9), translations
//! told as Google and others read them (`xhtml:link`); and `robots.txt`, which names it (RFC 9309).
//! Which pages are in it is in [`crate::site`].

use crate::xml::Document;

/// The file of the sitemap, or of the index of its parts.
pub const FILE: &str = "sitemap.xml";

/// The file that tells robots what they may read.
pub const ROBOTS: &str = "robots.txt";

/// What one file may have, by the protocol.
const LIMITS: Limits = Limits { places: 50_000, bytes: 50 << 20 };

/// What one file may have.
#[derive(Clone, Copy)]
struct Limits {
    places: usize,
    bytes: usize,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub url: String,
    /// When it last changed: `2026-01-31` (W3C Datetime).
    pub changed: Option<String>,
    /// The document in each of its languages, its own among them: the BCP 47 tag and the address.
    pub translations: Vec<(String, String)>,
}

impl Place {
    /// No fewer bytes than it takes in the file.
    fn most_bytes(&self) -> usize {
        // As many as if every character were escaped at most: `&quot;`.
        let links = self.translations.iter().map(|(tag, url)| 6 * (tag.len() + url.len()) + 80);
        6 * self.url.len() + 120 + links.sum::<usize>()
    }
}

/// The files of the sitemap of `places`, of a site at `address`: one, or an index and its parts.
pub fn write(places: &[Place], address: &str) -> Vec<(String, Vec<u8>)> {
    write_within(LIMITS, places, address)
}

fn write_within(limits: Limits, places: &[Place], address: &str) -> Vec<(String, Vec<u8>)> {
    let mut parts = parts(limits, places);
    if let (Some(only), true) = (parts.next(), parts.next().is_none()) {
        return vec![(FILE.into(), part(only))];
    }
    let parts: Vec<&[Place]> = self::parts(limits, places).collect();
    let file = |number: usize| format!("sitemap-{}.xml", number + 1);
    let mut index = Document::new();
    index.open("sitemapindex", &[NAMESPACE]);
    for number in 0..parts.len() {
        index.open("sitemap", &[]);
        index.text("loc", &[], &format!("{address}{}", file(number)));
        index.close("sitemap");
    }
    index.close("sitemapindex");
    let parts = parts.iter().enumerate().map(|(number, places)| (file(number), part(places)));
    [(FILE.into(), index.finish())].into_iter().chain(parts).collect()
}

/// The places in runs that each fit into a file.
fn parts(limits: Limits, places: &[Place]) -> impl Iterator<Item = &[Place]> {
    let mut rest = places;
    std::iter::from_fn(move || {
        let mut bytes = 1_000;
        let fits = rest.iter().take(limits.places).take_while(|place| {
            bytes += place.most_bytes();
            bytes <= limits.bytes
        });
        // One that is larger than a file may be has one for itself.
        let length = fits.count().max(1).min(rest.len());
        let (part, others) = rest.split_at(length);
        rest = others;
        (!part.is_empty()).then_some(part)
    })
}

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

fn part(places: &[Place]) -> Vec<u8> {
    let mut xml = Document::new();
    xml.open("urlset", &[NAMESPACE, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    for place in places {
        xml.open("url", &[]);
        xml.text("loc", &[], &place.url);
        if let Some(changed) = &place.changed {
            xml.text("lastmod", &[], changed);
        }
        for (language, url) in &place.translations {
            let attributes = [("rel", "alternate"), ("hreflang", language), ("href", url)];
            xml.empty("xhtml:link", &attributes);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// `robots.txt` of a site at `address`: everybody may read everything.
pub fn robots(address: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {address}{FILE}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(count: usize) -> Vec<Place> {
        let url = |number: usize| format!("https://a.io/blog/{number}/?a&b");
        (0..count).map(|number| Place { url: url(number), ..Place::default() }).collect()
    }

    /// The addresses of each file.
    fn addresses(files: &[(String, Vec<u8>)]) -> Vec<(String, Vec<String>)> {
        let locations = |bytes: &[u8]| {
            let xml = roxmltree::Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
            let nodes = xml.descendants().filter(|it| it.has_tag_name((NAMESPACE.1, "loc")));
            nodes.map(|it| it.text().unwrap().to_owned()).collect()
        };
        files.iter().map(|(name, bytes)| (name.clone(), locations(bytes))).collect()
    }

    #[test]
    fn a_small_site_has_one_file() {
        let files = addresses(&write(&places(2), "https://a.io/blog/"));
        let expected = ["https://a.io/blog/0/?a&b", "https://a.io/blog/1/?a&b"].map(str::to_owned);
        assert_eq!(files, [(FILE.to_owned(), expected.to_vec())]);
        assert_eq!(addresses(&write(&[], "https://a.io/")).len(), 1);
    }

    #[test]
    fn a_large_site_has_an_index_of_parts() {
        let files = addresses(&write(&places(100_001), "https://a.io/blog/"));
        let (index, parts) = files.split_first().unwrap();
        let expected = [1, 2, 3].map(|number| format!("https://a.io/blog/sitemap-{number}.xml"));
        assert_eq!(index, &(FILE.to_owned(), expected.to_vec()));
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let all: Vec<&String> = parts.iter().flat_map(|(_, urls)| urls).collect();
        assert!(all.iter().copied().eq(places(100_001).iter().map(|it| &it.url)));
        assert!(parts.iter().all(|(_, urls)| urls.len() <= 50_000));
    }

    #[test]
    fn no_file_is_larger_than_it_may_be() {
        let limits = Limits { places: 50_000, bytes: 4_000 };
        let translations = vec![("es".to_owned(), "https://a.io/&&&&&&&&&&/".to_owned())];
        let mut places = places(40);
        places.iter_mut().for_each(|it| it.translations.clone_from(&translations));
        let files = write_within(limits, &places, "https://a.io/");
        assert!(files.len() > 2);
        assert!(files.iter().skip(1).all(|(_, bytes)| bytes.len() <= limits.bytes));
        let count: usize = addresses(&files).iter().skip(1).map(|(_, urls)| urls.len()).sum();
        assert_eq!(count, 40);
    }

    #[test]
    fn robots_find_the_sitemap() {
        let robots = robots("https://a.io/blog/");
        assert!(robots.ends_with("\nSitemap: https://a.io/blog/sitemap.xml\n"));
        assert!(robots.starts_with("User-agent: *\nAllow: /\n"));
    }
}
