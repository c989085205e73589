//! The elements, defined once: what the scripts are told of them. What editors are told of the same is in
//! `editors`.

use serde_json::{Map, Value, json};

use crate::language::Language;

/// An element that others embed.
pub struct Element {
    /// `stacks-` and the name of its script.
    pub name: &'static str,
    /// Its script.
    pub script: &'static str,
    /// What its script says in a language, by the names that it has for it.
    pub words: fn(Language) -> Value,
    /// What it shows, in a sentence.
    pub summary: &'static str,
    /// Whether it shows what stands between its tags.
    pub reads: bool,
    /// Whether it stands within a line.
    pub inline: bool,
    /// What changes what it shows. Each is a property too.
    pub attributes: &'static [Attribute],
    /// Its parts beyond `base`, for `::part()`.
    pub parts: &'static [(&'static str, &'static str)],
    /// What is in the detail of its `stacks-load`.
    pub detail: &'static str,
    /// Our files that one takes, besides its script and the one that all share.
    pub files: &'static [&'static str],
}

/// An attribute of an element.
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What it holds, as TypeScript says it.
    pub kind: &'static str,
    /// What holds without it.
    pub default: &'static str,
    /// What it says.
    pub description: &'static str,
}

const fn attribute(
    name: &'static str,
    kind: &'static str,
    default: &'static str,
    description: &'static str,
) -> Attribute {
    Attribute { name, kind, default, description }
}

/// What stands between commas.
fn listed(text: &str) -> Value {
    text.split(", ").collect::<Vec<_>>().into()
}

