//! Further questions: a few answers to tap for each, and each may be passed over. On somebody's own page, and at the desk
//! for who has no phone.

use crate::parts::{Act, Button, ButtonKind, ButtonLink, Seat, Width};
use crate::public::bits::{apart, beside, choice_card, heard, hidden, in_lang, said, said_on_colour};
use crate::public::form;
use crate::public::frame::Body;
use crate::public::views::{FurtherPage, FurtherWay};
use crate::texts::{Words, public};
use domain::fair::further::{Answers, Said, Topic};
use domain::lang::Lang;
use leptos::prelude::*;

pub(in crate::public) fn page(page: FurtherPage, lang: Lang) -> Body {
    let FurtherPage { fair_name, whose, action, key, questions, back_path } = page;
    let whose = whose.map(|(number, name)| {
        view! { <p class="row lead"><Seat number=number.to_string()/> {apart(name)}</p> }
    });
    let asked: Vec<_> =
        questions.iter().map(|(topic, _)| hidden(form::ASKED, topic.as_str()).into_any()).collect();
    let questions: Vec<_> =
        questions.into_iter().map(|(topic, said)| question(topic, said, lang).into_any()).collect();
    let main = view! {
        <h1>{said!(lang, further::title)}</h1>
        <p class="lead" lang="nl">{apart(fair_name)}</p>
        {whose}
        <p>{public::further::note(lang)}</p>
        {heard!(lang, further::note)}
        <form class="stack" method="post" action=in_lang(&action, lang)>
            {hidden(form::KEY, key)} {asked}
            {questions}
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, arrange::save)}</Button>
            <ButtonLink href=in_lang(&back_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, lean::skip)}
            </ButtonLink>
        </form>
    };
    Body::new(public::further::title(lang), main)
}

/// Its answers, and one that takes back what was tapped: a radio button alone cannot.
fn question(topic: Topic, said: Option<Said>, lang: Lang) -> impl IntoView {
    let name = topic.as_str();
    let cards: Vec<_> = topic
        .answers()
        .iter()
        .map(|one| {
            let words = beside(lang, said_words(*one), "source-text");
            choice_card("radio", name, one.as_str(), said == Some(*one), words).into_any()
        })
        .collect();
    let pass = choice_card("radio", name, "", said.is_none(), said!(lang, further::pass));
    // Two and two on a phone; under two answers the last one has a line of its own.
    let (beside_pass, under) = match cards.len() % 2 {
        0 => (None, Some(view! { <div class="choice-cards is-stack">{pass}</div> })),
        _ => (Some(pass), None),
    };
    view! {
        <fieldset class="choice">
            <legend>{beside(lang, topic_words(topic), "source-text")}</legend>
            <div class="choice-cards">{cards} {beside_pass}</div>
            {under}
        </fieldset>
    }
}

/// The way there: what it is about until something was answered, then a link.
pub(super) fn way(way: FurtherWay, lang: Lang) -> AnyView {
    let href = in_lang(&way.path, lang);
    if !way.is_new {
        let words = said_on_colour!(lang, further::change);
        return view! {
            <p class="no-print"><ButtonLink href=href kind=ButtonKind::Quiet>{words}</ButtonLink></p>
        }
        .into_any();
    }
    view! {
        <section class="stack stack-tight no-print" data-tell="">
            <h3>{said!(lang, further::title)}</h3>
            <p>{public::further::note(lang)}</p>
            <ButtonLink href=href width=Width::Wide>{said_on_colour!(lang, further::open)}</ButtonLink>
        </section>
    }
    .into_any()
}

/// What a question asks.
pub(in crate::public) fn topic_words(topic: Topic) -> fn(Lang) -> Words {
    use public::further as t;
    match topic {
        Topic::Hours => t::hours,
        Topic::Start => t::start,
        Topic::Evenings => t::evenings,
        Topic::Weekends => t::weekends,
        Topic::Bicycle => t::bicycle,
        Topic::Licence => t::licence,
        Topic::Cv => t::cv,
        Topic::Practise => t::practise,
    }
}

/// What an answer says.
pub(in crate::public) fn said_words(said: Said) -> fn(Lang) -> Words {
    use public::further as t;
    match said {
        Said::Yes => public::mine::yes,
        Said::Maybe => public::mine::maybe,
        Said::No => public::mine::no,
        Said::UpTo16 => t::up_to_16,
        Said::UpTo32 => t::up_to_32,
        Said::Over32 => t::over_32,
        Said::Now => t::now,
        Said::Month => t::month,
        Said::Later => t::later,
        Said::Help => t::help,
    }
}

/// What somebody answered, question by question.
pub(in crate::public) fn kept(answers: &Answers, lang: Lang) -> Vec<AnyView> {
    let one = |(topic, said): (&Topic, &Said)| {
        view! { {apart(topic_words(*topic)(lang))} " " {apart(said_words(*said)(lang))} }.into_any()
    };
    answers.iter().map(one).collect()
}
