//! What changed between two texts of one view, so that a screen is sent a line and not the whole hall. Texts are JSON
//! as the server wrote it; this module knows no more of it than that values end at commas.
//!
//! The shortest list of changes by Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), over the pieces
//! between commas. Texts that differ in more than [`PIECES_MAX`] pieces are sent whole.

use serde::{Deserialize, Serialize};

/// Most pieces that differ, taken out and put in together. Bounds the work: pieces times this.
const PIECES_MAX: usize = 256;

/// What makes one text of another: the [`sum`] of the text that is changed, for on any other it does not fit, and the
/// cuts. Without names on the line: reading those would cost the browser a kilobyte of program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits(pub u64, pub Vec<Cut>);

/// Instead of the bytes from the first to before the second stands this. Cuts are in order and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut(pub usize, pub usize, pub String);

/// What a text is called by: FNV-1a of 64 bits, by Fowler, Noll and Vo. Tells texts apart that differ by accident; nobody
/// gains by making two that do not.
pub fn sum(text: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

impl Edits {
    /// The changed text. None: a cut lies outside of it, before an earlier one, or within a letter.
    pub fn apply(&self, old: &str) -> Option<String> {
        let mut new = String::with_capacity(old.len());
        let mut at = 0;
        for Cut(from, until, text) in &self.1 {
            old.get(*from..*until)?;
            new.push_str(old.get(at..*from)?);
            new.push_str(text);
            at = *until;
        }
        new.push_str(old.get(at..)?);
        Some(new)
    }

    /// From one text to another. None: so much changed that the whole is as well sent.
    pub fn between(old: &str, old_sum: u64, new: &str) -> Option<Edits> {
        let (from, to) = (pieces(old), pieces(new));
        let (starts, lands) = (offsets(&from), offsets(&to));
        let mut cuts = Vec::new();
        let (mut at, mut put) = (0, 0);
        let end = Run { from: from.len(), to: to.len(), len: 0 };
        for run in common(&from, &to)?.into_iter().chain([end]) {
            if run.from > at || run.to > put {
                let text = &new[lands[put]..lands[run.to]];
                cuts.push(Cut(starts[at], starts[run.from], text.to_owned()));
            }
            (at, put) = (run.from + run.len, run.to + run.len);
        }
        let sent: usize = cuts.iter().map(|cut| cut.2.len()).sum();
        (sent < new.len() / 2).then_some(Edits(old_sum, cuts))
    }
}

/// A text in pieces that each end with a comma, the last as it ends.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(',').collect()
}

/// Where each piece begins, and where the last one ends.
fn offsets(pieces: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut offsets = vec![0];
    offsets.extend(pieces.iter().map(|piece| {
        at += piece.len();
        at
    }));
    offsets
}

/// Pieces that both have, in a row: `from` in the one, `to` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    from: usize,
    to: usize,
    len: usize,
}

/// The runs that two lists have in common, in order, with the fewest pieces besides. None: too many besides.
fn common(a: &[&str], b: &[&str]) -> Option<Vec<Run>> {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[front..], &b[front..]);
    let back = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (mid_a, mid_b) = (&rest_a[..rest_a.len() - back], &rest_b[..rest_b.len() - back]);
    let mut runs = vec![Run { from: 0, to: 0, len: front }];
    runs.extend(shortest(mid_a, mid_b)?.into_iter().map(|run| Run {
        from: run.from + front,
        to: run.to + front,
        ..run
    }));
    runs.push(Run { from: a.len() - back, to: b.len() - back, len: back });
    Some(runs)
}

/// Myers' greedy search. On diagonal `k` lie the places where `k` more pieces of `a` than of `b` are behind; kept is how
/// many of `a` at most, with `d` pieces that differ. None: more than [`PIECES_MAX`] do.
fn shortest(a: &[&str], b: &[&str]) -> Option<Vec<Run>> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let mut furthest = Furthest(vec![0; 2 * PIECES_MAX + 3]);
    let mut rounds = Vec::new();
    for d in 0..=PIECES_MAX as isize {
        rounds.push(furthest.clone());
        for k in (-d..=d).step_by(2).filter(|k| (-m..=n).contains(k)) {
            let (mut x, _) = furthest.enters(k, d);
            while (0..n).contains(&x) && (0..m).contains(&(x - k)) && a[x as usize] == b[(x - k) as usize] {
                x += 1;
            }
            furthest.0[Furthest::at(k)] = x;
            if (x, x - k) == (n, m) {
                return Some(walked_back(&rounds, n, m));
            }
        }
    }
    None
}

/// Per diagonal, how many pieces of `a` are behind.
#[derive(Clone)]
struct Furthest(Vec<isize>);

