//! Why people and employers got what they got: a button in their row opens the reasons. They belong to one plan and
//! never change with it, so they are followed by the plan's own id, and only while the plan is on the screen.

use super::reasons::reason_words;
use crate::parts::{Button, ButtonKind, Dialog, Seat};
use crate::texts::rotation::why as t;
use crate::workplace::context::{use_lang, use_link};
use domain::ids::{PartyId, PlanId, ResidentId};
use leptos::prelude::*;
use std::sync::Arc;
use sync::views::{ConsoleView, MissedView, PartyReasons, PersonReasons, PersonView, ReasonsView};
use sync::{Scope, View};

/// The reasons of the plan on the screen; None until they are in.
pub type Reasons = Signal<Option<Arc<View>>>;

/// The plan that `ConsoleView::meetings` shows.
fn shown(view: &ConsoleView) -> Option<PlanId> {
    let proposed = || view.proposal.as_ref().filter(|proposal| proposal.parent.is_none());
    view.plan.as_ref().map(|plan| plan.plan).or_else(|| proposed().map(|proposal| proposal.plan))
}

pub fn use_reasons(view: Signal<ConsoleView>) -> Reasons {
    let follow = use_link().follow;
    let plan = Memo::new(move |_| view.with(shown));
    // Followed from within the memo: another plan ends the following of this one.
    let followed = Memo::new(move |_| plan.get().map(|plan| follow.run(Scope::Reasons(plan))));
    Signal::derive(move || {
        followed.get().and_then(|followed| followed.with(|followed| followed.view.clone()))
    })
}

fn read<T>(reasons: Reasons, find: impl FnOnce(&ReasonsView) -> T) -> Option<T> {
    reasons.with(|view| match view.as_deref() {
        Some(View::Reasons(view)) => Some(find(view)),
        _ => None,
    })
}

/// What the plan grants to one person; None until it is known.
pub fn of_person(reasons: Reasons, resident: ResidentId) -> Option<PersonReasons> {
    read(reasons, |view| view.people.iter().find(|one| one.resident == resident).cloned()).flatten()
}

/// The parties as far as they are known.
pub fn parties(reasons: Reasons) -> Vec<PartyReasons> {
    read(reasons, |view| view.parties.clone()).unwrap_or_default()
}

/// Who starred this party and does not meet it, with why; by number, not by who wants it most.
pub fn missed_by(
    view: &ReasonsView,
    people: &[PersonView],
    party: PartyId,
) -> Vec<(u32, String, MissedView)> {
    let of = |one: &PersonReasons| {
        let person = people.iter().find(|person| person.resident == one.resident)?;
        let missed = one.missed.iter().find(|missed| missed.party == party && missed.stars > 0)?;
        Some((person.number, person.name.clone(), missed.clone()))
    };
    let mut list: Vec<_> = view.people.iter().filter_map(of).collect();
    list.sort_by_key(|(number, _, _)| *number);
    list
}

/// "★★", said as "2 sterren".
#[component]
fn Wish(stars: u8) -> impl IntoView {
    let lang = use_lang();
    (stars > 0).then(|| {
        view! {
            <span class="star" aria-hidden="true">{"★".repeat(usize::from(stars))}</span>
            <span class="visually-hidden">{move || t::stars(lang.get(), u32::from(stars))}</span>
        }
    })
}

/// One meeting that is not there, under the words of whom or what.
#[component]
fn Missing(head: AnyView, missed: MissedView) -> impl IntoView {
    let lang = use_lang();
    let line = |reason| view! { <li>{move || reason_words(lang.get(), &reason)}</li> };
    view! {
        <li class="why-not">
            <span><b>{head}</b>" "<Wish stars=missed.stars/></span>
            <ul class="small soft">{missed.reasons.into_iter().map(line).collect_view()}</ul>
        </li>
    }
}

