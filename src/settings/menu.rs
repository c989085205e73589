//! The main menu of our own settings.

use crate::dialect::language::is_plausible;
use crate::front_matter::{Metadata, Value};
use crate::manifest::Link;
use crate::markdown;
use crate::warning::{Kind, Warning};

/// The `[[menu]]` entries, each with a `title` and a `url`, and the titles that entries have in other
/// languages, under the tag of each: `es = "Acerca de"`.
pub fn read(
    name: &str,
    metadata: &Metadata,
    warnings: &mut Vec<Warning>,
) -> (Vec<Link>, Vec<[String; 3]>) {
    let (mut menu, mut titles) = (Vec::new(), Vec::new());
    let Some(field) = metadata.field("menu") else { return (menu, titles) };
    let Value::List(items) = &field.value else { return (menu, titles) };
    for item in items {
        let text = |key: &str| item.as_map()?.text(&[key]).map(str::to_owned);
        match (text("title"), text("url")) {
            (Some(title), Some(url)) if markdown::is_safe_link(&url) => {
                let fields = item.as_map().map_or(&[][..], |map| &map.fields);
                for field in fields.iter().filter(|it| is_plausible(&it.key)) {
                    let own = field.value.as_text().unwrap_or_default();
                    titles.push([url.clone(), field.key.clone(), own.to_owned()]);
                }
                menu.push(Link { title, url });
            }
            _ => warnings.push(Warning {
                file: name.into(),
                line: field.line,
                column: field.column,
                kind: Kind::Settings,
                found: "a menu entry lacks its title or a url that can be linked to".into(),
                advice: "write [[menu]] with title = \"…\" and url = \"/…/\"".into(),
            }),
        }
    }
    (menu, titles)
}
