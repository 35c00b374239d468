//! The top of a fair: when and where, how full it is, opening and closing sign-up, and the one next step.

use super::next::{Next, next};
use super::today::state_pill;
use crate::parts::{Button, ButtonKind, ButtonLink, Card, CardTone, Confirm, Figure, PageHead, Pill};
use crate::texts::fair::{head as t, next as n};
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, organises, use_lang, use_link, use_me};
use crate::workplace::words::{clock_at, day_at, say, told};
use domain::command::Command;
use domain::fair::FairState;
use domain::fair::telling::Message;
use domain::ids::ResidentId;
use domain::lang::Lang;
use domain::people::Actor;
use domain::policy::reads_further;
use leptos::prelude::*;
use sync::views::{FairHead, FairView};
use uuid::Uuid;

#[component]
pub fn Head(view: Signal<FairView>) -> impl IntoView {
    let lang = use_lang();
    let ask = use_ask();
    let head = Memo::new(move |_| view.with(|view| view.head.clone()));
    let title = move || head.with(|head| head.name.clone());
    let note = move || head.with(|head| when(lang.get(), head));
    let pill = move || {
        let (kind, word) = state_pill(lang.get(), head.with(|head| head.state));
        view! { <Pill kind=kind>{word}</Pill> }
    };
    view! {
        <PageHead title=title note=note><ChangeLink view=view/><SignUpActs head=head ask=ask/></PageHead>
        <RefusalNotice ask=ask/>
        <div class="row">{pill}<PublicLink view=view/></div>
        <Figures head=head/>
    }
}

/// The way to the description of the day, while it can change.
#[component]
fn ChangeLink(view: Signal<FairView>) -> impl IntoView {
    let me = use_me();
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let fair = view.with_untracked(|view| view.head.fair);
    move || {
        can.get().then(|| {
            view! {
                <ButtonLink href=format!("/app/fair/{}/setup", fair) kind=ButtonKind::Quiet>
                    {say(t::change)}
                </ButtonLink>
            }
        })
    }
}

fn when(lang: Lang, head: &FairHead) -> String {
    let (day, from) = (day_at(lang, head.starts_ms), clock_at(lang, head.starts_ms));
    t::when(lang, day, from, &head.place, clock_at(lang, head.ends_ms))
}

/// Opening needs no question; closing keeps people out, so it asks.
#[component]
fn SignUpActs(head: Memo<FairHead>, ask: Ask) -> impl IntoView {
    let me = use_me();
    let closing = RwSignal::new(false);
    let acts = Memo::new(move |_| head.with(|head| (head.fair, head.state)));
    move || {
        let (fair, state) = acts.get();
        let allowed = may(me.get().as_deref(), &Command::OpenSignUp { fair });
        match (allowed, state) {
            (true, FairState::Preparing | FairState::Closed) => view! {
                <Button busy=ask.busy on_press=move |()| ask.ask(Command::OpenSignUp { fair })>
                    {say(t::open)}
                </Button>
            }
            .into_any(),
            (true, FairState::Open) => view! {
                <Button kind=ButtonKind::Quiet busy=ask.busy on_press=move |()| closing.set(true)>
                    {say(t::close)}
                </Button>
                <Confirm open=closing title=told(t::close_title) text=told(t::close_text)
                    confirm=told(t::close_confirm) cancel=told(t::cancel)
                    on_confirm=move |()| ask.ask(Command::CloseSignUp { fair })/>
            }
            .into_any(),
            _ => ().into_any(),
        }
    }
}

/// The page that residents see, in full, to copy or to open; and what there is on paper.
#[component]
fn PublicLink(view: Signal<FairView>) -> impl IntoView {
    let origin = use_link().origin;
    let path = Memo::new(move |_| view.with(|view| view.public_path.clone()));
    let full = move || format!("{origin}{}", path.get());
    let is_public = Memo::new(move |_| view.with(|view| view.head.state.is_public()));
    let share = move || {
        is_public.get().then(|| {
            let share = move || format!("{}/delen", path.get());
            view! { <a class="small" href=share rel="external" target="_blank">{say(t::share)}</a> }
        })
    };
    let (lang, me) = (use_lang(), use_me());
    let (session, fair) = view.with_untracked(|view| (view.head.session, view.head.fair));
    let tell =
        Command::MarkTold { fair, resident: ResidentId(Uuid::nil()), message: Message::Reminder, told: true };
    let messages = may(me.get_untracked().as_deref(), &tell).then(|| {
        let to = move || format!("/app-api/messages/{fair}?lang={}", lang.get().tag());
        view! { <a class="small" href=to rel="external" target="_blank">{say(t::messages)}</a> }
    });
    let reads = me.with_untracked(|me| match me.as_deref().map(|me| &me.actor) {
        Some(Actor::Staff { roles, .. }) => reads_further(roles),
        _ => false,
    });
    let further = reads.then(|| {
        let to = move || format!("/app-api/further/{fair}?lang={}", lang.get().tag());
        view! { <a class="small" href=to rel="external" target="_blank">{say(t::further)}</a> }
    });
    let says = Command::DescribePractical { fair, bring: vec![], there: vec![] };
    let practical = may(me.get_untracked().as_deref(), &says).then(|| {
        let to = move || format!("/app-api/practical/{fair}?lang={}", lang.get().tag());
        view! { <a class="small" href=to rel="external" target="_blank">{say(t::practical)}</a> }
    });
    let paper = move |kind: &str| format!("/app-api/paper/{session}/{kind}");
    view! {
        <span class="small">
            {say(t::public)}" "
            <a href=move || path.get() rel="external" target="_blank">{full}</a>
        </span>
        {share}
        {messages}
        {practical}
        {further}
        <a class="small" href=paper("slips") rel="external" target="_blank">{say(t::slips)}</a>
        <a class="small" href=paper("badges") rel="external" target="_blank">{say(t::badges)}</a>
    }
}

