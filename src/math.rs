//! TeX formulas to MathML Core (W3C), when the site is made: the browser gets no TeX.
//!
//! The crate `math-core` reads TeX; what it writes is brought into the form that pages may have: no
//! `style`, no links, no ids. Colours and sizes become MathML's own attributes, the rest of the styles
//! classes that our style sheet knows.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::markdown::{Token, tokens, write_mathml};

/// How long a formula may be, in bytes.
const LONGEST: usize = 10_000;

/// How many signs a formula may have that may put one thing into another.
const MOST_LEVELS: usize = 2_000;

/// How much of the stack each of them may take, in bytes.
const LEVEL: usize = 32_768;

/// How deep the elements of a formula may be within one another. Browsers stop at 512, the page
/// around it included.
const DEEPEST: usize = 200;

/// What of a formula cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The bytes of the formula.
    pub at: Range<usize>,
    /// Why, as part of a sentence.
    pub why: String,
}

/// The formula `tex` as `<math>…</math>`, `is_apart` from the text or within it.
///
/// # Errors
/// When it has a command that is not known, a mistake, or is too long or too deep.
pub fn mathml(tex: &str, is_apart: bool) -> Result<String, Unread> {
    let refuse = |why: &str| Err(Unread { at: 0..tex.len(), why: why.to_owned() });
    // The reader calls itself for each group and command, also for those that only stand further on.
    let levels = tex.bytes().filter(|it| b"\\{[^_".contains(it)).count();
    if tex.len() > LONGEST || levels > MOST_LEVELS {
        return refuse("it is too long");
    }
    static CONVERTER: OnceLock<Option<LatexToMathML>> = OnceLock::new();
    let converter = CONVERTER.get_or_init(|| LatexToMathML::new(MathCoreConfig::default()).ok());
    let Some(converter) = converter else { return refuse("no formula can be read") };
    let display = if is_apart { MathDisplay::Block } else { MathDisplay::Inline };
    let convert = || converter.convert_with_local_state(tex, display);
    // It is fuzzed and still fails on a few formulas that nobody writes, such as `\mathop\big|`.
    let convert = || catch_unwind(AssertUnwindSafe(convert));
    let converted = match stacker::maybe_grow(levels * LEVEL, levels * LEVEL, convert) {
        Err(_) => return refuse("the program that reads formulas failed"),
        Ok(Ok(converted)) => converted.mathml,
        Ok(Err(error)) => {
            let why = error.error_message();
            return Err(Unread { at: error.0.clone(), why: why.trim_end_matches('.').to_owned() });
        }
    };
    let inside = converted.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</math>"));
    let mut written = String::from(if is_apart { "<math display=\"block\">" } else { "<math>" });
    write_mathml(&mut written, &unstyled(inside.unwrap_or_default()));
    written.push_str("</math>");
    if depth(&written) > DEEPEST {
        return refuse("it has too many things within one another");
    }
    Ok(written)
}

