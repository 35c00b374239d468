//! The policy as a matrix: every command against every kind of actor, written out, so that a change is seen.

mod commands;

use super::*;
use crate::command::Talk;
use crate::ids::*;
use crate::people::Roles;
use crate::rotation::Who;
use crate::text::Name;
use commands::every_command;
use uuid::Uuid;

const fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

const HERE: LocationId = LocationId(id(1));
const ELSEWHERE: LocationId = LocationId(id(2));
const SESSION: SessionId = SessionId(id(10));
const PLAN: PlanId = PlanId(id(11));
const EMPLOYER: EmployerId = EmployerId(id(20));
const RESIDENT: ResidentId = ResidentId(id(30));
const TALK: Talk = Talk { session: SESSION, party: PartyId(id(40)), resident: RESIDENT };

fn name() -> Name {
    Name::parse("Zonnebloem").expect("a name")
}

fn staff(role: Role, location: LocationId) -> Actor {
    Actor::Staff { account: AccountId(id(60)), location, roles: vec![role].into() }
}

fn tablet(confirmed: bool, interviewer: Option<&str>, employer: EmployerId) -> Actor {
    Actor::Tablet {
        device: DeviceId(id(61)),
        location: HERE,
        session: SESSION,
        employer,
        confirmed,
        interviewer: interviewer.map(str::to_owned),
    }
}

fn known() -> Facts {
    Facts {
        location: Some(HERE),
        employer: Some(EMPLOYER),
        resident: Some(RESIDENT),
        meets: Some(true),
        own_account: Some(false),
    }
}

fn allowed(actor: &Actor, facts: &Facts) -> Vec<&'static str> {
    every_command()
        .iter()
        .filter(|command| may(actor, command, facts) == May::Allowed)
        .map(Command::kind)
        .collect()
}

#[test]
fn the_matrix_holds_every_command_once() {
    let mut kinds: Vec<_> = every_command().iter().map(Command::kind).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), 66);
}

#[test]
fn an_organiser_runs_the_day_and_writes_no_sheet() {
    assert_eq!(
        allowed(&staff(Role::Organiser, HERE), &known()),
        [
            "give_new_pin@1",
            "give_new_card@1",
            "confirm_import@1",
            "review_texts@1",
            "put_recording@1",
            "take_recording_away@1",
            "make_fair@1",
            "change_fair@1",
            "seat_employer@1",
            "unseat_employer@1",
            "bring_interpreter@1",
            "open_sign_up@1",
            "close_sign_up@1",
            "ask_approval@1",
            "sign_up@1",
            "withdraw@1",
            "answer_offer@1",
            "come_back@1",
            "decline_sign_up@1",
            "give_place@1",
            "start_group@1",
            "join_group@1",
            "leave_group@1",
            "arrange_group@1",
            "mark_told@1",
            "send_message@1",
            "choose_sharing@1",
            "choose_leaning@1",
            "describe_practical@1",
            "put_picture@1",
            "take_picture_away@1",
            "ask_further@1",
            "answer_further@1",
            "mark_attendance@1",
            "mark_away@1",
            "make_plan@1",
            "publish_plan@1",
            "discard_plan@1",
            "start_day@1",
            "pause@1",
            "resume@1",
            "extend@1",
            "next_phase@1",
            "open_pairing@1",
            "confirm_device@1",
            "revoke_device@1",
            "answer_second_interview@1",
            "offer_time@1",
            "take_time_back@1",
            "choose_time@1",
            "answer_question@1",
        ]
    );
}

#[test]
fn the_desk_signs_up_and_marks_and_gives_pins_and_cards() {
    assert_eq!(
        allowed(&staff(Role::Desk, HERE), &known()),
        [
            "give_new_pin@1",
            "give_new_card@1",
            "sign_up@1",
            "withdraw@1",
            "answer_offer@1",
            "come_back@1",
            "decline_sign_up@1",
            "give_place@1",
            "start_group@1",
            "join_group@1",
            "leave_group@1",
            "arrange_group@1",
            "mark_told@1",
            "send_message@1",
            "choose_sharing@1",
            "choose_leaning@1",
            "answer_further@1",
            "mark_attendance@1",
            "mark_away@1"
        ]
    );
}

#[test]
fn the_desk_says_who_is_late_and_only_the_organiser_closes_a_table() {
    let (table, interpreter) = (TableId(id(70)), InterpreterId(id(71)));
    let hall = Who::Hall(SESSION);
    for who in [Who::Table(table), Who::Interpreter(interpreter), Who::Employer(EMPLOYER), hall] {
        let command = Command::MarkAway { session: SESSION, who, rounds: vec![] };
        assert_eq!(may(&staff(Role::Organiser, HERE), &command, &known()), May::Allowed);
        assert_eq!(may(&staff(Role::Desk, HERE), &command, &known()), May::Refused(Why::Role));
        assert_eq!(may(&staff(Role::Organiser, ELSEWHERE), &command, &known()), May::Refused(Why::NotYours));
    }
}

