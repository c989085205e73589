//! Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014) and
//! integer arithmetic alone, since logarithms differ from one C library to the next.

/// A stream of random numbers.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The stream called `stream` of those that `seed` gives; neighbours have nothing in common.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(mix(seed ^ mix(stream.wrapping_add(GAMMA))))
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(GAMMA);
        let wide = u128::from(mix(self.0)) * limit as u128;
        (wide >> 64) as usize
    }

    /// A number from `least` to `most`, both possible.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of `items`, each as likely as the others.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// One of `items` by Zipf's law: the second half as likely as the first, the third a third.
    pub fn zipf<T: Copy>(&mut self, items: &[T]) -> T {
        let weight = |rank: usize| 1_000_000 / (rank + 1);
        let mut left = self.below((0..items.len()).map(weight).sum());
        let rank = (0..items.len()).find(|rank| {
            let found = left < weight(*rank);
            left = left.saturating_sub(weight(*rank));
            found
        });
        items[rank.unwrap_or_default()]
    }

    /// A number whose share of cases below it is spread evenly between `quantiles`.
    pub fn spread(&mut self, quantiles: &[usize]) -> usize {
        let at = self.below(quantiles.len() - 1);
        self.between(quantiles[at], quantiles[at + 1])
    }
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_paper() {
        // The reference implementation's first numbers from the state 0.
        let mut random = Random(0);
        let numbers = [(); 3].map(|()| {
            random.0 = random.0.wrapping_add(GAMMA);
            mix(random.0)
        });
        let reference = [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f];
        assert_eq!(numbers, reference);
    }

    #[test]
    fn the_first_comes_twice_as_often_as_the_second() {
        let mut random = Random::new(1, 1);
        let mut counts = [0_usize; 4];
        for _ in 0..12_000 {
            counts[random.zipf(&[0, 1, 2, 3])] += 1;
        }
        let ratio = counts[0] * 100 / counts[1];
        assert!((185..215).contains(&ratio), "{counts:?}");
    }
}
