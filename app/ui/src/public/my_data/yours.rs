//! The person's own values, each under the name by which the page explains it.

use super::term;
use crate::public::bits::{apart, moment, said};
use crate::public::dates;
use crate::public::mine;
use crate::public::vacancy::{interest_words, language_name};
use crate::public::views::{DayKept, MyData, SecondInterview, TalkToAnswer};
use crate::texts::Words;
use crate::texts::dates::minute_of_day;
use crate::texts::public::{self, my_data as words};
use domain::command::Needs;
use domain::fair::Attendance;
use domain::fair::further::Answers;
use domain::follow_up::FollowUpState;
use domain::lang::Lang;
use domain::people::{Contact, Level, SpokenLang};
use domain::scoring::Answer;
use domain::time::Instant;
use leptos::prelude::*;

pub(super) fn yours(mine: MyData, lang: Lang) -> impl IntoView {
    let spoken = mine.spoken.iter().map(|spoken| spoken_words(*spoken, lang).view()).collect();
    let interests: Vec<_> = mine
        .interests
        .into_iter()
        .map(|(title, interest)| {
            view! { <li><bdi lang="nl">{title}</bdi> " · " {interest_words(interest, lang)}</li> }
        })
        .collect();
    let leans = mine.leanings.into_iter().map(|(fair, leaning)| {
        let leans = mine::leaning_kept(leaning, lang);
        view! { <li><bdi lang="nl">{fair}</bdi> " · " {apart(leans)}</li> }
    });
    let leans: Vec<_> = leans.collect();
    let interests = match interests.is_empty() && leans.is_empty() {
        true => words::nothing(lang).view(),
        false => view! { <ul>{interests} {leans}</ul> }.into_any(),
    };
    // Two pieces: a dash between two numbers would turn around from right to left.
    let hours = match mine.hours {
        Some((from, until)) => view! { {apart(clock(from))} " – " {apart(clock(until))} }.into_any(),
        None => words::nothing(lang).view(),
    };
    let shared: Vec<_> = mine.sharing.into_iter().map(|(fair, phone)| shared(fair, phone, lang)).collect();
    let along: Vec<_> = mine.together.into_iter().map(|(fair, names)| along(fair, names, lang)).collect();
    let along = (!along.is_empty()).then(|| term(words::group(lang), list(along, lang)));
    let told: Vec<_> = mine.told.into_iter().map(|(fair, at)| told(fair, at, lang)).collect();
    let told = (!told.is_empty()).then(|| term(words::told(lang), list(told, lang)));
    let asked: Vec<_> =
        mine.questions.into_iter().map(|one| crate::public::mine::question_kept(one, lang)).collect();
    let asked = (!asked.is_empty()).then(|| term(words::questions(lang), list(asked, lang)));
    let further: Vec<_> =
        mine.further.into_iter().map(|(fair, answers)| further(fair, &answers, lang)).collect();
    let further = (!further.is_empty()).then(|| term(words::further(lang), list(further, lang)));
    let sharing = (!shared.is_empty()).then(|| term(words::sharing(lang), list(shared, lang)));
    let [strength, experience, wishes] = [mine.strength, mine.experience, mine.wishes];
    let about: Vec<_> = [strength, experience, wishes].into_iter().flatten().collect();
    view! {
        <section class="card is-chosen stack stack-tight">
            <h2>{said!(lang, my_data::yours)}</h2>
            <dl class="stack stack-tight">
                {term(words::number(lang), apart(mine.number))}
                {term(words::name(lang), apart(mine.name))}
                {term(words::contact(lang), contact(mine.contact, lang))}
                {term(words::reads(lang), apart(mine.lang.endonym()))}
                {term(words::spoken(lang), list(spoken, lang))}
                {term(words::interests(lang), interests)}
                {term(words::needs(lang), or_none(needs_words(mine.needs, lang), lang))}
                {further}
                {along}
                {sharing}
                {term(words::hours(lang), hours)}
                {term(words::about(lang), apart(or_none(about.join(" · "), lang)))}
                {term(words::file(lang), apart(mine.code.unwrap_or_else(|| words::nothing(lang).into())))}
                {term(words::talks(lang), list(mine.days.iter().map(|day| planned(day, lang)).collect(), lang))}
                {term(words::attendance(lang), list(mine.days.into_iter().map(|day| was_there(day, lang)).collect(), lang))}
                {term(words::answers(lang), list(mine.talks.into_iter().filter_map(|talk| answered(talk, lang)).collect(), lang))}
                {term(words::outcome(lang), list(mine.second_interviews.into_iter().map(|second| outcome(second, lang)).collect(), lang))}
                {told}
                {asked}
            </dl>
        </section>
    }
}

