//! Asking for something: one command on its way, with the button that turns and the sentence when the answer is no.

use super::context::{use_lang, use_link};
use super::link::{Contact, Pushed};
use super::words::rejection;
use crate::parts::{Notice, NoticeKind};
use crate::texts::workplace::save as s;
use domain::command::Command;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use sync::{Answer, Outcome, Rejection, Shown};

/// A place on a screen from which commands are asked, one at a time.
#[derive(Clone, Copy)]
pub struct Ask {
    push: Callback<(Command, Option<Callback<Answer>>), Pushed>,
    /// What this place lives in. The answer is heard for as long: what was pressed may be gone by then, as a person's row
    /// is when the change shows before its answer comes.
    place: StoredValue<Option<WeakOwner>>,
    /// On its way, and the server can be reached.
    pub busy: Signal<bool>,
    waiting: RwSignal<bool>,
    refusal: RwSignal<Option<Refusal>>,
    /// What the server shows once: a PIN, a link, a code.
    pub shown: RwSignal<Option<Shown>>,
}

/// Why nothing came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// The server said no.
    Server(Rejection),
    /// This device took it no more: too much waits for the server already.
    Full,
}

/// A new place to ask from.
pub fn use_ask() -> Ask {
    let link = use_link();
    let (waiting, contact) = (RwSignal::new(false), link.contact);
    Ask {
        push: link.push,
        place: here(),
        busy: Signal::derive(move || waiting.get() && contact.get() != Contact::Offline),
        waiting,
        refusal: RwSignal::new(None),
        shown: RwSignal::new(None),
    }
}

fn here() -> StoredValue<Option<WeakOwner>> {
    StoredValue::new(Owner::current().map(|owner| owner.downgrade()))
}

impl Ask {
    pub fn ask(self, command: Command) {
        self.ask_then(command, |_| ());
    }

    /// Asks; `then` hears an answer that is not a no.
    pub fn ask_then(self, command: Command, then: impl Fn(Answer) + Send + Sync + 'static) {
        self.offer(command, then);
    }

    /// Asks, and says whether it was taken: what was typed may go from the screen only then.
    pub fn takes(self, command: Command) -> bool {
        self.offer(command, |_| ()) == Pushed::Queued
    }

    fn offer(self, command: Command, then: impl Fn(Answer) + Send + Sync + 'static) -> Pushed {
        self.waiting.set(true);
        self.refusal.set(None);
        // What follows from an answer is for what was pressed, and ends with it.
        let then = Callback::new(then);
        let hears = move |answer: Answer| {
            self.waiting.set(false);
            match answer.outcome {
                Outcome::Rejected(why) => self.refusal.set(Some(Refusal::Server(why))),
                Outcome::Applied | Outcome::Noop | Outcome::Superseded => {
                    self.shown.set(answer.shown.clone());
                    then.try_run(answer);
                }
            }
        };
        let place = self.place.with_value(|place| place.as_ref().and_then(WeakOwner::upgrade));
        let heard = match place {
            Some(place) => place.with(|| Callback::new(hears)),
            None => Callback::new(hears),
        };
        let pushed = self.push.run((command, Some(heard)));
        if pushed == Pushed::Full {
            self.waiting.set(false);
            self.refusal.set(Some(Refusal::Full));
        }
        pushed
    }
}

/// A dialog for what is shown once: open while it is there, and forgotten as soon as the dialog closes.
pub fn use_shown_once(ask: Ask, pick: fn(&Shown) -> Option<&str>) -> (RwSignal<bool>, Signal<String>) {
    let open = RwSignal::new(false);
    let text = Memo::new(move |_| {
        ask.shown.with(|shown| shown.as_ref().and_then(pick).unwrap_or_default().to_owned())
    });
    Effect::new(move |_| open.set(text.with(|text| !text.is_empty())));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            ask.shown.set(None);
        }
        is_open
    });
    (open, text.into())
}

/// The sentence of the last no; nothing when there was none.
#[component]
pub fn RefusalNotice(ask: Ask) -> impl IntoView {
    let lang = use_lang();
    move || {
        ask.refusal.get().map(|why| {
            let words = move || match why {
                Refusal::Server(why) => rejection(lang.get(), why),
                Refusal::Full => s::full(lang.get()),
            };
            view! { <Notice kind=NoticeKind::Stop>{words}</Notice> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{CommandId, FairId};
    use uuid::Uuid;

    fn asking(push: fn(Option<Callback<Answer>>) -> Pushed) -> Ask {
        Ask {
            push: Callback::new(move |(_, heard)| push(heard)),
            place: here(),
            busy: Signal::stored(false),
            waiting: RwSignal::new(false),
            refusal: RwSignal::new(None),
            shown: RwSignal::new(None),
        }
    }

    fn open() -> Command {
        Command::OpenSignUp { fair: FairId(Uuid::from_u128(1)) }
    }

    #[test]
    fn a_tap_that_a_full_device_does_not_take_is_refused_aloud() {
        Owner::new().with(|| {
            let ask = asking(|_| Pushed::Full);
            assert!(!ask.takes(open()), "what was typed stays");
            assert_eq!(ask.refusal.get_untracked(), Some(Refusal::Full));
            assert!(!ask.waiting.get_untracked(), "the button does not turn for ever");
        });
    }

    #[test]
    fn a_tap_that_is_taken_waits_and_hears_its_no() {
        Owner::new().with(|| {
            let waits = asking(|_| Pushed::Queued);
            assert!(waits.takes(open()));
            assert!(waits.waiting.get_untracked());
            let refused = asking(|heard| {
                let outcome = Outcome::Rejected(Rejection::Closed);
                let answer = Answer { id: CommandId(Uuid::from_u128(2)), outcome, shown: None, sealed: None };
                heard.into_iter().for_each(|heard| heard.run(answer.clone()));
                Pushed::Queued
            });
            refused.ask(open());
            assert_eq!(refused.refusal.get_untracked(), Some(Refusal::Server(Rejection::Closed)));
        });
    }

    /// The heard callback of the last tap.
    static HEARD: std::sync::Mutex<Option<Callback<Answer>>> = std::sync::Mutex::new(None);

    #[test]
    fn an_answer_is_heard_when_what_was_pressed_is_gone() {
        let place = Owner::new();
        place.with(|| {
            let ask = asking(|heard| {
                *HEARD.lock().unwrap() = heard;
                Pushed::Queued
            });
            let followed = RwSignal::new(false);
            let row = place.child();
            row.with(|| ask.ask_then(open(), move |_| followed.set(true)));
            row.cleanup();
            let answer = Answer {
                id: CommandId(Uuid::from_u128(2)),
                outcome: Outcome::Applied,
                shown: None,
                sealed: None,
            };
            let heard = HEARD.lock().unwrap().take().expect("a tap");
            assert!(heard.try_run(answer).is_some());
            assert!(!ask.waiting.get_untracked(), "the button does not turn for ever");
            assert!(!followed.get_untracked(), "nobody is there for what follows");
        });
    }
}
