//! Routes: the paths of the site's pages, without the base path it is hosted under.
//!
//! A route begins and ends with `/` and holds decoded characters: `/posts/mañana/`. Owns the way
//! between an address in the browser and a route, both ways, and where a route's payload lies.
//! Does not own what is on the page.

use std::fmt::Write;

/// A page's path: starts and ends with `/`, decoded, no empty segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
pub struct Route(String);

impl Route {
    /// The home page.
    pub fn home() -> Self {
        Self("/".into())
    }

    /// The page to search on, below the home page at `home`.
    pub fn search(home: &str) -> Self {
        Self([home, "search/"].concat())
    }

    /// The route of `path`, a path of this site without its base. Slashes are made regular, `.` and
    /// `..` are dropped, and a character that means something else in an address or a file system
    /// becomes a hyphen.
    pub fn new(path: &str) -> Self {
        let mut route = String::from("/");
        for segment in path.split('/').filter(|it| !matches!(*it, "" | "." | "..")) {
            let is_special = |it: char| it.is_control() || matches!(it, '#' | '?' | '\\' | '%');
            route.extend(segment.chars().map(|it| if is_special(it) { '-' } else { it }));
            route.push('/');
        }
        Self(route)
    }

    /// The route at `pathname` (as `location.pathname` gives it) of a site hosted under `base`,
    /// which ends with `/`. `None` for what is not a page: outside the base, or a file such as
    /// `/feed.xml`, whose last segment has a dot and no slash behind it.
    pub fn from_address(pathname: &str, base: &str) -> Option<Self> {
        let inside = match pathname.strip_prefix(base) {
            Some(inside) => inside,
            None if pathname == base.trim_end_matches('/') => "",
            None => return None,
        };
        let inside = inside.strip_suffix("index.html").unwrap_or(inside);
        let last = inside.rsplit('/').next().unwrap_or_default();
        (!last.contains('.')).then(|| Self::new(&decode(inside)))
    }

    /// The route as a string, `/` at both ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of this page on a site hosted under `base`, percent-encoded (RFC 3986).
    pub fn href(&self, base: &str) -> String {
        href(&self.0, base)
    }

    /// The file with this route's payload, relative to the site's root, percent-encoded for a
    /// request when `encoded`.
    pub fn payload(&self, encoded: bool) -> String {
        let path = if encoded { encode(&self.0) } else { self.0.clone() };
        format!("data/pages{path}index.json")
    }

    /// Which of `shards` files of routes holds this one: FNV-1a of the route, 32 bit.
    pub fn shard(&self, shards: u32) -> u32 {
        let hash = self
            .0
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        hash % shards.max(1)
    }
}

impl std::fmt::Display for Route {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The file that holds shard `number` of the routes, relative to the site's root.
pub fn shard_file(number: u32) -> String {
    format!("data/routes/{number}.json")
}

/// The address of `url` on a site hosted under `base`: a path of this site gets the base put
/// before it and its characters encoded, a query or fragment kept; a full URL stays as it is.
pub fn href(url: &str, base: &str) -> String {
    if !is_own_path(url) {
        return url.into();
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    with_base(&format!("{}{}", encode(&url[..end]), &url[end..]), base)
}

/// `url` with the base put before it if it is a path of this site; nothing else is changed.
pub fn with_base(url: &str, base: &str) -> String {
    if is_own_path(url) { format!("{base}{}", &url[1..]) } else { url.into() }
}

fn is_own_path(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

/// Percent-encodes what may not stand in the path of a URL (RFC 3986, section 3.3).
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Reverses percent-encoding; sequences that are not UTF-8 become U+FFFD, stray `%` stay.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |index: usize| bytes.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pathname: &str, base: &str) -> Option<String> {
        Route::from_address(pathname, base).map(|route| route.0)
    }

    #[test]
    fn addresses_become_routes() {
        assert_eq!(at("/", "/").as_deref(), Some("/"));
        assert_eq!(at("/about", "/").as_deref(), Some("/about/"));
        assert_eq!(at("/about/index.html", "/").as_deref(), Some("/about/"));
        assert_eq!(at("/posts//ma%C3%B1ana/", "/").as_deref(), Some("/posts/mañana/"));
        assert_eq!(at("/blog/about/", "/blog/").as_deref(), Some("/about/"));
        assert_eq!(at("/blog", "/blog/").as_deref(), Some("/"));
        assert_eq!(at("/posts/v1.2/", "/").as_deref(), Some("/posts/v1.2/"));
    }

    #[test]
    fn files_and_foreign_paths_are_no_routes() {
        assert_eq!(at("/feed.xml", "/"), None);
        assert_eq!(at("/posts/picture.png", "/"), None);
        assert_eq!(at("/elsewhere/", "/blog/"), None);
        assert_eq!(at("/blogger/", "/blog/"), None);
    }

    #[test]
    fn routes_become_addresses() {
        let route = Route::new("posts/mañana");
        assert_eq!(route.href("/blog/"), "/blog/posts/ma%C3%B1ana/");
        assert_eq!(route.payload(true), "data/pages/posts/ma%C3%B1ana/index.json");
        assert_eq!(route.payload(false), "data/pages/posts/mañana/index.json");
        assert_eq!(Route::home().payload(true), "data/pages/index.json");
        assert_eq!(href("/about/#lmao", "/blog/"), "/blog/about/#lmao");
        assert_eq!(href("https://example.org/", "/blog/"), "https://example.org/");
        assert_eq!(href("//example.org/", "/blog/"), "//example.org/");
    }

    #[test]
    fn a_route_never_leaves_the_site() {
        assert_eq!(Route::new("/../../etc/./passwd").as_str(), "/etc/passwd/");
        assert_eq!(Route::new("C#/a?b/c\0d\\e").as_str(), "/C-/a-b/c-d-e/");
        assert_eq!(at("/C%23/%2e%2e/x/", "/").as_deref(), Some("/C-/x/"));
    }

    #[test]
    fn decoding_survives_nonsense() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%41"), "%zzA");
        assert_eq!(decode("%FF"), "\u{fffd}");
    }
}
