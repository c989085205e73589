//! The site's icon, `style/icon.svg`, as PNG in the sizes that phones and web manifests ask for.
//!
//! Maskable icons follow the Web Application Manifest (W3C), "Icon masks": the platform may cut away
//! all but a circle of four fifths of the width.

use resvg::tiny_skia::{Color, Pixmap, Transform};

use crate::raster;

const ICON: &str = include_str!("../style/icon.svg");

/// The side of the drawing, and the middle of what is drawn in it.
const SIDE: f32 = 32.0;
const MIDDLE: (f32, f32) = (16.0, 19.3);

/// How far the outermost corner is from the middle.
const REACH: f32 = 17.3;

/// The icon, `size` pixels wide and high. `is_maskable` sets it on paper, small enough to survive the
/// platform's mask; without, it fills the square and what is around it is transparent. The
/// `apple-touch-icon` wants paper too: iOS paints what is transparent black.
pub fn icon(size: u32, is_maskable: bool) -> Vec<u8> {
    let mut picture = Pixmap::new(size, size).expect("an icon has at least one pixel");
    let side = size as f32;
    let transform = if is_maskable {
        picture.fill(Color::from_rgba8(0xff, 0xfd, 0xf8, 0xff));
        let scale = 0.4 * side / REACH;
        Transform::from_translate(-MIDDLE.0, -MIDDLE.1)
            .post_scale(scale, scale)
            .post_translate(side / 2.0, side / 2.0)
    } else {
        Transform::from_scale(side / SIDE, side / SIDE)
    };
    raster::draw(&raster::drawing(ICON), transform, &mut picture);
    let pixels: Vec<u8> = picture
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        })
        .collect();
    raster::icon_png(size, &pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(png: &[u8]) -> Pixmap {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgba);
        let mut picture = Pixmap::new(info.width, info.height).unwrap();
        picture.data_mut().copy_from_slice(&pixels);
        picture
    }

    #[test]
    fn icons_have_the_size_asked_for() {
        for size in [180, 192, 512] {
            let picture = decoded(&icon(size, false));
            assert_eq!((picture.width(), picture.height()), (size, size));
            assert_eq!(picture.pixel(0, 0).unwrap().alpha(), 0, "the corner is transparent");
            let sun = picture.pixel(size / 2, size * 14 / 32).unwrap();
            assert_eq!((sun.red(), sun.green(), sun.blue()), (0xf4, 0xa2, 0x61));
        }
    }

    #[test]
    fn a_mask_cuts_nothing_away() {
        let picture = decoded(&icon(512, true));
        let paper = picture.pixel(0, 0).unwrap();
        assert_eq!((paper.red(), paper.alpha()), (0xff, 0xff));
        for y in 0..512 {
            for x in 0..512 {
                let from_middle = (x as f32 - 255.5).hypot(y as f32 - 255.5);
                if from_middle > 0.4 * 512.0 {
                    assert_eq!(picture.pixel(x, y), Some(paper), "ink at {x}, {y}");
                }
            }
        }
        let sun = picture.pixel(256, 200).unwrap();
        assert_eq!((sun.red(), sun.green(), sun.blue()), (0xf4, 0xa2, 0x61));
    }
}
