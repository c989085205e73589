//! The policies that browsers enforce on our pages: what may run, be loaded and be asked for.

use super::Policy;
use crate::embed;

/// The Content-Security-Policy of pages that `ancestors` may frame.
///
/// Scripts and styles are our own files, or stand in the page with the hashes named: nothing else
/// runs, whatever content says. Authors link to pictures, sound and films anywhere, over HTTPS; a
/// browser asks for `http:` ones so anyway. `upgrade-insecure-requests` would add nothing to that
/// and keep Safari from showing the site on localhost.
pub fn pages(policy: &Policy<'_>, ancestors: &str) -> String {
    let mut text = String::from("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    let module = origin(policy.diagrams);
    for source in policy.scripts.iter().map(String::as_str).chain(module.as_deref()) {
        push(&mut text, source);
    }
    text.push_str("; style-src 'self'");
    for source in policy.styles {
        push(&mut text, source);
    }
    text.push_str(
        "; img-src 'self' data: https:; media-src 'self' data: https:; connect-src 'self'; \
         frame-src",
    );
    for origin in embed::origins() {
        push(&mut text, origin);
    }
    text.push_str(
        "; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; \
         form-action 'self'; frame-ancestors ",
    );
    text.push_str(ancestors);
    text
}

/// The Content-Security-Policy of a drawing that is opened by its own address. Nothing runs, no style
/// applies but that of attributes, and it has no origin; within a page it is as drawn.
pub const DRAWING: &str = "default-src 'none'; img-src data:; sandbox";

/// The Permissions-Policy: what neither our pages nor any they frame need is denied. What players
/// need (full screen, picture in picture, autoplay, protected media) keeps its default, by which a
/// frame has it only if it says so.
pub fn permissions() -> String {
    const DENIED: [&str; 13] = [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ];
    DENIED.map(|it| format!("{it}=()")).join(", ")
}

/// The origin of `address` if that is another host's: what follows from it (the module's own parts)
/// is there too. One that would end a directive is none.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("//")?;
    let scheme = if scheme.is_empty() { "https:" } else { scheme };
    let host = rest.split(['/', '?', '#']).next()?;
    let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | ':');
    let is_host = !host.is_empty() && host.chars().all(fits);
    (is_host && matches!(scheme, "https:" | "http:")).then(|| format!("{scheme}//{host}"))
}

fn push(text: &mut String, source: &str) {
    text.push(' ');
    text.push_str(source);
}
