//! Who comes later, leaves early or is back: a person, an interpreter, a table, an employer. A list of who is away with a
//! way back, and one dialog to say it: who, from which round, and when back.

use super::clock::{DayClock, Doing};
use crate::parts::{Button, ButtonKind, Choice, Dialog, Select};
use crate::texts::rotation::away as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::fair::Place;
use domain::ids::{ResidentId, TableId};
use domain::lang::Lang;
use domain::rotation::Who;
use leptos::prelude::*;
use sync::views::ConsoleView;
use uuid::Uuid;

/// The choice of who does not come back.
const NEVER: &str = "never";

/// The dialog, opened from where someone is shown.
#[derive(Clone, Copy)]
pub struct Opening {
    open: RwSignal<bool>,
    who: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

pub fn use_opening() -> Opening {
    let text = || RwSignal::new(String::new());
    Opening { open: RwSignal::new(false), who: text(), from: text(), until: text() }
}

impl Opening {
    pub fn open_for(self, resident: ResidentId) {
        self.open_with(resident.to_string());
    }

    pub fn open_for_table(self, table: TableId) {
        self.open_with(table.to_string());
    }

    fn open_with(self, who: String) {
        self.who.set(who);
        self.from.set(String::new());
        self.until.set(String::new());
        self.open.set(true);
    }
}

/// Whether someone is away in this round.
pub fn is_away(view: &ConsoleView, resident: ResidentId, round: u32) -> bool {
    view.away.iter().any(|(who, rounds)| *who == Who::Resident(resident) && rounds.contains(&round))
}

fn id_of(who: Who) -> Uuid {
    match who {
        Who::Resident(id) => id.0,
        Who::Interpreter(id) => id.0,
        Who::Table(id) => id.0,
        Who::Employer(id) => id.0,
        Who::Hall(id) => id.0,
    }
}

/// Everyone and everything of the day: people by number, interpreters, tables, the whole hall, employers.
pub fn everyone(lang: Lang, view: &ConsoleView) -> Vec<(Who, String)> {
    let people = view.people.iter().filter(|person| person.place == Some(Place::Placed));
    let people = people.map(|one| (Who::Resident(one.resident), format!("{} {}", one.number, one.name)));
    let hall = [(Who::Hall(view.session), t::hall(lang).to_owned())];
    let interpreters =
        view.interpreters.iter().map(|(id, name)| (Who::Interpreter(*id), t::interpreter(lang, name)));
    let tables = view.tables.iter();
    let tables = tables.map(|one| (Who::Table(one.table), t::table(lang, &one.party_name, one.number)));
    let mut list: Vec<_> = people.chain(interpreters).chain(tables).chain(hall).collect();
    for table in &view.tables {
        let who = Who::Employer(table.employer);
        if list.iter().all(|(known, _)| *known != who) {
            list.push((who, t::employer(lang, &table.employer_name)));
        }
    }
    list
}

/// "3–5, 8".
pub fn spans(rounds: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for round in rounds {
        match spans.last_mut() {
            Some((_, end)) if *end + 1 == *round => *end = *round,
            _ => spans.push((*round, *round)),
        }
    }
    let words = |(from, until): &(u32, u32)| match from == until {
        true => from.to_string(),
        false => format!("{from}–{until}"),
    };
    spans.iter().map(words).collect::<Vec<_>>().join(", ")
}

/// The first round that can still be chosen: a talk that runs may turn out not to happen, a table ends what it began.
fn first_round(who: Option<Who>, clock: &DayClock) -> u32 {
    match (who, clock.doing) {
        (_, Doing::Over) => clock.rounds + 1,
        (Some(Who::Resident(_)), _) => clock.round,
        (_, Doing::Talking) => clock.round + 1,
        _ => clock.round,
    }
}

/// The round in which someone is back, as chosen or else the next; None: not today any more.
fn returns(chosen: &str, from: u32, last: u32) -> Option<u32> {
    let round = chosen.parse().unwrap_or(0).max(from + 1);
    (chosen != NEVER && round <= last).then_some(round)
}

/// What is said already and what is said now: who comes late and leaves early is away twice.
fn together(stands: &[u32], from: u32, until: u32) -> Vec<u32> {
    let mut rounds: Vec<u32> = stands.iter().copied().chain(from..until).collect();
    rounds.sort_unstable();
    rounds.dedup();
    rounds
}

#[component]
pub fn Away(view: Signal<ConsoleView>, clock: Memo<DayClock>, ask: Ask, opening: Opening) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let session = view.with_untracked(|view| view.session);
    let mark = move |who, rounds| Command::MarkAway { session, who, rounds };
    let allowed = move |who| may(me.get().as_deref(), &mark(who, vec![]));
    let list = Memo::new(move |_| {
        let (lang, away) = (lang.get(), view.with(|view| view.away.clone()));
        let names = view.with(|view| everyone(lang, view));
        let named = |(who, rounds): (Who, Vec<u32>)| {
            let name = names.iter().find(|(known, _)| *known == who)?.1.clone();
            Some((who, name, spans(&rounds)))
        };
        away.into_iter().filter_map(named).collect::<Vec<_>>()
    });
    let line = move |(who, name, rounds): (Who, String, String)| {
        let whom = name.clone();
        view! {
            <li class="need">
                <span>
                    <b><bdi>{name}</bdi></b><br/>
                    <span class="small soft">{move || t::rounds(lang.get(), &rounds)}</span>
                </span>
                {allowed(who).then(|| view! {
                    <Button kind=ButtonKind::Plain on_press=move |()| ask.ask(mark(who, vec![]))>
                        {move || t::back(lang.get())}<span class="visually-hidden">": "{whom}</span>
                    </Button>
                })}
            </li>
        }
    };
    let anyone = Who::Resident(ResidentId(Uuid::nil()));
    let may_say = Memo::new(move |_| allowed(anyone) && clock.with(|clock| clock.doing != Doing::Over));
    view! {
        <section class="stack stack-tight">
            {move || (!list.with(Vec::is_empty)).then(|| view! {
                <h2>{move || t::title(lang.get())}</h2>
                <ul class="stack stack-tight">{list.get().into_iter().map(line).collect_view()}</ul>
            })}
            {move || may_say.get().then(|| view! {
                <div><Button kind=ButtonKind::Quiet on_press=move |()| opening.open_with(String::new())>
                    {move || t::open(lang.get())}
                </Button></div>
            })}
        </section>
        <Saying view=view clock=clock ask=ask opening=opening/>
    }
}

