//! What the names of Liquid stand for in one document: `site`, `page`, `include`, and what the text
//! assigns itself. Owns what is known and what is not: a generator that reads one document has no
//! lists of others and no clock.

use super::expression::{Comparison, Condition, Expression, Join, Operand, Path, Step, Test};
use super::filters;
use super::values::Value;
use crate::dialect::{Data, Surroundings};
use crate::document::Document;
use crate::front_matter::Metadata;
use crate::settings::Settings;

/// Why something has no value here that may have had one in Jekyll: what to tell the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap(pub String);

/// What one document may come to: steps and bytes that its constructs touch. More than that no
/// author writes, but includes that include each other ten times over need it at once.
const MOST_WORK: usize = 64 << 20;

/// How many items a list may have that the text counts up itself.
const LONGEST_RANGE: i64 = 10_000;

/// The names that a document's Liquid knows.
pub struct Scope<'a> {
    /// The site's settings.
    pub settings: &'a Settings,
    /// What the data files hold.
    data: &'a Data,
    /// The document.
    pub document: &'a Document,
    /// Its front matter with the site's defaults.
    pub metadata: &'a Metadata,
    /// Its categories, those of its folders first.
    pub categories: &'a [String],
    /// The parameters of the includes that are being read, the innermost last.
    pub includes: Vec<(String, Vec<(String, Value)>)>,
    /// What `assign` and `capture` have set.
    pub assigned: std::collections::HashMap<String, Result<Value, Gap>>,
    /// What loops have set, the innermost last.
    pub loops: Vec<(String, Value)>,
    work: usize,
}

impl<'a> Scope<'a> {
    /// The names of `document`.
    pub fn new(
        surroundings: &Surroundings<'a>,
        document: &'a Document,
        metadata: &'a Metadata,
        categories: &'a [String],
    ) -> Self {
        Self {
            settings: surroundings.settings,
            data: surroundings.data,
            document,
            metadata,
            categories,
            includes: Vec::new(),
            assigned: std::collections::HashMap::new(),
            loops: Vec::new(),
            work: 0,
        }
    }

    /// Notes work done; an error when it has become too much.
    pub fn spend(&mut self, work: usize) -> Result<(), Gap> {
        self.work = self.work.saturating_add(work);
        match self.is_spent() {
            true => Err(Gap("it would come to more than a document may; shorten it".into())),
            false => Ok(()),
        }
    }

    /// Whether the document has come to more than one may.
    pub fn is_spent(&self) -> bool {
        self.work > MOST_WORK
    }

    /// What an expression comes to.
    pub fn expression(&mut self, expression: &Expression) -> Result<Value, Gap> {
        let mut value = self.operand(&expression.operand)?;
        for filter in &expression.filters {
            let arguments = filter.arguments.iter().map(|it| self.operand(it));
            let arguments: Vec<Value> = arguments.collect::<Result<_, _>>()?;
            value = filters::apply(&filter.name, value, &arguments, self.settings)?;
            self.spend(value.weight())?;
        }
        Ok(value)
    }

    /// What `{{ … }}` shows: as [`Scope::expression`], but a name that nothing has set is a gap, so that
    /// it is not dropped without a word.
    pub fn shown(&mut self, expression: &Expression) -> Result<Value, Gap> {
        if let Operand::Path(path) = &expression.operand
            && !expression.filters.iter().any(|it| it.name == "default")
            && self.operand(&expression.operand)? == Value::Nil
        {
            match (path.root.as_str(), path.steps.first()) {
                ("site", Some(Step::Name(name))) if name == "data" => {
                    return Err(Gap(
                        "the data files have no such value; mend the name, or write what it showed"
                            .into(),
                    ));
                }
                ("site", Some(Step::Name(name))) => {
                    return Err(Gap(format!(
                        "the configuration has no `{name}`; add it, or write what it showed"
                    )));
                }
                ("page" | "include", _) => {}
                (root, _) if self.is_set(root) => {}
                (root, _) => {
                    return Err(Gap(format!(
                        "nothing sets `{root}`; if it is meant to be read, put it between raw tags or in code"
                    )));
                }
            }
        }
        self.expression(expression)
    }

    /// Whether a condition holds.
    pub fn holds(&mut self, condition: &Condition) -> Result<bool, Gap> {
        let mut holds = true;
        for (index, (test, join)) in condition.tests.iter().enumerate().rev() {
            let own = self.test(test)?;
            holds = match join {
                _ if index + 1 == condition.tests.len() => own,
                Join::And => own && holds,
                Join::Or => own || holds,
            };
        }
        Ok(holds)
    }

