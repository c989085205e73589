//! The mark of a document's language in its file's name, as Hugo and Zola write it: `trip.es.md`.

/// `path` without the mark, and the mark: `trip.md` and `es` for `trip.es.md`, if `is_language`
/// says that `es` is one.
pub fn split(path: &str, is_language: impl Fn(&str) -> bool) -> (String, Option<&str>) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let marked = path[name..].rsplit_once('.').and_then(|(stem, extension)| {
        let (stem, mark) = stem.rsplit_once('.')?;
        let is_mark = !stem.is_empty() && is_language(mark);
        is_mark.then(|| (format!("{}{stem}.{extension}", &path[..name]), mark))
    });
    match marked {
        Some((place, mark)) => (place, Some(mark)),
        None => (path.to_owned(), None),
    }
}

/// Whether `mark` may well be a language where nothing declares the site's languages: a code of ISO
/// 639-1, perhaps with a region or a script behind it (BCP 47), as in `es`, `pt-br` and `zh-Hant`.
pub fn is_plausible(mark: &str) -> bool {
    let (language, rest) = mark.split_once(['-', '_']).unwrap_or((mark, ""));
    let is_known = CODES.split(' ').any(|it| it.eq_ignore_ascii_case(language));
    let letters = rest.bytes().all(|it| it.is_ascii_alphabetic());
    let digits = rest.bytes().all(|it| it.is_ascii_digit());
    let is_place_or_script = match rest.len() {
        0 => !mark.contains(['-', '_']),
        2 | 4 => letters,
        3 => digits,
        _ => false,
    };
    is_known && is_place_or_script
}

/// The codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho \
    hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj \
    om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_language_if_it_is_one() {
        let found = |path| {
            let (place, mark) = split(path, is_plausible);
            format!("{place} {}", mark.unwrap_or("-"))
        };
        assert_eq!(found("posts/trip.es.md"), "posts/trip.md es");
        assert_eq!(found("trip/index.pt-br.md"), "trip/index.md pt-br");
        assert_eq!(found("a.zh-Hant.markdown"), "a.markdown zh-Hant");
        for path in ["a.md", "v1.2.md", "node.js.md", ".es.md", "es.md", "a.es-.md", "a.en-x.md"] {
            assert_eq!(found(path), format!("{path} -"));
        }
        assert_eq!(split("a.xx.md", |it| it == "xx"), ("a.md".into(), Some("xx")));
    }
}
