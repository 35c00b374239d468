//! What the desk does about somebody's place: says for them whether they come, gives a free one on the day, takes them
//! off, and puts them back on the list.

use crate::parts::{Button, ButtonKind, Confirm};
use crate::texts::fair::places as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::fair::Place;
use domain::ids::SignUpId;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::PersonView;

/// Who is asked to be taken off; one question for the whole list.
pub type TakenOff = RwSignal<Option<(SignUpId, String)>>;

/// One thing that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Comes,
    ComesNot,
    Give,
    Approve,
    Decline,
    TakeOff,
    ComeBack,
}

/// What can be done for who stands so; `free`: a place is free now, which happens beside a standby list on the day only.
fn deeds(place: Option<Place>, free: bool) -> &'static [Deed] {
    match (place, free) {
        (Some(Place::Placed), _) => &[Deed::TakeOff],
        (Some(Place::Offered { .. }), _) => &[Deed::Comes, Deed::ComesNot],
        (Some(Place::Standby(_)), true) => &[Deed::Give, Deed::TakeOff],
        (Some(Place::Standby(_)), false) => &[Deed::TakeOff],
        (Some(Place::Pending), _) => &[Deed::Approve, Deed::Decline, Deed::TakeOff],
        (Some(Place::Declined), true) => &[Deed::Give],
        (Some(Place::Declined), false) => &[],
        (Some(Place::Lapsed) | None, _) => &[Deed::ComeBack],
    }
}

impl Deed {
    /// Rarely done for anybody, so that it stands behind "more".
    fn is_rare(self) -> bool {
        self == Deed::TakeOff
    }

    fn words(self, lang: Lang) -> &'static str {
        match self {
            Deed::Comes => t::comes(lang),
            Deed::ComesNot => t::comes_not(lang),
            Deed::Give => t::give(lang),
            Deed::Approve => t::approve(lang),
            Deed::Decline => t::decline(lang),
            Deed::TakeOff => t::take_off(lang),
            Deed::ComeBack => t::come_back(lang),
        }
    }

    fn command(self, sign_up: SignUpId) -> Command {
        match self {
            Deed::Comes => Command::AnswerOffer { sign_up, comes: true },
            Deed::ComesNot => Command::AnswerOffer { sign_up, comes: false },
            Deed::Give | Deed::Approve => Command::GivePlace { sign_up },
            Deed::Decline => Command::DeclineSignUp { sign_up },
            Deed::TakeOff => Command::Withdraw { sign_up },
            Deed::ComeBack => Command::ComeBack { sign_up },
        }
    }
}

/// Which of the buttons: those that stand in the row, or those behind "more".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    InTheRow,
    BehindMore,
}

/// The buttons for one person; those that somebody may not press are absent.
#[component]
pub fn PlaceActs(
    person: PersonView,
    acts: Acts,
    free: Memo<bool>,
    asking: TakenOff,
    ask: Ask,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let PersonView { sign_up, place, name, .. } = person;
    let one = move |deed: Deed| {
        let whom = name.clone();
        let asked = name.clone();
        let press = move |()| match deed {
            Deed::TakeOff => asking.set(Some((sign_up, asked.clone()))),
            _ => ask.ask(deed.command(sign_up)),
        };
        may(me.get_untracked().as_deref(), &deed.command(sign_up)).then(|| {
            view! {
                <Button kind=ButtonKind::Plain on_press=press>
                    {move || deed.words(lang.get())}<span class="visually-hidden">": "{whom}</span>
                </Button>
            }
        })
    };
    let here = move |deed: &Deed| deed.is_rare() == (acts == Acts::BehindMore);
    move || deeds(place, free.get()).iter().copied().filter(here).map(&one).collect_view()
}

/// The question before somebody is taken off.
#[component]
pub fn ConfirmTakeOff(asking: TakenOff, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asking.with(Option::is_some)));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            asking.set(None);
        }
        is_open
    });
    let name = move || asking.get().map(|(_, name)| name).unwrap_or_default();
    let take_off = move |()| {
        if let Some((sign_up, _)) = asking.get_untracked() {
            ask.ask(Command::Withdraw { sign_up });
        }
    };
    view! {
        <Confirm open=open title=move || t::title(lang.get(), name()) text=move || t::text(lang.get())
            confirm=move || t::confirm(lang.get()) cancel=move || t::cancel(lang.get()) on_confirm=take_off/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_can_do_for_each_what_they_could_do_themselves() {
        assert_eq!(deeds(Some(Place::Offered { until_ms: 7 }), false), [Deed::Comes, Deed::ComesNot]);
        assert_eq!(deeds(Some(Place::Lapsed), true), [Deed::ComeBack]);
        assert_eq!(deeds(None, false), [Deed::ComeBack]);
        assert_eq!(deeds(Some(Place::Placed), false), [Deed::TakeOff]);
    }

    #[test]
    fn who_waits_for_approval_gets_a_yes_or_a_no_and_a_no_can_be_mended_while_there_is_room() {
        assert_eq!(deeds(Some(Place::Pending), false), [Deed::Approve, Deed::Decline, Deed::TakeOff]);
        assert_eq!(deeds(Some(Place::Declined), true), [Deed::Give]);
        assert!(deeds(Some(Place::Declined), false).is_empty());
    }

    #[test]
    fn a_place_is_given_only_while_one_is_free() {
        assert!(deeds(Some(Place::Standby(1)), true).contains(&Deed::Give));
        assert!(!deeds(Some(Place::Standby(1)), false).contains(&Deed::Give));
    }
}
