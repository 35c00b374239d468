//! What every public page promises, looked at as text.

mod aloud;
mod asking;
mod further;
mod languages;
mod leaning;
mod mail;
mod picture;
mod practical;
mod samples;
mod times;

use super::form::FieldFault;
use super::views::*;
use domain::fair::SignUpRefused;
use domain::lang::Lang;
use leptos::prelude::*;
use samples::*;

const LANGS: [Lang; 3] = [Lang::Nl, Lang::En, Lang::Ar];

/// The page as text. Leptos keeps signals in an arena that belongs to an owner: one for each page, and nothing stays.
fn render(page: Page, frame: &Frame) -> String {
    let owner = Owner::new();
    let html = owner.with(|| super::html(super::document(page, frame)));
    owner.cleanup();
    html
}

/// Shows a page in a language; `has` and `lacks` are looked for in the HTML.
fn check(page: Page, lang: Lang, has: &[&str], lacks: &[&str]) -> String {
    let html = render(page, &frame(lang));
    for text in has {
        assert!(html.contains(text), "missing: {text}\n{html}");
    }
    for text in lacks {
        assert!(!html.contains(text), "unwanted: {text}\n{html}");
    }
    html
}

#[test]
fn no_page_needs_what_the_security_policy_forbids() {
    for page in every_page() {
        for lang in Lang::ALL.iter().copied() {
            check(
                page.clone(),
                lang,
                &["</html>"],
                &["style=", "<style", "onclick", "javascript:", "undefined"],
            );
            let html = render(page.clone(), &frame(lang));
            assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/").count());
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_rank_and_every_id_once() {
    for page in every_page() {
        let html = render(page, &frame(Lang::En));
        assert_eq!(html.matches("<h1").count(), 1, "{html}");
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id stands twice");
    }
}

#[test]
fn the_language_links_lead_back_to_the_same_page() {
    let has = ["href=\"/banenmarkt/1?lang=ar\"", "href=\"/banenmarkt/1?lang=en\"", "aria-current=\"true\""];
    check(Page::Fair(fair(3)), Lang::Nl, &has, &[]);
}

#[test]
fn what_people_typed_is_text_and_never_markup() {
    let mut page = fair(1);
    page.typed.name = "<script>alert(1)</script>\"><b>".into();
    page.vacancies[0].title = "<img src=x>".into();
    check(Page::Fair(page), Lang::Nl, &["&lt;img src=x&gt;"], &["<script>alert", "<img src=x>", "\"><b>"]);
    let mut mine = mine();
    mine.name = "<i>x</i>".into();
    check(Page::Mine(mine), Lang::Nl, &["&lt;i&gt;x"], &["<i>x"]);
}

#[test]
fn a_form_with_mistakes_comes_back_filled_in_with_the_sentences_in_both_places() {
    let mut page = fair(2);
    page.typed = typed(&page);
    page.faults = vec![FieldFault::NameTooLong, FieldFault::NotAdult];
    let html = check(
        Page::Fair(page),
        Lang::Nl,
        &[
            "role=\"alert\"",
            "href=\"#field-name\"",
            "id=\"field-name-error\"",
            "aria-invalid=\"true\"",
            "value=\"Windroos\"",
            "value=\"06-abc\"",
            "href=\"#field-adult\"",
        ],
        &[],
    );
    assert_eq!(html.matches("Deze naam is te lang").count(), 2);
    let checked = |field: &str| html.split('<').any(|tag| tag.contains(field) && tag.contains(" checked"));
    assert!(
        checked("value=\"3\"")
            && checked("value=\"phone\"")
            && checked("value=\"ar\"")
            && checked("value=\"childcare\"")
    );
}

#[test]
fn a_form_without_mistakes_shows_no_error_mark() {
    check(Page::Fair(fair(2)), Lang::Nl, &[], &["class=\"error\"", "error-summary", "aria-invalid"]);
}

#[test]
fn a_full_fair_offers_standby_and_a_closed_one_no_form() {
    let at = |window| {
        let mut page = fair(2);
        page.head.window = window;
        Page::Fair(page)
    };
    check(at(SignUpWindow::StandbyOnly), Lang::Nl, &["Zet mij op de reservelijst", "<form"], &["Ik doe mee"]);
    for window in [SignUpWindow::NotYet, SignUpWindow::Full, SignUpWindow::Closed, SignUpWindow::Cancelled] {
        check(at(window), Lang::Nl, &["Meedoenbalie", "Orderpicker"], &["<form"]);
    }
}

#[test]
fn a_refused_sign_up_says_why_in_the_persons_language() {
    let mut page = fair(1);
    page.refused = Some(SignUpRefused::AlreadySignedUp);
    check(Page::Fair(page.clone()), Lang::En, &["You have signed up already"], &[]);
    page.head.window = SignUpWindow::Closed;
    page.refused = Some(SignUpRefused::Closed);
    check(Page::Fair(page), Lang::Ar, &["انتهى التسجيل. لم يُحفظ شيء"], &["<form"]);
}

#[test]
fn arabic_that_nobody_checked_shows_the_dutch_beside_it() {
    check(Page::Fair(fair(1)), Lang::Ar, &["سأشارك", "lang=\"nl\" class=\"small\"><bdi>Ik doe mee<"], &[]);
    check(Page::Fair(fair(1)), Lang::En, &["I will take part"], &["Ik doe mee"]);
}

#[test]
fn the_pin_stands_behind_a_tap_and_apart_from_the_link() {
    let html = check(Page::SignedUp(signed_up()), Lang::Nl, &["<details>", "04217", "<svg id=\"card\""], &[]);
    let (before, after) = html.split_once("<details>").expect("a fold");
    assert!(!before.contains("04217") && after.contains("04217"));
    let again = Box::new(SignedUpPage { pin: None, ..*signed_up() });
    // A language link would lead away from a page that is shown once.
    assert!(!html.contains("language-pick"));
    check(Page::SignedUp(again), Lang::Nl, &["U heeft uw pincode al gekregen"], &["<details>"]);
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left() {
    let door = |state| Page::CardDoor(CardDoorPage { action: "/k/x".into(), number: 27, state });
    check(door(CardDoor::WrongPin { tries_left: 2 }), Lang::Ar, &["بقيت محاولتان"], &[]);
    check(door(CardDoor::Ask), Lang::Nl, &["action=\"/k/x?lang=nl\"", "inputmode=\"numeric\""], &["nog 2"]);
    check(door(CardDoor::Closed), Lang::Nl, &["Ga naar de Meedoenbalie"], &["<form"]);
}

#[test]
fn without_a_script_the_own_page_renews_itself_when_the_phase_ends() {
    let has = [
        "data-countdown-end=\"1796302800000\"",
        "data-server-now=\"1796302488000\"",
        ">5:12<",
        "data-live-url=\"/banenmarkt/1/live?lang=nl\"",
        "<noscript><meta http-equiv=\"refresh\" content=\"313\"",
        "<a href=\"/banenmarkt/1?lang=nl\">Vernieuw deze pagina",
        "aria-current=\"step\"",
    ];
    check(Page::Mine(mine()), Lang::Nl, &has, &[]);
    let mut paused = mine();
    if let DayNow::Talk { paused, .. } = &mut paused.days[0].now {
        *paused = true;
    }
    let moves = ["data-countdown-end", "http-equiv"];
    check(Page::Mine(paused), Lang::Nl, &["De klok staat even stil", "Vernieuw deze pagina"], &moves);
}

#[test]
fn nobody_is_interrupted_twice_within_twenty_seconds() {
    let mut last = mine();
    if let DayNow::Talk { until, .. } = &mut last.days[0].now {
        *until = last.now;
    }
    check(Page::Mine(last), Lang::Nl, &["http-equiv=\"refresh\" content=\"20\""], &[]);
}

#[test]
fn a_change_says_from_where_to_where() {
    let html = render(Page::Mine(mine()), &frame(Lang::Nl));
    for text in [
        "Was</span><bdi>tafel 9, 14.40 uur",
        "Wordt</span><b><bdi>tafel 12, 14.40 uur",
        "nieuw",
        "gaat niet door",
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn who_is_on_standby_sees_no_table() {
    let mut page = mine();
    page.days[0].standing = Some(domain::fair::Place::Standby(4));
    page.days[0].schedule.clear();
    page.days[0].changes.clear();
    check(Page::Mine(page), Lang::Nl, &["Reservelijst: nummer 4"], &["now-card", "table-no"]);
}

#[test]
fn a_place_that_is_held_is_asked_about_until_a_time_and_after_it_as_long_as_it_is_free() {
    let asked = ["Komt u? Zeg het vóór", "woensdag 2 december, 20.00 uur", "value=\"yes\"", "value=\"no\""];
    let html = check(Page::Mine(offered("19:00:00Z")), Lang::Nl, &asked, &["De tijd is voorbij", "now-card"]);
    let keys: Vec<_> = html.split("name=\"key\" value=\"").skip(1).map(|rest| &rest[..36]).collect();
    assert_ne!(keys[0], keys[1], "yes and no are two wishes");
    check(
        Page::Mine(offered("09:00:00Z")),
        Lang::Nl,
        &["De tijd is voorbij", "Ja, ik kom"],
        &["Zeg het vóór"],
    );
}

#[test]
fn who_let_a_place_lapse_is_told_so_and_can_go_back_on_the_list() {
    let mut page = mine();
    page.days[0].standing = Some(domain::fair::Place::Lapsed);
    page.days[0].withdraw_path = None;
    page.days[0].turn = Some(come_back(true));
    let has = ["Uw plek ging naar iemand anders", "U zei niet op tijd dat u komt", "Ik wil toch meedoen"];
    check(Page::Mine(page.clone()), Lang::Nl, &has, &["now-card", "Ik kan niet komen"]);
    page.days[0].standing = None;
    page.days[0].turn = Some(come_back(false));
    check(Page::Mine(page), Lang::Nl, &["U bent afgemeld", "Ik wil toch meedoen"], &["niet op tijd"]);
}

#[test]
fn others_of_a_group_are_first_names_and_who_leads_it_sees_how_they_stand() {
    let leader = [
        "Regenjas",
        "Paraplu",
        ">heeft een plek<",
        "wacht op een plek",
        "https://wa.me/?text=Kom%20mee",
        "/samen/2",
    ];
    check(Page::Mine(mine()), Lang::Nl, &leader, &[]);
    let mut member = mine();
    member.days[0].together = Some(in_a_group(false));
    let lacks = [">heeft een plek<", "wacht op een plek", "wa.me", "/samen/"];
    check(Page::Mine(member), Lang::Nl, &["Regenjas", "Paraplu", "Ik kom niet met deze groep"], &lacks);
}

#[test]
fn what_a_group_agreed_is_told_to_all_of_it_and_asked_from_who_leads_it() {
    let all = ["De fietsenstalling", "12.45", "Met de fiets", "15.30"];
    check(Page::Mine(mine()), Lang::Nl, &[&all[..], &["/mijn/afspraak/1"]].concat(), &[]);
    let mut member = mine();
    member.days[0].together = Some(in_a_group(false));
    check(Page::Mine(member), Lang::Nl, &all, &["/mijn/afspraak/1"]);
    let html = check(
        Page::Arrange(Box::new(arrange())),
        Lang::Nl,
        &[
            "value=\"De fietsenstalling\"",
            "value=\"12:45\"",
            "href=\"#field-leave_at\"",
            "value=\"half vier\"",
        ],
        &[],
    );
    assert_eq!(html.matches("Deze tijd kennen wij niet").count(), 2, "in the summary and at the field");
    assert!(html.split('<').any(|tag| tag.contains("value=\"bicycle\"") && tag.contains(" checked")));
}

#[test]
fn a_message_is_in_the_language_of_who_gets_it_and_the_names_of_things_in_that_of_staff() {
    let has = [
        "https://wa.me/31612345678?text=%D8%A3",
        "lang=\"ar\" dir=\"rtl\"",
        "lang=\"ti\"",
        "https://werkronde.example/banenmarkt/1?lang=nl",
        "10:00",
        "Is verteld",
        "Toch niet verteld",
        "Nog 3 personen",
    ];
    let html = check(Page::Tell(Box::new(messages())), Lang::Nl, &has, &[]);
    assert_eq!(html.matches("https://wa.me/").count(), 1, "who gave no number gets a slip");
    check(Page::Tell(Box::new(messages())), Lang::So, &["Is verteld"], &[]);
    check(Page::Tell(Box::new(messages())), Lang::En, &["Is told"], &[]);
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(!html.contains("style="), "what the security policy forbids");
    let nobody = TellPage { due: vec![], more: 0, told: vec![], ..messages() };
    check(Page::Tell(Box::new(nobody)), Lang::Nl, &["Er is nu niemand iets te vertellen"], &["<form"]);
}

#[test]
fn the_form_of_a_group_says_so_and_carries_it() {
    let mut page = fair(3);
    page.typed.group = Some(domain::ids::GroupId(uuid::Uuid::from_u128(7)));
    check(Page::Fair(page), Lang::Nl, &["U komt met een groep", "name=\"group\""], &[]);
    check(Page::Fair(fair(3)), Lang::Nl, &[], &["U komt met een groep", "name=\"group\""]);
}

#[test]
fn a_second_interview_is_asked_with_yes_and_no_and_may_be_changed() {
    use domain::follow_up::FollowUpState;
    let at = |state| {
        let mut page = mine();
        page.second_interviews[0].state = state;
        Page::Mine(page)
    };
    check(at(FollowUpState::Asked), Lang::Nl, &["Ja, graag", "Nee, dank u"], &[]);
    check(at(FollowUpState::Accepted), Lang::Nl, &["U zei ja", "Nee, dank u"], &["Ja, graag"]);
    check(at(FollowUpState::TakenBack), Lang::Nl, &["gaat niet door"], &["Ja, graag", "Nee, dank u"]);
}

#[test]
fn ten_thousand_pages_side_by_side_are_all_the_same() {
    let expected: Vec<String> = LANGS.iter().map(|lang| render(Page::Mine(mine()), &frame(*lang))).collect();
    std::thread::scope(|scope| {
        for worker in 0..4_usize {
            let expected = &expected;
            scope.spawn(move || {
                for turn in 0..2_500_usize {
                    let at = (turn + worker) % LANGS.len();
                    assert_eq!(render(Page::Mine(mine()), &frame(LANGS[at])), expected[at]);
                }
            });
        }
    });
}

#[test]
fn a_connection_without_a_lock_is_said_before_anything_is_typed_and_only_there() {
    let open = Frame { open_line: true, ..frame(Lang::Nl) };
    let html = render(Page::Fair(fair(3)), &open);
    let said = html.find("Deze verbinding heeft geen slot").expect("said");
    assert!(html.find("<form").is_some_and(|form| said < form), "before the form");
    check(Page::Fair(fair(3)), Lang::Nl, &[], &["geen slot"]);
}

#[test]
fn what_is_kept_is_listed_with_ones_own_values_and_without_a_date_that_nothing_keeps() {
    let page =
        every_page().into_iter().find(|page| matches!(page, Page::MyData(MyDataPage { mine: Some(_) })));
    let html = render(page.expect("a sample"), &frame(Lang::Nl));
    for own in [
        "Z-027",
        "13:00",
        "Werkt graag met de handen",
        "Twee jaar bakker",
        "Overdag",
        "Bakkerij Korst",
        "u was er",
        "genoeg voor een gesprek",
        "Hij gaat elk half uur.",
    ] {
        assert!(html.contains(own), "{own}");
    }
    assert!(html.contains("na 13 weken zonder antwoord"), "what the dates delete is said");
    assert!(html.contains("Niets hiervan gaat vanzelf weg") && !html.contains("maanden"), "{html}");
}
