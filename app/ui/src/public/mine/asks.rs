//! What is asked of a resident: would you work there, and would you talk again. A form with a button per answer.

use super::times::times;
use crate::parts::{Act, Button, ButtonKind, Notice, NoticeKind};
use crate::public::bits::{hidden, in_lang};
use crate::public::form;
use crate::public::views::{SecondInterview, TalkToAnswer, TimesStand};
use crate::texts::{Words, public};
use domain::follow_up::FollowUpState;
use domain::lang::Lang;
use domain::scoring::Answer;
use leptos::prelude::*;

pub(super) fn talks(talks: Vec<TalkToAnswer>, action: &str, lang: Lang) -> impl IntoView + use<> {
    let action = in_lang(action, lang);
    talks.into_iter().map(|talk| answer(talk, action.clone(), lang)).collect_view()
}

fn answer(talk: TalkToAnswer, action: String, lang: Lang) -> impl IntoView {
    let title = public::mine::answer_title(lang, &talk.party_name);
    let button = |answer: Answer, words: Words| {
        let chosen = talk.answer == Some(answer);
        let class = if chosen { "button" } else { "button is-quiet" };
        let mark = if chosen { "✓ " } else { "" };
        view! {
            <button class=class name="answer" value=answer.as_str() aria-pressed=chosen.to_string()>
                {mark} {words}
            </button>
        }
    };
    view! {
        <form class="card stack" method="post" action=action>
            {hidden("session", talk.session)} {hidden("party", talk.party)} {hidden(form::KEY, talk.key)}
            <h2>{title}</h2>
            <div class="row">
                {button(Answer::Yes, public::mine::yes(lang))} {button(Answer::Maybe, public::mine::maybe(lang))}
                {button(Answer::No, public::mine::no(lang))}
            </div>
            <p class="small soft">{public::mine::answer_note(lang)}</p>
        </form>
    }
}

pub(super) fn second_interviews(
    list: Vec<SecondInterview>,
    action: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let action = in_lang(action, lang);
    list.into_iter().map(|second| second_interview(second, action.clone(), lang)).collect_view()
}

fn second_interview(second: SecondInterview, action: String, lang: Lang) -> impl IntoView {
    let title = public::mine::second_title(lang, second.employer_name);
    let stands = match second.state {
        FollowUpState::Asked => None,
        // What they said to the times says more.
        FollowUpState::Accepted if !matches!(second.times.stands, TimesStand::Nothing) => None,
        FollowUpState::Accepted => Some((NoticeKind::Good, public::mine::second_accepted(lang))),
        FollowUpState::Declined => Some((NoticeKind::Info, public::mine::second_declined(lang))),
        FollowUpState::TakenBack => Some((NoticeKind::Info, public::mine::second_taken_back(lang))),
    };
    let ask = match second.state {
        FollowUpState::TakenBack => None,
        state => Some(view! {
            <form class="stack" method="post" action=action>
                {hidden(form::FOLLOW_UP, second.follow_up)} {hidden(form::KEY, second.key)}
                <p>{public::mine::second_ask(lang)}</p>
                {wishes(state, lang)}
            </form>
        }),
    };
    let stands = stands.map(|(kind, words)| view! { <Notice kind=kind>{words}</Notice> });
    view! {
        <section class="card is-chosen stack">
            <h2>{title}</h2>
            <p>{public::mine::second_about(lang, &second.vacancy_title)}</p>
            {stands}
            {times(second.times, second.follow_up, lang)}
            {ask}
        </section>
    }
}

/// Asked: both answers. Answered: only the other one, for who changes their mind.
fn wishes(state: FollowUpState, lang: Lang) -> impl IntoView {
    let yes = (state != FollowUpState::Accepted).then(|| {
        view! { <Button act=Act::Submit name="wants" value="yes">{public::mine::second_yes(lang)}</Button> }
    });
    let no = (state != FollowUpState::Declined).then(|| {
        let kind = ButtonKind::Quiet;
        view! { <Button kind=kind act=Act::Submit name="wants" value="no">{public::mine::second_no(lang)}</Button> }
    });
    view! { <div class="row">{yes} {no}</div> }
}
