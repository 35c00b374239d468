//! A candidacy: a person and a vacancy. When it begins, and what the candidacies of a person say about the person.

use super::stage::{StageNow, Why};
use crate::ids::VacancyId;
use crate::scoring::Verdict;

/// The vacancy for which an ended sheet begins a candidacy: the first fact that joins this person and this vacancy
/// after a talk. Stars before it are a wish of one side; they show as interest and begin nothing.
pub fn begins(verdict: Verdict, vacancy: Option<VacancyId>) -> Option<VacancyId> {
    vacancy.filter(|_| verdict != Verdict::No)
}

/// Whether a candidacy goes on. One that a side has ended stays as history and carries nobody further.
pub fn goes_on(now: StageNow) -> bool {
    match now.why {
        Why::Withdrew | Why::NoPlace | Why::LetLapse | Why::EmployerTookBack | Why::ResidentDeclined => false,
        Why::SignedUp
        | Why::OnStandby
        | Why::MustConfirm
        | Why::WaitsForApproval
        | Why::PlannedToMeet
        | Why::DidNotCome
        | Why::TalkTookPlace
        | Why::EmployerNames
        | Why::EmployerAsks
        | Why::ResidentAccepted => true,
    }
}

/// Where a person stands: as far as the furthest of their candidacies that goes on. One job is enough to start, so
/// the slower ones hold nobody back; and one that ended must not make a person look further than they are.
/// None: none goes on.
pub fn furthest(candidacies: impl IntoIterator<Item = StageNow>) -> Option<StageNow> {
    candidacies.into_iter().filter(|now| goes_on(*now)).max_by_key(|now| now.stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Stage;
    use uuid::Uuid;

    const MET: StageNow = StageNow { stage: Stage::Met, why: Why::EmployerAsks };
    const INVITED: StageNow = StageNow { stage: Stage::Invited, why: Why::PlannedToMeet };
    const SECOND: StageNow = StageNow { stage: Stage::SecondInterview, why: Why::ResidentAccepted };
    const DECLINED: StageNow = StageNow { stage: Stage::Met, why: Why::ResidentDeclined };

    #[test]
    fn a_candidacy_begins_with_a_verdict_that_names_a_vacancy() {
        let vacancy = Some(VacancyId(Uuid::from_u128(1)));
        assert_eq!(begins(Verdict::Yes, vacancy), vacancy);
        assert_eq!(begins(Verdict::Maybe, vacancy), vacancy);
        assert_eq!(begins(Verdict::No, vacancy), None);
        assert_eq!(begins(Verdict::Yes, None), None);
    }

    #[test]
    fn a_person_stands_where_their_furthest_candidacy_stands() {
        assert_eq!(furthest([INVITED, SECOND, MET]), Some(SECOND));
        assert_eq!(furthest([]), None);
    }

    #[test]
    fn a_candidacy_that_ended_carries_nobody_further() {
        assert_eq!(furthest([DECLINED, INVITED]), Some(INVITED));
        assert_eq!(furthest([DECLINED]), None);
    }
}
