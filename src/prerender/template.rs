//! The page that Trunk made, taken apart: what every page of the site has in its head, and what starts
//! the app.
//!
//! Trunk puts all of it into the head. Here the app is started at the end of the body, so that
//! nothing it takes is asked for before the content is there, and the style sheet is left out, as
//! pages have its text within.

use std::fmt;

use crate::manifest::SNAPSHOT;
use crate::markdown::tokens::{Token, tokens};

/// Trunk's page in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path of the site's root, `/` at both ends, by the page's `<base>`.
    pub base: String,
    /// The addresses of the style sheets that the page names, in order.
    pub style_sheets: Vec<String>,
    /// The head's elements, but for the title, the style sheets and the loader.
    pub head: String,
    /// What starts the app: preloads and scripts.
    pub loader: String,
    /// The addresses of the app's files, which the loader names.
    pub app: Vec<String>,
    /// The texts of the loader's inline scripts, for a content security policy to allow.
    pub inline_scripts: Vec<String>,
}

/// Why a page cannot be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It has the mark of a page that was prerendered.
    IsPrerendered,
    /// This was not found in it.
    Missing(&'static str),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IsPrerendered => formatter.write_str(
                "has been prerendered already: build it anew (cargo xtask build, or trunk build)",
            ),
            Self::Missing(what) => {
                write!(
                    formatter,
                    "has no {what}: it is not the page that Trunk makes of index.html"
                )
            }
        }
    }
}

impl Template {
    /// Takes `html` apart.
    ///
    /// # Errors
    /// When it is no page of Trunk's, or one that was prerendered.
    pub fn read(html: &str) -> Result<Self, TemplateError> {
        let mut template = Self::default();
        let mut is_base_there = false;
        let mut is_in_head = false;
        let tokens = tokens(html);
        for (number, (start, token)) in tokens.iter().enumerate() {
            let end = tokens.get(number + 1).map_or(html.len(), |(next, _)| *next);
            let source = &html[*start..end];
            match token {
                Token::Open { name, .. } if name == "head" => is_in_head = true,
                Token::Close { name } if name == "head" => is_in_head = false,
                Token::Open { name, attributes } if name == "link" => {
                    template.add_link(source, attributes);
                }
                Token::Open { name, attributes } if name == "base" => {
                    template.base = value(attributes, "href").unwrap_or("/").to_owned();
                    is_base_there = true;
                    template.head.push_str(source);
                }
                Token::Opaque { name, attributes } if name == "script" => {
                    if value(attributes, "id") == Some(SNAPSHOT) {
                        return Err(TemplateError::IsPrerendered);
                    }
                    template.add_script(source, attributes);
                }
                Token::Open { .. } if is_in_head => template.head.push_str(source),
                _ => {}
            }
        }
        match () {
            () if !is_base_there => Err(TemplateError::Missing("<base>")),
            () if template.loader.is_empty() => Err(TemplateError::Missing("script")),
            () => Ok(template),
        }
    }

    /// Whether the page is served by `trunk serve`, which loads it anew whenever it changes: the script
    /// for that is in it.
    pub fn is_live(&self) -> bool {
        self.inline_scripts.iter().any(|script| script.contains(".well-known/trunk/ws"))
    }

    fn add_link(&mut self, source: &str, attributes: &[(String, &str)]) {
        match (value(attributes, "rel"), value(attributes, "href")) {
            (Some("stylesheet"), Some(href)) => self.style_sheets.push(href.to_owned()),
            (Some("modulepreload" | "preload"), href) => {
                self.loader.push_str(source);
                self.app.extend(href.map(str::to_owned));
            }
            // Pages name their icons themselves (`head::common`).
            (Some("icon"), _) => {}
            _ => self.head.push_str(source),
        }
    }

    fn add_script(&mut self, source: &str, attributes: &[(String, &str)]) {
        if value(attributes, "src").is_none() {
            let start = source.find('>').map_or(0, |at| at + 1);
            let end = source.rfind("</").unwrap_or(source.len());
            self.inline_scripts.push(source[start..end].to_owned());
        }
        self.loader.push_str(source);
    }
}

fn value<'a>(attributes: &[(String, &'a str)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
}
