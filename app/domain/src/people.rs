//! Slice people: accounts, roles, locations, residents, employers, and how each signs in.

mod actor;
mod credentials;
mod resident;

pub use actor::{Actor, Role, Roles};
pub use credentials::{
    Credential, PairingCode, Password, PasswordRefused, Pin, PinTries, TRIES_MAX, western,
};
pub use resident::{BadgeNumber, Contact, Email, EmailRefused, Level, Phone, PhoneRefused, SpokenLang};
