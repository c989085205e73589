//! What stands between braces: calls, their escaped forms, and Tera that is no call.

use super::call::{self, Call};
use crate::dialect::text::{Closers, Found, Text};

/// What stands between braces.
#[derive(Debug, PartialEq, Eq)]
pub enum Construct<'a> {
    /// `{{ name(…) }}`
    Inline(Call<'a>),
    /// `{% name(…) %}`
    Open(Call<'a>),
    /// `{% end %}`
    End,
    /// `{{/* … */}}` and `{%/* … */%}`: what it shows.
    Escaped(String),
    /// Tera that is no call of a shortcode: its first word.
    Tera(&'a str),
}

/// The constructs of `text`, in order. Between `{%/* name(…) */%}` and `{%/* end */%}` there are none.
pub fn find<'a>(text: &Text<'a>) -> Vec<Found<Construct<'a>>> {
    let mut outputs = Closers::new(text.text, "}}");
    let mut tags = Closers::new(text.text, "%}");
    let mut is_shown = false;
    text.find(b"{", |text, start| {
        let rest = &text[start..];
        let is_output = rest.starts_with("{{");
        if !is_output && !rest.starts_with("{%") {
            return None;
        }
        let (closer, closers) = if is_output { ("}}", &mut outputs) } else { ("%}", &mut tags) };
        let inside = &rest[2..];
        if inside.starts_with("/*") {
            let end = closers.end_after(start + 2)?;
            let escaped = rest[4..end - start - 2].strip_suffix("*/")?;
            is_shown = !is_output && escaped.trim() != "end";
            return Some((end, Construct::Escaped(format!("{}{escaped}{closer}", &rest[..2]))));
        }
        if is_shown {
            return None;
        }
        if let Some((call, length)) = call::read(inside)
            && inside[length..].starts_with(closer)
        {
            let what = if is_output { Construct::Inline(call) } else { Construct::Open(call) };
            return Some((start + 2 + length + 2, what));
        }
        let end = closers.end_after(start + 2)?;
        let inside = text[start + 2..end - 2].trim_matches(['-', ' ', '\t', '\n']);
        if !is_output && inside == "end" {
            return Some((end, Construct::End));
        }
        let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '.';
        let word = &inside[..inside.find(|it| !is_part(it)).unwrap_or(inside.len())];
        let is_tera = word.starts_with(|it: char| it.is_ascii_alphabetic());
        is_tera.then_some((end, Construct::Tera(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let text = Text::made(text, 0..0);
        let shown = find(&text).into_iter().map(|it| match it.what {
            Construct::Inline(call) => format!("inline {}", call.name),
            Construct::Open(call) => format!("open {}", call.name),
            Construct::End => "end".into(),
            Construct::Escaped(shown) => shown,
            Construct::Tera(word) => format!("tera {word}"),
        });
        shown.collect()
    }

    #[test]
    fn calls_and_escapes_are_told_apart() {
        assert_eq!(
            found(
                "{{ a(b=1) }} {% c() %}{{d()}}{% end %} {{/* e() */}} {{ page.title }} {% if x %}"
            ),
            ["inline a", "open c", "inline d", "end", "{{ e() }}", "tera page.title", "tera if"]
        );
        assert_eq!(
            found("{%/* a() */%} {{ b() }} {% end %} {%/* end */%} {{ c() }}"),
            ["{% a() %}", "{% end %}", "inline c"]
        );
    }

    #[test]
    fn half_a_construct_is_text() {
        for text in [
            "{{",
            "{% a(",
            "{{ a() %}",
            "{{ 1 }}",
            "{{/* a() }}",
            "{%/*%}",
            "{{ {x} }}",
            "{ { a() } }",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        for opener in ["{{", "{%", "{{/*", "{% a(b=\"", "{{ a("] {
            assert!(found(&opener.repeat(100_000)).is_empty());
        }
    }
}
