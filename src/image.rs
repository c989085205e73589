//! The sizes of images, from their first bytes. Raster formats are read by `imagesize`; SVG (its
//! section 8.2, `width`, `height` and `viewBox`) and the orientation that cameras note in JPEG files
//! (Exif 2.32, tag 0x0112) here.

use std::io::{BufRead, Read, Seek, SeekFrom};

/// How much of an SVG file is looked at for its root element.
const SVG_HEAD: u64 = 16_384;

/// How much of a JPEG file is looked at for the camera's notes.
const JPEG_HEAD: u64 = 65_536;

/// Whether the name is that of an image that browsers show.
pub fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "apng", "jfif"]
        .iter()
        .any(|it| extension.eq_ignore_ascii_case(it))
}

/// The width and height of an image in CSS pixels; `None` for what is no image or has no size.
pub fn size(image: &mut (impl BufRead + Seek)) -> Option<(u32, u32)> {
    let mut head = [0; 2];
    image.read_exact(&mut head).ok()?;
    image.rewind().ok()?;
    if let Ok(size) = imagesize::reader_size(&mut *image) {
        let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
        let is_jpeg = head == [0xff, 0xd8];
        let is_turned = is_jpeg && is_turned(&first_bytes(image, JPEG_HEAD)?);
        let size = if is_turned { (height, width) } else { (width, height) };
        return Some(size).filter(|it| it.0 > 0 && it.1 > 0);
    }
    svg_size(&String::from_utf8_lossy(&first_bytes(image, SVG_HEAD)?))
}

fn first_bytes(image: &mut (impl BufRead + Seek), count: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    image.seek(SeekFrom::Start(0)).ok()?;
    image.take(count).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether the camera was held upright: width and height change places when the image is shown.
fn is_turned(jpeg: &[u8]) -> bool {
    orientation(jpeg).is_some_and(|it| (5..=8).contains(&it))
}

fn orientation(jpeg: &[u8]) -> Option<u16> {
    let notes = jpeg.windows(6).position(|it| it == b"Exif\0\0")?;
    let tiff = jpeg.get(notes + 6..)?;
    let is_little = tiff.starts_with(b"II");
    let bytes = |at: usize, count: usize| {
        let bytes = tiff.get(at..at.checked_add(count)?)?;
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let directory = bytes(4, 4)?;
    let entries = bytes(directory, 2)?;
    let entry = |index: usize| directory + 2 + 12 * index;
    let found = (0..entries).map(entry).find(|at| bytes(*at, 2) == Some(0x0112))?;
    u16::try_from(bytes(found + 8, 2)?).ok()
}

/// The size that the root element of an SVG document gives.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let start = text
        .match_indices("<svg")
        .map(|(at, _)| at)
        .find(|at| text[at + 4..].starts_with(|it: char| it.is_ascii_whitespace() || it == '>'))?;
    let tag = &text[start..start + text[start..].find('>')?];
    let view = attribute(tag, "viewBox").and_then(view_box);
    let width = attribute(tag, "width").and_then(pixels);
    let height = attribute(tag, "height").and_then(pixels);
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        _ => return None,
    };
    let whole = |length: f64| (0.5..1e6).contains(&length).then(|| length.round() as u32);
    Some((whole(width)?, whole(height)?))
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let mut numbers = value.split([' ', ',', '\n', '\t']).filter(|it| !it.is_empty()).skip(2);
    let mut next = || numbers.next()?.parse().ok().filter(|it| *it > 0.0);
    Some((next()?, next()?))
}

/// A length in pixels, if its unit has a fixed size (CSS Values 4, section 6.2).
fn pixels(value: &str) -> Option<f64> {
    let value = value.trim();
    let end = value.find(|it: char| !(it.is_ascii_digit() || it == '.')).unwrap_or(value.len());
    let factor = match &value[end..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(value[..end].parse::<f64>().ok()? * factor)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let begins = tag[..at].ends_with(|it: char| it.is_ascii_whitespace());
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let value = value[1..].split(quote).next()?;
        begins.then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn of(bytes: &[u8]) -> Option<(u32, u32)> {
        size(&mut Cursor::new(bytes))
    }

    /// The least of a PNG file that tells its size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png.extend(b"\x08\x02\0\0\0");
        png
    }

    /// The least of a JPEG file, of 4 by 2 pixels, with the camera's note.
    fn jpeg(orientation: u8, is_little: bool) -> Vec<u8> {
        let notes: [&[u8]; 2] = [
            b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
            b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0",
        ];
        let mut tiff = notes[usize::from(is_little)].to_vec();
        tiff.extend([orientation, 0, 0]);
        let mut jpeg = b"\xff\xd8\xff\xe1".to_vec();
        jpeg.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend(b"\xff\xc0\0\x0b\x08\0\x02\0\x04\x01\x01\x11\0");
        jpeg
    }

    #[test]
    fn images_tell_their_size() {
        assert_eq!(of(&png(640, 480)), Some((640, 480)));
        assert_eq!(of(b"GIF89a\x03\0\x02\0\0\0\0"), Some((3, 2)));
        for is_little in [false, true] {
            assert_eq!(of(&jpeg(1, is_little)), Some((4, 2)), "{is_little}");
            assert_eq!(of(&jpeg(6, is_little)), Some((2, 4)), "{is_little}");
        }
    }

    #[test]
    fn drawings_tell_theirs() {
        let svg = |attributes: &str| {
            of(format!("<?xml?><!-- x --><svg {attributes}><g/></svg>").as_bytes())
        };
        assert_eq!(svg("width=\"20\" height='10px'"), Some((20, 10)));
        assert_eq!(svg("viewBox=\"0 0 24 12\""), Some((24, 12)));
        assert_eq!(svg("viewBox='0,0,24,12' width=\"48\" stroke-width=\"1\""), Some((48, 24)));
        assert_eq!(svg("width=\"100%\" height=\"100%\" viewBox=\"0 0 7 9\""), Some((7, 9)));
        assert_eq!(svg("width=\"1in\" height=\"72pt\""), Some((96, 96)));
        assert_eq!(svg("width=\"100%\""), None);
        assert_eq!(svg("viewBox=\"0 0 0 1\""), None);
    }

    #[test]
    fn what_is_no_image_has_no_size() {
        for bytes in
            [&b""[..], b"x", b"hello", b"\xff\xd8\xff\xe1\xff", b"<svg", b"\x89PNG\r\n\x1a\n"]
        {
            assert_eq!(of(bytes), None, "{bytes:?}");
        }
        assert!(is_image("a/b.PNG") && is_image("x.svg") && !is_image("png") && !is_image("a.txt"));
    }
}
