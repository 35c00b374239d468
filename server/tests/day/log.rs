//! What devices keep and send: the log that a push follows, the archive that fills a restored server, groups of commands
//! in one commit, and a command over which the server stumbles.

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::{Command, Needs, SignUp};
use domain::ids::{CommandId, FairId, ResidentId, SignUpId};
use domain::lang::Lang;
use domain::people::{Actor, Contact};
use domain::text::Name;
use server::admission::{self, Work};
use server::app::Shared;
use server::{chance, commands};
use store::{StoreError, Target, audit, journal};
use sync::log::{Digest, LogEnd};
use sync::outbox::Offered;
use sync::{Answer, Envelope, LogStanding, OfferAnswer, Outcome, PushAnswer, Rejection, SealedCommand};
use tokio::task::JoinSet;

/// A device's log as the test keeps it.
struct Log {
    end: LogEnd,
}

impl Log {
    fn new() -> Log {
        Log { end: LogEnd::empty(chance::id()) }
    }

    /// The body of a push of these commands, which follow what was pushed before.
    fn next(&mut self, commands: &[&Envelope]) -> String {
        let bytes: Vec<_> = commands.iter().map(|one| serde_json::to_string(one).expect("writes")).collect();
        let after = serde_json::to_string(&self.end).expect("writes");
        self.end = bytes.iter().fold(self.end, |end, bytes| end.then(&Digest::of(bytes)));
        format!(r#"{{"after":{after},"commands":[{}]}}"#, bytes.join(","))
    }
}

async fn push(browser: &mut Browser, body: &str) -> PushAnswer {
    let heard =
        browser.send("POST", "/app-api/push", Some("application/json"), body.as_bytes().to_vec()).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    serde_json::from_str(&heard.text).expect("an answer")
}

fn asks(command: Command) -> Envelope {
    Envelope { id: CommandId(chance::id()), made_at_ms: 0, command }
}

fn outcomes(answer: &PushAnswer) -> Vec<Outcome> {
    answer.answers.iter().map(|one| one.outcome).collect()
}

async fn noted(app: &Shared, what: &str) -> usize {
    let mut tx = app.store.read().await.expect("a snapshot");
    audit::latest(&mut tx, 50).await.expect("notes").iter().filter(|note| note.what == what).count()
}

#[tokio::test]
async fn a_push_follows_its_log_and_a_resend_gets_its_old_answers() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (open, close) =
        (asks(Command::OpenSignUp { fair: fair.fair }), asks(Command::CloseSignUp { fair: fair.fair }));
    let mut log = Log::new();
    let first = log.next(&[&open, &close]);
    let answer = push(&mut organiser, &first).await;
    assert_eq!((answer.log, outcomes(&answer)), (LogStanding::Fits, vec![Outcome::Applied; 2]));
    let again = push(&mut organiser, &first).await;
    assert_eq!(outcomes(&again), outcomes(&answer), "a lost answer");

    // Something left out.
    let mut ahead = Log { end: log.end.then(&Digest::of("never sent")) };
    let body = ahead.next(&[&asks(Command::OpenSignUp { fair: fair.fair })]);
    assert_eq!(push(&mut organiser, &body).await.log, LogStanding::Behind);
    // A copy of the device, from before the first push, that went its own way.
    let mut copied = Log { end: LogEnd::empty(log.end.log) };
    let body = copied.next(&[&asks(Command::OpenSignUp { fair: fair.fair })]);
    let forked = push(&mut organiser, &body).await;
    assert_eq!((forked.log, forked.answers.len()), (LogStanding::Forked, 0));
    // Somebody else with the same log.
    let mut desk = hall.signed_in("desk").await;
    let body = log.next(&[&asks(Command::OpenSignUp { fair: fair.fair })]);
    let claimed = push(&mut desk, &body).await;
    assert_eq!((claimed.log, claimed.answers.len()), (LogStanding::Forked, 0));
    for what in ["log ahead", "log forked", "push on another's log"] {
        assert_eq!(noted(&hall.app, what).await, 1, "{what}");
    }
}

