//! A rendered page taken apart twice: by a reader that knows nothing but the form which the renderer
//! promises, and by the parser of the HTML Standard (`html5ever`), as a browser does. Owns the list of
//! what a page may hold, written down a second time so that a slip in the renderer's own cannot hide.

use std::collections::{BTreeSet, HashMap};

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What may be written: elements, and the attributes each may have besides those of [`GLOBAL`].
const ELEMENTS: &str = "
a href name aria-label
abbr
annotation encoding
address
article
aside
b
bdi
bdo
blockquote
br
caption
center
cite
code
col span
colgroup span
dd
del datetime
details open
dfn
div role tabindex
dl
dt
em
figcaption
figure
footer
h1
h2
h3
h4
h5
h6
header
hr
i
img src srcset alt width height loading decoding
input type disabled checked aria-label
ins datetime
kbd
li value
mark
math display
mfrac
mi
mn
mo
mrow
mtext
nav
ol start reversed type
p
picture
pre tabindex
q
rp
rt
ruby
s
samp
section aria-label
semantics
small
source srcset media type
span role aria-label data-embed data-line tabindex
stacks-glossary term
stacks-markdown src
stacks-post src excerpt
stacks-posts count language layout query section sort tag
stacks-search
strong
sub
summary
sup
table
tbody
td colspan rowspan scope headers valign
tfoot
th colspan rowspan scope headers valign
thead
time datetime
tr
u
ul
var
wbr";

const MATHML: [&str; 9] =
    ["annotation", "math", "mfrac", "mi", "mn", "mo", "mrow", "mtext", "semantics"];

const GLOBAL: [&str; 6] = ["id", "class", "title", "lang", "dir", "align"];

const VOID: [&str; 7] = ["br", "col", "hr", "img", "input", "source", "wbr"];

const SCHEMES: [&str; 13] = [
    "http", "https", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "matrix", "ftp", "magnet",
    "geo", "feed",
];

/// A part of a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// An element begins; its attributes in the order of their names.
    Start(String, Vec<(String, String)>),
    /// Text.
    Text(String),
    /// An element ends, void ones too.
    End(String),
}

/// Holds `html` against everything that is promised of a page at the route `route`.
pub fn check(html: &str, route: &str) -> Result<(), String> {
    let written = read(html)?;
    if let Some(at) = html.find(['\0', '\r']) {
        return Err(format!("a control character that browsers change, at {at}"));
    }
    let parsed = parse(html)?;
    if written != parsed {
        let at = written.iter().zip(&parsed).take_while(|(a, b)| a == b).count();
        return Err(format!(
            "a browser's tree differs from part {at}: written {:?}, parsed {:?}",
            &written[at..written.len().min(at + 3)],
            &parsed[at..parsed.len().min(at + 3)]
        ));
    }
    allowed(&written)?;
    references(&written, route)
}

/// The text that a reader sees, without markup.
pub fn text(html: &str) -> Result<String, String> {
    let parts = parse(html)?;
    Ok(parts
        .iter()
        .filter_map(|it| if let Part::Text(text) = it { Some(&**text) } else { None })
        .collect())
}

/// The parts of `html` as they are written: `<name a="b">`, `</name>` and text, each `<` that of a
/// tag, every value quoted, every element closed where it was opened.
fn read(html: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        let text = &rest[..end];
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        // The HTML Standard drops a line feed right behind this tag.
        let is_pre = matches!(parts.last(), Some(Part::Start(name, _)) if name == "pre");
        let text = text.strip_prefix('\n').filter(|_| is_pre).unwrap_or(text);
        if !text.is_empty() {
            parts.push(Part::Text(decoded(text)?));
        }
        rest = &rest[end..];
        if let Some(closing) = rest.strip_prefix("</") {
            let end = closing.find('>').ok_or("an end tag without its end")?;
            let name = &closing[..end];
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes what is not open"));
            }
            parts.push(Part::End(name.into()));
            rest = &closing[end + 1..];
        } else if !rest.is_empty() {
            let (name, attributes, after) = start_tag(rest)?;
            parts.push(Part::Start(name.into(), attributes));
            if VOID.contains(&name) {
                parts.push(Part::End(name.into()));
            } else {
                open.push(name);
            }
            rest = after;
        }
    }
    if open.is_empty() { Ok(parts) } else { Err(format!("{open:?} stay open")) }
}

