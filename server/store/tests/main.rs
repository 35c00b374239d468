//! The store's tests: they open real databases, SQLite in memory and in files, and a PostgreSQL cluster of their own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

#[path = "support/cluster.rs"]
mod cluster;
#[path = "support/world.rs"]
mod world;

mod contract;
mod evidence;
mod migration;
mod races;
mod schema;