impl Furthest {
    fn at(k: isize) -> usize {
        (k + PIECES_MAX as isize + 1) as usize
    }

    /// Where diagonal `k` is entered with the `d`-th piece that differs; true: with one of `b` that is put in, from the
    /// diagonal above; else with one of `a` that is left out.
    fn enters(&self, k: isize, d: isize) -> (isize, bool) {
        let (below, above) = (self.0[Furthest::at(k - 1)], self.0[Furthest::at(k + 1)]);
        match k == -d || (k != d && below < above) {
            _ if d == 0 => (0, false),
            true => (above, true),
            false => (below + 1, false),
        }
    }
}

/// The runs of the way that led here, first to last.
fn walked_back(rounds: &[Furthest], mut x: isize, mut y: isize) -> Vec<Run> {
    let mut runs = Vec::new();
    for (d, before) in rounds.iter().enumerate().rev() {
        let k = x - y;
        let (entered, from_above) = before.enters(k, d as isize);
        if x > entered {
            runs.push(Run {
                from: entered as usize,
                to: (entered - k) as usize,
                len: (x - entered) as usize,
            });
        }
        (x, y) = match from_above {
            true => (entered, entered - k - 1),
            false => (entered - 1, entered - k),
        };
    }
    runs.reverse();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edits(old: &str, new: &str) -> Option<Edits> {
        Edits::between(old, sum(old), new)
    }

    /// A hall of so many people, of whom one is here.
    fn hall(people: usize, here: usize) -> String {
        let person = |n| format!(r#"{{"name":"Gast é {n}","here":{}}}"#, n == here);
        let people: Vec<_> = (0..people).map(person).collect();
        format!(r#"{{"people":[{}],"rev":{here}}}"#, people.join(","))
    }

    #[test]
    fn what_one_tap_changed_is_a_line_of_a_whole_hall() {
        let (old, new) = (hall(400, 7), hall(400, 320));
        let edits = edits(&old, &new).expect("little changed");
        assert_eq!(edits.apply(&old).as_deref(), Some(new.as_str()));
        let sent = serde_json::to_string(&edits).unwrap().len();
        assert!(sent < 200, "{sent} bytes instead of {}", new.len());
    }

    #[test]
    fn what_changed_altogether_is_sent_whole() {
        assert_eq!(edits(&hall(10, 0), &hall(400, 0)), None);
        let (old, new): (Vec<_>, Vec<_>) = (0..400).map(|n| (format!("a{n}"), format!("b{n}"))).unzip();
        assert_eq!(edits(&old.join(","), &new.join(",")), None, "more pieces than are looked at");
    }

    #[test]
    fn cuts_that_do_not_fit_change_nothing() {
        let apply = |cuts: Vec<(usize, usize)>| {
            let cuts = cuts.into_iter().map(|(from, until)| Cut(from, until, "x".into())).collect();
            Edits(0, cuts).apply("aé,b")
        };
        assert_eq!(apply(vec![(0, 1), (4, 5)]).as_deref(), Some("xé,x"));
        for wrong in
            [vec![(4, 6)], vec![(2, 3)], vec![(3, 1)], vec![(3, 4), (0, 1)], vec![(usize::MAX, usize::MAX)]]
        {
            assert_eq!(apply(wrong.clone()), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_sum_is_the_one_that_the_standard_gives() {
        assert_eq!(sum(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(sum("foobar"), 0x8594_4171_f739_67e8);
    }

    /// Few different pieces, so that texts have much in common in many orders.
    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec("[aé]{0,2}|[bc]", 0..60).prop_map(|pieces| pieces.join(","))
    }

    proptest! {
        #[test]
        fn edits_make_the_one_of_the_other(old in text(), new in text()) {
            if let Some(edits) = edits(&old, &new) {
                prop_assert_eq!(edits.apply(&old), Some(new.clone()));
                let over_the_line: Edits = serde_json::from_str(&serde_json::to_string(&edits).unwrap()).unwrap();
                prop_assert_eq!(over_the_line, edits);
            }
        }

        #[test]
        fn a_piece_more_or_less_is_one_cut(old in prop::collection::vec("[a-z]{20}", 8..60), at in 0_usize..8) {
            let mut new = old.clone();
            new.remove(at);
            let (long, short) = (old.join(","), new.join(","));
            for (old, new) in [(&long, &short), (&short, &long)] {
                let edits = edits(old, new).expect("little changed");
                prop_assert_eq!(edits.1.len(), 1);
                prop_assert_eq!(edits.apply(old), Some(new.clone()));
            }
        }
    }
}
