//! Which card the tablet shows. The right one opens by itself at the bell; a late entry stays with the earlier card
//! until the person taps over, and never goes silently to the next.

use crate::rotation::clock::{DayClock, Doing};
use domain::command::Talk;
use sync::views::{SheetView, TabletTalk, TabletView};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// The organiser has not said that this is the right tablet.
    NotConfirmed,
    PickName,
    /// Before the day; who comes first, if the plan says so.
    Waiting {
        first: Option<Talk>,
    },
    Sheet(Talk),
    /// An earlier card that is still open while `now`, if anyone, sits here.
    Late {
        open: Talk,
        now: Option<Talk>,
    },
    /// Nobody at this table in this round.
    Free {
        round: u32,
    },
    /// All rounds are over: the list of talks.
    Over,
}

/// The talk at this table in this round.
fn at(view: &TabletView, table: Option<u32>, round: u32) -> Option<Talk> {
    let here =
        |talk: &&TabletTalk| talk.round == round && table.is_none_or(|table| talk.table_number == table);
    view.talks.iter().find(here).map(|talk| talk.talk)
}

/// The round whose sheet is due: the change-over belongs to the round that has just ended, to finish its sheet.
fn due(clock: &DayClock) -> u32 {
    match clock.doing {
        Doing::ChangingOver | Doing::Resting => clock.round.saturating_sub(1),
        Doing::Waiting | Doing::Talking | Doing::Over => clock.round,
    }
}

/// Decides. `table` is the interviewer's own; `held` the talk whose card the person keeps open.
pub fn which_card(view: &TabletView, clock: &DayClock, table: Option<u32>, held: Option<Talk>) -> Card {
    if !view.confirmed {
        return Card::NotConfirmed;
    }
    if view.interviewer.is_none() {
        return Card::PickName;
    }
    let held = held.filter(|held| view.talks.iter().any(|talk| talk.talk == *held));
    let now = match clock.doing {
        Doing::Waiting | Doing::Over => None,
        _ => at(view, table, due(clock)),
    };
    match (held, now, clock.doing) {
        (Some(open), Some(now), _) if open == now => Card::Sheet(now),
        (Some(open), now, _) => Card::Late { open, now },
        (None, Some(now), _) => Card::Sheet(now),
        (None, None, Doing::Waiting) => Card::Waiting { first: at(view, table, 1) },
        (None, None, Doing::Over) => Card::Over,
        (None, None, _) => Card::Free { round: due(clock) },
    }
}

/// Whether a card that was touched must be kept open: something stands on it and it has no verdict.
pub fn is_begun(sheet: &SheetView) -> bool {
    let written = !sheet.scores.is_empty() || sheet.strength.is_some() || !sheet.notes.is_empty();
    written && sheet.verdict.is_none()
}

