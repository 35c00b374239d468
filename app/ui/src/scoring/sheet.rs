//! The sheet of one talk: criteria in four sentences, one strength, notes behind a tap, and the end.

use super::candidate::{Candidate, Questions};
use super::ending::Ending;
use super::hands::Hands;
use super::words::criterion as criterion_words;
use crate::parts::{Button, ButtonKind, Choice, ChoiceCards, Fold, Line as LineOf, Lines, TextArea};
use crate::texts::scoring::sheet as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::use_lang;
use crate::workplace::reopen::{take_back, written};
use crate::workplace::words::clock_at;
use domain::command::{Command, Talk};
use domain::scoring::{Criterion, Score};
use domain::text::{Line, Note};
use leptos::prelude::*;
use sync::views::{NoteView, TabletTalk};

/// What was typed into the strength and may not be asked yet; shared with the end of the sheet.
#[derive(Clone, Copy)]
pub struct Strength {
    pub typed: RwSignal<String>,
    pub kept: Signal<Option<String>>,
    talk: Talk,
    ask: Ask,
}

impl Strength {
    /// Asks for what was typed, when it is new.
    pub fn keep(self) {
        let typed = self.typed.get_untracked();
        let Ok(text) = Line::parse(&typed) else { return };
        if self.kept.get_untracked().as_deref() != Some(text.as_str()) {
            self.ask.ask(Command::WriteStrength { talk: self.talk, text });
        }
    }

    pub fn is_there(self) -> bool {
        Line::parse(&self.typed.get_untracked()).is_ok() || self.kept.get_untracked().is_some()
    }
}

/// One sheet. `touched` runs at the first thing that is written, so that the bell does not take the card away.
#[component]
pub fn Sheet(
    talk: Memo<TabletTalk>,
    #[prop(into)] touched: Callback<()>,
    #[prop(into)] ended: Callback<()>,
) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let id = talk.with_untracked(|talk| talk.talk);
    let kept = Memo::new(move |_| talk.with(|talk| talk.sheet.strength.clone()));
    let typed = RwSignal::new(kept.get_untracked().unwrap_or_default());
    let strength = Strength { typed, kept: kept.into(), talk: id, ask };
    take_back(id, move |command| {
        written(command).filter(|_| matches!(command, Command::WriteStrength { .. })).is_some_and(|text| {
            typed.set(text.to_owned());
            true
        })
    });
    let criteria = Criterion::ALL
        .iter()
        .map(|criterion| view! { <CriterionCards talk=talk criterion=*criterion ask=ask touched=touched/> })
        .collect_view();
    let type_strength = move |text: String| {
        typed.set(text);
        touched.run(());
    };
    view! {
        <div class="tablet-main">
            <div class="stack"><Candidate talk=talk/><Questions/></div>
            <section class="panel stack">
                <div class="row row-between">
                    <h2>{move || t::title(lang.get())}</h2>
                    <span class="small soft">{move || t::may_read(lang.get())}</span>
                </div>
                <RefusalNotice ask=ask/>
                <Hands talk=talk/>
                {criteria}
                <TextArea name="strength" label=move || t::strength(lang.get()) hint=move || t::strength_hint(lang.get())
                    value=typed rows=2 on_input=type_strength on_leave=move |_: String| strength.keep()/>
                <Notes talk=talk ask=ask touched=touched/>
                <Ending talk=talk strength=strength ask=ask ended=ended/>
            </section>
        </div>
    }
}

/// One criterion: four cards with a sentence each, no middle.
#[component]
fn CriterionCards(
    talk: Memo<TabletTalk>,
    criterion: Criterion,
    ask: Ask,
    touched: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let id = talk.with_untracked(|talk| talk.talk);
    let chosen = Memo::new(move |_| {
        let scores = talk.with(|talk| talk.sheet.scores.clone());
        let score = scores.iter().find(|(known, _)| *known == criterion).map(|(_, score)| u8::from(*score));
        score.map(|score| score.to_string()).unwrap_or_default()
    });
    let choose = move |value: String| {
        let score = value.parse::<u8>().ok().and_then(|steps| Score::try_from(steps).ok());
        if let Some(score) = score {
            touched.run(());
            ask.ask(Command::ScoreCriterion { talk: id, criterion, score });
        }
    };
    let cards = move || {
        let (name, steps) = criterion_words(lang.get(), criterion);
        let choices =
            steps.iter().zip(1..).map(|(words, step)| Choice::new(step.to_string(), *words)).collect();
        view! {
            <ChoiceCards name=format!("score-{}", criterion.as_str()) legend=name choices=choices chosen=chosen
                on_choose=choose/>
        }
    };
    view! { <div class="criterion">{cards}</div> }
}

/// Notes are versions: a new one is added, nothing is overwritten. Behind a tap, because the tablet lies open.
#[component]
fn Notes(talk: Memo<TabletTalk>, ask: Ask, touched: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let id = talk.with_untracked(|talk| talk.talk);
    let typed = RwSignal::new(String::new());
    let notes = Memo::new(move |_| talk.with(|talk| talk.sheet.notes.clone()));
    let keep = move |()| {
        if let Ok(text) = Note::parse(&typed.get_untracked())
            && ask.takes(Command::WriteNote { talk: id, text })
        {
            typed.set(String::new());
        }
    };
    let open = RwSignal::new(false);
    take_back(id, move |command| {
        written(command).filter(|_| matches!(command, Command::WriteNote { .. })).is_some_and(|text| {
            // What is half typed stays, above what comes back.
            typed.update(|typed| *typed = format!("{typed}\n{text}").trim_start().to_owned());
            open.set(true);
            true
        })
    });
    let line = move |note: NoteView| {
        let at_ms = note.at_ms;
        let by = note.by;
        view! {
            <LineOf>
                {note.text}<br/>
                <span class="small soft">{move || t::note_by(lang.get(), &by, clock_at(lang.get(), at_ms))}</span>
            </LineOf>
        }
    };
    let type_note = move |text: String| {
        typed.set(text);
        touched.run(());
    };
    view! {
        <div class="private">
            <Fold summary=move || t::private(lang.get()) open=open>
                <TextArea name="note" label=move || t::note(lang.get()) hint=move || t::note_hint(lang.get())
                    value=typed rows=3 on_input=type_note/>
                <div><Button kind=ButtonKind::Quiet on_press=keep>{move || t::note_keep(lang.get())}</Button></div>
                <Lines>{move || notes.get().into_iter().map(line).collect_view()}</Lines>
            </Fold>
        </div>
    }
}
