//! The day through the real routes, with the demo's input, on SQLite and on a PostgreSQL that the test starts itself.
//! The browser journeys play the same with screens; here every rule is looked at closely and quickly.

mod aloud;
mod any_order;
mod approval;
mod ask;
mod at_home;
mod away;
mod by_file;
mod candidacy;
mod cards;
#[path = "../../store/tests/support/cluster.rs"]
mod cluster;
mod crowd;
mod doors;
mod due;
mod events;
mod further;
mod group;
mod guesses;
mod hall;
mod hands;
mod hearing;
mod kept;
mod leaning;
#[path = "../support/line.rs"]
#[allow(dead_code, reason = "measurements ask more of it")]
mod line;
#[path = "../support/lines.rs"]
mod lines;
mod log;
mod logged;
mod made;
mod mail;
mod papers;
mod picture;
mod practical;
mod reasons;
mod refused;
mod schedule;
mod sharing;
mod standby;
mod steps;
mod tablets;
mod telling;
mod thread;
mod times;
mod versions;
mod visible;
mod wording;
