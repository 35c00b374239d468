//! What the person takes along: a card with number and personal link, as QR and in letters, and the PIN on a slip apart
//! from it.

use crate::fair::residents::place_words;
use crate::parts::{Button, ButtonKind, PageHead, Pill, Qr, Seat};
use crate::texts::fair::sign_up as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::link::Request;
use leptos::prelude::*;
use sync::Shown;

#[component]
pub fn Slips(ask: Ask, #[prop(into)] fair_name: TextProp) -> impl IntoView {
    let (lang, link) = (use_lang(), use_link());
    let Some(Shown::SignedUp { place, number, card, pin }) = ask.shown.get_untracked() else {
        return ().into_any();
    };
    let request = link.request;
    let pill = move || {
        let (kind, words) = place_words(lang.get(), Some(place));
        view! { <Pill kind=kind>{words}</Pill> }
    };
    view! {
        <PageHead title=move || t::done(lang.get(), number) note=move || fair_name.get().to_string()>
            <Button kind=ButtonKind::Quiet on_press=move |()| request.run(Request::Print)>{move || t::print(lang.get())}</Button>
            <Button on_press=move |()| ask.shown.set(None)>{move || t::another(lang.get())}</Button>
        </PageHead>
        <p class="no-print" role="status">{pill}</p>
        <Papers number=number card=card pin=pin/>
    }
    .into_any()
}

/// The card and, apart from it, the PIN where it may be told.
#[component]
pub fn Papers(number: u32, card: String, pin: Option<String>) -> impl IntoView {
    let lang = use_lang();
    let address = format!("{}/k/{card}", use_link().origin);
    let pin = pin.map(|pin| {
        view! {
            <section class="card slip stack">
                <h2>{move || t::pin(lang.get())}</h2>
                <p class="display num"><bdi>{pin}</bdi></p>
                <p class="small">{move || t::pin_note(lang.get())}</p>
            </section>
        }
    });
    view! {
        <section class="card slip stack">
            <div class="row"><Seat number=number.to_string()/><h2>{move || t::card(lang.get())}</h2></div>
            <Qr text=address.clone() label=move || t::card_qr(lang.get())/>
            <p class="strong"><bdi class="shown-once" dir="ltr">{address}</bdi></p>
            <p class="small">{move || t::card_note(lang.get())}</p>
        </section>
        {pin}
    }
}
