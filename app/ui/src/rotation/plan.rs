//! The plan before the day: make one, look at it, publish it, and read the published one by table or by person.

use super::console::OfSession;
use super::parties::PartiesOfPlan;
use super::people::PeopleOfPlan;
use super::plan_grid::PlanGrid;
use super::proposal::{KeptPills, Proposal};
use super::why::use_reasons;
use crate::parts::{Button, ButtonKind, EmptyState, Loading, PageHead};
use crate::texts::rotation::plan as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_link, use_me};
use crate::workplace::link::Request;
use crate::workplace::words::clock_at;
use domain::command::Command;
use domain::ids::{PlanId, SessionId};
use leptos::prelude::*;
use sync::views::{ConsoleView, Kept};

#[component]
pub fn PlanScreen() -> impl IntoView {
    view! { <OfSession page=|view| view! { <PlanPage view=view/> }.into_any()/> }
}

/// What the page shows below the proposal.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Body {
    /// No plan and none waiting.
    Empty,
    /// The first plan waits for a word.
    OnlyProposed,
    Published {
        kept: Kept,
        at_ms: i64,
    },
}

fn body(view: &ConsoleView) -> Body {
    match (&view.plan, &view.proposal) {
        (Some(plan), _) => Body::Published { kept: plan.kept, at_ms: plan.published_ms },
        (None, Some(_)) => Body::OnlyProposed,
        (None, None) => Body::Empty,
    }
}

#[component]
fn PlanPage(view: Signal<ConsoleView>) -> impl IntoView {
    let (lang, ask, request) = (use_lang(), use_ask(), use_link().request);
    let session = view.with_untracked(|view| view.session);
    let name = move || view.with(|view| view.fair_name.clone());
    let reasons = use_reasons(view);
    let body = Memo::new(move |_| view.with(body));
    let published = Memo::new(move |_| matches!(body.get(), Body::Published { .. }));
    let planned = Memo::new(move |_| body.get() != Body::Empty);
    let shown = move || match body.get() {
        Body::Empty => view! {
            <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/>
        }
        .into_any(),
        Body::OnlyProposed => ().into_any(),
        Body::Published { kept, at_ms } => view! {
            <section class="stack stack-tight">
                <h2>{move || t::published(lang.get(), clock_at(lang.get(), at_ms))}</h2>
                <KeptPills kept=kept/>
            </section>
        }
        .into_any(),
    };
    view! {
        <PageHead title=move || t::title(lang.get()) note=name>
            {move || published.get().then(|| view! {
                <Button kind=ButtonKind::Plain on_press=move |()| request.run(Request::Print)>
                    {move || t::print(lang.get())}
                </Button>
            })}
            <MakePlan view=view ask=ask/>
        </PageHead>
        <RefusalNotice ask=ask/>
        {move || ask.busy.get().then(|| view! { <Planning session=session/> })}
        <Proposal view=view ask=ask/>
        {shown}
        {move || planned.get().then(|| view! {
            <PlanGrid view=view/>
            <PeopleOfPlan view=view reasons=reasons/>
            <PartiesOfPlan view=view reasons=reasons/>
        })}
    }
}

/// A plan on its way: how good it is by now, and a way to be content with that.
#[component]
fn Planning(session: SessionId) -> impl IntoView {
    let (lang, link) = (use_lang(), use_link());
    let (planning, request) = (link.planning, link.request);
    let now = Memo::new(move |_| planning.get().filter(|(of, _)| *of == session).map(|(_, now)| now));
    let words = move || {
        now.get().map(|now| match (now.promises_open, now.from_best) {
            (0, Some(0)) => t::step_best(lang.get(), now.points),
            (0, Some(gap)) => t::step(lang.get(), gap, now.points),
            (0, None) => t::step_points(lang.get(), now.points),
            (open, _) => t::step_promises(lang.get(), open),
        })
    };
    let known = Memo::new(move |_| now.get().is_some());
    view! {
        <div class="row">
            <Loading label=move || t::working(lang.get())/>
            <span class="num soft">{words}</span>
            {move || known.get().then(|| view! {
                <Button kind=ButtonKind::Plain on_press=move |()| request.run(Request::EnoughPlanning { session })>
                    {move || t::enough(lang.get())}
                </Button>
            })}
        </div>
    }
}

/// The first plan, or a new proposal for the rounds that nobody has begun.
#[component]
fn MakePlan(view: Signal<ConsoleView>, ask: Ask) -> impl IntoView {
    let (lang, me, new_id) = (use_lang(), use_me(), use_link().new_id);
    let session = view.with_untracked(|view| view.session);
    let facts = Memo::new(move |_| view.with(|view| (view.plan.is_some(), view.proposal.is_some())));
    let allowed =
        move || may(me.get().as_deref(), &Command::MakePlan { session, plan: PlanId(uuid::Uuid::nil()) });
    let make = move |()| ask.ask(Command::MakePlan { session, plan: PlanId(new_id.run(())) });
    move || {
        let (has_plan, has_proposal) = facts.get();
        // One primary act on the page: publishing, when something waits for it.
        let kind = if has_plan || has_proposal { ButtonKind::Quiet } else { ButtonKind::Primary };
        let word =
            move || if has_plan || has_proposal { t::make_again(lang.get()) } else { t::make(lang.get()) };
        allowed().then(|| view! { <Button kind=kind busy=ask.busy on_press=make>{word}</Button> })
    }
}
