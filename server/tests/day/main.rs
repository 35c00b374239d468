//! The day through the real routes, with the demo's input, on SQLite and (where `DATABASE_URL` is set) PostgreSQL.
//! The browser journeys play the same with screens; here every rule is looked at closely and quickly.

mod hall;
mod kept;
mod refused;
mod thread;
