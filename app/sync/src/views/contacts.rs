//! How the devices of a session are doing, beside what is done on them: when each was last heard, what waits on it, and
//! what the server refused.

use crate::Rejection;
use crate::device::Keeping;
use domain::ids::{DeviceId, SessionId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsView {
    pub session: SessionId,
    /// Every device of the session that was heard of.
    pub devices: Vec<ContactView>,
    /// Latest first, at most 50: what tablets of this session were refused, and what was set aside from anyone.
    pub refused: Vec<RefusedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    pub device: DeviceId,
    pub heard_ms: i64,
    /// None: a build from before devices told.
    pub told: Option<ToldView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldView {
    pub unsent: u32,
    pub attention: u32,
    pub keeps: Keeping,
    /// Runs another build than this server has.
    pub old_build: bool,
}

/// A command that stays undone. Never what was written in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedView {
    pub at_ms: i64,
    /// "give_verdict@1".
    pub kind: String,
    /// The name of the device, or of the member of staff.
    pub by: String,
    pub rejection: Rejection,
}