/// How well somebody speaks a language, in words: letters and digits of CEFR say nothing to most.
fn spoken_words(spoken: SpokenLang, lang: Lang) -> Words {
    let language = language_name(spoken.lang, lang);
    match spoken.level {
        Level::NotYet => words::level_not_yet(lang, language),
        Level::A1 => public::vacancy::level_words(lang, language),
        Level::A2 => words::level_talk(lang, language),
        Level::B1 => public::vacancy::level_good(lang, language),
        Level::B2 | Level::C1 | Level::C2 => public::vacancy::level_very_good(lang, language),
        Level::Native => words::level_native(lang, language),
    }
}

/// "13:20", the same in every language.
fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn list(lines: Vec<AnyView>, lang: Lang) -> AnyView {
    if lines.is_empty() {
        return words::nothing(lang).view();
    }
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! { <ul>{lines}</ul> }.into_any()
}

fn planned(day: &DayKept, lang: Lang) -> AnyView {
    let standing = mine::standing(day.standing, lang);
    let talks: Vec<_> = day
        .talks
        .iter()
        .map(|(at, party)| {
            let time = moment(*at, dates::clock(lang, *at));
            view! { <li>{time} " · " <bdi lang="nl">{party.clone()}</bdi></li> }
        })
        .collect();
    let talks = (!talks.is_empty()).then(|| view! { <ul>{talks}</ul> });
    view! { <bdi lang="nl">{day.name.clone()}</bdi> " · " {standing} {talks} }.into_any()
}

fn was_there(day: DayKept, lang: Lang) -> AnyView {
    let word = match day.attendance {
        Attendance::Expected => words::not_known(lang),
        Attendance::Present => words::was_there(lang),
        Attendance::NoShow => words::was_not_there(lang),
    };
    view! { <bdi lang="nl">{day.name}</bdi> " · " {word} }.into_any()
}

/// None: nothing was answered, so nothing is kept.
fn answered(talk: TalkToAnswer, lang: Lang) -> Option<AnyView> {
    let word = match talk.answer? {
        Answer::Yes => public::mine::yes(lang),
        Answer::Maybe => public::mine::maybe(lang),
        Answer::No => public::mine::no(lang),
    };
    Some(view! { <bdi lang="nl">{talk.party_name}</bdi> " · " {word} }.into_any())
}

fn outcome(second: SecondInterview, lang: Lang) -> AnyView {
    let word: Words = match second.state {
        FollowUpState::Asked => words::asked(lang),
        FollowUpState::Accepted => public::mine::yes(lang),
        FollowUpState::Declined => public::mine::no(lang),
        FollowUpState::TakenBack => public::mine::second_taken_back(lang),
    };
    view! {
        <bdi lang="nl">{second.employer_name} ", " {second.vacancy_title}</bdi> " · " {word}
        {mine::time_kept(second.times.stands, lang)}
    }
    .into_any()
}

fn or_none(text: String, lang: Lang) -> String {
    if text.is_empty() { words::nothing(lang).into() } else { text }
}

fn contact(contact: Contact, lang: Lang) -> AnyView {
    match contact {
        Contact::Phone(phone) => view! { <bdi dir="ltr">{String::from(phone)}</bdi> }.into_any(),
        Contact::Email(email) => view! { <bdi dir="ltr">{String::from(email)}</bdi> }.into_any(),
        Contact::Desk => public::fair::contact_desk(lang).view(),
        Contact::RoomSlip => public::fair::contact_room(lang).view(),
    }
}

/// What somebody needs, in one line; empty where it is nothing.
pub(in crate::public) fn needs_words(needs: Needs, lang: Lang) -> String {
    let interpreter = public::fair::need_interpreter(lang);
    let interpreter = match needs.interpreter_lang {
        Some(spoken) => format!("{interpreter} ({})", spoken.endonym()),
        None => interpreter.to_string(),
    };
    let named = [
        needs.interpreter.then_some(interpreter),
        needs.childcare.then(|| public::fair::need_childcare(lang).to_string()),
        needs.transport.then(|| public::fair::need_transport(lang).to_string()),
        needs.leave_at_min.map(|at| public::mine::leave_at(lang, minute_of_day(lang, at)).to_string()),
    ];
    named.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn shared(fair: String, phone: bool, lang: Lang) -> AnyView {
    let chosen = if phone { public::mine::share_yes(lang) } else { public::mine::share_no(lang) };
    view! { <bdi lang="nl">{fair}</bdi> " · " {chosen} }.into_any()
}

fn further(fair: String, answers: &Answers, lang: Lang) -> AnyView {
    let lines: Vec<_> =
        mine::further_kept(answers, lang).into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! { <bdi lang="nl">{fair}</bdi> <ul>{lines}</ul> }.into_any()
}

fn told(fair: String, at: Instant, lang: Lang) -> AnyView {
    view! { <bdi lang="nl">{fair}</bdi> " · " {moment(at, dates::day_of(lang, at))} }.into_any()
}

fn along(fair: String, names: Vec<String>, lang: Lang) -> AnyView {
    let names = match names.is_empty() {
        true => public::mine::group_alone(lang).view(),
        false => view! { <bdi>{names.join(" · ")}</bdi> }.into_any(),
    };
    view! { <bdi lang="nl">{fair}</bdi> " · " {names} }.into_any()
}
