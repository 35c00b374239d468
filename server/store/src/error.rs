//! What can go wrong below the rules. No text here ever shows what a row holds: database messages can name values.

use std::fmt;

/// Why a statement or a transaction did not do its work.
pub enum StoreError {
    /// Someone else holds what this needs, or the database closed a circle of waiting: try again.
    Busy,
    /// More waits already than this process takes: come again.
    Full,
    /// The work broke off before its answer, or stumbled; the log says over what. Nothing of it was written: ask again.
    Unanswered,
    /// A unique value is taken already.
    Taken,
    /// What this refers to is not there, or its key was deleted.
    Gone,
    /// What is stored cannot be true; says where, never what.
    Corrupt(&'static str),
    /// The database said no; shown by its code only.
    Database(sqlx::Error),
}

/// SQLite: busy, locked, busy recovery, busy snapshot, locked shared cache.
/// PostgreSQL: serialization failure, deadlock, lock not available, query cancelled, too many connections.
const BUSY: &[&str] = &["5", "6", "261", "517", "262", "40001", "40P01", "55P03", "57014", "53300"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        match &error {
            sqlx::Error::PoolTimedOut => StoreError::Busy,
            sqlx::Error::Database(said) if said.is_unique_violation() => StoreError::Taken,
            sqlx::Error::Database(said) if said.is_foreign_key_violation() => StoreError::Gone,
            sqlx::Error::Database(said) if said.code().is_some_and(|code| BUSY.contains(&&*code)) => {
                StoreError::Busy
            }
            _ => StoreError::Database(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> StoreError {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => StoreError::Database(error),
            sqlx::migrate::MigrateError::ExecuteMigration(error, _) => StoreError::Database(error),
            _ => StoreError::Corrupt("migrations: this database was made by another build"),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Busy => f.write_str("the database is busy"),
            StoreError::Full => f.write_str("too much waits already"),
            StoreError::Unanswered => f.write_str("the work broke off without an answer"),
            StoreError::Taken => f.write_str("taken already"),
            StoreError::Gone => f.write_str("no longer there"),
            StoreError::Corrupt(place) => write!(f, "stored data cannot be read: {place}"),
            StoreError::Database(sqlx::Error::Database(said)) => {
                write!(f, "database error {}", said.code().as_deref().unwrap_or("without a code"))
            }
            StoreError::Database(sqlx::Error::Io(error)) => {
                write!(f, "database unreachable: {}", error.kind())
            }
            StoreError::Database(sqlx::Error::Configuration(_)) => {
                f.write_str("the database address cannot be read")
            }
            StoreError::Database(sqlx::Error::ColumnNotFound(column)) => {
                write!(f, "database error: no column {column}")
            }
            StoreError::Database(sqlx::Error::ColumnDecode { index, .. }) => {
                write!(f, "database error: column {index} holds another type")
            }
            StoreError::Database(sqlx::Error::PoolClosed) => f.write_str("the database is closed"),
            StoreError::Database(_) => f.write_str("database error"),
        }
    }
}

/// As `Display`: a logged `{:?}` must not show a row either.
impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreError({self})")
    }
}

/// Without a source: the database's own message can hold values.
impl std::error::Error for StoreError {}
