//! What people tap. They see what their screen shows, with what they tapped before laid over it, as the screens do.

use crate::day::Day;
use crate::world::{Seat, World, ask, sign_up, world};
use domain::command::Command;
use domain::ids::CommandId;
use domain::rotation::TimerMode;
use domain::scoring::Criterion;
use serde_json::{Value, json};
use sync::outbox::read_tablet;
use sync::views::{ConsoleView, FairView, TabletTalk, TabletView};
use sync::{Envelope, Scope, View};

impl Day {
    /// Somebody taps on a device: it is kept, then called saved, then sent. A page may die before, between and after.
    /// False where there was nothing to tap.
    pub fn tap(&mut self, device: usize) -> bool {
        let page = self.page(device);
        let Some(command) = self.wish(device) else { return false };
        let at = &self.devices[device];
        let Some(maker) = at.tabs.first().and_then(|tab| tab.maker.clone()) else { return false };
        let id = CommandId(self.chance.id(self.now_ms));
        let envelope = Envelope { id, made_at_ms: at.wall_ms(self.now_ms), command };
        let bytes = serde_json::to_string(&envelope).expect("writes");
        if self.is_killed(page) {
            return true;
        }
        let fresh = self.chance.id(self.now_ms);
        self.writes(device);
        self.devices[device].kept.disk.keep(&maker, id, bytes, fresh).expect("room");
        self.devices[device].kept.saved.push(id);
        self.trace.line(self.now_ms, || format!("device {device} saves {}", envelope.command.kind()));
        if !self.is_killed(page) {
            self.kicks(device);
        }
        true
    }

    fn wish(&mut self, device: usize) -> Option<Command> {
        self.devices[device].taps += 1;
        let n = self.devices[device].taps * 16 + device as u32;
        let session = world().session;
        let draw = self.chance.next();
        let view = self.devices[device].view(Scope::Session(session)).cloned();
        match (self.devices[device].seat, view.as_deref()) {
            (Seat::Tablet(_), Some(View::Tablet(view))) => self.on_tablet(device, view, n, draw),
            (Seat::Organiser, Some(View::Console(view))) => on_console(view, draw),
            (Seat::Desk, _) => match self.devices[device].view(Scope::Fair(world().fair)).map(|view| &**view)
            {
                Some(View::Fair(fair)) => at_desk(fair, n, draw),
                _ => None,
            },
            _ => None,
        }
    }

    /// The verdict that a tablet shows of a talk: its own last word, also where it is still unsent.
    fn verdict_shown(&self, device: usize, shown: &TabletTalk) -> Value {
        let waits = self.devices[device].kept.disk.rows().iter().rev();
        let own = waits.filter_map(|row| read_tablet(&row.bytes)).find_map(|command| match command {
            Command::GiveVerdict { talk, verdict, .. } if talk == shown.talk => Some(verdict),
            _ => None,
        });
        json!(own.or(shown.sheet.verdict))
    }

    fn on_tablet(&self, device: usize, view: &TabletView, n: u32, draw: u64) -> Option<Command> {
        if !view.confirmed {
            return None;
        }
        let waits = self.devices[device].kept.disk.rows().iter();
        let picked = view.interviewer.is_some()
            || waits
                .filter_map(|row| read_tablet(&row.bytes))
                .any(|one| matches!(one, Command::PickInterviewer { .. }));
        if !picked || draw.is_multiple_of(23) {
            let name = view.interviewers.get((draw / 32) as usize % view.interviewers.len().max(1))?;
            return Some(ask("pick_interviewer@1", json!({ "name": name })));
        }
        let shown = view.talks.get((draw / 64) as usize % view.talks.len().max(1))?;
        let talk = shown.talk;
        Some(match draw % 8 {
            0..=2 => {
                let criterion = Criterion::ALL[(draw / 8) as usize % 2];
                let score = 1 + (draw / 16) % 4;
                ask("score_criterion@1", json!({ "talk": talk, "criterion": criterion, "score": score }))
            }
            3 => ask("write_note@1", json!({ "talk": talk, "text": format!("Notitie {n}") })),
            4 => ask("write_strength@1", json!({ "talk": talk, "text": format!("Sterk {n}") })),
            _ => {
                let verdict = if draw.is_multiple_of(3) { "maybe" } else { "yes" };
                let base = self.verdict_shown(device, shown);
                let mut args = json!({ "talk": talk, "verdict": verdict, "next_step": "second_interview", "base": base });
                // A build from before candidacies names none.
                if let (false, Some((vacancy, _, _))) =
                    (self.devices[device].old_build, shown.vacancies.first())
                {
                    args["vacancy"] = json!(vacancy);
                }
                ask("give_verdict@1", args)
            }
        })
    }
}

fn on_console(view: &ConsoleView, draw: u64) -> Option<Command> {
    let World { session, fair, .. } = world();
    let based_on = json!({ "session": session, "based_on": view.timer.rev });
    let unconfirmed = view.devices.iter().find(|device| device.paired && !device.confirmed);
    let person = view.people.get((draw / 16) as usize % view.people.len().max(1));
    Some(match (draw % 10, unconfirmed, &view.proposal) {
        (0 | 1, _, _) if view.timer.mode == TimerMode::Waiting => ask("start_day@1", based_on),
        (0, _, _) => ask("next_phase@1", based_on),
        (1, _, _) => ask(
            "extend@1",
            json!({ "session": session, "based_on": view.timer.rev, "minutes": 1 + draw % 3 }),
        ),
        (2, _, _) if view.timer.mode == TimerMode::Paused => ask("resume@1", based_on),
        (2, _, _) => ask("pause@1", based_on),
        (3 | 4, Some(device), _) => ask("confirm_device@1", json!({ "device": device.device })),
        (3..=6, _, Some(proposal)) => {
            ask("publish_plan@1", json!({ "session": session, "plan": proposal.plan }))
        }
        (5, _, _) => ask("close_sign_up@1", json!({ "fair": fair })),
        (6, _, _) => ask("open_sign_up@1", json!({ "fair": fair })),
        _ => attendance(person?.resident, draw),
    })
}

fn attendance(resident: domain::ids::ResidentId, draw: u64) -> Command {
    let mark = ["present", "no_show", "present", "expected"][(draw / 256) as usize % 4];
    let session = world().session;
    ask("mark_attendance@1", json!({ "session": session, "resident": resident, "attendance": mark }))
}

fn at_desk(view: &FairView, n: u32, draw: u64) -> Option<Command> {
    let person = view.people.get((draw / 16) as usize % view.people.len().max(1))?;
    Some(match draw % 7 {
        0 => ask("sign_up@1", sign_up(world().fair, 10_000 + u128::from(n), 20_000 + u128::from(n))),
        1 => ask("withdraw@1", json!({ "sign_up": person.sign_up })),
        2 => ask("give_place@1", json!({ "sign_up": person.sign_up })),
        _ => attendance(person.resident, draw),
    })
}
