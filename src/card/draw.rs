//! Cards drawn: `style/card.svg`, and the words of a card on it.
//!
//! Whatever the committed font (`style/fonts`) can write comes out alike on every machine, because no
//! other is looked at. Only for what it lacks is there a second try with the fonts of the system; a
//! character that those lack too is left out, and a title that would lose too much of itself gives
//! way to the site's name. No box is ever drawn for a missing character.

use std::sync::{Arc, LazyLock, OnceLock};

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{Fallback, FontSystem, LayoutGlyph, PlatformFallback, SwashCache, SwashContent};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use unicode_script::Script;

use super::typeset::{self, Block, Lost, Size};
use super::{Card, HEIGHT, WIDTH};
use crate::language::{Language, is_right_to_left};
use crate::raster;

const FONT: &[u8] = include_bytes!("../../style/fonts/StacksSerif-Bold.ttf");
const DRAWING: &str = include_str!("../../style/card.svg");

/// What is free at the left and the right.
const MARGIN: f32 = 72.0;

/// How far marks and swashes may reach out of the place of their text.
const OVERHANG: i32 = 20;

/// Colours of `style/main.css`: ink, accent, faint.
const INK: [u8; 3] = [0x2a, 0x24, 0x20];
const ACCENT: [u8; 3] = [0xb8, 0x43, 0x1f];
const FAINT: [u8; 3] = [0x69, 0x5d, 0x51];

/// The title's sizes, and the band that it stands in the middle of.
const TITLE: [Size; 5] = [
    Size { letters: 112.0, leading: 120.0, lines: 1 },
    Size { letters: 100.0, leading: 108.0, lines: 2 },
    Size { letters: 82.0, leading: 92.0, lines: 3 },
    Size { letters: 68.0, leading: 77.0, lines: 4 },
    Size { letters: 56.0, leading: 66.0, lines: 4 },
];
const TITLE_BAND: (f32, f32) = (124.0, 432.0);

/// The site's name above, and where its line stands.
const NAME: [Size; 1] = [Size { letters: 42.0, leading: 50.0, lines: 1 }];
const NAME_BASELINE: f32 = 104.0;

/// Date and authors below, beside the sun.
const FACTS: [Size; 1] = [Size { letters: 34.0, leading: 42.0, lines: 1 }];
const FACTS_BASELINE: f32 = 490.0;
const FACTS_WIDTH: f32 = 720.0;

/// From the baseline to the middle of a line, as a share of the letters' size: half a capital.
const HALF_CAPITAL: f32 = 0.335;

/// More glyphs than one alphabet has in all sizes; fewer than fill the memory.
const KEPT_GLYPHS: usize = 2_000;

/// The fonts of the system, for what the committed one lacks.
pub struct Fonts {
    load: fn() -> Database,
    loaded: OnceLock<Database>,
}

impl Fonts {
    /// Fonts that `load` finds: it is called once, when a card first needs them.
    pub fn new(load: fn() -> Database) -> Self {
        Self { load, loaded: OnceLock::new() }
    }

    /// No font but the committed one.
    pub fn none() -> Self {
        Self::new(Database::new)
    }

    fn database(&self) -> &Database {
        self.loaded.get_or_init(|| {
            let mut database = (self.load)();
            let boxes: Vec<_> = database
                .faces()
                .filter(|face| face.families.iter().any(|(name, _)| is_of_boxes(name)))
                .map(|face| face.id)
                .collect();
            boxes.into_iter().for_each(|id| database.remove_face(id));
            database
        })
    }
}

/// Whether a font has a box, or nothing, for every character there is.
fn is_of_boxes(family: &str) -> bool {
    const BOXES: [&str; 4] = ["LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef"];
    let family = family.trim_start_matches('.');
    BOXES.iter().any(|name| family.starts_with(name))
}

/// A card that was drawn.
pub struct Drawn {
    /// The PNG.
    pub png: Vec<u8>,
    /// Whether everything that should be on it is.
    pub is_complete: bool,
}

/// Draws cards, one after another: what it keeps of one makes the next cheaper. Threads have one each.
pub struct Painter<'a> {
    fonts: &'a Fonts,
    committed: Type,
    /// With the fonts of the system, for each way of writing Han characters.
    with_others: Vec<Type>,
}

impl<'a> Painter<'a> {
    /// A painter that uses `fonts` where the committed one does not suffice.
    pub fn new(fonts: &'a Fonts) -> Self {
        let committed = Type::new("en", Database::new());
        Self { fonts, committed, with_others: Vec::new() }
    }

    /// Draws a card.
    pub fn draw(&mut self, card: &Card) -> Drawn {
        let (words, lost) = Words::of(card).shown(&mut self.committed.fonts);
        if lost.characters == 0 {
            return Drawn { png: paint(&words, &mut self.committed), is_complete: true };
        }
        if self.fonts.database().is_empty() {
            return Drawn { png: paint(&words, &mut self.committed), is_complete: false };
        }
        let with_others = self.with_others(han(card.language));
        let (words, lost) = Words::of(card).shown(&mut with_others.fonts);
        Drawn { png: paint(&words, with_others), is_complete: lost.characters == 0 }
    }

