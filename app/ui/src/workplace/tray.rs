//! What needs a hand: entries that the server refused, and entries that wait for a network which may stay away.

use super::context::{use_lang, use_link};
use super::link::{Contact, Refused, Request};
use super::reopen::{as_text, way_back};
use super::words::{clock_at, rejection, request_error};
use crate::parts::{Button, ButtonKind, Confirm, Fold, Notice, NoticeKind};
use crate::texts::workplace::{tray as t, unsent as u};
use crate::workplace::asked::asked;
use domain::ids::CommandId;
use leptos::prelude::*;
use sync::requests::RequestError;

/// The name of the tray as a file: what it is, and nothing of whose.
const TRAY_FILE: &str = "werkronde-niet-gelukt.txt";

/// Commands that were refused for good: what, when and why, until somebody mended one or threw it away. What was written
/// stands behind a tap, because the tablet lies open.
#[component]
pub fn NeedsAttention() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let (attention, request) = (link.attention, link.request);
    let count = Memo::new(move |_| u32::try_from(attention.with(|list| list.len())).unwrap_or(u32::MAX));
    // Which one, and the question whether to throw it away.
    let (which, asking) = (RwSignal::new(None::<CommandId>), RwSignal::new(false));
    let ask = Callback::new(move |id: CommandId| {
        which.set(Some(id));
        asking.set(true);
    });
    let discard = move |()| {
        if let Some(command) = which.get_untracked() {
            request.run(Request::Dismiss { command });
        }
    };
    let text = move || attention.with(|list| as_text(lang.get(), list));
    let save = move |()| request.run(Request::SaveText { name: TRAY_FILE, text: text() });
    let has = Memo::new(move |_| count.get() > 0);
    move || {
        has.get().then(|| {
            let entry = move |one| view! { <Entry one=one discard=ask/> };
            let lines = move || attention.get().iter().cloned().map(entry).collect_view();
            view! {
                <Notice kind=NoticeKind::Stop title=move || t::title(lang.get(), count.get())>
                    <ul class="stack stack-tight">{lines}</ul>
                    <Fold summary=move || t::as_text(lang.get())>
                        <p class="tray-text" tabindex="0">{text}</p>
                        <div><Button kind=ButtonKind::Quiet on_press=save>{move || t::save(lang.get())}</Button></div>
                    </Fold>
                </Notice>
                <Confirm open=asking kind=ButtonKind::Stop title=move || t::discard_title(lang.get())
                    text=move || t::discard_text(lang.get()) confirm=move || t::discard_confirm(lang.get())
                    cancel=move || t::keep(lang.get()) on_confirm=discard/>
            }
        })
    }
}

#[component]
fn Entry(one: Refused, discard: Callback<CommandId>) -> impl IntoView {
    let lang = use_lang();
    let (id, why, made_at_ms, kind) = (one.id, one.rejection, one.made_at_ms, one.kind.clone());
    let what = move || t::asked(lang.get(), clock_at(lang.get(), made_at_ms), asked(lang.get(), &kind));
    let open = one.command.as_ref().and_then(way_back).map(|reopened| {
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| reopened.ask(one.clone())>
                {move || t::mend(lang.get())}
            </Button>
        }
    });
    view! {
        <li class="row row-between">
            <span><b>{what}</b><br/>{move || rejection(lang.get(), why)}</span>
            <span class="row">
                {open}
                <Button kind=ButtonKind::Plain on_press=move |()| discard.run(id)>
                    {move || t::discard(lang.get())}
                </Button>
            </span>
        </li>
    }
}

/// While there is no network and something waits: how it reaches the organiser without one. At the foot of a screen, so
/// that nothing moves under a finger when the line goes.
#[component]
pub fn Unsent() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let (unsent, contact, request) = (link.unsent, link.contact, link.request);
    let shown = Memo::new(move |_| contact.get() == Contact::Offline && unsent.get() > 0);
    let said = RwSignal::new(None::<Result<u32, RequestError>>);
    let done = Callback::new(move |answer| said.set(Some(answer)));
    let words = move || {
        said.get().map(|said| match said {
            Ok(count) => u::saved(lang.get(), count),
            Err(why) => request_error(lang.get(), why),
        })
    };
    move || {
        shown.get().then(|| {
            view! {
                <Fold summary=move || u::fold(lang.get(), unsent.get())>
                    <p>{move || u::text(lang.get())}</p>
                    <div class="row">
                        <Button kind=ButtonKind::Quiet on_press=move |()| request.run(Request::SaveUnsent { done })>
                            {move || u::save(lang.get())}
                        </Button>
                        <span role="status">{words}</span>
                    </div>
                </Fold>
            }
        })
    }
}
