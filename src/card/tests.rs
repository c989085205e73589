//! What a reader sees of a card, seen without eyes.
#[test]
#[ignore]
fn look() {
    use super::*;
    let fonts = Fonts::new(|| {
        let mut db = cosmic_text::fontdb::Database::new();
        db.load_system_fonts();
        db
    });
    let none = Fonts::none();
    let titles = [
        ("en", "Hello"),
        ("en", "Why the pager should be boring"),
        (
            "en",
            "A very long title about running Kubernetes clusters in production, the many ways in which they fail at night, and what a small team can do so that nobody has to get out of bed for them any more, ever",
        ),
        ("en", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
        ("es", "Cómo sobrevivir a una migración: ñandúes, pingüinos y ¿otras? ¡aves!"),
        ("ar", "كيفية بناء مدونة سريعة باستخدام لغة رست"),
        ("he", "איך לבנות בלוג מהיר עם ראסט בתוך שבוע"),
        ("zh", "用 Rust 和 WebAssembly 构建一个快速的博客引擎"),
        ("ja", "日本語のタイトルは綺麗に表示されますか"),
        ("en", "Shipping 🚀 to production ❤️ on Fridays 👩‍💻"),
        ("en", "std::fs::read_to_string() and Arc<Mutex<HashMap<K, V>>>"),
        ("en", ""),
        ("vi", "Tại sao tiếng Việt có nhiều dấu"),
        ("en", "Zalgo: h̷̢̛̘̫̭̎̿͗̽͊͛̕͠e̸̡̛̦͓̝͓̒̃̈́̌͂̓͝ comes for the title of this post"),
        ("ru", "Надёжность: заметки инженера о сбоях"),
        ("en", "Infrastructure as code: a field guide to Terraform state, modules and drift"),
    ];
    std::fs::create_dir_all("/tmp/cards-out").unwrap();
    for (suffix, fonts) in [("", &fonts), ("-none", &none)] {
        let mut painter = Painter::new(fonts);
        for (n, (language, title)) in titles.iter().enumerate() {
            let authors = if n % 3 == 1 {
                vec![Link { title: "Ada Lovelace".into(), url: String::new() }]
            } else {
                vec![]
            };
            let card = Card {
                site: "The Stacks",
                title,
                date: (n != 11).then_some("2026-11-09"),
                authors: &authors,
                language,
            };
            let drawn = painter.draw(&card);
            println!("{n} {suffix} {} bytes complete {}", drawn.png.len(), drawn.is_complete);
            std::fs::write(format!("/tmp/cards-out/{n:02}{suffix}.png"), drawn.png).unwrap();
        }
    }
}
