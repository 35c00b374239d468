//! Whether sign-ups wait until staff approve them: how it stands, and the way to the other. It is no part of the form: it
//! can change after the form was sent, and counts at once.

use crate::parts::{Button, ButtonKind};
use crate::texts::making::approval as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::words::say;
use domain::command::Command;
use leptos::prelude::*;
use sync::views::FairView;

#[component]
pub fn Approval(view: Signal<FairView>) -> impl IntoView {
    let ask = use_ask();
    let fair = view.with_untracked(|view| view.head.fair);
    let approval = Memo::new(move |_| view.with(|view| view.setup.approval));
    let turn = move |()| ask.ask(Command::AskApproval { fair, approval: !approval.get_untracked() });
    let stands = move || if approval.get() { say(t::waits) } else { say(t::goes_at_once) };
    let other = move || if approval.get() { say(t::at_once) } else { say(t::wait) };
    view! {
        <RefusalNotice ask=ask/>
        <div class="row">
            <span>{stands}</span>
            <Button kind=ButtonKind::Quiet busy=ask.busy on_press=turn>{other}</Button>
        </div>
    }
}
