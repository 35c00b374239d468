//! The stage of a candidacy (a person and a vacancy), or of a person and an employer before there is one, with the fact
//! that put it there.
//! Stages and entry conditions: domain.md §3. Those after `SecondInterview` get their facts in later work and have none yet.

use crate::fair::{Attendance, SignUpState};
use crate::follow_up::FollowUpState;
use serde::{Deserialize, Serialize};

/// Where someone is. Ordered as the way goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Interesse
    Interest,
    /// Uitgenodigd
    Invited,
    /// Kennisgemaakt
    Met,
    /// Tweede gesprek
    SecondInterview,
}

/// The fact that put someone in their stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    SignedUp,
    OnStandby,
    /// A place is held for them; they have not said yet that they come.
    MustConfirm,
    /// A place is kept for them; staff have not said yet whether they come.
    WaitsForApproval,
    /// Staff decided that there is no place for them this time.
    NoPlace,
    /// Did not say so in time, and the place went on.
    LetLapse,
    Withdrew,
    PlannedToMeet,
    DidNotCome,
    TalkTookPlace,
    EmployerNames,
    EmployerTookBack,
    EmployerAsks,
    ResidentAccepted,
    ResidentDeclined,
}

/// What happened, left of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CandidacyFacts {
    pub sign_up: Option<SignUpState>,
    /// A published plan seats them together.
    pub planned: bool,
    pub attendance: Option<Attendance>,
    /// The party wrote on a sheet, or the round of their meeting is over with the person present.
    pub talked: bool,
    /// None before a candidacy has begun; then whether a sheet still names its vacancy.
    pub named: Option<bool>,
    pub follow_up: Option<FollowUpState>,
}

/// A stage and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StageNow {
    pub stage: Stage,
    pub why: Why,
}

/// Derives the stage; the furthest fact wins.
pub fn stage(facts: CandidacyFacts) -> StageNow {
    let at = |stage, why| StageNow { stage, why };
    match facts.follow_up {
        Some(FollowUpState::Accepted) => return at(Stage::SecondInterview, Why::ResidentAccepted),
        Some(FollowUpState::Asked) => return at(Stage::Met, Why::EmployerAsks),
        Some(FollowUpState::Declined) => return at(Stage::Met, Why::ResidentDeclined),
        Some(FollowUpState::TakenBack) | None => {}
    }
    match facts.named {
        Some(true) => return at(Stage::Met, Why::EmployerNames),
        Some(false) => return at(Stage::Met, Why::EmployerTookBack),
        None => {}
    }
    if facts.talked {
        return at(Stage::Met, Why::TalkTookPlace);
    }
    match facts.sign_up {
        Some(SignUpState::Withdrawn) => at(Stage::Interest, Why::Withdrew),
        Some(SignUpState::Lapsed) => at(Stage::Interest, Why::LetLapse),
        Some(SignUpState::Pending) => at(Stage::Interest, Why::WaitsForApproval),
        Some(SignUpState::Declined) => at(Stage::Interest, Why::NoPlace),
        Some(SignUpState::Standby) => at(Stage::Interest, Why::OnStandby),
        Some(SignUpState::Offered { .. }) => at(Stage::Interest, Why::MustConfirm),
        Some(SignUpState::Placed) if facts.attendance == Some(Attendance::NoShow) => {
            at(Stage::Invited, Why::DidNotCome)
        }
        Some(SignUpState::Placed) if facts.planned => at(Stage::Invited, Why::PlannedToMeet),
        _ => at(Stage::Interest, Why::SignedUp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(facts: CandidacyFacts, expected: Stage, why: Why) {
        assert_eq!(stage(facts), StageNow { stage: expected, why });
    }

    #[test]
    fn each_fact_carries_someone_further() {
        let signed_up = CandidacyFacts { sign_up: Some(SignUpState::Placed), ..Default::default() };
        check(signed_up, Stage::Interest, Why::SignedUp);
        let planned = CandidacyFacts { planned: true, ..signed_up };
        check(planned, Stage::Invited, Why::PlannedToMeet);
        let talked = CandidacyFacts { talked: true, ..planned };
        check(talked, Stage::Met, Why::TalkTookPlace);
        let named = CandidacyFacts { named: Some(true), ..talked };
        check(named, Stage::Met, Why::EmployerNames);
        let asked = CandidacyFacts { follow_up: Some(FollowUpState::Asked), ..named };
        check(asked, Stage::Met, Why::EmployerAsks);
        let accepted = CandidacyFacts { follow_up: Some(FollowUpState::Accepted), ..named };
        check(accepted, Stage::SecondInterview, Why::ResidentAccepted);
    }

    #[test]
    fn an_employer_who_names_the_vacancy_no_more_has_taken_it_back() {
        let taken_back = CandidacyFacts {
            talked: true,
            named: Some(false),
            follow_up: Some(FollowUpState::TakenBack),
            ..Default::default()
        };
        check(taken_back, Stage::Met, Why::EmployerTookBack);
        let calls_instead = CandidacyFacts { named: Some(true), ..taken_back };
        check(calls_instead, Stage::Met, Why::EmployerNames);
    }

    #[test]
    fn who_did_not_come_stays_invited() {
        let absent = CandidacyFacts {
            sign_up: Some(SignUpState::Placed),
            planned: true,
            attendance: Some(Attendance::NoShow),
            ..Default::default()
        };
        check(absent, Stage::Invited, Why::DidNotCome);
    }
}
