//! "What did you agree?", for who leads a group: where and when they gather, how they travel, when they leave.

use super::together::travel_words;
use crate::parts::{Act, Button, ButtonKind, ButtonLink, Width};
use crate::public::bits::{
    TextField, apart, choice_card, error_summary, hidden, in_lang, said, said_on_colour, text_field,
};
use crate::public::dates;
use crate::public::form::{self, AgreedFault, TRAVEL};
use crate::public::frame::Body;
use crate::public::views::ArrangePage;
use crate::texts::{Words, public};
use domain::fair::group::Travel;
use domain::lang::Lang;
use leptos::prelude::*;

pub(in crate::public) fn page(page: ArrangePage, lang: Lang) -> Body {
    let ArrangePage { head, action, key, typed, faults, mine_path } = page;
    let when = dates::day_of(lang, head.starts);
    let links = faults.iter().map(|fault| (fault.field(), fault.text(lang))).collect();
    let field = |fault: AgreedFault, kind, value, label, hint: Option<Words>| {
        let name = fault.field();
        let field = TextField { name, kind, inputmode: None, autocomplete: "off", class: "control", value };
        let wrong = faults.contains(&fault).then(|| fault.text(lang));
        text_field(field, label, hint, wrong).into_any()
    };
    let (meet, leave) = (public::arrange::meet_hint(lang), public::arrange::leave_hint(lang));
    let ways = Travel::ALL.map(|travel| {
        let chosen = typed.travel == Some(travel);
        choice_card("radio", TRAVEL, travel.as_str(), chosen, travel_words(travel, lang).view())
    });
    let main = view! {
        {error_summary(vec![], links, lang)}
        <div>
            <p class="small soft">{apart(head.name)} " · " {apart(when)}</p>
            <h1>{said!(lang, arrange::title)}</h1>
        </div>
        <p>{public::arrange::note(lang)}</p>
        <form class="stack" method="post" action=in_lang(&action, lang) novalidate>
            {hidden(form::KEY, key)}
            {field(AgreedFault::Meet, "text", typed.meet, said!(lang, arrange::meet), Some(meet))}
            {field(AgreedFault::MeetAt, "time", typed.meet_at, said!(lang, arrange::meet_at), None)}
            <fieldset class="choice">
                <legend>{said!(lang, arrange::travel)}</legend>
                <div class="choice-cards is-stack">{ways}</div>
            </fieldset>
            {field(AgreedFault::LeaveAt, "time", typed.leave_at, said!(lang, arrange::leave_at), Some(leave))}
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, arrange::save)}</Button>
            <ButtonLink href=in_lang(&mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, arrange::back)}
            </ButtonLink>
        </form>
    };
    Body::new(public::arrange::title(lang), main)
}
