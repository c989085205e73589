//! Text as readers take it in: how many words it has, how long it takes to read, and where it may be
//! cut. Knows no markup: it is given plain text.
//!
//! Words are those of Unicode's text segmentation (UAX #29). Chinese, Japanese, Thai, Lao, Khmer and
//! Burmese put no spaces between them; there ICU4X's dictionaries find them. Its neural network for
//! Thai and its neighbours was no better on the sentences of the tests and thirty times as slow.

use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter, WordSegmenterBorrowed};

/// How many words of a language that is written with spaces an adult reads in a minute: the silent
/// reading rate for English non-fiction in Brysbaert (2019), “How many words do we read per minute?”,
/// Journal of Memory and Language 109, a review of 190 studies. Other languages with an alphabet say
/// the same in fewer or more words and are read accordingly faster or slower (Trauzettel-Klosinski
/// and Dietz, 2012, “Standardized assessment of reading performance”, IOVS 53: 138 to 228 a minute
/// aloud in fifteen of them); one rate serves all, as it does elsewhere.
const WORDS_A_MINUTE: f64 = 238.0;

/// How many characters of Chinese or Japanese an adult reads in a minute. Trauzettel-Klosinski and
/// Dietz measured 255 and 357 aloud; silent reading is faster by 238 to 183 (Brysbaert), which makes
/// about 330 and 460. Medium takes 500.
const CHARACTERS_A_MINUTE: f64 = 400.0;

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// How many words there are in all.
    pub words: u32,
    /// How many of the words are neither Chinese nor Japanese.
    others: u32,
    /// How many Chinese and Japanese characters there are.
    characters: u32,
}

impl Length {
    /// The length of `text`.
    pub fn of(text: &str) -> Self {
        let mut length = Self::default();
        for part in text.split_ascii_whitespace() {
            let part = part.trim_matches(|it: char| it.is_ascii_punctuation());
            // What most parts are; asking the segmenter takes ten times as long.
            if !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric()) {
                length.words += 1;
                length.others += 1;
            } else {
                length.add(part);
            }
        }
        length
    }

    fn add(&mut self, text: &str) {
        let mut start = 0;
        for end in segmenter().segment_str(text) {
            let segment = &text[start..end];
            start = end;
            // ICU4X 2.4 takes a word that ends in a combining mark for punctuation.
            if !segment.contains(char::is_alphanumeric) {
                continue;
            }
            self.words += 1;
            match segment.chars().filter(|it| is_han_or_kana(*it)).count() {
                0 => self.others += 1,
                characters => self.characters += characters as u32,
            }
        }
    }

    /// How many minutes it takes to read, rounded, and at least one; `None` when there is nothing.
    pub fn minutes(&self) -> Option<u32> {
        let minutes = f64::from(self.others) / WORDS_A_MINUTE
            + f64::from(self.characters) / CHARACTERS_A_MINUTE;
        (self.words > 0).then(|| (minutes.round() as u32).max(1))
    }
}

/// `text`, cut and with an ellipsis if it has more than `longest` characters: at the last space, if
/// there is one in its second half; otherwise after a mark of Chinese or Japanese punctuation not long
/// before, or after a word, or within one. No character is parted from its accents.
pub fn shorten(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let start = &text[..end];
    let at = |number: usize| start.char_indices().nth(number).map_or(0, |(at, _)| at);
    let (half, three_quarters) = (at(longest / 2), at(longest * 3 / 4));
    let space = || start.rfind(char::is_whitespace).filter(|cut| *cut > half);
    let mark = || start.rfind(is_mark).filter(|cut| *cut >= three_quarters);
    let is_within = |boundary: &usize| *boundary <= end;
    // Enough for the word at the cut to be known; the dictionaries would look through all there is.
    let near = text.char_indices().nth(2 * longest).map_or(text, |(near, _)| &text[..near]);
    let word = || segmenter().segment_str(near).take_while(is_within).last();
    let graphemes = GraphemeClusterSegmenter::new();
    let character = || graphemes.segment_str(near).take_while(is_within).last();
    let cut = space()
        .or_else(mark)
        .or_else(|| word().filter(|cut| *cut > half))
        .or_else(character)
        .unwrap_or(0);
    let is_left_out = |it: char| it.is_whitespace() || ",.;:".contains(it) || is_mark(it);
    format!("{}…", text[..cut].trim_end_matches(is_left_out))
}

/// Whether a Chinese or Japanese clause ends with `character`.
fn is_mark(character: char) -> bool {
    "。．，、；：".contains(character)
}

/// The language is not asked for: no dictionary's script is another's.
fn segmenter() -> WordSegmenterBorrowed<'static> {
    WordSegmenter::new_dictionary(Default::default())
}

