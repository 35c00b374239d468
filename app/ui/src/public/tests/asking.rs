//! "Ask the matcher": what who asks and who answers see.

use super::samples::{answering, ask, mine, take_back};
use super::{check, render};
use crate::public::views::{AnswerAgain, NotTaken, Page};
use domain::lang::Lang;

#[test]
fn who_asked_sees_what_waits_what_was_told_and_the_answer_line_by_line() {
    let has = [
        "هل يمكنني العمل في المساء؟",
        "Nog geen antwoord",
        "De matcher heeft het u verteld",
        "<p dir=\"auto\">Bus 4.</p>",
    ];
    let html = check(Page::Mine(mine()), Lang::Nl, &has, &[]);
    assert_eq!(
        html.matches("href=\"/mijn/vraag/1?lang=nl\"").count(),
        1,
        "only one that waits can be taken back"
    );
    let has = ["Wilt u deze vraag weghalen?", "هل يمكنني", "method=\"post\"", "Nee, laat staan"];
    check(Page::TakeBack(take_back()), Lang::Nl, &has, &[]);
}

#[test]
fn an_answer_to_a_question_that_was_taken_back_is_shown_with_why_it_was_not_stored() {
    let mut page = answering();
    page.again =
        page.again.map(|again| AnswerAgain { why: NotTaken::Gone, typed: "Bus <4>".into(), ..again });
    page.waiting.clear();
    check(Page::Answering(Box::new(page)), Lang::Nl, &["Deze vraag is er niet meer", "Bus &lt;4&gt;"], &[]);
}

#[test]
fn a_question_without_words_is_said_at_its_field_and_above_and_enough_is_enough() {
    let has = ["Schrijf uw vraag op.", "href=\"#field-asks\"", "id=\"field-asks\"", "<textarea"];
    check(Page::Ask(Box::new(ask())), Lang::Nl, &has, &["genoeg vragen"]);
    let mut full = ask();
    (full.enough, full.fault) = (true, None);
    check(Page::Ask(Box::new(full.clone())), Lang::Nl, &["genoeg vragen"], &["<textarea", "error-summary"]);
    full.typed = "Nog <een>?".into();
    check(Page::Ask(Box::new(full)), Lang::Nl, &["genoeg vragen", "Nog &lt;een&gt;?"], &[]);
}

#[test]
fn who_answers_reads_dutch_or_english_and_finds_each_field_once() {
    let html = check(
        Page::Answering(Box::new(answering())),
        Lang::Ar,
        &["Mondeling beantwoord", "leest العربية"],
        &[],
    );
    assert_eq!(html.matches("Schrijf het antwoord korter").count(), 1, "at the one that was sent");
    assert_eq!(html.matches("<textarea").count(), 3);
    check(
        Page::Answering(Box::new(answering())),
        Lang::En,
        &["Answered by word of mouth", "2 more questions"],
        &[],
    );
    let mut empty = answering();
    (empty.waiting, empty.more, empty.again) = (vec![], 0, None);
    check(Page::Answering(Box::new(empty)), Lang::Nl, &["Er wacht geen vraag", "Verbeter het antwoord"], &[]);
    let frame = super::samples::frame(Lang::Nl);
    let html = render(Page::Answering(Box::new(answering())), &frame);
    for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}
