//! What Pelican's configuration, a Python file, tells. Its literals are read; it is never run.

use crate::front_matter::Metadata;
use crate::warning::Warning;

/// Settings that only Pelican's documents need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {}

/// Reads the assignments of literals in `text`.
pub fn read_configuration(_name: &str, _text: &str) -> (Metadata, Vec<Warning>) {
    (Metadata::default(), Vec::new())
}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(_metadata: &Metadata, _settings: &mut super::Settings, _warnings: &mut Vec<Warning>) {}
