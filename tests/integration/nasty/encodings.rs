//! Bytes that are not the text they should be.

use super::{Case, Lacks, Quiet, Says, Shows, Title, file};

pub fn cases() -> Vec<Case> {
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let (little, big) = (u16::to_le_bytes, u16::to_be_bytes);
    let halved = [utf_16("\u{feff}# Half\n\nend ", little), vec![0x3d, 0xd8, b'!', 0]].concat();
    let odd = [utf_16("\u{feff}# Odd\n\nend", little), vec![b'x']].concat();
    let noise: Vec<u8> =
        (0..20_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &noise].concat();
    let table = |bytes: &[u8]| [b"# Old\n\n", bytes].concat();
    vec![
        file("utf-8-mark", "\u{feff}---\ntitle: Marked\n---\nBody\n", vec![Title("Marked"), Quiet]),
        file("utf-8-marks", "\u{feff}\u{feff}# Two\n", vec![Title("Two"), Quiet]),
        file("mark-inside", "# A\n\nx\u{feff}y\n", vec![Title("A"), Quiet]),
        file(
            "utf-16-le",
            utf_16("\u{feff}# Año 🚀\r\n\r\nx", little),
            vec![Title("Año 🚀"), Quiet],
        ),
        file("utf-16-be", utf_16("\u{feff}# Año 🚀\r\n\r\nx", big), vec![Title("Año 🚀"), Quiet]),
        file(
            "utf-16-le-unmarked",
            utf_16("# Año\n\nplain text\n", little),
            vec![Title("Año"), Quiet],
        ),
        file("utf-16-be-unmarked", utf_16("# Año\n\nplain text\n", big), vec![Title("Año"), Quiet]),
        file(
            "utf-16-half",
            halved,
            vec![Title("Half"), Says("a.md:3:5: encoding: this is no character in UTF-16LE")],
        ),
        file(
            "utf-16-odd",
            odd,
            vec![Title("Odd"), Says("a.md:3:4: encoding: this is no character")],
        ),
        file(
            "utf-32",
            "\u{feff}# Wide\n"
                .chars()
                .flat_map(|it| u32::from(it).to_le_bytes())
                .collect::<Vec<u8>>(),
            vec![Says("encoding: ")],
        ),
        file(
            "crlf",
            "---\r\ntitle: Lines\r\n---\r\n\r\none\r\ntwo\r\n",
            vec![Title("Lines"), Shows("one\ntwo"), Quiet],
        ),
        file(
            "cr",
            "---\rtitle: Lines\r---\r\rone\rtwo\r",
            vec![Title("Lines"), Shows("one\ntwo"), Quiet],
        ),
        file(
            "mixed-lines",
            "# A\r\n\nx\r\r[b](b.md)\r\n",
            vec![Says("a.md:5:1: link: `b.md` leads nowhere")],
        ),
        file(
            "nul",
            "# A\n\none\0two\0\n",
            vec![
                Shows("one\u{fffd}two\u{fffd}"),
                Says("a.md:3:4: encoding: the text has 2 null characters"),
            ],
        ),
        file(
            "nul-flood",
            vec![0; 100_000],
            vec![Says("a.md: encoding: the file's bytes are no text")],
        ),
        file(
            "latin-1",
            table(b"Le caf\xe9 d\xe9j\xe0 vu \xe0 No\xebl.\n"),
            vec![
                Title("Old"),
                Shows("Le café déjà vu à Noël."),
                Says("a.md:3:7: encoding: the file is not UTF-8 from here on"),
            ],
        ),
        file(
            "windows-1252",
            table(b"It\x92s \x93fine\x94 \x96 3 \x80.\n"),
            vec![Shows("It’s “fine” – 3 €."), Says("a.md:3:3: encoding: ")],
        ),
        file(
            "windows-1251",
            table(
                &encoding_rs::WINDOWS_1251.encode("Довольно обычная заметка о погоде и природе.").0,
            ),
            vec![Shows("Довольно обычная заметка"), Says("looks like windows-1251")],
        ),
        file(
            "shift-jis",
            table(&encoding_rs::SHIFT_JIS.encode("これは日本語で書かれた文章です。カタカナも。").0),
            vec![Shows("これは日本語で書かれた文章です。"), Says("looks like Shift_JIS")],
        ),
        file(
            "gb18030",
            table(&encoding_rs::GBK.encode("这是一篇用中文写的文章，讲的是天气。").0),
            vec![Shows("这是一篇用中文写的文章"), Says("encoding: the file is not UTF-8")],
        ),
        file(
            "one-byte-astray",
            b"# \xc3\xa1\xc3\xa9\n\n\xc3\xb1 caf\xe9s\n".as_slice(),
            vec![Shows("ñ cafés"), Says("a.md:3:6: encoding: the byte E9 is not UTF-8")],
        ),
        file(
            "cut-in-a-character",
            "# A\n\nñoño 🚀".as_bytes()[..15].to_vec(),
            vec![Shows("ñoño \u{fffd}"), Says("a.md:3:6: encoding: the sequence F0 9F")],
        ),
        file(
            "overlong",
            b"# A\n\n\xc0\xaf\xe0\x80\xaf\n".as_slice(),
            vec![Lacks("\n/"), Says("encoding: ")],
        ),
        file(
            "surrogates",
            b"# A\n\n\xed\xa0\xbd\xed\xba\x80\n".as_slice(),
            vec![Says("encoding: ")],
        ),
        file(
            "picture",
            picture,
            vec![Shows(""), Says("a.md: encoding: the file's bytes are no text")],
        ),
        file("noise", noise, vec![Says("encoding: ")]),
        file("all-ff", vec![0xff; 100_000], vec![Says("encoding: ")]),
        file("continuations", vec![0x80; 100_000], vec![Says("encoding: ")]),
        file("empty", "", vec![Title("A"), Quiet]),
        file("only-a-mark", "\u{feff}", vec![Title("A"), Quiet]),
        file("only-a-wide-mark", [0xff, 0xfe].as_slice(), vec![Title("A"), Quiet]),
        file(
            "controls",
            "# A\n\n\u{1b}[31mred\u{1b}[0m \u{7} \u{8}\u{c}\n",
            vec![Shows("\u{1b}[31mred"), Quiet],
        ),
        file(
            "separators",
            "# A\n\none\u{2028}two\u{85}three\u{b}four\n",
            vec![Shows("one\u{2028}two"), Quiet],
        ),
        file(
            "right-to-left",
            format!("# A\n\n{}x\n", "\u{202e}".repeat(100_000)),
            vec![Title("A"), Quiet],
        ),
        file(
            "marks-on-a-letter",
            format!("# A\n\ne{}\n", "\u{301}".repeat(100_000)),
            vec![Title("A"), Quiet],
        ),
        file(
            "noncharacters",
            "# A\n\n\u{fffe}\u{ffff}\u{10ffff}\u{fdd0}\n",
            vec![Title("A"), Quiet],
        ),
        file(
            "mojibake",
            "# A\n\nx cafÃ© itâ€™s\n",
            vec![
                Shows("cafÃ© itâ€™s"),
                Says("a.md:3:6: encoding: `Ã©` is `é`"),
                Says("a.md:3:11: encoding: `â€™` is `’`"),
            ],
        ),
        file(
            "mojibake-emoji",
            "# A\n\nðŸš€ go\n",
            vec![Says("a.md:3:1: encoding: `ðŸš€` is `🚀`")],
        ),
        file(
            "mojibake-twice",
            "# A\n\nÃƒÂ©tude\n",
            vec![Says("a.md:3:1: encoding: `ÃƒÂ©` is `é`")],
        ),
        file(
            "mojibake-flood",
            "Ã© ".repeat(100_000),
            vec![Says("a.md:1:1: encoding: "), Says("99995 more places like these follow")],
        ),
        file(
            "mojibake-in-title",
            "---\ntitle: CafÃ©\n---\n",
            vec![Title("CafÃ©"), Says("a.md:2:11: encoding: `Ã©` is `é`")],
        ),
        file(
            "no-mojibake",
            "# Ã\n\nIRMÃ «CAFÉ» «Â» “AMANHÃ”, L’été\u{a0}: «\u{a0}né\u{a0}»… `Ã©`\n",
            vec![Title("Ã"), Quiet],
        ),
    ]
}
