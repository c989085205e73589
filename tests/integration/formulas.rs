//! The arithmetic of the elements that calculate, which is JavaScript: figures worked out by hand are in
//! `tests/formulas`.

use std::process::Command;

use crate::stacks::{complaints, root};

#[test]
fn formulas_give_the_figures_of_the_books() {
    let output =
        Command::new("node").arg(root().join("tests/formulas/check.mjs")).output().unwrap();
    assert!(output.status.success(), "{}", complaints(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "ok\n");
}
