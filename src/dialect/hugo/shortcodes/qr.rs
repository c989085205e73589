//! `qr`: a QR code (ISO/IEC 18004, through `qrcode`) as a drawing of our own.

use qrcode::{Color, EcLevel, QrCode};

use super::super::super::html::tag;
use super::{Meaning, Scene};
use crate::document::MadeFile;

/// How many modules of white are around a code.
const QUIET: usize = 4;

/// `qr`: its text is an argument, or what is inside.
pub fn read(scene: &Scene<'_>) -> Option<Meaning> {
    let call = scene.call;
    let text = call.get(&["text"], 0).or(scene.inside.map(str::trim))?;
    let level = match call.named("level").unwrap_or("medium").to_ascii_lowercase().as_str() {
        "low" => EcLevel::L,
        "quartile" => EcLevel::Q,
        "high" => EcLevel::H,
        _ => EcLevel::M,
    };
    let code = QrCode::with_error_correction_level(text.as_bytes(), level).ok()?;
    let scale: usize = call.named("scale").and_then(|it| it.parse().ok()).unwrap_or(4);
    let size = ((code.width() + 2 * QUIET) * scale.clamp(2, 100)).to_string();
    let drawing = drawing(&code);
    let address = format!("/made/qr-{:016x}.svg", hash(&drawing));
    let alt = call.named("alt").unwrap_or(text);
    let image = tag(
        "img",
        &[
            ("src", Some(&address)),
            ("width", Some(&size)),
            ("height", Some(&size)),
            ("alt", Some(alt)),
            ("class", call.named("class")),
            ("id", call.named("id")),
            ("title", call.named("title")),
        ],
    );
    Some(Meaning::Drawing(MadeFile { address, text: drawing }, image))
}

/// The code as SVG: one path, a run of dark modules at a time.
fn drawing(code: &QrCode) -> String {
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|it| **it == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path d=\"{path}\"/></svg>\n"
    )
}

/// FNV-1a, 64 bit: the same in every build.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_its_three_eyes() {
        let code = QrCode::with_error_correction_level(b"https://example.org", EcLevel::M).unwrap();
        let svg = drawing(&code);
        let far = code.width() + QUIET - 7;
        for eye in [(4, 4), (far, 4), (4, far)] {
            assert!(svg.contains(&format!("M{} {}h7v1h-7z", eye.0, eye.1)), "{eye:?}");
        }
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
