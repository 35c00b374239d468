//! What is measured: the demo's hall as often as there are fairs, each with people, a plan and tablets that are signed in.

use crate::line::Caller;
use domain::command::{Command, MakeFair, Needs, SignUp, Talk};
use domain::fair::{Day, FairKind};
use domain::ids::*;
use domain::lang::Lang;
use domain::people::{Actor, Contact, Role};
use domain::scoring::{Criterion, Score};
use domain::text::{Line, Name, Note};
use server::app::{App, Settings, Shared};
use server::{chance, clock, commands, demo, planning, sign_in};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use store::devices::Device;
use store::fairs::Party;
use store::logins::Holder;
use store::{MasterKey, Store, Target, accounts, devices, fairs, locations, plans};
use sync::log::Maker;
use sync::outbox::Disk;
use sync::views::DeviceKind;
use sync::{Envelope, Outcome};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command as Program};

const KEY: [u8; 32] = [9; 32];
const PEOPLE: usize = 40;

/// A tablet at a table, signed in and confirmed.
#[derive(Clone)]
pub struct Tablet {
    pub actor: Actor,
    pub cookie: String,
    pub session: SessionId,
    pub talks: Vec<Talk>,
}

pub async fn app(target: &Target) -> Shared {
    let key = MasterKey::from_bytes(KEY);
    let store = Store::open(target, key.clone()).await.unwrap();
    let settings = Settings {
        demo: true,
        site_dir: std::env::temp_dir(),
        site_version: "bench".into(),
        public_url: None,
        trust_proxy: false,
        mail: None,
    };
    let app: Shared = Arc::new(App::new(store, &key, settings));
    demo::fill(&app).await.unwrap();
    app
}

async fn does(app: &Shared, actor: &Actor, command: Command) {
    let envelope = Envelope { id: CommandId(chance::id()), made_at_ms: clock::now_ms(), command };
    let answer = commands::execute(app, actor, &envelope).await.unwrap();
    assert_eq!(answer.outcome, Outcome::Applied, "{}", envelope.command.kind());
}

pub async fn organiser(app: &Shared) -> Actor {
    let mut tx = app.store.read().await.unwrap();
    let account = accounts::by_login_name(&mut tx, "organisator").await.unwrap().unwrap();
    let roles = vec![Role::Organiser, Role::Desk].into();
    Actor::Staff { account: account.id, location: account.location, roles }
}

/// So many fairs like the demo's, each with a published plan and so many tablets.
pub async fn fairs(app: &Shared, many: usize, tablets_each: usize) -> Vec<Tablet> {
    let organiser = organiser(app).await;
    let location = organiser.location().unwrap();
    let mut tx = app.store.read().await.unwrap();
    let known = fairs::of_location(&mut tx, location).await.unwrap();
    let demo = known.into_iter().find(|fair| fair.kind == FairKind::Banenmarkt).unwrap();
    let model = fairs::sessions_of(&mut tx, demo.id).await.unwrap().remove(0);
    assert!(locations::get(&mut tx, location).await.unwrap().is_some());
    drop(tx);
    let mut tablets = Vec::new();
    for n in 0..many {
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let day = Day {
            name: Name::parse(&format!("Markt {n}")).unwrap(),
            place: Line::parse("Zaal").unwrap(),
            meeting_point: Line::parse("Ingang").unwrap(),
            timetable: model.timetable,
            capacity: 200,
            standby_max: 0,
            promised: 2,
            meetings_max: model.meetings_max,
        };
        let make = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: Some(demo.id) };
        does(app, &organiser, Command::MakeFair(make)).await;
        does(app, &organiser, Command::OpenSignUp { fair }).await;
        for person in 0..PEOPLE {
            does(app, &organiser, walk_in(fair, person)).await;
        }
        let plan = PlanId(chance::id());
        does(app, &organiser, Command::MakePlan { session, plan }).await;
        does(app, &organiser, Command::PublishPlan { session, plan }).await;
        tablets.extend(of_fair(app, location, session, tablets_each).await);
    }
    tablets
}

fn walk_in(fair: FairId, n: usize) -> Command {
    Command::SignUp(SignUp {
        fair,
        sign_up: SignUpId(chance::id()),
        resident: ResidentId(chance::id()),
        name: Name::parse(&format!("Gast {n}")).unwrap(),
        lang: Lang::Nl,
        contact: Contact::Desk,
        adult: true,
        spoken: vec![],
        interests: vec![],
        needs: Needs::default(),
        shares_phone: false,
        group: None,
    })
}

