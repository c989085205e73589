//! The elements that others embed, by name: the one list of them, from which all else follows. Owns the
//! names, and which attributes documents may give them; what an element is, the header of its script says
//! (`src/widgets/NAME.js`), which `widgets::element` reads.

/// A line for each element: the name of its script. People look for them in this order.
macro_rules! elements {
    ($($name:literal,)*) => {
        /// Their names.
        pub(crate) const NAMES: &[&str] = &[$(concat!("stacks-", $name)),*];

        /// Their scripts.
        pub(crate) const SCRIPTS: &[&str] = &[$(include_str!(concat!("widgets/", $name, ".js"))),*];
    };
}

elements! {
    "posts",
    "post",
    "markdown",
    "search",
    "glossary",
    "error-budget",
    "bottleneck",
    "landscape",
    "playground",
}

/// Whether the scripts describe an attribute of this name.
pub(crate) fn has_attribute(name: &str) -> bool {
    let names = std::str::from_utf8(&ATTRIBUTES).unwrap_or_default();
    names.split('\n').any(|it| it == name)
}

const LENGTH: usize = attributes(&mut []);

/// The names of all attributes, a line feed behind each. Collected by the compiler: the scripts
/// themselves are not in the renderer that browsers download.
static ATTRIBUTES: [u8; LENGTH] = {
    let mut names = [0; LENGTH];
    attributes(&mut names);
    names
};

/// Writes the names behind `@attr {…}` in the headers to `names`, as far as there is room, with a line
/// feed behind each. Returns how long all are.
const fn attributes(names: &mut [u8]) -> usize {
    let mut length = 0;
    let mut script = 0;
    while script < SCRIPTS.len() {
        let text = SCRIPTS[script].as_bytes();
        let mut at = 0;
        while at < text.len() && !begins(text, at, b"*/") {
            if begins(text, at, b"@attr {") {
                while !begins(text, at, b"} ") {
                    at += 1;
                }
                at += if begins(text, at, b"} [") { 3 } else { 2 };
                while text[at].is_ascii_lowercase() {
                    if length < names.len() {
                        names[length] = text[at];
                    }
                    length += 1;
                    at += 1;
                }
                if length < names.len() {
                    names[length] = b'\n';
                }
                length += 1;
            }
            at += 1;
        }
        script += 1;
    }
    length
}

const fn begins(text: &[u8], at: usize, with: &[u8]) -> bool {
    let mut index = 0;
    while index < with.len() {
        if at + index >= text.len() || text[at + index] != with[index] {
            return false;
        }
        index += 1;
    }
    true
}
