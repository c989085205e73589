//! Bare web and e-mail addresses in text, as GitHub Flavored Markdown links them (GFM 0.29, section
//! 6.9, "Autolinks (extension)", and the `mailto:` and `xmpp:` forms that its later editions add).
//!
//! Where the reference implementation, cmark-gfm, is laxer or stricter than the text of the
//! specification and its own cases ask for it, this follows it: a full address may come after
//! anything but a letter and needs no period in its domain (`"http://localhost"`), quotes at its end
//! are no part of it, and the last character of an e-mail address is a letter, so that `crate@1.2.3`
//! is none. The start of a text counts as that of a line, whatever comes before.

use std::ops::Range;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What its link has before it.
    pub scheme: &'static str,
}

/// The addresses in `text`, in order.
///
/// Each is found by a character in it that running text seldom has. What is looked at again from
/// the next one is bounded by that character, or noted: time grows with the text's length alone.
pub fn addresses(text: &str) -> Vec<Address> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // Where the last address ended, and up to where no `www.` begins a valid domain.
    let (mut done, mut refused) = (0, 0);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let address = match byte {
            b'@' => mail(bytes, done, at),
            b':' => url(text, done, at),
            b'w' if at >= refused => www(text, at, &mut refused),
            _ => None,
        };
        at += 1;
        if let Some(address) = address {
            done = address.range.end;
            at = done;
            found.push(address);
        }
    }
    found
}

/// The address whose scheme, after `from`, ends at the colon `at`.
fn url(text: &str, from: usize, at: usize) -> Option<Address> {
    let host = text[at..].strip_prefix("://")?;
    let before = &text.as_bytes()[from..at];
    let letters = before.iter().rev().take("https".len() + 1);
    let scheme =
        &before[before.len() - letters.take_while(|it| it.is_ascii_alphabetic()).count()..];
    let is_known = |known: &&[u8]| scheme.eq_ignore_ascii_case(known);
    if ![b"http".as_slice(), b"https", b"ftp"].iter().any(is_known) {
        return None;
    }
    let domain = domain(host);
    periods(domain).filter(|_| !domain.starts_with(['-', '_']))?;
    let start = at - scheme.len();
    let end = at + "://".len() + without_trailing_punctuation(until_space(host));
    Some(Address { range: start..end, scheme: "" })
}

/// The address without a scheme that starts at `at`. Those that start within a domain that is not
/// valid end in the same two segments: up to its end they are `refused`.
fn www(text: &str, at: usize, refused: &mut usize) -> Option<Address> {
    let rest = text[at..].strip_prefix("www.").map(|_| &text[at..])?;
    let before = at.checked_sub(1).map(|before| text.as_bytes()[before]);
    if before.is_some_and(|it| !it.is_ascii_whitespace() && !b"*_~(".contains(&it)) {
        return None;
    }
    let domain = domain(rest);
    if periods(domain).is_none_or(|periods| periods == 0) {
        *refused = at + domain.len();
        return None;
    }
    let end = at + without_trailing_punctuation(until_space(rest));
    Some(Address { range: at..end, scheme: "http://" })
}

