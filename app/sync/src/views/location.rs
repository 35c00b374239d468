//! What staff see of their location: its fairs; for the administrator also staff and logins.

use super::FairHead;
use domain::ids::{AccountId, LocationId, LoginId};
use domain::people::{Actor, Roles};
use serde::{Deserialize, Serialize};

/// Who is looking: answered by `GET /app-api/me`, so that a screen can ask the same policy as the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Me {
    pub actor: Actor,
    pub name: String,
    pub location_name: String,
    /// The server fills itself with the demo day and shows it on every screen.
    pub demo: bool,
    /// The server sends e-mail, so that an address is worth asking for.
    #[serde(default)]
    pub mail: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocationView {
    pub location: LocationId,
    pub name: String,
    pub fairs: Vec<FairHead>,
    /// Empty for who does not mind staff.
    pub staff: Vec<StaffView>,
    /// Own logins; those of all staff for the administrator. A device is ended on the screen of devices, and what a
    /// resident is signed in with by a new PIN.
    pub logins: Vec<LoginView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaffView {
    pub account: AccountId,
    pub name: String,
    pub login_name: String,
    pub roles: Roles,
    pub active: bool,
    /// Has chosen a password.
    pub ready: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoginView {
    pub login: LoginId,
    pub account_name: String,
    pub since_ms: i64,
    pub last_seen_ms: i64,
    /// This very browser.
    pub current: bool,
}
