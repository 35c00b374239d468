//! An employer at a fair, by hand: its name, its work, and who sits at which table. The same form adds and changes.

mod form;
mod offers;
mod tables;
mod typed;
mod words;

use super::overview::FairAt;
use crate::parts::{Button, ButtonKind, Confirm, EmptyState, PageHead};
use crate::texts::making::seating as t;
use crate::workplace::address::inner_id_in;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{organises, use_goto, use_lang, use_link, use_me};
use crate::workplace::words::{say, told};
use domain::command::Command;
use domain::ids::EmployerId;
use form::SeatingForm;
use leptos::prelude::*;
use sync::views::{EmployerView, FairView};

#[component]
pub fn SeatingScreen() -> impl IntoView {
    view! { <FairAt children=move |view| view! { <Screen view=view/> }.into_any()/> }
}

#[component]
fn Screen(view: Signal<FairView>) -> impl IntoView {
    let (me, path) = (use_me(), use_link().path);
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let named = move || path.with(|path| inner_id_in(path).map(|id| id.parse::<EmployerId>().ok()));
    // Typed once: what others change meanwhile does not overwrite what is being typed.
    let body = move || match (can.get(), named()) {
        (true, None) => view! { <Seat view=view known=None/> }.into_any(),
        (true, Some(id)) => match view.with_untracked(|view| find(view, id)) {
            Some(known) => view! { <Seat view=view known=Some(known)/> }.into_any(),
            None => view! {
                <EmptyState title=told(t::gone) text=told(t::gone_text)/>
            }
            .into_any(),
        },
        (false, _) => view! {
            <EmptyState title=told(t::begun) text=told(t::begun_text)/>
        }
        .into_any(),
    };
    view! { {body} }
}

fn find(view: &FairView, id: Option<EmployerId>) -> Option<EmployerView> {
    view.employers.iter().find(|one| Some(one.employer) == id).cloned()
}

#[component]
fn Seat(view: Signal<FairView>, known: Option<EmployerView>) -> impl IntoView {
    let lang = use_lang();
    let ask = use_ask();
    let is_new = known.is_none();
    let title = move || if is_new { t::new_title(lang.get()) } else { t::change_title(lang.get()) };
    let leaving = known.as_ref().map(|known| (known.employer, known.name.clone()));
    view! {
        <PageHead title=title note=move || view.with(|view| view.head.name.clone())>
            {leaving.map(|(employer, name)| view! { <Unseat view=view employer=employer name=name ask=ask/> })}
        </PageHead>
        <SeatingForm view=view known=known ask=ask/>
        <RefusalNotice ask=ask/>
    }
}

/// "This employer does not come": asked twice, and undone by adding it again.
#[component]
fn Unseat(view: Signal<FairView>, employer: EmployerId, name: String, ask: Ask) -> impl IntoView {
    let (lang, goto) = (use_lang(), use_goto());
    let leaving = RwSignal::new(false);
    let unseat = move |()| {
        let (fair, goto) = (view.with_untracked(|view| view.head.fair), goto.clone());
        ask.ask_then(Command::UnseatEmployer { fair, employer }, move |_| goto(&format!("/app/fair/{fair}")));
    };
    view! {
        <Button kind=ButtonKind::Quiet busy=ask.busy on_press=move |()| leaving.set(true)>
            {say(t::unseat)}
        </Button>
        <Confirm open=leaving kind=ButtonKind::Stop title=move || t::unseat_title(lang.get(), &name)
            text=told(t::unseat_text) confirm=told(t::unseat_confirm)
            cancel=told(t::cancel) on_confirm=unseat/>
    }
}
