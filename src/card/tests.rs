//! What is told of a card without looking at it: where its ink is, and what it is the same as.

use std::cell::RefCell;
use std::io::Cursor;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn post<'a>(title: &'a str, language: &'a str) -> Card<'a> {
    Card { site: "The Stacks", title, date: Some("2026-11-09"), authors: &[], language }
}

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::none);

/// The picture of a card in the committed font, three bytes a pixel.
fn pixels(card: &Card) -> Vec<u8> {
    thread_local! {
        static PAINTER: RefCell<Painter<'static>> = RefCell::new(Painter::new(&FONTS));
    }
    decoded(&PAINTER.with_borrow_mut(|painter| painter.draw(card)).png)
}

fn decoded(png: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height, info.color_type), (1200, 630, png::ColorType::Rgb));
    pixels
}

/// Left, top, right and bottom of where two pictures differ.
type Box = (usize, usize, usize, usize);

fn difference(one: &[u8], other: &[u8]) -> Option<Box> {
    let rows = |picture| <[u8]>::chunks(picture, 3 * WIDTH as usize);
    let different = rows(one).zip(rows(other)).enumerate().filter(|(_, (one, other))| one != other);
    different.fold(None, |found, (y, (one, other))| {
        let pixels = || one.chunks(3).zip(other.chunks(3));
        let first = pixels().position(|(one, other)| one != other)?;
        let last = pixels().rposition(|(one, other)| one != other)?;
        let (left, top, right, _) = found.unwrap_or((first, y, last, y));
        Some((left.min(first), top, right.max(last), y))
    })
}

/// The drawing without a word on it, and mirrored.
static BLANK: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let blank = pixels(&Card::default());
    let mirrored = mirrored(&blank);
    [blank, mirrored]
});

fn mirrored(picture: &[u8]) -> Vec<u8> {
    picture
        .chunks(3 * WIDTH as usize)
        .flat_map(|row| row.chunks(3).rev().flatten().copied())
        .collect()
}

/// Where the words of a card are, on the drawing of either direction.
fn ink(card: &Card) -> Option<Box> {
    let picture = pixels(card);
    let area = |found: &Option<Box>| found.map_or(0, |it| (it.2 - it.0) * (it.3 - it.1));
    BLANK.iter().map(|blank| difference(&picture, blank)).min_by_key(area).flatten()
}

fn is_within_the_margins(ink: Option<Box>) -> bool {
    ink.is_none_or(|(left, top, right, bottom)| {
        left >= 48 && top >= 40 && right < 1152 && bottom < 528
    })
}

#[test]
fn the_name_of_a_file_tells_what_is_on_the_card() {
    let card = post("Why the pager should be boring", "en");
    assert_eq!(path(&card), "made/cards/da96ef222e1e5159.png");
    let author = [Link { title: "Ada".into(), url: "/authors/ada/".into() }];
    for other in [
        Card { site: "The Stack", ..card },
        Card { title: "Why the pager should be boring.", ..card },
        Card { date: None, ..card },
        Card { authors: &author, ..card },
        Card { language: "es", ..card },
    ] {
        assert_ne!(path(&card), path(&other));
    }
    let moved = Card { site: "The Stacksa", title: "b", ..card };
    assert_ne!(path(&moved), path(&Card { site: "The Stacks", title: "ab", ..card }));
}

#[test]
fn posts_have_their_own_cards_and_other_pages_the_site_s() {
    let manifest =
        Manifest { title: "The Stacks".into(), language: "en".into(), ..Manifest::default() };
    let page = Payload { title: "About".into(), ..Payload::default() };
    assert_eq!(Card::of(&manifest, &page), Card::of_site(&manifest));
    let page = Payload { minutes: Some(3), language: Some("es".into()), ..page };
    let card = Card::of(&manifest, &page);
    assert_eq!((card.title, card.language), ("About", "es"));
}

/// Fails on a machine that draws in another way, and when a library does after an update. Then
/// `DESIGN` is to be raised.
#[test]
fn latin_is_the_same_on_every_machine() {
    let card = post("Cómo sobrevivir: “ñandúes” & Łódź → std::fs", "es");
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    hash.add(&pixels(&card));
    assert_eq!(format!("{:016x}", hash.0), "ce2029927b25d111");
}

