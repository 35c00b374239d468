//! Times for second interviews: what who picks one and what who offers them sees.

use super::check;
use super::samples::{at, interview_times, mine, planning, times};
use crate::public::views::{Page, TimeNo, TimesStand};
use domain::follow_up::FollowUpState;
use domain::lang::Lang;

fn with(state: FollowUpState, stands: TimesStand, free: u64) -> Page {
    let mut page = mine();
    page.second_interviews[0].state = state;
    page.second_interviews[0].times = interview_times(stands, free);
    Page::Mine(page)
}

fn picked() -> TimesStand {
    TimesStand::Picked { starts: at("11:30:00"), place: "Receptie".into() }
}

#[test]
fn each_time_is_a_button_and_none_of_them_is_one_too() {
    let has = ["Kies een moment", "donderdag 3 december, 10.30 uur", "Geen van deze momenten past"];
    let html = check(with(FollowUpState::Asked, TimesStand::Nothing, 3), Lang::Nl, &has, &["Uw afspraak"]);
    assert_eq!(html.matches("name=\"time\" value=").count(), 3);
    check(
        with(FollowUpState::Asked, TimesStand::Nothing, 0),
        Lang::Nl,
        &[],
        &["Kies een moment", "Geen van deze"],
    );
    check(with(FollowUpState::Asked, TimesStand::Nothing, 2), Lang::Ar, &["<bdi>", "dir=\"rtl\""], &[]);
}

#[test]
fn what_was_picked_is_said_with_a_calendar_and_another_stays_within_reach() {
    let has =
        ["Uw afspraak", "11.30 uur", "Receptie", "/mijn/agenda.ics", "<details", "Kies een ander moment"];
    check(with(FollowUpState::Accepted, picked(), 2), Lang::Nl, &has, &["Wij maken een afspraak"]);
    check(with(FollowUpState::Accepted, picked(), 0), Lang::Nl, &["11.30 uur"], &["Kies een ander moment"]);
}

#[test]
fn who_lost_a_time_or_came_second_hears_it_kindly_and_sees_what_is_left() {
    let lost = with(FollowUpState::Accepted, TimesStand::Lost, 1);
    check(lost, Lang::Nl, &["gaat niet door", "Kies een moment"], &[]);
    let nothing_left = with(FollowUpState::Accepted, TimesStand::Lost, 0);
    check(nothing_left, Lang::Nl, &["Er is nu geen moment vrij"], &["Kies een moment"]);
    let mut page = mine();
    page.second_interviews[0].times = interview_times(TimesStand::Nothing, 1);
    page.second_interviews[0].times.no = Some(TimeNo::Gone);
    check(Page::Mine(page.clone()), Lang::Nl, &["net niet meer vrij", "Kies een moment"], &[]);
    page.second_interviews[0].times.no = Some(TimeNo::SameTime);
    check(Page::Mine(page), Lang::Nl, &["al een ander tweede gesprek", "Kies een moment"], &["net niet"]);
    let none = with(FollowUpState::Accepted, TimesStand::NoneFits, 2);
    check(none, Lang::Nl, &["U zei dat geen moment past"], &["Geen van deze momenten past"]);
}

#[test]
fn staff_see_who_waits_for_a_time_and_what_must_be_mended() {
    let has =
        ["nog 2 zonder moment", "iedereen heeft een moment", "href=\"/app/follow-up\"", "Terug naar Vervolg"];
    check(Page::Planning(planning()), Lang::Nl, &has, &[]);
    let page = || Page::Times(Box::new(times()));
    let has = [
        "href=\"#field-place\"",
        "value=\"2026-12-08\"",
        "geen moment past",
        "moet nog antwoorden",
        "Windroos",
    ];
    let html = check(page(), Lang::Nl, &has, &[]);
    assert_eq!(html.matches("Schrijf waar het is").count(), 2, "above and at its field");
    check(page(), Lang::So, &["Trek terug"], &[]);
    check(page(), Lang::En, &["Take back"], &[]);
    for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
    let mut full = times();
    full.enough = true;
    check(Page::Times(Box::new(full)), Lang::Nl, &["Er zijn nu genoeg momenten"], &["name=\"clock\""]);
}
