//! Choosing which sheets to see: by employer and by verdict. The order is always by number, never by score.

use domain::ids::EmployerId;
use domain::scoring::Verdict;
use sync::views::SheetRow;

/// What is chosen; None is everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    pub employer: Option<EmployerId>,
    pub verdict: Option<Verdict>,
}

/// Employers that have sheets, by name.
pub fn employers(rows: &[SheetRow]) -> Vec<(EmployerId, String)> {
    let mut list: Vec<_> = rows.iter().map(|row| (row.employer, row.employer_name.clone())).collect();
    list.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    list.dedup();
    list
}

/// The wanted sheets, grouped by employer, by number and interviewer within.
pub fn groups(rows: &[SheetRow], wanted: Wanted) -> Vec<(String, Vec<SheetRow>)> {
    let fits = |row: &&SheetRow| {
        wanted.employer.is_none_or(|employer| row.employer == employer)
            && wanted.verdict.is_none_or(|verdict| row.verdict == Some(verdict))
    };
    let group = |(employer, name): (EmployerId, String)| {
        let mut mine: Vec<_> =
            rows.iter().filter(fits).filter(|row| row.employer == employer).cloned().collect();
        mine.sort_by(|a, b| a.number.cmp(&b.number).then_with(|| a.interviewer.cmp(&b.interviewer)));
        (name, mine)
    };
    employers(rows).into_iter().map(group).filter(|(_, mine)| !mine.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{FairId, ResidentId};
    use domain::scoring::{Criterion, Score};
    use uuid::Uuid;

    fn row(employer: u128, number: u32, score: u8, verdict: Verdict) -> SheetRow {
        SheetRow {
            fair: FairId(Uuid::nil()),
            fair_name: "Banenmarkt".into(),
            employer: EmployerId(Uuid::from_u128(employer)),
            employer_name: format!("Werkgever {employer}"),
            resident: ResidentId(Uuid::from_u128(u128::from(number))),
            number,
            name: "Lentelied".into(),
            interviewer: "Vonkje".into(),
            scores: vec![(Criterion::Motivation, Score::try_from(score).expect("a score"))],
            strength: Some("rustig".into()),
            verdict: Some(verdict),
            next_step: None,
            vacancy_title: None,
            hands: Vec::new(),
        }
    }

    fn numbers(groups: &[(String, Vec<SheetRow>)]) -> Vec<Vec<u32>> {
        groups.iter().map(|(_, rows)| rows.iter().map(|row| row.number).collect()).collect()
    }

    #[test]
    fn people_stand_by_number_whatever_their_scores() {
        let rows = [row(1, 9, 4, Verdict::Yes), row(1, 3, 1, Verdict::No), row(2, 5, 2, Verdict::Maybe)];
        assert_eq!(numbers(&groups(&rows, Wanted::default())), [vec![3, 9], vec![5]]);
    }

    #[test]
    fn a_filter_narrows_and_leaves_no_empty_heading() {
        let rows = [row(1, 9, 4, Verdict::Yes), row(2, 5, 2, Verdict::Maybe)];
        let maybe = Wanted { verdict: Some(Verdict::Maybe), ..Wanted::default() };
        assert_eq!(numbers(&groups(&rows, maybe)), [vec![5]]);
        let first = Wanted { employer: Some(EmployerId(Uuid::from_u128(1))), ..Wanted::default() };
        assert_eq!(numbers(&groups(&rows, first)), [vec![9]]);
    }
}
