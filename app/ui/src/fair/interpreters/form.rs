//! The form of an interpreter, for one who is added and one who is changed, and what was typed in it.

use crate::fair::day::{clock, hour_and_minute, text_at};
use crate::fair::langs::{Langs, turn};
use crate::parts::{Act, Button, ErrorSummary, Field, FieldError, InputKind};
use crate::texts::making::interpreters as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::{use_goto, use_lang};
use crate::workplace::words::{say, told};
use chrono::Timelike;
use domain::command::{BringInterpreter, Command};
use domain::ids::{FairId, InterpreterId};
use domain::lang::Lang;
use domain::text::Name;
use domain::time::{from_ms, in_amsterdam};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::views::{FairView, InterpreterView};

/// What was typed about an interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    name: String,
    langs: Vec<Lang>,
    from: String,
    until: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Name,
    Langs,
    Times,
}

/// "13:00", on the clock of the hall.
fn wall(ms: i64) -> String {
    hour_and_minute(in_amsterdam(from_ms(ms)).time())
}

impl Typed {
    /// Nobody yet, for as long as the day lasts.
    pub fn blank(view: &FairView) -> Typed {
        let (from, until) = (wall(view.head.starts_ms), wall(view.head.ends_ms));
        Typed { name: String::new(), langs: vec![Lang::Nl], from, until }
    }

    /// The answers that say this interpreter.
    pub fn of(one: &InterpreterView) -> Typed {
        let (from, until) = (wall(one.from_ms), wall(one.until_ms));
        Typed { name: one.name.clone(), langs: one.langs.clone(), from, until }
    }

    fn read(&self, fair: FairId, interpreter: InterpreterId) -> Result<BringInterpreter, Wrong> {
        let minutes = |text: &str| {
            let time = clock(text)?;
            u16::try_from(time.hour() * 60 + time.minute()).ok()
        };
        let name = Name::parse(&self.name).map_err(|_| Wrong::Name)?;
        // Whoever knows one language interprets nothing.
        if self.langs.len() < 2 {
            return Err(Wrong::Langs);
        }
        let (Some(from_min), Some(until_min)) = (minutes(&self.from), minutes(&self.until)) else {
            return Err(Wrong::Times);
        };
        if from_min >= until_min {
            return Err(Wrong::Times);
        }
        Ok(BringInterpreter { fair, interpreter, name, langs: self.langs.clone(), from_min, until_min })
    }
}

fn input(why: Wrong) -> &'static str {
    match why {
        Wrong::Name => "interpreter",
        Wrong::Langs => "interpreter-langs",
        Wrong::Times => "interpreter-from",
    }
}

#[component]
pub fn Form(view: Signal<FairView>, about: InterpreterId, typed: Typed) -> impl IntoView {
    let (lang, ask, goto) = (use_lang(), use_ask(), use_goto());
    let (typed, wrongs) = (RwSignal::new(typed), RwSignal::new(Vec::<FieldError>::new()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if ask.busy.get_untracked() {
            return;
        }
        let fair = view.with_untracked(|view| view.head.fair);
        match typed.with_untracked(|typed| typed.read(fair, about)) {
            Ok(wish) => {
                wrongs.set(Vec::new());
                let goto = goto.clone();
                ask.ask_then(Command::BringInterpreter(wish), move |_| goto(&format!("/app/fair/{fair}")));
            }
            Err(why) => wrongs.set(vec![FieldError::new(input(why), wrong_words(lang.get_untracked(), why))]),
        }
    };
    let error = move |at: Wrong| move || text_at(wrongs, input(at));
    view! {
        <form class="stack page-narrow" novalidate on:submit=send>
            <ErrorSummary title=told(t::wrong) errors=wrongs/>
            <RefusalNotice ask=ask/>
            <Field name="interpreter" label=told(t::name) error=error(Wrong::Name)
                value=move || typed.with(|typed| typed.name.clone())
                on_input=move |text| typed.update(|typed| typed.name = text)/>
            <Langs name="interpreter-langs" legend=t::langs
                chosen=Signal::derive(move || typed.with(|typed| typed.langs.clone()))
                on_turn=Callback::new(move |(lang, on): (Lang, bool)| typed.update(|typed| turn(&mut typed.langs, lang, on)))/>
            <div class="columns-2 is-level">
                <Field name="interpreter-from" label=told(t::from) kind=InputKind::Time
                    error=error(Wrong::Times) value=move || typed.with(|typed| typed.from.clone())
                    on_input=move |text| typed.update(|typed| typed.from = text)/>
                <Field name="interpreter-until" label=told(t::until) kind=InputKind::Time
                    value=move || typed.with(|typed| typed.until.clone())
                    on_input=move |text| typed.update(|typed| typed.until = text)/>
            </div>
            <div><Button act=Act::Submit busy=ask.busy>{say(t::save)}</Button></div>
        </form>
    }
}

fn wrong_words(lang: Lang, why: Wrong) -> &'static str {
    match why {
        Wrong::Name => t::wrong_name(lang),
        Wrong::Langs => t::wrong_langs(lang),
        Wrong::Times => t::wrong_times(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn vlieger() -> Typed {
        Typed {
            name: "Vlieger".into(),
            langs: vec![Lang::Nl, Lang::Ar],
            from: "13:00".into(),
            until: "15.30".into(),
        }
    }

    #[test]
    fn an_interpreter_knows_two_languages_and_has_times() {
        let (fair, id, typed) = (FairId(Uuid::nil()), InterpreterId(Uuid::nil()), vlieger());
        let wish = typed.read(fair, id).expect("a command");
        assert_eq!((wish.from_min, wish.until_min), (780, 930));
        assert_eq!(Typed { langs: vec![Lang::Nl], ..typed.clone() }.read(fair, id), Err(Wrong::Langs));
        assert_eq!(Typed { until: "12:00".into(), ..typed.clone() }.read(fair, id), Err(Wrong::Times));
        assert_eq!(Typed { name: " ".into(), ..typed }.read(fair, id), Err(Wrong::Name));
    }

    #[test]
    fn who_is_listed_is_told_by_the_form_as_they_stand() {
        let (fair, id) = (FairId(Uuid::nil()), InterpreterId(Uuid::from_u128(7)));
        // 2026-12-03, 13:00 to 15:30 in Amsterdam.
        let from_ms = 1_796_299_200_000;
        let listed = InterpreterView {
            interpreter: id,
            name: "Vlieger".into(),
            langs: vec![Lang::Nl, Lang::Ar],
            from_ms,
            until_ms: from_ms + 150 * 60_000,
        };
        assert_eq!(Typed::of(&listed).read(fair, id), vlieger().read(fair, id));
    }
}
