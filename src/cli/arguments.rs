//! What can be typed: commands, options, and the help that teaches them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{BoolishValueParser, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::DateTime;
use the_stacks::dialect::Dialect;

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  check or import found something that would look wrong to a reader
  2  wrong usage, or a file that could not be read or written";

const CHECKOUT: &str = "\
`stacks` reads sites and writes their data, anywhere. The site that readers see, its pages and the
app, is built from a checkout of The Stacks, where Trunk finds both:
  cargo xtask build --content DIR";

const BUILD_EXAMPLES: &str = "\
Examples:
  stacks build --content ../my-blog --out data
  stacks build --content ../my-blog --out data --base-url https://blog.example.org/ --drafts

This is the data alone, for programs. In a checkout of The Stacks `cargo xtask build` writes the site
that readers see.";

const CHECK_EXAMPLES: &str = "\
Examples:
  stacks check --content ../my-blog            what needs a hand, ten findings of each kind
  stacks check --all | less                    everything
  stacks check --format json | jq .summary     for programs
  stacks check --format github                 annotations on a pull request

Findings that would look wrong to a reader (a dead link, a construct that is not understood, a
front matter that cannot be read) make the exit code 1. Hints, such as an attribute that was left
out, do not.";

const WATCH_EXAMPLES: &str = "\
`cargo xtask serve` runs it beside Trunk, and passes on what it says to open pages. STACKS_EDITOR_URL
says where a warning's link leads, such as `idea://open?file={file}&line={line}`; by default to
Visual Studio Code.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  stacks completions bash > ~/.local/share/bash-completion/completions/stacks
  stacks completions fish > ~/.config/fish/completions/stacks.fish
  stacks completions zsh > \"${fpath[1]}/_stacks\"";

const NEW_EXAMPLES: &str = "\
Examples:
  stacks new post \"Why the night train was late\"
  stacks new post --draft --content ../my-blog \"Half a thought\"
  stacks new post --dialect hugo --date 2026-01-31 \"Year's end\"
  stacks new page \"About\"

The file has the dialect, the place and the front matter of the newest ones beside it, and its path
is printed: $EDITOR \"$(stacks new post \"Title\")\" opens it.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  stacks import ../my-blog                     to ./my-blog: look at it, nothing else changes
  stacks import ../my-blog --to content        to the folder that is served without being named
  stacks import ../my-blog --all | less        every finding, not ten of each kind

The folder is the one with _config.yml, pelicanconf.py, hugo.toml or config.toml in it, or a folder
of Markdown. Documents, images and other files, _includes, _data and the configuration are copied to
where they were; layouts, themes, plugins and what the other generator made stay behind. site.toml
says what of the configuration it can, with where each line comes from, and as comments what it
cannot. Nothing in the folder is changed, and no folder that holds anything is written to. A folder
that ends in `.importing` is what an interrupted import left: delete it.

The report is that of `stacks check`: what readers will miss, and what to do about it.";

const STATS_EXAMPLES: &str = "\
Examples:
  stacks stats --content ../my-blog                    what there is, for people
  stacks stats --json | jq '.by_year'                  posts by year
  stacks stats --json | jq -r '.untouched[].file'      what to look at again
  stacks stats --drafts                                drafts and what is to come, counted as the rest

Words are counted as the reading time of the site counts them, without code. A post was touched last
on the latest of its own dates. README, \"Figures\", says what the JSON holds.";

