//! What is somebody's to say about their place: whether they come to one that came free, or that they want one again.
//! Each answer is a form of its own, so that a yes and a no after it are two wishes.

use crate::parts::{Act, Button, ButtonKind, Notice, NoticeKind, Width};
use crate::public::bits::{hidden, in_lang, notice, said, said_on_colour};
use crate::public::dates;
use crate::public::form;
use crate::public::views::{Offer, Turn};
use crate::texts::public;
use domain::lang::Lang;
use domain::time::Instant;
use leptos::prelude::*;

/// First on the page, because it cannot wait.
pub(super) fn turn(turn: Turn, at: Instant, lang: Lang) -> AnyView {
    match turn {
        Turn::Answer(offer) => answer(offer, at, lang).into_any(),
        Turn::ComeBack { lapsed, action, key } => {
            let note = lapsed.then(|| view! { <p>{public::mine::lapsed_note(lang)}</p> });
            view! {
                <form class="card stack no-print" method="post" action=in_lang(&action, lang)>
                    {hidden(form::KEY, key)}
                    {note}
                    <Button kind=ButtonKind::Quiet act=Act::Submit width=Width::Wide>
                        {said_on_colour!(lang, mine::come_back)}
                    </Button>
                </form>
            }
            .into_any()
        }
        Turn::AtTheDesk => {
            view! { <Notice kind=NoticeKind::Info>{public::mine::desk_gives(lang)}</Notice> }.into_any()
        }
        Turn::Pending => {
            notice(NoticeKind::Info, public::mine::pending(lang), public::signed_up::pending_note(lang))
        }
        Turn::Declined => {
            notice(NoticeKind::Info, public::mine::declined(lang), public::mine::declined_note(lang))
        }
    }
}

fn answer(offer: Offer, at: Instant, lang: Lang) -> impl IntoView {
    let Offer { until, action, yes, no } = offer;
    let action = in_lang(&action, lang);
    let when = [dates::day_of(lang, until), dates::time(lang, until)].join(dates::comma(lang));
    let deadline = match at < until {
        true => public::mine::offer_until(lang, when),
        false => public::mine::offer_over(lang),
    };
    let one = |key, word: &'static str, kind, words: AnyView| {
        view! {
            <form method="post" action=action.clone()>
                {hidden(form::KEY, key)} {hidden(form::COMES, word)}
                <Button kind=kind act=Act::Submit width=Width::Wide>{words}</Button>
            </form>
        }
    };
    view! {
        <section class="card is-chosen stack" data-tell="">
            <h2>{said!(lang, mine::offer_title)}</h2>
            <p class="strong">{deadline}</p>
            <p>{public::mine::offer_note(lang)}</p>
            {one(yes, "yes", ButtonKind::Primary, said_on_colour!(lang, mine::offer_yes))}
            {one(no, "no", ButtonKind::Quiet, said_on_colour!(lang, mine::offer_no))}
        </section>
    }
}
