//! Filters of numbers.

use super::super::scope::Gap;
use super::super::values::Value;
use super::whole;

/// What the filter makes of `input`, if it is one of these.
pub fn apply(name: &str, input: &Value, argument: &Value) -> Option<Result<Value, Gap>> {
    let (a, b) = (input.number(), argument.number());
    let made = match name {
        "plus" => both(&a, &b, i64::saturating_add, |a, b| a + b),
        "minus" => both(&a, &b, i64::saturating_sub, |a, b| a - b),
        "times" => both(&a, &b, i64::saturating_mul, |a, b| a * b),
        "divided_by" | "modulo" if float(&b) == 0.0 => {
            return Some(Err(Gap("it divides by nothing; mend the number".into())));
        }
        "divided_by" => both(&a, &b, floor_division, |a, b| a / b),
        "modulo" => both(
            &a,
            &b,
            |a, b| a.wrapping_sub(floor_division(a, b).wrapping_mul(b)),
            f64::rem_euclid,
        ),
        "abs" => both(&a, &Value::Integer(0), |a, _| a.saturating_abs(), |a, _| a.abs()),
        "at_least" => both(&a, &b, i64::max, f64::max),
        "at_most" => both(&a, &b, i64::min, f64::min),
        "ceil" => Value::Integer(float(&a).ceil() as i64),
        "floor" => Value::Integer(float(&a).floor() as i64),
        "round" => match u32::try_from(whole(argument)) {
            Ok(digits @ 1..=15) => {
                let scale = 10f64.powi(digits.cast_signed());
                Value::Float((float(&a) * scale).round() / scale)
            }
            _ => Value::Integer(float(&a).round() as i64),
        },
        _ => return None,
    };
    Some(Ok(made))
}

fn both(
    a: &Value,
    b: &Value,
    integers: impl Fn(i64, i64) -> i64,
    floats: impl Fn(f64, f64) -> f64,
) -> Value {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Value::Integer(integers(*a, *b)),
        _ => Value::Float(floats(float(a), float(b))),
    }
}

fn float(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        _ => 0.0,
    }
}

/// Towards minus infinity, as Ruby divides.
fn floor_division(a: i64, b: i64) -> i64 {
    let quotient = a.wrapping_div(b);
    let is_inexact = a.wrapping_rem(b) != 0;
    if is_inexact && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}
