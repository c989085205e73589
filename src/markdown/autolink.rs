//! Bare web addresses in text, as GitHub Flavored Markdown links them (GFM 0.29, section 6.9,
//! "Autolinks (extension)": the `www.`, `http://` and `https://` forms).

use std::ops::Range;

/// The addresses in `text`, in order: the bytes of each. A `www.` address has no scheme yet.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        match address_length(&text[start..]) {
            Some(length) => {
                found.push(start..start + length);
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    found
}

/// The next place where an address may begin: at the start, after white space or after one of
/// the delimiters `*`, `_`, `~` and `(`.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| {
        matches!(bytes[at], b'h' | b'w')
            && (at == 0 || bytes[at - 1].is_ascii_whitespace() || b"*_~(".contains(&bytes[at - 1]))
            && ["http://", "https://", "www."]
                .iter()
                .any(|it| bytes[at..].starts_with(it.as_bytes()))
    })
}

/// The length of the address at the start of `text`, or `None` when its domain is not valid. The
/// domain is judged first: it is short, where the rest may be a megabyte that is looked at again
/// from the next place.
fn address_length(text: &str) -> Option<usize> {
    let scheme =
        ["https://", "http://"].iter().find(|it| text.starts_with(**it)).map_or(0, |it| it.len());
    let is_domain = |it: char| it.is_alphanumeric() || "-_.".contains(it);
    let domain = &text[scheme..];
    let domain = &domain[..domain.find(|it| !is_domain(it)).unwrap_or(domain.len())];
    let segments: Vec<&str> = domain.trim_end_matches('.').split('.').collect();
    let last_two = &segments[segments.len().saturating_sub(2)..];
    let is_valid = segments.len() >= 2
        && segments.iter().all(|segment| !segment.is_empty())
        && last_two.iter().all(|segment| !segment.contains('_'));
    if !is_valid {
        return None;
    }
    let end = text.find(|it: char| it.is_whitespace() || it == '<').unwrap_or(text.len());
    let length = without_trailing_punctuation(&text[..end]);
    (length > scheme).then_some(length)
}

/// Trailing punctuation, an unbalanced closing parenthesis and a trailing entity reference are
/// not part of the address.
fn without_trailing_punctuation(address: &str) -> usize {
    let count = |parenthesis: u8| address.bytes().filter(|it| *it == parenthesis).count();
    let opened = count(b'(');
    let mut closed = count(b')');
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let trimmed = &rest[..rest.len() - last.len_utf8()];
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => rest = trimmed,
            ')' if closed > opened => {
                closed -= 1;
                rest = trimmed;
            }
            ';' => {
                let name = trimmed.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
                match trimmed[..trimmed.len() - name].strip_suffix('&') {
                    Some(before) if name > 0 => rest = before,
                    _ => break,
                }
            }
            _ => break,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn addresses_are_found() {
        assert_eq!(found("see https://example.org/a?b=c."), ["https://example.org/a?b=c"]);
        assert_eq!(
            found("www.example.org and (http://x.io/y)"),
            ["www.example.org", "http://x.io/y"]
        );
        assert_eq!(
            found("https://en.wikipedia.org/wiki/A_(b)"),
            ["https://en.wikipedia.org/wiki/A_(b)"]
        );
        assert_eq!(found("https://a.io/?q=1&hl;"), ["https://a.io/?q=1"]);
    }

    #[test]
    fn hostile_repetition_takes_no_longer_than_its_length() {
        assert_eq!(found(&("(www.".repeat(50_000) + &")".repeat(150_000))), Vec::<&str>::new());
        assert_eq!(found(&("http://a.io/".to_owned() + &")".repeat(300_000))), ["http://a.io/"]);
    }

    #[test]
    fn what_has_no_domain_is_text() {
        for text in ["http://", "https://localhost", "www.", "xhttp://a.io", "http://a_b.c_d", "w"]
        {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
