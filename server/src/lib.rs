//! The server: routes, sign-in, commands, projections, live hints, command line.
//! A handler reads aloud: load, may, decide, save, tell. Rules are in `domain`, SQL in `store`, words in `ui`.

pub mod admission;
pub mod app;
pub mod app_api;
mod by_file;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod dates;
pub mod demo;
pub mod import;
pub mod jobs;
pub mod live;
pub mod mail;
mod offered;
pub mod ops;
pub mod pages;
pub mod photo;
pub mod planning;
pub mod project;
pub mod router;
pub mod sign_in;
pub mod site;
pub mod wording;
