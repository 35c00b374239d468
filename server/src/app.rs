//! What every handler shares: the store, the live hub, the keys, the limits, the plans being made.

use crate::admission::Admission;
use crate::by_file::ByFile;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::live::{Hub, Outgoing};
use crate::mail::Mailing;
use crate::pages::{Drafts, Known};
use crate::planning::{self, Runs};
use crate::project::Drawn;
use crate::sign_in::{Keys, Limits};
use crate::wording::Overlays;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use store::{MasterKey, Store};

/// Settings of one running server.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Filled itself with the demo day; every screen says so.
    pub demo: bool,
    /// Where the site files are.
    pub site_dir: PathBuf,
    /// Hash of the site files: changes when they do, so that no screen mixes two builds.
    pub site_version: String,
    /// "https://werkronde.example", for links and QR codes; None: what the browser asked for.
    pub public_url: Option<String>,
    /// Behind a proxy of one's own that sets `X-Forwarded-For` and `X-Forwarded-Proto`.
    pub trust_proxy: bool,
    /// How e-mail leaves. None: it does not.
    pub mail: Option<Mailing>,
}

/// What a server stands on. The default is the machine's own; a simulation brings another, and plays a day in
/// milliseconds.
pub struct Ground {
    pub clock: Clock,
    pub chance: Chance,
    /// Moves of the planner for one plan.
    pub moves: u64,
}

impl Default for Ground {
    fn default() -> Ground {
        Ground { clock: Clock::default(), chance: Chance::default(), moves: planning::MOVES }
    }
}

pub struct App {
    pub store: Store,
    pub clock: Clock,
    pub chance: Chance,
    /// Moves of the planner for one plan.
    pub moves: u64,
    pub admission: Admission,
    pub by_file: ByFile,
    pub drafts: Drafts,
    /// Views of the live day that many screens show.
    pub drawn: Drawn,
    pub hub: Hub,
    /// What fairs show to everybody.
    pub known: Known,
    pub keys: Keys,
    pub limits: Limits,
    pub runs: Runs,
    pub overlays: Overlays,
    pub settings: Settings,
    /// What other server processes are still to hear. None: one process has the database for itself.
    pub outgoing: Option<Arc<Outgoing>>,
}

impl App {
    /// An app on an open store; `master` is the key that the store was opened with.
    pub fn new(store: Store, master: &MasterKey, settings: Settings) -> App {
        App::on(Ground::default(), store, master, settings)
    }

    /// The same on other ground.
    pub fn on(ground: Ground, store: Store, master: &MasterKey, settings: Settings) -> App {
        let Ground { clock, chance, moves } = ground;
        let outgoing = (store.kind() == "postgres").then(Arc::<Outgoing>::default);
        App {
            admission: Admission::new(&store, master),
            clock,
            chance,
            moves,
            by_file: ByFile::new(master),
            drafts: Drafts::new(master),
            drawn: Drawn::default(),
            store,
            hub: Hub::new(outgoing.clone()),
            known: Known::default(),
            keys: Keys::new(master),
            limits: Limits::default(),
            runs: Runs::new(outgoing.clone()),
            overlays: Overlays::default(),
            settings,
            outgoing,
        }
    }
}

pub type Shared = Arc<App>;

/// The address that a request came from, as axum hands it over.
pub type Peer = axum::extract::ConnectInfo<SocketAddr>;
