//! What editors and other sites are told of a post that a link leads to (oEmbed 1.0): that it can be
//! shown in a frame. One file for each post, as a static host answers no questions; the page names it.

use serde_json::json;

use crate::manifest::{Manifest, Payload};
use crate::script::File;

/// How large the frame is to begin with, in CSS pixels; it says how high it would be.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

/// The file of a page; `None` for one that is no post, and on a site without a public address.
pub fn file(payload: &Payload, manifest: &Manifest) -> Option<File> {
    let site = address(payload, manifest)?;
    // In a query a plus is a space.
    let route = crate::route::encode(&payload.url).replace('&', "%26").replace('+', "%2B");
    let frame = format!("{site}embed/post/?src={route}");
    let mut html = String::from("<iframe src=\"");
    crate::escape::escape(&mut html, &frame);
    html.push_str("\" title=\"");
    crate::escape::escape(&mut html, &payload.title);
    html.push_str(&format!(
        "\" width=\"{WIDTH}\" height=\"{HEIGHT}\" loading=\"lazy\" style=\"border: 0; max-width: 100%\"></iframe>"
    ));
    let author = payload.authors.first().map_or(manifest.author.as_str(), |it| it.title.as_str());
    let answer = json!({
        "version": "1.0", "type": "rich", "title": payload.title, "author_name": author,
        "provider_name": manifest.title, "provider_url": site, "cache_age": 86400,
        "html": html, "width": WIDTH, "height": HEIGHT,
    });
    Some(File { path: path(payload), text: answer.to_string() })
}

/// The element of a page's head that leads to its file (oEmbed 1.0, section 4).
pub fn link(payload: &Payload, manifest: &Manifest) -> Option<String> {
    let site = address(payload, manifest)?;
    let mut link = String::from("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"");
    crate::escape::escape(&mut link, &[site, &crate::route::encode(&path(payload))].concat());
    link.push_str("\" title=\"");
    crate::escape::escape(&mut link, &payload.title);
    link.push_str("\">\n");
    Some(link)
}

fn address<'m>(payload: &Payload, manifest: &'m Manifest) -> Option<&'m str> {
    payload.date.as_ref()?;
    manifest.base_url.as_deref()
}

fn path(payload: &Payload) -> String {
    [payload.url.trim_start_matches('/'), "oembed.json"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_have_a_frame_and_other_pages_none() {
        let manifest = Manifest {
            base_url: Some("https://s.example/b/".into()),
            title: "S".into(),
            ..Manifest::default()
        };
        let post = Payload {
            url: "/posts/ñ/".into(),
            title: "A \"b\" & c".into(),
            date: Some("2026-01-01".into()),
            ..Payload::default()
        };
        let file_of_post = file(&post, &manifest).expect("a post has one");
        assert_eq!(file_of_post.path, "posts/ñ/oembed.json");
        let answer: serde_json::Value =
            serde_json::from_str(&file_of_post.text).expect("it is JSON");
        let html = answer["html"].as_str().unwrap();
        assert!(html.starts_with("<iframe src=\"https://s.example/b/embed/post/?src=/posts/%C3%B1/\" title=\"A &quot;b&quot; &amp; c\""), "{html}");
        assert!(
            link(&post, &manifest)
                .unwrap()
                .contains("href=\"https://s.example/b/posts/%C3%B1/oembed.json\"")
        );
        assert_eq!(file(&Payload { date: None, ..post.clone() }, &manifest), None);
        assert_eq!(link(&post, &Manifest::default()), None);
    }
}
