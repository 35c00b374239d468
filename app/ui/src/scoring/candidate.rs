//! Who sits opposite: what the candidate wants this employer to know, what may be asked, and what may not.

use super::words::spoken;
use crate::parts::{Fact, Facts, Notice, NoticeKind, Pill, PillKind, Seat, Size};
use crate::texts::scoring::candidate as t;
use crate::workplace::context::use_lang;
use leptos::prelude::*;
use sync::views::TabletTalk;

#[component]
pub fn Candidate(talk: Memo<TabletTalk>) -> impl IntoView {
    let lang = use_lang();
    let number = move || talk.with(|talk| talk.number.to_string());
    let name = move || talk.with(|talk| talk.name.clone());
    let interpreter = Memo::new(move |_| talk.with(|talk| talk.interpreter.clone()));
    let absent = Memo::new(move |_| talk.with(|talk| talk.absent));
    let known = move |pick: fn(&TabletTalk) -> &Option<String>| {
        move || talk.with(|talk| pick(talk).clone()).unwrap_or_else(|| t::unknown(lang.get()).to_owned())
    };
    let languages = move || talk.with(|talk| spoken(lang.get(), &talk.spoken));
    view! {
        <section class="candidate stack">
            <div class="candidate-head">
                <Seat number=number size=Size::Large label=move || t::number(lang.get())/>
                <h2><bdi>{name}</bdi></h2>
            </div>
            {move || interpreter.get().map(|who| view! {
                <Pill kind=PillKind::Brand>{move || t::interpreter(lang.get(), &who)}</Pill>
            })}
            {move || absent.get().then(|| view! {
                <Notice kind=NoticeKind::Warn>{move || t::absent(lang.get())}</Notice>
            })}
            <Facts>
                <Fact term=move || t::strength(lang.get())>{known(|talk| &talk.strength)}</Fact>
                <Fact term=move || t::experience(lang.get())>{known(|talk| &talk.experience)}</Fact>
                <Fact term=move || t::languages(lang.get())>{languages}</Fact>
            </Facts>
        </section>
    }
}

/// Standard questions, and the topics that stay closed.
#[component]
pub fn Questions() -> impl IntoView {
    let lang = use_lang();
    let questions: [fn(domain::lang::Lang) -> &'static str; 5] =
        [t::question_1, t::question_2, t::question_3, t::question_4, t::question_5];
    let list = questions.into_iter().map(|ask| view! { <li>{move || ask(lang.get())}</li> }).collect_view();
    view! {
        <section class="questions">
            <h3>{move || t::questions(lang.get())}</h3>
            <ol>{list}</ol>
            <p class="not-ask soft">{move || t::not_ask(lang.get())}</p>
        </section>
    }
}
