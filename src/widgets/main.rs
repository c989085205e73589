//! The renderer of the elements that others embed: Markdown from anywhere, as a WebAssembly module that
//! imports nothing and is downloaded by pages we know nothing about. So it is small before it is fast:
//! one list of passes, no table of the site's, and no memory is ever freed, as an instance renders one
//! document and is thrown away.
//!
//! A caller
//!
//! 1. calls `request(length)`, which returns the address of that many bytes of the module's memory,
//! 2. writes there texts that are separated by U+0000: the BCP 47 tag of the page's language, the
//!    Markdown, and for each shortcode its name and what it shows, in the order of the names' bytes,
//! 3. calls `render()`, which returns the length of the answer in bytes, or `u32::MAX` when it was asked
//!    something else,
//! 4. reads the answer at the address that `answer()` returns: the names of all shortcodes that were
//!    met and not told, each with a line feed behind it, U+0000, and the HTML.
//!
//! Links that do not say where from they lead are written as they are; whoever shows the HTML knows.

use std::ops::Range;

use the_stacks::emoji::Emoji;
use the_stacks::exchange;
use the_stacks::language::Language;
use the_stacks::markdown::{self, Context, Passes, Resolver};

#[cfg(target_arch = "wasm32")]
mod arena;

/// Makes room for a request of `length` bytes.
#[unsafe(no_mangle)]
extern "C" fn request(length: usize) -> *const u8 {
    exchange::request(length)
}

/// Renders the request.
#[unsafe(no_mangle)]
extern "C" fn render() -> u32 {
    exchange::respond(|message| answered(std::str::from_utf8(message).ok()?))
}

/// Where the answer is.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    exchange::answer()
}

/// The answer to a request; `None` when it is none.
fn answered(message: &str) -> Option<String> {
    let mut texts = message.split('\0');
    let language = Language::from_tag(texts.next()?);
    let markdown = texts.next()?;
    let mut emoji = Shortcodes { known: texts.collect(), unknown: String::new() };
    let context = Context { base: "", route: "", language, passes: Passes::FOREIGN };
    let html = markdown::render(markdown, &context, &mut emoji).html;
    Some([emoji.unknown.as_str(), "\0", &html].concat())
}

/// What the page's shortcodes show, as far as it is known.
struct Shortcodes<'a> {
    /// Names and what they show in turn.
    known: Vec<&'a str>,
    /// The names of others, a line each.
    unknown: String,
}

impl Resolver for Shortcodes<'_> {
    fn link(&mut self, _: &str, _: Range<usize>) -> Option<String> {
        None
    }
    fn emoji(&mut self, name: &str, _: Range<usize>) -> Option<Emoji> {
        let (entries, _) = self.known.as_chunks::<2>();
        if let Ok(at) = entries.binary_search_by_key(&name, |[key, _]| *key) {
            return Some(Emoji::from_payload(entries[at][1]));
        }
        self.unknown.push_str(name);
        self.unknown.push('\n');
        None
    }
}

/// Nothing happens until something is asked.
fn main() {}