/// A blog from a folder of Markdown, whatever generator it was written for.
#[derive(Debug, Parser)]
#[command(name = "stacks", version, after_help = format!("{CHECKOUT}\n\n{EXIT_CODES}"))]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the site's data: manifest, payloads, emoji and assets.
    #[command(after_help = BUILD_EXAMPLES)]
    Build {
        #[command(flatten)]
        source: Source,
        /// The folder to write to; Trunk's staging folder when Trunk runs this as a hook.
        #[arg(long, env = "TRUNK_STAGING_DIR", value_name = "DIR")]
        out: PathBuf,
        /// Show no progress and no closing line; warnings are still written.
        #[arg(long, short)]
        quiet: bool,
    },
    /// Read everything, write nothing, and report what needs a hand.
    #[command(after_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Check {
        #[command(flatten)]
        source: Source,
        #[command(flatten)]
        report: Report,
        /// Show no progress and no summary.
        #[arg(long, short)]
        quiet: bool,
    },
    /// Tell what a site is made of: documents, words, tags, links, files.
    #[command(after_help = STATS_EXAMPLES)]
    Stats(Stats),
    /// Move in: copy the site of another generator, write its settings as ours, and tell what is lost.
    #[command(after_help = format!("{IMPORT_EXAMPLES}\n\n{EXIT_CODES}"))]
    Import(Import),
    /// Write each page as static HTML into the folder that Trunk has built, and the host's headers.
    Prerender {
        /// The folder with the page that Trunk made and the site's data; Trunk's staging folder when
        /// Trunk runs this as a hook.
        #[arg(long, env = "TRUNK_STAGING_DIR", value_name = "DIR")]
        out: PathBuf,
        /// Draw the cards that other sites show of a page. Without it they are drawn unless Trunk
        /// builds for preview.
        #[arg(
            long,
            env = "STACKS_CARDS",
            action = ArgAction::Set,
            num_args = 0..=1,
            default_missing_value = "true",
            value_parser = BoolishValueParser::new()
        )]
        cards: Option<bool>,
        /// Make pages that follow what is written while `stacks watch` runs, and keep what Trunk made, so
        /// that they can be made anew.
        #[arg(
            long,
            env = "STACKS_LIVE",
            action = ArgAction::Set,
            num_args = 0..=1,
            default_value = "false",
            default_missing_value = "true",
            value_parser = BoolishValueParser::new()
        )]
        live: bool,
        /// Where to keep cards for the next build; empty keeps none. By default
        /// `target/stacks-cache` where there is a folder `target`.
        #[arg(long, env = "STACKS_CACHE", value_name = "DIR")]
        cache: Option<OsString>,
        /// Show no progress and no closing line.
        #[arg(long, short)]
        quiet: bool,
    },
    /// Build the site's data anew whenever its content changes, and tell the pages that are open.
    #[command(after_help = WATCH_EXAMPLES)]
    Watch(Watch),
    /// Start a post or a page in the dialect of the folder; nothing is ever overwritten.
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Print what a shell needs to complete `stacks`.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write the manual pages, one for each command, into a folder.
    Man {
        /// The folder, such as `~/.local/share/man/man1`.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Where a site comes from.
#[derive(Debug, Args)]
pub struct Source {
    /// A site's root or a folder of Markdown.
    #[arg(long, env = "STACKS_CONTENT", value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The public address of the site, such as `https://blog.example.org/`.
    #[arg(long, env = "STACKS_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts. Without it they are included when Trunk builds for preview.
    #[arg(
        long,
        env = "STACKS_DRAFTS",
        action = ArgAction::Set,
        num_args = 0..=1,
        default_missing_value = "true",
        value_parser = BoolishValueParser::new()
    )]
    pub drafts: Option<bool>,
    /// Where to keep what spares the next build work; empty keeps nothing. By default
    /// `target/stacks-cache` where there is a folder `target`.
    #[arg(long, env = "STACKS_CACHE", value_name = "DIR")]
    pub cache: Option<OsString>,
}

/// What `watch` does.
#[derive(Debug, Args)]
pub struct Watch {
    #[command(flatten)]
    pub source: Source,
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// The port of this machine at which open pages listen for changes.
    #[arg(long, value_name = "PORT", default_value_t = 8081)]
    pub port: u16,
    /// The page that Trunk builds from: its style sheets are watched too.
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
    /// Wait for Trunk's first build, and end when the input does.
    #[arg(long, hide = true)]
    pub with_parent: bool,
    /// Say nothing of each build; warnings are still written.
    #[arg(long, short)]
    pub quiet: bool,
}

/// How findings are reported.
#[derive(Debug, Args)]
pub struct Report {
    /// For whom the report is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Show every finding, not only the first of each kind.
    #[arg(long)]
    pub all: bool,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Grouped by kind, with an excerpt of the source.
    Human,
    /// One JSON object.
    Json,
    /// Workflow commands of GitHub Actions, which show as annotations.
    Github,
}

/// What `stats` tells of.
#[derive(Debug, Args)]
pub struct Stats {
    /// A site's root or a folder of Markdown.
    #[arg(long, env = "STACKS_CONTENT", value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// Write one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Count drafts, and what is not published yet or no longer, as the rest.
    #[arg(long)]
    pub drafts: bool,
    /// Show no progress.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What `import` copies.
#[derive(Debug, Args)]
pub struct Import {
    /// The root of the other site, or a folder of Markdown.
    #[arg(value_name = "FOLDER")]
    pub source: PathBuf,
    /// Where it goes, a folder that is not there or empty; by default one of the same name in the
    /// current folder.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Show every finding, not only the first of each kind.
    #[arg(long)]
    pub all: bool,
    /// Show no progress and no summary.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What `new` writes.
#[derive(Debug, Args)]
pub struct New {
    /// What to start.
    #[arg(value_enum)]
    pub what: What,
    /// Its title.
    #[arg(required = true, num_args = 1..)]
    pub title: Vec<String>,
    /// A site's root or a folder of Markdown.
    #[arg(long, env = "STACKS_CONTENT", value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The dialect to write in, instead of the folder's own.
    #[arg(long, value_parser = dialects(), value_name = "NAME")]
    pub dialect: Option<Dialect>,
    /// Mark it as unfinished.
    #[arg(long)]
    pub draft: bool,
    /// The date of a post, such as `2026-01-31` or `"2026-01-31 09:30"`; today by default.
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub date: Option<DateTime>,
}

/// The sorts of document that can be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// A document with a date, in the lists of posts.
    Post,
    /// A document without a date.
    Page,
}

fn dialects() -> impl TypedValueParser<Value = Dialect> {
    PossibleValuesParser::new(Dialect::ALL.map(Dialect::name))
        .map(|name| Dialect::from_name(&name).unwrap_or(Dialect::Plain))
}

fn date(text: &str) -> Result<DateTime, &'static str> {
    let reading = the_stacks::date::read(text);
    reading
        .date
        .filter(|_| reading.problem.is_none())
        .ok_or("write it as 2026-01-31 or 2026-01-31 09:30")
}
