//! A post's text, one block after the other until it is long enough.

use super::code;
use super::dialect::Dialect;
use super::post::{Post, anchor};
use super::prose::{self, EMOJI, NOUNS, remark, sentence};
use super::random::Random;

/// Bytes of a post at every twentieth of all posts: log-normal, 9 KB on average.
const LENGTHS: [usize; 21] = [
    760, 1700, 2270, 2760, 3220, 3670, 4070, 4450, 5030, 5560, 6150, 6770, 7500, 8320, 9290, 10440,
    11900, 13930, 16930, 22630, 54750,
];

/// Hundredths of a post that are code: some posts have none, some are full of it.
const CODE_SHARES: [usize; 8] = [0, 0, 4, 9, 15, 21, 29, 55];

/// What makes the spaces in a link's destination, so that no line ends there.
const HARD_SPACE: char = '\u{1}';

/// A post being written.
struct Writer<'a> {
    seed: u64,
    post: &'a Post,
    dialect: Dialect,
    random: Random,
    text: String,
    /// Whether lines end before column 80, or paragraphs are one line each.
    wraps: bool,
    /// The anchors of the headings so far.
    anchors: Vec<String>,
    /// Definitions of footnotes and link references, for the end.
    definitions: Vec<String>,
}

/// The whole file of `post`.
pub fn file(seed: u64, post: &Post, dialect: Dialect) -> String {
    let mut random = post.random(seed);
    let length = random.spread(&LENGTHS);
    let code_share = random.pick(&CODE_SHARES);
    let wraps = random.percent(40);
    let text = dialect.front_matter(post);
    let mut writer = Writer {
        seed,
        post,
        dialect,
        random,
        text,
        wraps,
        anchors: Vec::new(),
        definitions: Vec::new(),
    };
    writer.paragraph();
    writer.heading(2, post.heading.clone());
    writer.paragraph();
    let mut code = 0;
    let mut section = writer.text.len();
    while writer.text.len() < length {
        if writer.text.len() > section + writer.random.between(700, 4000) {
            let level = if writer.random.percent(60) { 2 } else { 3 };
            let heading = prose::heading(&mut writer.random);
            writer.heading(level, heading);
            writer.paragraph();
            section = writer.text.len();
        } else if code * 100 < writer.text.len() * code_share && writer.random.percent(60) {
            let block = code::block(&mut writer.random);
            code += block.len();
            writer.block(&block);
        } else {
            writer.prose();
        }
    }
    for definition in std::mem::take(&mut writer.definitions) {
        writer.block(&definition);
    }
    writer.text.truncate(writer.text.trim_end().len() + 1);
    writer.text
}

