//! What a process was asked for and did not get to: it is finished before it ends, or by the next one.

use crate::hall::Hall;
use crate::thread::{console, plan_and_publish, wait_for_proposal};
use domain::command::Command;
use domain::fair::Attendance;
use domain::ids::CommandId;
use server::admission::{self, Asked, Asker, Work};
use server::{chance, jobs};
use store::{journal, plans};
use sync::Envelope;

fn asks(actor: domain::people::Actor, command: Command) -> (CommandId, Work) {
    let envelope = Envelope { id: CommandId(chance::id()), made_at_ms: 0, command };
    let bytes = serde_json::to_string(&envelope).expect("writes");
    let id = envelope.id;
    let commands = vec![Asked { envelope: Ok(envelope), bytes, planned: None, opens: None }];
    (id, Work::Push { asker: Asker::Actor(actor), after: None, commands })
}

#[tokio::test]
async fn a_mended_plan_that_a_process_did_not_get_to_is_made_by_the_next() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let session = fair.session;
    plan_and_publish(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    let seated = view.meetings().first().expect("somebody sits").resident;
    let mark = Command::MarkAttendance { session, resident: seated, attendance: Attendance::NoShow };
    // Admitted, and then the process ended: nobody minds what it asked for.
    let (_, work) = asks(organiser.me().await.expect("signed in").actor, mark);
    let admitted = admission::admit(&hall.app, work).await.expect("admitted");
    assert_eq!(admitted.replan, [session]);
    assert!(hall.app.runs.rests() && console(&mut organiser, session).await.proposal.is_none());

    let next = jobs::start(&hall.app);
    wait_for_proposal(&mut organiser, session).await;
    next.end().await;
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert_eq!(plans::due(&mut tx).await.expect("read"), [], "once");
}

#[tokio::test]
async fn what_was_accepted_is_finished_though_nobody_waits_for_it() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let actor = organiser.me().await.expect("signed in").actor;
    let mut asked = Vec::new();
    for command in [Command::OpenSignUp { fair: fair.fair }, Command::CloseSignUp { fair: fair.fair }] {
        let (id, work) = asks(actor.clone(), command);
        let app = hall.app.clone();
        let waits = tokio::spawn(async move { admission::admit(&app, work).await });
        tokio::task::yield_now().await;
        waits.abort();
        asked.push(id);
    }
    hall.app.admission.rest().await;
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    for id in asked {
        assert!(journal::outcome_of(&mut tx, id).await.expect("read").is_some());
    }
}