type StartTag<'h> = (&'h str, Vec<(String, String)>, &'h str);

/// The start tag that `html` begins with, and what comes after it.
fn start_tag(html: &str) -> Result<StartTag<'_>, String> {
    let wrong = || format!("no tag of ours: {:?}", html.chars().take(60).collect::<String>());
    let is_name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    let name_of = |text: &str| text.find(|it| !is_name(it)).filter(|length| *length > 0);
    let inside = &html[1..];
    let (name, mut rest) = inside.split_at(name_of(inside).ok_or_else(wrong)?);
    let mut attributes: Vec<(String, String)> = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" />")) {
            attributes.sort();
            return Ok((name, attributes, after));
        }
        rest = rest.strip_prefix(' ').ok_or_else(wrong)?;
        let (attribute, after) = rest.split_at(name_of(rest).ok_or_else(wrong)?);
        let value = after.strip_prefix("=\"").ok_or_else(wrong)?;
        let (value, after) = value.split_once('"').ok_or_else(wrong)?;
        if value.contains(['<', '>']) || attributes.iter().any(|(known, _)| known == attribute) {
            return Err(wrong());
        }
        // Only what the renderer writes itself: anything else would be another's to read.
        let is_ours = |it: &str| {
            ["amp;", "lt;", "gt;", "quot;", "#13;"]
                .iter()
                .any(|reference| it.starts_with(reference))
        };
        if !value.split('&').skip(1).all(is_ours) {
            return Err(wrong());
        }
        attributes.push((attribute.into(), decoded(value)?));
        rest = after;
    }
}

/// `text`, which holds no tag, with its character references decoded.
fn decoded(text: &str) -> Result<String, String> {
    if !text.contains('&') {
        return Ok(text.into());
    }
    match parse(text)?.as_slice() {
        [Part::Text(text)] => Ok(text.clone()),
        other => Err(format!("{text:?} is {other:?}")),
    }
}

/// The parts of `html` as a browser has them once it is the content of a `<div>`.
fn parse(html: &str) -> Result<Vec<Part>, String> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    // A mark at the start of a file is one only there.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, ..ParseOpts::default() };
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), true).one(html);
    // The document has one child, a root whose children are the fragment.
    let root = dom.document.children.borrow()[0].clone();
    let mut parts = Vec::new();
    // What is still to be read: nodes, and names of elements to end.
    let mut left: Vec<Result<Handle, String>> = Vec::new();
    let children = |node: &Handle, left: &mut Vec<Result<Handle, String>>| {
        left.extend(node.children.borrow().iter().rev().cloned().map(Ok));
    };
    children(&root, &mut left);
    while let Some(next) = left.pop() {
        let node = match next {
            Ok(node) => node,
            Err(name) => {
                parts.push(Part::End(name));
                continue;
            }
        };
        match &node.data {
            NodeData::Text { contents } => parts.push(Part::Text(contents.borrow().to_string())),
            NodeData::Element { name, attrs, .. } => {
                let attribute =
                    |it: &html5ever::Attribute| (it.name.local.to_string(), it.value.to_string());
                let mut attributes: Vec<_> = attrs.borrow().iter().map(attribute).collect();
                attributes.sort();
                // Each in its own: what a browser reads as HTML within a formula is none of ours.
                let is_math = MATHML.contains(&&*name.local);
                if name.ns != (if is_math { ns!(mathml) } else { ns!(html) }) {
                    return Err(format!("<{}> of another language", name.local));
                }
                let name = name.local.to_string();
                parts.push(Part::Start(name.clone(), attributes));
                left.push(Err(name));
                children(&node, &mut left);
            }
            other => return Err(format!("neither text nor element: {other:?}")),
        }
    }
    Ok(parts)
}

