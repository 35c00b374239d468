//! One question on a screen, and everything once more before it is sent.

use super::{BACK, MORE, Step, TO};
use crate::parts::{Act, Bar, Button, ButtonKind, ButtonLink, Width};
use crate::public::bits::{apart, heard, in_lang, said, said_on_colour};
use crate::public::form::StarFields;
use crate::public::frame::Body;
use crate::public::my_data::needs_words;
use crate::public::vacancy::{self, interest_words};
use crate::public::views::{JustSignedUpPage, StepPage};
use crate::public::{fair, questions};
use crate::texts::{Words, public};
use domain::lang::Lang;
use leptos::prelude::*;

pub(in crate::public) fn page(page: StepPage, lang: Lang) -> Body {
    let (number, of) = page.step.number(page.offered.len());
    let title = public::steps::progress(lang, number, of);
    let summary = questions::summary(&page.faults, page.refused, lang).into_any();
    let action = in_lang(&page.action(page.step), lang);
    let whole = in_lang(&page.fair_path, lang);
    let asked = match page.step {
        Step::Review => review(&page, lang).into_any(),
        _ => question(&page, lang).into_any(),
    };
    let buttons = buttons(&page, lang).into_any();
    let main = view! {
        {summary}
        <div>
            <p class="small soft" lang="nl">{apart(page.head.name)}</p>
            <h1>{title.clone()}</h1>
        </div>
        <form class="stack" method="post" action=action novalidate>{asked} {buttons}</form>
        <p class="small"><a href=whole>{public::steps::whole(lang)}</a></p>
    };
    Body::new(title, main)
}

fn question(page: &StepPage, lang: Lang) -> impl IntoView + use<> {
    let (typed, faults) = (page.typed.clone(), &page.faults);
    match page.step {
        Step::Work(_) => {
            let fields = StarFields::of(page.offered.iter().copied());
            let cards: Vec<_> =
                page.vacancies.iter().map(|one| vacancy::card(one.clone(), &fields, &typed, lang)).collect();
            view! {
                <div>
                    <h2>{said!(lang, fair::work_title)}</h2>
                    <p class="small soft">{public::fair::work_note(lang)}</p>
                    {heard!(lang, fair::work_title)}
                </div>
                {cards}
            }
            .into_any()
        }
        Step::Name => questions::name(typed.name, faults, lang).into_any(),
        Step::Contact => questions::contact(&typed, page.mail, faults, lang).into_any(),
        Step::Spoken => questions::spoken(&typed.spoken, lang).into_any(),
        Step::Needs => questions::needs(typed.needs, typed.leave_at, faults, lang).into_any(),
        Step::Adult => questions::adult(typed.adult, faults, lang).into_any(),
        Step::Review => ().into_any(),
    }
}

/// Where something is typed, the way on stands first: that is what Enter presses.
fn buttons(page: &StepPage, lang: Lang) -> impl IntoView + use<> {
    let vacancies = page.offered.len();
    let forward = match page.step {
        Step::Review => fair::submit(page.head.window, page.head.approval, lang).into_any(),
        _ => view! {
            <Bar>
                <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, steps::next)}</Button>
            </Bar>
        }
        .into_any(),
    };
    let more = page.step.more(vacancies).map(|_| {
        view! {
            <Button act=Act::Submit kind=ButtonKind::Quiet width=Width::Wide name=TO value=MORE>
                {said_on_colour!(lang, steps::more_work)}
            </Button>
        }
    });
    let back = page.step.before(vacancies).map(|_| {
        view! {
            <div>
                <Button act=Act::Submit kind=ButtonKind::Plain name=TO value=BACK>{public::steps::back(lang)}</Button>
            </div>
        }
    });
    view! { {more} {forward} {back} }
}

