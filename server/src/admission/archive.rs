//! What a device keeps of an acknowledged command, for a server that forgets: the command as it was admitted, sealed by
//! the server for itself. The device cannot read it and nobody else can make one, so a server that was restored from
//! last night's backup takes it back from any device, whoever is signed in there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::people::Actor;
use serde::{Deserialize, Serialize};
use store::{MasterKey, Seal};
use sync::log::LogEnd;

/// Seals and opens.
pub struct Archive(Seal);

/// What is sealed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Who asked, as they were then.
    pub actor: Actor,
    /// Where the device's log ended with this command.
    pub end: LogEnd,
    /// The envelope, byte for byte.
    pub command: String,
}

impl Archive {
    pub fn new(master: &MasterKey) -> Archive {
        Archive(Seal::new(master, "archive of devices"))
    }

    /// None where a cipher fails, which would be a fault of its own: the command is admitted all the same.
    pub fn seal(&self, kept: &Kept) -> Option<String> {
        let plain = serde_json::to_vec(kept).ok()?;
        self.0.seal(&plain).ok().map(|sealed| STANDARD_NO_PAD.encode(sealed))
    }

    /// None: not sealed here, or changed since.
    pub fn open(&self, sealed: &str) -> Option<Kept> {
        let plain = self.0.open(&STANDARD_NO_PAD.decode(sealed).ok()?)?;
        serde_json::from_slice(&plain).ok()
    }
}