    fn with_others(&mut self, locale: &'static str) -> &mut Type {
        let known = self.with_others.iter().position(|it| it.fonts.locale() == locale);
        let at = known.unwrap_or_else(|| {
            self.with_others.push(Type::new(locale, self.fonts.database().clone()));
            self.with_others.len() - 1
        });
        &mut self.with_others[at]
    }
}

/// Fonts, and the glyphs that were drawn from them.
struct Type {
    fonts: FontSystem,
    glyphs: SwashCache,
}

impl Type {
    fn new(locale: &str, mut database: Database) -> Self {
        static COMMITTED: LazyLock<Arc<[u8]>> = LazyLock::new(|| Arc::from(FONT));
        database.load_font_source(Source::Binary(Arc::new(COMMITTED.clone())));
        let fonts =
            FontSystem::new_with_locale_and_db_and_fallback(locale.into(), database, Others);
        Self { fonts, glyphs: SwashCache::new() }
    }
}

/// The locale, as [`FontSystem`] knows it, that writes Han characters as a BCP 47 tag says.
fn han(language: &str) -> &'static str {
    let language = language.to_ascii_lowercase();
    let mut subtags = language.split(['-', '_']);
    match subtags.next() {
        Some("ja") => "ja",
        Some("ko") => "ko",
        Some("zh") if subtags.any(|it| matches!(it, "hant" | "tw" | "hk" | "mo")) => "zh-TW",
        _ => "zh-CN",
    }
}

/// Which fonts of the system come first: those that go with ours, then the usual ones.
struct Others;

impl Fallback for Others {
    fn common_fallback(&self) -> &[&'static str] {
        &[
            "Noto Color Emoji",
            "Apple Color Emoji",
            "Segoe UI Emoji",
            "Noto Serif",
            "DejaVu Serif",
            "DejaVu Sans",
        ]
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        PlatformFallback.forbidden_fallback()
    }

    fn script_fallback(&self, script: Script, locale: &str) -> &[&'static str] {
        let locale = match script {
            Script::Hiragana | Script::Katakana => "ja",
            Script::Hangul => "ko",
            Script::Han | Script::Bopomofo => locale,
            Script::Hebrew => return &["Noto Serif Hebrew", "Noto Sans Hebrew"],
            Script::Arabic => return &["Noto Naskh Arabic", "Noto Sans Arabic"],
            _ => return PlatformFallback.script_fallback(script, locale),
        };
        match locale {
            "ja" => &["Noto Serif CJK JP", "Noto Sans CJK JP", "Hiragino Mincho ProN", "Yu Mincho"],
            "ko" => &["Noto Serif CJK KR", "Noto Sans CJK KR", "AppleMyungjo", "Batang"],
            "zh-TW" => &["Noto Serif CJK TC", "Noto Sans CJK TC", "Songti TC", "PMingLiU"],
            _ => &["Noto Serif CJK SC", "Noto Sans CJK SC", "Songti SC", "SimSun"],
        }
    }
}

/// The words on a card, in their places.
struct Words {
    name: String,
    title: String,
    facts: String,
    /// Whether the language does, where there is no title to tell.
    runs_right_to_left: bool,
}

impl Words {
    fn of(card: &Card) -> Self {
        let date = card.date.map(|date| Language::from_tag(card.language).date(date));
        let authors: Vec<&str> = card.authors.iter().map(|it| it.title.as_str()).collect();
        let facts: Vec<String> = date.into_iter().chain([authors.join(", ")]).collect();
        let facts: Vec<&str> =
            facts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        Self {
            name: typeset::cleaned(card.site),
            title: typeset::cleaned(card.title),
            facts: typeset::cleaned(&facts.join(" · ")),
            runs_right_to_left: is_right_to_left(card.language),
        }
    }

    /// What of the words the fonts can show; the site's name is the title of a card that has no other.
    fn shown(self, fonts: &mut FontSystem) -> (Self, Lost) {
        let (name, lost_of_name) = readable(fonts, &self.name);
        let (title, lost_of_title) = readable(fonts, &self.title);
        let (facts, lost_of_facts) = readable(fonts, &self.facts);
        let lost = lost_of_name + lost_of_title + lost_of_facts;
        let (name, title) = if title.is_empty() { (title, name) } else { (name, title) };
        (Self { name, title, facts, ..self }, lost)
    }
}

/// What of a text the fonts can show; nothing when that would be a torso.
fn readable(fonts: &mut FontSystem, text: &str) -> (String, Lost) {
    let (shown, lost) = typeset::shown(fonts, text);
    let letters = shown.chars().filter(|it| it.is_alphanumeric()).count();
    let is_torso = lost.characters > 0 && lost.letters * 3 >= letters;
    (if is_torso { String::new() } else { shown }, lost)
}

/// The pixels of a card, three bytes each.
struct Picture(Vec<u8>);

