//! Who comes along: a group of one's own, what it agreed, its link for the others, and leaving it. Others are named by
//! first name only; who leads the group also sees whether each has a place.

use crate::parts::{Act, Button, ButtonKind, ButtonLink, Pill, PillKind, Width};
use crate::public::bits::{apart, hidden, in_lang, said, said_on_colour, whatsapp, with_link};
use crate::public::dates;
use crate::public::form;
use crate::public::views::{FairHead, Group, Lead, Together};
use crate::texts::dates::minute_of_day;
use crate::texts::{Words, public};
use domain::fair::group::{Agreed, Companion, Travel};
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn together(together: Together, head: &FairHead, lang: Lang) -> AnyView {
    match together {
        Together::Alone { action, group, key } => view! {
            <form class="stack stack-tight no-print" method="post" action=in_lang(&action, lang)>
                {hidden(form::KEY, key)} {hidden(form::GROUP, group)}
                <p class="small">{public::mine::group_note(lang)}</p>
                <div>
                    <Button kind=ButtonKind::Quiet act=Act::Submit>
                        {said_on_colour!(lang, mine::group_start)}
                    </Button>
                </div>
            </form>
        }
        .into_any(),
        Together::In(group) => belongs(*group, head, lang).into_any(),
    }
}

fn belongs(group: Group, head: &FairHead, lang: Lang) -> impl IntoView + use<> {
    let Group { others, agreed, lead, leave_action, key } = group;
    let lines: Vec<_> = others.into_iter().map(|(name, stands)| line(name, stands, lang)).collect();
    let others = match lines.is_empty() {
        true => view! { <p>{public::mine::group_alone(lang)}</p> }.into_any(),
        false => view! { <ul class="lines">{lines}</ul> }.into_any(),
    };
    let leave = leave_action.map(|action| {
        view! {
            <form class="no-print" method="post" action=in_lang(&action, lang)>
                {hidden(form::KEY, key)}
                <Button kind=ButtonKind::Plain act=Act::Submit>{public::mine::group_leave(lang)}</Button>
            </form>
        }
        .into_any()
    });
    let lead = lead.map(|lead| leads(lead, head, lang).into_any());
    view! {
        <section class="stack stack-tight">
            <h3>{said!(lang, mine::group_title)}</h3>
            {others}
            {agrees(agreed, lang)}
            <p class="small soft">{public::mine::group_places(lang)}</p>
            {lead}
            {leave}
        </section>
    }
}

/// A first name; for who leads the group also how they stand.
fn line(name: String, stands: Option<Companion>, lang: Lang) -> impl IntoView {
    let mark = stands.map(|stands| {
        let (kind, words) = match stands {
            Companion::Comes => (PillKind::Good, public::mine::group_comes(lang)),
            Companion::Waits => (PillKind::Warn, public::mine::group_waits(lang)),
        };
        view! { <span class="line-trail"><Pill kind=kind>{words}</Pill></span> }
    });
    view! { <li class="line"><span class="line-main">{apart(name)}</span> {mark}</li> }
}

/// What was agreed, as question and answer; nothing where nothing was.
fn agrees(agreed: Agreed, lang: Lang) -> Option<impl IntoView + use<>> {
    let clock = |minutes| apart(minute_of_day(lang, minutes)).into_any();
    let Agreed { meet, meet_at_min, travel, leave_at_min } = agreed;
    let said = [
        meet.map(|meet| (public::arrange::meet(lang), apart(meet).into_any())),
        meet_at_min.map(|at| (public::arrange::meet_at(lang), clock(at))),
        travel.map(|travel| (public::arrange::travel(lang), travel_words(travel, lang).view())),
        leave_at_min.map(|at| (public::arrange::leave_at(lang), clock(at))),
    ];
    let said: Vec<_> = said
        .into_iter()
        .flatten()
        .map(|(asked, answer)| {
            view! { <div><dt class="small soft">{asked}</dt><dd>{answer}</dd></div> }
        })
        .collect();
    (!said.is_empty()).then(|| view! { <dl class="stack stack-tight">{said}</dl> })
}

pub(super) fn travel_words(travel: Travel, lang: Lang) -> Words {
    match travel {
        Travel::OnFoot => public::arrange::on_foot(lang),
        Travel::Bicycle => public::arrange::bicycle(lang),
        Travel::Transit => public::arrange::transit(lang),
        Travel::Car => public::arrange::car(lang),
        Travel::Arranged => public::arrange::arranged(lang),
    }
}

/// What who leads it can do: say what was agreed, and bring others along by a link on their own phone, or with this
/// phone after one another.
fn leads(lead: Lead, head: &FairHead, lang: Lang) -> impl IntoView + use<> {
    let Lead { group, link, next_action, arrange_path } = lead;
    let link = in_lang(&link, lang);
    let day = dates::day_of(lang, head.starts);
    let message = with_link(public::mine::group_message(lang, day, &head.name, &link), &link);
    view! {
        <div class="stack stack-tight no-print">
            <ButtonLink href=in_lang(&arrange_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, arrange::title)}
            </ButtonLink>
            <p>{public::mine::group_link(lang)}</p>
            <p class="small"><bdi dir="ltr">{link}</bdi></p>
            <ButtonLink href=whatsapp(None, &message) width=Width::Wide>{public::share::send(lang)}</ButtonLink>
            <form method="post" action=in_lang(&next_action, lang)>
                {hidden(form::GROUP, group)}
                <Button kind=ButtonKind::Quiet act=Act::Submit width=Width::Wide>
                    {said_on_colour!(lang, mine::group_next)}
                </Button>
            </form>
        </div>
    }
}