/// Every answer with the way back to its question. The mistakes that are listed above lead to the answers.
fn review(page: &StepPage, lang: Lang) -> impl IntoView + use<> {
    let lines: Vec<_> = answers(page, lang)
        .into_iter()
        .map(|(step, name, answer)| {
            let to = in_lang(&page.action(step), lang);
            let ids = step.fields(&[]).into_iter().map(|field| format!("field-{field}"));
            let places: Vec<_> = ids.map(|id| view! { <span id=id></span> }).collect();
            let of_what = name.clone();
            view! {
                <div>
                    <dt class="small soft">{name}</dt>
                    <dd>{places} {answer}</dd>
                    <dd>
                        <ButtonLink href=to kind=ButtonKind::Plain>
                            {public::steps::change(lang)} " " <span class="visually-hidden">{of_what}</span>
                        </ButtonLink>
                    </dd>
                </div>
            }
        })
        .collect();
    view! {
        <h2>{said!(lang, steps::review_title)}</h2>
        {heard!(lang, steps::review_title)}
        <dl class="card stack stack-tight">{lines}</dl>
    }
}

fn answers(page: &StepPage, lang: Lang) -> Vec<(Step, Words, AnyView)> {
    let typed = &page.typed;
    let words = |words: String| match words.is_empty() {
        true => public::my_data::nothing(lang).view(),
        false => view! { <bdi>{words}</bdi> }.into_any(),
    };
    let contact = match typed.contact.as_str() {
        "desk" => public::fair::contact_desk(lang).view(),
        "room" => public::fair::contact_room(lang).view(),
        "email" => view! { <bdi dir="ltr">{typed.email.clone()}</bdi> }.into_any(),
        _ => view! { <bdi dir="ltr">{typed.phone.clone()}</bdi> }.into_any(),
    };
    let shares = (!matches!(typed.contact.as_str(), "desk" | "room" | "email")).then(|| {
        let words =
            if typed.shares_phone { public::mine::share_yes(lang) } else { public::mine::share_no(lang) };
        view! { <p class="small soft">{words}</p> }
    });
    let spoken: Vec<&str> = typed.spoken.iter().map(|lang| lang.endonym()).collect();
    let work: Vec<_> = page
        .vacancies
        .iter()
        .filter_map(|vacancy| Some((vacancy.title.clone(), typed.interest_in(vacancy.id)?)))
        .map(|(title, interest)| view! { <li><bdi lang="nl">{title}</bdi> " · " {interest_words(interest, lang)}</li> })
        .collect();
    let work = match work.is_empty() {
        true => public::my_data::nothing(lang).view(),
        false => view! { <ul>{work}</ul> }.into_any(),
    };
    let adult = if typed.adult { public::fair::adult(lang).view() } else { words(String::new()) };
    let mut answers = vec![
        (Step::Name, public::fair::name(lang), words(typed.name.clone())),
        (Step::Contact, public::fair::contact(lang), view! { {contact} {shares} }.into_any()),
        (Step::Spoken, public::fair::spoken(lang), words(spoken.join(" · "))),
        (Step::Needs, public::fair::needs(lang), words(needs_words(typed.needs, lang))),
        (Step::Adult, public::steps::age(lang), adult),
    ];
    if !page.offered.is_empty() {
        answers.insert(0, (Step::Work(0), public::fair::work_title(lang), work));
    }
    answers
}

/// Somebody has just signed up on this phone and came back here, or gave the phone to the next one.
pub(in crate::public) fn just_signed_up(page: JustSignedUpPage, lang: Lang) -> Body {
    let title = public::steps::already_title(lang);
    let main = view! {
        <h1>{said!(lang, steps::already_title)}</h1>
        <form method="post" action=in_lang(&page.show_action, lang)>
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, steps::already_show)}</Button>
        </form>
        {next_person(&page.next_action, lang)}
    };
    Body::new(title, main)
}

/// Gives the phone to the next one: what the former typed and their own page are gone from it.
pub(in crate::public) fn next_person(action: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <form class="stack stack-tight no-print" method="post" action=in_lang(action, lang)>
            <Button act=Act::Submit kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, steps::next_person)}
            </Button>
            <p class="small soft">{public::steps::next_note(lang)}</p>
        </form>
    }
}
