//! The name that was probably meant by one that does not exist. Looking for it is slow, so there is
//! a bound on how long a site is looked through.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many pairs of characters are compared at the most, for all names of a site together: about
/// half a second.
const MOST_WORK: usize = 100_000_000;

/// The longest name that is looked for, in bytes.
const LONGEST: usize = 200;

/// Looks for names until its patience is at an end.
#[derive(Debug)]
pub struct Nearest {
    left: AtomicUsize,
}

impl Default for Nearest {
    fn default() -> Self {
        Self { left: AtomicUsize::new(MOST_WORK) }
    }
}

impl Nearest {
    /// The one of `names` that is nearest to `wanted`, if a share of at most one in `tolerance` of
    /// its characters differs; the first in order of two that are equally near.
    pub fn among<'n>(
        &self,
        wanted: &str,
        names: impl Iterator<Item = &'n str>,
        tolerance: usize,
    ) -> Option<&'n str> {
        if wanted.is_empty() || wanted.len() > LONGEST {
            return None;
        }
        let length = wanted.chars().count();
        // A name of one character has nothing in common with any other.
        let most = length.div_ceil(tolerance).min(length - 1);
        let left = self.left.load(Ordering::Relaxed);
        let mut spent = 0;
        let mut nearest: Option<(usize, &str)> = None;
        for name in names {
            // Merely passing over a name is work too.
            spent += 1;
            if spent > left {
                break;
            }
            if name.len().abs_diff(wanted.len()) <= 2 * most && name.len() <= LONGEST {
                spent += wanted.len() * name.len();
                let found = (strsim::osa_distance(wanted, name), name);
                if found.0 <= most && nearest.is_none_or(|it| found < it) {
                    nearest = Some(found);
                }
            }
        }
        let spend = |left: usize| Some(left.saturating_sub(spent));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend);
        nearest.map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near_enough() {
        let near = |wanted| Nearest::default().among(wanted, ["netlify", "about"].into_iter(), 4);
        assert_eq!(near("nettlify"), Some("netlify"));
        assert_eq!(near("abuot"), Some("about"));
        assert_eq!(near("zebra"), None);
        assert_eq!(near(""), None);
    }

    #[test]
    fn patience_ends() {
        let names: Vec<String> = (0..1000).map(|it| format!("{it:0100}")).collect();
        let nearest = Nearest { left: AtomicUsize::new(100_000) };
        let wanted = format!("{:0100}", 999);
        assert_ne!(nearest.among(&wanted, names.iter().map(String::as_str), 4), Some(&*wanted));
        assert_eq!(nearest.among(&wanted, names[..1].iter().map(String::as_str), 4), None);
    }
}
