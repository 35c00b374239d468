//! Several server processes on one PostgreSQL: what one of them does is known to the others, and nothing is lost when one
//! dies, when its connections are cut, or when the database itself goes down.

#[path = "../../store/tests/support/cluster.rs"]
mod cluster;
#[path = "../day/hall.rs"]
#[allow(dead_code, reason = "the day asks more of it")]
mod hall;
mod known;
#[path = "../support/line.rs"]
mod line;
mod lost;
mod process;
mod readers;
