//! Drawings of our own (SVG, read by `resvg`) to pixels, and pixels to PNG (ISO/IEC 15948).
//!
//! Owns how a file is compressed. Does not own what is drawn: [`crate::card`] and [`crate::icon`] do.

use std::collections::HashMap;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The drawing of a file that we wrote.
pub fn drawing(svg: &str) -> Tree {
    Tree::from_str(svg, &Options::default()).expect("our own drawings are SVG")
}

/// The drawing, `transform`ed, on top of `picture`.
pub fn draw(drawing: &Tree, transform: Transform, picture: &mut Pixmap) {
    resvg::render(drawing, transform, &mut picture.as_mut());
}

/// A PNG of pixels of three bytes each (RGB): with a palette when they have few enough colours, which
/// is a third of the work and of the file.
pub fn picture_png(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    match indexed(pixels) {
        Some((palette, indices)) => encoded(width, height, &indices, |encoder| {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
        }),
        None => encoded(width, height, pixels, |encoder| encoder.set_color(png::ColorType::Rgb)),
    }
}

/// A square PNG of pixels of four bytes each (RGBA, not premultiplied).
pub fn icon_png(side: u32, pixels: &[u8]) -> Vec<u8> {
    encoded(side, side, pixels, |encoder| encoder.set_color(png::ColorType::Rgba))
}

fn encoded(
    width: u32,
    height: u32,
    data: &[u8],
    describe: impl FnOnce(&mut png::Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    describe(&mut encoder);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(data));
    written.expect("writing to memory does not fail");
    file
}

/// The colours of the pixels in the order they first occur in, and the number of each pixel's colour;
/// `None` when there are too many.
fn indexed(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut numbers: HashMap<[u8; 3], u8> = HashMap::new();
    let mut palette = Vec::new();
    let mut indices = Vec::with_capacity(pixels.len() / 3);
    // Most pixels are like the one before.
    let mut last = None;
    for pixel in pixels.as_chunks().0 {
        let number = match last {
            Some((colour, number)) if colour == *pixel => number,
            _ => match numbers.get(pixel) {
                Some(number) => *number,
                None => {
                    let number = u8::try_from(numbers.len()).ok()?;
                    numbers.insert(*pixel, number);
                    palette.extend(pixel);
                    number
                }
            },
        };
        last = Some((*pixel, number));
        indices.push(number);
    }
    Some((palette, indices))
}
