//! The steps from an empty database to today's, one folder for each kind of database. Each step runs in
//! a transaction: sqlx's mark for one that must not (`-- no-transaction`) is not read.

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::sync::LazyLock;

/// A version, what it is about, and its statements.
type Step = (i64, &'static str, &'static str);

mod listed {
    include!(concat!(env!("OUT_DIR"), "/migrations.rs"));
}

pub(crate) static SQLITE: LazyLock<Migrator> = LazyLock::new(|| migrator(listed::SQLITE));
pub(crate) static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| migrator(listed::POSTGRES));

fn migrator(steps: &[Step]) -> Migrator {
    let step = |&(version, about, sql): &Step| {
        let sql = SqlStr::from_static(sql);
        Migration::new(version, about.replace('_', " ").into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(steps.iter().map(step).collect())
}
