//! Filters of addresses, and what of an address is the site itself.

use super::super::values::Value;
use crate::markdown::is_external;
use crate::settings::Settings;

/// What the filter makes of `input`, if it is one of these.
pub fn apply(name: &str, input: &Value, settings: &Settings) -> Option<Value> {
    let text = input.show();
    let is_nil = *input == Value::Nil;
    Some(match name {
        "relative_url" | "absolute_url" | "strip_index" if is_nil => Value::Nil,
        "relative_url" => Value::Text(relative(&text, settings)),
        "absolute_url" if is_external(&text) => Value::Text(text),
        "absolute_url" => {
            let site = site(settings);
            Value::Text(format!("{site}{}", relative(&text, settings)))
        }
        "strip_index" => match text.strip_suffix("/index.html").or(text.strip_suffix("/index.htm"))
        {
            Some(folder) => Value::Text(format!("{folder}/")),
            None => Value::Text(text),
        },
        "uri_escape" => Value::Text(encoded(&text, "-_.~!*'();:@&=+$,/?#[]", false)),
        "url_encode" | "cgi_escape" => Value::Text(encoded(&text, "-_.", true)),
        "url_decode" => Value::Text(crate::route::decode(&text.replace('+', " "))),
        _ => return None,
    })
}

/// How long the part of `address` is that only says that it is on this site: the site's own URL and
/// the path it was under. What follows is an address as ours are.
pub fn own_part(address: &str, settings: &Settings) -> usize {
    let ends_name = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let mut own = 0;
    for part in [site(settings), settings.jekyll.baseurl.as_str()] {
        let rest = address[own..].strip_prefix(part);
        if let Some(rest) = rest.filter(|rest| !part.is_empty() && ends_name(rest)) {
            own = address.len() - rest.len();
        }
    }
    own
}

/// The site's URL without a path.
fn site(settings: &Settings) -> &str {
    let jekyll = settings.jekyll.url.as_str();
    if jekyll.is_empty() { settings.base_url.trim_end_matches('/') } else { jekyll }
}

fn relative(text: &str, settings: &Settings) -> String {
    if is_external(text) {
        return text.into();
    }
    let slash = if text.is_empty() || text.starts_with('/') { "" } else { "/" };
    format!("{}{slash}{text}", settings.jekyll.baseurl)
}

fn encoded(text: &str, kept: &str, space_is_plus: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' if space_is_plus => encoded.push('+'),
            _ if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_own_part_of_an_address() {
        let mut settings = Settings::default();
        settings.jekyll.url = "https://x.io".into();
        settings.jekyll.baseurl = "/blog".into();
        let rest = |address: &'static str| &address[own_part(address, &settings)..];
        assert_eq!(rest("https://x.io/blog/a"), "/a");
        assert_eq!(rest("https://x.io/other"), "/other");
        assert_eq!(rest("/blog/a"), "/a");
        assert_eq!(rest("/blog"), "");
        assert_eq!(rest("/blogger/a"), "/blogger/a");
        assert_eq!(rest("https://x.iot/a"), "https://x.iot/a");
        assert_eq!(own_part("/a", &Settings::default()), 0);
    }
}
