//! "Ask the matcher": what somebody asked and what they were answered, and the page on which they ask.

use crate::parts::{
    Act, Button, ButtonKind, ButtonLink, Notice, NoticeKind, Pill, PillKind, TextArea, Width,
};
use crate::public::bits::{apart, error_summary, heard, hidden, in_lang, moment, said, said_on_colour};
use crate::public::dates;
use crate::public::form;
use crate::public::frame::Body;
use crate::public::views::{AskPage, OwnQuestion, TakeBackPage};
use crate::texts::public;
use domain::lang::Lang;
use domain::text::Note;
use leptos::prelude::*;

pub(super) fn card(asked: Vec<OwnQuestion>, path: &str, lang: Lang) -> impl IntoView + use<> {
    let lines: Vec<_> = asked.into_iter().map(|one| line(one, lang).into_any()).collect();
    let list = (!lines.is_empty()).then(|| view! { <ul class="lines">{lines}</ul> });
    view! {
        <section class="card stack">
            <h2>{said!(lang, ask::title)}</h2>
            {list}
            <p class="no-print">
                <ButtonLink href=in_lang(path, lang) kind=ButtonKind::Quiet>{said_on_colour!(lang, ask::new)}</ButtonLink>
            </p>
        </section>
    }
}

/// People write in any language, so each text finds its own direction.
fn line(asked: OwnQuestion, lang: Lang) -> impl IntoView {
    let state = match asked.answered {
        None => view! {
            <p><Pill kind=PillKind::Warn>{public::ask::waits(lang)}</Pill></p>
            {asked.back_path.map(|path| view! {
                <p class="small no-print">
                    <a href=in_lang(&path, lang)>
                        {public::ask::back(lang)}<span class="visually-hidden">": "<bdi>{asked.text.clone()}</bdi></span>
                    </a>
                </p>
            })}
        }
        .into_any(),
        Some(answered) => match answered.words {
            None => view! { <p><Pill kind=PillKind::Good>{public::ask::told(lang)}</Pill></p> }.into_any(),
            Some(words) => view! {
                <p class="small soft">{public::ask::answer(lang)}</p>
                {paragraphs(&words)}
            }
            .into_any(),
        },
    };
    view! {
        <li class="line">
            <div class="line-main stack stack-tight">
                <p class="small soft">{moment(asked.at, dates::day_of(lang, asked.at))}</p>
                <p><b><bdi>{asked.text}</bdi></b></p>
                {state}
            </div>
        </li>
    }
}

/// An answer as it was written, each of its lines a paragraph.
fn paragraphs(words: &Note) -> Vec<AnyView> {
    let lines = words.as_str().lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| view! { <p dir="auto">{line.to_owned()}</p> }.into_any()).collect()
}

pub(in crate::public) fn page(page: AskPage, lang: Lang) -> Body {
    let AskPage { action, key, question, typed, fault, enough, mine_path } = page;
    let wrong = fault.map(|fault| fault.text(lang));
    let links = wrong.iter().map(|text| (form::ASKS, text.clone())).collect();
    let error = wrong.map(|text| text.into_text().into_owned()).unwrap_or_default();
    let full = enough.then(|| view! { <Notice kind=NoticeKind::Warn>{public::ask::enough(lang)}</Notice> });
    let fields = (!enough || !typed.is_empty()).then(|| {
        view! {
            {hidden(form::KEY, key)} {hidden(form::QUESTION, question)}
            <TextArea
                name=form::ASKS
                label=public::ask::label(lang).into_text()
                hint=public::ask::hint(lang).into_text()
                value=typed
                error=error
                rows=4
            />
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, ask::send)}</Button>
        }
    });
    let main = view! {
        {error_summary(vec![], links, lang)}
        {full}
        <h1>{said!(lang, ask::title)}</h1>
        <p>{public::ask::note(lang)}</p>
        {heard!(lang, ask::note)}
        <form class="stack" method="post" action=in_lang(&action, lang) novalidate>
            {fields}
            <ButtonLink href=in_lang(&mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, arrange::back)}
            </ButtonLink>
        </form>
    };
    Body::new(public::ask::title(lang), main)
}

/// "Are you sure?": a page of its own, so that it works without a script.
pub(in crate::public) fn take_back(page: TakeBackPage, lang: Lang) -> Body {
    let main = view! {
        <h1>{said!(lang, ask::back_title)}</h1>
        <p class="lead"><bdi>{page.text}</bdi></p>
        <form class="stack" method="post" action=in_lang(&page.action, lang)>
            {hidden(form::KEY, page.key)}
            <Button kind=ButtonKind::Stop act=Act::Submit width=Width::Wide>
                {said_on_colour!(lang, ask::back_yes)}
            </Button>
            <ButtonLink href=in_lang(&page.mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, ask::back_no)}
            </ButtonLink>
        </form>
    };
    Body::new(public::ask::back_title(lang), main)
}

/// A question and its answer in one line, for "Mijn gegevens".
pub(in crate::public) fn kept(asked: OwnQuestion, lang: Lang) -> AnyView {
    let became = match asked.answered {
        None => public::ask::waits(lang).view(),
        Some(answered) => match answered.words {
            None => public::ask::told(lang).view(),
            Some(words) => apart(words).into_any(),
        },
    };
    view! { {moment(asked.at, dates::day_of(lang, asked.at))} " · " {apart(asked.text)} " · " {became} }
        .into_any()
}