#[component]
fn Figures(head: Memo<FairHead>) -> impl IntoView {
    let value = move |pick: fn(&FairHead) -> u32| move || head.with(pick).to_string();
    let is_asked = Memo::new(move |_| head.with(|head| head.offered > 0));
    let asked = move || {
        is_asked.get().then(|| view! { <Figure value=value(|head| head.offered) label=told(t::offered)/> })
    };
    let is_pending = Memo::new(move |_| head.with(|head| head.pending > 0));
    let pending = move || {
        is_pending.get().then(|| view! { <Figure value=value(|head| head.pending) label=told(t::pending)/> })
    };
    let places = move || head.with(|head| format!("{}/{}", head.placed, head.capacity));
    view! {
        <div class="figures">
            <Figure value=places label=told(t::placed)/>
            {pending}
            {asked}
            <Figure value=value(|head| head.standby) label=told(t::standby)/>
            <Figure value=value(|head| head.employers) label=told(t::employers)/>
            <Figure value=value(|head| head.tables) label=told(t::tables)/>
        </div>
    }
}

/// One card with the one thing to do now; nothing for who does not run the day.
#[component]
pub fn NextStep(view: Signal<FairView>) -> impl IntoView {
    let (lang, me, now_ms) = (use_lang(), use_me(), use_link().now_ms);
    let step = Memo::new(move |_| view.with(|view| next(&view.head, &view.setup, now_ms.get())));
    let ids = Memo::new(move |_| view.with(|view| (view.head.fair, view.head.session)));
    let mine = Memo::new(move |_| organises(me.get().as_deref()));
    move || {
        mine.get().then(|| {
            let (fair, session) = ids.get();
            let step = step.get();
            let text = move || step_text(lang.get(), step);
            let import = format!("/app/fair/{fair}/import");
            let way = match step {
                Next::MakePlan => Some(format!("/app/session/{session}/plan")),
                Next::Prepare => Some(format!("/app/session/{session}/devices")),
                Next::RunTheDay => Some(format!("/app/session/{session}")),
                Next::FollowUp => Some("/app/follow-up".to_owned()),
                Next::ImportEmployers => Some(format!("/app/fair/{fair}/employer")),
                Next::OpenSignUp | Next::Share | Next::Cancelled => None,
            };
            view! {
                <Card tone=CardTone::Chosen>
                    <h2>{say(n::title)}</h2>
                    <p>{text}</p>
                    <div class="row">
                        {way.map(|href| view! {
                            <ButtonLink href=href>{move || step_button(lang.get(), step)}</ButtonLink>
                        })}
                        <ButtonLink href=import kind=ButtonKind::Quiet>{say(n::import)}</ButtonLink>
                    </div>
                </Card>
            }
        })
    }
}

fn step_text(lang: Lang, step: Next) -> &'static str {
    match step {
        Next::ImportEmployers => n::import_employers(lang),
        Next::OpenSignUp => n::open_sign_up(lang),
        Next::Share => n::share(lang),
        Next::MakePlan => n::make_plan(lang),
        Next::Prepare => n::prepare(lang),
        Next::RunTheDay => n::run_the_day(lang),
        Next::FollowUp => n::follow_up(lang),
        Next::Cancelled => n::cancelled(lang),
    }
}

fn step_button(lang: Lang, step: Next) -> &'static str {
    match step {
        Next::MakePlan => n::to_plan(lang),
        Next::Prepare => n::to_devices(lang),
        Next::RunTheDay => n::to_day(lang),
        Next::FollowUp => n::to_follow_up(lang),
        Next::ImportEmployers => n::add_employer(lang),
        Next::OpenSignUp | Next::Share | Next::Cancelled => n::import(lang),
    }
}
