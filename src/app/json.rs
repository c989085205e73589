//! The browser's JSON values as the contract reads them.

use js_sys::{Array, Object, Reflect};
use the_stacks::manifest::{FromJson, Json, ShapeError};
use wasm_bindgen::{JsCast, JsValue};

/// A value that the browser parsed.
struct Value(JsValue);

/// Reads a value of the contract.
///
/// # Errors
/// When the value has not the shape of `T`.
pub fn read<T: FromJson>(value: JsValue) -> Result<T, ShapeError> {
    T::from_json(Value(value))
}

impl Json for Value {
    fn member(&self, name: &str) -> Option<Self> {
        let is_object = self.0.is_object() && !Array::is_array(&self.0);
        let member = is_object.then(|| Reflect::get(&self.0, &name.into()).ok())??;
        (!member.is_null() && !member.is_undefined()).then_some(Self(member))
    }
    fn text(&self) -> Option<String> {
        self.0.as_string()
    }
    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }
    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        Some(self.0.dyn_ref::<Array>()?.iter().map(Self).collect())
    }
    fn members(&self) -> Option<Vec<(String, Self)>> {
        let object = self.0.dyn_ref::<Object>().filter(|it| !Array::is_array(it))?;
        let mut members = Vec::new();
        for entry in Object::entries(object).iter() {
            let entry: Array = entry.unchecked_into();
            members.push((entry.get(0).as_string()?, Self(entry.get(1))));
        }
        Some(members)
    }
}