#[component]
fn Saying(view: Signal<ConsoleView>, clock: Memo<DayClock>, ask: Ask, opening: Opening) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let Opening { open, who, from, until } = opening;
    let missing = RwSignal::new(false);
    let session = view.with_untracked(|view| view.session);
    let list = Memo::new(move |_| {
        let (lang, me) = (lang.get(), me.get());
        let mut list = view.with(|view| everyone(lang, view));
        list.retain(|(who, _)| may(me.as_deref(), &Command::MarkAway { session, who: *who, rounds: vec![] }));
        list
    });
    let chosen = Memo::new(move |_| {
        let wanted = who.get();
        list.with(|list| list.iter().map(|(who, _)| *who).find(|who| id_of(*who).to_string() == wanted))
    });
    let first = Memo::new(move |_| clock.with(|clock| first_round(chosen.get(), clock)));
    let last = Memo::new(move |_| clock.with(|clock| clock.rounds));
    let begins = Memo::new(move |_| from.get().parse().unwrap_or(0).max(first.get()));
    let returns = Memo::new(move |_| until.with(|until| returns(until, begins.get(), last.get())));
    let round = move |round: u32| Choice::new(round.to_string(), t::round(lang.get(), round));
    let whom = Memo::new(move |_| {
        let all = list.get().into_iter().map(|(who, name)| Choice::new(id_of(who).to_string(), name));
        std::iter::once(Choice::new("", t::choose(lang.get()))).chain(all).collect::<Vec<_>>()
    });
    let starts = Memo::new(move |_| (first.get()..=last.get()).map(round).collect::<Vec<_>>());
    let ends = Memo::new(move |_| {
        let later = (begins.get() + 1..=last.get()).map(round);
        later.chain([Choice::new(NEVER, t::never(lang.get()))]).collect::<Vec<_>>()
    });
    let error = move || if missing.get() { t::missing(lang.get()) } else { "" };
    let save = move |()| {
        let picked = chosen.get_untracked();
        missing.set(picked.is_none());
        let Some(who) = picked else { return };
        let (from, last) = (begins.get_untracked(), last.get_untracked());
        let until = returns.get_untracked().unwrap_or(last + 1);
        let stands = view.with_untracked(|view| {
            let stands = view.away.iter().find(|(known, _)| *known == who);
            stands.map(|(_, rounds)| rounds.clone()).unwrap_or_default()
        });
        ask.ask(Command::MarkAway { session, who, rounds: together(&stands, from, until) });
        open.set(false);
    };
    view! {
        <Dialog open=open title=move || t::open(lang.get())>
            <div class="stack">
                <p>{move || t::lead(lang.get())}</p>
                <Select name="away-who" label=move || t::who(lang.get()) choices=whom chosen=who error=error
                    on_choose=move |value| who.set(value)/>
                <Select name="away-from" label=move || t::from(lang.get()) choices=starts
                    chosen=move || begins.get().to_string() on_choose=move |value| from.set(value)/>
                <Select name="away-until" label=move || t::until(lang.get()) choices=ends
                    chosen=move || returns.get().map_or_else(|| NEVER.to_owned(), |round| round.to_string())
                    on_choose=move |value| until.set(value)/>
            </div>
            <div class="dialog-acts">
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{move || t::cancel(lang.get())}</Button>
                <Button on_press=save>{move || t::save(lang.get())}</Button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_in_a_row_are_one_span() {
        assert_eq!(spans(&[3, 4, 5, 8]), "3–5, 8");
        assert_eq!(spans(&[]), "");
    }

    #[test]
    fn who_comes_late_and_leaves_early_is_away_twice() {
        assert_eq!(together(&[1, 2], 6, 8), [1, 2, 6, 7]);
        assert_eq!(together(&[6], 5, 7), [5, 6]);
    }

    #[test]
    fn who_is_away_is_back_in_a_later_round_or_never() {
        assert_eq!(returns("", 3, 6), Some(4), "the next unless another is chosen");
        assert_eq!(returns("5", 3, 6), Some(5));
        assert_eq!(returns("3", 4, 6), Some(5), "chosen before the first was moved");
        assert_eq!((returns(NEVER, 3, 6), returns("", 6, 6)), (None, None));
    }

    #[test]
    fn a_table_ends_the_talk_that_runs() {
        let person = Who::Resident(ResidentId(Uuid::nil()));
        let table = Who::Table(TableId(Uuid::nil()));
        let clock = |doing| DayClock {
            doing,
            round: 3,
            rounds: 6,
            left_ms: 0,
            left: 0,
            paused: false,
            day_left_ms: 0,
        };
        assert_eq!(first_round(Some(person), &clock(Doing::Talking)), 3);
        assert_eq!(first_round(Some(table), &clock(Doing::Talking)), 4);
        assert_eq!(first_round(Some(table), &clock(Doing::ChangingOver)), 3);
        assert_eq!(first_round(Some(person), &clock(Doing::Over)), 7);
    }
}
