//! One row of the board: where a candidate stands, derived from what happened, with the fact that put them there; and the
//! resident's word about a second interview.

use crate::parts::{Button, ButtonKind, Line, Pill, PillKind, Seat};
use crate::scoring::words::verdict as verdict_words;
use crate::texts::pipeline::candidacies as t;
use crate::texts::pipeline::{stage as s, why as w};
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_me};
use crate::workplace::words::{clock_at, day_at};
use domain::command::Command;
use domain::follow_up::FollowUpState;
use domain::lang::Lang;
use domain::pipeline::{Stage, Why};
use leptos::prelude::*;
use sync::views::CandidacyRow;

pub fn stage_word(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Interest => s::interest(lang),
        Stage::Invited => s::invited(lang),
        Stage::Met => s::met(lang),
        Stage::SecondInterview => s::second_interview(lang),
    }
}

pub fn why_words(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::SignedUp => w::signed_up(lang),
        Why::OnStandby => w::on_standby(lang),
        Why::MustConfirm => w::must_confirm(lang),
        Why::LetLapse => w::let_lapse(lang),
        Why::WaitsForApproval => w::waits_for_approval(lang),
        Why::NoPlace => w::no_place(lang),
        Why::Withdrew => w::withdrew(lang),
        Why::PlannedToMeet => w::planned_to_meet(lang),
        Why::DidNotCome => w::did_not_come(lang),
        Why::TalkTookPlace => w::talk_took_place(lang),
        Why::EmployerNames => w::employer_names(lang),
        Why::EmployerTookBack => w::employer_took_back(lang),
        Why::EmployerAsks => w::employer_asks(lang),
        Why::ResidentAccepted => w::resident_accepted(lang),
        Why::ResidentDeclined => w::resident_declined(lang),
    }
}

/// What it is about: the vacancy, or before a candidacy has begun what the person starred; and how far they are
/// elsewhere.
fn about(lang: Lang, row: &CandidacyRow) -> String {
    let titles = row.titles.join(" · ");
    let mut words = match (row.begun, titles.is_empty()) {
        (_, true) => String::new(),
        (true, false) => t::vacancy(lang, titles),
        (false, false) => t::wishes(lang, titles),
    };
    if row.person > row.stage.stage {
        words = t::further(lang, stage_word(lang, row.person), words);
    }
    words
}

/// Whether the employer may have the telephone number, where that is what comes next.
fn sharing(lang: Lang, row: &CandidacyRow) -> Option<&'static str> {
    let shares = row.shares_phone.filter(|_| row.begun)?;
    Some(if shares { t::shares_phone(lang) } else { t::keeps_phone(lang) })
}

/// Which answers can be written down for this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    Both,
    /// Said yes; may still say no.
    OnlyNo,
    OnlyYes,
    None,
}

fn answers(state: Option<FollowUpState>) -> Answers {
    match state {
        Some(FollowUpState::Asked) => Answers::Both,
        Some(FollowUpState::Accepted) => Answers::OnlyNo,
        Some(FollowUpState::Declined) => Answers::OnlyYes,
        Some(FollowUpState::TakenBack) | None => Answers::None,
    }
}

#[component]
pub fn Row(row: CandidacyRow, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let (why, answer, meets_ms) = (row.stage.why, row.answer, row.meets_ms);
    let (number, name, employer) = (row.number.to_string(), row.name.clone(), row.employer_name.clone());
    let lead = move || view! { <Seat number=number/> };
    let known = row.clone();
    let shares = row.clone();
    let about = move || about(lang.get(), &known);
    let sharing =
        move || sharing(lang.get(), &shares).map(|words| view! { <Pill kind=PillKind::Plain>{words}</Pill> });
    let said = move || {
        answer.map(|answer| {
            let words = t::own_answer(lang.get(), verdict_words(lang.get(), answer));
            view! { <Pill kind=PillKind::Plain>{words}</Pill> }
        })
    };
    let meets = move || {
        let lang = lang.get();
        meets_ms
            .map(|at| view! { <Pill kind=PillKind::Good>{day_at(lang, at)}", "{clock_at(lang, at)}</Pill> })
    };
    view! {
        <Line lead=lead>
            <b><bdi>{name}</bdi></b>" · "{employer}<br/>
            <div class="small">{about}</div>
            <span class="small soft">{move || why_words(lang.get(), why)}</span>" "{said}" "{sharing}" "{meets}
            <AnswerButtons row=row ask=ask/>
        </Line>
    }
}