/// Tablets of this fair's employers, in turn.
async fn of_fair(app: &Shared, location: LocationId, session: SessionId, many: usize) -> Vec<Tablet> {
    let mut tx = app.store.read().await.unwrap();
    let parties = fairs::parties(&mut tx, session).await.unwrap();
    let plan = plans::published(&mut tx, session).await.unwrap().unwrap();
    let meetings = planning::meetings_of(&plan.document).unwrap();
    drop(tx);
    let mut tx = app.store.write().await.unwrap();
    let mut tablets = Vec::new();
    // Those that somebody talks with.
    let talks_at = |party: &Party| meetings.iter().any(|meeting| meeting.employer == party.id.to_string());
    let employers: Vec<_> =
        parties.iter().filter(|party| talks_at(party)).map(|party| party.employer).collect();
    for (n, employer) in employers.into_iter().cycle().take(many).enumerate() {
        let own =
            |id: &str| parties.iter().find(|party| party.id.to_string() == id && party.employer == employer);
        let talks = meetings.iter().filter_map(|meeting| {
            let party = own(&meeting.employer)?.id;
            Some(Talk { session, party, resident: meeting.party.id().parse().ok()? })
        });
        let device = Device {
            id: DeviceId(chance::id()),
            location,
            session,
            kind: DeviceKind::Tablet,
            employer: Some(employer),
            name: format!("Tablet {n}"),
            code_hash: chance::bytes::<32>().to_vec(),
            code_expires_ms: 0,
            paired_ms: Some(1),
            confirmed_ms: Some(1),
            interviewer: Some(format!("Gesprek {n}")),
            last_seen_ms: None,
            revoked_ms: None,
            created_ms: 1,
        };
        devices::insert(&mut tx, &device).await.unwrap();
        let (token, _) =
            sign_in::open_login(&mut tx, app, location, Holder::Device(device.id)).await.unwrap();
        let interviewer = device.interviewer.clone();
        let actor =
            Actor::Tablet { device: device.id, location, session, employer, confirmed: true, interviewer };
        let talks = talks.collect();
        tablets.push(Tablet { actor, cookie: format!("wr_app={token}"), session, talks });
    }
    tx.commit().await.unwrap();
    tablets
}

impl Tablet {
    /// What an interviewer taps, again and again.
    pub fn tap(&self, n: usize) -> Envelope {
        let talk = self.talks[n % self.talks.len()];
        let command = match n % 4 {
            3 => Command::WriteNote {
                talk,
                text: Note::parse("Vraagt naar de werktijden en de bus.").unwrap(),
            },
            n => {
                let criterion = [Criterion::Motivation, Criterion::Experience, Criterion::Reachability][n];
                Command::ScoreCriterion {
                    talk,
                    criterion,
                    score: Score::try_from(1 + (n % 3) as u8).unwrap(),
                }
            }
        };
        Envelope { id: CommandId(chance::id()), made_at_ms: clock::now_ms(), command }
    }

    /// What it kept while it had no network.
    pub fn kept(&self, many: usize) -> (Disk, Maker) {
        let maker = Maker::of(&self.actor).unwrap();
        let (mut disk, log) = (Disk::default(), chance::id());
        for n in 0..many {
            let tap = self.tap(n);
            disk.keep(&maker, tap.id, serde_json::to_string(&tap).unwrap(), log).unwrap();
        }
        (disk, maker)
    }

    pub fn caller(&self, at: SocketAddr) -> Caller {
        let mut caller = Caller::new(at);
        caller.cookie.clone_from(&self.cookie);
        caller
    }
}

/// The real program, on a real file.
pub struct Server {
    pub at: SocketAddr,
    child: Child,
    pub tablets: Vec<Tablet>,
    _folder: TempDir,
}

impl Server {
    pub async fn start(many: usize, tablets_each: usize) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&Target::Sqlite(folder.path().join("werkronde.db"))).await;
        let tablets = fairs(&app, many, tablets_each).await;
        app.store.close().await;
        let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(folder.path().join("master.key"), key).unwrap();
        std::fs::write(folder.path().join("version"), "bench").unwrap();
        let (child, at) = serve(folder.path()).await;
        Server { at, child, tablets, _folder: folder }
    }

    /// Resident memory in MB, as the kernel counts it.
    pub fn memory_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id().unwrap())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

async fn serve(folder: &Path) -> (Child, SocketAddr) {
    let mut child = Program::new(program())
        .args(["serve", "--demo", "--json", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(folder)
        .arg("--site-dir")
        .arg(folder)
        .env("WERKRONDE_LOG", "warn")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).await.unwrap();
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let at = said["listening"].as_str().unwrap().strip_prefix("http://").unwrap();
    (child, at.parse().unwrap())
}

/// Beside this one: `target/release/werkronde` of `target/release/examples/bench_sync`.
fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.parent().and_then(Path::parent).unwrap().join("werkronde")
}