#[component]
pub fn PersonWhy(
    view: Signal<ConsoleView>,
    reasons: Reasons,
    open: RwSignal<bool>,
    who: RwSignal<Option<ResidentId>>,
) -> impl IntoView {
    let lang = use_lang();
    let name = Memo::new(move |_| {
        let who = who.get()?;
        view.with(|view| {
            let person = view.people.iter().find(|person| person.resident == who)?;
            Some(format!("{} {}", person.number, person.name))
        })
    });
    let known = Memo::new(move |_| of_person(reasons, who.get()?));
    let body = move || {
        let Some(known) = known.get() else {
            return view! { <p>{move || t::unknown(lang.get())}</p> }.into_any();
        };
        let PersonReasons { talks, promised, wishes_met, wishes, rather_not, missed, .. } = known;
        let head = |missed: &MissedView| {
            let party = missed.party_name.clone();
            view! { <bdi>{party}</bdi> }.into_any()
        };
        let line = |missed: MissedView| view! { <Missing head=head(&missed) missed=missed/> };
        let nothing = missed.is_empty();
        view! {
            <p>{move || t::person(lang.get(), talks, promised)}</p>
            <p>{move || match wishes {
                0 => t::no_wishes(lang.get()).to_owned(),
                _ => t::wishes(lang.get(), wishes, wishes_met),
            }}</p>
            {(rather_not > 0).then(|| view! { <p>{move || t::rather_not(lang.get(), rather_not)}</p> })}
            {(!nothing).then(|| view! {
                <h3>{move || t::missed(lang.get())}</h3>
                <ul class="why-list" tabindex="0">{missed.into_iter().map(line).collect_view()}</ul>
            })}
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=move || name.get().unwrap_or_default()>
            <div class="stack stack-tight">{body}</div>
            <Close open=open/>
        </Dialog>
    }
}

#[component]
pub fn PartyWhy(
    view: Signal<ConsoleView>,
    reasons: Reasons,
    open: RwSignal<bool>,
    which: RwSignal<Option<PartyReasons>>,
) -> impl IntoView {
    let lang = use_lang();
    let list = Memo::new(move |_| {
        let party = which.get()?.party;
        let people = view.with(|view| view.people.clone());
        read(reasons, |view| missed_by(view, &people, party))
    });
    let line = |(number, name, missed): (u32, String, MissedView)| {
        let head = view! { <Seat number=number.to_string()/>" "<bdi>{name}</bdi> }.into_any();
        view! { <Missing head=head missed=missed/> }
    };
    let figures = move || {
        which.get().map(|party| t::party(lang.get(), party.places.saturating_sub(party.talks), party.talks))
    };
    let body = move || {
        let list = list.get().unwrap_or_default();
        match list.is_empty() {
            true => view! { <p>{move || t::nobody_missed(lang.get())}</p> }.into_any(),
            false => view! {
                <h3>{move || t::missed_by(lang.get())}</h3>
                <ul class="why-list" tabindex="0">{list.into_iter().map(line).collect_view()}</ul>
            }
            .into_any(),
        }
    };
    view! {
        <Dialog open=open title=move || which.with(|party| party.as_ref().map(|one| one.name.clone()).unwrap_or_default())>
            <div class="stack stack-tight"><p>{figures}</p>{body}</div>
            <Close open=open/>
        </Dialog>
    }
}

#[component]
fn Close(open: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="dialog-acts">
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{move || t::close(lang.get())}</Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn who_missed_an_employer_stands_by_number_and_only_who_wished_it() {
        let id = Uuid::from_u128;
        let (wanted, other) = (PartyId(id(1)), PartyId(id(2)));
        let missed = |party, stars| MissedView { party, party_name: String::new(), stars, reasons: vec![] };
        let reasons = |n, missed| PersonReasons {
            resident: ResidentId(id(n)),
            talks: 1,
            promised: 2,
            wishes_met: 0,
            wishes: 1,
            rather_not: 0,
            missed,
        };
        let view = ReasonsView {
            plan: PlanId(id(9)),
            people: vec![
                reasons(10, vec![missed(wanted, 1)]),
                reasons(11, vec![missed(wanted, 0)]),
                reasons(12, vec![missed(other, 2)]),
                reasons(13, vec![missed(wanted, 3)]),
            ],
            parties: vec![],
        };
        let people: Vec<PersonView> = [(13, 7), (10, 3), (11, 1), (12, 2)]
            .map(|(n, number)| PersonView {
                resident: ResidentId(id(n)),
                sign_up: domain::ids::SignUpId(id(n)),
                number,
                name: "Lentelied".into(),
                lang: domain::lang::Lang::Ar,
                place: None,
                needs: Default::default(),
                shares_phone: false,
                group: None,
                attendance: domain::fair::Attendance::Expected,
                stars: 0,
            })
            .to_vec();
        let list = missed_by(&view, &people, wanted);
        assert_eq!(list.iter().map(|(number, _, _)| *number).collect::<Vec<_>>(), [3, 7]);
    }
}
