//! Pages that are made of no document and are no lists: one page, one file in `made/`.

use super::lists::Entries;
use super::output::Output;
use crate::manifest::Menu;
use crate::route::Route;

/// Declares the module of each page, and writes all. `cargo fmt` does not look for modules here, so that
/// `cargo xtask test` names them to it.
macro_rules! pages {
    ($($module:ident,)*) => {
        $(mod $module;)*

        /// Writes the pages, but for those in whose places the author has documents, and returns the
        /// routes of those that the sitemap leaves out.
        pub fn write(
            entries: &Entries<'_>,
            menus: &[Menu],
            output: &mut Output<'_>,
        ) -> Result<Vec<Route>, String> {
            let mut untold = Vec::new();
            $(untold.extend($module::write(entries, menus, output)?);)*
            Ok(untold)
        }
    };
}

pages! {
    search,
}
