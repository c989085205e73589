//! Expressions of Liquid as they are written: values by their path, literals, chains of filters,
//! conditions. Owns the reading; what they come to is in [`super::scope`] and [`super::filters`].

use super::super::text::DEEPEST;
use super::values::Value;

/// A value with filters behind it: `page.title | upcase`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The value.
    pub operand: Operand,
    /// What is done to it, in order.
    pub filters: Vec<Filter>,
}

/// A value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// Text in quotes, a number, a truth, nil.
    Literal(Value),
    /// The word `empty`.
    Empty,
    /// The word `blank`.
    Blank,
    /// `(1..5)`.
    Range(Box<Operand>, Box<Operand>),
    /// `page.tags[0]`.
    Path(Path),
}

/// The way to a value: the name of a variable, and the steps from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The variable.
    pub root: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `.name`
    Name(String),
    /// `[…]`
    At(Operand),
}

impl Path {
    /// Whether it is `root.name` and no more.
    pub fn is(&self, root: &str, name: &str) -> bool {
        self.root == root && matches!(self.steps.as_slice(), [Step::Name(it)] if it == name)
    }
}

/// A filter with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Operand>,
}

/// A condition: comparisons joined by `and` and `or`, which are read from the right.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The comparisons, each with what joins it to the ones behind it.
    pub tests: Vec<(Test, Join)>,
}

/// A comparison, or a value whose truth is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The value.
    pub left: Operand,
    /// What it is compared by and to.
    pub right: Option<(Comparison, Operand)>,
}

/// What joins a test to the ones behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Both must hold.
    And,
    /// One must hold.
    Or,
}

/// A way to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it.
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    Greater,
    AtMost,
    AtLeast,
    Contains,
}

/// Reads the inside of an output. `None` when it is no expression.
pub fn expression(markup: &str) -> Option<Expression> {
    let mut reader = Reader { rest: markup };
    let expression = reader.expression()?;
    reader.is_done().then_some(expression)
}

/// Reads the condition of an `if`.
pub fn condition(markup: &str) -> Option<Condition> {
    let mut reader = Reader { rest: markup };
    let mut tests = Vec::new();
    loop {
        let left = reader.operand(0)?;
        let right = match reader.comparison() {
            Some(comparison) => Some((comparison, reader.operand(0)?)),
            None => None,
        };
        let join = match () {
            () if reader.word("and") => Join::And,
            () if reader.word("or") => Join::Or,
            () => {
                tests.push((Test { left, right }, Join::And));
                return reader.is_done().then_some(Condition { tests });
            }
        };
        tests.push((Test { left, right }, join));
    }
}

/// Takes a text apart from the front. Each function takes what it names, if it is there.
pub struct Reader<'t> {
    /// What is left.
    pub rest: &'t str,
}

impl<'t> Reader<'t> {
    /// Whether nothing but white space is left.
    pub fn is_done(&self) -> bool {
        self.rest.trim().is_empty()
    }

    /// A value with its filters.
    pub fn expression(&mut self) -> Option<Expression> {
        let operand = self.operand(0)?;
        Some(Expression { operand, filters: self.filters()? })
    }

    /// The filters behind a value.
    pub fn filters(&mut self) -> Option<Vec<Filter>> {
        let mut filters = Vec::new();
        while self.sign("|") {
            let name = self.name()?.to_owned();
            let mut arguments = Vec::new();
            if self.sign(":") {
                loop {
                    // A named argument counts by its place: no filter here has several.
                    let start = self.rest;
                    let is_named = self.name().is_some() && self.sign(":");
                    if !is_named {
                        self.rest = start;
                    }
                    arguments.push(self.operand(0)?);
                    if !self.sign(",") {
                        break;
                    }
                }
            }
            filters.push(Filter { name, arguments });
        }
        Some(filters)
    }

