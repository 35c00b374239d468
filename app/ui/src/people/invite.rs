//! Choosing a password with the one-time link of an invite. The token stands behind the `#`, so that no server
//! log and no other site ever sees it.

use crate::parts::{Act, Button, ErrorSummary, Field, FieldError, InputKind, Notice, NoticeKind, Width};
use crate::texts::people::invite as t;
use crate::workplace::context::{use_goto, use_lang, use_link};
use crate::workplace::frame::LanguageButton;
use crate::workplace::link::Request;
use crate::workplace::notices::StandingNotices;
use crate::workplace::words::request_error;
use domain::people::{Password, PasswordRefused};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::requests::RequestError;

/// The same parser as the server, before anything is sent.
fn check(password: &str) -> Result<(), RequestError> {
    match Password::parse(password) {
        Ok(_) => Ok(()),
        Err(PasswordRefused::TooShort) => Err(RequestError::PasswordTooShort),
        Err(PasswordRefused::TooLong) => Err(RequestError::PasswordTooLong),
    }
}

#[component]
pub fn InviteScreen() -> impl IntoView {
    let (lang, request, goto) = (use_lang(), use_link().request, use_goto());
    let hash = use_link().hash;
    let token = Memo::new(move |_| hash.with(|hash| hash.trim_start_matches('#').to_owned()));
    let password = RwSignal::new(String::new());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<RequestError>));
    let done = Callback::new(move |answer: Result<(), RequestError>| {
        busy.set(false);
        match answer {
            Ok(()) => goto("/app/"),
            Err(why) => error.set(Some(why)),
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked();
        if let Err(why) = check(&typed) {
            return error.set(Some(why));
        }
        if !busy.get_untracked() {
            busy.set(true);
            request.run(Request::UseInvite { token: token.get_untracked(), password: typed, done });
        }
    };
    let sentence = move || error.get().map(|why| request_error(lang.get(), why)).unwrap_or_default();
    let errors = Signal::derive(move || {
        error
            .get()
            .map(|why| FieldError::new("password", request_error(lang.get(), why)))
            .into_iter()
            .collect::<Vec<_>>()
    });
    view! {
        <main class="page page-narrow login stack" id="main">
            <div class="row row-between"><h1>{move || t::title(lang.get())}</h1><LanguageButton/></div>
            <StandingNotices/>
            {move || token.with(String::is_empty).then(|| view! {
                <Notice kind=NoticeKind::Warn>{move || t::no_token(lang.get())}</Notice>
            })}
            <p>{move || t::lead(lang.get())}</p>
            <form class="stack" novalidate on:submit=send>
                <ErrorSummary title=move || t::wrong(lang.get()) errors=errors/>
                <Field name="password" label=move || t::password(lang.get()) kind=InputKind::Password value=password
                    hint=move || t::hint(lang.get()) error=sentence autocomplete="new-password"
                    on_input=move |text| password.set(text)/>
                <Button act=Act::Submit width=Width::Wide busy=busy>{move || t::submit(lang.get())}</Button>
            </form>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_password_is_refused_before_it_is_sent() {
        assert_eq!(check("kort"), Err(RequestError::PasswordTooShort));
        assert_eq!(check("een hele zin mag ook"), Ok(()));
    }
}
