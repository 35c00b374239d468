//! What this tablet has asked and the server has not shown yet, laid over the view: what was tapped stands on the
//! screen at once, offline too, and does not flicker.

use domain::command::{Command, Talk};
use sync::views::{NoteView, SheetView, TabletView};

/// The view as it will be once the commands are applied, oldest first.
pub fn with_outbox(mut view: TabletView, commands: &[Command], now_ms: i64) -> TabletView {
    let by = view.interviewer.clone().unwrap_or_default();
    for command in commands {
        match command {
            Command::PickInterviewer { name } => view.interviewer = Some(name.to_string()),
            Command::ScoreCriterion { talk, criterion, score } => on_sheet(&mut view, talk, |sheet| {
                sheet.scores.retain(|(known, _)| known != criterion);
                sheet.scores.push((*criterion, *score));
            }),
            Command::WriteStrength { talk, text } => on_sheet(&mut view, talk, |sheet| {
                sheet.strength = Some(text.to_string());
            }),
            Command::WriteNote { talk, text } => on_sheet(&mut view, talk, |sheet| {
                // Known already when the pull came in before the outbox was cleared.
                if sheet.notes.first().is_none_or(|note| note.text != text.as_str()) {
                    sheet.notes.insert(0, NoteView { text: text.to_string(), at_ms: now_ms, by: by.clone() });
                }
            }),
            Command::GiveVerdict { talk, verdict, next_step, vacancy, .. } => {
                on_sheet(&mut view, talk, |sheet| {
                    sheet.verdict = Some(*verdict);
                    sheet.next_step = Some(*next_step);
                    sheet.vacancy = *vacancy;
                })
            }
            _ => {}
        }
    }
    view
}

fn on_sheet(view: &mut TabletView, talk: &Talk, change: impl FnOnce(&mut SheetView)) {
    if let Some(known) = view.talks.iter_mut().find(|known| known.talk == *talk) {
        change(&mut known.sheet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{PartyId, ResidentId, SessionId};
    use domain::rotation::Timer;
    use domain::scoring::{Criterion, Score};
    use domain::text::{Line, Note};
    use sync::views::TabletTalk;
    use uuid::Uuid;

    const TALK: Talk = Talk {
        session: SessionId(Uuid::from_u128(1)),
        party: PartyId(Uuid::from_u128(2)),
        resident: ResidentId(Uuid::from_u128(3)),
    };

    fn view() -> TabletView {
        TabletView {
            fair_name: "Banenmarkt".into(),
            employer_name: "Hotel Het Spoor".into(),
            device_name: "Tablet 7".into(),
            confirmed: true,
            interviewer: Some("Vonkje".into()),
            interviewers: Vec::new(),
            timer: Timer::waiting(),
            phases: Vec::new(),
            rounds: Vec::new(),
            talks: vec![TabletTalk {
                talk: TALK,
                round: 1,
                table_number: 7,
                party_name: "Hotel Het Spoor".into(),
                number: 27,
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
            }],
        }
    }

    fn score(steps: u8) -> Command {
        let score = Score::try_from(steps).expect("a score");
        Command::ScoreCriterion { talk: TALK, criterion: Criterion::Motivation, score }
    }

    #[test]
    fn the_last_tap_is_what_is_shown() {
        let view = with_outbox(view(), &[score(2), score(4)], 5);
        assert_eq!(
            view.talks[0].sheet.scores,
            [(Criterion::Motivation, Score::try_from(4).expect("a score"))]
        );
    }

    #[test]
    fn a_note_is_shown_once_though_view_and_outbox_both_know_it() {
        let note = Command::WriteNote { talk: TALK, text: Note::parse("belt terug").expect("a note") };
        let once = with_outbox(view(), std::slice::from_ref(&note), 5);
        assert_eq!(with_outbox(once, &[note], 6).talks[0].sheet.notes.len(), 1);
    }

    #[test]
    fn a_talk_that_is_gone_takes_nothing_with_it() {
        let other = Talk { resident: ResidentId(Uuid::from_u128(9)), ..TALK };
        let strength = Command::WriteStrength { talk: other, text: Line::parse("rustig").expect("a line") };
        assert_eq!(with_outbox(view(), &[strength], 5), view());
    }
}