/// Whether a character is Chinese or Japanese: radicals, kana, ideographs, half-width kana.
fn is_han_or_kana(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> u32 {
        Length::of(text).words
    }

    #[test]
    fn words_between_spaces_are_counted_as_readers_count_them() {
        for (count, text) in [
            (0, ""),
            (0, " — … 🚀 * | "),
            (9, "The quick brown fox can't jump 32.3 feet, right?"),
            (8, "El ñandú de Perú corrió 1.500 m ayer."),
            (5, "मैं रोज़ स्कूल जाता हूँ।"),
            (4, "나는 매일 학교에 갑니다."),
            (3, "می‌خواهم کتاب بخوانم."),
            (3, "العَرَبِيَّةُ لُغَةٌ جَمِيلَةٌ"),
            (2, "snake_case v1.2.3"),
            (2, "cafe\u{301} ole\u{301}"),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    /// Each sentence is here with the spaces that a textbook of its language puts between words.
    /// Where a word ends is a matter of opinion: “北京大学” is one word or two. So each count may
    /// differ by a quarter, and all of them together by a tenth; one word for each character, or one
    /// for each sentence, is far from either.
    #[test]
    fn words_without_spaces_are_found() {
        let sentences = [
            "我 爱 北京 天安门",
            "今天 天气 很 好 我们 去 公园 散步 吧",
            "他 在 北京大学 学习 计算机 科学",
            "这 本 书 是 我 昨天 买 的",
            "這是 一個 簡單 的 測試",
            "私 は 毎日 学校 に 行き ます",
            "東京 は 日本 の 首都 です",
            "今日 は とても いい 天気 です ね",
            "コンピューター を 使って プログラム を 書く",
            "ฉัน กิน ข้าว ที่ บ้าน",
            "ภาษา ไทย เป็น ภาษา ที่ สวยงาม",
            "วัน นี้ อากาศ ดี มาก เรา ไป เดิน เล่น ที่ สวน",
            "ខ្ញុំ ស្រឡាញ់ ប្រទេស កម្ពុជា",
        ];
        let (mut all, mut found) = (0, 0);
        for sentence in sentences {
            let wanted = sentence.split(' ').count() as u32;
            let count = words(&sentence.replace(' ', ""));
            assert!(count.abs_diff(wanted) * 4 <= wanted, "{count} of {wanted}: {sentence}");
            all += wanted;
            found += count;
        }
        assert!(found.abs_diff(all) * 10 <= all, "{found} of {all}");
    }

    #[test]
    fn reading_takes_minutes() {
        let minutes = |text: &str, times| Length::of(&text.repeat(times)).minutes();
        assert_eq!(minutes("", 1), None);
        assert_eq!(minutes("word ", 1), Some(1));
        assert_eq!(minutes("word ", 5 * 238), Some(5));
        assert_eq!(minutes("word ", 5 * 238 + 100), Some(5));
        assert_eq!(minutes("word ", 5 * 238 + 120), Some(6));
        // Ten characters in seven words, whose marks and spaces take no time.
        assert_eq!(minutes("我爱北京天安门，好吗？ ", 80), Some(2));
        assert_eq!(minutes("東京 ", 400), Some(2));
        // Some of each adds up.
        let both = format!("{}{}", "word ".repeat(2 * 238), "京".repeat(3 * 400));
        assert_eq!(Length::of(&both).minutes(), Some(5));
    }

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two three", 12), "one two…");
        assert_eq!(shorten("one, two, three", 12), "one, two…");
        // No space is near enough.
        assert_eq!(shorten(&format!("a {}", "b".repeat(20)), 10), "a bbbbbbbb…");
        assert_eq!(shorten(&"b".repeat(20), 10), "bbbbbbbbbb…");
    }

    #[test]
    fn texts_without_spaces_are_cut_too() {
        assert_eq!(shorten("今天天气很好，我们去公园散步吧。", 9), "今天天气很好…");
        assert_eq!(shorten("我爱北京天安门", 6), "我爱北京…");
        assert_eq!(shorten("東京は日本の首都です", 9), "東京は日本の首都…");
        assert_eq!(shorten("ฉันกินข้าวที่บ้าน", 9), "ฉันกิน…");
    }

    #[test]
    fn no_cut_parts_what_is_one_to_the_reader() {
        // A family of seven code points, a flag of two, a letter and its two accents.
        for one in ["👨‍👩‍👧‍👦", "🇪🇸", "e\u{323}\u{301}", "กำ", "क्षि"]
        {
            let text = one.repeat(10);
            for longest in one.chars().count()..text.chars().count() {
                let short = shorten(&text, longest);
                let kept = short.strip_suffix('…').unwrap();
                assert_eq!(kept.replace(one, ""), "", "{short}");
            }
        }
    }
}
