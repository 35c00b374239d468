//! Typing the code that the organiser shows: the only thing that a new tablet or projector asks.

use crate::parts::{Act, Brand, Button, ErrorSummary, Field, FieldError, InputKind, Width};
use crate::texts::scoring::pair as t;
use crate::workplace::address::HALL;
use crate::workplace::context::{use_goto, use_lang, use_link};
use crate::workplace::frame::LanguageButton;
use crate::workplace::link::Request;
use crate::workplace::notices::StandingNotices;
use crate::workplace::words::request_error;
use domain::people::PairingCode;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::requests::RequestError;

#[component]
pub fn PairScreen() -> impl IntoView {
    let (lang, request, goto) = (use_lang(), use_link().request, use_goto());
    let code = RwSignal::new(String::new());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<RequestError>));
    let done = Callback::new(move |answer: Result<(), RequestError>| {
        busy.set(false);
        match answer {
            Ok(()) => goto(HALL),
            Err(why) => error.set(Some(why)),
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        // The server's own parser: a mistyped code costs no try.
        match PairingCode::parse(&code.get_untracked()) {
            None => error.set(Some(RequestError::WrongCode)),
            Some(parsed) => {
                error.set(None);
                busy.set(true);
                request.run(Request::Pair { code: parsed.reveal().to_owned(), done });
            }
        }
    };
    let sentence = move || error.get().map(|why| request_error(lang.get(), why)).unwrap_or_default();
    let errors = Signal::derive(move || {
        let told = error.get().map(|why| request_error(lang.get(), why));
        told.map(|text| FieldError::new("pair-code", text)).into_iter().collect::<Vec<_>>()
    });
    view! {
        <main class="page page-narrow login stack" id="main">
            <div class="row row-between"><Brand name="Werkronde" href="/app/pair"/><LanguageButton/></div>
            <h1>{move || t::title(lang.get())}</h1>
            <StandingNotices/>
            <form class="stack" novalidate on:submit=send>
                <ErrorSummary title=move || t::wrong(lang.get()) errors=errors/>
                <Field name="pair-code" label=move || t::code(lang.get()) hint=move || t::hint(lang.get())
                    kind=InputKind::Code value=code error=sentence autocomplete="off"
                    on_input=move |text| code.set(text)/>
                <Button act=Act::Submit width=Width::Wide busy=busy>{move || t::submit(lang.get())}</Button>
            </form>
            <p><a href="/app/">{move || t::staff(lang.get())}</a></p>
        </main>
    }
}
