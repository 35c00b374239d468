//! The day that every seed begins with: a hall of three employers, six people with a place and two places left, a
//! published plan, and screens that are paired. Made once by the server's own commands, then copied for each seed.

use crate::chance::Chance;
use crate::server::{Server, key};
use domain::command::Command;
use domain::ids::{DeviceId, EmployerId, FairId, LocationId, SessionId};
use domain::people::{Actor, PairingCode, Role};
use serde_json::{Value, json};
use server::app::Shared;
use server::{chance, commands, sign_in};
use std::sync::{Arc, OnceLock};
use store::accounts::Account;
use store::locations::Location;
use store::logins::Holder;
use store::{Store, Target, accounts, devices, locations};
use sync::{Answer, Envelope, Outcome, Shown};
use uuid::Uuid;

/// When the day is made; the first round is planned an hour later.
pub const BEGIN_MS: i64 = 1_796_295_600_000;
const HOUR_MS: i64 = 3_600_000;

/// Who looks at a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    Organiser,
    Desk,
    /// A tablet at this employer's tables, by number.
    Tablet(usize),
    Projector,
}

/// A screen of the first hour.
#[derive(Debug, Clone)]
pub struct Screen {
    pub seat: Seat,
    pub token: String,
    pub device: Option<DeviceId>,
}

/// What everybody knows of the day.
pub struct World {
    pub image: Arc<[u8]>,
    pub location: LocationId,
    pub fair: FairId,
    pub session: SessionId,
    pub employers: Vec<EmployerId>,
    pub organiser: Actor,
    pub screens: Vec<Screen>,
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn ask(kind: &str, args: Value) -> Command {
    let command = json!({ "kind": kind, "args": args });
    serde_json::from_value(command).unwrap_or_else(|error| panic!("{kind}: {error}"))
}

/// Asks the server itself, without a screen.
pub async fn does(app: &Shared, actor: &Actor, command: Command) -> Answer {
    let envelope =
        Envelope { id: domain::ids::CommandId(app.chance.id()), made_at_ms: app.clock.now_ms(), command };
    commands::execute(app, actor, &envelope).await.expect("the store answers")
}

/// The world, made when it is first asked for.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        // On a thread of its own: whoever asks is in a runtime already.
        std::thread::spawn(|| {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
            runtime.block_on(make())
        })
        .join()
        .expect("the world is made")
    })
}

async fn make() -> World {
    let store = Store::open(&Target::Memory, key()).await.expect("a store");
    let server = Server::on(store, BEGIN_MS, Chance::new(0));
    let app = server.app.clone();
    let (location, fair, session) = (LocationId(id(1)), FairId(id(2)), SessionId(id(3)));
    let organiser = staff(&app, location, 10, "organiser", Role::Organiser).await;
    let desk = staff(&app, location, 11, "desk", Role::Desk).await;
    let employers: Vec<_> = (0..3).map(|n| EmployerId(id(20 + n))).collect();
    let day = json!({
        "name": "Banenmarkt", "place": "Zaal", "meeting_point": "Deur",
        "timetable": { "starts": BEGIN_MS + HOUR_MS, "rounds": 4, "talk_min": 10, "change_min": 5,
                       "break_after": 2, "break_min": 15 },
        "capacity": 8, "standby_max": 2, "promised": 2, "meetings_max": 4
    });
    let must = async |command: Command| {
        let kind = command.kind();
        let answer = does(&app, &organiser.1, command).await;
        server.settles().await;
        assert_eq!(answer.outcome, Outcome::Applied, "{kind}");
        answer
    };
    let made = json!({ "fair": fair, "session": session, "kind": "banenmarkt", "day": day, "like": null });
    must(ask("make_fair@1", made)).await;
    for (n, employer) in employers.iter().enumerate() {
        must(ask("seat_employer@1", seat(fair, *employer, n))).await;
    }
    must(ask("open_sign_up@1", json!({ "fair": fair }))).await;
    for n in 0..6 {
        must(ask("sign_up@1", sign_up(fair, 100 + n, 200 + n))).await;
    }
    let plan = id(300);
    must(ask("make_plan@1", json!({ "session": session, "plan": plan }))).await;
    must(ask("publish_plan@1", json!({ "session": session, "plan": plan }))).await;
    let mut screens = vec![organiser.0, desk.0];
    for (n, of) in [Some(0), Some(0), Some(1), Some(2), None].into_iter().enumerate() {
        let device = DeviceId(id(400 + n as u128));
        let token = pair(&app, &organiser.1, session, device, of.map(|n| employers[n])).await;
        // The last tablet still waits for the organiser's word.
        if let Some(0 | 1) = of {
            must(Command::ConfirmDevice { device }).await;
        }
        let seat = of.map_or(Seat::Projector, Seat::Tablet);
        screens.push(Screen { seat, token, device: Some(device) });
    }
    let image = app.store.image().await.expect("an image").expect("in memory");
    World { image, location, fair, session, employers, organiser: organiser.1, screens }
}

