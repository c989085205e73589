//! What differs from one generator to the next: where a post lies, how its front matter is written,
//! how posts link to each other, and the files around them.

use super::post::{Post, anchor};

/// The generator that posts are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Nobody's: relative links between files.
    Plain,
    /// `ref` shortcodes.
    Hugo,
    /// `_posts` and `post_url` tags.
    Jekyll,
    /// `Key: value` headers and `{filename}` links.
    Pelican,
    /// TOML and `@/` links.
    Zola,
}

/// The names of the dialects, as the command line has them.
pub const NAMES: [(&str, Dialect); 5] = [
    ("plain", Dialect::Plain),
    ("hugo", Dialect::Hugo),
    ("jekyll", Dialect::Jekyll),
    ("pelican", Dialect::Pelican),
    ("zola", Dialect::Zola),
];

macro_rules! files {
    ($folder:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("sites/", $folder, "/", $path)))),*]
    };
}

impl Dialect {
    /// The configuration and the least of layouts that the generator needs to make pages.
    pub fn site(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Plain => files!("plain": "site.toml"),
            Self::Hugo => files!("hugo":
                "hugo.toml" "layouts/_default/baseof.html" "layouts/_default/list.html"
                "layouts/_default/single.html" "layouts/_default/terms.html" "layouts/index.html"),
            Self::Jekyll => files!("jekyll": "_config.yml" "_layouts/post.html"),
            Self::Pelican => files!("pelican": "pelicanconf.py"),
            Self::Zola => files!("zola":
                "config.toml" "content/_index.md" "content/posts/_index.md" "templates/index.html"
                "templates/page.html" "templates/section.html" "templates/taxonomy_list.html"
                "templates/taxonomy_single.html"),
        }
    }

    /// What a folder of posts needs besides, if anything: its path and text.
    pub fn folder(self, year: usize) -> Option<(String, &'static str)> {
        let section = "+++\ntransparent = true\nrender = false\n+++\n";
        (self == Self::Zola).then(|| (format!("content/posts/{year}/_index.md"), section))
    }

    /// Where the post's file is.
    pub fn path(self, post: &Post) -> String {
        match self {
            Self::Jekyll => format!("_posts/{}.md", dated_name(post)),
            _ => format!("content/posts/{}/{}.md", post.date[0], post.name),
        }
    }

    /// The destination of a link from one post to another, to its first heading if wanted.
    pub fn link(self, from: &Post, to: &Post, to_heading: bool) -> String {
        let [year, ..] = to.date;
        let name = &to.name;
        let fragment = if to_heading { format!("#{}", anchor(&to.heading)) } else { String::new() };
        match self {
            Self::Plain if from.date[0] == year => format!("{name}.md{fragment}"),
            Self::Plain => format!("../{year}/{name}.md{fragment}"),
            Self::Hugo => format!("{{{{< ref \"{name}.md{fragment}\" >}}}}"),
            Self::Jekyll => format!("{{% post_url {} %}}{fragment}", dated_name(to)),
            Self::Pelican => format!("{{filename}}/posts/{year}/{name}.md{fragment}"),
            Self::Zola => format!("@/posts/{year}/{name}.md{fragment}"),
        }
    }

    /// The post's front matter, with the empty line after it.
    pub fn front_matter(self, post: &Post) -> String {
        match self {
            Self::Plain | Self::Hugo | Self::Jekyll => self.yaml(post),
            Self::Pelican => headers(post),
            Self::Zola => toml(post),
        }
    }

    fn yaml(self, post: &Post) -> String {
        let Post { title, description, tags, categories, .. } = post;
        // Every author has habits of their own.
        let is_terse = post.number.is_multiple_of(3);
        let title = if title.contains(':') || is_terse { quoted(title) } else { title.clone() };
        let date = match post.number % 4 {
            0 if self != Self::Jekyll => day(post),
            1 => format!("{}T{}:00Z", day(post), time(post)),
            _ => format!("{} {}:00 +0000", day(post), time(post)),
        };
        let mut yaml = format!("---\ntitle: {title}\ndate: {date}\n");
        if self == Self::Jekyll {
            yaml += "layout: post\n";
        }
        yaml += &format!("description: {}\n", quoted(description));
        if is_terse {
            yaml +=
                &format!("tags: [{}]\ncategories: [{}]\n", tags.join(", "), categories.join(", "));
        } else {
            let items = |items: &[&str]| format!("\n  - {}", items.join("\n  - "));
            yaml += &format!("tags:{}\ncategories:{}\n", items(tags), items(categories));
        }
        match (post.draft, self) {
            (true, Self::Jekyll) => yaml += "published: false\n",
            (true, _) => yaml += "draft: true\n",
            _ => {}
        }
        yaml + "---\n\n"
    }
}

fn headers(post: &Post) -> String {
    let Post { title, description, tags, categories, .. } = post;
    let status = if post.draft { "Status: draft\n" } else { "" };
    format!(
        "Title: {title}\nDate: {} {}\nCategory: {}\nTags: {}\nSummary: {description}\n{status}\n",
        day(post),
        time(post),
        categories[0],
        tags.join(", "),
    )
}

fn toml(post: &Post) -> String {
    let list = |items: &[&str]| items.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ");
    format!(
        "+++\ntitle = {}\ndate = {}T{}:00Z\ndescription = {}\ndraft = {}\n\n\
         [taxonomies]\ntags = [{}]\ncategories = [{}]\n+++\n\n",
        quoted(&post.title),
        day(post),
        time(post),
        quoted(&post.description),
        post.draft,
        list(&post.tags),
        list(&post.categories),
    )
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn dated_name(post: &Post) -> String {
    format!("{}-{}", day(post), post.name)
}

fn day(post: &Post) -> String {
    let [year, month, day, ..] = post.date;
    format!("{year}-{month:02}-{day:02}")
}

fn time(post: &Post) -> String {
    let [.., hour, minute] = post.date;
    format!("{hour:02}:{minute:02}")
}
