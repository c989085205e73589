//! The renderer as a WebAssembly module of its own, for whoever has Markdown to show in a browser:
//! the app, the widgets, the tests.
//!
//! The module imports nothing: whatever it is asked, it can do nothing but answer. A caller
//!
//! 1. calls `request(length)`, which returns the address of that many bytes of the module's memory,
//! 2. writes there what [`the_stacks::request`] defines,
//! 3. calls `render()`, which returns the length of the answer in bytes, or `u32::MAX` when it was
//!    asked something that is no request of the module's version,
//! 4. reads the answer, HTML in UTF-8, at the address that `answer()` returns, before the next call.
//!
//! The memory may have moved after each call. Browsers compile a function when it is first called:
//! who has a moment before the first document is there calls `warm_up()`.

use the_stacks::exchange;
use the_stacks::request::Request;

/// Makes room for a request of `length` bytes.
#[unsafe(no_mangle)]
extern "C" fn request(length: usize) -> *const u8 {
    exchange::request(length)
}

/// Renders the request and forgets it.
#[unsafe(no_mangle)]
extern "C" fn render() -> u32 {
    exchange::respond(|message| Request::decode(message).map(|request| request.html()))
}

/// Where the last answer is.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    exchange::answer()
}

/// Has a little of everything, so that rendering it calls what most documents need.
const SAMPLE: &str = "\
# A *b* [c](d.md \"e\") `f` {#g}\n\n\
1. h **i** ![j](k.png)\n   - [x] l\n\n> [!NOTE]\n> m :n: https://o.example/p&amp;q\n\n\
| r | s |\n|---|:-:|\n| t | u\\| |\n\n```v {linenos=true}\nw = \"x\"\n```\n\n\
<div class=\"y\"><img src=\"z.png\" width=\"1\"></div>\n\n\
a[^b] ~~c~~ <https://d.example> [e][f] <kbd>g</kbd>\\\nh\n\n[^b]: i\n\n[f]: j.md\n";

/// Renders a sample, so that the browser has compiled what most documents need.
#[unsafe(no_mangle)]
extern "C" fn warm_up() {
    let (links, code) = (vec!["d.md", "/d/"], vec!["2v_3s"]);
    let sample = Request { passes: "site", markdown: SAMPLE, links, code, ..Request::default() };
    exchange::respond(|_| Some(sample.html()));
}

/// Nothing happens until something is asked.
fn main() {}
