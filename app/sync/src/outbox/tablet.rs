//! Reading back what a tablet asked, to show it after the page was gone. Reading no other kind keeps the tablet's program
//! small: the whole [`Command`] costs it a third more.

use domain::command::{Command, Talk};
use domain::ids::VacancyId;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use domain::text::{Line, Name, Note};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Written<'a> {
    kind: &'a str,
    #[serde(borrow)]
    args: &'a RawValue,
}

// As in `Command`; the golden lines of the wire hold the two together.
#[derive(Deserialize)]
enum Asked {
    #[serde(rename = "pick_interviewer@1")]
    PickInterviewer { name: Name },
    #[serde(rename = "score_criterion@1")]
    ScoreCriterion { talk: Talk, criterion: Criterion, score: Score },
    #[serde(rename = "write_strength@1")]
    WriteStrength { talk: Talk, text: Line },
    #[serde(rename = "write_note@1")]
    WriteNote { talk: Talk, text: Note },
    #[serde(rename = "give_verdict@1")]
    GiveVerdict {
        talk: Talk,
        verdict: Verdict,
        next_step: NextStep,
        base: Option<Verdict>,
        #[serde(default)]
        vacancy: Option<VacancyId>,
    },
}

/// The command in an envelope that a tablet kept. None: of another kind, or not to be read.
pub fn read_tablet(envelope: &str) -> Option<Command> {
    let Written { kind, args } = serde_json::from_str(envelope).ok()?;
    // Named from outside it is read in one pass.
    let named = format!("{{{}:{}}}", serde_json::to_string(kind).ok()?, args.get());
    Some(match serde_json::from_str(&named).ok()? {
        Asked::PickInterviewer { name } => Command::PickInterviewer { name },
        Asked::ScoreCriterion { talk, criterion, score } => {
            Command::ScoreCriterion { talk, criterion, score }
        }
        Asked::WriteStrength { talk, text } => Command::WriteStrength { talk, text },
        Asked::WriteNote { talk, text } => Command::WriteNote { talk, text },
        Asked::GiveVerdict { talk, verdict, next_step, base, vacancy } => {
            Command::GiveVerdict { talk, verdict, next_step, base, vacancy }
        }
    })
}
