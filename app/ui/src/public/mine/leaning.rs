//! Three questions with pictures, for who chose no vacancy: each may be passed over, and so may all of them.

use crate::parts::{Act, Button, ButtonKind, ButtonLink, Way, WayPictogram, Width};
use crate::public::bits::{choice_card, heard, hidden, in_lang, said, said_on_colour};
use crate::public::form::{self, AIR, AMONG, WITH};
use crate::public::frame::Body;
use crate::public::views::LeaningPage;
use crate::texts::public;
use domain::fair::leaning::{Air, Among, Leaning, With};
use domain::lang::Lang;
use leptos::prelude::*;

/// One of two answers: its word on the wire, its picture, its words, whether it was given.
type Answer = (&'static str, Way, AnyView, bool);

pub(in crate::public) fn page(page: LeaningPage, lang: Lang) -> Body {
    let LeaningPage { action, key, leaning, mine_path } = page;
    let with = [
        ("hands", Way::Hands, said!(lang, lean::hands), leaning.with == Some(With::Hands)),
        ("computer", Way::Computer, said!(lang, lean::computer), leaning.with == Some(With::Computer)),
    ];
    let air = [
        ("inside", Way::Inside, said!(lang, lean::inside), leaning.air == Some(Air::Inside)),
        ("outside", Way::Outside, said!(lang, lean::outside), leaning.air == Some(Air::Outside)),
    ];
    let among = [
        ("people", Way::People, said!(lang, lean::people), leaning.among == Some(Among::People)),
        ("things", Way::Things, said!(lang, lean::things), leaning.among == Some(Among::Things)),
    ];
    let main = view! {
        <h1>{said!(lang, lean::title)}</h1>
        <p>{public::lean::note(lang)}</p>
        {heard!(lang, lean::note)}
        <form class="stack" method="post" action=in_lang(&action, lang)>
            {hidden(form::KEY, key)}
            {question(WITH, said!(lang, lean::with), with, lang)}
            {question(AIR, said!(lang, lean::air), air, lang)}
            {question(AMONG, said!(lang, lean::among), among, lang)}
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, arrange::save)}</Button>
            <ButtonLink href=in_lang(&mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, lean::skip)}
            </ButtonLink>
        </form>
    };
    Body::new(public::lean::title(lang), main)
}

/// Two pictures, and a third answer that takes back what was tapped: a radio button alone cannot.
fn question(name: &'static str, words: AnyView, answers: [Answer; 2], lang: Lang) -> impl IntoView {
    let open = !answers.iter().any(|(_, _, _, given)| *given);
    let cards = answers.map(|(value, way, words, given)| {
        let face = view! { <span class="row"><WayPictogram of=way/> <span>{words}</span></span> };
        choice_card("radio", name, value, given, face)
    });
    view! {
        <fieldset class="choice">
            <legend>{words}</legend>
            <div class="choice-cards">{cards}</div>
            <div class="choice-cards is-stack">
                {choice_card("radio", name, "", open, said!(lang, lean::either))}
            </div>
        </fieldset>
    }
}

/// What somebody would rather do, in one line.
pub(in crate::public) fn kept(leaning: Leaning, lang: Lang) -> String {
    let with = leaning.with.map(|with| match with {
        With::Hands => public::lean::hands(lang),
        With::Computer => public::lean::computer(lang),
    });
    let air = leaning.air.map(|air| match air {
        Air::Inside => public::lean::inside(lang),
        Air::Outside => public::lean::outside(lang),
    });
    let among = leaning.among.map(|among| match among {
        Among::People => public::lean::people(lang),
        Among::Things => public::lean::things(lang),
    });
    let said = [with, air, among].into_iter().flatten().map(|words| words.to_string());
    said.collect::<Vec<_>>().join(" · ")
}
