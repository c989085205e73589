//! What a reader sees of each language, and that nothing hurts.

use super::languages::LANGUAGES;
use super::*;
use crate::markdown::code::spans;

/// The parts of `code` that have a class, as `class:text`.
fn colours(code: &str, language: &str) -> Vec<String> {
    let runs = highlight(code, language).unwrap_or_default();
    let parts = spans(code, &runs);
    parts.filter_map(|(class, text)| Some(format!("{}:{text}", class?))).collect()
}

#[test]
fn every_language_has_its_colours() {
    for (language, code, expected) in [
        ("bash", "ls \"$A\" # x", "f:ls s:\" v:$A s:\" c:# x"),
        ("c", "#include <a.h>\nint f(void);", "k:#include s:<a.h> t:int f:f t:void"),
        ("c++", "std::vector<int> v{1};", "t:std t:vector t:int n:1"),
        ("cs", "var x = new A(\"b\");", "k:var k:new t:A s:\"b\""),
        ("css", "a { color: #fff; }", "k:a v:color n:#fff"),
        ("diff", "-a\n+b\n", "d:-a i:+b"),
        ("docker", "FROM a:1\nRUN ls -l", "k:FROM s:a:1 k:RUN f:ls"),
        ("go", "func f() { return nil }", "k:func f:f k:return n:nil"),
        ("graphql", "query { a(b: 1) }", "k:query v:a v:b n:1"),
        ("terraform", "a \"b\" { c = true }", "k:a s:\"b\" v:c n:true"),
        ("html", "<p id=\"a\"><script>let b</script>", "k:p a:id s:\"a\" k:script k:let k:script"),
        ("ini", "[a]\nb = c", "t:[a]\n v:b"),
        ("java", "class A { int b = 1; }", "k:class t:A t:int n:1"),
        ("js", "const a = () => f(`b${c}`);", "k:const f:f s:`b s:`"),
        ("json", "{\"a\": [1, \"b\"]}", "v:\"a\" n:1 s:\"b\""),
        ("kotlin", "fun f(a: Int) = g(\"b\")", "k:fun f:f t:Int f:g s:\"b\""),
        ("lua", "local a = f('b') -- c", "k:local f:f s:'b' c:-- c"),
        ("make", "A = b\nall: $(A)\n", "v:A f:all v:$(A)"),
        ("nix", "{ a = \"b\"; }", "v:a s:\"b\""),
        ("php", "$a = f('b');", "v:$a f:f s:'b'"),
        ("php", "<?php echo 1;", "k:<?php echo n:1"),
        ("powershell", "Get-Item -Path 'a'", "f:Get-Item a:-Path s:'a'"),
        ("python3", "@a\ndef f(): return 'b'", "a:@a k:def f:f k:return s:'b'"),
        ("rb", "def f; puts :a; end", "k:def f:f f:puts m::a k:end"),
        ("rs", "#[a]\nfn f() -> u8 { 1 }", "a:#[a] k:fn f:f t:u8 n:1"),
        ("sql", "SELECT 'a' FROM b", "k:SELECT s:'a' k:FROM"),
        ("toml", "[a]\nb = 1 # c", "t:a v:b n:1 c:# c"),
        ("ts", "let a: string = this.b", "k:let t:string k:this v:b"),
        ("tsx", "<A b={1} />", "k:A a:b n:1"),
        ("xml", "<a b=\"c\"/>", "k:a a:b s:\"c\""),
        ("yml", "a: [1, b]", "v:a n:1 s:b"),
    ] {
        assert_eq!(colours(code, language).join(" "), expected, "{language}");
    }
}

#[test]
fn names_are_known_whatever_their_case() {
    for name in ["Rust", "YAML", "golang", "Shell", "dockerfile", "hcl", "jsonc", "C#"] {
        assert!(languages::grammar(name).is_some(), "{name}");
    }
    for name in ["", " ", "text", "plain", "mermaid", "nonsense"] {
        assert_eq!(highlight("if (a) { return \"b\"; }", name), None, "{name}");
    }
    assert_eq!(highlight("", "rust"), None);
}

#[test]
fn only_the_commands_of_a_session_are_code() {
    let session = "$ ls -l \\\n  --all\ntotal \"5\"\n  $ cat 'ñ'\n";
    assert_eq!(colours(session, "console"), ["f:ls", "f:cat", "s:'ñ'"]);
    assert_eq!(colours("echo 'a'", "console"), ["f:echo", "s:'a'"]);
}

#[test]
fn code_with_mistakes_keeps_its_colours() {
    let colours = colours("fn f( { let \"a\" }}}} = ;\n// b", "rust");
    for part in ["k:fn", "k:let", "s:\"a\"", "c:// b"] {
        assert!(colours.iter().any(|it| it == part), "{part} of {colours:?}");
    }
}

#[test]
fn hostile_code_is_plain_at_once_or_read_in_bounds() {
    let nested: String = (0..300).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for code in [
        "(".repeat(20_000),
        "- ".repeat(20_000),
        "a<".repeat(10_000),
        "\0\"".repeat(100),
        "é".repeat(10_000_000),
        nested,
    ] {
        for language in names() {
            assert_eq!(highlight(&code, language), None, "{language}: {:?}", &code[..2]);
        }
    }
    for piece in ["\"", "/*", "<<~A ", "${", "'''", "\\", "a: ", "🚀", "\r\n", "%w(", "`", "r#\""]
    {
        for language in names() {
            let code = piece.repeat(60);
            let whole: String = spans(&code, &highlight(&code, language).unwrap_or_default())
                .map(|(_, text)| text)
                .collect();
            assert_eq!(whole, code, "{language}");
        }
    }
}

#[test]
fn many_threads_find_the_same() {
    let code = "fn f() -> u8 { 1 }";
    let expected = highlight(code, "rust");
    let one = || highlight(code, "rust");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}

#[test]
fn every_rule_is_about_something() {
    let rules = |rules: &'static classes::Rules| {
        rules.iter().flat_map(|(_, rules)| rules.split_whitespace())
    };
    let own = LANGUAGES.iter().flat_map(|it| rules(it.rules).map(|rule| (rule, first_name(it))));
    let mut idle: Vec<_> = own.filter(|(rule, name)| !knows(name, rule)).collect();
    let common = rules(classes::COMMON).map(|rule| (rule, "all"));
    idle.extend(common.filter(|(rule, _)| !names().any(|name| knows(name, rule))));
    assert_eq!(idle, []);
}

fn knows(language: &str, rule: &str) -> bool {
    languages::grammar(language).is_some_and(|it| it.knows(rule))
}

fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(first_name)
}

fn first_name(entry: &languages::Entry) -> &'static str {
    entry.names.split(' ').next().unwrap_or_default()
}