#[tokio::test]
async fn a_refused_command_takes_its_place_and_the_log_goes_on() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let mut log = Log::new();
    let elsewhere = asks(Command::OpenSignUp { fair: FairId(chance::id()) });
    let body = log.next(&[&elsewhere, &asks(Command::OpenSignUp { fair: fair.fair })]);
    let answer = push(&mut organiser, &body).await;
    assert_eq!(outcomes(&answer), [Outcome::Rejected(Rejection::NotFound), Outcome::Applied]);
    assert_eq!(answer.answers.iter().map(|one| one.sealed.is_some()).collect::<Vec<_>>(), [false, true]);
    let body = log.next(&[&asks(Command::CloseSignUp { fair: fair.fair })]);
    assert_eq!(push(&mut organiser, &body).await.log, LogStanding::Fits);
}

#[tokio::test]
async fn a_restored_server_is_filled_by_its_devices() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| Target::Sqlite(folder.path().join(name));
    let hall = Hall::on(at("day.db")).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, date) = organiser.fairs().await;
    let mut log = Log::new();
    let before = log.next(&[&asks(Command::OpenSignUp { fair: date.fair })]);
    push(&mut organiser, &before).await;
    hall.app.store.copy_to(&folder.path().join("copy.db")).await.expect("a copy");

    let after =
        [asks(Command::OpenSignUp { fair: fair.fair }), asks(Command::CloseSignUp { fair: fair.fair })];
    let body = log.next(&[&after[0], &after[1]]);
    let answer = push(&mut organiser, &body).await;
    let archive: Vec<SealedCommand> = answer.answers.iter().map(sealed).collect();

    let restored = Hall::on(at("copy.db")).await;
    let mut organiser = restored.signed_in("organiser").await;
    let late = asks(Command::OpenSignUp { fair: fair.fair });
    let mut next = Log { end: log.end };
    let body = next.next(&[&late]);
    assert_eq!(
        push(&mut organiser, &body).await.log,
        LogStanding::Behind,
        "it does not know the end of the log"
    );
    // Offered by a browser in which nobody is signed in, twice, with something that this server did not seal.
    let strange = SealedCommand { id: CommandId(chance::id()), sealed: "AAAA".repeat(20) };
    for _ in 0..2 {
        let offer = serde_json::json!({ "commands": archive.iter().chain([&strange]).collect::<Vec<_>>() });
        let heard = restored.browser().post_json("/app-api/offer", &offer).await;
        let said: OfferAnswer = serde_json::from_str(&heard.text).expect("an answer");
        let said: Vec<_> = said.said.into_iter().map(|(_, offered)| offered).collect();
        assert_eq!(said, [Offered::Known, Offered::Known, Offered::Unreadable]);
    }
    let mut tx = restored.app.store.read().await.expect("a snapshot");
    for envelope in &after {
        let outcome = journal::outcome_of(&mut tx, envelope.id).await.expect("the journal");
        assert_eq!(outcome.as_deref(), Some("\"applied\""));
    }
    drop(tx);
    let answer = push(&mut organiser, &body).await;
    assert_eq!(
        (answer.log, outcomes(&answer)),
        (LogStanding::Fits, vec![Outcome::Applied]),
        "the log goes on"
    );
}

fn sealed(answer: &Answer) -> SealedCommand {
    SealedCommand { id: answer.id, sealed: answer.sealed.clone().expect("sealed") }
}

