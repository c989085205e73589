//! What editors are told of the elements, in the forms of the Custom Elements Manifest (schema 1.0.0) and of
//! TypeScript declarations.

use std::fmt::Write;

use serde_json::{Value, json};

use super::element::{Attribute, ELEMENTS, EVENTS, Element, PROPERTIES};

/// The Custom Elements Manifest. `cost` is what an element takes, in bytes.
pub fn manifest(cost: &dyn Fn(&Element) -> usize) -> Value {
    let modules = ELEMENTS.iter().map(|element| {
        let attributes = element.all_attributes().map(|it| {
            let mut attribute = json!({
                "name": it.name, "fieldName": it.name, "description": it.description,
                "type": { "text": it.kind },
            });
            if !it.default.is_empty() {
                attribute["default"] = it.default.as_str().into();
            }
            attribute
        });
        let members = element.all_attributes().map(|it| {
            json!({
                "kind": "field", "name": it.name, "attribute": it.name, "reflects": true,
                "description": it.description, "type": { "text": property_kind(it) },
            })
        });
        let events = EVENTS.map(|(name, detail, description)| {
            let detail = if detail.is_empty() { element.detail.as_str() } else { detail };
            json!({ "name": name, "description": description, "type": { "text": format!("CustomEvent<{detail}>") } })
        });
        let base = [("base".to_owned(), "The box around.".to_owned())];
        let parts = base.iter().chain(&element.parts);
        let parts: Vec<Value> = parts.map(|(name, description)| json!({ "name": name, "description": description })).collect();
        let properties = PROPERTIES.map(|(name, description, default)| {
            json!({ "name": name, "description": description, "default": default })
        });
        let slot = match element.reads {
            true => "What it shows; until that is ready, and if it fails, as it stands there.",
            false => "What is shown until the element is ready, and if it fails.",
        };
        let declaration = json!({
            "kind": "class", "customElement": true, "tagName": element.name, "name": element.class(),
            "summary": element.summary,
            "description": format!("{} {} bytes (brotli) of ours, data not counted.", element.summary, cost(element)),
            "superclass": { "name": "HTMLElement" },
            "attributes": attributes.collect::<Vec<_>>(),
            "members": members.collect::<Vec<_>>(),
            "events": events, "cssParts": parts, "cssProperties": properties,
            "slots": [{ "name": "", "description": slot }],
        });
        json!({
            "kind": "javascript-module", "path": "index.js", "declarations": [declaration],
            "exports": [{
                "kind": "custom-element-definition", "name": element.name,
                "declaration": { "name": element.class(), "module": "index.js" },
            }],
        })
    });
    json!({ "schemaVersion": "1.0.0", "modules": modules.collect::<Vec<_>>() })
}

/// What a property holds: a number is written as text.
fn property_kind(attribute: &Attribute) -> &str {
    match attribute.kind.as_str() {
        "number" => "string",
        kind => kind,
    }
}

/// The TypeScript declarations: the elements by tag name, for the DOM and for JSX.
pub fn declarations() -> String {
    let mut text = String::from("// The elements of The Stacks, for TypeScript.\n\n");
    for element in ELEMENTS.iter() {
        let class = element.class();
        let _ = writeln!(
            text,
            "/** {} */\nexport interface {class} extends HTMLElement {{",
            element.summary
        );
        for it in element.all_attributes() {
            let value = match property_kind(it) {
                "boolean" => "boolean".to_owned(),
                "string" => "string".to_owned(),
                kind => format!("{kind} | \"\""),
            };
            let _ = writeln!(text, "  /** {} */\n  {}: {value};", it.description, it.name);
        }
        for (name, detail, description) in EVENTS {
            let detail = if detail.is_empty() { element.detail.as_str() } else { detail };
            let _ = writeln!(
                text,
                "  /** {description} */\n  addEventListener(type: \"{name}\", listener: (event: \
                 CustomEvent<{detail}>) => void, options?: boolean | AddEventListenerOptions): void;"
            );
        }
        text.push_str(
            "  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (event: \
             HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;\n  \
             addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: \
             boolean | AddEventListenerOptions): void;\n}\n\n",
        );
    }
    text.push_str("declare global {\n  interface HTMLElementTagNameMap {\n");
    for element in ELEMENTS.iter() {
        let _ = writeln!(text, "    \"{}\": {};", element.name, element.class());
    }
    text.push_str("  }\n}\n");
    text
}