#[test]
fn a_card_is_the_same_whatever_was_drawn_before() {
    let fonts = Fonts::none();
    let mut painter = Painter::new(&fonts);
    let first = painter.draw(&post("Hello", "en")).png;
    painter.draw(&post("Something else that is longer", "en"));
    assert!(painter.draw(&post("Hello", "en")).png == first);
    assert!(Painter::new(&fonts).draw(&post("Hello", "en")).png == first);
}

#[test]
fn a_card_is_a_small_file() {
    let title = "Infrastructure as code: a field guide to Terraform state, modules and drift";
    let fonts = Fonts::none();
    let length = Painter::new(&fonts).draw(&post(title, "en")).png.len();
    assert!(length < 60_000, "{length} bytes");
}

#[test]
fn what_no_font_has_is_left_out() {
    let fonts = Fonts::none();
    let mut painter = Painter::new(&fonts);
    let drawn = painter.draw(&post("Shipping 🚀 on Fridays 👩‍💻", "en"));
    assert!(!drawn.is_complete);
    let without = painter.draw(&post("Shipping on Fridays", "en"));
    assert!(without.is_complete);
    assert!(drawn.png == without.png);
}

#[test]
fn a_title_that_cannot_be_written_gives_way_to_the_site_s_name() {
    let fonts = Fonts::none();
    let mut painter = Painter::new(&fonts);
    let without = painter.draw(&post("", "en"));
    assert!(without.is_complete);
    for title in ["漢字", "\u{e000}\u{e001}", "🚀🚀", "\u{10fffd}", "使用漢字 a", "\u{378}", "— 漢"]
    {
        let drawn = painter.draw(&post(title, "en"));
        assert!(!drawn.is_complete, "{title}");
        assert!(drawn.png == without.png, "{title}");
    }
}

#[test]
fn a_site_whose_name_cannot_be_written_has_the_drawing_alone() {
    assert!(pixels(&Card { site: "漢字", ..Card::default() }) == BLANK[0]);
}

#[test]
fn long_titles_end_in_an_ellipsis() {
    let words = "all the many words of a title ".repeat(12);
    let four_lines = ink(&post(&words, "en"));
    assert!(four_lines.is_some() && is_within_the_margins(four_lines));
    // What is cut off makes no difference; that something is, does.
    assert!(pixels(&post(&words, "en")) == pixels(&post(&words.repeat(2), "en")));
    let fonts = Fonts::none();
    let last = super::draw::last_glyph(&fonts, &words);
    assert_eq!(last, super::draw::last_glyph(&fonts, "…"));
}

#[test]
fn short_titles_are_set_larger_than_long_ones() {
    let height = |title: &str| {
        let card = Card { site: "", title, date: None, authors: &[], language: "en" };
        let (_, top, _, bottom) = ink(&card).unwrap();
        bottom - top
    };
    assert!(height("Hello") > 60);
    assert!(height("Hello") > height(&"H".repeat(20)));
    assert!(height(&"H".repeat(20)) > height(&"H".repeat(24)));
}

#[test]
fn what_runs_from_right_to_left_begins_at_the_right() {
    // A mark is all it takes, and the committed font need not have one.
    let (left, _, right, _) = ink(&post("\u{200f}Hello", "en")).unwrap();
    assert!(left > 600 && right > 1100, "{left} {right}");
    let (left, _, right, _) = ink(&post("Hello", "en")).unwrap();
    assert!(left < 80 && right < 600, "{left} {right}");
}

#[test]
fn odd_titles_stay_within_the_margins() {
    for title in [
        "h̷̢̛̘̫̭̎̿͗̽͊͛̕͠e̸̡̛̦͓̝͓̒̃̈́̌͂̓͝ comes",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "std::fs::read_to_string() and Arc<Mutex<HashMap<K, V>>>",
        "W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W\u{a0}W",
        "ẤẤẤẤ ẤẤẤẤ ĝÿjģ",
        "a\nb\tc\u{2028}d\u{0}e",
        "\u{202e}abc\u{2066}def",
    ] {
        let ink = ink(&post(title, "en"));
        assert!(ink.is_some() && is_within_the_margins(ink), "{title}: {ink:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn ink_stays_within_the_margins(
        title in prop_oneof!["\\PC{0,120}", "[ -~À-ʯ̀-ͯΑ-ԯ‐-⁞]{0,300}", any::<String>()],
        site in "\\PC{0,60}",
        author in "[ -~]{0,90}",
    ) {
        let authors = [Link { title: author, url: String::new() }];
        let ink = ink(&Card { site: &site, authors: &authors, ..post(&title, "en") });
        prop_assert!(is_within_the_margins(ink), "{ink:?}");
    }
}
