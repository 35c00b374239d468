//! "Further questions", for staff: which the fair asks everybody who has a place, and what they answered. Under the
//! workplace's door and drawn each time, so that answers stay out of what a device keeps. The names of things are in the
//! language of staff, as in the workplace.

use super::bits::{hidden, in_lang};
use super::frame::Body;
use super::mine::{said_words, topic_words};
use super::views::{FurtherAsk, FurtherOfPage, FurtherPerson};
use super::{form, staff};
use crate::parts::{Act, Button, ButtonKind, ButtonLink, Check, EmptyState, Pill, PillKind, Seat};
use crate::texts::fair::further as t;
use domain::fair::further::{Answers, Said, Topic, Topics};
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: FurtherOfPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let FurtherOfPage { fair, fair_name, topics, ask, tally, placed, answered, people, more_path } = page;
    let title = t::title(lang);
    let none = (ask.is_none() && topics.is_empty())
        .then(|| view! { <EmptyState title=t::none(lang) text=t::none_text(lang)/> });
    let tally = (!topics.is_empty() && placed > 0).then(|| tallies(tally, placed, answered, lang).into_any());
    let people = (!topics.is_empty()).then(|| everybody(people, more_path, lang).into_any());
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        {none}
        {ask.map(|ask| choose(ask, &topics, lang))}
        {tally}
        {people}
    };
    Body::new(title, staff::page(lang, (), (staff::fair(fair), fair_name), main))
}

/// Which questions are asked.
fn choose(ask: FurtherAsk, topics: &Topics, lang: Lang) -> impl IntoView + use<> {
    let checks: Vec<_> = Topic::ALL
        .iter()
        .map(|topic| {
            let label = topic_words(*topic)(lang).into_text();
            view! { <Check name=form::TOPIC label=label value=topic.as_str() checked=topics.contains(topic)/> }
                .into_any()
        })
        .collect();
    view! {
        <form class="card stack" method="post" action=in_lang(&ask.action, lang)>
            {hidden(form::KEY, ask.key)}
            <fieldset class="stack stack-tight">
                <legend>{t::choose(lang)}</legend>
                <p class="small soft">{t::choose_note(lang)}</p>
                {checks}
            </fieldset>
            <div><Button act=Act::Submit>{t::save(lang)}</Button></div>
        </form>
    }
}

/// How many said what; nobody is named.
fn tallies(tally: Vec<(Topic, Vec<(Said, u32)>)>, placed: u32, answered: u32, lang: Lang) -> impl IntoView {
    let lines: Vec<_> = tally
        .into_iter()
        .map(|(topic, counts)| {
            let counts = counts.into_iter().map(|(said, count)| {
                let words = t::count(lang, count, said_words(said)(lang).into_text());
                view! { <Pill kind=PillKind::Plain>{words}</Pill> }
            });
            view! {
                <li class="line">
                    <div class="line-main">
                        <b>{topic_words(topic)(lang).into_text()}</b>
                        <p class="row">{counts.collect_view()}</p>
                    </div>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="stack stack-tight">
            <h2>{t::together(lang)}</h2>
            <p>{t::answered(lang, answered, placed)}</p>
            <ul class="lines">{lines}</ul>
        </section>
    }
}

fn everybody(people: Vec<FurtherPerson>, more_path: Option<String>, lang: Lang) -> impl IntoView {
    let nobody = people.is_empty().then(|| view! { <p class="soft">{t::nobody(lang)}</p> });
    let lines: Vec<_> = people.into_iter().map(|one| person(one, lang).into_any()).collect();
    let more = more_path.map(|path| {
        view! { <p><ButtonLink href=path kind=ButtonKind::Quiet>{t::more(lang)}</ButtonLink></p> }
    });
    view! {
        <section class="stack stack-tight">
            <h2>{t::people(lang)}</h2>
            {nobody}
            <ul class="lines">{lines}</ul>
            {more}
        </section>
    }
}

fn person(one: FurtherPerson, lang: Lang) -> impl IntoView {
    let FurtherPerson { number, name, answers, path } = one;
    let (words, link) = match answers.is_empty() {
        true => (t::silent(lang).to_owned(), t::fill(lang)),
        false => (in_one_line(&answers, lang), t::mend(lang)),
    };
    let whom = name.clone();
    let fill = path.map(|path| {
        view! {
            <span class="line-trail">
                <ButtonLink href=in_lang(&path, lang) kind=ButtonKind::Plain>
                    {link}<span class="visually-hidden">": "{whom}</span>
                </ButtonLink>
            </span>
        }
    });
    view! {
        <li class="line">
            <span class="line-lead"><Seat number=number.to_string()/></span>
            <div class="line-main"><bdi>{name}</bdi> <p class="small soft">{words}</p></div>
            {fill}
        </li>
    }
}

/// "Do you have a bicycle? Yes · …"
fn in_one_line(answers: &Answers, lang: Lang) -> String {
    let one = |(topic, said): (&Topic, &Said)| {
        format!("{} {}", topic_words(*topic)(lang).into_text(), said_words(*said)(lang).into_text())
    };
    answers.iter().map(one).collect::<Vec<_>>().join(" · ")
}
