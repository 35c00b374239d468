//! What may go wrong, and what guards against it.

use crate::chance::Chance;

/// What goes wrong on a day. Each seed has about half of it, so that faults meet each other in all ways.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// Requests and answers are lost.
    pub loses: bool,
    /// A request arrives twice.
    pub repeats: bool,
    /// Some take seconds, and others overtake them.
    pub slow: bool,
    /// Something on the way answers with what it kept from an earlier question.
    pub confuses: bool,
    /// A device is without network for a while.
    pub cuts: bool,
    /// Pages are killed: before a write on the device, after it, between an answer and its pull, in the midst of a pull.
    pub kills: bool,
    /// A second page opens on a device.
    pub tabs: bool,
    /// The server stops before a commit, or after it.
    pub server_dies: bool,
    /// The server's database is set back to a backup.
    pub restores: bool,
    /// A device's storage is set back.
    pub set_back: bool,
    /// A device is copied with everything on it.
    pub copies: bool,
    /// Logins end while something waits; hours go by.
    pub logins_end: bool,
    /// A tablet is taken out of the day, and perhaps paired anew.
    pub revokes: bool,
    /// Some devices begin the day with a build from before logs, and are updated in the midst of it.
    pub old_builds: bool,
    /// Clocks of devices are a year off, and are set on the way.
    pub clocks: bool,
}

impl Faults {
    pub fn of(chance: &mut Chance) -> Faults {
        let mut some = || chance.one_in(2);
        Faults {
            loses: some(),
            repeats: some(),
            slow: some(),
            confuses: some(),
            cuts: some(),
            kills: some(),
            tabs: some(),
            server_dies: some(),
            restores: some(),
            set_back: some(),
            copies: some(),
            logins_end: some(),
            revokes: some(),
            old_builds: some(),
            clocks: some(),
        }
    }
}

/// What guards a day. All on, except where a test shows that one is needed. None of them is a switch of the product:
/// the simulation takes each away from outside, by what stands between device and server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safeguards {
    /// A command that was answered is known by its id. Off: it arrives under another.
    pub ids: bool,
    /// A push must follow what the server knows of its log. Off: the server's end is written into it.
    pub chain: bool,
    /// An answer belongs to the command that it names. Off: to the one at its place.
    pub ack_by_id: bool,
    /// A pull names the base that it was computed from. Off: whatever was asked.
    pub base_echo: bool,
    /// A restored database has another incarnation. Off: all look like one.
    pub incarnation: bool,
    /// What was acknowledged is kept, sealed. Off: it is not.
    pub archive: bool,
    /// A write on the device lasts before the screen calls it saved. Off: some time later.
    pub strict: bool,
    /// Versions are counted per scope in the transaction of the change. Off: by the process, for all scopes.
    pub counter: bool,
}

impl Safeguards {
    pub const ALL: Safeguards = Safeguards {
        ids: true,
        chain: true,
        ack_by_id: true,
        base_echo: true,
        incarnation: true,
        archive: true,
        strict: true,
        counter: true,
    };
}