/// All elements, in the order that people look for them.
pub const ELEMENTS: [Element; 9] = [
    Element {
        name: "stacks-posts",
        script: include_str!("posts.js"),
        words: |language| {
            let words = language.words();
            // Eight days into a year that no post is of: what stands for them is put there instead.
            let form = language.date("9999-01-08").replace(words.months[0], "M");
            json!({ "nothing": words.nothing_here, "months": words.months, "date": form })
        },
        summary: "The latest posts of the site.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("tag", "string", "", "Only posts with this tag: its name or slug."),
            attribute("section", "string", "", "Only posts of this section: its path."),
            attribute("language", "string", "", "Only posts in this language (BCP 47)."),
            attribute(
                "search",
                "string",
                "",
                "Only posts with these words in title, excerpt or tags.",
            ),
            attribute("count", "number", "5", "How many, 50 at the most."),
            attribute(
                "sort",
                "\"newest\" | \"oldest\" | \"title\"",
                "newest",
                "The order of those shown, which are the newest.",
            ),
            attribute("display", "\"list\" | \"cards\"", "list", "Cards have excerpts."),
        ],
        parts: &[
            ("list", "The list."),
            ("item", "An entry."),
            ("link", "A title."),
            ("date", "A date."),
            ("excerpt", "An excerpt, on cards."),
            ("empty", "What is said when there are none."),
        ],
        detail: "{ count: number }",
        files: &[],
    },
    Element {
        name: "stacks-post",
        script: include_str!("post.js"),
        words: |language| json!({ "more": language.words().read_more }),
        summary: "One post of the site, whole or its beginning.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("src", "string", "", "The post: its path on the site, or its address."),
            attribute(
                "excerpt",
                "boolean",
                "",
                "Only its first paragraph, and a link to the rest.",
            ),
        ],
        parts: &[
            ("article", "The post."),
            ("title", "Its title."),
            ("meta", "Its date and how long it takes to read."),
            ("content", "Its text."),
            ("link", "A link to it."),
        ],
        detail: "{ url: string; title: string }",
        files: &["html.js", "prose.js", "prose.css"],
    },
    Element {
        name: "stacks-markdown",
        script: include_str!("markdown.js"),
        words: |_| Value::Null,
        summary: "Markdown and GitHub emoji, rendered. Whoever wrote it, it runs nothing.",
        reads: true,
        inline: false,
        attributes: &[
            attribute(
                "src",
                "string",
                "",
                "Where the Markdown is, as seen from the page; without it, between the tags.",
            ),
            attribute(
                "trusted",
                "boolean",
                "",
                "Its links are the page's own: search engines may follow them.",
            ),
        ],
        parts: &[("content", "The text.")],
        detail: "{ address: string }",
        files: &["html.js", "prose.js", "prose.css", "renderer.wasm"],
    },
    Element {
        name: "stacks-search",
        script: include_str!("search.js"),
        words: |language| {
            let words = language.words();
            json!({
                "search": words.search, "results": words.search_results, "found": words.found,
                "none": words.none_found, "instead": words.search_instead, "browse": words.search_browse,
                "recent": words.search_recent, "forget": words.search_forget,
                "filter": words.search_filter, "unfilter": words.search_unfilter, "any": words.search_any,
                "section": words.search_section, "tag": words.search_tag, "year": words.search_year,
                "language": words.search_language,
                "offline": words.failed_network, "retry": words.retry,
            })
        },
        summary: "A search box for the site, with its results below.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("query", "string", "", "What is searched for at first."),
            attribute("language", "string", "", "Only pages in this language (BCP 47)."),
            attribute("count", "number", "5", "How many results, 20 at the most."),
            attribute(
                "filters",
                "boolean",
                "",
                "Results can be filtered by section, tag, year and language.",
            ),
            attribute(
                "linked",
                "boolean",
                "",
                "What is searched for is in the page's address too, as `q`, so that it can be linked.",
            ),
        ],
        parts: &[
            ("label", "The label of the field."),
            ("field", "The field."),
            ("filters", "What results are filtered by."),
            ("status", "How many were found."),
            ("list", "The results."),
            ("item", "A result, or an earlier search."),
            ("link", "The title of a result."),
            ("place", "The heading it is found below, its year and language."),
            ("excerpt", "The passage that has what was searched for."),
            ("help", "What there is to do when nothing was found."),
        ],
        detail: "{ count: number }",
        files: &["find.js", "form.js", "result.js", "words.js"],
    },
    Element {
        name: "stacks-glossary",
        script: include_str!("glossary.js"),
        words: |language| {
            let words = language.words();
            json!({ "place": words.glossary_place, "notDefined": words.not_defined })
        },
        summary: "A term, with its definition from the site's glossary on hover, focus or tap.",
        reads: true,
        inline: true,
        attributes: &[
            attribute("term", "string", "", "The term; without it, what stands between the tags."),
            attribute(
                "language",
                "string",
                "",
                "The language of the definition (BCP 47); else that of the page, or any.",
            ),
        ],
        parts: &[
            ("term", "The term."),
            ("definition", "The box with its definition."),
            ("link", "The link to its place."),
        ],
        detail: "{ term: string; url: string }",
        files: &[],
    },
    Element {
        name: "stacks-error-budget",
        script: include_str!("error-budget.js"),
        words: |language| {
            let words = language.words();
            json!({
                "title": words.budget_title, "target": words.budget_target,
                "days_": words.budget_window, "days": words.budget_days,
                "errors": words.budget_errors, "downtime": words.budget_downtime,
                "perMillion": words.budget_million, "burn": words.budget_burn,
                "exhausted": words.budget_exhausted, "never": words.budget_never,
                "alerts": words.budget_alerts, "alert": words.budget_alert,
                "page": words.budget_page, "ticket": words.budget_ticket,
                "spent": words.budget_spent, "windows": words.budget_windows,
                "failing": words.budget_failing, "source": words.budget_source,
                "units": listed(words.units),
            })
        },
        summary: "A calculator of error budgets: downtime, burn rate, and when to alert.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("target", "number", "99.9", "The objective, in per cent."),
            attribute("window", "number", "30", "Over how many days."),
            attribute("errors", "number", "0.5", "Requests that fail now, in per cent."),
        ],
        parts: &[
            ("form", "What is asked."),
            ("figures", "What follows from it."),
            ("alerts", "The table of alerts."),
        ],
        detail: "{ target: number }",
        files: &["budget.js", "form.js"],
    },
    Element {
        name: "stacks-bottleneck",
        script: include_str!("bottleneck.js"),
        words: |language| {
            let words = language.words();
            json!({
                "title": words.flow_title, "stages": listed(words.flow_stages),
                "pile": words.flow_pile, "unlimited": words.flow_unlimited,
                "result": words.flow_result, "day": words.flow_day, "oneDay": words.flow_one,
                "tenDays": words.flow_ten, "again": words.flow_again,
            })
        },
        summary: "The theory of constraints to try out: a pipeline, and what its slowest stage does to it.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("stages", "string", "", "The stages' names, with commas between."),
            attribute(
                "rates",
                "string",
                "10,8,4,6,9",
                "How many pieces each can do in a day, 20 at the most.",
            ),
        ],
        parts: &[("form", "The stages."), ("stage", "A stage."), ("result", "What comes out.")],
        detail: "{ stages: number }",
        files: &["flow.js", "form.js"],
    },
    Element {
        name: "stacks-landscape",
        script: include_str!("landscape.js"),
        words: |language| {
            let words = language.words();
            json!({ "filter": words.landscape_filter, "shown": words.landscape_shown, "none": words.none_found })
        },
        summary: "A nested list as a map of shelves, categories and tools that can be filtered.",
        reads: true,
        inline: false,
        attributes: &[
            attribute(
                "src",
                "string",
                "",
                "A page of the site with the list; without it, the list between the tags.",
            ),
            attribute("filter", "string", "", "What is filtered by at first."),
        ],
        parts: &[
            ("label", "The label of the field."),
            ("field", "The field."),
            ("status", "How many tools are shown."),
            ("map", "The shelves."),
            ("shelf", "A shelf."),
            ("category", "A category."),
            ("tool", "A tool."),
            ("link", "The link of a tool."),
        ],
        detail: "{ tools: number }",
        files: &["html.js"],
    },
    Element {
        name: "stacks-playground",
        script: include_str!("playground.js"),
        words: |language| {
            let words = language.words();
            json!({
                "copy": words.copy, "copied": words.copied, "cost": words.widget_cost,
                "lines": words.widget_lines, "attributes": words.widget_attributes,
                "content": words.widget_content,
            })
        },
        summary: "An element to try out: live, its attributes editable, with the lines to copy.",
        reads: false,
        inline: false,
        attributes: &[
            attribute("element", "string", "stacks-posts", "The element's name."),
            attribute(
                "values",
                "string",
                "",
                "Its attributes at first, as in an address: `tag=rust&count=3`.",
            ),
            attribute("text", "string", "", "What stands between its tags at first."),
        ],
        parts: &[
            ("form", "The attributes."),
            ("preview", "The element."),
            ("snippet", "The lines to copy."),
        ],
        detail: "{ element: string }",
        files: &["form.js"],
    },
];

