//! A new location: one reception centre with its desk and staff.

use crate::parts::{Act, Button, Field, Fold, Notice, NoticeKind};
use crate::texts::people::place as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::{use_lang, use_link};
use domain::command::Command;
use domain::ids::LocationId;
use domain::text::Name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

#[component]
pub fn NewLocation() -> impl IntoView {
    let (lang, new_id, ask) = (use_lang(), use_link().new_id, use_ask());
    let (name, made) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let missing = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let parsed = Name::parse(&name.get());
        missing.set(parsed.is_err());
        if let Ok(parsed) = parsed {
            let shown = parsed.to_string();
            let command = Command::CreateLocation { location: LocationId(new_id.run(())), name: parsed };
            ask.ask_then(command, move |_| {
                made.set(Some(shown.clone()));
                name.set(String::new());
            });
        }
    };
    let error = move || if missing.get() { t::missing(lang.get()) } else { "" };
    view! {
        <Fold summary=move || t::title(lang.get())>
            <RefusalNotice ask=ask/>
            {move || made.get().map(|name| view! {
                <Notice kind=NoticeKind::Good>{move || t::made(lang.get(), &name)}</Notice>
            })}
            <form class="stack" novalidate on:submit=send>
                <Field name="location-name" label=move || t::name(lang.get()) hint=move || t::hint(lang.get())
                    value=name error=error on_input=move |text| name.set(text)/>
                <div><Button act=Act::Submit busy=ask.busy>{move || t::submit(lang.get())}</Button></div>
            </form>
        </Fold>
    }
}
