//! Signing in as staff, with the way to pair a tablet or projector instead.

use crate::parts::{Act, Brand, Button, ErrorSummary, Field, FieldError, InputKind, Width};
use crate::texts::people::sign_in as t;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::frame::LanguageButton;
use crate::workplace::link::Request;
use crate::workplace::notices::StandingNotices;
use crate::workplace::words::request_error;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::requests::RequestError;

/// Name and password. Stands at every address of the workplace until someone is signed in.
#[component]
pub fn SignInScreen() -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<RequestError>));
    let done = Callback::new(move |answer: Result<(), RequestError>| {
        busy.set(false);
        error.set(answer.err());
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (login_name, password) = (name.get_untracked(), password.get_untracked());
        request.run(Request::SignIn { login_name, password, done });
    };
    let errors = Signal::derive(move || {
        let told = error.get().map(|error| request_error(lang.get(), error));
        told.map(|text| FieldError::new("login-name", text)).into_iter().collect::<Vec<_>>()
    });
    view! {
        <main class="page page-narrow login stack" id="main">
            <div class="row row-between"><Brand name="Werkronde" href="/"/><LanguageButton/></div>
            <h1>{move || t::title(lang.get())}</h1>
            <StandingNotices/>
            <form class="stack" novalidate on:submit=send>
                <ErrorSummary title=move || t::wrong(lang.get()) errors=errors/>
                <Field name="login-name" label=move || t::name(lang.get()) value=name autocomplete="username"
                    on_input=move |text| name.set(text)/>
                <Field name="password" label=move || t::password(lang.get()) kind=InputKind::Password value=password
                    autocomplete="current-password" on_input=move |text| password.set(text)/>
                <Button act=Act::Submit width=Width::Wide busy=busy>{move || t::submit(lang.get())}</Button>
            </form>
            <p><a href="/app/pair">{move || t::pair(lang.get())}</a></p>
            <p class="small soft">{move || t::forgotten(lang.get())}</p>
        </main>
    }
}
