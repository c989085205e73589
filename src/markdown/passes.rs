//! The list of what is done to a document, and which of it is switched on.

use pulldown_cmark::Options;

/// What is done to a document beyond CommonMark 0.31.2, in the order a piece of text meets it. Each
/// field is one decision, and each can be switched off by itself.
///
/// ```
/// use the_stacks::markdown::{Passes, RawHtml};
///
/// let site_without_emoji = Passes { emoji: false, ..Passes::SITE };
/// assert_eq!(site_without_emoji.raw_html, RawHtml::AllowList);
/// assert_eq!(Passes::named("gfm"), Some(Passes::GFM));
/// assert_eq!(Passes::named("gfm+footnotes"), Some(Passes::CMARK_GFM));
/// assert_eq!(Passes::named("markdown"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passes {
    /// Tables (GFM 0.29, section 4.10).
    pub tables: bool,
    /// Strikethrough, of one tilde or two (GFM 0.29, section 6.5).
    pub strikethrough: bool,
    /// Task list items (GFM 0.29, section 5.3).
    pub task_lists: bool,
    /// `> [!NOTE]` and the four other alerts, as GitHub documents them.
    pub alerts: bool,
    /// `# Title {#id .class}`, as in PHP Markdown Extra.
    pub heading_attributes: bool,
    /// Definition lists, as in PHP Markdown Extra.
    pub definition_lists: bool,
    /// `$…$`, `$$…$$` and fences of the language `math` are formulas, as on GitHub. They become what
    /// the [`Resolver`](super::Resolver) has for them.
    pub math: bool,
    /// Quotes, dashes and the ellipsis are set as in print.
    pub smart_punctuation: bool,
    /// Footnotes, numbered in the order of their references and set at the end.
    pub footnotes: FootnoteStyle,
    /// What becomes of raw HTML (`tokens`, `allow`, `nesting`, `embeds`, `tag_filter`).
    pub raw_html: RawHtml,
    /// Bare web and e-mail addresses become links (`autolink`; GFM 0.29, section 6.9).
    pub autolinks: bool,
    /// Shortcodes, `:rocket:`, become characters or images, as on GitHub: in text only.
    pub emoji: bool,
    /// The [`Resolver`](super::Resolver) says where links and images lead, the site's base is put
    /// before its own paths, and what could run code is refused (`url`).
    pub destinations: bool,
    /// Headings get the ids that GitHub gives them.
    pub heading_ids: bool,
    /// Code blocks get colours, titles, line numbers and marks (see [`super::code`]). Without it a
    /// fence's first word is the class of its code, as in CommonMark's examples.
    pub code: bool,
    /// Images get their size, so that nothing moves when they arrive, and load when they are near
    /// (HTML Standard, section 4.8.3).
    pub images: bool,
    /// What is wider than the page scrolls by keyboard, and the boxes of tasks have labels
    /// (WCAG 2.2, 2.1.1 and 4.1.2).
    pub accessibility: bool,
}

impl Default for Passes {
    fn default() -> Self {
        Self::SITE
    }
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// Written again from an allow-list, balanced; frames become cards or links.
    AllowList,
    /// Copied (CommonMark 0.31.2, sections 4.6 and 6.6): for trusted text alone.
    AsWritten,
    /// Copied, but the tags of nine elements are text (GFM 0.29, section 6.11).
    TagFilter,
}

/// Whether there are footnotes, and in what form they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FootnoteStyle {
    /// None: their signs are text.
    Off,
    /// Ours: links that work below a `<base>`, with names that are read out, one back to each
    /// reference.
    Site,
    /// That of the reference implementation, cmark-gfm: GFM 0.29 specifies none.
    CmarkGfm,
}

impl Passes {
    /// What is done for every page of a site, in the browser and in the generator. Formulas and smart
    /// punctuation a page has where its site asks for them.
    pub const SITE: Self = Self {
        tables: true,
        strikethrough: true,
        task_lists: true,
        alerts: true,
        heading_attributes: true,
        definition_lists: true,
        math: false,
        smart_punctuation: false,
        footnotes: FootnoteStyle::Site,
        raw_html: RawHtml::AllowList,
        autolinks: true,
        emoji: true,
        destinations: true,
        heading_ids: true,
        code: true,
        images: true,
        accessibility: true,
    };

    /// What is done for Markdown from anywhere, in pages of others: as on a site, but that headings have
    /// the ids that they are given alone. Whoever shows the HTML makes the others, of the
    /// browser's own tables of letters: those and their code were some 2 KB of the module.
    pub const FOREIGN: Self = Self { heading_ids: false, ..Self::SITE };

    /// CommonMark 0.31.2 and nothing else.
    pub const COMMONMARK: Self = Self {
        tables: false,
        strikethrough: false,
        task_lists: false,
        alerts: false,
        heading_attributes: false,
        definition_lists: false,
        math: false,
        smart_punctuation: false,
        footnotes: FootnoteStyle::Off,
        raw_html: RawHtml::AsWritten,
        autolinks: false,
        emoji: false,
        destinations: false,
        heading_ids: false,
        code: false,
        images: false,
        accessibility: false,
    };

    /// GitHub Flavored Markdown 0.29: CommonMark with the five extensions of that specification.
    pub const GFM: Self = Self {
        tables: true,
        strikethrough: true,
        task_lists: true,
        raw_html: RawHtml::TagFilter,
        autolinks: true,
        ..Self::COMMONMARK
    };

    /// All that the reference implementation of GFM knows: footnotes too.
    pub const CMARK_GFM: Self = Self { footnotes: FootnoteStyle::CmarkGfm, ..Self::GFM };

    /// The passes of this name: `site`, `commonmark`, `gfm` or `cmark-gfm`. Extensions may follow,
    /// by the names they have in GFM's specification: `commonmark+table+autolink`.
    pub fn named(name: &str) -> Option<Self> {
        let mut words = name.split('+');
        let mut passes = match words.next()? {
            "site" => Self::SITE,
            "commonmark" => Self::COMMONMARK,
            "gfm" => Self::GFM,
            "cmark-gfm" => Self::CMARK_GFM,
            _ => return None,
        };
        for extension in words {
            match extension {
                "table" => passes.tables = true,
                "strikethrough" => passes.strikethrough = true,
                "tasklist" => passes.task_lists = true,
                "autolink" => passes.autolinks = true,
                "tagfilter" => passes.raw_html = RawHtml::TagFilter,
                "math" => passes.math = true,
                "smart-punctuation" => passes.smart_punctuation = true,
                "footnotes" => passes.footnotes = FootnoteStyle::CmarkGfm,
                _ => return None,
            }
        }
        Some(passes)
    }

    /// What the parser must know.
    pub(super) fn options(self) -> Options {
        let mut options = Options::empty();
        options.set(Options::ENABLE_TABLES, self.tables);
        options.set(Options::ENABLE_STRIKETHROUGH, self.strikethrough);
        options.set(Options::ENABLE_TASKLISTS, self.task_lists);
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_lists);
        options.set(Options::ENABLE_MATH, self.math);
        options.set(Options::ENABLE_SMART_PUNCTUATION, self.smart_punctuation);
        // Of GitHub's other additions the parser knows the alerts alone.
        options.set(Options::ENABLE_GFM, self.alerts);
        options.set(Options::ENABLE_HEADING_ATTRIBUTES, self.heading_attributes);
        options.set(Options::ENABLE_FOOTNOTES, self.footnotes != FootnoteStyle::Off);
        options
    }
}
