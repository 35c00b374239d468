//! The board: a column for each stage, furthest first, as long as one reads at once, with the rest behind a press; and one
//! person found in all of it.

use super::candidacies::{Row, stage_word};
use crate::fair::find::fits;
use crate::parts::{Button, ButtonKind, EmptyState, Field, InputKind, Lines};
use crate::texts::pipeline::{board as b, candidacies as t};
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::use_lang;
use domain::pipeline::Stage;
use leptos::html;
use leptos::prelude::*;
use sync::views::{CandidacyRow, FollowUpView};

/// Furthest first, as the matcher works.
const STAGES: [Stage; 4] = [Stage::SecondInterview, Stage::Met, Stage::Invited, Stage::Interest];
/// Rows of a column before anybody asks for more.
const FIRST: usize = 10;
/// Rows that one press brings.
const MORE: usize = 50;

/// How many rows the next press brings; 0 when all are there.
fn next(count: usize, shown: usize) -> usize {
    count.saturating_sub(shown).min(MORE)
}

fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[component]
pub fn Board(view: Signal<FollowUpView>) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let typed = RwSignal::new(String::new());
    let some = Memo::new(move |_| view.with(|view| !view.candidacies.is_empty()));
    let found = Memo::new(move |_| {
        let typed = typed.get();
        let fit = |row: &&CandidacyRow| fits(&typed, row.number, &row.name);
        view.with(|view| view.candidacies.iter().filter(fit).cloned().collect::<Vec<_>>())
    });
    let body = move || {
        if !some.get() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        let column = |stage| view! { <Column stage=stage rows=found ask=ask/> };
        view! {
            <Field name="find-on-board" label=move || b::find(lang.get()) kind=InputKind::Search value=typed
                on_input=move |text| typed.set(text)/>
            <p class="small soft" role="status">{move || b::count(lang.get(), short(found.with(Vec::len)))}</p>
            <div class="board">{STAGES.map(column).into_iter().collect_view()}</div>
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <h2>{move || t::title(lang.get())}</h2>
            <RefusalNotice ask=ask/>
            {body}
        </section>
    }
}

/// One stage; nothing at all where nobody stands.
#[component]
fn Column(stage: Stage, rows: Memo<Vec<CandidacyRow>>, ask: Ask) -> impl IntoView {
    let mine = Memo::new(move |_| {
        rows.with(|rows| rows.iter().filter(|row| row.stage.stage == stage).cloned().collect::<Vec<_>>())
    });
    let some = Memo::new(move |_| !mine.with(Vec::is_empty));
    move || some.get().then(|| view! { <Rows stage=stage rows=mine ask=ask/> })
}

/// One line of a column.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Item {
    Row(CandidacyRow),
    /// What the last press brought begins here.
    New(String),
}

/// The rows of a column up to what was asked for. What the last press brought begins with a line that says which rows
/// they are and takes the focus, so that nobody has to look for the place where they were.
#[component]
fn Rows(stage: Stage, rows: Memo<Vec<CandidacyRow>>, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let (shown, pressed_at) = (RwSignal::new(FIRST), RwSignal::new(None::<usize>));
    let count = Memo::new(move |_| rows.with(Vec::len));
    let items = move || {
        let (total, until) = (count.get(), shown.get().min(count.get()));
        let mut items: Vec<_> = rows.with(|rows| rows.iter().take(until).cloned().map(Item::Row).collect());
        if let Some(from) = pressed_at.get().filter(|from| *from < until) {
            items.insert(from, Item::New(b::part(lang.get(), from + 1, total, until)));
        }
        items
    };
    let coming = Memo::new(move |_| next(count.get(), shown.get()));
    let press = move |()| {
        pressed_at.set(Some(shown.get_untracked()));
        shown.update(|shown| *shown += MORE);
    };
    let line = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        if let Some(line) = line.get() {
            // Refused only where the line has gone again meanwhile.
            let _ = line.focus();
        }
    });
    let draw = move |item| match item {
        Item::Row(row) => view! { <Row row=row ask=ask/> }.into_any(),
        Item::New(words) => {
            view! { <li class="small soft num" tabindex="-1" node_ref=line>{words}</li> }.into_any()
        }
    };
    view! {
        <section class="board-column stack stack-tight">
            <h3>{move || stage_word(lang.get(), stage)}" "<span class="soft num">{count}</span></h3>
            // A row is drawn anew when anything that it shows has changed.
            <Lines><For each=items key=Item::clone children=draw/></Lines>
            {move || (coming.get() > 0).then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=press>
                    {move || b::more(lang.get(), short(coming.get()))}
                    <span class="visually-hidden">": "{move || stage_word(lang.get(), stage)}</span>
                </Button>
            })}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_brings_fifty_and_the_last_one_what_is_left() {
        assert_eq!(next(500, FIRST), 50);
        assert_eq!(next(73, 60), 13);
        assert_eq!((next(60, 60), next(3, FIRST)), (0, 0));
    }
}
