//! What a stranger may send: pushes and pulls that are broken in every way that chance thinks of, too large, too deep,
//! too slow, or somebody else's. Nothing panics, nothing is answered by 5xx, what is not theirs is refused and written
//! down, and afterwards the server works as before.
//!
//! The corpus is every command that was ever sent (`app/sync/tests/wire.golden`), broken.

#[path = "day/hall.rs"]
#[allow(dead_code, reason = "the day asks more of it")]
mod hall;

use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{DeviceId, FairId};
use hall::{Browser, Hall};
use proptest::prelude::*;
use server::{chance, router};
use std::net::SocketAddr;
use store::audit;
use sync::log::{Digest, LogEnd};
use sync::{LogStanding, Outcome, PushAnswer, Rejection, Scope, Shown};

const GOLDEN: &str = include_str!("../../app/sync/tests/wire.golden");
/// As in CI; `PROPTEST_CASES` makes it more.
const CASES: u32 = 600;

/// One way to break bytes.
#[derive(Debug, Clone)]
enum Break {
    Cut(usize),
    Drop(usize, usize),
    Repeat(usize, usize),
    Put(usize, Vec<u8>),
    Flip(usize, u8),
    /// The number at or after here becomes another.
    Number(usize, &'static str),
    Nest(usize, usize),
}

const NUMBERS: &[&str] =
    &["-1", "18446744073709551616", "1e400", "-0.0", "9223372036854775808", "1E-9999", "0x10", "NaN", "00"];

fn broken() -> impl Strategy<Value = Break> {
    let at = 0..4_000_usize;
    prop_oneof![
        at.clone().prop_map(Break::Cut),
        (at.clone(), 1..60_usize).prop_map(|(at, many)| Break::Drop(at, many)),
        (at.clone(), 1..60_usize).prop_map(|(at, many)| Break::Repeat(at, many)),
        (at.clone(), prop::collection::vec(any::<u8>(), 1..12)).prop_map(|(at, bytes)| Break::Put(at, bytes)),
        (at.clone(), 1..=255_u8).prop_map(|(at, bits)| Break::Flip(at, bits)),
        (at.clone(), prop::sample::select(NUMBERS)).prop_map(|(at, number)| Break::Number(at, number)),
        (at, 1..3_000_usize).prop_map(|(at, deep)| Break::Nest(at, deep)),
    ]
}

fn break_up(mut bytes: Vec<u8>, breaks: &[Break]) -> Vec<u8> {
    for one in breaks {
        if bytes.is_empty() {
            break;
        }
        let here = |at: usize| at % bytes.len();
        let part = |at: usize, many: usize| here(at)..(here(at) + many).min(bytes.len());
        match one {
            Break::Cut(at) => bytes.truncate(here(*at)),
            Break::Drop(at, many) => drop(bytes.drain(part(*at, *many))),
            Break::Repeat(at, many) => {
                let part = part(*at, *many);
                let again = bytes[part.clone()].to_vec();
                drop(bytes.splice(part.start..part.start, again));
            }
            Break::Put(at, put) => {
                let at = here(*at);
                drop(bytes.splice(at..at, put.iter().copied()));
            }
            Break::Flip(at, bits) => {
                let at = here(*at);
                bytes[at] ^= bits;
            }
            Break::Number(at, number) => {
                let from = here(*at);
                let Some(start) = (from..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) else {
                    continue;
                };
                let end = (start..bytes.len()).find(|at| !bytes[*at].is_ascii_digit()).unwrap_or(bytes.len());
                drop(bytes.splice(start..end, number.bytes()));
            }
            Break::Nest(at, deep) => {
                let at = here(*at);
                let nest = b"[".repeat(*deep).into_iter().chain(b"{\"a\":".repeat(*deep));
                drop(bytes.splice(at..at, nest));
            }
        }
    }
    bytes
}

/// A push of some commands of the corpus, in a log or without one.
fn push() -> impl Strategy<Value = Vec<u8>> {
    let lines: Vec<&str> = GOLDEN.lines().collect();
    (prop::collection::vec(prop::sample::select(lines), 1..5), any::<Option<(u128, u64)>>()).prop_map(
        |(commands, log)| {
            let after = log.map(|(log, seq)| LogEnd { seq, ..LogEnd::empty(uuid::Uuid::from_u128(log)) });
            let after = serde_json::to_string(&after).expect("writes");
            format!(r#"{{"after":{after},"commands":[{}]}}"#, commands.join(",")).into_bytes()
        },
    )
}

/// The server of the whole test, and people who are signed in there.
struct Stand {
    runtime: tokio::runtime::Runtime,
    hall: Hall,
    callers: Vec<Browser>,
}

impl Stand {
    fn open() -> Stand {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (hall, callers) = runtime.block_on(async {
            let hall = Hall::open().await;
            let mut organiser = hall.signed_in("organiser").await;
            let tablet = tablet(&hall, &mut organiser).await;
            let desk = hall.signed_in("desk").await;
            let nobody = hall.browser();
            (hall, vec![organiser, tablet, desk, nobody])
        });
        Stand { runtime, hall, callers }
    }

    /// Whoever sends it, the answer is one that a screen can read.
    fn takes(&mut self, caller: usize, method: &str, path: &str, body: Vec<u8>) -> Result<(), TestCaseError> {
        let many = self.callers.len();
        let browser = &mut self.callers[caller % many];
        let kind = (method == "POST").then_some("application/json");
        let heard = self.runtime.block_on(browser.send(method, path, kind, body));
        prop_assert!(heard.status.as_u16() < 500, "{method} {path}: {} {}", heard.status, heard.text);
        prop_assert!(heard.text.len() < 1_000_000, "{} bytes for an answer", heard.text.len());
        Ok(())
    }

    fn works(&mut self) {
        let organiser = &mut self.callers[0];
        self.runtime.block_on(async {
            let (fair, _) = organiser.fairs().await;
            organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
            let location = organiser.location().await;
            let mut tx = self.hall.app.store.read().await.expect("a snapshot");
            store::journal::verify(&mut tx, location).await.expect("an unbroken chain");
        });
    }
}

async fn tablet(hall: &Hall, organiser: &mut Browser) -> Browser {
    let (fair, _) = organiser.fairs().await;
    let employers = organiser.view(Scope::Fair(fair.fair)).await;
    let sync::View::Fair(view) = employers else { panic!("not a fair") };
    let employer = view.employers.first().map(|one| one.employer);
    let name = domain::text::Name::parse("Tablet").expect("a name");
    let device = DeviceId(chance::id());
    let open = Command::OpenPairing { session: fair.session, device, employer, name };
    let Some(Shown::PairingCode(code)) = organiser.does(open).await.shown else { panic!("no code") };
    let mut tablet = hall.browser();
    let heard = tablet.post_json("/app-api/pair", &serde_json::json!({ "code": code })).await;
    assert_eq!(heard.status, StatusCode::NO_CONTENT);
    organiser.does(Command::ConfirmDevice { device }).await;
    tablet
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(CASES) }
}

#[test]
fn no_push_and_no_offer_breaks_the_server() {
    let mut stand = Stand::open();
    let stand_in = std::cell::RefCell::new(&mut stand);
    proptest!(config(), |(body in push(), breaks in prop::collection::vec(broken(), 0..5), caller in 0..4_usize,
                          path in prop::sample::select(&["/app-api/push", "/app-api/push", "/app-api/offer"][..]))| {
        stand_in.borrow_mut().takes(caller, "POST", path, break_up(body, &breaks))?;
    });
    stand.works();
}

#[test]
fn no_pull_breaks_the_server() {
    let mut stand = Stand::open();
    let stand_in = std::cell::RefCell::new(&mut stand);
    let scope = "(location|fair|session|follow_up|reasons|[a-z%]{0,9}):?[0-9a-f%-]{0,40}";
    let number = "-?[0-9]{0,30}(e[0-9]{1,3})?";
    proptest!(config(), |(scope in scope, base in number, incarnation in "[0-9a-f%-]{0,40}", caller in 0..4_usize)| {
        // A lone % is no part of any address.
        let text = format!("/app-api/pull?scope={scope}&base={base}&incarnation={incarnation}").replace('%', "%25");
        stand_in.borrow_mut().takes(caller, "GET", &text, vec![])?;
    });
    stand.works();
}

#[tokio::test]
async fn too_large_and_too_deep_are_refused_before_they_are_kept() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let json = Some("application/json");
    let large = vec![b' '; 1_000_001];
    let heard = organiser.send("POST", "/app-api/push", json, large).await;
    assert_eq!(heard.status, StatusCode::PAYLOAD_TOO_LARGE);
    let deep = format!(r#"{{"commands":[{}"#, "[".repeat(900_000));
    let heard = organiser.send("POST", "/app-api/push", json, deep.into_bytes()).await;
    assert_eq!(heard.status, StatusCode::BAD_REQUEST);
    let id = chance::id();
    let inside = format!(
        r#"{{"commands":[{{"id":"{id}","made_at_ms":0,"kind":"open_sign_up@1","args":{}1{}}}]}}"#,
        "[".repeat(400_000),
        "]".repeat(400_000)
    );
    let heard = organiser.send("POST", "/app-api/push", json, inside.into_bytes()).await;
    let answer: PushAnswer = serde_json::from_str(&heard.text).expect("an answer");
    let refused = Outcome::Rejected(Rejection::Malformed);
    assert_eq!(answer.answers[0].outcome, refused, "it takes its place and holds up nothing");
    let many = format!(r#"{{"commands":[{}]}}"#, vec!["1"; 400_000].join(","));
    let heard = organiser.send("POST", "/app-api/push", json, many.into_bytes()).await;
    assert!(heard.status.is_client_error(), "{}", heard.status);
}

#[tokio::test]
async fn a_body_that_never_ends_is_ended_by_the_server() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let hall = Hall::open().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    let service = router::router(hall.app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(axum::serve(listener, service).into_future());
    let mut slow = tokio::net::TcpStream::connect(at).await.expect("a connection");
    let head = format!(
        "POST /app-api/push HTTP/1.1\r\nhost: {at}\r\norigin: http://{at}\r\ncontent-type: application/json\r\n\
         content-length: 1000\r\n\r\n{{"
    );
    slow.write_all(head.as_bytes()).await.expect("sent");
    let mut answer = vec![0; 64];
    let read = tokio::time::timeout(std::time::Duration::from_secs(60), slow.read(&mut answer)).await;
    let read = read.expect("within a minute").expect("an answer");
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 503") || answer.starts_with("HTTP/1.1 408"), "{answer}");
    serving.abort();
}

async fn noted(hall: &Hall, what: &str) -> usize {
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    audit::latest(&mut tx, 100).await.expect("notes").iter().filter(|note| note.what == what).count()
}

#[tokio::test]
async fn what_is_somebody_elses_is_refused_and_written_down_once() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    // A device that was never paired.
    let mut forged = hall.browser();
    forged.cookies = vec![("wr_app".into(), "A".repeat(43))];
    for _ in 0..3 {
        let body = serde_json::json!({ "commands": [] });
        assert_eq!(forged.post_json("/app-api/push", &body).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(noted(&hall, "login refused").await, 1);
    // A scope that is not yours.
    let mut tablet = tablet(&hall, &mut organiser).await;
    for _ in 0..3 {
        assert!(tablet.pull(Scope::Fair(fair.fair)).await.is_none());
        assert!(tablet.pull(Scope::Fair(FairId(chance::id()))).await.is_none(), "looks the same");
    }
    assert_eq!(noted(&hall, "scope refused").await, 1);
    // Another device's push, sent again as one's own; then a chain that is wrong.
    let end = LogEnd::empty(chance::id());
    let line = GOLDEN.lines().next().expect("a command");
    let body = |end: LogEnd| {
        let after = serde_json::to_string(&end).expect("writes");
        format!(r#"{{"after":{after},"commands":[{line}]}}"#).into_bytes()
    };
    let standing = async |browser: &mut Browser, body: Vec<u8>| {
        let heard = browser.send("POST", "/app-api/push", Some("application/json"), body).await;
        serde_json::from_str::<PushAnswer>(&heard.text).expect("an answer").log
    };
    assert_eq!(standing(&mut organiser, body(end)).await, LogStanding::Fits);
    assert_eq!(standing(&mut tablet, body(end)).await, LogStanding::Forked);
    assert_eq!(noted(&hall, "push on another's log").await, 1);
    let wrong = LogEnd { seq: 1, hash: Digest::of("another story"), ..end };
    assert_eq!(standing(&mut organiser, body(wrong)).await, LogStanding::Forked);
    assert_eq!(noted(&hall, "log forked").await, 1);
}