impl Writer<'_> {
    /// Any block but a heading and code.
    fn prose(&mut self) {
        match self.random.below(100) {
            0..70 => self.paragraph(),
            70..80 => self.list(),
            80..84 => self.steps(),
            84..88 => self.quote(),
            88..92 => self.table(),
            92..95 => self.image(),
            95..97 => self.tasks(),
            97..98 => self.details(),
            _ => self.alert(),
        }
    }

    /// Adds a block and the empty line after it.
    fn block(&mut self, block: &str) {
        self.text.push_str(block.trim_end());
        self.text.push_str("\n\n");
    }

    fn heading(&mut self, level: usize, heading: String) {
        self.block(&format!("{} {heading}", "#".repeat(level)));
        self.anchors.push(anchor(&heading));
    }

    fn paragraph(&mut self) {
        let sentences = self.random.between(2, 7);
        let mut words: Vec<String> = (0..sentences).map(|_| sentence(&mut self.random)).collect();
        for (share, extra) in [
            (14, Self::link as fn(&mut Self) -> String),
            (14, Self::external),
            (4, Self::footnote),
            (3, Self::back),
            (6, Self::emoji),
        ] {
            if self.random.percent(share) {
                let extra = extra(self);
                let at = self.random.below(words.len()) + 1;
                words.insert(at, extra);
            }
        }
        let paragraph = if self.wraps { wrapped(&words.join(" ")) } else { words.join(" ") };
        self.block(&paragraph.replace(HARD_SPACE, " "));
    }

    /// A sentence with a link to another post.
    fn link(&mut self) -> String {
        let other = Post::before(self.seed, self.post.number, &mut self.random);
        let to_heading = self.random.percent(20);
        let destination = self.dialect.link(self.post, &other, to_heading);
        let destination = destination.replace(' ', &HARD_SPACE.to_string());
        let said =
            self.random.pick(&["See", "More on this in", "This is a sequel to", "As told in"]);
        format!("{said} [{}]({destination}).", other.title)
    }

    fn external(&mut self) -> String {
        let url = self.url("");
        let name = self.random.pick(&NOUNS);
        match self.random.below(20) {
            0..14 => format!("There is [a good article about the {name}]({url})."),
            14..17 => format!("The source is at {url} and is short."),
            _ => {
                let label = format!("{name}-{}", self.definitions.len() + 1);
                self.definitions.push(format!("[{label}]: {url}"));
                format!("The [{name} project][{label}] thinks otherwise.")
            }
        }
    }

    fn url(&mut self, extension: &str) -> String {
        let top = self.random.pick(&["org", "com", "net"]);
        let [host, folder, page] = [(); 3].map(|()| self.random.pick(&NOUNS));
        let number = self.random.below(1000);
        format!("https://{host}.example.{top}/{folder}/{page}-{number}{extension}")
    }

    fn footnote(&mut self) -> String {
        let label = self.definitions.len() + 1;
        self.definitions.push(format!("[^{label}]: {}", sentence(&mut self.random)));
        format!("There is an exception.[^{label}]")
    }

    /// A sentence with a link to a heading above.
    fn back(&mut self) -> String {
        if self.anchors.is_empty() {
            return "More on this below.".into();
        }
        let at = self.random.below(self.anchors.len());
        format!("This was promised [above](#{}).", self.anchors[at])
    }

    fn emoji(&mut self) -> String {
        format!("So far so good :{}:", self.random.pick(&EMOJI))
    }

    fn list(&mut self) {
        let marker = self.random.pick(&["- ", "* "]);
        let mut list = String::new();
        for _ in 0..self.random.between(3, 7) {
            list += &format!("{marker}{}\n", sentence(&mut self.random));
            if self.random.percent(12) {
                for _ in 0..2 {
                    list += &format!("  {marker}{}\n", remark(&mut self.random));
                }
            }
        }
        self.block(&list);
    }

    fn steps(&mut self) {
        let count = self.random.between(3, 6);
        let steps = (1..=count).map(|it| format!("{it}. {}\n", sentence(&mut self.random)));
        let steps: String = steps.collect();
        self.block(&steps);
    }

    fn tasks(&mut self) {
        let mut tasks = String::new();
        for _ in 0..self.random.between(3, 5) {
            let mark = if self.random.percent(50) { "x" } else { " " };
            tasks += &format!("- [{mark}] {}\n", remark(&mut self.random));
        }
        self.block(&tasks);
    }

    fn quote(&mut self) {
        let [first, second] = [(); 2].map(|()| sentence(&mut self.random));
        self.block(&format!("> {first}\n> {second}"));
    }

    fn alert(&mut self) {
        let kind = self.random.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]);
        let alert = format!("> [!{kind}]\n> {}", sentence(&mut self.random));
        self.block(&alert);
    }

    fn details(&mut self) {
        let summary = remark(&mut self.random);
        let inside = sentence(&mut self.random);
        self.block(&format!("<details>\n<summary>{summary}</summary>\n\n{inside}\n\n</details>"));
    }

    fn image(&mut self) {
        let text = remark(&mut self.random);
        let url = self.url(".png");
        self.block(&format!("![{text}]({url})"));
    }

    fn table(&mut self) {
        let columns = self.random.between(2, 4);
        let mut row = |cell: &mut dyn FnMut(&mut Random, usize) -> String| {
            let cells: Vec<_> = (0..columns).map(|it| cell(&mut self.random, it)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut table = row(&mut |random, _| random.pick(&NOUNS).into());
        table += &row(&mut |_, column| if column == 0 { "---" } else { "---:" }.into());
        for _ in 0..5 {
            table += &row(&mut |random, column| match column {
                0 => format!("`{}`", prose::identifier(random).join("_")),
                1 => random.between(1, 9999).to_string(),
                _ => remark(random),
            });
        }
        self.block(&table);
    }
}

/// Lines of up to 80 characters.
fn wrapped(paragraph: &str) -> String {
    let mut wrapped = String::with_capacity(paragraph.len());
    let mut column = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + length >= 80 {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
        }
        wrapped.push_str(word);
        column += length + 1;
    }
    wrapped
}
