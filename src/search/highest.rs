//! The highest of many scores, most of which are nothing or low.

/// How many scores are looked at together: enough for the processor to compare them side by side, and few
/// enough that a high one among them is soon found.
const BLOCK: usize = 32;

/// The places of the `count` highest scores above nothing, with the scores, best first; of equal ones the
/// first.
#[must_use]
pub fn highest(scores: &[f32], count: usize) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(count + 1);
    let mut least = 0.0;
    for (block, scores) in scores.chunks(BLOCK).enumerate() {
        // Without a way out, so that it is done for several scores at a time.
        if scores.iter().fold(0, |any, &score| any | u32::from(score > least)) == 0 {
            continue;
        }
        for (place, &score) in (block * BLOCK..).zip(scores) {
            if score > least {
                let at = best.partition_point(|&(_, other)| other >= score);
                best.insert(at, (place, score));
                best.truncate(count);
                least = best.get(count - 1).map_or(0.0, |&(_, last)| last);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn as_sorting_finds_them(scores in proptest::collection::vec(0_u8..50, 0..200), count in 1_usize..20) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let mut all: Vec<(usize, f32)> = scores.iter().copied().enumerate().filter(|of| of.1 > 0.0).collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1));
            all.truncate(count);
            proptest::prop_assert_eq!(highest(&scores, count), all);
        }
    }
}
