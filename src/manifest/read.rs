//! Reading the contract from a JSON value, whoever parsed it: the browser, or `serde_json` in the
//! tests. Knows the types of members, not the members: those are in [`super`].

use std::collections::BTreeMap;

/// A parsed JSON value, whoever parsed it; one that is cheap to pass on, such as a reference.
pub trait Json: Sized {
    /// The member `name` of an object; `None` when it is absent or null.
    fn member(&self, name: &str) -> Option<Self>;
    /// The value as a string.
    fn text(&self) -> Option<String>;
    /// The value as a number.
    fn number(&self) -> Option<f64>;
    /// The value as a boolean.
    fn flag(&self) -> Option<bool>;
    /// The elements of an array.
    fn items(&self) -> Option<Vec<Self>>;
    /// The members of an object.
    fn members(&self) -> Option<Vec<(String, Self)>>;
}

/// A value that is not what the contract says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeError {
    /// The members that lead to it, joined by dots, such as `latest.3.title`.
    pub path: String,
    /// What should have been there.
    pub expected: &'static str,
}

impl ShapeError {
    fn new(expected: &'static str) -> Self {
        Self { path: String::new(), expected }
    }

    fn within(mut self, member: &str) -> Self {
        self.path =
            if self.path.is_empty() { member.into() } else { format!("{member}.{}", self.path) };
        self
    }
}

impl std::fmt::Display for ShapeError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "`{}` should be {}", self.path, self.expected)
    }
}

/// A value of the contract that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads `value`.
    ///
    /// # Errors
    /// When a required member is missing or a member has another type than the contract gives.
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError>;

    /// What an absent member means, where it may be absent.
    fn when_absent() -> Result<Self, ShapeError> {
        Err(ShapeError::new("present"))
    }

    /// Whether the member is left out when written.
    fn is_absent(&self) -> bool {
        false
    }
}

impl FromJson for String {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        value.text().ok_or(ShapeError::new("text"))
    }
}

impl FromJson for u32 {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        let number = value.number().ok_or(ShapeError::new("a number"))?;
        let whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        if whole { Ok(number as u32) } else { Err(ShapeError::new("a whole number")) }
    }
}

impl FromJson for bool {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        value.flag().ok_or(ShapeError::new("true or false"))
    }
    fn when_absent() -> Result<Self, ShapeError> {
        Ok(false)
    }
    fn is_absent(&self) -> bool {
        !self
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        T::from_json(value).map(Some)
    }
    fn when_absent() -> Result<Self, ShapeError> {
        Ok(None)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        let items = value.items().ok_or(ShapeError::new("an array"))?;
        let mut read = Self::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            read.push(T::from_json(item).map_err(|error| error.within(&index.to_string()))?);
        }
        Ok(read)
    }
    fn when_absent() -> Result<Self, ShapeError> {
        Ok(Vec::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json<J: Json>(value: J) -> Result<Self, ShapeError> {
        let mut map = Self::new();
        // Collecting would sort first, and bring a sorting algorithm into the browser.
        for (name, member) in value.members().ok_or(ShapeError::new("an object"))? {
            let value = T::from_json(member).map_err(|error| error.within(&name))?;
            map.insert(name, value);
        }
        Ok(map)
    }
    fn when_absent() -> Result<Self, ShapeError> {
        Ok(BTreeMap::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Reads the member `name` of an object.
///
/// # Errors
/// When it is missing and may not be, or has another shape.
pub fn read_member<J: Json, T: FromJson>(value: &J, name: &str) -> Result<T, ShapeError> {
    match value.member(name) {
        Some(member) => T::from_json(member),
        None => T::when_absent(),
    }
    .map_err(|error| error.within(name))
}

#[cfg(feature = "cli")]
impl Json for &serde_json::Value {
    fn member(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|value| !value.is_null())
    }
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        Some(self.as_array()?.iter().collect())
    }
    fn members(&self) -> Option<Vec<(String, Self)>> {
        Some(self.as_object()?.iter().map(|(name, value)| (name.clone(), value)).collect())
    }
}
