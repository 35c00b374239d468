//! What every handler shares: the store, the live hub, the keys, the limits, the plans being made.

use crate::admission::Admission;
use crate::live::Hub;
use crate::planning::Runs;
use crate::sign_in::{Keys, Limits};
use crate::wording::Overlays;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use store::{MasterKey, Store};

/// Settings of one running server.
#[derive(Debug, Clone)]
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
}

pub struct App {
    pub store: Store,
    pub admission: Admission,
    pub hub: Hub,
    pub keys: Keys,
    pub limits: Limits,
    pub runs: Runs,
    pub overlays: Overlays,
    pub settings: Settings,
}

impl App {
    /// An app on an open store; `master` is the key that the store was opened with.
    pub fn new(store: Store, master: &MasterKey, settings: Settings) -> App {
        App {
            admission: Admission::new(&store, master),
            store,
            hub: Hub::default(),
            keys: Keys::new(master),
            limits: Limits::default(),
            runs: Runs::default(),
            overlays: Overlays::default(),
            settings,
        }
    }
}

pub type Shared = Arc<App>;

/// The address that a request came from, as axum hands it over.
pub type Peer = axum::extract::ConnectInfo<SocketAddr>;