    /// What an operand comes to.
    pub fn operand(&mut self, operand: &Operand) -> Result<Value, Gap> {
        let value = match operand {
            Operand::Literal(value) => value.clone(),
            Operand::Empty | Operand::Blank => Value::text(""),
            Operand::Range(from, to) => {
                let end = |value: Value| match value.number() {
                    Value::Float(number) => number as i64,
                    Value::Integer(number) => number,
                    _ => 0,
                };
                let (from, to) = (end(self.operand(from)?), end(self.operand(to)?));
                if to.saturating_sub(from) > LONGEST_RANGE {
                    return Err(Gap("the range is too long; shorten it".into()));
                }
                Value::List((from..=to).map(Value::Integer).collect())
            }
            Operand::Path(path) => self.path(path)?,
        };
        self.spend(value.weight())?;
        Ok(value)
    }

    fn test(&mut self, Test { left, right }: &Test) -> Result<bool, Gap> {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let value = self.operand(left)?;
        let Some((comparison, operand)) = right else { return Ok(value.is_true()) };
        let other = self.operand(operand)?;
        let is_equal = match (left, operand) {
            (_, Operand::Empty) => value.is_empty(),
            (Operand::Empty, _) => other.is_empty(),
            // Nothing is blank to Liquid outside of Rails.
            (_, Operand::Blank) | (Operand::Blank, _) => false,
            _ => value.equals(&other),
        };
        let order = value.compare(&other);
        Ok(match comparison {
            Comparison::Equal => is_equal,
            Comparison::Unequal => !is_equal,
            Comparison::Less => order == Some(Less),
            Comparison::Greater => order == Some(Greater),
            Comparison::AtMost => matches!(order, Some(Less | Equal)),
            Comparison::AtLeast => matches!(order, Some(Greater | Equal)),
            Comparison::Contains => value.contains(&other),
        })
    }

    fn path(&mut self, Path { root, steps }: &Path) -> Result<Value, Gap> {
        if root == "site"
            && let [Step::Name(name), rest @ ..] = steps.as_slice()
            && name == "data"
            && self.set(root).is_none()
        {
            return self.data(rest);
        }
        let (base, steps) = match (self.set(root), root.as_str(), steps.split_first()) {
            (Some(set), ..) => (set?, steps.as_slice()),
            (None, "page", None) => (Value::from_metadata(self.metadata), &[][..]),
            (None, "page", Some((step, rest))) => {
                let name = self.name(step)?;
                (self.page(&name)?, rest)
            }
            (None, "site", None) => return Err(Gap("name a setting of the site".into())),
            (None, "site", Some((step, rest))) => {
                let name = self.name(step)?;
                (self.site(&name)?, rest)
            }
            (None, "include", Some((step, rest))) => {
                let name = self.name(step)?;
                let parameters = self.includes.last().map(|(_, it)| it.as_slice());
                let parameter = parameters.unwrap_or_default().iter().find(|it| it.0 == name);
                (parameter.map(|(_, value)| value.clone()).unwrap_or_default(), rest)
            }
            (None, "jekyll", Some((Step::Name(name), _))) if name == "environment" => {
                (Value::text("production"), &[][..])
            }
            (None, "content" | "layout" | "paginator" | "theme", _) => {
                return Err(Gap(format!("`{root}` belongs to layouts; write what it showed")));
            }
            (None, ..) => (Value::Nil, &[][..]),
        };
        self.spend(base.weight())?;
        self.steps(base, steps)
    }

    /// What `steps` lead to in the data files. Only that is copied: the whole may be large.
    fn data(&mut self, steps: &[Step]) -> Result<Value, Gap> {
        let mut at = self.data.value();
        if let Some(Step::Name(file)) = steps.first()
            && at.inner(file).is_none()
        {
            return Err(Gap(format!(
                "there is no `{file}` in _data; put it there, or write what it showed"
            )));
        }
        for (index, step) in steps.iter().enumerate() {
            let found = match (step, at) {
                (Step::Name(name), Value::Map(_)) => at.inner(name),
                (Step::At(operand), Value::Map(_)) => {
                    let key = self.operand(operand)?.show();
                    at.inner(&key)
                }
                (Step::At(operand), Value::List(_)) => match self.operand(operand)? {
                    Value::Integer(number) => at.inner_item(number),
                    _ => None,
                },
                _ => None,
            };
            match found {
                Some(inner) => at = inner,
                // `size`, `first` and the like, of what was found.
                None => {
                    self.spend(at.weight())?;
                    return self.steps(at.clone(), &steps[index..]);
                }
            }
        }
        self.spend(at.weight())?;
        Ok(at.clone())
    }