/// Fails when an element, an attribute or an address is none that a page may have.
fn allowed(parts: &[Part]) -> Result<(), String> {
    for part in parts {
        let Part::Start(name, attributes) = part else { continue };
        let is_it = |line: &&str| line.split(' ').next() == Some(name);
        let line = ELEMENTS.lines().find(is_it).ok_or_else(|| format!("<{name}> is written"))?;
        for (attribute, value) in attributes {
            let is_known = line.split(' ').skip(1).chain(GLOBAL).any(|it| it == attribute);
            let is_safe = match attribute.as_str() {
                "href" | "data-embed" => scheme(value).is_none_or(|it| SCHEMES.contains(&&*it)),
                "src" | "srcset" => match scheme(value).as_deref() {
                    None | Some("http" | "https") => true,
                    Some("data") => is_raster(value),
                    Some(_) => false,
                },
                "type" if name == "input" => value == "checkbox",
                _ => true,
            };
            if !is_known || !is_safe {
                return Err(format!("<{name} {attribute}={value:?}> is written"));
            }
        }
    }
    Ok(())
}

/// The scheme of `url`, as the URL Standard reads it: control characters and spaces before it, and
/// tabs and line breaks anywhere, do not count.
fn scheme(url: &str) -> Option<String> {
    let url = url.trim_start_matches(|it: char| it <= ' ').replace(['\t', '\n', '\r'], "");
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn is_raster(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["png", "gif", "jpeg", "webp", "avif"]
        .iter()
        .any(|kind| url.trim_start().starts_with(&format!("data:image/{kind}")))
}

/// Fails when two elements have one name, or a footnote's link leads nowhere.
fn references(parts: &[Part], route: &str) -> Result<(), String> {
    let mut owners: HashMap<&str, usize> = HashMap::new();
    let mut wanted = BTreeSet::new();
    let mut is_reference = false;
    for (place, part) in parts.iter().enumerate() {
        let Part::Start(name, attributes) = part else { continue };
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        for id in ["id", "name"].into_iter().filter_map(value) {
            if *owners.entry(id).or_insert(place) != place {
                return Err(format!("two elements are named {id:?}"));
            }
        }
        let is_own = value("class") == Some("footnote-back") && value("aria-label").is_some();
        if name == "a" && (is_own || is_reference) {
            wanted.insert(value("href").unwrap_or_default());
        }
        is_reference = value("class") == Some("footnote-reference");
    }
    for href in wanted {
        let id = href.strip_prefix(route).and_then(|it| it.strip_prefix('#'));
        // What an author wrote in our words leads where the author wanted.
        let is_ours = |id: &&str| id.starts_with("fn-") || id.starts_with("fnref-");
        if let Some(id) = id.filter(is_ours).filter(|id| !owners.contains_key(id)) {
            return Err(format!("a footnote's link leads to {id:?}, which nothing is"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_would_change_is_found() {
        for html in [
            "<p>a<div>b</div></p>",
            "<p><b>a<ul></ul></b></p>",
            "<a href=\"x\">a<b><a href=\"y\">b</a></b></a>",
            "<table><tr><td>a</td></tr></table>",
            "<table>a</table>",
            "<table><tbody><tr><td>a</td></tr><p>b</p></tbody></table>",
            "<div><tr></tr></div>",
            "<li>a<b><li>b</li></b></li>",
            "<h1>a<h2>b</h2></h1>",
            "<ruby>a<rt>b<rt>c</rt></rt></ruby>",
            "<dl><dt>a<dd>b</dd></dt></dl>",
        ] {
            assert!(check(html, "/").is_err(), "{html}");
        }
        let html = "<pre>\n\na</pre><table><tbody><tr><td>a &lt; &copy;</td></tr></tbody></table>";
        assert_eq!(check(html, "/"), Ok(()));
    }

    #[test]
    fn what_is_not_promised_is_found() {
        for html in [
            "<p>a",
            "a</p>",
            "<b><i>a</b></i>",
            "<p onclick=\"a\">b</p>",
            "<p style=\"a\">b</p>",
            "<script>a</script>",
            "<svg></svg>",
            "<p title=a>b</p>",
            "<p title='a'>b</p>",
            "<P>b</P>",
            "a > b",
            "<p title=\"&colon;\">b</p>",
            "<a href=\"java\nscript:x\">b</a>",
            "<a href=\"JavaScript:x\">b</a>",
            "<img src=\"data:image/svg+xml,x\" />",
            "<!-- a -->",
            "<p id=\"a\">b</p><a name=\"a\">c</a>",
            "<sup class=\"footnote-reference\"><a href=\"/#fn-1\">1</a></sup>",
            "a\0b",
        ] {
            assert!(check(html, "/").is_err(), "{html}");
        }
    }
}
