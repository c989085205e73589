//! The tags that steer the walk: branches, loops, and what `assign` sets.

use super::{Loop, Reading, Run};
use crate::dialect::jekyll::expression::{Reader, condition, expression};
use crate::dialect::jekyll::liquid::Item;
use crate::dialect::jekyll::scope::Gap;
use crate::dialect::jekyll::values::Value;

impl Run<'_> {
    /// Goes to the branch of an `if`, `unless` or `case` that holds, or behind its end.
    pub(super) fn branch(&mut self, reading: &mut Reading<'_>, opener: usize) -> Result<(), Gap> {
        let mut at = opener;
        let mut case = None;
        loop {
            let Item::Tag { name, markup } = reading.tokens[at].what.item else { return Ok(()) };
            let holds = match name {
                "case" => {
                    case = Some(self.value(markup)?);
                    false
                }
                "when" => self.is_one_of(markup, case.as_ref())?,
                "if" | "elsif" => self.condition(markup)?,
                "unless" => !self.condition(markup)?,
                _ => true,
            };
            if holds {
                reading.jump_behind(at);
                return Ok(());
            }
            match reading.links[at].next {
                Some(next) => at = next,
                None => return Ok(()),
            }
        }
    }

    pub(super) fn condition(&mut self, markup: &str) -> Result<bool, Gap> {
        let condition = condition(markup)
            .ok_or_else(|| Gap(format!("`{markup}` is no condition; both branches are shown")))?;
        self.scope.holds(&condition)
    }

    /// The value of an expression that fills `markup`.
    pub(super) fn value(&mut self, markup: &str) -> Result<Value, Gap> {
        let expression = expression(markup).ok_or_else(|| {
            Gap(format!("`{markup}` is no expression of Liquid; it stays in the text as it is"))
        })?;
        self.scope.expression(&expression)
    }

    /// Whether `value` is one of the values of a `when`.
    pub(super) fn is_one_of(&mut self, markup: &str, value: Option<&Value>) -> Result<bool, Gap> {
        let mut reader = Reader { rest: markup };
        loop {
            let operand = reader.operand(0).ok_or_else(|| {
                Gap(format!("`{markup}` is no list of values; it stays in the text as it is"))
            })?;
            let one = self.scope.operand(&operand)?;
            if value.is_some_and(|it| it.equals(&one)) {
                return Ok(true);
            }
            if !reader.sign(",") && !reader.word("or") {
                return Ok(false);
            }
        }
    }

    pub(super) fn assign(&mut self, markup: &str) -> Result<(), Gap> {
        let (name, expression) = markup
            .split_once('=')
            .ok_or_else(|| Gap("write it as {% assign name = value %}".into()))?;
        let value = self.value(expression);
        self.scope.assigned.insert(name.trim().to_owned(), value.clone());
        value.map(|_| ())
    }

    /// `item in list [limit:n] [offset:n] [reversed]`
    pub(super) fn start_loop(
        &mut self,
        reading: &mut Reading<'_>,
        index: usize,
        markup: &str,
    ) -> Result<(), Gap> {
        let no_loop = || Gap("write it as {% for item in list %}".into());
        let mut reader = Reader { rest: markup };
        let name = reader.name().ok_or_else(no_loop)?.to_owned();
        let list = reader.word("in").then(|| reader.operand(0)).flatten().ok_or_else(no_loop)?;
        let mut items = self.scope.operand(&list)?.items();
        let (mut limit, mut offset, mut is_reversed) = (usize::MAX, 0, false);
        while !reader.is_done() {
            let option = reader.name().ok_or_else(no_loop)?;
            if option == "reversed" {
                is_reversed = true;
                continue;
            }
            let number =
                reader.sign(":").then(|| reader.operand(0)).flatten().ok_or_else(no_loop)?;
            let number = match self.scope.operand(&number)?.number() {
                Value::Integer(number) => usize::try_from(number).unwrap_or(0),
                _ => 0,
            };
            match option {
                "limit" => limit = number,
                "offset" => offset = number,
                _ => return Err(no_loop()),
            }
        }
        items = items.into_iter().skip(offset).take(limit).collect();
        if is_reversed {
            items.reverse();
        }
        if items.is_empty() {
            let next = reading.links[index].next.or(reading.links[index].end);
            reading.jump_behind(next.unwrap_or(index));
            return Ok(());
        }
        reading.loops.push(Loop { opener: index, name, items, index: 0 });
        self.scope.loops.extend([(String::new(), Value::Nil), (String::new(), Value::Nil)]);
        self.set_round(reading);
        Ok(())
    }

    /// Goes back to the start of the loop, or behind its end when it is through.
    pub(super) fn next_round(
        &mut self,
        reading: &mut Reading<'_>,
        opener: usize,
        end: usize,
    ) -> Result<(), Gap> {
        let Some(innermost) = reading.loops.last_mut().filter(|it| it.opener == opener) else {
            // It never ran; its end has nothing to end.
            return Ok(());
        };
        innermost.index += 1;
        if innermost.index < innermost.items.len() {
            reading.jump_behind(opener);
            self.set_round(reading);
        } else {
            self.end_loop(reading);
            reading.jump_behind(end);
        }
        Ok(())
    }

    pub(super) fn end_loop(&mut self, reading: &mut Reading<'_>) {
        reading.loops.pop();
        self.scope.loops.truncate(self.scope.loops.len().saturating_sub(2));
    }

    /// Sets the loop's variable and `forloop` for the round that begins.
    pub(super) fn set_round(&mut self, reading: &Reading<'_>) {
        let Some(Loop { name, items, index, .. }) = reading.loops.last() else { return };
        let length = items.len();
        let number = |it: usize| Value::count(it);
        let about = vec![
            ("index".into(), number(index + 1)),
            ("index0".into(), number(*index)),
            ("rindex".into(), number(length - index)),
            ("rindex0".into(), number(length - index - 1)),
            ("first".into(), Value::Bool(*index == 0)),
            ("last".into(), Value::Bool(index + 1 == length)),
            ("length".into(), number(length)),
        ];
        let from = self.scope.loops.len().saturating_sub(2);
        self.scope.loops.truncate(from);
        self.scope.loops.push(("forloop".into(), Value::Map(about)));
        self.scope.loops.push((name.clone(), items[*index].clone()));
    }
}