    /// What `steps` lead to from `value`.
    fn steps(&mut self, mut value: Value, steps: &[Step]) -> Result<Value, Gap> {
        for step in steps {
            value = match step {
                Step::Name(name) => value.field(name),
                Step::At(operand) => match self.operand(operand)? {
                    Value::Integer(index) => value.item(index),
                    key => value.field(&key.show()),
                },
            };
        }
        Ok(value)
    }

    /// What the text itself has set under this name.
    fn set(&self, name: &str) -> Option<Result<Value, Gap>> {
        let in_loop = self.loops.iter().rev().find(|(it, _)| it == name);
        in_loop.map(|(_, value)| Ok(value.clone())).or_else(|| self.assigned.get(name).cloned())
    }

    fn name(&mut self, step: &Step) -> Result<String, Gap> {
        match step {
            Step::Name(name) => Ok(name.clone()),
            Step::At(operand) => Ok(self.operand(operand)?.show()),
        }
    }

    /// A field of the document.
    pub fn page(&self, name: &str) -> Result<Value, Gap> {
        let head = &self.document.head;
        let texts = |texts: &[String]| Value::List(texts.iter().map(Value::text).collect());
        let written = self.metadata.field(name).map(|it| Value::from_written(&it.value));
        let written = written.filter(|it| *it != Value::Nil);
        let file = head.path.rsplit('/').next().unwrap_or_default();
        Ok(match (name, written) {
            ("date", _) => head.date.map_or(Value::Nil, Value::Date),
            ("categories", _) => texts(self.categories),
            ("tags", _) => {
                texts(&super::words_of(self.metadata.get(&["tag"]), self.metadata.get(&["tags"])))
            }
            ("url", _) => Value::text(super::own_address(self.document)),
            (_, Some(value)) => value,
            ("title", None) => Value::text(&head.title),
            ("path" | "relative_path", None) => Value::text(&head.path),
            ("name", None) => Value::text(file),
            ("slug", None) => {
                let stem = super::permalink::stem_of(file);
                Value::text(crate::date::from_file_name(stem).map_or(stem, |(_, rest)| rest))
            }
            ("ext", None) => {
                Value::text(file.rsplit_once('.').map_or(String::new(), |it| format!(".{}", it.1)))
            }
            ("dir", None) => Value::text(format!("/{}", head.folder())),
            ("id", None) => Value::text(super::own_address(self.document).trim_end_matches('/')),
            ("draft", None) => Value::Bool(head.draft),
            ("collection", None) => Value::text("posts"),
            ("next" | "previous" | "content" | "output" | "excerpt", None) => {
                return Err(Gap(format!(
                    "`page.{name}` is not known while a document is read; write what it showed"
                )));
            }
            (_, None) => Value::Nil,
        })
    }

    fn site(&self, name: &str) -> Result<Value, Gap> {
        let settings = self.settings;
        let jekyll = &settings.jekyll;
        let is_of_lists = matches!(
            name,
            "posts"
                | "pages"
                | "html_pages"
                | "html_files"
                | "documents"
                | "static_files"
                | "related_posts"
                | "collections"
                | "categories"
                | "tags"
        );
        if is_of_lists || jekyll.collections.iter().any(|it| it.name == name) {
            return Err(Gap(format!(
                "`site.{name}` is a list of other documents, which are not known while one is read; link to them"
            )));
        }
        let written = settings.source.field(name).map(|it| Value::from_written(&it.value));
        let or = |fallback: &str| match fallback {
            "" => Value::Nil,
            text => Value::text(text),
        };
        Ok(match (name, written) {
            ("time", _) => {
                return Err(Gap("the time of the build is not known here; write a date".into()));
            }
            ("url", _) if jekyll.url.is_empty() => {
                Value::text(settings.base_url.trim_end_matches('/'))
            }
            ("url", _) => Value::text(&jekyll.url),
            ("baseurl", _) => Value::text(&jekyll.baseurl),
            (_, Some(value)) => value,
            ("title", None) => or(&settings.title),
            ("description", None) => or(&settings.description),
            ("author", None) => or(&settings.author),
            ("lang" | "locale" | "language", None) => or(&settings.language),
            (_, None) => Value::Nil,
        })
    }

    fn is_set(&self, root: &str) -> bool {
        self.assigned.contains_key(root) || self.loops.iter().any(|(name, _)| name == root)
    }
}
