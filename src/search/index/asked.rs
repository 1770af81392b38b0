//! The ways to ask by term: which of them hold it, section by section.

/// By term, the sections that are asked for with it and the ways that hold it.
#[derive(Debug, Default)]
pub struct Asked {
    /// By term, where its rows and its ways begin; one more at the end.
    starts: Vec<(u32, u32)>,
    rows: Vec<Row>,
    ways: Vec<u16>,
}

/// A section that is asked for with a term.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    section: u32,
    /// Where its ways end; they begin where those of the row before end.
    end: u32,
}

impl Asked {
    /// Tables the terms of the ways to ask: for each section its terms, each with the number of a way that
    /// holds it, in order.
    #[must_use]
    pub fn new<'s>(terms: usize, by_section: impl Iterator<Item = &'s [(u32, u16)]> + Clone) -> Asked {
        let of_terms = |section: &'s [(u32, u16)]| section.chunk_by(|a, b| a.0 == b.0);
        let mut starts = vec![(0_u32, 0_u32); terms + 1];
        for ways in by_section.clone().flat_map(of_terms) {
            let next = &mut starts[ways[0].0 as usize + 1];
            *next = (next.0 + 1, next.1 + ways.len() as u32);
        }
        for term in 0..terms {
            let before = starts[term];
            let next = &mut starts[term + 1];
            *next = (next.0 + before.0, next.1 + before.1);
        }
        let (row_count, way_count) = starts[terms];
        let mut asked = Asked {
            rows: vec![Row::default(); row_count as usize],
            ways: vec![0; way_count as usize],
            starts,
        };
        let mut free = asked.starts.clone();
        for (number, section) in (0..).zip(by_section) {
            for ways in of_terms(section) {
                let (row, at) = &mut free[ways[0].0 as usize];
                for (place, &(_, way)) in asked.ways[*at as usize..].iter_mut().zip(ways) {
                    *place = way;
                }
                *at += ways.len() as u32;
                asked.rows[*row as usize] = Row { section: number, end: *at };
                *row += 1;
            }
        }
        asked
    }

    /// The ways to ask that hold a term.
    #[must_use]
    pub fn with(&self, term: u32) -> AskedWith<'_> {
        let (start, end) = (self.starts[term as usize], self.starts[term as usize + 1]);
        AskedWith { rows: &self.rows[start.0 as usize..end.0 as usize], start: start.1, ways: &self.ways }
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.starts.as_slice())
            + size_of_val(self.rows.as_slice())
            + size_of_val(self.ways.as_slice())
    }
}

/// The ways to ask that hold a term, section by section.
#[derive(Clone, Copy, Debug)]
pub struct AskedWith<'a> {
    rows: &'a [Row],
    /// Where the first row's ways begin.
    start: u32,
    ways: &'a [u16],
}

impl<'a> AskedWith<'a> {
    /// How many there are in the whole folder.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.last().map_or(0, |last| (last.end - self.start) as usize)
    }

    /// Those of one section, by their numbers.
    #[must_use]
    pub fn of(&self, section: usize) -> &'a [u16] {
        let Ok(at) = self.rows.binary_search_by_key(&section, |row| row.section as usize) else { return &[] };
        let start = at.checked_sub(1).map_or(self.start, |before| self.rows[before].end);
        &self.ways[start as usize..self.rows[at].end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_stand_under_their_terms() {
        let sections: [&[(u32, u16)]; 3] = [&[(0, 0), (0, 2), (2, 1)], &[], &[(0, 1), (1, 0)]];
        let asked = Asked::new(4, sections.into_iter());
        assert_eq!(
            (asked.with(0).of(0), asked.with(0).of(1), asked.with(0).of(2)),
            (&[0, 2][..], &[][..], &[1][..])
        );
        assert_eq!((asked.with(1).of(0), asked.with(1).of(2)), (&[][..], &[0][..]));
        assert_eq!(asked.with(2).of(0), [1]);
        assert_eq!([0, 1, 2, 3].map(|term| asked.with(term).count()), [3, 1, 1, 0]);
    }
}