/// CSS custom properties that every element has, with what they say and what holds without them.
pub const PROPERTIES: [(&str, &str, &str); 13] = [
    ("--stacks-paper", "The background.", "#fffdf8, dark #14161c"),
    ("--stacks-shelf", "The background of boxes.", "#f6efe2, dark #1d2029"),
    ("--stacks-ink", "Text.", "#2a2420, dark #e9e4da"),
    ("--stacks-faint", "Dates and the like.", "#695d51, dark #a9a294"),
    ("--stacks-link", "Links.", "#1d5a8a, dark #8fc3ee"),
    ("--stacks-accent", "What is pointed at or has the focus.", "#b8431f, dark #ff9d6b"),
    ("--stacks-line", "Lines.", "#e2d6c0, dark #343947"),
    ("--stacks-code", "The background of code.", "#f4ede0, dark #1b1e27"),
    (
        "--stacks-font",
        "The font, as the property `font` has it.",
        "medium/1.5 system-ui, sans-serif",
    ),
    ("--stacks-sans", "The font of headings and tables in documents.", "system-ui, sans-serif"),
    ("--stacks-mono", "The font of code.", "ui-monospace, monospace"),
    ("--stacks-padding", "The space around.", "1rem"),
    ("--stacks-gap", "The space between entries.", "1rem"),
];

/// Events of every element, with their details and what they tell.
pub(super) const EVENTS: [(&str, &str, &str); 3] = [
    ("stacks-load", "", "What was asked for is shown."),
    ("stacks-error", "{ message: string }", "It cannot be shown; what stands between the tags is."),
    (
        "stacks-navigate",
        "{ url: string; title: string }",
        "A link is about to be followed; `preventDefault()` keeps the visitor.",
    ),
];

const THEME: Attribute = attribute(
    "theme",
    "\"light\" | \"dark\"",
    "",
    "A colour scheme; without it, that of the page.",
);

impl Element {
    /// The attributes that it has, with those that all have.
    pub fn all_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().chain([&THEME])
    }

    /// The name of its script.
    pub fn file(&self) -> String {
        [self.name.trim_start_matches("stacks-"), ".js"].concat()
    }

    /// The name of its class, for editors: the scripts give it none.
    pub(super) fn class(&self) -> String {
        let words = self.name.split('-');
        words
            .map(|word| [&word[..1].to_uppercase(), &word[1..]].concat())
            .chain(["Element".into()])
            .collect()
    }
}

/// What the scripts are told.
pub fn for_scripts() -> Value {
    let element = |it: &Element| {
        let kind = |it: &Attribute| if it.kind == "boolean" { "boolean" } else { "string" };
        let attributes: Map<String, Value> =
            it.attributes.iter().map(|it| (it.name.to_owned(), kind(it).into())).collect();
        let mut element = json!({ "attributes": attributes });
        let modules: Vec<&str> =
            it.files.iter().copied().filter(|it| it.ends_with(".js")).collect();
        if !modules.is_empty() {
            element["modules"] = modules.into();
        }
        for (name, flag) in [("reads", it.reads), ("inline", it.inline)] {
            if flag {
                element[name] = true.into();
            }
        }
        (it.name.to_owned(), element)
    };
    Value::Object(ELEMENTS.iter().map(element).collect())
}
