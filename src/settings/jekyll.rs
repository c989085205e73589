//! What Jekyll's configuration tells besides what every configuration does.

use crate::front_matter::Metadata;
use crate::warning::Warning;

/// Settings that only Jekyll's documents need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {}

/// Reads what the configuration `metadata` tells into `settings`.
pub fn read(_metadata: &Metadata, _settings: &mut super::Settings, _warnings: &mut Vec<Warning>) {}