/// How deep the elements of `mathml` are within one another.
fn depth(mathml: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for (_, token) in tokens(mathml) {
        match token {
            Token::Open { .. } => open += 1,
            Token::Close { .. } => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// The styles that become classes.
const CLASSES: [(&str, &str); 9] = [
    ("text-align: left", "left"),
    ("text-align: right", "right"),
    ("padding-left: 0", "joined-left"),
    ("padding-right: 0", "joined-right"),
    ("padding-left:1em", "spaced"),
    ("border-top: 0.05em solid currentcolor", "line-above"),
    ("border-top: 0.05em dashed currentcolor", "line-above"),
    ("border-right: 0.05em solid currentcolor", "line-right"),
    ("border-right: 0.05em dashed currentcolor", "line-right"),
];

/// `mathml` with classes and attributes in the place of styles.
fn unstyled(mathml: &str) -> String {
    let mut written = String::with_capacity(mathml.len());
    for (_, token) in tokens(mathml) {
        match token {
            Token::Text(text) => written.push_str(text),
            Token::Open { name, attributes } => {
                let is_empty = matches!(name.as_str(), "mspace" | "mprescripts");
                written.push('<');
                written.push_str(&name);
                let mut classes: Vec<&str> = Vec::new();
                for (attribute, value) in attributes {
                    match attribute.as_str() {
                        "class" => classes.push(value),
                        "style" => {
                            for style in value.split(';') {
                                let class = CLASSES.iter().find(|(it, _)| *it == style.trim());
                                classes.extend(class.map(|(_, class)| *class));
                                written.push_str(&own_attribute(style).unwrap_or_default());
                            }
                        }
                        _ => written.push_str(&format!(" {attribute}=\"{value}\"")),
                    }
                }
                if !classes.is_empty() {
                    written.push_str(&format!(" class=\"{}\"", classes.join(" ")));
                }
                written.push_str(if is_empty { "/>" } else { ">" });
            }
            Token::Close { name } => written.push_str(&format!("</{name}>")),
            _ => {}
        }
    }
    written
}

/// MathML's attribute for a style, with a space before it.
fn own_attribute(style: &str) -> Option<String> {
    let (property, value) = style.split_once(':')?;
    let attribute = match property.trim() {
        "color" => "mathcolor",
        "background-color" => "mathbackground",
        "font-size" => "mathsize",
        _ => return None,
    };
    Some(format!(" {attribute}=\"{}\"", value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(tex: &str) -> String {
        mathml(tex, false).unwrap_or_else(|why| panic!("{tex}: {why:?}"))
    }

    fn refused(tex: &str) -> Unread {
        mathml(tex, true).unwrap_err()
    }

    #[test]
    fn formulas_become_mathml() {
        assert_eq!(inline("x^2"), "<math><msup><mi>x</mi><mn>2</mn></msup></math>");
        let apart = mathml("\\frac{1}{2}", true).unwrap();
        assert_eq!(apart, "<math display=\"block\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>");
        assert!(inline("a < b").contains("<mo>&lt;</mo>"));
        assert!(inline("a \\quad b").contains("<mspace width=\"1em\"></mspace>"));
    }

    #[test]
    fn styles_become_classes_and_attributes() {
        let aligned = inline("\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}");
        assert!(
            aligned.contains("<mtd class=\"right joined-right\"><mi>a</mi></mtd>"),
            "{aligned}"
        );
        assert!(aligned.contains("<mtd class=\"left joined-left\"><mo>"), "{aligned}");
        let cases = inline("\\begin{cases}a & b\\\\ c & d\\end{cases}");
        assert!(cases.contains("class=\"left joined-right spaced\""), "{cases}");
        assert!(inline("{\\color{red} x}").contains("mathcolor=\"#FF0000\""));
        let lines = inline("\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}");
        assert!(lines.contains("line-right") && lines.contains("line-above"), "{lines}");
    }

    /// Of each sort of command one: nothing that it shows is lost on the way, and nothing comes
    /// through that could load, run or restyle anything.
    #[test]
    fn whatever_is_read_is_harmless() {
        for tex in [
            "\\sum_{i=0}^n \\int_0^1 \\prod \\lim_{x\\to 0} \\sin x",
            "\\sqrt[3]{x} \\sqrt{y} \\binom{n}{k} \\tfrac12 \\dfrac{a}{b}",
            "\\hat{x} \\vec{v} \\overline{ab} \\underbrace{a+b}_{c} \\overset{a}{b} \\xrightarrow{a}",
            "\\left( \\frac{a}{b} \\middle| c \\right] \\bigl( \\Bigr) \\lVert x \\rVert",
            "\\begin{pmatrix}a & b\\\\ c&d\\end{pmatrix} \\begin{array}{l|r} a & b \\end{array}",
            "\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathrm{d} \\mathbf{x} \\boldsymbol{\\alpha}",
            "\\text{a <b onclick=x> c} \\textbf{b} \\textsc{c} \\textsf{d} \\text{\\LaTeX}",
            "\\operatorname{foo}(x) \\bmod n \\pmod{n} a \\not= b \\nexists f''",
            "\\begin{align} a \\label{e} \\tag{1} &= b \\\\ c \\end{align}",
            "\\phantom{x} \\, \\! \\quad \\hspace{2em} \\mkern-3mu \\mathllap{x} \\smash{x}",
            "\\textcolor{blue}{x} \\colorbox{red}{x} \\cancel{x} \\boxed{x} \\huge x",
            "\\href{javascript:alert(1)}{x} \\url{javascript:1} \\ref{e} \\eqref{e}",
            "\\class{a}{x} \\style{color:red}{x} \\cssId{a}{x} \\htmlData{a=b}{x} \\unicode{60}",
            "\\includegraphics{x} \\def\\a{\\a\\a}\\a \\newcommand{\\b}{c} \\require{x} \\input{x}",
        ] {
            // Each command by itself too: what one refuses hides the rest.
            for tex in tex.split(' ').chain([tex]) {
                let Ok(mathml) = mathml(tex, true) else { continue };
                for (_, token) in tokens(&mathml) {
                    let Token::Open { name, attributes } = token else { continue };
                    assert!(name.starts_with('m'), "{name} in {mathml}");
                    for (attribute, value) in attributes {
                        let is_harmless = !attribute.starts_with("on")
                            && !["style", "href", "id", "src", "xlink:href"].contains(&&*attribute);
                        assert!(is_harmless, "{attribute}={value} in {mathml}");
                    }
                }
            }
        }
        assert_eq!(
            inline("\\text{a <b onclick=x> c}"),
            "<math><mtext>a\u{a0}&lt;b\u{a0}onclick=x&gt;\u{a0}c</mtext></math>"
        );
    }

    #[test]
    fn what_is_not_read_says_why_and_where() {
        assert_eq!(
            refused("a + \\unknown{b}"),
            Unread { at: 4..12, why: "Unknown command \"\\unknown\"".into() }
        );
        assert_eq!(refused("\\href{javascript:alert(1)}{x}").at, 0..5);
        for tex in ["\\frac{a", "{", "}", "\\", "\\begin{x}", "^", "\\left(", "&", "a_b_c", "é\\é"]
        {
            assert!(!refused(tex).why.is_empty(), "{tex}");
        }
    }

    #[test]
    fn size_and_depth_are_bounded() {
        assert_eq!(refused(&"x".repeat(1_000_000)).why, "it is too long");
        for part in [
            "{",
            "\\sqrt",
            "\\sqrt{",
            "\\frac",
            "x^{",
            "_",
            "^",
            "\\left(",
            "\\hat ",
            "\\text{",
            "'",
            "\\begin{matrix}",
            "\\mathbf",
            "\\not",
            "\\color{red}",
            "\\color{red} x ",
            "[",
            "\\sqrt[",
            "\\over ",
            "\\displaystyle ",
            "\\displaystyle x ",
            "\\overset",
            "x ",
            "\\alpha ",
            "$",
            "<",
        ] {
            for count in [20, 100, 600, MOST_LEVELS, LONGEST] {
                let tex = part.repeat(count.min(LONGEST / part.len()));
                let _ = mathml(&tex, true);
                let _ = mathml(&format!("{tex}x"), true);
            }
        }
        let nested = |count| format!("{}x{}", "\\sqrt{".repeat(count), "}".repeat(count));
        assert_eq!(refused(&nested(10_000)).why, "it is too long");
        assert_eq!(refused(&nested(500)).why, "it has too many things within one another");
        assert!(mathml(&nested(100), true).is_ok());
        assert!(mathml(&"x \\quad ".repeat(500), true).is_ok());
        let long = format!("\\begin{{aligned}}{}\\end{{aligned}}", "a &= b \\\\ ".repeat(500));
        assert!(mathml(&long, true).is_ok());
    }
}
