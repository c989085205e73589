//! The tags of Octopress, which older blogs still have: `img`, `video`, `codeblock`, and whom a
//! `blockquote` is by (Octopress 2, "Blogging Plugins").

use super::embeds::{self, Figure};
use crate::dialect::html::escaped;
use crate::dialect::text::{unquoted, words};

/// `[classes] /path/to/image [width [height]] [title text | "title text" ["alt text"]]`
pub fn image(markup: &str) -> Option<String> {
    let words = words(markup);
    let source = words.iter().position(|it| it.contains('/') && !it.starts_with(['"', '\'']))?;
    let mut rest = &words[source + 1..];
    let mut attributes = Vec::new();
    for name in ["width", "height"] {
        if let Some((size, after)) = rest.split_first()
            && size.bytes().all(|it| it.is_ascii_digit())
        {
            attributes.push((name, (*size).to_owned()));
            rest = after;
        }
    }
    let (title, alt) = match rest {
        [title, alt] if title.starts_with(['"', '\'']) => {
            (unquoted(title).to_owned(), unquoted(alt))
        }
        [title] => (unquoted(title).to_owned(), ""),
        words => (words.join(" "), ""),
    };
    let alt = if alt.is_empty() { title.clone() } else { alt.to_owned() };
    if !title.is_empty() {
        attributes.push(("title", title));
    }
    let class = words[..source].join(" ");
    let figure = Figure {
        source: words[source].to_owned(),
        alt: Some(alt),
        class: Some(class).filter(|it| !it.is_empty()),
        attributes,
        ..Figure::default()
    };
    Some(figure.html())
}

/// `/path/to/video [/another/format …] [width height] [/path/to/poster]`: a link to the video, behind
/// its poster if it has one.
pub fn video(markup: &str) -> Option<String> {
    let words = words(markup);
    let first = unquoted(words.first()?);
    let is_image = |it: &str| {
        [".jpg", ".jpeg", ".png", ".gif", ".webp"]
            .iter()
            .any(|end| it.to_ascii_lowercase().ends_with(end))
    };
    let poster = words.iter().map(|it| unquoted(it)).find(|it| is_image(it));
    Some(embeds::recording(first, poster, None))
}

/// `[title] [lang:rb] [url] [link text] [start:3] [mark:1,3-5] [linenos:false]` as a fence's info
/// string. Where the code is from is said in its title.
pub fn code_info(markup: &str) -> String {
    let mut language = String::new();
    let mut options = String::new();
    let mut title: Vec<&str> = Vec::new();
    for word in markup.split_whitespace() {
        match word.split_once(':') {
            Some(("lang", value)) => language = value.into(),
            Some(("start", value)) => options.push_str(&format!(" linenostart={value}")),
            Some(("mark", value)) => {
                options.push_str(&format!(" hl_lines=\"{}\"", value.replace(',', " ")));
            }
            Some(("linenos", "false")) => {}
            Some(("http" | "https", address)) if address.starts_with("//") => {}
            _ => title.push(word),
        }
    }
    let title = title.join(" ");
    if language.is_empty() && !title.contains(' ') {
        language = title.rsplit_once('.').map_or("", |(_, extension)| extension).into();
    }
    if !title.is_empty() {
        options.push_str(&format!(" title=\"{title}\""));
    }
    format!("{language}{options}").replace('`', "").replace('\n', " ")
}

/// Whom a quote is by: `Author, Source` with an address and its title behind, each left out at will.
pub fn citation(markup: &str) -> String {
    let markup = markup.trim();
    if markup.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = markup.split_whitespace().collect();
    let is_address = |it: &str| it.starts_with("http://") || it.starts_with("https://");
    let address = words.iter().position(|it| is_address(it));
    let by = words[..address.unwrap_or(words.len())].join(" ");
    let (author, source) = match by.split_once(',') {
        Some((author, source)) => (author.trim().to_owned(), source.trim().to_owned()),
        None => (by, String::new()),
    };
    let mut cited = escaped(&source);
    if let Some(at) = address {
        let title = words[at + 1..].join(" ");
        let shown = [title.as_str(), &source, words[at]].into_iter().find(|it| !it.is_empty());
        cited = format!(
            "<a href=\"{}\">{}</a>",
            escaped(words[at]),
            escaped(shown.unwrap_or_default())
        );
    }
    let cited = if cited.is_empty() { cited } else { format!(" <cite>{cited}</cite>") };
    format!("<footer><strong>{}</strong>{cited}</footer>", escaped(&author))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images() {
        assert_eq!(
            image("left half /a/b.png 150 75 Place Kitten").as_deref(),
            Some(
                "<figure class=\"left half\"><img src=\"/a/b.png\" alt=\"Place Kitten\" width=\"150\" height=\"75\" title=\"Place Kitten\"></figure>"
            )
        );
        assert_eq!(
            image("https://x.io/b.png \"A title\" \"An alt\"").as_deref(),
            Some(
                "<figure><img src=\"https://x.io/b.png\" alt=\"An alt\" title=\"A title\"></figure>"
            )
        );
        assert_eq!(image("nothing"), None);
    }

    #[test]
    fn code() {
        assert_eq!(
            code_info(
                "Time to be Awesome - awesome.rb lang:ruby start:51 mark:52,54-55 https://x.io Gist"
            ),
            "ruby linenostart=51 hl_lines=\"52 54-55\" title=\"Time to be Awesome - awesome.rb Gist\""
        );
        assert_eq!(code_info("coffee.coffee"), "coffee title=\"coffee.coffee\"");
    }

    #[test]
    fn whom_a_quote_is_by() {
        assert_eq!(
            citation("Douglas Adams, The Guide https://x.io/ A page"),
            "<footer><strong>Douglas Adams</strong> <cite><a href=\"https://x.io/\">A page</a></cite></footer>"
        );
        assert_eq!(citation("Ada"), "<footer><strong>Ada</strong></footer>");
        assert_eq!(citation(""), "");
    }
}
