//! The native tests that need files: goldens, our own content, the public corpora, the code of our
//! articles, the specifications of Markdown, malformed input, and the `stacks` command. Everything
//! smaller is tested beside its code.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // Tests read and write files.

#[path = "integration/articles.rs"]
mod articles;
#[path = "integration/check.rs"]
mod check;
#[path = "integration/command.rs"]
mod command;
#[path = "integration/constructs.rs"]
mod constructs;
#[path = "integration/content.rs"]
mod content;
#[path = "integration/corpora.rs"]
mod corpora;
#[path = "integration/emoji.rs"]
mod emoji;
#[path = "integration/folders.rs"]
mod folders;
#[path = "integration/formulas.rs"]
mod formulas;
#[path = "integration/golden.rs"]
mod golden;
#[path = "integration/import.rs"]
mod import;
#[path = "integration/kept.rs"]
mod kept;
#[cfg(unix)]
#[path = "integration/nasty.rs"]
mod nasty;
#[path = "integration/new.rs"]
mod new;
#[path = "integration/properties.rs"]
mod properties;
#[path = "integration/published.rs"]
mod published;
#[path = "integration/rendered.rs"]
mod rendered;
#[path = "integration/scale.rs"]
mod scale;
#[path = "integration/spec.rs"]
mod spec;
#[path = "integration/stacks.rs"]
mod stacks;
#[path = "integration/stats.rs"]
mod stats;
#[path = "integration/ten_posts.rs"]
mod ten_posts;
#[path = "integration/understood.rs"]
mod understood;
