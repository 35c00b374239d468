//! Who holds the tablet: a name from the employer's own list, or a new one.

use crate::parts::{Act, Button, ButtonKind, Field, Notice, NoticeKind, Width};
use crate::texts::scoring::name as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::use_lang;
use crate::workplace::notices::MayGo;
use domain::command::Command;
use domain::text::Name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::views::TabletView;

/// Waiting for the organiser's word.
#[component]
pub fn NotConfirmed(view: Signal<TabletView>) -> impl IntoView {
    let lang = use_lang();
    let device = move || view.with(|view| t::device(lang.get(), &view.device_name, &view.employer_name));
    view! {
        <section class="page page-narrow stack">
            <h2 class="title">{move || t::wait(lang.get())}</h2>
            <Notice kind=NoticeKind::Now>{move || t::wait_text(lang.get())}</Notice>
            <p class="soft">{device}</p>
            <MayGo/>
        </section>
    }
}

/// The list of names as large buttons, and a field for who is not on it. `picked` runs after a choice.
#[component]
pub fn PickName(view: Signal<TabletView>, #[prop(into)] picked: Callback<()>) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let names = Memo::new(move |_| view.with(|view| view.interviewers.clone()));
    let pick = move |name: &str| {
        let parsed = Name::parse(name);
        missing.set(parsed.is_err());
        if let Ok(name) = parsed
            && ask.takes(Command::PickInterviewer { name })
        {
            picked.run(());
        }
    };
    let buttons = move || {
        let button = |name: String| {
            let words = name.clone();
            view! {
                <Button kind=ButtonKind::Quiet width=Width::Wide on_press=move |()| pick(&name)>{words}</Button>
            }
        };
        names.get().into_iter().map(button).collect_view()
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        pick(&typed.get_untracked());
    };
    let error = move || if missing.get() { t::missing(lang.get()) } else { "" };
    view! {
        <section class="page page-narrow stack">
            <h2 class="title">{move || t::who(lang.get())}</h2>
            <p>{move || view.with(|view| t::lead(lang.get(), &view.employer_name))}</p>
            <RefusalNotice ask=ask/>
            <div class="name-grid">{buttons}</div>
            <form class="stack" novalidate on:submit=send>
                <Field name="new-name" label=move || t::another(lang.get()) hint=move || t::another_hint(lang.get())
                    value=typed error=error autocomplete="given-name" on_input=move |text| typed.set(text)/>
                <div><Button act=Act::Submit kind=ButtonKind::Quiet>{move || t::submit(lang.get())}</Button></div>
            </form>
            <MayGo/>
        </section>
    }
}