fn paint(words: &Words, faces: &mut Type) -> Vec<u8> {
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let title = typeset::set(&mut faces.fonts, &words.title, &TITLE, width);
    let name = typeset::set(&mut faces.fonts, &words.name, &NAME, width);
    let facts = typeset::set(&mut faces.fonts, &words.facts, &FACTS, FACTS_WIDTH);
    let is_mirrored = match words.title.is_empty() {
        true => words.runs_right_to_left,
        false => title.is_right_to_left,
    };
    let mut picture = Picture::empty(is_mirrored);
    let size = title.size;
    let gaps = title.lines.len().saturating_sub(1) as f32 * size.leading;
    let middle = f32::midpoint(TITLE_BAND.0, TITLE_BAND.1);
    let baseline = middle + size.letters * HALF_CAPITAL - gaps / 2.0;
    for (block, baseline, colour) in
        [(&title, baseline, INK), (&name, NAME_BASELINE, ACCENT), (&facts, FACTS_BASELINE, FAINT)]
    {
        let left = if is_mirrored { WIDTH as f32 - MARGIN - block.width } else { MARGIN };
        picture.write(block, (left, baseline), colour, faces);
    }
    raster::picture_png(WIDTH, HEIGHT, &picture.0)
}

impl Picture {
    /// A card before anything is written on it.
    fn empty(is_mirrored: bool) -> Self {
        static EMPTY: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
            let mut picture = Pixmap::new(WIDTH, HEIGHT).expect("a card has pixels");
            raster::draw(&raster::drawing(DRAWING), Transform::identity(), &mut picture);
            let rgb = |row: &[PremultipliedColorU8]| -> Vec<u8> {
                row.iter().flat_map(|it| [it.red(), it.green(), it.blue()]).collect()
            };
            let rows = || picture.pixels().chunks(WIDTH as usize);
            let mirrored =
                |row: &[PremultipliedColorU8]| rgb(&row.iter().rev().copied().collect::<Vec<_>>());
            [rows().flat_map(rgb).collect(), rows().flat_map(mirrored).collect()]
        });
        Self(EMPTY[usize::from(is_mirrored)].clone())
    }

    /// Writes `block`, whose first baseline begins at `place`.
    fn write(&mut self, block: &Block, place: (f32, f32), colour: [u8; 3], faces: &mut Type) {
        let lowest = place.1 + block.size.leading * block.lines.len() as f32;
        let bounds = Bounds {
            left: MARGIN as i32 - OVERHANG,
            right: (WIDTH as f32 - MARGIN) as i32 + OVERHANG,
            top: (place.1 - block.size.letters) as i32 - OVERHANG,
            bottom: (lowest - block.size.letters / 2.0) as i32,
        };
        let mut baseline = place.1;
        for line in &block.lines {
            for glyph in line {
                self.draw(glyph, (place.0, baseline), colour, &bounds, faces);
            }
            baseline += block.size.leading;
        }
    }

    /// Draws one glyph, unless it would reach out of `bounds`: a tower of marks does.
    fn draw(
        &mut self,
        glyph: &LayoutGlyph,
        place: (f32, f32),
        colour: [u8; 3],
        bounds: &Bounds,
        faces: &mut Type,
    ) {
        if glyph.glyph_id == 0 {
            return;
        }
        if faces.glyphs.image_cache.len() > KEPT_GLYPHS {
            faces.glyphs.image_cache.clear();
        }
        let glyph = glyph.physical(place, 1.0);
        let Some(image) = faces.glyphs.get_image(&mut faces.fonts, glyph.cache_key) else { return };
        let (left, top) = (glyph.x + image.placement.left, glyph.y - image.placement.top);
        let (width, height) = (image.placement.width as usize, image.placement.height as usize);
        let is_inside = left >= bounds.left
            && top >= bounds.top
            && left + width as i32 <= bounds.right
            && top + height as i32 <= bounds.bottom;
        if !is_inside {
            return;
        }
        for at in 0..width * height {
            let (source, alpha) = match image.content {
                SwashContent::Color => {
                    let pixel = &image.data[4 * at..4 * at + 4];
                    ([pixel[0], pixel[1], pixel[2]], pixel[3])
                }
                SwashContent::Mask | SwashContent::SubpixelMask => (colour, image.data[at]),
            };
            let (x, y) = (left as usize + at % width, top as usize + at / width);
            let first = 3 * (y * WIDTH as usize + x);
            for (under, over) in self.0[first..first + 3].iter_mut().zip(source) {
                *under = blended(*under, over, alpha);
            }
        }
    }
}

/// Where ink may be, in pixels.
struct Bounds {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

/// `over` on `under`. Sixteen shades from one to the other: more do not show, and the colours of most
/// cards would be too many for a palette.
fn blended(under: u8, over: u8, alpha: u8) -> u8 {
    let alpha = (u32::from(alpha) + 8) / 17 * 17;
    let sum = u32::from(over) * alpha + u32::from(under) * (255 - alpha);
    ((sum + 127) / 255) as u8
}

/// The last glyph of a title that is set.
#[cfg(test)]
pub fn last_glyph(fonts: &Fonts, title: &str) -> Option<u16> {
    let mut painter = Painter::new(fonts);
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let block = typeset::set(&mut painter.committed.fonts, title, &TITLE, width);
    Some(block.lines.last()?.last()?.glyph_id)
}
