//! The languages: their names in fences, and a grammar for each.
//!
//! Grammars bring C code that reads the text by hand. Each of these was fed mutilated code under
//! AddressSanitizer; Swift's read beyond its tables and is left out.

use std::sync::OnceLock;

use tree_sitter::Language;

use super::classes::Meaning::{Class, Literal, Nothing};
use super::classes::{Grammar, Rules};

/// The grammar of the language called `name`, made when first asked for.
pub fn grammar(name: &str) -> Option<&'static Grammar> {
    static GRAMMARS: [OnceLock<Grammar>; LANGUAGES.len()] =
        [const { OnceLock::new() }; LANGUAGES.len()];
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    let at = LANGUAGES.iter().position(|it| it.names.split(' ').any(is_it))?;
    let Entry { language, rules, .. } = LANGUAGES[at];
    Some(GRAMMARS[at].get_or_init(|| Grammar::new(language(), rules)))
}

/// A language that is known.
#[derive(Clone, Copy)]
pub struct Entry {
    /// What fences call it, separated by single spaces.
    pub names: &'static str,
    language: fn() -> Language,
    /// What its nodes count as, beside what all grammars have.
    pub rules: &'static Rules,
}

macro_rules! languages {
    ($($names:literal $language:expr, [$($rule:expr),*];)*) => {
        /// All languages, by name.
        pub const LANGUAGES: &[Entry] = &[
            $(Entry { names: $names, language: || $language.into(), rules: &[$($rule),*] },)*
        ];
    };
}

languages! {
    "sh bash shell zsh ksh bsh fish shell-script console shell-session shellsession sh-session \
     bash-session terminal"
        tree_sitter_bash::LANGUAGE, [];
    "c h" tree_sitter_c::LANGUAGE, [];
    "cpp c++ cc cxx hpp" tree_sitter_cpp::LANGUAGE, [];
    "csharp c# cs" tree_sitter_c_sharp::LANGUAGE,
        [(Class('v'), "property_declaration.name member_access_expression.name")];
    "css scss less" tree_sitter_css::LANGUAGE, [];
    "diff patch udiff" tree_sitter_diff::LANGUAGE, [
        (Class('c'), "index similarity mode"),
        (Class('d'), "deletion"),
        (Class('f'), "location"),
        (Class('i'), "addition"),
        (Class('k'), "command"),
        (Class('t'), "old_file new_file")
    ];
    "dockerfile docker containerfile" tree_sitter_containerfile::LANGUAGE, [
        (Class('a'), "param mount_param"),
        (Class('k'), "cross_build_instruction"),
        (Class('s'), "image_spec"),
        (Class('v'), "arg_pair.name env_pair.name label_pair.key")
    ];
    "go golang" tree_sitter_go::LANGUAGE, [(Class('v'), "keyed_element.key")];
    "graphql gql" tree_sitter_graphql::LANGUAGE, [
        (Class('v'), "alias>name argument>name field>name field_definition>name object_field>name"),
        (Nothing, "alias")
    ];
    "hcl terraform tf tfvars nomad opentofu" tree_sitter_hcl::LANGUAGE, [
        (Class('f'), "function_call>identifier"),
        (Class('k'), "block>identifier"),
        (Class('v'), "attribute>identifier object_elem.key get_attr>identifier")
    ];
    "html htm xhtml vue svelte go-html-template" tree_sitter_html::LANGUAGE, [];
    "ini cfg conf dosini properties editorconfig systemd env dotenv" tree_sitter_ini::LANGUAGE, [];
    "java" tree_sitter_java::LANGUAGE, [(Class('v'), "field_access.field")];
    "javascript js jsx mjs cjs node" tree_sitter_javascript::LANGUAGE, [];
    "json jsonc json5 jsonl geojson webmanifest" tree_sitter_json::LANGUAGE, [];
    "kotlin kt kts" tree_sitter_kotlin_ng::LANGUAGE,
        [(Class('f'), "call_expression>identifier")];
    "lua" tree_sitter_lua::LANGUAGE, [(Class('v'), "field.name dot_index_expression.field")];
    "make makefile mk" tree_sitter_make::LANGUAGE, [
        (Class('f'), "targets function_call.function"),
        (Class('v'), "variable_assignment.name variable_reference")
    ];
    "nix" tree_sitter_nix::LANGUAGE,
        [(Class('f'), "apply_expression.function"), (Class('v'), "attrpath")];
    "php" tree_sitter_php::LANGUAGE_PHP, [];
    "php-without-tags" tree_sitter_php::LANGUAGE_PHP_ONLY, [];
    "powershell ps1 pwsh posh ps" tree_sitter_powershell::LANGUAGE, [
        (Class('a'), "command_parameter"),
        (Class('v'), "member_name hash_entry>key_expression")
    ];
    "python py python3 py3 pyi starlark" tree_sitter_python::LANGUAGE,
        [(Class('v'), "attribute.attribute")];
    "ruby rb rake gemfile" tree_sitter_ruby::LANGUAGE, [];
    "rust rs" tree_sitter_rust::LANGUAGE, [];
    "sql mysql postgresql postgres pgsql plpgsql sqlite" tree_sitter_sequel::LANGUAGE, [
        (Class('f'), "invocation>object_reference"),
        (Class('k'), "keyword_*"),
        (Literal, "literal")
    ];
    "toml" tree_sitter_toml_ng::LANGUAGE, [
        (Class('t'), "table>bare_key table>quoted_key table>dotted_key table_array_element>bare_key \
            table_array_element>quoted_key table_array_element>dotted_key"),
        (Class('v'), "bare_key quoted_key dotted_key")
    ];
    "typescript ts mts cts deno" tree_sitter_typescript::LANGUAGE_TYPESCRIPT, [];
    "tsx" tree_sitter_typescript::LANGUAGE_TSX, [];
    "xml svg rss atom xsl xslt plist" tree_sitter_xml::LANGUAGE_XML, [
        (Class('a'), "Attribute>Name"),
        (Class('k'), "STag>Name ETag>Name EmptyElemTag>Name"),
        (Class('m'), "PI XMLDecl doctypedecl")
    ];
    "yaml yml" tree_sitter_yaml::LANGUAGE, [];
}
