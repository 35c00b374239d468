//! Two tablets write on one card: nobody is held up, nothing is lost, and both see both.

use crate::hall::{Browser, Hall};
use crate::thread::{employer_with_a_choice, follow_ups, pair_tablet, plan_and_publish, tablet_view};
use domain::command::{Command, Talk};
use domain::ids::SessionId;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use domain::text::Line;
use sync::Outcome;
use sync::views::{HandView, TabletTalk};

async fn card(tablet: &mut Browser, session: SessionId, talk: Talk) -> TabletTalk {
    let talks = tablet_view(tablet, session).await.talks;
    talks.into_iter().find(|one| one.talk == talk).expect("the card")
}

fn said(hands: &[HandView]) -> Vec<(u8, Option<Verdict>)> {
    hands.iter().map(|hand| (u8::from(hand.scores[0].1), hand.verdict)).collect()
}

#[tokio::test]
async fn what_two_tablets_wrote_on_one_card_is_kept_and_shown_on_both() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let session = fair.session;
    plan_and_publish(&mut organiser, session).await;
    let employer = employer_with_a_choice(&mut organiser, &fair).await;
    let mut one = pair_tablet(&hall, &mut organiser, session, employer).await;
    let mut other = pair_tablet(&hall, &mut organiser, session, employer).await;
    let talk = tablet_view(&mut one, session).await.talks[0].talk;
    let gives = |steps| {
        let score = Score::try_from(steps).expect("a score");
        Command::ScoreCriterion { talk, criterion: Criterion::Motivation, score }
    };
    one.does(gives(2)).await;
    one.does(gives(3)).await;
    assert_eq!(card(&mut one, session, talk).await.hands, [], "one hand is no matter");
    other.does(gives(1)).await;
    let verdict = |verdict| {
        let (next_step, base, vacancy) = (NextStep::Nothing, None, None);
        Command::GiveVerdict { talk, verdict, next_step, base, vacancy }
    };
    one.does(Command::WriteStrength { talk, text: Line::parse("Telt snel").expect("a line") }).await;
    one.does(verdict(Verdict::Maybe)).await;
    // It has not seen the first one.
    assert_eq!(other.push(verdict(Verdict::No)).await.outcome, Outcome::Superseded);
    for tablet in [&mut one, &mut other] {
        let card = card(tablet, session, talk).await;
        assert_eq!(card.sheet.verdict, Some(Verdict::Maybe), "the first stands");
        assert_eq!(u8::from(card.sheet.scores[0].1), 1, "of scores the last to arrive");
        assert_eq!(said(&card.hands), [(3, Some(Verdict::Maybe)), (1, Some(Verdict::No))]);
        assert!(
            card.hands.iter().all(|hand| hand.at_ms > 0 && !hand.by.is_empty() && !hand.device.is_empty())
        );
    }
    let row = follow_ups(&mut hall.signed_in("matcher").await).await.sheets;
    let row = row.into_iter().find(|row| row.resident == talk.resident && row.employer == employer);
    assert_eq!(said(&row.expect("the sheet").hands), [(3, Some(Verdict::Maybe)), (1, Some(Verdict::No))]);
    // Who knows of the other changes it.
    let knowing = Command::GiveVerdict {
        talk,
        verdict: Verdict::No,
        next_step: NextStep::Nothing,
        base: Some(Verdict::Maybe),
        vacancy: None,
    };
    other.does(knowing).await;
    assert_eq!(card(&mut one, session, talk).await.sheet.verdict, Some(Verdict::No));
}