/// The matcher writes down what the resident said.
#[component]
fn AnswerButtons(row: CandidacyRow, ask: Ask) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let which = answers(row.follow_up_state);
    let (yes_whom, no_whom) = (row.name.clone(), row.name);
    row.follow_up.filter(|_| which != Answers::None).and_then(|follow_up| {
        let command = move |wants| Command::AnswerSecondInterview { follow_up, wants };
        may(me.get_untracked().as_deref(), &command(true)).then(|| {
            view! {
                <div class="row">
                    {matches!(which, Answers::Both | Answers::OnlyYes).then(|| view! {
                        <Button on_press=move |()| ask.ask(command(true))>
                            {move || t::wants(lang.get())}<span class="visually-hidden">": "{yes_whom}</span>
                        </Button>
                    })}
                    {matches!(which, Answers::Both | Answers::OnlyNo).then(|| view! {
                        <Button kind=ButtonKind::Quiet on_press=move |()| ask.ask(command(false))>
                            {move || t::wants_not(lang.get())}<span class="visually-hidden">": "{no_whom}</span>
                        </Button>
                    })}
                </div>
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_employer_took_back_needs_no_answer() {
        assert_eq!(answers(Some(FollowUpState::TakenBack)), Answers::None);
        assert_eq!(answers(None), Answers::None);
    }

    #[test]
    fn a_resident_may_change_their_mind() {
        assert_eq!(answers(Some(FollowUpState::Asked)), Answers::Both);
        assert_eq!(answers(Some(FollowUpState::Accepted)), Answers::OnlyNo);
        assert_eq!(answers(Some(FollowUpState::Declined)), Answers::OnlyYes);
    }

    #[test]
    fn a_row_says_its_vacancy_or_the_wish_what_is_shared_and_where_the_person_is_further() {
        use domain::ids::{EmployerId, ResidentId};
        use domain::pipeline::StageNow;
        let met = StageNow { stage: Stage::Met, why: Why::EmployerAsks };
        let row = CandidacyRow {
            resident: ResidentId(uuid::Uuid::nil()),
            number: 27,
            name: "Lentelied".into(),
            employer: EmployerId(uuid::Uuid::nil()),
            employer_name: "Hotel Het Spoor".into(),
            begun: true,
            titles: vec!["Keukenhulp".into()],
            stage: met,
            person: Stage::Met,
            answer: None,
            follow_up: None,
            follow_up_state: None,
            meets_ms: None,
            shares_phone: Some(false),
        };
        assert_eq!(sharing(Lang::Nl, &row), Some("telefoonnummer niet delen"));
        let shares = CandidacyRow { shares_phone: Some(true), ..row.clone() };
        assert_eq!(sharing(Lang::Nl, &shares), Some("telefoonnummer delen mag"));
        let early = CandidacyRow { begun: false, ..shares };
        assert_eq!(sharing(Lang::Nl, &early), None, "nobody goes on yet");
        assert_eq!(about(Lang::Nl, &row), "voor: Keukenhulp");
        let elsewhere = CandidacyRow { person: Stage::SecondInterview, ..row.clone() };
        assert_eq!(about(Lang::Nl, &elsewhere), "voor: Keukenhulp (elders verder: Tweede gesprek)");
        let titles = vec!["Keukenhulp".into(), "Ontbijt".into()];
        let wish = CandidacyRow { begun: false, titles, ..row };
        assert_eq!(about(Lang::Nl, &wish), "koos zelf: Keukenhulp · Ontbijt");
    }
}
