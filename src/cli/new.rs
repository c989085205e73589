//! `stacks new`: starts a post or a page where its neighbours are and written as they are. Owns the
//! file's name and place; how its front matter is written is in `front_matter`, what the neighbours
//! show in `manner`.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use jiff::civil::DateTime;
use rayon::prelude::*;
use the_stacks::dialect::{self, Surroundings};
use the_stacks::document::{File, Head};
use the_stacks::route::Route;
use the_stacks::site::World;
use the_stacks::slug::slug;

use crate::arguments::{New, What};
use crate::place::Place;
use crate::read;
use crate::write::Disk;
use manner::{Manner, Neighbour};

mod front_matter;
mod manner;

/// What is to be written.
struct Wish<'a> {
    what: What,
    title: &'a str,
    slug: &'a str,
    /// Of posts alone.
    date: Option<DateTime>,
    draft: bool,
}

/// Writes the file and returns its path. Nothing is overwritten.
pub fn write(asked: &New) -> Result<String, String> {
    let title = one_line(&asked.title.join(" "));
    if title.is_empty() {
        return Err("a title needs a word".into());
    }
    if asked.what == What::Page && asked.date.is_some() {
        return Err("a page has no date; start a post, or leave --date out".into());
    }
    let place = Place::find(&asked.content)?;
    let read::Content { input, places, folders, .. } = read::input(place, None)?;
    let surroundings =
        Surroundings { includes: &input.includes, ..Surroundings::new(&input.settings) };
    let disk = Disk::new(&folders.content, places, None);
    let files = input.documents.par_iter().filter_map(|it| disk.read(&it.path).0);
    let neighbours: Vec<_> = files.map(|file| Neighbour::read(file, &surroundings)).collect();
    let manner = Manner::of(asked, &input.settings, &neighbours);
    let slug = Some(slug(&title)).filter(|it| !it.is_empty()).unwrap_or("untitled".into());
    let date = (asked.what == What::Post).then(|| asked.date.unwrap_or_else(today));
    let wish = Wish { what: asked.what, title: &title, slug: &slug, date, draft: asked.draft };

    let path = path(&wish, &manner);
    let mut file = File { path: path.clone(), text: front_matter::text(&wish, &manner) };
    let (mut document, _) = dialect::read(file.clone(), &surroundings);
    if manner.notation.is_none() && document.head.title != title {
        // A heading cannot say every title: `# C#` is `C`.
        file.text = front_matter::text(&wish, &manner.with_front_matter());
        document = dialect::read(file.clone(), &surroundings).0;
    }
    let is_same = |it: &&Neighbour| route(&it.head) == route(&document.head);
    if let Some(other) = neighbours.iter().find(is_same) {
        let other = folders.content.join(&other.head.path);
        return Err(format!("{} has this address; choose another title", other.display()));
    }
    let target = folders.content.join(&path);
    create(&target, &file.text)?;
    Ok(target.display().to_string())
}

/// The file's path in the content folder.
fn path(wish: &Wish<'_>, manner: &Manner) -> String {
    let extension = &manner.extension;
    // Drafts with a folder of their own have no date before they are published.
    let apart = manner.drafts().filter(|_| wish.draft);
    let name = match wish.date.filter(|_| manner.is_dated_by_name && apart.is_none()) {
        Some(date) => format!("{}-{}", date.date(), wish.slug),
        None => wish.slug.to_owned(),
    };
    let folder = apart.as_ref().unwrap_or(&manner.folder);
    let slash = if folder.is_empty() { "" } else { "/" };
    let bundle = if manner.is_bundle { "/index" } else { "" };
    format!("{folder}{slash}{name}{bundle}.{extension}")
}

/// What two documents must not share: near enough to their routes to tell the author in time.
fn route(head: &Head) -> Route {
    match &head.address {
        Some(address) => Route::new(address),
        None if head.is_index() => Route::new(head.folder()),
        None => Route::new(&format!("{}/{}", head.folder(), head.slug)),
    }
}

fn create(target: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", target.display());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match fs::File::options().write(true).create_new(true).open(target) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(failed),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(format!("{} is there already; choose another title", target.display()))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Today by the calendar on the author's wall.
fn today() -> DateTime {
    jiff::Zoned::now().date().at(0, 0, 0, 0)
}

fn one_line(title: &str) -> String {
    let words = title.split(|it: char| it.is_whitespace() || it.is_control());
    words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}
