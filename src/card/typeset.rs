//! Text on a card: which of its characters can be shown, how large it is set, where its lines break.
//!
//! Shaping, bidirectional order (UAX #9), line breaking (UAX #14) and fallback between fonts are
//! `cosmic-text`'s; so is the ellipsis. This file chooses sizes and evens out the lines.

use cosmic_text::{
    Attrs, Buffer, CacheKeyFlags, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, LayoutGlyph,
    LayoutRun, Metrics, Shaping, Weight, Wrap,
};

/// The family of the committed font. Of its own, so that no font of the system takes its place.
pub const FAMILY: &str = "Stacks Serif";

/// Longer than what fits on a card in the narrowest letters.
const LONGEST: usize = 600;

/// A size that text may be set in.
#[derive(Clone, Copy)]
pub struct Size {
    /// The size of the letters, in pixels.
    pub letters: f32,
    /// From one baseline to the next.
    pub leading: f32,
    /// How many lines there is room for.
    pub lines: usize,
}

/// Text that was set.
pub struct Block {
    pub size: Size,
    /// The glyphs of each line, from the left edge of the block.
    pub lines: Vec<Vec<LayoutGlyph>>,
    pub width: f32,
    /// Whether the text runs from right to left.
    pub is_right_to_left: bool,
}

/// The text with its spaces made regular and without what is no character to be seen.
pub fn cleaned(text: &str) -> String {
    let mut cleaned = String::new();
    for word in text.split_whitespace() {
        if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
        cleaned.extend(word.chars().filter(|it| !it.is_control()));
    }
    let end = cleaned.char_indices().nth(LONGEST).map_or(cleaned.len(), |(end, _)| end);
    cleaned.truncate(end);
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// The text without the characters that no font has, and what that cost.
pub fn shown(fonts: &mut FontSystem, text: &str) -> (String, Lost) {
    let mut shown = text.to_owned();
    let mut lost = Lost::default();
    while !shown.is_empty() {
        let buffer = shaped(fonts, &shown);
        let mut missing = vec![false; shown.len()];
        for run in buffer.layout_runs() {
            for glyph in run.glyphs.iter().filter(|it| it.glyph_id == 0) {
                missing[glyph.start..glyph.end].fill(true);
            }
        }
        if !missing.contains(&true) {
            break;
        }
        let is_missing = |(at, character): &(usize, char)| {
            missing[*at] && !character.is_ascii_alphanumeric() && !character.is_whitespace()
        };
        // A cluster is missing as a whole for one of its characters; if there is none to blame, all.
        let has_culprit = shown.char_indices().any(|it| is_missing(&it));
        let (mut kept, mut left_out) = (String::new(), String::new());
        for (at, character) in shown.char_indices() {
            let goes = if has_culprit { is_missing(&(at, character)) } else { missing[at] };
            if goes { &mut left_out } else { &mut kept }.push(character);
        }
        lost.letters += left_out.chars().filter(|it| it.is_alphanumeric()).count();
        lost.characters += left_out.chars().count();
        shown = cleaned(&kept);
    }
    (shown, lost)
}

/// What could not be shown.
#[derive(Clone, Copy, Default)]
pub struct Lost {
    pub letters: usize,
    pub characters: usize,
}

/// Sets `text` in the largest of `sizes` that it fits in without breaking a word, its lines about
/// equally long; in the smallest, words may break, and what does not fit becomes an ellipsis.
pub fn set(fonts: &mut FontSystem, text: &str, sizes: &[Size], width: f32) -> Block {
    let mut buffer = shaped(fonts, text);
    let fitting = sizes.iter().find(|size| {
        let (lines, widest) = measured(fonts, &mut buffer, size, width);
        lines <= size.lines && widest <= width
    });
    let size = *fitting.or(sizes.last()).expect("there is a size");
    let mut block_width = width;
    if fitting.is_some() {
        let (lines, _) = measured(fonts, &mut buffer, &size, width);
        block_width = balanced(fonts, &mut buffer, &size, lines, width);
    } else {
        buffer.set_wrap(Wrap::WordOrGlyph);
        buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(size.lines)));
        measured(fonts, &mut buffer, &size, width);
    }
    let is_right_to_left = buffer.layout_runs().next().is_some_and(|run| run.rtl);
    let lines =
        buffer.layout_runs().take(size.lines).map(|run| aligned(&run, block_width)).collect();
    Block { size, lines, width: block_width, is_right_to_left }
}

/// The glyphs of a line, the first of them at the edge that lines begin at: a line with an ellipsis has
/// the space of the break before it still.
fn aligned(line: &LayoutRun, width: f32) -> Vec<LayoutGlyph> {
    let mut glyphs = line.glyphs.to_vec();
    if line.rtl {
        glyphs.sort_by(|one, other| (other.x + other.w).total_cmp(&(one.x + one.w)));
    } else {
        glyphs.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    let is_space = |glyph: &LayoutGlyph| {
        line.text.get(glyph.start..glyph.end).is_some_and(|it| it.trim().is_empty())
    };
    let leading = glyphs.iter().take_while(|glyph| is_space(glyph)).count();
    glyphs.drain(..leading);
    if let Some(first) = glyphs.first() {
        let gap = if line.rtl { width - (first.x + first.w) } else { -first.x };
        glyphs.iter_mut().for_each(|glyph| glyph.x += gap);
    }
    glyphs
}

/// The narrowest that the text gets without more than `lines` lines or a word that juts out. Leaves
/// the buffer at that.
fn balanced(
    fonts: &mut FontSystem,
    buffer: &mut Buffer,
    size: &Size,
    lines: usize,
    width: f32,
) -> f32 {
    let (mut too_narrow, mut enough) = (0.0, width);
    while enough - too_narrow > 4.0 {
        let middle = f32::midpoint(too_narrow, enough);
        let (needed, widest) = measured(fonts, buffer, size, middle);
        if needed <= lines && widest <= middle { enough = middle } else { too_narrow = middle }
    }
    measured(fonts, buffer, size, enough);
    enough
}

/// How many lines the text has within `width`, and how wide the widest is.
fn measured(fonts: &mut FontSystem, buffer: &mut Buffer, size: &Size, width: f32) -> (usize, f32) {
    let metrics = Metrics::new(size.letters, size.leading);
    buffer.set_metrics_and_size(metrics, Some(width), None);
    buffer.shape_until_scroll(fonts, false);
    buffer.layout_runs().fold((0, 0.0), |(lines, widest), run| (lines + 1, run.line_w.max(widest)))
}

/// The text, shaped, on one line.
fn shaped(fonts: &mut FontSystem, text: &str) -> Buffer {
    let mut buffer = Buffer::new_empty(Metrics::new(100.0, 100.0));
    buffer.set_wrap(Wrap::Word);
    let attributes = Attrs::new()
        .family(Family::Name(FAMILY))
        .weight(Weight::BOLD)
        .cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
    buffer.set_text(text, &attributes, Shaping::Advanced, None);
    buffer.shape_until_scroll(fonts, false);
    buffer
}

impl std::ops::Add for Lost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            letters: self.letters + other.letters,
            characters: self.characters + other.characters,
        }
    }
}
