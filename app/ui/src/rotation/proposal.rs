//! A plan that waits for a word: what it reaches, who moves from where to where, and the two answers.

use super::reasons::why_words;
use crate::parts::{Button, ButtonKind, Card, CardTone, Confirm, Pill, PillKind, Seat};
use crate::texts::rotation::proposal as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::ids::{PlanId, SessionId};
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{ChangeView, ConsoleView, Kept, ProposalView, SeatView};

/// What happens to one person, in one sentence and two seats.
pub fn change_words(lang: Lang, change: &ChangeView) -> (String, String) {
    let party = &change.party_name;
    match (change.from, change.to) {
        (Some(from), Some(to)) => (t::moved(lang, party), t::from_to(lang, seat(lang, from), seat(lang, to))),
        (None, Some(to)) => (t::gained(lang, party), seat(lang, to)),
        (Some(from), None) => (t::lost(lang, party), seat(lang, from)),
        (None, None) => (party.clone(), String::new()),
    }
}

fn seat(lang: Lang, seat: SeatView) -> String {
    t::seat(lang, seat.round, seat.table_number)
}

/// The counts of a plan; what is missing is said as loudly as what is there.
#[component]
pub fn KeptPills(kept: Kept) -> impl IntoView {
    let lang = use_lang();
    let best = move || match (kept.promises_proven, kept.at_most_from_best) {
        (true, Some(0)) => Some((PillKind::Good, t::proven(lang.get()).to_owned())),
        (true, Some(distance)) => Some((PillKind::Plain, t::from_best(lang.get(), distance))),
        (true, None) => Some((PillKind::Plain, t::promises_proven(lang.get()).to_owned())),
        // The bound on wishes holds for plans that keep as many promises.
        (false, Some(distance)) => Some((PillKind::Plain, t::from_best_alike(lang.get(), distance))),
        (false, None) => None,
    };
    view! {
        <div class="row">
            <Pill kind=PillKind::Brand>{move || t::meetings(lang.get(), kept.meetings)}</Pill>
            <Pill>{move || t::people(lang.get(), kept.people)}</Pill>
            {(kept.below_promise > 0).then(|| view! {
                <Pill kind=PillKind::Warn>{move || t::below_promise(lang.get(), kept.below_promise)}</Pill>
            })}
            {(kept.without_meeting > 0).then(|| view! {
                <Pill kind=PillKind::Warn>{move || t::without(lang.get(), kept.without_meeting)}</Pill>
            })}
            {(kept.waits > 0).then(|| view! { <Pill>{move || t::waits(lang.get(), kept.waits)}</Pill> })}
            {move || best().map(|(kind, words)| view! { <Pill kind=kind>{words}</Pill> })}
        </div>
    }
}

/// The card; nothing while no plan waits.
#[component]
pub fn Proposal(view: Signal<ConsoleView>, ask: Ask) -> impl IntoView {
    let session = view.with_untracked(|view| view.session);
    let proposal = Memo::new(move |_| view.with(|view| view.proposal.clone()));
    move || proposal.get().map(|proposal| view! { <ProposalCard proposal=proposal session=session ask=ask/> })
}

#[component]
fn ProposalCard(proposal: ProposalView, session: SessionId, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let (plan, first) = (proposal.plan, proposal.parent.is_none());
    let more =
        proposal.changes_total.saturating_sub(u32::try_from(proposal.changes.len()).unwrap_or(u32::MAX));
    let total = proposal.changes_total;
    let changes =
        proposal.changes.into_iter().map(|change| view! { <ChangeLine change=change/> }).collect_view();
    let title = move || if first { t::first(lang.get()) } else { t::title(lang.get()) };
    let lead = move || if first { t::first_lead(lang.get()).to_owned() } else { t::lead(lang.get(), total) };
    view! {
        <Card tone=CardTone::Chosen>
            <section class="proposal stack stack-tight">
                <h2>{title}</h2>
                <p class="soft" role="status">{lead}</p>
                <KeptPills kept=proposal.kept/>
                {(!first).then(|| view! { <ul class="stack stack-tight">{changes}</ul> })}
                {(!first && more > 0).then(|| view! { <p class="small soft">{move || t::more(lang.get(), more)}</p> })}
                <Answers session=session plan=plan ask=ask/>
            </section>
        </Card>
    }
}

#[component]
fn ChangeLine(change: ChangeView) -> impl IntoView {
    let lang = use_lang();
    let (number, name) = (change.number.to_string(), change.name.clone());
    let (cause, began) = (change.cause.clone(), change.began.clone());
    let why = Memo::new(move |_| cause.as_ref().map(|cause| why_words(lang.get(), cause, began.as_ref())));
    let words = Memo::new(move |_| change_words(lang.get(), &change));
    view! {
        <li class="change">
            <Seat number=number/>
            <span>
                <b><bdi>{name}</bdi></b>" "{move || words.with(|words| words.0.clone())}<br/>
                <span class="num strong">{move || words.with(|words| words.1.clone())}</span>
                {move || why.get().map(|why| view! { <br/><span class="small soft">{why}</span> })}
            </span>
        </li>
    }
}

#[component]
fn Answers(session: SessionId, plan: PlanId, ask: Ask) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let discarding = RwSignal::new(false);
    may(me.get_untracked().as_deref(), &Command::PublishPlan { session, plan }).then(|| {
        view! {
            <div class="proposal-acts">
                <Button kind=ButtonKind::Quiet busy=ask.busy on_press=move |()| discarding.set(true)>
                    {move || t::discard(lang.get())}
                </Button>
                <Button busy=ask.busy on_press=move |()| ask.ask(Command::PublishPlan { session, plan })>
                    {move || t::publish(lang.get())}
                </Button>
            </div>
            <Confirm open=discarding title=move || t::discard_title(lang.get()) text=move || t::discard_text(lang.get())
                confirm=move || t::discard_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                on_confirm=move |()| ask.ask(Command::DiscardPlan { session, plan })/>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::ResidentId;
    use uuid::Uuid;

    fn check(from: Option<SeatView>, to: Option<SeatView>, expected: &str) {
        let change = ChangeView {
            resident: ResidentId(Uuid::nil()),
            number: 41,
            name: "Lentelied".into(),
            party_name: "Hotel Het Spoor".into(),
            from,
            to,
            cause: None,
            began: None,
        };
        assert_eq!(change_words(Lang::Nl, &change).1, expected);
    }

    #[test]
    fn a_change_says_from_where_to_where() {
        let at = |round, table_number| Some(SeatView { round, table_number });
        check(at(8, 9), at(8, 11), "R8 tafel 9 → R8 tafel 11");
        check(None, at(6, 11), "R6 tafel 11");
        check(at(6, 11), None, "R6 tafel 11");
    }
}
