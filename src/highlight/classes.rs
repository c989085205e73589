//! What the nodes of a syntax tree count as.
//!
//! The grammars agree in most of the names they give their nodes, so one table serves them all;
//! what a language has of its own stands in `languages` and goes before it. A rule tells of one of
//!
//! - `kind`: every node of that kind, with all that is in it;
//! - `kind*`: every kind that begins so;
//! - `parent.field`: the child of `parent` in that field;
//! - `parent>kind`: the child of `parent` of that kind.
//!
//! Anonymous nodes that are words need no rule: they are keywords. The letters are those of
//! [`crate::markdown::code::CLASSES`].

use std::num::NonZero;

use tree_sitter::{Language, TreeCursor};

use Meaning::{Class, Embedded, Fresh, Name};

/// What a node counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// The same as its surroundings.
    #[default]
    Nothing,
    /// This class, with all that is in it.
    Class(char),
    /// Code again, within a string or an annotation.
    Fresh,
    /// A keyword, unless it is part of something.
    Word,
    /// A name, whose case tells what it is.
    Name,
    /// A number or a string.
    Literal,
    /// Code of another language.
    Embedded(&'static str),
}

/// Rules, separated by white space, and what they mean.
pub type Rules = [(Meaning, &'static str)];

/// The rules that serve all grammars.
pub const COMMON: &Rules = &[
    (Name, "identifier name constant"),
    (
        Fresh,
        "interpolation template_substitution string_interpolation command_substitution \
         template_interpolation sub_expression jsx_expression arguments \
         argument_list annotation_argument_list attribute_argument_list value_arguments",
    ),
    (Embedded("js"), "script_element>raw_text"),
    (Embedded("css"), "style_element>raw_text"),
    (Embedded("sh"), "shell_command"),
    (
        Class('a'),
        "annotation attribute_item attribute_list attribute_name decorator directive \
         file_annotation inner_attribute_item label lifetime marker_annotation \
         jsx_attribute>property_identifier",
    ),
    (
        Class('c'),
        "Comment block_comment comment hash_bang_line html_comment js_comment line_comment \
         marginalia shebang",
    ),
    (
        Class('f'),
        "command_name function_name \
         constructor_declaration.name function_declaration.name function_declarator.declarator \
         function_definition.name function_expression.name function_item.name \
         function_signature.name function_signature_item.name generator_function_declaration.name \
         local_function_statement.name method.name method_declaration.name method_definition.name \
         method_elem.name method_signature.name singleton_method.name \
         call.function call.method call_expression.function function_call.name \
         function_call_expression.function generic_function.function \
         invocation_expression.function member_call_expression.name method_invocation.name \
         nullsafe_member_call_expression.name scoped_call_expression.name template_function.name",
    ),
    (
        Class('k'),
        "abstract_modifier access_specifier accessibility_modifier at_keyword auto class_modifier \
         crate final_modifier function_modifier implicit_type important inheritance_modifier \
         member_modifier modifier mutable_specifier operation_type override_modifier \
         parameter_modifier php_tag platform_modifier preproc_directive property_modifier \
         readonly_modifier relative_scope self static_modifier storage_class_specifier super \
         super_expression tag_name this this_expression type_qualifier var_modifier \
         virtual_specifier visibility_modifier wildcard_import \
         jsx_opening_element.name jsx_closing_element.name jsx_self_closing_element.name",
    ),
    (
        Class('m'),
        "alias anchor delimited_symbol doctype hash_key_symbol metavariable simple_symbol tag \
         enumerator.name macro_definition.name macro_invocation.macro preproc_def.name \
         preproc_function_def.name",
    ),
    (
        Class('n'),
        "binary_integer_literal bool_lit boolean boolean_literal \
         boolean_scalar boolean_value color_value decimal_floating_point_literal \
         decimal_integer_literal entity false float float_expression float_literal float_scalar \
         float_value hex_floating_point_literal hex_integer_literal \
         hexadecimal_integer_literal html_character_reference imaginary_literal int_literal \
         int_value integer integer_expression integer_literal integer_scalar integer_value iota \
         local_date local_date_time local_time nil none null null_lit null_literal \
         null_scalar null_value number number_literal numeric_lit \
         octal_integer_literal offset_date_time real_literal timestamp_scalar true undefined",
    ),
    (
        Class('s'),
        "AttValue ansi_c_string attribute_value bare_string block_scalar char_literal character \
         character_literal concatenated_string double_quote_scalar double_quoted_string \
         encapsed_string expandable_here_string_literal expandable_string_literal heredoc_beginning \
         heredoc_body heredoc_content heredoc_end heredoc_start heredoc_template hpath_expression \
         indented_string_expression interpolated_string_expression interpreted_string_literal \
         json_string multiline_string_literal \
         nowdoc_body path_expression quoted_attribute_value quoted_template raw_string \
         raw_string_literal regex rune_literal shell_command_expression \
         single_quote_scalar single_quoted_string spath_expression string string_content \
         string_expression string_lit string_literal string_scalar string_value system_lib_string \
         template_literal template_string translated_string uri_expression \
         verbatim_here_string_characters verbatim_string_characters verbatim_string_literal",
    ),
    (
        Class('t'),
        "boolean_type bottom_type cast_type class_name floating_point_type id_name integral_type \
         named_type namespace_identifier namespace_name never_type package_identifier \
         predefined_type primitive_type section_name sized_type_specifier this_type type \
         type_identifier type_name unit_type user_type void_type class_declaration.name \
         class_definition.name new_expression.constructor",
    ),
    (
        Class('v'),
        "automatic_variable class_variable expansion feature_name field_identifier \
         global_variable instance_variable private_property_identifier property_identifier \
         property_name setting_name shorthand_field_identifier shorthand_property_identifier \
         shorthand_property_identifier_pattern simple_expansion special_variable_name variable \
         variable_name block_mapping_pair.key flow_pair.key keyword_argument.name pair.key",
    ),
];

/// The fields that hold the last name of a name with several parts.
const LAST_NAMES: &[&str] =
    &["attribute", "declarator", "field", "function", "method", "name", "property"];

/// A grammar and what its nodes count as.
#[derive(Debug)]
pub struct Grammar {
    pub language: Language,
    /// By kind of node.
    meanings: Vec<Meaning>,
    /// By kind of node, its children's places.
    places: Vec<Vec<(Place, Meaning)>>,
    last_names: Vec<NonZero<u16>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Field(NonZero<u16>),
    Kind(u16),
}

impl Grammar {
    /// The grammar of `language` with the rules it has of its own.
    pub fn new(language: Language, own: &Rules) -> Self {
        let count = language.node_kind_count();
        let field = |name: &&str| language.field_id_for_name(name);
        let mut grammar = Self {
            meanings: vec![Meaning::Nothing; count],
            places: vec![Vec::new(); count],
            last_names: LAST_NAMES.iter().filter_map(field).collect(),
            language,
        };
        grammar.add_where(Meaning::Word, |name, is_named| !is_named && is_word(name));
        for (meaning, rules) in COMMON.iter().chain(own) {
            for rule in rules.split_whitespace() {
                grammar.add(rule, *meaning);
            }
        }
        grammar
    }

    /// What the node at `cursor` counts as by its kind.
    pub fn meaning(&self, kind: u16) -> Meaning {
        self.meanings.get(usize::from(kind)).copied().unwrap_or_default()
    }

    /// What the node at `cursor` counts as by its place in a node of the kind `parent`.
    pub fn place(&self, parent: u16, cursor: &TreeCursor<'_>) -> Option<Meaning> {
        let places = self.places.get(usize::from(parent)).filter(|it| !it.is_empty())?;
        let field = cursor.field_id();
        let kind = cursor.node().kind_id();
        let is_it = |place: &Place| match place {
            Place::Field(id) => field == Some(*id),
            Place::Kind(id) => kind == *id,
        };
        places.iter().find(|(place, _)| is_it(place)).map(|(_, meaning)| *meaning)
    }

    /// Whether the node at `cursor` is the last name of the one it is in.
    pub fn is_last_name(&self, cursor: &TreeCursor<'_>) -> bool {
        cursor.field_id().is_some_and(|it| self.last_names.contains(&it))
    }

    /// Adds a rule; one of an earlier call about the same node no longer holds.
    fn add(&mut self, rule: &str, meaning: Meaning) {
        match rule.split_once(['.', '>']) {
            None => self.add_kind(rule, meaning),
            Some(_) => {
                if let Some((parent, place)) = self.parse_place(rule) {
                    self.places[usize::from(parent)].insert(0, (place, meaning));
                }
            }
        }
    }

    /// The kind of the parent and the child's place in it, if the grammar has both.
    fn parse_place(&self, rule: &str) -> Option<(u16, Place)> {
        let (parent, child) = rule.split_once(['.', '>'])?;
        let place = if rule.contains('>') {
            self.kind(child).map(Place::Kind)
        } else {
            self.language.field_id_for_name(child).map(Place::Field)
        };
        Some((self.kind(parent)?, place?))
    }

    /// Whether the grammar has what a rule is about.
    #[cfg(test)]
    pub fn knows(&self, rule: &str) -> bool {
        rule.ends_with('*') || self.kind(rule).is_some() || self.parse_place(rule).is_some()
    }

    fn add_kind(&mut self, rule: &str, meaning: Meaning) {
        if let Some(start) = rule.strip_suffix('*') {
            self.add_where(meaning, |name, is_named| is_named && name.starts_with(start));
        } else if let Some(kind) = self.kind(rule) {
            self.meanings[usize::from(kind)] = meaning;
        }
    }

    fn add_where(&mut self, meaning: Meaning, is_it: impl Fn(&str, bool) -> bool) {
        for (kind, place) in (0..).zip(&mut self.meanings) {
            let is_named = self.language.node_kind_is_named(kind);
            if self.language.node_kind_for_id(kind).is_some_and(|name| is_it(name, is_named)) {
                *place = meaning;
            }
        }
    }

    fn kind(&self, name: &str) -> Option<u16> {
        let kind = self.language.id_for_node_kind(name, true);
        (kind != 0 && usize::from(kind) < self.meanings.len()).then_some(kind)
    }
}

/// Whether an anonymous node is a keyword, such as `fn`, `#include`, `not in` or `as?`.
fn is_word(name: &str) -> bool {
    let letters = name.trim_start_matches(['#', '@']).trim_end_matches(['!', '?']);
    letters.len() > 1 && letters.bytes().all(|it| it.is_ascii_alphabetic() || b"_ ".contains(&it))
}

/// The class of a name by its case: `Type` or `CONSTANT`.
pub fn of_name(name: &str) -> Option<char> {
    if !name.starts_with(|it: char| it.is_ascii_uppercase()) {
        return None;
    }
    let is_constant = name.len() > 1 && !name.bytes().any(|it| it.is_ascii_lowercase());
    Some(if is_constant { 'm' } else { 't' })
}

/// The class of a literal by its first character.
pub fn of_literal(literal: &str) -> char {
    if literal.starts_with(['\'', '"']) { 's' } else { 'n' }
}