async fn staff(app: &Shared, location: LocationId, n: u128, name: &str, role: Role) -> (Screen, Actor) {
    let roles = domain::people::Roles::from(vec![role]);
    let account = Account {
        id: domain::ids::AccountId(id(n)),
        location,
        name: name.into(),
        login_name: name.into(),
        roles: roles.clone(),
        password_hash: None,
        active: true,
        created_ms: BEGIN_MS,
    };
    let mut tx = app.store.write().await.expect("a transaction");
    if role == Role::Organiser {
        let row = Location { id: location, name: "Zonnedauw".into(), created_ms: BEGIN_MS };
        locations::insert(&mut tx, &row).await.expect("a location");
    }
    accounts::insert(&mut tx, &account).await.expect("an account");
    let holder = Holder::Account(account.id);
    let (token, _) = sign_in::open_login(&mut tx, app, location, holder).await.expect("a login");
    tx.commit().await.expect("stands");
    let seat = if role == Role::Organiser { Seat::Organiser } else { Seat::Desk };
    let actor = Actor::Staff { account: account.id, location, roles };
    (Screen { seat, token, device: None }, actor)
}

/// Shows a code, types it on a tablet, and gives the tablet's token.
pub async fn pair(
    app: &Shared,
    organiser: &Actor,
    session: SessionId,
    device: DeviceId,
    employer: Option<EmployerId>,
) -> String {
    let args = json!({ "session": session, "device": device, "employer": employer, "name": "Scherm" });
    let shown = does(app, organiser, ask("open_pairing@1", args)).await.shown;
    let Some(Shown::PairingCode(code)) = shown else { panic!("no code") };
    let code = PairingCode::parse(&code).expect("a code");
    let mut tx = app.store.write().await.expect("a transaction");
    let hash = chance::hash(code.reveal());
    let paired = devices::pair_by_code(&mut tx, &hash, app.clock.now_ms()).await.expect("the store");
    let paired = paired.expect("the code opens");
    let holder = Holder::Device(device);
    let (token, _) = sign_in::open_login(&mut tx, app, paired.location, holder).await.expect("a login");
    if employer.is_none() {
        devices::confirm(&mut tx, device, app.clock.now_ms()).await.expect("the store");
    }
    store::scopes::raise(&mut tx, sync::Scope::Session(session)).await.expect("the store");
    tx.commit().await.expect("stands");
    token
}

fn seat(fair: FairId, employer: EmployerId, n: usize) -> Value {
    let seats = if n == 0 { 2 } else { 1 };
    let tables: Vec<_> = (0..seats)
        .map(|seat| {
            json!({ "table": id(500 + 10 * n as u128 + seat), "interviewer": format!("Twijg {n}{seat}"), "room": null,
                    "langs": ["nl"] })
        })
        .collect();
    let offers: Vec<_> = (0..=n.min(1))
        .map(|offer| {
            json!({ "vacancy": id(600 + 10 * n as u128 + offer as u128), "title": format!("Kok {offer}"),
                    "kind": "baan", "picture": "kitchen", "wage": 1540, "hours": 32, "lang": "nl", "level": "A2",
                    "shifts": ["avond"], "vog": false, "permit_willing": true })
        })
        .collect();
    json!({ "fair": fair, "employer": employer, "name": format!("Huis {n}"), "place": "Zonnedrecht",
            "offers": offers, "tables": tables })
}

/// The arguments of somebody's sign-up. Names are made so that none is part of another.
pub fn sign_up(fair: FairId, sign_up: u128, resident: u128) -> Value {
    let interests: Vec<_> =
        [600, 610, 620].iter().map(|vacancy| json!({ "vacancy": id(*vacancy), "interest": "two" })).collect();
    json!({ "fair": fair, "sign_up": id(sign_up), "resident": id(resident), "name": format!("Gast-{resident}-"),
            "lang": "nl", "contact": { "by": "desk" }, "adult": true, "spoken": [{ "lang": "nl", "level": "B1" }],
            "interests": interests, "needs": {} })
}
