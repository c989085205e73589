//! `stacks stats`: what an author would like to know of a site. Owns looking it up; what is counted is
//! in `figures`, how it is written for people in `table`, and for programs `serde` writes the figures
//! as they are.

use std::io::Write;

use crate::arguments::{self, Source};
use figures::Figures;

mod figures;
mod table;

/// Writes the figures to standard output.
pub fn run(asked: &arguments::Stats) -> Result<(), String> {
    let (built, documents) = Source::look(&asked.content, Some(asked.drafts), asked.quiet)?;
    let today = jiff::Zoned::now().date();
    let size = |file: &str| std::fs::metadata(file).map_or(0, |it| it.len());
    let figures = Figures::of(&documents, &built.site, today, &size);
    let mut out = anstream::stdout().lock();
    // Whoever reads may stop reading.
    let _ = match asked.json {
        true => serde_json::to_writer_pretty(&mut out, &figures)
            .map_err(Into::into)
            .and_then(|()| writeln!(out)),
        false => table::write(&mut out, &figures),
    };
    let _ = out.flush();
    Ok(())
}