fn sign_up(fair: FairId, n: usize) -> Envelope {
    asks(Command::SignUp(SignUp {
        fair,
        sign_up: SignUpId(chance::id()),
        resident: ResidentId(chance::id()),
        name: Name::parse(&format!("Gast {n}")).expect("a name"),
        lang: Lang::Nl,
        contact: Contact::Desk,
        adult: true,
        spoken: vec![],
        interests: vec![],
        needs: Needs::default(),
        shares_phone: false,
        group: None,
    }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_together_is_committed_together() {
    const DEVICES: usize = 64;
    const EACH: usize = 10;
    let folder = tempfile::tempdir().expect("a folder");
    let hall = Hall::on(Target::Sqlite(folder.path().join("day.db"))).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let location = organiser.location().await;
    let before = hall.app.admission.commits();
    let devices: Vec<_> = (0..DEVICES)
        .map(|device| {
            let (app, fair) = (hall.app.clone(), fair.fair);
            tokio::spawn(async move {
                for n in 0..EACH {
                    let envelope = sign_up(fair, device * EACH + n);
                    let visitor = Actor::Visitor { location };
                    commands::execute(&app, &visitor, &envelope).await.expect("an answer");
                }
            })
        })
        .collect();
    for device in devices {
        device.await.expect("no panic");
    }
    let commits = hall.app.admission.commits() - before;
    assert!(commits as usize * 16 <= DEVICES * EACH, "{commits} commits for {} commands", DEVICES * EACH);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_line_asks_to_come_later_and_loses_nothing_that_was_taken() {
    /// More than wait in the line and go through at once.
    const ASK: usize = 4_500;
    let folder = tempfile::tempdir().expect("a folder");
    let hall = Hall::on(Target::Sqlite(folder.path().join("day.db"))).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let writer = hall.app.store.write().await.expect("the writer, held");
    let mut line = JoinSet::new();
    for _ in 0..ASK {
        let app = hall.app.clone();
        let strange = SealedCommand { id: CommandId(chance::id()), sealed: "AAAA".repeat(20) };
        line.spawn(async move { admission::admit(&app, Work::Offer(vec![strange])).await });
    }
    let first = line.join_next().await.expect("somebody").expect("no panic");
    assert!(matches!(first, Err(StoreError::Full)), "nobody else is answered as long as the writer is held");
    let open = serde_json::json!({ "commands": [asks(Command::OpenSignUp { fair: fair.fair })] });
    let heard = organiser.post_json("/app-api/push", &open).await;
    assert_eq!(heard.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(heard.retry_after.as_deref(), Some("2"));
    drop(writer);
    let taken = line.join_all().await.into_iter().filter(Result::is_ok).count();
    assert!((4_000..ASK).contains(&taken), "{taken}");
    assert_eq!(organiser.post_json("/app-api/push", &open).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_command_over_which_the_server_stumbles_is_set_aside_and_the_next_goes_on() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let resident = ResidentId(chance::id());
    // A person whose key is gone can not be written about: the handler fails, and will each time.
    let mut tx = hall.app.store.write().await.expect("a transaction");
    journal::forget(&mut tx, resident).await.expect("forgotten");
    tx.commit().await.expect("stands");
    let mut stumbling = sign_up(fair.fair, 1);
    let Command::SignUp(wish) = &mut stumbling.command else { panic!("a sign-up") };
    wish.resident = resident;
    let close = asks(Command::CloseSignUp { fair: fair.fair });
    let mut desk = hall.signed_in("desk").await;
    let mut log = Log::new();
    let begin = log.end;
    let body = log.next(&[&stumbling, &close]);
    for _ in 0..3 {
        let answer = push(&mut desk, &body).await;
        assert_eq!(
            (answer.log, answer.answers.len()),
            (LogStanding::Fits, 0),
            "not yet, and nothing is lost"
        );
    }
    let answer = push(&mut desk, &body).await;
    assert_eq!(outcomes(&answer)[0], Outcome::Rejected(Rejection::SetAside));
    assert_eq!(answer.answers.len(), 2, "what comes behind it goes on");
    let again = push(&mut desk, &Log { end: begin }.next(&[&stumbling, &close])).await;
    assert_eq!(outcomes(&again), outcomes(&answer));
}