#[test]
fn a_matcher_follows_up() {
    assert_eq!(
        allowed(&staff(Role::Matcher, HERE), &known()),
        [
            "answer_second_interview@1",
            "offer_time@1",
            "take_time_back@1",
            "choose_time@1",
            "answer_question@1"
        ]
    );
}

#[test]
fn who_only_looks_writes_nothing() {
    for role in [Role::CaseManager, Role::ProjectLeader] {
        assert!(allowed(&staff(role, HERE), &known()).is_empty());
    }
    let projector = Actor::Projector { device: DeviceId(id(62)), location: HERE, session: SESSION };
    assert!(allowed(&projector, &known()).is_empty());
}

#[test]
fn an_administrator_minds_staff_and_wording_and_touches_no_content() {
    assert_eq!(
        allowed(&staff(Role::Administrator, HERE), &known()),
        [
            "create_location@1",
            "invite_staff@1",
            "deactivate_staff@1",
            "readmit_staff@1",
            "reset_password@1",
            "revoke_login@1",
            "review_texts@1",
            "put_recording@1",
            "take_recording_away@1"
        ]
    );
}

#[test]
fn nobody_acts_at_another_location() {
    // A new fair is made at one's own location, wherever that is.
    assert_eq!(allowed(&staff(Role::Organiser, ELSEWHERE), &known()), ["make_fair@1"]);
    for role in [Role::Desk, Role::Matcher] {
        assert!(allowed(&staff(role, ELSEWHERE), &known()).is_empty());
    }
}

#[test]
fn what_was_not_found_is_never_allowed() {
    assert_eq!(
        allowed(&staff(Role::Organiser, HERE), &Facts::default()),
        ["make_fair@1"],
        "it names nothing"
    );
    for role in [Role::Desk, Role::Matcher] {
        assert!(allowed(&staff(role, HERE), &Facts::default()).is_empty());
    }
}

#[test]
fn a_tablet_scores_its_own_employers_talks_once_confirmed() {
    let scores = ["score_criterion@1", "write_strength@1", "write_note@1", "give_verdict@1"];
    let ready = tablet(true, Some("Sanne"), EMPLOYER);
    assert_eq!(allowed(&ready, &known())[1..], scores);
    assert_eq!(allowed(&tablet(true, None, EMPLOYER), &known()), ["pick_interviewer@1"]);
    assert!(allowed(&tablet(false, Some("Sanne"), EMPLOYER), &known()).is_empty());
    let another = tablet(true, Some("Sanne"), EmployerId(id(99)));
    assert_eq!(allowed(&another, &known()), ["pick_interviewer@1"]);
    let stranger = Facts { meets: Some(false), ..known() };
    assert_eq!(allowed(&ready, &stranger), ["pick_interviewer@1"]);
}

#[test]
fn a_resident_answers_and_withdraws_for_themselves_only() {
    let own = Actor::Resident { resident: RESIDENT, location: HERE };
    assert_eq!(
        allowed(&own, &known()),
        [
            "withdraw@1",
            "answer_offer@1",
            "come_back@1",
            "start_group@1",
            "join_group@1",
            "leave_group@1",
            "arrange_group@1",
            "choose_sharing@1",
            "choose_leaning@1",
            "answer_further@1",
            "answer_talk@1",
            "answer_second_interview@1",
            "choose_time@1",
            "ask_matcher@1",
            "take_question_back@1"
        ]
    );
    let other = Actor::Resident { resident: ResidentId(id(98)), location: HERE };
    let facts = Facts { meets: Some(false), ..known() };
    assert!(allowed(&other, &facts).is_empty());
}

#[test]
fn places_are_passed_on_by_the_server_alone() {
    let command = Command::PassPlacesOn { fair: FairId(id(53)) };
    assert_eq!(may(&Actor::System, &command, &known()), May::Allowed);
    for role in [Role::Organiser, Role::Desk, Role::Administrator] {
        assert_eq!(may(&staff(role, HERE), &command, &known()), May::Refused(Why::Role));
    }
}

#[test]
fn a_visitor_signs_up_and_nothing_else() {
    assert_eq!(allowed(&Actor::Visitor { location: HERE }, &known()), ["sign_up@1"]);
}

#[test]
fn nobody_locks_themselves_out_and_anybody_ends_their_own_login() {
    let own = Facts { own_account: Some(true), ..known() };
    let administrator = staff(Role::Administrator, HERE);
    let command = Command::DeactivateStaff { account: AccountId(id(60)) };
    assert_eq!(may(&administrator, &command, &own), May::Refused(Why::Yourself));
    let revoke = Command::RevokeLogin { login: LoginId(id(55)) };
    assert_eq!(may(&staff(Role::Desk, HERE), &revoke, &own), May::Allowed);
}
