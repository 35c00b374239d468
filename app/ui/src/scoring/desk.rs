//! What the parts of the tablet share: the view with the outbox laid over it, the clock, the card, and the few things
//! that a person chooses on this tablet.

use super::card::{Card, own_table, which_card};
use super::outbox::with_outbox;
use crate::rotation::clock::{DayClock, day_clock};
use crate::workplace::context::use_link;
use crate::workplace::link::{Request, Who};
use domain::command::Talk;
use domain::people::Actor;
use leptos::prelude::*;
use sync::views::TabletView;

/// What the parts of the tablet share.
#[derive(Clone, Copy)]
pub struct Desk {
    pub view: Signal<TabletView>,
    pub clock: Memo<DayClock>,
    pub table: Memo<Option<u32>>,
    /// Where an employer has several tables.
    pub chosen_table: RwSignal<Option<u32>>,
    /// The talk whose card is kept open.
    pub held: RwSignal<Option<Talk>>,
    pub renaming: RwSignal<bool>,
    pub card: Memo<Card>,
}

pub fn use_desk(raw: Signal<TabletView>) -> Desk {
    let link = use_link();
    let (outbox, now_ms) = (link.outbox, link.now_ms);
    let view: Signal<TabletView> =
        Memo::new(move |_| with_outbox(raw.get(), &outbox.get(), now_ms.get_untracked())).into();
    let clock = Memo::new(move |_| {
        let now_ms = now_ms.get();
        view.with(|view| day_clock(&view.timer, &view.phases, now_ms))
    });
    let (chosen_table, held) = (RwSignal::new(None), RwSignal::new(None));
    let table = Memo::new(move |_| view.with(|view| own_table(view, chosen_table.get())));
    let card = Memo::new(move |_| view.with(|view| which_card(view, &clock.get(), table.get(), held.get())));
    Desk { view, clock, table, chosen_table, held, renaming: RwSignal::new(false), card }
}

/// The actor is made from the login: when the organiser approved the tablet or a name was picked, it is asked anew.
pub fn keep_actor_fresh(raw: Signal<TabletView>) {
    let link = use_link();
    let stands = Memo::new(move |_| raw.with(|view| (view.confirmed, view.interviewer.clone())));
    Effect::new(move |_| {
        let stands = stands.get();
        let Who::Known(me) = link.who.get_untracked() else { return };
        if let Actor::Tablet { confirmed, interviewer, .. } = &me.actor
            && (*confirmed, interviewer.clone()) != stands
        {
            link.request.run(Request::AskMe);
        }
    });
}
