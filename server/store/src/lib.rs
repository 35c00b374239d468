//! Where everything is kept: SQLite (one file, the default) or PostgreSQL. One aggregate, one file, all its SQL.
//! Every function takes a transaction and knows no rule: what is allowed and what follows is decided in `domain`.
//! Not found is `Ok(None)`; the caller decides what that means.

mod db;
mod error;
mod held;
mod migrations;
mod row;
mod store;
mod vault;

pub mod accounts;
pub mod answers;
pub mod attendance;
pub mod audit;
pub mod away;
pub mod between;
pub mod candidacies;
pub mod contacts;
pub mod devices;
pub mod employers;
pub mod fairs;
pub mod follow_ups;
pub mod further;
pub mod groups;
pub mod imports;
pub mod invites;
pub mod jobs;
pub mod journal;
pub mod leanings;
pub mod locations;
pub mod logins;
pub mod logs;
pub mod mails;
pub mod pictures;
pub mod plans;
pub mod practical;
pub mod questions;
pub mod recordings;
pub mod residents;
pub mod scopes;
pub mod sheets;
pub mod sign_ups;
pub mod tellings;
pub mod texts;
pub mod timers;
pub mod times;
pub mod tries;

pub use db::Tx;
pub use error::StoreError;
pub use store::{Store, Target};
pub use vault::{MasterKey, Seal};