/// The tables of this employer, in order.
pub fn tables(view: &TabletView) -> Vec<u32> {
    let mut tables: Vec<_> = view.talks.iter().map(|talk| talk.table_number).collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// The table of this tablet: the one that was chosen, else that of the party that bears the interviewer's name,
/// else the only one. None: someone must choose.
pub fn own_table(view: &TabletView, chosen: Option<u32>) -> Option<u32> {
    let tables = tables(view);
    let chosen = chosen.filter(|chosen| tables.contains(chosen));
    let named = || {
        let interviewer = view.interviewer.as_deref()?;
        let own = |talk: &&TabletTalk| talk.party_name.eq_ignore_ascii_case(interviewer);
        view.talks.iter().find(own).map(|talk| talk.table_number)
    };
    let only = || if tables.len() == 1 { tables.first().copied() } else { None };
    chosen.or_else(named).or_else(only).or_else(|| tables.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{PartyId, ResidentId, SessionId};
    use domain::rotation::Timer;
    use domain::scoring::{NextStep, Verdict};
    use uuid::Uuid;

    fn talk(round: u32, table: u32) -> TabletTalk {
        let id = |n: u32| Uuid::from_u128(u128::from(n));
        TabletTalk {
            talk: Talk {
                session: SessionId(id(1)),
                party: PartyId(id(table)),
                resident: ResidentId(id(round * 100 + table)),
            },
            round,
            table_number: table,
            party_name: format!("Tafel {table}"),
            number: round,
            name: "Lentelied".into(),
            strength: None,
            experience: None,
            spoken: Vec::new(),
            interpreter: None,
            absent: false,
            vacancies: Vec::new(),
            first_is_meant: false,
            sheet: SheetView::default(),
            hands: Vec::new(),
        }
    }

    fn view() -> TabletView {
        TabletView {
            fair_name: "Banenmarkt".into(),
            employer_name: "Hotel Het Spoor".into(),
            device_name: "Tablet 7".into(),
            confirmed: true,
            interviewer: Some("Vonkje".into()),
            interviewers: vec!["Vonkje".into()],
            timer: Timer::waiting(),
            phases: Vec::new(),
            rounds: Vec::new(),
            talks: vec![talk(1, 7), talk(1, 8), talk(2, 7)],
        }
    }

    fn clock(doing: Doing, round: u32) -> DayClock {
        DayClock { doing, round, rounds: 3, left_ms: 1, left: 500, paused: false, day_left_ms: 1 }
    }

    #[test]
    fn the_right_card_opens_at_the_bell() {
        let view = view();
        let card = |doing, round| which_card(&view, &clock(doing, round), Some(7), None);
        assert_eq!(card(Doing::Waiting, 1), Card::Waiting { first: Some(view.talks[0].talk) });
        assert_eq!(card(Doing::Talking, 1), Card::Sheet(view.talks[0].talk));
        assert_eq!(card(Doing::ChangingOver, 2), Card::Sheet(view.talks[0].talk));
        assert_eq!(card(Doing::Talking, 2), Card::Sheet(view.talks[2].talk));
        assert_eq!(card(Doing::Talking, 3), Card::Free { round: 3 });
        assert_eq!(card(Doing::Over, 3), Card::Over);
    }

    #[test]
    fn a_late_entry_stays_with_the_earlier_card() {
        let view = view();
        let first = view.talks[0].talk;
        let card = which_card(&view, &clock(Doing::Talking, 2), Some(7), Some(first));
        assert_eq!(card, Card::Late { open: first, now: Some(view.talks[2].talk) });
        let same = which_card(&view, &clock(Doing::Talking, 1), Some(7), Some(first));
        assert_eq!(same, Card::Sheet(first));
    }

    #[test]
    fn a_held_card_that_is_gone_is_let_go() {
        let mut view = view();
        let first = view.talks[0].talk;
        view.talks.remove(0);
        let card = which_card(&view, &clock(Doing::Talking, 2), Some(7), Some(first));
        assert!(matches!(card, Card::Sheet(_)));
    }

    #[test]
    fn first_the_organisers_word_then_a_name() {
        let unconfirmed = TabletView { confirmed: false, ..view() };
        assert_eq!(which_card(&unconfirmed, &clock(Doing::Talking, 1), None, None), Card::NotConfirmed);
        let nameless = TabletView { interviewer: None, ..view() };
        assert_eq!(which_card(&nameless, &clock(Doing::Talking, 1), None, None), Card::PickName);
    }

    #[test]
    fn the_table_is_the_chosen_one_or_the_one_with_my_name() {
        let mut view = view();
        assert_eq!(own_table(&view, Some(8)), Some(8));
        assert_eq!(own_table(&view, Some(99)), Some(7));
        view.talks[1].party_name = "Vonkje".into();
        assert_eq!(own_table(&view, None), Some(8));
    }

    #[test]
    fn a_card_is_kept_only_while_it_is_half_written() {
        let mut sheet = SheetView::default();
        assert!(!is_begun(&sheet));
        sheet.strength = Some("rustig".into());
        assert!(is_begun(&sheet));
        sheet.verdict = Some(Verdict::Yes);
        sheet.next_step = Some(NextStep::Call);
        assert!(!is_begun(&sheet));
    }
}