    /// A value.
    pub fn operand(&mut self, depth: usize) -> Option<Operand> {
        if depth > DEEPEST {
            return None;
        }
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        if matches!(first, '"' | '\'') {
            let (text, rest) = self.rest[1..].split_once(first)?;
            self.rest = rest;
            return Some(Operand::Literal(Value::text(text)));
        }
        if first.is_ascii_digit()
            || first == '-' && self.rest[1..].starts_with(|it: char| it.is_ascii_digit())
        {
            return self.number().map(Operand::Literal);
        }
        if self.sign("(") {
            let from = self.operand(depth + 1)?;
            let is_range = self.sign("..");
            let to = self.operand(depth + 1)?;
            let range = Operand::Range(Box::new(from), Box::new(to));
            return (is_range && self.sign(")")).then_some(range);
        }
        let root = self.name()?.to_owned();
        let is_path = self.rest.starts_with(['.', '[']) && !self.rest.starts_with("..");
        let word = match root.as_str() {
            _ if is_path => None,
            "true" => Some(Operand::Literal(Value::Bool(true))),
            "false" => Some(Operand::Literal(Value::Bool(false))),
            "nil" | "null" => Some(Operand::Literal(Value::Nil)),
            "empty" => Some(Operand::Empty),
            "blank" => Some(Operand::Blank),
            _ => None,
        };
        if let Some(word) = word {
            return Some(word);
        }
        let mut steps = Vec::new();
        loop {
            if self.rest.starts_with('[') {
                self.rest = &self.rest[1..];
                steps.push(Step::At(self.operand(depth + 1)?));
                if !self.sign("]") {
                    return None;
                }
            } else if self.rest.starts_with('.') && !self.rest.starts_with("..") {
                self.rest = &self.rest[1..];
                steps.push(Step::Name(self.name()?.to_owned()));
            } else {
                return Some(Operand::Path(Path { root, steps }));
            }
        }
    }

    /// A name: letters, digits, `_` and `-`, and a question mark at its end.
    pub fn name(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let is_name = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
        let mut end = self.rest.find(|it| !is_name(it)).unwrap_or(self.rest.len());
        if end == 0 || self.rest.starts_with('-') {
            return None;
        }
        end += usize::from(self.rest[end..].starts_with('?'));
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(name)
    }

    /// Exactly this sign.
    pub fn sign(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Exactly this word.
    pub fn word(&mut self, word: &str) -> bool {
        let start = self.rest;
        let is_word = self.name() == Some(word);
        if !is_word {
            self.rest = start;
        }
        is_word
    }

    fn number(&mut self) -> Option<Value> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let sign = usize::from(self.rest.starts_with('-'));
        let mut end = sign + digits(&self.rest[sign..]);
        let decimals = self.rest[end..].strip_prefix('.').map_or(0, digits);
        if decimals > 0 {
            end += 1 + decimals;
        }
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        if decimals > 0 {
            return number.parse().ok().map(Value::Float);
        }
        number.parse().ok().map(Value::Integer)
    }

    fn comparison(&mut self) -> Option<Comparison> {
        const SIGNS: [(&str, Comparison); 7] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<>", Comparison::Unequal),
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let found = SIGNS.iter().find(|(sign, _)| self.sign(sign)).map(|(_, it)| *it);
        found.or_else(|| self.word("contains").then_some(Comparison::Contains))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(root: &str, names: &[&str]) -> Operand {
        let steps = names.iter().map(|it| Step::Name((*it).into())).collect();
        Operand::Path(Path { root: root.into(), steps })
    }

    #[test]
    fn paths_literals_and_filters() {
        assert_eq!(expression(" page.title ").unwrap().operand, path("page", &["title"]));
        let chain = expression("'a b' | prepend: site.x, -2.5 | upcase").unwrap();
        assert_eq!(chain.operand, Operand::Literal(Value::text("a b")));
        assert_eq!(
            chain.filters[0].arguments,
            [path("site", &["x"]), Operand::Literal(Value::Float(-2.5))]
        );
        assert_eq!(chain.filters[1].name, "upcase");
        let indexed = expression("page.tags[0].name").unwrap().operand;
        let Operand::Path(Path { steps, .. }) = indexed else { panic!("{indexed:?}") };
        assert_eq!(steps[1], Step::At(Operand::Literal(Value::Integer(0))));
        let range = expression("(1..page.size)").unwrap().operand;
        assert!(matches!(range, Operand::Range(..)));
    }

    #[test]
    fn what_is_no_expression() {
        for text in
            ["", "name: \"Andy\"", "a b", "'open", "a |", "a | b:", "{ x }", "a[", "(1..", "-"]
        {
            assert_eq!(expression(text), None, "{text}");
        }
        assert_eq!(expression(&"a[".repeat(5_000)), None);
    }

    #[test]
    fn conditions() {
        let tests = condition("include.a and page.b != 'c' or d contains \"e\"").unwrap().tests;
        let joins: Vec<Join> = tests.iter().map(|(_, join)| *join).collect();
        assert_eq!(joins[..2], [Join::And, Join::Or]);
        let comparison = |index: usize| tests[index].0.right.as_ref().map(|(it, _)| *it);
        assert_eq!(comparison(0), None);
        assert_eq!(comparison(1), Some(Comparison::Unequal));
        assert_eq!(comparison(2), Some(Comparison::Contains));
        assert_eq!(condition("a == "), None);
        assert_eq!(condition("a and"), None);
    }
}
