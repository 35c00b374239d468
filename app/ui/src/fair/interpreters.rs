//! The interpreters of a fair: who comes, with which languages and when; one more behind a fold.

use super::day::{clock, hour_and_minute, text_at};
use super::langs::{Langs, turn};
use crate::parts::{Act, Button, ErrorSummary, Field, FieldError, Fold, InputKind, Line, Lines};
use crate::texts::making::interpreters as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::{organises, use_lang, use_link, use_me};
use crate::workplace::words::{clock_at, say, told};
use chrono::Timelike;
use domain::command::{BringInterpreter, Command};
use domain::ids::{FairId, InterpreterId};
use domain::lang::Lang;
use domain::text::Name;
use domain::time::{from_ms, in_amsterdam};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::views::{FairView, InterpreterView};
use uuid::Uuid;

#[component]
pub fn Interpreters(view: Signal<FairView>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let list = move || view.with(|view| view.interpreters.clone()).into_iter().map(line).collect_view();
    view! {
        <section class="stack">
            <h2>{say(t::title)}</h2>
            {move || view.with(|view| view.interpreters.is_empty()).then(|| view! { <p class="soft">{t::none(lang.get())}</p> })}
            <Lines>{list}</Lines>
            {move || can.get().then(|| view! { <Bring view=view/> })}
        </section>
    }
}

fn line(one: InterpreterView) -> impl IntoView {
    let lang = use_lang();
    let langs: Vec<_> = one.langs.iter().map(|lang| lang.endonym()).collect();
    let when =
        move || format!("{} – {}", clock_at(lang.get(), one.from_ms), clock_at(lang.get(), one.until_ms));
    view! {
        <Line trail=move || view! { <span class="num">{when}</span> }>
            <b>{one.name}</b><br/><span class="small soft">{langs.join(", ")}</span>
        </Line>
    }
}

/// What was typed about an interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
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

impl Typed {
    /// Nobody yet, for as long as the day lasts.
    fn blank(view: &FairView) -> Typed {
        let wall = |ms| hour_and_minute(in_amsterdam(from_ms(ms)).time());
        let (from, until) = (wall(view.head.starts_ms), wall(view.head.ends_ms));
        Typed { name: String::new(), langs: vec![Lang::Nl], from, until }
    }

    fn read(&self, fair: FairId, id: Uuid) -> Result<BringInterpreter, Wrong> {
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
        let (interpreter, langs) = (InterpreterId(id), self.langs.clone());
        Ok(BringInterpreter { fair, interpreter, name, langs, from_min, until_min })
    }
}

#[component]
fn Bring(view: Signal<FairView>) -> impl IntoView {
    let (lang, new_id) = (use_lang(), use_link().new_id);
    let ask = use_ask();
    let typed = RwSignal::new(view.with_untracked(Typed::blank));
    let wrongs = RwSignal::new(Vec::<FieldError>::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let fair = view.with_untracked(|view| view.head.fair);
        match typed.with_untracked(|typed| typed.read(fair, new_id.run(()))) {
            Ok(wish) => {
                wrongs.set(Vec::new());
                ask.ask_then(Command::BringInterpreter(wish), move |_| {
                    typed.set(view.with_untracked(Typed::blank))
                });
            }
            Err(why) => wrongs.set(vec![FieldError::new(input(why), wrong_words(lang.get_untracked(), why))]),
        }
    };
    let error = move |at: Wrong| move || text_at(wrongs, input(at));
    view! {
        <Fold summary=told(t::add)>
            <form class="stack" novalidate on:submit=send>
                <ErrorSummary title=told(t::wrong) errors=wrongs/>
                <RefusalNotice ask=ask/>
                <Field name="interpreter" label=told(t::name) error=error(Wrong::Name)
                    value=move || typed.with(|typed| typed.name.clone())
                    on_input=move |text| typed.update(|typed| typed.name = text)/>
                <Langs name="interpreter-langs" legend=t::langs
                    chosen=Signal::derive(move || typed.with(|typed| typed.langs.clone()))
                    on_turn=Callback::new(move |(lang, on): (Lang, bool)| typed.update(|typed| turn(&mut typed.langs, lang, on)))/>
                <div class="columns-2">
                    <Field name="interpreter-from" label=told(t::from) kind=InputKind::Time
                        error=error(Wrong::Times) value=move || typed.with(|typed| typed.from.clone())
                        on_input=move |text| typed.update(|typed| typed.from = text)/>
                    <Field name="interpreter-until" label=told(t::until) kind=InputKind::Time
                        value=move || typed.with(|typed| typed.until.clone())
                        on_input=move |text| typed.update(|typed| typed.until = text)/>
                </div>
                <div><Button act=Act::Submit busy=ask.busy>{say(t::save)}</Button></div>
            </form>
        </Fold>
    }
}

fn input(why: Wrong) -> &'static str {
    match why {
        Wrong::Name => "interpreter",
        Wrong::Langs => "interpreter-langs",
        Wrong::Times => "interpreter-from",
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

    #[test]
    fn an_interpreter_knows_two_languages_and_has_times() {
        let (fair, id) = (FairId(Uuid::nil()), Uuid::nil());
        let typed = Typed {
            name: "Vlieger".into(),
            langs: vec![Lang::Nl, Lang::Ar],
            from: "13:00".into(),
            until: "15.30".into(),
        };
        let wish = typed.read(fair, id).expect("a command");
        assert_eq!((wish.from_min, wish.until_min), (780, 930));
        assert_eq!(Typed { langs: vec![Lang::Nl], ..typed.clone() }.read(fair, id), Err(Wrong::Langs));
        assert_eq!(Typed { until: "12:00".into(), ..typed.clone() }.read(fair, id), Err(Wrong::Times));
        assert_eq!(Typed { name: " ".into(), ..typed }.read(fair, id), Err(Wrong::Name));
    }
}