/// The e-mail or XMPP address around the `@` at `at`, after `from`.
fn mail(bytes: &[u8], from: usize, at: usize) -> Option<Address> {
    let is_name = |it: &u8| it.is_ascii_alphanumeric() || b".-_+".contains(it);
    let mut start = at - bytes[from..at].iter().rev().take_while(|it| is_name(it)).count();
    let mut end = at + 1;
    let mut has_period = false;
    while let Some(byte) = bytes.get(end) {
        let follows = bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        match byte {
            b'-' | b'_' => {}
            b'.' if follows => has_period = true,
            _ if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        end += 1;
    }
    if start == at || !has_period || bytes[at + 1] == b'.' || !bytes[end - 1].is_ascii_alphabetic()
    {
        return None;
    }
    let mut scheme = "mailto:";
    for written in ["mailto:", "xmpp:"] {
        let Some(before) = bytes[from..start].strip_suffix(written.as_bytes()) else { continue };
        if before.last().is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        scheme = "";
        start -= written.len();
        if written == "xmpp:" {
            end += resource(&bytes[end..]);
        }
    }
    Some(Address { range: start..end, scheme })
}

/// The length of the resource that an XMPP address goes on with: a slash, then letters, digits, `@`
/// and periods, the last of which are no part of it.
fn resource(rest: &[u8]) -> usize {
    let Some(name) = rest.strip_prefix(b"/") else { return 0 };
    let is_resource = |it: &u8| it.is_ascii_alphanumeric() || b"@.".contains(it);
    let end = name.iter().position(|it| !is_resource(it)).unwrap_or(name.len());
    name[..end].iter().rposition(|it| *it != b'.').map_or(0, |last| last + 2)
}

/// The start of `text` that may be a domain. The specification has letters and digits; the
/// reference implementation takes what is neither space nor punctuation, emoji too.
fn domain(text: &str) -> &str {
    let is_domain = |it: char| match it {
        '\0'..='\x7f' => it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'),
        // The blocks that hold the punctuation and symbols of Latin and East Asian scripts.
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => false,
        _ => !it.is_whitespace(),
    };
    &text[..text.find(|it| !is_domain(it)).unwrap_or(text.len())]
}

/// How many periods are in a domain, those at its end left out; `None` when a segment of it is empty
/// or one of the last two has an underscore.
fn periods(domain: &str) -> Option<usize> {
    let (mut periods, mut in_a_row, mut is_empty) = (0, 0, true);
    let (mut is_last_refused, mut is_refused) = (false, false);
    for byte in domain.bytes() {
        if byte == b'.' {
            in_a_row += 1;
            continue;
        }
        if in_a_row > 1 || (in_a_row == 1 && is_empty) {
            return None;
        }
        if in_a_row == 1 {
            periods += 1;
            (is_last_refused, is_refused) = (is_refused, false);
        }
        (in_a_row, is_empty) = (0, false);
        is_refused |= byte == b'_';
    }
    (!is_empty && !is_last_refused && !is_refused).then_some(periods)
}

fn until_space(text: &str) -> &str {
    &text[..text.find(|it: char| it.is_whitespace() || it == '<').unwrap_or(text.len())]
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
        addresses(text).into_iter().map(|address| &text[address.range]).collect()
    }

    #[test]
    fn web_addresses_are_found() {
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
        assert_eq!(found("\"HTTP://localhost:8080/\""), ["HTTP://localhost:8080/"]);
        assert_eq!(found("ftp://a.io,http://b.io"), ["ftp://a.io,http://b.io"]);
        assert_eq!(found("见https://a.io。b www.é.io…"), ["https://a.io。b", "www.é.io…"]);
        assert_eq!(
            found("www.a_b.c.io http://🍄.ga/ *www.x.io*"),
            ["www.a_b.c.io", "http://🍄.ga/", "www.x.io"]
        );
    }

    #[test]
    fn mail_addresses_are_found() {
        assert_eq!(found("write to a.b-c_d+e@x-y.example."), ["a.b-c_d+e@x-y.example"]);
        assert_eq!(found("a@b@c.io,d@e.io"), ["b@c.io", "d@e.io"]);
        assert_eq!(
            found("http://u@a.io/x@b.io c@www.d.io"),
            ["http://u@a.io/x@b.io", "c@www.d.io"]
        );
        assert_eq!(found("é@b.co xé.y@b.co"), [".y@b.co"]);
    }

    #[test]
    fn schemes_of_mail_are_part_of_the_address() {
        for (text, address) in [
            ("mailto:foo@bar.baz", "mailto:foo@bar.baz"),
            ("mailto:a.b-c_d@a.b.", "mailto:a.b-c_d@a.b"),
            ("mailto:a.b-c_d@a.b/", "mailto:a.b-c_d@a.b"),
            ("xmpp:foo@bar.baz.", "xmpp:foo@bar.baz"),
            ("xmpp:foo@bar.baz/txt@bin.com.", "xmpp:foo@bar.baz/txt@bin.com"),
            ("xmpp:foo@bar.baz/txt/bin", "xmpp:foo@bar.baz/txt"),
            ("xmpp:foo@bar.baz/. x", "xmpp:foo@bar.baz"),
            ("(mailto:foo@bar.baz)", "mailto:foo@bar.baz"),
        ] {
            let expected = Address { range: 0..address.len(), scheme: "" };
            let shift = text.find(address).unwrap();
            assert_eq!(addresses(&text[shift..]), [expected], "{text}");
        }
        assert_eq!(found("xmailto:foo@bar.baz"), ["foo@bar.baz"]);
        assert_eq!(addresses("foo@bar.baz")[0].scheme, "mailto:");
    }

    #[test]
    fn hostile_repetition_takes_no_longer_than_its_length() {
        assert_eq!(found(&("(www.".repeat(50_000) + &")".repeat(150_000))), Vec::<&str>::new());
        assert_eq!(found(&("http://a.io/".to_owned() + &")".repeat(300_000))), ["http://a.io/"]);
        for hostile in [
            "_www.",
            "www._",
            "www.a_",
            "_www.a_.",
            "http://",
            "http:",
            "http://a_",
            "http://a_b.",
            "@",
            "a@",
            "@a",
            "a@b",
            "a.@",
            "@.a",
            "a@b.",
            "a@b.c_",
            "mailto:",
            "mailto:a@",
            "xmpp:a@b/",
            "xmpp:@",
            "a@b.c@",
            ".",
            "w",
            ":",
        ] {
            let text = hostile.repeat(300_000 / hostile.len());
            let length: usize = found(&text).iter().map(|it| it.len()).sum();
            assert!(length <= text.len(), "{hostile}");
        }
    }

    #[test]
    fn what_has_no_domain_is_text() {
        for text in [
            "http://",
            "www.",
            "xhttp://a.io",
            "http://a_b.c_d",
            "w",
            "xwww.a.io",
            "http://.a.io",
            "http://a..io",
            "gopher://a.io",
            "http:/a.io",
            "http://_a",
            "www.a_b.io",
            "a@b",
            "@a.io",
            "a@b.c_",
            "a@b.c-",
            "a@.b.c",
            "crate@1.2.3",
            "hello@mail+xyz.example",
            "@a.b.c@. x",
            "n@.  b",
            "mailto:a@b.c-",
            "a @b.io",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
